#include "harness/peers/flo/server.hpp"

#include <algorithm>
#include <chrono>
#include <deque>
#include <nlohmann/json.hpp>

#include "conformance/flo/flo.hpp"
#include "conformance/protocols.hpp"
#include "harness/peers/flo/kv.hpp"
#include "harness/peers/flo/queue.hpp"
#include "harness/peers/flo/stream.hpp"
#include "harness/peers/flo/work.hpp"
#include "harness/session/date.hpp"
#include "harness/session/edits.hpp"

namespace wireproof::peers::flo {
namespace {

constexpr auto kLate = std::chrono::milliseconds(1500);

const Variant& variant() {
    static const auto kFlo = protocol();
    return kFlo.variants.front();
}

std::unique_ptr<StreamReader> new_reader() {
    Context context;
    context.direction = Side::client;
    return variant().stream(context);
}

// A request that has come and is not answered yet.
struct Pending {
    Request request;
    std::optional<Time> until;  // of a wait; nothing: for ever, or it has not been tried yet
    bool tried = false;
    std::uint64_t tail_from = 0;
};

struct Connection {
    std::unique_ptr<StreamReader> reader = new_reader();
    std::deque<Pending> pending;  // answered one after the other, in this order
    Bytes swapped;                // an answer held back by the switch swapped-answers
    bool muted = false;           // nothing more is sent: stalled, or on its way to be closed
};

struct State {
    KeyValues kv;
    Queues queues;
    Streams streams;
    Work work;
};

class FloServer : public Server {
public:
    explicit FloServer(const Misbehaviour& misbehaviour) : misbehaviour_(misbehaviour) {}

    void opened(Time, LinkId link) override { connections_.try_emplace(link); }
    void ended(Time, LinkId link) override {
        connections_.erase(link);
        std::erase_if(later_, [&](const auto& effect) { return effect.second.link == link; });
    }
    void received(Time now, LinkId link, ByteView bytes) override;
    void tick(Time now) override;
    [[nodiscard]] std::optional<Time> next_timer() const override;
    [[nodiscard]] std::vector<Effect> take_effects() override { return std::exchange(effects_, {}); }

private:
    void unreadable(Time now, LinkId link, Connection& connection);
    void work(Time now);
    bool work_on(Time now, LinkId link, Connection& connection);
    [[nodiscard]] static Answer handle(State& state, const Operation& operation, std::uint64_t tail_from);
    void answer(Time now, LinkId link, Connection& connection, std::uint64_t request_id, Reply reply);
    void write(LinkId link, Bytes bytes) { effects_.push_back({link, Effect::Kind::write, std::move(bytes)}); }
    void close(LinkId link, Connection& connection) {
        connection.muted = true;
        effects_.push_back({link, Effect::Kind::close, {}});
    }
    [[nodiscard]] std::int64_t wall_ms() const {
        return std::chrono::duration_cast<std::chrono::milliseconds>(session::date().time_since_epoch()).count();
    }

    Misbehaviour misbehaviour_;
    std::map<LinkId, Connection> connections_;
    std::vector<std::pair<Time, Effect>> later_;
    std::vector<Effect> effects_;
    Time now_{};
    State state_;
};

void FloServer::received(Time now, LinkId link, ByteView bytes) {
    now_ = now;
    auto& connection = connections_.at(link);
    if (connection.muted) return;
    std::vector<StreamFrame> frames;
    connection.reader->feed(bytes, frames);
    for (const auto& frame : frames)
        connection.pending.push_back({.request = frame.value.as<Request>(), .until = std::nullopt});
    if (misbehaviour_.is(Switch::whole_frames_only) && connection.reader->mid_frame()) connection.reader = new_reader();
    work(now);
    if (!connection.reader->error().ok()) unreadable(now, link, connection);
}

// A frame that cannot be read is never acted on: an error with id 0, then the end, for the border of the next frame is
// lost.
void FloServer::unreadable(Time now, LinkId link, Connection& connection) {
    const auto error = connection.reader->error();
    const bool of_the_header = error.code == Errc::bad_magic || error.code == Errc::bad_version ||
                               error.code == Errc::bad_value || error.code == Errc::bad_checksum;
    if (misbehaviour_.is(Switch::accept_anything) && of_the_header) {
        const auto& type = *variant().frame("request");
        const auto pending = connection.reader->pending();
        const auto put_right = Json::parse(
            R"([{"set": "magic", "to": "464c4f00"}, {"set": "version", "to": "01"}, {"set": "reserved", "to": "00"}])");
        const auto sealed =
            session::apply_edits(Bytes(pending.begin(), pending.end()), &type, put_right, Json::array({"checksum"}));
        connection.reader = new_reader();
        if (sealed) received(now, link, *sealed);
        return;
    }
    if (connection.muted) return;
    answer(now, link, connection, 0, bad_request(describe(error)));
    connection.muted = true;
    if (!misbehaviour_.is(Switch::keep_open)) close(link, connection);
}

void FloServer::tick(Time now) {
    now_ = now;
    std::erase_if(later_, [&](auto& entry) {
        if (entry.first > now) return false;
        effects_.push_back(std::move(entry.second));
        return true;
    });
    work(now);
}

// work goes round until nothing moves any more: an answer on one connection may end a wait on another.
void FloServer::work(Time now) {
    for (bool moved = true; moved;) {
        moved = false;
        for (auto& [link, connection] : connections_) moved = work_on(now, link, connection) || moved;
    }
}

bool FloServer::work_on(Time now, LinkId link, Connection& connection) {
    if (connection.pending.empty() || connection.muted) return false;
    auto& next = connection.pending.front();
    if (!std::exchange(next.tried, true)) {
        next.tail_from = state_.streams.last_sequence(name_of(next.request));
        const auto block = find_as(u32le, next.request.options, Operation::tag_of_block());
        if (block && *block > 0) next.until = now + std::chrono::milliseconds(*block);
    }
    const Operation operation{.request = next.request,
                              .now = now,
                              .wall_ms = wall_ms(),
                              .may_wait = !next.until || *next.until > now,
                              .no_refusals = misbehaviour_.is(Switch::accept_anything)};
    // What only pretends to work does so on a copy.
    auto ahead = misbehaviour_;
    ahead.count();
    auto rehearsal = ahead.hit(Switch::changes_nothing) ? std::optional(state_) : std::nullopt;
    auto reply = handle(rehearsal ? *rehearsal : state_, operation, next.tail_from);
    if (!reply) return false;
    if (operation.no_refusals && reply->status == status("BAD_REQUEST")) reply = ok();
    const auto request_id = next.request.request_id;
    connection.pending.pop_front();
    answer(now, link, connection, request_id, std::move(*reply));
    return true;
}

Answer FloServer::handle(State& state, const Operation& operation, std::uint64_t tail_from) {
    switch (operation.request.op) {
        case op("PING"): return ok();
        case op("KV_PUT"): return state.kv.put(operation);
        case op("KV_GET"): return state.kv.get(operation);
        case op("KV_DELETE"): return state.kv.remove(operation);
        case op("KV_SCAN"): return state.kv.scan(operation);
        case op("KV_HISTORY"): return state.kv.history(operation);
        case op("QUEUE_ENQUEUE"): return state.queues.enqueue(operation);
        case op("QUEUE_DEQUEUE"): return state.queues.dequeue(operation);
        case op("QUEUE_COMPLETE"): return state.queues.complete(operation);
        case op("QUEUE_FAIL"): return state.queues.fail(operation);
        case op("QUEUE_TOUCH"): return state.queues.touch(operation);
        case op("QUEUE_PEEK"): return state.queues.peek(operation);
        case op("QUEUE_DLQ_LIST"): return state.queues.dead_letters(operation);
        case op("QUEUE_DLQ_REQUEUE"): return state.queues.requeue(operation);
        case op("STREAM_APPEND"): return state.streams.append(operation);
        case op("STREAM_READ"): return state.streams.read(operation, tail_from);
        case op("STREAM_INFO"): return state.streams.info(operation);
        case op("STREAM_TRIM"): return state.streams.trim(operation);
        case op("STREAM_GROUP_JOIN"): return state.streams.join(operation);
        case op("STREAM_GROUP_LEAVE"): return state.streams.leave(operation);
        case op("STREAM_GROUP_READ"): return state.streams.group_read(operation);
        case op("STREAM_GROUP_ACK"): return state.streams.group_ack(operation);
        case op("ACTION_REGISTER"): return state.work.register_action(operation);
        case op("ACTION_INVOKE"): return state.work.invoke(operation);
        case op("ACTION_STATUS"): return state.work.status(operation);
        case op("ACTION_LIST"): return state.work.list_actions(operation);
        case op("ACTION_DELETE"): return state.work.delete_action(operation);
        case op("WORKER_REGISTER"): return state.work.register_worker(operation);
        case op("WORKER_AWAIT"): return state.work.await(operation);
        case op("WORKER_TOUCH"): return state.work.touch(operation);
        case op("WORKER_COMPLETE"): return state.work.complete(operation);
        case op("WORKER_FAIL"): return state.work.fail(operation);
        case op("WORKER_LIST"): return state.work.list_workers(operation);
        default: return operation.no_refusals ? ok() : bad_request("this server does not serve that op code");
    }
}

void FloServer::answer(Time now, LinkId link, Connection& connection, std::uint64_t request_id, Reply reply) {
    const auto& wrong = misbehaviour_;
    misbehaviour_.count();
    if (wrong.hit(Switch::no_answer)) return;
    if (wrong.hit(Switch::close_early)) return close(link, connection);
    if (wrong.hit(Switch::reset)) {
        connection.muted = true;
        return effects_.push_back({link, Effect::Kind::reset, {}});
    }
    if (wrong.hit(Switch::wrong_status))
        reply.status = reply.status == status("OK") ? status("ERROR_GENERIC") : status("OK");
    if (wrong.hit(Switch::wrong_id)) ++request_id;
    if (wrong.hit(Switch::wrong_value) && !reply.payload.empty()) reply.payload.front() ^= 1;
    if (wrong.hit(Switch::wrong_value) && reply.payload.empty()) reply.payload.push_back('?');
    auto bytes = body(Response{.request_id = request_id, .status = reply.status, .payload = std::move(reply.payload)});
    const auto& type = *variant().frame("response");
    if (wrong.hit(Switch::bad_checksum))
        bytes = *session::apply_edits(bytes, &type, Json::parse(R"([{"xor": "crc32", "with": "01"}])"), Json::array());
    if (wrong.hit(Switch::bad_length)) {
        const auto longer = session::apply_edits(
            bytes, &type, Json::parse(R"([{"insert": 24, "bytes": "00"}])"), Json::array({"length", "checksum"}));
        bytes = Bytes(longer->begin(), longer->end() - 1);
    }
    if (wrong.hit(Switch::swapped_answers) && connection.swapped.empty()) {
        connection.swapped = std::move(bytes);
        return;
    }
    if (wrong.hit(Switch::late_answer)) {
        later_.emplace_back(now + kLate, Effect{link, Effect::Kind::write, std::move(bytes)});
        return;
    }
    if (wrong.hit(Switch::truncated_answer) || wrong.hit(Switch::stall)) bytes.resize(bytes.size() / 2);
    const bool twice = wrong.hit(Switch::double_answer);
    write(link, bytes);
    if (twice) write(link, bytes);
    if (!connection.swapped.empty()) write(link, std::exchange(connection.swapped, {}));
    if (wrong.hit(Switch::stall)) connection.muted = true;
    if (wrong.hit(Switch::truncated_answer) || wrong.hit(Switch::close_always)) close(link, connection);
}

std::optional<Time> FloServer::next_timer() const {
    std::optional<Time> next;
    const auto sooner = [&](std::optional<Time> time) {
        if (time && (!next || *time < *next)) next = time;
    };
    for (const auto& [due, effect] : later_) sooner(due);
    bool waiting = false;
    for (const auto& [link, connection] : connections_) {
        if (connection.pending.empty() || connection.muted) continue;
        waiting = true;
        sooner(connection.pending.front().until);
    }
    // Leases and delays matter to somebody only while a request waits for them.
    if (waiting) {
        sooner(state_.queues.next_change(now_));
        sooner(state_.work.next_change(now_));
    }
    return next;
}

}  // namespace

std::unique_ptr<Server> make_server(const Misbehaviour& misbehaviour) {
    return std::make_unique<FloServer>(misbehaviour);
}

}  // namespace wireproof::peers::flo
