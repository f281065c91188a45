// One end of a connection, as client and as server, against PROTOCOL.md sections 6 to 8.
#include "conformance/websocket/session.hpp"

#include <algorithm>

#include "conformance/websocket/frame.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::websocket {
namespace {

using namespace wireproof::testing;
using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

// One end, driven in hex; what follows is told in lines: `deliver HEX`, `send HEX (7.3)`, `violation 8.3 bad_flags at
// 4`, `close (8.8)`.
class End {
public:
    explicit End(Side self, const Context& context = {}) : machine_(session_type().make(self, context)) {}

    Lines receive(std::string_view digits, SessionMachine::Time now = 1s) {
        return told([&](auto& out) { machine_->receive(ExactBytes(digits).view(), now, out); });
    }
    Lines receive_one_by_one(std::string_view digits) {
        return told([&](auto& out) {
            for (const auto byte : hex(digits)) machine_->receive({&byte, 1}, 1s, out);
        });
    }
    Lines peer_closed() {
        return told([&](auto& out) { machine_->peer_closed(1s, out); });
    }
    Lines tick(SessionMachine::Time now) {
        return told([&](auto& out) { machine_->tick(now, out); });
    }
    // The rule that forbids it, or nothing.
    std::string send(std::string_view digits, SessionMachine::Time now = 1s) {
        const auto error = machine_->send(hex(digits), now);
        EXPECT_TRUE(error.ok() || error.code == Errc::bad_sequence) << describe(error);
        return error.detail;
    }
    [[nodiscard]] std::string_view state() const {
        const auto& states = session_type().states;
        EXPECT_TRUE(std::ranges::find(states, machine_->state()) != states.end());
        return machine_->state();
    }
    SessionMachine& machine() { return *machine_; }

private:
    template <class Run>
    static Lines told(Run&& run) {
        std::vector<Action> actions;
        run(actions);
        Lines lines;
        for (const auto& action : actions) {
            const auto rule = " (" + std::string(action.rule) + ")";
            switch (action.kind) {
                case Action::Kind::deliver: lines.push_back("deliver " + to_hex(action.wire)); break;
                case Action::Kind::send: lines.push_back("send " + to_hex(action.wire) + rule); break;
                case Action::Kind::violation:
                    lines.push_back("violation " + std::string(action.rule) + " " +
                                    std::string(name_of(action.error.code)) + " at " +
                                    std::to_string(action.error.offset));
                    break;
                case Action::Kind::close: lines.push_back("close" + rule); break;
            }
        }
        return lines;
    }
    std::unique_ptr<SessionMachine> machine_;
};

// What a client's end sees of a server's frames, which are bare and so easy to read.
struct Received {
    std::string_view what;
    std::string_view wire;
    Lines actions;
};

void expect_of_a_client(const std::vector<Received>& table, const Context& context = {}) {
    for (const auto& [what, wire, actions] : table) {
        SCOPED_TRACE(what);
        EXPECT_EQ(End(Side::client, context).receive(wire), actions);
        EXPECT_EQ(End(Side::client, context).receive_one_by_one(wire), actions);
    }
}

// The close frames by which a client says what was wrong, masked with kOwnMask: 1002, 1007, 1009.
const std::string k1002 = "send 888237fa213d3410 (8.10)";
const std::string k1007 = "send 888237fa213d3415 (8.10)";
const std::string k1009 = "send 888237fa213d340b (8.10)";
const std::string kGone = "close (8.10)";

TEST(WebsocketSession, DeliversMessagesAndAnswersPings) {
    expect_of_a_client({
        {"a text", "8105 48656c6c6f", {"deliver 810548656c6c6f"}},
        {"two messages", "8100 8201 00", {"deliver 8100", "deliver 820100"}},
        {"fragments", "0103 48656c | 8002 6c6f", {"deliver 810548656c6c6f"}},
        {"a ping between them",
         "0103 48656c | 8901 21 | 8002 6c6f",
         {"send 8a8137fa213d16 (7.3)", "deliver 810548656c6c6f"}},
        {"an empty ping", "8900", {"send 8a8037fa213d (7.3)"}},
        {"a pong nobody asked for", "8a05 48656c6c6f", {}},
        {"a fragment", "0101 61", {}},
        {"a character in two fragments", "0101 c3 | 8001 a9", {"deliver 8102c3a9"}},
    });
}

TEST(WebsocketSession, IsMaskedByRole) {
    End server(Side::server);
    EXPECT_EQ(server.receive("8185 37fa213d 7f9f4d5158"), Lines{"deliver 818537fa213d7f9f4d5158"});
    EXPECT_EQ(server.receive("8981 01020304 60"), Lines{"send 8a0161 (7.3)"}) << "a server's pong is bare";
    EXPECT_EQ(server.receive("8100"), (Lines{"violation 8.1 bad_flags at 19", "send 880203ea (8.10)", kGone}));
    EXPECT_EQ(server.state(), "closed");
    EXPECT_EQ(server.receive("8180 00000000"), Lines{});
    expect_of_a_client({{"a mask", "8180 00000000", {"violation 8.2 bad_flags at 1", k1002, kGone}}});
    EXPECT_EQ(End(Side::client).send("8100"), "8.1");
    EXPECT_EQ(End(Side::client).send("8180 00000000"), "");
    EXPECT_EQ(End(Side::server).send("8100"), "");
    EXPECT_EQ(End(Side::server).send("8180 00000000"), "8.2");
}

TEST(WebsocketSession, RefusesFramesThatNoEndMaySend) {
    expect_of_a_client({
        {"rsv1", "c100", {"violation 8.3 bad_flags at 0", k1002, kGone}},
        {"rsv3, told by the header", "8100 9105", {"deliver 8100", "violation 8.3 bad_flags at 2", k1002, kGone}},
        {"opcode 3", "8300", {"violation 8.4 bad_opcode at 0", k1002, kGone}},
        {"opcode 15", "8f00", {"violation 8.4 bad_opcode at 0", k1002, kGone}},
        {"a fragment of a ping", "0900", {"violation 7.1 bad_flags at 0", k1002, kGone}},
        {"a ping of 126 bytes", "897e007e", {"violation 7.2 too_large at 1", k1002, kGone}},
        {"16 bits for 1", "827e0001", {"violation 8.5 bad_value at 1", k1002, kGone}},
        {"64 bits for 65535", "827f000000000000ffff", {"violation 8.5 bad_value at 1", k1002, kGone}},
        {"a top bit", "827f8000000000000000", {"violation 8.5 bad_length at 1", k1002, kGone}},
        {"a continuation of nothing", "8000", {"violation 6.2 bad_sequence at 0", k1002, kGone}},
        {"a text inside of a message", "0100 8100", {"violation 6.2 bad_sequence at 2", k1002, kGone}},
        {"a text that is none", "8103 61c328", {"violation 6.5 bad_utf8 at 4", k1007, kGone}},
        {"in its second fragment", "0101 c3 | 0001 28", {"violation 6.5 bad_utf8 at 5", k1007, kGone}},
        {"cut inside of a character", "8101 c3", {"violation 6.5 bad_utf8 at 3", k1007, kGone}},
    });
}

TEST(WebsocketSession, LimitsFramesAndMessages) {
    const Context few{.max_frame_size = 4};
    expect_of_a_client({{"at the limit", "8104 61626364", {"deliver 810461626364"}},
                        {"a frame, told by its header", "8105", {"violation 6.7 too_large at 1", k1009, kGone}},
                        {"a message", "0103 616263 | 8002 6465", {"violation 6.7 too_large at 5", k1009, kGone}}},
                       few);
    expect_of_a_client({{"64 MiB and a byte", "827f0000000004000001", {"violation 6.7 too_large at 1", k1009, kGone}}});
}

TEST(WebsocketSession, SendsWhatIsOverItsOwnLimit) {
    const Context few{.max_frame_size = 4};
    End server(Side::server, few);
    EXPECT_EQ(server.send("8105 6162636465"), "");
    EXPECT_EQ(server.send("0103 616263"), "");
    EXPECT_EQ(server.send("8002 6465"), "");
}

TEST(WebsocketSession, ReadsCloseFrames) {
    expect_of_a_client({
        {"no code", "8800", {"deliver 8800", "send 888037fa213d (8.7)"}},
        {"1000", "880203e8", {"deliver 880203e8", "send 888237fa213d3412 (8.7)"}},
        {"1000 and a reason", "8805 03e8 627965", {"deliver 880503e8627965", "send 888237fa213d3412 (8.7)"}},
        {"one byte", "8801 03", {"violation 7.5 bad_length at 2", k1002, kGone}},
        {"a reason that is no text", "8804 03e8 c328", {"violation 7.7 bad_utf8 at 5", k1007, kGone}},
        {"a reason cut inside of a character", "8803 03e8 c3", {"violation 7.7 bad_utf8 at 5", k1007, kGone}},
        {"a ping behind it",
         "8800 8900",
         {"deliver 8800", "send 888037fa213d (8.7)", "violation 8.6 bad_sequence at 2", kGone}},
    });
}

TEST(WebsocketSession, KnowsWhichCloseCodesMayTravel) {
    for (unsigned code = 0; code <= 0xFFFF; ++code) {
        const bool may =
            (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
        const Bytes frame = {0x88, 0x02, static_cast<std::uint8_t>(code >> 8), static_cast<std::uint8_t>(code)};
        const auto actions = End(Side::client).receive(to_hex(frame));
        if (may) ASSERT_EQ(actions.front(), "deliver " + to_hex(frame)) << code;
        else ASSERT_EQ(actions.front(), "violation 7.6 bad_value at 2") << code;
    }
}

TEST(WebsocketSession, ServerClosesWhenBothHaveSaidSo) {
    End server(Side::server);
    EXPECT_EQ(server.receive("8882 00000000 03e8 | 8180 00000000"),
              (Lines{"deliver 88820000000003e8", "send 880203e8 (8.7)", "close (8.8)"}));
    EXPECT_EQ(server.state(), "closed");

    End asking(Side::server);
    EXPECT_EQ(asking.send("880203e9"), "");
    EXPECT_EQ(asking.state(), "closing");
    EXPECT_EQ(asking.send("8100"), "8.6");
    EXPECT_EQ(asking.receive("8181 00000000 61 | 8980 00000000"), Lines{"deliver 81810000000061"})
        << "no pong any more";
    EXPECT_EQ(asking.receive("8882 00000000 03e9"), (Lines{"deliver 88820000000003e9", "close (8.8)"}));
}

TEST(WebsocketSession, ClientWaitsForTheServerToClose) {
    End client(Side::client);
    EXPECT_EQ(client.receive("880203e8"), (Lines{"deliver 880203e8", "send 888237fa213d3412 (8.7)"}));
    EXPECT_EQ(client.state(), "ending");
    EXPECT_EQ(client.send("8180 00000000"), "8.6");
    EXPECT_EQ(client.machine().deadline(), 11s);
    EXPECT_EQ(client.tick(10s), Lines{});
    EXPECT_EQ(client.peer_closed(), Lines{"close (8.8)"});
    EXPECT_FALSE(client.machine().deadline());

    End patient(Side::client);
    EXPECT_EQ(patient.send("8880 00000000"), "");
    EXPECT_EQ(patient.tick(11s), Lines{"close (8.9)"});
    EXPECT_EQ(patient.state(), "closed");
    EXPECT_EQ(patient.peer_closed(), Lines{});
}

TEST(WebsocketSession, TellsAnEndThatWasNotClean) {
    EXPECT_EQ(End(Side::client).peer_closed(), (Lines{"violation 8.11 bad_sequence at 0", "close (8.8)"}));
    End cut(Side::client);
    EXPECT_EQ(cut.receive("8100 8105 48"), Lines{"deliver 8100"});
    EXPECT_EQ(cut.peer_closed(), (Lines{"violation 8.11 truncated at 2", "close (8.8)"}));
}

TEST(WebsocketSession, ForbidsItsOwnEndWhatThePeerMayNot) {
    for (const auto& [wire, rule] : std::vector<std::pair<std::string_view, std::string_view>>{{"c100", "8.3"},
                                                                                               {"8300", "8.4"},
                                                                                               {"0900", "7.1"},
                                                                                               {"897e007e", "7.2"},
                                                                                               {"827e000161", "8.5"},
                                                                                               {"8000", "6.2"},
                                                                                               {"0100 8100", "6.2"},
                                                                                               {"8101c3", "6.5"},
                                                                                               {"880103", "7.5"},
                                                                                               {"880203ed", "7.6"},
                                                                                               {"8800 8100", "8.6"}})
        EXPECT_EQ(End(Side::server).send(wire), rule) << wire;
}

TEST(WebsocketSession, NotesNothingOfWhatItForbids) {
    End server(Side::server);
    EXPECT_EQ(server.send("0101 61"), "");
    EXPECT_EQ(server.send("8100"), "6.2");
    EXPECT_EQ(server.send("8001 62 8800 8900"), "8.6");
    EXPECT_EQ(server.state(), "open");
    EXPECT_EQ(server.send("8001 62"), "") << "the message is still open";
    EXPECT_EQ(server.send("8000"), "6.2");
}

}  // namespace
}  // namespace wireproof::websocket
