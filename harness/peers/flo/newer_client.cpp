#include "harness/peers/flo/newer_client.hpp"

#include <fmt/format.h>

#include "harness/peers/flo/methods.hpp"

namespace wireproof::peers::flo {
namespace {

// What flo-python 0.1.2 has and checks: PROTOCOL.md 13.3.
constexpr std::uint8_t kNewerVersion = 2;
constexpr std::uint64_t kTableHash = 0x2FBA7DD9AE941830;
constexpr std::uint16_t kPut = 0x100;

struct NewerRequest {
    std::uint64_t request_id{};
    std::uint16_t op{};
    std::uint8_t flags{};
    Bytes name_space, key, body;
    static void layout(auto& io, auto& v) {
        decltype(io.length("payload", u32le)) payload{};
        io.header([&] {
            io.constant("magic", u32le, kMagic, Errc::bad_magic);
            payload = io.length("payload", u32le);
            io("request_id", v.request_id, u64le);
            io.checksum("crc32", u32le, crc32_but_itself);
            io("op", v.op, u16le);
            io.constant("version", u8, kNewerVersion, Errc::bad_version);
            io("flags", v.flags, u8);
            io.constant("table", u64le, kTableHash, Errc::bad_version);
        });
        io.body(payload, [&] {
            io("namespace", v.name_space, blob(u16le));
            io("key", v.key, blob(u16le));
            io("body", v.body, rest);
        });
    }
};

struct NewerResponse {
    std::uint64_t request_id{};
    std::uint8_t status{};
    std::uint8_t flags{};
    std::uint8_t padding{};
    Bytes payload;
    static void layout(auto& io, auto& v) {
        decltype(io.length("payload", u32le)) payload{};
        io.header([&] {
            io.constant("magic", u32le, kMagic, Errc::bad_magic);
            payload = io.length("payload", u32le);
            io("request_id", v.request_id, u64le);
            io.checksum("crc32", u32le, crc32_but_itself);
            io.constant("version", u8, kNewerVersion, Errc::bad_version);
            io("status", v.status, u8);
            io("flags", v.flags, u8);
            io("padding", v.padding, u8);
            io.constant("table", u64le, kTableHash, Errc::bad_version);
        });
        io.body(payload, [&] { io("payload", v.payload, rest); });
    }
};

struct PutBody {
    Bytes value;
    std::optional<std::uint64_t> ttl_ms;
    std::optional<std::uint8_t> condition = 0;
    std::optional<std::uint64_t> cas_version;
    std::optional<Bytes> routing_key;
    std::optional<std::uint64_t> transaction;
    static void layout(auto& io, auto& v) {
        io("value", v.value, blob(u32le));
        io("ttl_ms", v.ttl_ms, if_flagged(u64le));
        io("condition", v.condition, if_flagged(u8));
        io("cas_version", v.cas_version, if_flagged(u64le));
        io("routing_key", v.routing_key, if_flagged(blob(u16le)));
        io("transaction", v.transaction, if_flagged(u64le));
    }
};

class NewerFloClient : public Client {
public:
    explicit NewerFloClient(const Misbehaviour& misbehaviour) : misbehaviour_(misbehaviour) {}

    void call(Time now, int seq, const std::string& method, const Json& args) override {
        if (method == "connect") return connect(now, seq, args);
        if (method == "close") {
            end("closed", "closed by the caller");
            return returned(seq);
        }
        if (method != "kv.put")
            return void(
                actions_.emplace_back(CallReply{seq, {{"status", "unsupported"}, {"reason", "no method " + method}}}));
        put(now, seq, args);
    }
    void cancel(Time, int seq) override {
        if (call_ == seq) end("cancelled", "cancelled");
    }
    void connected(Time, Line) override {
        open_ = true;
        until_.reset();
        if (call_) returned(*std::exchange(call_, std::nullopt));
    }
    void refused(Time, Line, const std::string& why) override { end("refused", why); }
    void received(Time, Line, ByteView bytes) override {
        if (!open_ || !call_) return;
        came_.insert(came_.end(), bytes.begin(), bytes.end());
        const auto response = wire::decode<NewerResponse>(came_);
        if (!response && response.error().code == Errc::truncated) return;
        until_.reset();
        if (misbehaviour_.is(Switch::no_verify)) return returned(*std::exchange(call_, std::nullopt));
        if (!response)
            return end(response.error().code == Errc::bad_version ? "unsupported_version" : "protocol",
                       describe(response.error()));
        if (response->request_id != last_id_) return end("protocol", "a response to another request");
        if (response->status != status("OK")) return raised(*std::exchange(call_, std::nullopt), "generic", "not OK");
        returned(*std::exchange(call_, std::nullopt));
    }
    void ended(Time, Line) override { end("closed", "the server ended the connection"); }
    void tick(Time now) override {
        if (until_ && *until_ <= now) end("timeout", "no answer in time");
    }
    [[nodiscard]] std::optional<Time> next_timer() const override { return until_; }
    [[nodiscard]] std::vector<ClientAction> take_actions() override { return std::exchange(actions_, {}); }

private:
    void connect(Time now, int seq, const Json& args) {
        timeout_ = std::chrono::milliseconds(args.value("timeout_ms", std::int64_t{2000}));
        call_ = seq;
        until_ = now + timeout_;
        actions_.emplace_back(Connect{args.value("host", ""), args.value("port", std::uint16_t{})});
    }
    void put(Time now, int seq, const Json& args) {
        Args reader(args);
        NewerRequest request{.request_id = last_id_ + 1,
                             .op = kPut,
                             .name_space = {'d', 'e', 'f', 'a', 'u', 'l', 't'},
                             .key = reader.bytes("key"),
                             .body = {}};
        PutBody put;
        put.value = reader.bytes("value");
        request.body = body(put);
        if (const auto wrong = reader.error(); !wrong.empty()) return raised(seq, "invalid_argument", wrong);
        if (!open_ || call_) return raised(seq, "closed", "not connected, or busy");
        ++last_id_;
        call_ = seq;
        until_ = now + timeout_;
        came_.clear();
        auto bytes = body(request);
        actions_.emplace_back(Write{std::move(bytes)});
    }
    // end closes the connection and ends the call that waits.
    void end(std::string_view error, const std::string& why) {
        if (std::exchange(open_, misbehaviour_.is(Switch::keep_open)) && !misbehaviour_.is(Switch::keep_open))
            actions_.emplace_back(Close{});
        until_.reset();
        if (call_) raised(*std::exchange(call_, std::nullopt), error, why);
    }
    void returned(int seq) { actions_.emplace_back(CallReply{seq, {{"status", "ok"}, {"value", nullptr}}}); }
    void raised(int seq, std::string_view error, const std::string& message) {
        if (misbehaviour_.is(Switch::hangs_on_error)) return;
        const bool renamed = misbehaviour_.is(Switch::wrong_status);
        actions_.emplace_back(CallReply{seq, raised_reply(error, renamed ? "other" : error, message)});
    }

    Misbehaviour misbehaviour_;
    bool open_ = false;
    std::uint64_t last_id_ = 0;
    Time timeout_{};
    std::optional<int> call_;  // that waits
    std::optional<Time> until_;
    Bytes came_;
    std::vector<ClientAction> actions_;
};

}  // namespace

std::unique_ptr<Client> make_newer_client(const Misbehaviour& misbehaviour) {
    return std::make_unique<NewerFloClient>(misbehaviour);
}

std::vector<std::string> newer_client_methods() { return {"connect", "close", "kv.put"}; }

}  // namespace wireproof::peers::flo
