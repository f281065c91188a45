// wireproof describe P [FRAME]: the frames of a protocol as Markdown, from their layouts.
#include "conformance/wire/describe.hpp"

#include <fmt/format.h>

#include "tools/wireproof/commands.hpp"
#include "tools/wireproof/exit_code.hpp"
#include "tools/wireproof/options.hpp"

namespace wireproof::cli {
namespace {

struct Options {
    std::string protocol, frame, variant;
};

std::string_view sender(const wire::FrameType& type) { return type.sent_by ? name_of(*type.sent_by) : "both"; }

// A bar would end the cell of a table.
std::string cell(std::string text) {
    for (auto at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) text.insert(at, 1, '\\');
    return text;
}

// fields puts a layout into one line: `queue text[u16be], messages list[u32be] of object (id u64be, payload …)`.
std::string fields(const std::vector<wire::Row>& rows) {
    std::string line;
    int depth = 0;
    for (const auto& row : rows) {
        for (; depth < row.depth; ++depth) line += " (";
        for (; depth > row.depth; --depth) line += ')';
        if (!line.empty() && !line.ends_with('(')) line += ", ";
        line += row.type.empty() ? row.name : fmt::format("`{}` {}", row.name, row.type);
        if (row.note.starts_with("constant")) line += " = " + row.note.substr(sizeof "constant");
    }
    return line + std::string(static_cast<std::size_t>(depth), ')');
}

void print_all(const Variant& variant) {
    fmt::print("| frame | sent by | fields in wire order |\n| --- | --- | --- |\n");
    for (const auto& type : variant.frames) {
        const auto text = fields(wire::describe(type));
        fmt::print("| `{}` | {} | {} |\n", type.name, sender(type), text.empty() ? "none" : cell(text));
    }
}

void print_one(const wire::FrameType& type) {
    fmt::print("| field of `{}` | wire type | |\n| --- | --- | --- |\n", type.name);
    for (const auto& row : wire::describe(type)) {
        const std::string indent(static_cast<std::size_t>(2 * row.depth), ' ');
        fmt::print("| {}`{}` | {} | {} |\n", indent, row.name, cell(row.type), cell(row.note));
    }
}

int describe(const Options& options) {
    const bool whole = options.frame.empty();
    const auto found = whole ? find_variant(options.protocol, options.variant)
                             : find_codec(options.protocol, options.variant, options.frame);
    if (!found) return complain(found.error());
    if (whole) print_all(*found->variant);
    else print_one(*found->type);
    return kAsExpected;
}

}  // namespace

void add_describe(CLI::App& tool, Run& run) {
    auto* const command = tool.add_subcommand("describe", "The frames of a protocol as Markdown, from their layouts");
    const auto options = std::make_shared<Options>();
    command->add_option("protocol", options->protocol, "the protocol")->required();
    command->add_option(
        "frame", options->frame, "one frame in full: each field with its wire type, limit and constant");
    command->add_option("--variant", options->variant, "variant of the protocol; default: its first");
    command->footer(
        "Examples:\n"
        "  wireproof describe fibp\n"
        "  wireproof describe fibp Enqueue\n"
        "The tables in conformance/*/README.md come from it: tools/tests/test_frame_tables.py --update "
        "build/release/bin/wireproof");
    command->callback([&run, options] { run = [options] { return describe(*options); }; });
}

}  // namespace wireproof::cli
