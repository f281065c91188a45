"""Child processes that never outlive the tool: each leads a group of its own, and a guardian ends the groups when the
tool is gone, however it went. Nothing is ever ended by name."""

import contextlib
import os
import resource
import select
import signal
import subprocess
import time


class Guardian:
    """A process that holds one end of a pipe. The kernel closes the other end when the tool dies, also by SIGKILL;
    then the guardian ends every group that it was told of and that was not taken back."""

    def __init__(self):
        reading, self._pipe = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            try:
                os.close(self._pipe)
                os.setsid()  # a Ctrl-C at the terminal is for the tool
                for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                    signal.signal(number, signal.SIG_IGN)
                self._watch(reading)
            finally:
                os._exit(0)
        os.close(reading)

    @staticmethod
    def _watch(reading):
        groups = set()
        with os.fdopen(reading) as lines:
            for line in lines:
                (groups.add if line[0] == "+" else groups.discard)(int(line[1:]))
        for group in groups:
            end_group(group, signal.SIGKILL)

    def add(self, group):
        os.write(self._pipe, b"+%d\n" % group)

    def forget(self, group):
        os.write(self._pipe, b"-%d\n" % group)

    def close(self):
        os.close(self._pipe)
        os.waitpid(self._process, 0)


def end_group(group, number):
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


class Child:
    """One process in a group of its own; standard error and output are one stream of lines."""

    def __init__(self, guardian, command, environment, folder):
        self._guardian = guardian
        self._text, self._open = b"", True
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [os.fspath(part) for part in command], env={**os.environ, **environment}, cwd=folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        guardian.add(self.process.pid)
        os.set_blocking(self.process.stdout.fileno(), False)

    def fileno(self):
        return self.process.stdout.fileno()

    def lines(self):
        """The whole lines that are there now. Bytes that are no UTF-8 are shown as such."""
        with contextlib.suppress(BlockingIOError):
            while self._open:
                chunk = os.read(self.fileno(), 1 << 16)
                self._text += chunk
                self._open = bool(chunk)
        *whole, self._text = self._text.split(b"\n")
        return [line.decode("utf-8", "backslashreplace") for line in whole]

    def ended(self):
        """Looks without reaping: until `end`, no other process can get the number that the group is ended by."""
        return os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def wait(self, seconds):
        """Until there is something to read, at most so long."""
        if self._open:
            select.select([self], [], [], seconds)
        else:
            time.sleep(seconds)

    def interrupt(self):
        if not self.ended():
            end_group(self.process.pid, signal.SIGTERM)

    def end(self, patience=3.0):
        """Asks the group to end, waits `patience` seconds, ends it. Returns the last lines and the exit status."""
        self.interrupt()
        deadline, lines = time.monotonic() + patience, []
        while not self.ended() and time.monotonic() < deadline:
            self.wait(0.05)
            lines += self.lines()
        end_group(self.process.pid, signal.SIGKILL)  # also what it started and left behind
        status = self.process.wait()
        self._guardian.forget(self.process.pid)
        lines += self.lines()
        if self._text:
            lines.append(self._text.decode("utf-8", "backslashreplace"))
        self.process.stdout.close()
        return lines, status


def processor_seconds():
    """What all child processes that have ended took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(guardian, command, seconds, environment=None, folder=None):
    """Runs a command for at most so many seconds. Returns its lines and its exit status, None if the time was up."""
    child = Child(guardian, command, environment or {}, folder)
    lines = []
    try:
        while not child.ended():
            left = child.began + seconds - time.monotonic()
            if left <= 0:
                break
            child.wait(min(left, 0.05))
            lines += child.lines()
        in_time = child.ended()
    finally:
        rest, status = child.end(patience=1.0)
    return lines + rest, status if in_time else None
