// Engine: plays one case of a script. Sans-io: events and the time go in, actions come out; it opens no socket and
// reads no clock. Whoever runs it performs the actions, reports what happens, and calls tick when next_timer is over.
#pragma once

#include <map>
#include <variant>

#include "harness/session/inbox.hpp"
#include "harness/session/matcher.hpp"
#include "harness/session/pieces.hpp"
#include "harness/session/scram.hpp"
#include "harness/session/script.hpp"
#include "harness/session/trace.hpp"
#include "harness/session/verdict.hpp"

namespace wireproof::session {

// ---- actions ------------------------------------------------------------------------------------------------------
using LinkId = int;  // a connection, numbered by the engine
using CallId = int;  // a call of the SDK under test

struct Connect {
    LinkId link;
};
struct Listen {
    std::string name;  // answered by Engine::listening
};
struct Write {
    LinkId link;
    Bytes bytes;  // one segment, as far as the transport can help it
};
struct Shut {
    enum class How : std::uint8_t { half_close, close, reset };
    LinkId link;
    How how;
};
struct ReadRate {
    LinkId link;
    std::uint64_t bytes_per_second;  // 0: stop reading; kFullSpeed
};
struct Call {
    CallId call;
    std::string client, method;
    Json args;
};
struct CancelCall {
    CallId call;
};
inline constexpr auto kFullSpeed = std::numeric_limits<std::uint64_t>::max();
using Action = std::variant<Connect, Listen, Write, Shut, ReadRate, Call, CancelCall>;

// ---- what a run is given and gives --------------------------------------------------------------------------------
struct Setup {
    const Script* script;
    const Case* one;
    const Preludes* preludes;
    std::uint64_t seed = 0;
    Scope::Params params = {};              // `$param`
    std::string transport = "tcp";          // below WebSocket, where the protocol runs over it
    Json connect_options = Json::object();  // of the SDK's `connect`
    Split split = Split::none;
    bool trace_passes = true;                     // else only a session that fails has a trace
    std::optional<Time> deadline = std::nullopt;  // of every waiting step that names none, in place of the script's
};

struct Result {
    Verdict verdict = Verdict::pass;
    Outcome outcome = Outcome::none;
    std::string where;   // the step that failed, `step 3`
    std::string reason;  // one clause
    std::string path;    // of the field that did not match
    Json expected, got;
    Json explain = Json::array();  // the frame that failed, field by field
    Trace trace = {};
    bool peer_ended = false;  // a connection was ended by the peer, or reset by the script
    bool unaccepted = false;  // at the end the peer had a connection that no step had accepted
};

class Engine {
public:
    explicit Engine(Setup setup);
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    // Events. Each first takes the time since the session began.
    void start(Time now);
    void connected(Time now, LinkId link);
    void refused(Time now, LinkId link, const std::string& why);
    void listening(Time now, const std::string& name, const std::string& host, std::uint16_t port);
    [[nodiscard]] LinkId accepted(Time now, const std::string& listener);
    void received(Time now, LinkId link, ByteView bytes);
    void ended(Time now, LinkId link, End end);
    void replied(Time now, CallId call, const Json& reply);
    // lost: the driver died (`crash`) or broke its protocol (`broken_testee`).
    void lost(Time now, Verdict verdict, const std::string& why);
    void tick(Time now);

    [[nodiscard]] std::vector<Action> take_actions() { return std::exchange(actions_, {}); }
    [[nodiscard]] std::optional<Time> next_timer() const;
    [[nodiscard]] bool finished() const { return finished_; }
    [[nodiscard]] const Result& result() const { return result_; }
    [[nodiscard]] Result take_result() { return std::move(result_); }
    // clients: names of the SDK's clients that calls were made on.
    [[nodiscard]] std::vector<std::string> clients() const;

private:
    enum class Progress : std::uint8_t { waiting, done, failed };

    struct Link {
        Link(LinkId number, std::unique_ptr<Inbox> in) : id(number), inbox(std::move(in)) {}
        LinkId id;
        std::unique_ptr<Inbox> inbox;
        std::string name;
        bool connected = false;
        bool shut = false;       // by us
        bool websocket = false;  // upgraded, as far as we know
        bool closed = false;     // by a close frame of ours
        bool held_back = false;  // the peer has sent more than anybody takes
        std::optional<End> end;
        std::optional<std::string> refused;
        Bytes held;                // of sends that wait for the next one
        std::deque<Piece> pieces;  // being sent
        Time next_piece{};
        std::optional<std::uint64_t> rate = std::nullopt;  // of the script

        // What is sent after our end goes nowhere.
        [[nodiscard]] bool is_sending() const { return !pieces.empty() && !shut; }
    };
    struct PendingCall {
        std::string name, client;
        std::deque<Json> items;
        std::optional<Json> end;
    };
    // Steps being run: the script's, a prelude's, a repeat's.
    struct Block {
        const Steps* steps;
        std::size_t next = 0;
        std::string on = "main";
        const Step* repeat = nullptr;
        std::uint64_t round = 0;
    };
    // Steps one after another: the script's, and each branch of a parallel step.
    struct Strand {
        std::vector<Block> blocks;
        bool started = false;  // the current step has begun
        Time began{}, deadline{};
        std::vector<StreamFrame> collected = {};                            // of an expect_set
        std::variant<std::monostate, ScramClient, ScramServer> scram = {};  // of a scram step
        std::vector<Strand> branches = {};                                  // of a parallel step
    };

    // The loop: engine.cpp
    void advance(Time now);
    Progress run(Strand& strand);
    Progress run_step();
    bool next_step();
    void begin(const Step& step);
    Progress poll(const Step& step);
    Progress overdue(const Step& step);
    void begin_parallel(const Step& step);
    Progress poll_parallel();
    static bool pause_is_over(const Strand& strand, Time now);
    static void note_deadlines(const Strand& strand, std::optional<Time>& next);
    void hold_back(LinkId id, Link& link);
    void finish();
    void pump(LinkId id, Link& link);
    void keep(Traced entry);
    void trace(const Link& link, char direction, ByteView bytes, const wire::FrameValue* frame);

    // Steps over connections: engine_links.cpp
    void begin_connect(const Step& step);
    Progress poll_connect(const Step& step);
    Progress poll_accept(const Step& step);
    void begin_send(const Step& step);
    Progress poll_send(const Step& step);
    void begin_shut(const Step& step, Shut::How how);
    Progress run_prelude(const std::string& name, const std::string& on);
    Progress push(const Steps& steps, const std::string& on);

    // Steps about what comes: engine_frames.cpp
    Progress poll_expect(const Step& step);
    Progress poll_expect_raw(const Step& step);
    Progress poll_expect_any(const Step& step);
    Progress poll_expect_set(const Step& step);
    Progress poll_expect_close(const Step& step);
    Progress poll_silence(const Step& step);
    const StreamFrame* next_frame(Link& link, const Json::array_t& ignore, const View& view = {});
    bool answered_by_itself(Link& link, const StreamFrame& frame);
    std::optional<Mismatch> compare(const Json& spec, const StreamFrame& frame, bool exact);
    void capture(const Json& spec, const StreamFrame& frame);
    Progress nothing_more(Link& link, const std::string& wanted);
    Progress mismatched(const Mismatch& found, const StreamFrame& frame);
    Progress unexpected(const StreamFrame& frame);

    // What only WebSocket has: engine_websocket.cpp
    std::optional<std::string> closed_by_peer(Link& link);
    Progress poll_closing(const Link& link, const Json& how, const std::string& closing);
    Json ends_of(const Json& how);
    void close_websocket(Link& link, std::optional<std::uint16_t> code);
    void notice_websocket(Link& link);
    void note_sent(Link& link, const wire::FrameType& type, const Json& value);
    void begin_scram(const Step& step);
    Progress poll_scram(const Step& step);
    void send_text(Link& link, const std::string& text);
    Progress poll_prelude(const Step& step);

    // Steps about calls: engine_calls.cpp
    void begin_call(const Step& step);
    Progress poll_yields(const Step& step);
    Progress poll_returns(const Step& step);
    Progress poll_raises(const Step& step);
    Progress poll_settles(const Step& step);
    Progress wrong_end(const Json& end);
    PendingCall& call_named(const std::string& name);

    Link& link_of(const Step& step);
    [[nodiscard]] std::string on(const Step& step) const;
    Progress fail(Outcome outcome, std::string reason);
    Progress fail(Verdict verdict, Outcome outcome, std::string reason);
    LinkId new_link(std::string name);
    [[nodiscard]] Side own_side() const { return setup_.script->plays; }
    [[nodiscard]] Side peer_side() const { return opposite(setup_.script->plays); }

    Setup setup_;
    const Variant* variant_;
    Scope scope_;
    std::mt19937_64 random_;
    Steps opening_;  // connect or accept, where the script does not say it
    Strand main_{};
    Strand* strand_ = &main_;  // whose step is run
    Time now_{};
    std::map<LinkId, Link> links_;
    std::map<std::string, LinkId> by_name_;
    std::map<std::string, std::deque<LinkId>> waiting_;  // accepted connections no step has taken, by listener
    std::map<CallId, PendingCall> calls_;
    std::map<std::string, CallId> call_ids_;
    std::vector<Action> actions_;
    std::size_t traced_bytes_ = 0;  // in the result's trace
    std::size_t forgotten_ = 0;     // bytes that are in it no more
    bool ever_connected_ = false;
    bool finished_ = false;
    Result result_;
};

}  // namespace wireproof::session
