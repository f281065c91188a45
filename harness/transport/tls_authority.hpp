// TlsAuthority: a certificate authority made for one run, with a certificate for our server and one for our client, as
// files that go with it.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <utility>

#include "harness/transport/tls.hpp"

namespace wireproof::transport {

class TlsAuthority {
public:
    // make writes the files into a folder of their own below the system's for temporary ones.
    [[nodiscard]] static std::expected<TlsAuthority, std::string> make();
    ~TlsAuthority();
    TlsAuthority(TlsAuthority&& other) noexcept : folder_(std::exchange(other.folder_, {})) {}
    TlsAuthority& operator=(TlsAuthority&&) = delete;

    [[nodiscard]] std::string ca() const { return folder_ / "ca.pem"; }
    // server: for localhost, 127.0.0.1 and ::1.
    [[nodiscard]] TlsFiles server() const { return files("server"); }
    [[nodiscard]] TlsFiles client() const { return files("client"); }

private:
    explicit TlsAuthority(std::filesystem::path folder) : folder_(std::move(folder)) {}
    [[nodiscard]] TlsFiles files(const std::string& who) const {
        return {.ca = ca(), .cert = folder_ / (who + ".pem"), .key = folder_ / (who + "-key.pem")};
    }
    std::filesystem::path folder_;
};

}  // namespace wireproof::transport
