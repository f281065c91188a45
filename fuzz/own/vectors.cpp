// fuzz_own_vectors: any text as a file of vectors. What is wrong is said with a reason; what is accepted can be
// expanded and asked, and the reference's answer is judged.
#include "conformance/schema.hpp"
#include "conformance/suite/judge.hpp"
#include "fuzz/data_folder.hpp"
#include "fuzz/own/target.hpp"

using namespace wireproof;

namespace {

const Schema& schema() {
    static const auto kSchema = Schema::load(fuzz::data_folder().schema("vectors"));
    return kSchema.value();
}

const Protocol& protocol_of(const Json& document) {
    const bool says = document.is_object() && document.contains("protocol") && document["protocol"].is_string();
    const auto* const named = says ? find_protocol(document["protocol"].get<std::string>()) : nullptr;
    return named != nullptr ? *named : protocols().front();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto document = parse_json(fuzz::text_of(data, size));
    if (!document) {
        fuzz::require(!document.error().empty(), "a text is refused without a reason");
        return 0;
    }
    const auto loaded = suite::read_vectors(*document, schema(), protocol_of(*document), "fuzzed.json");
    for (const auto& problem : loaded.problems) fuzz::require(!problem.what.empty(), "a problem without a reason");
    const auto cases = suite::expand(loaded.vectors, false, 1);
    for (const auto& each : cases.cases) {
        const auto judged = suite::judge(each, suite::settled(each), suite::reference_answer(each), true);
        fuzz::require((judged.verdict == Verdict::pass) == judged.reason.empty(), "a verdict without its reason");
    }
    return 0;
}
