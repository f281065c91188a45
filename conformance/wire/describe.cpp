#include "conformance/wire/describe.hpp"

#include <fmt/format.h>

namespace wireproof::wire {
namespace {

using Shape = CellOps::Shape;

class Describer : public Dynamic {
public:
    std::vector<Row> rows;

protected:
    void on_cell(const char* name, Cell cell) override { describe(name, cell, ""); }
    void on_constant(const char* name, Cell cell, std::uint64_t want, Errc) override {
        rows.push_back({depth_, name, type_of(cell), fmt::format("constant {:#x}", want)});
    }
    int on_length(const char* name, Cell cell, Sizes sizes, std::uint64_t) override {
        auto note = sizes.most == kNoLimit ? "" : fmt::format("at most {}", sizes.most);
        if (sizes.least != 0) note = fmt::format("at least {}{}{}", sizes.least, note.empty() ? "" : ", ", note);
        rows.push_back({depth_, fmt::format("length of {}", name), type_of(cell), note});
        return 0;
    }
    void on_checksum(const char* name, Cell cell, std::uint64_t (*)(ByteView, std::size_t)) override {
        rows.push_back({depth_, name, type_of(cell), "checksum"});
    }
    void on_bits(const char* name, Cell whole, Bits bits) override {
        rows.push_back({depth_, name, type_of(whole), ""});
        for (const auto& part : bits.parts) {
            if (!part.from) rows.push_back({depth_ + 1, part.name, "the other bits", ""});
            else if (part.width == 0)
                rows.push_back({depth_ + 1, part.name, fmt::format("bits from {}", *part.from), ""});
            else if (part.cell) rows.push_back({depth_ + 1, part.name, bits_of(part), note(info_of(*part.cell))});
            else rows.push_back({depth_ + 1, part.name, fmt::format("bit {}", *part.from), "set if it follows"});
        }
    }
    void on_tag(const char* name, std::string_view want) override {
        rows.push_back({depth_, name, "string", fmt::format("constant \"{}\"", want)});
    }
    void on_inside(const char* name, Fields members) override {
        rows.push_back({depth_, name, "object", ""});
        ++depth_;
        members();
        --depth_;
    }
    void on_extension() override { rows.push_back({depth_, "…", "", "bytes of later revisions are ignored"}); }

private:
    static LeafInfo info_of(Cell cell) { return cell.ops->info(cell.type); }
    static std::string type_of(Cell cell) { return info_of(cell).type; }
    static std::string bits_of(const BitPart& part) {
        if (part.width == 1) return fmt::format("bit {}", *part.from);
        return fmt::format("bits {} to {}", *part.from, *part.from + part.width - 1);
    }

    void describe(std::string name, Cell cell, const std::string& prefix) {
        switch (cell.shape()) {
            case Shape::leaf: {
                const auto info = cell.ops->info(cell.type);
                rows.push_back({depth_, std::move(name), prefix + info.type, note(info)});
                return;
            }
            case Shape::object:
                rows.push_back({depth_, std::move(name), prefix + "object", ""});
                ++depth_;
                cell.ops->visit(*this, cell.value);
                --depth_;
                return;
            default: break;
        }
        // The frame is the describer's own: lists and optionals get one item to look at.
        const auto composite = prefix + cell.ops->name() + (cell.shape() == Shape::list ? " of " : ": ");
        cell.ops->resize(cell.value, 1);
        describe(std::move(name), cell.item(0), composite);
    }
    static std::string note(const LeafInfo& info) {
        if (info.names != nullptr)
            return fmt::format("{}, {}", info.names->title, info.names->closed ? "closed" : "open");
        if (!info.rule.empty()) return std::string(info.rule);
        if (info.has_default)
            return info.default_value.empty() ? "reserved, default 0" : "default " + info.default_value;
        const bool sized = info.kind == LeafInfo::Kind::bytes || info.kind == LeafInfo::Kind::text;
        return sized && info.limit != kNoLimit ? fmt::format("at most {} bytes", info.limit) : "";
    }
    int depth_ = 0;
};

}  // namespace

std::vector<Row> describe(const FrameType& type) {
    const FrameValue scratch(type);
    Describer describer;
    scratch.any().visit(describer);
    return std::move(describer.rows);
}

}  // namespace wireproof::wire
