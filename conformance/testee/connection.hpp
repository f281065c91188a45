// Connection: one run of a testee's process, from hello to its end; matches replies with what was asked.
// It asks and listens; what a death or a silence means for the cases is the Runner's business.
#pragma once

#include <nlohmann/json.hpp>

#include "conformance/testee/hello.hpp"
#include "conformance/testee/process.hpp"

namespace wireproof::testee {

// What a testee made of one request.
enum class Outcome : std::uint8_t {
    answered,     // status ok or error; the reply is in `body`
    unsupported,  // by its hello, its reply, or because the line would be too long
    crash,
    timeout,
    broken,   // it broke the pipe protocol
    not_run,  // given up on, or interrupted
};
[[nodiscard]] std::string_view name_of(Outcome outcome);

struct Reply {
    Outcome outcome = Outcome::not_run;
    Json body = {};                 // answered: the whole reply
    std::string detail = {};        // everything else: why, one clause
    std::optional<Exit> exit = {};  // crash: how it ended
    std::string stderr_tail = {};   // crash, timeout, broken: the last 4 KiB
    std::uint64_t time_us = 0;      // from being asked, or from the reply before, whichever is later
};

// Something that ends a connection; `why` as in Reply.
struct Incident {
    Outcome kind;
    std::string why;
    std::optional<Exit> exit = {};
};

class Connection {
public:
    using Clock = Process::Clock;
    struct Limits {
        std::chrono::milliseconds hello{10'000};
        std::size_t max_line = kMaxLine;  // of a reply
    };
    struct Answer {
        std::size_t index;  // the caller's
        Reply reply;
    };

    // open starts the program and hears its hello. The error is `crash` (also: could not be started), `timeout` or
    // `broken`.
    [[nodiscard]] static std::expected<Connection, Incident> open(const Command& command, const Limits& limits);

    [[nodiscard]] const Hello& hello() const { return hello_; }
    [[nodiscard]] std::string_view err_tail() const { return process_.err_tail(); }
    // How many requests wait for an answer, and whose.
    [[nodiscard]] std::size_t outstanding() const { return outstanding_; }
    [[nodiscard]] std::vector<std::size_t> outstanding_indices() const;
    [[nodiscard]] std::size_t asked() const { return sent_.size(); }
    // When the testee last did what was asked of it: an answer, or the first request after a pause.
    [[nodiscard]] Clock::time_point last_progress() const { return last_progress_; }

    // A request as it is sent, but for `seq`.
    struct Question {
        std::string object;  // JSON text
        bool decodes;        // else it encodes
    };
    void ask(std::size_t index, const Question& question);
    // pump waits until the deadline at the latest for the testee to do something and appends its answers. After an
    // incident the connection answers nothing any more.
    [[nodiscard]] std::optional<Incident> pump(Clock::time_point deadline, std::vector<Answer>& answers);

    // close says bye and ends the process in good order; kill does it at once.
    Exit close();
    Exit kill() { return process_.kill(); }

private:
    struct Sent {
        std::size_t index;
        Clock::time_point at;
        enum class State : std::uint8_t { waiting, answered, answered_twice } state = State::waiting;
        bool decodes;
    };

    Connection(Process process, const Limits& limits) : process_(std::move(process)), reader_(limits.max_line) {}
    std::optional<Incident> hear_hello(const Limits& limits);
    // serve_pipes reads and writes what is possible, waiting for it until the deadline.
    void serve_pipes(Clock::time_point deadline);
    std::optional<Incident> take_line(std::string_view line, std::vector<Answer>& answers);
    [[nodiscard]] std::optional<Incident> ending();

    Process process_;
    LineReader reader_;
    LineWriter writer_;
    Hello hello_;
    std::vector<Sent> sent_;  // by seq - 1
    std::size_t outstanding_ = 0;
    Clock::time_point last_progress_{};
};

}  // namespace wireproof::testee
