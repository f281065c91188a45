#include "harness/session/shape.hpp"

#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

namespace wireproof::session {
namespace {

using CellShape = wire::CellOps::Shape;
using LeafKind = wire::LeafInfo::Kind;

Shape shape_of_cell(wire::Cell cell);

class ShapeOut : public wire::Dynamic {
public:
    Shape out;

protected:
    void on_cell(const char* name, wire::Cell cell) override { out.members.emplace_back(name, shape_of_cell(cell)); }
};

Shape leaf_shape(wire::Cell cell) {
    const auto info = cell.ops->info(cell.type);
    Shape shape{.type = info.type, .names = info.names};
    // A text of a certain form is not empty in a new frame.
    const auto fresh = wire::leaf_to_json(info, cell.ops->get(cell.value));
    if (fresh.is_string() && fresh != "") shape.sample = fresh.get<std::string>();
    switch (info.kind) {
        case LeafKind::number: shape.kind = Shape::Kind::number; break;
        case LeafKind::wide_number: shape.kind = Shape::Kind::wide_number; break;
        case LeafKind::real: shape.kind = Shape::Kind::real; break;
        case LeafKind::boolean: shape.kind = Shape::Kind::boolean; break;
        case LeafKind::text: shape.kind = Shape::Kind::text; break;
        case LeafKind::json: shape.kind = Shape::Kind::json; break;
        case LeafKind::bytes: shape.kind = Shape::Kind::bytes; break;
    }
    return shape;
}

// The frame is a scratch one, so lists and optionals are given the one item whose shape is asked for.
Shape shape_of_cell(wire::Cell cell) {
    switch (cell.shape()) {
        case CellShape::leaf: return leaf_shape(cell);
        case CellShape::object: {
            ShapeOut members;
            cell.ops->visit(members, cell.value);
            return std::move(members.out);
        }
        case CellShape::optional: cell.ops->resize(cell.value, 1); return shape_of_cell(cell.item(0));
        case CellShape::list: break;
    }
    cell.ops->resize(cell.value, 1);
    Shape list{.kind = Shape::Kind::list};
    list.item.push_back(shape_of_cell(cell.item(0)));
    return list;
}

// One step of a path: `.name` or `[number]`. Returns false at the end or where the path is no path.
struct PathStep {
    std::string_view name;  // empty for an item
    std::size_t item = 0;
};
bool take_step(std::string_view& path, PathStep& step) {
    if (path.empty()) return false;
    if (path.front() == '[') {
        const auto end = path.find(']');
        if (end == std::string_view::npos) return false;
        const auto [stop, error] = std::from_chars(path.data() + 1, path.data() + end, step.item);
        if (error != std::errc{} || stop != path.data() + end) return false;
        step.name = {};
        path.remove_prefix(end + 1);
        return true;
    }
    if (path.front() == '.') path.remove_prefix(1);
    step.name = path.substr(0, path.find_first_of(".["));
    path.remove_prefix(step.name.size());
    return !step.name.empty();
}

}  // namespace

const Shape* Shape::member(std::string_view name) const {
    if (kind == Kind::json) return this;
    for (const auto& [member_name, shape] : members)
        if (member_name == name) return &shape;
    return nullptr;
}

const Shape& shape_of(const wire::FrameType& type) {
    thread_local std::map<const wire::FrameType*, Shape> known;
    const auto it = known.find(&type);
    if (it != known.end()) return it->second;
    const wire::FrameValue scratch(type);
    ShapeOut out;
    scratch.any().visit(out);
    return known.emplace(&type, std::move(out.out)).first->second;
}

Json sample_of(const Shape& shape) {
    switch (shape.kind) {
        case Shape::Kind::number: return 1;
        case Shape::Kind::wide_number: return "1";
        case Shape::Kind::real: return 0.5;
        case Shape::Kind::boolean: return true;
        case Shape::Kind::text: return shape.sample;
        case Shape::Kind::json: return Json::object();
        case Shape::Kind::bytes: return "00";
        case Shape::Kind::list: return Json::array({sample_of(*shape.each())});
        case Shape::Kind::object: break;
    }
    Json object = Json::object();
    for (const auto& [name, member] : shape.members) object[name] = sample_of(member);
    return object;
}

const Json* at_path(const Json& value, std::string_view path) {
    const Json* at = &value;
    PathStep step;
    while (take_step(path, step)) {
        if (step.name.empty()) {
            if (!at->is_array() || step.item >= at->size()) return nullptr;
            at = &(*at)[step.item];
        } else {
            if (!at->is_object()) return nullptr;
            const auto it = at->find(step.name);
            if (it == at->end()) return nullptr;
            at = &*it;
        }
    }
    return path.empty() ? at : nullptr;
}

const Shape* shape_at(const Shape& shape, std::string_view path) {
    const Shape* at = &shape;
    PathStep step;
    while (at != nullptr && take_step(path, step)) at = step.name.empty() ? at->each() : at->member(step.name);
    return path.empty() ? at : nullptr;
}

}  // namespace wireproof::session
