#include "fuzz/network/states.hpp"

#include <algorithm>
#include <array>

#include "harness/session/ws_frames.hpp"

namespace wireproof::fuzz {
namespace {

using session::Shape;
using CellShape = wire::CellOps::Shape;
using Kind = wire::LeafInfo::Kind;

// Words by which protocols without enumerations say what they mean.
constexpr std::array<std::string_view, 4> kTelling = {"type", "status", "code", "error_code"};
constexpr std::size_t kMostText = 40;

bool tells(std::string_view name) { return std::ranges::find(kTelling, name) != kTelling.end(); }

// A number that no table names is as good as any other.
void add_kind(const Json& value, std::string& out) {
    out += " " + (value.is_string() ? value.get<std::string>().substr(0, kMostText) : "?");
}

void add_kinds(const Json& value, const Shape& shape, std::string& out) {
    if (!value.is_object()) return;
    for (const auto& [name, member] : value.items()) {
        const auto* const inner = shape.member(name);
        if (inner == nullptr) continue;
        if (member.is_object()) add_kinds(member, *inner, out);
        else if (inner->names != nullptr || (member.is_string() && tells(name))) add_kind(member, out);
    }
}

// add_kinds of a frame: most of it is lists and bytes, which nobody makes JSON of.
class Kinds : public wire::Dynamic {
public:
    explicit Kinds(std::string& out) : out_(out) {}

protected:
    void on_cell(const char* name, wire::Cell cell) override {
        static const Shape kAny{.kind = Shape::Kind::json};
        if (cell.shape() == CellShape::optional) {
            if (cell.size() == 0) return;
            cell = cell.item(0);
        }
        if (cell.shape() == CellShape::object) return cell.ops->visit(*this, cell.value);
        if (cell.shape() != CellShape::leaf) return;
        const auto info = cell.ops->info(cell.type);
        const bool is_text = info.kind == Kind::text && tells(name);
        if (info.names == nullptr && info.kind != Kind::json && !is_text) return;
        const auto value = wire::leaf_to_json(info, cell.ops->get(cell.value));
        if (value.is_object()) add_kinds(value, kAny, out_);
        else if (info.names != nullptr || (value.is_string() && tells(name))) add_kind(value, out_);
    }

private:
    std::string& out_;
};

// How a call of an SDK ended.
std::string end_of(const session::Traced& entry) {
    std::string end = "call";
    for (const auto* const key : {"status", "error", "type"})
        if (entry.value && entry.value->contains(key) && (*entry.value)[key].is_string())
            end += " " + (*entry.value)[key].get<std::string>();
    return end;
}

}  // namespace

std::string States::kind_of(const session::Traced& entry) const {
    if (!entry.came && entry.frame.empty()) return "raw";
    const auto* const type = entry.came ? &entry.came->type() : session::frame_named(variant_, entry.frame);
    std::string kind(type != nullptr ? type->name : entry.frame);
    if (entry.came) {
        Kinds kinds(kind);
        entry.came->any().visit(kinds);
    } else if (type != nullptr && entry.value) {
        add_kinds(*entry.value, session::shape_of(*type), kind);
    }
    return kind;
}

bool States::learn(const session::Result& result) {
    bool is_new = false;
    std::string state = "start", sent;
    for (const auto& entry : result.trace) {
        if (entry.dir == ">") {
            sent = kind_of(entry);
        } else if (entry.dir == "<" || entry.dir == "reply") {
            const auto next = entry.dir == "<" ? kind_of(entry) : end_of(entry);
            is_new = transitions_.insert(state + " | " + sent + " | " + next).second || is_new;
            states_.insert(next);
            state = next;
        }
    }
    const auto end = std::string(session::name_of(result.outcome));
    return transitions_.insert(state + " | " + sent + " | " + end).second || is_new;
}

}  // namespace wireproof::fuzz
