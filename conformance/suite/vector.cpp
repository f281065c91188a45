#include "conformance/suite/vector.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>

#include "conformance/context_json.hpp"
#include "conformance/suite/parallel.hpp"

namespace wireproof::suite {
namespace {

constexpr std::array<std::string_view, 3> kLevels = {"must", "should", "may"};

// Fills one Vector from its JSON, which has passed the schema; what the schema cannot say is checked here.
class VectorReader {
public:
    VectorReader(const Json& json, const Vector& file) : json_(json), vector_(file) {}

    std::expected<Vector, std::string> read() {
        common();
        if (vector_.is_stream()) stream();
        else frame();
        if (!problem_.empty()) return std::unexpected(problem_);
        return std::move(vector_);
    }

private:
    void refuse(std::string what) {
        if (problem_.empty()) problem_ = std::move(what);
    }
    template <class T>
    void take(const char* key, T& to) {
        if (json_.contains(key)) to = json_[key].get<T>();
    }
    void common() {
        vector_.id = json_["id"];
        vector_.title = json_["title"];
        const std::string kind = json_["kind"];
        vector_.kind = kind == "valid"     ? Vector::Kind::valid
                       : kind == "invalid" ? Vector::Kind::invalid
                                           : Vector::Kind::either;
        vector_.level = level_named(json_["level"].get<std::string>()).value_or(Level::must);
        vector_.spec = json_["spec"];
        vector_.source = json_["source"];
        take("flags", vector_.flags);
        take("ambiguity", vector_.ambiguity);
        take("canonical", vector_.canonical);
        take("encode_only", vector_.encode_only);
        take("decode_only", vector_.decode_only);
        if (json_.value("compare", "") == "json") vector_.compare = Vector::Compare::json;
        if (json_.value("compare", "") == "decompressed") vector_.compare = Vector::Compare::decompressed;
        if (vector_.kind == Vector::Kind::either && vector_.ambiguity.empty())
            refuse("ambiguity: an `either` vector names one");
        if (json_.contains("context")) {
            vector_.context_json = json_["context"];
            auto context = parse_context(vector_.context_json);
            if (!context) return refuse(context.error());
            vector_.context = *context;
        }
        if (json_.contains("wire")) {
            vector_.wire = wire::joined_hex(json_["wire"]);
            if (!vector_.wire) refuse("wire: neither hex nor {\"repeat\", \"count\"}");
        }
        if (json_.contains("wires")) messages(json_["wires"]);
        if (json_.contains("error")) error(json_["error"]);
    }
    void error(const Json& error) {
        const auto& code = error["code"];
        for (const auto& name : code.is_array() ? code : Json::array({code})) {
            const auto errc = errc_named(name.get<std::string>());
            if (!errc) return refuse(fmt::format("error.code: `{}` is no code", name.get<std::string>()));
            vector_.codes.push_back(*errc);
        }
        if (error.contains("offset")) vector_.offset = error["offset"].get<std::size_t>();
        if (error.contains("path")) vector_.path = error["path"].get<std::string>();
    }
    void messages(const Json& wires) {
        vector_.wire.emplace();
        for (std::size_t i = 0; i < wires.size(); ++i) {
            const auto message = wire::joined_hex(wires[i]);
            if (!message) return refuse(fmt::format("wires[{}]: neither hex nor {{\"repeat\", \"count\"}}", i));
            vector_.messages.push_back(message->size());
            vector_.wire->insert(vector_.wire->end(), message->begin(), message->end());
        }
    }
    void frame() {
        const bool in_messages = vector_.type->in_messages();
        if (json_.contains(in_messages ? "wire" : "wires"))
            refuse(fmt::format("a {} has `{}`", vector_.frame, in_messages ? "wires" : "wire"));
        const bool refused = vector_.kind == Vector::Kind::invalid;
        if (json_.contains("value")) {
            auto canonical = canonical_value(*vector_.type, json_["value"]);
            vector_.value = canonical ? std::move(*canonical) : json_["value"];
            const bool has_no_encoding = !vector_.codes.empty() && vector_.codes.front() == Errc::unencodable;
            if (!canonical && !refused && !has_no_encoding)
                refuse(fmt::format("value.{}: {}", canonical.error().path, canonical.error().detail));
        }
        if (!vector_.wire && !vector_.value) refuse("neither wire nor value");
        if (vector_.kind == Vector::Kind::valid && (!vector_.wire || !vector_.value))
            refuse("a valid vector has wire and value");
        if (refused && vector_.wire && vector_.value)
            refuse("an invalid vector has wire (to decode) or value (to encode), not both");
        if (refused && vector_.codes.empty()) refuse("an invalid vector has an error");
    }
    void stream() {
        if (!vector_.wire) return refuse("a stream vector has wire");
        if (!json_.contains("frames")) return refuse("a stream vector has frames");
        vector_.clean = json_.value("state", "clean") == "clean";
        for (std::size_t i = 0; i < json_["frames"].size(); ++i) {
            const auto& each = json_["frames"][i];
            const std::string name = each["frame"];
            const auto* const type = vector_.variant->frame(name);
            if (type == nullptr)
                return refuse(
                    fmt::format("frames[{}].frame: variant {} has no frame `{}`", i, vector_.variant->name, name));
            auto value = canonical_value(*type, each["value"]);
            if (!value)
                return refuse(fmt::format("frames[{}].value.{}: {}", i, value.error().path, value.error().detail));
            vector_.frames.push_back({name, std::move(*value)});
        }
    }

    const Json& json_;
    Vector vector_;
    std::string problem_;
};

// FileReader reads the document of one file; ids are compared by whoever has read them all.
class FileReader {
public:
    FileReader(const Schema& schema, const Protocol& protocol, const std::filesystem::path& file)
        : schema_(schema), protocol_(protocol), file_(file) {}

    Loaded read(const Json& document) {
        vectors(document);
        return std::move(out_);
    }

private:
    void refuse(std::string where, std::string what) {
        out_.problems.push_back({file_, std::move(where), std::move(what)});
    }
    void vectors(const Json& document) {
        const auto violations = schema_.violations(document);
        for (const auto& each : violations) refuse(place(document, each), each.what);
        if (!violations.empty()) return;

        Vector common;
        common.file = file_;
        common.frame = document["frame"];
        if (document["protocol"] != protocol_.name)
            return refuse("protocol", fmt::format("is not `{}`, whose folder this is", protocol_.name));
        common.protocol = &protocol_;
        common.variant = protocol_.variant(document["variant"].get<std::string>());
        if (common.variant == nullptr) return refuse("variant", fmt::format("{} has no such variant", protocol_.name));
        common.type = common.variant->frame(common.frame);
        if (common.type == nullptr && common.frame != "stream")
            return refuse("frame", fmt::format("{} has no frame `{}`", protocol_.name, common.frame));
        for (const auto& each : document["vectors"]) vector(each, common);
    }
    void vector(const Json& json, const Vector& common) {
        const std::string id = json["id"];
        if (!id.starts_with(std::string(protocol_.name) + "-"))
            return refuse(id, "id does not begin with the protocol's name");
        auto vector = VectorReader(json, common).read();
        if (!vector) return refuse(id, vector.error());
        out_.vectors.push_back(std::move(*vector));
    }
    // `/vectors/3/wire` as `flo-k7q2m wire`: people look for ids.
    static std::string place(const Json& document, const Schema::Violation& violation) {
        const auto pointer = violation.pointer();
        const auto& way = violation.place;
        if (way.size() < 2 || way[0] != "vectors") return pointer;
        const auto& vector = document["vectors"][std::stoul(way[1])];
        if (!vector.is_object() || !vector.contains("id") || !vector["id"].is_string()) return pointer;
        const auto id = vector["id"].get<std::string>();
        const auto before = way[0].size() + way[1].size() + 2;
        return way.size() == 2 ? id : id + " " + pointer.substr(before + 1);
    }

    const Schema& schema_;
    const Protocol& protocol_;
    const std::filesystem::path& file_;
    Loaded out_;
};

bool is_register(const std::filesystem::path& file) {
    return file.filename() == "ambiguities.json" || file.filename() == "untestable.json";
}

struct File {
    const Protocol* protocol;
    std::filesystem::path path;
    Loaded loaded = {};
};

// files_of lists the vector files of a protocol, in order.
std::expected<std::vector<File>, Problem> files_of(const DataFolder& data, const Protocol& protocol) {
    const auto folder = data.vectors() / protocol.name;
    std::error_code error;
    std::vector<File> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().extension() == ".json" && !is_register(entry.path()))
            files.push_back({&protocol, entry.path()});
    if (error) return std::unexpected(Problem{folder, "", error.message()});
    std::ranges::sort(files, {}, &File::path);
    return files;
}

// Reading takes longer than all that is done with the vectors, so every processor reads.
void read_all(std::vector<File>& files, const Schema& schema) {
    in_parallel(files.size(), 0, [&](std::size_t n) {
        auto& file = files[n];
        const auto document = read_json(file.path);
        if (document) file.loaded = read_vectors(*document, schema, *file.protocol, file.path);
        else file.loaded.problems.push_back(document.error());
    });
}

}  // namespace

std::string_view name_of(Level level) { return kLevels.at(static_cast<std::size_t>(level)); }

std::optional<Level> level_named(std::string_view name) {
    for (std::size_t i = 0; i < kLevels.size(); ++i)
        if (kLevels[i] == name) return static_cast<Level>(i);
    return std::nullopt;
}

std::filesystem::path DataFolder::schema(std::string_view name) const {
    return vectors() / "schema" / fmt::format("{}.schema.json", name);
}
std::filesystem::path DataFolder::sessions(std::string_view protocol) const {
    return root / "harness" / "sessions" / protocol;
}
std::filesystem::path DataFolder::rules(std::string_view protocol) const {
    return root / "conformance" / protocol / "PROTOCOL.md";
}

Loaded read_vectors(const Json& document,
                    const Schema& schema,
                    const Protocol& protocol,
                    const std::filesystem::path& file) {
    return FileReader(schema, protocol, file).read(document);
}

Loaded load_vectors(const DataFolder& data, const Protocol* only) {
    const auto schema = Schema::load(data.schema("vectors"));
    if (!schema) return {{}, {schema.error()}};
    Loaded out;
    std::vector<File> files;
    for (const auto& protocol : protocols()) {
        if (only != nullptr && protocol.name != only->name) continue;
        auto found = files_of(data, protocol);
        if (found) std::ranges::move(*found, std::back_inserter(files));
        else out.problems.push_back(std::move(found.error()));
    }
    read_all(files, *schema);
    std::map<std::string, std::filesystem::path> ids;
    for (auto& file : files) {
        std::ranges::move(file.loaded.problems, std::back_inserter(out.problems));
        for (auto& vector : file.loaded.vectors) {
            const auto [seen, fresh] = ids.try_emplace(vector.id, vector.file);
            if (fresh) out.vectors.push_back(std::move(vector));
            else out.problems.push_back({vector.file, vector.id, "duplicate id, also in " + seen->second.string()});
        }
    }
    std::ranges::sort(out.vectors, {}, &Vector::id);
    return out;
}

std::expected<Rules, Problem> load_rules(const DataFolder& data, std::string_view protocol) {
    const auto file = data.rules(protocol);
    const auto text = read_text(file);
    if (!text) return std::unexpected(Problem{file, "", text.error()});
    Rules rules;
    std::istringstream lines(*text);
    for (std::string line; std::getline(lines, line);) {
        const auto end = line.starts_with("**") ? line.find("**", 2) : std::string::npos;
        if (end == std::string::npos || line.size() < end + 3) continue;
        const auto number = line.substr(2, end - 2);
        if (number.find_first_not_of("0123456789.") != std::string::npos) continue;
        if (!rules.try_emplace(number, line.substr(end + 3)).second)
            return std::unexpected(Problem{file, number, "two rules have this number"});
    }
    return rules;
}

std::string rule_number(std::string_view spec) {
    constexpr std::string_view kSign = " §";
    const auto at = spec.find(kSign);
    return at == std::string_view::npos ? std::string() : std::string(spec.substr(at + kSign.size()));
}

}  // namespace wireproof::suite
