// drive: our own clients of a protocol behind the driver protocol, on stdin and stdout. Includes no asio.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "harness/peers/client.hpp"

namespace wireproof::transport {

struct DriverInfo {
    std::string protocol, variant, version;
    std::vector<std::string> methods, capabilities;
    std::function<std::unique_ptr<peers::Client>()> make_client;  // one for each name the caller uses
};

// drive returns after `bye` or the end of stdin; false if the caller broke the protocol, which stderr then says.
[[nodiscard]] bool drive(const DriverInfo& info);

}  // namespace wireproof::transport
