// Filter: a Haystack filter expression, such as `point and siteRef==@site-1`, ready to be asked of entities.
// Source: the filter grammar of Project Haystack 4.
#pragma once

#include <expected>
#include <functional>
#include <memory>

#include "harness/peers/haystack/grid.hpp"

namespace wireproof::peers::haystack {

class Filter {
public:
    // Resolve finds the entity that a ref names, for paths as `siteRef->dis`; null if there is none.
    using Resolve = std::function<const Hayson*(const std::string& id)>;

    // parse: the error says what has to stand where.
    [[nodiscard]] static std::expected<Filter, std::string> parse(std::string_view text);
    [[nodiscard]] bool matches(const Hayson& entity, const Resolve& resolve) const { return test_(entity, resolve); }

private:
    friend class FilterParser;
    using Test = std::function<bool(const Hayson&, const Resolve&)>;
    explicit Filter(Test test) : test_(std::move(test)) {}
    Test test_;
};

}  // namespace wireproof::peers::haystack
