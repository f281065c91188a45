// ServerHost: one of our sans-io servers as the host of its connections.
#pragma once

#include <memory>

#include "harness/peers/server.hpp"
#include "harness/transport/net.hpp"

namespace wireproof::transport {

class ServerHost : public Host {
public:
    explicit ServerHost(std::unique_ptr<peers::Server> server) : server_(std::move(server)) {}

    void connected(Time, LinkId) override {}
    void refused(Time, LinkId, const std::string&) override {}
    [[nodiscard]] LinkId accepted(Time now, const std::string& listener) override;
    void received(Time now, LinkId link, ByteView bytes) override { server_->received(now, link, bytes); }
    void ended(Time now, LinkId link, End end) override;
    void tick(Time now) override { server_->tick(now); }
    [[nodiscard]] std::optional<Time> next_timer() const override { return server_->next_timer(); }
    void perform(Net& net) override;

private:
    std::unique_ptr<peers::Server> server_;
    LinkId next_link_ = 0;
    std::vector<LinkId> over_;  // to be closed
};

}  // namespace wireproof::transport
