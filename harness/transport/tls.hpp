// TLS 1.2 and newer as a filter between a connection and its host, sans-io: what came from the wire goes in, what goes
// onto the wire and what the host is told come out. OpenSSL is known to tls.cpp and tls_authority.cpp alone.
#pragma once

#include <expected>
#include <memory>
#include <string>

#include "conformance/wire/bytes.hpp"

namespace wireproof::transport {

// Files are PEM; those that are not needed stay empty.
struct TlsFiles {
    std::string ca = {};              // whom to trust; a client without it trusts what the system does
    std::string cert = {}, key = {};  // who we are: a chain with the leaf first, and its key
};

// TlsContext: what all connections of one side have in common.
class TlsContext {
public:
    // for_client checks the server's chain and its name: that of `server_name`, else the host connected to.
    [[nodiscard]] static std::expected<std::shared_ptr<TlsContext>, std::string> for_client(const TlsFiles& files,
                                                                                            std::string server_name);
    // for_server asks the client for a certificate if it `demands` one, which `files.ca` must have signed.
    [[nodiscard]] static std::expected<std::shared_ptr<TlsContext>, std::string> for_server(const TlsFiles& files,
                                                                                            bool demands = false);
    ~TlsContext();
    TlsContext(const TlsContext&) = delete;
    TlsContext& operator=(const TlsContext&) = delete;

private:
    friend class TlsStream;
    struct Context;
    explicit TlsContext(std::unique_ptr<Context> context);
    std::unique_ptr<Context> context_;
};

class TlsStream {
public:
    // `host` is whom a client connects to; a server gives none.
    TlsStream(std::shared_ptr<TlsContext> context, const std::string& host);
    ~TlsStream();
    TlsStream(const TlsStream&) = delete;
    TlsStream& operator=(const TlsStream&) = delete;

    // take reads what came from the wire, write what the host wants to send, before the handshake is over, too.
    void take(ByteView from_wire);
    void write(ByteView plain);
    // close says that nothing will follow (close_notify).
    void close();
    // to_wire and plain give what is to be sent, and what the host is to be told, once.
    [[nodiscard]] Bytes to_wire();
    [[nodiscard]] Bytes plain();

    [[nodiscard]] bool established() const { return established_; }
    // ended: the peer has said close_notify. A connection that ends without it was cut off.
    [[nodiscard]] bool ended() const { return ended_; }
    // failure says why there is no connection or no more: a certificate, an alert, bytes that are no TLS. Else empty.
    [[nodiscard]] const std::string& failure() const { return failure_; }

private:
    void go_on();
    void fail(int result);

    struct Connection;
    std::shared_ptr<TlsContext> context_;
    std::unique_ptr<Connection> connection_;
    Bytes to_write_, plain_;
    bool established_ = false, ended_ = false, closing_ = false;
    std::string failure_;
};

}  // namespace wireproof::transport
