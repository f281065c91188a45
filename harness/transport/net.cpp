#include "harness/transport/net.hpp"

#include <unistd.h>

#include <atomic>
#include <charconv>
#include <filesystem>

namespace wireproof::transport {
namespace {

constexpr std::string_view kUnix = "unix:";

}  // namespace

std::optional<Address> Address::parse(std::string_view text) {
    if (text.starts_with(kUnix)) {
        if (text.size() == kUnix.size()) return std::nullopt;
        return Address{.host = std::string(text)};
    }
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    auto host = text.substr(0, colon);
    if (host.contains('/')) return std::nullopt;  // a URL
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    const auto digits = text.substr(colon + 1);
    Address address{.host = std::string(host)};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), address.port);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return address;
}

std::optional<std::string> Address::path() const {
    if (!host.starts_with(kUnix)) return std::nullopt;
    return host.substr(kUnix.size());
}

std::optional<WebSocketUrl> WebSocketUrl::parse(std::string_view text) {
    WebSocketUrl url;
    url.secure = text.starts_with("wss://");
    if (!url.secure && !text.starts_with("ws://")) return std::nullopt;
    text.remove_prefix(text.find("//") + 2);
    const auto slash = text.find('/');
    if (slash != std::string_view::npos) url.path = text.substr(slash);
    auto authority = std::string(text.substr(0, slash));
    const auto port = authority.rfind(':');
    const bool has_port = port != std::string::npos && authority.find(']', port) == std::string::npos;
    if (!has_port) authority += url.secure ? ":443" : ":80";
    const auto address = Address::parse(authority);
    if (!address || address->path()) return std::nullopt;
    url.address = *address;
    return url;
}

Address a_unix_socket() {
    static std::atomic<unsigned> number = 0;
    const auto name = "wireproof-" + std::to_string(::getpid()) + "-" + std::to_string(number++) + ".sock";
    return {.host = std::string(kUnix) + (std::filesystem::temp_directory_path() / name).string()};
}

}  // namespace wireproof::transport
