// fuzz_<protocol>_stream: bytes of one direction of a connection. However they are cut, the same frames come out.
#include "fuzz/targets/target.hpp"

using namespace wireproof::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto attempt = [](const Trial& trial) {
        const auto& [type, bytes, context, seed] = trial.subject;
        trial.require(splits_do_not_matter(*trial.choice.variant, bytes, context, seed));
        if (trial.in_full) trial.require(single_bytes_do_not_matter(*trial.choice.variant, bytes, context));
    };
    const auto count = [](Reach& counts, const Trial& trial) {
        counts.add_stream(*trial.choice.variant, trial.subject.bytes, trial.subject.context);
    };
    return run(data, size, attempt, count);
}
