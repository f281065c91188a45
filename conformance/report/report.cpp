#include "conformance/report/report.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "conformance/report/html.hpp"
#include "conformance/report/junit.hpp"
#include "conformance/report/tap.hpp"

namespace wireproof::report {
namespace {

constexpr std::array<std::string_view, 4> kFormats = {"json", "junit", "html", "tap"};

std::string cannot_write(const std::filesystem::path& file) {
    return fmt::format("{}: cannot be written: {}", file.string(), std::strerror(errno));
}

// is_plain: a file that can be replaced. A device or pipe is written to once, at the end.
bool is_plain(const std::filesystem::path& file) {
    std::error_code ignored;
    const auto status = std::filesystem::status(file, ignored);
    return file != "-" && (!std::filesystem::exists(status) || std::filesystem::is_regular_file(status));
}

bool write_all(std::FILE* out, std::string_view text) {
    return std::fwrite(text.data(), 1, text.size(), out) == text.size() && std::fflush(out) == 0;
}

std::expected<void, std::string> write_directly(const std::filesystem::path& file, std::string_view text) {
    std::FILE* const out = file == "-" ? stdout : std::fopen(file.c_str(), "we");
    bool written = out != nullptr && write_all(out, text);
    if (out != nullptr && out != stdout) written = std::fclose(out) == 0 && written;
    if (!written) return std::unexpected(cannot_write(file));
    return {};
}

}  // namespace

std::optional<Format> format_named(std::string_view name) {
    for (std::size_t i = 0; i < kFormats.size(); ++i)
        if (kFormats[i] == name) return static_cast<Format>(i);
    return std::nullopt;
}

std::expected<Target, std::string> parse_target(std::string_view text) {
    const auto equals = text.find('=');
    const auto format = format_named(text.substr(0, equals));
    if (!format) return std::unexpected(fmt::format("\"{}\": the formats are json, junit, html and tap", text));
    if (equals == std::string_view::npos || equals + 1 == text.size())
        return std::unexpected(fmt::format("\"{}\": say where to write it, {}=FILE", text, text.substr(0, equals)));
    return Target{.format = *format, .file = text.substr(equals + 1)};
}

std::string render(Format format, const Events& events) {
    switch (format) {
        case Format::json: return events.lines();
        case Format::junit: return render_junit(events);
        case Format::html: return render_html(events);
        case Format::tap: break;
    }
    return render_tap(events);
}

std::expected<void, std::string> write_target(const Target& target, const Events& events) {
    const auto text = render(target.format, events);
    if (!is_plain(target.file)) return write_directly(target.file, text);
    auto fresh = target.file;
    fresh += ".new";
    if (auto written = write_directly(fresh, text); !written) return written;
    std::error_code error;
    std::filesystem::rename(fresh, target.file, error);
    if (error) return std::unexpected(fmt::format("{}: cannot be written: {}", target.file.string(), error.message()));
    return {};
}

std::expected<Report, std::string> Report::open(std::vector<Target> targets) {
    Report report;
    for (const auto& target : targets) {
        if (!is_plain(target.file)) continue;
        File file(std::fopen(target.file.c_str(), target.format == Format::json ? "we" : "ae"));
        if (!file) return std::unexpected(cannot_write(target.file));
        if (target.format == Format::json) report.running_.push_back(std::move(file));
    }
    report.targets_ = std::move(targets);
    return report;
}

void Report::add(Json event) {
    cut(event);
    if (!running_.empty()) {
        const auto line = dump(event) + "\n";
        // Not flushed line by line, which costs a run its speed: what a kill loses is the last buffer.
        for (const auto& file : running_) std::fwrite(line.data(), 1, line.size(), file.get());
    }
    const auto what = text_of(event, "event");
    if (what == "run") events_.run = std::move(event);
    else if (what == "end") events_.end = std::move(event);
    else (what == "case" ? events_.cases : events_.peer).push_back(std::move(event));
}

std::expected<void, std::string> Report::finish() {
    running_.clear();
    events_.sort();
    std::expected<void, std::string> result;
    for (const auto& target : targets_)
        if (auto written = write_target(target, events_); !written && result) result = std::move(written);
    return result;
}

}  // namespace wireproof::report
