// The protocol table of a target: its own protocol alone, since after every input libFuzzer reads the counters of all
// code that is linked. The only file that is compiled for each protocol.
#include WIREPROOF_FUZZ_HEADER

namespace wireproof {

std::span<const Protocol> protocols() {
    static const Protocol kProtocols[] = {WIREPROOF_FUZZ_PROTOCOL::protocol()};
    return kProtocols;
}

}  // namespace wireproof
