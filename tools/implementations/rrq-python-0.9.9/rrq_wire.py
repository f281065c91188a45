"""The codec of the package rrq behind wireproof's pipe, alike in every release: `rrq.protocol` reads and writes frames,
and the models of the runner say what their members are. A runner does both with each frame, so both are the codec.

Shared by the adapters of all versions: another version's folder has a link to this file.
"""

import asyncio
import math

import pydantic
from rrq import protocol, runner, runner_runtime
from wireproof_pipe import Answer, Refused, Testee, Unsupported, call

MODELS = {"request": runner.ExecutionRequest, "response": runner.ExecutionOutcome, "cancel": runner_runtime.CancelRequest}

# Everything else is a ValueError and a refusal without a code: the package's own is one class for a wrong type and for a length
# out of range, and those of json may come from a length that cut the body.
CODES = {asyncio.IncompleteReadError: "truncated", pydantic.ValidationError: "bad_value"}
NOT_FINITE = {"nan": float("nan"), "inf": float("inf"), "-inf": float("-inf")}

loop = asyncio.new_event_loop()


def typed(message):
    """What a runner makes of a message, as frame and value."""
    frame, payload = message
    model = call(MODELS[frame].model_validate, payload, codes=CODES)
    value = call(model.model_dump, mode="json")
    seconds = value.get("retry_after_seconds")
    if seconds is not None and not math.isfinite(seconds):
        value["retry_after_seconds"] = str(seconds)
    return {"frame": frame, "value": printable(value)}


def printable(item):
    """What no reply can carry, as something else: U+FFFD for text that is no Unicode, text for an integer beyond all doubles."""
    if isinstance(item, str):
        return item.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(item, int) and abs(item) >> 1023:
        return str(item)
    if isinstance(item, dict):
        return {printable(key): printable(entry) for key, entry in item.items()}
    return [printable(entry) for entry in item] if isinstance(item, list) else item


# ---- decode ----------------------------------------------------------------------------------------------------------


def decode(data):
    """One frame. All bytes are there, so the coroutine never waits and needs no turn of the loop."""
    try:
        decode_one(data).send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("read_message waits although the stream has ended")


async def decode_one(data):
    reader = asyncio.StreamReader(loop=loop)
    reader.feed_data(data)
    reader.feed_eof()
    message = await called(protocol.read_message(reader))
    if message is None:
        raise Refused("read_message returned None: the stream ended before a frame")
    return Answer(typed(message), consumed=len(data) - len(await reader.read()))


async def called(awaitable):
    """`call` for a coroutine. A RecursionError is how json.loads refuses a deep document, no crash: a runner closes the
    connection as for any other."""
    try:
        return await awaitable
    except Exception as error:
        code = next((code for kind, code in CODES.items() if isinstance(error, kind)), None)
        raise Refused(f"{type(error).__name__}: {error}", code) from error


def decode_stream(segments):
    return loop.run_until_complete(decode_segments(segments))


async def decode_segments(segments):
    reader, frames = asyncio.StreamReader(), []
    reading = asyncio.ensure_future(read_all(reader, frames))
    for segment in segments:
        reader.feed_data(segment)
        await asyncio.sleep(0)
    reader.feed_eof()
    return Answer(value=frames, state=await reading)


async def read_all(reader, frames):
    """Fills `frames`; returns how the stream ends."""
    try:
        while (message := await called(protocol.read_message(reader))) is not None:
            frames.append(typed(message))
    except Refused as refusal:
        if refusal.code == "truncated":
            return "truncated"
        raise Refused(str(refusal), refusal.code, frames) from refusal
    return "clean"


# ---- encode ----------------------------------------------------------------------------------------------------------


def encoder(frame):
    def encode(value):
        known(value, MODELS[frame])
        if isinstance(value.get("retry_after_seconds"), str):
            value["retry_after_seconds"] = NOT_FINITE.get(value["retry_after_seconds"], value["retry_after_seconds"])
        model = call(MODELS[frame], **value, codes={pydantic.ValidationError: "unencodable"})
        return call(protocol.encode_message, frame, call(model.model_dump, mode="json"))

    return encode


def known(value, model):
    """A member without a parameter cannot be asked for: pydantic would drop it without a word."""
    for key, item in value.items():
        if key not in model.model_fields:
            raise Unsupported(f"{model.__name__} has no {key}")
        inner = {"context": runner.ExecutionContext, "error": runner.ExecutionError}.get(key)
        if inner and isinstance(item, dict):
            known(item, inner)


def testee(version, variant):
    return Testee(
        name="rrq-python",
        version=version,
        protocol="rrq",
        variant=variant,
        decode={**dict.fromkeys(MODELS, decode), "stream": decode_stream},
        encode={frame: encoder(frame) for frame in MODELS},
    )
