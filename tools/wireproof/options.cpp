#include "tools/wireproof/options.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <iterator>

#include "harness/transport/serve.hpp"
#include "tools/wireproof/exit_code.hpp"

namespace wireproof::cli {
namespace {

bool holds_data(const std::filesystem::path& folder) {
    std::error_code error;
    return std::filesystem::is_directory(folder / "vectors" / "schema", error);
}

std::string names_of(const auto& list) {
    std::string text;
    for (const auto& each : list) text += (text.empty() ? "" : ", ") + std::string(each.name);
    return text;
}

std::string standard_input() { return {std::istreambuf_iterator<char>(std::cin), {}}; }

std::optional<Bytes> as_hex(std::string text) {
    std::erase_if(text, [](unsigned char c) { return std::isspace(c) != 0; });
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return from_hex(text);
}

}  // namespace

std::expected<suite::DataFolder, std::string> find_data(const std::string& given) {
    if (!given.empty()) {
        if (holds_data(given)) return suite::DataFolder{given};
        return std::unexpected(fmt::format("--data {}: no vectors/schema in it", given));
    }
    if (const char* const environment = std::getenv("WIREPROOF_DATA"); environment != nullptr) {
        if (holds_data(environment)) return suite::DataFolder{environment};
        return std::unexpected(fmt::format("$WIREPROOF_DATA = {}: no vectors/schema in it", environment));
    }
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    if (const auto beside = self.parent_path().parent_path() / "share" / "wireproof"; !error && holds_data(beside))
        return suite::DataFolder{beside};
    if (holds_data(WIREPROOF_SOURCE_DIR)) return suite::DataFolder{WIREPROOF_SOURCE_DIR};
    return std::unexpected("no vectors found: give their folder with --data or $WIREPROOF_DATA");
}

std::expected<Codec, std::string> find_variant(const std::string& protocol, const std::string& variant) {
    Codec codec;
    codec.protocol = find_protocol(protocol);
    if (codec.protocol == nullptr)
        return std::unexpected(fmt::format("no protocol `{}`; there are {}", protocol, names_of(protocols())));
    codec.variant = codec.protocol->variant(variant);
    if (codec.variant == nullptr)
        return std::unexpected(
            fmt::format("{} has no variant `{}`; there are {}", protocol, variant, names_of(codec.protocol->variants)));
    return codec;
}

std::expected<Codec, std::string> find_codec(const std::string& protocol,
                                             const std::string& variant,
                                             const std::string& frame) {
    auto found = find_variant(protocol, variant);
    if (!found) return found;
    auto& codec = *found;
    codec.type = codec.variant->frame(frame);
    if (codec.type != nullptr) return found;
    if (frame.empty())
        return std::unexpected(fmt::format("the bytes of {} do not say what they are: name the frame, one of {}",
                                           protocol,
                                           names_of(codec.variant->frames)));
    return std::unexpected(fmt::format("{} {} has no frame `{}`; there are {}",
                                       protocol,
                                       codec.variant->name,
                                       frame,
                                       names_of(codec.variant->frames)));
}

std::expected<std::string, std::string> read_input_text(const std::string& given) {
    if (given == "-") return standard_input();
    std::error_code error;
    if (!std::filesystem::exists(given, error)) return given;
    auto text = read_text(given);
    if (!text) return std::unexpected(fmt::format("{}: {}", given, text.error()));
    return text;
}

std::expected<Bytes, std::string> read_input(const std::string& given) {
    const auto text = read_input_text(given);
    if (!text) return std::unexpected(text.error());
    if (auto bytes = as_hex(*text)) return std::move(*bytes);
    if (*text == given) return std::unexpected(fmt::format("`{}` is neither hex digits nor a file", given));
    const auto bytes = as_bytes(*text);
    return Bytes(bytes.begin(), bytes.end());
}

int complain(std::string_view what) {
    fmt::print(stderr, "wireproof: {}\n", what);
    return kUsage;
}

int complain_all(const std::vector<Problem>& problems) {
    for (const auto& problem : problems) fmt::print(stderr, "wireproof: {}\n", problem.text());
    return kUsage;
}

void add_tls_options(CLI::App& command, transport::TlsFiles& files, std::string& server_name) {
    command.add_option("--ca", files.ca, "who signed the server's certificate; default: the system's")
        ->option_text("FILE");
    command.add_option("--cert", files.cert, "the certificate we show a server that asks")->option_text("FILE");
    command.add_option("--key", files.key, "its key")->option_text("FILE");
    command.add_option("--server-name", server_name, "the name in the server's certificate")->option_text("NAME");
}

std::string check_tls(const transport::TlsFiles& files) {
    return files.cert.empty() != files.key.empty() ? "--cert and --key go together" : "";
}

std::expected<session::Scope::Params, std::string> parse_params(const std::vector<std::string>& given) {
    session::Scope::Params params;
    for (const auto& param : given) {
        const auto equals = param.find('=');
        if (equals == std::string::npos) return std::unexpected(fmt::format("--param {}: expected K=V", param));
        params[param.substr(0, equals)] = param.substr(equals + 1);
    }
    return params;
}

std::expected<std::optional<transport::WebSocketUrl>, std::string> parse_server_url(const std::string& given) {
    if (given.find("://") == std::string::npos) return std::nullopt;
    const auto url = transport::WebSocketUrl::parse(given);
    if (url) return url;
    return std::unexpected(fmt::format("--server {}: expected ws://HOST:PORT/PATH or wss://HOST:PORT/PATH", given));
}

testee::PeerRoots peer_roots(const suite::DataFolder& data) {
    const char* const build = std::getenv("WIREPROOF_BUILD");
    return {data.implementations(), (build != nullptr ? std::filesystem::path(build) : data.root / "build") / "peers"};
}

std::expected<ServerUnderTest, ServerError> start_server(const std::string& given, const suite::DataFolder& data) {
    ServerUnderTest server;
    if (transport::Address::parse(given)) {
        server.peer.name = server.address = given;
        return server;
    }
    auto peer = testee::resolve_peer(given, testee::Role::server, peer_roots(data));
    if (!peer) return std::unexpected(ServerError{peer.error(), true});
    server.peer = std::move(*peer);
    const bool is_name = server.peer.protocol.empty() && given.find_first_of("/ ") == std::string::npos;
    if (is_name)
        return std::unexpected(ServerError{
            fmt::format("--server {}: neither HOST:PORT, unix:PATH nor an implementation of `tools/peers list`", given),
            true});
    if (!server.peer.not_installed.empty()) return server;
    auto started = testee::Server::start(server.peer.command, Json::object());
    if (!started) return std::unexpected(ServerError{started.error()});
    server.started = std::move(*started);
    server.address = server.started->address();
    return server;
}

}  // namespace wireproof::cli
