// wireproof-fuzz-seeds: what the fuzz targets start from, and what an input of theirs means.
//
//   corpus PROTOCOL KIND MOST OUT    the seeds of a target (promotion/seed_input.hpp), each of at most MOST bytes, into
//                                    the folder OUT; PROTOCOL `own` is our own parsers (own/seeds.hpp)
//   dictionary PROTOCOL              the words of a protocol to standard output
//   input PROTOCOL FILE              what the head of an input chooses, and the bytes behind it, as a line of JSON
#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <fstream>
#include <map>

#include "conformance/suite/case.hpp"
#include "fuzz/data_folder.hpp"
#include "fuzz/input.hpp"
#include "fuzz/own/seeds.hpp"
#include "fuzz/promotion/seed_input.hpp"
#include "fuzz/words.hpp"

namespace {

using namespace wireproof;
namespace fs = std::filesystem;

// write_all makes a new folder of seeds: what a file no longer says must not stay.
int write_all(const std::map<std::string, std::string>& seeds, const fs::path& out) {
    fs::remove_all(out);
    fs::create_directories(out);
    for (const auto& [name, input] : seeds)
        if (!(std::ofstream(out / name, std::ios::binary) << input).flush())
            return fmt::print(stderr, "cannot write {}\n", (out / name).string()), 1;
    return 0;
}

int write_own_corpus(std::string_view kind, std::size_t most, const fs::path& out) {
    std::map<std::string, std::string> inputs;
    for (auto& seed : fuzz::own_seeds(fuzz::data_folder(), kind, most)) inputs[seed.name] = std::move(seed.text);
    return write_all(inputs, out);
}

int write_corpus(const Protocol& protocol, std::string_view kind, std::size_t most, const fs::path& out) {
    const auto target = fuzz::Target::named(fmt::format("fuzz_{}_{}", protocol.name, kind));
    if (!target) return fmt::print(stderr, "no kind of target `{}`\n", kind), 2;
    const auto loaded = suite::load_vectors(fuzz::data_folder(), &protocol);
    for (const auto& problem : loaded.problems) fmt::print(stderr, "{}\n", problem.text());
    if (!loaded.problems.empty()) return 1;
    std::map<std::string, std::string> inputs;
    for (const auto& seed : fuzz::seeds(*target, loaded.vectors, most))
        inputs[seed.name] = std::string(seed.input.begin(), seed.input.end());
    if (!inputs.empty()) return write_all(inputs, out);
    fmt::print(stderr, "no vector of {} gives an input for {}\n", protocol.name, kind);
    return 1;
}

int print_input(const Protocol& protocol, const fs::path& file) {
    const auto text = read_text(file);
    if (!text) return fmt::print(stderr, "{}: {}\n", file.string(), text.error()), 1;
    const auto input = as_bytes(*text);
    const auto head = fuzz::Head::read(input);
    const auto context = head.context();
    const fuzz::Catalogue catalogue(protocol);
    const auto& choice = catalogue.choice(head.tag);
    nlohmann::ordered_json line = {
        {"variant", choice.variant->name}, {"frame", choice.type->name}, {"strict", context.strict}};
    if (context.max_frame_size) line["max_frame_size"] = *context.max_frame_size;
    line["bytes"] = to_hex(fuzz::body_of(input));
    fmt::print("{}\n", line.dump());
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string_view> arguments(argv + 1, argv + argc);
    const auto* const protocol = arguments.size() >= 2 ? find_protocol(arguments[1]) : nullptr;
    std::size_t most = 0;
    if (protocol != nullptr && arguments.size() == 2 && arguments[0] == "dictionary") {
        fmt::print("{}", fuzz::dictionary(*protocol));
        return 0;
    }
    if (protocol != nullptr && arguments.size() == 3 && arguments[0] == "input")
        return print_input(*protocol, arguments[2]);
    if (arguments.size() == 5 && arguments[0] == "corpus") {
        const auto digits = arguments[3];
        const bool good =
            std::from_chars(digits.data(), digits.data() + digits.size(), most).ptr == digits.data() + digits.size();
        if (good && protocol != nullptr) return write_corpus(*protocol, arguments[2], most, arguments[4]);
        if (good && arguments[1] == "own") return write_own_corpus(arguments[2], most, arguments[4]);
    }
    fmt::print(
        stderr,
        "usage: wireproof-fuzz-seeds corpus PROTOCOL|own KIND MOST OUT | dictionary PROTOCOL | input PROTOCOL FILE\n");
    return 2;
}
