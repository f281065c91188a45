#include "conformance/testee/peer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "conformance/json_file.hpp"

namespace wireproof::testee {
namespace {

namespace fs = std::filesystem;

// What tools/peers writes last into the folder of an install.
constexpr auto kInstallRecord = "installed.json";

bool has_profile(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_regular_file(folder / "peer.json", ignored);
}

// version_key makes versions comparable: numbers as numbers, a pre-release ("0.1.0.dev3") before what it precedes.
std::vector<long> version_key(std::string_view version) {
    std::vector<long> key;
    for (std::size_t i = 0; i < version.size();) {
        if (version[i] >= '0' && version[i] <= '9') {
            long number = 0;
            for (; i < version.size() && version[i] >= '0' && version[i] <= '9'; ++i)
                number = std::min(number, 99'999'999L) * 10 + (version[i] - '0');
            key.push_back(number);
        } else {
            const auto start = i;
            while (i < version.size() && (version[i] < '0' || version[i] > '9')) ++i;
            if (version.substr(start, i - start).find_first_not_of(".-+_") != std::string_view::npos) key.push_back(-1);
        }
    }
    key.push_back(0);
    return key;
}

// folder_of finds the folder of a name; empty if there is none.
fs::path folder_of(const std::string& name, const fs::path& implementations) {
    std::error_code ignored;
    if (has_profile(implementations / name)) return fs::canonical(implementations / name, ignored);
    std::optional<std::pair<std::vector<long>, fs::path>> lowest;
    for (const auto& entry : fs::directory_iterator(implementations, ignored)) {
        const auto folder = entry.path().filename().string();
        if (!folder.starts_with(name + "-") || !has_profile(entry.path())) continue;
        const auto version = folder.substr(name.size() + 1);
        if (version.empty() || version[0] < '0' || version[0] > '9') continue;
        auto candidate = std::pair(version_key(version), entry.path());
        if (!lowest || candidate < *lowest) lowest = std::move(candidate);
    }
    return lowest ? lowest->second : fs::path();
}

// Profile reads members of a peer.json; the first problem is kept. Its schema is checked by tools/peers and the lint.
class Profile {
public:
    explicit Profile(const Json& json) : json_(json) {}
    std::string text(const char* key) {
        const auto it = json_.find(key);
        if (it != json_.end() && it->is_string()) return it->get<std::string>();
        fail(key, "missing, or not a text");
        return {};
    }
    std::vector<std::string> texts(const char* key) {
        const auto it = json_.find(key);
        if (it == json_.end() || it->is_null()) return {};
        const bool good = it->is_array() && std::ranges::all_of(*it, [](const Json& item) { return item.is_string(); });
        if (good) return it->get<std::vector<std::string>>();
        fail(key, "not a list of texts");
        return {};
    }
    std::vector<std::pair<std::string, std::string>> params() {
        std::vector<std::pair<std::string, std::string>> out;
        const auto it = json_.find("params");
        if (it != json_.end() && it->is_object())
            for (const auto& [key, value] : it->items())
                out.emplace_back(key, value.is_string() ? value.get<std::string>() : value.dump());
        return out;
    }
    [[nodiscard]] const std::string& problem() const { return problem_; }

private:
    void fail(const char* key, const char* why) {
        if (problem_.empty()) problem_ = fmt::format("{}: {}", key, why);
    }
    const Json& json_;
    std::string problem_;
};

std::expected<Peer, std::string> read_peer(const fs::path& folder, Role role, const PeerRoots& roots) {
    const auto file = folder / "peer.json";
    const auto document = read_json(file);
    if (!document) return std::unexpected(document.error().text());
    const auto& json = *document;
    if (!json.is_object()) return std::unexpected(fmt::format("{}: not a JSON object", file.string()));
    Profile profile(json);
    Peer peer;
    peer.name = profile.text("name");
    peer.protocol = profile.text("protocol");
    peer.variant = profile.text("variant");
    peer.version = profile.text("version");
    peer.language = profile.text("language");
    peer.capabilities = profile.texts("capabilities");
    peer.params = profile.params();
    peer.command.words = profile.texts(std::string(name_of(role)).c_str());
    peer.required_in_ci = json.value("required_in_ci", Json()) == true;
    if (json.contains("known") && json["known"].is_string()) peer.known = folder / json["known"].get<std::string>();
    if (!profile.problem().empty()) return std::unexpected(fmt::format("{}: {}", file.string(), profile.problem()));
    if (peer.command.words.empty())
        return std::unexpected(fmt::format("{} has no {} (see {})", peer.name, name_of(role), file.string()));
    std::error_code ignored;
    peer.command.directory = fs::absolute(roots.installed / peer.name, ignored);
    if (!fs::is_regular_file(peer.command.directory / kInstallRecord, ignored))
        peer.not_installed = fmt::format("run `tools/peers install {}`", peer.name);
    return peer;
}

}  // namespace

std::string_view name_of(Role role) {
    constexpr std::array<std::string_view, 3> kNames = {"testee", "driver", "server"};
    return kNames.at(static_cast<std::size_t>(role));
}

std::expected<Peer, std::string> resolve_peer(std::string_view name_or_command, Role role, const PeerRoots& roots) {
    auto words = split_command(name_or_command);
    if (!words) return std::unexpected(fmt::format("`{}`: {}", name_or_command, words.error()));
    if (words->size() == 1 && !words->front().contains('/') && !words->front().starts_with('.'))
        if (const auto folder = folder_of(words->front(), roots.implementations); !folder.empty())
            return read_peer(folder, role, roots);
    Peer peer;
    peer.name = std::string(name_or_command);
    peer.command.words = std::move(*words);
    return peer;
}

std::vector<std::string> peer_names(const fs::path& implementations) {
    std::vector<std::string> names;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(implementations, ignored))
        if (has_profile(entry.path())) names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

}  // namespace wireproof::testee
