#include "conformance/testee/process.hpp"

#include <gtest/gtest.h>
#include <poll.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <sstream>
#include <thread>

#include "conformance/testee/lines.hpp"

namespace wireproof::testee {
namespace {

using namespace std::chrono_literals;
using Words = std::vector<std::string>;

Process sh(const std::string& script) {
    auto process = Process::start({.words = {"/bin/sh", "-c", script}});
    if (!process) throw std::runtime_error(process.error());
    return std::move(*process);
}

std::string first_line(const Process& process) {
    LineReader reader;
    const auto deadline = Process::Clock::now() + 5s;
    for (std::string_view line; Process::Clock::now() < deadline;) {
        if (reader.next(line)) return std::string(line);
        if (reader.state() != LineReader::State::open) break;
        pollfd watched{process.out(), POLLIN, 0};
        ::poll(&watched, 1, 100);
        reader.read(process.out());
    }
    return "(nothing)";
}

// alive_in counts the processes of a group; what is dead and only waits for init to collect it is not alive.
int alive_in(pid_t group) {
    int alive = 0;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const auto name = entry.path().filename().string();
        if (name.find_first_not_of("0123456789") != std::string::npos) continue;
        std::ifstream file(entry.path() / "stat");
        const std::string stat{std::istreambuf_iterator<char>(file), {}};
        const auto name_end = stat.rfind(')');
        if (name_end == std::string::npos) continue;
        std::istringstream rest(stat.substr(name_end + 1));
        char state = 0;
        pid_t parent = 0;
        pid_t its_group = 0;
        rest >> state >> parent >> its_group;
        if (its_group == group && state != 'Z' && state != 'X') ++alive;
    }
    return alive;
}

bool gone(pid_t group) {
    for (int i = 0; i < 200 && alive_in(group) > 0; ++i) std::this_thread::sleep_for(10ms);
    return alive_in(group) == 0;
}

TEST(SplitCommand, SplitsAsAShellDoes) {
    const std::pair<const char*, Words> cases[] = {
        {"a", {"a"}},
        {"  a  b\tc ", {"a", "b", "c"}},
        {"python3 'my adapter.py' --x", {"python3", "my adapter.py", "--x"}},
        {R"(a"b c"d)", {"ab cd"}},
        {R"(a\ b \\ \')", {"a b", "\\", "'"}},
        {R"("\"\\\n" '\n')", {R"("\\n)", R"(\n)"}},
        {"'' \"\"", {"", ""}},
        {"a '$HOME' *", {"a", "$HOME", "*"}},
    };
    for (const auto& [text, words] : cases) EXPECT_EQ(split_command(text), words) << text;
}

TEST(SplitCommand, SaysWhatIsWrong) {
    EXPECT_EQ(split_command("").error(), "the command is empty");
    EXPECT_EQ(split_command("a 'b").error(), "character 3: a quote that is never closed");
    EXPECT_EQ(split_command("a \"b\\\"").error(), "character 3: a quote that is never closed");
    EXPECT_EQ(split_command("ab\\").error(), "character 3: a backslash with nothing behind it");
}

TEST(Command, IsShownAsOneCouldTypeIt) {
    const Command command{.words = {"./a b", "--x=1", "it's", ""}};
    EXPECT_EQ(command.text(), R"('./a b' --x=1 'it'\''s' '')");
    EXPECT_EQ(split_command(command.text()), command.words);
}

TEST(Process, RunsInItsFolderWithUtf8AndItsOwnGroup) {
    auto process = Process::start({.words = {"/bin/sh", "-c", "echo $(pwd) $LC_ALL"}, .directory = "/usr/bin"});
    ASSERT_TRUE(process) << process.error();
    EXPECT_EQ(::getpgid(process->id()), process->id());
    EXPECT_EQ(first_line(*process), "/usr/bin C.UTF-8");
    EXPECT_EQ(process->stop().code, 0);
}

TEST(Process, FindsARelativeProgramInItsFolder) {
    auto process = Process::start({.words = {"./true"}, .directory = "/usr/bin"});
    ASSERT_TRUE(process) << process.error();
    EXPECT_TRUE(process->stop().ok());
}

TEST(Process, SaysWhyItCannotStart) {
    EXPECT_EQ(Process::start({.words = {"no-such-program-anywhere"}}).error(),
              "cannot start `no-such-program-anywhere`: No such file or directory");
    EXPECT_EQ(Process::start({.words = {"true"}, .directory = "/no/such"}).error(),
              "cannot start `true`: no folder /no/such");
    EXPECT_EQ(Process::start({.words = {}}).error(), "the command is empty");
}

TEST(Process, KeepsTheEndOfStderr) {
    auto process = sh("head -c 300000 /dev/zero | tr '\\0' x >&2; echo the end >&2; exit 3");
    EXPECT_EQ(process.wait(Process::Clock::now() + 10s)->code, 3);
    EXPECT_EQ(process.err_tail().size(), Process::kTail);
    EXPECT_TRUE(process.err_tail().ends_with("xthe end\n"));
}

TEST(Process, TellsSignalAndExitCode) {
    EXPECT_EQ(sh("exit 7").wait(Process::Clock::now() + 5s)->text(), "exit code 7");
    EXPECT_EQ(sh("kill -SEGV $$").wait(Process::Clock::now() + 5s)->text(), "signal 11 (Segmentation fault)");
}

TEST(Process, EndsWhenItsInputEnds) {
    auto process = sh("cat; exit 5");
    EXPECT_EQ(process.stop().code, 5);
}

TEST(Process, IsAskedToEndBySignal) {
    auto process = sh("trap 'exit 6' TERM; echo ready; while :; do sleep 0.05; done");
    ASSERT_EQ(first_line(process), "ready");
    EXPECT_EQ(process.stop(50ms).code, 6);
}

TEST(Process, IsKilledWithItsGroupWhenItDoesNotListen) {
    auto process = sh("trap '' TERM; sleep 600 & echo ready; while :; do sleep 0.05; done");
    ASSERT_EQ(first_line(process), "ready");
    const auto group = process.id();
    EXPECT_GE(alive_in(group), 2);
    const auto start = Process::Clock::now();
    EXPECT_EQ(process.stop(50ms).signal, SIGKILL);
    EXPECT_LT(Process::Clock::now() - start, 3s);
    EXPECT_TRUE(gone(group));
}

TEST(Process, ABabblerCanBeStopped) {
    auto process = sh("trap '' TERM; yes & yes >&2");
    const auto group = process.id();
    EXPECT_EQ(process.stop(50ms).signal, SIGKILL);
    EXPECT_TRUE(gone(group));
}

TEST(Process, LeavesNobodyBehindWhenItIsDestroyed) {
    pid_t group = 0;
    {
        auto process = sh("sleep 600 & sleep 600");
        group = process.id();
    }
    EXPECT_TRUE(gone(group));
}

TEST(Process, LeavesNobodyBehindWhenItEndsByItself) {
    auto process = sh("sleep 600 >/dev/null 2>&1 & exit 0");
    const auto group = process.id();
    EXPECT_TRUE(process.wait(Process::Clock::now() + 5s).has_value());
    EXPECT_TRUE(gone(group));
}

TEST(Process, WritingToADeadProcessIsNoDeathOfOurs) {
    auto process = sh("exit 0");
    ASSERT_TRUE(process.wait(Process::Clock::now() + 5s).has_value());
    LineWriter writer;
    writer.add("hello");
    EXPECT_FALSE(writer.write(process.in()));
}

TEST(Process, ItsPipesAreNotInheritedByOthers) {
    auto first = sh("cat");
    auto second = sh("cat");
    EXPECT_TRUE(first.stop().ok()) << "cat ends only if nobody else holds its input open";
    EXPECT_TRUE(second.stop().ok());
}

struct Pipe {
    Pipe() {
        std::array<int, 2> ends{};
        if (::pipe(ends.data()) != 0) throw std::runtime_error("pipe");
        read = Descriptor(ends[0]);
        write = Descriptor(ends[1]);
    }
    void put(std::string_view text) const {
        ASSERT_EQ(::write(write.get(), text.data(), text.size()), static_cast<ssize_t>(text.size()));
    }
    Descriptor read, write;
};

TEST(Process, InheritsNoDescriptorButItsPipes) {
    const Pipe ours;  // without O_CLOEXEC, as a library would open it
    // By the shell alone: between two programs it has a pipe open itself.
    const auto process =
        sh("fd=3; while [ $fd -lt 64 ]; do [ -e /proc/$$/fd/$fd ] && printf '%s ' $fd; fd=$((fd + 1)); done; echo .");
    EXPECT_EQ(first_line(process), ".");
}

TEST(LineReader, GivesLinesInAnySplit) {
    const Pipe pipe;
    LineReader reader;
    std::string_view line;
    pipe.put("on");
    reader.read(pipe.read.get());
    EXPECT_FALSE(reader.next(line));
    pipe.put("e\n\ntwo\nth");
    reader.read(pipe.read.get());
    std::vector<std::string> lines;
    while (reader.next(line)) lines.emplace_back(line);
    EXPECT_EQ(lines, (Words{"one", "", "two"}));
}

TEST(LineReader, GivesALastLineWithoutEnd) {
    Pipe pipe;
    LineReader reader;
    std::string_view line;
    pipe.put("rest");
    pipe.write.reset();
    reader.read(pipe.read.get());
    reader.read(pipe.read.get());
    ASSERT_TRUE(reader.next(line));
    EXPECT_EQ(line, "rest");
    EXPECT_FALSE(reader.next(line));
    EXPECT_EQ(reader.state(), LineReader::State::ended);
}

TEST(LineReader, TakesALineOfTheLimitAndRefusesOneMore) {
    const Pipe pipe;
    LineReader reader(4);
    std::string_view line;
    pipe.put("1234\n12345");
    reader.read(pipe.read.get());
    EXPECT_TRUE(reader.next(line));
    EXPECT_FALSE(reader.next(line));
    EXPECT_EQ(reader.state(), LineReader::State::too_long);
}

}  // namespace
}  // namespace wireproof::testee
