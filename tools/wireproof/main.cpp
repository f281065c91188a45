#include <fmt/format.h>
#include <malloc.h>

#include "tools/wireproof/commands.hpp"
#include "tools/wireproof/exit_code.hpp"
#include "tools/wireproof/options.hpp"

int main(int argc, char** argv) {
    using namespace wireproof;
    // Vectors of 16 MiB come and go by the dozen: keep their pages instead of asking the kernel for new ones each time
    // (half of a check).
    constexpr int kLargest = 32 << 20;  // glibc refuses a higher threshold
    mallopt(M_MMAP_THRESHOLD, kLargest);
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
    mallopt(M_TOP_PAD, 2 * kLargest);
    CLI::App tool{"wireproof: golden vectors, scripted sessions and fuzzing for five protocols", "wireproof"};
    tool.set_version_flag("--version", WIREPROOF_VERSION);
    tool.require_subcommand(1);
    tool.failure_message(CLI::FailureMessage::help);
    cli::command_line() = {argv + 1, argv + argc};
    cli::Run run;
    cli::add_check(tool, run);
    cli::add_list(tool, run);
    cli::add_codec(tool, run);
    cli::add_vectors(tool, run);
    cli::add_report(tool, run);
    cli::add_describe(tool, run);
    cli::add_driver(tool, run);
    cli::add_fuzz(tool, run);
    cli::add_record(tool, run);
    cli::add_replay(tool, run);
    cli::add_serve(tool, run);
    cli::add_testee(tool, run);
    cli::add_testee_check(tool, run);
    try {
        tool.parse(argc, argv);
    } catch (const CLI::RequiredError& error) {
        // A command that is misspelt leaves the parser without one and with a word.
        const auto words = tool.remaining(true);
        if (words.empty()) return tool.exit(error) == 0 ? cli::kAsExpected : cli::kUsage;
        return cli::complain(fmt::format("no command `{}`; `wireproof --help` lists those there are", words.front()));
    } catch (const CLI::ParseError& error) {
        const bool misspelt = argc > 1 && *argv[1] != '-' && tool.get_subcommands().empty();
        if (misspelt) return cli::complain(fmt::format("no command `{}`; see `wireproof --help`", argv[1]));
        return tool.exit(error) == 0 ? cli::kAsExpected : cli::kUsage;
    }
    return run();
}
