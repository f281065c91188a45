#include "tools/wireproof/network_record.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wireproof::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kState = "state-";

Json json_of(const NetworkFinding& finding) {
    return {{"sign", finding.sign},
            {"reason", finding.reason},
            {"times", finding.times},
            {"shrunk", finding.shrunk},
            {"reproduced", finding.reproduced},
            {"script", finding.script}};
}

}  // namespace

NetworkRecord::NetworkRecord(fs::path folder, Json about)
    : folder_(std::move(folder)),
      file_{.path = folder_ / "run.json", .schema = "wireproof/network-fuzz/1", .about = std::move(about)} {}

std::expected<NetworkRecord, std::string> NetworkRecord::open(fs::path folder, Json about) {
    NetworkRecord record(std::move(folder), std::move(about));
    if (record.folder_.empty()) return record;
    for (const auto* part : {"states", "findings"}) {
        std::error_code error;
        fs::create_directories(record.folder_ / part, error);
        if (error) return std::unexpected(fmt::format("--out {}: {}", record.folder_.string(), error.message()));
    }
    if (auto problem = record.resume(); !problem.empty()) return std::unexpected(std::move(problem));
    return record;
}

std::string NetworkRecord::resume() {
    const auto old = file_.read();
    if (!old) return old.error();
    if (old->is_null())
        return states().empty() ? "" : folder_.string() + " has states, and no " + file_.path.filename().string();
    next = old->value("next", next);
    played = old->value("played", played);
    seconds = old->value("seconds", seconds);
    // A run that was killed has written more states than it could say.
    if (const auto files = states(); !files.empty())
        next = std::max<std::uint64_t>(next, std::stoull(files.back().stem().string().substr(kState.size())));
    for (const auto& each : old->value("found", Json::array()))
        found[each["sign"]] = {
            each["sign"], each["reason"], each["times"], each["shrunk"], each["reproduced"], each["script"]};
    return {};
}

std::vector<fs::path> NetworkRecord::states() const {
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder_ / "states", error)) {
        const auto name = entry.path().stem().string();
        const bool numbered =
            name.starts_with(kState) && name.find_first_not_of("0123456789", kState.size()) == std::string::npos;
        if (entry.path().extension() == ".json" && numbered && name.size() > kState.size())
            files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

bool NetworkRecord::add_state(std::uint64_t number, const Json& script) const {
    return folder_.empty() || write_whole(folder_ / "states" / fmt::format("{}{:09}.json", kState, number), script);
}

bool NetworkRecord::add_text(const std::string& name, const std::string& text) const {
    return folder_.empty() || write_whole(folder_ / name, text);
}

bool NetworkRecord::write() const {
    if (folder_.empty()) return true;
    Json list = Json::array();
    bool good = true;
    for (const auto& [sign, finding] : found) {
        list.push_back(json_of(finding));
        const auto name = fmt::format("finding-{}.json", list.size());
        good = write_whole(folder_ / "findings" / name, finding.script) && good;
    }
    return file_.write({{"next", next}, {"played", played}, {"seconds", seconds}, {"found", std::move(list)}}) && good;
}

}  // namespace wireproof::cli
