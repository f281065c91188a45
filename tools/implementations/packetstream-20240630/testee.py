"""cs.packetstream as a testee: `Packet`, and the primitives of cs.binary, see README.md for the table."""

import sys

from cs.binary import BSData, BSSFloat, BSString, BSUInt
from cs.packetstream import Packet
from packet_service import VERSION
from wireproof_pipe import Fields, Testee, call, from_real

# What the package raises for bytes it does not take is EOFError for everything that ends too early, inside of a packet or
# behind it, and ValueError for bytes left over and for bad UTF-8: no class says which of wireproof's codes it is.


def decode_packet(data):
    packet = call(Packet.from_bytes, data)
    value = {"tag": str(packet.tag), "flags": str(packet.flags), "payload": packet.payload.hex()}
    if packet.channel != 0:
        value["channel"] = str(packet.channel)
    if packet.is_request:
        value["request_type"] = str(packet.rq_type)
    return value


def encode_packet(value):
    with Fields(value) as fields:
        members = {
            "tag": fields.integer("tag"), "flags": fields.integer("flags"), "channel": fields.integer("channel", 0),
            "payload": fields.bytes("payload"),
        }  # fmt: skip
        request_type = fields.integer("request_type", None)
    if request_type is not None:
        members["rq_type"] = request_type
    return call(lambda: bytes(Packet(is_request=request_type is not None, **members)))


def value_of(kind, data):
    return call(kind.from_bytes, data).value


def bytes_of(kind, value, read):
    with Fields(value) as fields:
        member = read(fields)("value")
    return call(lambda: bytes(kind(member)))


DECODE = {
    "packet": decode_packet,
    "bsuint": lambda data: {"value": str(value_of(BSUInt, data))},
    "bsdata": lambda data: {"value": value_of(BSData, data).hex()},
    "bsstring": lambda data: {"value": value_of(BSString, data)},
    "bssfloat": lambda data: {"value": from_real(value_of(BSSFloat, data))},
}
ENCODE = {
    "packet": encode_packet,
    "bsuint": lambda value: bytes_of(BSUInt, value, lambda fields: fields.integer),
    "bsdata": lambda value: bytes_of(BSData, value, lambda fields: fields.bytes),
    "bsstring": lambda value: bytes_of(BSString, value, lambda fields: fields.text),
    "bssfloat": lambda value: bytes_of(BSSFloat, value, lambda fields: fields.real),
}

if __name__ == "__main__":
    testee = Testee(
        name="packetstream", version=VERSION, protocol="packetstream", variant=VERSION, decode=DECODE, encode=ENCODE,
        max_in_flight=4,
    )  # fmt: skip
    sys.exit(testee.run())
