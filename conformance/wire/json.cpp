#include "conformance/wire/json.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "conformance/wire/path.hpp"

namespace wireproof::wire {
namespace {

using Shape = CellOps::Shape;
constexpr std::size_t kMaxJoined = std::size_t{256} << 20;

Json cell_to_json(Cell cell);

class JsonOut : public Dynamic {
public:
    Json out = Json::object();

protected:
    void on_cell(const char* name, Cell cell) override {
        if (cell.shape() != Shape::optional || cell.size() != 0) out[name] = cell_to_json(cell);
    }
};

Json cell_to_json(Cell cell) {
    switch (cell.shape()) {
        case Shape::leaf: return leaf_to_json(cell.ops->info(cell.type), cell.ops->get(cell.value));
        case Shape::object: {
            JsonOut object;
            cell.ops->visit(object, cell.value);
            return std::move(object.out);
        }
        case Shape::optional: return cell_to_json(cell.item(0));
        case Shape::list: break;
    }
    Json list = Json::array();
    for (std::size_t i = 0; i < cell.size(); ++i) list.push_back(cell_to_json(cell.item(i)));
    return list;
}

std::optional<LeafValue> integer(const Json& value) {
    if (value.is_number_unsigned()) return value.get<std::uint64_t>();
    if (value.is_number_integer()) return value.get<std::int64_t>();
    if (!value.is_string()) return std::nullopt;
    const auto& text = value.get_ref<const std::string&>();
    const auto parsed = [&](auto number) -> std::optional<LeafValue> {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
        return number;
    };
    if (auto u = parsed(std::uint64_t{})) return u;
    return parsed(std::int64_t{});
}

// JSON has no numbers for these three.
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();

std::optional<double> real(const Json& value) {
    if (value.is_number()) return value.get<double>();
    if (value == "nan") return kNotANumber;
    if (value == "inf") return kInfinity;
    if (value == "-inf") return -kInfinity;
    return std::nullopt;
}

Json real_to_json(double value) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
    return value;
}

bool nests_within(const Json& value, int levels) {
    if (!value.is_structured()) return true;
    return levels > 0 && std::ranges::all_of(value, [&](const Json& item) { return nests_within(item, levels - 1); });
}

// Any JSON as canonical text; nothing if it nests too deep or has text that is not UTF-8.
std::optional<JsonText> free_value(const Json& value) {
    if (!nests_within(value, json_text::kMaxDepth)) return std::nullopt;  // before dump, which recurses
    try {
        return JsonText::from(value.dump());
    } catch (const Json::type_error&) {
        return std::nullopt;
    }
}

// How many doubles lie between two finite ones, and one of the two.
std::uint64_t units_apart(double a, double b) {
    const auto place = [](double number) {
        const auto bits = std::bit_cast<std::uint64_t>(number);
        constexpr std::uint64_t kSign = std::uint64_t{1} << 63;
        return (bits & kSign) != 0 ? kSign - (bits ^ kSign) : kSign + bits;  // -0.0 and 0.0 are one place
    };
    return std::max(place(a), place(b)) - std::min(place(a), place(b));
}

class JsonIn : public Dynamic {
public:
    JsonIn(const Json& object, Error& error, Path& path) : object_(object), error_(error), path_(path) {}

    // refuse_unknown comes after the layout has run and told which members there are.
    void refuse_unknown() {
        for (const auto& [key, value] : object_.items()) {
            if (std::ranges::find(known_, key) != known_.end()) continue;
            const Path::Step step(path_, key.c_str());
            return fail("unknown member");
        }
    }

protected:
    void on_cell(const char* name, Cell cell) override {
        known_.emplace_back(name);
        if (!error_.ok()) return;
        const Path::Step step(path_, name);
        const auto it = object_.find(name);
        const bool absent = it == object_.end() || it->is_null();
        if (!absent) return read(*it, cell);
        if (cell.shape() == Shape::optional) return cell.ops->resize(cell.value, 0);
        if (cell.shape() == Shape::leaf && cell.ops->info(cell.type).has_default) return;
        fail("required member is missing");
    }

private:
    void fail(std::string_view why) {
        if (error_.ok()) error_ = {Errc::unencodable, 0, path_.text(), std::string(why)};
    }
    void read(const Json& value, Cell cell) {
        if (!error_.ok()) return;
        switch (cell.shape()) {
            case Shape::leaf: return leaf(value, cell);
            case Shape::object: return object(value, cell);
            case Shape::optional: cell.ops->resize(cell.value, 1); return read(value, cell.item(0));
            case Shape::list: return list(value, cell);
        }
    }
    void object(const Json& value, Cell cell) {
        if (!value.is_object()) return fail("expected an object");
        JsonIn members(value, error_, path_);
        cell.ops->visit(members, cell.value);
        if (error_.ok()) members.refuse_unknown();
    }
    void list(const Json& value, Cell cell) {
        if (!value.is_array()) return fail("expected a list");
        cell.ops->resize(cell.value, value.size());
        if (cell.size() != value.size()) return fail("expected another number of items");
        for (std::size_t i = 0; i < value.size(); ++i) {
            const Path::Step step(path_, i);
            read(value[i], cell.item(i));
        }
    }
    void leaf(const Json& value, Cell cell) {
        const auto info = cell.ops->info(cell.type);
        auto from = leaf_value(value, info);
        if (!error_.ok() || cell.ops->set(cell.value, std::move(from))) return;
        fail(info.rule.empty() ? "number out of range" : info.rule);
    }
    LeafValue leaf_value(const Json& value, const LeafInfo& info) {
        switch (info.kind) {
            case LeafInfo::Kind::real:
                if (const auto number = real(value)) return *number;
                fail("expected a number, \"nan\", \"inf\" or \"-inf\"");
                break;
            case LeafInfo::Kind::boolean:
                if (value.is_boolean()) return value.get<bool>();
                fail("expected true or false");
                break;
            case LeafInfo::Kind::json:
                if (auto json = free_value(value)) return std::move(*json);
                fail("nests too deep, or is not UTF-8");
                break;
            case LeafInfo::Kind::text:
                if (info.names != nullptr) return name_value(value, *info.names);
                if (value.is_string()) return value.get<std::string>();
                fail("expected a text");
                break;
            case LeafInfo::Kind::bytes:
                if (auto bytes = joined_hex(value)) return std::move(*bytes);
                fail("expected bytes in lower-case hex");
                break;
            case LeafInfo::Kind::number:
            case LeafInfo::Kind::wide_number: return number_value(value, info);
        }
        return std::uint64_t{};
    }
    LeafValue name_value(const Json& value, const EnumTable& names) {
        const auto number = value.is_string() ? names.value_of(value.get_ref<const std::string&>()) : std::nullopt;
        if (!number) fail("is no known name");
        return number.value_or(0);
    }
    LeafValue number_value(const Json& value, const LeafInfo& info) {
        if (info.names != nullptr && value.is_string())
            if (const auto number = info.names->value_of(value.get_ref<const std::string&>())) return *number;
        if (auto number = integer(value)) return std::move(*number);
        fail(info.names == nullptr ? "expected an integer" : "neither a known name nor an integer");
        return std::uint64_t{};
    }

    const Json& object_;
    Error& error_;
    Path& path_;
    std::vector<std::string_view> known_;  // few, and of static texts
};

// Bytes that come so many times one behind the other.
struct Repeated {
    Bytes bytes;
    std::size_t count = 1;
    [[nodiscard]] std::size_t size() const { return bytes.size() * count; }
};

// repeated_hex reads `"6869"` or `{"repeat": "00", "count": 65536}`; nothing if it is neither or over the limit.
std::optional<Repeated> repeated_hex(const Json& part) {
    const bool once = part.is_string();
    if (!once && (!part.is_object() || part.size() != 2 || !part.contains("repeat") || !part.contains("count")))
        return std::nullopt;
    const auto& digits = once ? part : part["repeat"];
    if (!digits.is_string()) return std::nullopt;
    auto bytes = from_hex(digits.get_ref<const std::string&>());
    if (!bytes) return std::nullopt;
    if (once) return Repeated{.bytes = std::move(*bytes)};
    const auto& count = part["count"];
    if (!count.is_number_unsigned() || bytes->empty() || count.get<std::uint64_t>() > kMaxJoined / bytes->size())
        return std::nullopt;
    return Repeated{.bytes = std::move(*bytes), .count = count.get<std::size_t>()};
}

void append(const Repeated& part, Bytes& out) {
    const auto total = part.size();
    if (total == 0) return;
    const auto from = out.size();
    out.resize(from + total);
    auto* const to = out.data() + from;
    std::ranges::copy(part.bytes, to);
    for (auto have = part.bytes.size(); have < total; have *= 2)
        std::copy_n(to, std::min(have, total - have), to + have);  // doubling
}

}  // namespace

Json leaf_to_json(const LeafInfo& info, const LeafValue& value) {
    const bool wide = info.kind == LeafInfo::Kind::wide_number;
    const auto number = [&](auto n) { return wide ? Json(std::to_string(n)) : Json(n); };
    if (const auto* json = std::get_if<JsonText>(&value)) return Json::parse(json->text());
    if (const auto* u = std::get_if<std::uint64_t>(&value)) {
        const auto name = info.names == nullptr ? std::nullopt : info.names->name_of(*u);
        return name ? Json(*name) : number(*u);
    }
    if (const auto* i = std::get_if<std::int64_t>(&value)) return number(*i);
    if (const auto* real = std::get_if<double>(&value)) return real_to_json(*real);
    if (const auto* b = std::get_if<bool>(&value)) return *b;
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    return to_hex(std::get<Bytes>(value));
}

Json to_json(AnyFrame frame) {
    JsonOut object;
    frame.visit(object);
    return std::move(object.out);
}

Error from_json(AnyFrame frame, const Json& value) {
    if (!value.is_object()) return {Errc::unencodable, 0, "", "expected an object"};
    Error error;
    Path path;
    JsonIn members(value, error, path);
    frame.visit(members);
    if (error.ok()) members.refuse_unknown();
    return error;
}

bool nearly_equal(const Json& a, const Json& b, std::uint64_t units) {
    const auto all = [&](const auto& x, const auto& y) {
        return x.size() == y.size() && std::ranges::equal(x, y, [&](const auto& left, const auto& right) {
                   return nearly_equal(left, right, units);
               });
    };
    if (a.is_array() && b.is_array()) return all(a.get_ref<const Json::array_t&>(), b.get_ref<const Json::array_t&>());
    if (a.is_object() && b.is_object()) {
        const auto same_member = [&](const auto& left, const auto& right) {
            return left.first == right.first && nearly_equal(left.second, right.second, units);
        };
        return a.size() == b.size() &&
               std::ranges::equal(a.get_ref<const Json::object_t&>(), b.get_ref<const Json::object_t&>(), same_member);
    }
    if (!a.is_number_float() || !b.is_number())
        return a == b || (b.is_number_float() && a.is_number() && nearly_equal(b, a, units));
    return units_apart(a.get<double>(), b.get<double>()) <= units;
}

std::optional<Bytes> joined_hex(const Json& value) {
    if (value.is_string()) return from_hex(value.get_ref<const std::string&>());
    if (!value.is_array()) return std::nullopt;
    std::vector<Repeated> parts;
    std::size_t total = 0;
    for (const auto& each : value) {
        auto part = repeated_hex(each);
        if (!part || part->size() > kMaxJoined - total) return std::nullopt;
        total += part->size();
        parts.push_back(std::move(*part));
    }
    Bytes out;
    out.reserve(total);
    for (const auto& part : parts) append(part, out);
    return out;
}

}  // namespace wireproof::wire
