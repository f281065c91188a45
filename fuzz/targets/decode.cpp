// fuzz_<protocol>_decode: any bytes as any frame. Neither crashes nor takes much memory, and every way to decode gives
// the same verdict.
#include "fuzz/targets/target.hpp"

using namespace wireproof::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return run(data, size, [](const Catalogue::Choice& choice, const Subject& subject) {
        require(memory_is_bounded(subject), choice.type->name, subject.bytes);
        require(annotator_agrees(subject), choice.type->name, subject.bytes);
        require(prefix_agrees(subject), choice.type->name, subject.bytes);
        require(used_frame_is_as_new(subject), choice.type->name, subject.bytes);
    });
}
