// Schema: what the schema of a kind of file says about a document.
#pragma once

#include <memory>
#include <vector>

#include "conformance/json_file.hpp"

namespace wireproof::suite {

// Schema: a JSON Schema (draft 7) that documents are held against.
class Schema {
public:
    // load reads a schema file of the data folder; a broken schema is a Problem of that file.
    static std::expected<Schema, Problem> load(const std::filesystem::path& file);
    // violations lists what is wrong, each with the place as JSON pointer.
    struct Violation {
        std::string pointer;
        std::string what;
    };
    [[nodiscard]] std::vector<Violation> violations(const Json& document) const;

private:
    struct Compiled;
    std::shared_ptr<const Compiled> compiled_;
};

}  // namespace wireproof::suite
