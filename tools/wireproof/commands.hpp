// The commands of the tool, one file each. A command adds its options to the parser and says what to run; it returns an
// exit code of exit_code.hpp.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

namespace wireproof::cli {

// What main runs after parsing: set by the command that was named.
using Run = std::function<int()>;

// command_line: the words after the tool's name, for reports. Set by main.
[[nodiscard]] inline std::vector<std::string>& command_line() {
    static std::vector<std::string> words;
    return words;
}

void add_check(CLI::App& tool, Run& run);
void add_codec(CLI::App& tool, Run& run);
void add_list(CLI::App& tool, Run& run);
void add_vectors(CLI::App& tool, Run& run);
void add_promote(CLI::App& vectors, Run& run);  // of `vectors`
void add_describe(CLI::App& tool, Run& run);
void add_driver(CLI::App& tool, Run& run);
void add_fuzz(CLI::App& tool, Run& run);
void add_record(CLI::App& tool, Run& run);
void add_replay(CLI::App& tool, Run& run);
void add_report(CLI::App& tool, Run& run);
void add_serve(CLI::App& tool, Run& run);
void add_testee(CLI::App& tool, Run& run);
void add_testee_check(CLI::App& tool, Run& run);

// switches_help lists what our own server or client can do wrong.
[[nodiscard]] std::string switches_help(bool for_server);

}  // namespace wireproof::cli
