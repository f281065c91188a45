"""flo-python 0.1.2 as a testee. It speaks the variant v2-32-table, which no vector is written in yet: see README.md."""

import sys

import flo_wire
from flo import kv_body, types
from wireproof_pipe import Testee, Unsupported, to_enum


def encode_request(value):
    """A table op has a schema body where other ops have value and options: FIELDS has no form for it."""
    op_code = to_enum(value.get("op"), "op", types.OpCode)
    if kv_body.is_table_op(op_code):
        raise Unsupported(f"op {value['op']}: a table op of this variant, its body has fields of its own")
    return flo_wire.encode_request(value)


if __name__ == "__main__":
    testee = Testee(
        name="flo-python",
        version="0.1.2",
        protocol="flo",
        variant="v2-32-table",
        decode=flo_wire.functions("decode_", vars(flo_wire)),
        encode=flo_wire.functions("encode_", vars(flo_wire), globals()),
    )
    sys.exit(testee.run())
