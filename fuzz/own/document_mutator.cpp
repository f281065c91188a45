#include "fuzz/own/document_mutator.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "conformance/json_file.hpp"

namespace wireproof::fuzz {
namespace {

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t end) { return static_cast<std::size_t>(random() % end); }

// places lists every value of a document, the root first.
void places(Json& value, std::vector<Json*>& out) {
    out.push_back(&value);
    if (value.is_structured())
        for (auto& each : value) places(each, out);
}
std::vector<Json*> places(Json& document) {
    std::vector<Json*> out;
    places(document, out);
    return out;
}
Json& any_place(Json& document, Random& random) {
    const auto all = places(document);
    return *all[below(random, all.size())];
}
// any_structured gives an object or a list that is not empty; null if there is none.
Json* any_structured(Json& document, Random& random) {
    auto all = places(document);
    std::erase_if(all, [](const Json* each) { return !each->is_structured() || each->empty(); });
    return all.empty() ? nullptr : all[below(random, all.size())];
}

Json odd_value(Random& random) {
    static const std::array<Json, 24> kOdd = {
        nullptr,
        true,
        false,
        0,
        1,
        -1,
        255,
        256,
        65535,
        65536,
        2147483647,
        -2147483648LL,
        4294967295U,
        4294967296U,
        9007199254740993ULL,
        INT64_MIN,
        UINT64_MAX,
        0.5,
        1e300,
        "",
        "0",
        "\xc3\xa4\xef\xbb\xbf",
        Json::array(),
        Json::object(),
    };
    return kOdd[below(random, kOdd.size())];
}

std::string any_key(Json& document, Random& random) {
    const auto* const object = any_structured(document, random);
    if (object == nullptr || !object->is_object()) return "x";
    return std::next(object->begin(), static_cast<std::ptrdiff_t>(below(random, object->size()))).key();
}

void drop(Json& from, Random& random) {
    const auto at = static_cast<std::ptrdiff_t>(below(random, from.size()));
    from.erase(std::next(from.begin(), at));
}

void rename(Json& object, const std::string& name, Random& random) {
    auto member = std::next(object.begin(), static_cast<std::ptrdiff_t>(below(random, object.size())));
    auto value = std::move(*member);
    object.erase(member);
    object[name] = std::move(value);
}

void add_to(Json& to, Json value, const std::string& name, Random& random) {
    if (to.is_object()) to[name] = std::move(value);
    else to.insert(std::next(to.begin(), static_cast<std::ptrdiff_t>(below(random, to.size() + 1))), std::move(value));
}

std::string text_of(const Json& document) { return document.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string DocumentMutator::bytewise(std::string_view text, std::size_t most) const {
    std::string out(text.substr(0, most));
    const auto size = out.size();
    out.resize(most);
    out.resize(byte_mutation_(reinterpret_cast<std::uint8_t*>(out.data()), size, most));
    return out;
}

void DocumentMutator::change(Json& document, Random& random) const {
    auto& place = any_place(document, random);
    auto* const structured = any_structured(document, random);
    switch (below(random, 8)) {
        case 0: place = odd_value(random); return;
        case 1: place = Json(any_place(document, random)); return;
        case 2:
            if (structured != nullptr) drop(*structured, random);
            return;
        case 3:
            if (structured != nullptr)
                add_to(*structured, Json(any_place(document, random)), any_key(document, random), random);
            return;
        case 4:
            if (structured != nullptr && structured->is_object())
                rename(*structured, any_key(document, random), random);
            return;
        case 5:
            if (structured != nullptr) add_to(*structured, odd_value(random), any_key(document, random), random);
            return;
        default:
            if (place.is_number_integer())
                place = place.get<std::uint64_t>() + (below(random, 2) == 0 ? 1U : ~std::uint64_t{0});
            else if (place.is_string()) place = bytewise(place.get<std::string>(), place.get<std::string>().size() + 8);
            else place = odd_value(random);
    }
}

std::string DocumentMutator::mutate(std::string_view text, std::size_t most, std::uint64_t seed) const {
    Random random(seed);
    auto document = parse_message(text);
    if (document.is_discarded() || below(random, 8) == 0) return bytewise(text, most);
    for (auto changes = 1 + below(random, 3); changes > 0; --changes) change(document, random);
    auto out = text_of(document);
    return out.size() <= most ? out : bytewise(text, most);
}

std::string DocumentMutator::cross(std::string_view one,
                                   std::string_view other,
                                   std::size_t most,
                                   std::uint64_t seed) const {
    Random random(seed);
    auto document = parse_message(one);
    auto donor = parse_message(other);
    if (document.is_discarded() || donor.is_discarded()) return bytewise(one, most);
    any_place(document, random) = any_place(donor, random);
    auto out = text_of(document);
    return out.size() <= most ? out : bytewise(one, most);
}

}  // namespace wireproof::fuzz
