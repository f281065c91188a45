#include "conformance/testee/runner.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wireproof::testee {
namespace {

using namespace std::chrono_literals;

constexpr auto kGlance = 100ms;  // how often an interruption is looked for

std::string text_of(const Json& body, const char* key) {
    const auto it = body.find(key);
    return it != body.end() && it->is_string() ? it->get<std::string>() : std::string();
}

std::string last_of(std::string_view tail) {
    constexpr std::size_t kShown = 4096;
    return std::string(tail.size() > kShown ? tail.substr(tail.size() - kShown) : tail);
}

}  // namespace

std::expected<Runner, Incident> Runner::start(Command command, RunnerOptions options) {
    auto connection = Connection::open(command, options.limits);
    if (!connection) return std::unexpected(std::move(connection.error()));
    return Runner(std::move(command), std::move(options), std::move(*connection));
}

void Runner::run(std::span<const Request> requests, const OnReply& on_reply) {
    Batch batch{.requests = requests, .on_reply = on_reply};
    for (;;) {
        if (options_.interrupted != nullptr && *options_.interrupted) totals_.interrupted = true;
        if (totals_.interrupted) return abandon(batch, "interrupted");
        if (totals_.gave_up.empty()) ask_more(batch);
        if (!totals_.gave_up.empty()) return abandon(batch, "the testee was given up on: " + totals_.gave_up);
        if (!connection_ || connection_->outstanding() == 0) return;
        listen(batch);
    }
}

void Runner::ask_more(Batch& batch) {
    if (batch.isolating) ask_suspect(batch);
    if (batch.isolating) return;
    while (batch.next < batch.requests.size()) {
        if (connection_ && connection_->outstanding() >= hello_.max_in_flight) return;
        const auto index = batch.next;
        auto question = question_for(batch.requests[index]);
        if (question && !connected()) return;
        ++batch.next;
        if (question) connection_->ask(index, *question);
        else batch.on_reply(index, std::move(question.error()));
    }
}

void Runner::ask_suspect(Batch& batch) {
    if (connection_ && connection_->outstanding() > 0) return;
    if (batch.suspects.empty()) {
        batch.isolating = false;
        if (batch.unexplained) leave_unexplained(*batch.unexplained);
        batch.unexplained.reset();
        return;
    }
    if (!connected()) return;
    const auto index = batch.suspects.front();
    batch.suspects.pop_front();
    connection_->ask(index, *question_for(batch.requests[index]));
}

std::expected<Connection::Question, Reply> Runner::question_for(const Request& request) const {
    const auto& body = request.body;
    const auto protocol = text_of(body, "protocol");
    const auto variant = text_of(body, "variant");
    const auto op = text_of(body, "op");
    const auto frame = text_of(body, "frame");
    const auto unsupported = [](std::string why) {
        return std::unexpected(Reply{.outcome = Outcome::unsupported, .detail = std::move(why)});
    };
    if (hello_.support(protocol, variant) == nullptr)
        return unsupported(fmt::format("the testee does not speak {} {}", protocol, variant));
    if (!hello_.supports_case(protocol, variant, op, frame))
        return unsupported(fmt::format("the testee does not {} {} {}", op, protocol, frame));
    auto line = body.dump(-1, ' ', false, Json::error_handler_t::replace);
    constexpr std::size_t kSeq = 32;  // more than Connection adds
    if (line.size() + kSeq > hello_.max_line) return unsupported("max_line");
    return Connection::Question{.object = std::move(line), .decodes = op == "decode"};
}

bool Runner::connected() {
    if (connection_) return true;
    event({{"event", "peer"}, {"what", "restart"}, {"text", "started again"}});
    auto connection = Connection::open(command_, options_.limits);
    if (connection) connection_.emplace(std::move(*connection));
    else totals_.gave_up = "it does not start any more: " + connection.error().why;
    return connection_.has_value();
}

void Runner::listen(Batch& batch) {
    const auto glance = Connection::Clock::now() + kGlance;
    auto incident = connection_->pump(std::min(glance, connection_->last_progress() + options_.timeout), answers_);
    deliver(batch);
    if (!incident && connection_->outstanding() > 0 &&
        Connection::Clock::now() >= connection_->last_progress() + options_.timeout)
        incident = Incident{Outcome::timeout, fmt::format("no reply within {} ms", options_.timeout.count())};
    if (incident) on_incident(batch, *incident);
}

void Runner::deliver(Batch& batch) {
    for (auto& [index, reply] : answers_) {
        if (reply.outcome == Outcome::broken) ++totals_.broken;
        in_row_ = 0;
        waited_ = 0ms;
        batch.on_reply(index, std::move(reply));
    }
    answers_.clear();
}

void Runner::on_incident(Batch& batch, const Incident& incident) {
    report_end(incident);
    const auto asked = connection_->outstanding_indices();
    const bool first = connection_->asked() == 1;
    auto tail = last_of(connection_->err_tail());
    connection_.reset();
    if (asked.empty()) return leave_unexplained(incident);
    // A testee may die of the case before, after its answer. Only silence, or a death on the very first case, has one
    // culprit.
    if (asked.size() == 1 && (first || incident.kind == Outcome::timeout)) {
        batch.unexplained.reset();
        return blame(batch, asked.front(), incident, std::move(tail));
    }
    batch.suspects.insert(batch.suspects.begin(), asked.begin(), asked.end());
    batch.isolating = true;
    batch.unexplained = incident;
}

void Runner::blame(Batch& batch, std::size_t index, const Incident& incident, std::string stderr_tail) {
    ++in_row_;
    ++in_all_;
    waited_ = incident.kind == Outcome::timeout ? waited_ + options_.timeout : 0ms;
    ++(incident.kind == Outcome::timeout  ? totals_.timeouts
       : incident.kind == Outcome::broken ? totals_.broken
                                          : totals_.crashes);
    batch.on_reply(index,
                   {.outcome = incident.kind,
                    .detail = incident.why,
                    .exit = incident.exit,
                    .stderr_tail = std::move(stderr_tail)});
    give_up_if_hopeless();
}

void Runner::leave_unexplained(const Incident& incident) {
    ++totals_.unexplained;
    ++in_all_;
    if (incident.kind == Outcome::broken) ++totals_.broken;
    event({{"event", "peer"}, {"what", "exit"}, {"text", "no case alone brings this about: " + incident.why}});
    give_up_if_hopeless();
}

void Runner::give_up_if_hopeless() {
    if (waited_ >= options_.most_waited)
        totals_.gave_up = fmt::format("nothing but time-outs for {} ms", waited_.count());
    else if (in_row_ >= options_.most_in_row)
        totals_.gave_up = fmt::format("{} crashes or time-outs in a row", in_row_);
    else if (in_all_ >= options_.most_in_all) totals_.gave_up = fmt::format("{} crashes or time-outs", in_all_);
}

void Runner::abandon(Batch& batch, const std::string& why) {
    const auto not_run = [&](std::size_t index) {
        batch.on_reply(index, {.outcome = Outcome::not_run, .detail = why});
    };
    if (connection_) {
        std::ranges::for_each(connection_->outstanding_indices(), not_run);
        if (connection_->outstanding() > 0) connection_.reset();  // late answers must not reach another run
    }
    std::ranges::for_each(batch.suspects, not_run);
    for (; batch.next < batch.requests.size(); ++batch.next) not_run(batch.next);
}

void Runner::finish() {
    if (!connection_) return;
    const auto exit = connection_->close();
    if (exit.ok()) {
        if (const auto tail = connection_->err_tail(); !tail.empty())
            event({{"event", "peer"}, {"what", "stderr"}, {"text", last_of(tail)}});
    } else {
        report_end({Outcome::crash, "it did not end in good order after bye: " + exit.text(), exit});
    }
    connection_.reset();
}

void Runner::report_end(const Incident& incident) {
    const auto killed = incident.exit ? *incident.exit : connection_->kill();
    if (const auto tail = connection_->err_tail(); !tail.empty())
        event({{"event", "peer"}, {"what", "stderr"}, {"text", last_of(tail)}});
    Json end = {{"event", "peer"}, {"what", "exit"}, {"text", incident.why}};
    if (incident.exit && killed.signal) end["signal"] = *killed.signal;
    if (incident.exit && killed.code) end["code"] = *killed.code;
    event(std::move(end));
}

void Runner::event(Json event) const {
    if (options_.on_event) options_.on_event(std::move(event));
}

}  // namespace wireproof::testee
