#include <fmt/format.h>
#include <unistd.h>

#include <memory>

#include "conformance/testee/check.hpp"
#include "tools/wireproof/commands.hpp"
#include "tools/wireproof/exit_code.hpp"

namespace wireproof::cli {
namespace {

struct Options {
    std::string command;
    std::uint32_t timeout_ms = 5000;
};

int check(const Options& options) {
    auto words = testee::split_command(options.command);
    if (!words) {
        fmt::print(stderr, "wireproof: `{}`: {}\n", options.command, words.error());
        return kUsage;
    }
    bool good = true;
    const bool colour = ::isatty(STDOUT_FILENO) != 0;
    for (const auto& finding :
         testee::check_testee({.words = std::move(*words)}, std::chrono::milliseconds(options.timeout_ms))) {
        good = good && finding.good;
        const auto* const mark =
            finding.good ? (colour ? "\x1b[32mgood\x1b[0m" : "good") : (colour ? "\x1b[31mBAD \x1b[0m" : "BAD ");
        fmt::print("{}  {}\n", mark, finding.text);
    }
    fmt::print("{}\n",
               good ? "the dialogue is right; now let `wireproof check --testee` judge the codec"
                    : "the dialogue is not right yet");
    return good ? kAsExpected : kNotStarted;
}

}  // namespace

void add_testee_check(CLI::App& tool, Run& run) {
    auto* const command = tool.add_subcommand(
        "testee-check", "Try the pipe dialogue with a testee, and say which reply is wrong and how");
    const auto options = std::make_shared<Options>();
    command->add_option("command", options->command, "The testee's command, split as a shell splits words")
        ->required()
        ->type_name("CMD");
    command->add_option("--timeout-ms", options->timeout_ms, "Time for each reply")->capture_default_str();
    command->footer("Example:\n  wireproof testee-check 'python3 my_testee.py'");
    command->callback([&run, options] { run = [options] { return check(*options); }; });
}

}  // namespace wireproof::cli
