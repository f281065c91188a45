// ReplayReport: what a replay shows while it runs, the events it writes, and the exit code that follows.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "conformance/report/report.hpp"
#include "conformance/testee/known.hpp"
#include "conformance/testee/peer.hpp"
#include "harness/transport/replay.hpp"

namespace wireproof::cli {

struct ReportOptions {
    std::string level = "should", trace_folder, today, colour = "auto";
    std::vector<std::string> files;  // `FORMAT=FILE`
    bool verbose = false, quiet = false, require_all = false;
    bool whole_run = true;  // nothing was filtered out
};

class ReplayReport {
public:
    // `peer` is what the sessions are played against; `reproduce` how to name it on the command line.
    ReplayReport(ReportOptions options, report::Report files, testee::KnownFailures known, std::string reproduce);

    void begin(const testee::Peer& peer, std::uint64_t seed);
    void add(const transport::Task& task, const transport::Report& report);
    void not_started(const std::string& why);
    void not_installed() { ++not_installed_; }
    void interrupted() { interrupted_ = true; }
    // finish writes the last lines and the report files and returns the exit code.
    [[nodiscard]] int finish();

private:
    [[nodiscard]] bool counts(const std::string& level) const;
    void progress(const Json& event) const;
    void write_trace(const std::string& id, const Json& trace) const;
    [[nodiscard]] int exit_code(std::size_t run, bool bad_known) const;

    ReportOptions options_;
    report::Report files_;
    testee::KnownFailures known_;
    std::string reproduce_;
    std::map<std::string, std::size_t> verdicts_;
    std::size_t counted_failures_ = 0, not_installed_ = 0;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    bool interrupted_ = false, not_started_ = false, bad_files_ = false;
};

}  // namespace wireproof::cli
