#include "conformance/wire/derive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "conformance/wire/derive_members.hpp"

namespace wireproof::wire {
namespace {

using Kind = Step::Kind;
using Outcome = Derived::Outcome;

// Steps that take what is there: fewer bytes only make them smaller.
bool is_elastic(const Step& step) {
    return step.kind == Kind::rest || step.kind == Kind::open_end || step.kind == Kind::extension;
}

std::uint64_t load(ByteView wire, const Step& step) { return step.form->load(wire.subspan(step.at, step.size)); }
bool store(Bytes& wire, const Step& step, std::uint64_t number) {
    return step.form->store(std::span(wire).subspan(step.at, step.size), number);
}
std::uint64_t most(const Step& step) { return step.form->most(step.size); }
// A number of variable width may be shorter or longer than its place.
bool fits(ByteView wire, const Step& step, std::uint64_t number) {
    Bytes scratch(wire.begin() + static_cast<std::ptrdiff_t>(step.at),
                  wire.begin() + static_cast<std::ptrdiff_t>(step.needs()));
    return step.form->store(scratch, number);
}

class Deriver {
public:
    Deriver(const Trace& trace, ByteView wire, const Reseal& reseal, std::size_t budget)
        : trace_(trace),
          steps_(trace.steps),
          wire_(wire),
          reseal_(reseal),
          budget_(budget),
          places_(cut_places(trace, wire.size())) {
        for (const auto& step : steps_) {
            if (step.kind == Kind::checksum) seal_ = &step;
            if (step.kind == Kind::body) bodies_.emplace(step.path, &step);
        }
    }

    DerivedCases run() {
        for (const auto n : places_) truncate(n);
        append();
        for (std::size_t i = 0; i < steps_.size(); ++i) {
            switch (steps_[i].kind) {
                case Kind::length: body_of(steps_[i]) == nullptr ? length(steps_[i]) : body_length(steps_[i]); break;
                case Kind::count: length(steps_[i]); break;
                case Kind::constant:
                case Kind::checksum: flip(steps_[i]); break;
                case Kind::presence: presence(steps_[i]); break;
                case Kind::value:
                    neighbours(steps_[i]);
                    presence_bits(steps_[i]);
                    break;
                case Kind::data: bad_text(steps_[i]); break;
                default: break;
            }
        }
        if (!trace_.members.empty()) members();
        return std::move(out_);
    }

private:
    // ---- adding ---------------------------------------------------------------------------------------------------
    void add(std::string suffix, Bytes wire, Outcome outcome, Error error = {}) {
        out_.cases.push_back({std::move(suffix), std::move(wire), outcome, std::move(error)});
    }
    bool afford(std::size_t size) {
        if (spent_ + size > budget_) {
            ++out_.left_out;
            return false;
        }
        spent_ += size;
        return true;
    }
    static Error error_at(Errc code, const Step& step) { return {code, step.field, step.path, {}}; }
    static Error short_at(const Step& step) {
        return error_at(step.depth > 0 ? Errc::bad_length : Errc::truncated, step);
    }

    // A change of one piece. Judged before the checksum (header contents) it is one case; else one that the checksum
    // catches, and one resealed that shows what is behind it.
    void change(const std::string& suffix,
                const Step& step,
                const std::function<void(Bytes&)>& edit,
                Outcome outcome,
                Error error) {
        const bool before_seal = step.in_header && outcome == Outcome::refused;
        const auto with_edit = [&] {
            Bytes wire(wire_.begin(), wire_.end());
            edit(wire);
            return wire;
        };
        if (seal_ == nullptr || before_seal) {
            if (afford(wire_.size())) add(suffix, with_edit(), outcome, std::move(error));
            return;
        }
        if (afford(wire_.size())) add(suffix, with_edit(), Outcome::refused, error_at(Errc::bad_checksum, *seal_));
        if (!reseal_ || !afford(wire_.size())) return;
        auto wire = with_edit();
        reseal_(wire, wire.size());
        add("resealed/" + suffix, std::move(wire), outcome, std::move(error));
    }

    // ---- kinds ----------------------------------------------------------------------------------------------------
    void truncate(std::size_t n) {
        if (!afford(n)) return;
        Bytes wire(wire_.begin(), wire_.begin() + static_cast<std::ptrdiff_t>(n));
        auto suffix = fmt::format("truncate@{}", n);
        for (const auto& step : steps_) {
            // What is ignored may be a thing of its own when it is cut.
            if (step.kind == Kind::extension && step.at < n && n < step.needs()) return;
            if (step.kind == Kind::rest && step.text && step.needs() > n && !is_utf8(ByteView(wire).subspan(step.at)))
                return add(std::move(suffix), std::move(wire), Outcome::refused, error_at(Errc::bad_utf8, step));
            if (is_elastic(step) || step.needs() <= n) continue;
            const bool may_end_here = (step.starts_item || step.optional_tail) && step.at == n;
            if (may_end_here) break;
            if (step.kind == Kind::whole && step.code == Errc::ok)
                return add(std::move(suffix), std::move(wire), Outcome::refused_or_other);
            const auto code = step.kind == Kind::whole ? step.code : Errc::truncated;
            return add(std::move(suffix), std::move(wire), Outcome::refused, error_at(code, step));
        }
        add(std::move(suffix), std::move(wire), Outcome::accepted);
    }
    void append() {
        if (!afford(wire_.size() + 1)) return;
        Bytes wire(wire_.begin(), wire_.end());
        wire.push_back(0);
        const auto at_top = [&](Kind kind) {
            return std::ranges::any_of(steps_, [&](const Step& step) { return step.kind == kind && step.depth == 0; });
        };
        if (at_top(Kind::extension)) return add("append", std::move(wire), Outcome::same_value);
        const bool open_whole = std::ranges::any_of(
            steps_, [](const Step& step) { return step.kind == Kind::whole && step.code == Errc::ok; });
        if (at_top(Kind::rest) || at_top(Kind::open_end) || open_whole)
            return add("append", std::move(wire), Outcome::refused_or_other);
        add("append", std::move(wire), Outcome::refused, {Errc::trailing_bytes, wire_.size(), {}, {}});
    }
    void flip(const Step& step) {
        for (std::size_t byte = 0; byte < step.size; ++byte) {
            const auto suffix =
                byte == 0 ? fmt::format("flip({})", step.path) : fmt::format("flip({})+{}", step.path, byte);
            const auto edit = [&](Bytes& wire) { wire[step.at + byte] ^= 1; };
            if (&step != seal_) {
                change(suffix, step, edit, Outcome::refused, error_at(step.code, step));
            } else if (afford(wire_.size())) {
                Bytes wire(wire_.begin(), wire_.end());
                edit(wire);
                add(suffix, std::move(wire), Outcome::refused, error_at(Errc::bad_checksum, step));
            }
        }
    }
    void presence(const Step& step) {
        const bool present = load(wire_, step) != 0;
        const auto set = [&](std::uint8_t to) { return [&step, to](Bytes& wire) { wire[step.at] = to; }; };
        change(step.label() + (present ? "=0" : "=1"), step, set(present ? 0 : 1), Outcome::refused_or_other, {});
        if (present) change(step.label() + "=2", step, set(2), Outcome::same_value, {});
    }
    void presence_bits(const Step& step) {
        for (const auto& [bit, name] : step.presence_bits) {
            const auto number = load(wire_, step) ^ std::uint64_t{1} << bit;
            if (!fits(wire_, step, number)) continue;
            const bool present = (number >> bit & 1) != 0;
            change(fmt::format("present({})={}", name, present ? 1 : 0),
                   step,
                   [&](Bytes& wire) { store(wire, step, number); },
                   Outcome::refused_or_other,
                   {});
        }
    }
    void neighbours(const Step& step) {
        if (step.names == nullptr) return;
        const auto now = load(wire_, step);
        std::set<std::uint64_t> near;
        if (now > 0) near.insert(now - 1);
        if (now < most(step)) near.insert(now + 1);
        near.insert(most(step));
        near.erase(now);
        for (const auto number : near) {
            const auto edit = [&](Bytes& wire) { store(wire, step, number); };
            const bool known = !step.names->closed || step.names->name_of(number);
            if (known && step.decides) {
                change(fmt::format("{}={}", step.path, number), step, edit, Outcome::refused_or_other, {});
                continue;
            }
            change(fmt::format("{}={}", step.path, number),
                   step,
                   edit,
                   known ? Outcome::accepted : Outcome::refused,
                   known ? Error{} : error_at(step.code, step));
        }
    }
    void bad_text(const Step& step) {
        if (!step.text || step.size == 0) return;
        change(
            "utf8(" + step.path + ")",
            step,
            [&](Bytes& wire) { wire[step.at] = 0xFF; },
            Outcome::refused,
            error_at(Errc::bad_utf8, step));
    }

    // ---- lengths and counts ---------------------------------------------------------------------------------------
    struct Lie {
        std::string suffix;
        std::uint64_t number;
    };
    std::vector<Lie> lies(const Step& step) const {
        const auto now = load(wire_, step);
        const auto label = step.label();
        std::vector<Lie> out;
        if (now > 0) out.push_back({label + "-1", now - 1});
        if (now < most(step)) out.push_back({label + "+1", now + 1});
        if (now > 1) out.push_back({label + "=0", 0});
        if (now < most(step) - 1) out.push_back({label + "=max", most(step)});
        std::erase_if(out, [&](const Lie& lie) { return !fits(wire_, step, lie.number); });
        return out;
    }
    // Of a byte string, a text or a list: the bytes behind it are read as something else unless the number cannot be.
    void length(const Step& step) {
        const std::uint64_t unit = step.kind == Kind::count ? step.least : 1;
        for (const auto& [suffix, number] : lies(step)) {
            const auto edit = [&, n = number](Bytes& wire) { store(wire, step, n); };
            if (number > step.limit) change(suffix, step, edit, Outcome::refused, error_at(Errc::too_large, step));
            else if (number > (step.end - step.needs()) / unit)
                change(suffix, step, edit, Outcome::refused, short_at(step));
            else change(suffix, step, edit, Outcome::refused_or_other, {});
        }
    }
    // The body that a length announces, if it is one of those.
    [[nodiscard]] const Step* body_of(const Step& length) const {
        const auto it = bodies_.find(length.path);
        return it == bodies_.end() ? nullptr : it->second;
    }
    void body_length(const Step& step) {
        const auto& body = *body_of(step);
        for (const auto& [suffix, number] : lies(step)) {
            const auto edit = [&, n = number](Bytes& wire) { store(wire, step, n); };
            if (number > step.limit)
                change(suffix, step, edit, Outcome::refused, {Errc::too_large, step.at, step.path, {}});
            else if (number < step.least)
                change(suffix, step, edit, Outcome::refused, {Errc::bad_length, step.at, step.path, {}});
            else if (number > step.end - body.at) change(suffix, step, edit, Outcome::refused, short_at(body));
            else if (body.depth == 0) frame_length(suffix, step, body, number);
            else inner_length(suffix, step, body, number);
        }
    }
    // A frame whose length ends before its bytes do: the checksum over the shorter range comes first, then the bytes
    // behind it.
    void frame_length(const std::string& suffix, const Step& step, const Step& body, std::uint64_t number) {
        const auto end = body.at + static_cast<std::size_t>(number);
        const Error trailing{Errc::trailing_bytes, end, {}, {}};
        for (const bool resealed : {false, true}) {
            if ((resealed && !reseal_) || !afford(wire_.size())) continue;
            Bytes wire(wire_.begin(), wire_.end());
            store(wire, step, number);
            if (resealed) reseal_(wire, end);
            const bool caught = body.covered && !resealed;
            add((resealed ? "resealed/" : "") + suffix,
                std::move(wire),
                Outcome::refused,
                caught ? error_at(Errc::bad_checksum, *seal_) : trailing);
        }
    }
    // A shorter (or longer) body inside another: the first field in it that no longer fits, else what it leaves to its
    // parent.
    void inner_length(const std::string& suffix, const Step& step, const Step& body, std::uint64_t number) {
        const auto edit = [&](Bytes& wire) { store(wire, step, number); };
        const auto end = body.at + static_cast<std::size_t>(number);
        if (end > body.needs()) return change(suffix, step, edit, Outcome::refused_or_other, {});
        for (const auto* inner = &body + 1; inner != steps_.data() + steps_.size() && inner->depth > body.depth;
             ++inner) {
            if (is_elastic(*inner) || inner->needs() <= end) continue;
            if (inner->starts_item && inner->at == end) break;
            return change(suffix, step, edit, Outcome::refused, error_at(Errc::bad_length, *inner));
        }
        if (body.needs() != body.end) return change(suffix, step, edit, Outcome::refused_or_other, {});
        change(suffix, step, edit, Outcome::refused, {Errc::trailing_bytes, end, parent_of(body), {}});
    }
    [[nodiscard]] std::string parent_of(const Step& body) const {
        std::string path;
        for (const auto& step : steps_)
            if (step.kind == Kind::body && step.depth == body.depth - 1 && step.at <= body.at) path = step.path;
        return path;
    }

    // ---- JSON texts -----------------------------------------------------------------------------------------------
    void members() {
        const auto afford_it = [this](std::size_t size) { return afford(size); };
        const auto fix_length = [this](Bytes& wire) {
            for (const auto& step : steps_)
                if (const auto* const body = step.kind == Kind::length ? body_of(step) : nullptr;
                    body != nullptr && body->needs() == wire_.size())
                    store(wire, step, wire.size() - body->at);
        };
        derive_members(trace_, wire_, {afford_it, fix_length, out_.cases});
    }

    const Trace& trace_;
    const std::vector<Step>& steps_;
    ByteView wire_;
    const Reseal& reseal_;
    std::size_t budget_;
    std::vector<std::size_t> places_;
    const Step* seal_ = nullptr;
    std::map<std::string_view, const Step*> bodies_;  // by path
    std::size_t spent_ = 0;
    DerivedCases out_;
};

// Runs over a layout's fixed header and writes the checksum where it stands.
class Resealer : public Dynamic {
public:
    Resealer(Bytes* frame, std::size_t end) : frame_(frame), end_(end) {}
    bool found = false;

protected:
    void on_cell(const char*, Cell cell) override { skip(cell); }
    void on_constant(const char*, Cell cell, std::uint64_t, Errc) override { skip(cell); }
    int on_length(const char*, Cell cell, Sizes, std::uint64_t) override {
        skip(cell);
        return 0;
    }
    void on_body(Slot, bool, Fields) override {}
    void on_header(Fields fields) override {
        in_header_ = true;
        fields();
        in_header_ = false;
    }
    void on_checksum(const char*, Cell cell, std::uint64_t (*sum)(ByteView, std::size_t)) override {
        found = true;
        const auto at = at_;
        skip(cell);
        if (frame_ == nullptr || end_ < at_ || end_ > frame_->size()) return;
        cell.ops->set(cell.value, sum(ByteView(*frame_).first(end_), at));
        Buffer bytes;
        cell.ops->write(bytes, cell.type, cell.value);
        std::ranges::copy(bytes.view(), frame_->begin() + static_cast<std::ptrdiff_t>(at));
    }

private:
    void skip(Cell cell) {
        if (!in_header_ || cell.shape() != CellOps::Shape::leaf) return;  // what a bit announces is absent here
        Buffer bytes;
        cell.ops->write(bytes, cell.type, cell.value);
        at_ += bytes.size();
    }
    Bytes* frame_;
    std::size_t end_;
    std::size_t at_ = 0;
    bool in_header_ = false;
};

}  // namespace

Reseal resealing(const FrameType& type) {
    const auto run = [&type](Bytes* frame, std::size_t end) {
        const FrameValue scratch(type);
        Resealer resealer(frame, end);
        scratch.any().visit(resealer);
        return resealer.found;
    };
    if (!run(nullptr, 0)) return {};
    return [run](Bytes& frame, std::size_t end) { run(&frame, end); };
}

std::vector<std::size_t> cut_places(const Trace& trace, std::size_t size) {
    constexpr std::size_t kAllBelow = 512;
    constexpr std::size_t kFirst = 64;
    constexpr std::size_t kLast = 16;
    constexpr std::size_t kMore = 32;
    std::vector<std::size_t> places;
    for (std::size_t n = 0; n < (size <= kAllBelow ? size : kFirst + 1); ++n) places.push_back(n);
    if (size <= kAllBelow) return places;
    for (const auto& step : trace.steps)
        for (const auto border : {step.at, step.needs()})
            for (const auto n : {border - 1, border, border + 1})
                if (n < size) places.push_back(n);
    for (std::size_t n = size - kLast; n < size; ++n) places.push_back(n);
    std::mt19937_64 random(size);
    for (std::size_t i = 0; i < kMore; ++i) places.push_back(random() % size);
    std::ranges::sort(places);
    places.erase(std::ranges::unique(places).begin(), places.end());
    return places;
}

DerivedCases derive(const Trace& trace, ByteView wire, const Reseal& reseal, std::size_t budget) {
    return Deriver(trace, wire, reseal, budget).run();
}

}  // namespace wireproof::wire
