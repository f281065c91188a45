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
    Acceptance() : wanted_(std::getenv("WIREPROOF_FUZZ_STATS") != nullptr) {}
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
    void add(const Catalogue::Choice& choice, const Subject& subject) {
        if (!wanted_) return;
        auto& counts = counts_[&choice];
        ++counts.total;
        wireproof::wire::FrameValue frame(subject.type);
        if (frame.decode(subject.bytes, subject.context).ok()) ++counts.accepted;
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
    return run(data, size, [](const Catalogue::Choice& choice, const Subject& subject) {
        acceptance.add(choice, subject);
        require(annotator_agrees(subject), choice.type->name, subject.bytes);
        require(encoding_is_a_fixed_point(subject), choice.type->name, subject.bytes);
        require(changed_value_comes_back(subject), choice.type->name, subject.bytes);
    });
}
