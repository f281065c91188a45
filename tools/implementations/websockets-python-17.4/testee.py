"""websockets 17.4 as a testee: `Frame` of its sans-io layer, see README.md for the table."""

import sys

from websockets import frames
from websockets.exceptions import PayloadTooBig, ProtocolError
from websockets.frames import Frame, Opcode
from websockets.streams import StreamReader
from wireproof_pipe import Answer, Fields, Testee, Unsupported, call

OPCODES = {
    "continuation": Opcode.CONT, "text": Opcode.TEXT, "binary": Opcode.BINARY, "close": Opcode.CLOSE, "ping": Opcode.PING,
    "pong": Opcode.PONG,
}  # fmt: skip
NAMES = {opcode: name for name, opcode in OPCODES.items()}
CODES = {EOFError: "truncated", PayloadTooBig: "too_large"}  # ProtocolError is raised for everything else


class FixedMask:
    """In the place of the module `secrets` that the package takes its masks from: the mask of the value to encode."""

    mask = b""

    def token_bytes(self, size):
        return self.mask[:size]


frames.secrets = FixedMask()


def parse(data, mask):
    """The frame, every piece that the parser asked for, and how many bytes it left."""
    reader, pieces = StreamReader(), []
    reader.feed_data(data)
    reader.feed_eof()

    def read_exact(size):
        piece = yield from reader.read_exact(size)
        pieces.append(bytes(piece))
        return piece

    def run():
        try:
            next(Frame.parse(read_exact, mask=mask))
        except StopIteration as end:
            return end.value
        raise AssertionError("the parser waits for bytes behind the end")

    return run(), pieces, len(reader.buffer)


def parse_either(data):
    """The parser is told whether a mask has to be there: it is tried both ways."""
    try:
        return parse(data, mask=False)
    except ProtocolError as error:
        if str(error) != "incorrect masking":
            raise
    return parse(data, mask=True)


def decode_frame(data):
    frame, pieces, left = call(parse_either, data, codes=CODES)
    value = {
        "fin": frame.fin, "rsv": frame.rsv1 << 2 | frame.rsv2 << 1 | frame.rsv3, "opcode": NAMES[frame.opcode],
        "payload": bytes(frame.data).hex(),
    }  # fmt: skip
    if pieces[0][1] & 0x80:  # then the parser read four bytes of mask before the payload, which the frame does not keep
        value["mask"] = pieces[-2].hex()
    return Answer(value=value, consumed=len(data) - left)


def opcode_of(item, path):
    return OPCODES[item] if item in OPCODES else call(Opcode, item)


def encode_frame(value):
    with Fields(value) as fields:
        fin, rsv, data = fields.boolean("fin"), fields.integer("rsv"), fields.bytes("payload")
        opcode, mask = fields.take("opcode", opcode_of), fields.bytes("mask", None)
    if not 0 <= rsv <= 7:
        raise Unsupported("three bits are three parameters")
    if mask is not None and len(mask) != 4:
        raise Unsupported("the package asks its source of masks for four bytes")
    frames.secrets.mask = mask
    frame = Frame(opcode, data, fin, bool(rsv & 4), bool(rsv & 2), bool(rsv & 1))
    return call(frame.serialize, mask=mask is not None)


if __name__ == "__main__":
    testee = Testee(
        name="websockets", version="17.4", protocol="websocket", variant="rfc6455", decode={"frame": decode_frame},
        encode={"frame": encode_frame}, profiles=("compat", "strict"), max_in_flight=4,
    )  # fmt: skip
    sys.exit(testee.run())
