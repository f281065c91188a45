#include "conformance/testee/lines.hpp"

#include <unistd.h>

#include <cerrno>
#include <utility>

namespace wireproof::testee {
namespace {

constexpr std::size_t kPiece = std::size_t{64} << 10;

}  // namespace

void LineReader::read(int descriptor) {
    if (state_ != State::open) return;
    buffer_.erase(0, taken_);
    scanned_ -= taken_;
    taken_ = 0;
    const auto before = buffer_.size();
    buffer_.resize(before + kPiece);
    const auto size = ::read(descriptor, buffer_.data() + before, kPiece);
    const int error = size < 0 ? errno : 0;
    buffer_.resize(before + (size > 0 ? static_cast<std::size_t>(size) : 0));
    if (size == 0 || (size < 0 && error != EAGAIN && error != EINTR)) state_ = State::ended;
}

bool LineReader::next(std::string_view& line) {
    if (state_ == State::too_long) return false;
    const auto end = buffer_.find('\n', scanned_);
    const bool whole = end != std::string::npos;
    const auto stop = whole ? end : buffer_.size();
    if (stop - taken_ > max_line_) {
        state_ = State::too_long;
        return false;
    }
    if (!whole && (state_ == State::open || stop == taken_)) {
        scanned_ = stop;
        return false;
    }
    line = std::string_view(buffer_).substr(taken_, stop - taken_);
    taken_ = scanned_ = whole ? stop + 1 : stop;
    return true;
}

void LineWriter::add(std::string_view line) {
    buffer_ += line;
    buffer_ += '\n';
}

bool LineWriter::write(int descriptor) {
    while (pending() > 0) {
        const auto size = ::write(descriptor, buffer_.data() + taken_, pending());
        if (size > 0) {
            taken_ += static_cast<std::size_t>(size);
            continue;
        }
        if (size < 0 && errno == EINTR) continue;
        const bool later = size < 0 && errno == EAGAIN;
        if (later && taken_ > kPiece) buffer_.erase(0, std::exchange(taken_, 0));
        return later;
    }
    buffer_.clear();
    taken_ = 0;
    return true;
}

}  // namespace wireproof::testee
