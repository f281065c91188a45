#include "conformance/testee/check.hpp"

#include <fmt/format.h>

#include "conformance/protocols.hpp"

namespace wireproof::testee {
namespace {

std::string shown(const Json& value) {
    constexpr std::size_t kShown = 120;
    auto text = value.dump(-1, ' ', true, Json::error_handler_t::replace);
    return text.size() > kShown ? text.substr(0, kShown) + "…" : text;
}

// Checker collects what it finds; one connection, one request at a time unless it asks for more.
class Checker {
public:
    Checker(Connection connection, std::chrono::milliseconds timeout)
        : connection_(std::move(connection)), timeout_(timeout) {}

    std::vector<Finding> check() {
        hello();
        for (const auto& support : connection_.hello().supports) {
            for (const auto& frame : support.decode) decode(support, frame);
            for (const auto& frame : support.encode) encode(support, frame);
        }
        unknown_op();
        many();
        bye();
        return std::move(findings_);
    }

private:
    void good(std::string text) { findings_.push_back({true, std::move(text)}); }
    void bad(std::string text) { findings_.push_back({false, std::move(text)}); }

    void hello() {
        const auto& hello = connection_.hello();
        good(fmt::format(
            "hello: {} {} ({}), max_in_flight {}", hello.name, hello.version, hello.language, hello.max_in_flight));
        if (hello.supports.empty()) bad("hello: supports is empty, so nothing will ever be asked");
        for (const auto& support : hello.supports) known_names(support);
    }
    void known_names(const Support& support) {
        const auto* const protocol = find_protocol(support.protocol);
        if (protocol == nullptr) return bad(fmt::format("hello: unknown protocol \"{}\"", support.protocol));
        const auto* const variant = protocol->variant(support.variant);
        if (variant == nullptr)
            return bad(fmt::format("hello: unknown variant \"{}\" of {}", support.variant, support.protocol));
        for (const auto& frame : support.decode)
            if (frame != "stream" && variant->frame(frame) == nullptr)
                bad(fmt::format("hello: decode lists unknown frame \"{}\"", frame));
        for (const auto& frame : support.encode)
            if (variant->frame(frame) == nullptr) bad(fmt::format("hello: encode lists unknown frame \"{}\"", frame));
    }

    // ask gives the answers to questions asked at once; an incident ends the dialogue with a finding.
    bool ask(const std::string& what,
             const std::vector<Connection::Question>& questions,
             std::vector<Connection::Answer>& answers) {
        if (over_) return false;
        for (std::size_t i = 0; i < questions.size(); ++i) connection_.ask(i, questions[i]);
        const auto deadline = Connection::Clock::now() + timeout_;
        while (connection_.outstanding() > 0) {
            if (const auto incident = connection_.pump(deadline, answers)) return end(what, incident->why);
            if (Connection::Clock::now() >= deadline)
                return end(what, fmt::format("no reply within {} ms", timeout_.count()));
        }
        return true;
    }
    bool end(const std::string& what, const std::string& why) {
        bad(what + ": " + why);
        if (const auto tail = connection_.err_tail(); !tail.empty()) bad(fmt::format("its stderr: {}", tail));
        over_ = true;
        return false;
    }
    void judge(const std::string& what, const Connection::Answer& answer) {
        const auto& reply = answer.reply;
        if (reply.outcome == Outcome::answered) good(fmt::format("{}: {}", what, shown(reply.body)));
        else if (reply.outcome == Outcome::unsupported) good(fmt::format("{}: unsupported, {}", what, reply.detail));
        else bad(fmt::format("{}: {}", what, reply.detail));
    }
    void one(const std::string& what, const Json& request, bool decodes) {
        std::vector<Connection::Answer> answers;
        if (!ask(what, {{.object = request.dump(), .decodes = decodes}}, answers)) return;
        for (const auto& answer : answers) judge(what, answer);
    }
    // The form of `wire`: streams come in segments, some frames as several messages.
    static Json no_bytes(const Support& support, std::string_view frame) {
        const auto* const protocol = find_protocol(support.protocol);
        const auto* const variant = protocol == nullptr ? nullptr : protocol->variant(support.variant);
        const auto* const type = variant == nullptr ? nullptr : variant->frame(frame);
        const bool listed = frame == "stream" || (type != nullptr && type->in_messages());
        return listed ? Json::array({""}) : Json("");
    }
    // No byte at all is a case for every frame; its answer may be a value or a refusal.
    void decode(const Support& support, const std::string& frame) {
        one(fmt::format("decode {} {} of no bytes", support.protocol, frame),
            request("decode", support, frame, "wire", no_bytes(support, frame)),
            true);
    }
    void encode(const Support& support, const std::string& frame) {
        one(fmt::format("encode {} {} of an empty value", support.protocol, frame),
            request("encode", support, frame, "value", Json::object()),
            false);
    }
    static Json request(
        const char* op, const Support& support, const std::string& frame, const char* key, Json content) {
        return {{"op", op},
                {"protocol", support.protocol},
                {"variant", support.variant},
                {"frame", frame},
                {"context", Json::object()},
                {key, std::move(content)}};
    }

    void unknown_op() {
        std::vector<Connection::Answer> answers;
        if (!ask("an op that does not exist", {{.object = R"({"op":"no-such-op"})", .decodes = false}}, answers))
            return;
        const auto& reply = answers.front().reply;
        const bool refused = reply.outcome == Outcome::unsupported ||
                             (reply.outcome == Outcome::answered && reply.body["status"] == "error");
        if (refused) good("an op that does not exist: refused");
        else
            bad(fmt::format("an op that does not exist: should be unsupported or error, got {}",
                            reply.detail.empty() ? shown(reply.body) : reply.detail));
    }
    void many() {
        const auto& hello = connection_.hello();
        if (hello.max_in_flight < 2 || hello.supports.empty() || hello.supports.front().decode.empty()) return;
        const auto& support = hello.supports.front();
        const auto question =
            request("decode", support, support.decode.front(), "wire", no_bytes(support, support.decode.front()));
        const std::vector<Connection::Question> questions(hello.max_in_flight,
                                                          {.object = question.dump(), .decodes = true});
        std::vector<Connection::Answer> answers;
        const auto what = fmt::format("{} cases at once", questions.size());
        if (!ask(what, questions, answers)) return;
        for (const auto& answer : answers)
            if (answer.reply.outcome == Outcome::broken) return bad(what + ": " + answer.reply.detail);
        good(what + ": all answered");
    }
    void bye() {
        if (over_) return;
        const auto start = Connection::Clock::now();
        const auto exit = connection_.close();
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Connection::Clock::now() - start);
        if (exit.ok()) good(fmt::format("bye: ended after {} ms", took.count()));
        else
            bad(fmt::format(
                "bye: should end with exit code 0 within 2 s, ended with {} after {} ms", exit.text(), took.count()));
    }

    Connection connection_;
    std::chrono::milliseconds timeout_;
    std::vector<Finding> findings_;
    bool over_ = false;
};

}  // namespace

std::vector<Finding> check_testee(const Command& command, std::chrono::milliseconds timeout) {
    auto connection = Connection::open(command, {});
    if (!connection) return {{false, connection.error().why}};
    return Checker(std::move(*connection), timeout).check();
}

}  // namespace wireproof::testee
