#include "conformance/flo/flo.hpp"

#include "conformance/flo/frames.hpp"

namespace wireproof::flo {
namespace {

constexpr wire::FrameType kFrames[] = {
    wire::frame_type<Request>("request", Side::client),
    wire::frame_type<Response>("response", Side::server),
    wire::frame_type<Options>("options"),
    wire::frame_type<ScanResponse>("scan_response"),
    wire::frame_type<HistoryResponse>("history_response"),
    wire::frame_type<DequeueResponse>("dequeue_response"),
    wire::frame_type<EnqueueResponse>("enqueue_response"),
    wire::frame_type<StreamAppendResponse>("stream_append_response"),
    wire::frame_type<StreamReadResponse>("stream_read_response"),
    wire::frame_type<StreamInfoResponse>("stream_info_response"),
    wire::frame_type<TaskAssignment>("task_assignment"),
    wire::frame_type<Seqs>("seqs"),
    wire::frame_type<GroupValue>("group_value"),
    wire::frame_type<GroupAckValue>("group_ack_value"),
    wire::frame_type<ActionRegisterValue>("action_register_value"),
    wire::frame_type<ActionInvokeValue>("action_invoke_value"),
    wire::frame_type<ListValue>("action_list_value"),
    wire::frame_type<WorkerRegisterValue>("worker_register_value"),
    wire::frame_type<WorkerAwaitValue>("worker_await_value"),
    wire::frame_type<WorkerTouchValue>("worker_touch_value"),
    wire::frame_type<WorkerCompleteValue>("worker_complete_value"),
    wire::frame_type<WorkerFailValue>("worker_fail_value"),
    wire::frame_type<ListValue>("worker_list_value"),
};

// Bytes of a client are requests, bytes of a server responses; a stream of unknown direction is taken for a client's.
std::unique_ptr<StreamReader> stream(const Context& context) {
    const bool from_server = context.direction == Side::server;
    return std::make_unique<FramedStream>(kFrames[from_server ? 1 : 0], context);
}

constexpr Variant kVariants[] = {{.name = "v1-24", .frames = kFrames, .stream = &stream}};

}  // namespace

Protocol protocol() { return {.name = "flo", .variants = kVariants}; }

}  // namespace wireproof::flo
