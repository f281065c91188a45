#include "harness/transport/client_host.hpp"

#include <algorithm>

namespace wireproof::transport {

void ClientHost::call(Time now, int seq, const std::string& client, const std::string& method, const Json& args) {
    caller_[seq] = client;
    named(client).client->call(now, seq, method, args);
}

void ClientHost::cancel(Time now, int seq) {
    const auto it = caller_.find(seq);
    if (it != caller_.end()) named(it->second).client->cancel(now, seq);
}

void ClientHost::close_client(const std::string& name, Net& net) {
    const auto it = clients_.find(name);
    if (it == clients_.end()) return;
    for (const auto& [line, link] : it->second.links) net.shut(link, Shut::How::close);
    clients_.erase(it);
}

ClientHost::Named& ClientHost::named(const std::string& name) {
    const auto it = clients_.find(name);
    return it != clients_.end() ? it->second : clients_.emplace(name, Named{.client = make_client_()}).first->second;
}

std::optional<ClientHost::Found> ClientHost::find(LinkId link) const {
    for (const auto& [name, one] : clients_) {
        const auto it = std::ranges::find(one.links, link, [](const auto& entry) { return entry.second; });
        if (it != one.links.end()) return Found{one.client.get(), it->first};
    }
    return std::nullopt;
}

void ClientHost::connected(Time now, LinkId link) {
    if (const auto found = find(link)) found->client->connected(now, found->line);
}

void ClientHost::refused(Time now, LinkId link, const std::string& why) {
    if (const auto found = find(link)) found->client->refused(now, found->line, why);
}

void ClientHost::received(Time now, LinkId link, ByteView bytes) {
    if (const auto found = find(link)) found->client->received(now, found->line, bytes);
}

void ClientHost::ended(Time now, LinkId link, End /*end*/) {
    if (const auto found = find(link)) found->client->ended(now, found->line);
    over_.push_back(link);
}

void ClientHost::tick(Time now) {
    for (const auto& [name, one] : clients_)
        if (const auto next = one.client->next_timer(); next && *next <= now) one.client->tick(now);
}

std::optional<Time> ClientHost::next_timer() const {
    std::optional<Time> next;
    for (const auto& [name, one] : clients_)
        if (const auto its = one.client->next_timer()) next = next ? std::min(*next, *its) : *its;
    return next;
}

void ClientHost::perform(Net& net) {
    for (auto& [name, one] : clients_)
        for (auto& action : one.client->take_actions()) std::visit([&](auto& what) { act(one, what, net); }, action);
    for (const auto link : std::exchange(over_, {})) net.shut(link, Shut::How::close);
}

void ClientHost::act(Named&, peers::CallReply& reply, Net&) {
    // An item is not the end of its call.
    if (reply.reply.value("status", "") != "item") caller_.erase(reply.seq);
    say_(reply.seq, std::move(reply.reply));
}

void ClientHost::act(Named& one, peers::Connect& connect, Net& net) {
    one.links[connect.line] = next_link_;
    net.connect(next_link_++, {connect.host, connect.port});
}

void ClientHost::act(Named& one, peers::Write& write, Net& net) {
    const auto it = one.links.find(write.line);
    if (it != one.links.end()) net.write(it->second, std::move(write.bytes));
}

void ClientHost::act(Named& one, peers::Close& close, Net& net) {
    const auto it = one.links.find(close.line);
    if (it == one.links.end()) return;
    net.shut(it->second, close.reset ? Shut::How::reset : Shut::How::close);
    one.links.erase(it);
}

}  // namespace wireproof::transport
