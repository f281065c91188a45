// Schema: what the schema of a kind of file says about a document.
#pragma once

#include <memory>
#include <vector>

#include "conformance/json_file.hpp"

namespace wireproof {

// Schema: a JSON Schema (draft 7) that documents are held against. Copies share what was compiled; threads may, too.
class Schema {
public:
    // load reads a schema file of the data folder; a broken schema is a Problem of that file.
    static std::expected<Schema, Problem> load(const std::filesystem::path& file);
    // compile takes a schema that is there already; the error is one clause.
    static std::expected<Schema, std::string> compile(Json source);

    // violations lists what is wrong, the innermost first. `place` is the way there from the document's root, members
    // by name and items by number: {"vectors", "3", "wire"}.
    struct Violation {
        std::vector<std::string> place;
        std::string what;
        // pointer is the place as a JSON pointer: `/vectors/3/wire`.
        [[nodiscard]] std::string pointer() const;
    };
    [[nodiscard]] std::vector<Violation> violations(const Json& document) const;

private:
    struct Compiled;
    std::shared_ptr<const Compiled> compiled_;
};

}  // namespace wireproof
