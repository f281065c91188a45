// fuzz-nothing: no input means anything to it. What it runs a second is what the engine can do.
#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t*, std::size_t) { return 0; }
