// Scope: the variables of one running script, and the expressions that use them (`{"$var": "rid"}`, `{"$add": [a, 1]}`
// …). harness/README.md lists the expressions.
#pragma once

#include <expected>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <string>

#include "harness/session/shape.hpp"

namespace wireproof::session {

class Scope {
public:
    using Params = std::map<std::string, std::string>;
    // `params` are the values of `$param`, without them any parameter is taken to be there; `seed` decides what
    // `$unique` and `$uuid` give.
    Scope(const Variant& variant, std::optional<Params> params, std::uint64_t seed)
        : variant_(&variant), params_(std::move(params)), random_(seed) {}

    void set(const std::string& name, Json value) { variables_[name] = std::move(value); }
    // learn takes over the variables of another that are not here.
    void learn(const Scope& other) { variables_.insert(other.variables_.begin(), other.variables_.end()); }
    [[nodiscard]] bool has(const std::string& name) const { return variables_.contains(name); }

    // evaluate replaces every expression in a value. The error is one clause that names the expression; `shape`, where
    // known, is what the value is for: it decides the width of `$add` and whether `$json` stands in a field of bytes.
    [[nodiscard]] std::expected<Json, std::string> evaluate(const Json& value, const Shape* shape = nullptr);

    [[nodiscard]] const Variant& variant() const { return *variant_; }

private:
    using Value = std::expected<Json, std::string>;
    Value expression(const std::string& name, const Json& of, const Shape* shape);
    Value variable(const Json& of) const;
    Value param(const Json& of) const;
    Value unique(const Json& of);
    Value uuid();
    Value add(const Json& of, const Shape* shape);
    Value concat(const Json& of, const Shape* shape);
    Value merge(const Json& of);
    Value repeat(const Json& of);
    Value json_text(const Json& of, const Shape* shape);
    Value encode(const Json& of);
    Value websocket_accept(const Json& of);

    const Variant* variant_;
    std::map<std::string, Json> variables_;
    std::optional<Params> params_;
    std::mt19937_64 random_;
};

// is_operator: an object with one key that begins with `$`, be it an expression or a matcher.
[[nodiscard]] bool is_operator(const Json& value);

}  // namespace wireproof::session
