#include "fuzz/field_reach.hpp"

#include <variant>

#include "conformance/wire/dynamic.hpp"

namespace wireproof::fuzz {
namespace {

using Shape = wire::CellOps::Shape;

bool says_something(const wire::LeafValue& value) {
    return std::visit(
        [](const auto& each) {
            using Value = std::remove_cvref_t<decltype(each)>;
            if constexpr (std::is_arithmetic_v<Value>) return each != Value{};
            else if constexpr (std::is_same_v<Value, wire::JsonText>) return each != Value{};
            else return !each.empty();
        },
        value);
}

// Collector walks a frame's members. Of a frame that is there only to be looked at, lists and optionals get one item.
class Collector : public wire::Dynamic {
public:
    explicit Collector(bool all) : all_(all) {}
    FieldNames names;

protected:
    void on_cell(const char* name, wire::Cell cell) override {
        const auto around = around_;
        around_ += (around.empty() ? "" : ".") + std::string(name);
        look(cell);
        around_ = around;
    }
    void on_inside(const char* name, wire::Fields members) override {
        const auto around = around_;
        around_ += (around.empty() ? "" : ".") + std::string(name);
        members();
        around_ = around;
    }

private:
    void look(wire::Cell cell) {
        if (cell.shape() == Shape::object) return cell.ops->visit(*this, cell.value);
        if (cell.shape() == Shape::leaf) {
            if (all_ || says_something(cell.ops->get(cell.value))) names.insert(around_);
            return;
        }
        if (all_) cell.ops->resize(cell.value, 1);
        if (cell.size() > 0) names.insert(around_);
        for (std::size_t i = 0; i < cell.size(); ++i) look(cell.item(i));
    }

    bool all_;
    std::string around_;  // the name so far
};

}  // namespace

FieldNames fields_of(const wire::FrameType& type) {
    const wire::FrameValue scratch(type);
    Collector collector(true);
    scratch.any().visit(collector);
    return std::move(collector.names);
}

FieldNames fields_in(const wire::FrameValue& frame) {
    Collector collector(false);
    frame.any().visit(collector);
    return std::move(collector.names);
}

}  // namespace wireproof::fuzz
