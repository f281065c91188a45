// The commands of the tool, one file each. A command adds its options to the parser and says what to run; it returns an
// exit code of exit_code.hpp.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

namespace wireproof::cli {

// What main runs after parsing: set by the command that was named.
using Run = std::function<int()>;

// add_… functions
void add_driver(CLI::App& tool, Run& run);
void add_replay(CLI::App& tool, Run& run);
void add_report(CLI::App& tool, Run& run);
void add_serve(CLI::App& tool, Run& run);
void add_testee(CLI::App& tool, Run& run);
void add_testee_check(CLI::App& tool, Run& run);

// switches_help lists what our own server or client can do wrong.
[[nodiscard]] std::string switches_help(bool for_server);

}  // namespace wireproof::cli
