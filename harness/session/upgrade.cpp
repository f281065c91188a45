#include "harness/session/upgrade.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>

#include "harness/session/base64.hpp"

namespace wireproof::session {
namespace {

constexpr std::size_t kKeySize = 16;

std::unexpected<HttpResponse> refusal(unsigned status, const std::string& why) {
    HttpResponse response{.status = status, .reason = {}, .fields = {{"Connection", "close"}}, .body = why + "\n"};
    if (status == 426) response.fields.add("Sec-WebSocket-Version", "13");
    return std::unexpected(std::move(response));
}

}  // namespace

std::string accept_of(std::string_view key) {
    const auto text = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    std::array<std::uint8_t, 20> sum{};
    EVP_Digest(text.data(), text.size(), sum.data(), nullptr, EVP_sha1(), nullptr);
    return to_base64(sum);
}

HttpRequest request_of(const Upgrade& upgrade) {
    HttpRequest request{.target = upgrade.target,
                        .fields = {{"Host", upgrade.host},
                                   {"Upgrade", "websocket"},
                                   {"Connection", "Upgrade"},
                                   {"Sec-WebSocket-Key", upgrade.key},
                                   {"Sec-WebSocket-Version", "13"}},
                        .body = {}};
    if (!upgrade.subprotocol.empty()) request.fields.add("Sec-WebSocket-Protocol", upgrade.subprotocol);
    return request;
}

std::string check_response(const Upgrade& upgrade, const HttpResponse& response) {
    const auto& fields = response.fields;
    if (response.status != 101) return fmt::format("the server answered {} {}", response.status, response.reason);
    if (!fields.lists("Upgrade", "websocket")) return "the answer has no `Upgrade: websocket`";
    if (!fields.lists("Connection", "Upgrade")) return "the answer has no `Connection: Upgrade`";
    if (fields.find("Sec-WebSocket-Accept") != accept_of(upgrade.key))
        return "the answer's Sec-WebSocket-Accept is not that of the key";
    if (fields.find("Sec-WebSocket-Extensions")) return "the server uses an extension nobody offered";
    if (fields.find("Sec-WebSocket-Protocol").value_or("") != upgrade.subprotocol)
        return fmt::format("the answer's subprotocol is not `{}`", upgrade.subprotocol);
    return {};
}

std::expected<HttpResponse, HttpResponse> answer_to(const HttpRequest& request, std::string_view subprotocol) {
    const auto& fields = request.fields;
    if (request.method != "GET") return refusal(400, "an upgrade is a GET");
    if (!fields.find("Host")) return refusal(400, "no Host");
    if (!fields.lists("Upgrade", "websocket")) return refusal(426, "no `Upgrade: websocket`");
    if (!fields.lists("Connection", "Upgrade")) return refusal(400, "no `Connection: Upgrade`");
    if (fields.find("Sec-WebSocket-Version") != "13") return refusal(426, "no `Sec-WebSocket-Version: 13`");
    const auto key = fields.find("Sec-WebSocket-Key").value_or("");
    const auto bytes = from_base64(key);
    if (!bytes || bytes->size() != kKeySize) return refusal(400, "Sec-WebSocket-Key is not 16 bytes in Base64");
    if (!subprotocol.empty() && !fields.lists("Sec-WebSocket-Protocol", subprotocol, true))
        return refusal(400, fmt::format("the subprotocol `{}` is not offered", subprotocol));
    HttpResponse response{
        .reason = {},
        .fields = {{"Upgrade", "websocket"}, {"Connection", "Upgrade"}, {"Sec-WebSocket-Accept", accept_of(key)}},
        .body = {}};
    if (!subprotocol.empty()) response.fields.add("Sec-WebSocket-Protocol", std::string(subprotocol));
    return response;
}

}  // namespace wireproof::session
