// A small frame that is a JSON text: what its readers and writers say, and how the cold visitors see it. Offsets are
// counted by hand from the start of the text.
#include "conformance/wire/json_text/document.hpp"

#include <nlohmann/json.hpp>

#include "conformance/wire/annotate.hpp"
#include "conformance/wire/describe.hpp"
#include "conformance/wire/mutate.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::wire::json_text {
namespace {

enum class Colour : std::uint8_t { red, green };
constexpr EnumName kColourNames[] = {{0, "red"}, {1, "green"}};
constexpr EnumTable kColours{.title = "colour", .names = kColourNames, .closed = true};

struct Part {
    std::string name;
    std::optional<double> weight;
    static void layout(auto& io, auto& v) {
        io("name", v.name, string);
        io("weight", v.weight, or_null(real));
    }
};
struct Order {
    std::string id;
    std::uint32_t count = 0;
    bool urgent = false;
    Colour colour = Colour::red;
    JsonText items = EmptyJson::array;
    std::optional<JsonText> tags;
    std::optional<Part> part;
    static void layout(auto& io, auto& v) {
        document(io, [&](auto& text) {
            text.tag("kind", "order");
            text.inside("body", [&](auto& body) {
                body("id", v.id, string);
                body("count", v.count, u32);
                body("urgent", v.urgent, or_default(boolean, false));
                body("colour", v.colour, one_of(kColours));
                body("items", v.items, or_default(any_array, EmptyJson::array));
                body("tags", v.tags, or_omitted(object_of_strings));
                body("part", v.part, or_omitted(object));
            });
        });
    }
};

constexpr std::string_view kFull =
    R"({"kind":"order","body":{"id":"o-1","count":7,"urgent":true,"colour":"green","items":[1,{}],"tags":{"k":"v"},"part":{"name":"p","weight":2.5}}})";

Error read(std::string_view text, Order& order, const Context& context = {}) {
    const testing::ExactBytes exact(as_bytes(text));
    return decode(exact.view(), order, context);
}
std::string written(const Order& order) {
    Buffer out;
    const auto error = encode(order, out);
    return error.ok() ? std::string(out.view().begin(), out.view().end()) : wireproof::describe(error);
}
// What comes back of a text: its canonical form, or the refusal without its detail.
std::string again(std::string_view text, const Context& context = {}) {
    Order order;
    auto error = read(text, order, context);
    error.detail.clear();
    return error.ok() ? written(order) : wireproof::describe(error);
}

TEST(JsonDocument, ComesBackAsItWas) { EXPECT_EQ(again(kFull), kFull); }

TEST(JsonDocument, IsReadInAnyOrderWithDefaultsAndUnknownMembers) {
    EXPECT_EQ(
        again(
            R"( { "x":[{"kind":1}], "body" : {"colour":"red","y":{},"count":1,"id":"","\u0070art":null,"y":1} , "kind":"order" } )"),
        R"({"kind":"order","body":{"id":"","count":1,"urgent":false,"colour":"red","items":[]}})");
}

TEST(JsonDocument, IsReadByPosition) {
    EXPECT_EQ(
        again(R"(["order",["o",2,true,"red",[],null,["p",null]]])"),
        R"({"kind":"order","body":{"id":"o","count":2,"urgent":true,"colour":"red","items":[],"part":{"name":"p","weight":null}}})");
    EXPECT_EQ(again(R"(["order",["o",2,true,"red",[]]])"), "bad_value at byte 29, tags");
    EXPECT_EQ(again(R"(["order",["o",2]])"), "bad_value at byte 15, colour") << "what has a default is not missed";
    EXPECT_EQ(again(R"(["order"])"), "bad_value at byte 8, body");
    EXPECT_EQ(again("[]"), "bad_value at byte 1, kind");
    EXPECT_EQ(again(R"(["order",["o",2,true,"red",[],null,null, 1,2]])"), "bad_value at byte 41, body");
    EXPECT_EQ(again(R"(["order",["o",2,true,"red",[],null,null],3])"), "bad_value at byte 41");
}

TEST(JsonDocument, NamesTheFirstWrongMemberAndItsValue) {
    const testing::Refusal kRefusals[] = {
        {"a string is no document", R"( "order")", Errc::bad_value, 1, ""},
        {"another kind", R"({"kind":"other","body":{}})", Errc::bad_value, 8, "kind"},
        {"another kind outranks what was read before it",
         R"({"body":{"id":1},"kind":"other"})",
         Errc::bad_value,
         24,
         "kind"},
        {"no kind", R"({"body":{"id":"o","count":1,"colour":"red"}})", Errc::bad_value, 43, "kind"},
        {"kind twice", R"({"kind":"order","kind": "order","body":{}})", Errc::bad_value, 24, "kind"},
        {"body twice",
         R"({"kind":"order","body":{"id":"o","count":1,"colour":"red"},"body":{}})",
         Errc::bad_value,
         66,
         "body"},
        {"no body", R"({"kind":"order"})", Errc::bad_value, 15, "body"},
        {"a wrong body", R"({"kind":"order","body": 1})", Errc::bad_value, 24, "body"},
        {"the first of several", R"({"kind":"order","body":{"count":-1,"id":1}})", Errc::bad_value, 32, "count"},
        {"missing, in order of the layout", R"({"kind":"order","body":{"count":1}})", Errc::bad_value, 33, "id"},
        {"inside of a part",
         R"({"kind":"order","body":{"part":{"name":"p","weight":"1"}}})",
         Errc::bad_value,
         52,
         "part.weight"},
        {"missing in a part", R"({"kind":"order","body":{"part":{"weight":1}}})", Errc::bad_value, 42, "part.name"},
        {"twice, and equal", R"({"kind":"order","body":{"id":"o","id":"o"}})", Errc::bad_value, 38, "id"},
        {"a name of no colour", R"({"kind":"order","body":{"colour":"blue"}})", Errc::bad_value, 33, "colour"},
        {"a colour with a value", R"({"kind":"order","body":{"colour":{"red":[]}}})", Errc::bad_value, 33, "colour"},
        {"two colours",
         R"({"kind":"order","body":{"colour":{"red":null,"green":null}}})",
         Errc::bad_value,
         33,
         "colour"},
        {"no colour", R"({"kind":"order","body":{"colour":{}}})", Errc::bad_value, 33, "colour"},
        {"a tag that is no string", R"({"kind":"order","body":{"tags":{"a":"b","a":1}}})", Errc::bad_value, 31, "tags"},
        {"a tag that is overridden",
         R"({"kind":"order","body":{"tags":{"a":1,"a":"b"}}})",
         Errc::bad_value,
         31,
         "tags"},
        {"a syntax error outranks it", R"({"kind":"other","body":{"id":1},})", Errc::bad_json, 32, ""},
        {"UTF-8 outranks both", "{\"kind\":1,\"\xC3\x28\":", Errc::bad_utf8, 11, ""},
        {"and counts outside of strings too", "{\"kind\":1} \xFF", Errc::bad_utf8, 11, ""},
        {"no text at all", "", Errc::bad_json, 0, ""},
    };
    for (const auto& [sentence, text, code, offset, path] : kRefusals) {
        Order order;
        const auto error = read(text, order);
        EXPECT_EQ(name_of(error.code), name_of(code)) << sentence;
        EXPECT_EQ(error.offset, offset) << sentence;
        EXPECT_EQ(error.path, path) << sentence;
    }
}

TEST(JsonDocument, TakesACountOfDigitsOnly) {
    for (const std::string_view count : {"0", "4294967295"})
        EXPECT_EQ(again(R"({"kind":"order","body":{"id":"","colour":"red","count":)" + std::string(count) + "}}"),
                  R"({"kind":"order","body":{"id":"","count":)" + std::string(count) +
                      R"(,"urgent":false,"colour":"red","items":[]}})");
    for (const std::string_view count :
         {"4294967296", "-1", "-0", "1.0", "1e0", "\"1\"", "true", "null", "18446744073709551616"})
        EXPECT_EQ(again(R"({"kind":"order","body":{"id":"","colour":"red","count":)" + std::string(count) + "}}"),
                  "bad_value at byte 55, count")
            << count;
}

TEST(JsonDocument, StrictRefusesWhatNoCarefulEncoderWrites) {
    EXPECT_EQ(again(kFull, testing::kStrict), kFull);
    EXPECT_EQ(again(R"( ["order",[]])", testing::kStrict), "bad_value at byte 1");
    EXPECT_EQ(again(R"({"kind":"order","body":["o"]})", testing::kStrict), "bad_value at byte 23, body");
    EXPECT_EQ(again(R"({"kind":"order","body":{"id":"o","count":1,"colour":{"red":null}}})", testing::kStrict),
              "bad_value at byte 52, colour");
}

TEST(JsonDocument, FillsAUsedFrameLikeANewOne) {
    constexpr std::string_view kSmall =
        R"({"kind":"order","body":{"id":"","count":0,"urgent":false,"colour":"red","items":[]}})";
    Order order;
    EXPECT_TRUE(read(kFull, order).ok());
    EXPECT_TRUE(read(kSmall, order).ok());
    EXPECT_EQ(written(order), kSmall);
    EXPECT_TRUE(read(kFull, order).ok());
    EXPECT_EQ(written(order), kFull);
}

TEST(JsonDocument, WritesNothingThatCannotBeRead) {
    Order order;
    order.part = Part{.name = "\xFF", .weight = {}};
    EXPECT_EQ(written(order), "unencodable, part.name: is not UTF-8");
    order.part->name = "p";
    order.colour = Colour{7};
    EXPECT_EQ(written(order), "unencodable, colour: no colour of this protocol");
    order.colour = Colour::green;
    const auto nested = [](std::size_t levels) {
        return *JsonText::from(std::string(levels, '[') + std::string(levels, ']'));
    };
    order.items = nested(125);  // the text and the body are the first two levels
    EXPECT_EQ(again(written(order)), written(order));
    order.items = nested(126);
    EXPECT_EQ(written(order), "unencodable, items: nests too deep");
}

TEST(JsonDocument, IsAFlatValueToThoseWhoReadJson) {
    Order order;
    ASSERT_TRUE(read(kFull, order).ok());
    const auto value = Json::parse(
        R"({"id":"o-1","count":7,"urgent":true,"colour":"green","items":[1,{}],"tags":{"k":"v"},"part":{"name":"p","weight":2.5}})");
    EXPECT_EQ(to_json(any_frame(order)), value);
    Order back;
    EXPECT_TRUE(from_json(any_frame(back), value).ok());
    EXPECT_EQ(written(back), kFull);
}

TEST(JsonDocument, TakesItsValueFromJsonOrSaysWhatIsWrong) {
    struct {
        std::string_view value;
        std::string_view path;
    } constexpr kRefusals[] = {
        {R"({"count":1,"colour":"red"})", "id"},
        {R"({"id":"o","count":1,"colour":"blue"})", "colour"},
        {R"({"id":"o","count":1,"colour":1})", "colour"},
        {R"({"id":"o","count":1,"colour":"red","items":{}})", "items"},
        {R"({"id":"o","count":1,"colour":"red","tags":{"k":1}})", "tags"},
        {R"({"id":"o","count":1,"colour":"red","part":{"name":"p","weight":"heavy"}})", "part.weight"},
        {R"({"id":"o","count":1,"colour":"red","kind":"order"})", "kind"},
    };
    for (const auto& [value, path] : kRefusals) {
        Order order;
        const auto error = from_json(any_frame(order), Json::parse(value));
        EXPECT_EQ(error.code, Errc::unencodable) << value;
        EXPECT_EQ(error.path, path) << value;
    }
    Order order;
    const auto deep = Json::parse(R"({"id":"o","count":1,"colour":"red","items":)" + std::string(100'000, '[') +
                                  std::string(100'000, ']') + "}");
    EXPECT_EQ(from_json(any_frame(order), deep).path, "items") << "whatever the stack";
}

TEST(JsonDocument, KeepsDoublesOfAValueAsTheyAre) {
    Order order;
    ASSERT_TRUE(from_json(any_frame(order),
                          Json::parse(R"({"id":"o","count":1,"colour":"red","items":[394301.33835633675,-0.0,1e16]})"))
                    .ok());
    EXPECT_EQ(order.items.text(), "[394301.33835633675,-0.0,1e+16]");
}

TEST(JsonDocument, IsExplainedMemberByMember) {
    Order order;
    constexpr std::string_view kText = R"({"kind":"order","body":{"id":"o-1","count":7,"colour":"red"}})";
    const auto trace = annotate(any_frame(order), as_bytes(kText));
    EXPECT_TRUE(trace.error.ok());
    std::string covered;
    std::string shown;
    for (const auto& step : trace.steps) {
        EXPECT_EQ(step.at, covered.size()) << "every byte is in one step";
        covered += kText.substr(step.at, step.size);
        if (step.kind == Step::Kind::member) shown += step.path + "=" + step.shown + " (" + step.type + ") ";
    }
    EXPECT_EQ(covered, kText);
    EXPECT_EQ(shown, R"(kind="order" (string) id="o-1" (string) count=7 (u32) colour="red" (string) )");
}

TEST(JsonDocument, IsDescribedWithItsEnvelope) {
    static constexpr auto kType = frame_type<Order>("order");
    std::string rows;
    for (const auto& [depth, name, type, note] : describe(kType))
        rows += std::string(static_cast<std::size_t>(2 * depth), ' ') + name + ": " + type +
                (note.empty() ? "" : ", " + note) + "\n";
    EXPECT_EQ(rows,
              "kind: string, constant \"order\"\n"
              "body: object\n"
              "  id: string\n"
              "  count: u32\n"
              "  urgent: boolean, default false\n"
              "  colour: string, colour, closed\n"
              "  items: array, default []\n"
              "  tags: unless omitted: object of strings\n"
              "  part: unless omitted: object\n"
              "    name: string\n"
              "    weight: unless null: number\n");
}

TEST(JsonDocument, IsMutatedIntoValuesThatComeBackOrNameTheirMember) {
    std::mt19937_64 random(7);
    std::size_t changed = 0;
    for (int round = 0; round < 3000; ++round) {
        Order order;
        ASSERT_TRUE(read(kFull, order).ok());
        mutate(any_frame(order), random, 3);
        Buffer out;
        const auto error = encode(order, out);
        if (!error.ok()) {
            EXPECT_FALSE(error.path.empty());
            continue;
        }
        const std::string text(out.view().begin(), out.view().end());
        Order back;
        EXPECT_TRUE(read(text, back).ok()) << text;
        if (text != kFull) ++changed;
    }
    EXPECT_GT(changed, 1500U);
}

}  // namespace
}  // namespace wireproof::wire::json_text
