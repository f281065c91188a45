// Report: takes the events of a run as they come and writes every format that was asked for.
//
// JSON lines are written as they come, so that a run that is killed leaves what it had; at the end every file is
// written anew in order of id. A Report is used by one thread at a time.
#pragma once

#include <cstdio>
#include <memory>

#include "conformance/report/events.hpp"

namespace wireproof::report {

enum class Format : std::uint8_t { json, junit, html, tap };
[[nodiscard]] std::optional<Format> format_named(std::string_view name);

struct Target {
    Format format;
    std::filesystem::path file;  // `-` is stdout
};
// parse_target reads `FORMAT=FILE`.
[[nodiscard]] std::expected<Target, std::string> parse_target(std::string_view text);

// render gives a run in a format. `events` are in order.
[[nodiscard]] std::string render(Format format, const Events& events);
// write_target writes it to its file in one piece. The error names the file.
[[nodiscard]] std::expected<void, std::string> write_target(const Target& target, const Events& events);

class Report {
public:
    // open checks that every file can be written, before anything is run.
    [[nodiscard]] static std::expected<Report, std::string> open(std::vector<Target> targets);

    // add takes a `run`, `case`, `peer` or `end` event; long texts are cut.
    void add(Json event);
    // count_passes is enough for cases that passed where no format tells of them, and much faster.
    void count_passes(const std::string& level, std::size_t n) { events_.passes[level] += n; }
    // finish writes all formats, with or without an `end` event. The error names the first file that could not be
    // written.
    [[nodiscard]] std::expected<void, std::string> finish();
    // Everything so far; in order after finish.
    [[nodiscard]] const Events& events() const { return events_; }

private:
    struct CloseFile {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    using File = std::unique_ptr<std::FILE, CloseFile>;

    std::vector<Target> targets_;
    std::vector<File> running_;  // JSON lines as they come
    Events events_;
};

}  // namespace wireproof::report
