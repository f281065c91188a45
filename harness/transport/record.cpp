#include "harness/transport/record.hpp"

#include <csignal>

#include "harness/transport/links.hpp"

namespace wireproof::transport {
namespace {

using session::Shut;

// Every connection of a client is even, that to the server on its behalf one more.
class Proxy {
public:
    Proxy(asio::io_context& io, session::Recorder& recorder, const RecordOptions& options, Address server)
        : io_(io),
          recorder_(recorder),
          options_(options),
          server_(std::move(server)),
          links_(io,
                 {.connected = {},
                  .refused = [this](LinkId, const std::string& why) { give_up(why); },
                  .accepted = [this](const std::string&) { return accept(); },
                  .received = [this](LinkId link, ByteView bytes) { pass_on(link, bytes); },
                  .ended = [this](LinkId link, End end) { end_other(link, end); }}) {}

    [[nodiscard]] std::expected<std::uint16_t, std::string> listen(const Address& at) {
        return links_.listen("main", at);
    }
    [[nodiscard]] const std::string& problem() const { return problem_; }
    void stop() {
        links_.stop();
        io_.stop();
    }

private:
    static bool is_client(LinkId link) { return link % 2 == 0; }
    static Side side_of(LinkId link) { return is_client(link) ? Side::client : Side::server; }
    static LinkId other_of(LinkId link) { return is_client(link) ? link + 1 : link - 1; }

    [[nodiscard]] session::Time now() const {
        return std::chrono::duration_cast<session::Time>(asio::steady_timer::clock_type::now() - began_);
    }
    LinkId accept() {
        const auto link = std::exchange(next_, next_ + 2);
        recorder_.opened(now(), link / 2);
        links_.connect(other_of(link), server_);
        return link;
    }
    void pass_on(LinkId link, ByteView bytes) {
        recorder_.received(now(), link / 2, side_of(link), bytes);
        links_.write(other_of(link), Bytes(bytes.begin(), bytes.end()));
    }
    // What ended one side ends the other in the same way; the first FIN leaves the way back open.
    void end_other(LinkId link, End end) {
        recorder_.ended(now(), link / 2, side_of(link), end);
        const bool both = !half_closed_.insert(link / 2).second;
        if (end == End::rst) {
            links_.shut(other_of(link), Shut::How::reset);
            return over(link);
        }
        if (!both) return links_.shut(other_of(link), Shut::How::half_close);
        links_.shut(link, Shut::How::close);
        links_.shut(other_of(link), Shut::How::close);
        over(link);
    }
    void over(LinkId link) {
        if (!over_.insert(link / 2).second || over_.size() != options_.connections) return;
        // The last FIN is on its way: a moment for it to be read.
        const auto rest = std::make_shared<asio::steady_timer>(io_, std::chrono::milliseconds(100));
        rest->async_wait([this, rest](Status) { stop(); });
    }
    void give_up(const std::string& why) {
        problem_ = why;
        stop();
    }

    asio::io_context& io_;
    session::Recorder& recorder_;
    const RecordOptions& options_;
    Address server_;
    asio::steady_timer::time_point began_ = asio::steady_timer::clock_type::now();
    LinkId next_ = 0;
    std::set<int> half_closed_, over_;
    std::string problem_;
    Links links_;
};

}  // namespace

std::expected<void, std::string> record(session::Recorder& recorder,
                                        const RecordOptions& options,
                                        const std::function<void(std::uint16_t port)>& ready) {
    const auto at = Address::parse(options.listen);
    const auto server = Address::parse(options.server);
    if (!at || !server) return std::unexpected((at ? options.server : options.listen) + ": expected HOST:PORT");
    asio::io_context io(1);
    Proxy proxy(io, recorder, options, *server);
    const auto port = proxy.listen(*at);
    if (!port) return std::unexpected(port.error());
    asio::signal_set signals(io, SIGINT, SIGTERM);
    signals.async_wait([&](Status status, int) {
        if (!status) proxy.stop();
    });
    asio::steady_timer timer(io);
    if (options.most) {
        timer.expires_after(*options.most);
        timer.async_wait([&](Status status) {
            if (!status) proxy.stop();
        });
    }
    ready(*port);
    io.run();
    if (!proxy.problem().empty()) return std::unexpected(proxy.problem());
    return {};
}

}  // namespace wireproof::transport
