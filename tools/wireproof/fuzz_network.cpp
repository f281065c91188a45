#include "tools/wireproof/fuzz_network.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <deque>
#include <thread>

#include "fuzz/network/sequences.hpp"
#include "fuzz/network/states.hpp"
#include "harness/session/recorder.hpp"
#include "harness/transport/barrage.hpp"
#include "tools/wireproof/exit_code.hpp"
#include "tools/wireproof/network_record.hpp"

namespace wireproof::cli {
namespace {

using Clock = std::chrono::steady_clock;
using fuzz::Sequence;
using session::Result;

// What is wrong, in a few words that are the same whenever it is: two sequences with one sign show one defect.
constexpr const char* kDead = "the peer answers no health probe any more";
// How late a server may die of what it was sent, when that is asked for.
constexpr std::chrono::milliseconds kDiesLate(300);

// alike is a message without what differs from one time to the next: numbers, and what stands in quotes.
std::string alike(const std::string& message) {
    constexpr std::size_t kMost = 60;
    std::string text;
    char quote = 0;
    for (const char c : message.substr(0, message.find('\n'))) {
        if (quote != 0) {
            if (c == quote) quote = 0;
            continue;
        }
        if (c == '\'' || c == '"') quote = c;
        if (c < '0' || c > '9') text += c >= ' ' && c <= '~' ? c : '?';
        else if (!text.ends_with('N')) text += 'N';
    }
    return text.substr(0, kMost);
}

struct Sign {
    std::string sign;  // empty: nothing is wrong
    std::string reason;
};

// traffic_of is how many bytes went over the network both ways.
std::size_t traffic_of(const Result& result) {
    std::size_t bytes = 0;
    for (const auto& entry : result.trace) bytes += entry.cut + (entry.bytes ? entry.bytes->size() : 0);
    return bytes;
}

Sign sign_of(const Sequence& sequence, const Result& result) {
    if (result.verdict == Verdict::crash) return {kDead, result.reason};
    if (result.verdict == Verdict::broken_testee) return {"the driver broke its protocol", result.reason};
    if (result.outcome == session::Outcome::undecodable) {
        // `expected …, but the bytes are none: bad_checksum at byte …`
        const auto at = result.reason.find("are none: ");
        const auto code = result.reason.substr(at == std::string::npos ? 0 : at + 10);
        return {"its bytes are no frame: " + code.substr(0, code.find(' ')), result.reason};
    }
    for (const auto& entry : result.trace) {
        if (entry.dir != "reply" || !entry.value || !entry.value->is_object()) continue;
        const auto& reply = *entry.value;
        if (reply.value("status", "") != "raised" || reply.value("error", "") != "other") continue;
        const auto type = reply.value("type", "?"), message = reply.value("message", "");
        return {fmt::format("a call raises what the SDK does not document: {}: {}", type, alike(message)),
                fmt::format("{}: {}", type, message)};
    }
    if (result.outcome == session::Outcome::deadline) {
        const auto& steps = sequence.script->steps;
        const auto step = std::ranges::find(steps, result.where, &session::Step::where);
        const bool waits = step != steps.end() && fuzz::Sequences::waits_for_the_end(*step);
        const auto ends = [](const session::Step& one) {
            return one.kind == session::Do::close || one.kind == session::Do::half_close;
        };
        // Who waits on a connection that no step accepts waits for us.
        if (waits && !result.unaccepted && std::any_of(steps.begin(), step, ends))
            return {"a call does not end, although its connection has", result.reason};
    }
    return {};
}

class NetworkFuzz {
public:
    NetworkFuzz(const NetworkFuzzOptions& options, suite::DataFolder data, const Protocol& protocol)
        : options_(options), data_(std::move(data)), protocol_(protocol) {}

    int run(const Variant* wanted) {
        if (const int exit = find_peer(); exit != kAsExpected) return exit;
        // Who is asked by name speaks the variant that its peer.json says.
        if (wanted == nullptr) wanted = protocol_.variant(peer_.variant);
        variant_ = wanted != nullptr ? wanted : &protocol_.variants.front();
        if (const auto wrong = prepare(); !wrong.empty()) return complain(wrong);
        states_.emplace(*variant_);
        sequences_.emplace(protocol_, *variant_, scripts_, options_.seed);
        sequences_->go_on_from(record_->next);
        if (sequences_->empty()) {
            fmt::print(stderr, "wireproof: no session script of {}:{} to start from\n", protocol_.name, variant_->name);
            return kNothingRun;
        }
        if (plays_client() && !well())
            return not_started("the server answers no health probe before anything was sent");
        saved_ = Clock::now();
        end_ = saved_ + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options_.seconds));
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

    int find_peer() {
        auto params = parse_params(options_.params);
        if (!params) return complain(params.error());
        params_ = std::move(*params);
        if (const int exit = plays_client() ? find_server() : find_sdk(); exit != kAsExpected) return exit;
        for (const auto& [name, value] : peer_.params) params_.try_emplace(name, value);
        if (peer_.not_installed.empty()) return kAsExpected;
        return not_started(fmt::format("{} is not installed: {}", peer_.name, peer_.not_installed));
    }
    int find_server() {
        const auto parsed = parse_server_url(options_.server);
        if (!parsed) return complain(parsed.error());
        const auto& url = *parsed;
        if ((url && url->secure) || options_.tls) {
            auto tls = transport::TlsContext::for_client(options_.tls_files, options_.server_name);
            if (!tls) return complain(tls.error());
            tls_ = std::move(*tls);
        }
        if (url) {
            server_.address = url->address.text();
            peer_.name = options_.server;
            if (!url->path.empty()) params_.try_emplace("path", url->path);
            return kAsExpected;
        }
        auto server = start_server(options_.server, data_);
        if (!server) return server.error().usage ? complain(server.error().what) : not_started(server.error().what);
        server_ = std::move(*server);
        peer_ = server_.peer;
        // A running server cannot say what it has; its peer.json does.
        if (!peer_.protocol.empty()) has_.capabilities = {peer_.capabilities.begin(), peer_.capabilities.end()};
        return kAsExpected;
    }
    int find_sdk() {
        auto peer = testee::resolve_peer(options_.sdk, testee::Role::driver, peer_roots(data_));
        if (!peer) return complain(peer.error());
        peer_ = std::move(*peer);
        if (!peer_.capabilities.empty()) has_.capabilities = {peer_.capabilities.begin(), peer_.capabilities.end()};
        return kAsExpected;
    }

    // prepare loads the scripts, and what an earlier run left; the answer is what is wrong, if anything is.
    std::string prepare() {
        const auto library = session::Library::open(data_.root);
        if (!library) return library.error().text();
        auto scripts = library->load_all(protocol_);
        if (!scripts) return scripts.error().front().text();
        auto preludes = library->preludes(protocol_);
        if (!preludes) return preludes.error().front().text();
        preludes_ = std::move(*preludes);
        auto record = NetworkRecord::open(options_.out,
                                          {{"protocol", protocol_.name},
                                           {"variant", variant_->name},
                                           {plays_client() ? "server" : "sdk", peer_.name},
                                           {"seed", options_.seed}});
        if (!record) return record.error();
        record_.emplace(std::move(*record));
        const auto plays = plays_client() ? Side::client : Side::server;
        for (auto& script : *scripts)
            if (script.plays == plays && script.variant == variant_) scripts_.push_back(std::move(script));
        const auto shared = library->shared_vars(protocol_);
        if (!shared) return shared.error().front().text();
        for (const auto& file : record_->states()) {
            auto kept = library->load(file, *shared);
            if (!kept) return kept.error().front().text();
            scripts_.push_back(std::move(kept->front()));
        }
        return record_->write() ? "" : fmt::format("--out {}: cannot write there", options_.out.string());
    }

    // ---- playing ----------------------------------------------------------------------------------------------------
    [[nodiscard]] transport::BarrageOptions how(unsigned jobs) const {
        const auto usual = plays_client() ? kServerTimeoutMs : kSdkTimeoutMs;
        return {.server = server_.address,
                .tls = tls_,
                .driver = plays_client() ? std::nullopt : std::optional(peer_.command),
                .has = has_,
                .preludes = &preludes_,
                .seed = options_.seed + record_->played,
                .jobs = jobs,
                .deadline = std::chrono::milliseconds(options_.timeout_ms != 0 ? options_.timeout_ms : usual),
                .params = params_};
    }
    [[nodiscard]] unsigned jobs() const {
        if (options_.jobs != 0) return options_.jobs;
        return plays_client() ? kServerJobs : kSdkJobs;
    }
    [[nodiscard]] bool well() const {
        if (!plays_client()) return true;
        if (server_.started && server_.started->ended()) return false;
        // A server that is behind with its work is not dead.
        for (int tries = 0; tries < 3; ++tries)
            if (transport::probe(how(1), scripts_.front())) return true;
        return false;
    }

    void play(const std::vector<Sequence>& batch) {
        std::size_t next = 0;
        fire(jobs(), [&] { return next < batch.size() && going() ? &batch[next++] : nullptr; });
        if (!well()) blame(batch);
    }
    // Some seconds between two probes of a server, which wait for the slowest sequence. An SDK's driver is asked after
    // each.
    void play_a_while() {
        const auto until = std::min(end_, Clock::now() + std::chrono::seconds(plays_client() ? 3 : 5));
        std::deque<Sequence> played;
        fire(jobs(), [&]() -> const Sequence* {
            if (interrupted() || Clock::now() >= until) return nullptr;
            return &played.emplace_back(sequences_->next());
        });
        if (!well()) blame({played.begin(), played.end()});
        // To free thousands of sequences takes a while, in which others can be played.
        freeing_ = std::jthread([old = std::move(played)]() mutable { old.clear(); });
    }
    void fire(unsigned jobs, const std::function<const Sequence*()>& next) {
        std::map<const session::Script*, const Sequence*> by_script;
        const auto wrong = transport::barrage(
            how(jobs),
            [&]() -> std::shared_ptr<const session::Script> {
                const auto* const sequence = next();
                if (sequence == nullptr) return nullptr;
                by_script[sequence->script.get()] = sequence;
                return sequence->script;
            },
            [&](const session::Script& script, const Result& result) { learn(*by_script.at(&script), result); });
        if (wrong.empty()) return;
        fmt::print(stderr, "wireproof: {}\n", wrong);
        given_up_ = failed_ = true;
    }
    void learn(const Sequence& sequence, const Result& result) {
        if (result.verdict == Verdict::unsupported) {
            if (sequence.number == 0) sequences_->drop(sequence);
            return;
        }
        ++played_;
        sequences_->played(sequence, traffic_of(result));
        if (states_->learn(result) && sequence.number != 0 && sequences_->keep(sequence) && !options_.out.empty()) {
            const auto script = as_script(sequence, "reaches something new", Json::array());
            if (!record_->add_state(sequence.number, script)) cannot_write();
        }
        if (const auto seen = sign_of(sequence, result); !seen.sign.empty()) note(sequence, seen.sign, seen.reason);
        if (Clock::now() - saved_ > std::chrono::seconds(2)) save();
    }

    // ---- findings ---------------------------------------------------------------------------------------------------
    void note(const Sequence& sequence, const std::string& sign, const std::string& reason) {
        auto& finding = record_->found[sign];
        ++finding.times;
        if (finding.shrunk || shown_.contains(sign)) return;
        shown_.emplace(sign, sequence);
        finding.sign = sign;
        finding.reason = reason;
        finding.script = as_script(sequence, sign, ending_of(sign));
        save();
    }
    // The server died of one of these: they are played again one by one.
    void blame(const std::vector<Sequence>& batch) {
        if (batch.empty()) return;
        if (!revive())
            return note(
                batch.back(), kDead, "one of the last sequences ended it; it cannot be started again to see which");
        std::vector<Clock::time_point> began;
        for (const auto& one : batch) {
            if (interrupted()) return;
            began.push_back(Clock::now());
            if (alone(one) != kDead) continue;
            if (shows(one, kDead)) return note(one, kDead, "");
            // It died late, of one shortly before.
            for (std::size_t at = began.size() - 1; at-- > 0 && began[at + 1] + kDiesLate >= began.back();) {
                if (interrupted()) return;
                if (shows(batch[at], kDead)) return note(batch[at], kDead, "");
            }
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
    // alone is what a sequence shows when nothing else is played; a server that it ended, at most `late` after it, runs
    // again afterwards.
    std::string alone(const Sequence& sequence, std::chrono::milliseconds late = {}) {
        if (given_up_) return {};
        std::string seen;
        std::shared_ptr<const session::Script> next = sequence.script;
        const auto wrong = transport::barrage(
            how(1),
            [&] { return std::exchange(next, nullptr); },
            [&](const session::Script&, const Result& result) { seen = sign_of(sequence, result).sign; });
        if (!wrong.empty()) given_up_ = failed_ = true;
        if (plays_client()) std::this_thread::sleep_for(late);
        if (well()) return seen;
        revive();
        return kDead;
    }
    // shows: whether a sequence shows a sign alone, twice, however late.
    bool shows(const Sequence& sequence, const std::string& sign) {
        return alone(sequence, kDiesLate) == sign && alone(sequence, kDiesLate) == sign;
    }
    // shrink leaves steps out as long as the same is seen.
    void shrink(NetworkFinding& finding, Sequence sequence) {
        finding.reproduced = shows(sequence, finding.sign);
        for (std::size_t at = sequence.script->steps.size(); finding.reproduced && at-- > 0 && !interrupted();) {
            auto less = sequences_->without(sequence, at);
            if (less && shows(*less, finding.sign)) sequence = std::move(*less);
        }
        finding.script = as_script(sequence, finding.sign, ending_of(finding.sign));
        finding.shrunk = !interrupted() && !given_up_;
    }
    [[nodiscard]] Json ending_of(const std::string& sign) const {
        if (!plays_client() || !sign.starts_with(kDead)) return Json::array();
        return {{{"do", "wait"}, {"for_ms", kDiesLate.count()}},
                {{"do", "connect"}, {"on", "afterwards"}, {"prelude", "ready"}},
                {{"do", "probe"}, {"on", "afterwards"}}};
    }
    [[nodiscard]] Json as_script(const Sequence& sequence, const std::string& title, const Json& ending) const {
        const auto source = fmt::format("found: wireproof fuzz {}:{} --{} {} --seed {}, sequence {}",
                                        protocol_.name,
                                        variant_->name,
                                        plays_client() ? "server" : "sdk",
                                        peer_.name,
                                        options_.seed,
                                        sequence.number);
        const auto id = session::fresh_id(protocol_, options_.seed * 1'000'003 + sequence.number);
        return sequences_->as_script(sequence, id, title, source, ending);
    }

    // ---- telling ----------------------------------------------------------------------------------------------------
    void save() {
        const auto now = Clock::now();
        record_->seconds += std::chrono::duration<double>(now - saved_).count();
        saved_ = now;
        record_->next = sequences_->number();
        record_->played += std::exchange(played_, 0);
        if (!record_->write()) cannot_write();
    }
    void cannot_write() const { fmt::print(stderr, "wireproof: cannot write to {}\n", options_.out.string()); }
    void show_progress() const {
        if (options_.quiet || isatty(STDERR_FILENO) == 0) return;
        fmt::print(stderr,
                   "\r{:.0f} s left, {} sequences, {} states, {} transitions, {} findings ",
                   std::chrono::duration<double>(end_ - Clock::now()).count(),
                   record_->played + played_,
                   states_->states(),
                   states_->transitions().size(),
                   record_->found.size());
    }
    int finish() {
        save();
        const auto seconds = record_->seconds;
        for (const auto& [sign, sequence] : shown_) shrink(record_->found.at(sign), sequence);
        for (const auto& [sign, finding] : record_->found) {
            fmt::print("{}: {} ({} times, {} steps{})\n",
                       peer_.name,
                       sign,
                       finding.times,
                       finding.script["steps"].size(),
                       finding.reproduced ? "" : "; not seen again when played alone");
            if (!finding.reason.empty()) fmt::print("    {}\n", finding.reason);
        }
        saved_ = Clock::now();  // what shrinking took is not counted
        save();
        fmt::print(
            "{} sequences of seed {} in {:.1f} s ({:.0f}/s), {} states, {} transitions, {} kept, {} findings{}\n",
            record_->played,
            options_.seed,
            seconds,
            static_cast<double>(record_->played) / seconds,
            states_->states(),
            states_->transitions().size(),
            sequences_->kept(),
            record_->found.size(),
            options_.out.empty() ? "" : ", in " + options_.out.string());
        if (server_.started) said_ += server_.started->stop();
        tell_what_was_said();
        if (interrupted()) return kInterrupted;
        if (failed_) return kNotStarted;
        return record_->found.empty() ? kAsExpected : kNews;
    }
    // What a server writes to stderr is often the first sign of something wrong.
    void tell_what_was_said() const {
        if (said_.empty()) return;
        if (!record_->add_text("stderr.txt", said_)) cannot_write();
        if (!options_.quiet)
            fmt::print("the server wrote {} bytes to stderr{}\n",
                       said_.size(),
                       options_.out.empty() ? "" : ", see stderr.txt");
    }

    const NetworkFuzzOptions& options_;
    suite::DataFolder data_;
    const Protocol& protocol_;
    const Variant* variant_ = nullptr;
    session::Preludes preludes_;
    std::vector<session::Script> scripts_;
    testee::Peer peer_;
    ServerUnderTest server_;
    std::shared_ptr<transport::TlsContext> tls_;
    transport::Has has_;
    session::Scope::Params params_;
    std::optional<NetworkRecord> record_;
    std::optional<fuzz::Sequences> sequences_;
    std::optional<fuzz::States> states_;
    std::map<std::string, Sequence> shown_;  // what showed a finding first in this run, by sign
    std::string said_;
    std::uint64_t played_ = 0;  // since the record was saved
    std::jthread freeing_;      // what was played and is not blamed any more
    bool given_up_ = false, failed_ = false;
    Clock::time_point end_, saved_;
};

}  // namespace

int fuzz_network(const NetworkFuzzOptions& options, const suite::DataFolder& data, const Wanted& wanted) {
    std::signal(SIGPIPE, SIG_IGN);
    watch_interrupts();
    return NetworkFuzz(options, data, *wanted.protocol).run(wanted.variant);
}

}  // namespace wireproof::cli
