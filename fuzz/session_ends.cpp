// Two ends of one connection, as judges of each other.
#include <fmt/format.h>

#include <algorithm>

#include "fuzz/properties.hpp"
#include "fuzz/session_steps.hpp"

namespace wireproof::fuzz {
namespace {

using Actions = std::vector<Action>;
using Time = SessionMachine::Time;

bool has(const Actions& actions, Action::Kind kind) {
    return std::ranges::find(actions, kind, &Action::kind) != actions.end();
}

// order_broken tells of a violation of order. Sizes, versions and forms are another matter: an end may be asked for
// less than the other could send, and where it ends the connection for that, requests are left without an answer.
std::string order_broken(const Actions& actions) {
    const auto it = std::ranges::find(actions, Action::Kind::violation, &Action::kind);
    if (it == actions.end() || it->error.code != Errc::bad_sequence) return "";
    return fmt::format("{} (rule {})", describe(it->error), it->rule);
}

struct End {
    Side side;
    std::unique_ptr<SessionMachine> machine;

    [[nodiscard]] std::string_view name() const { return name_of(side); }
};

class Ends {
public:
    Ends(const Variant& variant, Side self, Context context)
        : of_senders_(variant.session->of_senders),
          self_(make(variant, self, context)),
          peer_(make(variant, opposite(self), context)) {}

    Finding run(const std::vector<SessionStep>& steps) {
        for (const auto& step : steps) {
            if (over_) break;
            switch (step.kind) {
                case SessionStep::Kind::receive: pass(peer_, self_, step.bytes); break;
                case SessionStep::Kind::send: pass(self_, peer_, step.bytes); break;
                case SessionStep::Kind::time: wait(step); break;
                case SessionStep::Kind::peer_closes: over_ = true; break;
            }
            if (finding_) return finding_;
        }
        return std::nullopt;
    }

private:
    static End make(const Variant& variant, Side side, Context context) {
        context.direction = opposite(side);
        return {side, variant.session->make(side, context)};
    }
    void pass(End& from, End& to, ByteView bytes) {
        const auto refused = from.machine->send(bytes, now_);
        Actions actions;
        to.machine->receive(bytes, now_, actions);
        const auto broken = order_broken(actions);
        const auto objects = has(actions, Action::Kind::violation) || has(actions, Action::Kind::close);
        if (refused.ok() && !broken.empty())
            finding_ =
                fmt::format("a {} may send {}, and the {} says {}", from.name(), to_hex(bytes), to.name(), broken);
        else if (refused.code == Errc::bad_sequence && from.side == Side::server && !objects && !is_of_senders(refused))
            finding_ =
                fmt::format("a server may not send {} ({}), and the client takes it", to_hex(bytes), describe(refused));
        over_ = !refused.ok() || objects;
        if (!over_) answer(to, from, actions);
    }
    [[nodiscard]] bool is_of_senders(const Error& refused) const {
        return std::ranges::find(of_senders_, rule_of(refused)) != of_senders_.end();
    }
    // What an end sends by itself the other one takes too, and answers in its turn.
    void answer(End& from, End& to, const Actions& actions) {
        for (const auto& action : actions) {
            if (action.kind != Action::Kind::send) continue;
            Actions further;
            to.machine->receive(action.wire, now_, further);
            if (const auto broken = order_broken(further); !broken.empty())
                finding_ = fmt::format("a {} answers {} by itself, and the {} says {}",
                                       from.name(),
                                       to_hex(action.wire),
                                       to.name(),
                                       broken);
            over_ = over_ || has(further, Action::Kind::close);
            if (!over_ && !finding_) answer(to, from, further);
        }
    }
    void wait(const SessionStep& step) {
        now_ = after(step, now_, *self_.machine);
        Actions actions;
        self_.machine->tick(now_, actions);
        peer_.machine->tick(now_, actions);
        over_ = !actions.empty();
    }

    std::span<const std::string_view> of_senders_;
    End self_, peer_;
    Time now_{};
    bool over_ = false;
    Finding finding_;
};

}  // namespace

Finding session_ends_agree(const Variant& variant, ByteView input, const Context& context) {
    if (variant.session == nullptr) return std::nullopt;
    const auto peer = context.direction.value_or(Side::client);
    return Ends(variant, opposite(peer), context).run(session_steps(variant, input, peer));
}

}  // namespace wireproof::fuzz
