// SCRAM-SHA-256 (RFC 5802, RFC 7677) in the six JSON texts by which both ends of a Haystack connection authenticate,
// each end sans-io: texts in, texts out. Message shapes: conformance/haystack/PROTOCOL.md 9.5 and 9.6.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "conformance/wire/bytes.hpp"

namespace wireproof::session {

// What a server keeps of a user in place of the password.
struct ScramCredentials {
    std::string username;
    Bytes salt;
    unsigned iterations = 0;
    Bytes stored_key, server_key;

    [[nodiscard]] static ScramCredentials derive(std::string username,
                                                 std::string_view password,
                                                 Bytes salt,
                                                 unsigned iterations);
};

// A client takes these iterations and salts of at least this many bytes, as haystack-py 0.1.10 does.
inline constexpr unsigned kLeastIterations = 4096;
inline constexpr unsigned kMostIterations = 1'000'000;
inline constexpr std::size_t kLeastSalt = 16;

class ScramClient {
public:
    // `nonce` is printable ASCII without a comma, fresh for each exchange.
    ScramClient(std::string username, std::string password, std::string nonce)
        : username_(std::move(username)), password_(std::move(password)), nonce_(std::move(nonce)) {}

    // hello is the first text.
    [[nodiscard]] std::string hello() const;
    // take reads a text of the server and gives the one to send next, or none: the server has let the client in and
    // proven that it knows the password's keys. The error says what is wrong, a refusal too.
    [[nodiscard]] std::expected<std::optional<std::string>, std::string> take(std::string_view text);

private:
    enum class Waits : std::uint8_t { hello, challenge, verdict };

    [[nodiscard]] std::string first() const;
    [[nodiscard]] std::expected<std::string, std::string> final_message(const std::string& challenge);

    std::string username_, password_, nonce_;
    Waits waits_ = Waits::hello;
    std::string signature_;  // of the server, in base64, once it is known
};

class ScramServer {
public:
    // `nonce` is what the server adds to the client's, and the tokens of the exchange are made from. It knows one user.
    ScramServer(ScramCredentials user, std::string nonce) : user_(std::move(user)), nonce_(std::move(nonce)) {}

    struct Said {
        std::string text;
        bool done;  // the text is `authOk`
    };
    // take reads a text of the client and gives the answer. After an error the client is refused.
    [[nodiscard]] std::expected<Said, std::string> take(std::string_view text);

    // lenient takes any user, nonce and proof for good ones: the fault of a server that skips refusals.
    void lenient() { lenient_ = true; }

private:
    enum class Waits : std::uint8_t { hello, first, final };

    [[nodiscard]] std::expected<std::string, std::string> challenge(const std::string& first);
    [[nodiscard]] std::expected<std::string, std::string> verdict(const std::string& final_message);

    ScramCredentials user_;
    std::string nonce_;
    Waits waits_ = Waits::hello;
    std::string first_, challenge_;  // as they were said, the first one without its header
    bool lenient_ = false;
};

}  // namespace wireproof::session
