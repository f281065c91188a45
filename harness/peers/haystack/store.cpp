#include "harness/peers/haystack/store.hpp"

#include <fmt/format.h>

namespace wireproof::peers::haystack {
namespace {

constexpr std::string_view kSite = "site-1";
constexpr std::size_t kDisSize = 80;

Hayson site() { return {{"id", ref_to(kSite)}, {"site", marker()}, {"dis", "Site 1"}}; }

Hayson point(int number) {
    return {{"id", ref_to(fmt::format("point-{}", number))},
            {"dis", fmt::format("{:.<{}}", fmt::format("Point {}", number), kDisSize)},
            {"point", marker()},
            {"his", marker()},
            {"writable", marker()},
            {"siteRef", ref_to(kSite)}};
}

// What every store begins with, made once: most sessions look at a few of them.
struct Fixture {
    std::vector<std::string> order;
    std::map<std::string, Hayson> entities;
    // What stands on a site, and under no name the sites themselves; what is written never moves an entity.
    std::map<std::optional<std::string>, std::vector<std::string>> children;

    Fixture() {
        add(site());
        for (int number = 0; number < kPoints; ++number) add(point(number));
    }

private:
    void add(Hayson entity) {
        order.push_back(*as_ref(member(entity, "id")));
        const auto on = as_ref(member(entity, "siteRef"));
        if (on || member(entity, "site") != nullptr) children[on].push_back(order.back());
        entities.emplace(order.back(), std::move(entity));
    }
};

const Fixture& fixture() {
    static const Fixture once;
    return once;
}

bool holds(const auto& level, Time now) { return !level.until || now < *level.until; }

}  // namespace

const Hayson* Store::find(const std::string& id) const {
    if (const auto it = changed_.find(id); it != changed_.end()) return &it->second;
    const auto it = fixture().entities.find(id);
    return it == fixture().entities.end() ? nullptr : &it->second;
}

std::vector<Hayson> Store::select(const Filter& filter, std::size_t limit) const {
    std::vector<Hayson> rows;
    const auto resolve = [this](const std::string& id) { return find(id); };
    for (const auto& id : fixture().order) {
        if (rows.size() >= limit) break;
        if (filter.matches(entity(id), resolve)) rows.push_back(entity(id));
    }
    return rows;
}

std::vector<Hayson> Store::children(const std::optional<std::string>& of) const {
    std::vector<Hayson> rows;
    const auto ids = fixture().children.find(of);
    if (ids == fixture().children.end()) return rows;
    for (const auto& id : ids->second) {
        rows.push_back(entity(id));
        if (!of) rows.back()["navId"] = id;
    }
    return rows;
}

// ---- histories and priority arrays --------------------------------------------------------------------------------
std::vector<Hayson> Store::history(const std::string& id, const Range& range) const {
    std::vector<Hayson> rows;
    const auto it = histories_.find(id);
    if (it == histories_.end()) return rows;
    for (auto item = it->second.lower_bound(range.from); item != it->second.end() && item->first < range.to; ++item)
        rows.push_back(item->second);
    return rows;
}

void Store::write_history(const std::string& id, Instant at, Hayson row) {
    histories_[id].insert_or_assign(at, std::move(row));
}

void Store::write_point(
    const std::string& id, int level, Hayson val, std::string who, std::optional<Time> until, Time now) {
    if (val.is_null()) levels_[id].erase(level);
    else levels_[id].insert_or_assign(level, Level{std::move(val), std::move(who), until});
    show_effective(id, now);
    for (const auto& name : watchers(id, now)) watches_.at(name).dirty.insert(id);
}

// show_effective makes the value of the first level that has one a part of the entity.
void Store::show_effective(const std::string& id, Time now) {
    auto& changed = changed_.try_emplace(id, entity(id)).first->second;
    changed.erase("writeVal");
    changed.erase("writeLevel");
    for (const auto& [number_of, level] : levels_[id]) {
        if (!holds(level, now)) continue;
        changed["writeVal"] = level.val;
        changed["writeLevel"] = number(number_of);
        return;
    }
}

std::vector<Hayson> Store::priority_array(const std::string& id, Time now) const {
    std::vector<Hayson> rows;
    const auto levels = levels_.find(id);
    for (int i = 1; i <= kLevels; ++i) {
        rows.push_back({{"level", number(i)}, {"levelDis", fmt::format("Level {}", i)}});
        if (levels == levels_.end()) continue;
        const auto level = levels->second.find(i);
        if (level == levels->second.end() || !holds(level->second, now)) continue;
        rows.back()["val"] = level->second.val;
        if (!level->second.who.empty()) rows.back()["who"] = level->second.who;
    }
    return rows;
}

// ---- watches ------------------------------------------------------------------------------------------------------
Store::Watch* Store::watch(const std::string& id, Time now) {
    std::erase_if(watches_, [&](const auto& entry) { return entry.second.until <= now; });
    const auto it = watches_.find(id);
    if (it == watches_.end()) return nullptr;
    it->second.until = now + it->second.lease;
    return &it->second;
}

std::pair<std::string, Store::Watch*> Store::open_watch(Time lease, Time now) {
    const auto name = fmt::format("w-{:08x}", ++last_watch_);
    auto& made = watches_[name];
    made.lease = lease;
    made.until = now + lease;
    return {name, &made};
}

void Store::leave(int subscriber) {
    for (auto& [name, watch] : watches_)
        if (watch.subscriber == subscriber) watch.subscriber = kNobody;
}

std::vector<std::string> Store::watchers(const std::string& id, Time now) {
    std::vector<std::string> names;
    for (const auto& [name, watch] : watches_)
        if (watch.ids.contains(id) && now < watch.until) names.push_back(name);
    return names;
}

}  // namespace wireproof::peers::haystack
