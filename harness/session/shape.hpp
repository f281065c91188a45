// Shape: what a frame's JSON value looks like, taken from its layout. Scripts are checked against it before anything is
// sent, and it tells which of a value's texts are bytes.
#pragma once

#include <string>
#include <vector>

#include "conformance/protocols.hpp"

namespace wireproof::session {

struct Shape {
    enum class Kind : std::uint8_t { number, wide_number, real, boolean, text, bytes, json, object, list };
    Kind kind = Kind::object;
    std::string type = {};                                    // of a leaf: `u16le`
    const wire::EnumTable* names = nullptr;                   // of a number
    std::vector<std::pair<std::string, Shape>> members = {};  // of an object
    std::vector<Shape> item = {};                             // of a list: one, what each item looks like

    std::string sample = "x";  // of a text: one that the frame can carry

    // member finds a member of an object; null if there is none, and for every other kind but any JSON, which has any.
    [[nodiscard]] const Shape* member(std::string_view name) const;
    [[nodiscard]] const Shape* each() const {
        return kind == Kind::json ? this : item.empty() ? nullptr : &item.front();
    }
};
// shape_of is made once a thread, as every step asks for it.
[[nodiscard]] const Shape& shape_of(const wire::FrameType& type);

// sample_of is the smallest value of a shape in which everything is there: one item a list, every optional. It stands
// for what a peer will send.
[[nodiscard]] Json sample_of(const Shape& shape);

// at_path finds `messages[1].payload` in a value, the whole value for an empty path; null if it is not there.
[[nodiscard]] const Json* at_path(const Json& value, std::string_view path);
// shape_at does the same for a shape; the number of an item does not matter.
[[nodiscard]] const Shape* shape_at(const Shape& shape, std::string_view path);

}  // namespace wireproof::session
