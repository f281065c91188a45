// Conversation: what the two ends of a Haystack connection have said so far, and who may say what now (PROTOCOL.md
// sections 9 and 10). It knows nothing of bytes and sockets; a copy of it is a conversation that may be given up again.
#pragma once

#include <deque>

#include "conformance/haystack/chunks.hpp"
#include "conformance/haystack/text_message.hpp"
#include "conformance/session_machine.hpp"

namespace wireproof::haystack {

enum class Auth : std::uint8_t { none, token, scram };

class Conversation {
public:
    using Time = SessionMachine::Time;
    enum class Phase : std::uint8_t { open, authenticating, negotiating };

    Conversation(const Context& context, Auth auth);

    // What a message came to.
    struct Outcome {
        enum class What : std::uint8_t {
            taken,    // and that is all, for now
            message,  // `frame` is whole: a request, a response or a push
            dropped,  // against a rule, without a consequence
            refused,  // against a rule; the connection has to end
        };
        What what = What::taken;
        std::string_view rule{};
        std::string why{};
        Errc code = Errc::bad_sequence;
        std::optional<Frame> frame{};
    };
    // text and binary tell what becomes of a message that `sender` has sent.
    [[nodiscard]] Outcome text(const TextMessage& message, Side sender, Time now);
    [[nodiscard]] Outcome binary(Frame frame, Side sender, Time now);
    // overdue: what has to end because it takes too long (9.4, 9.6), or merely ends (6.10, 9.9).
    [[nodiscard]] Outcome overdue(Side self, Time now);
    [[nodiscard]] std::optional<Time> deadline(Side self) const;

    [[nodiscard]] Phase phase() const { return phase_; }
    [[nodiscard]] Auth auth() const { return auth_; }
    [[nodiscard]] bool owes_answers() const { return !requests_.empty(); }

private:
    using Key = std::pair<std::uint16_t, std::uint8_t>;  // req_id and op of a request

    Outcome token(const TextMessage& message, Side sender);
    Outcome scram(const TextMessage& message, Side sender);
    Outcome capabilities(Side sender, Time now);
    Outcome request(Frame frame, Time now);
    Outcome from_server(Frame frame, Time now);
    Outcome joined(ChunkAssembler& chunks, Frame frame, Time now);

    Auth auth_;
    Phase phase_;
    std::size_t scram_step_ = 0;
    Time asked_at_{};           // for capabilities
    bool speaks_v1_ = false;    // the client, which got no answer (9.9)
    std::deque<Key> requests_;  // not answered yet, in their order
    ChunkAssembler from_client_;
    ChunkAssembler from_server_;
};

}  // namespace wireproof::haystack
