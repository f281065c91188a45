#include "harness/peers/packetstream/client.hpp"

#include <charconv>

#include "conformance/wire/json.hpp"

namespace wireproof::peers::packetstream {
namespace {

constexpr std::int64_t kConnectMs = 2000;

std::optional<std::uint64_t> number(const Json& value) {
    if (value.is_number_unsigned()) return value.get<std::uint64_t>();
    if (!value.is_string()) return std::nullopt;
    const auto& text = value.get_ref<const std::string&>();
    std::uint64_t parsed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parsed);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return parsed;
}

// A request as its caller describes it; the error names the argument.
std::expected<Packet, std::string> request_of(const Json& args) {
    Packet packet{.request_type = 0, .payload = {}};
    for (const auto& [name, value] : args.items()) {
        const auto as_number = number(value);
        if (name == "payload") {
            auto bytes = wire::joined_hex(value);
            if (!bytes) return std::unexpected("payload: expected lower-case hex");
            packet.payload = std::move(*bytes);
        } else if (!as_number) {
            return std::unexpected(name + ": expected a number");
        } else if (name == "type") {
            packet.request_type = *as_number + 1;
        } else if (name == "flags") {
            packet.flags = *as_number;
        } else if (name == "channel") {
            packet.channel = *as_number;
        } else {
            return std::unexpected(name + ": unknown argument");
        }
    }
    if (packet.request_type == 0) return std::unexpected("type: is missing");
    return packet;
}

Json item_of(const Packet& request) {
    return {{"type", *request.request_type - 1},
            {"flags", std::to_string(request.flags)},
            {"payload", to_hex(request.payload)}};
}

class PacketstreamClient : public Client {
public:
    PacketstreamClient(const Flavour& flavour, const Misbehaviour& misbehaviour)
        : flavour_(&flavour), misbehaviour_(misbehaviour) {}

    void call(Time now, int seq, const std::string& method, const Json& args) override;
    void cancel(Time now, int seq) override;
    void connected(Time now, Line) override;
    void refused(Time now, Line, const std::string& why) override;
    void received(Time now, Line, ByteView bytes) override;
    void ended(Time now, Line) override;
    void tick(Time now) override;
    [[nodiscard]] std::optional<Time> next_timer() const override;
    [[nodiscard]] std::vector<ClientAction> take_actions() override { return std::exchange(actions_, {}); }

private:
    void connect(Time now, int seq, const Json& args);
    void request(Time now, int seq, const Json& args);
    void control(int seq, const Error& error);
    void close(Time now, int seq);
    void collect();
    void hang_up(bool reset);
    void answered(const Packet& response);
    void returned(int seq, Json value);
    void raised(int seq, std::string_view error, const std::string& message);

    const Flavour* flavour_;
    Misbehaviour misbehaviour_;
    std::optional<End> end_;                              // while there is a connection
    std::optional<int> connecting_, closing_, watching_;  // calls: `connect`, `close`, `requests`
    std::optional<Time> deadline_;                        // of connecting
    std::map<std::uint64_t, int> calls_;                  // `request`, by tag
    std::vector<ClientAction> actions_;
};

void PacketstreamClient::call(Time now, int seq, const std::string& method, const Json& args) {
    if (method == "connect") return connect(now, seq, args);
    if (method == "close") return close(now, seq);
    const bool known = method == "request" || method == "send_erq" || method == "send_eof" || method == "requests";
    if (!known)
        return void(
            actions_.emplace_back(CallReply{seq, {{"status", "unsupported"}, {"reason", "no method " + method}}}));
    if (!end_) return raised(seq, "closed", "not connected");
    if (method == "request") return request(now, seq, args);
    if (method == "requests") {
        watching_ = seq;
        return;
    }
    control(seq, method == "send_erq" ? end_->send_erq(now) : end_->send_eof(now));
    collect();
}

void PacketstreamClient::connect(Time now, int seq, const Json& args) {
    if (end_ || connecting_) return raised(seq, "invalid_argument", "already connected");
    const auto options = args.value("options", Json::object());
    if (!options.empty())
        return void(actions_.emplace_back(
            CallReply{seq, {{"status", "unsupported"}, {"reason", "no option " + options.begin().key()}}}));
    const bool good = args.value("host", Json()).is_string() && args.value("port", Json()).is_number_unsigned() &&
                      args.value("transport", "tcp") == "tcp";
    if (!good) return raised(seq, "invalid_argument", "expected host, port, and transport tcp");
    connecting_ = seq;
    deadline_ = now + std::chrono::milliseconds(args.value("timeout_ms", kConnectMs));
    actions_.emplace_back(Connect{args["host"].get<std::string>(), args["port"].get<std::uint16_t>()});
}

void PacketstreamClient::request(Time now, int seq, const Json& args) {
    auto packet = request_of(args);
    if (!packet) return raised(seq, "invalid_argument", packet.error());
    const auto tag = end_->request(now, std::move(*packet));
    if (!tag) return raised(seq, "invalid_argument", "may not be sent: " + tag.error());
    calls_[*tag] = seq;
    collect();
}

void PacketstreamClient::control(int seq, const Error& error) {
    if (error.ok()) return returned(seq, Json());
    raised(seq, "invalid_argument", "may not be sent: §" + error.detail);
}

void PacketstreamClient::close(Time now, int seq) {
    if (!end_) return returned(seq, Json());
    closing_ = seq;
    end_->close(now);
    collect();
}

void PacketstreamClient::cancel(Time, int seq) {
    if (watching_ == seq) {
        watching_.reset();
        return returned(seq, Json());
    }
    // Its answer is dropped when it comes.
    if (std::erase_if(calls_, [&](const auto& call) { return call.second == seq; }) != 0)
        raised(seq, "cancelled", "cancelled");
}

// ---- what comes ---------------------------------------------------------------------------------------------------
void PacketstreamClient::connected(Time, Line) {
    end_.emplace(*flavour_, Side::client, misbehaviour_);
    deadline_.reset();
    actions_.emplace_back(CallReply{*std::exchange(connecting_, std::nullopt), {{"status", "ok"}, {"value", nullptr}}});
}

void PacketstreamClient::refused(Time, Line, const std::string& why) {
    deadline_.reset();
    raised(*std::exchange(connecting_, std::nullopt), "refused", why);
}

void PacketstreamClient::received(Time now, Line, ByteView bytes) {
    if (!end_) return;
    end_->received(now, bytes);
    collect();
}

void PacketstreamClient::ended(Time now, Line) {
    if (!end_) return;
    end_->peer_finished(now);
    collect();
    // Nobody is there any more to say goodbye to.
    if (end_) hang_up(false);
}

void PacketstreamClient::tick(Time now) {
    if (deadline_ && *deadline_ <= now) {
        deadline_.reset();
        actions_.emplace_back(Close{});
        return raised(*std::exchange(connecting_, std::nullopt), "timeout", "no connection in time");
    }
    if (!end_) return;
    end_->tick(now);
    collect();
}

std::optional<Time> PacketstreamClient::next_timer() const { return end_ ? end_->next_timer() : deadline_; }

void PacketstreamClient::collect() {
    while (end_) {
        const auto effects = end_->take_effects();
        if (effects.empty()) return;
        for (const auto& effect : effects) {
            switch (effect.kind) {
                case EndEffect::Kind::write: actions_.emplace_back(Write{effect.bytes}); break;
                case EndEffect::Kind::close: hang_up(false); break;
                case EndEffect::Kind::reset: hang_up(true); break;
                case EndEffect::Kind::answered: answered(effect.packet); break;
                case EndEffect::Kind::failed: {
                    const auto call = calls_.extract(effect.packet.tag);
                    if (!call.empty()) raised(call.mapped(), "closed", "the peer ended before it answered");
                    break;
                }
                case EndEffect::Kind::handled:
                    if (watching_)
                        actions_.emplace_back(
                            CallReply{*watching_, {{"status", "item"}, {"value", item_of(effect.packet)}}});
                    break;
            }
            if (!end_) return;
        }
    }
}

void PacketstreamClient::answered(const Packet& response) {
    const auto call = calls_.extract(response.tag);
    if (call.empty()) return;
    returned(call.mapped(),
             {{"ok", is_ok(response)},
              {"flags", std::to_string(response.flags >> 1)},
              {"payload", to_hex(response.payload)}});
}

void PacketstreamClient::hang_up(bool reset) {
    actions_.emplace_back(Close{.reset = reset});
    end_.reset();
    for (const auto& [tag, seq] : std::exchange(calls_, {})) raised(seq, "closed", "the connection has ended");
    if (watching_) returned(*std::exchange(watching_, std::nullopt), Json());
    if (closing_) returned(*std::exchange(closing_, std::nullopt), Json());
}

void PacketstreamClient::returned(int seq, Json value) {
    if (misbehaviour_.is(Switch::no_answer)) return;
    const bool bends = misbehaviour_.is(Switch::wrong_value) && value.is_object();
    if (bends) value["payload"] = value["payload"].get<std::string>() + "3f";
    actions_.emplace_back(CallReply{seq, {{"status", "ok"}, {"value", std::move(value)}}});
}

void PacketstreamClient::raised(int seq, std::string_view error, const std::string& message) {
    if (misbehaviour_.is(Switch::hangs_on_error) || misbehaviour_.is(Switch::no_answer)) return;
    const auto named = misbehaviour_.is(Switch::wrong_status) ? std::string_view("other") : error;
    actions_.emplace_back(CallReply{seq, raised_reply(error, named, message)});
}

}  // namespace

std::unique_ptr<Client> make_client(const Misbehaviour& misbehaviour) {
    return std::make_unique<PacketstreamClient>(k20240630, misbehaviour);
}
std::unique_ptr<Client> make_client_20240412(const Misbehaviour& misbehaviour) {
    return std::make_unique<PacketstreamClient>(k20240412, misbehaviour);
}

std::vector<std::string> client_methods() {
    return {"connect", "close", "request", "send_erq", "send_eof", "requests"};
}

}  // namespace wireproof::peers::packetstream
