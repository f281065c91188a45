#include "conformance/testee/hello.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "conformance/protocols.hpp"

namespace wireproof::testee {
namespace {

using Problem = std::string;  // empty: none

std::string_view default_variant(std::string_view protocol) {
    const auto* const known = find_protocol(protocol);
    return known == nullptr ? std::string_view() : known->variant()->name;
}

Problem read_text(const Json& object, const char* key, std::string& out) {
    const auto it = object.find(key);
    if (it == object.end()) return fmt::format("{} is missing", key);
    if (!it->is_string() || it->get_ref<const std::string&>().empty()) return fmt::format("{}: not a text", key);
    out = it->get<std::string>();
    return {};
}

Problem read_size(const Json& object, const char* key, std::size_t& out) {
    const auto it = object.find(key);
    if (it == object.end()) return {};
    if (!it->is_number_unsigned() || it->get<std::uint64_t>() == 0)
        return fmt::format("{}: not a number of 1 or more", key);
    out = it->get<std::size_t>();
    return {};
}

Problem read_frames(const Json& object, const char* key, const std::string& where, std::vector<std::string>& out) {
    const auto it = object.find(key);
    if (it == object.end()) return {};
    const auto is_text = [](const Json& item) { return item.is_string(); };
    if (!it->is_array() || !std::ranges::all_of(*it, is_text))
        return fmt::format("{}.{}: not a list of texts", where, key);
    out = it->get<std::vector<std::string>>();
    return {};
}

Problem read_support(const Json& object, const std::string& protocol, const std::string& where, Hello& hello) {
    if (!object.is_object()) return fmt::format("{}: not an object", where);
    Support support{
        .protocol = protocol, .variant = std::string(default_variant(protocol)), .decode = {}, .encode = {}};
    if (object.contains("variant"))
        if (auto problem = read_text(object, "variant", support.variant); !problem.empty())
            return fmt::format("{}.{}", where, problem);
    if (auto problem = read_frames(object, "decode", where, support.decode); !problem.empty()) return problem;
    if (auto problem = read_frames(object, "encode", where, support.encode); !problem.empty()) return problem;
    hello.supports.push_back(std::move(support));
    return {};
}

Problem read_supports(const Json& reply, Hello& hello) {
    const auto it = reply.find("supports");
    if (it == reply.end()) return "supports is missing";
    if (!it->is_object()) return "supports: not an object with a key a protocol";
    for (const auto& [protocol, value] : it->items()) {
        const auto where = "supports." + protocol;
        if (!value.is_array()) {
            if (auto problem = read_support(value, protocol, where, hello); !problem.empty()) return problem;
            continue;
        }
        for (std::size_t i = 0; i < value.size(); ++i)
            if (auto problem = read_support(value[i], protocol, fmt::format("{}[{}]", where, i), hello);
                !problem.empty())
                return problem;
    }
    return {};
}

Problem read_all(const Json& reply, Hello& hello) {
    if (!reply.is_object()) return "not an object";
    if (reply.value("op", Json()) != "hello") return "op: not \"hello\"";
    for (const auto& [key, out] :
         {std::pair{"name", &hello.name}, {"version", &hello.version}, {"language", &hello.language}})
        if (auto problem = read_text(reply, key, *out); !problem.empty()) return problem;
    if (auto problem = read_size(reply, "max_in_flight", hello.max_in_flight); !problem.empty()) return problem;
    if (auto problem = read_size(reply, "max_line", hello.max_line); !problem.empty()) return problem;
    hello.max_in_flight = std::min(hello.max_in_flight, Hello::kMostInFlight);
    return read_supports(reply, hello);
}

}  // namespace

const Support* Hello::support(std::string_view protocol, std::string_view variant) const {
    if (variant.empty()) variant = default_variant(protocol);
    const auto it = std::ranges::find_if(
        supports, [&](const Support& one) { return one.protocol == protocol && one.variant == variant; });
    return it == supports.end() ? nullptr : &*it;
}

bool Hello::supports_case(std::string_view protocol,
                          std::string_view variant,
                          std::string_view op,
                          std::string_view frame) const {
    const auto* const found = support(protocol, variant);
    if (found == nullptr || (op != "decode" && op != "encode")) return false;
    const auto& frames = op == "decode" ? found->decode : found->encode;
    return frame.empty() ? !frames.empty() : std::ranges::find(frames, frame) != frames.end();
}

std::expected<Hello, std::string> parse_hello(const Json& reply) {
    Hello hello;
    if (auto problem = read_all(reply, hello); !problem.empty()) return std::unexpected(std::move(problem));
    return hello;
}

}  // namespace wireproof::testee
