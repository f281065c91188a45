"""RRQ's orchestrator as a driver: `rrq worker run` of the wheel, with a Redis of its own, asked by the wheel's `RRQClient`.

`connect` starts the worker, whose runner is whoever listens at the address given; `job.run` enqueues a job and waits for
its end; `close` ends the worker by SIGTERM. See README.md.
"""

import asyncio
import contextlib
import ctypes
import importlib.metadata
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile

import rrq
from rrq.client import RRQClient
from rrq.job import JobStatus
from wireproof_pipe import Driver, Fields, Raised, Unsupported, class_name, take_stdout

HERE = pathlib.Path(__file__).parent
VERSION = importlib.metadata.version("rrq")
IS_V1 = VERSION == "0.9.9"
POLL_SECONDS = 0.02
START_SECONDS, END_SECONDS = 10, 3
ENDED = (JobStatus.COMPLETED, JobStatus.FAILED)
_PR_SET_PDEATHSIG = 1


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def end_with_parent():
    """Runs in the child: a driver that is killed takes it along."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


class Redis:
    """A Redis server of the driver's own, in a folder that goes with it."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="wireproof-rrq-")
        self.folder = pathlib.Path(self._folder.name)
        self.port = free_port()
        program, environment = self._program()
        self._process = subprocess.Popen(
            [program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", self.folder],
            env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, preexec_fn=end_with_parent,
        )  # fmt: skip

    @staticmethod
    def _program():
        unpacked = HERE / "redis" / "usr" / "bin" / "redis-server"
        if not unpacked.exists():
            return shutil.which("redis-server") or "redis-server", None
        [libraries] = (HERE / "redis" / "usr" / "lib").glob("*-linux-gnu")
        return unpacked, {**os.environ, "LD_LIBRARY_PATH": str(libraries)}

    async def wait_until_it_listens(self):
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                if self._process.poll() is not None:
                    raise Raised("other", "redis-server", f"ended with status {self._process.returncode}") from None
                await asyncio.sleep(POLL_SECONDS)

    def stop(self):
        self._process.terminate()
        self._process.wait()
        self._folder.cleanup()


def settings(redis, host, port, cancel_hints):
    """The worker's rrq.toml. A job is tried once: what a script answers is the end of it."""
    if IS_V1:
        runner = {"cmd": [sys.executable, str(HERE / "relay.py"), host, str(port)], "tcp_socket": f"127.0.0.1:{free_port()}"}
        mode = {}
    else:
        runner = {"cmd": [], "tcp_host": host, "tcp_port": port}
        mode = {"runner_management_mode": "external"}
    general = {
        "redis_dsn": f"redis://127.0.0.1:{redis.port}/1", "default_runner_name": "peer", "default_max_retries": 1,
        "default_poll_delay_seconds": POLL_SECONDS, "worker_shutdown_grace_period_seconds": 0.1,
        "runner_enable_inflight_cancel_hints": cancel_hints, **mode,
    }  # fmt: skip
    tables = {"rrq": general, "rrq.runners.peer": {"type": "socket", "pool_size": 1, "max_in_flight": 8, **runner}}
    # A JSON text or list of texts is a TOML one as well.
    return "".join(f"[{name}]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in table.items()) for name, table in tables.items())


class Client:
    """One client of a script: one worker at a time, with its Redis."""

    def __init__(self, name):
        self._name = name
        self._redis = self._worker = self._asker = None

    async def call(self, method, arguments, item):
        if method == "connect":
            return await self._connect(arguments)
        if self._worker is None:
            raise Unsupported(f"client {self._name} is not connected: no worker runs")
        if method == "close":
            with Fields(arguments):
                pass
            return await self._stop_worker()
        return await self._run_job(arguments)

    async def _connect(self, arguments):
        with Fields(arguments) as fields:
            self._address = fields.text("host"), fields.integer("port")
            transport = fields.text("transport", "tcp")
            fields.integer("timeout_ms", 0)  # the worker has its own
            options = fields.take("options", lambda item, path: item, {})
        with Fields(options):
            pass  # there are none
        if transport != "tcp":
            raise Unsupported(f"transport {transport}: an orchestrator connects by TCP only")
        if self._redis is not None:
            raise Unsupported(f"client {self._name} is connected already")
        self._redis, self._hints = Redis(), False
        await self._redis.wait_until_it_listens()
        await self._start_worker()

    async def _start_worker(self):
        """Returns when the worker says that it has started: from then on it takes jobs from the queue."""
        file = self._redis.folder / "rrq.toml"
        file.write_text(settings(self._redis, *self._address, self._hints), "utf-8")
        self._worker = await asyncio.create_subprocess_exec(
            str(pathlib.Path(rrq.__file__).parent / "bin" / "rrq"), "worker", "run", "--config", str(file),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=end_with_parent, limit=1 << 26,
        )  # fmt: skip
        started = asyncio.get_running_loop().create_future()
        self._log = asyncio.create_task(self._read_log(self._worker.stdout, started))
        await asyncio.wait_for(started, START_SECONDS)
        if self._asker is None:
            self._asker = RRQClient(config_path=str(file))

    async def _read_log(self, stream, started):
        """Hands the worker's log on to stderr; the `worker started` in it settles `started`."""
        tail = b""
        async for line in stream:
            os.write(2, line)
            tail = (tail + line)[-500:]
            if b"worker started" in line and not started.done():
                started.set_result(None)
        if not started.done():
            started.set_exception(Raised("other", "rrq", "the worker ended: " + tail.decode("utf-8", "replace").strip()))

    async def _run_job(self, arguments):
        with Fields(arguments) as fields:
            function = fields.text("function")
            args = fields.take("args", lambda item, path: item, [])
            kwargs = fields.take("kwargs", lambda item, path: item, {})
            timeout_ms = fields.integer("timeout_ms", None)
            hints = fields.boolean("cancel_hints", False)
        if args and not IS_V1:
            raise Unsupported("args: a job has params only")
        options = {"args": args, "kwargs": kwargs} if IS_V1 else {"params": kwargs}
        if timeout_ms is not None:
            if timeout_ms % 1000:
                raise Unsupported("timeout_ms: the time limit of a job is in whole seconds")
            options["job_timeout_seconds"] = timeout_ms // 1000
        if hints != self._hints:  # a setting of the worker, not of a job
            self._hints = hints
            await self._stop_worker()
            await self._start_worker()
        return await self._wait_for(await self._asker.enqueue(function, options))

    async def _wait_for(self, job):
        """A job whose worker was stopped goes back to the queue, where nobody takes it any more."""
        while True:
            stopped = self._worker is None
            found = await self._asker.get_job_status(job)
            if found and found.status in ENDED:
                value = {"status": found.status.value, "result": found.result, "last_error": found.last_error}
                return {key: item for key, item in value.items() if item is not None or (key == "result" and found.status == JobStatus.COMPLETED)}
            if stopped:
                raise Raised("closed", "rrq", f"the worker has ended; the job is {found.status.value if found else 'gone'}")
            await asyncio.sleep(POLL_SECONDS)

    async def _stop_worker(self):
        worker, log, self._worker = self._worker, self._log, None
        with contextlib.suppress(ProcessLookupError):
            worker.terminate()
        try:
            await asyncio.wait_for(worker.wait(), END_SECONDS)
        except asyncio.TimeoutError:
            worker.kill()
            await worker.wait()
        await log

    async def close(self):
        """Leaves nothing running, however far `connect` came."""
        if self._worker is not None:
            with contextlib.suppress(ProcessLookupError):
                self._worker.kill()
            await self._worker.wait()
            self._worker = None
        if self._asker is not None:
            await self._asker.close()
        if self._redis is not None:
            self._redis.stop()


def classify(error):
    """The package documents no exceptions of its client."""
    return Raised("other", class_name(error), str(error))


if __name__ == "__main__":
    sink = take_stdout()
    driver = Driver(
        name="rrq-orchestrator", version=VERSION, protocol="rrq", variant="v1" if IS_V1 else "v2b",
        methods=["connect", "close", "job.run"], capabilities=[], new_client=Client, classify=classify,
    )  # fmt: skip
    sys.exit(driver.run(sink))
