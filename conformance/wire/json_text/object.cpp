#include "conformance/wire/json_text/object.hpp"

namespace wireproof::wire::json_text {

void ObjectReader::Tag::read(Parser& in, std::string_view want) {
    const auto refuse = [&](std::string_view why) {
        in.forget();
        in.wrong(why);
    };
    if (in.peek() != '"') {
        refuse("is no string");
        return in.skip();
    }
    std::string_view got;
    if (in.string(got) && got != want) refuse("is not \"" + std::string(want) + "\"");
}

void ObjectReader::twice(std::string_view name) {
    in_.peek();
    const Place place{name, outer_, in_.offset()};
    in_.here = &place;
    in_.wrong_type("stands twice");
    in_.here = whole_;
}

void ObjectReader::missing(std::string_view name) {
    const Place place{name, outer_, container_.closed_at};
    in_.here = &place;
    in_.wrong("is missing");
    in_.here = whole_;
}

std::size_t ObjectReader::open_record(MemberRead member) {
    member.path = in_.path();
    member.from = in_.offset();
    member.has_name = !positional_;
    member.name_at = positional_ ? member.from : in_.name_at();
    in_.record->push_back(std::move(member));
    records_.push_back(in_.record->size() - 1);
    return records_.back();
}

void ObjectReader::close_records() {
    for (const auto record : records_) (*in_.record)[record].closing = container_.closed_at;
}

}  // namespace wireproof::wire::json_text
