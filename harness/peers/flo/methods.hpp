// The methods of the Flo client as data: what a call becomes on the wire, and what its answer becomes as a value
// (PROTOCOL.md section 11).
#pragma once

#include <expected>
#include <set>
#include <span>

#include "conformance/protocols.hpp"
#include "harness/peers/flo/reply.hpp"

namespace wireproof::peers::flo {

// Args reads the arguments of one call. The first that is missing or of a wrong form is the error; so is one that
// nothing asked for.
class Args {
public:
    explicit Args(const Json& args) : args_(args) {}
    [[nodiscard]] Bytes bytes(const char* name);
    [[nodiscard]] std::optional<Bytes> maybe_bytes(const char* name);
    [[nodiscard]] std::string text(const char* name);
    [[nodiscard]] std::optional<std::string> maybe_text(const char* name);
    [[nodiscard]] std::uint64_t number(const char* name, std::uint64_t most);
    [[nodiscard]] std::optional<std::uint64_t> maybe_number(const char* name, std::uint64_t most);
    [[nodiscard]] bool flag(const char* name);
    [[nodiscard]] std::vector<std::uint64_t> numbers(const char* name);
    [[nodiscard]] std::vector<std::string> texts(const char* name);
    [[nodiscard]] std::optional<StreamId> maybe_position(const char* name);
    void fail(std::string why) {
        if (error_.empty()) error_ = std::move(why);
    }
    // error is empty when every argument was good; call it last.
    [[nodiscard]] std::string error();

private:
    [[nodiscard]] const Json* find(const char* name);
    [[nodiscard]] static std::optional<std::uint64_t> integer(const Json& value, std::uint64_t most);
    const Json& args_;
    std::set<std::string, std::less<>> asked_;
    std::string error_;
};

struct Method {
    enum class Result : std::uint8_t {
        nothing,          // null
        bytes,            // the payload
        value_or_null,    // the payload; NOT_FOUND is null
        nothing_or_gone,  // null, on NOT_FOUND too
        text,             // the payload as UTF-8
        body,             // the frame `frame`
        body_or_null,     // the same; an empty payload is null
    };
    std::string_view name;
    std::uint8_t op;
    void (*build)(Args&, Request&);
    Result result = Result::nothing;
    std::string_view frame = {};
    std::string_view member = {};  // of the frame; empty: the whole
    // empty: an empty list of numbers says nothing, so nothing is sent.
    bool skips_empty = false;
};

[[nodiscard]] std::span<const Method> methods();
[[nodiscard]] const Method* find_method(std::string_view name);

// read_result turns an answer with status OK (or NOT_FOUND where that is no error) into the call's value; the error
// says what is wrong with it.
[[nodiscard]] std::expected<Json, std::string> read_result(const Method& method, const Response& response);

}  // namespace wireproof::peers::flo
