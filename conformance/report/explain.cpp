#include "conformance/report/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace wireproof::report {
namespace {

using Kind = Line::Kind;
constexpr std::size_t kWidth = 160;  // of a value in a line

std::string shortened(std::string text) {
    if (text.size() <= kWidth) return text;
    auto keep = kWidth;
    while (keep > 0 && (static_cast<unsigned char>(text[keep]) & 0xC0U) == 0x80U) --keep;
    return fmt::format("{}… ({} characters)", text.substr(0, keep), text.size());
}

// compare takes a null pointer for a member that is not there.
void compare(
    const Json* expected, const Json* got, const std::string& path, std::size_t most, std::vector<std::string>& out) {
    if (out.size() >= most || (expected != nullptr && got != nullptr && *expected == *got)) return;
    const auto both = [&](auto is) { return expected != nullptr && got != nullptr && is(*expected) && is(*got); };
    if (both([](const Json& value) { return value.is_object(); })) {
        auto members = *expected;
        members.update(*got);
        const auto in = [](const Json& object, const std::string& key) {
            const auto it = object.find(key);
            return it == object.end() ? nullptr : &*it;
        };
        for (const auto& [key, ignored] : members.items())
            compare(in(*expected, key), in(*got, key), path.empty() ? key : path + "." + key, most, out);
    } else if (both([](const Json& value) { return value.is_array(); }) && expected->size() == got->size()) {
        for (std::size_t i = 0; i < got->size(); ++i)
            compare(&(*expected)[i], &(*got)[i], fmt::format("{}[{}]", path, i), most, out);
    } else {
        const auto text = [](const Json* value) { return value == nullptr ? "nothing" : shortened(dump(*value)); };
        out.push_back(
            fmt::format("{}: expected {}, got {}", path.empty() ? "the value" : path, text(expected), text(got)));
    }
}

std::string byte_difference(const std::string& expected, const std::string& got) {
    const auto same = static_cast<std::size_t>(std::ranges::mismatch(expected, got).in1 - expected.begin()) / 2;
    if (2 * same == expected.size() && expected.size() < got.size())
        return fmt::format("{} bytes more than expected, from byte {}", (got.size() - expected.size()) / 2, same);
    if (2 * same == got.size() && got.size() < expected.size())
        return fmt::format(
            "{} bytes fewer than expected: it ends at byte {}", (expected.size() - got.size()) / 2, same);
    constexpr std::size_t kShown = 16;
    return fmt::format("first difference at byte {}: expected {}, got {}",
                       same,
                       expected.substr(2 * same, kShown),
                       got.substr(2 * same, kShown));
}

void add_answers(const Json& event, std::vector<Line>& out) {
    const auto expected = event.value("expected", Json());
    const auto got = event.value("got", Json());
    if (!expected.is_null()) out.push_back({Kind::expected, "expected  " + answer_text(expected)});
    if (!got.is_null()) out.push_back({Kind::got, "got       " + answer_text(got)});
    if (!expected.is_object() || !got.is_object()) return;
    if (expected.contains("value") && got.contains("value"))
        for (auto& text : differences(expected["value"], got["value"]))
            out.push_back({Kind::detail, "differs   " + std::move(text)});
    if (!text_of(expected, "wire").empty() && got.contains("wire") && got["wire"].is_string())
        out.push_back({Kind::detail, "differs   " + byte_difference(text_of(expected, "wire"), text_of(got, "wire"))});
}

void add_fields(const Json& event, std::vector<Line>& out) {
    const auto fields = event.value("explain", Json());
    if (!fields.is_array() || fields.empty()) return;
    std::size_t width = 4;
    for (const auto& field : fields) width = std::max(width, text_of(field, "path").size());
    out.push_back({Kind::field, fmt::format("{:>8} {:>6}  {:<{}}  bytes", "at byte", "size", "path", width)});
    for (const auto& field : fields) {
        const auto mark = text_of(field, "mark");
        auto line = fmt::format("{:>8} {:>6}  {:<{}}  {}",
                                dump(field.value("offset", Json(0))),
                                dump(field.value("size", Json(0))),
                                text_of(field, "path"),
                                width,
                                shortened(text_of(field, "bytes")));
        if (field.contains("value")) line += " = " + shortened(shown(field["value"]));
        if (!mark.empty()) line += "  <- " + mark;
        out.push_back({mark.empty() ? Kind::field : Kind::wrong_field, std::move(line)});
    }
}

void add_session(const Json& event, std::vector<Line>& out) {
    if (event.contains("step"))
        out.push_back({Kind::detail, fmt::format("step {}: {}", dump(event["step"]), text_of(event, "outcome"))});
    if (const auto health = text_of(event, "health"); !health.empty())
        out.push_back({Kind::detail, "peer afterwards: " + health});
    const auto trace = event.value("trace", Json());
    if (!trace.is_array()) return;
    for (const auto& packet : trace) {
        const auto content = packet.contains("value") ? dump(packet["value"]) : text_of(packet, "bytes");
        out.push_back({Kind::field,
                       fmt::format("{:>9} us {} {} {} {}",
                                   dump(packet.value("t_us", Json(0))),
                                   text_of(packet, "on"),
                                   text_of(packet, "dir"),
                                   text_of(packet, "frame"),
                                   shortened(content))});
    }
}

}  // namespace

std::string title(const Json& event) {
    return fmt::format("{} {}: {} {} {} ({})",
                       text_of(event, "verdict"),
                       text_of(event, "id"),
                       text_of(event, "kind"),
                       text_of(event, "protocol"),
                       text_of(event, "frame"),
                       text_of(event, "level"));
}

std::string answer_text(const Json& answer) {
    if (!answer.is_object()) return shortened(shown(answer));
    const auto code = answer.find("code");
    if (code != answer.end()) {
        auto text = "error " + (code->is_array() && !code->empty() ? shown(code->front()) : shown(*code));
        if (answer.contains("offset")) text += fmt::format(" at byte {}", dump(answer["offset"]));
        if (const auto path = text_of(answer, "path"); !path.empty()) text += ", " + path;
        if (const auto message = text_of(answer, "message"); !message.empty()) text += ": " + message;
        return text;
    }
    for (const auto* const key : {"value", "wire", "message"})
        if (answer.contains(key))
            return shortened(fmt::format("{} {}", key == std::string_view("wire") ? "bytes" : key, shown(answer[key])));
    return shortened(dump(answer));
}

std::vector<std::string> differences(const Json& expected, const Json& got, std::size_t most) {
    std::vector<std::string> out;
    compare(&expected, &got, "", most, out);
    return out;
}

std::vector<Line> explain(const Json& event) {
    std::vector<Line> out = {{Kind::title, title(event)}};
    if (auto reason = text_of(event, "reason"); !reason.empty()) out.push_back({Kind::reason, std::move(reason)});
    const auto rules = event.value("rules", Json::object());
    const auto spec = event.value("spec", Json::array());
    for (const auto& rule : spec) {
        const auto text = rule.is_string() ? text_of(rules, rule.get<std::string>().c_str()) : std::string();
        out.push_back({Kind::rule, "rule      " + shown(rule) + (text.empty() ? "" : ": " + text)});
    }
    add_answers(event, out);
    add_fields(event, out);
    add_session(event, out);
    std::istringstream written(text_of(event, "stderr"));
    for (std::string line; std::getline(written, line);) out.push_back({Kind::detail, "stderr    " + line});
    if (auto command = text_of(event, "reproduce"); !command.empty())
        out.push_back({Kind::reproduce, "reproduce " + std::move(command)});
    return out;
}

}  // namespace wireproof::report
