#include "harness/transport/server_host.hpp"

namespace wireproof::transport {

using peers::Effect;

namespace {

constexpr std::size_t kMostJoined = 65536;  // bytes: of more, copying costs more than a system call

bool joins(LinkId link, const Bytes& bytes, const Effect& next) {
    return next.kind == Effect::Kind::write && next.link == link && bytes.size() + next.bytes.size() <= kMostJoined;
}

}  // namespace

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
    auto effects = server_->take_effects();
    for (std::size_t at = 0; at < effects.size(); ++at) {
        auto& effect = effects[at];
        if (effect.kind == Effect::Kind::write) {
            // Answers that follow each other leave together, as from whoever writes through a buffer.
            auto bytes = std::move(effect.bytes);
            while (at + 1 < effects.size() && joins(effect.link, bytes, effects[at + 1])) {
                const auto& more = effects[++at].bytes;
                bytes.insert(bytes.end(), more.begin(), more.end());
            }
            net.write(effect.link, std::move(bytes));
            continue;
        }
        net.shut(effect.link, effect.kind == Effect::Kind::close ? Shut::How::close : Shut::How::reset);
        server_->ended(net.now(), effect.link);
    }
}

}  // namespace wireproof::transport
