// SessionHost: one engine as the host of its connections.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "harness/session/traffic.hpp"
#include "harness/transport/net.hpp"

namespace wireproof::transport {

// Whom a session calls, where it plays the server.
struct SdkCalls {
    std::function<void(const session::Call&)> call;  // answered by SessionHost::replied
    std::function<void(session::CallId)> cancel;
};

class SessionHost : public Host {
public:
    // `server` is whom scripts connect to that play the client.
    SessionHost(session::Setup setup, std::optional<Address> server, SdkCalls sdk)
        : engine_(std::move(setup)), server_(std::move(server)), sdk_(std::move(sdk)) {}

    void start(Time now) { engine_.start(now); }
    void replied(Time now, session::CallId call, const Json& reply);
    void lost(Time now, Verdict verdict, const std::string& why) { engine_.lost(now, verdict, why); }
    // listen_at says where listeners are to be; without it, on a free port of 127.0.0.1.
    void listen_at(std::function<Address()> where) { listen_at_ = std::move(where); }
    // keep_in gives `traffic`, which must outlive the session, every byte of it.
    void keep_in(session::Traffic* traffic) { traffic_ = traffic; }
    // on_finished is called once, when there is a result and all is done that the engine wanted.
    void on_finished(std::function<void()> finished) { on_finished_ = std::move(finished); }
    [[nodiscard]] const session::Engine& engine() const { return engine_; }
    [[nodiscard]] session::Result take_result() { return engine_.take_result(); }

    void connected(Time now, LinkId link) override;
    void refused(Time now, LinkId link, const std::string& why) override;
    [[nodiscard]] LinkId accepted(Time now, const std::string& listener) override;
    void received(Time now, LinkId link, ByteView bytes) override;
    void ended(Time now, LinkId link, End end) override;
    void tick(Time now) override {
        if (!engine_.finished()) engine_.tick(now);
    }
    [[nodiscard]] std::optional<Time> next_timer() const override { return engine_.next_timer(); }
    void perform(Net& net) override;

private:
    void act(session::Connect& action, Net& net);
    void act(session::Listen& action, Net& net);
    void act(session::Write& action, Net& net);
    void act(session::Shut& action, Net& net);
    void act(session::ReadRate& action, Net& net);
    void act(session::Call& action, Net& net);
    void act(session::CancelCall& action, Net& net);

    session::Engine engine_;
    std::optional<Address> server_;
    SdkCalls sdk_;
    session::Traffic* traffic_ = nullptr;
    std::map<std::string, std::uint16_t> ports_;  // of listeners
    std::function<void()> on_finished_;
    std::function<Address()> listen_at_ = [] { return Address{"127.0.0.1", 0}; };
};

}  // namespace wireproof::transport
