#include "conformance/haystack/compression.hpp"

#include <lzma.h>
#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

namespace wireproof::haystack {
namespace {

// Both libraries are used in the same way: a stream takes some input, gives some output and says how it stands.
struct Step {
    enum class State : std::uint8_t { goes_on, ended, wrong };
    State state;
    std::size_t taken;
    std::size_t given;
};

// ---- zlib ---------------------------------------------------------------------------------------------------------
constexpr int kWindowBits = 15;
constexpr int kMemoryLevel = 8;
constexpr int kZlibLevel = 1;

// The counts of zlib have 32 bits.
uInt zlib_size(std::size_t size) {
    return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
}
// zlib's interface knows no const; it does not write to its input.
Bytef* zlib_input(ByteView in) { return const_cast<Bytef*>(in.data()); }

Step stepped(const z_stream& stream, Step::State state, std::size_t in_before, std::size_t out_before) {
    return {state, in_before - stream.avail_in, out_before - stream.avail_out};
}

class Inflater {
public:
    Inflater() {
        if (inflateInit2(&stream_, kWindowBits) != Z_OK) throw std::bad_alloc();
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    ~Inflater() { inflateEnd(&stream_); }

    void restart() { inflateReset(&stream_); }
    Step run(ByteView in, std::span<std::uint8_t> out) {
        const auto in_size = zlib_size(in.size());
        const auto out_size = zlib_size(out.size());
        stream_.next_in = zlib_input(in);
        stream_.avail_in = in_size;
        stream_.next_out = out.data();
        stream_.avail_out = out_size;
        const auto result = inflate(&stream_, Z_NO_FLUSH);
        if (result == Z_MEM_ERROR) throw std::bad_alloc();
        const auto state = result == Z_STREAM_END                    ? Step::State::ended
                           : result == Z_OK || result == Z_BUF_ERROR ? Step::State::goes_on
                                                                     : Step::State::wrong;
        return stepped(stream_, state, in_size, out_size);
    }

private:
    z_stream stream_{};
};

class Deflater {
public:
    Deflater() {
        if (deflateInit2(&stream_, kZlibLevel, Z_DEFLATED, kWindowBits, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::bad_alloc();
    }
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;
    ~Deflater() { deflateEnd(&stream_); }

    void restart() { deflateReset(&stream_); }
    Step run(ByteView in, std::span<std::uint8_t> out) {
        const auto in_size = zlib_size(in.size());
        const auto out_size = zlib_size(out.size());
        stream_.next_in = zlib_input(in);
        stream_.avail_in = in_size;
        stream_.next_out = out.data();
        stream_.avail_out = out_size;
        const auto result = deflate(&stream_, in_size == in.size() ? Z_FINISH : Z_NO_FLUSH);
        return stepped(stream_, result == Z_STREAM_END ? Step::State::ended : Step::State::goes_on, in_size, out_size);
    }

private:
    z_stream stream_{};
};

// ---- liblzma ------------------------------------------------------------------------------------------------------
class LzmaStream {
public:
    LzmaStream(const LzmaStream&) = delete;
    LzmaStream& operator=(const LzmaStream&) = delete;

protected:
    LzmaStream() {
        lzma_lzma_preset(&options_, 0);
        filters_[0] = {LZMA_FILTER_LZMA2, &options_};
        filters_[1] = {LZMA_VLI_UNKNOWN, nullptr};
    }
    ~LzmaStream() { lzma_end(&stream_); }

    static void started(lzma_ret result) {
        if (result != LZMA_OK) throw std::bad_alloc();
    }
    Step run(ByteView in, std::span<std::uint8_t> out, lzma_action action) {
        stream_.next_in = in.data();
        stream_.avail_in = in.size();
        stream_.next_out = out.data();
        stream_.avail_out = out.size();
        const auto result = lzma_code(&stream_, action);
        if (result == LZMA_MEM_ERROR) throw std::bad_alloc();
        const auto state = result == LZMA_STREAM_END                       ? Step::State::ended
                           : result == LZMA_OK || result == LZMA_BUF_ERROR ? Step::State::goes_on
                                                                           : Step::State::wrong;
        return {state, in.size() - stream_.avail_in, out.size() - stream_.avail_out};
    }

    lzma_stream stream_ = LZMA_STREAM_INIT;
    lzma_options_lzma options_{};
    lzma_filter filters_[2];
};

class LzmaDecoder : LzmaStream {
public:
    // A stream that starts anew keeps its memory.
    void restart() { started(lzma_raw_decoder(&stream_, filters_)); }
    Step run(ByteView in, std::span<std::uint8_t> out) { return LzmaStream::run(in, out, LZMA_RUN); }
};

class LzmaEncoder : LzmaStream {
public:
    void restart() { started(lzma_raw_encoder(&stream_, filters_)); }
    Step run(ByteView in, std::span<std::uint8_t> out) { return LzmaStream::run(in, out, LZMA_FINISH); }
};

// A coder is large and soon made new, so each thread keeps its own.
template <class Coder>
Coder& coder() {
    thread_local Coder kept;
    return kept;
}

// ---- unfolding ----------------------------------------------------------------------------------------------------
// Output: bytes that grow as they are written, up to one over the limit, which shows that there are more.
class Output {
public:
    Output(Bytes& out, std::size_t limit) : out_(out), most_(limit == kUnlimited ? limit : limit + 1) { out_.clear(); }

    std::span<std::uint8_t> room() {
        if (out_.size() == used_) grow();
        return std::span(out_).subspan(used_);
    }
    void used(std::size_t n) { used_ += n; }
    [[nodiscard]] std::size_t size() const { return used_; }
    void back_to(std::size_t size) { used_ = size; }
    [[nodiscard]] bool over() const { return used_ == most_ && most_ != kUnlimited; }
    void finish() { out_.resize(used_); }

private:
    static constexpr std::size_t kUnlimited = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t kFirst = 1024;

    void grow() {
        // A last small step would have nearly all of it twice.
        const auto doubled = std::max(kFirst, 2 * out_.size());
        const auto size = doubled >= most_ || most_ - doubled < out_.size() ? most_ : doubled;
        out_.reserve(size);  // just so many: resize would ask for more
        out_.resize(size);
    }

    Bytes& out_;
    std::size_t most_;
    std::size_t used_ = 0;
};

constexpr Unfolded wrong(std::string_view why) { return {.code = Errc::bad_compression, .detail = why}; }
constexpr Unfolded ends_early() {
    return {.code = Errc::bad_compression, .detail = "ends before its stream does", .more_could_help = true};
}
constexpr Unfolded over_limit() { return {.code = Errc::too_large, .detail = "unfolds to more than the limit"}; }

// run_stream unfolds one stream, which begins with `in`; its size, or what is wrong with it.
template <class Coder>
Unfolded run_stream(Coder& coder, ByteView in, Output& out) {
    coder.restart();
    std::size_t at = 0;
    for (;;) {
        const auto step = coder.run(in.subspan(at), out.room());
        at += step.taken;
        out.used(step.given);
        if (step.state == Step::State::wrong) return wrong("is no stream of its algorithm");
        if (out.over()) return over_limit();
        if (step.state == Step::State::ended) return {.first_size = at};
        if (step.taken == 0 && step.given == 0) return ends_early();
    }
}

Unfolded unfold_zlib(ByteView folded, Output& out) { return run_stream(coder<Inflater>(), folded, out); }

// The peer's loop, Python's lzma.decompress: what follows a stream is another one, until one is wrong.
Unfolded unfold_lzma(ByteView folded, Behind behind, Output& out) {
    constexpr std::uint8_t kEndOfStream = 0;
    auto& decoder = coder<LzmaDecoder>();
    const auto first = run_stream(decoder, folded, out);
    if (first.code != Errc::ok || behind == Behind::untouched) return first;
    for (auto rest = folded.subspan(first.first_size); !rest.empty();) {
        if (rest.front() == kEndOfStream) {  // an empty stream, and there may be millions of them
            rest = rest.subspan(1);
            continue;
        }
        const auto before = out.size();
        const auto next = run_stream(decoder, rest, out);
        if (next.code == Errc::bad_compression && !next.more_could_help) {
            out.back_to(before);
            break;
        }
        if (next.code != Errc::ok) return next;
        rest = rest.subspan(next.first_size);
    }
    return first;
}

}  // namespace

Unfolded unfold(Algorithm algorithm, ByteView folded, std::uint64_t limit, Behind behind, Bytes& out) {
    Output output(out, static_cast<std::size_t>(limit));
    const auto unfolded =
        algorithm == Algorithm::zlib ? unfold_zlib(folded, output) : unfold_lzma(folded, behind, output);
    output.finish();
    return unfolded;
}

namespace {

template <class Coder>
Bytes run_fold(Coder& coder, ByteView plain) {
    coder.restart();
    Bytes folded;
    Output out(folded, std::numeric_limits<std::size_t>::max());
    for (std::size_t at = 0;;) {
        const auto step = coder.run(plain.subspan(at), out.room());
        at += step.taken;
        out.used(step.given);
        if (step.state == Step::State::ended) break;
    }
    out.finish();
    return folded;
}

}  // namespace

Bytes fold(Algorithm algorithm, ByteView plain) {
    return algorithm == Algorithm::zlib ? run_fold(coder<Deflater>(), plain) : run_fold(coder<LzmaEncoder>(), plain);
}

}  // namespace wireproof::haystack
