#include <fmt/format.h>

#include "tools/wireproof/commands.hpp"
#include "tools/wireproof/exit_code.hpp"
#include "tools/wireproof/options.hpp"

namespace wireproof::cli {
namespace {

struct Options {
    bool json = false;
    std::string data;
};

// Stored vectors of a frame; a stream is valid when it ends cleanly.
Json counts(const std::vector<suite::Vector>& vectors, const Variant& variant, std::string_view frame) {
    std::size_t valid = 0;
    std::size_t invalid = 0;
    for (const auto& vector : vectors) {
        if (vector.variant != &variant || vector.frame != frame) continue;
        const bool ends_well = !vector.is_stream() || (vector.clean && vector.codes.empty());
        const bool is_valid = vector.kind == suite::Vector::Kind::valid && ends_well;
        ++(is_valid ? valid : invalid);
    }
    return {{"valid", valid}, {"invalid", invalid}};
}

std::size_t count_sessions(const suite::DataFolder& data, std::string_view protocol) {
    std::size_t count = 0;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(data.sessions(protocol), error))
        if (entry.path().extension() == ".json" && entry.path().filename() != "prelude.json") ++count;
    return count;
}

Json listing(const suite::DataFolder& data, const std::vector<suite::Vector>& vectors) {
    Json list = Json::array();
    for (const auto& protocol : protocols()) {
        Json variants = Json::array();
        for (const auto& variant : protocol.variants) variants.push_back(std::string(variant.name));
        Json frames = Json::array();
        const auto& variant = protocol.variants.front();
        const auto add = [&](std::string_view name, std::string_view direction) {
            frames.push_back({{"name", std::string(name)},
                              {"direction", std::string(direction)},
                              {"vectors", counts(vectors, variant, name)}});
        };
        for (const auto& type : variant.frames) add(type.name, type.sent_by ? name_of(*type.sent_by) : "both");
        add("stream", "both");
        list.push_back({{"name", std::string(protocol.name)},
                        {"variants", variants},
                        {"frames", frames},
                        {"sessions", count_sessions(data, protocol.name)}});
    }
    return {{"protocols", list}};
}

void print(const Json& listing) {
    for (const auto& protocol : listing["protocols"]) {
        std::string variants;
        for (const auto& variant : protocol["variants"]) variants += " " + variant.get<std::string>();
        fmt::print("{} (variants:{}; {} session scripts)\n",
                   protocol["name"].get<std::string>(),
                   variants,
                   protocol["sessions"].get<std::size_t>());
        for (const auto& frame : protocol["frames"])
            fmt::print("  {:<24} {:<7} {:>4} valid {:>4} invalid\n",
                       frame["name"].get<std::string>(),
                       frame["direction"].get<std::string>(),
                       frame["vectors"]["valid"].get<std::size_t>(),
                       frame["vectors"]["invalid"].get<std::size_t>());
    }
}

int list(const Options& options) {
    const auto data = find_data(options.data);
    if (!data) return complain(data.error());
    const auto loaded = suite::load_vectors(*data);
    if (!loaded.problems.empty()) return complain_all(loaded.problems);
    const auto all = listing(*data, loaded.vectors);
    if (options.json) fmt::print("{}\n", all.dump());
    else print(all);
    return kAsExpected;
}

}  // namespace

void add_list(CLI::App& tool, Run& run) {
    auto* const command =
        tool.add_subcommand("list", "What there is: protocols, variants, frames with their vectors, sessions");
    const auto options = std::make_shared<Options>();
    command->add_flag("--json", options->json, "as one JSON object");
    command->add_option("--data", options->data, "folder of vectors, schemas and sessions");
    command->footer("Example:\n  wireproof list --json");
    command->callback([&run, options] { run = [options] { return list(*options); }; });
}

}  // namespace wireproof::cli
