#include "conformance/wire/mutate.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

namespace wireproof::wire {
namespace {

using Shape = CellOps::Shape;

// Walks every leaf, list and optional at any depth and changes the one whose turn it is.
class Mutator : public Dynamic {
public:
    Mutator(std::mt19937_64& random, std::size_t growth, std::size_t turn)
        : random_(random), growth_(growth), turn_(turn) {}
    std::size_t places = 0;

protected:
    void on_cell(const char*, Cell cell) override { walk(cell); }

private:
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }

    void walk(Cell cell) {
        if (cell.shape() == Shape::object) return cell.ops->visit(*this, cell.value);
        const bool mine = places++ == turn_;
        if (cell.shape() == Shape::leaf) {
            if (mine) change(cell);
            return;
        }
        if (mine) resize(cell);
        for (std::size_t i = 0; i < cell.size(); ++i) walk(cell.item(i));
    }
    void resize(Cell cell) {
        const auto count = cell.size();
        const auto wanted = count != 0 && below(2) == 0 ? count - 1 : count + 1;
        cell.ops->resize(cell.value, static_cast<std::size_t>(std::min<std::uint64_t>(wanted, cell.ops->max_count)));
    }
    std::uint64_t number() {
        static constexpr std::array<std::uint64_t, 14> kEdges = {0,
                                                                 1,
                                                                 2,
                                                                 0x7F,
                                                                 0x80,
                                                                 0xFF,
                                                                 0x7FFF,
                                                                 0x8000,
                                                                 0xFFFF,
                                                                 0x7FFFFFFF,
                                                                 0x80000000,
                                                                 0xFFFFFFFF,
                                                                 ~std::uint64_t{0} >> 1,
                                                                 ~std::uint64_t{0}};
        return below(3) != 0 ? kEdges[below(kEdges.size())] : random_() >> below(64);
    }
    double real_number() {
        static constexpr std::array<double, 9> kEdges = {0.0,
                                                         -0.0,
                                                         0.1,
                                                         1e16,
                                                         5e-324,
                                                         1.7976931348623157e308,
                                                         std::numeric_limits<double>::infinity(),
                                                         -std::numeric_limits<double>::infinity(),
                                                         std::numeric_limits<double>::quiet_NaN()};
        return below(3) != 0 ? kEdges[below(kEdges.size())] : std::bit_cast<double>(random_());
    }
    JsonText json_value(const JsonText& old) {
        static constexpr std::array<std::string_view, 12> kEdges = {"null",
                                                                    "true",
                                                                    "0",
                                                                    "-0.0",
                                                                    "-1",
                                                                    "18446744073709551615",
                                                                    "1e308",
                                                                    R"("")",
                                                                    "[]",
                                                                    "{}",
                                                                    "[[[]]]",
                                                                    R"({"b":[null],"a":1})"};
        switch (below(4)) {
            case 0: return JsonText::from("[" + old.text() + "]").value_or(old);
            case 1: return JsonText::from(R"({"k":)" + old.text() + "}").value_or(old);
            default: return *JsonText::from(kEdges[below(kEdges.size())]);
        }
    }
    template <class Chars>
    void bend(Chars& chars) {
        switch (below(4)) {
            case 0: return chars.clear();
            case 1: return chars.resize(chars.size() + below(std::max<std::size_t>(growth_, 1)));
            case 2: return chars.resize(chars.size() / 2);
            default: break;
        }
        if (!chars.empty()) chars[below(chars.size())] = static_cast<typename Chars::value_type>(random_());
    }
    void change(Cell cell) {
        auto value = cell.ops->get(cell.value);
        if (auto* text = std::get_if<std::string>(&value)) {
            bend(*text);
        } else if (auto* bytes = std::get_if<Bytes>(&value)) {
            bend(*bytes);
        } else if (auto* json = std::get_if<JsonText>(&value)) {
            const auto old = *json;
            // A value of another shape is tried again.
            for (int tries = 8; tries > 0 && !cell.ops->set(cell.value, json_value(old)); --tries) continue;
            return;
        } else if (auto* real = std::get_if<double>(&value)) {
            *real = real_number();
        } else if (auto* yes = std::get_if<bool>(&value)) {
            *yes = !*yes;
        } else if (std::holds_alternative<std::int64_t>(value)) {
            value = static_cast<std::int64_t>(number());
        } else {
            const auto* const names = cell.ops->info(cell.type).names;
            value = names != nullptr && below(4) != 0 ? names->names[below(names->names.size())].value : number();
        }
        // A number that is out of range is tried again, smaller and smaller.
        for (int tries = 64; !cell.ops->set(cell.value, LeafValue(value)) && tries > 0; --tries)
            value = number() >> below(64);
    }
    std::mt19937_64& random_;
    std::size_t growth_;
    std::size_t turn_;
};

}  // namespace

void mutate(AnyFrame frame, std::mt19937_64& random, std::uint64_t changes, std::size_t growth) {
    Mutator counting(random, growth, static_cast<std::size_t>(-1));
    frame.visit(counting);
    // A walk that changes counts again: there may be more places behind the change, or fewer.
    for (auto places = counting.places; places != 0 && changes > 0; --changes) {
        Mutator changing(random, growth, static_cast<std::size_t>(random() % places));
        frame.visit(changing);
        places = changing.places;
    }
}

}  // namespace wireproof::wire
