// JsonText: any JSON value, kept as text in the one form that an encoder writes: no white space, members sorted by the
// bytes of their names, the last of those with equal names, numbers in their shortest form. Encoding one is a copy, and
// equal text is an equal value.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wireproof::wire::json_text {
class Parser;

// Values nest at most this deep in a document that a reader accepts; the document itself is level 1.
inline constexpr int kMaxDepth = 127;
}  // namespace wireproof::wire::json_text

namespace wireproof::wire {

enum class EmptyJson : std::uint8_t { array, object };

class JsonText {
public:
    JsonText() = default;  // null
    JsonText(EmptyJson what) : text_(what == EmptyJson::array ? "[]" : "{}"), height_(1) {}

    // from reads any JSON text, doubles as the nearest ones; nothing if it is none, is not UTF-8 or nests deeper than a
    // document may.
    [[nodiscard]] static std::optional<JsonText> from(std::string_view json);

    [[nodiscard]] const std::string& text() const { return text_; }
    // height is how many levels it nests: 0 for `1` and `null`, 1 for `[]`, 2 for `[{}]`.
    [[nodiscard]] int height() const { return height_; }
    friend bool operator==(const JsonText& a, const JsonText& b) { return a.text_ == b.text_; }

private:
    friend class json_text::Parser;
    std::string text_ = "null";
    int height_ = 0;
};

}  // namespace wireproof::wire
