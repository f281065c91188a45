#include "harness/peers/flo/stream.hpp"

#include <algorithm>

namespace wireproof::peers::flo {
namespace {

constexpr std::uint32_t kDefaultCount = 100;

std::optional<StreamId> position(const Operation& operation, std::uint8_t tag) {
    const auto* const option = find(operation.request.options, tag);
    if (option == nullptr) return std::nullopt;
    const auto id = wire::decode<StreamId>(option->data);
    return id ? std::optional(*id) : std::nullopt;
}

auto place(const StreamRecord& record) {
    return std::pair(static_cast<std::uint64_t>(record.timestamp_ms), record.sequence);
}
auto place(const StreamId& id) { return std::pair(id.timestamp_ms, id.sequence); }

std::uint64_t bytes_of(const std::vector<StreamRecord>& records) {
    std::uint64_t bytes = 0;
    for (const auto& record : records) bytes += record.payload.size();
    return bytes;
}

}  // namespace

std::uint64_t Streams::last_sequence(const Name& name) const {
    const auto it = streams_.find(name);
    return it == streams_.end() ? 0 : it->second.last_sequence;
}

Answer Streams::append(const Operation& operation) {
    auto& stream = streams_[name_of(operation.request)];
    const auto sequence = ++stream.last_sequence;
    stream.records.push_back({.sequence = sequence,
                              .timestamp_ms = operation.wall_ms,
                              .key = std::nullopt,
                              .payload = operation.request.value});
    return ok(body(StreamAppendResponse{.sequence = sequence, .timestamp_ms = operation.wall_ms}));
}

Answer Streams::read(const Operation& operation, std::uint64_t tail_from) {
    const auto start = position(operation, tag("STREAM_START"));
    const auto end = position(operation, tag("STREAM_END"));
    const bool tail = operation.has(tag("STREAM_TAIL"));
    StreamReadResponse response;
    if (operation.option_or(tag("PARTITION"), 0) == 0) {
        for (const auto& record : streams_[name_of(operation.request)].records) {
            if ((tail && record.sequence <= tail_from) || (start && place(record) < place(*start)) ||
                (end && place(record) > place(*end)))
                continue;
            if (response.records.size() == operation.option_or(tag("COUNT"), kDefaultCount)) break;
            response.records.push_back(record);
        }
    }
    if (response.records.empty() && operation.waits()) return std::nullopt;
    return ok(body(response));
}

Answer Streams::info(const Operation& operation) {
    const auto it = streams_.find(name_of(operation.request));
    if (it == streams_.end()) return not_found("no such stream");
    const auto& [last, records, groups] = it->second;
    return ok(body(StreamInfoResponse{.first_seq = records.empty() ? 0 : records.front().sequence,
                                      .last_seq = last,
                                      .count = records.size(),
                                      .bytes = bytes_of(records)}));
}

Answer Streams::trim(const Operation& operation) {
    const auto it = streams_.find(name_of(operation.request));
    if (it == streams_.end()) return not_found("no such stream");
    auto kept = it->second.records;
    const auto count = operation.option(u64le, tag("RETENTION_COUNT"));
    const auto age = operation.option(u64le, tag("RETENTION_AGE"));
    const auto bytes = operation.option(u64le, tag("RETENTION_BYTES"));
    const auto too_old = [&](const StreamRecord& record) {
        return static_cast<std::uint64_t>(operation.wall_ms - record.timestamp_ms) / 1000 > *age;
    };
    while (!kept.empty() &&
           ((count && kept.size() > *count) || (age && too_old(kept.front())) || (bytes && bytes_of(kept) > *bytes)))
        kept.erase(kept.begin());
    if (!operation.has(tag("DRY_RUN"))) it->second.records = std::move(kept);
    return ok();
}

Answer Streams::join(const Operation& operation) {
    const auto value = wire::decode<GroupValue>(operation.request.value);
    if (!value) return bad_request(describe(value.error()));
    streams_[name_of(operation.request)].groups[value->group].members.insert(value->consumer);
    return ok();
}

Answer Streams::leave(const Operation& operation) {
    const auto value = wire::decode<GroupValue>(operation.request.value);
    if (!value) return bad_request(describe(value.error()));
    auto& groups = streams_[name_of(operation.request)].groups;
    const auto it = groups.find(value->group);
    if (it == groups.end() || it->second.members.erase(value->consumer) == 0) return not_found("no such consumer");
    std::erase_if(it->second.pending, [&](const auto& entry) {
        if (entry.second != value->consumer) return false;
        it->second.returned.insert(entry.first);
        return true;
    });
    return ok();
}

Answer Streams::group_read(const Operation& operation) {
    const auto value = wire::decode<GroupValue>(operation.request.value);
    if (!value) return bad_request(describe(value.error()));
    auto& stream = streams_[name_of(operation.request)];
    const auto it = stream.groups.find(value->group);
    if (it == stream.groups.end() || !it->second.members.contains(value->consumer))
        return not_found("no such consumer");
    auto& group = it->second;
    StreamReadResponse response;
    for (const auto& record : stream.records)
        if ((record.sequence > group.handed_out || group.returned.contains(record.sequence)) &&
            response.records.size() < operation.option_or(tag("COUNT"), kDefaultCount))
            response.records.push_back(record);
    if (response.records.empty() && operation.waits()) return std::nullopt;
    for (const auto& record : response.records) {
        group.pending[record.sequence] = value->consumer;
        group.returned.erase(record.sequence);
        group.handed_out = std::max(group.handed_out, record.sequence);
    }
    return ok(body(response));
}

Answer Streams::group_ack(const Operation& operation) {
    const auto value = wire::decode<GroupAckValue>(operation.request.value);
    if (!value) return bad_request(describe(value.error()));
    auto& groups = streams_[name_of(operation.request)].groups;
    const auto it = groups.find(value->group);
    if (it == groups.end()) return not_found("no such group");
    for (const auto seq : value->seqs)
        if (!it->second.pending.contains(seq)) return not_found("not pending");
    for (const auto seq : value->seqs) it->second.pending.erase(seq);
    return ok();
}

}  // namespace wireproof::peers::flo
