// What becomes of a connection, in one table for every net: memory must do what sockets do, and TLS what TCP does.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "harness/transport/links.hpp"
#include "harness/transport/simulation.hpp"
#include "harness/transport/tls_authority.hpp"

namespace wireproof::transport {
namespace {

using namespace std::chrono_literals;

// A host that notes what it is told and does what the test says.
class Witness : public Host {
public:
    std::string log, why;
    std::vector<std::function<void(Net&)>> to_do;
    std::function<void(LinkId)> on_accepted;
    std::size_t bytes = 0;

    void connected(Time, LinkId link) override { note("connected", link); }
    void refused(Time, LinkId link, const std::string& reason) override {
        why = reason;
        note("refused", link);
    }
    LinkId accepted(Time, const std::string& listener) override {
        const auto link = next_++;
        note(listener.c_str(), link);
        if (on_accepted) on_accepted(link);
        return link;
    }
    void received(Time, LinkId, ByteView some) override { bytes += some.size(); }
    void ended(Time, LinkId link, End end) override {
        log += fmt::format("{} bytes, ", bytes);
        note(name_of(end).data(), link);
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
    Address at{"127.0.0.1", 0};  // where the far side listens
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

class OverSockets : public World {
public:
    explicit OverSockets(Security near = {}, Security far = {})
        : near_(io_, near_host, std::move(near)), far_(io_, far_host, std::move(far)) {}
    Net& near() override { return near_; }
    Net& far() override { return far_; }
    void pass(std::chrono::milliseconds time) override {
        io_.restart();
        io_.run_for(time);
    }

private:
    asio::io_context io_{1};
    Links near_, far_;
};

const TlsAuthority& authority() {
    static const auto once = TlsAuthority::make().value();
    return once;
}

std::shared_ptr<TlsContext> client_context(TlsFiles files, const std::string& server_name = {}) {
    return TlsContext::for_client(files, server_name).value();
}

std::shared_ptr<TlsContext> server_context(bool demands = false) {
    return TlsContext::for_server(authority().server(), demands).value();
}

struct Row {
    const char* name;
    std::function<void(World&)> act;
    std::string near, far;  // what each is told
    friend void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }
};

// connect opens connection 7 of the near side, which is 0 of the far side.
void connect(World& world) {
    auto at = world.at;
    const auto port = world.far().listen("main", at);
    ASSERT_TRUE(port) << port.error();
    at.port = *port;
    world.near().connect(7, at);
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
    {"ResetComesBehindWhatWasSent",
     [](World& world) {
         connect(world);
         world.near().write(7, filled(3));
         world.pass(20ms);
         world.near().write(7, filled(4));
         world.near().shut(7, Shut::How::reset);
         world.pass(50ms);
     },
     "connected 7; ",
     "main 0; 7 bytes, rst 0; "},
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
         // TLS gives a host whole records only.
         for (int i = 0; i < 10; ++i) world.near().write(7, filled(100));
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
         world.near_host.alarm = world.near().now() + 150ms;
         world.near().settle();
         world.pass(10ms);
         EXPECT_TRUE(world.near_host.alarm);
         world.pass(300ms);
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
    OverSockets world;
    check(world);
}

TEST_P(Nets, OverTls) {
    OverSockets world({.connecting = client_context({.ca = authority().ca()})}, {.accepting = server_context()});
    check(world);
}

INSTANTIATE_TEST_SUITE_P(All, Nets, testing::ValuesIn(kRows), [](const auto& one) { return one.param.name; });

// A Unix socket knows no RST: whoever resets it has closed it.
TEST(UnixSocket, CarriesBytesAndTheEnd) {
    OverSockets world;
    world.at = a_unix_socket();
    connect(world);
    world.near().write(7, filled(300'000));
    world.near().shut(7, Shut::How::close);
    world.pass(50ms);
    EXPECT_EQ(world.near_host.log, "connected 7; ");
    EXPECT_EQ(world.far_host.log, "main 0; 300000 bytes, fin 0; ");
}

TEST(UnixSocket, IsRefusedWhereNobodyListensAndTakenOnce) {
    OverSockets world;
    const auto at = a_unix_socket();
    world.near().connect(7, at);
    world.pass(50ms);
    EXPECT_EQ(world.near_host.log, "refused 7; ");
    EXPECT_TRUE(world.far().listen("main", at));
    EXPECT_FALSE(world.near().listen("main", at));
    EXPECT_FALSE(world.near().listen("main", {"unix:/" + std::string(200, 'x'), 0}));
}

// What a client is told of TLS that fails; a server learns nothing of a handshake that did.
struct Handshake {
    const char* name;
    std::function<Security()> near, far;
    const char* why;  // part of what the near side is told
    friend void PrintTo(const Handshake& row, std::ostream* out) { *out << row.name; }
};
class Handshakes : public testing::TestWithParam<Handshake> {};
TEST_P(Handshakes, FailWithAReason) {
    OverSockets world(GetParam().near(), GetParam().far());
    connect(world);
    EXPECT_EQ(world.near_host.log, "refused 7; ");
    EXPECT_NE(world.near_host.why.find(GetParam().why), std::string::npos) << world.near_host.why;
    EXPECT_EQ(world.far_host.log, "");
}

Security trusting() { return {.connecting = client_context({.ca = authority().ca()})}; }
Security serving() { return {.accepting = server_context()}; }

INSTANTIATE_TEST_SUITE_P(All,
                         Handshakes,
                         testing::Values(Handshake{"OfAnotherAuthority",
                                                   [] {
                                                       static const auto other = TlsAuthority::make().value();
                                                       return Security{.connecting =
                                                                           client_context({.ca = other.ca()})};
                                                   },
                                                   serving,
                                                   "certificate: "},
                                         Handshake{"OfAnotherName",
                                                   [] {
                                                       return Security{.connecting =
                                                                           client_context({.ca = authority().ca()},
                                                                                          "elsewhere.example")};
                                                   },
                                                   serving,
                                                   "certificate: hostname mismatch"}),
                         [](const auto& one) { return one.param.name; });

TEST(Tls, IsRefusedByAServerThatSpeaksNone) {
    OverSockets world(trusting());
    world.far_host.on_accepted = [&](LinkId link) {
        world.far_host.to_do.emplace_back([link](Net& net) { net.write(link, filled(100)); });
    };
    connect(world);
    EXPECT_EQ(world.near_host.log, "refused 7; ");
    EXPECT_NE(world.near_host.why.find("wrong version number"), std::string::npos) << world.near_host.why;
}

TEST(Tls, EndsWithAResetWhereTheClientShowsNoCertificate) {
    OverSockets world(trusting(), {.accepting = server_context(true)});
    connect(world);
    EXPECT_EQ(world.near_host.log, "connected 7; 0 bytes, rst 7; ") << "TLS 1.3 tells the client behind its handshake";
    EXPECT_EQ(world.far_host.log, "");
}

TEST(Tls, TakesAClientThatShowsItsCertificate) {
    OverSockets world({.connecting = client_context(authority().client())}, {.accepting = server_context(true)});
    connect(world);
    world.near().write(7, filled(3));
    world.near().shut(7, Shut::How::close);
    world.pass(50ms);
    EXPECT_EQ(world.far_host.log, "main 0; 3 bytes, fin 0; ");
}

TEST(Tls, TellsAnEndFromOneThatWasCutOff) {
    OverSockets world(trusting(), serving());
    connect(world);
    world.near().write(7, filled(3));
    world.pass(50ms);
    static_cast<Links&>(world.near()).stop();  // closes sockets without a word
    world.pass(50ms);
    EXPECT_EQ(world.far_host.log, "main 0; 3 bytes, fin without close_notify 0; ");
}

TEST(Tls, NamesTheFileThatIsWrong) {
    const auto missing = TlsContext::for_client({.ca = "/nonexistent/ca.pem"}, "");
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().find("/nonexistent/ca.pem"), std::string::npos);
    auto files = authority().server();
    files.key = authority().client().key;
    EXPECT_FALSE(TlsContext::for_server(files));
    EXPECT_FALSE(TlsContext::for_server({}));
}

}  // namespace
}  // namespace wireproof::transport
