"""haystack-py 0.1.10 as a testee: `hs_py.ws_codec`, and `decode_grid` of `hs_py.encoding.json`; see README.md for the table."""

import lzma
import struct
import sys
import zlib

from hs_py import ws_codec
from hs_py.encoding.json import decode_grid
from wireproof_pipe import Fields, Refused, Testee, Unsupported, call, to_text

# ValueError stands for everything from a short frame to a gap between chunks: a refusal without a code.
DECODE_CODES = {zlib.error: "bad_compression", lzma.LZMAError: "bad_compression"}
ENCODE_CODES = {ValueError: "unencodable", struct.error: "unencodable"}
ALGORITHMS = {"zlib": ws_codec.COMP_ZLIB, "lzma": ws_codec.COMP_LZMA}
FLAGS_OF_FORM = ws_codec.FLAG_COMPRESSED | ws_codec.FLAG_CHUNKED  # a value says these by `compression` and `chunk`
MOST_FILLING = 1 << 24


class Watched:
    """A function of the package in its place, which also remembers what it was given and gave."""

    def __init__(self, name):
        self.function, self.seen = getattr(ws_codec, name), None
        setattr(ws_codec, name, self)

    def __call__(self, *args):
        result = self.function(*args)
        self.seen = args, result
        return result

    def forget(self):
        self.seen = None


# The package reads the algorithm and the chunk header, and hands out neither.
decompress_payload = Watched("decompress_payload")
decode_chunk_header = Watched("_decode_chunk_header")


# ---- decode ----------------------------------------------------------------------------------------------------------


def decode_frame(data):
    decompress_payload.forget()
    decode_chunk_header.forget()
    flags, req_id, op, payload = call(ws_codec.decode_binary_frame, data, codes=DECODE_CODES)
    value = {"flags": flags & ~FLAGS_OF_FORM, "req_id": req_id, "op": op}
    if flags & ws_codec.FLAG_CHUNKED:
        payload, value["chunk"] = read_chunk(flags, req_id, op, payload)
    if decompress_payload.seen:
        (_, algorithm), _ = decompress_payload.seen
        value["compression"] = next(name for name, number in ALGORITHMS.items() if number == algorithm)
    value["payload"] = payload.hex()
    return value


def read_chunk(flags, req_id, op, body):
    """A chunk as an assembler reads it. An error that comes when the chunk has been read is one of the sequence."""
    try:
        call(ws_codec.ChunkAssembler().feed, flags, req_id, op, body, codes=DECODE_CODES)
    except Refused:
        if not (decompress_payload if flags & ws_codec.FLAG_COMPRESSED else decode_chunk_header).seen:
            raise
    _, (index, total, payload) = decode_chunk_header.seen
    if decompress_payload.seen:
        _, payload = decompress_payload.seen
    return payload, {"index": index, "total": total}


def decode_chunk_sequence(messages):
    assembler, joined = ws_codec.ChunkAssembler(), None
    for message in messages:
        flags, req_id, op, body = call(ws_codec.decode_binary_frame, message, codes=DECODE_CODES)
        if joined is not None or not flags & ws_codec.FLAG_CHUNKED:
            raise Refused("the package joined other messages than these")
        joined = call(assembler.feed, flags, req_id, op, body, codes=DECODE_CODES)
    if joined is None or assembler.pending_count:
        raise Refused(f"the assembler waits for more ({assembler.pending_count} pending)")
    return {"flags": flags & ~FLAGS_OF_FORM, "req_id": req_id, "op": op, "payload": joined.hex()}


def read_grid(data):
    call(decode_grid, data)
    return {"text": data.decode()}


# ---- encode ----------------------------------------------------------------------------------------------------------


def to_algorithm(item, path):
    if isinstance(item, str) and item not in ALGORITHMS:
        raise Unsupported(f"{path}: the package has no name for {item}")
    return ALGORITHMS.get(item, item)


def to_place(item, path):
    with Fields(item) as fields:
        return fields.integer("index"), fields.integer("total")


def encode_frame(value):
    with Fields(value) as fields:
        flags, req_id = fields.integer("flags", 0), fields.integer("req_id")
        op, payload = fields.take("op", lambda item, path: item), fields.bytes("payload")
        compression, place = fields.take("compression", to_algorithm, None), fields.take("chunk", to_place, None)
    if place is not None:
        return encode_chunk(flags, req_id, op, payload, compression, *place)
    opcode = call(ws_codec._require_opcode, op, codes=ENCODE_CODES)
    return call(ws_codec._encode_payload, flags, req_id, opcode, payload, compression, threshold=0, codes=ENCODE_CODES)


def encode_chunk(flags, req_id, op, payload, compression, index, total):
    """The package writes the chunks of a whole message: this one stands in it between chunks of zeros."""
    size = len(payload) or 1
    if not 0 <= index < total or total * size > MOST_FILLING or not payload and total > 1:
        raise Unsupported(f"chunk: the package writes no message in which {len(payload)} bytes are {index} of {total}")
    message = bytes(index * size) + payload + bytes((total - 1 - index) * size)
    return encode_chunks(flags, req_id, op, message, compression, size)[index]


def encode_chunk_sequence(value, chunk_size=ws_codec.CHUNK_SIZE):
    with Fields(value) as fields:
        flags, req_id, op = fields.integer("flags", 0), fields.integer("req_id"), fields.take("op", to_text)
        payload, compression = fields.bytes("payload"), fields.take("compression", to_algorithm, None)
    return encode_chunks(flags, req_id, op, payload, compression, chunk_size)


def encode_chunks(flags, req_id, op, payload, compression, chunk_size):
    return call(
        ws_codec.encode_chunked_frames, flags, req_id, op, payload, compression=compression, chunk_size=chunk_size,
        codes=ENCODE_CODES,
    )  # fmt: skip


if __name__ == "__main__":
    testee = Testee(
        name="haystack-py", version="0.1.10", protocol="haystack", variant="v2", max_in_flight=4,
        decode={"frame": decode_frame, "chunk_sequence": decode_chunk_sequence, "grid": read_grid},
        encode={"frame": encode_frame, "chunk_sequence": encode_chunk_sequence},
    )  # fmt: skip
    sys.exit(testee.run())
