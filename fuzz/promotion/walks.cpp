#include "fuzz/promotion/walks.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "fuzz/reach.hpp"
#include "fuzz/session_steps.hpp"

namespace wireproof::fuzz {
namespace {

constexpr int kTries = 12'000;  // for each variant and peer

// The low bits of a step's first byte (session_steps.hpp).
enum : std::uint8_t { kReceive = 0, kReceiveFrame = 2, kSend = 4, kSendFrame = 5, kTime = 6, kAgain = 7 };
constexpr std::uint8_t kAllHighBits = 0xF8;  // of a time: up to the deadline; of an again: the peer closes
constexpr std::uint8_t kFromServer = 2;      // of a head: who the peer is

// One end of one variant's sessions.
class Walker {
public:
    Walker(const Catalogue& catalogue, const Variant& variant, std::uint8_t peer, std::span<const Bytes> known)
        : catalogue_(catalogue), variant_(variant), peer_(peer) {
        for (const auto& input : known) {
            const auto tag = Head::read(input).tag;
            if (catalogue.choice(tag).variant == &variant) by_tag_[tag].push_back(input);
        }
        for (const auto& [tag, inputs] : by_tag_)
            for (const auto& input : inputs) std::ignore = comes_somewhere_new(input);
    }
    std::vector<Bytes> run(std::size_t most) {
        for (int i = 0; i < kTries; ++i)
            if (auto input = next(); input.size() <= most && comes_somewhere_new(input)) {
                if (!is_over_) open_.push_back(input);
                kept_.push_back(std::move(input));
            }
        return std::move(kept_);
    }

private:
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
    std::uint8_t byte() { return static_cast<std::uint8_t>(random_()); }

    bool comes_somewhere_new(ByteView input) {
        const auto head = Head::read(input);
        auto context = head.context();
        context.max_decompressed = kMostUnfolded;
        const auto entered = reach_.entered();
        is_over_ = reach_.add_session(*catalogue_.choice(head.tag).variant, body_of(input), context) ==
                   variant_.session->states.back();
        return reach_.entered() != entered;
    }
    // Mostly a session that has come far and is not over; then a few steps behind it.
    Bytes next() {
        auto input = start();
        if (!open_.empty() && below(4) != 0) input = open_[below(open_.size())];
        for (auto steps = 1 + below(4); steps > 0; --steps) add_step(input);
        return input;
    }
    [[nodiscard]] Bytes start() const {
        const auto head = Head{.tag = Catalogue::tag_of(variant_, variant_.frames.front()), .judging = peer_}.bytes();
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
            case 5: step = of_another(); break;
            case 6: step = {kReceiveFrame, byte(), byte()}; break;
            default: step = {kSendFrame, byte(), byte()}; break;
        }
        for (auto times = below(32) == 0 ? kMany : 1; times > 0; --times)
            input.insert(input.end(), step.begin(), step.end());
    }
    // What another input receives, received or sent by the side that may. Every frame of the variant is as likely as
    // any other, however many inputs there are of it.
    Bytes of_another() {
        const auto& frame = variant_.frames[below(variant_.frames.size())];
        const auto peer = peer_ == kFromServer ? Side::server : Side::client;
        const bool sent = frame.sent_by ? frame.sent_by != peer : below(2) == 0;
        const auto& inputs = by_tag_[Catalogue::tag_of(variant_, frame)];
        if (inputs.empty()) return {};
        const auto& other = inputs[below(inputs.size())];
        Bytes steps(body_of(other).begin(), body_of(other).end());
        if (!steps.empty() && steps[0] == kReceive && sent) steps[0] = kSend;
        return steps;
    }

    const Catalogue& catalogue_;
    const Variant& variant_;
    std::uint8_t peer_;
    std::vector<Bytes> kept_;
    std::vector<Bytes> open_;  // of these, the ones that do not end in the last state, which is that of the end
    bool is_over_ = false;
    std::map<std::uint16_t, std::vector<Bytes>> by_tag_;  // those that were given
    std::mt19937_64 random_{1};
    Reach reach_;
};

}  // namespace

std::vector<Bytes> walks(const Catalogue& catalogue, std::span<const Bytes> known, std::size_t most) {
    std::vector<Bytes> out;
    std::set<const Variant*> done;
    for (const auto& choice : catalogue.choices()) {
        if (choice.variant->session == nullptr || !done.insert(choice.variant).second) continue;
        for (const auto peer : {std::uint8_t{0}, kFromServer})
            std::ranges::move(Walker(catalogue, *choice.variant, peer, known).run(most), std::back_inserter(out));
    }
    return out;
}

}  // namespace wireproof::fuzz
