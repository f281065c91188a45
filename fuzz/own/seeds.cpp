#include "fuzz/own/seeds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "conformance/json_file.hpp"

namespace wireproof::fuzz {
namespace {

namespace fs = std::filesystem;
using Seeds = std::vector<OwnSeed>;

// The first seeds of a frame, or of an implementation, say what the others would.
constexpr std::size_t kOfEach = 6;

std::vector<fs::path> files_below(const fs::path& folder, std::string_view ending) {
    std::vector<fs::path> files;
    if (!fs::exists(folder)) return files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().string().ends_with(ending)) files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

// with_one_each makes documents of a file that has a list: each with one of its items.
Seeds with_one_each(const std::vector<fs::path>& files, const char* list, std::size_t most) {
    Seeds seeds;
    for (const auto& file : files) {
        auto document = read_json(file);
        if (!document || !document->contains(list)) continue;
        const auto items = std::move((*document)[list]);
        std::size_t taken = 0;
        for (std::size_t i = 0; i < items.size() && taken < kOfEach; ++i) {
            (*document)[list] = Json::array({items[i]});
            auto text = document->dump();
            if (text.size() > most) continue;
            ++taken;
            seeds.push_back({fmt::format("{}-{}-{}", file.parent_path().filename().string(), file.stem().string(), i),
                             std::move(text)});
        }
    }
    return seeds;
}

Seeds scripts(const suite::DataFolder& data, std::size_t most) {
    Seeds seeds;
    for (const auto& protocol : protocols()) {
        for (const auto& file : files_below(data.sessions(protocol.name), ".json")) {
            const auto document = read_json(file);
            if (!document) continue;
            auto text = document->dump();
            if (text.size() <= most)
                seeds.push_back({fmt::format("{}-{}", protocol.name, file.stem().string()), std::move(text)});
        }
    }
    return seeds;
}

Seeds lines(const suite::DataFolder& data, std::size_t most) {
    Seeds seeds = {
        {"hello", R"({"seq":1,"op":"hello","protocol_version":1})"},
        {"hello-reply",
         fmt::format(
             R"({{"seq":1,"op":"hello","name":"x","version":"1","language":"c","max_in_flight":4,"max_line":65536,)"
             R"("supports":{{"{}":[{{"variant":"{}","decode":["{}","stream"],"encode":[]}}]}}}})",
             protocols().front().name,
             protocols().front().variant()->name,
             protocols().front().variant()->frames.front().name)},
        {"bye", R"({"seq":2,"op":"bye"})"},
    };
    std::map<std::string, std::size_t> taken;  // by frame and operation
    const auto add = [&](const suite::Vector& vector, const char* op, const char* key, Json what) {
        if (taken[fmt::format("{}/{}", vector.frame, op)]++ >= kOfEach) return;
        const Json line = {{"seq", 7},
                           {"op", op},
                           {"protocol", std::string(vector.protocol->name)},
                           {"variant", std::string(vector.variant->name)},
                           {"frame", vector.frame},
                           {"context", vector.context_json},
                           {"status", "ok"},
                           {key, std::move(what)}};
        auto text = line.dump();
        if (text.size() <= most) seeds.push_back({fmt::format("{}-{}", vector.id, op), std::move(text)});
    };
    for (const auto& vector : suite::load_vectors(data).vectors) {
        if (vector.wire && vector.messages.empty()) add(vector, "decode", "wire", to_hex(*vector.wire));
        if (vector.value) add(vector, "encode", "value", *vector.value);
    }
    return seeds;
}

Seeds handshakes() {
    constexpr auto kHead = "Host: 127.0.0.1:8080\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n";
    return {
        {"request",
         fmt::format("GET /ws HTTP/1.1\r\n{}Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: "
                     "13\r\nSec-WebSocket-Protocol: a, b\r\n\r\n\x82\x80",
                     kHead)},
        {"response",
         fmt::format("HTTP/1.1 101 Switching Protocols\r\n{}Sec-WebSocket-Accept: "
                     "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n\x82\x01x",
                     kHead)},
        {"length", "HTTP/1.1 400 Bad Request\r\nContent-Length: 4\r\n\r\nno\r\n"},
        {"chunks", "HTTP/1.1 426 Upgrade Required\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"},
        {"post", "POST /op HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"},
    };
}

Seeds more_seeds(const suite::DataFolder& data, std::string_view kind, std::size_t most) {
    if (kind == "vectors") return with_one_each(files_below(data.vectors(), ".json"), "vectors", most);
    if (kind == "scripts") return scripts(data, most);
    if (kind == "known") return with_one_each(files_below(data.implementations(), "known.json"), "entries", most);
    if (kind == "testee") return lines(data, most);
    if (kind == "http") return handshakes();
    return {};
}

}  // namespace

std::vector<OwnSeed> own_seeds(const suite::DataFolder& data, std::string_view kind, std::size_t most) {
    // Where a copy of the tree has no real implementations, or no scripts, there is still something to start from.
    Seeds seeds = {{"least", "{}"}};
    std::ranges::move(more_seeds(data, kind, most), std::back_inserter(seeds));
    return seeds;
}

}  // namespace wireproof::fuzz
