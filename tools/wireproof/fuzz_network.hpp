// `wireproof fuzz P --server` and `--sdk`: bent session scripts against a live peer.
#pragma once

#include <filesystem>

#include "harness/transport/tls.hpp"
#include "tools/wireproof/run.hpp"

namespace wireproof::cli {

struct NetworkFuzzOptions {
    std::string server, sdk;  // one of the two: an address or NAME; NAME or CMD
    bool tls = false;         // to the server; a wss:// address says it, too
    transport::TlsFiles tls_files;
    std::string server_name;  // in the server's certificate, where it is not the host
    double seconds = 60;
    std::uint64_t seed = 1;
    unsigned jobs = 0;          // 0: 64 of a server, 1 of an SDK
    unsigned timeout_ms = 0;    // of one answer; 0: 30 of a server, 300 of an SDK
    std::filesystem::path out;  // empty: nothing is kept; what an earlier run left there is gone on with
    std::vector<std::string> params;
    bool quiet = false;
};

// fuzz_network returns the exit code of the command.
[[nodiscard]] int fuzz_network(const NetworkFuzzOptions& options, const suite::DataFolder& data, const Wanted& wanted);

}  // namespace wireproof::cli
