#include "harness/transport/barrage.hpp"

#include "harness/transport/session_run.hpp"

namespace wireproof::transport {
namespace {

class Barrage {
public:
    Barrage(const BarrageOptions& options,
            const std::function<std::shared_ptr<const session::Script>()>& next,
            const std::function<void(const session::Script&, const session::Result&)>& done)
        : options_(options), next_(next), done_(done), address_(*Address::parse(options.server)) {}

    void run() {
        for (unsigned i = 0; i < options_.jobs; ++i) asio::co_spawn(io_, work(), asio::detached);
        io_.run();
    }

private:
    asio::awaitable<void> work() {
        while (const auto script = next_()) {
            const session::Setup how{.script = script.get(),
                                     .one = &script->cases.front(),
                                     .preludes = options_.preludes,
                                     .seed = options_.seed + ++number_,
                                     .params = options_.params,
                                     .deadline = options_.deadline};
            const Opposite opposite{.server = address_, .driver = nullptr};
            const auto result = co_await run_session(io_, how, opposite);
            done_(*script, result);
        }
        // Connections that are being closed in good order need not be waited for.
        if (++ended_ == options_.jobs) io_.stop();
    }

    const BarrageOptions& options_;
    const std::function<std::shared_ptr<const session::Script>()>& next_;
    const std::function<void(const session::Script&, const session::Result&)>& done_;
    Address address_;
    std::uint64_t number_ = 0;
    unsigned ended_ = 0;
    asio::io_context io_{1};
};

}  // namespace

void barrage(const BarrageOptions& options,
             const std::function<std::shared_ptr<const session::Script>()>& next,
             const std::function<void(const session::Script&, const session::Result&)>& done) {
    Barrage(options, next, done).run();
}

bool probe(const BarrageOptions& options, const session::Script& like) {
    auto script = std::make_shared<session::Script>(like);
    script->id = "probe";
    script->prelude = "ready";
    script->steps = options.preludes->probe;
    script->auto_replies = Json::array();
    auto how = options;
    how.jobs = 1;
    how.deadline = std::chrono::seconds(2);
    bool well = false;
    std::shared_ptr<const session::Script> next = script;
    barrage(
        how,
        [&] { return std::exchange(next, nullptr); },
        [&](const session::Script&, const session::Result& result) { well = result.verdict == Verdict::pass; });
    return well;
}

}  // namespace wireproof::transport
