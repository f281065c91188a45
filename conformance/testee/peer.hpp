// Peer: what `--testee NAME|CMD` means: an implementation of tools/implementations/, or any command (SESSIONS section
// 8).
#pragma once

#include "conformance/testee/process.hpp"
#include "conformance/wire/json.hpp"

namespace wireproof::testee {

// Where implementations are described, and where tools/peers installs them (`build/peers`).
struct PeerRoots {
    std::filesystem::path implementations;
    std::filesystem::path installed;
};

enum class Role : std::uint8_t { testee, driver, server };
[[nodiscard]] std::string_view name_of(Role role);

struct Peer {
    Command command;
    std::string name;  // with its version; of a command: the command as typed
    // Of an implementation:
    std::string protocol, variant, version, language;
    std::filesystem::path known;  // its known.json; empty: none
    bool required_in_ci = false;
    std::vector<std::string> capabilities;
    std::vector<std::pair<std::string, std::string>> params;
    std::string not_installed;  // why it cannot be started, and what to do; empty: it can
};

// resolve_peer takes a name (`flo-python-0.1.0`; without a version the one its symbolic link means, else the lowest) or
// a command. A single word without a slash that no implementation has is a command, looked for in PATH. The error is
// for a bad command line or peer.json.
[[nodiscard]] std::expected<Peer, std::string> resolve_peer(std::string_view name_or_command,
                                                            Role role,
                                                            const PeerRoots& roots);

// peer_names lists the implementations there are, with and without version.
[[nodiscard]] std::vector<std::string> peer_names(const std::filesystem::path& implementations);

}  // namespace wireproof::testee
