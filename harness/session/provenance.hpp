// Provenance: where the values of recorded traffic come from, seen from the end that a script plays. A value that the
// peer made and that comes again later is captured and referred to; what the peer gives back of ours is expected as it
// is; what a peer makes anew each time (ids, times) is only expected to be there.
#pragma once

#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "harness/session/shape.hpp"

namespace wireproof::session {

class Provenance {
public:
    using WallTime = std::chrono::system_clock::time_point;

    // `fresh` are texts of ours that have to be others in every run, such as the name of a queue that is created.
    explicit Provenance(const std::set<std::string>& fresh);

    // sent gives the expression of a value that the script sends. A time in the future (a deadline) keeps its distance
    // from `now`; a secret becomes a parameter.
    [[nodiscard]] Json sent(const Json& value, const Shape& shape, WallTime now);
    // came takes a value that the peer sent and gives it a number. Its pattern is whole only when everything has been
    // seen, because later values may ask for captures.
    [[nodiscard]] std::size_t came(const Json& value, const Shape& shape);

    [[nodiscard]] const Json& pattern(std::size_t number) const { return came_[number].pattern; }
    [[nodiscard]] const Json& captures(std::size_t number) const { return came_[number].captures; }
    // vars: the script's variables.
    [[nodiscard]] const Json& vars() const { return vars_; }
    // params: the secrets, by the name of their parameter.
    [[nodiscard]] const std::map<std::string, std::string>& params() const { return params_; }

private:
    struct Came {
        Json pattern, captures = Json::object();
    };
    // A value that the peer made.
    struct Source {
        std::size_t number;  // of what came
        std::string path, name, variable;
        Json::json_pointer at;
    };
    struct Leaf;
    using Key = std::pair<Shape::Kind, std::string>;

    [[nodiscard]] Json sent_leaf(const Leaf& leaf, WallTime now);
    [[nodiscard]] Json came_leaf(const Leaf& leaf, std::size_t number);
    [[nodiscard]] Json bytes_that_came(const Leaf& leaf, const std::string& hex);
    // reference finds the peer's value that this one is, and captures it; null if there is none.
    [[nodiscard]] Json reference(const Leaf& leaf);
    // joined finds values of the peer, and fresh texts, inside a longer text: a `$concat`, or the text itself.
    [[nodiscard]] Json joined(const Leaf& leaf, const std::string& text);
    [[nodiscard]] Json variable_of(Source& source);
    [[nodiscard]] bool is_ours(const Leaf& leaf) const;

    std::vector<Came> came_;
    std::map<Key, std::vector<Source>> sources_;
    std::vector<std::pair<Key, Source>> found_;   // in the value that is being looked at, which cannot refer to itself
    std::map<Key, std::set<std::string>> ours_;   // names of the fields in which we sent a value
    std::map<Key, std::string> fresh_variables_;  // what is to be replaced, by which variable
    Json vars_ = Json::object();
    std::map<std::string, std::string> params_;
};

}  // namespace wireproof::session
