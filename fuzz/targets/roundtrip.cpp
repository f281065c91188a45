// fuzz_<protocol>_roundtrip: bytes that decode come back the same from the encoder and from JSON.
#include "fuzz/targets/target.hpp"

using namespace wireproof::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return run(data, size, [](const Trial& trial) {
        trial.require(encoding_is_a_fixed_point(trial.subject));
        if (trial.in_full) trial.require(json_keeps_everything(trial.subject));
    });
}
