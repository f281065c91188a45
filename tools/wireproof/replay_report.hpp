// ReplayReport: what a replay shows while it runs, the events it writes, and the exit code that follows.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "harness/transport/replay.hpp"

namespace wireproof::cli {

struct ReportOptions {
    std::string level = "should", trace_folder;
    std::vector<std::string> files;  // `json=FILE`
    bool verbose = false, quiet = false;
};

class ReplayReport {
public:
    ReplayReport(ReportOptions options, std::string opposite, std::uint64_t seed);
    void add(const transport::Task& task, const transport::Report& report);
    void not_started(const std::string& why);
    void interrupted() { interrupted_ = true; }
    // finish writes the last line and the report files and returns the exit code.
    [[nodiscard]] int finish(bool require_all);

private:
    [[nodiscard]] bool counts(const std::string& level) const;
    void show(const Json& event);
    void write_trace(const std::string& id, const Json& trace) const;

    ReportOptions options_;
    std::string opposite_;
    std::vector<Json> events_;
    std::map<std::string, std::size_t> verdicts_;
    std::size_t counted_failures_ = 0;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    bool interrupted_ = false, not_started_ = false;
};

}  // namespace wireproof::cli
