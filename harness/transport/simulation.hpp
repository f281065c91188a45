// Simulation: connections in memory and a clock of their own, for hosts of this process. Nothing waits: when there is
// nothing left to do at one time, the next time something is due is now. The same hosts do the same each time.
//
// A connection is as TCP's over loopback: bytes and ends arrive in order after kLatency; a bounded number of them is on
// the way or unread, the rest stays with the writer; a reset takes away what the other end has not read (RFC 9293
// §3.10.7.4); bytes that come to an end which is closed for good are answered by a reset.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <queue>
#include <vector>

#include "harness/transport/net.hpp"

namespace wireproof::transport {

inline constexpr Time kLatency{20};
inline constexpr std::size_t kInFlight = std::size_t{4} << 20;  // about what Linux gives a loopback connection

class Simulation {
public:
    Simulation();
    ~Simulation();
    Simulation(const Simulation&) = delete;
    Simulation& operator=(const Simulation&) = delete;

    [[nodiscard]] Time now() const { return now_; }
    // attach gives a host its net; both live as long as the simulation. Of hosts with a timer at the same time the one
    // attached first goes first.
    Net& attach(Host& host);
    // post calls `what` after `later`, behind all that was posted for that time before.
    void post(Time later, std::function<void()> what);
    // step does the next thing that is due; false: nothing ever will be.
    bool step();

private:
    class Node;
    struct Line;
    struct Event {
        Time at;
        std::uint64_t number;
        std::function<void()> what;
        friend bool operator<(const Event& a, const Event& b) {
            return std::pair(b.at, b.number) < std::pair(a.at, a.number);
        }
    };

    std::vector<std::unique_ptr<Node>> nodes_;
    std::vector<std::unique_ptr<Line>> lines_;
    std::map<std::uint16_t, std::pair<Node*, std::string>> listeners_;  // by port
    std::uint16_t next_port_ = 49152;                                   // as a kernel gives them out
    std::priority_queue<Event> events_;
    std::uint64_t next_number_ = 0;
    Time now_{};
    std::uint64_t steps_at_once_ = 0;  // since the clock last moved
};

}  // namespace wireproof::transport
