// wireproof-fuzz-seeds: what the fuzz targets start from, and what an input of theirs means.
//
//   corpus PROTOCOL KIND MOST OUT    one input of at most MOST bytes a vector, named by its id, into the folder OUT
//   dictionary PROTOCOL              the words of a protocol to standard output
//   input PROTOCOL FILE              what the head of an input chooses, and the bytes behind it, as a line of JSON
#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>

#include "conformance/suite/case.hpp"
#include "fuzz/input.hpp"
#include "fuzz/promotion/seed_input.hpp"
#include "fuzz/words.hpp"

namespace {

using namespace wireproof;
namespace fs = std::filesystem;

suite::DataFolder data_folder() {
    const char* const chosen = std::getenv("WIREPROOF_DATA");
    return {chosen != nullptr ? chosen : WIREPROOF_SOURCE_DIR};
}

int write_corpus(const Protocol& protocol, std::string_view kind, std::size_t most, const fs::path& out) {
    const auto target = fuzz::Target::named(fmt::format("fuzz_{}_{}", protocol.name, kind));
    if (!target) return fmt::print(stderr, "no kind of target `{}`\n", kind), 2;
    const auto loaded = suite::load_vectors(data_folder(), &protocol);
    for (const auto& problem : loaded.problems) fmt::print(stderr, "{}\n", problem.text());
    if (!loaded.problems.empty()) return 1;
    fs::remove_all(out);  // what a vector no longer says must not stay
    fs::create_directories(out);
    std::size_t count = 0;
    for (const auto& vector : loaded.vectors) {
        const auto input = fuzz::seed_input(vector, target->kind);
        if (!input || input->size() > most) continue;
        std::ofstream file(out / vector.id, std::ios::binary);
        file.write(reinterpret_cast<const char*>(input->data()), static_cast<std::streamsize>(input->size()));
        if (!file.flush()) return fmt::print(stderr, "cannot write {}\n", (out / vector.id).string()), 1;
        ++count;
    }
    if (count != 0) return 0;
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
    if (protocol != nullptr && arguments.size() == 5 && arguments[0] == "corpus") {
        const auto digits = arguments[3];
        if (std::from_chars(digits.data(), digits.data() + digits.size(), most).ptr == digits.data() + digits.size())
            return write_corpus(*protocol, arguments[2], most, arguments[4]);
    }
    fmt::print(
        stderr,
        "usage: wireproof-fuzz-seeds corpus PROTOCOL KIND MOST OUT | dictionary PROTOCOL | input PROTOCOL FILE\n");
    return 2;
}
