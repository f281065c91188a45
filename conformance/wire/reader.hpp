// Reader: runs a layout over bytes and fills the frame. The order of checks that every protocol shares lives here and
// nowhere else:
//
//   header   all bytes of the fixed header are there (`truncated`), then its contents in order, then what the body's
//   length may say
//            (`too_large`, `bad_length`)
//   body     complete (`truncated`; `bad_length` inside another body), checksum, bytes after the frame
//   (`trailing_bytes`), then its fields field    limit (`too_large`), room for its length or count (`truncated` or
//   `bad_length`), content
//
// The first error sticks and everything after it is a no-op, so layouts never test for success. Field names are only
// touched on the way out of an error.
#pragma once

#include <cstring>
#include <utility>

#include "conformance/wire/bytes.hpp"
#include "conformance/wire/context.hpp"
#include "conformance/wire/error.hpp"
#include "conformance/wire/sizes.hpp"

namespace wireproof::wire {

// What a piece of a field is for. Every piece but `data` starts a field: errors are reported at the first byte of the
// field.
enum class Role : std::uint8_t {
    value,
    length,
    count,
    presence,
    constant,
    checksum,
    data,
    room,
    rest,
    whole,    // bytes that say where they end only by their content
    ignored,  // and whatever stands behind them
};

// Result of Reader::length: how many bytes the body it announces takes.
struct Length {
    std::uint64_t size = 0;
    std::size_t at = 0;  // first byte of the length field
    std::uint64_t limit = kNoLimit;
    const char* name = "";
    std::uint64_t least = 0;
};

class Reader {
public:
    // whole: the bytes are exactly one frame. prefix: other frames may follow it (streams).
    enum class Extent : std::uint8_t { whole, prefix };

    Reader(ByteView in, const Context& context, Extent extent = Extent::whole)
        : begin_(in.data()),
          pos_(begin_),
          start_(begin_),
          end_(begin_ + in.size()),
          context_(&context),
          extent_(extent) {}

    // ---- for layouts ----------------------------------------------------------------------------------------------
    template <class T, class Wire>
    void operator()(const char* name, T& value, const Wire& type) {
        if (!ok()) return;
        type.read(*this, value);
        if (trouble_) [[unlikely]]
            name_trouble(name);
    }
    template <class Wire>
    void constant(const char* name, const Wire& type, typename Wire::value_type want, Errc code = Errc::bad_value) {
        if (!ok()) return;
        begin(Role::constant);
        if (type.get(*this) != want) reject(code, "is a constant of this protocol");
        if (trouble_) [[unlikely]]
            name_trouble(name);
    }
    template <class Wire>
    Length length(const char* name, const Wire& type, std::uint64_t limit = kNoLimit, std::uint64_t least = 0) {
        if (!ok()) return {};
        begin(Role::length);
        const auto at = start();
        const auto size = static_cast<std::uint64_t>(type.get(*this));
        if (trouble_) [[unlikely]]
            name_trouble(name);
        return {size, at, limit, name, least};
    }
    template <class Wire, class Sum>
    void checksum(const char* name, const Wire& type, Sum) {
        if (!ok()) return;
        begin(Role::checksum);
        const auto at = start();
        const auto got = static_cast<std::uint64_t>(type.get(*this));
        if (trouble_) [[unlikely]]
            name_trouble(name);
        seal({[](ByteView frame, std::size_t place) -> std::uint64_t { return Sum{}(frame, place); }, at, got, name});
    }
    // The fixed header of a frame: too few bytes for it outrank anything wrong in it. Flat: no lists or objects inside.
    template <class Fields>
    void header(Fields&& fields) {
        enter_header();
        fields();
        leave_header();
    }
    template <class Fields>
    void body(const Length& length, Fields&& fields) {
        if (!ok()) return;
        const auto* const outer = enter(length, offset());
        if (outer == nullptr) return;
        fields();
        leave(outer, length.name);
    }
    // A field of its own byte length, in front of it: errors of its extent are reported at the length.
    template <class Wire, class Fields>
    void sized(const char* name, const Wire& type, Fields&& fields) {
        sized(name, type, {}, fields);
    }
    template <class Wire, class Fields>
    void sized(const char* name, const Wire& type, Sizes sizes, Fields&& fields) {
        const auto announced = length(name, type, sizes.most, sizes.least);
        if (!ok()) return;
        const auto* const outer = enter(announced, announced.at);
        if (outer == nullptr) return;
        fields();
        leave(outer, name);
    }
    // One integer that holds several members, and whether later ones are there (types.hpp: present, high_bits).
    template <class Wire, class... Parts>
    void bits(const char* name, const Wire& type, Parts... parts) {
        if (!ok()) return;
        typename Wire::value_type all{};
        type.read(*this, all);
        if (trouble_) [[unlikely]]
            name_trouble(name);
        unpack(all, parts...);
    }
    // Later revisions may add fields here: accepted and ignored, refused by the strict profile.
    void extension() {
        if (ok() && !strict()) pos_ = end_;
    }
    [[nodiscard]] std::uint64_t frame_limit(std::uint64_t of_protocol) const {
        return context_->max_frame_size.value_or(of_protocol);
    }
    [[nodiscard]] std::uint64_t decompressed_limit(std::uint64_t of_protocol) const {
        return context_->max_decompressed.value_or(of_protocol);
    }

    // ---- for wire types -------------------------------------------------------------------------------------------
    [[nodiscard]] bool ok() const { return error_.code == Errc::ok; }
    [[nodiscard]] bool strict() const { return context_->strict; }
    [[nodiscard]] std::size_t remaining() const { return static_cast<std::size_t>(end_ - pos_); }
    [[nodiscard]] bool at_end() const { return pos_ == end_; }
    void begin(Role role) {
        if (role != Role::data) start_ = pos_;
    }
    // take hands out the next n bytes, or nothing and the error that fits.
    const std::uint8_t* take(std::uint64_t n) {
        if (n > remaining()) [[unlikely]] {
            fail_short(n);
            return nullptr;
        }
        return std::exchange(pos_, pos_ + n);
    }
    // ahead is what take could hand out, for a field whose size only its own bytes tell.
    [[nodiscard]] ByteView ahead() const { return {pos_, end_}; }
    ByteView take_rest() { return {std::exchange(pos_, end_), end_}; }
    // has_room refuses a count of items that cannot fit into what is left, before anything is allocated for them.
    bool has_room(std::uint64_t count, std::size_t least) {
        if (count <= remaining() / least) [[likely]]
            return true;
        fail_short(count > kNoLimit / least ? kNoLimit : count * least);
        return false;
    }
    // fail ends the decoding with an error at the first byte of the field that is being read.
    void fail(Errc code, std::string_view detail = {}) { fail_at(code, start(), detail); }
    // fail_at is fail at a byte inside of the field.
    [[gnu::cold]] void fail_at(Errc code, std::size_t at, std::string_view detail);
    // reject is fail for content: inside the header it waits until the header is known to be complete; `detail` must
    // live that long.
    void reject(Errc code, std::string_view detail = {});
    // fail_inside is fail for a text that has places of its own: offset and path are those of `error`.
    [[gnu::cold]] void fail_inside(Error error);
    // Puts `[index]` in front of the path of an error.
    void name_item(std::size_t index);

    // unpack sets the members that are parts of an integer which was just read, then judges them.
    template <class... Parts>
    void unpack(std::uint64_t all, const Parts&... parts) {
        if (!ok()) return;
        (parts.unpack(all), ...);
        (judge(parts), ...);
    }

    // ---- for entry points and cold visitors -----------------------------------------------------------------------
    // finish checks what is left after the layout has run and returns the outcome.
    Error finish();
    [[nodiscard]] const Error& error() const { return error_; }
    [[nodiscard]] std::size_t offset() const { return static_cast<std::size_t>(pos_ - begin_); }
    [[nodiscard]] std::size_t start() const { return static_cast<std::size_t>(start_ - begin_); }
    [[nodiscard]] bool trouble() const { return trouble_; }
    void name_trouble(const char* name);

    void enter_header() { in_header_ = true; }
    void leave_header();
    // enter narrows the Reader to a body, after its checks; null if one failed. `short_at` is where a body that is not
    // all there is reported.
    const std::uint8_t* enter(const Length& length, std::size_t short_at);
    void leave(const std::uint8_t* outer, const char* name);

    struct Seal {
        std::uint64_t (*sum)(ByteView frame, std::size_t at) = nullptr;
        std::size_t at = 0;
        std::uint64_t got = 0;
        const char* name = "";
    };
    void seal(const Seal& seal) {
        if (ok()) seal_ = seal;
    }

private:
    template <class Part>
    void judge(const Part& part) {
        if constexpr (requires { part.judge(*this); }) {
            if (!ok()) return;
            part.judge(*this);
            if (trouble_) [[unlikely]]
                name_trouble(part.name);
        }
    }
    [[gnu::cold]] void fail_short(std::uint64_t needed);
    // Inside a body whose end a length has fixed, more bytes cannot help.
    [[nodiscard]] Errc short_code() const { return bodies_ > 0 ? Errc::bad_length : Errc::truncated; }

    const std::uint8_t* begin_;
    const std::uint8_t* pos_;
    const std::uint8_t* start_;  // first byte of the field being read
    const std::uint8_t* end_;
    const Context* context_;
    Extent extent_;
    bool in_header_ = false;
    bool trouble_ = false;  // an error is there whose path is not complete yet
    int bodies_ = 0;
    Seal seal_;
    Error error_;
    // The first wrong content of a header that may still turn out to be cut off. Plain data: an Error here costs every
    // decode 3 ns.
    struct Held {
        Errc code = Errc::ok;
        std::size_t at = 0;
        std::string_view detail;
        const char* name = "";
    };
    Held held_;
};

}  // namespace wireproof::wire
