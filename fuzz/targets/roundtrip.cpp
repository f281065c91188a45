// fuzz_<protocol>_roundtrip: bytes that decode come back the same from the encoder and from JSON.
#include "fuzz/targets/target.hpp"

using namespace wireproof::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return run(data, size, [](const Catalogue::Choice& choice, const Subject& subject) {
        require(encoding_is_a_fixed_point(subject), choice.type->name, subject.bytes);
        require(json_keeps_everything(subject), choice.type->name, subject.bytes);
    });
}
