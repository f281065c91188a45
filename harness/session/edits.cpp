#include "harness/session/edits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "conformance/wire/derive.hpp"

namespace wireproof::session {
namespace {

using Kind = wire::Step::Kind;

std::unexpected<std::string> problem(std::string text) { return std::unexpected(std::move(text)); }

wire::Trace trace_of(const wire::FrameType& type, ByteView bytes) {
    const wire::FrameValue scratch(type);
    return wire::annotate(scratch.any(), bytes);
}

bool has_bytes(const wire::Step& step) {
    return step.kind != Kind::room && step.kind != Kind::body && step.kind != Kind::open_end &&
           step.kind != Kind::extension;
}

class Editing {
public:
    Editing(Bytes bytes, const wire::FrameType* type)
        : bytes_(std::move(bytes)), original_size_(bytes_.size()), type_(type) {
        if (type_ != nullptr) trace_ = trace_of(*type_, bytes_);
    }

    std::expected<void, std::string> edit(const Json& edit) {
        if (edit.contains("set")) return overwrite(edit["set"], edit["to"], false);
        if (edit.contains("xor")) return overwrite(edit["xor"], edit["with"], true);
        if (edit.contains("truncate")) {
            const auto at = place(edit["truncate"]);
            if (!at) return std::unexpected(at.error());
            bytes_.resize(*at);
            return {};
        }
        if (edit.contains("insert")) return insert(edit["insert"], edit["bytes"]);
        return remove(edit["remove"], edit["count"].get<std::size_t>());
    }

    std::expected<void, std::string> fix(const std::string& what) {
        if (type_ == nullptr) return problem("`fix`: raw bytes have no layout");
        return what == "length" ? fix_length() : fix_checksum();
    }

    Bytes take() { return std::move(bytes_); }

private:
    // place turns an edit's `at` into an offset of the bytes as they now are, the end included.
    std::expected<std::size_t, std::string> place(const Json& at) const {
        std::int64_t offset = 0;
        if (at.is_number_integer()) {
            offset = at.get<std::int64_t>();
            if (offset < 0) offset += static_cast<std::int64_t>(bytes_.size());
        } else {
            const auto found = by_path(at.get<std::string>());
            if (!found) return problem(fmt::format("no field `{}` in the frame", at.get<std::string>()));
            offset = *found;
        }
        if (offset < 0 || offset > static_cast<std::int64_t>(bytes_.size()))
            return problem(fmt::format("edit at {} is outside of the {} bytes", at.dump(), bytes_.size()));
        return static_cast<std::size_t>(offset);
    }
    std::optional<std::int64_t> by_path(std::string_view path) const {
        std::int64_t plus = 0;
        if (const auto sign = path.find('+'); sign != std::string_view::npos) {
            if (std::from_chars(path.data() + sign + 1, path.data() + path.size(), plus).ec != std::errc{})
                return std::nullopt;
            path = path.substr(0, sign);
        }
        // The label of a piece wins; else the bytes themselves of the field of that name, not their length.
        const wire::Step* found = nullptr;
        for (const auto& step : trace_.steps) {
            if (!has_bytes(step)) continue;
            if (step.label() == path && (found == nullptr || step.kind != Kind::length)) found = &step;
            if (step.path == path && (step.kind == Kind::data || step.kind == Kind::rest)) found = &step;
        }
        if (found == nullptr) return std::nullopt;
        return static_cast<std::int64_t>(found->at) + plus;
    }
    std::expected<void, std::string> overwrite(const Json& at, const Json& hex, bool by_xor) {
        const auto from = place(at);
        if (!from) return std::unexpected(from.error());
        const auto with = from_hex(hex.get<std::string>());
        if (!with || *from + with->size() > bytes_.size())
            return problem(fmt::format("edit at {}: not hex, or past the end", at.dump()));
        for (std::size_t i = 0; i < with->size(); ++i) {
            auto& byte = bytes_[*from + i];
            byte = static_cast<std::uint8_t>(by_xor ? byte ^ (*with)[i] : (*with)[i]);
        }
        return {};
    }
    std::expected<void, std::string> insert(const Json& at, const Json& hex) {
        const auto from = place(at);
        if (!from) return std::unexpected(from.error());
        const auto what = from_hex(hex.get<std::string>());
        if (!what) return problem(fmt::format("edit at {}: not hex", at.dump()));
        bytes_.insert(bytes_.begin() + static_cast<std::ptrdiff_t>(*from), what->begin(), what->end());
        return {};
    }
    std::expected<void, std::string> remove(const Json& at, std::size_t count) {
        const auto from = place(at);
        if (!from) return std::unexpected(from.error());
        if (count > bytes_.size() - *from)
            return problem(fmt::format("edit at {}: {} bytes are not there", at.dump(), count));
        const auto first = bytes_.begin() + static_cast<std::ptrdiff_t>(*from);
        bytes_.erase(first, first + static_cast<std::ptrdiff_t>(count));
        return {};
    }

    // The length that counts everything to the end of the frame follows what the edits added or removed.
    std::expected<void, std::string> fix_length() {
        for (const auto& length : trace_.steps) {
            if (length.kind != Kind::length) continue;
            const auto body = std::ranges::find_if(trace_.steps, [&](const auto& step) {
                return step.kind == Kind::body && step.path == length.path && step.end == original_size_;
            });
            if (body == trace_.steps.end()) continue;
            if (bytes_.size() < body->at) return problem("`fix`: the length itself was cut off");
            return write_number(length, bytes_.size() - body->at);
        }
        return problem("`fix`: no length counts this frame");
    }
    std::expected<void, std::string> fix_checksum() {
        const auto reseal = wire::resealing(*type_);
        const auto step = std::ranges::find(trace_.steps, Kind::checksum, &wire::Step::kind);
        if (!reseal || step == trace_.steps.end()) return problem("`fix`: the frame has no checksum");
        if (bytes_.size() < step->needs()) return problem("`fix`: the checksum itself was cut off");
        reseal(bytes_, bytes_.size());
        return {};
    }
    std::expected<void, std::string> write_number(const wire::Step& step, std::uint64_t value) {
        if (step.form->store(std::span(bytes_).subspan(step.at, step.size), value)) return {};
        return problem(fmt::format("`fix`: {} does not take the {} bytes of {}", value, step.size, step.path));
    }

    Bytes bytes_;
    std::size_t original_size_;
    const wire::FrameType* type_;
    wire::Trace trace_;
};

}  // namespace

std::expected<Bytes, std::string> apply_edits(Bytes bytes,
                                              const wire::FrameType* type,
                                              const Json& edits,
                                              const Json& fix) {
    if (edits.empty() && fix.empty()) return bytes;
    Editing editing(std::move(bytes), type);
    for (const auto& edit : edits)
        if (auto done = editing.edit(edit); !done) return std::unexpected(done.error());
    // The checksum covers the length, so it comes last whatever the order in the script.
    for (const auto* what : {"length", "checksum"}) {
        if (std::ranges::find(fix, what) == fix.end()) continue;
        if (auto done = editing.fix(what); !done) return std::unexpected(done.error());
    }
    return editing.take();
}

std::vector<std::size_t> field_borders(const wire::FrameType& type, ByteView bytes) {
    std::vector<std::size_t> borders;
    for (const auto& step : trace_of(type, bytes).steps)
        if (has_bytes(step) && step.at > 0 && step.at < bytes.size()) borders.push_back(step.at);
    std::ranges::sort(borders);
    const auto [first, last] = std::ranges::unique(borders);
    borders.erase(first, last);
    return borders;
}

}  // namespace wireproof::session
