// What the engine does on WebSocket connections only: the closing handshake, authentication by SCRAM, and preludes
// within preludes.
#include <fmt/format.h>

#include <algorithm>

#include "conformance/json_file.hpp"
#include "harness/session/engine.hpp"
#include "harness/session/ws_frames.hpp"

namespace wireproof::session {
namespace {

std::string end_named(const Closing& closing) { return closing.code ? fmt::format("ws:{}", *closing.code) : "ws:none"; }

bool is_close(const Json& opcode) { return opcode == "close" || opcode == websocket::opcode("close"); }

// Of authentication (haystack 9.6).
bool is_refusal(const std::string& text) {
    const auto message = parse_message(text);
    return message.is_object() && message.value("type", Json()) == "authErr";
}

}  // namespace

// closed_by_peer says how the peer closed, once a close frame is what comes next: `ws:1000`. The frame is answered as
// RFC 6455 asks for, unless the script has sent one before.
std::optional<std::string> Engine::closed_by_peer(Link& link) {
    const auto closing = link.inbox->closing();
    if (!closing) return std::nullopt;
    result_.peer_ended = true;
    if (!link.shut && !link.end) close_websocket(link, closing->code);
    notice_websocket(link);
    return end_named(*closing);
}

// ends_of evaluates the ends that a step names, of which each may be an expression.
Json Engine::ends_of(const Json& how) {
    auto ends = scope_.evaluate(how);
    return ends ? std::move(*ends) : Json::array();
}

// poll_closing judges a close frame. A server ends the connection behind the last one; that of a client we end.
Engine::Progress Engine::poll_closing(const Link& link, const Json& how, const std::string& closing) {
    if (std::ranges::find(how, Json(closing)) == how.end())
        return fail(Outcome::peer_ws_close, fmt::format("the peer closed by {}, expected {}", closing, how.dump()));
    return link.end || link.shut ? push({}, "main") : Progress::waiting;
}

// close_websocket sends a close frame, once.
void Engine::close_websocket(Link& link, std::optional<std::uint16_t> code) {
    if (std::exchange(link.closed, true)) return;
    auto bytes = close_frame(code, own_side(), random_);
    trace(link, '>', bytes, nullptr);
    actions_.emplace_back(Write{link.id, std::move(bytes)});
}

// notice_websocket keeps up with what the bytes so far make of a connection.
void Engine::notice_websocket(Link& link) {
    if (own_side() == Side::client) {
        link.websocket = link.inbox->upgraded();
        return;
    }
    if (link.closed && link.inbox->closing() && !std::exchange(link.shut, true))
        actions_.emplace_back(Shut{link.id, Shut::How::close});
}

// note_sent keeps up with what a script sends by itself.
void Engine::note_sent(Link& link, const wire::FrameType& type, const Json& value) {
    if (&type == &kHttpFrame && value.value("status", 0) == 101) link.websocket = true;
    if (&type == &kWsFrame && is_close(value.value("opcode", Json()))) link.closed = true;
}

// ---- steps --------------------------------------------------------------------------------------------------------
void Engine::begin_scram(const Step& step) {
    const auto username = scope_.evaluate(step.spec()["username"]);
    const auto password = scope_.evaluate(step.spec()["password"]);
    const auto nonce = scope_.evaluate({{"$unique", "wireproof"}});
    if (!username || !username->is_string() || !password || !password->is_string())
        return void(fail(Outcome::mismatch, "user name and password are texts"));
    const auto user = username->get<std::string>();
    const auto secret = password->get<std::string>();
    if (own_side() == Side::server) {
        const Bytes salt(kLeastSalt, 0x73);
        strand_->scram = ScramServer(ScramCredentials::derive(user, secret, salt, kLeastIterations), *nonce);
        return;
    }
    const auto& client = strand_->scram.emplace<ScramClient>(user, secret, *nonce);
    send_text(link_of(step), client.hello());
}

// poll_scram goes on with every text that comes, until the client is let in.
Engine::Progress Engine::poll_scram(const Step& step) {
    auto& link = link_of(step);
    while (const auto* const frame = next_frame(link, {})) {
        if (&frame->value.type() != &kTextFrame) return unexpected(*frame);
        const auto text = frame->value.as<TextFrame>().text.value_or("");
        link.inbox->pop();
        if (auto* const client = std::get_if<ScramClient>(&strand_->scram)) {
            const bool to_be_refused = step.text("outcome", "ok") == "refused";
            if (to_be_refused && is_refusal(text)) return push({}, "main");
            const auto answer = client->take(text);
            if (!answer) return fail(Outcome::mismatch, "SCRAM: " + answer.error());
            if (!*answer && to_be_refused)
                return fail(Outcome::mismatch, "SCRAM: let in, where the client should have been refused");
            if (!*answer) return push({}, "main");
            send_text(link, **answer);
        } else {
            const auto said = std::get<ScramServer>(strand_->scram).take(text);
            if (!said) return fail(Outcome::mismatch, "SCRAM: " + said.error());
            send_text(link, said->text);
            if (said->done) return push({}, "main");
        }
    }
    return nothing_more(link, "a message of SCRAM");
}

void Engine::send_text(Link& link, const std::string& text) {
    auto bytes = carried(websocket::opcode("text"), as_bytes(text), own_side(), random_);
    trace(link, '>', bytes, nullptr);
    result_.trace.back().frame = kTextFrame.name;
    result_.trace.back().value = Json{{"text", text}};
    actions_.emplace_back(Write{link.id, std::move(bytes)});
}

Engine::Progress Engine::poll_prelude(const Step& step) {
    const auto name = scope_.evaluate(step.spec()["name"]);
    if (!name) return fail(Outcome::mismatch, name.error());
    if (!name->is_string()) return fail(Outcome::mismatch, "the name of a prelude is a text");
    return run_prelude(name->get<std::string>(), on(step));
}

}  // namespace wireproof::session
