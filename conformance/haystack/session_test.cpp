// Sessions as haystack-py 0.1.10 held them (its client and its server, captured and measured).
#include "conformance/haystack/session.hpp"

#include <fmt/format.h>

#include "conformance/haystack/haystack.hpp"
#include "conformance/websocket/frame.hpp"
#include "conformance/websocket/session.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::haystack {
namespace {

using namespace wireproof::testing;
using namespace std::chrono_literals;
using websocket::opcode;

constexpr std::string_view kCapabilities =
    R"({"type":"capabilities","compression":["zlib"],"chunked":true,"version":2})";

class Play {
public:
    explicit Play(Side self, Auth auth = Auth::none, Version version = Version::v2)
        : self_(self), machine_(make_session(version, self, {}, auth)) {}

    // What follows from a message of the peer, one word an action.
    std::string receive(std::string_view digits) { return received(carried(opcode("binary"), hex(digits), peer())); }
    std::string text(std::string_view text) {
        return received(carried(opcode("text"), Bytes(text.begin(), text.end()), peer()));
    }
    std::string control(std::string_view name, std::string_view digits) {
        return received(carried(static_cast<std::uint8_t>(*websocket::kOpcodes.value_of(name)), hex(digits), peer()));
    }
    // `ok`, or the rule against it.
    std::string send(std::string_view digits) { return sent(carried(opcode("binary"), hex(digits), self_)); }
    std::string say(std::string_view text) {
        return sent(carried(opcode("text"), Bytes(text.begin(), text.end()), self_));
    }
    std::string tick(SessionMachine::Time now) {
        now_ = now;
        return collected([&](auto& out) { machine_->tick(now, out); });
    }
    std::string peer_closed() {
        return collected([&](auto& out) { machine_->peer_closed(now_, out); });
    }
    [[nodiscard]] SessionMachine& machine() { return *machine_; }
    [[nodiscard]] std::string state() const { return std::string(machine_->state()); }

private:
    [[nodiscard]] Side peer() const { return opposite(self_); }
    static Bytes carried(std::uint8_t opcode, Bytes payload, Side sender) {
        websocket::Frame frame{
            .fin = true, .opcode = opcode, .length_form = {}, .mask = {}, .payload = std::move(payload)};
        if (sender == Side::client) frame.mask = websocket::kOwnMask;
        Buffer out;
        EXPECT_TRUE(wire::encode(frame, out).ok());
        return out.bytes();
    }
    template <class Work>
    static std::string collected(Work&& work) {
        std::vector<Action> actions;
        work(actions);
        std::string told;
        for (const auto& action : actions) {
            if (!told.empty()) told += ", ";
            switch (action.kind) {
                case Action::Kind::send: told += fmt::format("send {}", said(action.wire)); break;
                case Action::Kind::deliver:
                    told += action.frame.empty() ? fmt::format("text of {}", action.wire.size())
                                                 : fmt::format("{} {}", action.frame, to_hex(action.wire));
                    break;
                case Action::Kind::violation:
                    told += fmt::format("{}@{} §{}", name_of(action.error.code), action.error.offset, action.rule);
                    break;
                case Action::Kind::close: told += "close"; break;
            }
        }
        return told;
    }
    static std::string said(ByteView wire) {
        const auto frame = wire::decode<websocket::Frame>(wire);
        EXPECT_TRUE(frame);
        if (!frame) return {};
        const auto name = websocket::kOpcodes.name_of(frame->opcode).value_or("?");
        if (name == "text") return std::string(frame->payload.begin(), frame->payload.end());
        return fmt::format("{} {}", name, to_hex(frame->payload));
    }
    std::string received(const Bytes& bytes) {
        return collected([&](auto& out) { machine_->receive(ExactBytes(bytes).view(), now_, out); });
    }
    std::string sent(const Bytes& bytes) {
        const auto error = machine_->send(bytes, now_);
        return error.ok() ? "ok" : error.detail.substr(0, error.detail.find(':'));
    }

    Side self_;
    std::unique_ptr<SessionMachine> machine_;
    SessionMachine::Time now_{};
};

TEST(HaystackServer, OwesEachRequestOneAnswerInTheirOrder) {
    Play server(Side::server);
    EXPECT_EQ(server.receive("00000001"), "frame 00000001");
    EXPECT_EQ(server.receive("0000010a"), "frame 0000010a");
    EXPECT_EQ(server.send("0100010a"), "ok") << "which the client tells by its id alone";
    EXPECT_EQ(server.send("01000001"), "ok");
    EXPECT_EQ(server.send("01000001"), "10.4");
    EXPECT_EQ(server.send("00000001"), "10.5") << "a request";
    EXPECT_EQ(server.send("04000011"), "ok") << "a push, at any time";
}

TEST(HaystackSession, BoundsAClientAloneByWhatAServerTakes) {
    const std::string payload(2 * kMaxWebSocketFrame, '0');
    Play server(Side::server);
    EXPECT_EQ(server.receive("00000001"), "frame 00000001");
    EXPECT_EQ(server.send("01000001" + payload), "ok");
    Play client(Side::client);
    EXPECT_EQ(client.send("00000001" + payload), "11.3");
    EXPECT_EQ(client.send("00000001"), "ok");
}

TEST(HaystackServer, DropsWhatItCannotReadAndGoesOn) {
    Play server(Side::server);
    EXPECT_EQ(server.receive("000001"), "truncated@0 §10.8");
    EXPECT_EQ(server.receive("00000005"), "bad_opcode@9 §10.8");
    EXPECT_EQ(server.receive("0800000107"), "bad_compression@19 §10.8");
    EXPECT_EQ(server.receive("04000011"), "bad_sequence@30 §10.7");
    EXPECT_EQ(server.receive("e3000001"), "frame e3000001") << "a request all the same";
}

TEST(HaystackServer, ClosesOnWhatDoesNotUnfoldAndOnAGap) {
    Play unfolding(Side::server);
    EXPECT_EQ(unfolding.receive("0800000100616263"), "bad_compression@0 §10.9, send close 03e8, close");
    EXPECT_EQ(unfolding.state(), "closed");
    EXPECT_EQ(unfolding.receive("00000001"), "");
    EXPECT_EQ(unfolding.send("01000001"), "11.1");
    Play gap(Side::server);
    EXPECT_EQ(gap.receive("1000000100050001"), "bad_sequence@0 §10.9, send close 03e8, close");
}

TEST(HaystackServer, ReadsARequestInChunks) {
    Play server(Side::server);
    EXPECT_EQ(server.receive("1000000100010002 7d"), "");
    EXPECT_EQ(server.receive("0000010a"), "frame 0000010a") << "another message between";
    EXPECT_EQ(server.receive("1000000100000002 7b"), "frame 000000017b7d");
    EXPECT_EQ(server.receive("1000020100000002 7b"), "");
    EXPECT_EQ(server.machine().deadline(), 60s + 1us);
    EXPECT_EQ(server.tick(60s + 1us), "");
    EXPECT_EQ(server.machine().deadline(), std::nullopt);
    EXPECT_EQ(server.receive("1000020100010002 7d"), "") << "its other half is forgotten";
}

TEST(HaystackServer, ReadsATokenBeforeAnythingElse) {
    Play good(Side::server, Auth::token);
    EXPECT_EQ(good.state(), "authenticating");
    EXPECT_EQ(good.send("01000001"), "10.4");
    EXPECT_EQ(good.send("04000011"), "ok") << "pushes know no authentication";
    EXPECT_EQ(good.text(R"({"authToken":"wireproof-token"})"), "text of 31") << "whether it is right, the caller knows";
    EXPECT_EQ(good.state(), "open");
    for (const auto* text : {"{}", R"({"authToken":1})", R"({"type":"capabilities"})", "authToken"}) {
        Play bad(Side::server, Auth::token);
        EXPECT_EQ(bad.text(text), "bad_sequence@0 §9.4, send close 03e8, close") << text;
    }
    Play early(Side::server, Auth::token);
    EXPECT_EQ(early.receive("00000001"), "bad_sequence@0 §9.3, send close 03e8, close");
    Play late(Side::server, Auth::token);
    EXPECT_EQ(late.tick(10s - 1us), "");
    EXPECT_EQ(late.machine().deadline(), 10s);
    EXPECT_EQ(late.tick(10s), "bad_sequence@0 §9.4, send close 03e8, close");
}

TEST(HaystackServer, TakesTheMessagesOfScramInTheirOrder) {
    Play server(Side::server, Auth::scram);
    EXPECT_EQ(server.text(R"({"type":"hello","username":"dXNlcg"})"), "text of 36");
    EXPECT_EQ(server.say(R"({"type":"scram"})"), "9.5");
    EXPECT_EQ(server.say(R"({"type":"hello","handshakeToken":"t","hash":"SHA-256"})"), "ok");
    EXPECT_EQ(server.text(R"({"type":"scram"})"), "text of 16");
    EXPECT_EQ(server.say(R"({"type":"scram"})"), "ok");
    EXPECT_EQ(server.text(R"({"type":"scram"})"), "text of 16");
    EXPECT_EQ(server.state(), "authenticating");
    EXPECT_EQ(server.say(R"({"type":"authOk"})"), "ok");
    EXPECT_EQ(server.state(), "open");

    Play wrong(Side::server, Auth::scram);
    EXPECT_EQ(wrong.text(R"({"type":"scram"})"),
              R"(bad_sequence@0 §9.5, send {"type":"authErr"}, send close 03e8, close)");
    Play late(Side::server, Auth::scram);
    EXPECT_EQ(late.tick(30s), R"(bad_sequence@0 §9.6, send {"type":"authErr"}, send close 03e8, close)");
    Play refusing(Side::server, Auth::scram);
    EXPECT_EQ(refusing.say(R"({"type":"authErr"})"), "ok");
}

TEST(HaystackClient, WaitsForTheAnswerToItsCapabilities) {
    Play client(Side::client);
    EXPECT_EQ(client.say(kCapabilities), "ok");
    EXPECT_EQ(client.state(), "negotiating");
    EXPECT_EQ(client.receive("04000011"), "frame 04000011") << "a push may come between";
    EXPECT_EQ(client.text(R"({"type":"capabilities","compression":"zlib","chunked":true,"version":2})"), "text of 71");
    EXPECT_EQ(client.state(), "open");
    EXPECT_EQ(client.send("08000001007801030000000001"), "ok");

    Play alone(Side::client);
    EXPECT_EQ(alone.say(kCapabilities), "ok");
    EXPECT_EQ(alone.machine().deadline(), 5s);
    EXPECT_EQ(alone.tick(5s), "");
    EXPECT_EQ(alone.state(), "open");
    EXPECT_EQ(alone.send("08000001007801030000000001"), "9.9") << "from now on it speaks v1";
    EXPECT_EQ(alone.send("00000001"), "ok");
}

TEST(HaystackClient, TellsByItsIdWhichRequestIsAnswered) {
    Play client(Side::client);
    EXPECT_EQ(client.send("00000001"), "ok");
    EXPECT_EQ(client.send("0000010a"), "ok");
    EXPECT_EQ(client.send("01000001"), "10.1");
    EXPECT_EQ(client.send("1000000100000001"), "9.11");
    EXPECT_EQ(client.receive("0100010b"), "frame 0100010b") << "the operation is not compared";
    EXPECT_EQ(client.receive("01000101"), "bad_sequence@6 §10.4");
    EXPECT_EQ(client.receive("00000001"), "bad_sequence@12 §10.5");
    EXPECT_EQ(client.receive("05000001"), "frame 05000001") << "a push, whatever else it says";
    EXPECT_EQ(client.receive("0300000100"), "frame 0300000100");
    EXPECT_EQ(client.peer_closed().substr(0, 12), "bad_sequence") << "without a close frame";
    EXPECT_EQ(client.state(), "closed");
}

TEST(HaystackClient, PutsChunksTogether) {
    Play client(Side::client);
    EXPECT_EQ(client.send("0000000a"), "ok");
    EXPECT_EQ(client.receive("1900000a 00 00000002 7801030000000001"), "");
    EXPECT_EQ(client.receive("1c000011 01 00000001 00"), "frame 04000011") << "a push in one chunk between";
    EXPECT_EQ(client.receive("1100000a 00010002 7d"), "frame 0100000a7d");
    EXPECT_EQ(client.peer_closed().find("11.2"), std::string::npos);
}

TEST(HaystackClient, IsToldWhichRequestsHaveFailed) {
    Play client(Side::client);
    EXPECT_EQ(client.send("0000000a"), "ok");
    EXPECT_EQ(client.peer_closed().substr(0, 21), "bad_sequence@0 §11.2");
}

TEST(HaystackSession, LeavesPingsAndClosesToWebSocket) {
    Play server(Side::server);
    EXPECT_EQ(server.control("ping", "7070"), "send pong 7070");
    EXPECT_EQ(server.control("close", "03e8"), "send close 03e8, close");
    Play client(Side::client);
    EXPECT_EQ(client.control("close", "03e9"), "send close 03e9");
    EXPECT_EQ(client.state(), "closing");
}

TEST(HaystackSession, IsOneForEachVersion) {
    Play v1(Side::server, Auth::none, Version::v1);
    EXPECT_EQ(v1.receive("1900000a 0000"), "frame 1900000a0000") << "bits without a meaning";
    for (const auto& variant : protocol().variants) {
        ASSERT_NE(variant.session, nullptr);
        EXPECT_EQ(variant.session->make(Side::client, {})->state(), variant.session->states.front());
    }
}

}  // namespace
}  // namespace wireproof::haystack
