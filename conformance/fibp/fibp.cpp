#include "conformance/fibp/fibp.hpp"

#include "conformance/fibp/admin.hpp"
#include "conformance/fibp/frame.hpp"
#include "conformance/fibp/messages.hpp"

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
        out[n] = frame_type<Chunk<Opcodes>>(Chunk<Opcodes>::kName);
        return out;
    }
    static constexpr auto kFrames = make(AllBodies{});
    static_assert(kFrames[kWhole - 1].make != nullptr, "an opcode has no body of its name");
};

constexpr Variant kVariants[] = {
    {.name = "42", .frames = Revision<kOpcodes42>::kFrames, .stream = nullptr},
    {.name = "doc-main", .frames = Revision<kOpcodesDocMain>::kFrames, .stream = nullptr},
    {.name = "doc-draft", .frames = Revision<kOpcodesDocDraft>::kFrames, .stream = nullptr},
};

}  // namespace

Protocol protocol() { return {.name = "fibp", .variants = kVariants}; }

}  // namespace wireproof::fibp
