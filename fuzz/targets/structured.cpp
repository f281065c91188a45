// fuzz_<protocol>_structured: mostly valid frames, made by fuzz/mutator, so that the checks behind lengths and
// checksums are reached. WIREPROOF_FUZZ_STATS=1 prints at exit how many inputs each frame accepted.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <map>

#include "fuzz/targets/target.hpp"

using namespace wireproof::fuzz;

namespace {

class Acceptance {
public:
    Acceptance() : wanted_(std::getenv("WIREPROOF_FUZZ_STATS") != nullptr) {
        catalogue();  // made before this object is, so it is still there when this one prints
    }
    Acceptance(const Acceptance&) = delete;
    Acceptance& operator=(const Acceptance&) = delete;
    ~Acceptance() {
        if (!wanted_) return;
        Counts all;
        for (const auto& [choice, counts] : counts_) {
            print(choice->type->name, counts);
            all.accepted += counts.accepted;
            all.total += counts.total;
        }
        print("all frames", all);
    }
    void add(const Trial& trial) {
        if (!wanted_) return;
        auto& counts = counts_[&trial.choice];
        ++counts.total;
        wireproof::wire::FrameValue frame(trial.subject.type);
        if (frame.decode(trial.subject.bytes, trial.subject.context).ok()) ++counts.accepted;
    }

private:
    struct Counts {
        std::size_t accepted = 0;
        std::size_t total = 0;
    };
    static void print(std::string_view name, const Counts& counts) {
        const auto share =
            counts.total == 0 ? 0.0 : 100.0 * static_cast<double>(counts.accepted) / static_cast<double>(counts.total);
        fmt::print(stderr, "{:>24} {:>10} of {:>10} accepted, {:5.1f} %\n", name, counts.accepted, counts.total, share);
    }
    bool wanted_;
    std::map<const Catalogue::Choice*, Counts> counts_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Acceptance acceptance;
    return run(data, size, [](const Trial& trial) {
        acceptance.add(trial);
        trial.require(encoding_is_a_fixed_point(trial.subject));
        if (!trial.in_full) return;
        trial.require(annotator_agrees(trial.subject));
        trial.require(changed_value_comes_back(trial.subject));
    });
}
