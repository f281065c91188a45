#include "harness/peers/haystack/options.hpp"

#include "harness/peers/haystack/settings.hpp"

namespace wireproof::peers::haystack {
namespace {

// take reads one option; false: there is no such option, or not with this value.
bool take(Options& options, const std::string& name, const Json& value, Version version) {
    const auto text = [&](auto& to) {
        if (value.is_string()) to = value.get<std::string>();
        return value.is_string();
    };
    const auto flag = [&](bool& to) {
        if (value.is_boolean()) to = value.get<bool>();
        return value.is_boolean();
    };
    if (name == "path") return text(options.path);
    if (name == "binary") return flag(options.binary);
    if (name == "token") return text(options.token);
    if (name == "username") return text(options.username);
    if (name == "password") return text(options.password);
    if (name == "heartbeat_ms" && value.is_number_unsigned()) {
        options.heartbeat = std::chrono::milliseconds(value.get<std::uint32_t>());
        return true;
    }
    if (version == Version::v1) return false;
    if (name == "chunked") return flag(options.packing.chunked);
    if (name != "compression" || !value.is_string()) return false;
    const auto compression = compression_of(value.get<std::string>());
    if (compression) options.packing.compression = *compression;
    return compression.has_value();
}

}  // namespace

std::expected<Options, Options::Refused> Options::read(const Json& args, Version version) {
    Options options;
    if (version == Version::v2) options.packing = Settings().packing;
    const auto given = args.value("options", Json::object());
    for (const auto& [name, value] : given.items())
        if (!take(options, name, value, version))
            return std::unexpected(Refused{true, "no option " + name + " with the value " + value.dump()});
    const bool good = args.value("host", Json()).is_string() && args.value("port", Json()).is_number_unsigned() &&
                      args.value("transport", "ws") == "ws";
    if (!good) return std::unexpected(Refused{false, "expected host, port, and transport ws"});
    options.host = args["host"].get<std::string>();
    options.port = args["port"].get<std::uint16_t>();
    if (args.contains("timeout_ms"))
        options.timeout = std::chrono::milliseconds(args["timeout_ms"].get<std::int64_t>());
    return options;
}

}  // namespace wireproof::peers::haystack
