#include "harness/transport/tls.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <utility>

namespace wireproof::transport {
namespace {

std::string last_error(const char* otherwise) {
    const auto code = ERR_peek_last_error();
    ERR_clear_error();
    if (code == 0) return otherwise;
    const char* const reason = ERR_reason_error_string(code);
    return reason != nullptr ? reason : otherwise;
}

// is_address: an address, which certificates hold apart from names.
bool is_address(const std::string& host) {
    auto* const address = a2i_IPADDRESS(host.c_str());
    ASN1_OCTET_STRING_free(address);
    return address != nullptr;
}

}  // namespace

struct TlsContext::Context {
    struct Free {
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    };
    std::unique_ptr<SSL_CTX, Free> ssl;
    std::string server_name;
    bool server = false;

    // load gives what is wrong with a file, if anything is.
    std::string load(const TlsFiles& files) {
        if (!ssl || SSL_CTX_set_min_proto_version(ssl.get(), TLS1_2_VERSION) != 1) return last_error("no TLS");
        // A ticket after the handshake would meet connections that are closed already, with a reset.
        SSL_CTX_set_num_tickets(ssl.get(), 0);
        if (!files.ca.empty() && SSL_CTX_load_verify_locations(ssl.get(), files.ca.c_str(), nullptr) != 1)
            return files.ca + ": " + last_error("no certificate");
        if (files.ca.empty() && !server) SSL_CTX_set_default_verify_paths(ssl.get());
        if (!files.cert.empty() && SSL_CTX_use_certificate_chain_file(ssl.get(), files.cert.c_str()) != 1)
            return files.cert + ": " + last_error("no certificate");
        if (!files.key.empty() && SSL_CTX_use_PrivateKey_file(ssl.get(), files.key.c_str(), SSL_FILETYPE_PEM) != 1)
            return files.key + ": " + last_error("no private key");
        if (!files.cert.empty() && SSL_CTX_check_private_key(ssl.get()) != 1)
            return files.key + ": not the key of " + files.cert;
        return {};
    }
};

struct TlsStream::Connection {
    struct Free {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
    };
    std::unique_ptr<SSL, Free> ssl;
    BIO* in;  // both belong to `ssl`
    BIO* out;
};

TlsContext::TlsContext(std::unique_ptr<Context> context) : context_(std::move(context)) {}
TlsContext::~TlsContext() = default;

std::expected<std::shared_ptr<TlsContext>, std::string> TlsContext::for_client(const TlsFiles& files,
                                                                               std::string server_name) {
    auto context = std::make_unique<Context>();
    context->ssl.reset(SSL_CTX_new(TLS_client_method()));
    context->server_name = std::move(server_name);
    if (auto wrong = context->load(files); !wrong.empty()) return std::unexpected(std::move(wrong));
    SSL_CTX_set_verify(context->ssl.get(), SSL_VERIFY_PEER, nullptr);
    return std::shared_ptr<TlsContext>(new TlsContext(std::move(context)));
}

std::expected<std::shared_ptr<TlsContext>, std::string> TlsContext::for_server(const TlsFiles& files, bool demands) {
    auto context = std::make_unique<Context>();
    context->ssl.reset(SSL_CTX_new(TLS_server_method()));
    context->server = true;
    if (auto wrong = context->load(files); !wrong.empty()) return std::unexpected(std::move(wrong));
    if (files.cert.empty() || files.key.empty()) return std::unexpected("a server needs a certificate and its key");
    if (demands) SSL_CTX_set_verify(context->ssl.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    return std::shared_ptr<TlsContext>(new TlsContext(std::move(context)));
}

TlsStream::TlsStream(std::shared_ptr<TlsContext> context, const std::string& host)
    : context_(std::move(context)), connection_(std::make_unique<Connection>()) {
    auto& of = *context_->context_;
    connection_->ssl.reset(SSL_new(of.ssl.get()));
    auto* const ssl = connection_->ssl.get();
    connection_->in = BIO_new(BIO_s_mem());
    connection_->out = BIO_new(BIO_s_mem());
    SSL_set_bio(ssl, connection_->in, connection_->out);
    if (of.server) {
        SSL_set_accept_state(ssl);
        return;
    }
    SSL_set_connect_state(ssl);
    const auto& name = of.server_name.empty() ? host : of.server_name;
    if (is_address(name)) {
        X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), name.c_str());
    } else {
        SSL_set_tlsext_host_name(ssl, name.c_str());
        SSL_set1_host(ssl, name.c_str());
    }
    go_on();
}

TlsStream::~TlsStream() = default;

void TlsStream::take(ByteView from_wire) {
    BIO_write(connection_->in, from_wire.data(), static_cast<int>(from_wire.size()));
    go_on();
}

void TlsStream::write(ByteView plain) {
    to_write_.insert(to_write_.end(), plain.begin(), plain.end());
    go_on();
}

void TlsStream::close() {
    closing_ = true;
    go_on();
}

// go_on does all that can be done now: handshake, then what is to be written, then what can be read.
void TlsStream::go_on() {
    if (!failure_.empty()) return;
    auto* const ssl = connection_->ssl.get();
    ERR_clear_error();
    if (!established_) {
        const auto result = SSL_do_handshake(ssl);
        if (result != 1) return fail(result);
        established_ = true;
    }
    if (!to_write_.empty()) {
        SSL_write(ssl, to_write_.data(), static_cast<int>(to_write_.size()));
        to_write_.clear();
    }
    if (std::exchange(closing_, false)) SSL_shutdown(ssl);
    std::array<std::uint8_t, 16384> some;  // the most a record holds
    for (;;) {
        const auto count = SSL_read(ssl, some.data(), some.size());
        if (count <= 0) return fail(count);
        plain_.insert(plain_.end(), some.begin(), some.begin() + count);
    }
}

// fail sorts out what OpenSSL calls errors: most often it waits for the wire.
void TlsStream::fail(int result) {
    auto* const ssl = connection_->ssl.get();
    switch (SSL_get_error(ssl, result)) {
        case SSL_ERROR_WANT_READ:
        case SSL_ERROR_WANT_WRITE: return;
        case SSL_ERROR_ZERO_RETURN: ended_ = true; return;
        default: break;
    }
    const auto verified = SSL_get_verify_result(ssl);
    failure_ = verified != X509_V_OK ? "certificate: " + std::string(X509_verify_cert_error_string(verified))
                                     : last_error("the handshake failed");
    ERR_clear_error();
}

Bytes TlsStream::to_wire() {
    Bytes bytes(BIO_ctrl_pending(connection_->out));
    if (!bytes.empty()) BIO_read(connection_->out, bytes.data(), static_cast<int>(bytes.size()));
    return bytes;
}

Bytes TlsStream::plain() { return std::exchange(plain_, {}); }

}  // namespace wireproof::transport
