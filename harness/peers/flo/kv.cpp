#include "harness/peers/flo/kv.hpp"

#include <algorithm>

namespace wireproof::peers::flo {
namespace {

constexpr std::uint32_t kDefaultLimit = 100;

bool starts_with(const Bytes& key, const Bytes& prefix) {
    return key.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), key.begin());
}

}  // namespace

KeyValues::Entry* KeyValues::live(const Name& name, Time now) {
    const auto it = entries_.find(name);
    if (it == entries_.end()) return nullptr;
    auto& entry = it->second;
    if (entry.expires && *entry.expires <= now) entry.live = false;
    return entry.live ? &entry : nullptr;
}

Answer KeyValues::put(const Operation& operation) {
    const auto name = name_of(operation.request);
    const auto* const current = live(name, operation.now);
    const auto version = operation.option(u64le, tag("CAS_VERSION"));
    if (!operation.no_refusals) {
        if (version && (current == nullptr || current->versions.back().version != *version))
            return conflict("version mismatch");
        if (operation.has(tag("IF_NOT_EXISTS")) && current != nullptr) return conflict("key exists");
        if (operation.has(tag("IF_EXISTS")) && current == nullptr) return conflict("key does not exist");
    }
    auto& entry = entries_[name];
    const auto next = entry.versions.empty() ? 1 : entry.versions.back().version + 1;
    entry.versions.push_back({.version = next, .timestamp = operation.wall_ms, .value = operation.request.value});
    entry.live = true;
    const auto seconds = operation.option(u64le, tag("TTL_SECONDS")).value_or(0);
    constexpr std::uint64_t kForEver = 100ULL * 365 * 24 * 3600;
    entry.expires = seconds == 0 || seconds > kForEver ? std::nullopt
                                                       : std::optional(operation.now + std::chrono::seconds(seconds));
    return ok();
}

Answer KeyValues::get(const Operation& operation) {
    if (const auto* const entry = live(name_of(operation.request), operation.now))
        return ok(entry->versions.back().value);
    if (operation.waits()) return std::nullopt;
    return not_found("no such key");
}

Answer KeyValues::remove(const Operation& operation) {
    auto* const entry = live(name_of(operation.request), operation.now);
    if (entry == nullptr) return not_found("no such key");
    entry->live = false;
    return ok();
}

// The key field is the prefix; the cursor, in the value field, is the last key of the page before.
Answer KeyValues::scan(const Operation& operation) {
    const auto& request = operation.request;
    const auto limit = std::max(operation.option_or(tag("LIMIT"), kDefaultLimit), std::uint32_t{1});
    const bool keys_only = operation.option(u8, tag("KEYS_ONLY")).value_or(0) != 0;
    ScanResponse page;
    const auto& from = request.value.empty() ? request.key : request.value;
    for (auto it = entries_.lower_bound({request.name_space, from}); it != entries_.end(); ++it) {
        const auto& [name_space, key] = it->first;
        if (name_space != request.name_space || (!starts_with(key, request.key) && key > request.key)) break;
        if (!starts_with(key, request.key) || key == request.value || live(it->first, operation.now) == nullptr)
            continue;
        if (page.entries.size() == limit) {
            page.has_more = true;
            page.cursor = page.entries.back().key;
            break;
        }
        page.entries.push_back({.key = key, .value = keys_only ? Bytes{} : it->second.versions.back().value});
    }
    return ok(body(page));
}

Answer KeyValues::history(const Operation& operation) {
    const auto it = entries_.find(name_of(operation.request));
    if (it == entries_.end()) return not_found("no such key");
    const auto& versions = it->second.versions;
    const auto count = std::min<std::size_t>(versions.size(), operation.option_or(tag("LIMIT"), kDefaultLimit));
    // Newest first.
    return ok(body(HistoryResponse{
        .entries = std::vector(versions.rbegin(), versions.rbegin() + static_cast<std::ptrdiff_t>(count))}));
}

}  // namespace wireproof::peers::flo
