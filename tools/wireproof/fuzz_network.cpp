#include "tools/wireproof/fuzz_network.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <deque>
#include <fstream>

#include "fuzz/network/sequences.hpp"
#include "fuzz/network/states.hpp"
#include "harness/session/recorder.hpp"
#include "harness/transport/barrage.hpp"
#include "harness/transport/replay.hpp"
#include "tools/wireproof/exit_code.hpp"

namespace wireproof::cli {
namespace {

using Clock = std::chrono::steady_clock;
using fuzz::Sequence;
using session::Result;

// What is wrong, in a few words that are the same whenever it is: two sequences with one sign show one defect.
constexpr const char* kDead = "the peer answers no health probe any more";

struct Finding {
    std::string sign, reason;
    Sequence sequence;
    std::uint64_t times = 0;
    bool reproduced = false;
};

std::string sign_of(const Result& result) {
    if (result.verdict == Verdict::crash) return kDead;
    if (result.verdict == Verdict::broken_testee) return "the driver broke its protocol";
    if (result.outcome == session::Outcome::undecodable) {
        // `expected …, but the bytes are none: bad_checksum at byte …`
        const auto at = result.reason.find("are none: ");
        const auto code = result.reason.substr(at == std::string::npos ? 0 : at + 10);
        return "its bytes are no frame: " + code.substr(0, code.find(' '));
    }
    for (const auto& entry : result.trace) {
        if (entry["dir"] != "reply" || !entry.contains("value") || !entry["value"].is_object()) continue;
        if (entry["value"].value("status", "") == "raised" && entry["value"].value("error", "") == "other")
            return "a call raises what the SDK does not document: " + entry["value"].value("type", std::string("?"));
    }
    return {};
}

class NetworkFuzz {
public:
    NetworkFuzz(const NetworkFuzzOptions& options,
                suite::DataFolder data,
                const Protocol& protocol,
                const Variant& variant)
        : options_(options), data_(std::move(data)), protocol_(protocol), variant_(variant), states_(variant) {}

    int run() {
        if (const auto wrong = load(); !wrong.empty()) return complain(wrong);
        if (const int exit = find_peer(); exit != kAsExpected) return exit;
        sequences_.emplace(protocol_, variant_, scripts_, options_.seed);
        if (sequences_->empty()) {
            fmt::print(stderr, "wireproof: no session script of {}:{} to start from\n", protocol_.name, variant_.name);
            return kNothingRun;
        }
        if (plays_client() && !well())
            return not_started("the server answers no health probe before anything was sent");
        began_ = Clock::now();
        end_ = began_ + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options_.seconds));
        play(sequences_->starts());
        while (going()) {
            play_a_while();
            show_progress();
        }
        return finish();
    }

private:
    static int not_started(const std::string& why) {
        fmt::print(stderr, "wireproof: {}\n", why);
        return kNotStarted;
    }
    [[nodiscard]] bool plays_client() const { return !options_.server.empty(); }
    [[nodiscard]] bool going() const { return !interrupted() && !given_up_ && Clock::now() < end_; }

    std::string load() {
        const auto library = session::Library::open(data_.root);
        if (!library) return library.error().text();
        auto scripts = library->load_all(protocol_);
        if (!scripts) return scripts.error().front().text();
        auto preludes = library->preludes(protocol_);
        if (!preludes) return preludes.error().front().text();
        preludes_ = std::move(*preludes);
        const auto plays = plays_client() ? Side::client : Side::server;
        for (auto& script : *scripts)
            if (script.plays == plays && script.variant == &variant_) scripts_.push_back(std::move(script));
        return {};
    }

    int find_peer() {
        for (const auto& param : options_.params) {
            const auto equals = param.find('=');
            if (equals == std::string::npos) return complain(fmt::format("--param {}: expected K=V", param));
            params_[param.substr(0, equals)] = param.substr(equals + 1);
        }
        if (plays_client()) {
            auto server = start_server(options_.server, data_);
            if (!server) return server.error().usage ? complain(server.error().what) : not_started(server.error().what);
            server_ = std::move(*server);
            peer_ = server_.peer;
        } else {
            auto peer = testee::resolve_peer(options_.sdk, testee::Role::driver, peer_roots(data_));
            if (!peer) return complain(peer.error());
            peer_ = std::move(*peer);
        }
        for (const auto& [name, value] : peer_.params) params_.try_emplace(name, value);
        if (peer_.not_installed.empty()) return kAsExpected;
        return not_started(fmt::format("{} is not installed: {}", peer_.name, peer_.not_installed));
    }

    // ---- playing ----------------------------------------------------------------------------------------------------
    [[nodiscard]] transport::BarrageOptions how(unsigned jobs) const {
        return {.server = server_.address,
                .preludes = &preludes_,
                .seed = options_.seed,
                .jobs = jobs,
                .deadline = std::chrono::milliseconds(options_.timeout_ms != 0 ? options_.timeout_ms : 30),
                .params = params_};
    }
    [[nodiscard]] bool well() const {
        if (server_.started && server_.started->ended()) return false;
        // A server that is behind with its work is not dead.
        for (int tries = 0; tries < 3; ++tries)
            if (transport::probe(how(1), scripts_.front())) return true;
        return false;
    }

    void play_a_while() {
        if (!plays_client()) {
            std::vector<Sequence> batch;
            for (int i = 0; i < 16; ++i) batch.push_back(sequences_->next());
            return play_driver(batch);
        }
        // A second between two probes: long enough that the slowest sequence holds up nobody.
        const auto until = std::min(end_, Clock::now() + std::chrono::seconds(1));
        std::deque<Sequence> played;
        std::map<const session::Script*, const Sequence*> by_script;
        transport::barrage(
            how(jobs()),
            [&]() -> std::shared_ptr<const session::Script> {
                if (interrupted() || Clock::now() >= until) return nullptr;
                const auto& next = played.emplace_back(sequences_->next());
                by_script[next.script.get()] = &next;
                return next.script;
            },
            [&](const session::Script& script, const Result& result) { learn(*by_script.at(&script), result); });
        if (!well()) blame({played.begin(), played.end()});
    }
    [[nodiscard]] unsigned jobs() const { return options_.jobs != 0 ? options_.jobs : 64; }

    void play(const std::vector<Sequence>& batch) {
        if (!plays_client()) return play_driver(batch);
        fire(batch, jobs());
        if (!well()) blame(batch);
    }
    void fire(const std::vector<Sequence>& batch, unsigned jobs) {
        std::size_t next = 0;
        std::map<const session::Script*, const Sequence*> by_script;
        for (const auto& one : batch) by_script[one.script.get()] = &one;
        transport::barrage(
            how(jobs),
            [&]() -> std::shared_ptr<const session::Script> {
                return next < batch.size() && !interrupted() ? batch[next++].script : nullptr;
            },
            [&](const session::Script& script, const Result& result) { learn(*by_script.at(&script), result); });
    }
    void learn(const Sequence& sequence, const Result& result) {
        ++played_;
        if (states_.learn(result) && sequence.number != 0) {
            sequences_->keep(sequence);
            keep(sequence,
                 "states",
                 fmt::format("state-{:05}", sequence.number),
                 "reaches something new",
                 Json::array());
        }
        if (const auto sign = sign_of(result); !sign.empty()) note(sequence, sign, result.reason);
    }

    void play_driver(const std::vector<Sequence>& batch) {
        std::vector<transport::Task> tasks;
        for (const auto& one : batch)
            tasks.push_back({.script = one.script.get(),
                             .one = &one.script->cases.front(),
                             .preludes = &preludes_,
                             .id = one.parent,
                             .driver = peer_.command});
        const transport::ReplayOptions options{
            .seed = options_.seed,
            .jobs = std::max(options_.jobs, 1U),
            .deadline = std::chrono::milliseconds(options_.timeout_ms != 0 ? options_.timeout_ms : 300),
            .params = params_,
            .capabilities = std::nullopt,
            .without = {}};
        std::size_t at = 0;
        const auto done =
            transport::replay(tasks, options, [&](const transport::Task&, const transport::Report& report) {
                learn(batch[at++], report.result);
            });
        if (done.interrupted) given_up_ = true;
        if (!done.not_started) return;
        fmt::print(stderr, "wireproof: {}\n", *done.not_started);
        given_up_ = failed_ = true;
    }

    // ---- findings ---------------------------------------------------------------------------------------------------
    // The server died of one of these: they are played again one by one.
    void blame(const std::vector<Sequence>& batch) {
        if (!revive()) {
            note(batch.back(), kDead, "one of the last sequences ended it; it cannot be started again to see which");
            return;
        }
        for (const auto& one : batch) {
            if (interrupted()) return;
            fire({one}, 1);
            if (well()) continue;
            note(one, kDead, "");
            if (!revive()) return;
            return;
        }
        note(batch.back(), std::string(kDead) + ", when many come at once", "none of the sequences does it alone");
    }
    // revive starts a server of ours anew; one that somebody else started is waited for.
    bool revive() {
        if (!server_.started) {
            given_up_ = failed_ = !well();
            return !given_up_;
        }
        said_ += server_.started->stop();
        auto server = start_server(options_.server, data_);
        if (server) server_ = std::move(*server);
        else given_up_ = failed_ = true;
        return !given_up_;
    }
    void note(const Sequence& sequence, const std::string& sign, const std::string& reason) {
        auto& finding = findings_[sign];
        if (finding.times++ == 0) finding = {sign, reason, sequence, 1, false};
    }

    // Leaves steps out as long as the same is seen.
    void shrink(Finding& finding) {
        finding.reproduced = shows(finding.sequence, finding.sign);
        if (!finding.reproduced) return;
        for (std::size_t at = finding.sequence.played.size(); at-- > 0 && !interrupted();) {
            auto less = sequences_->without(finding.sequence, at);
            if (less && shows(*less, finding.sign)) finding.sequence = std::move(*less);
        }
    }
    bool shows(const Sequence& sequence, const std::string& sign) {
        if (given_up_) return false;
        std::string seen;
        const auto look = [&](const Result& result) { seen = sign_of(result); };
        if (plays_client()) {
            std::shared_ptr<const session::Script> next = sequence.script;
            transport::barrage(
                how(1),
                [&] { return std::exchange(next, nullptr); },
                [&](const session::Script&, const Result& result) { look(result); });
            if (!well()) {
                seen = kDead;
                revive();
            }
        } else {
            const auto before = std::exchange(findings_, {});
            play_driver({sequence});
            seen = findings_.empty() ? "" : findings_.begin()->first;
            findings_ = before;
        }
        return seen == sign;
    }

    [[nodiscard]] Json ending_of(const Finding& finding) const {
        if (!plays_client()) return Json::array();
        if (!finding.sign.starts_with(kDead)) return Json::array();
        return {{{"do", "connect"}, {"on", "afterwards"}, {"prelude", "ready"}},
                {{"do", "probe"}, {"on", "afterwards"}}};
    }
    void keep(const Sequence& sequence,
              const char* folder,
              const std::string& name,
              const std::string& title,
              const Json& ending) const {
        if (options_.out.empty()) return;
        const auto source = fmt::format("found: wireproof fuzz {}:{} --{} {} --seed {}, sequence {}",
                                        protocol_.name,
                                        variant_.name,
                                        plays_client() ? "server" : "sdk",
                                        peer_.name,
                                        options_.seed,
                                        sequence.number);
        const auto id = session::fresh_id(protocol_, options_.seed * 1'000'003 + sequence.number);
        std::ofstream out(options_.out / folder / (name + ".json"));
        out << sequences_->as_script(sequence, id, title, source, ending).dump(2) << '\n';
        if (!out.flush()) fmt::print(stderr, "wireproof: cannot write to {}\n", options_.out.string());
    }

    // ---- telling ----------------------------------------------------------------------------------------------------
    void show_progress() const {
        if (options_.quiet || isatty(STDERR_FILENO) == 0) return;
        fmt::print(stderr,
                   "\r{:.0f} s left, {} sequences, {} states, {} transitions, {} findings ",
                   std::chrono::duration<double>(end_ - Clock::now()).count(),
                   played_,
                   states_.states(),
                   states_.transitions().size(),
                   findings_.size());
    }
    int finish() {
        const auto seconds = std::chrono::duration<double>(Clock::now() - began_).count();
        const auto played = played_;
        int number = 0;
        for (auto& [sign, finding] : findings_) {
            shrink(finding);
            fmt::print("{}: {} ({} times, {} steps{})\n",
                       peer_.name,
                       sign,
                       finding.times,
                       finding.sequence.played.size(),
                       finding.reproduced ? "" : "; not seen again when played alone");
            if (!finding.reason.empty()) fmt::print("    {}\n", finding.reason);
            keep(finding.sequence, "findings", fmt::format("finding-{}", ++number), sign, ending_of(finding));
        }
        fmt::print(
            "{} sequences of seed {} in {:.1f} s ({:.0f}/s), {} states, {} transitions, {} kept, {} findings{}\n",
            played,
            options_.seed,
            seconds,
            static_cast<double>(played) / seconds,
            states_.states(),
            states_.transitions().size(),
            sequences_->kept(),
            findings_.size(),
            options_.out.empty() ? "" : ", in " + options_.out.string());
        if (server_.started) said_ += server_.started->stop();
        tell_what_was_said();
        if (interrupted()) return kInterrupted;
        if (failed_) return kNotStarted;
        return findings_.empty() ? kAsExpected : kNews;
    }
    // What a server writes to stderr is often the first sign of something wrong.
    void tell_what_was_said() const {
        if (said_.empty()) return;
        if (!options_.out.empty()) std::ofstream(options_.out / "stderr.txt") << said_;
        if (!options_.quiet)
            fmt::print("the server wrote {} bytes to stderr{}\n",
                       said_.size(),
                       options_.out.empty() ? "" : ", see stderr.txt");
    }

    const NetworkFuzzOptions& options_;
    suite::DataFolder data_;
    const Protocol& protocol_;
    const Variant& variant_;
    session::Preludes preludes_;
    std::vector<session::Script> scripts_;
    testee::Peer peer_;
    ServerUnderTest server_;
    session::Scope::Params params_;
    std::optional<fuzz::Sequences> sequences_;
    fuzz::States states_;
    std::map<std::string, Finding> findings_;  // by sign
    std::string said_;
    std::uint64_t played_ = 0;
    bool given_up_ = false, failed_ = false;
    Clock::time_point began_, end_;
};

}  // namespace

int fuzz_network(const NetworkFuzzOptions& options, const suite::DataFolder& data, const Wanted& wanted) {
    for (const auto* folder : {"states", "findings"}) {
        std::error_code error;
        if (!options.out.empty()) std::filesystem::create_directories(options.out / folder, error);
        if (error) return complain(fmt::format("--out {}: {}", options.out.string(), error.message()));
    }
    std::signal(SIGPIPE, SIG_IGN);
    watch_interrupts();
    const auto& variant = wanted.variant != nullptr ? *wanted.variant : wanted.protocol->variants.front();
    return NetworkFuzz(options, data, *wanted.protocol, variant).run();
}

}  // namespace wireproof::cli
