"""The handlers of wireproof's RRQ scripts on a real Python runner, which loads `settings` from here. Shared by all versions."""

import asyncio

from rrq.exc import RetryJob
from rrq.registry import Registry
from rrq.runner import ExecutionOutcome
from rrq.runner_settings import PythonRunnerSettings


def number(request, name):
    """The one number of a request: the first of `args`, or the member of `params` where a request has those."""
    params = getattr(request, "params", None)
    return request.args[0] if params is None else params[name]


async def echo(request):
    if hasattr(request, "params"):
        return {"params": request.params}
    return {"args": request.args, "kwargs": request.kwargs}


async def sleep(request):
    ms = number(request, "ms")
    await asyncio.sleep(ms / 1000)
    return ms


async def fail(request):
    raise RuntimeError("boom")


async def retry(request):
    raise RetryJob("later", defer_seconds=1.5)


async def null(request):
    return None


async def big(request):
    return "x" * number(request, "n")


class Crash(BaseException):
    """No Exception: the worst that a handler can raise and a runner live through."""


async def panic(request):
    raise Crash


async def noids(request):
    return ExecutionOutcome(job_id=None, request_id=None, status="success", result=1)


registry = Registry()
for handler in (echo, sleep, fail, retry, null, big, panic, noids):
    registry.register(handler.__name__, handler)
settings = PythonRunnerSettings(registry=registry)
