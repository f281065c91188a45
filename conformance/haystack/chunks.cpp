#include "conformance/haystack/chunks.hpp"

#include <algorithm>
#include <limits>

namespace wireproof::haystack {
namespace {

Error bad_sequence(std::string detail) { return {Errc::bad_sequence, 0, {}, std::move(detail)}; }

// What makes one message of a list of frames, and nothing else.
class SequenceReader {
public:
    explicit SequenceReader(const Context& context) : context_(context), assembler_(context) {}

    [[nodiscard]] Error take(ByteView message) {
        Frame frame;
        if (auto error = wire::decode(message, frame, context_); !error.ok()) return error;
        if (!frame.chunk) return bad_sequence("a frame without a chunk header");
        if (complete_) return bad_sequence("comes after the message is complete");
        if (!first_) {
            first_ = {frame.req_id, frame.op};
            if (frame.chunk->total == 0) return bad_sequence("of no chunks");
        } else if (*first_ != std::pair{frame.req_id, frame.op}) {
            return bad_sequence("belongs to another message");
        }
        auto joined = assembler_.take(std::move(frame), {});
        if (!joined) return std::move(joined.error());
        complete_ = std::move(*joined);
        return {};
    }
    [[nodiscard]] std::optional<Frame>& complete() { return complete_; }

private:
    const Context& context_;
    ChunkAssembler assembler_;
    std::optional<std::pair<std::uint16_t, std::uint8_t>> first_;
    std::optional<Frame> complete_;
};

}  // namespace

// ---- joining ------------------------------------------------------------------------------------------------------
Error ChunkAssembler::refused_by_strict(const Chunk& chunk, const Message* message) const {
    if (!strict_) return {};
    if (chunk.index >= chunk.total) return bad_sequence("the index is not below the total");
    if (message == nullptr) return {};
    if (chunk.total != message->total) return bad_sequence("another total than the first chunk's");
    if (message->chunks.contains(chunk.index)) return bad_sequence("this index was there before");
    return {};
}

std::expected<std::optional<Frame>, Error> ChunkAssembler::take(Frame frame, Time now) {
    const auto chunk = *frame.chunk;
    const Key key{frame.req_id, frame.op};
    auto it = messages_.find(key);
    const bool begins = it == messages_.end();
    if (auto error = refused_by_strict(chunk, begins ? nullptr : &it->second); !error.ok())
        return std::unexpected(std::move(error));
    if (begins && messages_.size() == kMaxUnfinished)
        return std::unexpected(Error{Errc::too_large, 0, {}, "too many messages are unfinished"});
    if (begins) it = messages_.emplace(key, Message{.total = chunk.total, .began = now, .chunks = {}}).first;
    auto& message = it->second;
    auto& place = message.chunks[chunk.index];
    bytes_ -= place.size();
    message.bytes -= std::exchange(place, {}).size();
    if (frame.payload.size() > most_ - bytes_) {
        drop(it);
        return std::unexpected(Error{Errc::too_large, 0, {}, "the unfinished messages are over the limit"});
    }
    bytes_ += frame.payload.size();
    message.bytes += frame.payload.size();
    place = std::move(frame.payload);
    if (message.chunks.size() != message.total) return std::nullopt;

    const bool has_gap = message.chunks.rbegin()->first != message.total - 1;
    if (!has_gap) frame.payload = joined(message);
    drop(it);
    if (has_gap) return std::unexpected(bad_sequence("as many chunks as the total says, but with a gap"));
    frame.compression.reset();
    frame.chunk.reset();
    return frame;
}

// The chunks leave the message as they are joined, so that there is little more than one of it.
Bytes ChunkAssembler::joined(Message& message) {
    auto out = std::exchange(message.chunks.begin()->second, {});
    out.reserve(message.bytes);
    for (auto& [index, bytes] : message.chunks) {
        out.insert(out.end(), bytes.begin(), bytes.end());
        Bytes().swap(bytes);
    }
    return out;
}

void ChunkAssembler::drop(Messages::iterator message) {
    bytes_ -= message->second.bytes;
    messages_.erase(message);
}

std::size_t ChunkAssembler::drop_overdue(Time now) {
    const auto before = messages_.size();
    for (auto it = messages_.begin(); it != messages_.end();) {
        const auto message = it++;
        if (now - message->second.began > patience_) drop(message);
    }
    return before - messages_.size();
}

std::optional<ChunkAssembler::Time> ChunkAssembler::deadline() const {
    std::optional<Time> first;
    for (const auto& [key, message] : messages_) {
        const auto overdue = message.began + patience_ + Time(1);
        if (!first || overdue < *first) first = overdue;
    }
    return first;
}

// ---- sequences ----------------------------------------------------------------------------------------------------
Error ChunkSequence::decode_messages(std::span<const ByteView> in, ChunkSequence& out, const Context& context) {
    SequenceReader reader(context);
    std::size_t at = 0;
    for (const auto& message : in) {
        if (auto error = reader.take(message); !error.ok()) {
            error.offset += at;
            return error;
        }
        at += message.size();
    }
    if (!reader.complete()) return {Errc::truncated, at, {}, "chunks are missing"};
    auto& frame = *reader.complete();
    out = {.flags = frame.flags,
           .req_id = frame.req_id,
           .op = frame.op,
           .compression = std::nullopt,
           .payload = std::move(frame.payload)};
    return {};
}

Error ChunkSequence::encode_messages(const ChunkSequence& in, std::vector<Bytes>& out, const Context& context) {
    const auto size = context.chunk_size.value_or(kChunkSize);
    if (size == 0) return {Errc::unencodable, 0, {}, "chunks of no bytes"};
    const auto total = std::max<std::uint64_t>(1, in.payload.size() / size + (in.payload.size() % size != 0 ? 1 : 0));
    constexpr auto kMost = std::numeric_limits<decltype(Chunk::total)>::max();
    if (total > kMost) return {Errc::unencodable, 0, "payload", "more chunks than a total can say"};
    Frame frame{.flags = in.flags,
                .req_id = in.req_id,
                .op = in.op,
                .compression = in.compression,
                .chunk = Chunk{.index = 0, .total = static_cast<std::uint16_t>(total)},
                .payload = {}};
    for (auto left = ByteView(in.payload); frame.chunk->index < total; ++frame.chunk->index) {
        const auto piece = left.first(std::min<std::size_t>(size, left.size()));
        left = left.subspan(piece.size());
        frame.payload.assign(piece.begin(), piece.end());
        Buffer bytes;
        if (auto error = wire::encode(frame, bytes); !error.ok()) return error;
        out.push_back(bytes.bytes());
    }
    return {};
}

}  // namespace wireproof::haystack
