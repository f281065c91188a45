#include "conformance/fibp/fibp.hpp"

#include "conformance/fibp/admin.hpp"
#include "conformance/fibp/frame.hpp"
#include "conformance/fibp/messages.hpp"
#include "conformance/fibp/session.hpp"
#include "conformance/fibp/stream.hpp"

namespace wireproof::fibp {
namespace {

template <class... Body>
struct List {};
using AllBodies = List<Handshake,
                       HandshakeOk,
                       Ping,
                       Pong,
                       Disconnect,
                       Enqueue,
                       EnqueueResult,
                       Consume,
                       ConsumeOk,
                       Delivery,
                       CancelConsume,
                       Ack,
                       AckResult,
                       Nack,
                       NackResult,
                       ErrorReply,
                       CreateQueue,
                       CreateQueueResult,
                       DeleteQueue,
                       DeleteQueueResult,
                       GetStats,
                       GetStatsResult,
                       ListQueues,
                       ListQueuesResult,
                       SetConfig,
                       SetConfigResult,
                       GetConfig,
                       GetConfigResult,
                       ListConfig,
                       ListConfigResult,
                       Redrive,
                       RedriveResult,
                       CreateApiKey,
                       CreateApiKeyResult,
                       RevokeApiKey,
                       RevokeApiKeyResult,
                       ListApiKeys,
                       ListApiKeysResult,
                       SetAcl,
                       SetAclResult,
                       GetAcl,
                       GetAclResult>;

// A revision of FIBP: the frames that its opcodes have numbers for, and `continuation`.
template <const EnumTable& Opcodes>
struct Revision {
    static constexpr std::size_t kWhole = Opcodes.names.size();

    template <class... Body>
    static constexpr std::array<FrameType, kWhole + 1> make(List<Body...>) {
        std::array<FrameType, kWhole + 1> out{};
        std::size_t n = 0;
        const auto add = [&]<class Each>(std::type_identity<Each>) {
            if constexpr (Opcodes.value_of(Each::kName))
                out[n++] = frame_type<Frame<Each, number_in(Opcodes, Each::kName)>>(Each::kName, Each::kSentBy);
        };
        (add(std::type_identity<Body>{}), ...);
        out[n] = frame_type<Continuation<Opcodes>>(Continuation<Opcodes>::kName);
        return out;
    }
    static constexpr auto kFrames = make(AllBodies{});
    static_assert(kFrames[kWhole - 1].make != nullptr, "an opcode has no body of its name");

    // Where the frame of an opcode stands in kFrames; 0, the Handshake, for an opcode of none: decoding says what is
    // wrong with it.
    static constexpr auto kPlaces = [] {
        std::array<std::uint8_t, 256> places{};
        for (std::size_t i = 0; i < kWhole; ++i)
            places[Opcodes.value_of(kFrames[i].name).value()] = static_cast<std::uint8_t>(i);
        return places;
    }();

    static const FrameType& which(ByteView bytes) {
        if (bytes.size() <= kFlagsAt) return kFrames.front();
        const bool is_part = (bytes[kFlagsAt] & kContinuation) != 0;
        return kFrames[is_part ? kWhole : kPlaces[bytes[kOpcodeAt]]];
    }
    static std::unique_ptr<StreamReader> stream(const Context& context) {
        return std::make_unique<Stream>(context, Opcodes, &which);
    }
    static constexpr bool kConfirmsConsume = Opcodes.value_of(ConsumeOk::kName).has_value();
    static constexpr SessionType kSession = {
        .states = kSessionStates,
        .make =
            [](Side self, const Context& context) {
                return make_session(
                    {.opcodes = &Opcodes, .which = &which, .confirms_consume = kConfirmsConsume}, self, context);
            },
        .of_senders = kRulesOfSenders};
    static constexpr Variant variant(std::string_view name) {
        return {.name = name,
                .frames = kFrames,
                .stream = &stream,
                .session = &kSession,
                .encode_in_parts = &encode_in_parts,
                .which = &which};
    }
};

constexpr Variant kVariants[] = {
    Revision<kOpcodes42>::variant("42"),
    Revision<kOpcodesDocMain>::variant("doc-main"),
    Revision<kOpcodesDocDraft>::variant("doc-draft"),
};

}  // namespace

Protocol protocol() { return {.name = "fibp", .variants = kVariants}; }

}  // namespace wireproof::fibp
