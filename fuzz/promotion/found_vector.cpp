#include "fuzz/promotion/found_vector.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "conformance/context_json.hpp"
#include "fuzz/session_steps.hpp"

namespace wireproof::fuzz {
namespace {

using suite::Answer;
using suite::Case;
using suite::Vector;

constexpr std::array<std::string_view, 7> kKinds = {
    "decode", "roundtrip", "structured", "stream", "state", "assembler", "fragments"};
constexpr std::string_view kPrefix = "fuzz_";

Json bytes_json(ByteView bytes) { return Json::array({to_hex(bytes)}); }

Json context_json(const Context& context) {
    Json json = Json::object();
    if (context.strict) json["profile"] = "strict";
    if (context.direction) json["direction"] = name_of(*context.direction);
    if (context.max_frame_size) json["max_frame_size"] = *context.max_frame_size;
    if (context.max_decompressed) json["max_decompressed"] = *context.max_decompressed;
    return json;
}

// Asks the reference about a vector as it stands.
Answer ask(const Vector& vector, Case::Operation operation) {
    Case question{
        .id = {}, .operation = operation, .vector = &vector, .wire = {}, .segments = vector.messages, .expected = {}};
    question.wire = std::make_shared<const Bytes>(*vector.wire);
    if (vector.is_stream()) question.segments = {vector.wire->size()};
    return suite::reference_answer(question);
}

bool encodes_as_it_stands(Vector vector, const Json& value) {
    vector.value = value;
    const auto encoded = ask(vector, Case::Operation::encode);
    return encoded.wire == vector.wire && encoded.messages == vector.messages;
}

// The verdict in the keys of a vector.
Json verdict_of(const Vector& vector) {
    const auto operation = vector.is_stream() ? Case::Operation::stream : Case::Operation::decode;
    const auto answer = ask(vector, operation);
    const bool is_cut = vector.is_stream() && !answer.error && !*answer.clean;
    Json json = {{"kind", answer.error || is_cut ? "invalid" : "valid"}};
    if (answer.error)
        json["error"] = {{"code", std::string(name_of(answer.error->code))},
                         {"offset", answer.error->offset},
                         {"path", answer.error->path}};
    if (vector.is_stream()) {
        json["frames"] = *answer.value;
        if (!answer.error) json["state"] = is_cut ? "truncated" : "clean";
    } else if (!answer.error) {
        json["value"] = *answer.value;
        if (!encodes_as_it_stands(vector, *answer.value)) json["canonical"] = false;
    }
    return json;
}

// Takes away whatever of the context the verdict does not depend on; who sends a stream stays.
Json narrow(Vector& vector, Json verdict) {
    const auto without = [&](auto member) {
        const auto before = std::exchange(vector.context.*member, {});
        if (before != vector.context.*member && verdict_of(vector) != verdict) vector.context.*member = before;
    };
    without(&Context::max_decompressed);
    without(&Context::max_frame_size);
    without(&Context::strict);
    if (!vector.is_stream()) without(&Context::direction);
    vector.context_json = context_json(vector.context);
    if (!vector.context_json.empty()) verdict["context"] = vector.context_json;
    return verdict;
}

Bytes received(const Variant& variant, ByteView steps, Side peer) {
    Bytes bytes;
    for (const auto& step : session_steps(variant, steps, peer))
        if (step.kind == SessionStep::Kind::receive) bytes.insert(bytes.end(), step.bytes.begin(), step.bytes.end());
    return bytes;
}

}  // namespace

std::optional<Target> Target::named(std::string_view name) {
    const auto last = name.rfind('_');
    if (!name.starts_with(kPrefix) || last < kPrefix.size()) return std::nullopt;
    const auto* const protocol = find_protocol(name.substr(kPrefix.size(), last - kPrefix.size()));
    const auto kind = std::ranges::find(kKinds, name.substr(last + 1));
    if (protocol == nullptr || kind == kKinds.end()) return std::nullopt;
    return Target{protocol, static_cast<Kind>(kind - kKinds.begin())};
}

std::string Target::name() const {
    return fmt::format("{}{}_{}", kPrefix, protocol->name, kKinds.at(static_cast<std::size_t>(kind)));
}

std::expected<FoundVector, std::string> found_vector(const Target& target, ByteView input) {
    const bool in_messages = target.kind == Target::Kind::assembler;
    const Catalogue catalogue(*target.protocol, in_messages ? Catalogue::Kind::messages : Catalogue::Kind::runs);
    if (catalogue.choices().empty())
        return std::unexpected(fmt::format("{} has no frame that travels as several messages", target.protocol->name));
    const auto head = Head::read(input);
    const auto& choice = catalogue.choice(head.tag);
    const auto body = body_of(input);
    Vector vector;
    vector.protocol = target.protocol;
    vector.variant = choice.variant;
    vector.context = head.context();
    vector.context.max_decompressed = kMostUnfolded;
    const bool is_stream = target.reads_stream();
    vector.frame = is_stream ? "stream" : choice.type->name;
    vector.type = is_stream ? nullptr : choice.type;
    vector.wire = Bytes(body.begin(), body.end());
    if (target.kind == Target::Kind::state) {
        vector.wire = received(*choice.variant, body, *vector.context.direction);
        if (vector.wire->empty()) return std::unexpected("the peer of this session sends nothing: no vector shows it");
    }
    Json wires;
    if (in_messages) {
        vector.wire->clear();
        for (const auto& message : messages_of_input(body)) {
            vector.messages.push_back(message.size());
            vector.wire->insert(vector.wire->end(), message.begin(), message.end());
            wires.push_back(bytes_json(message));
        }
        if (vector.messages.empty()) return std::unexpected("no message: no vector shows it");
    }
    auto json = narrow(vector, verdict_of(vector));
    if (in_messages) json["wires"] = std::move(wires);
    else json["wire"] = bytes_json(*vector.wire);
    return FoundVector{std::move(vector), std::move(json)};
}

}  // namespace wireproof::fuzz
