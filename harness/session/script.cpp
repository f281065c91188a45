#include "harness/session/script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "conformance/json_file.hpp"
#include "harness/session/check.hpp"
#include "harness/session/schema.hpp"

namespace wireproof::session {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 26> kStepNames = {
    "connect",        "accept",       "listen",   "send",       "expect", "expect_any", "expect_set",
    "expect_silence", "expect_close", "probe",    "half_close", "close",  "reset",      "read",
    "wait",           "set",          "repeat",   "call",       "yields", "returns",    "raises",
    "settles",        "cancel_call",  "parallel", "scram",      "prelude"};

constexpr const char* kStep = "step ";

std::expected<Json, ScriptError> read_document(const fs::path& file) {
    auto document = read_json(file);
    if (!document) return std::unexpected(ScriptError{file.string(), document.error().where, document.error().what});
    return std::move(*document);
}

std::vector<Case> cases_of(const Json& document, const std::string& id, const Json& shared) {
    auto vars = shared;
    vars.update(document.value("vars", Json::object()));
    if (!document.contains("cases") || document["cases"].empty()) return {{id, vars}};
    std::vector<Case> cases;
    for (const auto& [name, own] : document["cases"].items()) {
        auto merged = vars;
        merged.update(own);
        cases.push_back({fmt::format("{}/{}", id, name), std::move(merged)});
    }
    return cases;
}

std::vector<std::string> texts(const Json& document, const char* key) {
    return document.value(key, std::vector<std::string>{});
}

Script script_of(const Json& document, const fs::path& file, const std::string& variant, const Json& shared) {
    Script script;
    script.file = file;
    script.id = document["id"].get<std::string>() + (variant.empty() ? "" : "@" + variant);
    script.title = document["title"];
    script.doc = document.value("doc", "");
    script.level = document["level"];
    script.prelude = document.value("prelude", "ready");
    script.protocol = find_protocol(document["protocol"].get<std::string>());
    script.plays = document["plays"] == "client" ? Side::client : Side::server;
    script.virtual_clock = document.value("clock", "real") == "virtual";
    script.spec = texts(document, "spec");
    script.needs = texts(document, "needs");
    script.transports = texts(document, "transports");
    script.flags = texts(document, "flags");
    script.falsified_by = texts(document, "falsified_by");
    script.deadline = std::chrono::milliseconds(document.value("deadline_ms", 5000));
    script.auto_replies = document.value("auto", Json::array());
    script.cases = cases_of(document, script.id, shared);
    script.steps = steps_of(document["steps"], kStep);
    return script;
}

ScriptError in_file(const fs::path& file, std::string where, std::string message) {
    return {file.string(), std::move(where), std::move(message)};
}

}  // namespace

std::string_view name_of(Do kind) { return kStepNames.at(static_cast<std::size_t>(kind)); }

std::optional<Do> step_named(std::string_view name) {
    const auto* const it = std::ranges::find(kStepNames, name);
    if (it == kStepNames.end()) return std::nullopt;
    return static_cast<Do>(it - kStepNames.begin());
}

Time Step::ms(const char* key, Time otherwise) const {
    const auto it = spec().find(key);
    return it == spec().end() ? otherwise : Time(std::chrono::milliseconds(it->get<std::int64_t>()));
}

const Json::array_t& Step::list(const char* key) const {
    static const Json::array_t kNone;
    const auto it = spec().find(key);
    return it == spec().end() ? kNone : it->get_ref<const Json::array_t&>();
}

Script probe_script(const Script& like, const Preludes& preludes) {
    auto script = like;
    script.id = "probe";
    script.prelude = "ready";
    script.needs.clear();
    script.auto_replies = Json::array();
    script.steps = preludes.probe;
    return script;
}

bool opens_main(const Steps& steps) {
    return std::ranges::any_of(steps, [](const Step& step) {
        if ((step.kind == Do::connect || step.kind == Do::accept) && step.text("on", "main") == "main") return true;
        return opens_main(step.steps) || std::ranges::any_of(step.branches, opens_main);
    });
}

namespace {

Step read_step(const std::shared_ptr<const Json>& written, const std::string& where, std::size_t number) {
    const auto here = fmt::format("{}{}", where, number);
    const auto& spec = *written;
    Step step{.kind = *step_named(spec["do"].get_ref<const std::string&>()), .written = written, .where = here};
    if (step.kind == Do::repeat) step.steps = steps_of(spec["steps"], here + ".");
    if (step.kind == Do::parallel)
        for (std::size_t n = 0; n < spec["branches"].size(); ++n)
            step.branches.push_back(steps_of(spec["branches"][n], fmt::format("{}.{}.", here, n)));
    if (step.kind == Do::expect_any)
        for (std::size_t n = 0; n < spec["of"].size(); ++n)
            step.branches.push_back(
                steps_of(spec["of"][n].value("steps", Json::array()), fmt::format("{}.{}.", here, n)));
    return step;
}

}  // namespace

Step step_of(Json spec, const std::string& where, std::size_t number) {
    return read_step(std::make_shared<const Json>(std::move(spec)), where, number);
}

Steps steps_of(const Json& list, const std::string& where) {
    Steps steps;
    for (const auto& spec : list) steps.push_back(step_of(spec, where, steps.size()));
    return steps;
}

Steps numbered(Steps steps) {
    for (std::size_t n = 0; n < steps.size(); ++n) {
        auto step = read_step(steps[n].written, kStep, n);
        step.encodes = steps[n].encodes;
        steps[n] = std::move(step);
    }
    return steps;
}

std::string ScriptError::text() const {
    return where.empty() ? fmt::format("{}: {}", file, message) : fmt::format("{}: {}: {}", file, where, message);
}

std::expected<Library, ScriptError> Library::open(fs::path data) {
    const auto schemas = data / "vectors" / "schema";
    const auto session_file = schemas / "session.schema.json";
    const auto prelude_file = schemas / "prelude.schema.json";
    auto session = read_document(session_file);
    if (!session) return std::unexpected(session.error());
    const auto prelude = read_document(prelude_file);
    if (!prelude) return std::unexpected(prelude.error());
    // The prelude's schema refers to the steps of the session's; joined here, because a reference may not leave the
    // document that is validated.
    auto text = prelude->dump();
    constexpr std::string_view kElsewhere = "session.schema.json#";
    for (auto at = text.find(kElsewhere); at != std::string::npos; at = text.find(kElsewhere, at))
        text.replace(at, kElsewhere.size(), "#");
    auto joined = Json::parse(text);
    joined["definitions"] = (*session)["definitions"];
    auto session_schema = Schema::compile(std::move(*session));
    if (!session_schema) return std::unexpected(in_file(session_file, "", session_schema.error()));
    auto prelude_schema = Schema::compile(std::move(joined));
    if (!prelude_schema) return std::unexpected(in_file(prelude_file, "", prelude_schema.error()));
    return Library(std::move(data), std::move(*session_schema), std::move(*prelude_schema));
}

fs::path Library::folder(const Protocol& protocol) const { return data_ / "harness" / "sessions" / protocol.name; }

std::expected<std::vector<Script>, ScriptErrors> Library::load(const fs::path& file,
                                                               const Json& shared,
                                                               const Json& auto_replies) const {
    const auto document = read_document(file);
    if (!document) return std::unexpected(ScriptErrors{document.error()});
    return read(*document, file, shared, auto_replies);
}

std::expected<std::vector<Script>, ScriptErrors> Library::read(const Json& document,
                                                               const fs::path& file,
                                                               const Json& shared,
                                                               const Json& auto_replies) const {
    if (auto errors = schema_errors(session_schema_, document, file.string()); !errors.empty())
        return std::unexpected(std::move(errors));
    const auto wrong = [&](const char* where, std::string message) {
        return std::unexpected(ScriptErrors{in_file(file, where, std::move(message))});
    };
    if (document.contains("variant") && document.contains("variants"))
        return wrong("variants", "`variant` is there, too");
    const auto* const protocol = find_protocol(document.at("protocol").get<std::string>());
    if (protocol == nullptr)
        return wrong("protocol", fmt::format("unknown protocol `{}`", document.at("protocol").get<std::string>()));
    if (!document.at("id").get<std::string>().starts_with(std::string(protocol->name) + "-"))
        return wrong("id", "does not begin with the protocol's name");
    const auto names = document.value("variants", std::vector{document.value("variant", std::string())});
    std::vector<Script> scripts;
    for (const auto& name : names) {
        const auto* const variant = protocol->variant(name);
        if (variant == nullptr) return wrong("variant", fmt::format("{} has no variant `{}`", protocol->name, name));
        const auto vars = shared.value(std::string(variant->name), Json::object());
        auto script = script_of(document, file, name == names.front() ? "" : name, vars);
        script.variant = variant;
        if (!document.contains("auto")) script.auto_replies = auto_replies;
        if (auto errors = check_script(script); !errors.empty()) return std::unexpected(std::move(errors));
        scripts.push_back(std::move(script));
    }
    return scripts;
}

std::expected<std::vector<Script>, ScriptErrors> Library::load_all(const Protocol& protocol) const {
    const auto prelude = prelude_document(protocol);
    if (!prelude) return std::unexpected(prelude.error());
    const auto shared = prelude->value("vars", Json::object());
    const auto auto_replies = prelude->value("auto", Json::array());
    const auto transports = prelude->value("transports", std::vector<std::string>{"tcp"});
    ScriptErrors errors;
    std::vector<Script> scripts;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder(protocol), failed)) {
        if (entry.path().extension() != ".json" || entry.path().filename() == "prelude.json") continue;
        auto loaded = load(entry.path(), shared, auto_replies);
        if (loaded) std::ranges::move(*loaded, std::back_inserter(scripts));
        else errors.insert(errors.end(), loaded.error().begin(), loaded.error().end());
    }
    for (auto& script : scripts)
        if (script.transports.empty()) script.transports = transports;
    if (failed) errors.push_back(in_file(folder(protocol), "", failed.message()));
    std::ranges::sort(scripts, {}, &Script::id);
    for (std::size_t i = 1; i < scripts.size(); ++i)
        if (scripts[i].id == scripts[i - 1].id)
            errors.push_back(
                in_file(scripts[i].file,
                        "id",
                        fmt::format("`{}` is also the id of {}", scripts[i].id, scripts[i - 1].file.string())));
    if (!errors.empty()) {
        std::ranges::sort(errors, {}, &ScriptError::file);
        return std::unexpected(std::move(errors));
    }
    return scripts;
}

std::expected<Json, ScriptErrors> Library::prelude_document(const Protocol& protocol) const {
    const auto file = folder(protocol) / "prelude.json";
    auto document = read_document(file);
    if (!document) return std::unexpected(ScriptErrors{document.error()});
    if (auto errors = schema_errors(prelude_schema_, *document, file.string()); !errors.empty())
        return std::unexpected(std::move(errors));
    return std::move(*document);
}

std::expected<Json, ScriptErrors> Library::shared_vars(const Protocol& protocol) const {
    const auto document = prelude_document(protocol);
    if (!document) return std::unexpected(document.error());
    return document->value("vars", Json::object());
}

std::expected<Preludes, ScriptErrors> Library::preludes(const Protocol& protocol) const {
    const auto document = prelude_document(protocol);
    if (!document) return std::unexpected(document.error());
    Preludes preludes;
    for (const auto& [name, steps] : (*document)["client"].items())
        preludes.client[name] = steps_of(steps, fmt::format("prelude {}, step ", name));
    for (const auto& [name, steps] : (*document)["server"].items())
        preludes.server[name] = steps_of(steps, fmt::format("prelude {}, step ", name));
    preludes.probe = steps_of((*document)["probe"], "probe, step ");
    const auto& first = *protocol.variant();
    const auto vars = document->value("vars", Json::object()).value(std::string(first.name), Json::object());
    if (auto errors = check_preludes(preludes, first, vars, (folder(protocol) / "prelude.json").string());
        !errors.empty())
        return std::unexpected(std::move(errors));
    return preludes;
}

}  // namespace wireproof::session
