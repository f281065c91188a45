#include "harness/transport/record.hpp"

#include <csignal>

#include "harness/transport/links.hpp"

namespace wireproof::transport {
namespace {

// Every connection of a client is even, that to the server on its behalf one more.
class Proxy : public Host {
public:
    Proxy(asio::io_context& io, session::Recorder& recorder, const RecordOptions& options, Address server)
        : io_(io), recorder_(recorder), options_(options), server_(std::move(server)), links_(io, *this) {}

    [[nodiscard]] std::expected<std::uint16_t, std::string> listen(const Address& at) {
        return links_.listen("main", at);
    }
    [[nodiscard]] const std::string& problem() const { return problem_; }
    void stop() {
        links_.stop();
        io_.stop();
    }

    void connected(Time, LinkId) override {}
    void refused(Time, LinkId, const std::string& why) override {
        problem_ = why;
        over_ = true;
    }
    [[nodiscard]] LinkId accepted(Time now, const std::string&) override {
        const auto link = std::exchange(next_, next_ + 2);
        recorder_.opened(now, link / 2);
        wanted_.emplace_back([this, link](Net& net) { net.connect(other_of(link), server_); });
        return link;
    }
    void received(Time now, LinkId link, ByteView bytes) override {
        recorder_.received(now, link / 2, side_of(link), bytes);
        wanted_.emplace_back([link, copy = Bytes(bytes.begin(), bytes.end())](Net& net) mutable {
            net.write(other_of(link), std::move(copy));
        });
    }
    // What ended one side ends the other in the same way; the first FIN leaves the way back open.
    void ended(Time now, LinkId link, End end) override {
        recorder_.ended(now, link / 2, side_of(link), end);
        const bool both = !half_closed_.insert(link / 2).second;
        if (end == End::rst) {
            shut(other_of(link), Shut::How::reset);
            return finished(link);
        }
        if (!both) return shut(other_of(link), Shut::How::half_close);
        shut(link, Shut::How::close);
        shut(other_of(link), Shut::How::close);
        finished(link);
    }
    void tick(Time) override {}
    [[nodiscard]] std::optional<Time> next_timer() const override { return std::nullopt; }
    void perform(Net& net) override {
        for (auto& one : std::exchange(wanted_, {})) one(net);
        if (!std::exchange(over_, false)) return;
        // The last FIN is on its way: a moment for it to be read.
        const auto rest = std::make_shared<asio::steady_timer>(io_, std::chrono::milliseconds(100));
        rest->async_wait([this, rest](Status) { stop(); });
    }

private:
    static bool is_client(LinkId link) { return link % 2 == 0; }
    static Side side_of(LinkId link) { return is_client(link) ? Side::client : Side::server; }
    static LinkId other_of(LinkId link) { return is_client(link) ? link + 1 : link - 1; }

    void shut(LinkId link, Shut::How how) {
        wanted_.emplace_back([link, how](Net& net) { net.shut(link, how); });
    }
    void finished(LinkId link) {
        over_ = over_ || (finished_.insert(link / 2).second && finished_.size() == options_.connections);
    }

    asio::io_context& io_;
    session::Recorder& recorder_;
    const RecordOptions& options_;
    Address server_;
    LinkId next_ = 0;
    std::set<int> half_closed_, finished_;
    std::vector<std::function<void(Net&)>> wanted_;
    bool over_ = false;
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
