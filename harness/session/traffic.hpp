// Traffic: what went over the connections of one session as their transport saw it, whole and in order. The trace of a
// report is for reading and cut; this is for tools that want every byte (pcapng.hpp).
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "conformance/wire/bytes.hpp"
#include "harness/session/time.hpp"
#include "harness/session/verdict.hpp"

namespace wireproof::session {

// Whose doing an event is: ours, or that of the peer under test.
enum class Who : std::uint8_t { us, peer };

class Traffic {
public:
    // Policy: of the bytes of one session, so that a peer that floods us fills no memory.
    static constexpr std::size_t kMostBytes = std::size_t{64} << 20;

    struct Event {
        enum class Kind : std::uint8_t { opened, refused, bytes, ended };
        Kind kind;
        Time at;   // since the session began
        int link;  // the engine's number of the connection
        Who who;   // opened, refused: who asked for it; bytes, ended: who sent them
        End end = End::fin;
        std::uint16_t port = 0;  // opened, refused: where the connection went
        Bytes bytes = {};
    };

    void opened(Time at, int link, Who by, std::uint16_t port);
    void refused(Time at, int link, std::uint16_t port);
    void bytes(Time at, int link, Who from, ByteView bytes);
    void ended(Time at, int link, Who by, End how);

    [[nodiscard]] const std::vector<Event>& events() const { return events_; }
    // left_out counts the bytes over kMostBytes, which are not kept.
    [[nodiscard]] std::size_t left_out() const { return left_out_; }
    [[nodiscard]] std::chrono::system_clock::time_point began() const { return began_; }
    void began(std::chrono::system_clock::time_point when) { began_ = when; }

private:
    std::chrono::system_clock::time_point began_ = std::chrono::system_clock::now();
    std::vector<Event> events_;
    std::size_t kept_ = 0, left_out_ = 0;
};

}  // namespace wireproof::session
