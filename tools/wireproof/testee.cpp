#include <fmt/format.h>
#include <unistd.h>

#include <csignal>

#include "conformance/testee/reference.hpp"
#include "tools/wireproof/commands.hpp"
#include "tools/wireproof/exit_code.hpp"

namespace wireproof::cli {

void add_testee(CLI::App& tool, Run& run) {
    auto* const command = tool.add_subcommand(
        "testee", "Answer cases on stdin and stdout: the reference codec behind the testee protocol");
    command->footer(
        "Examples:\n"
        "  wireproof testee < cases.jsonl\n"
        "  wireproof check --testee 'wireproof testee'     judge the reference through the pipe\n"
        "  echo '{\"op\":\"hello\",\"protocol_version\":1}' | wireproof testee");
    command->callback([&run] {
        run = [] {
            std::signal(SIGPIPE, SIG_IGN);
            return testee::serve(STDIN_FILENO, STDOUT_FILENO) ? kAsExpected : kNews;
        };
    });
}

}  // namespace wireproof::cli
