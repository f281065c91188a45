// How long our frames of RRQ take for the frames of a file (lines `NAME HEX`, given by tools/bench/rrq.py), for
// comparison with the seed's crate under the same frames. A frame that does not come back as it was ends the run.
#include <benchmark/benchmark.h>

#include <fstream>
#include <string>

#include "conformance/rrq/frames.hpp"
#include "conformance/wire/bytes.hpp"
#include "conformance/wire/frame.hpp"

namespace {

using namespace wireproof;

template <class Frame>
bool add(const std::string& name, const Bytes& in) {
    Frame frame;
    Buffer back;
    if (!wire::decode(in, frame).ok() || !wire::encode(frame, back).ok() || back.bytes() != in) return false;
    benchmark::RegisterBenchmark(("decode " + name + " | described").c_str(), [in](benchmark::State& state) {
        for (auto _ : state) {
            Frame fresh;
            benchmark::DoNotOptimize(wire::decode(in, fresh));
        }
    });
    benchmark::RegisterBenchmark(("encode " + name + " | described").c_str(), [frame](benchmark::State& state) {
        for (auto _ : state) {
            Buffer out;
            benchmark::DoNotOptimize(wire::encode(frame, out));
        }
    });
    return true;
}

bool add_line(const std::string& line) {
    const auto space = line.rfind(' ');
    if (space == std::string::npos) return false;
    const auto name = line.substr(0, space);
    const auto wire = from_hex(line.substr(space + 1));
    return wire && (add<rrq::Request>(name, *wire) || add<rrq::Response>(name, *wire) || add<rrq::Cancel>(name, *wire));
}

}  // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    std::ifstream frames(argc == 2 ? argv[1] : "");
    if (!frames) return 2;
    for (std::string line; std::getline(frames, line);)
        if (!add_line(line)) return 1;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
