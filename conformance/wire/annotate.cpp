#include "conformance/wire/annotate.hpp"

#include <nlohmann/json.hpp>

#include "conformance/wire/json_text/document.hpp"
#include "conformance/wire/path.hpp"

namespace wireproof::wire {
namespace {

using Shape = CellOps::Shape;
using Kind = Step::Kind;

Kind kind_of(Role role) {
    switch (role) {
        case Role::value: return Kind::value;
        case Role::length: return Kind::length;
        case Role::count: return Kind::count;
        case Role::presence: return Kind::presence;
        case Role::constant: return Kind::constant;
        case Role::checksum: return Kind::checksum;
        case Role::data: return Kind::data;
        case Role::room: return Kind::room;
        case Role::rest: return Kind::rest;
        case Role::whole: return Kind::whole;
        case Role::ignored: return Kind::extension;
    }
    return Kind::value;
}

// The checks are the Reader's own; this visitor only walks the layout with it and writes down what was asked of it.
class Annotator : public Dynamic {
public:
    Annotator(ByteView in, const Context& context, Reader::Extent extent)
        : bytes_(in), in_(in, context, extent), context_(context), end_(in.size()) {}

    Trace finish() {
        trace_.size = in_.offset();
        trace_.error = in_.finish();
        return std::move(trace_);
    }
    [[nodiscard]] std::uint64_t frame_limit(std::uint64_t of_protocol) const override {
        return in_.frame_limit(of_protocol);
    }

protected:
    void on_cell(const char* name, Cell cell) override {
        if (!in_.ok()) return;
        const Path::Step step(path_, name);
        read(cell);
        settle(name);
    }
    void on_constant(const char* name, Cell cell, std::uint64_t want, Errc code) override {
        if (!in_.ok()) return;
        const Path::Step step(path_, name);
        const auto got = number(cell, Role::constant);
        trace_.steps.back().code = code;
        if (in_.ok() && got != want) in_.reject(code, "is a constant of this protocol");
        settle(name);
    }
    int on_length(const char* name, Cell cell, Sizes sizes, std::uint64_t /*most*/) override {
        Length length{.limit = sizes.most, .name = name, .least = sizes.least};
        if (in_.ok()) {
            const Path::Step step(path_, name);
            length.at = in_.offset();
            length.size = number(cell, Role::length);
            trace_.steps.back().limit = sizes.most;
            trace_.steps.back().least = static_cast<std::size_t>(sizes.least);
            settle(name);
        }
        lengths_.push_back(length);
        return static_cast<int>(lengths_.size()) - 1;
    }
    void on_body(Slot slot, bool sized, Fields fields) override {
        if (!in_.ok()) return;
        const auto& length = lengths_[static_cast<std::size_t>(slot.number)];
        const auto at = in_.offset();
        const auto short_at = sized ? length.at : at;
        {
            const Path::Step step(path_, slot.name);
            add({.kind = Kind::body, .at = at, .size = static_cast<std::size_t>(length.size), .field = short_at});
            trace_.steps.back().covered = std::exchange(sealed_, false);
        }
        const auto* const outer = in_.enter(length, short_at);
        if (outer == nullptr) return;
        const auto outer_end = std::exchange(end_, at + static_cast<std::size_t>(length.size));
        ++depth_;
        fields();
        in_.leave(outer, slot.name);
        --depth_;
        end_ = outer_end;
    }
    void on_checksum(const char* name, Cell cell, std::uint64_t (*sum)(ByteView, std::size_t)) override {
        if (!in_.ok()) return;
        const Path::Step step(path_, name);
        const auto at = in_.offset();
        const auto got = number(cell, Role::checksum);
        trace_.steps.back().code = Errc::bad_checksum;
        settle(name);
        in_.seal({sum, at, got, name});
        sealed_ = true;
    }
    void on_bits(const char* name, Cell whole, Bits bits) override {
        if (!in_.ok()) return;
        const Path::Step step(path_, name);
        const auto first = trace_.steps.size();
        leaf(whole);
        for (const auto& part : bits.parts)
            if (!part.cell) trace_.steps[first].presence_bits.emplace_back(*part.from, part.name);
        settle(name);
        if (in_.ok()) bits.unpack(std::get<std::uint64_t>(whole.ops->get(whole.value)), in_);
    }
    void on_header(Fields fields) override {
        in_.enter_header();
        in_header_ = true;
        fields();
        in_header_ = false;
        in_.leave_header();
    }
    void on_extension() override {
        if (!in_.ok()) return;
        if (!context_.strict) add({.kind = Kind::extension, .at = in_.offset(), .size = 0, .field = in_.offset()});
        in_.extension();
    }
    void on_document(Fields, ReadMembers read) override {
        if (!in_.ok()) return;
        const auto at = in_.offset();
        const auto end = at + in_.remaining();
        json_text::read_document(in_, read, &trace_.members);
        for (auto& member : trace_.members)
            for (auto* const place : {&member.name_at, &member.from, &member.to, &member.closing}) *place += at;
        const auto& error = in_.error();
        document_steps(at, error.ok() || error.code == Errc::bad_value ? end : std::min(end, error.offset + 1));
    }
    [[nodiscard]] bool strict() const override { return context_.strict; }

private:
    // A new error gets its path from the layout's own names, exactly as in the Reader.
    void settle(const char* name) {
        if (in_.trouble()) in_.name_trouble(name);
    }
    Step& add(Step step) {
        step.path = path_.text();
        step.depth = depth_;
        step.end = end_;
        step.in_header = in_header_;
        return trace_.steps.emplace_back(std::move(step));
    }
    void add_pieces(std::string_view type, const NumberForm* form) {
        for (const auto& piece : in_.pieces) {
            auto& step = add({.kind = kind_of(piece.role), .at = piece.at, .size = piece.size, .field = piece.field});
            step.type = type;
            step.form = form;
        }
        in_.pieces.clear();
    }
    std::uint64_t number(Cell cell, Role role) {
        const auto first = trace_.steps.size();
        leaf(cell);
        trace_.steps[first].kind = kind_of(role);
        return std::get<std::uint64_t>(cell.ops->get(cell.value));
    }
    void leaf(Cell cell) {
        const auto first = trace_.steps.size();
        const auto info = cell.ops->info(cell.type);
        cell.ops->read(in_, cell.type, cell.value);
        add_pieces(info.type, info.form);
        const bool something_ignored = trace_.steps.back().kind == Kind::extension;
        auto& last = trace_.steps[trace_.steps.size() - (something_ignored ? 2 : 1)];
        if (in_.ok()) {
            last.shown = shown(info, cell.ops->get(cell.value));
            const auto at = trace_.steps[first].at;
            last.other_form = info.other_form != nullptr && info.other_form(bytes_.subspan(at, in_.offset() - at));
        }
        last.names = info.names;
        last.code = info.refused;
        last.decides = info.decides;
        last.reserved = info.has_default;
        last.text = info.kind == LeafInfo::Kind::text;
        auto& head = trace_.steps[first];
        if (head.kind != Kind::length) return;
        head.limit = info.limit;
        if (trace_.steps.size() > first + 1) head.shown = std::to_string(last.size);
    }
    // The value as JSON text, long ones cut: it is for a person.
    static std::string shown(const LeafInfo& info, LeafValue value) {
        constexpr std::size_t kMost = 128;
        const auto cut = [](auto& chars) {
            const bool is_long = chars.size() > kMost;
            if (is_long) chars.resize(kMost / 2);
            return is_long;
        };
        auto* const text = std::get_if<std::string>(&value);
        auto* const bytes = std::get_if<Bytes>(&value);
        const bool was_cut = text != nullptr ? cut(*text) : bytes != nullptr && cut(*bytes);
        auto json = leaf_to_json(info, value).dump(-1, ' ', false, Json::error_handler_t::replace);
        if (was_cut) json.insert(json.size() - 1, "…");
        return json;
    }
    // The values of the members that have no parts, and everything between them, up to `end`.
    void document_steps(std::size_t at, std::size_t end) {
        const auto punctuation = [&](std::size_t to) {
            if (at < to) add({.kind = Kind::punctuation, .at = at, .size = to - at, .field = at, .type = "JSON"});
            at = std::max(at, to);
        };
        for (const auto& member : trace_.members) {
            const auto to = std::min(member.to, end);
            if (member.has_parts || member.from >= to) continue;
            punctuation(member.from);
            auto& step = add({.kind = Kind::member, .at = at, .size = to - at, .field = at, .type = member.type});
            step.path = member.path;
            step.shown = shown_text(bytes_.subspan(at, to - at));
            at = to;
        }
        punctuation(end);
    }
    static std::string shown_text(ByteView text) {
        constexpr std::size_t kMost = 128;
        const bool is_long = text.size() > kMost;
        const auto front = is_long ? text.first(utf8_prefix(text.first(kMost / 2))) : text;
        return std::string(front.begin(), front.end()) + (is_long ? "…" : "");
    }
    void read(Cell cell) {
        switch (cell.shape()) {
            case Shape::leaf: return leaf(cell);
            case Shape::object: return cell.ops->visit(*this, cell.value);
            case Shape::optional: return optional(cell);
            case Shape::list: return cell.ops->read_count != nullptr ? counted(cell) : to_end(cell);
        }
    }
    void optional(Cell cell) {
        const bool present = cell.ops->read_presence(in_, cell.type, cell.value);
        const bool flagged = !in_.pieces.empty();
        add_pieces("u8", cell.ops->form);
        if (flagged && in_.ok()) trace_.steps.back().shown = present ? "true" : "false";
        if (!in_.ok()) return;
        cell.ops->resize(cell.value, present ? 1 : 0);
        const auto first = trace_.steps.size();
        if (present) read(cell.item(0));
        if (!cell.ops->may_end_here) return;
        if (!present) add({.kind = Kind::open_end, .at = in_.offset(), .size = 0, .field = in_.offset()});
        trace_.steps[first].optional_tail = true;
    }
    void counted(Cell cell) {
        const auto count = cell.ops->read_count(in_, cell.type);
        const auto first = trace_.steps.size();
        add_pieces(cell.ops->name(), cell.ops->form);
        if (const bool on_the_wire = first < trace_.steps.size(); on_the_wire) {
            auto& step = trace_.steps[first];
            step.least = cell.ops->least(cell.type);
            step.limit = cell.ops->max_count;
            if (in_.ok()) step.shown = std::to_string(count);
        }
        if (!in_.ok()) return;
        cell.ops->resize(cell.value, count);
        for (std::size_t i = 0; i < count && in_.ok(); ++i) item(cell, i);
    }
    void to_end(Cell cell) {
        std::size_t count = 0;
        for (; in_.ok() && !in_.at_end(); ++count) {
            cell.ops->resize(cell.value, count + 1);
            const auto first = trace_.steps.size();
            item(cell, count);
            if (first < trace_.steps.size()) trace_.steps[first].starts_item = true;
        }
        if (!in_.ok()) return;
        cell.ops->resize(cell.value, count);
        add({.kind = Kind::open_end, .at = in_.offset(), .size = 0, .field = in_.offset()});
    }
    void item(Cell cell, std::size_t i) {
        const Path::Step step(path_, i);
        read(cell.item(i));
        if (!in_.ok()) in_.name_item(i);
    }

    ByteView bytes_;
    ColdReader in_;
    const Context& context_;
    Trace trace_;
    Path path_;
    std::vector<Length> lengths_;
    int depth_ = 0;
    std::size_t end_;
    bool in_header_ = false;
    bool sealed_ = false;  // a checksum was read whose range ends with the next body
};

}  // namespace

std::string Step::label() const {
    switch (kind) {
        case Kind::length: return "length(" + path + ")";
        case Kind::count: return "count(" + path + ")";
        case Kind::presence: return "present(" + path + ")";
        default: return path;
    }
}

Trace annotate(AnyFrame frame, ByteView in, const Context& context, Reader::Extent extent) {
    Annotator annotator(in, context, extent);
    frame.visit(annotator);
    return annotator.finish();
}

}  // namespace wireproof::wire
