// Lines over non-blocking descriptors: text comes in by the line, with a limit, and goes out as fast as the other side
// reads. They own nothing and wait for nothing; an event loop calls them when its descriptor is ready.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wireproof::testee {

// A line longer than this is refused unless a testee's hello says otherwise; bytes.
inline constexpr std::size_t kMaxLine = std::size_t{64} << 20;

class LineReader {
public:
    enum class State : std::uint8_t {
        open,
        ended,     // the other side closed
        too_long,  // a line over the limit: nothing more is read
    };

    explicit LineReader(std::size_t max_line = kMaxLine) : max_line_(max_line) {}

    // read takes what is there, at most a piece of 64 KiB, so that a writer without end cannot keep its reader.
    void read(int descriptor);
    // next gives the next whole line without its end, valid until the next read; false if there is none. A last line
    // without an end is given once the other side has closed.
    [[nodiscard]] bool next(std::string_view& line);
    [[nodiscard]] State state() const { return state_; }

private:
    std::size_t max_line_;
    std::string buffer_;
    std::size_t taken_ = 0;    // lines before it have been handed out
    std::size_t scanned_ = 0;  // no line end in [taken_, scanned_)
    State state_ = State::open;
};

class LineWriter {
public:
    // add queues a line; its end is added.
    void add(std::string_view line);
    // write hands over as much as the descriptor takes; false if the other side does not read any more.
    [[nodiscard]] bool write(int descriptor);
    [[nodiscard]] std::size_t pending() const { return buffer_.size() - taken_; }

private:
    std::string buffer_;
    std::size_t taken_ = 0;
};

}  // namespace wireproof::testee
