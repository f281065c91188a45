// What becomes of a connection, in one table for every net: memory must do what sockets do.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "harness/transport/links.hpp"
#include "harness/transport/simulation.hpp"

namespace wireproof::transport {
namespace {

using namespace std::chrono_literals;

// A host that notes what it is told and does what the test says.
class Witness : public Host {
public:
    std::string log;
    std::vector<std::function<void(Net&)>> to_do;
    std::function<void(LinkId)> on_accepted;
    std::size_t bytes = 0;

    void connected(Time, LinkId link) override { note("connected", link); }
    void refused(Time, LinkId link, const std::string&) override { note("refused", link); }
    LinkId accepted(Time, const std::string& listener) override {
        const auto link = next_++;
        note(listener.c_str(), link);
        if (on_accepted) on_accepted(link);
        return link;
    }
    void received(Time, LinkId, ByteView some) override { bytes += some.size(); }
    void ended(Time, LinkId link, End end) override {
        log += fmt::format("{} bytes, ", bytes);
        note(end == End::fin ? "fin" : "rst", link);
    }
    void tick(Time) override { alarm.reset(); }
    std::optional<Time> next_timer() const override { return alarm; }
    void perform(Net& net) override {
        for (const auto& one : std::exchange(to_do, {})) one(net);
    }
    std::optional<Time> alarm;

private:
    void note(const char* what, LinkId link) { log += fmt::format("{} {}; ", what, link); }
    LinkId next_ = 0;
};

// Two hosts that can reach each other, and time that can be let pass.
class World {
public:
    virtual ~World() = default;
    virtual Net& near() = 0;
    virtual Net& far() = 0;
    virtual void pass(std::chrono::milliseconds time) = 0;
    Witness near_host, far_host;
};

class InMemory : public World {
public:
    Net& near() override { return near_; }
    Net& far() override { return far_; }
    void pass(std::chrono::milliseconds time) override {
        bool over = false;
        simulation_.post(time, [&] { over = true; });
        while (!over) ASSERT_TRUE(simulation_.step());
    }

private:
    Simulation simulation_;
    Net& near_ = simulation_.attach(near_host);
    Net& far_ = simulation_.attach(far_host);
};

class OverTcp : public World {
public:
    Net& near() override { return near_; }
    Net& far() override { return far_; }
    void pass(std::chrono::milliseconds time) override { io_.run_for(time); }

private:
    asio::io_context io_{1};
    Links near_{io_, near_host}, far_{io_, far_host};
};

struct Row {
    const char* name;
    std::function<void(World&)> act;
    std::string near, far;  // what each is told
    friend void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }
};

// connect opens connection 7 of the near side, which is 0 of the far side.
void connect(World& world) {
    const auto port = world.far().listen("main", {"127.0.0.1", 0});
    ASSERT_TRUE(port) << port.error();
    world.near().connect(7, {"127.0.0.1", *port});
    world.pass(50ms);
}

Bytes filled(std::size_t size) { return Bytes(size, 0x61); }

const Row kRows[] = {
    {"Refused",
     [](World& world) {
         world.near().connect(7, {"127.0.0.1", 1});
         world.pass(50ms);
     },
     "refused 7; ",
     ""},
    {"FinBehindTheLastByte",
     [](World& world) {
         connect(world);
         world.near().write(7, filled(3));
         world.near().write(7, filled(300'000));
         world.near().shut(7, Shut::How::close);
         world.pass(50ms);
     },
     "connected 7; ",
     "main 0; 300003 bytes, fin 0; "},
    {"AnswerAfterHalfClose",
     [](World& world) {
         connect(world);
         world.near().shut(7, Shut::How::half_close);
         world.pass(20ms);
         world.far().write(0, filled(5));
         world.far().shut(0, Shut::How::close);
         world.pass(50ms);
     },
     "connected 7; 5 bytes, fin 7; ",
     "main 0; 0 bytes, fin 0; "},
    {"ResetTakesAwayWhatWasNotSent",
     [](World& world) {
         connect(world);
         world.near().write(7, filled(3));
         world.pass(20ms);
         world.near().write(7, filled(4));
         world.near().shut(7, Shut::How::reset);
         world.pass(50ms);
     },
     "connected 7; ",
     "main 0; 3 bytes, rst 0; "},
    {"NothingIsReadAtRateZero",
     [](World& world) {
         world.far_host.on_accepted = [&](LinkId link) {
             world.far_host.to_do.emplace_back([link](Net& net) { net.read_rate(link, 0); });
         };
         connect(world);
         world.near().write(7, filled(3));
         world.near().shut(7, Shut::How::half_close);
         world.pass(50ms);
         EXPECT_EQ(world.far_host.log, "main 0; ");
         EXPECT_EQ(world.far_host.bytes, 0U);
         world.far().read_rate(0, 1'000'000);
         world.pass(50ms);
     },
     "connected 7; ",
     "main 0; 3 bytes, fin 0; "},
    {"ARateIsKept",
     [](World& world) {
         world.far_host.on_accepted = [&](LinkId link) {
             world.far_host.to_do.emplace_back([link](Net& net) { net.read_rate(link, 1000); });
         };
         connect(world);
         world.near().write(7, filled(1000));
         world.near().shut(7, Shut::How::half_close);
         world.pass(300ms);
         EXPECT_LE(world.far_host.bytes, 400U);
         EXPECT_GE(world.far_host.bytes, 100U);
         world.pass(1200ms);
     },
     "connected 7; ",
     "main 0; 1000 bytes, fin 0; "},
    {"AFullPipeHoldsTheEndBack",
     [](World& world) {
         world.far_host.on_accepted = [&](LinkId link) {
             world.far_host.to_do.emplace_back([link](Net& net) { net.read_rate(link, 0); });
         };
         connect(world);
         world.near().write(7, filled(3 * kInFlight));
         world.near().shut(7, Shut::How::close);
         world.pass(400ms);
         EXPECT_EQ(world.far_host.log, "main 0; ");
         world.far().read_rate(0, std::uint64_t{1} << 40U);
         world.pass(1000ms);
     },
     "connected 7; ",
     fmt::format("main 0; {} bytes, fin 0; ", 3 * kInFlight)},
    {"WhoHasClosedForGoodAnswersWithReset",
     [](World& world) {
         connect(world);
         world.far_host.to_do.emplace_back([](Net& net) { net.shut(0, Shut::How::close); });
         world.near().read_rate(7, 0);
         world.near().write(7, filled(1));
         world.pass(10ms);
         world.far().settle();
         world.pass(400ms);
         world.near().write(7, filled(9));
         world.pass(50ms);
         world.near().read_rate(7, 1'000'000);
         world.pass(50ms);
     },
     "connected 7; 0 bytes, ",
     "main 0; "},
    {"TimersGoOffOnce",
     [](World& world) {
         world.near_host.alarm = world.near().now() + 20ms;
         world.near().settle();
         world.pass(10ms);
         EXPECT_TRUE(world.near_host.alarm);
         world.pass(40ms);
         EXPECT_FALSE(world.near_host.alarm);
     },
     "",
     ""},
};

class Nets : public testing::TestWithParam<Row> {
protected:
    static void check(World& world) {
        GetParam().act(world);
        // Of an end that is told one way or the other, the log is compared as far as it goes.
        EXPECT_EQ(world.near_host.log.substr(0, GetParam().near.size()), GetParam().near);
        EXPECT_EQ(world.near_host.log.empty(), GetParam().near.empty());
        EXPECT_EQ(world.far_host.log, GetParam().far);
    }
};

TEST_P(Nets, InMemory) {
    InMemory world;
    check(world);
}

TEST_P(Nets, OverTcp) {
    OverTcp world;
    check(world);
}

INSTANTIATE_TEST_SUITE_P(All, Nets, testing::ValuesIn(kRows), [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace wireproof::transport
