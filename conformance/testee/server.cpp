#include "conformance/testee/server.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <nlohmann/json.hpp>

#include "conformance/json_file.hpp"

namespace wireproof::testee {
namespace {

using namespace std::chrono_literals;

bool write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const auto size = ::write(descriptor, text.data(), text.size());
        if (size <= 0) return false;  // a line is shorter than a pipe: it never has to wait
        text.remove_prefix(static_cast<std::size_t>(size));
    }
    return true;
}

}  // namespace

std::expected<std::unique_ptr<Server>, std::string> Server::start(const Command& command,
                                                                  const Json& options,
                                                                  Process::Clock::duration patience) {
    auto process = Process::start(command);
    if (!process) return std::unexpected(process.error());
    std::unique_ptr<Server> server(new Server(std::move(*process)));
    const Json line = {{"op", "start"}, {"host", "127.0.0.1"}, {"port", 0}, {"options", options}};
    auto wrong = write_all(server->process_.in(), line.dump() + "\n")
                     ? server->wait_until_ready(Process::Clock::now() + patience)
                     : std::string("does not read its input");
    if (!wrong.empty()) {
        server->process_.kill();
        auto said = std::string(server->process_.err_tail());
        constexpr std::size_t kMost = 2000;
        if (said.size() > kMost) said.erase(0, said.size() - kMost);
        return std::unexpected(
            fmt::format("server `{}` {}{}{}", command.text(), wrong, said.empty() ? "" : "; it wrote: ", said));
    }
    server->reader_ = std::thread([raw = server.get()] { raw->read_dry(); });
    return server;
}

// wait_until_ready returns what is wrong, empty when the server accepts connections.
std::string Server::wait_until_ready(Process::Clock::time_point deadline) {
    std::string text;
    while (text.find('\n') == std::string::npos) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Process::Clock::now());
        if (left <= 0ms) return "was not ready in time";
        std::array<pollfd, 2> watched{{{process_.out(), POLLIN, 0}, {process_.err(), POLLIN, 0}}};
        ::poll(watched.data(), watched.size(), static_cast<int>(std::min(left, 100ms).count()));
        process_.drain_err();
        std::array<char, 4096> piece;
        const auto size = ::read(process_.out(), piece.data(), piece.size());
        if (size > 0) text.append(piece.data(), static_cast<std::size_t>(size));
        if (size != 0 && !process_.ended()) continue;
        if (size > 0) continue;
        const auto exit = process_.wait(Process::Clock::now() + 1s);
        return fmt::format("ended before it was ready ({})", exit ? exit->text() : "its output is closed");
    }
    const auto ready = parse_message(std::string_view(text).substr(0, text.find('\n')));
    const bool good = ready.is_object() && ready.value("op", Json()) == "ready" && ready.contains("host") &&
                      ready["host"].is_string() && ready.contains("port") && ready["port"].is_number_unsigned() &&
                      ready["port"] <= 65535;
    if (!good) return fmt::format("printed no `ready` line but: {}", text.substr(0, 200));
    host_ = ready["host"].get<std::string>();
    port_ = ready["port"].get<std::uint16_t>();
    return {};
}

void Server::read_dry() {
    while (!stopping_) {
        std::array<pollfd, 2> watched{{{process_.out(), POLLIN, 0}, {process_.err(), POLLIN, 0}}};
        ::poll(watched.data(), watched.size(), 50);
        process_.drain_err();
        std::array<char, 16384> piece;
        while (::read(process_.out(), piece.data(), piece.size()) > 0) continue;
        if (process_.ended()) {
            ended_ = true;
            return;
        }
        // Closed pipes are readable all the time.
        if ((watched[0].revents & (POLLHUP | POLLERR)) != 0) std::this_thread::sleep_for(50ms);
    }
}

std::string Server::address() const { return fmt::format("{}:{}", host_, port_); }

std::string Server::stop() {
    stopping_ = true;
    if (reader_.joinable()) reader_.join();
    process_.stop(5s);
    return std::string(process_.err_tail());
}

}  // namespace wireproof::testee
