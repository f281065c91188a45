#include "harness/transport/driver_loop.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <csignal>

#include "conformance/json_file.hpp"
#include "harness/transport/client_host.hpp"
#include "harness/transport/links.hpp"

namespace wireproof::transport {
namespace {

constexpr std::size_t kLongestLine = std::size_t{64} << 20;
constexpr int kMaxCalls = 64;

class DriverLoop {
public:
    explicit DriverLoop(const DriverInfo& info)
        : info_(info),
          in_(io_, ::dup(STDIN_FILENO)),
          host_(info.make_client,
                [](int seq, Json reply) {
                    reply["seq"] = seq;
                    say(reply);
                }),
          links_(io_, host_) {}

    bool run() {
        asio::co_spawn(io_, read(), asio::detached);
        io_.run();
        return good_;
    }

private:
    asio::awaitable<void> read() {
        std::vector<char> buffer(std::size_t{64} << 10);
        std::string pending;
        while (good_ && !over_) {
            const auto room = asio::buffer(buffer);
            const auto [status, count] = co_await in_.async_read_some(room, kNoThrow);
            if (status) break;
            pending.append(buffer.data(), count);
            for (auto end = pending.find('\n'); end != std::string::npos && good_ && !over_; end = pending.find('\n')) {
                line(pending.substr(0, end));
                pending.erase(0, end + 1);
            }
            if (pending.size() > kLongestLine) complain("a line of more than 64 MiB");
        }
        links_.stop();
        io_.stop();
    }

    void complain(const std::string& why) {
        good_ = false;
        fmt::print(stderr, "wireproof driver: {}\n", why);
    }

    static void say(const Json& line) {
        fmt::print("{}\n", line.dump(-1, ' ', false, Json::error_handler_t::replace));
        std::fflush(stdout);
    }

    void line(const std::string& text) {
        const auto request = parse_message(text);
        const auto op = request.is_object() && request.contains("op") && request["op"].is_string()
                            ? request["op"].get<std::string>()
                            : std::string();
        if (op == "hello") return hello();
        if (op.empty() || !request.contains("seq") || !request["seq"].is_number_integer())
            return complain(fmt::format("no request with op and seq: {}", text.substr(0, 200)));
        const auto seq = request["seq"].get<int>();
        if (op == "call") return call(seq, request);
        if (op == "cancel") return cancel(seq, request);
        if (op == "close_client") host_.close_client(request.value("client", "main"), links_);
        over_ = op == "bye";
        if (op != "close_client" && op != "ping" && op != "bye") return complain(fmt::format("unknown op `{}`", op));
        say({{"seq", seq}, {"status", "ok"}, {"value", nullptr}});
    }

    void hello() const {
        say({{"op", "hello"},
             {"name", "wireproof"},
             {"version", info_.version},
             {"language", "c++"},
             {"protocol", info_.protocol},
             {"variant", info_.variant},
             {"methods", info_.methods},
             {"capabilities", info_.capabilities},
             {"max_calls", kMaxCalls}});
    }

    void call(int seq, const Json& request) {
        const bool good =
            request.value("method", Json()).is_string() && request.value("args", Json::object()).is_object();
        if (!good) return complain("a call without method and args");
        auto args = request.value("args", Json::object());
        const auto method = request["method"].get<std::string>();
        if (method == "connect")
            if (const auto wrong = take_transport(args); !wrong.empty())
                return say({{"seq", seq},
                            {"status", "raised"},
                            {"error", "invalid_argument"},
                            {"type", "wireproof::invalid_argument"},
                            {"message", wrong},
                            {"detail", Json::object()}});
        host_.call(links_.now(), seq, request.value("client", "main"), method, args);
        links_.settle();
    }

    // take_transport takes away what is about the transport, which the clients know nothing of; the answer is what is
    // wrong with it.
    std::string take_transport(Json& args) {
        const auto transport = args.value("transport", Json("tcp"));
        const bool secure = transport == "tls" || transport == "wss";
        if (!secure && transport != "unix") return {};
        args["transport"] = transport == "wss" ? "ws" : "tcp";
        if (!secure) return {};
        auto& options = args["options"];
        const auto option = [&](const char* name) {
            const auto value = options.value(name, std::string());
            options.erase(name);
            return value;
        };
        const TlsFiles files{.ca = option("ca_file"), .cert = option("cert_file"), .key = option("key_file")};
        auto context = TlsContext::for_client(files, option("server_name"));
        if (!context) return context.error();
        links_.secure({.connecting = std::move(*context), .accepting = nullptr});
        return {};
    }

    void cancel(int seq, const Json& request) {
        say({{"seq", seq}, {"status", "ok"}, {"value", nullptr}});
        host_.cancel(links_.now(), request.value("call", 0));
        links_.settle();
    }

    const DriverInfo& info_;
    asio::io_context io_{1};
    asio::posix::stream_descriptor in_;
    ClientHost host_;
    Links links_;
    bool good_ = true, over_ = false;
};

}  // namespace

bool drive(const DriverInfo& info) {
    std::signal(SIGPIPE, SIG_IGN);
    return DriverLoop(info).run();
}

}  // namespace wireproof::transport
