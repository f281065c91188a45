// One end of a connection against what cs.packetstream 20240630 was seen to send, and against the rules of PROTOCOL.md
// section 7 where it is known to break them.
#include "conformance/packetstream/session.hpp"

#include <algorithm>

#include "conformance/packetstream/frames.hpp"
#include "conformance/packetstream/packetstream.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::packetstream {
namespace {

using namespace wireproof::testing;
using namespace std::chrono_literals;

constexpr std::string_view kEof = "03000200";
constexpr std::string_view kErq = "03010200";

// One end, driven in hex; what follows is told in lines: `deliver HEX`, `send HEX (7.5)`, `violation 7.5 at 4`,
// `close`.
class End {
public:
    explicit End(const SessionType& type = session_type())
        : machine_(type.make(Side::server, {})), states_(type.states) {}

    std::vector<std::string> receive(std::string_view digits) {
        return told([&](auto& out) { machine_->receive(hex(digits), 1s, out); });
    }
    std::vector<std::string> peer_closed() {
        return told([&](auto& out) { machine_->peer_closed(1s, out); });
    }
    std::vector<std::string> tick() {
        return told([&](auto& out) { machine_->tick(2s, out); });
    }
    // The rule that forbids it, or nothing.
    std::string send(std::string_view digits) {
        const auto error = machine_->send(hex(digits), 1s);
        EXPECT_TRUE(error.ok() || error.code == Errc::bad_sequence) << describe(error);
        return error.detail;
    }
    [[nodiscard]] std::string_view state() const {
        EXPECT_TRUE(std::ranges::find(states_, machine_->state()) != states_.end()) << machine_->state();
        return machine_->state();
    }
    SessionMachine& machine() { return *machine_; }

private:
    template <class Run>
    std::vector<std::string> told(Run&& run) {
        std::vector<Action> actions;
        run(actions);
        std::vector<std::string> lines;
        for (const auto& action : actions) {
            switch (action.kind) {
                case Action::Kind::deliver: lines.push_back("deliver " + to_hex(action.wire)); break;
                case Action::Kind::send:
                    lines.push_back("send " + to_hex(action.wire) + " (" + std::string(action.rule) + ")");
                    break;
                case Action::Kind::violation:
                    lines.push_back("violation " + std::string(action.rule) + " at " +
                                    std::to_string(action.error.offset));
                    break;
                case Action::Kind::close: lines.emplace_back("close"); break;
            }
        }
        return lines;
    }
    std::unique_ptr<SessionMachine> machine_;
    std::span<const std::string_view> states_;
};
using Lines = std::vector<std::string>;

TEST(PacketstreamSession, SaysNothingUntilSomethingIsSaid) {
    End end;
    EXPECT_EQ(end.state(), "open");
    EXPECT_FALSE(end.machine().deadline()) << "there are no time limits";
    EXPECT_EQ(end.tick(), Lines{});
}

// captured: session real-tcp-three-pipelined
TEST(PacketstreamSession, ServesRequestsAndClosesWhenBothHaveSaidEof) {
    End server;
    EXPECT_EQ(server.receive("050202017030 050306027031 05040a037032"),
              (Lines{"deliver 050202017030", "deliver 050306027031", "deliver 05040a037032"}));
    EXPECT_EQ(server.send("0504810c3270"), "") << "in any order";
    EXPECT_EQ(server.send("0502810c3070 0503810c3170"), "");
    EXPECT_EQ(server.send("0503810c3170"), "7.3") << "one response a request";
    EXPECT_EQ(server.receive(kErq), Lines{});
    EXPECT_EQ(server.state(), "open/erq");
    EXPECT_EQ(server.receive(kEof), Lines{});
    EXPECT_EQ(server.state(), "open/eof");
    EXPECT_EQ(server.send(std::string(kErq) + std::string(kEof)), "");
    EXPECT_EQ(server.state(), "closed");
    EXPECT_EQ(server.machine().deadline(), 1s);
    EXPECT_EQ(server.tick(), Lines{"close"});
    EXPECT_EQ(server.tick(), Lines{});
    EXPECT_FALSE(server.machine().deadline());
}

// captured: session real-tcp-both-directions
TEST(PacketstreamSession, RequestsInBothDirectionsAtOnce) {
    End end;
    EXPECT_EQ(end.send("050202026363"), "");
    EXPECT_EQ(end.receive("050202036162"), Lines{"deliver 050202036162"}) << "the peer's tag 2 is not ours";
    EXPECT_EQ(end.receive("0502810c6363"), Lines{"deliver 0502810c6363"});
    EXPECT_EQ(end.send("0502810c6261"), "");
    EXPECT_EQ(end.send(std::string(kErq) + std::string(kEof)), "");
    EXPECT_EQ(end.state(), "eof/open");
    EXPECT_EQ(end.receive(std::string(kErq) + std::string(kEof)), Lines{"close"});
    EXPECT_EQ(end.state(), "closed");
}

// captured: session requests-after-erq-same-tag-twice; upstream loses the connection at the second
TEST(PacketstreamSession, RefusesRequestsAfterErqAndGoesOn) {
    constexpr auto kRefusal = "send 1c02007265717565737473206e6f206c6f6e67657220616c6c6f776564 (7.10)";
    End end;
    EXPECT_EQ(end.receive("03010200 03020201"), (Lines{"violation 7.10 at 4", kRefusal}));
    EXPECT_EQ(end.receive("03020201"), (Lines{"violation 7.10 at 8", kRefusal}));
    EXPECT_EQ(end.receive(kErq), Lines{}) << "again";
    EXPECT_EQ(end.send("03020201"), "") << "our own requests are not the peer's";
    EXPECT_EQ(end.receive("020204"), Lines{"deliver 020204"});
}

// captured: session request-channel-1-twice-same-tag; upstream loses the connection at the second
TEST(PacketstreamSession, RefusesOtherChannels) {
    constexpr auto kRefusal = "send 15020101756e6b6e6f776e206368616e6e656c202564 (7.7)";
    End end;
    EXPECT_EQ(end.receive("0402030101 0402030101"), (Lines{kRefusal, kRefusal}));
    EXPECT_EQ(end.receive("0402030001"), Lines{"deliver 0402030001"}) << "a written channel 0 is no channel";
    EXPECT_EQ(end.send("0402030101"), "7.7");
    EXPECT_EQ(end.state(), "open");
}

// captured: session duplicate-tag-thrice-while-running; upstream loses the first response and then the connection
TEST(PacketstreamSession, RefusesATagInUseAndStillAnswersTheFirst) {
    constexpr auto kRefusal = "send 2207006368616e6e656c20303a2074616720616c726561647920696e207573653a2037 (7.5)";
    End end;
    EXPECT_EQ(end.receive("03070207 03070207"), (Lines{"deliver 03070207", "violation 7.5 at 4", kRefusal}));
    EXPECT_EQ(end.receive("03070207"), (Lines{"violation 7.5 at 8", kRefusal}));
    EXPECT_EQ(end.send("060704736c6f77"), "");
    EXPECT_EQ(end.receive("03070207"), Lines{"deliver 03070207"}) << "answered, so free again (7.6)";
}

TEST(PacketstreamSession, ServesRequestsOfTheTagsOfControlPackets) {
    End end;
    EXPECT_EQ(end.receive("03000201 03010201"), (Lines{"deliver 03000201", "deliver 03010201"}));
    EXPECT_EQ(end.send("020004 020104"), "");
    EXPECT_EQ(end.send("03000201"), "7.4") << "but does not use them";
    EXPECT_EQ(end.send("03010201"), "7.4");
}

TEST(PacketstreamSession, DropsResponsesNobodyWaitsFor) {
    End end;
    EXPECT_EQ(end.receive("020204"), Lines{"violation 7.8 at 0"});
    EXPECT_EQ(end.send("0402020171"), "");
    EXPECT_EQ(end.receive("0402050161 020204 020204"),
              (Lines{"violation 7.8 at 3", "deliver 020204", "violation 7.8 at 11"}))
        << "another channel; the answer; the answer again";
    EXPECT_EQ(end.state(), "open");
}

// captured: session eof-while-request-running
TEST(PacketstreamSession, StillAnswersBehindThePeersEof) {
    End end;
    EXPECT_EQ(end.receive("03020207 03000200 03030201 ff"), Lines{"deliver 03020207"})
        << "nothing behind EOF is looked at";
    EXPECT_EQ(end.send(kErq), "");
    EXPECT_EQ(end.send(kEof), "7.12") << "a response is owed";
    EXPECT_EQ(end.send("060204736c6f77 03000200"), "");
    EXPECT_EQ(end.tick(), Lines{"close"});
}

// captured: session real-tcp-close-with-pending
TEST(PacketstreamSession, DoesNotEndWhileARequestOfItsOwnIsOpen) {
    End end;
    EXPECT_EQ(end.send("0302020a"), "");
    EXPECT_EQ(end.send(kErq), "7.13");
    EXPECT_EQ(end.receive("060204736c6f77"), Lines{"deliver 060204736c6f77"});
    EXPECT_EQ(end.send(kEof), "7.12") << "ERQ comes first";
    EXPECT_EQ(end.send(std::string(kErq) + std::string(kEof)), "");
    EXPECT_EQ(end.send(kEof), "7.18");
    EXPECT_EQ(end.send("03030201"), "7.18");
}

TEST(PacketstreamSession, SendsNoRequestAfterErq) {
    End end;
    EXPECT_EQ(end.send(kErq), "");
    EXPECT_EQ(end.state(), "erq/open");
    EXPECT_EQ(end.send("03020201"), "7.18");
    EXPECT_EQ(end.send(kErq), "7.12");
    EXPECT_EQ(end.receive("03020201"), Lines{"deliver 03020201"});
    EXPECT_EQ(end.send("020204"), "") << "responses still flow";
}

// captured: session client-eof-while-pending
TEST(PacketstreamSession, FailsOpenRequestsWhenThePeerEnds) {
    End end;
    EXPECT_EQ(end.send("060202017271 30 06030602727131"), "");
    EXPECT_EQ(end.receive("0302046103000200"), (Lines{"deliver 03020461", "violation 7.12 at 4"}));
    EXPECT_EQ(end.send("03040201"), "7.14");
    EXPECT_EQ(end.send(std::string(kErq) + std::string(kEof)), "") << "nothing is waited for any more";
    EXPECT_EQ(end.state(), "closed");
}

TEST(PacketstreamSession, TakesTheEndOfTheBytesForEof) {
    End between;
    EXPECT_EQ(between.receive(kErq), Lines{});
    EXPECT_EQ(between.peer_closed(), Lines{});
    EXPECT_EQ(between.state(), "open/eof");
    EXPECT_EQ(between.peer_closed(), Lines{});

    End inside;  // captured: session truncated-body-then-close
    EXPECT_EQ(inside.receive("03010200 0502020161"), Lines{});
    EXPECT_EQ(inside.peer_closed(), Lines{"violation 7.16 at 4"});
    EXPECT_EQ(inside.state(), "open/eof");
}

// captured: sessions malformed-eof-tag2, malformed-eof-flags, malformed-eof-channel1
TEST(PacketstreamSession, TakesAMalformedEofForEof) {
    for (const auto* wire : {"03020200", "03000600", "0400030100", "0400020078", "0401020078"}) {
        SCOPED_TRACE(wire);
        End end;
        EXPECT_EQ(end.receive(std::string(kErq) + wire + "03030201"), Lines{"violation 7.17 at 4"});
        EXPECT_EQ(end.state(), "open/eof");
        EXPECT_EQ(end.send(wire), "5.4") << "and sends none";
    }
}

// captured: sessions zero-length-packet, request-without-type, channel-flag-no-channel
TEST(PacketstreamSession, TakesAPacketThatIsNoneForTheEnd) {
    for (const auto* wire : {"00", "020202", "020203", "ffffffffffffffffffffff"}) {
        SCOPED_TRACE(wire);
        End end;
        const auto lines = end.receive(std::string("03020201") + wire + "03030201");
        ASSERT_EQ(lines.size(), 2U);
        EXPECT_EQ(lines.front(), "deliver 03020201");
        EXPECT_TRUE(lines.back().starts_with("violation 7.16 at ")) << lines.back();
        EXPECT_EQ(end.receive("03040201"), Lines{});
        EXPECT_EQ(end.state(), "open/eof");
    }
}

TEST(PacketstreamSession, NotesNothingOfWhatItRefusesToSend) {
    End end;
    EXPECT_EQ(end.send("03020201 03000200"), "7.12");
    EXPECT_EQ(end.receive("020204"), Lines{"violation 7.8 at 0"}) << "the request in front was not noted either";
    EXPECT_EQ(end.machine().send(hex("0302"), 1s).code, Errc::truncated);
    const auto error = end.machine().send(hex("03020201 00"), 1s);
    EXPECT_EQ(describe(error), "bad_length at byte 5, tag: needs 1 bytes, 0 left");
}

TEST(PacketstreamSession, SendsNoRefusalBehindItsOwnEof) {
    End end;
    EXPECT_EQ(end.send(std::string(kErq) + std::string(kEof)), "");
    EXPECT_EQ(end.receive("03010200 03020201"), Lines{"violation 7.10 at 4"});
    EXPECT_EQ(end.state(), "eof/erq");
}

// captured with cs.packetstream 20240412: it takes ERQ for a malformed EOF, and closes with EOF alone
TEST(PacketstreamSession, HasNoErqBefore20240630) {
    End end(session_type_without_erq());
    EXPECT_EQ(end.send("03010201"), "") << "its first tag is 1";
    EXPECT_EQ(end.send("03000201"), "9.3");
    EXPECT_EQ(end.send(kErq), "5.4");
    EXPECT_EQ(end.receive("020104"), Lines{"deliver 020104"});
    EXPECT_EQ(end.receive("03020201 03010200 03030201"), (Lines{"deliver 03020201", "violation 7.17 at 7"}));
    EXPECT_EQ(end.state(), "open/eof");
    EXPECT_EQ(end.send("020204 03000200"), "");
    EXPECT_EQ(end.tick(), Lines{"close"});
    EXPECT_EQ(end.state(), "closed");
}

TEST(PacketstreamSession, IsFoundThroughTheTableAndIsTheSameForBothSides) {
    for (const auto& variant : protocol().variants) {
        ASSERT_NE(variant.session, nullptr) << variant.name;
        for (const auto side : {Side::client, Side::server})
            EXPECT_EQ(variant.session->make(side, {})->state(), variant.session->states.front());
    }
}

}  // namespace
}  // namespace wireproof::packetstream
