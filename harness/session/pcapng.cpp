#include "harness/session/pcapng.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <concepts>
#include <map>
#include <utility>

namespace wireproof::session {
namespace {

void put_little(Bytes& out, std::unsigned_integral auto value) {
    for (std::size_t i = 0; i < sizeof value; ++i) out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

void put_big(Bytes& out, std::unsigned_integral auto value) {
    for (std::size_t i = sizeof value; i-- > 0;) out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

void put(Bytes& out, ByteView bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }

// ---- the file: blocks with options ----------------------------------------------------------------------------------
enum class Block : std::uint32_t { section = 0x0A0D0D0A, interface = 1, packet = 6 };

constexpr std::uint32_t kByteOrderMagic = 0x1A2B3C4D;
constexpr std::uint16_t kLinkTypeIpv4 = 228;
constexpr std::uint16_t kEndOfOptions = 0, kComment = 1, kInterfaceName = 2, kUserApplication = 4, kTimeResolution = 9;
constexpr std::size_t kMostComment = 8000;  // policy: a comment is for reading

void pad(Bytes& out) { out.resize((out.size() + 3) / 4 * 4); }

void put_option(Bytes& body, std::uint16_t code, ByteView value) {
    put_little(body, code);
    put_little(body, static_cast<std::uint16_t>(value.size()));
    put(body, value);
    pad(body);
}

void put_text(Bytes& body, std::uint16_t code, std::string_view text) {
    auto size = std::min(text.size(), kMostComment);
    // Never in the middle of a character.
    while (size < text.size() && size > 0 && (static_cast<std::uint8_t>(text[size]) & 0xC0) == 0x80) --size;
    if (size != 0) put_option(body, code, as_bytes(text.substr(0, size)));
}

void end_options(Bytes& body) { put_option(body, kEndOfOptions, {}); }

void put_block(Bytes& out, Block type, ByteView body) {
    const auto size = static_cast<std::uint32_t>(body.size() + 12);
    put_little(out, static_cast<std::uint32_t>(type));
    put_little(out, size);
    put(out, body);
    put_little(out, size);
}

void put_section(Bytes& out, std::string_view comment) {
    Bytes body;
    put_little(body, kByteOrderMagic);
    put_little(body, std::uint16_t{1});
    put_little(body, std::uint16_t{0});
    put_little(body, ~std::uint64_t{0});  // the section's length is not told
    put_text(body, kComment, comment);
    put_text(body, kUserApplication, "wireproof");
    end_options(body);
    put_block(out, Block::section, body);
}

void put_interface(Bytes& out) {
    Bytes body;
    put_little(body, kLinkTypeIpv4);
    put_little(body, std::uint16_t{0});
    put_little(body, std::uint32_t{0});  // packets are whole
    put_text(body, kInterfaceName, "session");
    constexpr std::uint8_t kMicroseconds = 6;
    put_option(body, kTimeResolution, ByteView(&kMicroseconds, 1));
    end_options(body);
    put_block(out, Block::interface, body);
}

void put_packet(Bytes& out, std::uint64_t time_us, ByteView packet, std::string_view comment) {
    Bytes body;
    put_little(body, std::uint32_t{0});
    put_little(body, static_cast<std::uint32_t>(time_us >> 32));
    put_little(body, static_cast<std::uint32_t>(time_us));
    put_little(body, static_cast<std::uint32_t>(packet.size()));
    put_little(body, static_cast<std::uint32_t>(packet.size()));
    put(body, packet);
    pad(body);
    put_text(body, kComment, comment);
    end_options(body);
    put_block(out, Block::packet, body);
}

// ---- packets --------------------------------------------------------------------------------------------------------
constexpr std::uint8_t kFin = 0x01, kSyn = 0x02, kRst = 0x04, kPsh = 0x08, kAck = 0x10;
constexpr std::uint8_t kTcp = 6;                                  // protocol number of IPv4
constexpr std::uint32_t kOurs = 0xC0000201, kPeers = 0xC0000202;  // 192.0.2.1 and .2, for documentation (RFC 5737)
constexpr std::size_t kIpHeader = 20, kTcpHeader = 20;
constexpr std::size_t kSegment = 32768;  // less than the window, so that no analysis finds it full
constexpr std::uint16_t kFirstClientPort = 49152;

// checksum of RFC 1071 over the parts, as if they were one run of bytes; every part but the last is even.
std::uint16_t checksum(std::initializer_list<ByteView> parts) {
    std::uint64_t sum = 0;
    for (const auto part : parts)
        for (std::size_t i = 0; i < part.size(); ++i)
            sum += static_cast<std::uint64_t>(part[i]) << (i % 2 == 0 ? 8 : 0);
    while (sum >> 16 != 0) sum = (sum & 0xFFFF) + (sum >> 16);
    return static_cast<std::uint16_t>(~sum);
}

void write_big(Bytes& bytes, std::size_t at, std::uint16_t value) {
    bytes[at] = static_cast<std::uint8_t>(value >> 8);
    bytes[at + 1] = static_cast<std::uint8_t>(value);
}

// One end of a connection.
struct Host {
    std::uint32_t address;
    std::uint16_t port = 0;
    std::uint32_t next = 0;  // sequence number of its next byte
    std::uint16_t packets = 0;
    bool finished = false;
};

Bytes tcp_header(const Host& from, const Host& to, std::uint8_t flags) {
    Bytes tcp;
    put_big(tcp, from.port);
    put_big(tcp, to.port);
    put_big(tcp, from.next);
    put_big(tcp, (flags & kAck) != 0 ? to.next : 0U);
    tcp.push_back((kTcpHeader / 4) << 4);
    tcp.push_back(flags);
    put_big(tcp, std::uint16_t{0xFFFF});  // window
    put_big(tcp, std::uint16_t{0});       // checksum, see below
    put_big(tcp, std::uint16_t{0});       // urgent pointer
    return tcp;
}

Bytes ip_header(const Host& from, const Host& to, std::size_t payload) {
    Bytes ip;
    ip.push_back((4 << 4) | (kIpHeader / 4));
    ip.push_back(0);
    put_big(ip, static_cast<std::uint16_t>(kIpHeader + payload));
    put_big(ip, from.packets);
    put_big(ip, std::uint16_t{0x4000});  // do not fragment
    ip.push_back(64);
    ip.push_back(kTcp);
    put_big(ip, std::uint16_t{0});
    put_big(ip, from.address);
    put_big(ip, to.address);
    write_big(ip, 10, checksum({ip}));
    return ip;
}

Bytes packet_of(Host& from, const Host& to, std::uint8_t flags, ByteView payload) {
    ++from.packets;
    auto tcp = tcp_header(from, to, flags);
    const auto size = tcp.size() + payload.size();
    Bytes pseudo;
    put_big(pseudo, from.address);
    put_big(pseudo, to.address);
    put_big(pseudo, std::uint16_t{kTcp});
    put_big(pseudo, static_cast<std::uint16_t>(size));
    write_big(tcp, 16, checksum({pseudo, tcp, payload}));
    auto packet = ip_header(from, to, size);
    put(packet, tcp);
    put(packet, payload);
    return packet;
}

// ---- connections ----------------------------------------------------------------------------------------------------
class Capture {
public:
    Capture(const Traffic& traffic, std::string_view comment) : first_comment_(comment) {
        began_us_ = static_cast<std::uint64_t>(
            std::chrono::duration_cast<std::chrono::microseconds>(traffic.began().time_since_epoch()).count());
        put_section(out_, comment);
        put_interface(out_);
        for (const auto& event : traffic.events()) add(event);
        if (traffic.left_out() != 0 && last_ != nullptr)
            emit(last_->us, last_->peer, kAck, {}, fmt::format("{} more bytes are left out", traffic.left_out()));
    }
    Bytes take() { return std::move(out_); }

private:
    struct Connection {
        Host us{.address = kOurs}, peer{.address = kPeers};
        bool over = false;  // by a reset, behind which nothing is sent
    };

    void add(const Traffic::Event& event) {
        now_ = began_us_ + static_cast<std::uint64_t>(event.at.count());
        auto& connection = connections_[event.link];
        last_ = &connection;
        if (connection.over) return;
        auto& from = event.who == Who::us ? connection.us : connection.peer;
        auto& to = event.who == Who::us ? connection.peer : connection.us;
        switch (event.kind) {
            case Traffic::Event::Kind::opened: open(event, from, to); break;
            case Traffic::Event::Kind::refused: connection.over = true; return refuse(event, from, to);
            case Traffic::Event::Kind::bytes: return send(from, to, event.bytes);
            case Traffic::Event::Kind::ended:
                if (event.end == End::fin) return finish(from, to);
                connection.over = true;
                return emit(from, to, kRst | kAck);
        }
    }
    void ask(const Traffic::Event& event, Host& client, Host& server) {
        client.port = static_cast<std::uint16_t>(kFirstClientPort + event.link % 16384);
        server.port = event.port;
        emit(client, server, kSyn, {}, std::exchange(first_comment_, {}));
        ++client.next;
    }
    void open(const Traffic::Event& event, Host& client, Host& server) {
        ask(event, client, server);
        emit(server, client, kSyn | kAck);
        ++server.next;
        emit(client, server, kAck);
    }
    void refuse(const Traffic::Event& event, Host& client, Host& server) {
        ask(event, client, server);
        emit(server, client, kRst | kAck);
    }
    void send(Host& from, Host& to, ByteView bytes) {
        if (from.finished) return;
        while (!bytes.empty()) {
            const auto piece = bytes.first(std::min(bytes.size(), kSegment));
            emit(from, to, kPsh | kAck, piece);
            from.next += static_cast<std::uint32_t>(piece.size());
            emit(to, from, kAck);
            bytes = bytes.subspan(piece.size());
        }
    }
    void finish(Host& from, Host& to) {
        if (std::exchange(from.finished, true)) return;
        emit(from, to, kFin | kAck);
        ++from.next;
        emit(to, from, kAck);
    }
    void emit(Host& from, Host& to, std::uint8_t flags, ByteView payload = {}, std::string_view comment = {}) {
        put_packet(out_, now_, packet_of(from, to, flags, payload), comment);
    }

    Bytes out_;
    std::uint64_t began_us_ = 0, now_ = 0;
    std::string_view first_comment_;
    std::map<int, Connection> connections_;
    Connection* last_ = nullptr;
};

}  // namespace

Bytes pcapng_of(const Traffic& traffic, std::string_view comment) { return Capture(traffic, comment).take(); }

}  // namespace wireproof::session
