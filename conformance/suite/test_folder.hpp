// A data folder of its own for each test: schemas of the source tree, and vectors, rules and registers as the test
// writes them.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "conformance/suite/vector.hpp"

namespace wireproof::suite::testing {

class TestFolder {
public:
    TestFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "wireproof-suite-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        data_.root = name;
        std::filesystem::create_directories(data_.vectors() / "flo");
        std::filesystem::copy(std::filesystem::path(WIREPROOF_SOURCE_DIR) / "vectors" / "schema",
                              data_.vectors() / "schema");
    }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    ~TestFolder() { std::filesystem::remove_all(data_.root); }

    [[nodiscard]] const DataFolder& data() const { return data_; }
    void write(const std::filesystem::path& file, const std::string& text) const {
        std::filesystem::create_directories((data_.root / file).parent_path());
        std::ofstream(data_.root / file, std::ios::binary) << text;
    }
    void write(const std::filesystem::path& file, const Json& document) const { write(file, document.dump(2) + "\n"); }

    // problems as lines, without the folder's name in front.
    [[nodiscard]] std::vector<std::string> lines(const std::vector<Problem>& problems) const {
        std::vector<std::string> out;
        for (const auto& problem : problems) {
            auto text = problem.text();
            const auto root = data_.root.string() + "/";
            for (auto at = text.find(root); at != std::string::npos; at = text.find(root)) text.erase(at, root.size());
            out.push_back(text);
        }
        return out;
    }
    // Folders of tests hold this protocol alone.
    static const Protocol* protocol() { return find_protocol("flo"); }
    [[nodiscard]] Loaded load() const { return load_vectors(data_, protocol()); }
    [[nodiscard]] std::vector<std::string> load_problems() const { return lines(load().problems); }

private:
    DataFolder data_;
};

// A file of one frame; tests change what they are about. One vector may stand alone: compilers disagree whether
// `{vector}` is it or an array of it.
inline Json file_of(Json vectors, const std::string& frame = "seqs") {
    if (vectors.is_object()) vectors = Json::array({std::move(vectors)});
    return {{"schema", "wireproof/vectors/1"},
            {"protocol", "flo"},
            {"frame", frame},
            {"variant", "v1-24"},
            {"doc", "For a test."},
            {"vectors", std::move(vectors)}};
}
inline Json valid_seqs(const std::string& id = "flo-aaaaa") {
    return {{"id", id},
            {"title", "five"},
            {"kind", "valid"},
            {"level", "must"},
            {"spec", "flo §1.1"},
            {"source", "assembled"},
            {"value", {{"seqs", {"5"}}}},
            {"wire", {"01000000", "0500000000000000"}}};
}
inline Json invalid_seqs(const std::string& id = "flo-bbbbb") {
    return {{"id", id},
            {"title", "cut"},
            {"kind", "invalid"},
            {"level", "must"},
            {"spec", "flo §1.1"},
            {"source", "assembled"},
            {"error", {{"code", "truncated"}, {"offset", 0}, {"path", "seqs"}}},
            {"wire", {"0100"}}};
}
// PING twice, 34 bytes each (captured: flo-python 0.1.0 flo.wire.serialize_request).
inline constexpr const char* kPing = "464c4f000a0000000100000000000000f6a419b00100000000000000000000000000";
inline Json ping_value() {
    return {
        {"request_id", "1"}, {"op", "PING"}, {"namespace", ""}, {"key", ""}, {"value", ""}, {"options", Json::array()}};
}
inline Json stream_of_two(const std::string& id = "flo-ccccc") {
    const Json frame = {{"frame", "request"}, {"value", ping_value()}};
    return {{"id", id},
            {"title", "two"},
            {"kind", "valid"},
            {"level", "must"},
            {"spec", "flo §1.1"},
            {"source", "assembled"},
            {"context", {{"direction", "client"}}},
            {"frames", {frame, frame}},
            {"state", "clean"},
            {"wire", {kPing, kPing}}};
}

}  // namespace wireproof::suite::testing
