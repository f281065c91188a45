#include "harness/transport/simulation.hpp"

#include <deque>
#include <stdexcept>

namespace wireproof::transport {
namespace {

constexpr std::uint64_t kMostAtOnce = 10'000'000;  // things done while the clock stands still: nobody needs as many

}  // namespace

// One end of a connection; the two know each other and stay until the simulation is over.
struct Simulation::Line {
    Node* node;
    LinkId link;
    Line* other = nullptr;
    std::deque<Bytes> out{};  // written, not on its way
    struct Arriving {
        Time at;
        Bytes bytes;
        bool fin = false;
    };
    std::deque<Arriving> in{};  // on its way here or unread
    std::size_t in_flight = 0;  // bytes of `in`
    std::optional<std::uint64_t> rate{};
    std::optional<Time> due{};  // when `in` is looked at next
    Time next_read{};           // not before
    std::optional<Shut::How> shut{};
    bool fin_sent = false, lingers = false;
    bool ended = false;   // told how the other end ended
    bool closed = false;  // takes nothing any more

    [[nodiscard]] bool interested() const { return !ended && (!shut || *shut == Shut::How::half_close); }
};

class Simulation::Node : public Net {
public:
    Node(Simulation& simulation, Host& host) : simulation_(simulation), host_(host) {}

    [[nodiscard]] Host& host() { return host_; }
    [[nodiscard]] Time now() const override { return simulation_.now_; }
    void settle() override { host_.perform(*this); }

    void connect(LinkId link, const Address& to) override;
    std::expected<std::uint16_t, std::string> listen(const std::string& name, const Address& at) override;
    void write(LinkId link, Bytes bytes) override;
    void shut(LinkId link, Shut::How how) override;
    void read_rate(LinkId link, std::uint64_t bytes_per_second) override;

private:
    [[nodiscard]] Line* find(LinkId link) const {
        const auto it = lines_.find(link);
        return it == lines_.end() ? nullptr : it->second;
    }
    void arrive(LinkId link, Node& from, const std::string& listener);
    static void send(Line& from);
    static void linger(Line& from);
    static void send_reset(Line& from);
    static void look(Line& line, Time at);
    static void read(Line& line);
    static Line::Arriving next_of(Line& line, std::size_t most);
    static void take(Line& line, const Line::Arriving& arrived);

    Simulation& simulation_;
    Host& host_;
    std::map<LinkId, Line*> lines_;  // those the host still cares for
};

void Simulation::Node::connect(LinkId link, const Address& to) {
    simulation_.post(kLatency, [this, link, to] {
        const auto it = simulation_.listeners_.find(to.port);
        if (it != simulation_.listeners_.end()) return it->second.first->arrive(link, *this, it->second.second);
        host_.refused(now(), link, to.text() + ": Connection refused");
        settle();
    });
}

// arrive: somebody connects to a listener of this node.
void Simulation::Node::arrive(LinkId link, Node& from, const std::string& listener) {
    auto& theirs = *simulation_.lines_.emplace_back(std::make_unique<Line>(Line{.node = &from, .link = link}));
    auto& ours =
        *simulation_.lines_.emplace_back(std::make_unique<Line>(Line{.node = this, .link = -1, .other = &theirs}));
    theirs.other = &ours;
    from.lines_[link] = &theirs;
    simulation_.post(kLatency, [&from, link] {
        from.host_.connected(from.now(), link);
        from.settle();
    });
    ours.link = host_.accepted(now(), listener);
    lines_[ours.link] = &ours;
    settle();
}

std::expected<std::uint16_t, std::string> Simulation::Node::listen(const std::string& name, const Address& at) {
    const auto port = at.port != 0 ? at.port : simulation_.next_port_++;
    if (!simulation_.listeners_.try_emplace(port, this, name).second)
        return std::unexpected(at.text() + ": Address already in use");
    return port;
}

void Simulation::Node::write(LinkId link, Bytes bytes) {
    auto* const line = find(link);
    if (line == nullptr || line->shut || bytes.empty()) return;
    line->out.push_back(std::move(bytes));
    send(*line);
}

void Simulation::Node::shut(LinkId link, Shut::How how) {
    auto* const line = find(link);
    if (line == nullptr) return;
    line->shut = how;
    if (how != Shut::How::half_close) lines_.erase(link);
    if (how == Shut::How::reset) return send_reset(*line);
    send(*line);
    look(*line, now());  // whoever has closed reads to the end at any rate, for nothing
}

void Simulation::Node::read_rate(LinkId link, std::uint64_t bytes_per_second) {
    auto* const line = find(link);
    if (line == nullptr) return;
    line->rate = bytes_per_second;
    look(*line, now());
}

// send puts on its way what there is room for, and the end behind the last byte.
void Simulation::Node::send(Line& from) {
    if (from.closed) return;
    auto& to = *from.other;
    const auto arrives = from.node->now() + kLatency;
    while (!from.out.empty() && to.in_flight < kInFlight) {
        auto& bytes = from.out.front();
        const auto size = std::min({bytes.size(), kInFlight - to.in_flight, kReadSize});
        const auto border = bytes.begin() + static_cast<std::ptrdiff_t>(size);
        to.in.push_back({arrives, Bytes(bytes.begin(), border)});
        to.in_flight += size;
        if (border == bytes.end()) from.out.pop_front();
        else bytes.erase(bytes.begin(), border);
    }
    if (from.out.empty() && from.shut && !std::exchange(from.fin_sent, true)) to.in.push_back({arrives, {}, true});
    if (!to.in.empty()) look(to, to.in.front().at);
    if (from.fin_sent && from.shut == Shut::How::close) linger(from);
}

void Simulation::Node::linger(Line& from) {
    if (std::exchange(from.lingers, true)) return;
    from.node->simulation_.post(kLinger, [&from] {
        from.closed = true;
        if (from.in_flight > 0) send_reset(from);
    });
}

// send_reset takes away what was not on its way; what was, comes in front of the RST, unless its reader takes its time.
void Simulation::Node::send_reset(Line& from) {
    from.closed = true;
    from.out.clear();
    from.in.clear();
    from.in_flight = 0;
    from.other->out.clear();
    from.node->simulation_.post(kLatency, [&to = *from.other] {
        while (!to.in.empty() && !to.rate && to.interested()) take(to, next_of(to, kReadSize));
        to.in.clear();
        to.in_flight = 0;
        if (!to.interested()) return;
        to.ended = true;
        to.node->host_.ended(to.node->now(), to.link, End::rst);
        to.node->settle();
    });
}

// look reads at `at`, unless that happens sooner anyway.
void Simulation::Node::look(Line& line, Time at) {
    at = std::max(at, line.node->now());
    if (line.due && *line.due <= at) return;
    line.due = at;
    line.node->simulation_.post(at - line.node->now(), [&line, at] {
        if (line.due != at) return;
        line.due.reset();
        read(line);
    });
}

// read takes the first of what has arrived, if it is time for it.
void Simulation::Node::read(Line& line) {
    const auto now = line.node->now();
    if (line.in.empty()) return;
    if (line.in.front().at > now) return look(line, line.in.front().at);
    if (line.closed) return send_reset(line);
    const bool leaving = line.shut && *line.shut != Shut::How::half_close;
    if (!leaving && line.rate == 0U) return;
    if (!leaving && line.next_read > now) return look(line, line.next_read);
    const auto arrived = next_of(line, leaving ? kReadSize : read_at_once(line.rate));
    line.in_flight -= arrived.bytes.size();
    line.next_read = now + pause_after(arrived.bytes.size(), line.rate);
    if (!line.in.empty()) look(line, line.in.front().at);
    send(*line.other);
    take(line, arrived);
}

Simulation::Line::Arriving Simulation::Node::next_of(Line& line, std::size_t most) {
    auto& front = line.in.front();
    if (front.bytes.size() > most) {
        const auto border = front.bytes.begin() + static_cast<std::ptrdiff_t>(most);
        Line::Arriving part{front.at, Bytes(front.bytes.begin(), border)};
        front.bytes.erase(front.bytes.begin(), border);
        return part;
    }
    auto whole = std::move(front);
    line.in.pop_front();
    return whole;
}

void Simulation::Node::take(Line& line, const Line::Arriving& arrived) {
    if (!line.interested()) return;
    auto& host = line.node->host_;
    if (arrived.fin) {
        line.ended = true;
        host.ended(line.node->now(), line.link, End::fin);
    } else {
        host.received(line.node->now(), line.link, arrived.bytes);
    }
    line.node->settle();
}

Simulation::Simulation() = default;

Simulation::~Simulation() = default;

Net& Simulation::attach(Host& host) { return *nodes_.emplace_back(std::make_unique<Node>(*this, host)); }

void Simulation::post(Time later, std::function<void()> what) {
    events_.push({now_ + later, next_number_++, std::move(what)});
}

bool Simulation::step() {
    Node* due = nullptr;
    std::optional<Time> next;
    if (!events_.empty()) next = events_.top().at;
    for (const auto& node : nodes_) {
        const auto its = node->host().next_timer();
        if (!its || (next && std::max(*its, now_) >= *next)) continue;
        next = std::max(*its, now_);
        due = node.get();
    }
    if (!next) return false;
    if (*next > now_) steps_at_once_ = 0;
    if (++steps_at_once_ > kMostAtOnce) throw std::logic_error("a simulation in which time stands still");
    now_ = *next;
    if (due == nullptr) {
        const auto event = std::move(const_cast<Event&>(events_.top()));  // popped at once
        events_.pop();
        event.what();
        return true;
    }
    due->host().tick(now_);
    due->settle();
    return true;
}

}  // namespace wireproof::transport
