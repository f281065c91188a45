// What must hold for every input. Each property is one function that gives nothing if it holds, else the sentence that
// says how it does not; fuzz targets abort with it, the tests run the same functions over all vectors. A crash, a
// sanitizer's report or an exception is a finding without any of them.
#pragma once

#include "conformance/wire/annotate.hpp"
#include "fuzz/input.hpp"

namespace wireproof::fuzz {

using Finding = std::optional<std::string>;

// Bytes that a property looks at. `bytes` should be an allocation of exactly that size (HeapBytes).
struct Subject {
    const wire::FrameType& type;
    ByteView bytes;
    Context context;
    std::uint64_t seed = 0;
};

// A decoder may ask for 64 bytes of memory for each byte of input: the worst item is an option of two bytes on the wire
// and 32 in memory, in a list that grows by doubling, which asks for 2 × 16 bytes a byte on the way; the rest is room
// for items of later protocols. The 4 KiB on top are the frame's own members and the text of an error.
inline constexpr std::size_t kMemoryFactor = 64;
inline constexpr std::size_t kMemoryBase = 4096;
// What unfolds (kMostUnfolded) does so in an output that grows by doubling and has no small last step: 7/3 of it in
// all.
inline constexpr std::uint64_t kUnfoldingThirds = 7;

// ---- decoding: any bytes ------------------------------------------------------------------------------------------
// Memory is bounded, and reading the frame from the start of a stream differs from reading exactly it only in what it
// says about bytes behind it.
[[nodiscard]] Finding decoding_is_sound(const Subject& subject);
// Code, offset and path of the Annotator are the Reader's, and so is what they accept.
[[nodiscard]] Finding annotator_agrees(const Subject& subject);
// A frame that was used before ends like a new one: same value or same error.
[[nodiscard]] Finding used_frame_is_as_new(const Subject& subject);

// ---- round trips: bytes that decode; others hold trivially --------------------------------------------------------
// What was decoded encodes, to the same bytes unless the trace names a place where the protocol leaves the spelling
// open; and what it encodes to decodes to a value with the same encoding.
[[nodiscard]] Finding encoding_is_a_fixed_point(const Subject& subject);
// ---- several messages in one run of bytes (input.hpp) ---------------------------------------------------------------
// Messages that are accepted are written as pieces of some size, and those are accepted as the same value; memory is
// bounded.
[[nodiscard]] Finding messages_are_sound(const Subject& subject);

// Value to JSON text and back loses nothing.
[[nodiscard]] Finding json_keeps_everything(const Subject& subject);
// A value changed at random places either encodes and comes back unchanged, or is `unencodable` with the path of a
// member.
[[nodiscard]] Finding changed_value_comes_back(const Subject& subject);

// ---- streams ------------------------------------------------------------------------------------------------------
// Bytes cut at random places give the same frames, error and state as the bytes in one piece; frames and what is
// pending are the input again; each frame decodes by itself.
[[nodiscard]] Finding splits_do_not_matter(const Variant& variant,
                                           ByteView bytes,
                                           const Context& context,
                                           std::uint64_t seed);
// So do bytes that come one by one; this takes time that grows with the square of their number.
[[nodiscard]] Finding single_bytes_do_not_matter(const Variant& variant, ByteView bytes, const Context& context);

// ---- sessions: the input is steps (session_steps.hpp); a variant without a machine has nothing to show ------------
// In any state: `state` is one of the kind's, after `close` nothing follows, what is to be sent
// decodes, a violation has an error inside of what was received, a tick moves the deadline, memory is bounded.
inline constexpr std::size_t kSessionMemoryFactor =
    1024;  // a packet of 3 bytes is an action, a frame and an entry in a set
inline constexpr std::uint64_t kSessionUnfoldingFactor = 4;  // the output, and the message that it becomes
[[nodiscard]] Finding session_is_sound(const Variant& variant, ByteView input, const Context& context);
// What an end may send breaks no order for its peer, and what a server may not send its client does not take without a
// word; of clients servers take more than they may send. The machines of the two sides are written apart, so each is a
// judge of the other.
[[nodiscard]] Finding session_ends_agree(const Variant& variant, ByteView input, const Context& context);
// What the peer sends, cut at random places, gives the same actions and states.
[[nodiscard]] Finding session_splits_do_not_matter(const Variant& variant,
                                                   ByteView input,
                                                   const Context& context,
                                                   std::uint64_t seed);

// spelling_is_open: the trace of accepted bytes has a place where other bytes would have meant the same value, and
// these were not the encoder's: a presence byte or flag over 1, ignored bytes of a later revision, JSON text, a number
// in a form that its type says is another one.
[[nodiscard]] bool spelling_is_open(const wire::Trace& trace, ByteView bytes);

// ---- for targets --------------------------------------------------------------------------------------------------
// require ends the program with the finding, the frame and the bytes in hex if there is one.
void require(const Finding& finding, std::string_view where, ByteView bytes);

}  // namespace wireproof::fuzz
