"""Puts a real server behind wireproof's launcher protocol: one JSON line on stdin, one on stdout.

    stdin   {"op": "start", "host": "127.0.0.1", "port": 0, "options": {}}
    stdout  {"op": "ready", "host": "127.0.0.1", "port": 21007}      once it accepts connections

The server ends when stdin does, on SIGTERM, or by itself; no process is left behind. A server that is a library runs in
this process: `Start.read()`, listen, `start.ready(port)`. One that is a program becomes a child: `run_program`.
Copy this file beside your own launcher: it needs Python 3.10 on Linux and the standard library, nothing else.
"""

import ctypes
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass

_LISTEN_SECONDS = 20
_END_SECONDS = 1  # between SIGTERM and SIGKILL
_PR_SET_PDEATHSIG = 1


@dataclass
class Start:
    """What the server is asked to be. `options` are texts; those nobody takes with `option` are an error."""

    host: str
    port: int
    options: dict
    sink: int  # where the `ready` line goes: what libraries print to stdout goes to stderr

    @classmethod
    def read(cls):
        """Reads the line from stdin; from now on this process ends when stdin does."""
        line = b""
        while not line.endswith(b"\n") and (byte := os.read(0, 1)):
            line += byte
        try:
            request = json.loads(line)
            if request.pop("op") != "start":
                raise ValueError("op is not start")
            start = cls(request.pop("host"), request.pop("port"), request.pop("options", {}), os.dup(1))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            sys.exit(f"not a start line: {line[:200]!r}: {error}")
        os.dup2(2, 1)
        return start

    def option(self, name, allowed, default):
        """Takes one option; anything but one of `allowed` ends the program with a message."""
        value = self.options.pop(name, default)
        if value not in allowed:
            sys.exit(f"option {name}: {value!r} is none of {', '.join(map(repr, allowed))}")
        return value

    def no_more_options(self):
        if self.options:
            sys.exit("unknown option: " + ", ".join(sorted(self.options)))

    def ready(self, port):
        os.write(self.sink, json.dumps({"op": "ready", "host": self.host, "port": port}).encode() + b"\n")

    def end_with_stdin(self):
        """For a server inside this process: ends it with stdin, whatever its threads are doing."""
        threading.Thread(target=_exit_with_stdin, daemon=True).start()


def _exit_with_stdin():
    while os.read(0, 4096):
        pass
    os._exit(0)


def run_program(start, command_for, environment=None):
    """Runs `command_for("127.0.0.1:PORT")` as a child until stdin ends; returns the exit status of this program."""
    start.no_more_options()
    with socket.socket() as free:
        free.bind((start.host, start.port))
        port = free.getsockname()[1]
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    process = subprocess.Popen(
        command_for(f"{start.host}:{port}"), stdin=subprocess.DEVNULL, stdout=2, env={**os.environ, **(environment or {})},
        preexec_fn=_end_with_parent,
    )  # fmt: skip
    try:
        _wait_until_it_listens(process, start.host, port)
        start.ready(port)
        return _wait_for_an_end(process)
    finally:
        process.terminate()
        try:
            process.wait(timeout=_END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _end_with_parent():
    """Runs in the child: a launcher that is killed takes the server with it."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _wait_until_it_listens(process, host, port):
    deadline = time.monotonic() + _LISTEN_SECONDS
    while True:
        try:
            socket.create_connection((host, port), timeout=1).close()
            return
        except OSError as error:
            if process.poll() is not None:
                sys.exit(f"the server ended with status {process.returncode} before it listened")
            if time.monotonic() > deadline:
                sys.exit(f"the server does not listen after {_LISTEN_SECONDS} s: {error}")
            time.sleep(0.02)


def _wait_for_an_end(process):
    child = os.pidfd_open(process.pid)
    with selectors.DefaultSelector() as selector:
        selector.register(0, selectors.EVENT_READ)
        selector.register(child, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fd == child:
                    print(f"the server ended with status {process.wait()}", file=sys.stderr)
                    return 1
                if not os.read(0, 4096):
                    return 0
