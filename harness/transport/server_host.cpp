#include "harness/transport/server_host.hpp"

namespace wireproof::transport {

using peers::Effect;

LinkId ServerHost::accepted(Time now, const std::string& /*listener*/) {
    const auto link = next_link_++;
    server_->opened(now, link);
    return link;
}

void ServerHost::ended(Time now, LinkId link, End end) {
    if (end != End::rst && server_->half_closed(now, link)) return;
    server_->ended(now, link);
    over_.push_back(link);
}

void ServerHost::perform(Net& net) {
    for (const auto link : std::exchange(over_, {})) net.shut(link, Shut::How::close);
    for (auto& effect : server_->take_effects()) {
        if (effect.kind == Effect::Kind::write) {
            net.write(effect.link, std::move(effect.bytes));
            continue;
        }
        net.shut(effect.link, effect.kind == Effect::Kind::close ? Shut::How::close : Shut::How::reset);
        server_->ended(net.now(), effect.link);
    }
}

}  // namespace wireproof::transport
