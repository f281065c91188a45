// Each property of sessions must notice what it is there for: a sound machine with one defect planted in front of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "fuzz/properties.hpp"
#include "fuzz/session_steps.hpp"

namespace wireproof::fuzz {
namespace {

// A variant with a machine, whichever protocol has one.
const Variant& sound() {
    for (const auto& protocol : protocols())
        for (const auto& variant : protocol.variants)
            if (variant.session != nullptr) return variant;
    throw std::logic_error("no variant has a session machine");
}

// Passes everything on to a sound machine; a defect changes one answer.
class Passing : public SessionMachine {
public:
    void receive(ByteView bytes, Time now, std::vector<Action>& out) override { inner_->receive(bytes, now, out); }
    Error send(ByteView frames, Time now) override { return inner_->send(frames, now); }
    void peer_closed(Time now, std::vector<Action>& out) override { inner_->peer_closed(now, out); }
    [[nodiscard]] std::optional<Time> deadline() const override { return inner_->deadline(); }
    void tick(Time now, std::vector<Action>& out) override { inner_->tick(now, out); }
    [[nodiscard]] std::string_view state() const override { return inner_->state(); }

private:
    std::unique_ptr<SessionMachine> inner_ = sound().session->make(Side::client, {});
};

template <class Machine>
Variant with() {
    static const SessionType kType = {
        .states = sound().session->states,
        .make = [](Side, const Context&) -> std::unique_ptr<SessionMachine> { return std::make_unique<Machine>(); }};
    auto variant = sound();
    variant.session = &kType;
    return variant;
}

// Eight bytes of the peer in one step, a millisecond, four bytes more.
const Bytes kInput = {0, 8, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 6, 1, 0, 4, 'i', 'j', 'k', 'l'};

Finding sound_finding(const Variant& variant) { return session_is_sound(variant, kInput, {}); }
Finding split_finding(const Variant& variant) { return session_splits_do_not_matter(variant, kInput, {}, 1); }

TEST(SessionSteps, ReadEveryByteString) {
    Bytes input;
    for (int i = 0; i < 300; ++i) {
        const auto steps = session_steps(sound(), input);
        EXPECT_LE(steps.size(), kMostSteps);
        input.push_back(static_cast<std::uint8_t>(i * 37));
    }
    const auto steps = session_steps(sound(), Bytes{0, 2, 1, 2, 4, 1, 3, 6, 5, 7, 0, 0x0F, 1, 0xFF, 2, 0, 1, 0, 9, 7});
    ASSERT_EQ(steps.size(), 8U);
    using Kind = SessionStep::Kind;
    EXPECT_EQ(steps[0].bytes, (Bytes{1, 2}));
    EXPECT_EQ(steps[1].kind, Kind::send);
    EXPECT_EQ(steps[2].passes, std::chrono::milliseconds(5));
    EXPECT_EQ(steps[3].bytes, (Bytes{1, 2})) << "again";
    EXPECT_EQ(steps[4].kind, Kind::send);
    EXPECT_EQ(steps[4].bytes, Bytes{3});
    EXPECT_EQ(steps[5].kind, Kind::peer_closes);
    EXPECT_EQ(steps[7].bytes, Bytes{7}) << "as many as there are";
}

TEST(SessionSteps, LetTimePassInStepsOfAnySizeAndUpToADeadline) {
    const auto steps = session_steps(sound(), Bytes{6, 5, 6 | 10 << 3, 3, 6 | 30 << 3, 1, 0xFE, 6, 9});
    ASSERT_EQ(steps.size(), 5U);
    EXPECT_EQ(steps[0].passes, std::chrono::milliseconds(5));
    EXPECT_EQ(steps[1].passes, std::chrono::milliseconds(3 << 10));
    EXPECT_EQ(steps[2].passes, std::chrono::milliseconds(1 << 15));
    EXPECT_TRUE(steps[3].to_deadline);
    EXPECT_EQ(steps[4].passes, std::chrono::milliseconds(9));

    class Waiting : public Passing {
        [[nodiscard]] std::optional<Time> deadline() const override { return Time(70); }
    };
    const Waiting machine;
    EXPECT_EQ(after(steps[3], std::chrono::microseconds(8), machine), std::chrono::microseconds(70));
    EXPECT_EQ(after(steps[3], std::chrono::microseconds(90), machine), std::chrono::microseconds(90));
    EXPECT_EQ(after(steps[4], std::chrono::microseconds(8), machine), std::chrono::microseconds(9008));
}

TEST(SessionSteps, MakeFramesOfTheVariant) {
    std::size_t frames = 0;
    for (std::uint8_t seed = 0; seed < 100; ++seed) {
        const auto steps = session_steps(sound(), Bytes{2, 0, seed});
        ASSERT_EQ(steps.size(), 1U);
        wire::FrameValue frame(sound().frames.front());
        if (steps.front().bytes.empty()) continue;  // what was made has no encoding
        EXPECT_TRUE(frame.decode(steps.front().bytes).ok()) << to_hex(steps.front().bytes);
        ++frames;
    }
    EXPECT_GT(frames, 75U);
}

TEST(SessionSteps, GiveBackTheBytesOfASeed) {
    Bytes bytes(600);
    std::ranges::generate(bytes, [n = 0]() mutable { return static_cast<std::uint8_t>(n++); });
    Bytes back;
    for (const auto& step : session_steps(sound(), received_as_steps(bytes))) {
        EXPECT_EQ(step.kind, SessionStep::Kind::receive);
        back.insert(back.end(), step.bytes.begin(), step.bytes.end());
    }
    EXPECT_EQ(back, bytes);
}

TEST(PlantedSessionDefects, SoundMachineHasNone) {
    EXPECT_FALSE(sound_finding(sound()));
    EXPECT_FALSE(split_finding(sound()));
    EXPECT_FALSE(sound_finding(with<Passing>()));
    std::mt19937_64 random(1);
    for (int round = 0; round < 3000; ++round) {
        Bytes input(random() % 120);
        std::ranges::generate(input,
                              [&] { return static_cast<std::uint8_t>(random() >> (random() % 2 == 0 ? 5 : 0)); });
        for (const auto side : {Side::client, Side::server}) {
            const Context context{.direction = side};
            const auto finding = session_is_sound(sound(), input, context);
            ASSERT_FALSE(finding) << *finding << "\n" << to_hex(input);
            const auto split = session_splits_do_not_matter(sound(), input, context, random());
            ASSERT_FALSE(split) << *split << "\n" << to_hex(input);
            const auto ends = session_ends_agree(sound(), input, context);
            ASSERT_FALSE(ends) << *ends << "\n" << to_hex(input);
        }
    }
}

struct Stateless : Passing {
    [[nodiscard]] std::string_view state() const override { return "somewhere"; }
};
TEST(PlantedSessionDefects, UnknownStateIsNoticed) { EXPECT_TRUE(sound_finding(with<Stateless>())); }

struct Undead : Passing {
    void receive(ByteView, Time, std::vector<Action>& out) override { out.push_back({.kind = Action::Kind::close}); }
};
TEST(PlantedSessionDefects, LifeAfterCloseIsNoticed) { EXPECT_TRUE(sound_finding(with<Undead>())); }

struct Babbling : Passing {
    void receive(ByteView, Time, std::vector<Action>& out) override {
        out.push_back({.kind = Action::Kind::send, .frame = sound().frames.front().name, .wire = {0xFF}});
    }
};
TEST(PlantedSessionDefects, AnswerThatDoesNotDecodeIsNoticed) { EXPECT_TRUE(sound_finding(with<Babbling>())); }

struct BabblingNameless : Passing {
    void receive(ByteView, Time, std::vector<Action>& out) override {
        out.push_back({.kind = Action::Kind::send, .wire = {0xFF}});
    }
};
TEST(PlantedSessionDefects, AnswerWithoutANameThatDoesNotDecodeIsNoticed) {
    EXPECT_TRUE(sound_finding(with<BabblingNameless>()));
}

struct Accusing : Passing {
    void receive(ByteView bytes, Time, std::vector<Action>& out) override {
        out.push_back({.kind = Action::Kind::violation, .error = {Errc::bad_sequence, bytes.size() + 1, "", ""}});
    }
};
TEST(PlantedSessionDefects, ViolationBeyondTheBytesIsNoticed) { EXPECT_TRUE(sound_finding(with<Accusing>())); }

struct Groundless : Passing {
    void receive(ByteView, Time, std::vector<Action>& out) override {
        out.push_back({.kind = Action::Kind::violation});
    }
};
TEST(PlantedSessionDefects, ViolationWithoutAnErrorIsNoticed) { EXPECT_TRUE(sound_finding(with<Groundless>())); }

struct Restless : Passing {
    [[nodiscard]] std::optional<Time> deadline() const override { return Time(0); }
};
TEST(PlantedSessionDefects, DeadlineThatATickDoesNotMoveIsNoticed) { EXPECT_TRUE(sound_finding(with<Restless>())); }

struct Greedy : Passing {
    void receive(ByteView, Time, std::vector<Action>&) override { room.reserve(room.capacity() + (1U << 20)); }
    Bytes room;
};
TEST(PlantedSessionDefects, MemoryWithoutBoundIsNoticed) { EXPECT_TRUE(sound_finding(with<Greedy>())); }

struct Counting : Passing {
    void receive(ByteView bytes, Time, std::vector<Action>& out) override {
        out.push_back({.kind = Action::Kind::deliver, .wire = {bytes.begin(), bytes.end()}});
    }
};
TEST(PlantedSessionDefects, MachineThatDependsOnItsPiecesIsNoticed) {
    EXPECT_FALSE(sound_finding(with<Counting>()));
    EXPECT_TRUE(split_finding(with<Counting>()));
}

// Between a client that has the defect and a sound server, one frame of each kind, sent by either; the first finding.
template <class Client>
Finding ends_finding() {
    static const SessionType kType = {.states = sound().session->states,
                                      .make = [](Side side, const Context& context) -> std::unique_ptr<SessionMachine> {
                                          if (side == Side::client) return std::make_unique<Client>();
                                          return sound().session->make(side, context);
                                      }};
    auto variant = sound();
    variant.session = &kType;
    for (const auto kind : {std::uint8_t{2}, std::uint8_t{5}})  // received by the client, sent by it
        for (std::uint8_t number = 0; number < variant.frames.size(); ++number)
            if (auto finding = session_ends_agree(variant, Bytes{kind, number, 0}, {.direction = Side::server}))
                return finding;
    return std::nullopt;
}

struct Unruly : Passing {
    Error send(ByteView, Time) override { return {}; }
};
struct Gullible : Passing {
    void receive(ByteView, Time, std::vector<Action>&) override {}
};
TEST(PlantedSessionDefects, ClientThatSendsWhatItsServerObjectsToIsNoticed) {
    EXPECT_FALSE(ends_finding<Passing>());
    EXPECT_TRUE(ends_finding<Unruly>());
}
TEST(PlantedSessionDefects, ClientThatTakesWhatItsServerMayNotSendIsNoticed) { EXPECT_TRUE(ends_finding<Gullible>()); }

}  // namespace
}  // namespace wireproof::fuzz
