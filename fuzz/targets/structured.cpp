// fuzz_<protocol>_structured: mostly valid frames, made by fuzz/mutator, so that the checks behind lengths and
// checksums are reached.
#include "fuzz/targets/target.hpp"

using namespace wireproof::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return run(data, size, [](const Trial& trial) {
        trial.require(encoding_is_a_fixed_point(trial.subject));
        if (!trial.in_full) return;
        trial.require(annotator_agrees(trial.subject));
        trial.require(changed_value_comes_back(trial.subject));
    });
}
