#include "conformance/wire/reader.hpp"

#include <fmt/format.h>

namespace wireproof::wire {

void Reader::fail_at(Errc code, std::size_t at, std::string_view detail) {
    if (!ok()) return;
    error_ = {code, at, {}, std::string(detail)};
    trouble_ = true;
    pos_ = end_;
}

void Reader::fail_inside(Error error) {
    if (!ok()) return;
    error_ = std::move(error);
    pos_ = end_;
}

void Reader::fail_short(std::uint64_t needed) {
    fail(short_code(), fmt::format("needs {} bytes, {} left", needed, remaining()));
}

void Reader::reject(Errc code, std::string_view detail) {
    if (!in_header_) return fail(code, detail);
    // Which frame it is outranks what is in it.
    if (!ok() || (held_.code != Errc::ok && code != Errc::bad_opcode)) return;
    held_ = {.code = code, .at = start(), .detail = detail};
    trouble_ = true;
}

void Reader::name_trouble(const char* name) {
    if (ok()) {  // a held error, which belongs to a flat header: its path is complete
        held_.name = name;
        trouble_ = false;
        return;
    }
    auto& path = error_.path;
    const bool dot = !path.empty() && path.front() != '[';
    path.insert(0, dot ? std::string(name) + "." : std::string(name));
}

void Reader::name_item(std::size_t index) {
    auto& path = error_.path;
    const bool dot = !path.empty() && path.front() != '[';
    path.insert(0, fmt::format("[{}]{}", index, dot ? "." : ""));
}

void Reader::leave_header() {
    in_header_ = false;
    if (!ok() || held_.code == Errc::ok) return;
    fail_at(held_.code, held_.at, held_.detail);
    error_.path = held_.name;
}

const std::uint8_t* Reader::enter(const Length& length, std::size_t short_at) {
    const auto refuse = [&](Errc code, std::size_t at, std::string_view detail) {
        fail_at(code, at, detail);
        name_trouble(length.name);
        return nullptr;
    };
    if (!ok()) return nullptr;
    if (length.size > length.limit)
        return refuse(
            Errc::too_large, length.at, fmt::format("{} bytes announced, the limit is {}", length.size, length.limit));
    if (length.size < length.least)
        return refuse(
            Errc::bad_length, length.at, fmt::format("{} bytes announced, the least is {}", length.size, length.least));
    if (length.size > remaining())
        return refuse(short_code(), short_at, fmt::format("{} bytes announced, {} left", length.size, remaining()));
    const auto* const body_end = pos_ + length.size;
    if (seal_.sum != nullptr) {
        const auto want = std::exchange(seal_.sum, nullptr)(ByteView(begin_, body_end), seal_.at);
        if (want != seal_.got) {
            fail_at(Errc::bad_checksum, seal_.at, fmt::format("is {:08x}, the bytes give {:08x}", seal_.got, want));
            name_trouble(seal_.name);
            return nullptr;
        }
    }
    if (bodies_ == 0 && extent_ == Extent::whole && body_end != end_) {
        fail_at(Errc::trailing_bytes, static_cast<std::size_t>(body_end - begin_), "the frame ends here");
        return nullptr;
    }
    ++bodies_;
    return std::exchange(end_, body_end);
}

void Reader::leave(const std::uint8_t* outer, const char* name) {
    if (ok() && !at_end()) {
        fail_at(Errc::trailing_bytes, offset(), fmt::format("{} bytes left", remaining()));
        name_trouble(name);
    }
    --bodies_;
    if (ok()) end_ = outer;
}

Error Reader::finish() {
    if (ok() && extent_ == Extent::whole && !at_end())
        fail_at(Errc::trailing_bytes, offset(), fmt::format("{} bytes left", remaining()));
    return std::move(error_);
}

}  // namespace wireproof::wire
