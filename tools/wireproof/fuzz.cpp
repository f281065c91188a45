// fuzz: with --testee, the same changed frames to real codecs and to the reference, until the time is over; every kind
// of disagreement is shrunk, written down at once and printed as a vector.
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <map>
#include <set>

#include "conformance/testee/peer.hpp"
#include "fuzz/differential/disagreement.hpp"
#include "tools/wireproof/ask.hpp"
#include "tools/wireproof/commands.hpp"
#include "tools/wireproof/exit_code.hpp"
#include "tools/wireproof/fuzz_network.hpp"
#include "tools/wireproof/run.hpp"
#include "tools/wireproof/run_file.hpp"

namespace wireproof::cli {
namespace {

using fuzz::Question;
using Clock = std::chrono::steady_clock;

struct Options {
    std::string protocol;  // P[:VARIANT]
    std::vector<std::string> testees;
    std::string frame;
    double seconds = 60;
    std::uint64_t seed = 1;
    std::optional<std::uint64_t> input;
    std::filesystem::path out;
    std::optional<unsigned> timeout_ms;  // none: 5 s of a question, less of a live peer's answer
    std::string server, sdk, transport = "tcp", server_name;
    transport::TlsFiles tls;
    unsigned jobs = 0;
    std::vector<std::string> params;
    std::string data;
    bool quiet = false;
};

// ---- what was found -----------------------------------------------------------------------------------------------
struct Found {
    std::string sign;
    std::string testee;
    std::uint64_t first = 0;  // number of the question that showed it first
    std::uint64_t times = 0;
    std::string reason;
    Json vector;
    Json answers;  // by name
};

// What a run has done so far. It lies in --out, so that a run that is killed goes on where it was.
struct State {
    RunFile file;                                                // about: protocol, variant, frame, seed, testees
    std::uint64_t next = 0;                                      // number of the next question
    std::map<std::pair<std::string, std::string>, Found> found;  // by testee and sign

    // resume takes over what an earlier run of the same kind left behind; a sentence if that was another one.
    [[nodiscard]] std::optional<std::string> resume() {
        const auto old = file.read();
        if (!old) return old.error();
        if (old->is_null()) return std::nullopt;
        next = old->value("next", std::uint64_t{0});
        for (const auto& each : old->value("found", Json::array()))
            found[{each["testee"], each["sign"]}] = {each["sign"],
                                                     each["testee"],
                                                     each["first_input"],
                                                     each["times"],
                                                     each["reason"],
                                                     each["vector"],
                                                     each["answers"]};
        return std::nullopt;
    }
    [[nodiscard]] bool write() const {
        Json list = Json::array();
        for (const auto& [key, each] : found)
            list.push_back({{"sign", each.sign},
                            {"testee", each.testee},
                            {"first_input", each.first},
                            {"times", each.times},
                            {"reason", each.reason},
                            {"vector", each.vector},
                            {"answers", each.answers}});
        return file.write({{"next", next}, {"found", std::move(list)}});
    }
};

// ---- the run ------------------------------------------------------------------------------------------------------
struct Testee {
    std::string name;
    testee::Runner runner;
};

class Fuzz {
public:
    Fuzz(const Options& options, suite::DataFolder data, Wanted wanted, std::vector<suite::Vector> vectors)
        : options_(options),
          data_(std::move(data)),
          variant_(wanted.variant != nullptr ? *wanted.variant : wanted.protocol->variants.front()),
          protocol_(*wanted.protocol),
          vectors_(std::move(vectors)),
          questions_(protocol_, variant_, options.frame, vectors_, options.seed) {}

    int run() {
        if (questions_.empty()) {
            fmt::print(stderr,
                       "wireproof: no stored vector of {}:{} {} to start from\n",
                       protocol_.name,
                       variant_.name,
                       options_.frame);
            return kNothingRun;
        }
        for (const auto& each : options_.testees)
            if (const int exit = start(each); exit != kAsExpected) return exit;
        if (const int exit = prepare(); exit != kAsExpected) return exit;
        if (options_.input) ask_one(*options_.input);
        else ask_on();
        for (auto& testee : testees_) testee.runner.finish();
        return finish();
    }

private:
    int start(const std::string& name) {
        const auto peer = testee::resolve_peer(name, testee::Role::testee, peer_roots(data_));
        if (!peer) return complain(peer.error());
        if (!peer->not_installed.empty()) {
            fmt::print(stderr, "wireproof: {} is not installed: {}\n", peer->name, peer->not_installed);
            return kNotStarted;
        }
        testee::RunnerOptions how;
        how.timeout = std::chrono::milliseconds(options_.timeout_ms.value_or(5000));
        how.interrupted = &interrupted();
        // Every crash is a finding here, and no reason to stop before the time is over.
        how.most_in_row = how.most_in_all = std::numeric_limits<unsigned>::max();
        how.most_waited = std::chrono::milliseconds::max();
        auto runner = testee::Runner::start(peer->command, how);
        if (!runner) {
            fmt::print(stderr, "wireproof: {}: {}\n", peer->command.text(), runner.error().why);
            return kNotStarted;
        }
        const auto& hello = runner->hello();
        if (!hello.supports_case(protocol_.name, variant_.name, "decode", options_.frame) &&
            !hello.supports_case(protocol_.name, variant_.name, "encode", options_.frame))
            return complain(
                fmt::format("{} does not speak {}:{} {}", hello.name, protocol_.name, variant_.name, options_.frame));
        testees_.push_back({fmt::format("{} {}", hello.name, hello.version), std::move(*runner)});
        return kAsExpected;
    }
    int prepare() {
        Json names = Json::array();
        for (const auto& testee : testees_) names.push_back(testee.name);
        state_.file = {.path = options_.out / "found.json",
                       .schema = "wireproof/fuzz/1",
                       .about = {{"protocol", std::string(protocol_.name)},
                                 {"variant", std::string(variant_.name)},
                                 {"frame", options_.frame},
                                 {"seed", std::to_string(options_.seed)},
                                 {"testees", std::move(names)}}};
        if (options_.out.empty()) return kAsExpected;
        std::error_code error;
        std::filesystem::create_directories(options_.out, error);
        if (error) return complain(fmt::format("--out {}: {}", options_.out.string(), error.message()));
        if (auto problem = state_.resume()) return complain(*problem);
        return kAsExpected;
    }

    void ask_one(std::uint64_t number) {
        state_.next = number;
        batch(1);
    }
    void ask_on() {
        const auto began = Clock::now();
        const auto end =
            began + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options_.seconds));
        auto saved = began;
        for (auto now = began; now < end && !interrupted(); now = Clock::now()) {
            constexpr std::size_t kBatch = 512;
            batch(kBatch);
            if (now - saved > std::chrono::seconds(2)) {
                saved = now;
                save();
            }
            if (!options_.quiet && isatty(STDERR_FILENO) != 0)
                fmt::print(stderr,
                           "\r{:.0f} s left, {} asked, {} disagreements ",
                           std::chrono::duration<double>(end - now).count(),
                           state_.next,
                           state_.found.size());
        }
        if (!options_.quiet && isatty(STDERR_FILENO) != 0) fmt::print(stderr, "\r\x1b[K");
    }
    void batch(std::size_t count) {
        std::vector<Question> questions;
        for (std::size_t i = 0; i < count; ++i) questions.push_back(questions_.make(state_.next + i));
        for (auto& testee : testees_) {
            const auto judged = ask(testee, questions);
            for (std::size_t i = 0; i < count && !interrupted(); ++i)
                if (const auto sign = sign_of(questions[i], judged[i]))
                    note(testee, questions[i], judged[i], *sign, state_.next + i);
        }
        if (!interrupted()) state_.next += count;
    }
    using Question = fuzz::Question;
    std::vector<Judged> ask(Testee& testee, std::span<const Question> questions) {
        std::vector<testee::Request> requests;
        requests.reserve(questions.size());
        for (const auto& each : questions) requests.push_back(to_request(each.about));
        std::vector<testee::Reply> replies(questions.size());
        testee.runner.run(requests, [&](std::size_t at, testee::Reply reply) { replies[at] = std::move(reply); });
        std::vector<Judged> judged;
        for (std::size_t i = 0; i < questions.size(); ++i)
            judged.push_back(to_judged(questions[i].about, questions[i].expected, replies[i]));
        return judged;
    }
    // Nothing where the testee agrees, or was not asked.
    static std::optional<std::string> sign_of(const Question& question, const Judged& judged) {
        if (judged.verdict == Verdict::pass || judged.verdict == Verdict::unsupported ||
            judged.verdict == Verdict::not_run)
            return std::nullopt;
        return fuzz::sign_of(question, judged.verdict, judged.judgement, judged.answer);
    }
    void note(Testee& testee, Question question, Judged judged, const std::string& sign, std::uint64_t number) {
        auto& found = state_.found[{testee.name, sign}];
        if (found.times++ != 0) return;
        shrink(testee, question, judged, sign);
        const auto source = fmt::format(
            "found: wireproof fuzz {}:{} --seed {} --input {}", protocol_.name, variant_.name, options_.seed, number);
        found.sign = sign;
        found.testee = testee.name;
        found.first = number;
        found.reason = judged.judgement.reason;
        found.vector = fuzz::as_vector(question, sign, source, vectors_);
        found.answers = {{"reference", judged.judgement.expected}, {testee.name, judged.judgement.got}};
        save();
    }
    // Takes the simplest question with the same sign again and again. A codec that hangs is asked only a few times.
    void shrink(Testee& testee, Question& question, Judged& judged, const std::string& sign) {
        const bool slow = judged.verdict == Verdict::timeout;
        const std::size_t most = slow ? 4 : 256;
        for (int round = 0; round < (slow ? 2 : 64) && !interrupted(); ++round) {
            auto candidates = fuzz::smaller(question, most);
            const auto answers = ask(testee, candidates);
            std::size_t i = 0;
            while (i < candidates.size() && sign_of(candidates[i], answers[i]) != sign) ++i;
            if (i == candidates.size()) return;
            question = std::move(candidates[i]);
            judged = answers[i];
        }
    }
    void save() const {
        if (options_.out.empty() || options_.input) return;
        if (!state_.write()) fmt::print(stderr, "wireproof: cannot write {}\n", state_.file.path.string());
    }
    int finish() {
        save();
        for (const auto& [key, found] : state_.found) print(found);
        if (!options_.quiet)
            fmt::print("{} questions of seed {}, {} kinds of disagreement{}\n",
                       options_.input ? 1 : state_.next,
                       options_.seed,
                       state_.found.size(),
                       options_.out.empty() ? "" : ", kept in " + state_.file.path.string());
        if (interrupted()) return kInterrupted;
        for (const auto& testee : testees_)
            if (testee.runner.totals().failed()) return kNotStarted;
        return state_.found.empty() ? kAsExpected : kNews;
    }
    void print(const Found& found) const {
        fmt::print("{}: {} ({} times, first at input {})\n", found.testee, found.sign, found.times, found.first);
        if (!found.reason.empty()) fmt::print("    {}\n", found.reason);
        if (options_.quiet) return;
        for (const auto& [who, answer] : found.answers.items()) fmt::print("    {} says {}\n", who, answer.dump());
        fmt::print("    {}\n\n", found.vector.dump());
    }

    const Options& options_;
    suite::DataFolder data_;
    const Variant& variant_;
    const Protocol& protocol_;
    std::vector<suite::Vector> vectors_;
    fuzz::Questions questions_;
    std::vector<Testee> testees_;
    State state_;
};

int run_fuzz(const Options& options) {
    auto data = find_data(options.data);
    if (!data) return complain(data.error());
    const auto wanted = parse_protocol(options.protocol);
    if (!wanted) return complain(wanted.error());
    const int kinds =
        (options.testees.empty() ? 0 : 1) + (options.server.empty() ? 0 : 1) + (options.sdk.empty() ? 0 : 1);
    if (const auto wrong = check_tls(options.tls); !wrong.empty()) return complain(wrong);
    if (kinds != 1) return complain("whom to ask? --testee NAME|CMD, once or more; or --server, or --sdk");
    if (options.testees.empty())
        return fuzz_network({.server = options.server,
                             .sdk = options.sdk,
                             .tls = options.transport == "tls",
                             .tls_files = options.tls,
                             .server_name = options.server_name,
                             .seconds = options.seconds,
                             .seed = options.seed,
                             .jobs = options.jobs,
                             .timeout_ms = options.timeout_ms.value_or(0),
                             .out = options.out,
                             .params = options.params,
                             .quiet = options.quiet},
                            *data,
                            *wanted);
    auto loaded = suite::load_vectors(*data, wanted->protocol);
    if (!loaded.problems.empty()) return complain_all(loaded.problems);
    watch_interrupts();
    return Fuzz(options, std::move(*data), *wanted, std::move(loaded.vectors)).run();
}

}  // namespace

void add_fuzz(CLI::App& tool, Run& run) {
    auto* const command = tool.add_subcommand(
        "fuzz", "Looks for frames about which codecs disagree, and for sequences a live peer stumbles over");
    const auto options = std::make_shared<Options>();
    command->add_option("protocol", options->protocol, "P[:VARIANT]")->required();
    command
        ->add_option("--testee",
                     options->testees,
                     "who is asked: implementations of `tools/peers list`, or commands; all get the same questions")
        ->option_text("NAME|CMD ...");
    command->add_option("--server", options->server, "a live server gets bent session scripts")
        ->option_text("HOST:PORT|unix:PATH|ws://…|wss://…|NAME");
    command->add_option("--sdk", options->sdk, "an SDK behind its driver gets them")->option_text("NAME|CMD");
    command->add_option("--transport", options->transport, "to the server: tcp or tls")
        ->option_text("T")
        ->check(CLI::IsMember({"tcp", "tls"}));
    add_tls_options(*command, options->tls, options->server_name);
    command->add_option(
        "--jobs",
        options->jobs,
        fmt::format("sessions at once; default: {} with a server, {} with an SDK", kServerJobs, kSdkJobs));
    command->add_option("--param", options->params, "a value of $param")->option_text("K=V …");
    command->add_option("--frame", options->frame, "one frame only");
    command->add_option("--seconds", options->seconds, "how long")->capture_default_str()->check(CLI::PositiveNumber);
    command->add_option("--seed", options->seed, "of every question")->capture_default_str();
    command->add_option("--input", options->input, "one question only, by its number");
    command->add_option("--out", options->out, "folder for what is found; a run that finds its own state there goes on")
        ->option_text("DIR");
    command->add_option("--timeout-ms",
                        options->timeout_ms,
                        fmt::format("of one question (default: 5000), of a server's answer ({}), of an SDK's ({})",
                                    kServerTimeoutMs,
                                    kSdkTimeoutMs));
    command->add_option("--data", options->data, "folder of vectors, schemas and sessions");
    command->add_flag("-q,--quiet", options->quiet, "one line a disagreement");
    command->footer(
        "Examples:\n"
        "  wireproof fuzz rrq --testee rrq-python --seconds 600 --out build/fuzz-rrq\n"
        "  wireproof fuzz flo --testee flo-python --testee './my-adapter' --frame response\n"
        "  wireproof fuzz flo --testee flo-python --seed 1 --input 345     ask one question again\n"
        "  wireproof fuzz rrq:v2b --server rrq-rust --seconds 120 --out build/fuzz-rrq-rust\n"
        "  wireproof fuzz haystack --server wss://127.0.0.1:9000/ws --ca ca.pem\n"
        "  wireproof fuzz flo --sdk flo-python --seconds 60\n"
        "Exit codes: 0 nobody disagreed, 1 somebody did, 2 usage or input, 3 testee not started, 4 nothing to ask, 130 "
        "interrupted");
    command->callback([&run, options] { run = [options] { return run_fuzz(*options); }; });
}

}  // namespace wireproof::cli
