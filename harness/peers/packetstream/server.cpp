#include "harness/peers/packetstream/server.hpp"

#include <algorithm>

namespace wireproof::peers::packetstream {
namespace {

class PacketstreamServer : public Server {
public:
    PacketstreamServer(const Flavour& flavour, const Misbehaviour& misbehaviour)
        : flavour_(&flavour), misbehaviour_(misbehaviour) {}

    void opened(Time, LinkId link) override { ends_.try_emplace(link, *flavour_, Side::server, misbehaviour_); }
    void received(Time now, LinkId link, ByteView bytes) override {
        auto& end = ends_.at(link);
        end.received(now, bytes);
        collect(link, end);
    }
    // What is owed is still sent, so the end closes the connection itself.
    bool half_closed(Time now, LinkId link) override {
        auto& end = ends_.at(link);
        end.peer_finished(now);
        collect(link, end);
        return true;
    }
    void ended(Time, LinkId link) override { ends_.erase(link); }
    void tick(Time now) override {
        for (auto& [link, end] : ends_) {
            end.tick(now);
            collect(link, end);
        }
    }
    [[nodiscard]] std::optional<Time> next_timer() const override {
        std::optional<Time> next;
        for (const auto& [link, end] : ends_)
            if (const auto time = end.next_timer()) next = next ? std::min(*next, *time) : *time;
        return next;
    }
    [[nodiscard]] std::vector<Effect> take_effects() override { return std::exchange(effects_, {}); }

private:
    void collect(LinkId link, End& end) {
        for (auto& effect : end.take_effects()) {
            switch (effect.kind) {
                case EndEffect::Kind::write:
                    effects_.push_back({link, Effect::Kind::write, std::move(effect.bytes)});
                    break;
                case EndEffect::Kind::close: effects_.push_back({link, Effect::Kind::close}); break;
                case EndEffect::Kind::reset: effects_.push_back({link, Effect::Kind::reset}); break;
                default: break;
            }
        }
    }

    const Flavour* flavour_;
    Misbehaviour misbehaviour_;
    std::map<LinkId, End> ends_;
    std::vector<Effect> effects_;
};

}  // namespace

std::unique_ptr<Server> make_server(const Misbehaviour& misbehaviour) {
    return std::make_unique<PacketstreamServer>(k20240630, misbehaviour);
}
std::unique_ptr<Server> make_server_20240412(const Misbehaviour& misbehaviour) {
    return std::make_unique<PacketstreamServer>(k20240412, misbehaviour);
}

}  // namespace wireproof::peers::packetstream
