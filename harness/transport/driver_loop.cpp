#include "harness/transport/driver_loop.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <map>

#include "harness/transport/links.hpp"

namespace wireproof::transport {
namespace {

using peers::Line;
using session::Shut;

constexpr std::size_t kLongestLine = std::size_t{64} << 20;
constexpr int kMaxCalls = 64;

class DriverLoop {
public:
    explicit DriverLoop(const DriverInfo& info)
        : info_(info),
          in_(io_, ::dup(STDIN_FILENO)),
          links_(io_,
                 {.connected =
                      [this](LinkId link) {
                          with(link, [&](auto& one, Line line) { one.client->connected(now(), line); });
                      },
                  .refused =
                      [this](LinkId link, const std::string& why) {
                          with(link, [&](auto& one, Line line) { one.client->refused(now(), line, why); });
                      },
                  .accepted = {},
                  .received =
                      [this](LinkId link, ByteView bytes) {
                          with(link, [&](auto& one, Line line) { one.client->received(now(), line, bytes); });
                      },
                  .ended =
                      [this](LinkId link, End) {
                          with(link, [&](auto& one, Line line) { one.client->ended(now(), line); });
                          links_.shut(link, Shut::How::close);
                      }}) {}

    bool run() {
        asio::co_spawn(io_, read(), asio::detached);
        io_.run();
        return good_;
    }

private:
    struct Named {
        std::string name;
        std::unique_ptr<peers::Client> client;
        asio::steady_timer timer;
        std::map<Line, LinkId> links = {};  // its connections, the last one of each number
    };

    [[nodiscard]] peers::Time now() const {
        return std::chrono::duration_cast<peers::Time>(asio::steady_timer::clock_type::now() - began_);
    }

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
        const auto request = Json::parse(text, nullptr, false);
        const auto op = request.is_object() && request.contains("op") && request["op"].is_string()
                            ? request["op"].get<std::string>()
                            : std::string();
        if (op == "hello") return hello();
        if (op.empty() || !request.contains("seq") || !request["seq"].is_number_integer())
            return complain(fmt::format("no request with op and seq: {}", text.substr(0, 200)));
        const auto seq = request["seq"].get<int>();
        if (op == "call") return call(seq, request);
        if (op == "cancel") return cancel(seq, request);
        if (op == "close_client") close_client(request.value("client", "main"));
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
        auto& one = client(request.value("client", "main"));
        caller_[seq] = one.name;
        one.client->call(now(), seq, request["method"].get<std::string>(), request.value("args", Json::object()));
        perform(one);
    }

    void cancel(int seq, const Json& request) {
        const auto which = request.value("call", 0);
        say({{"seq", seq}, {"status", "ok"}, {"value", nullptr}});
        const auto it = caller_.find(which);
        if (it == caller_.end()) return;
        auto& one = client(it->second);
        one.client->cancel(now(), which);
        perform(one);
    }

    void close_client(const std::string& name) {
        const auto it = clients_.find(name);
        if (it == clients_.end()) return;
        for (const auto& [line, link] : it->second.links) links_.shut(link, Shut::How::close);
        clients_.erase(it);
    }

    Named& client(const std::string& name) {
        const auto it = clients_.find(name);
        if (it != clients_.end()) return it->second;
        return clients_
            .emplace(name, Named{.name = name, .client = info_.make_client(), .timer = asio::steady_timer(io_)})
            .first->second;
    }

    template <class Then>
    void with(LinkId link, Then then) {
        for (auto& [name, one] : clients_) {
            const auto it = std::ranges::find(one.links, link, [](const auto& entry) { return entry.second; });
            if (it == one.links.end()) continue;
            then(one, it->first);
            return perform(one);
        }
    }

    void perform(Named& one) {
        for (auto& action : one.client->take_actions()) std::visit([&](auto& what) { act(one, what); }, action);
        const auto next = one.client->next_timer();
        if (!next) return void(one.timer.cancel());
        one.timer.expires_at(began_ + *next);
        one.timer.async_wait([this, name = one.name](Status status) {
            const auto it = clients_.find(name);
            if (status || it == clients_.end()) return;
            it->second.client->tick(now());
            perform(it->second);
        });
    }

    void act(Named&, peers::CallReply& reply) {
        // An item is not the end of its call.
        if (reply.reply.value("status", "") != "item") caller_.erase(reply.seq);
        reply.reply["seq"] = reply.seq;
        say(reply.reply);
    }
    void act(Named& one, peers::Connect& connect) {
        one.links[connect.line] = next_link_;
        links_.connect(next_link_++, {connect.host, connect.port});
    }
    void act(Named& one, peers::Write& write) {
        const auto it = one.links.find(write.line);
        if (it != one.links.end()) links_.write(it->second, std::move(write.bytes));
    }
    void act(Named& one, peers::Close& close) {
        const auto it = one.links.find(close.line);
        if (it == one.links.end()) return;
        links_.shut(it->second, close.reset ? Shut::How::reset : Shut::How::close);
        one.links.erase(it);
    }

    const DriverInfo& info_;
    asio::io_context io_{1};
    asio::posix::stream_descriptor in_;
    asio::steady_timer::time_point began_ = asio::steady_timer::clock_type::now();
    std::map<std::string, Named> clients_;
    std::map<int, std::string> caller_;  // of calls that are not answered
    LinkId next_link_ = 0;
    bool good_ = true, over_ = false;
    Links links_;
};

}  // namespace

bool drive(const DriverInfo& info) {
    std::signal(SIGPIPE, SIG_IGN);
    return DriverLoop(info).run();
}

}  // namespace wireproof::transport
