// ObjectReader and ObjectWriter: run a layout over an object of JSON text. The layout names members in the order in
// which an encoder writes them; a reader takes them in any order, steps over those it does not know, and takes an array
// of all members in their place.
#pragma once

#include "conformance/wire/json_text/parser.hpp"
#include "conformance/wire/json_text/string.hpp"
#include "conformance/wire/writer.hpp"

namespace wireproof::wire::json_text {

class ObjectReader {
public:
    // read takes the object that comes next. Its members lie in `outer`; what is wrong with it as a whole, in the
    // parser's `here`.
    template <class Fields>
    static void read(Parser& in, Fields&& fields, const Place* outer) {
        ObjectReader io(in, outer);
        switch (in.peek()) {
            case '{': return io.by_name(fields);
            case '[': return in.strict() ? in.wrong_type("an array in the place of an object") : io.by_position(fields);
            default: return in.wrong_type("is no object");
        }
    }

    // ---- for layouts ----------------------------------------------------------------------------------------------
    template <class T, class Type>
    void operator()(std::string_view name, T& value, const Type& type) {
        const auto bit = std::uint64_t{1} << index_++;
        switch (phase_) {
            case Phase::in_order:
                if (!more_ || name_ != name) return;
                take(name, value, type);
                seen_ |= bit;
                more_ = in_.next_member(container_, name_);
                return;
            case Phase::by_name:
                if (known_ || name_ != name) return;
                known_ = true;
                if ((seen_ & bit) != 0) return twice(name);
                seen_ |= bit;
                return take(name, value, type);
            case Phase::by_position:
                if (!more_) return;
                take(name, value, type);
                seen_ |= bit;
                more_ = in_.next_item(container_);
                return;
            case Phase::missing:
                // An array that ends too early leaves out what has a default, but no optional.
                if ((seen_ & bit) == 0 && ((positional_ && !Type::kHasDefault) || !type.absent(value))) missing(name);
        }
    }
    // A member that says what kind of object this is. What is wrong with it outranks what it decides about.
    void tag(std::string_view name, std::string_view want) { (*this)(name, want, Tag{}); }
    // A member that is an object whose members belong to this layout, and whose places do not name it.
    template <class Fields>
    void inside(std::string_view name, Fields&& fields) {
        (*this)(name, fields, Inside{outer_});
    }

private:
    enum class Phase : std::uint8_t { in_order, by_name, by_position, missing };

    struct Tag {
        static constexpr bool kMayBeAbsent = false;
        static constexpr bool kMayBeNull = false;
        static constexpr bool kHasDefault = false;
        static constexpr bool kHasParts = false;
        static constexpr std::string_view kWrong = "1";
        static std::string name() { return "string"; }
        static bool absent(std::string_view) { return false; }
        static void read(Parser& in, std::string_view want);
    };
    struct Inside {
        static constexpr bool kMayBeAbsent = false;
        static constexpr bool kMayBeNull = false;
        static constexpr bool kHasDefault = false;
        static constexpr bool kHasParts = true;
        static constexpr std::string_view kWrong = "1";
        const Place* outer;
        static std::string name() { return "object"; }
        template <class Fields>
        static bool absent(Fields&) {
            return false;
        }
        template <class Fields>
        void read(Parser& in, Fields& fields) const {
            ObjectReader::read(in, fields, outer);
        }
    };

    ObjectReader(Parser& in, const Place* outer) : in_(in), outer_(outer), whole_(in.here) {}

    template <class Fields>
    void run(Phase phase, Fields& fields) {
        phase_ = phase;
        index_ = 0;
        fields(*this);
    }
    template <class Fields>
    void by_name(Fields& fields) {
        container_ = in_.enter();
        more_ = in_.next_member(container_, name_);
        run(Phase::in_order, fields);
        while (more_) {
            known_ = false;
            run(Phase::by_name, fields);
            if (!known_) in_.skip();
            more_ = in_.next_member(container_, name_);
        }
        finish(fields);
    }
    template <class Fields>
    void by_position(Fields& fields) {
        positional_ = true;
        container_ = in_.enter();
        more_ = in_.next_item(container_);
        run(Phase::by_position, fields);
        if (more_) in_.peek();
        if (more_) in_.wrong_at(in_.offset(), "more elements than the object has members");
        for (; more_; more_ = in_.next_item(container_)) in_.skip();
        finish(fields);
    }
    template <class Fields>
    void finish(Fields& fields) {
        if (in_.ok()) run(Phase::missing, fields);
        if (in_.record != nullptr) [[unlikely]]
            close_records();
    }
    template <class T, class Type>
    void take(std::string_view name, T& value, const Type& type) {
        in_.peek();
        const Place place{name, outer_, in_.offset()};
        in_.here = &place;
        if (in_.record == nullptr) [[likely]] {
            type.read(in_, value);
        } else {
            const auto slot = open_record({.type = type.name(),
                                           .may_be_absent = Type::kMayBeAbsent && !positional_,
                                           .may_be_null = Type::kMayBeNull,
                                           .has_parts = Type::kHasParts,
                                           .wrong = type.kWrong});
            type.read(in_, value);
            (*in_.record)[slot].to = in_.offset();
        }
        in_.here = whole_;
    }
    void twice(std::string_view name);
    void missing(std::string_view name);
    std::size_t open_record(MemberRead member);
    void close_records();

    Parser& in_;
    const Place* outer_;
    const Place* whole_;
    Parser::Container container_{};
    std::string_view name_;   // of the member that comes
    std::uint64_t seen_ = 0;  // members that have been read, a bit each
    int index_ = 0;           // of the member that the layout is at
    Phase phase_ = Phase::in_order;
    bool positional_ = false;
    bool more_ = false;
    bool known_ = false;
    std::vector<std::size_t> records_;  // of this object's own members
};

// WriterText appends to a Writer what string.hpp makes.
struct WriterText {
    Writer& io;
    void append(const char* text, std::size_t size) const { io.put(text, size); }
    void append(std::string_view text) const { io.put(text.data(), text.size()); }
};

class ObjectWriter {
public:
    // write puts an object that stands at `level`, the document being level 1.
    template <class Fields>
    static void write(Writer& io, int level, Fields&& fields) {
        ObjectWriter object(io, level);
        WriterText{io}.append("{");
        fields(object);
        WriterText{io}.append("}");
    }

    // ---- for layouts ----------------------------------------------------------------------------------------------
    template <class T, class Type>
    void operator()(std::string_view name, const T& value, const Type& type) {
        if (type.omitted(value)) return;
        key(name);
        type.write(io_, value, level_);
    }
    void tag(std::string_view name, std::string_view value) {
        key(name);
        WriterText text{io_};
        append_quoted(text, value);
    }
    template <class Fields>
    void inside(std::string_view name, Fields&& fields) {
        key(name);
        write(io_, level_ + 1, fields);
    }

private:
    ObjectWriter(Writer& io, int level) : io_(io), level_(level) {}
    void key(std::string_view name) {
        const WriterText text{io_};
        text.append(std::exchange(first_, false) ? "\"" : ",\"");
        text.append(name);
        text.append("\":");
    }

    Writer& io_;
    int level_;
    bool first_ = true;
};

}  // namespace wireproof::wire::json_text
