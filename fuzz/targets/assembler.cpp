// fuzz_<protocol>_assembler: any messages as a frame that travels as several. Neither crashes nor takes much memory,
// and what is put together can be cut into pieces again.
#define WIREPROOF_FUZZ_CATALOGUE Catalogue::Kind::messages
#include "fuzz/targets/target.hpp"

using namespace wireproof::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto attempt = [](const Trial& trial) { trial.require(messages_are_sound(trial.subject)); };
    const auto count = [](Reach& counts, const Trial& trial) {
        counts.add_messages(trial.choice, trial.subject.bytes, trial.subject.context);
    };
    return run(data, size, attempt, count);
}
