// HTTP heads and the upgrade: bytes of haystack-py 0.1.10 and its client, and the example of RFC 6455.
#include "harness/session/http.hpp"

#include <gtest/gtest.h>

#include "harness/session/base64.hpp"
#include "harness/session/upgrade.hpp"

namespace wireproof::session {
namespace {

// Captured: haystack-py 0.1.10 (websockets 17.4), both ends of one upgrade.
constexpr std::string_view kAsked =
    "GET /api/ws HTTP/1.1\r\nHost: 127.0.0.1:22103\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: Ll517AcLKu/njzr54dFcVw==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: "
    "haystack\r\n\r\n";
constexpr std::string_view kAnswered =
    "HTTP/1.1 101 Switching Protocols\r\nDate: Sat, 21 Nov 2026 01:43:24 GMT\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Accept: sEoeE3mqOqrom5SNj8Zy1haCCMA=\r\nSec-WebSocket-Protocol: "
    "haystack\r\n\r\n";
// RFC 6455, section 1.3.
constexpr std::string_view kKey = "dGhlIHNhbXBsZSBub25jZQ==";
constexpr std::string_view kAccept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

template <class Message>
Message read(std::string_view text) {
    HttpReader<Message> reader;
    EXPECT_EQ(reader.feed(as_bytes(text)), text.size());
    EXPECT_TRUE(reader.done()) << describe(reader.error());
    return reader.message();
}

TEST(Http, ReadsTheRequestOfARealClient) {
    const auto request = read<HttpRequest>(kAsked);
    EXPECT_EQ(request.method, "GET");
    EXPECT_EQ(request.target, "/api/ws");
    EXPECT_EQ(request.fields.find("sec-websocket-key"), "Ll517AcLKu/njzr54dFcVw==");
    EXPECT_FALSE(request.fields.find("Origin"));
    EXPECT_EQ(text_of(request), kAsked) << "and writes it as it was";
}

TEST(Http, ReadsTheAnswerOfARealServer) {
    const auto response = read<HttpResponse>(kAnswered);
    EXPECT_EQ(response.status, 101U);
    EXPECT_EQ(response.reason, "Switching Protocols");
    EXPECT_EQ(check_response({.host = "", .key = "Ll517AcLKu/njzr54dFcVw==", .subprotocol = "haystack"}, response), "");
    EXPECT_EQ(text_of(response), kAnswered);
}

// What is left of the bytes behind a message, when they come in two pieces cut anywhere.
TEST(Http, LeavesWhatStandsBehindTheMessage) {
    const auto text = std::string(kAnswered) + "\x81\x02hi";
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        SCOPED_TRACE(cut);
        HttpReader<HttpResponse> reader;
        auto taken = reader.feed(as_bytes(std::string_view(text).substr(0, cut)));
        EXPECT_EQ(reader.done(), cut >= kAnswered.size());
        if (taken == cut) taken += reader.feed(as_bytes(std::string_view(text).substr(cut)));
        EXPECT_EQ(taken, kAnswered.size());
        EXPECT_TRUE(reader.done());
    }
}

TEST(Http, LeavesWhatStandsBehindAHeadThatDoesNotSayHowLongItsBodyIs) {
    constexpr std::string_view kHeads[] = {"HTTP/1.1 426 X\r\n\r\n",
                                           "HTTP/1.1 426 X\r\nTransfer-Encoding: other\r\n\r\n"};
    for (const auto head : kHeads) {
        HttpReader<HttpResponse> reader;
        EXPECT_EQ(reader.feed(as_bytes(std::string(head) + "\x81\x02hi")), head.size()) << head;
        EXPECT_EQ(reader.message().body, "") << head;
    }
}

struct Body {
    std::string_view what, text, body;
};
constexpr Body kBodies[] = {
    {"of a length", "HTTP/1.1 400 Bad Request\r\nContent-Length: 5\r\n\r\nwrong", "wrong"},
    {"of length 0", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", ""},
    {"in chunks",
     "HTTP/1.1 400 Bad Request\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nwr\r\n3\r\nong\r\n0\r\n\r\n",
     "wrong"},
    {"not announced", "HTTP/1.1 400 Bad Request\r\n\r\n", ""},
    {"without a reason", "HTTP/1.1 404 \r\nContent-Length: 1\r\n\r\nx", "x"},
};

TEST(Http, ReadsBodies) {
    for (const auto& [what, text, body] : kBodies) {
        SCOPED_TRACE(what);
        EXPECT_EQ(read<HttpResponse>(text).body, body);
    }
}

TEST(Http, ReadsChunksThatComeByteByByte) {
    for (const std::string_view rest : {"2\r\nwr\r\n0\r\n\r\n", "0\r\nabc\r\n\r\n", "0\r\n\r\n", "0;x\r\n\r\n"}) {
        HttpReader<HttpRequest> whole;
        HttpReader<HttpRequest> bytewise;
        const auto text = "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(rest);
        whole.feed(as_bytes(text));
        for (const char each : text) bytewise.feed(as_bytes(std::string_view(&each, 1)));
        EXPECT_EQ(whole.done(), bytewise.done()) << rest;
        EXPECT_EQ(whole.error().code, bytewise.error().code) << rest;
    }
}

// Beast 1.81 takes the size of a chunk off its limit as often as it looks at the line.
TEST(Http, CountsAChunkOnceInWhateverPiecesItComes) {
    const std::string line = "20;name=\"" + std::string(20, ' ') + "\r\n";  // an extension that does not end
    const auto text = "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + line;
    HttpReader<HttpRequest> reader({.head = 256, .body = 64});
    for (const char each : text + std::string(20, 'x')) reader.feed(as_bytes(std::string_view(&each, 1)));
    EXPECT_TRUE(reader.error().ok()) << describe(reader.error());
    reader.feed(as_bytes("\"\r\n"));
    EXPECT_EQ(describe(reader.error()), "bad_value at byte 46, body: bad chunk extension");
}

TEST(Http, LimitsABodyInChunks) {
    for (const bool bytewise : {false, true}) {
        HttpReader<HttpRequest> reader({.head = 256, .body = 64});
        const std::string head = "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
        const auto text =
            head + "30\r\n" + std::string(0x30, 'x') + "\r\n10\r\n" + std::string(0x10, 'y') + "\r\n1\r\nz";
        if (!bytewise) reader.feed(as_bytes(text));
        for (const char each : bytewise ? text : std::string()) reader.feed(as_bytes(std::string_view(&each, 1)));
        EXPECT_EQ(describe(reader.error()), "too_large at byte 120, body: a body of more than 64 bytes");
    }
}

struct Refused {
    std::string_view what, text, error;
};
constexpr Refused kRefusedResponses[] = {
    {"a WebSocket frame", "\x81\x02hi", "bad_value at byte 0, head: does not begin like a message of HTTP/1.1"},
    {"another version", "HTTP/2 200\r\n\r\n", "bad_value at byte 0, head: does not begin like a message of HTTP/1.1"},
    {"no status", "HTTP/1.1 abc\r\n\r\n", "bad_value at byte 0, head: bad status"},
    {"a field without a colon", "HTTP/1.1 101 X\r\nUpgrade\r\n\r\n", "bad_value at byte 16, head: bad field"},
    {"a length that is none",
     "HTTP/1.1 400 X\r\nContent-Length: -1\r\n\r\n",
     "bad_value at byte 16, head: bad Content-Length"},
    {"a long body",
     "HTTP/1.1 400 X\r\nContent-Length: 99\r\n\r\n",
     "too_large at byte 38, body: a body of more than 64 bytes"},
};

TEST(Http, SaysWhatIsWrongWithAMessage) {
    for (const auto& [what, text, error] : kRefusedResponses) {
        SCOPED_TRACE(what);
        HttpReader<HttpResponse> reader({.head = 256, .body = 64});
        reader.feed(as_bytes(text));
        EXPECT_FALSE(reader.done());
        EXPECT_EQ(describe(reader.error()), error);
        EXPECT_EQ(reader.feed(as_bytes("more")), 0U) << "takes nothing any more";
    }
    HttpReader<HttpRequest> request;
    request.feed(as_bytes("\x16\x03\x01\x02"));
    EXPECT_EQ(request.error().code, Errc::bad_value) << "TLS to a server without";
}

TEST(Http, LimitsTheHead) {
    HttpReader<HttpRequest> reader({.head = 64});
    reader.feed(as_bytes("GET / HTTP/1.1\r\nX: "));
    EXPECT_TRUE(reader.error().ok());
    reader.feed(as_bytes(std::string(64, 'x')));
    EXPECT_EQ(describe(reader.error()), "too_large at byte 16, head: a head of more than 64 bytes");
}

TEST(Http, WritesWhatItIsGiven) {
    EXPECT_EQ(text_of(HttpResponse{.status = 400, .reason = {}, .fields = {}, .body = "no\n"}),
              "HTTP/1.1 400 Bad Request\r\nContent-Length: 3\r\n\r\nno\n");
    EXPECT_EQ(text_of(HttpRequest{.method = "BREW", .target = "/pot", .fields = {{"a", "b"}, {"a", "c"}}, .body = {}}),
              "BREW /pot HTTP/1.1\r\na: b\r\na: c\r\n\r\n");
}

TEST(Upgrade, AnswersAsTheExampleOfTheStandard) {
    EXPECT_EQ(accept_of(kKey), kAccept);
    const Upgrade upgrade{
        .host = "server.example.com", .target = "/chat", .key = std::string(kKey), .subprotocol = "chat"};
    const auto answer = answer_to(request_of(upgrade), "chat");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->fields.find("sec-websocket-accept"), kAccept);
    EXPECT_EQ(check_response(upgrade, *answer), "");
}

struct Offer {
    std::string_view what, was, becomes;
    unsigned status;
};
constexpr Offer kOffers[] = {
    {"as it is", "", "", 101},
    {"in a list", "haystack", "chat, haystack", 101},
    {"with names of fields in another case", "Sec-WebSocket-Protocol", "SEC-WEBSOCKET-PROTOCOL", 101},
    {"in a list of tokens", "Connection: Upgrade", "Connection: keep-alive, upgrade", 101},
    {"another subprotocol", "haystack", "Haystack", 400},
    {"a short key", "Ll517AcLKu/njzr54dFcVw==", "Ll517AcLKu/njzr54dFc", 400},
    {"a key that is no Base64", "Ll517AcLKu/njzr54dFcVw==", "Ll517AcLKu/njzr54dFcV*==", 400},
    {"another version", "Version: 13", "Version: 8", 426},
    {"no upgrade", "Upgrade: websocket", "Upgrade: h2c", 426},
    {"a connection that is kept", "Connection: Upgrade", "Connection: keep-alive", 400},
    {"another method", "GET", "POST", 400},
    {"no host", "Host", "X-Host", 400},
};

TEST(Upgrade, RefusesRequestsThatAreNone) {
    for (const auto& [what, was, becomes, status] : kOffers) {
        SCOPED_TRACE(what);
        auto text = std::string(kAsked);
        text.replace(text.find(was), was.size(), becomes);
        const auto answer = answer_to(read<HttpRequest>(text), "haystack");
        EXPECT_EQ(answer ? answer->status : answer.error().status, status);
    }
}

constexpr Refused kWrongAnswers[] = {
    {"Switching", "Switching", ""},
    {"101", "200", "the server answered 200 Switching Protocols"},
    {"Upgrade: websocket", "Upgrade: h2c", "the answer has no `Upgrade: websocket`"},
    {"Connection: Upgrade", "Connection: close", "the answer has no `Connection: Upgrade`"},
    {"sEoeE", "SEoeE", "the answer's Sec-WebSocket-Accept is not that of the key"},
    {"Date", "Sec-WebSocket-Extensions", "the server uses an extension nobody offered"},
    {"haystack", "chat", "the answer's subprotocol is not `haystack`"},
};

TEST(Upgrade, ChecksTheAnswer) {
    for (const auto& [was, becomes, error] : kWrongAnswers) {
        SCOPED_TRACE(was);
        auto text = std::string(kAnswered);
        text.replace(text.find(was), was.size(), becomes);
        EXPECT_EQ(check_response({.host = "", .key = "Ll517AcLKu/njzr54dFcVw==", .subprotocol = "haystack"},
                                 read<HttpResponse>(text)),
                  error);
    }
}

struct Encoded {
    std::string_view text, standard, url;
};
constexpr Encoded kEncoded[] = {
    // RFC 4648, section 10, and the two digits in which the alphabets differ
    {"", "", ""},
    {"f", "Zg==", "Zg"},
    {"fo", "Zm8=", "Zm8"},
    {"foo", "Zm9v", "Zm9v"},
    {"foob", "Zm9vYg==", "Zm9vYg"},
    {"fooba", "Zm9vYmE=", "Zm9vYmE"},
    {"foobar", "Zm9vYmFy", "Zm9vYmFy"},
    {"\xFB\xFF\xBE", "+/++", "-_--"},
};

TEST(Base64Test, WritesAndReadsBothAlphabets) {
    for (const auto& [text, standard, url] : kEncoded) {
        const auto bytes = as_bytes(text);
        EXPECT_EQ(to_base64(bytes), standard);
        EXPECT_EQ(to_base64(bytes, Base64::url), url);
        EXPECT_EQ(from_base64(standard), Bytes(bytes.begin(), bytes.end()));
        EXPECT_EQ(from_base64(url, Base64::url), Bytes(bytes.begin(), bytes.end()));
    }
}

TEST(Base64Test, RefusesWhatItWouldNotWrite) {
    for (const auto* text : {"Zg", "Zg=", "Zh==", "Zg===", "Z", "Zm9v====", "Zm 9", "-_--", "=", "Zg==Zg=="})
        EXPECT_FALSE(from_base64(text)) << text;
    for (const auto* text : {"Zg==", "Zh", "Z", "+/++"}) EXPECT_FALSE(from_base64(text, Base64::url)) << text;
}

}  // namespace
}  // namespace wireproof::session
