#include "harness/session/traffic.hpp"

namespace wireproof::session {

using Kind = Traffic::Event::Kind;

void Traffic::opened(Time at, int link, Who by, std::uint16_t port) {
    events_.push_back({.kind = Kind::opened, .at = at, .link = link, .who = by, .port = port});
}

void Traffic::refused(Time at, int link, std::uint16_t port) {
    events_.push_back({.kind = Kind::refused, .at = at, .link = link, .who = Who::us, .port = port});
}

void Traffic::bytes(Time at, int link, Who from, ByteView bytes) {
    // Behind a gap nothing more can be told of a stream, so all that follows is left out.
    if (left_out_ != 0 || bytes.size() > kMostBytes - kept_) {
        left_out_ += bytes.size();
        return;
    }
    kept_ += bytes.size();
    events_.push_back(
        {.kind = Kind::bytes, .at = at, .link = link, .who = from, .bytes = Bytes(bytes.begin(), bytes.end())});
}

void Traffic::ended(Time at, int link, Who by, End how) {
    events_.push_back({.kind = Kind::ended, .at = at, .link = link, .who = by, .end = how});
}

}  // namespace wireproof::session
