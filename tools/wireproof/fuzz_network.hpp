// `wireproof fuzz P --server` and `--sdk`: bent session scripts against a live peer.
#pragma once

#include <filesystem>

#include "harness/transport/tls.hpp"
#include "tools/wireproof/run.hpp"

namespace wireproof::cli {

// What is not said, of a server and of an SDK: sessions at once, and how long one answer may take.
inline constexpr unsigned kServerJobs = 128, kSdkJobs = 1;
inline constexpr unsigned kServerTimeoutMs = 30, kSdkTimeoutMs = 300;

struct NetworkFuzzOptions {
    std::string server, sdk;  // one of the two: an address or NAME; NAME or CMD
    bool tls = false;         // to the server; a wss:// address says it, too
    transport::TlsFiles tls_files;
    std::string server_name;  // in the server's certificate, where it is not the host
    double seconds = 60;
    std::uint64_t seed = 1;
    unsigned jobs = 0;          // 0: what is usual
    unsigned timeout_ms = 0;    // likewise
    std::filesystem::path out;  // empty: nothing is kept; what an earlier run left there is gone on with
    std::vector<std::string> params;
    bool quiet = false;
};

// fuzz_network returns the exit code of the command.
[[nodiscard]] int fuzz_network(const NetworkFuzzOptions& options, const suite::DataFolder& data, const Wanted& wanted);

}  // namespace wireproof::cli
