#include "harness/peers/packetstream/end.hpp"

#include <algorithm>

#include "conformance/packetstream/packetstream.hpp"

namespace wireproof::peers::packetstream {
namespace {

constexpr auto kLate = std::chrono::milliseconds(1500);

const Variant& variant_of(const Flavour& flavour) {
    static const auto kProtocol = protocol();
    return *kProtocol.variant(flavour.variant);
}

Bytes bytes_of(const Packet& packet) {
    Buffer out;
    std::ignore = wire::encode(packet, out);
    return out.bytes();
}

// reader_of_everything does not stop at EOF.
std::unique_ptr<StreamReader> reader_of_everything(const Flavour& flavour) {
    return std::make_unique<FramedStream>(*variant_of(flavour).frame(kPacketName), Context{});
}

// whole_packets reads one segment by itself.
std::vector<StreamFrame> whole_packets(const Flavour& flavour, ByteView bytes) {
    std::vector<StreamFrame> frames;
    reader_of_everything(flavour)->feed(bytes, frames);
    return frames;
}

}  // namespace

End::End(const Flavour& flavour, Side side, Misbehaviour& misbehaviour)
    : flavour_(&flavour),
      misbehaviour_(&misbehaviour),
      machine_(variant_of(flavour).session->make(side, {})),
      next_tag_(flavour.first_tag),
      everything_(reader_of_everything(flavour)) {}

// The states of the machine are `own/peer`.
bool End::peer_has_ended() const {
    const auto state = machine_->state();
    return state.ends_with("/eof") || state == "closed";
}

// ---- what comes ---------------------------------------------------------------------------------------------------
void End::received(Time now, ByteView bytes) {
    if (silent_) return;
    if (misbehaviour_->is(Switch::whole_frames_only)) {
        const auto whole = whole_packets(*flavour_, bytes);
        bytes = bytes.first(whole.empty() ? 0 : whole.back().end());
    }
    careless(now, bytes);
    std::vector<Action> actions;
    machine_->receive(bytes, now, actions);
    perform(now, actions);
    wind_up(now);
}

void End::peer_finished(Time now) {
    if (silent_) return;
    std::vector<Action> actions;
    machine_->peer_closed(now, actions);
    perform(now, actions);
    wind_up(now);
}

void End::tick(Time now) {
    std::vector<Packet> due;
    std::erase_if(late_, [&](auto& late) {
        if (late.first <= now) due.push_back(std::move(late.second));
        return late.first <= now;
    });
    for (const auto& response : due) write(bytes_of(response));
    std::vector<Packet> done;
    std::erase_if(running_, [&](auto& running) {
        if (running.due <= now) done.push_back(response_to(running.request, std::move(running.outcome)));
        return running.due <= now;
    });
    for (const auto& response : done) answer(now, response);
    wind_up(now);
}

std::optional<Time> End::next_timer() const {
    std::optional<Time> next;
    const auto sooner = [&](Time time) { next = next ? std::min(*next, time) : time; };
    if (silent_) return next;
    for (const auto& running : running_) sooner(running.due);
    for (const auto& [due, response] : late_) sooner(due);
    return next;
}

void End::perform(Time now, std::vector<Action>& actions) {
    for (const auto& action : actions) {
        Packet packet;
        if (!action.wire.empty()) std::ignore = wire::decode(action.wire, packet);
        switch (action.kind) {
            case Action::Kind::deliver: take(now, packet); break;
            case Action::Kind::send:
                if (misbehaviour_->is(Switch::accept_anything)) packet = response_to(packet, {});
                if (!fails_to_send()) write_damaged(packet);
                break;
            case Action::Kind::violation:
                if (action.rule == "7.8" && misbehaviour_->is(Switch::close_always)) end_by(EndEffect::Kind::close);
                break;
            case Action::Kind::close: end_by(EndEffect::Kind::close); break;
        }
        if (silent_) return;
    }
}

void End::take(Time now, const Packet& packet) {
    if (packet.is_request()) return start(now, packet);
    settle(now, packet);
}

void End::start(Time now, const Packet& request) {
    effects_.push_back({EndEffect::Kind::handled, {}, request});
    auto job = serve(request);
    if (job.asks_peer) {
        const auto tag = this->request(now, {.request_type = 1, .payload = {'h', 'i'}});
        if (!tag) return answer(now, response_to(request, failed()));
        asked_[*tag] = request;
    } else if (job.after > Time{}) {
        running_.push_back({now + job.after, request, std::move(job.outcome)});
    } else {
        answer(now, response_to(request, std::move(job.outcome)));
    }
}

// settle hands a response to whoever made the request: a handler of ours, or the application.
void End::settle(Time now, const Packet& response) {
    const auto it = asked_.find(response.tag);
    if (it == asked_.end()) return;
    const auto made_for = std::move(it->second);
    asked_.erase(it);
    if (!made_for) return effects_.push_back({EndEffect::Kind::answered, {}, response});
    answer(now, response_to(*made_for, is_ok(response) ? Outcome{.payload = response.payload} : failed()));
}

// careless commits the faults of taking what should be left.
void End::careless(Time now, ByteView bytes) {
    const auto& wrong = *misbehaviour_;
    if (!wrong.is(Switch::accept_anything) && !wrong.is(Switch::no_verify) && !wrong.is(Switch::stale_answer)) return;
    std::vector<StreamFrame> frames;
    everything_->feed(bytes, frames);
    for (const auto& frame : frames) {
        const auto& packet = frame.value.as<Packet>();
        if (behind_eof_ && packet.is_request() && wrong.is(Switch::accept_anything))
            write(bytes_of(response_to(packet, serve(packet).outcome)));
        behind_eof_ = behind_eof_ || packet == eof();
        if (packet.is_request() || (asked_.contains(packet.tag) && packet.channel == 0)) continue;
        if (wrong.is(Switch::no_verify) && !asked_.empty()) {
            auto meant = packet;
            meant.tag = asked_.begin()->first;
            settle(now, meant);
        }
        if (wrong.is(Switch::stale_answer)) stale_ = packet;
    }
}

// ---- what goes out ------------------------------------------------------------------------------------------------
void End::answer(Time now, Packet response) {
    // What does not fit a packet is a handler's fault: echoed flags may be one bit too many.
    Buffer scratch;
    if (!wire::encode(response, scratch).ok()) {
        response.flags = response_flags(false, 0);
        response.payload = failed().payload;
    }
    if (!machine_->send(bytes_of(response), now).ok()) return;
    if (fails_to_send()) return;
    if (misbehaviour_->hit(Switch::late_answer)) return late_.emplace_back(now + kLate, response), void();
    if (misbehaviour_->hit(Switch::swapped_answers) && !swapped_) {
        swapped_ = response;
        return;
    }
    write_damaged(response);
    if (swapped_) write(bytes_of(*std::exchange(swapped_, std::nullopt)));
}

// fails_to_send counts one more answer or request, and commits the faults that leave nothing of it.
bool End::fails_to_send() {
    auto& wrong = *misbehaviour_;
    wrong.count();
    if (wrong.hit(Switch::close_early)) end_by(EndEffect::Kind::close);
    if (wrong.hit(Switch::reset)) end_by(EndEffect::Kind::reset);
    return silent_ || wrong.hit(Switch::no_answer);
}

void End::write_damaged(const Packet& packet) {
    const auto& wrong = *misbehaviour_;
    auto other = packet;
    if (wrong.hit(Switch::wrong_id)) other.tag = packet.is_request() ? flavour_->first_tag : packet.tag + 1;
    if (wrong.hit(Switch::wrong_status) && !packet.is_request()) other.flags ^= 1;
    if (wrong.hit(Switch::wrong_value)) {
        if (other.payload.empty()) other.payload.push_back('?');
        else other.payload.front() ^= 1;
    }
    if (wrong.hit(Switch::bad_length)) other.payload.push_back('?');
    auto bytes = bytes_of(other);
    if (wrong.hit(Switch::bad_length)) bytes.pop_back();
    if (wrong.hit(Switch::truncated_answer) || wrong.hit(Switch::stall)) bytes.resize(bytes.size() / 2);
    if (wrong.hit(Switch::double_answer)) write(bytes);
    write(std::move(bytes));
    if (wrong.hit(Switch::stall)) silent_ = true;
    if (wrong.hit(Switch::truncated_answer) || wrong.hit(Switch::close_always)) end_by(EndEffect::Kind::close);
}

std::expected<std::uint64_t, std::string> End::request(Time now, Packet packet) {
    packet.tag = next_tag_;
    if (const auto error = machine_->send(bytes_of(packet), now); !error.ok())
        return std::unexpected(error.code == Errc::bad_sequence ? "§" + error.detail : describe(error));
    asked_[packet.tag] = std::nullopt;
    ++next_tag_;
    if (stale_) {
        stale_->tag = packet.tag;
        settle(now, *std::exchange(stale_, std::nullopt));
    }
    if (!fails_to_send()) write_damaged(packet);
    return packet.tag;
}

Error End::send_erq(Time now) {
    const auto bytes = bytes_of(erq());
    auto error = machine_->send(bytes, now);
    if (error.ok()) write(bytes);
    return error;
}

Error End::send_eof(Time now) {
    const auto bytes = bytes_of(eof());
    auto error = machine_->send(bytes, now);
    if (error.ok()) write(bytes);
    return error;
}

void End::close(Time now) {
    closing_ = true;
    wind_up(now);
}

// wind_up says ERQ and EOF as soon as each may be said, once this end closes or the peer has ended (§7.12 to §7.14).
void End::wind_up(Time now) {
    if (silent_) return;
    if (peer_has_ended()) {
        for (auto& [tag, made_for] : std::exchange(asked_, {})) {
            if (made_for) answer(now, response_to(*made_for, failed()));
            else effects_.push_back({EndEffect::Kind::failed, {}, {.tag = tag, .request_type = {}, .payload = {}}});
        }
    }
    if ((!closing_ && !peer_has_ended()) || misbehaviour_->is(Switch::keep_open)) return;
    const bool ends_early = misbehaviour_->is(Switch::eof_early) && !(running_.empty() && asked_.empty());
    if (flavour_->has_erq) std::ignore = send_erq(now);
    if (ends_early) {
        write(bytes_of(eof()));
        return end_by(EndEffect::Kind::close);
    }
    if (!send_eof(now).ok()) return;
    std::vector<Action> actions;
    machine_->tick(now, actions);
    perform(now, actions);
}

}  // namespace wireproof::peers::packetstream
