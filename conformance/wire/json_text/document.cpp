#include "conformance/wire/json_text/document.hpp"

namespace wireproof::wire::json_text {

void read_document(Reader& io, const ReadMembers& read, std::vector<MemberRead>* record) {
    if (!io.ok()) return;
    const auto at = io.offset();
    const auto bytes = io.take_rest();
    const auto good = utf8_prefix(bytes);
    if (good != bytes.size()) return io.fail_inside({Errc::bad_utf8, at + good, {}, "is not UTF-8"});
    Parser in(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()), io.strict());
    in.peek();
    const Place whole{{}, nullptr, in.offset()};
    in.here = &whole;
    in.record = record;
    read(in);
    in.end();
    if (in.error().ok()) return;
    auto error = in.error();
    error.offset += at;
    io.fail_inside(std::move(error));
}

}  // namespace wireproof::wire::json_text
