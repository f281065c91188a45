#include "conformance/suite/vector.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>

#include "conformance/context_json.hpp"

namespace wireproof::suite {
namespace {

constexpr std::array<std::string_view, 3> kLevels = {"must", "should", "may"};

// Fills one Vector from its JSON, which has passed the schema; what the schema cannot say is checked here.
class VectorReader {
public:
    VectorReader(const Json& json, const Vector& file) : json_(json), vector_(file) {}

    std::expected<Vector, std::string> read() {
        common();
        if (vector_.is_stream())
            stream();
        else
            frame();
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
        vector_.kind = kind == "valid" ? Vector::Kind::valid : kind == "invalid" ? Vector::Kind::invalid : Vector::Kind::either;
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
        if (vector_.kind == Vector::Kind::either && vector_.ambiguity.empty()) refuse("ambiguity: an `either` vector names one");
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
    void frame() {
        const bool refused = vector_.kind == Vector::Kind::invalid;
        if (json_.contains("value")) {
            vector_.value = json_["value"];
            const auto canonical = canonical_value(*vector_.type, *vector_.value);
            if (canonical) vector_.value = *canonical;
            const bool has_no_encoding = !vector_.codes.empty() && vector_.codes.front() == Errc::unencodable;
            if (!canonical && !refused && !has_no_encoding)
                refuse(fmt::format("value.{}: {}", canonical.error().path, canonical.error().detail));
        }
        if (!vector_.wire && !vector_.value) refuse("neither wire nor value");
        if (vector_.kind == Vector::Kind::valid && (!vector_.wire || !vector_.value)) refuse("a valid vector has wire and value");
        if (refused && vector_.wire && vector_.value) refuse("an invalid vector has wire (to decode) or value (to encode), not both");
        if (refused && vector_.codes.empty()) refuse("an invalid vector has an error");
    }
    void stream() {
        if (!vector_.wire) return refuse("a stream vector has wire");
        vector_.clean = json_.value("state", "clean") == "clean";
        for (std::size_t i = 0; i < json_["frames"].size(); ++i) {
            const auto& each = json_["frames"][i];
            const std::string name = each["frame"];
            const auto* const type = vector_.variant->frame(name);
            if (type == nullptr) return refuse(fmt::format("frames[{}].frame: variant {} has no frame `{}`", i, vector_.variant->name, name));
            auto value = canonical_value(*type, each["value"]);
            if (!value) return refuse(fmt::format("frames[{}].value.{}: {}", i, value.error().path, value.error().detail));
            vector_.frames.push_back({name, std::move(*value)});
        }
    }

    const Json& json_;
    Vector vector_;
    std::string problem_;
};

class Loader {
public:
    Loader(const DataFolder& data, const Schema& schema) : data_(data), schema_(schema) {}
    Loaded out;

    void folder(const Protocol& protocol) {
        const auto folder = data_.vectors() / protocol.name;
        std::error_code error;
        std::vector<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::directory_iterator(folder, error))
            if (entry.path().extension() == ".json" && !is_register(entry.path())) files.push_back(entry.path());
        if (error) out.problems.push_back({folder, "", error.message()});
        std::ranges::sort(files);
        for (const auto& path : files) file(path, protocol);
    }

private:
    static bool is_register(const std::filesystem::path& file) {
        return file.filename() == "ambiguities.json" || file.filename() == "untestable.json";
    }
    void refuse(const std::filesystem::path& file, std::string where, std::string what) {
        out.problems.push_back({file, std::move(where), std::move(what)});
    }
    void file(const std::filesystem::path& path, const Protocol& protocol) {
        const auto document = read_json(path);
        if (!document) return out.problems.push_back(document.error());
        const auto violations = schema_.violations(*document);
        for (const auto& [pointer, what] : violations) refuse(path, place(*document, pointer), what);
        if (!violations.empty()) return;

        Vector common;
        common.file = path;
        common.frame = (*document)["frame"];
        if ((*document)["protocol"] != protocol.name)
            return refuse(path, "protocol", fmt::format("is not `{}`, whose folder this is", protocol.name));
        common.protocol = find_protocol(protocol.name);
        common.variant = protocol.variant((*document)["variant"].get<std::string>());
        if (common.variant == nullptr) return refuse(path, "variant", fmt::format("{} has no such variant", protocol.name));
        common.type = common.variant->frame(common.frame);
        if (common.type == nullptr && common.frame != "stream")
            return refuse(path, "frame", fmt::format("{} has no frame `{}`", protocol.name, common.frame));
        for (const auto& each : (*document)["vectors"]) vector(each, common);
    }
    void vector(const Json& json, const Vector& common) {
        const std::string id = json["id"];
        if (!id.starts_with(std::string(common.protocol->name) + "-")) return refuse(common.file, id, "id does not begin with the protocol's name");
        const auto [seen, fresh] = ids_.try_emplace(id, common.file);
        if (!fresh) return refuse(common.file, id, "duplicate id, also in " + seen->second.string());
        auto vector = VectorReader(json, common).read();
        if (!vector) return refuse(common.file, id, vector.error());
        out.vectors.push_back(std::move(*vector));
    }
    // `/vectors/3/wire` as `flo-k7q2m wire`: people look for ids.
    static std::string place(const Json& document, const std::string& pointer) {
        constexpr std::string_view kVectors = "/vectors/";
        if (!pointer.starts_with(kVectors)) return pointer;
        const auto slash = pointer.find('/', kVectors.size());
        const auto vector = document["vectors"][static_cast<std::size_t>(std::stoul(pointer.substr(kVectors.size())))];
        if (!vector.is_object() || !vector.contains("id") || !vector["id"].is_string()) return pointer;
        const auto id = vector["id"].get<std::string>();
        return slash == std::string::npos ? id : id + " " + pointer.substr(slash + 1);
    }

    const DataFolder& data_;
    const Schema& schema_;
    std::map<std::string, std::filesystem::path> ids_;
};

}  // namespace

std::string_view name_of(Level level) { return kLevels.at(static_cast<std::size_t>(level)); }

std::optional<Level> level_named(std::string_view name) {
    for (std::size_t i = 0; i < kLevels.size(); ++i)
        if (kLevels[i] == name) return static_cast<Level>(i);
    return std::nullopt;
}

std::filesystem::path DataFolder::schema(std::string_view name) const { return vectors() / "schema" / fmt::format("{}.schema.json", name); }
std::filesystem::path DataFolder::sessions(std::string_view protocol) const { return root / "harness" / "sessions" / protocol; }
std::filesystem::path DataFolder::rules(std::string_view protocol) const { return root / "conformance" / protocol / "PROTOCOL.md"; }

Loaded load_vectors(const DataFolder& data, const Protocol* only) {
    const auto schema = Schema::load(data.schema("vectors"));
    if (!schema) return {{}, {schema.error()}};
    Loader loader(data, *schema);
    for (const auto& protocol : protocols())
        if (only == nullptr || protocol.name == only->name) loader.folder(protocol);
    std::ranges::sort(loader.out.vectors, {}, &Vector::id);
    return std::move(loader.out);
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
