// Process: a program under test behind three pipes, started without a shell and always brought to an end.
// POSIX. Starting one ignores SIGPIPE for the whole program if it has its default action: a child that died is news,
// not our death.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/testee/descriptor.hpp"

namespace wireproof::testee {

struct Command {
    std::vector<std::string> words;        // the program, looked for in PATH if it has no slash, and its arguments
    std::filesystem::path directory = {};  // where it runs; empty: where we run. A relative program is relative to it.

    // text is the command as one could type it.
    [[nodiscard]] std::string text() const;
};

// split_command splits as a shell splits words: blanks, 'single', "double" (\" \\ \$ \` inside), \x. Nothing is
// expanded. An error says what is wrong and at which character.
[[nodiscard]] std::expected<std::vector<std::string>, std::string> split_command(std::string_view text);

// How a process ended: one of the two.
struct Exit {
    std::optional<int> code = {};
    std::optional<int> signal = {};

    [[nodiscard]] bool ok() const { return code == 0; }
    // text: `exit code 3`, `signal 11 (Segmentation fault)`.
    [[nodiscard]] std::string text() const;
};

class Process {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::size_t kTail = std::size_t{64} << 10;  // bytes of stderr that are kept, the last ones

    // start runs the command in a process group of its own, with LC_ALL=C.UTF-8. The error says why it could not be
    // started.
    [[nodiscard]] static std::expected<Process, std::string> start(const Command& command);

    Process(Process&& other) noexcept;
    Process& operator=(Process&& other) noexcept;
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process() { kill(); }

    [[nodiscard]] pid_t id() const { return id_; }
    // The pipe ends, all non-blocking. An event loop may watch them; it leaves closing to this class.
    [[nodiscard]] int in() const { return in_.get(); }
    [[nodiscard]] int out() const { return out_.get(); }
    [[nodiscard]] int err() const { return err_.get(); }
    void close_in() { in_.reset(); }

    // drain_err moves what is waiting on stderr into the tail; at its end the descriptor is closed.
    void drain_err();
    [[nodiscard]] std::string_view err_tail() const { return tail_; }

    // ended tells without waiting whether the process is over; what is left of its group is killed then.
    [[nodiscard]] std::optional<Exit> ended();
    // wait gives it until the deadline, reading stderr and throwing stdout away meanwhile, so that nobody blocks on a
    // full pipe.
    [[nodiscard]] std::optional<Exit> wait(Clock::time_point deadline);
    // stop ends it in good order: end of input, `patience`, SIGTERM to the group, 1 s, SIGKILL to the group.
    Exit stop(std::chrono::milliseconds patience = std::chrono::seconds(2));
    // kill ends it at once, with its group.
    Exit kill();

private:
    Process() = default;
    void signal_group(int signal) const;

    pid_t id_ = -1;
    Descriptor in_, out_, err_;
    std::string tail_;
    std::optional<Exit> exit_;
};

}  // namespace wireproof::testee
