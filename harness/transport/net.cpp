#include "harness/transport/net.hpp"

#include <charconv>

namespace wireproof::transport {

std::optional<Address> Address::parse(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    auto host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    const auto digits = text.substr(colon + 1);
    Address address{.host = std::string(host)};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), address.port);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return address;
}

}  // namespace wireproof::transport
