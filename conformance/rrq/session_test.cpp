// Both ends of a connection, driven by hand: what they answer, deliver, refuse, and when they close.
#include "conformance/rrq/session.hpp"

#include "conformance/rrq/frames.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::rrq {
namespace {

using namespace wireproof::testing;
using namespace std::chrono_literals;

constexpr std::string_view kOpened = "2024-01-01T00:00:00Z";

// One end and what it did, a line an action: `send response req-1 error: Job cancelled (13.10)`.
class End {
public:
    explicit End(Side self, std::optional<Timestamp> opened_at = Timestamp::parse(kOpened))
        : machine_(make_session<V1>(self, {}, opened_at)) {}

    template <class Frame>
    std::string receive(const Frame& frame) {
        return receive_bytes(bytes_of(frame));
    }
    std::string receive_bytes(ByteView bytes) {
        return told([&](auto& out) { machine_->receive(bytes, now, out); });
    }
    template <class Frame>
    std::string send(const Frame& frame) {
        const auto error = machine_->send(bytes_of(frame), now);
        return error.ok() ? "" : describe(error);
    }
    std::string peer_closed() {
        return told([&](auto& out) { machine_->peer_closed(now, out); });
    }
    std::string tick() {
        return told([&](auto& out) { machine_->tick(now, out); });
    }
    [[nodiscard]] std::string_view state() const { return machine_->state(); }
    [[nodiscard]] std::optional<SessionMachine::Time> deadline() const { return machine_->deadline(); }

    template <class Frame>
    static Bytes bytes_of(const Frame& frame) {
        Buffer out;
        EXPECT_TRUE(wire::encode(frame, out).ok());
        return out.bytes();
    }
    SessionMachine::Time now{0};

private:
    template <class Call>
    static std::string told(Call&& call) {
        std::vector<Action> actions;
        call(actions);
        std::string text;
        for (const auto& action : actions) text += (text.empty() ? "" : "; ") + line(action);
        return text;
    }
    static std::string line(const Action& action) {
        const auto rule = action.rule.empty() ? "" : " (" + std::string(action.rule) + ")";
        switch (action.kind) {
            case Action::Kind::deliver: return "deliver " + std::string(action.frame) + rule;
            case Action::Kind::violation:
                return std::string(name_of(action.error.code)) + " at " + std::to_string(action.error.offset) + rule;
            case Action::Kind::close: return "close" + rule;
            case Action::Kind::send: break;
        }
        Response response;
        EXPECT_TRUE(wire::decode(action.wire, response).ok());
        const auto& error = response.error.value();
        return "send " + response.request_id.value() + " of " + response.job_id.value() + " " +
               std::string(*kStatuses.name_of(static_cast<std::uint64_t>(response.status))) + " `" + error.message +
               "`" + (error.type ? " " + *error.type : "") + rule;
    }
    std::unique_ptr<SessionMachine> machine_;
};

Request request(std::string id, std::string job = "job-1") {
    Request request;
    request.request_id = std::move(id);
    request.job_id = std::move(job);
    return request;
}
Response response(std::string id, std::string job = "job-1") {
    Response response;
    response.request_id = std::move(id);
    response.job_id = std::move(job);
    return response;
}
Cancel cancel(std::optional<std::string> id, std::string job = "job-1") {
    Cancel cancel;
    cancel.request_id = std::move(id);
    cancel.job_id = std::move(job);
    return cancel;
}

// ---- runner -------------------------------------------------------------------------------------------------------
TEST(RrqRunner, ToleratesAConnectionWithoutAByte) {
    End runner(Side::server);
    EXPECT_EQ(runner.state(), "open");
    EXPECT_EQ(runner.peer_closed(), "close");
    EXPECT_EQ(runner.state(), "closed");
    EXPECT_EQ(runner.receive(request("r")), "") << "after the end nothing is taken";
}

TEST(RrqRunner, AnswersInAnyOrderAndEachRequestOnce) {
    End runner(Side::server);
    EXPECT_EQ(runner.receive(request("slow")), "deliver request");
    EXPECT_EQ(runner.receive(request("fast", "job-2")), "deliver request");
    EXPECT_EQ(runner.state(), "working");
    EXPECT_EQ(runner.send(response("fast", "job-2")), "");
    EXPECT_EQ(runner.send(response("fast", "job-2")), "bad_sequence at byte 0: 13.1: answers no request in flight");
    EXPECT_EQ(runner.send(response("slow", "job-2")), "bad_sequence at byte 0: 13.1: answers no request in flight")
        << "of another job";
    EXPECT_EQ(runner.send(Response()), "bad_sequence at byte 0: 13.1: answers no request in flight") << "without ids";
    EXPECT_EQ(runner.send(response("slow")), "");
    EXPECT_EQ(runner.state(), "open");
}

TEST(RrqRunner, SendsResponsesOnly) {
    End runner(Side::server);
    EXPECT_EQ(runner.send(request("r")), "bad_sequence at byte 0: 12.3: a runner sends responses");
}

TEST(RrqRunner, RunsTwoRequestsOfTheSameIdAndAnswersBoth) {
    End runner(Side::server);
    EXPECT_EQ(runner.receive(request("r")), "deliver request");
    EXPECT_EQ(runner.receive(request("r")), "deliver request");
    EXPECT_EQ(runner.send(response("r")), "");
    EXPECT_EQ(runner.send(response("r")), "");
    EXPECT_NE(runner.send(response("r")), "");
}

TEST(RrqRunner, RefusesAnotherVersionAndGoesOn) {
    End runner(Side::server);
    auto other = request("r");
    other.protocol_version = "2";
    EXPECT_EQ(runner.receive(other), "send r of job-1 error `Unsupported protocol version` (13.2)");
    EXPECT_EQ(runner.receive(request("r")), "deliver request");
}

TEST(RrqRunner, IsBusyWith64RequestsAndNoLongerAfterAnAnswer) {
    End runner(Side::server);
    for (int i = 0; i < 64; ++i) EXPECT_EQ(runner.receive(request("r" + std::to_string(i))), "deliver request");
    EXPECT_EQ(runner.state(), "full");
    EXPECT_EQ(runner.receive(request("r64")),
              "send r64 of job-1 error `Runner busy: too many in-flight requests` (13.4)");
    EXPECT_EQ(runner.send(response("r7")), "");
    EXPECT_EQ(runner.receive(request("r64")), "deliver request");
}

TEST(RrqRunner, CancelsARequestByItsIdWhateverTheJob) {
    End runner(Side::server);
    runner.receive(request("a"));
    runner.receive(request("b"));
    EXPECT_EQ(runner.receive(cancel("a", "another")),
              "send a of job-1 error `Job cancelled` cancelled (13.10); deliver cancel");
    EXPECT_EQ(runner.send(response("a")), "bad_sequence at byte 0: 13.1: answers no request in flight")
        << "it was answered";
    EXPECT_EQ(runner.state(), "working");
}

TEST(RrqRunner, CancelsAllRequestsOfAJob) {
    End runner(Side::server);
    runner.receive(request("a"));
    runner.receive(request("b", "job-2"));
    runner.receive(request("c"));
    EXPECT_EQ(runner.receive(cancel(std::nullopt)),
              "send a of job-1 error `Job cancelled` cancelled (13.10); send c of job-1 error `Job cancelled` "
              "cancelled (13.10); deliver cancel");
}

TEST(RrqRunner, PassesOnACancelThatNamesNothingHere) {
    End runner(Side::server);
    runner.receive(request("a"));
    EXPECT_EQ(runner.receive(cancel("b")), "deliver cancel");
    EXPECT_EQ(runner.receive(cancel("")), "deliver cancel") << "the empty id is one like others";
    auto other = cancel("a");
    other.protocol_version = "2";
    EXPECT_EQ(runner.receive(other), "");
    EXPECT_EQ(runner.state(), "working");
}

TEST(RrqRunner, TakesARequestAndItsCancelInOnePiece) {
    End runner(Side::server);
    auto both = End::bytes_of(request("a"));
    const auto second = End::bytes_of(cancel("a"));
    both.insert(both.end(), second.begin(), second.end());
    EXPECT_EQ(runner.receive_bytes(both),
              "deliver request; send a of job-1 error `Job cancelled` cancelled (13.10); deliver cancel");
}

TEST(RrqRunner, KeepsDeadlines) {
    End runner(Side::server);
    auto late = request("late");
    late.context.deadline = Timestamp::parse(kOpened);
    EXPECT_EQ(runner.receive(late), "send late of job-1 timeout `Job deadline exceeded` (13.6)");
    auto soon = request("soon");
    soon.context.deadline = Timestamp::parse("2024-01-01T00:00:00.300Z");
    EXPECT_EQ(runner.receive(soon), "deliver request");
    EXPECT_EQ(runner.receive(request("ever")), "deliver request");
    EXPECT_EQ(runner.deadline(), 300ms);
    runner.now = 299'999us;
    EXPECT_EQ(runner.tick(), "");
    runner.now = 300ms;
    EXPECT_EQ(runner.tick(), "send soon of job-1 timeout `Job execution timed out` (13.7)");
    EXPECT_EQ(runner.deadline(), std::nullopt);
    EXPECT_NE(runner.send(response("soon")), "");
    auto never = request("never");
    never.context.deadline = Timestamp::parse("+262142-01-01T00:00:00Z");
    EXPECT_EQ(runner.receive(never), "deliver request") << "no overflow";
}

TEST(RrqRunner, WithoutAClockHasNoDeadlines) {
    End runner(Side::server, std::nullopt);
    auto late = request("late");
    late.context.deadline = Timestamp::parse("1970-01-01T00:00:00Z");
    EXPECT_EQ(runner.receive(late), "deliver request");
    EXPECT_EQ(runner.deadline(), std::nullopt);
}

TEST(RrqRunner, ClosesOnWhatItCannotRead) {
    End runner(Side::server);
    const auto size = std::to_string(End::bytes_of(request("a")).size());
    runner.receive(request("a"));
    EXPECT_EQ(runner.receive_bytes(hex("00000000")), "bad_length at " + size + " (12.4); close");
    EXPECT_EQ(runner.state(), "closed");
    EXPECT_EQ(runner.send(response("a")), "bad_sequence at byte 0: 12.4: the connection is closed");
}

TEST(RrqRunner, ClosesOnAResponse) {
    End runner(Side::server);
    EXPECT_EQ(runner.receive(response("a")), "bad_sequence at 0 (13.18); close");
}

TEST(RrqRunner, LetsTheOrchestratorGoInsideOfWorkButNotInsideOfAFrame) {
    End runner(Side::server);
    runner.receive(request("a"));
    EXPECT_EQ(runner.peer_closed(), "close");
    End other(Side::server);
    EXPECT_EQ(other.receive_bytes(hex("000000")), "");
    EXPECT_EQ(other.peer_closed(), "truncated at 3 (11.2); close");
}

// ---- orchestrator -------------------------------------------------------------------------------------------------
TEST(RrqOrchestrator, TakesTheResponseOfItsRequest) {
    End orchestrator(Side::client);
    EXPECT_EQ(orchestrator.send(request("a")), "");
    EXPECT_EQ(orchestrator.state(), "working");
    EXPECT_EQ(orchestrator.send(cancel("a")), "");
    EXPECT_EQ(orchestrator.receive(response("a")), "deliver response");
    EXPECT_EQ(orchestrator.receive(response("a")),
              "bad_sequence at " + std::to_string(End::bytes_of(response("a")).size()) + " (13.1)")
        << "a second one is not looked at";
    EXPECT_EQ(orchestrator.state(), "open");
}

TEST(RrqOrchestrator, SendsNoResponses) {
    End orchestrator(Side::client);
    EXPECT_EQ(orchestrator.send(response("a")),
              "bad_sequence at byte 0: 12.3: an orchestrator sends requests and cancels");
}

TEST(RrqOrchestrator, NotesNothingOfWhatItMayNotSend) {
    End orchestrator(Side::client);
    auto both = End::bytes_of(request("a"));
    const auto second = End::bytes_of(response("a"));
    const auto machine = make_session<V2b>(Side::client, {}, std::nullopt);
    both.insert(both.end(), second.begin(), second.end());
    EXPECT_EQ(machine->send(both, {}).code, Errc::bad_sequence);
    EXPECT_EQ(machine->state(), "open");
    both.pop_back();
    EXPECT_EQ(machine->send(both, {}).code, Errc::truncated);
}

TEST(RrqOrchestrator, OfV1GivesUpOnWhatItDidNotAskForAndLaterOnesPassOverIt) {
    End v1(Side::client);
    v1.send(request("a"));
    EXPECT_EQ(v1.receive(response("b")), "bad_sequence at 0 (13.1); close");
    const auto v2 = make_session<V2b>(Side::client, {}, std::nullopt);
    RequestOf<V2b> asked;
    asked.request_id = "a";
    asked.job_id = "job-1";
    EXPECT_TRUE(v2->send(End::bytes_of(asked), {}).ok());
    std::vector<Action> out;
    v2->receive(End::bytes_of(response("b")), {}, out);
    v2->receive(End::bytes_of(CancelOf<V2b>()), {}, out);
    v2->receive(End::bytes_of(response("a")), {}, out);
    ASSERT_EQ(out.size(), 3U);
    EXPECT_EQ(out[0].kind, Action::Kind::violation);
    EXPECT_EQ(out[1].kind, Action::Kind::violation);
    EXPECT_EQ(out[2].kind, Action::Kind::deliver);
}

// seen with rrq 0.11.1: without both ids no response can be told to be another's
TEST(RrqOrchestrator, GivesUpOnAResponseWithoutBothIds) {
    Response nobody = response("a");
    nobody.request_id.reset();
    Response jobless = response("a");
    jobless.job_id.reset();
    Response of_another_job = response("a");
    of_another_job.job_id = "another";
    for (const auto& wrong : {nobody, jobless, of_another_job}) {
        End v1(Side::client);
        v1.send(request("a"));
        EXPECT_EQ(v1.receive(wrong), "bad_sequence at 0 (14.1); close");
        const auto v2 = make_session<V2b>(Side::client, {}, std::nullopt);
        std::vector<Action> out;
        v2->receive(End::bytes_of(wrong), {}, out);
        EXPECT_EQ(v2->state(), "open") << "while nothing waits it harms nobody";
        RequestOf<V2b> asked;
        asked.request_id = "a";
        asked.job_id = "job-1";
        EXPECT_TRUE(v2->send(End::bytes_of(asked), {}).ok());
        v2->receive(End::bytes_of(wrong), {}, out);
        EXPECT_EQ(v2->state(), "closed");
    }
}

TEST(RrqOrchestrator, IsOwedAnAnswerBeforeTheEnd) {
    End orchestrator(Side::client);
    orchestrator.send(request("a"));
    EXPECT_EQ(orchestrator.peer_closed(), "bad_sequence at 0 (13.1); close");
    End idle(Side::client);
    EXPECT_EQ(idle.peer_closed(), "close");
}

TEST(RrqOrchestrator, ClosesOnWhatItCannotRead) {
    End orchestrator(Side::client);
    orchestrator.send(request("a"));
    EXPECT_EQ(orchestrator.receive_bytes(hex("00000002 7b7d")), "bad_value at 5 (12.4); close");
}

TEST(RrqSession, NamesItsStates) {
    const auto& type = session_type<V1>();
    EXPECT_EQ(type.states.front(), type.make(Side::client, {})->state());
    EXPECT_EQ(type.states.front(), type.make(Side::server, {})->state());
}

}  // namespace
}  // namespace wireproof::rrq
