// fuzz_websocket_fragments: the assembler of messages. Any bytes as the frames of one direction: what it puts together
// is what the frames carried, and text is UTF-8; cut into other fragments, a message is the same again.
#include <random>

#include "conformance/websocket/assembler.hpp"
#include "conformance/websocket/websocket.hpp"
#include "conformance/wire/utf8.hpp"
#include "fuzz/targets/target.hpp"

using namespace wireproof;
using namespace wireproof::fuzz;

namespace {

constexpr std::uint64_t kMostInMessage = 4096;

using websocket::Assembler;
using websocket::Frame;
using websocket::Message;

std::vector<StreamFrame> frames_of(ByteView bytes, const Context& context) {
    std::vector<StreamFrame> frames;
    websocket::frame_stream(context)->feed(bytes, frames);
    std::erase_if(frames,
                  [](const auto& each) { return websocket::is_control(each.value.template as<Frame>().opcode); });
    return frames;
}

// The message as frames whose ends lie anywhere; `from` is where its first one stands.
std::vector<StreamFrame> cut(const Message& message, const wire::FrameType& type, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::vector<StreamFrame> frames;
    for (std::size_t at = 0; frames.empty() || at < message.payload.size();) {
        const auto left = message.payload.size() - at;
        const auto size = static_cast<std::size_t>(random() % (left + 1));
        wire::FrameValue frame(type);
        const auto from = message.payload.begin() + static_cast<std::ptrdiff_t>(at);
        frame.as<Frame>() = {.fin = false,
                             .rsv = 0,
                             .opcode = frames.empty() ? message.opcode : std::uint8_t{0},
                             .length_form = {},
                             .mask = {},
                             .payload = Bytes(from, from + static_cast<std::ptrdiff_t>(size))};
        frames.push_back({.value = std::move(frame), .offset = message.offset + at, .wire = {}});
        at += size;
    }
    frames.back().value.as<Frame>().fin = true;
    return frames;
}

Finding same_again(const Message& message, const wire::FrameType& type, std::uint64_t seed) {
    Assembler assembler(kMostInMessage);
    std::optional<Message> whole;
    for (const auto& frame : cut(message, type, seed)) {
        auto taken = assembler.take(frame);
        if (!taken) return "other fragments of a message are refused: " + describe(taken.error());
        if (*taken) whole = std::move(**taken);
    }
    const bool same = whole && whole->payload == message.payload && whole->opcode == message.opcode;
    return same ? Finding() : Finding("other fragments of a message are another message");
}

Finding messages_are_what_frames_carry(const Subject& subject) {
    Assembler assembler(kMostInMessage);
    Bytes carried;
    for (const auto& frame : frames_of(subject.bytes, subject.context)) {
        const auto& payload = frame.value.as<Frame>().payload;
        const auto taken = assembler.take(frame);
        if (!taken) return std::nullopt;
        carried.insert(carried.end(), payload.begin(), payload.end());
        if (carried.size() > kMostInMessage) return "a message grew over its limit";
        if (!*taken) continue;
        const auto& message = **taken;
        if (message.payload != carried) return "a message is not what its frames carried";
        if (message.opcode == websocket::opcode("text") && !is_utf8(message.payload)) return "text that is no UTF-8";
        if (auto finding = same_again(message, subject.type, subject.seed)) return finding;
        carried.clear();
    }
    return std::nullopt;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto attempt = [](const Trial& trial) { trial.require(messages_are_what_frames_carry(trial.subject)); };
    const auto count = [](Reach& counts, const Trial& trial) {
        counts.add_stream(*trial.choice.variant, trial.subject.bytes, trial.subject.context);
    };
    return run(data, size, attempt, count);
}
