// fuzz_own_http: any bytes as an HTTP request and as a response (the opening handshake of WebSocket). In whatever
// pieces they come, the message and the bytes taken are the same; an error may wait for the end of the head.
#include "fuzz/own/target.hpp"
#include "harness/session/upgrade.hpp"

using namespace wireproof;

namespace {

// Longer than any input: Beast counts to a head's limit a few bytes earlier when they come in pieces.
constexpr session::HttpLimits kLimits = {.head = 4096, .body = 256};

template <class Message>
struct Reading {
    session::HttpReader<Message> reader{kLimits};
    std::size_t taken = 0;

    void feed(ByteView bytes) { taken += reader.feed(bytes); }
};

template <class Message>
const Message* both_ways(ByteView bytes, Reading<Message>& whole) {
    Reading<Message> piecewise;
    whole.feed(bytes);
    for (std::size_t i = 0; i < bytes.size(); ++i) piecewise.feed(bytes.subspan(i, 1));
    fuzz::require(whole.reader.done() == piecewise.reader.done(), "done in one piece and not in many");
    fuzz::require(piecewise.reader.error().ok() || whole.reader.error().code == piecewise.reader.error().code,
                  "another error in one piece than in many");
    fuzz::require(!whole.reader.done() || whole.taken == piecewise.taken, "more bytes are taken in one piece");
    fuzz::require(whole.taken <= bytes.size(), "more is taken than is there");
    if (!whole.reader.done()) return nullptr;
    fuzz::require(whole.reader.message() == piecewise.reader.message(), "another message in one piece than in many");
    return &whole.reader.message();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    Reading<session::HttpRequest> request;
    if (const auto* const read = both_ways(bytes, request))
        if (const auto answer = session::answer_to(*read, ""); !answer)
            fuzz::require(answer.error().status >= 400 && !answer.error().body.empty(), "a refusal without a reason");
    Reading<session::HttpResponse> response;
    const session::Upgrade upgrade{
        .host = "127.0.0.1", .target = "/", .key = "dGhlIHNhbXBsZSBub25jZQ==", .subprotocol = ""};
    if (const auto* const read = both_ways(bytes, response)) static_cast<void>(session::check_response(upgrade, *read));
    return 0;
}
