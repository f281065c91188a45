// decode, encode, explain: one frame between bytes and JSON, by hand.
#include <fmt/format.h>
#include <unistd.h>

#include "conformance/suite/explain.hpp"
#include "tools/wireproof/commands.hpp"
#include "tools/wireproof/exit_code.hpp"
#include "tools/wireproof/options.hpp"

namespace wireproof::cli {
namespace {

struct Options {
    std::string protocol;
    std::vector<std::string> words;  // [FRAME] INPUT
    std::string variant;
    bool strict = false;
    bool json = false;

    [[nodiscard]] std::string frame() const { return words.size() > 1 ? words.front() : std::string(); }
    [[nodiscard]] std::string input() const { return words.back(); }
    [[nodiscard]] Context context() const {
        Context context;
        context.strict = strict;
        return context;
    }
};

// The frame that the words name; `verb` is what was to be done with its input.
std::expected<Codec, std::string> codec_of(const Options& options, std::string_view verb) {
    const auto whole = find_codec(options.protocol, options.variant, options.words.front());
    if (whole && options.words.size() == 1)
        return std::unexpected(
            fmt::format("nothing to {}: behind the frame `{}` comes its input", verb, options.words.front()));
    return find_codec(options.protocol, options.variant, options.frame());
}

// Bytes that the words give, and the frame they name; without a name what the bytes say they are, where a protocol's
// bytes do.
struct Input {
    Codec codec;
    Bytes bytes;
};
std::expected<Input, std::string> input_of(const Options& options, std::string_view verb) {
    auto codec = find_variant(options.protocol, options.variant);
    if (!codec) return std::unexpected(codec.error());
    const auto& variant = *codec->variant;
    const bool named =
        options.words.size() > 1 || variant.which == nullptr || variant.frame(options.words.front()) != nullptr;
    if (named) codec = codec_of(options, verb);
    if (!codec) return std::unexpected(codec.error());
    auto bytes = read_input(options.input());
    if (!bytes) return std::unexpected(bytes.error());
    if (!named) codec->type = &variant.which(*bytes);
    return Input{*codec, std::move(*bytes)};
}

int refuse(const Error& error) {
    fmt::print(stderr, "wireproof: {}\n", describe(error));
    return kNews;
}

int decode(const Options& options) {
    const auto input = input_of(options, "decode");
    if (!input) return complain(input.error());
    const auto value = decode_value(*input->codec.type, input->bytes, options.context());
    if (!value) return refuse(value.error());
    const bool named = options.words.size() > 1;
    const auto shown = named ? *value : Json{{"frame", std::string(input->codec.type->name)}, {"value", *value}};
    fmt::print("{}\n", shown.dump(options.json ? -1 : 2));
    return kAsExpected;
}

int encode(const Options& options) {
    const auto codec = codec_of(options, "encode");
    if (!codec) return complain(codec.error());
    const auto text = read_input_text(options.input());
    if (!text) return complain(text.error());
    const auto value = parse_json(*text);
    constexpr std::size_t kMost = 60;  // characters of the input that are worth repeating
    if (!value && *text == options.input())
        return complain(fmt::format("`{}` is no file, and {}", text->substr(0, kMost), value.error()));
    if (!value) return complain(value.error());
    const auto bytes = encode_value(*codec->type, *value);
    if (!bytes) return refuse(bytes.error());
    fmt::print("{}\n", to_hex(*bytes));
    return kAsExpected;
}

void print_piece(const Json& piece, bool colour) {
    constexpr std::size_t kMost = 48;  // hex digits on one line
    auto bytes = piece["bytes"].get<std::string>();
    if (bytes.size() > kMost) bytes = bytes.substr(0, kMost - 1) + "…";
    const bool wrong = piece.contains("mark");
    fmt::print("{}{:>6} {:>6}  {:<48}  {:<28} {:<16} {}{}{}\n",
               wrong && colour ? "\033[31m" : "",
               piece["offset"].get<std::size_t>(),
               piece["size"].get<std::size_t>(),
               bytes,
               piece["path"].get<std::string>(),
               piece.value("type", ""),
               piece.value("value", ""),
               wrong ? "  <-- here" : "",
               wrong && colour ? "\033[0m" : "");
}

int explain(const Options& options) {
    const auto input = input_of(options, "explain");
    if (!input) return complain(input.error());
    const auto& type = *input->codec.type;
    const auto pieces = suite::explain_bytes(type, input->bytes, options.context());
    const auto value = decode_value(type, input->bytes, options.context());
    if (options.json) {
        Json out = {{"frame", std::string(type.name)}, {"pieces", pieces}};
        if (!value)
            out["error"] = {{"code", std::string(name_of(value.error().code))},
                            {"offset", value.error().offset},
                            {"path", value.error().path},
                            {"detail", value.error().detail}};
        fmt::print("{}\n", out.dump());
    } else {
        if (options.words.size() == 1) fmt::print("frame {}\n", type.name);
        fmt::print("{:>6} {:>6}  {:<48}  {:<28} {:<16} {}\n", "offset", "size", "bytes", "field", "type", "value");
        for (const auto& piece : pieces) print_piece(piece, isatty(STDOUT_FILENO) != 0);
    }
    return value ? kAsExpected : refuse(value.error());
}

void add(CLI::App& tool,
         Run& run,
         const char* name,
         const char* about,
         const char* input,
         const char* example,
         int (*work)(const Options&)) {
    auto* const command = tool.add_subcommand(name, about);
    const auto options = std::make_shared<Options>();
    command->add_option("protocol", options->protocol, "protocol")->required();
    command->add_option("words", options->words, input)->required()->expected(1, 2)->option_text("[FRAME] INPUT");
    command->add_option("--variant", options->variant, "variant of the protocol; default: its first");
    command->add_flag("--strict", options->strict, "the strict profile");
    command->add_flag("--json", options->json, "one line of JSON");
    command->footer(
        fmt::format("Exit code 1: refused; the error names code, byte offset and field.\nExample:\n  {}", example));
    command->callback([&run, options, work] { run = [options, work] { return work(*options); }; });
}

}  // namespace

void add_codec(CLI::App& tool, Run& run) {
    add(tool,
        run,
        "decode",
        "Bytes of one frame → JSON value",
        "frame, then its bytes: hex digits, a file, or - for standard input",
        "wireproof decode flo seqs 010000000500000000000000",
        &decode);
    add(tool,
        run,
        "encode",
        "JSON value → bytes of one frame",
        "frame, then its value: JSON, a file, or - for standard input",
        "wireproof encode flo seqs '{\"seqs\": [\"5\"]}'",
        &encode);
    add(tool,
        run,
        "explain",
        "Bytes of one frame, field by field; shows where a bad one is wrong",
        "frame, then its bytes: hex digits, a file, or - for standard input",
        "wireproof explain flo response 464c4f0000000000010000000000000003a5247c01000000",
        &explain);
}

}  // namespace wireproof::cli
