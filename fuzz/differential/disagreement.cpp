#include "fuzz/differential/disagreement.hpp"

#include <fmt/format.h>
#include <libdeflate.h>

#include <algorithm>
#include <cctype>

#include "conformance/wire/annotate.hpp"

namespace wireproof::fuzz {
namespace {

using Kind = suite::Expected::Kind;

// `options[12].tag` is `options[].tag`.
std::string without_indices(std::string_view path) {
    std::string text;
    bool inside = false;
    for (const char c : path) {
        if (c == ']') inside = false;
        if (!inside) text += c;
        if (c == '[') inside = true;
    }
    return text;
}

// A sentence without what changes from case to case: numbers and quoted words.
std::string without_details(std::string_view sentence) {
    constexpr std::size_t kMost = 60;
    std::string text;
    char quote = 0;
    for (const char c : sentence) {
        const bool is_digit = std::isdigit(static_cast<unsigned char>(c)) != 0;
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '\'' || c == '"') {
            quote = c;
            text += "…";
        } else if (!is_digit) {
            text += c;
        } else if (!text.ends_with('N')) {
            text += 'N';
        }
        if (text.size() >= kMost) break;
    }
    return text;
}

// The member that the judge's sentence is about: "`a.b[3]` is …", or "…: unencodable, a.b[3]: …" of a value that is
// none.
std::string first_member(std::string_view reason) {
    constexpr std::string_view kNone = "unencodable, ";
    const auto none = reason.find(kNone);
    const bool is_none = none != std::string_view::npos;
    if (!is_none && !reason.starts_with('`')) return without_details(reason);
    const auto rest = reason.substr(is_none ? none + kNone.size() : 1);
    return without_indices(rest.substr(0, rest.find(is_none ? ':' : '`')));
}

// The field of our encoding in which other bytes begin.
std::string first_field(const suite::Vector& vector, const Bytes& got) {
    const auto& want = *vector.wire;
    const auto at = static_cast<std::size_t>(std::ranges::mismatch(got, want).in1 - got.begin());
    const wire::FrameValue scratch(*vector.type);
    std::string path = "the end";
    for (const auto& step : wire::annotate(scratch.any(), want).steps)
        if (step.at <= at && at < step.needs()) path = step.path;
    return without_indices(path);
}

std::string what_we_say(const suite::Expected& expected) {
    if (expected.codes.empty()) return "valid";
    const auto path = without_indices(expected.path.value_or(""));
    return fmt::format("{}{}", name_of(expected.codes.front()), path.empty() ? "" : fmt::format(" at `{}`", path));
}

std::string difference(const Question& question, const suite::Judgement& judgement, const suite::Answer& answer) {
    const bool refused = answer.status == suite::Answer::Status::error;
    if (!question.expected.codes.empty())
        return refused ? fmt::format("{} is refused as {}", what_we_say(question.expected), *answer.code)
                       : fmt::format("accepts what is {}", what_we_say(question.expected));
    if (refused) return fmt::format("refuses what is valid: {}", without_details(answer.message));
    if (answer.wire && question.about.operation == suite::Case::Operation::encode)
        return fmt::format("other bytes from `{}` on", first_field(*question.vector, *answer.wire));
    return fmt::format("another value in `{}`", first_member(judgement.reason));
}

// ---- smaller questions --------------------------------------------------------------------------------------------
void simpler_texts(const std::string& text, std::vector<Json>& out) {
    if (text.empty()) return;
    out.emplace_back("");
    out.emplace_back("0");
    const auto half = text.size() / 4 * 2;  // an even number of hex digits stays one
    if (half == 0 || half >= text.size()) return;
    out.emplace_back(text.substr(0, half));
    out.emplace_back(text.substr(half));
}

// Values like this one with one place simpler, however deep.
std::vector<Json> simpler(const Json& value) {
    std::vector<Json> out;
    const auto with_child = [&](const auto& key, const Json& child) {
        for (auto& replaced : simpler(child)) {
            out.push_back(value);
            out.back()[key] = std::move(replaced);
        }
    };
    if (value.is_string()) simpler_texts(value.get_ref<const std::string&>(), out);
    if (value.is_number() && value != 0) out.emplace_back(0);
    if (value.is_object()) {
        for (const auto& [key, child] : value.items()) {
            out.push_back(value);
            out.back().erase(key);
        }
        for (const auto& [key, child] : value.items()) with_child(key, child);
    }
    if (value.is_array() && !value.empty()) {
        out.push_back(Json::array());
        constexpr std::size_t kMostOneByOne = 16;
        for (std::size_t i = 0; i < std::min(value.size(), kMostOneByOne); ++i) {
            out.push_back(value);
            out.back().erase(i);
        }
        for (std::size_t i = 0; i < std::min(value.size(), kMostOneByOne); ++i) with_child(i, value[i]);
    }
    return out;
}

class Smaller {
public:
    explicit Smaller(const Question& question)
        : of_(question), reseal_(wire::resealing(*question.vector->type)), encodes_(question.vector->value) {
        if (!encodes_) find_lengths();
    }

    std::vector<Question> list(std::size_t most) {
        values();
        if (!encodes_) bytes();
        std::ranges::sort(out_, {}, size_of);
        if (out_.size() > most) out_.resize(most);
        return std::move(out_);
    }

private:
    void add(Question question) {
        if (size_of(question) < size_of(of_)) out_.push_back(std::move(question));
    }
    void add(Bytes wire) {
        add(decode_question(*of_.vector, wire));
        if (!reseal_) return;
        reseal_(wire, wire.size());
        add(decode_question(*of_.vector, std::move(wire)));
    }
    void values() {
        const auto& type = *of_.vector->type;
        auto value = encodes_ ? std::optional(*of_.vector->value) : std::nullopt;
        if (!value)
            if (auto decoded = decode_value(type, *of_.vector->wire)) value = std::move(*decoded);
        if (!value) return;
        for (auto& each : simpler(*value)) {
            auto wire = encode_value(type, each);
            if (!wire) continue;
            if (encodes_) add(encode_question(*of_.vector, std::move(each), std::move(*wire)));
            else add(decode_question(*of_.vector, std::move(*wire)));
        }
    }
    void bytes() {
        const auto& wire = *of_.vector->wire;
        constexpr std::size_t kMostPlaces = 64;  // of one size of block
        for (auto block = wire.size() / 2; block > 0; block /= 2) {
            const auto stride = std::max(block, wire.size() / kMostPlaces);
            for (std::size_t at = 0; at + block <= wire.size(); at += stride) {
                auto rest = without(wire, at, block);
                add(rest);
                if (shorten_lengths(rest, at, block)) add(std::move(rest));
            }
        }
        for (std::size_t at = 0; at < std::min(wire.size(), kMostPlaces); ++at) {
            if (wire[at] == 0) continue;
            auto zeroed = wire;
            zeroed[at] = 0;
            add(std::move(zeroed));
        }
    }
    static Bytes without(const Bytes& wire, std::size_t at, std::size_t count) {
        Bytes rest(wire.size() - count);
        const auto cut = wire.begin() + static_cast<std::ptrdiff_t>(at);
        std::copy(cut + static_cast<std::ptrdiff_t>(count), wire.end(), std::copy(wire.begin(), cut, rest.begin()));
        return rest;
    }

    // A length and the bytes it speaks of.
    struct Length {
        wire::Step step;
        std::uint64_t number;
        std::size_t from, to;
    };
    void find_lengths() {
        const auto& wire = *of_.vector->wire;
        const wire::FrameValue scratch(*of_.vector->type);
        const auto steps = wire::annotate(scratch.any(), wire).steps;
        for (auto length = steps.begin(); length != steps.end(); ++length) {
            if (length->kind != wire::Step::Kind::length || length->form == nullptr || length->needs() > wire.size())
                continue;
            const auto number = length->form->load(ByteView(wire).subspan(length->at, length->size));
            const auto end_of = [](const wire::Step& step) {
                return step.kind == wire::Step::Kind::body ? step.end : step.needs();
            };
            const auto speaks_of = std::find_if(length + 1, steps.end(), [&](const wire::Step& step) {
                const bool has_bytes = step.kind == wire::Step::Kind::body || step.kind == wire::Step::Kind::data;
                return has_bytes && end_of(step) - step.at == number;
            });
            if (speaks_of != steps.end()) lengths_.push_back({*length, number, speaks_of->at, end_of(*speaks_of)});
        }
    }
    // Makes the lengths right around `count` bytes that are gone; false if there are none.
    bool shorten_lengths(Bytes& rest, std::size_t at, std::size_t count) const {
        bool any = false;
        for (const auto& [step, number, from, to] : lengths_) {
            if (at < from || at + count > to || step.needs() > rest.size()) continue;
            any |= step.form->store(std::span(rest).subspan(step.at, step.size), number - count);
        }
        return any;
    }

    const Question& of_;
    wire::Reseal reseal_;
    bool encodes_;
    std::vector<Length> lengths_;
    std::vector<Question> out_;
};

// ---- as a vector --------------------------------------------------------------------------------------------------
// Five letters and digits, as every id has, from the bytes.
std::string id_of(const Question& question) {
    constexpr std::string_view kLetters = "0123456789abcdefghijklmnopqrstuvwxyz";
    const auto& wire = *question.vector->wire;
    std::size_t sum = libdeflate_crc32(0, wire.data(), wire.size());
    std::string id(question.vector->protocol->name);
    id += '-';
    for (int i = 0; i < 5; ++i, sum /= kLetters.size()) id += kLetters[sum % kLetters.size()];
    return id;
}

// The rule that a stored vector cites for the same verdict about the same field of the same frame; else the frame's.
std::string rule_of(const Question& question, std::span<const suite::Vector> stored) {
    const auto& expected = question.expected;
    for (const auto& vector : stored)
        if (vector.type == question.vector->type && vector.codes.size() == expected.codes.size() &&
            !vector.codes.empty() && vector.codes.front() == expected.codes.front() &&
            without_indices(vector.path.value_or("")) == without_indices(expected.path.value_or("")))
            return vector.spec;
    return question.vector->spec;
}

}  // namespace

std::string sign_of(const Question& question,
                    Verdict verdict,
                    const suite::Judgement& judgement,
                    const suite::Answer& answer) {
    const auto front = fmt::format("{} {}: ", name_of(question.about.operation), question.vector->frame);
    if (verdict != Verdict::fail)
        return front + fmt::format("{} at {}", name_of(verdict), what_we_say(question.expected));
    return front + difference(question, judgement, answer);
}

std::pair<std::size_t, std::size_t> size_of(const Question& question) {
    const auto& wire = *question.vector->wire;
    return {wire.size(), wire.size() - static_cast<std::size_t>(std::ranges::count(wire, 0))};
}

std::vector<Question> smaller(const Question& question, std::size_t most) { return Smaller(question).list(most); }

Json as_vector(const Question& question,
               std::string_view title,
               std::string_view source,
               std::span<const suite::Vector> stored) {
    const auto& vector = *question.vector;
    const auto& expected = question.expected;
    Json json = {{"id", id_of(question)},
                 {"title", std::string(title)},
                 {"kind", expected.codes.empty() ? "valid" : "invalid"},
                 {"level", "must"},
                 {"spec", rule_of(question, stored)},
                 {"source", std::string(source)},
                 {"wire", Json::array({to_hex(*vector.wire)})}};
    if (expected.codes.empty()) {
        json["value"] = vector.value ? *vector.value : *expected.value;
        if (vector.value) return json;
        const auto again = encode_value(*vector.type, *expected.value);
        if (!again || *again != *vector.wire) json["canonical"] = false;
        return json;
    }
    json["error"] = {{"code", std::string(name_of(expected.codes.front()))}};
    if (expected.offset) json["error"]["offset"] = *expected.offset;
    if (expected.path) json["error"]["path"] = *expected.path;
    return json;
}

}  // namespace wireproof::fuzz
