#include "conformance/haystack/conversation.hpp"

#include <algorithm>

namespace wireproof::haystack {
namespace {

using Outcome = Conversation::Outcome;
using What = Outcome::What;

constexpr Conversation::Time kTokenPatience = std::chrono::seconds(10);
constexpr Conversation::Time kScramPatience = std::chrono::seconds(30);
constexpr Conversation::Time kCapabilitiesPatience = std::chrono::seconds(5);

// The messages of SCRAM (9.5).
struct ScramStep {
    Side sender;
    std::string_view type;
};
constexpr ScramStep kScram[] = {{Side::client, "hello"},
                                {Side::server, "hello"},
                                {Side::client, "scram"},
                                {Side::server, "scram"},
                                {Side::client, "scram"},
                                {Side::server, "authOk"}};
constexpr std::string_view kAuthError = "authErr";
constexpr std::string_view kCapabilities = "capabilities";

Outcome refused(std::string_view rule, std::string why) {
    return {.what = What::refused, .rule = rule, .why = std::move(why)};
}
Outcome dropped(std::string_view rule, std::string why) {
    return {.what = What::dropped, .rule = rule, .why = std::move(why)};
}

}  // namespace

Conversation::Conversation(const Context& context, Auth auth)
    : auth_(auth),
      phase_(auth == Auth::none ? Phase::open : Phase::authenticating),
      from_client_(context),
      from_server_(context) {}

// ---- text ---------------------------------------------------------------------------------------------------------
Outcome Conversation::text(const TextMessage& message, Side sender, Time now) {
    if (phase_ == Phase::authenticating) return auth_ == Auth::token ? token(message, sender) : scram(message, sender);
    if (message.type == kCapabilities) return capabilities(sender, now);
    // Anything else is no answer to capabilities: the client goes on without them (9.9).
    if (phase_ == Phase::negotiating && sender == Side::server) {
        speaks_v1_ = true;
        phase_ = Phase::open;
    }
    return {};
}

Outcome Conversation::token(const TextMessage& message, Side sender) {
    if (sender == Side::server) return refused("9.4", "a server answers nothing to a token");
    if (!message.has_token) return refused("9.4", "the first message has no token");
    phase_ = Phase::open;
    return {};
}

Outcome Conversation::scram(const TextMessage& message, Side sender) {
    if (sender == Side::server && message.type == kAuthError) return {};
    const auto& step = kScram[scram_step_];
    if (sender != step.sender || message.type != step.type)
        return refused("9.5", "the next message is `" + std::string(step.type) + "` of the other kind or end");
    if (++scram_step_ == std::size(kScram)) phase_ = Phase::open;
    return {};
}

Outcome Conversation::capabilities(Side sender, Time now) {
    if (sender == Side::client) {
        phase_ = Phase::negotiating;
        asked_at_ = now;
        return {};
    }
    if (phase_ != Phase::negotiating) return dropped("9.7", "capabilities that nobody asked for");
    phase_ = Phase::open;
    return {};
}

// ---- frames -------------------------------------------------------------------------------------------------------
Outcome Conversation::binary(Frame frame, Side sender, Time now) {
    if (sender == Side::client) {
        if (phase_ == Phase::authenticating) return refused("9.3", "a request before authentication");
        return request(std::move(frame), now);
    }
    return from_server(std::move(frame), now);
}

Outcome Conversation::request(Frame frame, Time now) {
    if ((frame.flags & kPush) != 0) return dropped("10.7", "a push to a server");
    if (speaks_v1_ && (frame.compression || frame.chunk)) return dropped("9.9", "what v1 does not know");
    auto outcome = joined(from_client_, std::move(frame), now);
    if (outcome.frame) requests_.emplace_back(outcome.frame->req_id, outcome.frame->op);
    return outcome;
}

Outcome Conversation::from_server(Frame frame, Time now) {
    const bool push = (frame.flags & kPush) != 0;
    if (!push && (frame.flags & kResponse) == 0) return dropped("10.5", "neither a response nor a push");
    auto outcome = joined(from_server_, std::move(frame), now);
    if (!outcome.frame || (outcome.frame->flags & kPush) != 0) return outcome;
    const auto request = std::ranges::find(requests_, outcome.frame->req_id, &Key::first);
    if (request == requests_.end()) return dropped("10.4", "answers no open request");
    requests_.erase(request);
    return outcome;
}

Outcome Conversation::joined(ChunkAssembler& chunks, Frame frame, Time now) {
    if (!frame.chunk) {
        frame.compression.reset();
        return {.what = What::message, .frame = std::move(frame)};
    }
    chunks.drop_overdue(now);
    auto message = chunks.take(std::move(frame), now);
    if (!message)
        return {.what = What::refused, .rule = "10.9", .why = message.error().detail, .code = message.error().code};
    if (!*message) return {};
    return {.what = What::message, .frame = std::move(*message)};
}

// ---- time ---------------------------------------------------------------------------------------------------------
std::optional<Conversation::Time> Conversation::deadline(Side self) const {
    const bool authenticates = phase_ == Phase::authenticating && self == Side::server;
    if (authenticates) return auth_ == Auth::token ? kTokenPatience : kScramPatience;
    auto first = self == Side::server ? from_client_.deadline() : from_server_.deadline();
    if (phase_ == Phase::negotiating && self == Side::client)
        first = std::min(first.value_or(Time::max()), asked_at_ + kCapabilitiesPatience);
    return first;
}

Outcome Conversation::overdue(Side self, Time now) {
    const auto first = deadline(self);
    if (!first || *first > now) return {};
    if (phase_ == Phase::authenticating && self == Side::server)
        return refused(auth_ == Auth::token ? "9.4" : "9.6", "authentication takes too long");
    if (phase_ == Phase::negotiating && self == Side::client && asked_at_ + kCapabilitiesPatience <= now) {
        speaks_v1_ = true;
        phase_ = Phase::open;
    }
    from_client_.drop_overdue(now);
    from_server_.drop_overdue(now);
    return {};
}

}  // namespace wireproof::haystack
