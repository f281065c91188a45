#include "conformance/testee/connection.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "conformance/json_file.hpp"

namespace wireproof::testee {
namespace {

using namespace std::chrono_literals;

// excerpt shows the start of a line in a message, whatever bytes it has.
std::string excerpt(std::string_view line) {
    constexpr std::size_t kShown = 80;
    auto text = Json(std::string(line.substr(0, kShown))).dump(-1, ' ', true, Json::error_handler_t::replace);
    return line.size() > kShown ? fmt::format("{}… ({} bytes)", text, line.size()) : text;
}

// shape_problem says what is wrong with a reply whose seq is right; empty: nothing.
std::string shape_problem(const Json& reply, bool decode) {
    const auto status = reply.find("status");
    if (status == reply.end() || !status->is_string()) return "the reply has no status";
    const auto& text = status->get_ref<const std::string&>();
    if (text == "error" || text == "unsupported") return {};
    if (text != "ok") return fmt::format("unknown status {}", excerpt(text));
    if (decode) return reply.contains("value") ? "" : "status ok without value";
    const auto wire = reply.find("wire");
    if (wire == reply.end()) return "status ok without wire";
    return wire->is_string() || wire->is_array() ? "" : "wire: not a text";
}

Reply judged(Json reply, bool decode) {
    if (auto problem = shape_problem(reply, decode); !problem.empty())
        return {.outcome = Outcome::broken, .detail = std::move(problem)};
    if (reply["status"] != "unsupported") return {.outcome = Outcome::answered, .body = std::move(reply)};
    const auto reason = reply.find("reason");
    const bool named = reason != reply.end() && reason->is_string();
    return {.outcome = Outcome::unsupported,
            .detail = named ? reason->get<std::string>() : "the testee gives no reason"};
}

std::uint64_t microseconds(Connection::Clock::duration duration) {
    return static_cast<std::uint64_t>(
        std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::microseconds>(duration).count()));
}

}  // namespace

std::string_view name_of(Outcome outcome) {
    constexpr std::array<std::string_view, 6> kNames = {
        "answered", "unsupported", "crash", "timeout", "broken", "not-run"};
    return kNames.at(static_cast<std::size_t>(outcome));
}

std::expected<Connection, Incident> Connection::open(const Command& command, const Limits& limits) {
    auto process = Process::start(command);
    if (!process) return std::unexpected(Incident{Outcome::crash, process.error()});
    Connection connection(std::move(*process), limits);
    if (auto incident = connection.hear_hello(limits)) {
        connection.kill();
        if (const auto tail = connection.err_tail(); !tail.empty())
            incident->why += fmt::format("; its stderr: {}", tail);
        return std::unexpected(std::move(*incident));
    }
    return connection;
}

std::optional<Incident> Connection::hear_hello(const Limits& limits) {
    writer_.add(R"({"op":"hello","protocol_version":1})");
    const auto deadline = Clock::now() + limits.hello;
    for (std::string_view line;;) {
        if (reader_.next(line)) {
            const auto reply = parse_message(line);
            if (reply.is_discarded()) return Incident{Outcome::broken, "hello: not JSON: " + excerpt(line)};
            auto hello = parse_hello(reply);
            if (!hello) return Incident{Outcome::broken, "hello: " + hello.error()};
            hello_ = std::move(*hello);
            return std::nullopt;
        }
        if (auto incident = ending()) {
            incident->why = "no hello: " + incident->why;
            return incident;
        }
        if (Clock::now() >= deadline)
            return Incident{Outcome::timeout, fmt::format("no hello within {} ms", limits.hello.count())};
        serve_pipes(deadline);
    }
}

std::vector<std::size_t> Connection::outstanding_indices() const {
    std::vector<std::size_t> indices;
    for (const auto& sent : sent_)
        if (sent.state == Sent::State::waiting) indices.push_back(sent.index);
    return indices;
}

void Connection::ask(std::size_t index, const Question& question) {
    const auto now = Clock::now();
    if (outstanding_ == 0) last_progress_ = now;
    sent_.push_back({.index = index, .at = now, .decodes = question.decodes});
    ++outstanding_;
    // The object's brace is opened again for the number, so that a request is written out once however often it is
    // sent.
    writer_.add(fmt::format(R"({{"seq":{},{})", sent_.size(), std::string_view(question.object).substr(1)));
}

std::optional<Incident> Connection::pump(Clock::time_point deadline, std::vector<Answer>& answers) {
    serve_pipes(deadline);
    for (std::string_view line; reader_.next(line);)
        if (auto incident = take_line(line, answers)) return incident;
    return ending();
}

void Connection::serve_pipes(Clock::time_point deadline) {
    if (process_.in() >= 0 && !writer_.write(process_.in())) process_.close_in();
    std::array<pollfd, 3> watched{{{process_.out(), POLLIN, 0},
                                   {process_.err(), POLLIN, 0},
                                   {writer_.pending() > 0 ? process_.in() : -1, POLLOUT, 0}}};
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (::poll(watched.data(), watched.size(), static_cast<int>(std::clamp(left, 0ms, 60'000ms).count())) <= 0) return;
    if (watched[1].revents != 0) process_.drain_err();
    if (watched[0].revents != 0) reader_.read(process_.out());
}

std::optional<Incident> Connection::ending() {
    if (reader_.state() == LineReader::State::too_long)
        return Incident{Outcome::broken, "a line without end on its stdout"};
    if (reader_.state() == LineReader::State::open) {
        // A grandchild may hold stdout open after the testee itself is gone.
        const auto exit = process_.ended();
        if (!exit) return std::nullopt;
        reader_.read(process_.out());
        if (reader_.state() == LineReader::State::open) return std::nullopt;
    }
    if (const auto exit = process_.wait(Clock::now() + 1s))
        return Incident{Outcome::crash, "it died: " + exit->text(), exit};
    return Incident{Outcome::broken, "it closed its stdout but goes on running"};
}

std::optional<Incident> Connection::take_line(std::string_view line, std::vector<Answer>& answers) {
    auto reply = parse_message(line);
    if (reply.is_discarded()) return Incident{Outcome::broken, "not JSON: " + excerpt(line)};
    if (!reply.is_object()) return Incident{Outcome::broken, "a reply that is no object: " + excerpt(line)};
    const auto seq = reply.find("seq");
    if (seq == reply.end()) return Incident{Outcome::broken, "a reply without seq: " + excerpt(line)};
    if (!seq->is_number_unsigned() || *seq == 0 || *seq > sent_.size())
        return Incident{Outcome::broken,
                        fmt::format("a reply to seq {}, which was never asked",
                                    excerpt(seq->dump(-1, ' ', true, Json::error_handler_t::replace)))};
    auto& sent = sent_[seq->get<std::size_t>() - 1];
    if (sent.state == Sent::State::waiting) {
        const auto now = Clock::now();
        auto answer = judged(std::move(reply), sent.decodes);
        answer.time_us = microseconds(now - std::max(sent.at, last_progress_));
        answers.push_back({sent.index, std::move(answer)});
        sent.state = Sent::State::answered;
        --outstanding_;
        last_progress_ = now;
    } else if (sent.state == Sent::State::answered) {
        answers.push_back({sent.index, {.outcome = Outcome::broken, .detail = "answered twice"}});
        sent.state = Sent::State::answered_twice;
    }
    return std::nullopt;
}

Exit Connection::close() {
    writer_.add(R"({"op":"bye"})");
    const auto deadline = Clock::now() + 2s;
    while (writer_.pending() > 0 && process_.in() >= 0 && !process_.ended() && Clock::now() < deadline) {
        serve_pipes(std::min(deadline, Clock::now() + 50ms));
        for (std::string_view line; reader_.next(line);) continue;  // nothing it says now was asked for
    }
    return process_.stop();
}

}  // namespace wireproof::testee
