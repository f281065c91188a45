// What all targets share. A kind is compiled once; protocol.cpp is the table of the one protocol a program is of.
#pragma once

#include <libdeflate.h>

#include <cstdio>
#include <cstdlib>

#include "fuzz/properties.hpp"
#include "fuzz/reach.hpp"

namespace wireproof::fuzz {

#ifndef WIREPROOF_FUZZ_CATALOGUE
#define WIREPROOF_FUZZ_CATALOGUE Catalogue::Kind::runs
#endif
inline const Catalogue& catalogue() {
    static const Catalogue kCatalogue(protocols().front(), WIREPROOF_FUZZ_CATALOGUE);
    return kCatalogue;
}

// An input as a target sees it.
struct Trial {
    const Catalogue::Choice& choice;
    const Subject& subject;
    bool in_full;  // also run the properties that are many times slower than decoding

    void require(const Finding& finding) const { fuzz::require(finding, choice.type->name, subject.bytes); }
};

// Of the inputs that libFuzzer makes, every 32nd is tried in full: the slow properties would hold back the fast
// ones, and 32 inputs tell more than one. Chosen by the input's own bytes, so a finding reproduces.
// WIREPROOF_FUZZ_IN_FULL tries all of them; ctest sets it.
inline bool chosen_in_full(ByteView input) {
    static const bool kAll = std::getenv("WIREPROOF_FUZZ_IN_FULL") != nullptr;
    return kAll || libdeflate_crc32(0, input.data(), input.size()) % 32 == 0;
}

// reach is what the inputs have got to, printed at exit; null unless $WIREPROOF_FUZZ_STATS asks for it.
inline Reach* reach() {
    struct Printed : Reach {
        ~Printed() { std::fputs(text().c_str(), stderr); }
    };
    static const bool kWanted = std::getenv("WIREPROOF_FUZZ_STATS") != nullptr;
    if (!kWanted) return nullptr;
    catalogue();  // made before this object is, so it is still there when this one prints
    static Printed printed;
    return &printed;
}
// How a target of frames counts; other kinds say so themselves.
inline void count_frame(Reach& reach, const Trial& trial) {
    reach.add_frame(trial.choice, trial.subject.bytes, trial.subject.context);
}

// run reads an input, copies its body to an allocation of exactly its size and hands it to `attempt`.
template <class Attempt, class Count>
int run(const std::uint8_t* data, std::size_t size, Attempt&& attempt, Count&& count) {
    const ByteView input(data, size);
    const auto head = Head::read(input);
    const auto& choice = catalogue().choice(head.tag);
    const HeapBytes body(body_of(input));
    auto context = head.context();
    context.max_decompressed = kMostUnfolded;
    const Subject subject{.type = *choice.type, .bytes = body.view(), .context = context, .seed = head.seed};
    const Trial trial{.choice = choice, .subject = subject, .in_full = chosen_in_full(input)};
    if (auto* const counts = reach()) count(*counts, trial);
    attempt(trial);
    return 0;
}
template <class Attempt>
int run(const std::uint8_t* data, std::size_t size, Attempt&& attempt) {
    return run(data, size, attempt, &count_frame);
}

}  // namespace wireproof::fuzz
