// check: judges an implementation behind the testee protocol, or the reference, with the golden vectors and what is
// derived from them.
#include <fmt/format.h>

#include <chrono>

#include "conformance/suite/parallel.hpp"
#include "conformance/testee/peer.hpp"
#include "conformance/testee/runner.hpp"
#include "tools/wireproof/ask.hpp"
#include "tools/wireproof/commands.hpp"
#include "tools/wireproof/exit_code.hpp"
#include "tools/wireproof/run.hpp"

namespace wireproof::cli {
namespace {

using Clock = std::chrono::steady_clock;

struct Options : RunOptions {
    std::string testee;
    bool no_derived = false;
};

class Check {
public:
    Check(const Options& options, suite::DataFolder data) : options_(options), data_(std::move(data)) {}

    int run() {
        if (const int exit = select(); exit != kAsExpected) return exit;
        return options_.testee.empty() ? reference() : testee();
    }

private:
    // ---- what to ask ----------------------------------------------------------------------------------------------
    int select() {
        const auto wanted = parse_protocol(options_.protocol);
        if (!wanted) return complain(wanted.error());
        auto loaded = suite::load_vectors(data_, wanted->protocol);
        if (!loaded.problems.empty()) return complain_all(loaded.problems);
        std::erase_if(loaded.vectors, [&](const suite::Vector& vector) {
            const bool other_variant = wanted->variant != nullptr && vector.variant->name != wanted->variant->name;
            return other_variant || !options_.wants_flags(vector.flags) || !may_match(vector.id);
        });
        vectors_ = std::move(loaded.vectors);
        std::ranges::sort(vectors_, {}, &suite::Vector::id);
        return kAsExpected;
    }
    static int nothing_selected() {
        fmt::print(stderr, "wireproof: no vector is selected\n");
        return kNothingRun;
    }
    [[nodiscard]] std::vector<suite::Case> cases_of(const suite::Vector& vector) const {
        auto cases = suite::expand({&vector, 1}, !options_.no_derived, options_.seed).cases;
        std::erase_if(cases, [&](const suite::Case& question) { return !options_.wants_id(question.id); });
        return cases;
    }
    // A glob for derived cases selects their vector too.
    [[nodiscard]] bool may_match(const std::string& id) const {
        return options_.only.empty() || std::ranges::any_of(options_.only, [&](const std::string& glob) {
                   return testee::glob_match(glob.substr(0, glob.find_first_of("/*")) + "*", id);
               });
    }
    [[nodiscard]] std::expected<JudgedRun, std::string> open(Json peer,
                                                             std::size_t derived,
                                                             const std::filesystem::path& known) const {
        return JudgedRun::open(options_,
                               data_,
                               std::move(peer),
                               {{"stored", vectors_.size()}, {"derived", derived}, {"sessions", 0}},
                               {.file = known});
    }
    void add(JudgedRun& run, const suite::Case& question, const Judged& judged) const {
        const auto final = run.judge(question.id, judged.verdict, question.vector->frame);
        if (final.verdict == Verdict::pass && !run.lists_passes()) return run.count_passes(question.vector->level, 1);
        auto reproduce = fmt::format("wireproof check --only '{}'", question.id);
        if (!options_.testee.empty()) reproduce += fmt::format(" --testee '{}'", options_.testee);
        run.add(suite::case_event({question,
                                   judged.judgement,
                                   judged.answer,
                                   final.verdict,
                                   known_json(final),
                                   judged.time_us,
                                   std::move(reproduce)},
                                  options_.verbose),
                question.vector->level);
    }

    // ---- the reference, in process --------------------------------------------------------------------------------
    struct Told {
        suite::Case question;
        Judged judged;
    };
    struct OfVector {
        std::size_t cases = 0;
        std::size_t derived = 0;
        std::size_t passed = 0;  // and not told of: there are hundreds of thousands
        std::vector<Told> told = {};
    };
    int reference() {
        const auto began = Clock::now();
        std::vector<OfVector> all(vectors_.size());
        suite::in_parallel(all.size(), options_.jobs, [&](std::size_t n) { all[n] = on_reference(vectors_[n]); });
        std::size_t cases = 0;
        std::size_t derived = 0;
        for (const auto& each : all) {
            cases += each.cases;
            derived += each.derived;
        }
        if (cases == 0) return nothing_selected();
        auto run =
            open({{"name", "reference"}, {"version", WIREPROOF_VERSION}, {"variant", nullptr}, {"language", "c++"}},
                 derived,
                 options_.known);
        if (!run) return complain(run.error());
        run->began(began);
        for (std::size_t n = 0; n < all.size(); ++n) {
            run->count_passes(vectors_[n].level, all[n].passed);
            for (const auto& [question, judged] : all[n].told) add(*run, question, judged);
        }
        return run->finish();
    }
    [[nodiscard]] OfVector on_reference(suite::Vector& vector) const {
        auto cases = cases_of(vector);
        OfVector out{.cases = cases.size()};
        bool all_pass = true;
        for (auto& question : cases) {
            if (question.derived) ++out.derived;
            auto judged = interrupted() ? Judged() : on_reference(question);
            const bool passed = judged.verdict == Verdict::pass;
            all_pass = all_pass && passed;
            if (passed && !tells_passes_) {
                ++out.passed;
                continue;
            }
            if (passed && !options_.verbose) forget_data(question);
            out.told.push_back({std::move(question), std::move(judged)});
        }
        if (all_pass && !options_.verbose) forget_data(vector);
        return out;
    }
    // Nobody looks again at the bytes and values of what passed, and they may be many: they go at once.
    static void forget_data(suite::Case& question) {
        question.wire.reset();
        question.segments = {};
        question.expected = {};
    }
    static void forget_data(suite::Vector& vector) {
        vector.wire.reset();
        vector.value.reset();
        vector.frames.clear();
    }
    [[nodiscard]] Judged on_reference(const suite::Case& question) const {
        const auto began = Clock::now();
        Judged judged;
        judged.answer = suite::reference_answer(question);
        judged.time_us = static_cast<std::uint64_t>(
            std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began).count());
        judged.judgement = suite::judge(question, question.expected, judged.answer, true);
        judged.verdict = judged.judgement.verdict;
        if (judged.verdict == Verdict::pass && !options_.verbose)
            judged.answer = {};  // nobody looks at it again, and it may be large
        return judged;
    }

    // ---- a testee -------------------------------------------------------------------------------------------------
    int testee() {
        expand();
        if (cases_.empty()) return nothing_selected();
        const auto peer = testee::resolve_peer(options_.testee, testee::Role::testee, peer_roots(data_));
        if (!peer) return complain(peer.error());
        if (!peer->not_installed.empty()) return not_installed(*peer);
        testee::RunnerOptions how;
        how.timeout = std::chrono::milliseconds(options_.timeout_ms.value_or(5000));
        how.interrupted = &interrupted();
        std::vector<Json> happenings;
        how.on_event = [&](Json event) { happenings.push_back(std::move(event)); };
        auto runner = testee::Runner::start(peer->command, how);
        if (!runner) {
            fmt::print(stderr, "wireproof: {}: {}\n", peer->command.text(), runner.error().why);
            return kNotStarted;
        }
        const auto& hello = runner->hello();
        auto run = open({{"name", hello.name},
                         {"version", hello.version},
                         {"variant", variants_of(hello)},
                         {"language", hello.language}},
                        derived(),
                        peer->known);
        if (!run) return complain(run.error());
        say_strangers(hello);
        ask(*runner, *run);
        runner->finish();
        for (auto& event : happenings) run->add_peer(std::move(event));
        const auto& totals = runner->totals();
        if (!totals.gave_up.empty()) fmt::print(stderr, "wireproof: given up: {}\n", totals.gave_up);
        if (totals.unexplained != 0)
            run->count_failure(
                fmt::format("the testee ended {} times in ways that no case brings about alone", totals.unexplained));
        return run->finish(totals.failed());
    }
    void expand() {
        for (const auto& vector : vectors_)
            for (auto& question : cases_of(vector)) cases_.push_back(std::move(question));
    }
    [[nodiscard]] std::size_t derived() const {
        return static_cast<std::size_t>(std::ranges::count(cases_, true, &suite::Case::derived));
    }
    // In batches, because the lines of all cases together are many times the vectors.
    void ask(testee::Runner& runner, JudgedRun& run) const {
        constexpr std::size_t kBatch = 4096;
        const std::span<const suite::Case> all(cases_);
        for (std::size_t from = 0; from < all.size(); from += kBatch) {
            const auto batch = all.subspan(from, std::min(kBatch, all.size() - from));
            std::vector<testee::Request> requests;
            requests.reserve(batch.size());
            for (const auto& question : batch) requests.push_back(to_request(question));
            std::vector<testee::Reply> replies(batch.size());  // a second answer to a question replaces the first
            runner.run(requests, [&](std::size_t index, testee::Reply reply) { replies[index] = std::move(reply); });
            for (std::size_t i = 0; i < batch.size(); ++i) {
                const bool answered = replies[i].outcome == testee::Outcome::answered;
                const auto expected = answered ? suite::settled(batch[i]) : suite::Expected();
                add(run, batch[i], to_judged(batch[i], expected, replies[i]));
            }
        }
    }
    [[nodiscard]] int not_installed(const testee::Peer& peer) const {
        auto run = open(
            {{"name", peer.name}, {"version", peer.version}, {"variant", peer.variant}, {"language", peer.language}},
            derived(),
            {});
        if (!run) return complain(run.error());
        for (const auto& question : cases_) {
            Judged judged;
            judged.verdict = Verdict::unsupported;
            judged.judgement.reason = "not-installed: " + peer.not_installed;
            add(*run, question, judged);
        }
        return finish_not_installed(*run, peer);
    }
    static std::string variants_of(const testee::Hello& hello) {
        std::string text;
        for (const auto& support : hello.supports) text += (text.empty() ? "" : ", ") + support.variant;
        return text;
    }
    // A testee of another generation is told apart here, by name, instead of failing case by case.
    void say_strangers(const testee::Hello& hello) const {
        for (const auto& support : hello.supports) {
            const bool have_vectors = std::ranges::any_of(vectors_, [&](const suite::Vector& vector) {
                return vector.protocol->name == support.protocol && vector.variant->name == support.variant;
            });
            if (!have_vectors)
                fmt::print(stderr,
                           "wireproof: {} {} speaks {} variant {}; no vector selected here is for it\n",
                           hello.name,
                           hello.version,
                           support.protocol,
                           support.variant);
        }
    }

    const Options& options_;
    suite::DataFolder data_;
    bool tells_passes_ = options_.lists_passes() || !options_.known.empty();  // a known failure that passes is news
    std::vector<suite::Vector> vectors_;                                      // in order of id
    std::vector<suite::Case> cases_;                                          // for a testee
};

int check(const Options& options) {
    auto data = find_data(options.data);
    if (!data) return complain(data.error());
    watch_interrupts();
    return Check(options, std::move(*data)).run();
}

}  // namespace

void add_check(CLI::App& tool, Run& run) {
    auto* const command =
        tool.add_subcommand("check", "Judges a codec with the golden vectors and everything derived from them");
    const auto options = std::make_shared<Options>();
    command
        ->add_option(
            "--testee",
            options->testee,
            "who is judged: an implementation of `tools/peers list`, or a command; default: the reference, in process")
        ->option_text("NAME|CMD");
    command->add_flag("--no-derived", options->no_derived, "stored vectors only");
    add_run_options(*command, *options);
    command->footer(
        "Examples:\n"
        "  wireproof check\n"
        "  wireproof check --protocol flo --testee flo-python --report html=report.html\n"
        "  wireproof check --testee './my-adapter --fast' --only 'flo-k7q2m*' -v\n"
        "Exit codes: 0 as expected, 1 news, 2 usage or input, 3 testee not started or given up, 4 nothing run, 5 "
        "unsupported (--require-all), 130 interrupted");
    command->callback([&run, options] { run = [options] { return check(*options); }; });
}

}  // namespace wireproof::cli
