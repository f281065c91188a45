#include "harness/peers/flo/client.hpp"

#include <fmt/format.h>

#include <array>
#include <deque>

#include "conformance/flo/flo.hpp"
#include "conformance/protocols.hpp"
#include "harness/peers/flo/methods.hpp"
#include "harness/session/edits.hpp"

namespace wireproof::peers::flo {
namespace {

using namespace std::chrono_literals;
constexpr auto kDefaultTimeout = 2000ms;

// What a status is called in the driver protocol, and its text where the response has none.
struct StatusName {
    std::string_view error, text;
};
constexpr std::array<StatusName, 12> kErrors = {{
    {"", "OK"},
    {"generic", "Generic error"},
    {"not_found", "Not found"},
    {"bad_request", "Bad request"},
    {"generic", "Cross-core transaction not supported"},
    {"generic", "No active transaction"},
    {"generic", "Consumer group is locked"},
    {"unauthorized", "Unauthorized"},
    {"conflict", "Conflict"},
    {"internal", "Internal server error"},
    {"overloaded", "Server overloaded"},
    {"rate_limited", "Request rate limit exceeded"},
}};

const Variant& variant() {
    static const auto kFlo = protocol();
    return kFlo.variants.front();
}

std::unique_ptr<StreamReader> new_reader() {
    Context context;
    context.direction = Side::server;
    return variant().stream(context);
}

struct PendingCall {
    int seq = 0;
    const Method* method = nullptr;
    Request request;
    Time block{};  // how much longer than the time-out the answer may take
};

class FloClient : public Client {
public:
    explicit FloClient(const Misbehaviour& misbehaviour) : misbehaviour_(misbehaviour) {}

    void call(Time now, int seq, const std::string& method, const Json& args) override;
    void cancel(Time now, int seq) override;
    void connected(Time now, Line) override;
    void refused(Time now, Line, const std::string& why) override;
    void received(Time now, Line, ByteView bytes) override;
    void ended(Time now, Line) override;
    void tick(Time now) override;
    [[nodiscard]] std::optional<Time> next_timer() const override { return deadline_; }
    [[nodiscard]] std::vector<ClientAction> take_actions() override { return std::exchange(actions_, {}); }

private:
    enum class State : std::uint8_t { closed, connecting, open };

    void connect(Time now, int seq, const Json& args);
    void close(int seq);
    void send_next(Time now);
    void answered(Time now, const Response& response);
    void unreadable(Time now);
    void settle(int seq, const Method& method, const Response& response);
    void drop(std::string_view error, const std::string& why);
    void returned(int seq, Json value);
    void raised(int seq, std::string_view error, const std::string& message);

    Misbehaviour misbehaviour_;
    State state_ = State::closed;
    Bytes name_space_{'d', 'e', 'f', 'a', 'u', 'l', 't'};
    Time timeout_ = kDefaultTimeout;
    std::uint64_t last_id_ = 0;
    int connect_seq_ = 0;
    std::unique_ptr<StreamReader> reader_;
    std::deque<PendingCall> waiting_;
    std::optional<PendingCall> current_;
    std::optional<Time> deadline_;
    std::optional<Response> stale_;  // kept by the switch stale-answer
    std::vector<ClientAction> actions_;
};

// ---- calls --------------------------------------------------------------------------------------------------------
void FloClient::call(Time now, int seq, const std::string& method, const Json& args) {
    if (method == "connect") return connect(now, seq, args);
    if (method == "close") return close(seq);
    const auto* const found = find_method(method);
    if (found == nullptr)
        return actions_.push_back(CallReply{seq, {{"status", "unsupported"}, {"reason", "no method " + method}}});
    PendingCall call{.seq = seq, .method = found, .request = {}, .block = {}};
    Args reader(args);
    call.request.op = found->op;
    found->build(reader, call.request);
    const auto own = reader.maybe_text("namespace");
    call.request.name_space = own ? Bytes(own->begin(), own->end()) : name_space_;
    if (const auto wrong = reader.error(); !wrong.empty()) return raised(seq, "invalid_argument", wrong);
    // Encoded once before its turn, so that what cannot be sent is refused at once and uses up no request id.
    Buffer scratch;
    if (const auto error = wire::encode(call.request, scratch); !error.ok())
        return raised(seq, "invalid_argument", describe(error));
    const auto* const numbers = found->skips_empty ? args.contains("seqs") ? &args["seqs"] : nullptr : nullptr;
    if (numbers != nullptr && numbers->empty()) return returned(seq, Json());
    if (state_ == State::closed) return raised(seq, "closed", "not connected");
    call.block = std::chrono::milliseconds(find_as(u32le, call.request.options, tag("BLOCK_MS")).value_or(0));
    waiting_.push_back(std::move(call));
    send_next(now);
}

void FloClient::connect(Time now, int seq, const Json& args) {
    if (state_ != State::closed) return raised(seq, "invalid_argument", "already connected");
    const auto options = args.value("options", Json::object());
    for (const auto& [name, value] : options.items()) {
        if (name != "namespace" || !value.is_string())
            return actions_.push_back(CallReply{seq, {{"status", "unsupported"}, {"reason", "no option " + name}}});
        const auto& text = value.get_ref<const std::string&>();
        name_space_ = {text.begin(), text.end()};
    }
    const bool good = args.value("host", Json()).is_string() && args.value("port", Json()).is_number_unsigned() &&
                      args.value("transport", "tcp") == "tcp";
    if (!good) return raised(seq, "invalid_argument", "expected host, port, and transport tcp");
    timeout_ = std::chrono::milliseconds(args.value("timeout_ms", std::int64_t{kDefaultTimeout.count()}));
    connect_seq_ = seq;
    state_ = State::connecting;
    deadline_ = now + timeout_;
    actions_.push_back(Connect{args["host"].get<std::string>(), args["port"].get<std::uint16_t>()});
}

void FloClient::close(int seq) {
    if (!misbehaviour_.is(Switch::keep_open)) drop("closed", "closed by the caller");
    returned(seq, Json());
}

void FloClient::cancel(Time, int seq) {
    const auto it = std::ranges::find(waiting_, seq, &PendingCall::seq);
    if (it != waiting_.end()) {
        waiting_.erase(it);
        return raised(seq, "cancelled", "cancelled");
    }
    if (!current_ || current_->seq != seq) return;
    current_.reset();
    raised(seq, "cancelled", "cancelled");
    // Its answer would come next.
    drop("closed", "closed because a call was cancelled");
}

void FloClient::send_next(Time now) {
    if (current_ || waiting_.empty() || state_ != State::open) return;
    current_ = std::move(waiting_.front());
    waiting_.pop_front();
    if (!misbehaviour_.is(Switch::wrong_id) || last_id_ == 0) ++last_id_;
    current_->request.request_id = last_id_;
    deadline_ = now + timeout_ + current_->block;
    auto bytes = body(current_->request);
    const auto& wrong = misbehaviour_;
    misbehaviour_.count();
    if (wrong.hit(Switch::close_early) || wrong.hit(Switch::reset)) {
        actions_.push_back(Close{wrong.hit(Switch::reset)});
        return ended(now, 0);
    }
    const auto& type = *variant().frame("request");
    if (wrong.hit(Switch::bad_checksum))
        bytes = *session::apply_edits(bytes, &type, Json::parse(R"([{"xor": "crc32", "with": "01"}])"), Json::array());
    if (wrong.hit(Switch::bad_length))
        bytes = *session::apply_edits(
            bytes, &type, Json::parse(R"([{"xor": 4, "with": "01"}])"), Json::array({"checksum"}));
    if (wrong.hit(Switch::truncated_answer) || wrong.hit(Switch::stall)) bytes.resize(bytes.size() / 2);
    if (wrong.hit(Switch::double_answer)) actions_.push_back(Write{bytes});
    actions_.push_back(Write{std::move(bytes)});
    if (wrong.hit(Switch::truncated_answer)) {
        actions_.push_back(Close{});
        return ended(now, 0);
    }
    if (stale_) answered(now, *std::exchange(stale_, std::nullopt));
}

// ---- what comes ---------------------------------------------------------------------------------------------------
void FloClient::connected(Time now, Line) {
    state_ = State::open;
    reader_ = new_reader();
    deadline_.reset();
    stale_.reset();
    returned(connect_seq_, Json());
    send_next(now);
}

void FloClient::refused(Time, Line, const std::string& why) {
    state_ = State::closed;
    deadline_.reset();
    raised(connect_seq_, "refused", why);
}

void FloClient::received(Time now, Line, ByteView bytes) {
    if (state_ != State::open) return;
    std::vector<StreamFrame> frames;
    reader_->feed(bytes, frames);
    for (const auto& frame : frames) {
        if (state_ != State::open) return;
        answered(now, frame.value.as<Response>());
    }
    if (state_ != State::open) return;
    if (misbehaviour_.is(Switch::whole_frames_only) && reader_->mid_frame()) reader_ = new_reader();
    if (!reader_->error().ok()) unreadable(now);
}

void FloClient::unreadable(Time now) {
    const auto error = reader_->error();
    const Bytes pending(reader_->pending().begin(), reader_->pending().end());
    if (misbehaviour_.is(Switch::no_verify) && error.code == Errc::bad_checksum) {
        const auto sealed =
            session::apply_edits(pending, variant().frame("response"), Json::array(), Json::array({"checksum"}));
        reader_ = new_reader();
        if (sealed) received(now, 0, *sealed);
        return;
    }
    if (misbehaviour_.is(Switch::keep_open)) {
        reader_ = new_reader();
        if (current_) raised(std::exchange(current_, std::nullopt)->seq, "protocol", describe(error));
        deadline_.reset();
        return send_next(now);
    }
    drop(error.code == Errc::bad_version ? "unsupported_version" : "protocol", describe(error));
}

void FloClient::answered(Time now, const Response& response) {
    const bool careless = misbehaviour_.is(Switch::no_verify) || misbehaviour_.is(Switch::stale_answer);
    if (!current_) {
        if (misbehaviour_.is(Switch::stale_answer)) stale_ = response;
        if (!careless && !misbehaviour_.is(Switch::keep_open)) drop("protocol", "a response that nobody waits for");
        return;
    }
    if (response.request_id != current_->request.request_id && !careless)
        return drop(
            "protocol",
            fmt::format(
                "a response to request {}, {} is outstanding", response.request_id, current_->request.request_id));
    const auto call = *std::exchange(current_, std::nullopt);
    deadline_.reset();
    settle(call.seq, *call.method, response);
    if (misbehaviour_.is(Switch::close_always)) drop("closed", "closed");
    send_next(now);
}

void FloClient::settle(int seq, const Method& method, const Response& response) {
    const bool gone_is_fine =
        method.result == Method::Result::value_or_null || method.result == Method::Result::nothing_or_gone;
    const bool fine = response.status == status("OK") || (response.status == status("NOT_FOUND") && gone_is_fine);
    if (!fine) {
        const auto& [error, text] = kErrors.at(response.status);
        const bool says = !response.payload.empty() && is_utf8(response.payload);
        return raised(
            seq, error, says ? std::string(response.payload.begin(), response.payload.end()) : std::string(text));
    }
    auto value = read_result(method, response);
    if (value) return returned(seq, std::move(*value));
    // The frame was whole, so the border of the next is known; the body is not to be believed all the same.
    raised(seq, "protocol", value.error());
    if (!misbehaviour_.is(Switch::keep_open)) drop("closed", "closed after a protocol error");
}

void FloClient::ended(Time, Line) {
    if (state_ == State::closed) return;
    if (state_ == State::open) actions_.push_back(Close{});
    state_ = State::open;
    drop("closed", "the server ended the connection");
}

void FloClient::tick(Time now) {
    if (!deadline_ || now < *deadline_) return;
    deadline_.reset();
    if (state_ == State::connecting) {
        state_ = State::closed;
        actions_.push_back(Close{});
        return raised(connect_seq_, "timeout", "no connection in time");
    }
    if (!current_) return;
    const auto seq = std::exchange(current_, std::nullopt)->seq;
    raised(seq, "timeout", "no answer in time");
    if (misbehaviour_.is(Switch::keep_open) || misbehaviour_.is(Switch::stale_answer) ||
        misbehaviour_.is(Switch::no_verify))
        return send_next(now);
    drop("closed", "closed after a time-out");
}

// drop closes the connection and ends every call with the reason.
void FloClient::drop(std::string_view error, const std::string& why) {
    if (state_ == State::open) actions_.push_back(Close{});
    state_ = State::closed;
    deadline_.reset();
    if (current_) raised(std::exchange(current_, std::nullopt)->seq, error, why);
    for (const auto& call : std::exchange(waiting_, {})) raised(call.seq, "closed", why);
}

void FloClient::returned(int seq, Json value) {
    const bool a_call = seq != connect_seq_;
    if (a_call && misbehaviour_.is(Switch::no_answer)) return;
    if (a_call && misbehaviour_.hit(Switch::wrong_value)) value = value.is_null() ? Json("3f") : Json{{"wrong", value}};
    actions_.push_back(CallReply{seq, {{"status", "ok"}, {"value", std::move(value)}}});
}

void FloClient::raised(int seq, std::string_view error, const std::string& message) {
    if (misbehaviour_.is(Switch::hangs_on_error) || misbehaviour_.is(Switch::no_answer)) return;
    if (misbehaviour_.is(Switch::accept_anything)) return returned(seq, Json());
    const auto named = misbehaviour_.hit(Switch::wrong_status) ? std::string_view("other") : error;
    actions_.push_back(CallReply{seq, raised_reply(error, named, message)});
}

}  // namespace

std::unique_ptr<Client> make_plain_client(const Misbehaviour& misbehaviour) {
    return std::make_unique<FloClient>(misbehaviour);
}

}  // namespace wireproof::peers::flo
