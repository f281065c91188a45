// Options and inputs that several commands share.
#pragma once

#include <CLI/CLI.hpp>

#include "conformance/suite/vector.hpp"
#include "conformance/testee/peer.hpp"
#include "conformance/testee/server.hpp"
#include "harness/session/scope.hpp"
#include "harness/transport/net.hpp"
#include "harness/transport/tls.hpp"

namespace wireproof::cli {

// find_data returns the data folder: `given` (--data), else $WIREPROOF_DATA, else ../share/wireproof beside the
// executable, else the source tree that built it. The error is a sentence.
[[nodiscard]] std::expected<suite::DataFolder, std::string> find_data(const std::string& given);

// Codec: the frame that `P [FRAME] [--variant V]` names.
struct Codec {
    const Protocol* protocol = nullptr;
    const Variant* variant = nullptr;
    const wire::FrameType* type = nullptr;
};
// find_variant stops at the variant: no frame is looked for.
[[nodiscard]] std::expected<Codec, std::string> find_variant(const std::string& protocol, const std::string& variant);
[[nodiscard]] std::expected<Codec, std::string> find_codec(const std::string& protocol,
                                                           const std::string& variant,
                                                           const std::string& frame);

// read_input reads bytes given as hex digits, as a file's name, or as `-` for standard input. A file or stream of hex
// digits and white space only is taken as hex, any other as the bytes themselves.
[[nodiscard]] std::expected<Bytes, std::string> read_input(const std::string& given);
// read_input_text does the same for text (JSON values).
[[nodiscard]] std::expected<std::string, std::string> read_input_text(const std::string& given);

// complain prints `wireproof: what` to standard error and returns the exit code for usage errors.
int complain(std::string_view what);
// complain_all prints each problem of an input file.
int complain_all(const std::vector<Problem>& problems);

// add_tls_options: --ca, --cert, --key and --server-name of a client. check_tls says what is wrong with them; empty:
// nothing.
void add_tls_options(CLI::App& command, transport::TlsFiles& files, std::string& server_name);
[[nodiscard]] std::string check_tls(const transport::TlsFiles& files);

// parse_params reads `--param K=V …`. The error is a sentence.
[[nodiscard]] std::expected<session::Scope::Params, std::string> parse_params(const std::vector<std::string>& given);

// parse_server_url reads `--server ws://…|wss://…`; nothing if it is no URL at all. The error is a sentence.
[[nodiscard]] std::expected<std::optional<transport::WebSocketUrl>, std::string> parse_server_url(
    const std::string& given);

// peer_roots: where implementations are described and where `tools/peers` installs them ($WIREPROOF_BUILD/peers, else
// build/peers of the tree).
[[nodiscard]] testee::PeerRoots peer_roots(const suite::DataFolder& data);

// ServerUnderTest: what `--server NAME|HOST:PORT|unix:PATH` means, running.
struct ServerUnderTest {
    testee::Peer peer;                        // of an address: its name only
    std::unique_ptr<testee::Server> started;  // by us, for as long as this lives; null: it was running
    std::string address;                      // empty: not installed, see `peer`
};
// start_server starts an implementation unless `given` is an address or it is not installed. The error is a sentence;
// `usage` tells whether the caller named something that is not there, or the server did not start.
struct ServerError {
    std::string what;
    bool usage = false;
};
[[nodiscard]] std::expected<ServerUnderTest, ServerError> start_server(const std::string& given,
                                                                       const suite::DataFolder& data);

}  // namespace wireproof::cli
