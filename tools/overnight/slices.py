"""One target for a while: N libFuzzer processes that share a corpus folder.

Not -fork=N: there a new input reaches the corpus folder only when its job ends, up to five minutes after it was found,
and a kill loses it; figures come as seldom, and the log of a crash is dropped. Here each process writes new inputs
and crashes at once, reads those of the others (-reload), and is started again when it has found something."""

import collections
import math
import re
import select
import shutil
import time

from overnight import processes

INPUT_SECONDS = 10  # one input may take so long
GRACE_SECONDS = INPUT_SECONDS + 2  # a process may end so late: an input that takes too long is still found
MOST_FINDINGS = 100  # of one slice: more are one shallow defect again and again, and would fill the disk
START_PAUSE = 0.2  # before a process that has just died is started again
TAIL_LINES = 400

LINE = re.compile(r"#(\d+)\t(\w+)\s+cov: (\d+) ft: (\d+) corp: (\d+)\S*.*? exec/s: (\d+)")
LOADED = ("INITED", "NEW", "REDUCE", "RELOAD", "DONE")  # words of lines after the corpus was loaded; a "pulse" may come before
UNITS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")


class Worker:
    """One libFuzzer process: what its lines say."""

    def __init__(self, guardian, target, seconds, seed):
        self.executions = self.edges = self.features = self.rate = 0
        self.loaded = None  # features of the corpus that it began with, once that is loaded
        self.tail = collections.deque(maxlen=TAIL_LINES)
        command = [
            target.program, *target.flags, f"-max_total_time={max(1, math.ceil(seconds))}", f"-timeout={INPUT_SECONDS}",
            "-rss_limit_mb=2048", "-reload=1", "-print_final_stats=1", f"-artifact_prefix={target.artifacts}/",
            *([f"-seed={seed}"] if seed else []), target.corpus,
        ]  # fmt: skip
        self.child = processes.Child(guardian, command, {}, target.scratch)
        self.deadline = time.monotonic() + seconds + GRACE_SECONDS

    def take(self, lines):
        for line in lines:
            self.tail.append(line)
            if match := LINE.match(line):
                count, word, edges, features, _, rate = match.groups()
                self.executions, self.edges, self.features = int(count), int(edges), int(features)
                self.rate = int(rate) or self.executions / max(0.5, time.monotonic() - self.child.began)
                if self.loaded is None and word in LOADED:
                    self.loaded = self.features
            elif match := UNITS.match(line):
                self.executions = int(match.group(1))

    def read(self):
        self.take(self.child.lines())

    def end(self, patience=3.0):
        lines, status = self.child.end(patience)
        self.take(lines)
        return status


class Slice:
    """The figures of one slice: what `fuzz` returns, and shows while it works."""

    def __init__(self, target, jobs):
        self.target, self.jobs = target, jobs
        self.workers = []
        self.past_executions = 0  # of workers that have ended
        self.edges = self.features = 0
        self.first_features = None  # when the corpus was loaded
        self.starts = self.deaths = self.stuck = 0
        self.samples = []  # seconds since the beginning, executions, edges, features
        self.began = time.monotonic()

    def executions(self):
        return self.past_executions + sum(worker.executions for worker in self.workers)

    def rate(self):
        return sum(worker.rate for worker in self.workers)

    def seconds(self):
        return time.monotonic() - self.began

    def new_features(self):
        return 0 if self.first_features is None else self.features - self.first_features

    def look(self):
        for worker in self.workers:
            worker.read()
            self.edges, self.features = max(self.edges, worker.edges), max(self.features, worker.features)
            if worker.loaded is not None and self.first_features is None:
                self.first_features = worker.loaded

    def sample(self):
        self.samples.append([round(self.seconds(), 1), self.executions(), self.edges, self.features])


class CannotStart(Exception):
    """A target that ends before it has fuzzed anything, and leaves no finding."""


def fuzz(guardian, target, seconds, jobs, seed, on_crash, show):
    """Fuzzes a target for so long. `on_crash(tail)` sweeps the artifacts and returns how many there were; `show(slice)` is
    called about once a second. Ends its processes however it is left, also by an exception."""
    state = Slice(target, jobs)
    deadline = state.began + seconds
    found, fruitless, next_look, next_sample = 0, 0, 0.0, 1.0

    def start():
        state.starts += 1
        number = seed + state.starts * 7919 if seed else 0
        state.workers.append(Worker(guardian, target, deadline - time.monotonic(), number))

    try:
        for _ in range(jobs):
            start()
        while state.workers and time.monotonic() < deadline + GRACE_SECONDS:
            select.select([worker.child for worker in state.workers], [], [], 0.2)
            state.look()
            for worker in [w for w in state.workers if w.child.ended() or time.monotonic() > w.deadline]:
                late = not worker.child.ended()
                status = retire(state, worker)
                news = on_crash(list(worker.tail))
                found += news
                state.stuck += late
                state.deaths += status != 0
                fruitless = 0 if found or worker.loaded is not None or late else fruitless + 1
                if fruitless > jobs and status != 0:
                    raise CannotStart("\n".join(list(worker.tail)[-12:]) or f"exit status {status}")
                if deadline - time.monotonic() > 1.0 and found < MOST_FINDINGS and not (status == 0 and not late):
                    time.sleep(START_PAUSE)
                    start()
            if state.seconds() >= next_look:
                next_look = state.seconds() + 1.0
                found += on_crash([])
                show(state)
            if state.seconds() >= next_sample:
                state.sample()
                next_sample = state.seconds() * 1.15 + 1.0  # dense at first, where curves are steep
            if found >= MOST_FINDINGS:
                break
    finally:
        for worker in state.workers:
            worker.child.interrupt()  # all at once, then wait for each
        for worker in list(state.workers):
            retire(state, worker)
            on_crash(list(worker.tail))
        state.sample()
    return state


def retire(state, worker):
    status = worker.end()
    state.workers.remove(worker)
    state.past_executions += worker.executions
    state.edges, state.features = max(state.edges, worker.edges), max(state.features, worker.features)
    return status


def merge(guardian, target, seconds):
    """Replaces the corpus by a small set with the same features (greedy set cover). Returns False where time was up or
    the merge failed: then the corpus stays as it is."""
    smaller = target.scratch / "merged"
    shutil.rmtree(smaller, ignore_errors=True)
    smaller.mkdir(parents=True)
    command = [target.program, "-set_cover_merge=1", f"-timeout={INPUT_SECONDS}", f"-artifact_prefix={target.artifacts}/",
               *[flag for flag in target.flags if flag.startswith("-max_len=")], smaller, target.corpus]  # fmt: skip
    lines, status = processes.run(guardian, command, seconds, {"TMPDIR": str(target.scratch)}, target.scratch)
    whole = status == 0 and any(smaller.iterdir())
    if whole:
        target.exchange_corpus(smaller)
    shutil.rmtree(smaller, ignore_errors=True)
    return whole
