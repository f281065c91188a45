"""The frames whose functions in `flo.wire` are called alike in every release, and the errors they name.

Shared by the adapters of all versions of flo-python: another version's folder has a link to this file.
"""

from flo import exceptions, types, wire
from wireproof_pipe import Fields, call, enum_name, to_integer, to_text

# The classes that the wire functions are documented to raise. ValueError, struct.error and UnicodeDecodeError also come
# out of them, undocumented: those are refusals without a code.
DECODE_CODES = {
    exceptions.IncompleteResponseError: "truncated",
    exceptions.InvalidMagicError: "bad_magic",
    getattr(exceptions, "UnsupportedVersionError", None) or exceptions.TableMismatchError: "bad_version",
    exceptions.InvalidChecksumError: "bad_checksum",
}
ENCODE_CODES = {exceptions.ValidationError: "unencodable"}


def parse(function, data):
    return call(function, data, codes=DECODE_CODES)


def serialize(function, *args, **kwargs):
    return call(function, *args, codes=ENCODE_CODES, **kwargs)


# ---- decode ----------------------------------------------------------------------------------------------------------


def decode_response(data):
    response = parse(wire.parse_response, data)
    # The package gives out neither flags nor reserved: they are left out, not said to be 0.
    return {
        "request_id": str(response.request_id),
        "status": enum_name(response.status),
        "payload": response.data.hex(),
    }


def decode_options(data):
    options = call(lambda: list(wire.OptionsIterator(data)))
    return {"options": [{"tag": enum_name(option.tag), "data": option.data.hex()} for option in options]}


def decode_enqueue_response(data):
    return {"seq": str(parse(wire.parse_enqueue_response, data))}


def decode_stream_append_response(data):
    result = parse(wire.parse_stream_append_response, data)
    return {"sequence": str(result.sequence), "timestamp_ms": str(result.timestamp_ms)}


# ---- encode ----------------------------------------------------------------------------------------------------------


def to_option(item, path):
    with Fields(item) as fields:
        return fields.enum("tag", types.OptionTag), fields.bytes("data")


def build_options(options):
    builder = wire.OptionsBuilder()
    for tag, data in options:
        serialize(builder.add_bytes, tag, data)
    return serialize(builder.build)


def encode_request(value):
    with Fields(value) as fields:
        request_id = fields.integer("request_id")
        op_code = fields.enum("op", types.OpCode)
        namespace, key, body = (fields.bytes(name) for name in ("namespace", "key", "value"))
        options = fields.list("options", to_option)
        fields.only("flags", 0)
        fields.only("reserved", 0)
    return serialize(wire.serialize_request, request_id, op_code, namespace, key, body, build_options(options))


def encode_options(value):
    with Fields(value) as fields:
        options = fields.list("options", to_option)
    return build_options(options)


def encode_seqs(value):
    with Fields(value) as fields:
        seqs = fields.list("seqs", to_integer)
    return serialize(wire.serialize_seqs, seqs)


def encode_group_value(value):
    with Fields(value) as fields:
        group, consumer = fields.text("group"), fields.text("consumer")
    return serialize(wire.serialize_group_value, group, consumer)


def encode_action_list_value(value):
    with Fields(value) as fields:
        limit = fields.integer("limit")
    return serialize(wire.serialize_action_list_value, limit)


def encode_worker_await_value(value):
    with Fields(value) as fields:
        task_types = fields.list("task_types", to_text)
    return serialize(wire.serialize_worker_await_value, task_types)


def functions(prefix, *namespaces):
    """The functions so named in the namespaces given, by the frame that the rest of the name is."""
    found = {name: item for names in namespaces for name, item in names.items()}
    return {name.removeprefix(prefix): item for name, item in found.items() if name.startswith(prefix)}
