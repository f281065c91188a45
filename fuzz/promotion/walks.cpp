#include "fuzz/promotion/walks.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <ranges>
#include <set>

#include "fuzz/session_steps.hpp"

namespace wireproof::fuzz {
namespace {

constexpr int kTries = 6'000;                 // for each variant and peer, after one step of every kind from each state
constexpr std::size_t kInputsOfAFrame = 128;  // that are tried as that step
constexpr std::uint8_t kSeedsOfAFrame = 8;    // likewise

// The low bits of a step's first byte (session_steps.hpp).
enum : std::uint8_t { kReceive = 0, kReceiveFrame = 2, kSend = 4, kSendFrame = 5, kTime = 6, kAgain = 7 };
constexpr std::uint8_t kAllHighBits = 0xF8;  // of a time: up to the deadline; of an again: the peer closes
constexpr std::uint8_t kFromServer = 2;      // of a head: who the peer is

constexpr std::string_view kDoes[] = {"sends", "delivers", "sees a violation", "closes"};  // by Action::Kind

// One end of one variant's sessions.
class Walker {
public:
    Walker(
        const Catalogue& catalogue, const Variant& variant, Side peer, std::span<const Bytes> known, std::size_t most)
        : variant_(variant), peer_(peer), most_(most) {
        open_.push_back(start());
        // Bytes of a frame that other variants have too are worth a try behind those of its own.
        for (const bool own : {true, false})
            for (const auto& input : known) {
                const auto& choice = catalogue.choice(Head::read(input).tag);
                if ((choice.variant == &variant) != own) continue;
                auto& inputs = by_frame_[choice.type->name];
                // What leads somewhere is among those that are tried everywhere.
                const bool leads = leads_somewhere(input, own);
                inputs.insert(leads ? inputs.begin() : inputs.end(), {input, first_frame_of(input)});
            }
    }
    std::vector<Bytes> run() {
        for (std::size_t i = 0; i < open_.size(); ++i) try_everything_after(Bytes(open_[i]));
        for (int i = 0; i < kTries; ++i) try_input(next());
        return std::move(kept_);
    }

private:
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
    std::uint8_t byte() { return static_cast<std::uint8_t>(random_()); }

    // A state to go on from, a way between two, or a rule that something was refused or answered by.
    bool comes_somewhere_new(ByteView input) {
        auto context = Head::read(input).context();
        context.max_decompressed = kMostUnfolded;
        const auto machine = variant_.session->make(opposite(peer_), context);
        const auto before = seen_.size();
        SessionMachine::Time now{};
        for (const auto& step : session_steps(variant_, body_of(input), peer_)) {
            const auto from = kept(machine->state());
            std::vector<Action> actions;
            const auto refused = play(*machine, step, now, actions);
            seen_.emplace(from, "comes to", kept(machine->state()));
            if (refused.code == Errc::bad_sequence) seen_.emplace(from, "refuses by", kept(rule_of(refused)));
            for (const auto& action : actions)
                seen_.emplace(from, kDoes[static_cast<std::size_t>(action.kind)], kept(action.rule));
        }
        seen_.emplace(kept(machine->state()), "at the end", "");
        is_over_ = machine->state() == variant_.session->states.back();
        return seen_.size() != before;
    }
    std::string_view kept(std::string_view name) {
        const auto it = names_.find(name);
        return it != names_.end() ? *it : *names_.emplace(name).first;
    }
    bool try_input(Bytes input) {
        if (input.size() > most_ || !comes_somewhere_new(input)) return false;
        if (!is_over_) open_.push_back(input);
        kept_.push_back(std::move(input));
        return true;
    }
    // What the peer sends in an input of its own variant is in the corpus as it is.
    bool leads_somewhere(const Bytes& input, bool own) {
        const bool received = side_of(input) == peer_;
        if (!own || !received) return try_input(joined(start(), steps_of(input, !received)));
        const bool leads = comes_somewhere_new(input);
        if (leads && !is_over_) open_.push_back(input);
        return leads;
    }
    void try_everything_after(const Bytes& input) {
        for (const auto end : {kTime, kAgain})
            try_input(joined(input, {static_cast<std::uint8_t>(end | kAllHighBits)}));
        for (std::uint8_t number = 0; number < variant_.frames.size(); ++number)
            for (std::uint8_t seed = 0; seed < kSeedsOfAFrame; ++seed)
                for (const auto made : {kReceiveFrame, kSendFrame}) try_input(joined(input, {made, number, seed}));
        const auto last = last_frame_of(input);
        for (const auto& frame : variant_.frames)
            for (const auto& other : by_frame_[frame.name] | std::views::take(kInputsOfAFrame))
                for (const bool sent : {false, true}) {
                    if (frame.sent_by && sent != (frame.sent_by != peer_)) continue;
                    try_input(joined(input, steps_of(other.input, sent)));
                    if (const auto fitting = with_members_of(last, other.frame, sent))
                        try_input(joined(input, *fitting));
                }
    }
    static Side side_of(const Bytes& input) { return Head::read(input).context().direction.value_or(Side::client); }
    // Mostly a session that has come far and is not over; then a few steps behind it.
    Bytes next() {
        auto input = below(4) != 0 ? open_[below(open_.size())] : open_.front();
        for (auto steps = 1 + below(4); steps > 0; --steps) add_step(input);
        return input;
    }
    [[nodiscard]] Bytes start() const {
        const auto head = Head{.tag = Catalogue::tag_of(variant_, variant_.frames.front()),
                               .judging = peer_ == Side::server ? kFromServer : std::uint8_t{0}}
                              .bytes();
        return {head.begin(), head.end()};
    }
    void add_step(Bytes& input) {
        constexpr std::size_t kMany = 64;
        const auto kind = below(8);
        Bytes step;
        switch (kind) {
            case 0: step = {static_cast<std::uint8_t>(kTime | kAllHighBits)}; break;
            case 1: step = {static_cast<std::uint8_t>(kAgain | kAllHighBits)}; break;
            case 2: step = {static_cast<std::uint8_t>(kAgain | (byte() & 8)), byte()}; break;
            case 3:
            case 4:
            case 5: step = of_another(input); break;
            case 6: step = {kReceiveFrame, byte(), byte()}; break;
            default: step = {kSendFrame, byte(), byte()}; break;
        }
        for (auto times = below(32) == 0 ? kMany : 1; times > 0; --times)
            input.insert(input.end(), step.begin(), step.end());
    }
    // What another input receives, received or sent by the side that may. Every frame of the variant is as likely as
    // any other, however many inputs there are of it. Half of them speak of what the frame before them does.
    Bytes of_another(ByteView input) {
        const auto& frame = variant_.frames[below(variant_.frames.size())];
        const bool sent = frame.sent_by ? frame.sent_by != peer_ : below(2) == 0;
        const auto& inputs = by_frame_[frame.name];
        if (inputs.empty()) return {};
        const auto& other = inputs[below(inputs.size())];
        if (below(2) == 0)
            if (auto fitting = with_members_of(last_frame_of(input), other.frame, sent)) return std::move(*fitting);
        return steps_of(other.input, sent);
    }
    static Bytes steps_of(const Bytes& input, bool sent) {
        return turned({body_of(input).begin(), body_of(input).end()}, sent);
    }
    // Steps that receive, as sent ones if they are to be.
    static Bytes turned(Bytes steps, bool sent) {
        if (!steps.empty() && steps[0] == kReceive && sent) steps[0] = kSend;
        return steps;
    }
    static Bytes joined(Bytes input, const Bytes& steps) {
        input.insert(input.end(), steps.begin(), steps.end());
        return input;
    }
    struct Frame {
        const wire::FrameType* type;
        Json value;
    };
    // The steps of a frame with the members that the one before it has too: the id of the request that it answers, the
    // name of what it is about.
    [[nodiscard]] std::optional<Bytes> with_members_of(const std::optional<Frame>& before,
                                                       const std::optional<Frame>& frame,
                                                       bool sent) const {
        if (!before || !frame) return std::nullopt;
        auto value = frame->value;
        for (const auto& [name, member] : before->value.items())
            if (value.contains(name)) value[name] = member;
        const auto bytes = encode_value(*frame->type, value);
        if (!bytes) return std::nullopt;
        if (variant_.carry == nullptr) return turned(received_as_steps(*bytes), sent);
        Buffer carried;
        variant_.carry(*bytes, sent ? opposite(peer_) : peer_, carried);
        return turned(received_as_steps(carried.view()), sent);
    }
    // Of the last step that has any frames, its first and its last.
    [[nodiscard]] std::optional<Frame> first_frame_of(ByteView input) const {
        const auto frames = frames_of(input);
        return frames.empty() ? std::nullopt : std::optional(frame(frames.front()));
    }
    [[nodiscard]] std::optional<Frame> last_frame_of(ByteView input) const {
        const auto frames = frames_of(input);
        return frames.empty() ? std::nullopt : std::optional(frame(frames.back()));
    }
    static Frame frame(const StreamFrame& read) { return {&read.value.type(), wire::to_json(read.value.any())}; }
    [[nodiscard]] std::vector<StreamFrame> frames_of(ByteView input) const {
        std::vector<StreamFrame> frames;
        for (const auto& step : std::views::reverse(session_steps(variant_, body_of(input), peer_))) {
            const bool received = step.kind == SessionStep::Kind::receive;
            Context context;
            context.direction = received ? peer_ : opposite(peer_);
            variant_.stream(context)->feed(step.bytes, frames);
            if (!frames.empty()) break;
        }
        return frames;
    }

    // What was given, and its frame, if it is one.
    struct Known {
        Bytes input;
        std::optional<Frame> frame;
    };
    const Variant& variant_;
    Side peer_;
    std::size_t most_;  // bytes of an input
    std::vector<Bytes> kept_;
    std::vector<Bytes> open_;  // of these, the ones that do not end in the last state, which is that of the end
    bool is_over_ = false;
    std::map<std::string_view, std::vector<Known>> by_frame_;
    std::mt19937_64 random_{1};
    // What sessions showed: in which state, what happened, and which state or rule that was about.
    std::set<std::tuple<std::string_view, std::string_view, std::string_view>> seen_;
    std::set<std::string, std::less<>> names_;  // of states and rules: `seen_` points at them
};

}  // namespace

std::vector<Bytes> walks(const Catalogue& catalogue, std::span<const Bytes> known, std::size_t most) {
    std::vector<Bytes> out;
    std::set<const Variant*> done;
    for (const auto& choice : catalogue.choices()) {
        if (choice.variant->session == nullptr || !done.insert(choice.variant).second) continue;
        for (const auto peer : {Side::client, Side::server})
            std::ranges::move(Walker(catalogue, *choice.variant, peer, known, most).run(), std::back_inserter(out));
    }
    return out;
}

}  // namespace wireproof::fuzz
