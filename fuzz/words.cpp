#include "fuzz/words.hpp"

#include <fmt/format.h>

#include <map>

namespace wireproof::fuzz {
namespace {

// Walks a frame of its own, with one item in every list and optional, and collects the words by their bytes.
class Words : public wire::Dynamic {
public:
    std::map<Bytes, std::string> names;

protected:
    void on_cell(const char* name, wire::Cell cell) override { walk(name, cell); }
    void on_constant(const char* name, wire::Cell cell, std::uint64_t want, Errc) override { add(name, cell, want); }
    // Of a JSON text also the names of its members, and pieces on which readers of JSON differ.
    void on_document(wire::Fields members, wire::ReadMembers) override {
        static constexpr std::pair<std::string_view, std::string_view> kPieces[] = {
            {"null", "null"},
            {"true", "true"},
            {"false", "false"},
            {"list", ",[]"},
            {"member", ",\"\":{}"},
            {"escape", "\\u0000"},
            {"high_half", "\\ud83d"},
            {"low_half", "\\ude00"},
            {"exponent", "e309"},
            {"fraction", ".5"},
            {"minus_zero", "-0"},
            {"wide", "18446744073709551616"},
            {"time", "\"2016-12-31T23:59:60.5+05:30\""}};
        for (const auto& [name, text] : kPieces) add_text(name, std::string(text));
        in_document_ = true;
        members();
        in_document_ = false;
    }
    void on_tag(const char* name, std::string_view want) override {
        add_text(name, member(name));
        add_text(want, '"' + std::string(want) + '"');
    }
    void on_inside(const char* name, wire::Fields members) override {
        add_text(name, member(name));
        members();
    }

    // The names of a few bits become words of the whole number, its other bits 0.
    void on_bits(const char* name, wire::Cell whole, Bits bits) override {
        Dynamic::on_bits(name, whole, bits);
        for (const auto& part : bits.parts) {
            const auto* const names = part.cell ? part.cell->ops->info(part.cell->type).names : nullptr;
            if (names == nullptr) continue;
            for (const auto& each : names->names) add(each.name, whole, each.value << part.from.value_or(0));
        }
    }

private:
    static constexpr std::size_t kWidths = 10;
    void walk(const char* name, wire::Cell cell) {
        using Shape = wire::CellOps::Shape;
        if (in_document_) add_text(name, member(name));
        if (cell.shape() == Shape::object) return cell.ops->visit(*this, cell.value);
        if (cell.shape() == Shape::leaf) {
            const auto info = cell.ops->info(cell.type);
            if (info.names != nullptr)
                for (const auto& each : info.names->names) add(each.name, cell, each.value);
            // Of a number whose width varies, the borders between widths.
            if (info.kind == wire::LeafInfo::Kind::wide_number && info.form != nullptr &&
                info.form->most(1) < info.form->most(2))
                for (std::size_t width = 1; width < kWidths; ++width)
                    for (const auto number : {info.form->most(width), info.form->most(width) + 1})
                        add(fmt::format("number_{}", number), cell, number);
            return;
        }
        cell.ops->resize(cell.value, 1);
        walk(name, cell.item(0));
    }
    void add(std::string_view name, wire::Cell cell, std::uint64_t number) {
        Buffer out;
        if (!cell.ops->set(cell.value, number) || !cell.ops->write(out, cell.type, cell.value)) return;
        if (out.size() != 0) add_bytes(name, out.bytes());  // none: bits of another number
    }
    void add_text(std::string_view name, const std::string& text) { add_bytes(name, {text.begin(), text.end()}); }
    void add_bytes(std::string_view name, const Bytes& bytes) {
        auto& names_of = names[bytes];
        // The same bytes in several tables are one word.
        if (names_of.empty()) names_of = name;
    }
    static std::string member(const char* name) { return '"' + std::string(name) + "\":"; }
    bool in_document_ = false;
};

std::string escaped(const Bytes& bytes) {
    std::string text;
    for (const auto byte : bytes) text += fmt::format("\\x{:02x}", byte);
    return text;
}

}  // namespace

std::string dictionary(const Protocol& protocol) {
    Words words;
    for (const auto& variant : protocol.variants)
        for (const auto& type : variant.frames) wire::FrameValue(type).any().visit(words);
    std::string text =
        fmt::format("# Made from the tables of {}: wireproof-fuzz-seeds dictionary {}\n", protocol.name, protocol.name);
    for (const auto& [bytes, name] : words.names) text += fmt::format("{}=\"{}\"\n", name, escaped(bytes));
    return text;
}

}  // namespace wireproof::fuzz
