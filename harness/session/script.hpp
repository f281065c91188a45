// Script: one session file, loaded and checked. Format: harness/README.md and vectors/schema/session.schema.json.
#pragma once

#include <expected>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "conformance/protocols.hpp"
#include "conformance/schema.hpp"
#include "harness/session/time.hpp"

namespace wireproof::session {

// What a script can do; the order is that of step_names().
enum class Do : std::uint8_t {
    connect,
    accept,
    listen,
    send,
    expect,
    expect_any,
    expect_set,
    expect_silence,
    expect_close,
    probe,
    half_close,
    close,
    reset,
    read,
    wait,
    set,
    repeat,
    call,
    yields,
    returns,
    raises,
    settles,
    cancel_call,
    parallel,
    scram,
    prelude,
};
[[nodiscard]] std::string_view name_of(Do kind);
[[nodiscard]] std::optional<Do> step_named(std::string_view name);

// A step costs little to copy: what is written in it is shared.
struct Step {
    Do kind;
    std::shared_ptr<const Json> written;           // its keys have passed the schema
    std::string where;                             // `step 3`, `step 3.0` inside a repeat, `prelude ready, step 0`
    std::vector<Step> steps = {};                  // repeat
    std::vector<std::vector<Step>> branches = {};  // of each alternative of expect_any, each branch of parallel
    bool encodes = false;                          // seen before: check_script does not try it again

    [[nodiscard]] const Json& spec() const { return *written; }
    [[nodiscard]] bool has(const char* key) const { return spec().contains(key); }
    [[nodiscard]] std::string text(const char* key, std::string otherwise = {}) const {
        return spec().value(key, std::move(otherwise));
    }
    [[nodiscard]] Time ms(const char* key, Time otherwise = {}) const;
    // list is a member that is one, empty where it is not there.
    [[nodiscard]] const Json::array_t& list(const char* key) const;
};
using Steps = std::vector<Step>;

// opens_main: whether a script opens `main` by itself, at any depth; else it is open before the first step.
[[nodiscard]] bool opens_main(const Steps& steps);
// step_of and steps_of read steps whose keys are known to be right; `where` stands before their numbers.
[[nodiscard]] Step step_of(Json spec, const std::string& where, std::size_t number);
[[nodiscard]] Steps steps_of(const Json& list, const std::string& where);
// numbered are the steps of a script, of which some came from elsewhere, numbered by their places.
[[nodiscard]] Steps numbered(Steps steps);

// One set of variables of a script, judged by itself.
struct Case {
    std::string id;  // the script's id, or `<id>/<name>`
    Json vars;       // name → expression
};

struct Script {
    std::string id, title, doc, level, prelude;
    const Protocol* protocol = nullptr;
    const Variant* variant = nullptr;
    Side plays = Side::client;
    bool virtual_clock = false;  // only where waiting costs nothing
    std::vector<std::string> spec, needs, transports, flags, falsified_by;
    Time deadline{};
    Json auto_replies = Json::array();
    std::vector<Case> cases;
    Steps steps;
    std::filesystem::path file;
};

// What runs on every new connection of a protocol, and its health probe, of its first variant.
struct Preludes {
    std::map<std::string, Steps> client, server;
    Steps probe;
};

// probe_script is the health probe on a connection as `like` opens its own, with the variables of `like`.
[[nodiscard]] Script probe_script(const Script& like, const Preludes& preludes);

struct ScriptError {
    std::string file, where, message;
    // text is `file: where: message`.
    [[nodiscard]] std::string text() const;
};
using ScriptErrors = std::vector<ScriptError>;

// Library: loads scripts and preludes from a data folder (`harness/sessions/<protocol>/`, `vectors/schema/`).
class Library {
public:
    // open reads the schemas.
    [[nodiscard]] static std::expected<Library, ScriptError> open(std::filesystem::path data);

    // load reads one file, a script for each of its variants, and checks it wholly: schema, steps this build has no
    // support for, references, frames, paths, variables. `shared` are the variables of all scripts, by variant.
    // `auto_replies` are those of a script that says nothing about them.
    [[nodiscard]] std::expected<std::vector<Script>, ScriptErrors> load(const std::filesystem::path& file,
                                                                        const Json& shared,
                                                                        const Json& auto_replies = Json::array()) const;
    // read is load of a document that is there already; `file` is its name.
    [[nodiscard]] std::expected<std::vector<Script>, ScriptErrors> read(const Json& document,
                                                                        const std::filesystem::path& file,
                                                                        const Json& shared,
                                                                        const Json& auto_replies = Json::array()) const;
    // load_all reads every script of a protocol, sorted by id; ids must be unique.
    [[nodiscard]] std::expected<std::vector<Script>, ScriptErrors> load_all(const Protocol& protocol) const;
    [[nodiscard]] std::expected<Preludes, ScriptErrors> preludes(const Protocol& protocol) const;
    // shared_vars are the variables that every script of the protocol has, by variant.
    [[nodiscard]] std::expected<Json, ScriptErrors> shared_vars(const Protocol& protocol) const;
    [[nodiscard]] std::filesystem::path folder(const Protocol& protocol) const;

private:
    [[nodiscard]] std::expected<Json, ScriptErrors> prelude_document(const Protocol& protocol) const;

    Library(std::filesystem::path data, Schema session_schema, Schema prelude_schema)
        : data_(std::move(data)),
          session_schema_(std::move(session_schema)),
          prelude_schema_(std::move(prelude_schema)) {}

    std::filesystem::path data_;
    Schema session_schema_, prelude_schema_;
};

}  // namespace wireproof::session
