#include "conformance/haystack/text_message.hpp"

#include "conformance/wire/json_text/parser.hpp"

namespace wireproof::haystack {

TextMessage read_text(ByteView text) {
    wire::json_text::Parser in(std::string_view(reinterpret_cast<const char*>(text.data()), text.size()));
    TextMessage message;
    if (in.peek() != '{') return {};
    auto object = in.enter();
    for (std::string_view name; in.next_member(object, name);) {
        const bool is_type = name == "type";
        const bool is_token = name == "authToken";
        std::string_view value;
        if (in.peek() != '"' || (!is_type && !is_token)) {
            in.skip();
        } else if (in.string(value)) {
            if (is_type) message.type = value;
            message.has_token = message.has_token || is_token;
        }
    }
    in.end();
    return in.ok() ? message : TextMessage{};
}

}  // namespace wireproof::haystack
