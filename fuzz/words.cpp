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

private:
    static constexpr std::size_t kWidths = 10;
    void walk(const char* name, wire::Cell cell) {
        using Shape = wire::CellOps::Shape;
        if (cell.shape() == Shape::object) return cell.ops->visit(*this, cell.value);
        if (cell.shape() == Shape::leaf) {
            const auto info = cell.ops->info(cell.type);
            if (info.names != nullptr)
                for (const auto& each : info.names->names) add(each.name, cell, each.value);
            // Of a number whose width varies, the borders between widths.
            if (info.kind == wire::LeafInfo::Kind::wide_number && info.form->most(1) < info.form->most(2))
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
        if (out.size() == 0) return;  // bits of another number
        auto& names_of = names[out.bytes()];
        // The same bytes in several tables are one word.
        if (names_of.empty()) names_of = name;
    }
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
