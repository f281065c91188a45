// Who may do what on our FIBP server: API keys and their permissions. Rules: PROTOCOL.md 5.19, 5.22, 6.6, 6.7.
#pragma once

#include <expected>
#include <map>
#include <random>

#include "harness/peers/fibp/frames.hpp"

namespace wireproof::peers::fibp {

template <class Result>
using Answer = std::expected<Result, ErrorReply>;

[[nodiscard]] inline std::unexpected<ErrorReply> refusal(std::uint8_t code, std::string message) {
    return std::unexpected(ErrorReply{.error_code = code, .message = std::move(message), .metadata = {}});
}

// Who is at the other end: an API key by its id, or whoever it likes where none is asked for.
using Who = std::optional<std::string>;

class Access {
public:
    // With a bootstrap key, keys are asked for, and that one may do everything.
    explicit Access(std::optional<std::string> bootstrap_key);

    [[nodiscard]] Answer<Who> admit(const std::optional<std::string>& key) const;
    // may: `kind` is produce, consume or admin. A key that was revoked may nothing any more.
    [[nodiscard]] bool may(const Who& who, std::string_view kind, std::string_view queue) const;
    // may_any: on some queue at least, for what is about none in particular.
    [[nodiscard]] bool may_any(const Who& who, std::string_view kind) const;
    [[nodiscard]] bool is_superadmin(const Who& who) const;

    [[nodiscard]] Answer<CreateApiKeyResult> handle(const CreateApiKey& request);
    [[nodiscard]] Answer<RevokeApiKeyResult> handle(const RevokeApiKey& request);
    [[nodiscard]] Answer<ListApiKeysResult> handle(const ListApiKeys& request) const;
    [[nodiscard]] Answer<SetAclResult> handle(const SetAcl& request);
    [[nodiscard]] Answer<GetAclResult> handle(const GetAcl& request) const;

private:
    struct Key {
        std::string secret, name;
        std::uint64_t created_at_ms, expires_at_ms;  // 0: never
        bool is_superadmin;
        std::vector<Permission> permissions;
    };
    [[nodiscard]] const Key* find(const Who& who) const;

    bool asks_;
    std::map<std::string, Key> keys_;  // by key id
    std::mt19937_64 random_{};         // always the same keys: they guard nothing, and a session is to be repeatable
};

}  // namespace wireproof::peers::fibp
