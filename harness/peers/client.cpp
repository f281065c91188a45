#include "harness/peers/client.hpp"

namespace wireproof::peers {

Json raised_reply(std::string_view error, std::string_view said, const std::string& message) {
    return {{"status", "raised"},
            {"error", said},
            {"type", "wireproof::" + std::string(error)},
            {"message", message},
            {"detail", Json::object()}};
}

}  // namespace wireproof::peers
