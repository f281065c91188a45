#include "harness/transport/session_host.hpp"

namespace wireproof::transport {

void SessionHost::replied(Time now, session::CallId call, const Json& reply) {
    if (!engine_.finished()) engine_.replied(now, call, reply);
}

void SessionHost::perform(Net& net) {
    for (auto actions = engine_.take_actions(); !actions.empty(); actions = engine_.take_actions())
        for (auto& action : actions) std::visit([&](auto& one) { act(one, net); }, action);
    if (engine_.finished() && on_finished_) std::exchange(on_finished_, {})();
}

void SessionHost::act(session::Connect& action, Net& net) { net.connect(action.link, *server_); }

void SessionHost::act(session::Listen& action, Net& net) {
    const auto at = listen_at_();
    const auto port = net.listen(action.name, at);
    if (port) engine_.listening(net.now(), action.name, at.host, *port);
    else engine_.lost(net.now(), Verdict::unreachable, "no port to listen on: " + port.error());
}

void SessionHost::act(session::Write& action, Net& net) { net.write(action.link, std::move(action.bytes)); }
void SessionHost::act(session::Shut& action, Net& net) { net.shut(action.link, action.how); }
void SessionHost::act(session::ReadRate& action, Net& net) { net.read_rate(action.link, action.bytes_per_second); }
void SessionHost::act(session::Call& action, Net&) { sdk_.call(action); }
void SessionHost::act(session::CancelCall& action, Net&) { sdk_.cancel(action.call); }

}  // namespace wireproof::transport
