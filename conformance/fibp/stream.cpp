#include "conformance/fibp/stream.hpp"

namespace wireproof::fibp {

std::optional<FrameReader::Arrival> FrameReader::next() {
    while (error_.ok() && !buffer_.view().empty()) {
        RawFrame frame;
        frame.opcodes = opcodes_;
        Reader io(buffer_.view(), context_, Reader::Extent::prefix);
        RawFrame::layout(io, frame);
        const auto size = io.offset();
        const auto at = buffer_.offset();
        auto error = io.finish();
        if (error.code == Errc::truncated) return std::nullopt;
        auto outcome = Joiner::Outcome::broken;
        if (error.ok()) {
            outcome = joiner_.take(frame);
            error = std::move(joiner_.error());
        }
        if (outcome == Joiner::Outcome::broken) {
            error_ = std::move(error);
            error_.offset += at;
            return std::nullopt;
        }
        std::optional<Arrival> arrival;
        if (outcome == Joiner::Outcome::whole) {
            const auto own = buffer_.view().first(size);
            arrival = Arrival{.wire = Bytes(own.begin(), own.end()), .offset = at};
        } else if (outcome == Joiner::Outcome::joined) {
            arrival = Arrival{.wire = std::move(joiner_.joined()), .offset = at, .last_part = size};
        }
        buffer_.take(size);
        if (arrival) return arrival;
    }
    return std::nullopt;
}

void Stream::feed(ByteView bytes, std::vector<StreamFrame>& out) {
    if (!error_.ok()) return;
    frames_.add(bytes);
    while (auto arrival = frames_.next()) {
        wire::FrameValue frame(which_(arrival->wire));
        // The limit holds for each part, and the reader has seen to it.
        context_.max_frame_size = arrival->wire.size();
        error_ = frame.decode(arrival->wire, context_);
        if (!error_.ok()) {
            // A fault inside a joined body has no single place in the stream.
            error_.offset = arrival->offset + (arrival->last_part == 0 ? error_.offset : 0);
            return;
        }
        out.push_back({frame, arrival->offset, std::move(arrival->wire), arrival->last_part});
    }
    error_ = frames_.error();
}

}  // namespace wireproof::fibp
