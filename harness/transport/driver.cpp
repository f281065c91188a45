#include "harness/transport/driver.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "conformance/json_file.hpp"

namespace wireproof::transport {
namespace {

constexpr std::size_t kLongestLine = std::size_t{64} << 20;
constexpr auto kHelloTime = std::chrono::seconds(10);
constexpr auto kPingTime = std::chrono::seconds(2);

// A duplicate, because asio closes its own descriptor and the Process closes its; no later child inherits it.
int duplicate(int descriptor) { return ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0); }

}  // namespace

Driver::Driver(asio::io_context& io, testee::Process process)
    : io_(io),
      process_(std::move(process)),
      in_(io, duplicate(process_.in())),
      out_(io, duplicate(process_.out())),
      err_(io, duplicate(process_.err())),
      wake_(io),
      hello_came_(io) {}

Driver::~Driver() { stop(); }

asio::awaitable<std::expected<std::shared_ptr<Driver>, std::string>> Driver::start(asio::io_context& io,
                                                                                   testee::Command command) {
    auto process = testee::Process::start(command);
    if (!process) co_return std::unexpected(process.error());
    const std::shared_ptr<Driver> driver(new Driver(io, std::move(*process)));
    asio::co_spawn(io, driver->read(driver), asio::detached);
    asio::co_spawn(io, driver->write(driver), asio::detached);
    asio::co_spawn(io, driver->read_err(driver), asio::detached);
    driver->hello_came_.expires_after(kHelloTime);
    const Json hello = {{"op", "hello"}, {"protocol_version", 1}, {"kind", "driver"}};
    driver->write_line(hello);
    co_await until(driver->hello_came_);
    if (driver->hello_.is_object()) co_return driver;
    driver->process_.drain_err();
    auto why = driver->why_lost_.empty() ? std::string("no hello within 10 s") : driver->why_lost_;
    if (const auto tail = driver->stderr_tail(); !tail.empty()) why += "\n" + tail;
    driver->stop();
    co_return std::unexpected(fmt::format("{}: {}", command.text(), why));
}

int Driver::send(Json request, Reply reply) {
    const auto seq = ++last_seq_;
    request["seq"] = seq;
    replies_[seq] = std::move(reply);
    write_line(request);
    return seq;
}

asio::awaitable<bool> Driver::is_well() {
    const Json ping = {{"op", "ping"}};
    const auto answer = co_await ask(ping, kPingTime);
    co_return answer.has_value();
}

asio::awaitable<std::optional<Json>> Driver::ask(Json request, std::chrono::milliseconds patience) {
    // Shared, because the reply may come after this coroutine has given up.
    struct Answer {
        asio::steady_timer came;
        std::optional<Json> reply;
    };
    const auto answer = std::make_shared<Answer>(Answer{asio::steady_timer(io_, patience), std::nullopt});
    if (!usable_) co_return std::nullopt;
    send(std::move(request), [answer](const Json& reply) {
        answer->reply = reply;
        answer->came.cancel();
    });
    co_await until(answer->came);
    co_return answer->reply;
}

void Driver::write_line(const Json& line) {
    to_write_ += line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    wake_.cancel();
}

asio::awaitable<void> Driver::write(std::shared_ptr<Driver> self) {
    while (self->usable_) {
        if (self->to_write_.empty()) {
            self->wake_.expires_at(asio::steady_timer::time_point::max());
            co_await until(self->wake_);
            continue;
        }
        const auto bytes = std::exchange(self->to_write_, {});
        const auto view = asio::buffer(bytes);
        const auto [status, count] = co_await asio::async_write(self->in_, view, kNoThrow);
        if (status) co_return;  // the reader learns that it is gone
    }
}

asio::awaitable<void> Driver::read(std::shared_ptr<Driver> self) {
    std::vector<char> buffer(std::size_t{64} << 10);
    for (;;) {
        const auto room = asio::buffer(buffer);
        auto [status, count] = co_await self->out_.async_read_some(room, kNoThrow);
        if (!self->usable_) co_return;
        if (status) {
            // stdout ended: how the process did shows within a moment.
            asio::steady_timer moment(self->io_, std::chrono::milliseconds(200));
            co_await until(moment);
            const auto exit = self->process_.ended();
            self->lose(exit ? fmt::format("the driver ended: {}", exit->text()) : "the driver closed its stdout",
                       false);
            co_return;
        }
        self->pending_.append(buffer.data(), count);
        for (auto end = self->pending_.find('\n'); end != std::string::npos && self->usable_;
             end = self->pending_.find('\n')) {
            const auto text = self->pending_.substr(0, end);
            self->pending_.erase(0, end + 1);
            self->line(text);
        }
        if (self->pending_.size() > kLongestLine) self->lose("a line of more than 64 MiB", true);
    }
}

// A program that writes much to stderr must not stand still because nobody reads it.
asio::awaitable<void> Driver::read_err(std::shared_ptr<Driver> self) {
    while (self->usable_ && self->process_.err() >= 0) {
        auto [status] = co_await self->err_.async_wait(asio::posix::stream_descriptor::wait_read, kNoThrow);
        if (status || !self->usable_) co_return;
        self->process_.drain_err();
    }
}

void Driver::line(std::string_view text) {
    const auto reply = parse_message(text);
    const auto shown = text.substr(0, 200);
    if (!reply.is_object()) return lose(fmt::format("a line that is no JSON object: {}", shown), true);
    if (!hello_.is_object()) {
        const bool good = reply.value("op", Json()) == "hello" && reply.value("methods", Json()).is_array();
        if (!good) return lose(fmt::format("no hello of a driver: {}", shown), true);
        hello_ = reply;
        hello_came_.cancel();
        return;
    }
    if (!reply.contains("seq") || !reply["seq"].is_number_integer())
        return lose(fmt::format("a reply without seq: {}", shown), true);
    const auto seq = reply["seq"].get<int>();
    if (seq < 1 || seq > last_seq_) return lose(fmt::format("a reply to seq {}, which was never sent", seq), true);
    const auto it = replies_.find(seq);
    if (it == replies_.end()) return;  // forgotten: it came too late
    const auto handler = it->second;
    if (reply.value("status", "") != "item") replies_.erase(it);
    handler(reply);
}

void Driver::lose(const std::string& why, bool babbled) {
    if (!std::exchange(usable_, false)) return;
    why_lost_ = why;
    replies_.clear();
    hello_came_.cancel();
    wake_.cancel();
    process_.drain_err();
    Status ignored;
    in_.close(ignored);
    out_.close(ignored);
    err_.close(ignored);
    process_.kill();
    if (lost_) lost_(why, babbled);
}

void Driver::stop() {
    usable_ = false;
    lost_ = {};
    Status ignored;
    // Not through the loop: it may not turn any more.
    constexpr std::string_view kBye = "{\"op\":\"bye\",\"seq\":0}\n";
    if (in_.is_open()) static_cast<void>(!::write(in_.native_handle(), kBye.data(), kBye.size()));
    in_.close(ignored);
    out_.close(ignored);
    err_.close(ignored);
    wake_.cancel();
    hello_came_.cancel();
    process_.stop(std::chrono::milliseconds(500));
}

}  // namespace wireproof::transport
