#include "tools/wireproof/ask.hpp"

#include <fmt/format.h>

namespace wireproof::cli {
namespace {

suite::Answer refused_as(std::string code, std::string message) {
    suite::Answer answer;
    answer.status = suite::Answer::Status::error;
    if (!code.empty()) answer.code = std::move(code);
    answer.message = std::move(message);
    return answer;
}

// take_messages joins the messages that a frame was encoded as; one that is no hex leaves the answer without bytes.
void take_messages(const Json& messages, suite::Answer& answer) {
    Bytes joined;
    for (const auto& message : messages) {
        const auto bytes = message.is_string() ? from_hex(message.get_ref<const std::string&>()) : std::nullopt;
        if (!bytes) return;
        joined.insert(joined.end(), bytes->begin(), bytes->end());
        answer.messages.push_back(bytes->size());
    }
    answer.wire = std::move(joined);
}

// The runner has seen to it that the reply has a status, and an `ok` its value or wire.
suite::Answer to_answer(const suite::Case& question, const Json& reply) {
    const auto text = [&](const char* key) {
        return reply.contains(key) && reply[key].is_string() ? reply[key].get<std::string>() : std::string();
    };
    suite::Answer answer;
    if (text("status") == "error") answer = refused_as(text("code"), text("message"));
    if (reply.contains("value")) answer.value = reply["value"];
    if (question.operation == suite::Case::Operation::stream) {
        if (!text("state").empty()) answer.clean = text("state") == "clean";
        return answer;
    }
    if (answer.status == suite::Answer::Status::error) return answer;
    const auto frame = text("frame");
    if (!frame.empty() && frame != question.vector->frame)
        return refused_as("", fmt::format("says it is a `{}`", frame));
    const auto consumed = reply.find("consumed");
    if (consumed != reply.end() && consumed->is_number_unsigned() &&
        consumed->get<std::size_t>() < question.wire->size())
        return refused_as(std::string(name_of(Errc::trailing_bytes)), "did not take all bytes");
    if (question.operation != suite::Case::Operation::encode) return answer;
    if (!question.vector->type->in_messages()) answer.wire = from_hex(text("wire"));
    else if (reply["wire"].is_array()) take_messages(reply["wire"], answer);
    return answer;
}

Verdict to_verdict(testee::Outcome outcome) {
    switch (outcome) {
        case testee::Outcome::answered: return Verdict::pass;
        case testee::Outcome::unsupported: return Verdict::unsupported;
        case testee::Outcome::crash: return Verdict::crash;
        case testee::Outcome::timeout: return Verdict::timeout;
        case testee::Outcome::broken: return Verdict::broken_testee;
        case testee::Outcome::not_run: return Verdict::not_run;
    }
    return Verdict::not_run;
}

}  // namespace

testee::Request to_request(const suite::Case& question) {
    const auto& vector = *question.vector;
    const bool encodes = question.operation == suite::Case::Operation::encode;
    Json body = {{"op", encodes ? "encode" : "decode"},
                 {"protocol", std::string(vector.protocol->name)},
                 {"frame", vector.frame},
                 {"variant", std::string(vector.variant->name)},
                 {"context", vector.context_json}};
    if (encodes) {
        body["value"] = *vector.value;
    } else if (question.operation == suite::Case::Operation::decode && !vector.type->in_messages()) {
        body["wire"] = to_hex(*question.wire);
    } else {
        auto& segments = body["wire"] = Json::array();
        for (const auto& piece : suite::split(*question.wire, question.segments)) segments.push_back(to_hex(piece));
    }
    return {std::move(body)};
}

Judged to_judged(const suite::Case& question, const suite::Expected& expected, const testee::Reply& reply) {
    Judged judged{.judgement = {}, .answer = {}, .verdict = to_verdict(reply.outcome), .time_us = reply.time_us};
    judged.judgement.reason = reply.detail;
    if (reply.outcome != testee::Outcome::answered) return judged;
    judged.answer = to_answer(question, reply.body);
    judged.judgement = suite::judge(question, expected, judged.answer, false);
    judged.verdict = judged.judgement.verdict;
    return judged;
}

}  // namespace wireproof::cli
