#include "harness/transport/session_host.hpp"

namespace wireproof::transport {

using session::Who;

void SessionHost::connected(Time now, LinkId link) {
    if (traffic_ != nullptr) traffic_->opened(now, link, Who::us, server_->port);
    engine_.connected(now, link);
}

void SessionHost::refused(Time now, LinkId link, const std::string& why) {
    if (traffic_ != nullptr) traffic_->refused(now, link, server_->port);
    engine_.refused(now, link, why);
}

LinkId SessionHost::accepted(Time now, const std::string& listener) {
    const auto link = engine_.accepted(now, listener);
    if (traffic_ != nullptr) traffic_->opened(now, link, Who::peer, ports_[listener]);
    return link;
}

void SessionHost::received(Time now, LinkId link, ByteView bytes) {
    if (traffic_ != nullptr) traffic_->bytes(now, link, Who::peer, bytes);
    engine_.received(now, link, bytes);
}

void SessionHost::ended(Time now, LinkId link, End end) {
    if (traffic_ != nullptr) traffic_->ended(now, link, Who::peer, end);
    engine_.ended(now, link, end);
}

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
    if (port) ports_[action.name] = *port;
    if (port) engine_.listening(net.now(), action.name, at.host, *port);
    else engine_.lost(net.now(), Verdict::unreachable, "no port to listen on: " + port.error());
}

void SessionHost::act(session::Write& action, Net& net) {
    if (traffic_ != nullptr) traffic_->bytes(net.now(), action.link, Who::us, action.bytes);
    net.write(action.link, std::move(action.bytes));
}

void SessionHost::act(session::Shut& action, Net& net) {
    const auto how = action.how == Shut::How::reset ? End::rst : End::fin;
    if (traffic_ != nullptr) traffic_->ended(net.now(), action.link, Who::us, how);
    net.shut(action.link, action.how);
}

void SessionHost::act(session::ReadRate& action, Net& net) { net.read_rate(action.link, action.bytes_per_second); }
void SessionHost::act(session::Call& action, Net&) { sdk_.call(action); }
void SessionHost::act(session::CancelCall& action, Net&) { sdk_.cancel(action.call); }

}  // namespace wireproof::transport
