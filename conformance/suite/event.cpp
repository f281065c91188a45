#include "conformance/suite/event.hpp"

#include "conformance/suite/explain.hpp"

namespace wireproof::suite {

namespace {

std::string_view kind_of(const Vector& vector) {
    switch (vector.kind) {
        case Vector::Kind::valid: return "valid";
        case Vector::Kind::invalid: return "invalid";
        case Vector::Kind::either: return "either";
    }
    return "";
}

}  // namespace

Json case_event(const CaseEvent& event, bool verbose) {
    const auto& vector = *event.question.vector;
    Json out = {{"event", "case"},
                {"id", event.question.id},
                {"kind", std::string(name_of(event.question.operation))},
                {"protocol", std::string(vector.protocol->name)},
                {"frame", vector.frame},
                {"variant", std::string(vector.variant->name)},
                {"level", std::string(name_of(vector.level))},
                {"spec", Json::array({vector.spec})},
                {"title", vector.title},
                {"vector", std::string(kind_of(vector))},
                {"verdict", std::string(name_of(event.verdict))},
                {"known", event.known},
                {"time_us", event.time_us}};
    if (!event.judgement.reason.empty()) out["reason"] = event.judgement.reason;
    if (event.verdict == Verdict::pass && !verbose) return out;
    if (!event.judgement.expected.is_null()) out["expected"] = event.judgement.expected;
    if (!event.judgement.got.is_null()) out["got"] = event.judgement.got;
    if (event.verdict != Verdict::unsupported && event.verdict != Verdict::not_run)
        out["explain"] = explain_case(event.question, event.answer);
    if (!event.reproduce.empty()) out["reproduce"] = event.reproduce;
    return out;
}

}  // namespace wireproof::suite
