// Vector: one stored test case of vectors/<protocol>/<frame>.json. The format and what every key means:
// vectors/README.md.
#pragma once

#include <map>

#include "conformance/json_file.hpp"
#include "conformance/protocols.hpp"
#include "conformance/schema.hpp"

namespace wireproof::suite {

enum class Level : std::uint8_t { must, should, may };
[[nodiscard]] std::string_view name_of(Level level);
[[nodiscard]] std::optional<Level> level_named(std::string_view name);

struct Vector {
    enum class Kind : std::uint8_t { valid, invalid, either };
    enum class Compare : std::uint8_t { bytes, decompressed, json };

    std::string id;
    std::string title;
    Kind kind = Kind::valid;
    Level level = Level::must;
    std::string spec;  // `flo §3.7`
    std::vector<std::string> flags;
    std::string source;
    std::string ambiguity;
    Context context;
    Json context_json = Json::object();  // as testees get it

    const Protocol* protocol = nullptr;
    const Variant* variant = nullptr;
    std::string frame;
    const wire::FrameType* type = nullptr;  // null for streams
    std::filesystem::path file;

    std::optional<Json> value;          // canonical where it has an encoding
    std::optional<Bytes> wire;          // of several messages, one behind the other
    std::vector<std::size_t> messages;  // of a frame that travels as several: their sizes
    bool canonical = true;
    Compare compare = Compare::bytes;
    bool encode_only = false;
    bool decode_only = false;

    std::vector<Errc> codes;  // of the refusal: the reference's first, then others that testees may give
    std::optional<std::size_t> offset;
    std::optional<std::string> path;

    struct Frame {
        std::string frame;
        Json value;
    };
    std::vector<Frame> frames;  // of a stream
    bool clean = true;          // a stream that ends between two frames

    [[nodiscard]] bool is_stream() const { return type == nullptr; }
};

// A data folder: where vectors, schemas, sessions, rules and implementations lie. The source tree is one, so is
// share/wireproof.
struct DataFolder {
    std::filesystem::path root;
    [[nodiscard]] std::filesystem::path vectors() const { return root / "vectors"; }
    [[nodiscard]] std::filesystem::path schema(std::string_view name) const;
    [[nodiscard]] std::filesystem::path sessions(std::string_view protocol) const;
    [[nodiscard]] std::filesystem::path rules(std::string_view protocol) const;
    [[nodiscard]] std::filesystem::path implementations() const { return root / "tools" / "implementations"; }
};

struct Loaded {
    std::vector<Vector> vectors;  // in order of id
    std::vector<Problem> problems;
};

// load_vectors reads every frame file of the protocols in the table, or of one of them. Each problem is reported, not
// only the first; a vector with a problem is left out.
[[nodiscard]] Loaded load_vectors(const DataFolder& data, const Protocol* only = nullptr);

// read_vectors reads one document, as load_vectors does with each file. `schema` is that of vectors, `file` its name.
[[nodiscard]] Loaded read_vectors(const Json& document,
                                  const Schema& schema,
                                  const Protocol& protocol,
                                  const std::filesystem::path& file);

// Rules: the numbered sentences of a PROTOCOL.md, by number ("3.7").
using Rules = std::map<std::string, std::string, std::less<>>;
[[nodiscard]] std::expected<Rules, Problem> load_rules(const DataFolder& data, std::string_view protocol);
// rule_number cuts `3.7` out of `flo §3.7`; empty if it is not of that form.
[[nodiscard]] std::string rule_number(std::string_view spec);

}  // namespace wireproof::suite
