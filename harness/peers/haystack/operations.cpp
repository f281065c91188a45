#include "harness/peers/haystack/operations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace wireproof::peers::haystack {
namespace {

constexpr double kLeaseSeconds = 300;
constexpr double kMostSeconds = 24 * 60 * 60;

Hayson done() { return grid_of({}); }

Instant wall_clock() { return std::chrono::time_point_cast<Instant::duration>(std::chrono::system_clock::now()); }

Time seconds(double count) {
    return std::chrono::duration_cast<Time>(std::chrono::duration<double>(std::clamp(count, 0.0, kMostSeconds)));
}

}  // namespace

const Operations::Row Operations::kRows[] = {
    {"about", &Operations::about, "Who the server is"},
    {"ops", &Operations::ops, "What it can be asked"},
    {"formats", &Operations::formats, "What grids are written in"},
    {"close", &Operations::close, "Ends nothing; answered by an empty grid"},
    {"read", &Operations::read, "Entities, by id or by filter"},
    {"nav", &Operations::nav, "The tree of sites and points"},
    {"hisRead", &Operations::his_read, "The history of a point"},
    {"hisWrite", &Operations::his_write, "Adds to a history"},
    {"pointWrite", &Operations::point_write, "Writes a level of a point, or reads all of them"},
    {"watchSub", &Operations::watch_sub, "Opens a watch, or adds to one"},
    {"watchUnsub", &Operations::watch_unsub, "Takes from a watch, or closes it"},
    {"watchPoll", &Operations::watch_poll, "What has changed in a watch"},
    {"invokeAction", &Operations::invoke_action, "The action `echo`: gives back its arguments"},
};

Hayson Operations::run(std::string_view op, const Hayson& grid, const Asker& asker) {
    const auto* const row = std::ranges::find(kRows, op, &Row::op);
    if (row == std::ranges::end(kRows)) return error_grid(fmt::format("Unknown operation: {}", op));
    auto answer = (this->*row->run)(grid, asker);
    return answer ? std::move(*answer) : error_grid(answer.error());
}

std::expected<std::string, std::string> Operations::known(const Hayson* id) const {
    const auto name = as_ref(id);
    if (!name) return std::unexpected("`id` is no ref");
    if (store_.find(*name) == nullptr) return std::unexpected("Unknown entity: " + *name);
    return *name;
}

// An id that nobody has gives an empty row, so that rows stand where their ids stood.
std::vector<Hayson> Operations::entities(const auto& ids) const {
    std::vector<Hayson> rows;
    for (const auto& id : ids) {
        const auto* const found = store_.find(id);
        rows.push_back(found == nullptr ? Hayson::object() : *found);
    }
    return rows;
}

// ---- about the server ---------------------------------------------------------------------------------------------
Operations::Answer Operations::about(const Hayson&, const Asker&) {
    return grid_of({{{"haystackVersion", "4.0"},
                     {"tz", "UTC"},
                     {"serverName", "wireproof"},
                     {"productName", "wireproof"},
                     {"productVersion", "0.1.0"}}});
}

Operations::Answer Operations::ops(const Hayson&, const Asker&) {
    std::vector<Hayson> rows;
    for (const auto& row : kRows) rows.push_back({{"name", row.op}, {"summary", row.summary}});
    return grid_of(std::move(rows));
}

Operations::Answer Operations::formats(const Hayson&, const Asker&) {
    return grid_of({{{"mime", "application/json"}, {"receive", marker()}, {"send", marker()}}});
}

Operations::Answer Operations::close(const Hayson&, const Asker&) { return done(); }

// ---- entities -----------------------------------------------------------------------------------------------------
Operations::Answer Operations::read(const Hayson& grid, const Asker&) {
    const auto& row = first_row(grid);
    if (row.contains("id")) return grid_of(entities(ids_in(grid)));
    const auto text = as_text(member(row, "filter"));
    if (!text) return std::unexpected("read needs `id` or `filter`");
    const auto filter = Filter::parse(*text);
    if (!filter) return std::unexpected(filter.error());
    const auto limit = as_number(member(row, "limit")).value_or(HUGE_VAL);
    if (!(limit >= 0)) return std::unexpected("`limit` is less than 0");
    constexpr double kAll = 1e6;
    return grid_of(store_.select(*filter, static_cast<std::size_t>(std::min(limit, kAll))));
}

Operations::Answer Operations::nav(const Hayson& grid, const Asker&) {
    const auto* const id = member(first_row(grid), "navId");
    auto of = as_text(id);
    if (!of) of = as_ref(id);
    if (of && of->empty()) of.reset();
    if (of && store_.find(*of) == nullptr) return std::unexpected("Unknown entity: " + *of);
    return grid_of(store_.children(of));
}

Operations::Answer Operations::his_read(const Hayson& grid, const Asker&) {
    const auto& row = first_row(grid);
    const auto id = known(member(row, "id"));
    if (!id) return std::unexpected(id.error());
    const auto range = read_range(as_text(member(row, "range")).value_or(""), wall_clock());
    if (!range) return std::unexpected(range.error());
    auto answer = grid_of(store_.history(*id, *range), {{"id", ref_to(*id)}});
    if (answer["cols"].empty()) answer["cols"] = {{{"name", "ts"}}, {{"name", "val"}}};
    return answer;
}

Operations::Answer Operations::his_write(const Hayson& grid, const Asker&) {
    const auto id = known(member(meta_of(grid), "id"));
    if (!id) return std::unexpected(id.error());
    std::vector<Instant> instants;
    for (const auto& row : rows_of(grid)) {
        const auto* const ts = member(row, "ts");
        const auto at = ts == nullptr || !is_kind(*ts, "dateTime")
                            ? std::nullopt
                            : read_instant(as_text(member(*ts, "val")).value_or(""));
        if (!at || member(row, "val") == nullptr) return std::unexpected("a row needs `ts`, a dateTime, and `val`");
        instants.push_back(*at);
    }
    for (std::size_t i = 0; i < instants.size(); ++i) store_.write_history(*id, instants[i], rows_of(grid)[i]);
    return done();
}

Operations::Answer Operations::point_write(const Hayson& grid, const Asker& asker) {
    const auto& row = first_row(grid);
    const auto id = known(member(row, "id"));
    if (!id) return std::unexpected(id.error());
    if (member(*store_.find(*id), "writable") == nullptr) return std::unexpected(*id + " is not writable");
    if (member(row, "level") == nullptr) return grid_of(store_.priority_array(*id, asker.now));
    const auto level = as_number(member(row, "level")).value_or(0);
    if (level < 1 || level > kLevels || level != std::floor(level))
        return std::unexpected(fmt::format("pointWrite level must be 1-{}", kLevels));
    std::optional<Time> until;
    if (const auto duration = as_number(member(row, "duration"))) until = asker.now + seconds(*duration);
    store_.write_point(*id,
                       static_cast<int>(level),
                       row.value("val", Hayson()),
                       as_text(member(row, "who")).value_or(""),
                       until,
                       asker.now);
    for (const auto& name : store_.watchers(*id, asker.now)) {
        const auto& watch = *store_.watch(name, asker.now);
        if (watch.subscriber == kNobody) continue;
        pushes_.push_back({watch.subscriber, watch.text, name, grid_of(entities(std::vector{*id}))});
    }
    return done();
}

Operations::Answer Operations::invoke_action(const Hayson& grid, const Asker&) {
    const auto id = known(member(meta_of(grid), "id"));
    if (!id) return std::unexpected(id.error());
    const auto action = as_text(member(meta_of(grid), "action")).value_or("");
    if (action != "echo") return std::unexpected("Unknown action: " + action);
    return grid_of({first_row(grid)});
}

// ---- watches ------------------------------------------------------------------------------------------------------
Operations::Answer Operations::watch_sub(const Hayson& grid, const Asker& asker) {
    const auto& meta = meta_of(grid);
    const auto lease = as_number(member(meta, "lease")).value_or(kLeaseSeconds);
    auto name = as_text(member(meta, "watchId"));
    auto* watch = name ? store_.watch(*name, asker.now) : nullptr;
    if (name && watch == nullptr) return std::unexpected("Unknown watch");
    if (!name) std::tie(name, watch) = store_.open_watch(seconds(lease), asker.now);
    watch->subscriber = asker.connection;
    watch->text = asker.text;
    const auto ids = ids_in(grid);
    for (const auto& id : ids)
        if (store_.find(id) != nullptr) watch->ids.insert(id);
    return grid_of(entities(ids), {{"watchId", *name}, {"lease", number(lease, "s")}});
}

Operations::Answer Operations::watch_unsub(const Hayson& grid, const Asker& asker) {
    const auto name = as_text(member(meta_of(grid), "watchId")).value_or("");
    auto* const watch = store_.watch(name, asker.now);
    if (watch == nullptr) return std::unexpected("Unknown watch");
    if (meta_of(grid).contains("close")) store_.close_watch(name);
    else
        for (const auto& id : ids_in(grid)) {
            watch->ids.erase(id);
            watch->dirty.erase(id);
        }
    return done();
}

Operations::Answer Operations::watch_poll(const Hayson& grid, const Asker& asker) {
    auto* const watch = store_.watch(as_text(member(meta_of(grid), "watchId")).value_or(""), asker.now);
    if (watch == nullptr) return std::unexpected("Unknown watch");
    const auto changed = std::exchange(watch->dirty, {});
    return grid_of(entities(meta_of(grid).contains("refresh") ? watch->ids : changed));
}

}  // namespace wireproof::peers::haystack
