// The machines of both ends as conversations: what comes or goes, and what has to follow. Frames are those of
// PROTOCOL.md section 3, mostly captured ones.
#include "conformance/fibp/session.hpp"

#include "conformance/fibp/fibp.hpp"
#include "conformance/wire/test_bytes.hpp"

namespace wireproof::fibp {
namespace {

using namespace std::chrono_literals;
using namespace wireproof::testing;
using Time = SessionMachine::Time;
using Lines = std::vector<std::string>;

enum class Turn : std::uint8_t {
    comes,   // bytes of the peer
    sends,   // bytes of this end; what follows is nothing, or the error
    ends,    // the peer closes
    passes,  // `bytes` is a number of seconds, and the machine's deadline is looked at
};
struct Step {
    Turn turn;
    std::string_view bytes;
    Lines follows = {};
    std::string_view state;
};

std::string line(const Action& action) {
    const auto rule = action.rule.empty() ? "" : ", §" + std::string(action.rule);
    switch (action.kind) {
        case Action::Kind::send: return "send " + std::string(action.frame) + " " + to_hex(action.wire) + rule;
        case Action::Kind::deliver: return "deliver " + std::string(action.frame) + rule;
        case Action::Kind::violation: return describe(action.error) + rule;
        case Action::Kind::close: return "close" + rule;
    }
    return "";
}

class Talk {
public:
    Talk(Side self, std::string_view variant, bool bytewise)
        : machine_(protocol().variant(variant)->session->make(self, {})), bytewise_(bytewise) {}
    Lines take(const Step& step) {
        std::vector<Action> actions;
        Lines lines;
        switch (step.turn) {
            case Turn::comes: feed(hex(step.bytes), actions); break;
            case Turn::ends: machine_->peer_closed(now_, actions); break;
            case Turn::sends:
                if (const auto error = machine_->send(hex(step.bytes), now_); !error.ok())
                    lines.push_back(describe(error));
                break;
            case Turn::passes:
                now_ += std::chrono::seconds(std::stoi(std::string(step.bytes)));
                machine_->tick(now_, actions);
                break;
        }
        for (const auto& action : actions) lines.push_back(line(action));
        return lines;
    }
    [[nodiscard]] std::string_view state() const { return machine_->state(); }
    [[nodiscard]] SessionMachine& machine() { return *machine_; }

private:
    void feed(ByteView bytes, std::vector<Action>& actions) {
        const auto piece = bytewise_ ? std::size_t{1} : bytes.size();
        for (; !bytes.empty(); bytes = bytes.subspan(piece)) {
            const ExactBytes exact(bytes.first(piece));
            machine_->receive(exact.view(), now_, actions);
        }
    }
    std::unique_ptr<SessionMachine> machine_;
    bool bytewise_;
    Time now_{};
};

void expect_talk(Side self, const std::vector<Step>& steps, std::string_view variant = {}) {
    for (const bool bytewise : {false, true}) {
        Talk talk(self, variant, bytewise);
        for (std::size_t i = 0; i < steps.size(); ++i) {
            SCOPED_TRACE("step " + std::to_string(i) + ": " + std::string(steps[i].bytes) +
                         (bytewise ? ", byte by byte" : ""));
            EXPECT_EQ(talk.take(steps[i]), steps[i].follows);
            EXPECT_EQ(talk.state(), steps[i].state);
        }
    }
}

// The conversations that begin with a handshake.
constexpr std::string_view kHandshake = "00000009 01 00 00000000 0001 00";
constexpr std::string_view kHandshakeOk = "00000014 02 00 00000000 0001 0000000000000000 01000000";
std::vector<Step> after_handshake_as(Side self, std::initializer_list<Step> steps) {
    std::vector<Step> all;
    if (self == Side::client)
        all = {{Turn::sends, kHandshake, {}, "handshake"},
               {Turn::comes, kHandshakeOk, {"deliver HandshakeOk"}, "ready"}};
    else
        all = {{Turn::comes, kHandshake, {"deliver Handshake"}, "handshake"}, {Turn::sends, kHandshakeOk, {}, "ready"}};
    all.insert(all.end(), steps);
    return all;
}
void client_talks(std::initializer_list<Step> steps) {
    expect_talk(Side::client, after_handshake_as(Side::client, steps));
}
void server_talks(std::initializer_list<Step> steps) {
    expect_talk(Side::server, after_handshake_as(Side::server, steps));
}

constexpr std::string_view kPing = "00000006 03 00 00000009";
constexpr std::string_view kPong = "00000006 04 00 00000009";
constexpr std::string_view kDisconnect = "00000006 05 00 00000000";
constexpr std::string_view kConsume = "0000000e 12 00 00000005 0006 6f7264657273";
constexpr std::string_view kConsumeOk = "0000000b 13 00 00000005 0003 632d31";
constexpr std::string_view kDelivery = "0000000a 14 00 00000005 00000000";
constexpr std::string_view kCancel = "00000006 15 00 00000005";
constexpr std::string_view kAckTwo = "00000016 16 00 00000006 00000002 0001 71 0001 61 0001 71 0001 62";  // two items
constexpr std::string_view kAckedTwo = "0000000c 17 00 00000006 00000002 0002";
constexpr std::string_view kAckedOne = "0000000b 17 00 00000006 00000001 00";
constexpr std::string_view kDelete = "00000009 fb 00 00000007 0001 71";
constexpr std::string_view kDeleted = "00000007 fa 00 00000007 00";
constexpr std::string_view kNotFound = "0000000b fe 00 00000007 01 0000 0000";
constexpr std::string_view kUnknown = "00000006 3f 00 00000007";

// ---- client -------------------------------------------------------------------------------------------------------
TEST(FibpClient, SpeaksFirstAndWithAHandshake) {
    expect_talk(Side::client,
                {{Turn::sends, kPing, {"bad_sequence at byte 0: 5.1"}, "new"},
                 {Turn::sends, kHandshake, {}, "handshake"},
                 {Turn::sends, kConsume, {"bad_sequence at byte 0: 5.3"}, "handshake"},
                 {Turn::sends, kHandshake, {"bad_sequence at byte 0: 6.2"}, "handshake"},
                 {Turn::comes, kHandshakeOk, {"deliver HandshakeOk"}, "ready"},
                 {Turn::sends, kHandshake, {"bad_sequence at byte 0: 6.2"}, "ready"}});
    expect_talk(Side::client,
                {{Turn::comes,
                  kHandshakeOk,
                  {"bad_sequence at byte 4, opcode: a server speaks after the Handshake, §5.1", "close, §5.1"},
                  "closed"},
                 {Turn::comes, kHandshakeOk, {}, "closed"},
                 {Turn::sends, kHandshake, {"bad_sequence at byte 0: 5.10"}, "closed"}});
}

TEST(FibpClient, TakesAHandshakeOkOrAnErrorForItsHandshake) {
    const Step handshake{Turn::sends, kHandshake, {}, "handshake"};
    expect_talk(Side::client,
                {handshake,
                 {Turn::comes, "0000000b fe 00 00000000 0a 0000 0000", {"deliver Error", "close, §5.19"}, "closed"}});
    expect_talk(Side::client,
                {handshake,
                 {Turn::comes,
                  "00000014 02 00 00000000 0002 0000000000000000 01000000",
                  {"bad_version at byte 0, negotiated_version: only version 1 was offered, §5.2", "close, §5.2"},
                  "closed"}});
    expect_talk(Side::client,
                {handshake,
                 {Turn::comes,
                  "00000014 02 00 00000001 0001 0000000000000000 01000000",
                  {"bad_sequence at byte 6, request_id: is 0 in a HandshakeOk, §5.2", "deliver HandshakeOk"},
                  "ready"}});
    expect_talk(Side::client,
                {handshake,
                 {Turn::comes,
                  kConsumeOk,
                  {"bad_sequence at byte 4, opcode: neither HandshakeOk nor Error, §5.2", "close, §5.2"},
                  "closed"}});
    expect_talk(Side::client,
                {handshake,
                 {Turn::comes,
                  "00000008 02 00 00000000 0001",
                  {"bad_length at byte 12, node_id: needs 8 bytes, 0 left, §5.15", "close, §5.15"},
                  "closed"}});
    expect_talk(Side::client,
                {handshake,
                 {Turn::ends,
                  "",
                  {"bad_sequence at byte 0: the connection ends before an answer, §5.21", "close, §5.21"},
                  "closed"}});
}

TEST(FibpClient, MatchesAnswersByRequestIdInAnyOrder) {
    client_talks({{Turn::sends, kAckTwo, {}, "ready"},
                  {Turn::sends, kDelete, {}, "ready"},
                  {Turn::sends, kDelete, {"bad_sequence at byte 0: 5.18"}, "ready"},
                  {Turn::comes, kDeleted, {"deliver DeleteQueueResult"}, "ready"},
                  {Turn::comes, kAckedTwo, {"deliver AckResult"}, "ready"},
                  {Turn::comes,
                   kAckedTwo,
                   {"bad_sequence at byte 57, request_id: no call of this request id is open, §5.18"},
                   "ready"},
                  {Turn::sends, kDelete, {}, "ready"},
                  {Turn::comes, kNotFound, {"deliver Error"}, "ready"},
                  {Turn::comes,
                   kNotFound,
                   {"bad_sequence at byte 88, request_id: no call of this request id is open, §5.18"},
                   "ready"}});
}

TEST(FibpClient, NoticesAWrongAnswer) {
    client_talks(
        {{Turn::sends, kAckTwo, {}, "ready"},
         {Turn::comes,
          kAckedOne,
          {"deliver AckResult", "bad_sequence at byte 28, opcode: another number of results than of items, §5.14"},
          "ready"}});
    client_talks({{Turn::sends, kDelete, {}, "ready"},
                  {Turn::comes,
                   "00000007 f4 00 00000007 00",
                   {"bad_sequence at byte 28, opcode: no answer to DeleteQueue, §5.18"},
                   "ready"},
                  {Turn::comes,
                   kDeleted,
                   {"bad_sequence at byte 41, request_id: no call of this request id is open, §5.18"},
                   "ready"}});
    client_talks(
        {{Turn::sends, kDelete, {}, "ready"},
         {Turn::comes,
          "00000006 fa 00 00000007",
          {"bad_length at byte 34, error_code: needs 1 bytes, 0 left, §5.15"},
          "ready"},
         {Turn::comes, kDelete, {"bad_sequence at byte 38, opcode: only clients send this frame, §5.3"}, "ready"}});
}

TEST(FibpClient, TakesDeliveriesBeforeAndAfterConsumeOk) {
    client_talks({{Turn::comes,
                   kDelivery,
                   {"bad_sequence at byte 30, request_id: no call of this request id is open, §5.18"},
                   "ready"},
                  {Turn::sends, kConsume, {}, "subscribing"},
                  {Turn::comes, kDelivery, {"deliver Delivery"}, "subscribing"},
                  {Turn::comes, kConsumeOk, {"deliver ConsumeOk"}, "consuming"},
                  {Turn::comes, kDelivery, {"deliver Delivery"}, "consuming"},
                  {Turn::sends, kConsume, {"bad_sequence at byte 0: 5.18"}, "consuming"},
                  {Turn::sends, kCancel, {}, "ready"},
                  {Turn::comes, kDelivery, {}, "ready"},
                  {Turn::sends, kConsume, {}, "subscribing"}});
}

TEST(FibpClient, FailsAConsumeThatIsAnsweredByAnythingElse) {
    client_talks({{Turn::sends, kConsume, {}, "subscribing"},
                  {Turn::comes,
                   "0000000a 17 00 00000005 00000000",
                   {"bad_sequence at byte 28, opcode: no answer to Consume, §5.4"},
                   "ready"},
                  {Turn::comes, kDelivery, {}, "ready"}});
    client_talks({{Turn::sends, kConsume, {}, "subscribing"},
                  {Turn::comes, kConsumeOk, {"deliver ConsumeOk"}, "consuming"},
                  {Turn::comes, "0000000b fe 00 00000005 ff 0000 0000", {"deliver Error"}, "ready"}});
    client_talks({{Turn::sends, kConsume, {}, "subscribing"},
                  {Turn::comes, kConsumeOk, {"deliver ConsumeOk"}, "consuming"},
                  {Turn::comes,
                   "0000000a 14 00 00000005 00000001",
                   {"bad_length at byte 49, messages: needs 38 bytes, 0 left, §5.15"},
                   "ready"}});
}

TEST(FibpClient, AnswersPingsAndIgnoresWhatItDoesNotKnow) {
    client_talks({{Turn::comes, kPing, {"send Pong 00000006040000000009, §5.7"}, "ready"},
                  {Turn::comes, kPong, {}, "ready"},
                  {Turn::comes, kUnknown, {}, "ready"},
                  {Turn::sends, kPong, {"bad_sequence at byte 0: 5.8"}, "ready"}});
}

TEST(FibpClient, AnswersAPingBehindItsOwnBodyOfThatId) {
    client_talks({{Turn::sends, "00000009 12 01 00000009 0006 6f", {}, "ready"},
                  {Turn::comes, kPing, {}, "ready"},
                  {Turn::comes, "00000006 03 00 00000008", {"send Pong 00000006040000000008, §5.7"}, "ready"},
                  {Turn::passes, "1", {}, "ready"},
                  {Turn::sends, "0000000b 12 00 00000009 7264657273", {}, "subscribing"},
                  {Turn::passes, "0", {"send Pong 00000006040000000009, §5.7"}, "subscribing"},
                  {Turn::passes, "1", {}, "subscribing"}});
}

TEST(FibpClient, GivesUpOnAPingWithoutPong) {
    client_talks({{Turn::sends, kPing, {}, "ready"},
                  {Turn::passes, "29", {}, "ready"},
                  {Turn::comes, kPong, {}, "ready"},
                  {Turn::passes, "2", {}, "ready"},
                  {Turn::sends, kPing, {}, "ready"},
                  {Turn::passes,
                   "30",
                   {"bad_sequence at byte 34: a Ping has no Pong after 30 s, §5.7", "close, §5.7"},
                   "closed"}});
}

TEST(FibpClient, FollowsAHintToTheLeader) {
    client_talks({{Turn::sends, kDelete, {}, "ready"},
                  {Turn::comes,
                   "00000025 fe 00 00000007 0c 0000 0001 000b 6c65616465725f61646472 000b 3132372e302e302e313a39",
                   {"deliver Error", "send Disconnect 00000006050000000000, §5.24", "close, §5.16"},
                   "closed"}});
    client_talks({{Turn::sends, kDelete, {}, "ready"},
                  {Turn::comes,
                   "00000022 fe 00 00000007 0c 0000 0001 000b 6c65616465725f61646472 0008 6e6f6e73656e7365",
                   {"deliver Error"},
                   "ready"},
                  {Turn::sends, kDelete, {}, "ready"},
                  {Turn::comes, "0000000b fe 00 00000007 0c 0000 0000", {"deliver Error"}, "ready"}});
}

TEST(FibpClient, ClosesWithADisconnectOrAfterOne) {
    client_talks({{Turn::sends, kDisconnect, {}, "ready"}, {Turn::passes, "0", {"close, §5.10"}, "closed"}});
    client_talks({{Turn::sends, kDelete, {}, "ready"}, {Turn::comes, kDisconnect, {"close, §5.10"}, "closed"}});
    client_talks({{Turn::ends, "", {"close, §5.21"}, "closed"}});
    client_talks({{Turn::sends, kDelete, {}, "ready"},
                  {Turn::ends,
                   "",
                   {"bad_sequence at byte 24: the connection ends before an answer, §5.21", "close, §5.21"},
                   "closed"}});
    client_talks(
        {{Turn::comes, "00000006 03", {}, "ready"},
         {Turn::ends, "", {"truncated at byte 24: the bytes end inside a frame, §5.21", "close, §5.21"}, "closed"}});
    client_talks(
        {{Turn::comes, "00000006 14 01 00000005", {}, "ready"},
         {Turn::ends, "", {"truncated at byte 34: the bytes end inside a frame, §5.21", "close, §5.21"}, "closed"}});
}

TEST(FibpClient, KeepsToTheLimitOfTheServer) {
    expect_talk(
        Side::client,
        {{Turn::sends, kHandshake, {}, "handshake"},
         {Turn::comes, "00000014 02 00 00000000 0001 0000000000000000 0000000d", {"deliver HandshakeOk"}, "ready"},
         {Turn::sends, kConsume, {"too_large at byte 0, length: 5.23"}, "ready"},
         {Turn::sends, "00000009 12 01 00000005 0006 6f | 0000000b 12 00 00000005 7264657273", {}, "subscribing"}});
}

// ---- server -------------------------------------------------------------------------------------------------------
TEST(FibpServer, WantsAHandshakeFirst) {
    expect_talk(Side::server, {{Turn::sends, kPing, {"bad_sequence at byte 0: 5.1"}, "new"}});
    expect_talk(Side::server,
                {{Turn::comes,
                  kPing,
                  {"bad_sequence at byte 4, opcode: the first frame is a Handshake, §5.20",
                   "send Error 0000001f"
                   "fe0000000009"
                   "0e"
                   "0014657870656374656420612048616e647368616b65"
                   "0000, §5.20",
                   "close, §5.20"},
                  "closed"}});
    expect_talk(Side::server,
                {{Turn::comes,
                  "00000009 01 00 00000007 0002 00",
                  {"bad_version at byte 0, protocol_version: only version 1 is spoken, §5.19",
                   "send Error 00000037"
                   "fe0000000000"
                   "0d"
                   "001c756e737570706f727465642070726f746f636f6c2076657273696f6e"
                   "0001000b6d61785f76657273696f6e000131, §5.19",
                   "close, §5.19"},
                  "closed"}});
    expect_talk(Side::server,
                {{Turn::comes,
                  "00000008 01 00 00000000 0001",
                  {"bad_length at byte 12, api_key: needs 1 bytes, 0 left, §5.1", "close, §5.1"},
                  "closed"}});
}

TEST(FibpServer, LetsInOrRefuses) {
    const Step handshake{Turn::comes, kHandshake, {"deliver Handshake"}, "handshake"};
    expect_talk(Side::server,
                {handshake,
                 {Turn::sends,
                  "00000014 02 00 00000007 0001 0000000000000000 01000000",
                  {"bad_sequence at byte 0: 5.2"},
                  "handshake"},
                 {Turn::sends, kConsumeOk, {"bad_sequence at byte 0: 5.2"}, "handshake"},
                 {Turn::sends, kHandshakeOk, {}, "ready"}});
    expect_talk(Side::server,
                {handshake,
                 {Turn::sends, "0000000b fe 00 00000000 0a 0000 0000", {}, "handshake"},
                 {Turn::passes, "0", {"close, §5.19"}, "closed"}});
}

TEST(FibpServer, OwesAnAnswerToEachRequest) {
    server_talks({{Turn::comes, kAckTwo, {"deliver Ack"}, "ready"},
                  {Turn::comes, kDelete, {"deliver DeleteQueue"}, "ready"},
                  {Turn::sends, kAckedOne, {"bad_sequence at byte 0: 5.13"}, "ready"},
                  {Turn::sends, "00000007 f4 00 00000007 00", {"bad_sequence at byte 0: 5.3"}, "ready"},
                  {Turn::sends, kDeleted, {}, "ready"},
                  {Turn::sends, kDeleted, {"bad_sequence at byte 0: 5.18"}, "ready"},
                  {Turn::sends, kAckedTwo, {}, "ready"},
                  {Turn::sends, kNotFound, {"bad_sequence at byte 0: 5.18"}, "ready"}});
}

TEST(FibpServer, DeliversOnlyToASubscription) {
    server_talks({{Turn::sends, kDelivery, {"bad_sequence at byte 0: 5.5"}, "ready"},
                  {Turn::comes, kConsume, {"deliver Consume"}, "subscribing"},
                  {Turn::sends, kDelivery, {"bad_sequence at byte 0: 5.5"}, "subscribing"},
                  {Turn::sends,
                   std::string_view("0000000b 13 00 00000005 0003 632d31 | 0000000a 14 00 00000005 00000000"),
                   {},
                   "consuming"},
                  {Turn::comes, kCancel, {"deliver CancelConsume"}, "ready"},
                  {Turn::comes, kCancel, {}, "ready"},
                  {Turn::sends, kDelivery, {"bad_sequence at byte 0: 5.5"}, "ready"}});
    server_talks({{Turn::comes, kConsume, {"deliver Consume"}, "subscribing"},
                  {Turn::comes, kCancel, {"deliver CancelConsume"}, "subscribing"},
                  {Turn::sends, kConsumeOk, {}, "ready"},
                  {Turn::sends, kDelivery, {"bad_sequence at byte 0: 5.5"}, "ready"}});
}

TEST(FibpServer, NotesNothingOfASendThatItRefuses) {
    server_talks({{Turn::comes, kConsume, {"deliver Consume"}, "subscribing"},
                  {Turn::sends,
                   "0000000b 13 00 00000005 0003 632d31 | 0000000a 14 00 00000006 00000000",
                   {"bad_sequence at byte 15: 5.5"},
                   "subscribing"},
                  {Turn::sends, kConsumeOk, {}, "consuming"}});
}

TEST(FibpServer, AnswersWhatIsNoRequestAndGoesOn) {
    const auto invalid = [](const char* id, const char* text, const char* rule) {
        const Bytes bytes(text, text + std::char_traits<char>::length(text));
        const auto size = static_cast<std::uint8_t>(bytes.size());
        const auto length = static_cast<std::uint8_t>(size + 11);
        return "send Error 000000" + to_hex(Bytes{length}) + "fe00" + id + "0e00" + to_hex(Bytes{size}) +
               to_hex(bytes) + "0000, §" + rule;
    };
    server_talks(
        {{Turn::comes,
          kUnknown,
          {"bad_sequence at byte 17, opcode: not a request, §6.2", invalid("00000007", "unexpected frame", "6.2")},
          "ready"},
         {Turn::comes,
          kDeleted,
          {"bad_sequence at byte 27, opcode: not a request, §6.2", invalid("00000007", "unexpected frame", "6.2")},
          "ready"},
         {Turn::comes,
          kPong,
          {"bad_sequence at byte 38, opcode: not a request, §6.2", invalid("00000009", "unexpected frame", "6.2")},
          "ready"},
         {Turn::comes,
          kHandshake,
          {"bad_sequence at byte 48, opcode: not a request, §6.2", invalid("00000000", "unexpected frame", "6.2")},
          "ready"},
         {Turn::comes,
          "00000008 12 00 00000005 0006",
          {"bad_length at byte 67, queue: needs 6 bytes, 0 left, §6.1",
           invalid("00000005", "invalid Consume frame", "6.1")},
          "ready"},
         {Turn::comes, "00000009 03 fe 00000009 616263", {"send Pong 00000006040000000009, §5.7"}, "ready"}});
}

TEST(FibpServer, ClosesWhereTheNextFrameCannotBeFound) {
    server_talks(
        {{Turn::comes,
          "ffffffff",
          {"too_large at byte 13, length: 4294967295 bytes announced, the limit is 16777216, §6.3", "close, §6.3"},
          "closed"}});
    server_talks({{Turn::comes,
                   "00000005",
                   {"bad_length at byte 13, length: 5 bytes announced, the least is 6, §6.3", "close, §6.3"},
                   "closed"}});
    server_talks(
        {{Turn::comes,
          "00000006 12 01 00000005 | 00000006 10 01 00000005",
          {"bad_sequence at byte 27, opcode: the body of request id 5 began with opcode 0x12, §6.3", "close, §6.3"},
          "closed"}});
}

TEST(FibpServer, KeepsItsClientToTheLimitThatItSent) {
    expect_talk(Side::server,
                {{Turn::comes, kHandshake, {"deliver Handshake"}, "handshake"},
                 {Turn::sends, "00000014 02 00 00000000 0001 0000000000000000 0000000d", {}, "ready"},
                 {Turn::comes,
                  "00000009 12 01 00000005 0006 6f | 0000000b 12 00 00000005 7264657273",
                  {"deliver Consume"},
                  "subscribing"},
                 {Turn::comes,
                  kConsume,
                  {"too_large at byte 41, length: 14 bytes announced, the limit is 13, §6.3", "close, §6.3"},
                  "closed"}});
}

TEST(FibpServer, LetsItsClientGo) {
    server_talks(
        {{Turn::comes, kDelete, {"deliver DeleteQueue"}, "ready"}, {Turn::ends, "", {"close, §5.21"}, "closed"}});
    server_talks({{Turn::comes, kDisconnect, {"close, §5.10"}, "closed"}, {Turn::comes, kPing, {}, "closed"}});
}

// ---- variants -----------------------------------------------------------------------------------------------------
TEST(FibpSession, SubscribesWithoutConsumeOkWhereThereIsNone) {
    constexpr std::string_view kDraftDelivery = "0000000a 13 00 00000005 00000000";
    expect_talk(Side::client,
                {{Turn::sends, kHandshake, {}, "handshake"},
                 {Turn::comes, kHandshakeOk, {"deliver HandshakeOk"}, "ready"},
                 {Turn::sends, kConsume, {}, "consuming"},
                 {Turn::comes, kDraftDelivery, {"deliver Delivery"}, "consuming"}},
                "doc-draft");
    expect_talk(Side::server,
                {{Turn::comes, kHandshake, {"deliver Handshake"}, "handshake"},
                 {Turn::sends, kHandshakeOk, {}, "ready"},
                 {Turn::comes, kConsume, {"deliver Consume"}, "consuming"},
                 {Turn::sends, kDraftDelivery, {}, "consuming"}},
                "doc-draft");
    expect_talk(Side::client,
                {{Turn::sends, kHandshake, {}, "handshake"},
                 {Turn::comes, kHandshakeOk, {"deliver HandshakeOk"}, "ready"},
                 {Turn::sends, kConsume, {}, "subscribing"},
                 {Turn::comes, kDraftDelivery, {"deliver Delivery"}, "subscribing"},
                 {Turn::comes, "0000000b 19 00 00000005 0003 632d31", {"deliver ConsumeOk"}, "consuming"}},
                "doc-main");
}

TEST(FibpSession, TellsItsDeadline) {
    Talk talk(Side::client, "42", false);
    auto& machine = talk.machine();
    EXPECT_EQ(machine.deadline(), std::nullopt);
    EXPECT_TRUE(machine.send(hex(kHandshake), 1s).ok());
    EXPECT_TRUE(machine.send(hex(kPing), 2s).ok());
    EXPECT_EQ(machine.deadline(), Time(32s));
    EXPECT_TRUE(machine.send(hex(kDisconnect), 3s).ok());
    EXPECT_EQ(machine.deadline(), Time(3s));
}

}  // namespace
}  // namespace wireproof::fibp
