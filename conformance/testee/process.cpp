#include "conformance/testee/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <memory>
#include <thread>

namespace wireproof::testee {
namespace {

using namespace std::chrono_literals;

struct Pipe {
    Descriptor read, write;
};

std::expected<Pipe, int> make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::unexpected(errno);
    return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

void set_non_blocking(int descriptor) { ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK); }

void ignore_sigpipe() {
    struct sigaction now{};
    if (::sigaction(SIGPIPE, nullptr, &now) == 0 && now.sa_handler == SIG_DFL) std::signal(SIGPIPE, SIG_IGN);
}

// Recipe: what posix_spawn wants, freed at the end.
class Recipe {
public:
    Recipe(const std::string& directory, const Pipe& in, const Pipe& out, const Pipe& err) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_adddup2(&actions_, in.read.get(), STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions_, out.write.get(), STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions_, err.write.get(), STDERR_FILENO);
        // A socket that one thread has just opened would otherwise be held open by what another thread starts: its end
        // would not reach the peer.
        posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
        if (!directory.empty()) posix_spawn_file_actions_addchdir_np(&actions_, directory.c_str());
        posix_spawnattr_init(&attributes_);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
        posix_spawnattr_setpgroup(&attributes_, 0);
        sigset_t set;
        sigfillset(&set);
        posix_spawnattr_setsigdefault(&attributes_, &set);
        sigemptyset(&set);
        posix_spawnattr_setsigmask(&attributes_, &set);
    }
    Recipe(const Recipe&) = delete;
    Recipe& operator=(const Recipe&) = delete;
    ~Recipe() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    // spawn gives the errno of the call or of exec in the child: glibc hands it back through the memory they share.
    int spawn(pid_t& id, const std::vector<std::string>& words, std::vector<std::string> environment) {
        auto arguments = pointers(words);
        auto variables = pointers(environment);
        return ::posix_spawnp(&id, arguments[0], &actions_, &attributes_, arguments.data(), variables.data());
    }

private:
    static std::vector<char*> pointers(const std::vector<std::string>& texts) {
        std::vector<char*> out;
        for (const auto& text : texts) out.push_back(const_cast<char*>(text.c_str()));
        out.push_back(nullptr);
        return out;
    }
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

std::vector<std::string> child_environment() {
    std::vector<std::string> out = {"LC_ALL=C.UTF-8"};
    for (char** variable = environ; *variable != nullptr; ++variable)
        if (!std::string_view(*variable).starts_with("LC_ALL=")) out.emplace_back(*variable);
    return out;
}

std::string because(const Command& command, int error) {
    const auto where = command.directory.empty() ? std::string() : fmt::format(" in {}", command.directory.string());
    return fmt::format("cannot start `{}`{}: {}", command.text(), where, std::strerror(error));
}

// discard throws away a piece of what is there; false at the end of the pipe.
bool discard(int descriptor) {
    std::array<char, 16384> piece;
    const auto size = ::read(descriptor, piece.data(), piece.size());
    return size > 0 || (size < 0 && (errno == EAGAIN || errno == EINTR));
}

}  // namespace

std::string Exit::text() const {
    if (signal) return fmt::format("signal {} ({})", *signal, ::strsignal(*signal));
    return fmt::format("exit code {}", code.value_or(-1));
}

std::expected<Process, std::string> Process::start(const Command& command) {
    if (command.words.empty() || command.words.front().empty()) return std::unexpected("the command is empty");
    std::error_code ignored;
    if (!command.directory.empty() && !std::filesystem::is_directory(command.directory, ignored))
        return std::unexpected(
            fmt::format("cannot start `{}`: no folder {}", command.text(), command.directory.string()));
    auto in = make_pipe();
    auto out = make_pipe();
    auto err = make_pipe();
    if (!in || !out || !err) return std::unexpected(because(command, EMFILE));
    ignore_sigpipe();
    Process process;
    Recipe recipe(command.directory.string(), *in, *out, *err);
    if (const int error = recipe.spawn(process.id_, command.words, child_environment()); error != 0) {
        process.id_ = -1;
        return std::unexpected(because(command, error));
    }
    process.in_ = std::move(in->write);
    process.out_ = std::move(out->read);
    process.err_ = std::move(err->read);
    for (const int descriptor : {process.in(), process.out(), process.err()}) set_non_blocking(descriptor);
    return process;
}

Process::Process(Process&& other) noexcept
    : id_(std::exchange(other.id_, -1)),
      in_(std::move(other.in_)),
      out_(std::move(other.out_)),
      err_(std::move(other.err_)),
      tail_(std::move(other.tail_)),
      exit_(other.exit_) {}

Process& Process::operator=(Process&& other) noexcept {
    if (this == &other) return *this;
    kill();
    id_ = std::exchange(other.id_, -1);
    in_ = std::move(other.in_);
    out_ = std::move(other.out_);
    err_ = std::move(other.err_);
    tail_ = std::move(other.tail_);
    exit_ = other.exit_;
    return *this;
}

void Process::drain_err() {
    if (!err_.open()) return;
    // A child that writes faster than we read must not keep us here: at most one tail's worth a call.
    std::array<char, 16384> piece;
    for (std::size_t taken = 0; taken < kTail;) {
        const auto size = ::read(err(), piece.data(), piece.size());
        if (size > 0) {
            tail_.append(piece.data(), static_cast<std::size_t>(size));
            taken += static_cast<std::size_t>(size);
            continue;
        }
        if (size < 0 && errno == EINTR) continue;
        if (size == 0 || errno != EAGAIN) err_.reset();
        break;
    }
    if (tail_.size() > kTail) tail_.erase(0, tail_.size() - kTail);
}

std::optional<Exit> Process::ended() {
    if (exit_ || id_ < 0) return exit_;
    // Looked at without reaping first: as long as the leader is a zombie its group number cannot be given to anybody
    // else.
    siginfo_t info{};
    if (::waitid(P_PID, static_cast<id_t>(id_), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0)
        return std::nullopt;
    signal_group(SIGKILL);
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    exit_ = WIFSIGNALED(status) ? Exit{.signal = WTERMSIG(status)} : Exit{.code = WEXITSTATUS(status)};
    drain_err();
    return exit_;
}

std::optional<Exit> Process::wait(Clock::time_point deadline) {
    for (;;) {
        if (auto exit = ended()) return exit;
        if (Clock::now() >= deadline) return std::nullopt;
        std::array<pollfd, 2> watched{{{out(), POLLIN, 0}, {err(), POLLIN, 0}}};
        // The end of a process is not an event of its pipes, whose other ends a grandchild may hold: hence the short
        // step.
        if (::poll(watched.data(), watched.size(), 5) > 0) {
            if (out_.open() && !discard(out())) out_.reset();
            drain_err();
        }
    }
}

Exit Process::stop(std::chrono::milliseconds patience) {
    if (id_ < 0) return exit_.value_or(Exit{});
    close_in();
    if (auto exit = wait(Clock::now() + patience)) return *exit;
    signal_group(SIGTERM);
    if (auto exit = wait(Clock::now() + 1s)) return *exit;
    return kill();
}

Exit Process::kill() {
    if (id_ < 0 || exit_) return exit_.value_or(Exit{});
    signal_group(SIGKILL);
    close_in();
    while (!ended()) std::this_thread::sleep_for(1ms);
    return *exit_;
}

void Process::signal_group(int signal) const { ::kill(-id_, signal); }

}  // namespace wireproof::testee
