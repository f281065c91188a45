// fuzz_<protocol>_decode: any bytes as any frame. Neither crashes nor takes much memory, and every way to decode gives
// the same verdict.
#include "fuzz/targets/target.hpp"

using namespace wireproof::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return run(data, size, [](const Trial& trial) {
        trial.require(decoding_is_sound(trial.subject));
        if (!trial.in_full) return;
        trial.require(annotator_agrees(trial.subject));
        trial.require(used_frame_is_as_new(trial.subject));
    });
}
