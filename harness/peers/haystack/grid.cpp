#include "harness/peers/haystack/grid.hpp"

#include <set>

#include "conformance/haystack/grid.hpp"

namespace wireproof::peers::haystack {
namespace {

Hayson of_kind(std::string_view kind) { return {{"_kind", kind}}; }

const Hayson& array_in(const Hayson& grid, std::string_view name) {
    static const Hayson kNone = Hayson::array();
    const auto* const found = member(grid, name);
    return found == nullptr ? kNone : *found;
}

}  // namespace

Hayson marker() { return of_kind("marker"); }

Hayson ref_to(std::string_view id) {
    auto value = of_kind("ref");
    value["val"] = id;
    return value;
}

Hayson number(double value, std::string_view unit) {
    if (unit.empty()) return value;
    auto result = of_kind("number");
    result["val"] = value;
    result["unit"] = unit;
    return result;
}

Hayson grid_of(std::vector<Hayson> rows, Hayson meta) {
    auto columns = Hayson::array();
    std::set<std::string> known;
    for (const auto& row : rows)
        for (const auto& cell : row.items())
            if (known.insert(cell.key()).second) columns.push_back({{"name", cell.key()}});
    Hayson grid = of_kind("grid");
    grid["meta"] = std::move(meta);
    grid["cols"] = std::move(columns);
    grid["rows"] = std::move(rows);
    return grid;
}

Hayson error_grid(std::string_view why) {
    Hayson meta = {{"err", marker()}};
    meta["dis"] = why;
    return grid_of({}, std::move(meta));
}

std::expected<Hayson, std::string> read_grid(ByteView text) {
    if (text.empty()) return grid_of({});
    wireproof::haystack::Grid grid;
    if (const auto error = wire::decode(text, grid, {}); !error.ok()) return std::unexpected(describe(error));
    return Hayson::parse(grid.text);
}

std::string text_of(const Hayson& grid) { return grid.dump(); }

bool is_error(const Hayson& grid) { return meta_of(grid).contains("err"); }

std::string error_text(const Hayson& grid) { return as_text(member(meta_of(grid), "dis")).value_or("an error"); }

std::optional<std::string> as_ref(const Hayson* value) {
    if (value == nullptr || !is_kind(*value, "ref")) return std::nullopt;
    return as_text(member(*value, "val"));
}

std::optional<std::string> as_text(const Hayson* value) {
    if (value == nullptr || !value->is_string()) return std::nullopt;
    return value->get<std::string>();
}

std::optional<double> as_number(const Hayson* value) {
    if (value != nullptr && is_kind(*value, "number")) value = member(*value, "val");
    if (value == nullptr || !value->is_number()) return std::nullopt;
    return value->get<double>();
}

bool is_kind(const Hayson& value, std::string_view kind) {
    const auto* const said = member(value, "_kind");
    return said != nullptr && *said == kind;
}

const Hayson* member(const Hayson& object, std::string_view name) {
    if (!object.is_object()) return nullptr;
    const auto it = object.find(name);
    return it == object.end() || it->is_null() ? nullptr : &*it;
}

const Hayson& meta_of(const Hayson& grid) {
    static const Hayson kNone = Hayson::object();
    const auto* const found = member(grid, "meta");
    return found == nullptr ? kNone : *found;
}

const Hayson& rows_of(const Hayson& grid) { return array_in(grid, "rows"); }

const Hayson& first_row(const Hayson& grid) {
    static const Hayson kNone = Hayson::object();
    const auto& rows = rows_of(grid);
    return rows.empty() ? kNone : rows.front();
}

std::vector<std::string> ids_in(const Hayson& grid) {
    std::vector<std::string> ids;
    for (const auto& row : rows_of(grid))
        if (auto id = as_ref(member(row, "id"))) ids.push_back(std::move(*id));
    return ids;
}

}  // namespace wireproof::peers::haystack
