// The commands of the tool, one file each. A command adds its options to the parser and says what to run; it returns an
// exit code of exit_code.hpp.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace wireproof::cli {

// What main runs after parsing: set by the command that was named.
using Run = std::function<int()>;

void add_check(CLI::App& tool, Run& run);
void add_codec(CLI::App& tool, Run& run);
void add_list(CLI::App& tool, Run& run);
void add_vectors(CLI::App& tool, Run& run);
void add_testee(CLI::App& tool, Run& run);

}  // namespace wireproof::cli
