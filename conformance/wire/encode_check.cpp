// The second look at a frame that the Writer could not encode: asks every leaf, list and body whether it fits.
#include <fmt/format.h>

#include <algorithm>

#include "conformance/wire/frame.hpp"
#include "conformance/wire/path.hpp"

namespace wireproof::wire {
namespace {

using Shape = CellOps::Shape;

class EncodeCheck : public Dynamic {
public:
    explicit EncodeCheck(const Context& context) : context_(context) {}
    Error error;
    [[nodiscard]] std::uint64_t frame_limit(std::uint64_t of_protocol) const override {
        return context_.max_frame_size.value_or(of_protocol);
    }

protected:
    void on_cell(const char* name, Cell cell) override {
        const Path::Step step(path_, name);
        check(cell);
    }
    // Not what the frame says, but it fills the body it stands in.
    void on_constant(const char*, Cell cell, std::uint64_t, Errc) override {
        cell.ops->write(out_, cell.type, cell.value);
    }
    void on_checksum(const char*, Cell cell, std::uint64_t (*)(ByteView, std::size_t)) override {
        cell.ops->write(out_, cell.type, cell.value);
    }
    void on_bits(const char* name, Cell whole, Bits bits) override {
        Dynamic::on_bits(name, whole, bits);
        whole.ops->write(out_, whole.type, whole.value);
    }
    int on_length(const char*, Cell cell, Sizes sizes, std::uint64_t most) override {
        cell.ops->write(out_, cell.type, cell.value);
        most_.push_back(std::min(sizes.most, most));
        return static_cast<int>(most_.size()) - 1;
    }
    void on_body(Slot slot, bool /*sized*/, Fields fields) override {
        const auto from = out_.size();
        fields();
        const auto size = out_.size() - from;
        const auto most = most_[static_cast<std::size_t>(slot.number)];
        const Path::Step step(path_, slot.name);
        if (size > most) fail(fmt::format("{} bytes, at most {} fit", size, most));
    }

    // Of a JSON text, how deep it nests is checked here; whatever else it cannot say, its cells know.
    void on_document(Fields members, ReadMembers) override { inside_json(members); }
    void on_inside(const char*, Fields members) override { inside_json(members); }

private:
    template <class Members>
    void inside_json(Members&& members) {
        ++json_level_;
        members();
        --json_level_;
    }
    void fail(std::string why) {
        if (error.ok()) error = {Errc::unencodable, 0, path_.text(), std::move(why)};
    }
    void check(Cell cell) {
        if (cell.shape() == Shape::object) {
            if (json_level_ > 0) return inside_json([&] { cell.ops->visit(*this, cell.value); });
            return cell.ops->visit(*this, cell.value);
        }
        if (cell.shape() == Shape::leaf) {
            if (!cell.ops->write(out_, cell.type, cell.value)) return fail(why_not(cell));
            const auto value = cell.ops->get(cell.value);
            const auto* const json = std::get_if<JsonText>(&value);
            if (json != nullptr && json_level_ + json->height() > json_text::kMaxDepth) fail("nests too deep");
            return;
        }
        const auto count = cell.size();
        if (count > cell.ops->max_count)
            return fail(fmt::format("{} items, at most {} fit", count, cell.ops->max_count));
        std::ranges::fill_n(out_.add(cell.ops->head), static_cast<std::ptrdiff_t>(cell.ops->head), std::uint8_t{0});
        if (cell.shape() == Shape::optional) {
            if (count != 0) check(cell.item(0));
            return;
        }
        for (std::size_t i = 0; i < count; ++i) {
            const Path::Step step(path_, i);
            check(cell.item(i));
        }
    }
    static std::string why_not(Cell cell) {
        const auto value = cell.ops->get(cell.value);
        const auto info = cell.ops->info(cell.type);
        if (info.names != nullptr) return fmt::format("no {} of this protocol", info.names->title);
        if (!info.rule.empty()) return std::string(info.rule);
        if (info.has_default && info.default_value.empty()) return "reserved, must be 0";
        if (info.kind == LeafInfo::Kind::number || info.kind == LeafInfo::Kind::wide_number)
            return "over the range of its bits";
        const auto* const text = std::get_if<std::string>(&value);
        const auto size = text != nullptr ? text->size() : std::get<Bytes>(value).size();
        if (size > info.limit) return fmt::format("{} bytes, the limit is {}", size, info.limit);
        return "is not UTF-8";
    }

    const Context& context_;
    Buffer out_;
    Path path_;
    std::vector<std::uint64_t> most_;
    int json_level_ = 0;
};

}  // namespace

Error encode_error(AnyFrame frame, const Context& context) {
    EncodeCheck check(context);
    frame.visit(check);
    // The Writer has refused it: whatever this visitor overlooks, unwritten bytes must not pass for a frame.
    if (check.error.ok()) return {Errc::unencodable, 0, {}, "does not fit"};
    return check.error;
}

}  // namespace wireproof::wire
