// The only file of this folder that includes Boost.Beast, which takes its time to compile.
#include "harness/session/http.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/string_body.hpp>
#include <functional>

namespace wireproof::session {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;

std::string text_of(const std::string& start, const HttpFields& fields, const std::string& body) {
    auto text = start + "\r\n";
    for (const auto& [name, value] : fields) text += fmt::format("{}: {}\r\n", name, value);
    if (!body.empty() && !fields.find("Content-Length")) text += fmt::format("Content-Length: {}\r\n", body.size());
    return text + "\r\n" + body;
}

constexpr bool is_request(const HttpRequest*) { return true; }
constexpr bool is_request(const HttpResponse*) { return false; }

// could_begin: a head is only read once it is whole, so that other protocols are told from it by how they begin.
bool could_begin(const HttpResponse*, std::string_view bytes) {
    constexpr std::string_view kVersion = "HTTP/1.";
    const auto size = std::min(bytes.size(), kVersion.size());
    return bytes.substr(0, size) == kVersion.substr(0, size);
}
bool could_begin(const HttpRequest*, std::string_view bytes) {
    const auto method = bytes.substr(0, bytes.find(' '));
    return std::ranges::all_of(method,
                               [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-'; });
}

HttpRequest message_of(const http::request<http::string_body>& from) {
    return {.method = std::string(from.method_string()),
            .target = std::string(from.target()),
            .fields = {},
            .body = from.body()};
}
HttpResponse message_of(const http::response<http::string_body>& from) {
    return {.status = from.result_int(), .reason = std::string(from.reason()), .fields = {}, .body = from.body()};
}

}  // namespace

std::optional<std::string_view> HttpFields::find(std::string_view name) const {
    const auto same = [&](const Field& field) { return beast::iequals(field.first, name); };
    const auto it = std::ranges::find_if(fields_, same);
    return it == fields_.end() ? std::nullopt : std::optional<std::string_view>(it->second);
}

bool HttpFields::lists(std::string_view name, std::string_view item, bool same_case) const {
    return std::ranges::any_of(fields_, [&](const Field& field) {
        if (!beast::iequals(field.first, name)) return false;
        return std::ranges::any_of(http::token_list(field.second), [&](const auto& one) {
            return same_case ? std::string_view(one) == item : beast::iequals(one, item);
        });
    });
}

std::string text_of(const HttpRequest& request) {
    return text_of(fmt::format("{} {} HTTP/1.1", request.method, request.target), request.fields, request.body);
}

std::string text_of(const HttpResponse& response) {
    const auto usual = http::obsolete_reason(static_cast<http::status>(response.status));
    const std::string_view reason = response.reason.empty() ? std::string_view(usual) : response.reason;
    return text_of(fmt::format("HTTP/1.1 {} {}", response.status, reason), response.fields, response.body);
}

template <class Message>
struct HttpReader<Message>::State {
    http::parser<is_request(static_cast<Message*>(nullptr)), http::string_body> parser;
    HttpLimits limits;
    // Beast 1.81 takes a chunk's size off its limit each time it reads that chunk's line, also again when more of an
    // extension has come: of bodies in chunks we keep account.
    std::uint64_t room = limits.body;
    std::function<void(std::uint64_t, beast::string_view, boost::system::error_code&)> on_chunk =
        [this](std::uint64_t size, beast::string_view, boost::system::error_code& failed) {
            if (size > room) failed = http::error::body_limit;
            else room -= size;
        };
    Bytes bytes;  // of the message so far
    std::size_t taken = 0;
    bool done = false;
    Error error;
    Message message;

    explicit State(HttpLimits most) : limits(most) {
        parser.header_limit(most.head);
        parser.body_limit(most.body);
        parser.on_chunk_header(on_chunk);
    }
    [[nodiscard]] std::string_view head() const { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

    void read() {
        if (!could_begin(static_cast<Message*>(nullptr), head()))
            return fail(Errc::bad_value, "does not begin like a message of HTTP/1.1");
        while (!done && taken < bytes.size() && !waits_for_chunk()) {
            boost::system::error_code failed;
            taken += parser.put(boost::asio::buffer(bytes.data() + taken, bytes.size() - taken), failed);
            if (failed && failed != http::error::need_more) return fail_with(failed);
            if (parser.is_header_done() && parser.chunked()) parser.body_limit(boost::none);
            done = parser.is_done() || (parser.is_header_done() && parser.need_eof());
            if (failed) return;
        }
        if (done) finish();
    }
    // Beast 1.81 asserts that the five bytes of a last chunk are there at once (boostorg/beast#2861); with less than
    // those nothing that comes in chunks is complete.
    [[nodiscard]] bool waits_for_chunk() const {
        constexpr std::size_t kLastChunk = 5;  // `0` and two line ends
        return parser.is_header_done() && parser.chunked() && bytes.size() - taken < kLastChunk;
    }
    void finish() {
        const auto& from = parser.get();
        message = message_of(from);
        for (const auto& field : from) message.fields.add(std::string(field.name_string()), std::string(field.value()));
    }
    void fail_with(boost::system::error_code failed) {
        if (failed == http::error::header_limit)
            return fail(Errc::too_large, fmt::format("a head of more than {} bytes", limits.head));
        if (failed == http::error::body_limit)
            return fail(Errc::too_large, fmt::format("a body of more than {} bytes", limits.body));
        fail(Errc::bad_value, failed.message());
    }
    void fail(Errc code, std::string detail) {
        error = {code, taken, parser.is_header_done() ? "body" : "head", std::move(detail)};
    }
};

template <class Message>
HttpReader<Message>::HttpReader(HttpLimits limits) : state_(std::make_unique<State>(limits)) {}
template <class Message>
HttpReader<Message>::~HttpReader() = default;
template <class Message>
HttpReader<Message>::HttpReader(HttpReader&&) noexcept = default;
template <class Message>
HttpReader<Message>& HttpReader<Message>::operator=(HttpReader&&) noexcept = default;

template <class Message>
std::size_t HttpReader<Message>::feed(ByteView bytes) {
    if (state_->done || !state_->error.ok()) return 0;
    const auto before = state_->bytes.size();
    state_->bytes.insert(state_->bytes.end(), bytes.begin(), bytes.end());
    state_->read();
    return state_->done ? state_->taken - before : bytes.size();
}

template <class Message>
bool HttpReader<Message>::done() const {
    return state_->done;
}
template <class Message>
const Error& HttpReader<Message>::error() const {
    return state_->error;
}
template <class Message>
const Message& HttpReader<Message>::message() const {
    return state_->message;
}

template class HttpReader<HttpRequest>;
template class HttpReader<HttpResponse>;

}  // namespace wireproof::session
