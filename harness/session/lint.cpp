#include "harness/session/lint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>

namespace wireproof::session {
namespace {

namespace fs = std::filesystem;

std::set<std::string> rules_of(const fs::path& page) {
    std::set<std::string> rules;
    std::ifstream in(page);
    for (std::string line; std::getline(in, line);) {
        const auto end = line.starts_with("**") ? line.find("**", 2) : std::string::npos;
        if (end != std::string::npos) rules.insert(line.substr(2, end - 2));
    }
    return rules;
}

}  // namespace

ScriptErrors lint_sessions(const fs::path& data,
                           const std::function<std::string(const Script&, const std::string&)>& check_switch) {
    const auto library = Library::open(data);
    if (!library) return {library.error()};
    ScriptErrors errors;
    for (const auto& protocol : protocols()) {
        if (!fs::exists(library->folder(protocol))) continue;
        const auto preludes = library->preludes(protocol);
        const auto scripts = library->load_all(protocol);
        if (!preludes) errors.insert(errors.end(), preludes.error().begin(), preludes.error().end());
        if (!scripts) errors.insert(errors.end(), scripts.error().begin(), scripts.error().end());
        if (!preludes || !scripts) continue;
        const auto page = data / "conformance" / protocol.name / "PROTOCOL.md";
        const auto rules = rules_of(page);
        for (const auto& script : *scripts) {
            const auto file = script.file.string();
            const auto& named = script.plays == Side::client ? preludes->client : preludes->server;
            if (script.prelude != "none" && !named.contains(script.prelude))
                errors.push_back({file, "prelude", fmt::format("there is no `{}`", script.prelude)});
            for (const auto& cited : script.spec) {
                const auto rule = cited.substr(cited.find("§") + std::string_view("§").size());
                if (!cited.starts_with(std::string(protocol.name) + " ") || !rules.contains(rule))
                    errors.push_back({file, "spec", fmt::format("`{}` is no rule of {}", cited, page.string())});
            }
            for (const auto& name : script.falsified_by)
                if (const auto wrong = check_switch(script, name); !wrong.empty())
                    errors.push_back({file, "falsified_by", wrong});
        }
    }
    return errors;
}

}  // namespace wireproof::session
