// vectors lint | stats | derive | promote: the golden vectors themselves.
#include <fmt/format.h>

#include "conformance/suite/lint.hpp"
#include "conformance/testee/known.hpp"
#include "tools/wireproof/commands.hpp"
#include "tools/wireproof/exit_code.hpp"
#include "tools/wireproof/options.hpp"

namespace wireproof::cli {
namespace {

struct Options {
    std::string data;
    std::string protocol;
    std::vector<std::string> only;
    bool json = false;
};

int lint(const Options& options) {
    const auto data = find_data(options.data);
    if (!data) return complain(data.error());
    const auto result = suite::lint_vectors(*data);
    if (!result.problems.empty()) {
        complain_all(result.problems);
        fmt::print(stderr, "wireproof: {} problems\n", result.problems.size());
        return kUsage;
    }
    fmt::print("{} vectors in {} files, {} rules: nothing to remark\n", result.vectors, result.files, result.rules);
    return kAsExpected;
}

// The vectors that --data, --protocol and --only choose; empty and an exit code where that does not work.
struct Chosen {
    std::vector<suite::Vector> vectors;
    int exit = kAsExpected;
};
Chosen choose(const Options& options) {
    const auto data = find_data(options.data);
    if (!data) return {{}, complain(data.error())};
    const auto* const protocol = options.protocol.empty() ? nullptr : find_protocol(options.protocol);
    if (!options.protocol.empty() && protocol == nullptr)
        return {{}, complain(fmt::format("no protocol `{}`", options.protocol))};
    auto loaded = suite::load_vectors(*data, protocol);
    if (!loaded.problems.empty()) return {{}, complain_all(loaded.problems)};
    std::erase_if(loaded.vectors, [&](const suite::Vector& vector) {
        return !options.only.empty() && std::ranges::none_of(options.only, [&](const auto& glob) {
            return testee::glob_match(glob, vector.id);
        });
    });
    if (loaded.vectors.empty()) {
        fmt::print(stderr, "wireproof: nothing selected\n");
        return {{}, kNothingRun};
    }
    return {std::move(loaded.vectors), kAsExpected};
}

int stats(const Options& options) {
    const auto chosen = choose(options);
    if (chosen.exit != kAsExpected) return chosen.exit;
    Json rows = Json::array();
    for (const auto& protocol : protocols()) {
        std::map<std::string, std::vector<suite::Vector>> by_frame;
        for (const auto& vector : chosen.vectors)
            if (vector.protocol->name == protocol.name) by_frame[vector.frame].push_back(vector);
        for (const auto& [frame, vectors] : by_frame) {
            const auto cases = suite::expand(vectors, true, 0);
            const auto count = [&](suite::Vector::Kind kind) {
                return std::ranges::count(vectors, kind, &suite::Vector::kind);
            };
            rows.push_back({{"protocol", std::string(protocol.name)},
                            {"frame", frame},
                            {"valid", count(suite::Vector::Kind::valid)},
                            {"invalid", count(suite::Vector::Kind::invalid)},
                            {"either", count(suite::Vector::Kind::either)},
                            {"derived", cases.derived},
                            {"left_out", cases.left_out}});
        }
    }
    if (options.json) {
        fmt::print("{}\n", rows.dump());
        return kAsExpected;
    }
    fmt::print("{:<14} {:<24} {:>6} {:>8} {:>7} {:>8} {:>9}\n",
               "protocol",
               "frame",
               "valid",
               "invalid",
               "either",
               "derived",
               "left out");
    std::map<std::string, std::uint64_t> sum;
    for (const auto& row : rows) {
        fmt::print("{:<14} {:<24} {:>6} {:>8} {:>7} {:>8} {:>9}\n",
                   row["protocol"].get<std::string>(),
                   row["frame"].get<std::string>(),
                   row["valid"].get<int>(),
                   row["invalid"].get<int>(),
                   row["either"].get<int>(),
                   row["derived"].get<int>(),
                   row["left_out"].get<int>());
        for (const auto* key : {"valid", "invalid", "either", "derived", "left_out"})
            sum[key] += row[key].get<std::uint64_t>();
    }
    fmt::print("{:<14} {:<24} {:>6} {:>8} {:>7} {:>8} {:>9}\n",
               "all",
               "",
               sum["valid"],
               sum["invalid"],
               sum["either"],
               sum["derived"],
               sum["left_out"]);
    return kAsExpected;
}

int derive(const Options& options) {
    const auto chosen = choose(options);
    if (chosen.exit != kAsExpected) return chosen.exit;
    for (const auto& question : suite::expand(chosen.vectors, true, 0).cases) {
        if (!question.derived) continue;
        const auto expected = suite::settled(question);
        const bool refused = expected.kind == suite::Expected::Kind::refused;
        if (options.json) {
            Json row = {{"id", question.id}, {"frame", question.vector->frame}};
            if (question.vector->messages.empty()) row["wire"] = to_hex(*question.wire);
            else
                for (const auto& message : suite::split(*question.wire, question.segments))
                    row["wires"].push_back(to_hex(message));
            if (refused)
                row["error"] = {{"code", std::string(name_of(expected.codes.front()))},
                                {"offset", *expected.offset},
                                {"path", *expected.path}};
            if (!refused) row["value"] = *expected.value;
            fmt::print("{}\n", row.dump());
        } else {
            fmt::print("{:<48} {}\n",
                       question.id,
                       refused ? describe({expected.codes.front(), *expected.offset, *expected.path, {}}) : "accepted");
        }
    }
    return kAsExpected;
}

}  // namespace

void add_vectors(CLI::App& tool, Run& run) {
    auto* const command = tool.add_subcommand("vectors", "The golden vectors themselves");
    command->require_subcommand(1);
    const auto options = std::make_shared<Options>();
    const auto add = [&](const char* name, const char* about, int (*work)(const Options&)) {
        auto* const sub = command->add_subcommand(name, about);
        sub->add_option("--data", options->data, "folder of vectors, schemas and sessions");
        sub->callback([&run, options, work] { run = [options, work] { return work(*options); }; });
        return sub;
    };
    add("lint", "Checks every vector file; exit code 2 and one line a problem", &lint);
    for (auto* const sub : {add("stats", "Counts by frame, derived cases included", &stats),
                            add("derive", "Lists the derived cases with the reference's verdict", &derive)}) {
        sub->add_option("--protocol", options->protocol, "one protocol only");
        sub->add_option("--only", options->only, "ids, `*` stands for anything");
        sub->add_flag("--json", options->json, "JSON, one line a row");
    }
    add_promote(*command, run);
    command->footer(
        "Examples:\n"
        "  wireproof vectors derive --only 'flo-b452f'\n"
        "  wireproof vectors promote build/overnight/findings/fuzz_flo_decode/SHA1 --doc 'a key of no bytes'");
}

}  // namespace wireproof::cli
