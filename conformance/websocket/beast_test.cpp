// Our end of a connection against Boost.Beast's, in both roles: messages and close frames both ways, and frames that
// both must refuse. The bytes go through memory (beast::test::stream); time does not pass.
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/beast/_experimental/test/stream.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/websocket/stream.hpp>

#include "conformance/websocket/frame.hpp"
#include "conformance/websocket/session.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::websocket {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;
using wireproof::testing::hex;
using BeastStream = beast::websocket::stream<beast::test::stream, false>;

constexpr MaskKey kMask = {0xA1, 0x02, 0xFF, 0x00};

std::string_view text_of(ByteView bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

// A connection after its upgrade: Beast on one end, our machine on the other.
class Connection {
public:
    explicit Connection(Side ours) : ours_(ours), beast_(io_), wire_(io_), machine_(session_type().make(ours, {})) {
        beast_.next_layer().connect(wire_);
        ours == Side::client ? accept() : shake_hands();
        beast_.control_callback([this](auto kind, beast::string_view payload) {
            controls.push_back(std::to_string(static_cast<int>(kind)) + " " + std::string(payload));
        });
        EXPECT_EQ(machine_->state(), "open");
    }

    BeastStream& beast() { return beast_; }
    SessionMachine& machine() { return *machine_; }

    // send has our end send a frame, masked by its role.
    void send(Frame frame) {
        if (ours_ == Side::client) frame.mask = kMask;
        Buffer out;
        ASSERT_TRUE(wire::encode(frame, out).ok());
        const auto refusal = machine_->send(out.view(), {});
        ASSERT_TRUE(refusal.ok()) << describe(refusal);
        send_raw(out.view());
    }
    void send_raw(ByteView bytes) {
        write(text_of(bytes));
        run();
    }
    // read has Beast wait for a message; what comes of it is in `received` and `beast_error`.
    void read() {
        beast_.async_read(inbox_, [this](error_code error, std::size_t) {
            beast_error = error;
            received = beast::buffers_to_string(inbox_.data());
            inbox_.clear();
        });
        run();
    }
    // run lets both ends go on until neither has anything to say.
    void run() {
        do {
            io_.restart();
            io_.poll();
        } while (take_what_beast_sent());
    }

    std::vector<Frame> delivered;
    std::vector<std::string> violations;
    bool closed = false;
    std::vector<std::string> controls;  // that Beast saw: its number of the kind, and the payload
    std::string received;
    error_code beast_error;

private:
    // Bytes to an end that Beast has closed are lost, as in a network.
    void write(std::string_view bytes) {
        error_code error;
        while (!bytes.empty() && !error)
            bytes.remove_prefix(wire_.write_some(boost::asio::buffer(bytes.data(), bytes.size()), error));
    }
    bool take_what_beast_sent() {
        const std::string sent(wire_.str());
        wire_.clear();
        if (sent.empty()) return false;
        std::vector<Action> actions;
        machine_->receive({reinterpret_cast<const std::uint8_t*>(sent.data()), sent.size()}, {}, actions);
        for (const auto& action : actions) act(action);
        return true;
    }
    void act(const Action& action) {
        switch (action.kind) {
            case Action::Kind::send: write(text_of(action.wire)); break;
            case Action::Kind::deliver: delivered.push_back(*wire::decode<Frame>(action.wire)); break;
            case Action::Kind::violation: violations.push_back(describe(action.error)); break;
            case Action::Kind::close:
                closed = true;
                wire_.close();
                break;
        }
    }
    // Beast as a server takes a request that is already read.
    void accept() {
        http::request<http::empty_body> request{http::verb::get, "/", 11};
        request.set(http::field::host, "example");
        request.set(http::field::upgrade, "websocket");
        request.set(http::field::connection, "upgrade");
        request.set(http::field::sec_websocket_version, "13");
        request.set(http::field::sec_websocket_key, "dGhlIHNhbXBsZSBub25jZQ==");  // RFC 6455, section 1.3
        beast_.accept(request);
        wire_.clear();
    }
    void shake_hands() {
        std::optional<error_code> done;
        beast_.async_handshake("example", "/", [&](error_code error) { done = error; });
        io_.poll();
        http::request_parser<http::empty_body> request;
        error_code error;
        request.put(boost::asio::buffer(wire_.str().data(), wire_.str().size()), error);
        ASSERT_FALSE(error) << error.message();
        beast::websocket::detail::sec_ws_accept_type key;
        beast::websocket::detail::make_sec_ws_accept(key, request.get()[http::field::sec_websocket_key]);
        wire_.clear();
        write(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Accept: " +
            std::string(key.data(), key.size()) + "\r\n\r\n");
        io_.restart();
        io_.poll();
        ASSERT_TRUE(done) << "Beast still waits for the answer to its request";
        ASSERT_FALSE(*done) << done->message();
    }

    boost::asio::io_context io_;
    Side ours_;
    BeastStream beast_;
    beast::test::stream wire_;  // what Beast writes stands here
    beast::flat_buffer inbox_;
    std::unique_ptr<SessionMachine> machine_;
};

Frame frame(std::string_view name, std::string_view payload, bool fin = true) {
    return {.fin = fin,
            .rsv = 0,
            .opcode = static_cast<std::uint8_t>(*kOpcodes.value_of(name)),
            .length_form = {},
            .mask = {},
            .payload = Bytes(payload.begin(), payload.end())};
}

class WithBeast : public ::testing::TestWithParam<Side> {};
INSTANTIATE_TEST_SUITE_P(Roles, WithBeast, ::testing::Values(Side::client, Side::server), [](const auto& each) {
    return each.param == Side::client ? "OurClient" : "OurServer";
});

std::vector<std::string> payloads() {
    std::vector<std::string> all;
    for (const std::size_t size : {0U, 1U, 7U, 125U, 126U, 127U, 4096U, 65535U, 65536U, 200'000U}) {
        std::string payload(size, ' ');
        for (std::size_t i = 0; i < size; ++i) payload[i] = static_cast<char>('a' + i % 23);
        all.push_back(std::move(payload));
    }
    return all;
}

TEST_P(WithBeast, WeTakeItsMessages) {
    Connection connection(GetParam());
    std::size_t count = 0;
    for (const bool fragmented : {false, true}) {
        for (const bool text : {true, false}) {
            for (const auto& payload : payloads()) {
                SCOPED_TRACE(payload.size());
                connection.beast().text(text);
                connection.beast().auto_fragment(fragmented);
                connection.beast().write_buffer_bytes(64);
                std::optional<error_code> done;
                connection.beast().async_write(boost::asio::buffer(payload),
                                               [&](error_code error, std::size_t) { done = error; });
                connection.run();
                ASSERT_TRUE(done && !*done);
                ASSERT_EQ(connection.violations, std::vector<std::string>{});
                ASSERT_EQ(connection.delivered.size(), ++count);
                EXPECT_EQ(text_of(connection.delivered.back().payload), payload);
                EXPECT_EQ(connection.delivered.back().opcode, text ? opcode("text") : opcode("binary"));
            }
        }
    }
}

TEST_P(WithBeast, ItTakesOurMessages) {
    Connection connection(GetParam());
    for (const auto& payload : payloads()) {
        SCOPED_TRACE(payload.size());
        connection.read();
        connection.send(frame("binary", payload));
        EXPECT_FALSE(connection.beast_error) << connection.beast_error.message();
        EXPECT_EQ(connection.received, payload);
        EXPECT_TRUE(connection.beast().got_binary());
    }
}

TEST_P(WithBeast, ItTakesOurFragmentsWithControlFramesBetween) {
    Connection connection(GetParam());
    connection.read();
    connection.send(frame("text", "h\xC3", false));
    connection.send(frame("ping", "are you there"));
    connection.send(frame("continuation", "", false));
    connection.send(frame("pong", "nobody asked"));
    connection.send(frame("continuation", "\xA9llo"));
    EXPECT_FALSE(connection.beast_error) << connection.beast_error.message();
    EXPECT_EQ(connection.received, "h\xC3\xA9llo");
    EXPECT_TRUE(connection.beast().got_text());
    EXPECT_EQ(connection.controls, (std::vector<std::string>{"1 are you there", "2 nobody asked"}));
    EXPECT_EQ(connection.violations, std::vector<std::string>{}) << "its pong is fine";
}

TEST_P(WithBeast, WeAnswerItsPing) {
    Connection connection(GetParam());
    connection.read();
    connection.beast().async_ping("echo", [](error_code) {});
    connection.run();
    EXPECT_EQ(connection.controls, std::vector<std::string>{"2 echo"});
}

TEST_P(WithBeast, ItCloses) {
    Connection connection(GetParam());
    std::optional<error_code> done;
    connection.beast().async_close({beast::websocket::close_code::going_away, "bye"},
                                   [&](error_code error) { done = error; });
    connection.run();
    ASSERT_EQ(connection.delivered.size(), 1U);
    EXPECT_EQ(to_hex(connection.delivered.front().payload), "03e9627965");
    EXPECT_EQ(connection.violations, std::vector<std::string>{});
    ASSERT_TRUE(done) << "Beast still waits for something";
    EXPECT_FALSE(*done) << done->message();
    EXPECT_EQ(connection.closed, GetParam() == Side::server) << "the server closes first";
    EXPECT_EQ(connection.machine().state(), GetParam() == Side::server ? "closed" : "ending");
}

TEST_P(WithBeast, WeClose) {
    Connection connection(GetParam());
    connection.read();
    connection.send(frame("close", "\x03\xE8"));
    EXPECT_EQ(connection.beast_error, beast::websocket::error::closed) << connection.beast_error.message();
    EXPECT_EQ(connection.beast().reason().code, beast::websocket::close_code::normal);
    ASSERT_EQ(connection.delivered.size(), 1U) << "its close frame";
    EXPECT_EQ(to_hex(connection.delivered.front().payload), "03e8");
}

// Frames that both must refuse, bare; as a client's they get a mask of zeros.
struct Forbidden {
    std::string_view what;
    std::string_view wire;
};
constexpr Forbidden kForbidden[] = {
    {"rsv1", "c100"},
    {"rsv2", "a100"},
    {"rsv3", "9100"},
    {"opcode 3", "8300"},
    {"opcode 7", "8700"},
    {"opcode 11", "8b00"},
    {"opcode 15", "8f00"},
    {"a fragment of a ping", "0900"},
    {"a fragment of a close", "0800"},
    {"a continuation of nothing", "8000"},
    {"half a close code", "880103"},
    {"close code 0", "88020000"},
    {"close code 999", "880203e7"},
    {"close code 1004", "880203ec"},
    {"close code 1005", "880203ed"},
    {"close code 1006", "880203ee"},
    {"close code 1015", "880203f7"},
    {"close code 1016", "880203f8"},
    {"close code 2999", "88020bb7"},
    {"a reason that is not UTF-8", "880403e8c328"},
    {"a text that is not UTF-8", "8102c328"},
    {"a text that ends inside of a character", "8101c3"},
    {"a surrogate", "8103eda080"},
};

Bytes as_sent_by(Side sender, std::string_view wire) {
    auto bytes = hex(wire);
    if (sender == Side::server) return bytes;
    bytes[1] |= 0x80;
    bytes.insert(bytes.begin() + 2, 4, 0);
    return bytes;
}

TEST_P(WithBeast, BothRefuseWhatIsForbidden) {
    for (const auto& [what, wire] : kForbidden) {
        SCOPED_TRACE(what);
        const auto bytes = as_sent_by(GetParam(), wire);
        Connection connection(GetParam());
        connection.read();
        connection.send_raw(bytes);
        EXPECT_TRUE(connection.beast_error) << "Beast takes it";
        const auto other = opposite(GetParam());
        std::vector<Action> actions;
        session_type().make(other, {})->receive(bytes, {}, actions);
        ASSERT_FALSE(actions.empty());
        EXPECT_EQ(actions.front().kind, Action::Kind::violation) << "we take it";
    }
}

TEST_P(WithBeast, BothRefuseAMaskOnTheWrongSide) {
    const auto wrong = opposite(GetParam());
    Connection connection(GetParam());
    connection.read();
    connection.send_raw(as_sent_by(wrong, "810161"));
    EXPECT_TRUE(connection.beast_error);
    std::vector<Action> actions;
    session_type().make(wrong, {})->receive(as_sent_by(wrong, "810161"), {}, actions);
    ASSERT_FALSE(actions.empty());
    EXPECT_EQ(actions.front().rule, GetParam() == Side::client ? "8.1" : "8.2");
}

// Long forms take more bytes than a mask can be put behind by hand: the wire of a server.
TEST(WithBeastAsClient, BothRefuseLengthsThatAreNotInTheirShortestForm) {
    for (const auto* wire : {"817e000161", "817f000000000000000161", "897e007e"}) {
        SCOPED_TRACE(wire);
        Connection connection(Side::server);
        connection.read();
        connection.send_raw(hex(wire));
        EXPECT_TRUE(connection.beast_error) << "Beast takes it";
        std::vector<Action> actions;
        session_type().make(Side::client, {})->receive(hex(wire), {}, actions);
        ASSERT_FALSE(actions.empty());
        EXPECT_EQ(actions.front().kind, Action::Kind::violation) << "we take it";
    }
}

}  // namespace
}  // namespace wireproof::websocket
