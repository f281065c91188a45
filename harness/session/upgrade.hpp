// The opening handshake of WebSocket (RFC 6455, section 4), both sides, over the messages of http.hpp.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "harness/session/http.hpp"

namespace wireproof::session {

// accept_of is the `Sec-WebSocket-Accept` that answers a `Sec-WebSocket-Key`.
[[nodiscard]] std::string accept_of(std::string_view key);

struct Upgrade {
    std::string host;  // of the Host field: `127.0.0.1:8080`
    std::string target = "/";
    std::string key;          // of the client: 16 bytes in Base64
    std::string subprotocol;  // empty: none
};

// request_of is the client's request.
[[nodiscard]] HttpRequest request_of(const Upgrade& upgrade);
// check_response says what is wrong with the server's answer to it, one clause; empty if it is the right one.
[[nodiscard]] std::string check_response(const Upgrade& upgrade, const HttpResponse& response);

// answer_to gives the 101 for a client's request; the error is the response that refuses it, 400 or 426, its body one
// line that says why. `subprotocol` is the only one the server speaks and must be offered, unless it is empty.
[[nodiscard]] std::expected<HttpResponse, HttpResponse> answer_to(const HttpRequest& request,
                                                                  std::string_view subprotocol);

}  // namespace wireproof::session
