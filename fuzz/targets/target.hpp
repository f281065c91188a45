// What all targets share. A kind is compiled once; protocol.cpp says which protocol a program is of.
#pragma once

#include <libdeflate.h>

#include <cstdlib>

#include "fuzz/properties.hpp"
#include "fuzz/targets/protocol.hpp"

namespace wireproof::fuzz {

#ifndef WIREPROOF_FUZZ_CATALOGUE
#define WIREPROOF_FUZZ_CATALOGUE Catalogue::Kind::runs
#endif
inline const Catalogue& catalogue() {
    static const Catalogue kCatalogue(*find_protocol(kProtocol), WIREPROOF_FUZZ_CATALOGUE);
    return kCatalogue;
}

// An input as a target sees it.
struct Trial {
    const Catalogue::Choice& choice;
    const Subject& subject;
    bool in_full;  // also run the properties that are many times slower than decoding

    void require(const Finding& finding) const { fuzz::require(finding, choice.type->name, subject.bytes); }
};

// Of the inputs that libFuzzer makes, every eighth is tried in full: the slow properties would hold back the fast ones,
// and eight inputs tell more than one. Chosen by the input's own bytes, so a finding reproduces. WIREPROOF_FUZZ_IN_FULL
// tries all of them; ctest sets it.
inline bool chosen_in_full(ByteView input) {
    static const bool kAll = std::getenv("WIREPROOF_FUZZ_IN_FULL") != nullptr;
    return kAll || libdeflate_crc32(0, input.data(), input.size()) % 8 == 0;
}

// run reads an input, copies its body to an allocation of exactly its size and hands it to `attempt`.
template <class Attempt>
int run(const std::uint8_t* data, std::size_t size, Attempt&& attempt) {
    const ByteView input(data, size);
    const auto head = Head::read(input);
    const auto& choice = catalogue().choice(head.tag);
    const HeapBytes body(body_of(input));
    auto context = head.context();
    context.max_decompressed = kMostUnfolded;
    const Subject subject{.type = *choice.type, .bytes = body.view(), .context = context, .seed = head.seed};
    attempt(Trial{.choice = choice, .subject = subject, .in_full = chosen_in_full(input)});
    return 0;
}

}  // namespace wireproof::fuzz
