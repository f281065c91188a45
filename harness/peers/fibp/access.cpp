#include "harness/peers/fibp/access.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace wireproof::peers::fibp {
namespace {

constexpr std::array<std::string_view, 3> kKinds = {"produce", "consume", "admin"};

// fits: `*` is any name, `orders.*` any that begins with `orders.`, everything else a name itself (fila-server
// 95f359d).
bool fits(std::string_view pattern, std::string_view name) {
    if (pattern == "*") return true;
    if (pattern.ends_with(".*")) return name.starts_with(pattern.substr(0, pattern.size() - 1));
    return pattern == name;
}

}  // namespace

Access::Access(std::optional<std::string> bootstrap_key) : asks_(bootstrap_key.has_value()) {
    if (bootstrap_key)
        keys_["bootstrap"] = {.secret = std::move(*bootstrap_key),
                              .name = "bootstrap",
                              .created_at_ms = 0,
                              .expires_at_ms = 0,
                              .is_superadmin = true,
                              .permissions = {}};
}

Answer<Who> Access::admit(const std::optional<std::string>& key) const {
    if (!asks_) return Who();
    if (!key) return refusal(error_code("Unauthorized"), "API key required");
    for (const auto& [id, known] : keys_)
        if (known.secret == *key && (known.expires_at_ms == 0 || wall_ms() < known.expires_at_ms)) return Who(id);
    return refusal(error_code("Unauthorized"), "invalid API key");
}

const Access::Key* Access::find(const Who& who) const {
    const auto it = who ? keys_.find(*who) : keys_.end();
    return it == keys_.end() ? nullptr : &it->second;
}

bool Access::is_superadmin(const Who& who) const {
    const auto* const key = find(who);
    return !asks_ || (key != nullptr && key->is_superadmin);
}

bool Access::may(const Who& who, std::string_view kind, std::string_view queue) const {
    if (is_superadmin(who)) return true;
    const auto* const key = find(who);
    return key != nullptr && std::ranges::any_of(key->permissions, [&](const Permission& permission) {
               return permission.kind == kind && fits(permission.pattern, queue);
           });
}

bool Access::may_any(const Who& who, std::string_view kind) const {
    if (is_superadmin(who)) return true;
    const auto* const key = find(who);
    return key != nullptr &&
           std::ranges::any_of(key->permissions, [&](const Permission& permission) { return permission.kind == kind; });
}

Answer<CreateApiKeyResult> Access::handle(const CreateApiKey& request) {
    const auto id = fmt::format("{:08x}-0000-4000-8000-{:012x}", random_() >> 32U, random_() >> 16U);
    const auto secret = fmt::format("{:016x}{:016x}", random_(), random_());
    keys_[id] = {.secret = secret,
                 .name = request.name,
                 .created_at_ms = wall_ms(),
                 .expires_at_ms = request.expires_at_ms,
                 .is_superadmin = request.is_superadmin,
                 .permissions = {}};
    return CreateApiKeyResult{.key_id = id, .key = secret, .is_superadmin = request.is_superadmin};
}

Answer<RevokeApiKeyResult> Access::handle(const RevokeApiKey& request) {
    RevokeApiKeyResult result;
    if (keys_.erase(request.key_id) == 0) result.error_code = error_code("ApiKeyNotFound");
    return result;
}

Answer<ListApiKeysResult> Access::handle(const ListApiKeys&) const {
    ListApiKeysResult result;
    for (const auto& [id, key] : keys_)
        result.keys.push_back({.key_id = id,
                               .name = key.name,
                               .created_at_ms = key.created_at_ms,
                               .expires_at_ms = key.expires_at_ms,
                               .is_superadmin = key.is_superadmin});
    return result;
}

Answer<SetAclResult> Access::handle(const SetAcl& request) {
    for (const auto& permission : request.permissions)
        if (std::ranges::find(kKinds, permission.kind) == kKinds.end())
            return refusal(error_code("InvalidConfigValue"), "a permission's kind is produce, consume or admin");
    SetAclResult result;
    const auto it = keys_.find(request.key_id);
    if (it == keys_.end()) result.error_code = error_code("ApiKeyNotFound");
    else it->second.permissions = request.permissions;
    return result;
}

Answer<GetAclResult> Access::handle(const GetAcl& request) const {
    const auto it = keys_.find(request.key_id);
    if (it == keys_.end())
        return GetAclResult{.error_code = error_code("ApiKeyNotFound"), .key_id = request.key_id, .permissions = {}};
    return GetAclResult{
        .key_id = request.key_id, .is_superadmin = it->second.is_superadmin, .permissions = it->second.permissions};
}

}  // namespace wireproof::peers::fibp
