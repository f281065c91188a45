#include "harness/session/scram.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "conformance/json_file.hpp"
#include "conformance/wire/json.hpp"
#include "harness/session/base64.hpp"

namespace wireproof::session {
namespace {

constexpr std::size_t kDigest = 32;
constexpr std::string_view kHeader = "n,,";  // no channel binding; `biws` in base64

int int_size(std::size_t size) { return static_cast<int>(size); }
const unsigned char* chars(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

// ---- arithmetic of RFC 5802, section 3 ----------------------------------------------------------------------------
Bytes hmac(ByteView key, std::string_view message) {
    Bytes digest(kDigest);
    HMAC(EVP_sha256(), key.data(), int_size(key.size()), chars(message), message.size(), digest.data(), nullptr);
    return digest;
}

Bytes sha256(ByteView bytes) {
    Bytes digest(kDigest);
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
    return digest;
}

Bytes salted(std::string_view password, ByteView salt, unsigned iterations) {
    Bytes key(kDigest);
    PKCS5_PBKDF2_HMAC(password.data(),
                      int_size(password.size()),
                      salt.data(),
                      int_size(salt.size()),
                      static_cast<int>(iterations),
                      EVP_sha256(),
                      int_size(key.size()),
                      key.data());
    return key;
}

Bytes xored(Bytes left, ByteView right) {
    for (std::size_t i = 0; i < left.size(); ++i) left[i] ^= right[i];
    return left;
}

Bytes client_key(ByteView salted_password) { return hmac(salted_password, "Client Key"); }

// ---- texts --------------------------------------------------------------------------------------------------------
std::string text_of(ByteView bytes) { return {bytes.begin(), bytes.end()}; }
std::string url_text(std::string_view text) { return to_base64(as_bytes(text), Base64::url); }
std::string padded(ByteView bytes) { return to_base64(bytes, Base64::standard); }

std::string escaped(std::string_view username) {
    std::string result;
    for (const auto letter : username) {
        if (letter == '=') result += "=3D";
        else if (letter == ',') result += "=2C";
        else result += letter;
    }
    return result;
}

// attribute gives what stands behind `x=` in `a=1,x=2`.
std::optional<std::string> attribute(std::string_view message, char name) {
    while (!message.empty()) {
        const auto part = message.substr(0, message.find(','));
        if (part.size() >= 2 && part[0] == name && part[1] == '=') return std::string(part.substr(2));
        message.remove_prefix(std::min(message.size(), part.size() + 1));
    }
    return std::nullopt;
}

std::expected<Json, std::string> message_of(std::string_view text, std::string_view type) {
    auto message = parse_message(text);
    if (!message.is_object()) return std::unexpected("is no JSON object");
    const auto is = message.value("type", Json());
    if (is == "authErr") return std::unexpected("the server refuses");
    if (is != type) return std::unexpected("a message of type " + std::string(type) + " has to come");
    return message;
}

std::string member(const Json& message, const char* name) {
    const auto it = message.find(name);
    return it != message.end() && it->is_string() ? it->get<std::string>() : std::string();
}

std::expected<std::string, std::string> data_of(const Json& message) {
    const auto data = from_base64(member(message, "data"), Base64::url);
    if (!data) return std::unexpected("`data` is no base64");
    return text_of(*data);
}

std::string scram(const std::string& token, std::string_view data) {
    return Json{{"type", "scram"}, {"handshakeToken", token}, {"data", url_text(data)}}.dump();
}

}  // namespace

ScramCredentials ScramCredentials::derive(std::string username,
                                          std::string_view password,
                                          Bytes salt,
                                          unsigned iterations) {
    const auto key = salted(password, salt, iterations);
    return {.username = std::move(username),
            .salt = std::move(salt),
            .iterations = iterations,
            .stored_key = sha256(client_key(key)),
            .server_key = hmac(key, "Server Key")};
}

// ---- client -------------------------------------------------------------------------------------------------------
std::string ScramClient::hello() const { return Json{{"type", "hello"}, {"username", url_text(username_)}}.dump(); }

std::string ScramClient::first() const { return "n=" + escaped(username_) + ",r=" + nonce_; }

std::expected<std::optional<std::string>, std::string> ScramClient::take(std::string_view text) {
    constexpr std::string_view kTypes[] = {"hello", "scram", "authOk"};
    const auto message = message_of(text, kTypes[static_cast<std::size_t>(waits_)]);
    if (!message) return std::unexpected(message.error());
    const auto token = member(*message, "handshakeToken");
    if (waits_ == Waits::hello) {
        if (message->value("hash", Json("SHA-256")) != "SHA-256") return std::unexpected("another hash than SHA-256");
        waits_ = Waits::challenge;
        return scram(token, std::string(kHeader) + first());
    }
    const auto data = data_of(*message);
    if (!data) return std::unexpected(data.error());
    if (waits_ == Waits::challenge) {
        waits_ = Waits::verdict;
        const auto said = final_message(*data);
        if (!said) return std::unexpected(said.error());
        return scram(token, *said);
    }
    if (attribute(*data, 'v') != signature_) return std::unexpected("the server's signature is wrong");
    return std::nullopt;
}

std::expected<std::string, std::string> ScramClient::final_message(const std::string& challenge) {
    const auto nonce = attribute(challenge, 'r').value_or("");
    if (!nonce.starts_with(nonce_) || nonce.size() == nonce_.size())
        return std::unexpected("the nonce does not go on from ours");
    const auto salt = from_base64(attribute(challenge, 's').value_or(""), Base64::standard);
    if (!salt || salt->size() < kLeastSalt) return std::unexpected("the salt is too short");
    const auto digits = attribute(challenge, 'i').value_or("");
    unsigned iterations = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), iterations);
    if (error != std::errc{} || end != digits.data() + digits.size() || iterations < kLeastIterations ||
        iterations > kMostIterations)
        return std::unexpected("the number of iterations is out of range");
    const auto key = salted(password_, *salt, iterations);
    const auto without_proof = "c=" + padded(as_bytes(kHeader)) + ",r=" + nonce;
    const auto signed_text = first() + "," + challenge + "," + without_proof;
    signature_ = padded(hmac(hmac(key, "Server Key"), signed_text));
    const auto proof = xored(client_key(key), hmac(sha256(client_key(key)), signed_text));
    return without_proof + ",p=" + padded(proof);
}

// ---- server -------------------------------------------------------------------------------------------------------
std::expected<ScramServer::Said, std::string> ScramServer::take(std::string_view text) {
    const auto message = message_of(text, waits_ == Waits::hello ? "hello" : "scram");
    if (!message) return std::unexpected(message.error());
    if (waits_ == Waits::hello) {
        const auto name = from_base64(member(*message, "username"), Base64::url);
        if (!lenient_ && (!name || text_of(*name) != user_.username)) return std::unexpected("no such user");
        waits_ = Waits::first;
        return Said{Json{{"type", "hello"}, {"handshakeToken", "1-" + nonce_}, {"hash", "SHA-256"}}.dump(), false};
    }
    const auto data = data_of(*message);
    if (!data) return std::unexpected(data.error());
    const auto token = member(*message, "handshakeToken");
    if (waits_ == Waits::first) {
        if (!lenient_ && token != "1-" + nonce_) return std::unexpected("the token of another exchange");
        const auto said = challenge(*data);
        if (!said) return std::unexpected(said.error());
        waits_ = Waits::final;
        auto reply = Json::parse(scram("2-" + nonce_, *said));
        reply["hash"] = "SHA-256";
        return Said{reply.dump(), false};
    }
    if (!lenient_ && token != "2-" + nonce_) return std::unexpected("the token of another exchange");
    const auto said = verdict(*data);
    if (!said) return std::unexpected(said.error());
    return Said{Json{{"type", "authOk"}, {"authToken", "3-" + nonce_}, {"data", url_text(*said)}}.dump(), true};
}

std::expected<std::string, std::string> ScramServer::challenge(const std::string& first) {
    if (!first.starts_with(kHeader)) return std::unexpected("channel binding, or another user to act for");
    first_ = first.substr(kHeader.size());
    const auto nonce = attribute(first_, 'r').value_or("");
    if (!lenient_ && attribute(first_, 'n') != escaped(user_.username)) return std::unexpected("no such user");
    if (nonce.empty()) return std::unexpected("no nonce");
    challenge_ = "r=" + nonce + nonce_ + ",s=" + padded(user_.salt) + ",i=" + std::to_string(user_.iterations);
    return challenge_;
}

std::expected<std::string, std::string> ScramServer::verdict(const std::string& final_message) {
    const auto without_proof = final_message.substr(0, final_message.rfind(",p="));
    const auto signed_text = first_ + "," + challenge_ + "," + without_proof;
    const auto proof = from_base64(attribute(final_message, 'p').value_or(""), Base64::standard);
    const bool bound = attribute(without_proof, 'c') == padded(as_bytes(kHeader)) &&
                       attribute(without_proof, 'r') == attribute(challenge_, 'r');
    const auto proven = [&] {
        return proof && proof->size() == kDigest &&
               sha256(xored(*proof, hmac(user_.stored_key, signed_text))) == user_.stored_key;
    };
    if (!lenient_ && (!bound || !proven())) return std::unexpected("the proof is wrong");
    return "v=" + padded(hmac(user_.server_key, signed_text));
}

}  // namespace wireproof::session
