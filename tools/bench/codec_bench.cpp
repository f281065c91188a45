// How fast the described frames of Flo are, beside a decoder and an encoder written by hand for the same structs in the
// same run: a ratio says more than a time on a machine with neighbours. The hand-written code checks what the
// description checks (bounds, constants, limits, checksum) but knows no error places and no field names.
#include <benchmark/benchmark.h>

#include <cstring>

#include "conformance/flo/frames.hpp"
#include "conformance/wire/frame.hpp"

namespace {

using namespace wireproof;
using flo::Request;
using flo::Response;

// ---- by hand ------------------------------------------------------------------------------------------------------
template <class T>
T load(const std::uint8_t* from) {
    T value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

std::uint32_t crc_of(const std::uint8_t* frame, std::size_t size) {
    return libdeflate_crc32(libdeflate_crc32(0, frame, 16), frame + 20, size - 20);
}

// The header of both frames; false if anything is wrong.
bool hand_header(ByteView in, std::uint64_t limit) {
    if (in.size() < 24 || load<std::uint32_t>(in.data()) != flo::kMagic || in[20] != 1) return false;
    const auto size = load<std::uint32_t>(in.data() + 4);
    return size <= limit && in.size() == 24 + std::uint64_t{size} &&
           crc_of(in.data(), in.size()) == load<std::uint32_t>(in.data() + 16);
}

template <class Number>
bool hand_blob(const std::uint8_t*& at, const std::uint8_t* end, Bytes& out, std::uint64_t limit) {
    if (static_cast<std::size_t>(end - at) < sizeof(Number)) return false;
    const std::size_t size = load<Number>(at);
    at += sizeof(Number);
    if (size > limit || size > static_cast<std::size_t>(end - at)) return false;
    out.assign(at, at + size);
    at += size;
    return true;
}

bool hand_decode(ByteView in, Request& out) {
    if (!hand_header(in, flo::kMaxRequestPayload) || in[23] != 0) return false;
    out.request_id = load<std::uint64_t>(in.data() + 8);
    out.op = in[21];
    out.flags = in[22];
    out.reserved = 0;
    const auto* at = in.data() + 24;
    const auto* const end = in.data() + in.size();
    if (!hand_blob<std::uint16_t>(at, end, out.name_space, flo::kMaxNamespace) ||
        !hand_blob<std::uint16_t>(at, end, out.key, 65535) ||
        !hand_blob<std::uint32_t>(at, end, out.value, flo::kMaxValue) || end - at < 2 ||
        load<std::uint16_t>(at) != end - at - 2)
        return false;
    std::size_t count = 0;
    for (at += 2; at != end; ++count) {
        if (end - at < 2 || end - at - 2 < at[1]) return false;
        if (count == out.options.size()) out.options.emplace_back();
        out.options[count].tag = at[0];
        out.options[count].data.assign(at + 2, at + 2 + at[1]);
        at += 2 + at[1];
    }
    out.options.resize(count);
    return true;
}

bool hand_decode(ByteView in, Response& out) {
    if (!hand_header(in, wire::kNoLimit) || in[21] > 11) return false;
    out.request_id = load<std::uint64_t>(in.data() + 8);
    out.status = in[21];
    out.flags = in[22];
    out.reserved = in[23];
    out.payload.assign(in.begin() + 24, in.end());
    return true;
}

bool hand_decode(ByteView in, flo::DequeueResponse& out) {
    if (in.size() < 4) return false;
    const std::size_t count = load<std::uint32_t>(in.data());
    const auto* at = in.data() + 4;
    const auto* const end = in.data() + in.size();
    if (count > static_cast<std::size_t>(end - at) / 12) return false;
    out.messages.resize(count);
    for (auto& message : out.messages) {
        if (end - at < 8) return false;
        message.seq = load<std::uint64_t>(at);
        at += 8;
        if (!hand_blob<std::uint32_t>(at, end, message.payload, wire::kNoLimit)) return false;
    }
    return true;
}

bool hand_decode(ByteView in, flo::ScanResponse& out) {
    if (in.empty()) return false;
    out.has_more = in[0] != 0;
    const auto* at = in.data() + 1;
    const auto* const end = in.data() + in.size();
    if (!hand_blob<std::uint32_t>(at, end, out.cursor, wire::kNoLimit) || end - at < 4) return false;
    const std::size_t count = load<std::uint32_t>(at);
    at += 4;
    if (count > static_cast<std::size_t>(end - at) / 6) return false;
    out.entries.resize(count);
    for (auto& entry : out.entries)
        if (!hand_blob<std::uint16_t>(at, end, entry.key, 65535) ||
            !hand_blob<std::uint32_t>(at, end, entry.value, wire::kNoLimit))
            return false;
    return true;
}

// Measures first, writes once.
template <class Number>
std::uint8_t* store(std::uint8_t* to, Number value) {
    std::memcpy(to, &value, sizeof value);
    return to + sizeof value;
}
std::uint8_t* store(std::uint8_t* to, const Bytes& bytes) {
    if (!bytes.empty()) std::memcpy(to, bytes.data(), bytes.size());
    return to + bytes.size();
}

std::uint8_t* hand_header(std::uint8_t* to, std::size_t payload, std::uint64_t id, std::uint8_t kind) {
    to = store(to, flo::kMagic);
    to = store(to, static_cast<std::uint32_t>(payload));
    to = store(to, id);
    to = store(to, std::uint32_t{0});
    return store(to, std::uint32_t{1U | std::uint32_t{kind} << 8});
}
void hand_seal(std::uint8_t* frame, std::size_t size) { store(frame + 16, crc_of(frame, size)); }

bool hand_encode(const Request& in, Buffer& out) {
    std::size_t options = 0;
    for (const auto& option : in.options) {
        if (option.data.size() > 255) return false;
        options += 2 + option.data.size();
    }
    if (in.name_space.size() > flo::kMaxNamespace || in.key.size() > 65535 || in.value.size() > flo::kMaxValue ||
        options > 65535)
        return false;
    const auto payload = 10 + in.name_space.size() + in.key.size() + in.value.size() + options;
    auto* const frame = out.add(24 + payload);
    auto* to = hand_header(frame, payload, in.request_id, in.op);
    to = store(store(to, static_cast<std::uint16_t>(in.name_space.size())), in.name_space);
    to = store(store(to, static_cast<std::uint16_t>(in.key.size())), in.key);
    to = store(store(to, static_cast<std::uint32_t>(in.value.size())), in.value);
    to = store(to, static_cast<std::uint16_t>(options));
    for (const auto& option : in.options) {
        to = store(to, option.tag);
        to = store(store(to, static_cast<std::uint8_t>(option.data.size())), option.data);
    }
    hand_seal(frame, 24 + payload);
    return true;
}

bool hand_encode(const Response& in, Buffer& out) {
    if (in.status > 11) return false;
    auto* const frame = out.add(24 + in.payload.size());
    store(hand_header(frame, in.payload.size(), in.request_id, in.status), in.payload);
    hand_seal(frame, 24 + in.payload.size());
    return true;
}

// ---- the described frames -----------------------------------------------------------------------------------------
template <class Frame>
bool described_decode(ByteView in, Frame& out) {
    return wire::decode(in, out).ok();
}
template <class Frame>
bool described_encode(const Frame& in, Buffer& out) {
    return wire::encode(in, out).ok();
}

// ---- what is measured ---------------------------------------------------------------------------------------------
Bytes filled(std::size_t size) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i * 131 >> 3);
    return bytes;
}
Bytes named(std::string_view text) { return {text.begin(), text.end()}; }

Request request_of(std::size_t size) {
    Request request;
    request.request_id = 7;
    request.op = flo::op("KV_PUT");
    request.name_space = named("default");
    request.key = named("user:1");
    request.value = filled(size);
    return request;
}
Response response_of(std::size_t size) {
    Response response;
    response.request_id = 7;
    response.payload = filled(size);
    return response;
}
flo::DequeueResponse dequeue_of(std::size_t count) {
    flo::DequeueResponse body;
    for (std::size_t i = 0; i < count; ++i) body.messages.push_back({.seq = i, .payload = filled(64)});
    return body;
}
flo::ScanResponse scan_of(std::size_t count) {
    flo::ScanResponse body;
    for (std::size_t i = 0; i < count; ++i) body.entries.push_back({.key = filled(8), .value = filled(64)});
    return body;
}

template <class Frame>
Bytes wire_of(const Frame& frame) {
    Buffer out;
    if (!described_encode(frame, out)) std::abort();
    return out.bytes();
}

enum class Target : std::uint8_t { fresh, used };

// Both decoders are asked once whether they agree before anything is measured.
template <class Frame>
void decode_with(benchmark::State& state, const Bytes& in, bool (*decode)(ByteView, Frame&), Target target) {
    Frame frame;
    Buffer back;
    if (!decode(in, frame) || !described_encode(frame, back) || back.bytes() != in)
        return state.SkipWithError("does not decode its bytes");
    for (auto _ : state) {
        if (target == Target::fresh) {
            Frame fresh;
            benchmark::DoNotOptimize(decode(in, fresh));
        } else {
            benchmark::DoNotOptimize(decode(in, frame));
        }
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * in.size()));
}

template <class Frame>
void encode_with(benchmark::State& state, const Frame& frame, bool (*encode)(const Frame&, Buffer&)) {
    Buffer out;
    if (!encode(frame, out) || out.bytes() != wire_of(frame)) return state.SkipWithError("does not encode its bytes");
    for (auto _ : state) {
        out.clear();
        benchmark::DoNotOptimize(encode(frame, out));
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * out.size()));
}

template <class Frame>
void add_decodes(const std::string& name, const Frame& frame) {
    const auto wire = wire_of(frame);
    const auto add = [&](const char* who, bool (*decode)(ByteView, Frame&), Target target) {
        benchmark::RegisterBenchmark(("decode " + name + who).c_str(),
                                     [=](benchmark::State& state) { decode_with<Frame>(state, wire, decode, target); });
    };
    add(" | hand-written", &hand_decode, Target::fresh);
    add(" | described", &described_decode<Frame>, Target::fresh);
    add(" | hand-written, used frame", &hand_decode, Target::used);
    add(" | described, used frame", &described_decode<Frame>, Target::used);
}
template <class Frame>
void add_encodes(const std::string& name, const Frame& frame) {
    const auto add = [&](const char* who, bool (*encode)(const Frame&, Buffer&)) {
        benchmark::RegisterBenchmark(("encode " + name + who).c_str(),
                                     [=](benchmark::State& state) { encode_with<Frame>(state, frame, encode); });
    };
    add(" | hand-written", &hand_encode);
    add(" | described", &described_encode<Frame>);
}

void add_floors(const std::string& name, std::size_t size) {
    benchmark::RegisterBenchmark(("floor crc32 " + name).c_str(), [size](benchmark::State& state) {
        const auto bytes = filled(size);
        for (auto _ : state) benchmark::DoNotOptimize(libdeflate_crc32(0, bytes.data(), bytes.size()));
    });
    benchmark::RegisterBenchmark(("floor memcpy " + name).c_str(), [size](benchmark::State& state) {
        const auto bytes = filled(size);
        Bytes to(size);
        for (auto _ : state) {
            std::memcpy(to.data(), bytes.data(), size);
            benchmark::ClobberMemory();
        }
    });
}

}  // namespace

int main(int argc, char** argv) {
    for (const auto& [name, size] :
         {std::pair{"64 B", std::size_t{64}}, {"1 KiB", std::size_t{1024}}, {"1 MiB", std::size_t{1} << 20}}) {
        add_floors(name, size);
        add_decodes(std::string("request ") + name, request_of(size));
        add_encodes(std::string("request ") + name, request_of(size));
        add_decodes(std::string("response ") + name, response_of(size));
        add_encodes(std::string("response ") + name, response_of(size));
    }
    add_decodes("dequeue 100 x 64 B", dequeue_of(100));
    add_decodes("scan 100 x 72 B", scan_of(100));
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
