#include <fmt/format.h>

#include "tools/wireproof/commands.hpp"
#include "tools/wireproof/exit_code.hpp"

int main(int argc, char** argv) {
    using namespace wireproof;
    CLI::App tool{"wireproof: golden vectors, scripted sessions and fuzzing for five protocols", "wireproof"};
    tool.set_version_flag("--version", WIREPROOF_VERSION);
    tool.require_subcommand(1);
    tool.failure_message(CLI::FailureMessage::help);
    cli::Run run;
    cli::add_driver(tool, run);
    cli::add_replay(tool, run);
    cli::add_report(tool, run);
    cli::add_serve(tool, run);
    cli::add_testee(tool, run);
    cli::add_testee_check(tool, run);
    try {
        tool.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return tool.exit(error) == 0 ? cli::kAsExpected : cli::kUsage;
    }
    return run();
}
