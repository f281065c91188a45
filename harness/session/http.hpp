// HTTP/1.1 as far as a WebSocket upgrade needs it (RFC 9112): heads of requests and responses with a body by
// Content-Length or in chunks. Sans-io: bytes in any split in, one message out. A response that says nothing about its
// body has none here, because the connection goes on.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/wire/bytes.hpp"
#include "conformance/wire/error.hpp"

namespace wireproof::session {

// Header fields in the order in which they stand in the message.
class HttpFields {
public:
    using Field = std::pair<std::string, std::string>;
    HttpFields() = default;
    HttpFields(std::initializer_list<Field> fields) : fields_(fields) {}

    void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
    // find gives the value of the first field of that name, whose case does not matter; nothing if there is none.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    // lists: a field of that name has this item in its comma-separated list. Case matters only if it is said to.
    [[nodiscard]] bool lists(std::string_view name, std::string_view item, bool same_case = false) const;

    [[nodiscard]] auto begin() const { return fields_.begin(); }
    [[nodiscard]] auto end() const { return fields_.end(); }
    friend bool operator==(const HttpFields&, const HttpFields&) = default;

private:
    std::vector<Field> fields_;
};

struct HttpRequest {
    std::string method = "GET";
    std::string target = "/";
    HttpFields fields;
    std::string body;
    friend bool operator==(const HttpRequest&, const HttpRequest&) = default;
};

struct HttpResponse {
    unsigned status = 101;
    std::string reason;  // empty: the usual one of the status is written
    HttpFields fields;
    std::string body;
    friend bool operator==(const HttpResponse&, const HttpResponse&) = default;
};

// text_of is the message as it stands on the wire. A body brings its Content-Length with it unless the fields name one.
// Nothing is checked: a script may send what no HTTP library would.
[[nodiscard]] std::string text_of(const HttpRequest& request);
[[nodiscard]] std::string text_of(const HttpResponse& response);

struct HttpLimits {
    std::uint32_t head = 16U << 10;  // bytes, the empty line included
    std::uint64_t body = 1U << 20;
};

// HttpReader reads one message, of HttpRequest or HttpResponse.
template <class Message>
class HttpReader {
public:
    explicit HttpReader(HttpLimits limits = {});
    ~HttpReader();
    HttpReader(HttpReader&&) noexcept;
    HttpReader& operator=(HttpReader&&) noexcept;

    // feed takes the next bytes and says how many of them belong to the message; those behind it are somebody else's.
    // Takes nothing once the message is there or an error is.
    std::size_t feed(ByteView bytes);
    [[nodiscard]] bool done() const;
    // error: `too_large` beyond a limit, `bad_value` for what is no such message; path `head` or `body`, at the
    // first byte of the line or the body that shows it.
    [[nodiscard]] const Error& error() const;
    // message is what was read, once it is done.
    [[nodiscard]] const Message& message() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};
extern template class HttpReader<HttpRequest>;
extern template class HttpReader<HttpResponse>;

}  // namespace wireproof::session
