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
    void walk(const char* name, wire::Cell cell) {
        using Shape = wire::CellOps::Shape;
        if (cell.shape() == Shape::object) return cell.ops->visit(*this, cell.value);
        if (cell.shape() == Shape::leaf) {
            if (const auto* const table = cell.ops->info(cell.type).names)
                for (const auto& each : table->names) add(each.name, cell, each.value);
            return;
        }
        cell.ops->resize(cell.value, 1);
        walk(name, cell.item(0));
    }
    void add(std::string_view name, wire::Cell cell, std::uint64_t number) {
        Buffer out;
        if (!cell.ops->set(cell.value, number) || !cell.ops->write(out, cell.type, cell.value)) return;
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
