// NetworkRecord: what network fuzzing leaves in --out, so that a run that was ended or killed is gone on with.
#pragma once

#include <expected>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tools/wireproof/run_file.hpp"

namespace wireproof::cli {

struct NetworkFinding {
    std::string sign, reason;
    std::uint64_t times = 0;
    bool shrunk = false;      // as far as it goes, or it was not seen again
    bool reproduced = false;  // when played alone
    Json script;              // that shows it
};

class NetworkRecord {
public:
    // open reads what an earlier run of the same kind left in the folder, which is made if it is not there; an empty
    // path keeps nothing. `about` is what makes two runs the same.
    [[nodiscard]] static std::expected<NetworkRecord, std::string> open(std::filesystem::path folder, Json about);

    std::uint64_t next = 0;                       // number of the next sequence
    std::uint64_t played = 0;                     // sequences, in all runs
    double seconds = 0;                           // likewise
    std::map<std::string, NetworkFinding> found;  // by sign

    // states are the files of scripts that reached something new.
    [[nodiscard]] std::vector<std::filesystem::path> states() const;
    // add_state writes one more; add_text anything else. False if that failed.
    [[nodiscard]] bool add_state(std::uint64_t number, const Json& script) const;
    [[nodiscard]] bool add_text(const std::string& name, const std::string& text) const;
    // write leaves either the old record or the whole new one, and a script for each finding.
    [[nodiscard]] bool write() const;

private:
    NetworkRecord(std::filesystem::path folder, Json about);
    [[nodiscard]] std::string resume();

    std::filesystem::path folder_;
    RunFile file_;
};

}  // namespace wireproof::cli
