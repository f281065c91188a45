#include "conformance/suite/lint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "conformance/suite/judge.hpp"

namespace wireproof::suite {
namespace {

using Shape = wire::CellOps::Shape;

// Whether a value shows every field: nothing absent or empty, no two fields equal, no byte string its own reverse.
class Showing : public wire::Dynamic {
public:
    [[nodiscard]] bool everything() const { return complete_; }

protected:
    void on_cell(const char*, wire::Cell cell) override { look(cell); }

private:
    void look(wire::Cell cell) {
        if (cell.shape() == Shape::object) return cell.ops->visit(*this, cell.value);
        if (cell.shape() == Shape::leaf) return leaf(cell);
        if (cell.size() == 0) complete_ = false;
        for (std::size_t i = 0; i < cell.size(); ++i) look(cell.item(i));
    }
    void leaf(wire::Cell cell) {
        const auto info = cell.ops->info(cell.type);
        const auto value = cell.ops->get(cell.value);
        if (info.has_default || info.kind == wire::LeafInfo::Kind::boolean) return;
        if (!seen_.insert(wire::leaf_to_json(info, value).dump()).second) complete_ = false;
        const auto is_its_reverse = [](const auto& chars) {
            return std::ranges::equal(chars, std::vector(chars.rbegin(), chars.rend()));
        };
        if (const auto* text = std::get_if<std::string>(&value)) complete_ = complete_ && !is_its_reverse(*text);
        if (const auto* bytes = std::get_if<Bytes>(&value)) complete_ = complete_ && !is_its_reverse(*bytes);
    }
    bool complete_ = true;
    std::set<std::string> seen_;
};

class Linter {
public:
    Linter(const DataFolder& data, const Protocol* only) : data_(data), only_(only) {}

    Lint run() {
        auto loaded = load_vectors(data_, only_);
        out_.problems = std::move(loaded.problems);
        out_.vectors = loaded.vectors.size();
        for (const auto& protocol : protocols())
            if (only_ == nullptr || only_ == &protocol) registers(protocol, loaded.vectors);
        for (const auto& vector : loaded.vectors) one(vector);
        agreement(loaded.vectors);
        return std::move(out_);
    }

private:
    void refuse(const std::filesystem::path& file, std::string where, std::string what) {
        out_.problems.push_back({file, std::move(where), std::move(what)});
    }
    void one(const Vector& vector) {
        constexpr std::array<std::string_view, 3> kOrigins = {"captured: ", "document: ", "found: "};
        const bool named =
            std::ranges::any_of(kOrigins, [&](auto origin) { return vector.source.starts_with(origin); });
        if (!named && vector.source != "assembled")
            refuse(vector.file, vector.id, fmt::format("source: `{}` proves nothing", vector.source));
        const auto& explained = explained_[vector.file];
        for (const auto& flag : vector.flags)
            if (!explained.contains(flag))
                refuse(vector.file, vector.id, fmt::format("flags: `{}` is not explained", flag));
    }

    // ---- the files of one protocol --------------------------------------------------------------------------------
    void registers(const Protocol& protocol, const std::vector<Vector>& vectors) {
        const auto folder = data_.vectors() / protocol.name;
        auto rules = load_rules(data_, protocol.name);
        if (!rules) {
            out_.problems.push_back(rules.error());
            rules.emplace();
        }
        out_.rules += rules->size();
        const auto ambiguities = entries(folder / "ambiguities.json", "ambiguities", "id");
        const auto untestable = entries(folder / "untestable.json", "untestable", "spec");
        std::set<std::string> cited;
        for (const auto& vector : vectors) {
            if (vector.protocol->name != protocol.name) continue;
            const auto number = rule_of(protocol, vector.spec);
            cited.insert(number);
            if (!rules->contains(number))
                refuse(vector.file, vector.id, fmt::format("spec: PROTOCOL.md has no rule `{}`", vector.spec));
            if (vector.ambiguity.empty()) continue;
            if (!ambiguities.contains(vector.ambiguity))
                refuse(vector.file, vector.id, fmt::format("ambiguity: `{}` is not registered", vector.ambiguity));
        }
        for (const auto& rule : cited_by_sessions(data_, protocol.name)) cited.insert(rule_of(protocol, rule));
        for (const auto& spec : untestable)
            if (!rules->contains(rule_of(protocol, spec)))
                refuse(folder / "untestable.json", spec, "PROTOCOL.md has no such rule");
        for (const auto& [number, text] : *rules) {
            const bool excused = untestable.contains(fmt::format("{} §{}", protocol.name, number));
            if (!cited.contains(number) && !excused)
                refuse(data_.rules(protocol.name), number, "no vector and no session cites this rule");
            if (cited.contains(number) && excused) refuse(folder / "untestable.json", number, "is cited after all");
        }
        files(protocol);
        coverage(protocol, vectors);
    }
    // The number of a rule of this protocol; empty for one of another.
    static std::string rule_of(const Protocol& protocol, std::string_view spec) {
        return spec.starts_with(fmt::format("{} ", protocol.name)) ? rule_number(spec) : std::string();
    }
    // The keys of a register that passes its schema.
    std::set<std::string> entries(const std::filesystem::path& file, std::string_view schema_name, const char* key) {
        std::set<std::string> out;
        const auto document = read_json(file);
        const auto schema = Schema::load(data_.schema(schema_name));
        if (!document) out_.problems.push_back(document.error());
        if (!schema) out_.problems.push_back(schema.error());
        if (!document || !schema) return out;
        const auto violations = schema->violations(*document);
        for (const auto& each : violations) refuse(file, each.pointer(), each.what);
        if (!violations.empty()) return out;
        for (const auto& entry : (*document)["entries"])
            if (!out.insert(entry[key].get<std::string>()).second) refuse(file, entry[key], "stands twice");
        return out;
    }
    void files(const Protocol& protocol) {
        std::error_code error;
        for (const auto& entry : std::filesystem::directory_iterator(data_.vectors() / protocol.name, error)) {
            if (entry.path().extension() != ".json") continue;
            ++out_.files;
            const auto text = read_text(entry.path());
            const auto document = read_json(entry.path());
            if (!text || !document) continue;
            const auto canonical = document->dump(2) + "\n";
            if (document->is_object() && document->contains("flags")) explained_[entry.path()] = (*document)["flags"];
            if (*text == canonical) continue;
            const auto same = std::ranges::mismatch(*text, canonical).in1 - text->begin();
            const auto line = 1 + std::count(text->begin(), text->begin() + same, '\n');
            refuse(entry.path(),
                   fmt::format("line {}", line),
                   "formatting: keys sorted, two spaces, one line feed at the end");
        }
    }
    void coverage(const Protocol& protocol, const std::vector<Vector>& vectors) {
        for (const auto& type : protocol.variants.front().frames) {
            std::size_t valid = 0;
            std::size_t invalid = 0;
            bool shows = false;
            for (const auto& vector : vectors) {
                if (vector.type != &type) continue;
                valid += vector.kind == Vector::Kind::valid ? 1 : 0;
                invalid += vector.kind == Vector::Kind::invalid ? 1 : 0;
                shows = shows || (vector.kind == Vector::Kind::valid && shows_everything(vector));
            }
            const auto where = data_.vectors() / protocol.name / (std::string(type.name) + ".json");
            if (valid < kFewest || invalid < kFewest)
                refuse(where,
                       "",
                       fmt::format("{} valid and {} invalid vectors, at least {} of each", valid, invalid, kFewest));
            if (!shows) refuse(where, "", "no valid vector has every field, all different, none its own reverse");
        }
    }
    static bool shows_everything(const Vector& vector) {
        const wire::FrameValue frame(*vector.type);
        if (!wire::from_json(frame.any(), *vector.value).ok()) return false;
        Showing showing;
        frame.any().visit(showing);
        return showing.everything();
    }
    void agreement(const std::vector<Vector>& vectors) {
        for (const auto& vector : vectors) {
            for (const auto& question : expand({&vector, 1}, true, 0).cases) {
                const auto judgement = judge(question, question.expected, reference_answer(question), true);
                if (judgement.verdict == Verdict::fail)
                    refuse(
                        vector.file, question.id, fmt::format("{}: {}", name_of(question.operation), judgement.reason));
            }
        }
    }

    const DataFolder& data_;
    const Protocol* only_;
    std::map<std::filesystem::path, Json> explained_;  // the flags of each file
    Lint out_;
};

}  // namespace

Lint lint_vectors(const DataFolder& data, const Protocol* only) { return Linter(data, only).run(); }

std::vector<std::string> cited_by_sessions(const DataFolder& data, std::string_view protocol) {
    std::vector<std::string> out;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(data.sessions(protocol), error)) {
        const auto script = entry.path().extension() == ".json" ? read_json(entry.path()) : std::unexpected(Problem{});
        if (!script || !script->contains("spec") || !(*script)["spec"].is_array()) continue;
        for (const auto& rule : (*script)["spec"])
            if (rule.is_string()) out.push_back(rule.get<std::string>());
    }
    return out;
}

}  // namespace wireproof::suite
