// The service behind our packetstream ends: what is done with a request, by its application type.
//
//   0 echo, flags too   1 nothing   2 the number 42   3 a text   4 flags 0x11 and the payload reversed   5 fails
//   6 waits as many ms as the payload says, then echoes   7 as many zero bytes as the payload says
//   8 asks the peer: a request of type 0, `hi`, whose answer's payload it gives back   others: fail
#pragma once

#include "conformance/packetstream/frames.hpp"
#include "harness/session/time.hpp"

namespace wireproof::peers::packetstream {

using namespace wireproof::packetstream;
using session::Time;

// What a handler came to.
struct Outcome {
    bool ok = true;
    std::uint64_t flags = 0;  // the application's
    Bytes payload = {};
};
[[nodiscard]] Outcome failed();  // a handler that fails says why in no more words than these (§7.9)

struct Job {
    Outcome outcome;
    Time after{};            // how long it takes
    bool asks_peer = false;  // the outcome is what the peer answers
};
[[nodiscard]] Job serve(const Packet& request);

// response_to a request, as it goes out.
[[nodiscard]] Packet response_to(const Packet& request, Outcome outcome);

}  // namespace wireproof::peers::packetstream
