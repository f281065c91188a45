// fuzz_own_known: any text as a known.json. What is wrong is said with the file's name; what is accepted judges cases.
#include "conformance/testee/known.hpp"
#include "conformance/json_file.hpp"
#include "fuzz/own/target.hpp"

using namespace wireproof;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto document = parse_json(fuzz::text_of(data, size));
    if (!document) return 0;
    auto known = testee::KnownFailures::parse(*document, "fuzzed.json");
    if (!known) {
        fuzz::require(known.error().starts_with("fuzzed.json"), "an error without the file's name");
        return 0;
    }
    known->for_version("0.1.0");
    known->for_sessions(false);
    for (const auto* const id : {"any-k7q2m", "any-k7q2m/truncate@7", ""})
        for (const auto verdict : {Verdict::pass, Verdict::fail, Verdict::crash, Verdict::unsupported}) {
            const auto judged = known->judge(id, verdict, "response");
            fuzz::require(judged.entry != nullptr || judged.verdict == verdict, "a verdict changed without an entry");
            fuzz::require(verdict != Verdict::unsupported || judged.verdict == verdict, "unsupported was excused");
        }
    for (const auto& bad : known->bad_entries("2026-06-30", true))
        fuzz::require(!bad.empty(), "a bad entry without a reason");
    return 0;
}
