// Messages in chunks: joining them, and the sequence of chunks that makes one message as a value. Rules: PROTOCOL.md
// sections 5 to 7.
#pragma once

#include <chrono>
#include <expected>
#include <map>

#include "conformance/haystack/frames.hpp"

namespace wireproof::haystack {

inline constexpr std::uint64_t kChunkSize = 256 << 10;  // bytes of payload, unless a caller says otherwise (5.4)
inline constexpr std::size_t kMaxUnfinished = 1024;     // policy: messages that are not complete (6.12)

// ChunkAssembler puts the chunks of one direction of a connection together. It has no clock: time is a number that the
// caller gives, and only ever grows.
class ChunkAssembler {
public:
    using Time = std::chrono::microseconds;
    static constexpr Time kPatience = std::chrono::seconds(60);  // from a message's first chunk on (6.10)

    // Of the context, the profile and `max_decompressed` count.
    explicit ChunkAssembler(const Context& context = {}, Time patience = kPatience)
        : strict_(context.strict), most_(context.max_decompressed.value_or(kMaxUnfolded)), patience_(patience) {}

    // take takes a frame that has a chunk header, and gives the message that it completes: a frame without one.
    // `bad_sequence` (6.5, 16.3 to 16.5) or `too_large` (6.12), with the offset 0, if it cannot be joined.
    [[nodiscard]] std::expected<std::optional<Frame>, Error> take(Frame frame, Time now);
    // drop_overdue forgets the messages that have waited for longer than the patience, and tells how many.
    std::size_t drop_overdue(Time now);
    // deadline: when the first message is overdue.
    [[nodiscard]] std::optional<Time> deadline() const;

    [[nodiscard]] std::size_t unfinished() const { return messages_.size(); }
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }  // of payload, of all unfinished messages

private:
    using Key = std::pair<std::uint16_t, std::uint8_t>;  // req_id and op (6.1)
    struct Message {
        std::uint16_t total;
        Time began;
        std::map<std::uint16_t, Bytes> chunks;
        std::size_t bytes = 0;
    };
    using Messages = std::map<Key, Message>;

    [[nodiscard]] Error refused_by_strict(const Chunk& chunk, const Message* message) const;
    void drop(Messages::iterator message);
    static Bytes joined(Message& message);

    bool strict_;
    std::uint64_t most_;
    Time patience_;
    Messages messages_;
    std::uint64_t bytes_ = 0;
};

// A message as the list of frames that it travels in (section 7): what it would be in one frame.
struct ChunkSequence {
    std::uint8_t flags{};
    std::uint16_t req_id{};
    std::uint8_t op = Frame{}.op;
    std::optional<std::uint8_t> compression;  // of each chunk, when they are written; what was read has none
    Bytes payload;                            // joined

    static void layout(auto& io, auto& v) {
        io("flags", v.flags, u8);
        io("req_id", v.req_id, u16be);
        io("op", v.op, enumeration(u8, kOps));
        io("compression", v.compression, if_announced(algorithm));
        io("payload", v.payload, rest);
    }
    static Error decode_messages(std::span<const ByteView> in, ChunkSequence& out, const Context& context);
    // Chunks of `context.chunk_size` bytes.
    static Error encode_messages(const ChunkSequence& in, std::vector<Bytes>& out, const Context& context);
};

}  // namespace wireproof::haystack
