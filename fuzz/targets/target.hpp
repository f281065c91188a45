// What the targets of one protocol share. WIREPROOF_FUZZ_PROTOCOL names it (CMake).
#pragma once

#include "fuzz/properties.hpp"

namespace wireproof::fuzz {

inline const Catalogue& catalogue() {
    static const Catalogue kCatalogue(*find_protocol(WIREPROOF_FUZZ_PROTOCOL));
    return kCatalogue;
}

// run reads an input, copies its body to an allocation of exactly its size and hands both to `check(choice, subject)`.
template <class Check>
int run(const std::uint8_t* data, std::size_t size, Check&& check) {
    const ByteView input(data, size);
    const auto head = Head::read(input);
    const auto& choice = catalogue().choice(head.tag);
    const HeapBytes body(body_of(input));
    check(choice, Subject{.type = *choice.type, .bytes = body.view(), .context = head.context(), .seed = head.seed});
    return 0;
}

}  // namespace wireproof::fuzz
