// fuzz_own_scripts: any text as a session script. What is wrong is said with file, step and reason.
#include "fuzz/data_folder.hpp"
#include "fuzz/own/target.hpp"
#include "harness/session/script.hpp"

using namespace wireproof;

namespace {

const session::Library& library() {
    static const auto kLibrary = session::Library::open(fuzz::data_folder().root);
    return kLibrary.value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto document = parse_json(fuzz::text_of(data, size));
    if (!document) return 0;
    const auto scripts = library().read(*document, "fuzzed.json", Json::object());
    if (scripts) {
        fuzz::require(!scripts->empty(), "a file without a script is accepted");
        return 0;
    }
    fuzz::require(!scripts.error().empty(), "a script is refused without a reason");
    for (const auto& error : scripts.error())
        fuzz::require(error.file == "fuzzed.json" && !error.message.empty(), "an error without file or reason");
    return 0;
}
