// Sequences: session scripts, bent. Each is a stored script whose expectations take any answer, after some changes of
// its frames (values and layouts), their order, the pauses between them, and how their bytes are cut. What led to
// something new is kept and bent further.
#pragma once

#include <memory>
#include <random>
#include <span>

#include "fuzz/mutator/mutator.hpp"
#include "harness/session/script.hpp"

namespace wireproof::fuzz {

// One sequence: what is bent further, and the script that is played.
struct Sequence {
    std::string parent;  // id of the stored script
    std::uint64_t number = 0;
    session::Steps steps;
    std::shared_ptr<const session::Script> script{};
    std::shared_ptr<double> traffic{};  // binary logarithm of the bytes that those bent from the same bring, about

    [[nodiscard]] const Json& vars() const { return script->cases.front().vars; }
};

class Sequences {
public:
    // The scripts must outlive what is made of them.
    Sequences(const Protocol& protocol,
              const Variant& variant,
              std::span<const session::Script> scripts,
              std::uint64_t seed);
    Sequences(const Sequences&) = delete;  // its mutator points into it
    Sequences& operator=(const Sequences&) = delete;

    [[nodiscard]] bool empty() const { return kept_.empty(); }
    // starts are the stored scripts unbent; each is worth playing once.
    [[nodiscard]] const std::vector<Sequence>& starts() const { return starts_; }
    // next bends one that was kept; the more bytes such a one brings, the rarer.
    [[nodiscard]] Sequence next();
    // played says how many bytes went over the network both ways.
    void played(const Sequence& sequence, std::size_t bytes);
    // keep one that led to something new; false if it is no script that could be stored.
    bool keep(const Sequence& sequence);
    // drop takes a start away that the peer lacks something for.
    void drop(const Sequence& sequence);
    // go_on_from makes the next sequence the one behind this number, of a run that was ended there.
    void go_on_from(std::uint64_t number);
    [[nodiscard]] std::uint64_t number() const { return number_; }
    [[nodiscard]] std::size_t kept() const { return kept_.size(); }
    // without leaves one step out; nothing if the rest cannot be played.
    [[nodiscard]] std::optional<Sequence> without(const Sequence& sequence, std::size_t step) const;
    // waits_for_the_end: whether a step is one that waits for a call to end after its connections have.
    [[nodiscard]] static bool waits_for_the_end(const session::Step& step);
    // as_script is the sequence as a file; `ending` are steps put behind its own.
    [[nodiscard]] Json as_script(const Sequence& sequence,
                                 const std::string& id,
                                 const std::string& title,
                                 const std::string& source,
                                 const Json& ending) const;

private:
    void add(Sequence sequence);
    [[nodiscard]] std::size_t times_too_much(const Sequence& origin) const;
    [[nodiscard]] bool make_playable(Sequence& sequence, session::Steps steps, Json vars) const;
    [[nodiscard]] session::Steps without_pauses(const session::Steps& steps);
    static void join_sends(session::Steps& steps);
    [[nodiscard]] session::Steps with_end(const session::Steps& steps) const;
    [[nodiscard]] static Json settles(const Json& of);
    [[nodiscard]] std::vector<std::string> answers_to(const Json& step) const;
    [[nodiscard]] Json tolerant(const Json& steps) const;
    void bend(Sequence& sequence);
    [[nodiscard]] session::Step* a_send(session::Steps& steps);
    void bend_value(Json& step, const Json& vars);
    void bend_layout(Json& step, const Json& vars);
    void bend_bytes(Json& step);
    void bend_order(session::Steps& steps);
    void bend_pieces(Json& step);
    void bend_time(session::Steps& steps);
    void bend_connection(session::Steps& steps);
    void put_in(session::Steps& steps, session::Step step);
    [[nodiscard]] std::optional<wire::FrameValue> value_of(const Json& step, const Json& vars) const;
    [[nodiscard]] std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }

    const Protocol& protocol_;
    const Variant& variant_;
    std::map<std::string, const session::Script*> stored_;  // by id
    Catalogue catalogue_;
    Mutator mutator_;
    std::vector<Sequence> starts_, kept_;
    double traffic_ = 0;  // the same, of all
    std::uint64_t number_ = 0;
    Side plays_;  // of every script
    std::uint64_t seed_;
    std::mt19937_64 random_;
};

}  // namespace wireproof::fuzz
