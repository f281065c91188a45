// What commands that judge have in common: their options, the report, known failures, the verdict of the run.
#pragma once

#include <atomic>
#include <chrono>

#include "conformance/report/report.hpp"
#include "conformance/suite/event.hpp"
#include "conformance/testee/known.hpp"
#include "tools/wireproof/commands.hpp"
#include "tools/wireproof/options.hpp"

namespace wireproof::cli {

struct RunOptions {
    std::string protocol;  // P[:VARIANT]
    std::vector<std::string> only;
    std::vector<std::string> flags;
    std::string level = "should";
    std::string known;
    std::vector<std::string> reports;
    std::size_t jobs = 0;  // 0: as many as there are processors
    std::uint64_t seed = 1;
    std::optional<unsigned> timeout_ms;  // none: 5 s for a question to a testee; what a script says for a waiting step
    bool require_all = false;
    std::string today;
    std::string data;
    bool verbose = false;
    bool quiet = false;
    std::string color = "auto";

    // writes_to_stdout: a report goes there, so nothing else may.
    [[nodiscard]] bool writes_to_stdout() const {
        return std::ranges::any_of(reports, [](const std::string& target) { return target.ends_with("=-"); });
    }
    // lists_passes: cases that passed are told of one by one, not only counted.
    [[nodiscard]] bool lists_passes() const { return verbose || !reports.empty(); }
    [[nodiscard]] bool wants_id(std::string_view id) const;
    [[nodiscard]] bool wants_flags(const std::vector<std::string>& of_vector) const;
    // counts: whether a case of this level counts for the exit code.
    [[nodiscard]] bool counts(suite::Level of_case) const;
    // filtered: part of the selection only, so that entries of known.json which match nothing mean nothing.
    [[nodiscard]] bool filtered() const { return !only.empty() || !flags.empty(); }
};
void add_run_options(CLI::App& command, RunOptions& options);

// parse_protocol reads `P[:VARIANT]`; nothing of both is every protocol.
struct Wanted {
    const Protocol* protocol = nullptr;
    const Variant* variant = nullptr;
};
[[nodiscard]] std::expected<Wanted, std::string> parse_protocol(const std::string& text);

// watch_interrupts makes Ctrl-C and SIGTERM end a run in good order: the rest is not-run, the report is written, exit
// code 130.
void watch_interrupts();
[[nodiscard]] const std::atomic<bool>& interrupted();

// JudgedRun: the verdicts of a run on their way through known failures into the report.
class JudgedRun {
public:
    // open reads the known failures (of `known.file` unless --known names another) and checks that every report can be
    // written. `peer` describes who is judged.
    struct Known {
        std::filesystem::path file;  // empty: nothing is known
        bool sessions = false;       // the entries about session scripts count, not those about vectors
    };
    [[nodiscard]] static std::expected<JudgedRun, std::string> open(
        const RunOptions& options, const suite::DataFolder& data, Json peer, Json selected, const Known& known);
    // judge lets the known failures have their say about a case.
    [[nodiscard]] testee::KnownFailures::Judged judge(std::string_view id,
                                                      Verdict verdict,
                                                      std::string_view frame = {}) {
        return known_.judge(id, verdict, frame);
    }
    // add takes a case event whose verdict is final.
    void add(Json event, suite::Level level);
    // count_passes takes cases that passed and that no report tells of (`lists_passes`).
    void count_passes(suite::Level level, std::size_t n);
    [[nodiscard]] bool lists_passes() const { return options_->lists_passes(); }
    // add_peer takes what happened to the testee or peer itself.
    void add_peer(Json event) { report_.add(std::move(event)); }
    // began: the run's work began before it was opened.
    void began(std::chrono::steady_clock::time_point when) { began_ = when; }
    // interrupt: the run was ended by a signal that somebody else took.
    void interrupt() { interrupted_ = true; }
    // count_failure makes the run red for something that is no case.
    void count_failure(const std::string& sentence);
    // finish writes the reports, prints what a person wants to see, and returns the exit code. `failed`: the testee or
    // peer could not be judged to the end.
    [[nodiscard]] int finish(bool failed = false);

private:
    JudgedRun(const RunOptions& options, suite::DataFolder data, report::Report report, testee::KnownFailures known)
        : options_(&options),
          data_(std::move(data)),
          report_(std::move(report)),
          known_(std::move(known)),
          began_(std::chrono::steady_clock::now()) {}
    void add_rules(Json& event);
    [[nodiscard]] int exit_code(bool failed, bool bad_known) const;
    [[nodiscard]] std::size_t count(Verdict verdict) const;

    const RunOptions* options_;
    suite::DataFolder data_;
    report::Report report_;
    testee::KnownFailures known_;
    std::chrono::steady_clock::time_point began_;
    std::map<Verdict, std::size_t> verdicts_;
    std::size_t counted_failures_ = 0;
    bool interrupted_ = false;
    std::map<std::string, suite::Rules> rules_;  // by protocol
};

// known_json: the `known` of a case event, the entry that foresaw its verdict; null if none did.
[[nodiscard]] Json known_json(const testee::KnownFailures::Judged& judged);

// finish_not_installed ends a run whose peer is not there, which is an error only in CI and only of one that CI must
// have.
[[nodiscard]] int finish_not_installed(JudgedRun& run, const testee::Peer& peer);

}  // namespace wireproof::cli
