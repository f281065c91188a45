#include "harness/transport/tls_authority.hpp"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

namespace wireproof::transport {
namespace {

constexpr long kValidFor = 7L * 24 * 3600;

template <auto free_it>
struct Free {
    void operator()(auto* what) const { free_it(what); }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using File = std::unique_ptr<std::FILE, Free<std::fclose>>;

struct Identity {
    Key key;
    Certificate certificate;
};

bool add_extension(X509* to, X509* issuer, int kind, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, to, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, &context, kind, value));
    return extension && X509_add_ext(to, extension.get(), -1) == 1;
}

// make_identity is signed by `issuer`, or by itself if there is none. `names` is a subjectAltName as OpenSSL reads it.
Identity make_identity(const char* name, long serial, const char* names, const Identity* issuer) {
    Identity made{Key(EVP_EC_gen("P-256")), Certificate(X509_new())};
    auto* const x509 = made.certificate.get();
    X509_set_version(x509, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(x509), serial);
    X509_gmtime_adj(X509_getm_notBefore(x509), -3600);
    X509_gmtime_adj(X509_getm_notAfter(x509), kValidFor);
    X509_set_pubkey(x509, made.key.get());
    auto* const subject = X509_get_subject_name(x509);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(name), -1, -1, 0);
    auto* const by = issuer == nullptr ? x509 : issuer->certificate.get();
    X509_set_issuer_name(x509, X509_get_subject_name(by));
    bool good = add_extension(x509, by, NID_basic_constraints, issuer == nullptr ? "critical,CA:TRUE" : "CA:FALSE");
    if (issuer == nullptr) good = good && add_extension(x509, by, NID_key_usage, "critical,keyCertSign,cRLSign");
    if (names != nullptr) good = good && add_extension(x509, by, NID_subject_alt_name, names);
    good = good && X509_sign(x509, issuer == nullptr ? made.key.get() : issuer->key.get(), EVP_sha256()) > 0;
    return good ? std::move(made) : Identity{};
}

bool write(const Identity& identity, const std::filesystem::path& certificate, const std::filesystem::path& key) {
    const File certificate_file(std::fopen(certificate.c_str(), "we"));
    if (!certificate_file || PEM_write_X509(certificate_file.get(), identity.certificate.get()) != 1) return false;
    const File key_file(std::fopen(key.c_str(), "we"));
    return key_file &&
           PEM_write_PrivateKey(key_file.get(), identity.key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1;
}

}  // namespace

std::expected<TlsAuthority, std::string> TlsAuthority::make() {
    auto pattern = (std::filesystem::temp_directory_path() / "wireproof-tls-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) return std::unexpected(pattern + ": cannot be made");
    TlsAuthority authority{std::filesystem::path(pattern)};
    const auto ca = make_identity("wireproof test authority", 1, nullptr, nullptr);
    if (!ca.key) return std::unexpected("no certificate could be made");
    const auto server = make_identity("wireproof test server", 2, "DNS:localhost,IP:127.0.0.1,IP:::1", &ca);
    const auto client = make_identity("wireproof test client", 3, nullptr, &ca);
    const auto of_server = authority.server(), of_client = authority.client();
    const bool written = server.key && client.key && write(ca, authority.ca(), authority.folder_ / "ca-key.pem") &&
                         write(server, of_server.cert, of_server.key) && write(client, of_client.cert, of_client.key);
    if (!written) return std::unexpected(pattern + ": the certificates cannot be written");
    return authority;
}

TlsAuthority::~TlsAuthority() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

}  // namespace wireproof::transport
