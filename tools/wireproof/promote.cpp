// vectors promote: an input that fuzzing found becomes a vector and a regression file, once a person has said what it
// shows.
#include <fmt/format.h>

#include <fstream>
#include <random>

#include "conformance/suite/explain.hpp"
#include "conformance/suite/lint.hpp"
#include "fuzz/promotion/found_vector.hpp"
#include "tools/wireproof/commands.hpp"
#include "tools/wireproof/exit_code.hpp"
#include "tools/wireproof/options.hpp"

namespace wireproof::cli {
namespace {

namespace fs = std::filesystem;
using fuzz::FoundVector;
using suite::Vector;

struct Options {
    std::string data;
    std::string file;
    std::string protocol;
    std::string target;
    std::string frame;
    std::string variant;
    std::string id;
    std::string doc;
    std::string spec;
};

// What was found: the input as the target takes it, and the sentence that the target ended with.
struct Found {
    fuzz::Target target;
    Bytes input;
    std::string sentence;
};

std::expected<Json, std::string> found_json(const fs::path& file) {
    const auto json = read_json(file);
    if (!json) return std::unexpected(json.error().text());
    if (!json->is_object()) return std::unexpected(file.string() + ": is no object");
    return *json;
}

// A finding of tools/fuzz-overnight is a folder: finding.json, the input, and fewer bytes of the same error where there
// are.
struct Source {
    fs::path input;
    std::string target;
    std::string sentence = "an input of fuzzing";
};
std::expected<Source, std::string> source_of(const Options& options) {
    Source source{.input = options.file, .target = options.target};
    std::error_code error;
    if (fs::is_directory(options.file, error)) {
        const auto about = found_json(source.input / "finding.json");
        if (!about) return std::unexpected(about.error());
        if (source.target.empty()) source.target = about->value("target", "");
        if (const auto verdict = about->find("verdict"); verdict != about->end() && verdict->is_object())
            source.sentence = verdict->value("error", source.sentence);
        source.input /= fs::exists(source.input / "minimised", error) ? "minimised" : "input";
    } else if (const auto folder = fs::absolute(source.input).parent_path().filename().string();
               source.target.empty() && options.frame.empty() && fuzz::Target::named(folder)) {
        source.target = folder;
    }
    return source;
}

// Bytes of a frame by themselves, without the head of a target's input.
std::expected<Found, std::string> bare(const Options& options, ByteView bytes) {
    const auto codec = find_codec(options.protocol, options.variant, options.frame);
    if (!codec) return std::unexpected(codec.error());
    if (codec->type->in_messages()) return std::unexpected("a frame of several messages is an input of its assembler");
    const auto head = fuzz::Head{.tag = fuzz::Catalogue::tag_of(*codec->variant, *codec->type)}.bytes();
    Found found{{codec->protocol, fuzz::Target::Kind::decode}, {head.begin(), head.end()}, "an input of fuzzing"};
    found.input.insert(found.input.end(), bytes.begin(), bytes.end());
    return found;
}

std::expected<Found, std::string> find(const Options& options) {
    const auto source = source_of(options);
    if (!source) return std::unexpected(source.error());
    const auto text = read_text(source->input);
    if (!text) return std::unexpected(fmt::format("{}: {}", source->input.string(), text.error()));
    const auto bytes = as_bytes(*text);
    if (source->target.empty()) {
        if (!options.protocol.empty() && !options.frame.empty()) return bare(options, bytes);
        return std::unexpected(
            "whose input it is, is not known: give --target fuzz_PROTOCOL_KIND, or --protocol and --frame for the "
            "bytes of a frame alone");
    }
    const auto target = fuzz::Target::named(source->target);
    if (!target) return std::unexpected(fmt::format("`{}` is no target: fuzz_PROTOCOL_KIND", source->target));
    if (!options.protocol.empty() && options.protocol != target->protocol->name)
        return std::unexpected(fmt::format("{} is no target of {}", source->target, options.protocol));
    return Found{*target, Bytes(bytes.begin(), bytes.end()), source->sentence};
}

// ---- what is there already ----------------------------------------------------------------------------------------
bool same_bytes(const Vector& a, const Vector& b) {
    return a.variant == b.variant && a.frame == b.frame && a.wire == b.wire && a.messages == b.messages &&
           a.context_json == b.context_json;
}

// model is the vector that is most like the new one: it gives the rule, and how encoded bytes compare.
const Vector* model(const std::vector<Vector>& vectors, const FoundVector& found) {
    const auto likeness = [&](const Vector& vector) {
        if (vector.frame != found.vector.frame) return 0;
        const bool invalid = found.json["kind"] == "invalid";
        int sum = 1 + (vector.variant == found.vector.variant ? 1 : 0);
        if ((vector.kind == Vector::Kind::invalid) != invalid) return sum;
        // A stream that is cut is invalid without an error.
        if (!found.json.contains("error")) return sum + 2 + (vector.codes.empty() ? 4 : 0);
        if (vector.codes.empty()) return sum + 2;
        const auto& error = found.json["error"];
        return sum + 2 + (name_of(vector.codes.front()) == error["code"].get<std::string>() ? 4 : 0) +
               (vector.path == error["path"].get<std::string>() ? 2 : 0);
    };
    const auto best = std::ranges::max_element(vectors, {}, likeness);
    return best == vectors.end() || likeness(*best) == 0 ? nullptr : &*best;
}

bool is_used(const suite::DataFolder& data, const Protocol& protocol, std::string_view id) {
    for (const auto& folder : {data.vectors() / protocol.name, data.sessions(protocol.name)}) {
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(folder, error)) {
            const auto text = entry.is_regular_file() ? read_text(entry.path()) : std::unexpected(std::string());
            if (text && text->find(id) != std::string::npos) return true;
        }
    }
    return false;
}

std::string new_id(const suite::DataFolder& data, const Protocol& protocol) {
    constexpr std::string_view kDigits = "abcdefghijklmnopqrstuvwxyz0123456789";
    std::random_device random;
    for (;;) {
        auto id = std::string(protocol.name) + "-";
        for (int i = 0; i < 5; ++i) id += kDigits[random() % kDigits.size()];
        if (!is_used(data, protocol, id)) return id;
    }
}

// ---- files --------------------------------------------------------------------------------------------------------
bool write_file(const fs::path& file, std::string_view text) {
    auto beside = file;
    beside += ".new";
    std::ofstream out(beside, std::ios::binary);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    std::error_code error;
    if (out.flush()) fs::rename(beside, file, error);
    return out.good() && !error;
}

std::string as_file(const Json& json) { return json.dump(2) + "\n"; }

// The file that the vector belongs into: where others of its frame and variant stand, or a new one beside those of
// another variant.
struct VectorFile {
    fs::path path;
    Json document;
    bool is_new = false;
};
std::expected<VectorFile, std::string> file_for(const std::vector<Vector>& vectors, const Vector& vector) {
    const auto there = std::ranges::find_if(
        vectors, [&](const Vector& other) { return other.variant == vector.variant && other.frame == vector.frame; });
    const auto like = there != vectors.end() ? there : std::ranges::find(vectors, vector.frame, &Vector::frame);
    if (like == vectors.end())
        return std::unexpected(
            fmt::format("no file has vectors of {} yet: begin one (vectors/README.md)", vector.frame));
    auto document = read_json(like->file);
    if (!document) return std::unexpected(document.error().text());
    if (there != vectors.end()) return VectorFile{like->file, std::move(*document)};
    (*document)["variant"] = vector.variant->name;
    (*document)["flags"] = Json::object();
    (*document)["vectors"] = Json::array();
    const auto name = fmt::format("{}.{}.json", vector.frame, vector.variant->name);
    return VectorFile{like->file.parent_path() / name, std::move(*document), true};
}

// put_vector writes the file with the vector in it; what the lint has to say about it puts the file back.
std::optional<std::string> put_vector(const suite::DataFolder& data,
                                      const std::vector<Vector>& vectors,
                                      const Vector& vector,
                                      const Json& json) {
    auto file = file_for(vectors, vector);
    if (!file) return file.error();
    const auto before = file->is_new ? std::string() : read_text(file->path).value_or("");
    file->document["vectors"].push_back(json);
    if (!write_file(file->path, as_file(file->document))) return "cannot write " + file->path.string();
    std::string said;
    for (const auto& problem : suite::lint_vectors(data, vector.protocol).problems)
        if (problem.file == file->path) said += (said.empty() ? "" : "\n") + problem.text();
    if (said.empty()) {
        fmt::print("{}: {}\n", file->path.lexically_relative(data.root).string(), json["id"].get<std::string>());
        return std::nullopt;
    }
    std::error_code error;
    if (file->is_new) fs::remove(file->path, error);
    else write_file(file->path, before);
    return said;
}

std::optional<std::string> put_regression(const fs::path& folder, const Found& found, const Json& entry) {
    auto index = read_json(folder / "index.json");
    if (!index) return index.error().text();
    index->push_back(entry);
    std::ranges::sort(
        index->get_ref<Json::array_t&>(), {}, [](const Json& each) { return each["file"].get<std::string>(); });
    const auto file = folder / entry["file"].get<std::string>();
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    const std::string_view input(reinterpret_cast<const char*>(found.input.data()), found.input.size());
    if (!write_file(file, input)) return "cannot write " + file.string();
    if (!write_file(folder / "index.json", as_file(*index))) return "cannot write " + (folder / "index.json").string();
    fmt::print("fuzz/regressions/{}\n", entry["file"].get<std::string>());
    return std::nullopt;
}

// The regression that has these bytes already; empty: none has.
std::string regression_with(const fs::path& folder, const Found& found) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder / found.target.name(), error)) {
        const auto text = read_text(entry.path());
        if (text && std::ranges::equal(as_bytes(*text), found.input)) return entry.path().string();
    }
    return {};
}

void explain(const FoundVector& found) {
    const auto& vector = found.vector;
    fmt::print(stderr, "{} {} {}\n", vector.protocol->name, vector.variant->name, vector.frame);
    if (!vector.is_stream() && !vector.type->in_messages())
        for (const auto& piece : suite::explain_bytes(*vector.type, *vector.wire, vector.context))
            fmt::print(stderr,
                       "{:>6} {:<28} {:<24} {}{}\n",
                       piece["offset"].get<std::size_t>(),
                       piece["path"].get<std::string>(),
                       piece["bytes"].get<std::string>().substr(0, 24),
                       piece.value("value", ""),
                       piece.contains("mark") ? "  <-- here" : "");
}

int promote(const Options& options) {
    const auto data = find_data(options.data);
    if (!data) return complain(data.error());
    const auto regressions = data->root / "fuzz" / "regressions";
    if (std::error_code error; !fs::is_regular_file(regressions / "index.json", error))
        return complain(fmt::format("{}: no source tree, there is no fuzz/regressions in it", data->root.string()));
    const auto found = find(options);
    if (!found) return complain(found.error());
    auto made = fuzz::found_vector(found->target, found->input);
    if (!made) return complain(made.error());
    const auto& protocol = *found->target.protocol;
    const auto loaded = suite::load_vectors(*data, &protocol);
    if (!loaded.problems.empty()) return complain_all(loaded.problems);
    explain(*made);

    if (const auto there = regression_with(regressions, *found); !there.empty())
        return complain(fmt::format("{} has these bytes; nothing was written", there));
    const auto twin =
        std::ranges::find_if(loaded.vectors, [&](const Vector& vector) { return same_bytes(vector, made->vector); });
    const bool is_new = twin == loaded.vectors.end();
    const auto* const like = model(loaded.vectors, *made);
    if (is_new && options.spec.empty() && like == nullptr)
        return complain("no vector of this frame that could lend its rule: give --spec");
    if (!options.id.empty() && (!is_new || is_used(*data, protocol, options.id)))
        return complain(is_new ? fmt::format("the id {} is used; ids are for good", options.id)
                               : fmt::format("{} has these bytes and keeps its id", twin->id));
    const auto id = !is_new ? twin->id : options.id.empty() ? new_id(*data, protocol) : options.id;

    const auto file = fmt::format("{}/{}", found->target.name(), id);
    auto& json = made->json;
    json["id"] = id;
    json["title"] = options.doc;
    json["level"] = "must";
    json["source"] = "found: fuzz/regressions/" + file;
    json["spec"] = !options.spec.empty() || like == nullptr ? options.spec : like->spec;
    if (like != nullptr && json["kind"] == "valid") {
        const bool folded = json.contains("value") && json["value"].contains("compression");
        if (like->compare == Vector::Compare::json) json["compare"] = "json";
        if (like->compare == Vector::Compare::decompressed && folded) json["compare"] = "decompressed";
    }
    fmt::print("{}\n", is_new ? json.dump(2) : fmt::format("the bytes are those of {}: {}", twin->id, twin->title));
    if (options.doc.empty()) return complain("what does it show? Say it with --doc; nothing was written");
    if (std::error_code error; fs::exists(regressions / file, error))
        return complain(fmt::format("fuzz/regressions/{} is there and has other bytes; nothing was written", file));
    if (is_new)
        if (const auto problem = put_vector(*data, loaded.vectors, made->vector, json))
            return complain(fmt::format("nothing was written: {}", *problem));
    const Json entry = {{"file", file}, {"found", found->sentence}, {"vector", id}, {"why", options.doc}};
    if (const auto problem = put_regression(regressions, *found, entry)) return complain(*problem);
    return kAsExpected;
}

}  // namespace

void add_promote(CLI::App& vectors, Run& run) {
    auto* const command =
        vectors.add_subcommand("promote", "Turns an input that fuzzing found into a vector and a regression file");
    const auto options = std::make_shared<Options>();
    command->add_option("file", options->file, "input of a target, or finding of tools/fuzz-overnight")
        ->required()
        ->option_text("FILE");
    command->add_option("--doc", options->doc, "what it shows, in words; without it nothing is written");
    command->add_option("--target", options->target, "whose input it is; default: what its folder says");
    command->add_option("--protocol", options->protocol, "with --frame: the bytes are those of a frame alone");
    command->add_option("--frame", options->frame, "that frame");
    command->add_option("--variant", options->variant, "its variant; default: the protocol's first");
    command->add_option("--id", options->id, "id of the vector; default: an unused one");
    command->add_option("--spec", options->spec, "the rule it follows from; default: that of the vector most like it");
    command->add_option("--data", options->data, "source tree");
    command->callback([&run, options] { run = [options] { return promote(*options); }; });
}

}  // namespace wireproof::cli
