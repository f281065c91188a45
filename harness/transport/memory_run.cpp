#include "harness/transport/memory_run.hpp"

#include "harness/session/date.hpp"
#include "harness/transport/client_host.hpp"
#include "harness/transport/server_host.hpp"
#include "harness/transport/session_host.hpp"
#include "harness/transport/simulation.hpp"

namespace wireproof::transport {
namespace {

constexpr auto kFirstDay = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);

// The simulation's date follows its clock, so that what is to be over on some date is.
class InMemory {
protected:
    Simulation simulation_;
    session::MadeUpDate date_{[this] { return kFirstDay + simulation_.now(); }};

    session::Result play(SessionHost& host, Net& net) {
        host.start(simulation_.now());
        net.settle();
        while (!host.engine().finished() && simulation_.step()) {
        }
        if (!host.engine().finished())
            host.lost(simulation_.now(), Verdict::timeout, "nothing is due any more, and the script is not through");
        return host.take_result();
    }
};

class AgainstServer : InMemory {
public:
    AgainstServer(session::Setup setup, std::unique_ptr<peers::Server> server, session::Traffic* traffic)
        : server_(std::move(server)), session_(std::move(setup), kServer, {}) {
        session_.keep_in(traffic);
    }

    session::Result run() {
        std::ignore = simulation_.attach(server_).listen("main", kServer);
        return play(session_, simulation_.attach(session_));
    }

private:
    inline static const Address kServer{"127.0.0.1", 4711};
    ServerHost server_;
    SessionHost session_;
};

class AgainstClient : InMemory {
public:
    AgainstClient(session::Setup setup, const ClientHost::MakeClient& make_client, session::Traffic* traffic)
        : client_(make_client, [this](int seq, const Json& reply) { say(seq, reply); }),
          client_net_(simulation_.attach(client_)),
          session_(std::move(setup), std::nullopt, sdk_calls()),
          session_net_(simulation_.attach(session_)) {
        session_.keep_in(traffic);
    }

    session::Result run() { return play(session_, session_net_); }

private:
    // Calls and replies travel as long as bytes do: neither side runs inside the other.
    SdkCalls sdk_calls() {
        return {.call =
                    [this](const session::Call& call) {
                        simulation_.post(kLatency, [this, call] {
                            client_.call(simulation_.now(), call.call, call.client, call.method, call.args);
                            client_net_.settle();
                        });
                    },
                .cancel =
                    [this](session::CallId call) {
                        simulation_.post(kLatency, [this, call] {
                            client_.cancel(simulation_.now(), call);
                            client_net_.settle();
                        });
                    }};
    }

    void say(int seq, const Json& reply) {
        simulation_.post(kLatency, [this, seq, reply] {
            session_.replied(simulation_.now(), seq, reply);
            session_net_.settle();
        });
    }

    ClientHost client_;
    Net& client_net_;
    SessionHost session_;
    Net& session_net_;
};

}  // namespace

session::Result run_in_memory(session::Setup setup, const OwnPeer& peer, session::Traffic* traffic) {
    if (peer.server) return AgainstServer(std::move(setup), peer.server(), traffic).run();
    return AgainstClient(std::move(setup), peer.client, traffic).run();
}

}  // namespace wireproof::transport
