// Both ends of SCRAM-SHA-256, against the example of RFC 7677 and against what haystack-py 0.1.10 said.
#include "harness/session/scram.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "conformance/wire/json.hpp"
#include "harness/session/base64.hpp"

namespace wireproof::session {
namespace {

std::string url(std::string_view text) { return to_base64(as_bytes(text), Base64::url); }
std::string data_in(const std::string& text) {
    const auto bytes = from_base64(Json::parse(text).at("data").get<std::string>(), Base64::url).value();
    return {bytes.begin(), bytes.end()};
}
std::string scram(std::string_view data, const std::string& token = "t") {
    return Json{{"type", "scram"}, {"handshakeToken", token}, {"hash", "SHA-256"}, {"data", url(data)}}.dump();
}
constexpr std::string_view kHello = R"({"type":"hello","handshakeToken":"t","hash":"SHA-256"})";

struct Exchange {
    std::string_view name, username, password, client_nonce, challenge, proof, signature;
};
constexpr Exchange kExchanges[] = {
    {"RFC 7677, section 3",
     "user",
     "pencil",
     "rOprNGfwEbeRWgbNEkqO",
     "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
     "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
     "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="},
    {"captured: haystack-py 0.1.10, auth_scram_ok",
     "user",
     "pass,=x",
     "viF0pDRfMseHLNS8W9ceSqjPPHtcdmbK",
     "r=viF0pDRfMseHLNS8W9ceSqjPPHtcdmbKbEG-EdxNklq8HSk-t0ah22gGR0NiLzWD,s=vr+hebMS42fQolDbiaXbeQ==,i=600000",
     "bE033lJlQXugND1wegIFf/J9uCjSIB48NMsbcbSCghs=",
     "5OKyWdbh9IeqsErvYVNw/HUHMjgsCa0xKX+pmXHFJxg="},
};

TEST(ScramClient, ProvesThatItKnowsThePassword) {
    for (const auto& exchange : kExchanges) {
        SCOPED_TRACE(exchange.name);
        ScramClient client(
            std::string(exchange.username), std::string(exchange.password), std::string(exchange.client_nonce));
        EXPECT_EQ(Json::parse(client.hello()), (Json{{"type", "hello"}, {"username", "dXNlcg"}}));
        const auto first = client.take(kHello).value().value();
        EXPECT_EQ(data_in(first), "n,,n=user,r=" + std::string(exchange.client_nonce));
        EXPECT_EQ(Json::parse(first).at("handshakeToken"), "t");
        const auto final_message = client.take(scram(exchange.challenge)).value().value();
        EXPECT_TRUE(data_in(final_message).ends_with(",p=" + std::string(exchange.proof))) << data_in(final_message);
        const auto good = Json{{"type", "authOk"}, {"data", url("v=" + std::string(exchange.signature))}}.dump();
        const auto verdict = client.take(good);
        ASSERT_TRUE(verdict.has_value()) << verdict.error();
        EXPECT_FALSE(verdict->has_value());
    }
}

TEST(ScramClient, RefusesAServerThatIsNotTheRightOne) {
    const auto after_hello = [] {
        ScramClient client("user", "pencil", "nonce");
        std::ignore = client.take(kHello);
        return client;
    };
    for (const auto* const challenge : {"r=other1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                                        "r=nonce,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                                        "r=nonce1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4095",
                                        "r=nonce1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1000001",
                                        "r=nonce1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096x",
                                        "r=nonce1,s=W22ZaA==,i=4096",
                                        "r=nonce1,i=4096",
                                        ""})
        EXPECT_FALSE(after_hello().take(scram(challenge)).has_value()) << challenge;
    auto client = after_hello();
    ASSERT_TRUE(client.take(scram("r=nonce1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")).has_value());
    EXPECT_FALSE(client.take(R"({"type":"authOk","authToken":"x"})").has_value()) << "no signature";
    EXPECT_FALSE(ScramClient("user", "pencil", "nonce").take(R"({"type":"authErr"})").has_value());
    EXPECT_FALSE(ScramClient("user", "pencil", "nonce").take("1").has_value());
}

TEST(ScramServer, AgreesWithTheClientAndWithNobodyElse) {
    const auto lets_in = [](std::string_view username, std::string_view password) {
        ScramServer server(ScramCredentials::derive("a,=b", "pencil", Bytes(16, 7), 4096), "server-nonce");
        ScramClient client{std::string(username), std::string(password), "client-nonce"};
        for (auto text = client.hello();;) {
            const auto said = server.take(text);
            if (!said) return false;
            const auto next = client.take(said->text);
            EXPECT_TRUE(next.has_value()) << next.error();
            if (said->done) return !next->has_value();
            text = next->value();
        }
    };
    EXPECT_TRUE(lets_in("a,=b", "pencil"));
    EXPECT_FALSE(lets_in("a,=b", "pencils"));
    EXPECT_FALSE(lets_in("a,=c", "pencil"));
}

}  // namespace
}  // namespace wireproof::session
