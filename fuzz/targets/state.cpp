// fuzz_<protocol>_state: a session, frame by frame and byte by byte. Whatever the peer and this end do, the machine
// keeps its word, and it does not matter how the bytes arrive.
#include "fuzz/targets/target.hpp"

using namespace wireproof::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto attempt = [](const Trial& trial) {
        const auto& [type, steps, context, seed] = trial.subject;
        trial.require(session_is_sound(*trial.choice.variant, steps, context));
        trial.require(session_ends_agree(*trial.choice.variant, steps, context));
        trial.require(session_splits_do_not_matter(*trial.choice.variant, steps, context, seed));
    };
    const auto count = [](Reach& counts, const Trial& trial) {
        counts.add_session(*trial.choice.variant, trial.subject.bytes, trial.subject.context);
    };
    return run(data, size, attempt, count);
}
