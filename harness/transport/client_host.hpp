// ClientHost: our sans-io clients of a protocol as the host of their connections, called by name as the driver protocol
// calls them.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "harness/peers/client.hpp"
#include "harness/transport/net.hpp"

namespace wireproof::transport {

class ClientHost : public Host {
public:
    using MakeClient = std::function<std::unique_ptr<peers::Client>()>;  // one for each name
    using Say = std::function<void(int seq, Json reply)>;

    ClientHost(MakeClient make_client, Say say) : make_client_(std::move(make_client)), say_(std::move(say)) {}

    void call(Time now, int seq, const std::string& client, const std::string& method, const Json& args);
    // cancel is for nobody if the call is answered already.
    void cancel(Time now, int seq);
    void close_client(const std::string& name, Net& net);

    void connected(Time now, LinkId link) override;
    void refused(Time now, LinkId link, const std::string& why) override;
    [[nodiscard]] LinkId accepted(Time, const std::string&) override { return -1; }
    void received(Time now, LinkId link, ByteView bytes) override;
    void ended(Time now, LinkId link, End end) override;
    void tick(Time now) override;
    [[nodiscard]] std::optional<Time> next_timer() const override;
    void perform(Net& net) override;

private:
    struct Named {
        std::unique_ptr<peers::Client> client;
        std::map<peers::Line, LinkId> links = {};  // its connections, the last one of each number
    };
    struct Found {
        peers::Client* client;
        peers::Line line;
    };

    Named& named(const std::string& name);
    [[nodiscard]] std::optional<Found> find(LinkId link) const;
    void act(Named& one, peers::CallReply& reply, Net& net);
    void act(Named& one, peers::Connect& connect, Net& net);
    void act(Named& one, peers::Write& write, Net& net);
    void act(Named& one, peers::Close& close, Net& net);

    MakeClient make_client_;
    Say say_;
    std::map<std::string, Named> clients_;
    std::map<int, std::string> caller_;  // of calls that are not answered
    std::vector<LinkId> over_;           // to be closed
    LinkId next_link_ = 0;
};

}  // namespace wireproof::transport
