// document: a verb of layouts. The rest of the enclosing body is one JSON text, and `fields` lists the members of its
// object: `document(io, [&](auto& json) { json("job_id", v.job_id, string); })`. Beside members it may name a `tag`,
// whose text is fixed, and an object to step `inside`.
//
//   order    UTF-8 of the whole text (`bad_utf8`), its syntax (`bad_json`), its members (`bad_value`)
//   offset   of the byte that is wrong, of the value that is, of the closing bracket where one is missing
#pragma once

#include "conformance/wire/json_text/types.hpp"

namespace wireproof::wire::json_text {

// read_document reads the rest of a body; `read` takes the document's object, whose members are recorded if anybody
// wants them.
void read_document(Reader& io, const ReadMembers& read, std::vector<MemberRead>* record = nullptr);

template <class Fields>
ReadMembers members_of(Fields& fields) {
    return {&fields, [](const void* object, Parser& in) {
                ObjectReader::read(in, *static_cast<const Fields*>(object), in.here);
            }};
}

template <class Fields>
void document(Reader& io, Fields&& fields) {
    read_document(io, members_of(fields));
}
template <class Fields>
void document(Writer& io, Fields&& fields) {
    ObjectWriter::write(io, 1, fields);
}
template <class Fields>
void document(Dynamic& io, Fields&& fields) {
    io.document([&] { fields(io); }, members_of(fields));
}

}  // namespace wireproof::wire::json_text
