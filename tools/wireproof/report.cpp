#include "conformance/report/report.hpp"

#include <fmt/format.h>

#include <memory>

#include "conformance/report/compare.hpp"
#include "conformance/report/terminal.hpp"
#include "tools/wireproof/commands.hpp"
#include "tools/wireproof/exit_code.hpp"

namespace wireproof::cli {
namespace {

struct Options {
    std::vector<std::string> files;
    std::vector<std::string> targets;
    std::string out;
    bool verbose = false;
};

int refuse(const std::string& why) {
    fmt::print(stderr, "wireproof: {}\n", why);
    return kUsage;
}

int convert(const Options& options) {
    std::vector<report::Target> targets;
    for (const auto& text : options.targets) {
        auto target = report::parse_target(text);
        if (!target) return refuse(target.error());
        targets.push_back(std::move(*target));
    }
    const auto events = report::read_events(options.files.front());
    if (!events) return refuse(events.error());
    if (targets.empty()) fmt::print("{}", report::render_terminal(*events, {.verbose = options.verbose}));
    for (const auto& target : targets)
        if (const auto written = report::write_target(target, *events); !written) return refuse(written.error());
    return kAsExpected;
}

int compare(const Options& options) {
    const auto before = report::read_events(options.files[0]);
    if (!before) return refuse(before.error());
    const auto after = report::read_events(options.files[1]);
    if (!after) return refuse(after.error());
    const auto comparison = report::compare(*before, *after);
    const auto list = [&](const char* name, const std::vector<std::string>& cases, bool show) {
        fmt::print("{}: {}\n", name, cases.size());
        if (show)
            for (const auto& text : cases) fmt::print("  {}\n", text);
    };
    list("new", comparison.fresh, true);
    list("fixed", comparison.fixed, true);
    list("unchanged", comparison.unchanged, options.verbose);
    list("gone", comparison.gone, true);
    return comparison.fresh.empty() ? kAsExpected : kNews;
}

int merge(const Options& options) {
    std::vector<report::Events> runs;
    for (const auto& file : options.files) {
        auto events = report::read_events(file);
        if (!events) return refuse(events.error());
        runs.push_back(std::move(*events));
    }
    const auto merged = report::merge(std::move(runs));
    if (!merged) return refuse(merged.error());
    const auto written = report::write_target({.format = report::Format::json, .file = options.out}, *merged);
    return written ? kAsExpected : refuse(written.error());
}

}  // namespace

void add_report(CLI::App& tool, Run& run) {
    auto* const command =
        tool.add_subcommand("report", "Convert, compare and merge reports (JSON lines, written by --report json=FILE)");
    command->require_subcommand(1);
    command->footer(
        "Examples:\n"
        "  wireproof report convert run.jsonl --to html=run.html --to junit=run.xml\n"
        "  wireproof report compare yesterday.jsonl today.jsonl        exit code 1 if something new fails\n"
        "  wireproof report merge part1.jsonl part2.jsonl -o all.jsonl");
    const auto options = std::make_shared<Options>();
    auto* const to = command->add_subcommand("convert", "Write a report in other formats; without --to, as text");
    to->add_option("file", options->files, "The report; the last line may be cut off")
        ->required()
        ->expected(1)
        ->type_name("FILE");
    to->add_option("--to", options->targets, "json, junit, html or tap, and the file; - is stdout")
        ->type_name("FORMAT=FILE");
    to->add_flag("-v,--verbose", options->verbose, "As text: every failure in full");
    to->callback([&run, options] { run = [options] { return convert(*options); }; });
    auto* const with = command->add_subcommand("compare", "Say what is new, fixed and unchanged between two reports");
    with->add_option("files", options->files, "The report before, and the one after")
        ->required()
        ->expected(2)
        ->type_name("BEFORE AFTER");
    with->add_flag("-v,--verbose", options->verbose, "List what is unchanged too");
    with->callback([&run, options] { run = [options] { return compare(*options); }; });
    auto* const together = command->add_subcommand("merge", "Make one report of several about the same program");
    together->add_option("files", options->files, "The reports")->required()->expected(1, 1000)->type_name("FILE...");
    together->add_option("-o,--out", options->out, "Where to write it; - is stdout")->required()->type_name("FILE");
    together->callback([&run, options] { run = [options] { return merge(*options); }; });
}

}  // namespace wireproof::cli
