// Grids as both of our peers build and read them: Haystack 4 JSON whose members keep their order
// (conformance/haystack/PROTOCOL.md, sections 12 to 15).
#pragma once

#include <expected>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/wire/bytes.hpp"

namespace wireproof::peers::haystack {

using Hayson = nlohmann::ordered_json;

[[nodiscard]] Hayson marker();
[[nodiscard]] Hayson ref_to(std::string_view id);
[[nodiscard]] Hayson number(double value, std::string_view unit = {});

// grid_of has a column for each name in the rows, in the order in which they first appear.
[[nodiscard]] Hayson grid_of(std::vector<Hayson> rows, Hayson meta = Hayson::object());
[[nodiscard]] Hayson error_grid(std::string_view why);

// read_grid parses a grid that is well-formed; no bytes are an empty grid (10.11). The error says where it is not.
[[nodiscard]] std::expected<Hayson, std::string> read_grid(ByteView text);
[[nodiscard]] std::string text_of(const Hayson& grid);

[[nodiscard]] bool is_error(const Hayson& grid);
// error_text is `dis` of an error grid.
[[nodiscard]] std::string error_text(const Hayson& grid);

// A value as what it is, or nothing if it is something else or null.
[[nodiscard]] std::optional<std::string> as_ref(const Hayson* value);
[[nodiscard]] std::optional<std::string> as_text(const Hayson* value);
[[nodiscard]] std::optional<double> as_number(const Hayson* value);
[[nodiscard]] bool is_kind(const Hayson& value, std::string_view kind);

// member gives a member that is there and not null.
[[nodiscard]] const Hayson* member(const Hayson& object, std::string_view name);
// meta_of, rows_of and first_row give what is there, or nothing of it.
[[nodiscard]] const Hayson& meta_of(const Hayson& grid);
[[nodiscard]] const Hayson& rows_of(const Hayson& grid);
[[nodiscard]] const Hayson& first_row(const Hayson& grid);
[[nodiscard]] std::vector<std::string> ids_in(const Hayson& grid);  // the refs in the column `id`

}  // namespace wireproof::peers::haystack
