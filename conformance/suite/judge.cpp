#include "conformance/suite/judge.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wireproof::suite {
namespace {

using Kind = Expected::Kind;

// How far the seed's arithmetic takes a double from the nearest one, at most: of random ones 3 in 10 by one unit in the
// last place, 1 in 500 by two.
constexpr std::uint64_t kUnitsOfAReading = 2;

class Judge {
public:
    Judge(const Case& question, const Expected& expected, const Answer& answer, bool exact_place)
        : question_(question), expected_(expected), answer_(answer), exact_place_(exact_place) {}

    Judgement run() {
        if (answer_.status == Answer::Status::unsupported) {
            out_.verdict = Verdict::unsupported;
            out_.reason = answer_.message;
            return std::move(out_);
        }
        if (question_.operation == Case::Operation::stream) stream();
        else if (answer_.status == Answer::Status::error) refused();
        else if (question_.operation == Case::Operation::encode) encoded();
        else decoded();
        if (out_.verdict == Verdict::fail) show();
        return std::move(out_);
    }

private:
    void fail(std::string reason) {
        if (out_.verdict == Verdict::fail) return;
        out_.verdict = Verdict::fail;
        out_.reason = std::move(reason);
    }
    [[nodiscard]] std::string codes() const {
        std::string text;
        for (const auto code : expected_.codes) text += (text.empty() ? "" : " or ") + std::string(name_of(code));
        return text;
    }

    // ---- refusals -------------------------------------------------------------------------------------------------
    void refused() {
        if (expected_.kind == Kind::answer)
            return fail(fmt::format("refused a valid {}: {}",
                                    what(),
                                    answer_.message.empty() ? answer_.code.value_or("") : answer_.message));
        if (expected_.kind == Kind::accepted) return fail("refused bytes that are a frame of their own");
        if (expected_.kind != Kind::refused_or_other) code();
    }
    void code() {
        const auto named = answer_.code ? errc_named(*answer_.code) : std::nullopt;
        if (!named || expected_.codes.empty()) return;  // refusing is right; the reason was not named
        if (exact_place_ && *named != expected_.codes.front())
            return fail(fmt::format("refused as {}, not as {}", name_of(*named), name_of(expected_.codes.front())));
        if (std::ranges::find(expected_.codes, *named) == expected_.codes.end())
            return fail(fmt::format("refused as {}, not as {}", *answer_.code, codes()));
        if (!exact_place_ || !answer_.error) return;
        const auto& error = *answer_.error;
        if (expected_.offset && error.offset != *expected_.offset)
            return fail(fmt::format("refused at byte {}, not at byte {}", error.offset, *expected_.offset));
        if (expected_.path && error.path != *expected_.path)
            fail(fmt::format("refused at `{}`, not at `{}`", error.path, *expected_.path));
    }

    // ---- values ---------------------------------------------------------------------------------------------------
    [[nodiscard]] std::string what() const {
        return question_.operation == Case::Operation::encode ? "value" : "frame";
    }
    [[nodiscard]] std::string accepted() const {
        return fmt::format("{} a {} that must be refused ({})",
                           question_.operation == Case::Operation::encode ? "encoded" : "accepted",
                           what(),
                           codes());
    }
    void decoded() {
        if (expected_.kind == Kind::refused) return fail(accepted());
        if (!answer_.value) return fail("answered without a value");
        // We refuse these bytes: what they mean to those who do not may be a value that our frame cannot hold.
        if (expected_.kind == Kind::either && !expected_.value && !exact_place_) return;
        if (exact_place_) return same_value(*answer_.value);  // what decode_value gave has its form
        const auto value = canonical_value(*question_.vector->type, *answer_.value);
        if (!value) return fail(fmt::format("its value is none of this frame: {}", describe(value.error())));
        same_value(*value);
    }
    void same_value(const Json& value) {
        const bool same = !expected_.value || equal(*expected_.value, value);
        if (expected_.kind == Kind::refused_or_other && expected_.value && same)
            return fail("accepted changed bytes as the same value");
        if ((expected_.kind == Kind::answer || expected_.kind == Kind::either) && !same)
            fail(difference(*expected_.value, value, ""));
    }
    void encoded() {
        if (expected_.kind == Kind::refused) return fail(accepted());
        if (!answer_.wire) return fail("answered without bytes");
        if (!expected_.wire) return;
        const auto& want_sizes = question_.vector->messages;
        if (answer_.messages.size() != want_sizes.size())
            return fail(fmt::format("{} messages, not {}", answer_.messages.size(), want_sizes.size()));
        if (*answer_.wire == *expected_.wire && answer_.messages == want_sizes) return;
        if (question_.vector->compare == Vector::Compare::decompressed) return encoded_as_decompressed();
        // Our own output has one form; of others any JSON of the same meaning is as good.
        if (question_.vector->compare == Vector::Compare::json && !exact_place_) return encoded_as_json();
        if (expected_.kind == Kind::either && !exact_place_)
            return;  // the other reading of an ambiguity has bytes of its own
        const auto& got = *answer_.wire;
        const auto& want = *expected_.wire;
        const auto at = static_cast<std::size_t>(std::ranges::mismatch(got, want).in1 - got.begin());
        fail(fmt::format("other bytes from byte {} on ({} bytes, not {})", at, got.size(), want.size()));
    }
    // Other bytes of the same meaning: they are read, and the values compared. A codec with the seed's arithmetic read
    // the value, and we read its bytes.
    void encoded_as_json() {
        const auto& vector = *question_.vector;
        units_ = 2 * kUnitsOfAReading;
        const auto value = decode_value(*vector.type, *answer_.wire, vector.context);
        if (!value) return fail(fmt::format("its bytes are none of this frame: {}", describe(value.error())));
        if (!equal(*vector.value, *value)) fail(difference(*vector.value, *value, ""));
    }
    // There is more than one right compression: what stands in front of it has to be equal, and what it unfolds to.
    void encoded_as_decompressed() {
        const auto& vector = *question_.vector;
        if (!vector.type->in_messages()) return same_unfolded(*vector.type, *expected_.wire, *answer_.wire, "");
        const auto want = split(*expected_.wire, vector.messages);
        const auto got = split(*answer_.wire, answer_.messages);
        for (std::size_t i = 0; i < want.size(); ++i)
            same_unfolded(vector.variant->which(want[i]), want[i], got[i], fmt::format("message {}: ", i));
    }
    void same_unfolded(const wire::FrameType& type, ByteView want, ByteView got, std::string_view where) {
        const auto& context = question_.vector->context;
        const wire::FrameValue scratch(type);
        const auto trace = wire::annotate(scratch.any(), want, context);
        const auto compressed = std::ranges::find(trace.steps, wire::Step::Kind::whole, &wire::Step::kind);
        const auto front = want.first(compressed == trace.steps.end() ? want.size() : compressed->at);
        const auto same = std::ranges::mismatch(front, got).in1;
        if (same != front.end())
            return fail(fmt::format(
                "{}other bytes from byte {} on, in front of what is compressed", where, same - front.begin()));
        const auto value = decode_value(type, got, context);
        if (!value) return fail(fmt::format("{}its bytes are none of this frame: {}", where, describe(value.error())));
        const auto wanted = decode_value(type, want, context);
        if (wanted && *wanted != *value) fail(std::string(where) + difference(*wanted, *value, ""));
    }
    // JSON texts give doubles within some units in the last place: not every codec rounds correctly.
    [[nodiscard]] bool equal(const Json& want, const Json& got) const {
        return want == got ||
               (question_.vector->compare == Vector::Compare::json && wire::nearly_equal(want, got, units_));
    }
    // The first member in which two values differ.
    [[nodiscard]] std::string difference(const Json& want, const Json& got, const std::string& path) const {
        const auto at = [&](const std::string& key) { return path.empty() ? key : path + "." + key; };
        if (want.is_object() && got.is_object()) {
            for (const auto& [key, value] : want.items()) {
                if (!got.contains(key)) return fmt::format("`{}` is missing", at(key));
                if (!equal(value, got[key])) return difference(value, got[key], at(key));
            }
            for (const auto& [key, value] : got.items())
                if (!want.contains(key)) return fmt::format("`{}` should be absent", at(key));
        }
        if (want.is_array() && got.is_array() && want.size() == got.size())
            for (std::size_t i = 0; i < want.size(); ++i)
                if (!equal(want[i], got[i])) return difference(want[i], got[i], fmt::format("{}[{}]", path, i));
        return fmt::format("`{}` is {}, not {}", path, shortened(got), shortened(want));
    }
    static std::string shortened(const Json& json) {
        constexpr std::size_t kMost = 80;
        if (json.is_array()) return fmt::format("a list of {}", json.size());
        auto text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
        return text.size() <= kMost ? text : text.substr(0, kMost) + "…";
    }

    // ---- streams --------------------------------------------------------------------------------------------------
    void stream() {
        const bool refuses = answer_.status == Answer::Status::error;
        if (refuses && expected_.codes.empty() && expected_.kind != Kind::either)
            return fail(fmt::format("refused a valid stream: {}", answer_.message));
        if (!refuses && !expected_.codes.empty() && expected_.kind != Kind::either)
            return fail(fmt::format("accepted a stream that must end with {}", codes()));
        if (refuses) code();
        if (!answer_.value || !answer_.value->is_array()) return fail("answered without the list of frames");
        frames(*answer_.value);
        if (!refuses && expected_.codes.empty() && answer_.clean && *answer_.clean != expected_.clean)
            fail(expected_.clean ? "says the stream ends inside a frame" : "says the stream ends between two frames");
    }
    void frames(const Json& got) {
        const auto& want = *expected_.value;
        for (std::size_t i = 0; i < std::min(got.size(), want.size()); ++i) {
            const bool named = got[i].is_object() && got[i].contains("frame") && got[i]["frame"].is_string();
            const auto name = named ? got[i]["frame"].get<std::string>() : "";
            const auto wanted = want[i]["frame"].get<std::string>();
            if (name != wanted) return fail(fmt::format("frame {} is a `{}`, not a `{}`", i, name, wanted));
            same_frame(i, *question_.vector->variant->frame(name), want[i]["value"], got[i].value("value", Json()));
            if (out_.verdict == Verdict::fail) return;
        }
        if (got.size() != want.size()) fail(fmt::format("{} frames, not {}", got.size(), want.size()));
    }
    void same_frame(std::size_t i, const wire::FrameType& type, const Json& want, const Json& got) {
        if (exact_place_ && equal(want, got)) return;
        const auto value = canonical_value(type, got);
        if (!value) return fail(fmt::format("frame {}: {}", i, describe(value.error())));
        if (!equal(want, *value)) fail(fmt::format("frame {}: {}", i, difference(want, *value, "")));
    }

    // ---- for the report -------------------------------------------------------------------------------------------
    void show() {
        if (expected_.kind == Kind::refused || (expected_.kind == Kind::either && !expected_.codes.empty())) {
            out_.expected["code"] = codes();
            if (expected_.offset) out_.expected["offset"] = *expected_.offset;
            if (expected_.path) out_.expected["path"] = *expected_.path;
        }
        if (expected_.value && expected_.kind != Kind::refused_or_other) out_.expected["value"] = *expected_.value;
        if (expected_.wire) out_.expected["wire"] = to_hex(*expected_.wire);
        if (answer_.status == Answer::Status::error) {
            if (answer_.code) out_.got["code"] = *answer_.code;
            if (answer_.error) out_.got["offset"] = answer_.error->offset;
            if (answer_.error) out_.got["path"] = answer_.error->path;
            if (!answer_.message.empty()) out_.got["message"] = answer_.message;
        }
        if (answer_.value) out_.got["value"] = *answer_.value;
        if (answer_.wire) out_.got["wire"] = to_hex(*answer_.wire);
    }

    const Case& question_;
    const Expected& expected_;
    const Answer& answer_;
    bool exact_place_;
    std::uint64_t units_ = kUnitsOfAReading;
    Judgement out_;
};

}  // namespace

Judgement judge(const Case& question, const Expected& expected, const Answer& answer, bool exact_place) {
    return Judge(question, expected, answer, exact_place).run();
}

}  // namespace wireproof::suite
