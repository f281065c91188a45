// How many sessions a second the harness plays: connect, three exchanges, close (session.json) against our Flo server
// in the same process and thread; over loopback TCP, one after another and several at once, and over the pipe.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>

#include "harness/peers/peers.hpp"
#include "harness/transport/memory_run.hpp"
#include "harness/transport/server_loop.hpp"
#include "harness/transport/session_run.hpp"

namespace {

using namespace wireproof;
using session::Script;

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "session_bench: %s\n", why.c_str());
    std::exit(1);
}

struct Loaded {
    Script script;
    session::Preludes preludes;

    [[nodiscard]] session::Setup setup(std::uint64_t seed) const {
        return {.script = &script,
                .one = &script.cases.front(),
                .preludes = &preludes,
                .seed = seed,
                .trace_passes = false};
    }
};

const Loaded& loaded() {
    static const Loaded once = [] {
        const auto library = session::Library::open(WIREPROOF_SOURCE_DIR);
        if (!library) give_up(library.error().text());
        auto scripts = library->load(WIREPROOF_SOURCE_DIR "/tools/bench/session.json", Json::object());
        if (!scripts) give_up(scripts.error().front().text());
        auto preludes = library->preludes(*find_protocol("flo"));
        if (!preludes) give_up(preludes.error().front().text());
        return Loaded{std::move(scripts->front()), std::move(*preludes)};
    }();
    return once;
}

std::unique_ptr<peers::Server> make_server() { return peers::find_peer("flo")->make_server({}); }

void must_pass(const session::Result& result) {
    if (result.verdict != Verdict::pass) give_up("the session failed: " + result.reason);
}

transport::asio::awaitable<void> play(transport::asio::io_context& io,
                                      transport::Opposite opposite,
                                      std::uint64_t seed,
                                      std::int64_t& left) {
    auto setup = loaded().setup(seed);
    const auto result = co_await transport::run_session(io, std::move(setup), std::move(opposite));
    must_pass(result);
    if (--left == 0) io.stop();
}

void over_tcp(benchmark::State& state) {
    transport::asio::io_context io(1);
    transport::ServerLoop server(io, make_server());
    const auto port = server.listen({"127.0.0.1", 0});
    if (!port) give_up(port.error());
    std::uint64_t seed = 0;
    for (auto _ : state) {
        auto left = state.range(0);
        for (auto i = left; i > 0; --i)
            transport::asio::co_spawn(io,
                                      play(io, {transport::Address{"127.0.0.1", *port}, nullptr}, ++seed, left),
                                      transport::asio::detached);
        io.run();
        io.restart();
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
    server.stop();
}

void over_pipe(benchmark::State& state) {
    std::uint64_t seed = 0;
    for (auto _ : state) must_pass(transport::run_in_memory(loaded().setup(++seed), {.server = make_server}));
    state.SetItemsProcessed(state.iterations());
}

}  // namespace

BENCHMARK(over_tcp)->Name("sessions over TCP, at once")->Arg(1)->Arg(32)->UseRealTime();
BENCHMARK(over_tcp)->Name("sessions over TCP, two threads, at once in each")->Arg(16)->Threads(2)->UseRealTime();
BENCHMARK(over_pipe)->Name("sessions over the pipe")->UseRealTime();
BENCHMARK_MAIN();
