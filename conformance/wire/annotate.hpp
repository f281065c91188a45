// annotate: decodes once more, slowly, and writes down every check in order. The trace explains a frame byte by byte,
// and it is all the deriver knows of a frame.
#pragma once

#include "conformance/wire/json.hpp"
#include "conformance/wire/json_text/parser.hpp"

namespace wireproof::wire {

struct Step {
    enum class Kind : std::uint8_t {
        value,     // a number, flag or constant-width piece
        length,    // how many bytes its field takes
        count,     // how many items its list has
        presence,  // whether its field follows
        constant,
        checksum,
        data,         // the bytes behind a length
        room,         // a count compared with the bytes left; no bytes of its own
        rest,         // everything to the end of the enclosing body
        whole,        // bytes that say where they end only by their content: fewer are refused, or mean something else
        body,         // start of a body: everything in it was there
        open_end,     // more could have started here: another item, or an optional field that is not there
        extension,    // whatever follows is ignored
        member,       // the value of a member of a JSON text
        punctuation,  // whatever else a JSON text is made of, names and unknown members included
    };
    Kind kind;
    std::size_t at;     // first byte
    std::size_t size;   // bytes
    std::size_t field;  // where an error of this step is reported
    std::string path = {};
    std::string type = {};             // `u16le`
    std::string shown = {};            // its value as JSON text, empty where the bytes are no value
    Errc code = Errc::ok;              // constant, enumeration: what another value gives; whole: what fewer bytes give
    int depth = 0;                     // enclosing bodies
    std::size_t end = 0;               // end of the enclosing body, or of the bytes
    std::uint64_t limit = kNoLimit;    // length, count: the most the layout allows
    std::size_t least = 0;             // count: the least an item takes; length of a body: the least it may say
    const NumberForm* form = nullptr;  // value, length, count, presence: how its number can be changed in place
    bool other_form = false;           // of a field: another spelling of the value than the encoder's
    const EnumTable* names = nullptr;  // value: its enumeration
    bool decides = false;              // value: another one changes how what follows is read
    bool reserved = false;             // value: only 0 is certain to be accepted
    std::vector<std::pair<int, std::string>> presence_bits =
        {};                      // value made of bits: which of them say that a field follows
    bool text = false;           // data, rest: must be UTF-8
    bool in_header = false;      // part of the fixed header
    bool starts_item = false;    // first step of an item of a list to the end
    bool optional_tail = false;  // first step of a field that is there unless the bytes end
    bool covered = false;        // body: a checksum covers it

    [[nodiscard]] std::size_t needs() const { return at + size; }
    // label names the piece for edits and derived ids: `crc32`, `length(payload)`, `count(entries)`,
    // `present(description)`.
    [[nodiscard]] std::string label() const;
};

struct Trace {
    std::vector<Step> steps;
    Error error;
    std::size_t size = 0;  // bytes of the frame, when there is no error
    std::vector<json_text::MemberRead> members =
        {};  // of a JSON text, in its order; places count from the start of the frame
};

// annotate fills `frame` as far as it goes. Code, offset and path of the error are those of the Reader.
[[nodiscard]] Trace annotate(AnyFrame frame,
                             ByteView in,
                             const Context& context = {},
                             Reader::Extent extent = Reader::Extent::whole);

}  // namespace wireproof::wire
