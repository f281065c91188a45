// The methods of the Haystack client as data: which operation a call asks for, and with which grid.
#pragma once

#include <span>

#include "conformance/wire/json.hpp"
#include "harness/peers/haystack/grid.hpp"

namespace wireproof::peers::haystack {

struct Request {
    std::string op;
    Hayson grid;
};

struct Method {
    std::string_view name;
    std::string_view op;  // empty: an argument says which
    std::expected<Hayson, std::string> (*grid)(const Json& args);
    bool returns_grid = true;
};

[[nodiscard]] std::span<const Method> methods();

// request_of makes the request of a call; the error says which argument is wrong.
[[nodiscard]] std::expected<Request, std::string> request_of(const Method& method, const Json& args);
// requests_of makes those of `batch`.
[[nodiscard]] std::expected<std::vector<Request>, std::string> requests_of(const Json& args);

}  // namespace wireproof::peers::haystack
