#include "harness/session/recorder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "harness/session/provenance.hpp"
#include "harness/session/ws_frames.hpp"

namespace wireproof::session {

using namespace std::chrono_literals;

namespace {

// Over WebSocket, messages and control frames; what is no message of the protocol, frame by frame.
constexpr View kMessages{.close_is_frame = true};
constexpr View kFrames{.single = true, .close_is_frame = true};

// value_of is what stands for a frame in a script: a text message that is JSON as that.
Json value_of(const wire::FrameValue& frame) {
    auto value = wire::to_json(frame.any());
    if (&frame.type() == &kTextFrame && value.contains("json")) value.erase("text");
    return value;
}

}  // namespace

std::string fresh_id(const Protocol& protocol, std::uint64_t seed) {
    constexpr std::string_view kCharacters = "abcdefghijklmnopqrstuvwxyz0123456789";
    std::mt19937_64 random(seed);
    std::string id(protocol.name);
    id += '-';
    for (int i = 0; i < 5; ++i) id += kCharacters[random() % kCharacters.size()];
    return id;
}

// ---- what happens ---------------------------------------------------------------------------------------------------
void Recorder::opened(Time now, int link) {
    links_.emplace(link, Link{make_inbox(*variant_, Side::client), make_inbox(*variant_, Side::server)});
    events_.push_back({.kind = Event::Kind::opened, .at = now, .link = link, .by = Side::client});
}

void Recorder::received(Time now, int id, Side from, ByteView bytes) {
    auto& link = links_.at(id);
    auto& inbox = *(from == Side::client ? link.client : link.server);
    std::ignore = inbox.feed(bytes);
    const auto next = [&] {
        const auto* const frame = inbox.front(kMessages);
        return frame != nullptr || inbox.error().ok() ? frame : inbox.front(kFrames);
    };
    while (const auto* const frame = next()) {
        events_.push_back({.kind = Event::Kind::frame, .at = now, .link = id, .by = from, .frame = {*frame}});
        inbox.pop();
    }
    if (!inbox.error().ok()) take_raw(now, id, from);
}

void Recorder::ended(Time now, int link, Side by, End how) {
    take_raw(now, link, by);
    events_.push_back({.kind = Event::Kind::ended, .at = now, .link = link, .by = by, .end = how});
}

// Behind bytes that are no frame there is none any more, and behind an end none becomes whole.
void Recorder::take_raw(Time now, int id, Side from) {
    auto& link = links_.at(id);
    const auto rest = (from == Side::client ? link.client : link.server)->unfinished();
    auto& taken = link.raw_from[from == Side::client ? 0 : 1];
    keep_raw(now, id, from, rest.subspan(std::min(taken, rest.size())));
    taken = rest.size();
}

void Recorder::keep_raw(Time now, int link, Side from, ByteView bytes) {
    if (bytes.empty()) return;
    // Bytes without frames have no borders: what comes in one direction is one run until the other side speaks.
    if (!events_.empty()) {
        auto& last = events_.back();
        if (last.kind == Event::Kind::raw && last.link == link && last.by == from) {
            last.raw.insert(last.raw.end(), bytes.begin(), bytes.end());
            return;
        }
    }
    events_.push_back(
        {.kind = Event::Kind::raw, .at = now, .link = link, .by = from, .raw = Bytes(bytes.begin(), bytes.end())});
}

// ---- the script -----------------------------------------------------------------------------------------------------
// Writes the steps, event by event, and the matches when all is known.
class Recorder::Writer {
public:
    Writer(const Recorder& recorder, const RecordingOptions& options)
        : recorder_(recorder), options_(options), provenance_(options.fresh) {
        for (const auto& event : recorder_.events_) add(event);
        for (const auto& [id, link] : links_)
            if (!link.closed) steps_.push_back({{"do", "close"}, {"on", link.name}});
    }

    Recording take() {
        fill_in_matches();
        group_answers();
        Json script = {{"schema", "wireproof/session/1"},
                       {"id", options_.id},
                       {"protocol", recorder_.protocol_->name},
                       {"variant", recorder_.variant_->name},
                       {"title", options_.title},
                       {"level", "should"},
                       {"spec", {options_.spec}},
                       {"plays", name_of(options_.plays)},
                       {"prelude", "none"},
                       {"auto", Json::array()},
                       {"vars", provenance_.vars()},
                       {"falsified_by", {falsified_by()}},
                       {"source", "captured: wireproof record"},
                       {"steps", std::move(steps_)}};
        for (auto& step : script["steps"])
            if (step.value("on", "") == "main") step.erase("on");
        recording_.script = std::move(script);
        recording_.params = provenance_.params();
        return std::move(recording_);
    }

private:
    static constexpr auto kPause = 50ms;   // shorter ones are how long a client thinks
    static constexpr auto kPatience = 2s;  // longer ones are told to the step that waits
    static constexpr std::size_t kChunk = 65536;

    struct Link {
        std::string name;
        bool half_closed = false, ended = false;  // by us, by the peer
        bool closed = false;                      // by both, or reset
    };

    [[nodiscard]] bool plays_client() const { return options_.plays == Side::client; }
    [[nodiscard]] bool ours(const Event& event) const { return event.by == options_.plays; }
    // What our own peer does wrong for the script to fail: a server that does not answer, a client that does not ask.
    [[nodiscard]] std::string falsified_by() const {
        if (!plays_client()) return "close-early";
        return matches_.empty() ? "keep-open" : "no-answer";
    }

    void add(const Event& event) {
        const auto pause = last_ ? event.at - *last_ : Time{};
        if (event.kind != Event::Kind::opened && ours(event) && pause >= kPause)
            steps_.push_back(
                {{"do", "wait"}, {"for_ms", std::chrono::duration_cast<std::chrono::milliseconds>(pause).count()}});
        last_ = event.at;
        switch (event.kind) {
            case Event::Kind::opened: return open(event);
            case Event::Kind::frame: ++recording_.frames; return ours(event) ? send(event) : expect(event, pause);
            case Event::Kind::raw: ++recording_.raw; return raw(event, pause);
            case Event::Kind::ended: return end(event);
        }
    }
    void open(const Event& event) {
        const auto name = links_.empty() ? std::string("main") : fmt::format("c{}", links_.size() + 1);
        links_[event.link].name = name;
        if (plays_client()) return steps_.push_back({{"do", "connect"}, {"on", name}});
        if (links_.size() == 1) steps_.push_back({{"do", "call"}, {"as", "connect"}, {"method", "connect"}});
        steps_.push_back({{"do", "accept"}, {"on", name}});
        if (links_.size() == 1)
            steps_.back()["note"] = "the calls that make the SDK send what follows are to be put in by hand";
    }
    void send(const Event& event) {
        const auto& frame = event.frame.front();
        const auto& type = frame.value.type();
        const auto value = value_of(frame.value);
        // Bytes that the codec reads but would write otherwise are sent as they were. HTTP leaves them to its writer.
        const auto encoded = encode_value(type, value);
        if (!encoded || (*encoded != frame.wire && &type != &kHttpFrame)) return send_as_it_was(event.link, frame);
        const auto wall = recorder_.began_ + event.at;
        Json step = {{"do", "send"},
                     {"on", name(event)},
                     {"frame", type.name},
                     {"value", provenance_.sent(value, shape_of(type), wall)}};
        if (frame.last_part != 0) step["chunk"] = std::clamp(frame.wire.size() / 2, std::size_t{1}, kChunk);
        steps_.push_back(std::move(step));
    }
    void send_as_it_was(int link, const StreamFrame& frame) {
        const auto& type = frame.value.type();
        const bool is_message = over_websocket(*recorder_.variant_) && &type != &kHttpFrame && &type != &kWsFrame;
        if (!is_message) return send_raw(link, frame.wire);
        const auto* const opcode = &type == &kTextFrame ? "text" : "binary";
        steps_.push_back({{"do", "send"},
                          {"on", links_[link].name},
                          {"frame", kWsFrame.name},
                          {"value", {{"opcode", opcode}, {"payload", to_hex(frame.wire)}}}});
    }
    void send_raw(int link, ByteView bytes) {
        steps_.push_back({{"do", "send"}, {"on", links_[link].name}, {"raw", to_hex(bytes)}});
    }
    void expect(const Event& event, Time pause) {
        const auto& frame = event.frame.front();
        const auto number = provenance_.came(value_of(frame.value), shape_of(frame.value.type()));
        matches_.emplace_back(steps_.size(), number);
        steps_.push_back(waiting({{"do", "expect"}, {"on", name(event)}, {"frame", frame.value.type().name}}, pause));
    }
    void raw(const Event& event, Time pause) {
        if (ours(event)) return send_raw(event.link, event.raw);
        steps_.push_back(waiting({{"do", "expect"}, {"on", name(event)}, {"raw", to_hex(event.raw)}}, pause));
    }
    void end(const Event& event) {
        auto& link = links_[event.link];
        if (!ours(event)) {
            steps_.push_back({{"do", "expect_close"}, {"on", link.name}, {"how", {name_of(event.end)}}});
            link.ended = true;
            link.closed = event.end == End::rst || link.half_closed;
        } else if (!link.closed) {
            const bool over = event.end == End::rst;
            const auto* const how = over ? "reset" : link.ended ? "close" : "half_close";
            steps_.push_back({{"do", how}, {"on", link.name}});
            link.half_closed = true;
            link.closed = over || link.ended;
        }
    }
    static Json waiting(Json step, Time pause) {
        if (pause > kPatience)
            step["within_ms"] = 3 * std::chrono::duration_cast<std::chrono::milliseconds>(pause).count();
        return step;
    }
    [[nodiscard]] const std::string& name(const Event& event) { return links_[event.link].name; }

    void fill_in_matches() {
        for (const auto& [step, number] : matches_) {
            steps_[step]["match"] = provenance_.pattern(number);
            if (!provenance_.captures(number).empty()) steps_[step]["capture"] = provenance_.captures(number);
        }
    }
    // Answers to requests that were sent together may come in any order.
    void group_answers() {
        Json grouped = Json::array();
        std::size_t sends = 0;
        for (std::size_t i = 0; i < steps_.size();) {
            std::size_t end = i;
            while (end < steps_.size() && answers(steps_[end]) && steps_[end]["on"] == steps_[i]["on"]) ++end;
            if (sends >= 2 && end - i >= 2) {
                grouped.push_back(set_of(i, end));
            } else {
                end = std::max(end, i + 1);
                for (auto step = i; step < end; ++step) grouped.push_back(steps_[step]);
            }
            sends = steps_[i]["do"] == "send" ? sends + 1 : 0;
            i = end;
        }
        steps_ = std::move(grouped);
    }
    static bool answers(const Json& step) { return step["do"] == "expect" && step.contains("frame"); }
    Json set_of(std::size_t begin, std::size_t end) {
        Json set = {{"do", "expect_set"}, {"on", steps_[begin]["on"]}, {"of", Json::array()}};
        for (auto i = begin; i < end; ++i) {
            if (steps_[i].contains("within_ms")) set["within_ms"] = steps_[i]["within_ms"];
            for (const auto* key : {"do", "on", "within_ms"}) steps_[i].erase(key);
            set["of"].push_back(steps_[i]);
        }
        return set;
    }

    const Recorder& recorder_;
    const RecordingOptions& options_;
    Provenance provenance_;
    Recording recording_;
    Json steps_ = Json::array();
    std::vector<std::pair<std::size_t, std::size_t>> matches_;  // of a step, the number of what came
    std::map<int, Link> links_;
    std::optional<Time> last_;
};

Recording Recorder::recording(const RecordingOptions& options) const { return Writer(*this, options).take(); }

}  // namespace wireproof::session
