// Reach: what the inputs of a target get to. Of frames, how many inputs are accepted, and which of their fields
// accepted ones say something with; of sessions, from which state to which they lead. A target that is refused at the
// door tests nothing behind it, so a test holds seeds to all of it.
#pragma once

#include <map>
#include <string>

#include "fuzz/field_reach.hpp"
#include "fuzz/input.hpp"

namespace wireproof::fuzz {

class Reach {
public:
    struct Counts {
        std::size_t accepted = 0;
        std::size_t total = 0;
    };

    void add_frame(const Catalogue::Choice& choice, ByteView bytes, const Context& context);
    // add_messages takes the bytes of several messages (input.hpp).
    void add_messages(const Catalogue::Choice& choice, ByteView bytes, const Context& context);
    // add_stream counts an input for each frame that one direction of a connection may carry, accepted if it is in
    // there.
    void add_stream(const Variant& variant, ByteView bytes, const Context& context);
    // add_session plays the steps of an input and returns the state that they end in. Every state is entered by an
    // input that comes to it.
    std::string_view add_session(const Variant& variant, ByteView steps, const Context& context);

    // By `VARIANT FRAME`.
    [[nodiscard]] const std::map<std::string, Counts>& frames() const { return frames_; }
    // By `VARIANT FRAME field`, of inputs that are one frame.
    [[nodiscard]] const std::map<std::string, Counts>& fields() const { return fields_; }
    // By `VARIANT SIDE STATE` and `VARIANT SIDE STATE > STATE`, the side being that of the machine.
    [[nodiscard]] const std::map<std::string, Counts>& states() const { return states_; }
    // entered is how many states and ways any input has come to.
    [[nodiscard]] std::size_t entered() const;
    // A line for each: `reached NAME: ACCEPTED of TOTAL`.
    [[nodiscard]] std::string text() const;

private:
    void count(const Catalogue::Choice& choice, bool accepted);
    std::map<std::string, Counts> frames_;
    std::map<std::string, Counts> fields_;
    std::map<const wire::FrameType*, FieldNames> layouts_;  // seen so far
    std::map<std::string, Counts> states_;
};

// The names of a variant in `frames` and `states`.
[[nodiscard]] std::string reach_name(const Variant& variant, std::string_view frame);
[[nodiscard]] std::string reach_name(const Variant& variant, Side self, std::string_view state);

}  // namespace wireproof::fuzz
