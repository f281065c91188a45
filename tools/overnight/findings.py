"""What fuzzing has found: a folder a finding, OUT/findings/TARGET/SHA1/, there in one piece or not at all.

    input         the bytes
    minimised     fewer bytes with the same error, where there are
    report.txt    what the target printed, replayed with whole stacks (first: what the fuzzing process printed)
    finding.json  when it was found, and what `sort` made of it
"""

import contextlib
import hashlib
import os
import pathlib
import re
import shutil
import tempfile
import time

from overnight import files, processes

ARTIFACT = re.compile(r"(crash|timeout|oom|leak|slow-unit)-([0-9a-f]{40})")
WRITING_SECONDS = 5  # an artifact whose name is not its hash may still be written for so long
REPLAY_SECONDS = 40
TRIES = 3

# As fuzz/README.md advises for findings; a sanitizer's report is symbolised, with stacks of allocations in full.
REPLAY = {
    "WIREPROOF_FUZZ_IN_FULL": "1",
    "ASAN_OPTIONS": "malloc_context_size=30:quarantine_size_mb=256:dedup_token_length=3",
    "UBSAN_OPTIONS": "print_stacktrace=1",
}
OPEN, FIXED, ONCE, UNSORTED = "open", "no longer reproduces", "not reproduced", "not sorted yet"


class Finding:
    """One finding on disk."""

    def __init__(self, place):
        self.place = place
        self.about = files.read_json(place / "finding.json")
        self.input = place / "input"

    @property
    def target(self):
        return self.about["target"]

    @property
    def verdict(self):
        return self.about.get("verdict")

    @property
    def status(self):
        return self.verdict["status"] if self.verdict else UNSORTED

    def best(self):
        """The file to look at: the minimised input where there is one."""
        smaller = self.place / "minimised"
        return smaller if smaller.exists() else self.input

    def save(self):
        files.write_json(self.place / "finding.json", self.about)


class Store:
    """All findings of an output folder."""

    def __init__(self, out, tidy=True):
        self.place = out / "findings"
        if tidy:
            self.place.mkdir(parents=True, exist_ok=True)
            for leftover in self.place.glob(".new-*"):
                shutil.rmtree(leftover)  # its artifact is still where libFuzzer wrote it
        self.findings = {}
        for path in sorted(self.place.glob("*/*/finding.json")):
            finding = Finding(path.parent)
            self.findings[finding.target, path.parent.name] = finding

    def of(self, target):
        return [finding for finding in self.findings.values() if finding.target == target]

    def hashes(self, target):
        return {finding.place.name for finding in self.of(target)}

    def sweep(self, target, tail=(), final=False):
        """Takes in what libFuzzer has written. Returns how many artifacts there were; `final`: nothing writes any more."""
        count = 0
        for path in files.plain_files(target.artifacts):
            match = ARTIFACT.fullmatch(path.name)
            data = path.read_bytes()
            digest = hashlib.sha1(data).hexdigest()
            half = match is None or match.group(2) != digest
            if half and not final and time.time() - path.stat().st_mtime < WRITING_SECONDS:
                continue
            self.add(target.name, data, match.group(1) if match else path.name, tail)
            target.forget_input(data)
            path.unlink()
            count += 1
        return count

    def add(self, target, data, kind, tail):
        """Keeps a finding, in one step. One that is there already stays as it is."""
        digest = hashlib.sha1(data).hexdigest()
        place = self.place / target / digest
        if place.exists():
            self.findings.setdefault((target, digest), Finding(place))
            return
        fresh = pathlib.Path(tempfile.mkdtemp(prefix=".new-", dir=self.place))
        fresh.chmod(0o755)
        about = {"target": target, "sha1": digest, "kind": kind, "bytes": len(data), "found": now()}
        files.write(fresh / "input", data)
        files.write(fresh / "report.txt", "\n".join(tail) + "\n")
        files.write_json(fresh / "finding.json", about)
        place.parent.mkdir(exist_ok=True)
        fresh.rename(place)
        files.sync_folder(place.parent)
        files.sync_folder(self.place)
        self.findings[target, digest] = Finding(place)


def now():
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


# ---- sorting ---------------------------------------------------------------------------------------------------------

ERRORS = (
    re.compile(r"FINDING in (?P<frame>[^:]+): (?P<error>.*)"),
    re.compile(r"(?P<error>(?:\S+: )?runtime error: .*)"),
    re.compile(r"ERROR: (?P<error>(?:Address|Leak|Memory|Thread|UndefinedBehavior)Sanitizer: .*)"),
    re.compile(r"(?P<error>terminate called .*)"),
    re.compile(r"(?P<error>.*Assertion .* failed.*)"),
    re.compile(r"ERROR: (?P<error>libFuzzer: .*)"),
)
STACK = re.compile(r"\s*#\d+ 0x[0-9a-f]+ (?:in )?(.*?) ?\(?(\S+?)\)?(?: \(BuildId: \w+\))?$")
OURS = re.compile(r"(?:^|/)((?:conformance|fuzz|harness)/[^:]+):(\d+)")
MACHINERY = ("fuzz/targets/", "fuzz/allocation", "fuzz/properties.cpp:")
NOISE = re.compile(r"^fuzzer::|^__(asan|ubsan|lsan|sanitizer|interceptor|libc|pthread|GI|cxa|gnu_cxx)|^(abort|raise|_start|main|std::|operator )|compiler-rt|/libc\.so|libstdc\+\+")
FRAMES = 3


def read_report(lines):
    """Error, protocol frame, first stack frames in our code. None where the report has no error."""
    for pattern in ERRORS:  # in order of what they tell, not of lines: libFuzzer adds "deadly signal" to all others
        for line in lines:
            if match := pattern.search(line):
                error = re.sub(r"^\S*?((?:conformance|fuzz|harness)/)", r"\1", match.group("error").strip())
                error = re.sub(r" (on (unknown )?address|at pc) .*", "", error)
                frame = match.groupdict().get("frame")
                return {"error": error, "frame": frame, "stack": [] if frame else stack(lines)}
    return None


def stack(lines):
    """The first frames in our code of the first stack; of any code but the sanitizer's where there is none of ours."""
    ours, others = [], []
    for line in lines:
        match = STACK.match(line)
        if not match:
            if ours or others:
                break
            continue
        function, where = re.sub(r"\(.*", "", match.group(1)), match.group(2)
        place = OURS.search(where)
        if place and not place.group(1).startswith(MACHINERY):
            ours.append(f"{function} {place.group(1)}:{place.group(2)}")
        elif not place and function and not NOISE.search(function) and not NOISE.search(where):
            others.append(f"{function} {where.rsplit('/', 1)[-1]}")
        if function == "LLVMFuzzerTestOneInput":
            break
    return (ours or others)[:FRAMES]


def group_of(report, target):
    """The key of a group: the error without its numbers and bytes, and the functions it came through. What has no stack of its own
    and no sentence (time, memory) is told apart by its target."""
    error = re.sub(r"0x[0-9a-f]+|\b(?:[0-9a-f]{2}){3,}\b|\d+", "N", report["error"])
    functions = [re.sub(r":\d+(:\d+)?$", "", frame) for frame in report["stack"]]
    parts = [error, report["frame"] or "", *functions]
    if re.match("libFuzzer: (timeout|out-of-memory|no end)", error) or not (functions or report["frame"]):
        parts.append(target)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:10]


class Sorter:
    """Replays findings, groups, minimises and explains them, in the time that it is given."""

    def __init__(self, guardian, store, targets, explain):
        self.guardian, self.store, self.explain = guardian, store, explain
        self.targets = {target.name: target for target in targets}
        self.builds = {}

    def build_of(self, target):
        if target.name not in self.builds:
            self.builds[target.name] = target.build_id()
        return self.builds[target.name]

    def sort(self, seconds, names=None):
        """Sorts what has no verdict by this build yet, the smallest first. Returns how many are left."""
        deadline = time.monotonic() + seconds
        waiting = []
        for finding in self.store.findings.values():
            target = self.targets.get(finding.target)
            if target and (names is None or finding.target in names):
                if not finding.verdict or finding.verdict["build"] != self.build_of(target):
                    waiting.append(finding)
        waiting.sort(key=lambda finding: finding.about["bytes"])
        for index, finding in enumerate(waiting):
            if time.monotonic() > deadline:
                return len(waiting) - index
            self.judge(finding)
        return 0

    def judge(self, finding):
        target = self.targets[finding.target]
        report, lines = self.replay(target, finding.input)
        before = finding.verdict or {}
        verdict = {"build": self.build_of(target), "when": now()}
        if report is None:
            reproduced_before = before.get("status") in (OPEN, FIXED)
            kept = {key: before[key] for key in ("group", "error", "frame", "stack", "explained") if key in before}
            guess = {**(read_report((finding.place / "report.txt").read_text("utf-8").splitlines()) or {}), **kept}
            verdict |= {"error": finding.about["kind"], "frame": None, "stack": []} | guess
            verdict["group"] = kept.get("group") or group_of(verdict, finding.target)
            verdict["status"] = FIXED if reproduced_before else ONCE
        else:
            files.write(finding.place / "report.txt", "\n".join(lines) + "\n")
            verdict |= {**report, "group": group_of(report, finding.target), "status": OPEN}
            verdict["explained"] = self.explain(target, finding.best(), report["frame"], lines)
        finding.about["verdict"] = verdict
        finding.save()

    def replay(self, target, path):
        """The report of one input, and all lines. (None, lines) where it passes each time."""
        command = [target.program, "-timeout=20", "-rss_limit_mb=2048", path]
        lines = []
        for _ in range(TRIES):
            lines, status = processes.run(self.guardian, command, REPLAY_SECONDS, symbolised())
            if status is None:
                return {"error": f"libFuzzer: no end after {REPLAY_SECONDS} s", "frame": None, "stack": []}, lines
            if status != 0:
                report = read_report(lines) or {"error": f"exit status {status}", "frame": None, "stack": []}
                return report, lines
        return None, lines

    def minimise(self, seconds_each, deadline):
        """Shrinks the smallest open finding of each group that has not been shrunk by this build."""
        for members in self.groups().values():
            still = [finding for finding in members if finding.status == OPEN and finding.target in self.targets]
            if not still or any(f.about.get("shrunk_by") == self.build_of(self.targets[f.target]) for f in still):
                continue
            if time.monotonic() + 1 > deadline:
                return
            self.shrink(still[0], min(seconds_each, deadline - time.monotonic()))

    def shrink(self, finding, seconds):
        target, error = self.targets[finding.target], finding.verdict["error"]
        finding.about["shrunk_by"] = self.build_of(target)
        if not error.startswith("libFuzzer: ") or "deadly signal" in error:  # libFuzzer shrinks crashes only
            fewer = target.scratch / "minimised"
            with contextlib.suppress(FileNotFoundError):
                fewer.unlink()
            command = [target.program, "-minimize_crash=1", f"-max_total_time={max(2, int(seconds))}",
                       f"-exact_artifact_path={fewer}", finding.input]  # fmt: skip
            target.scratch.mkdir(parents=True, exist_ok=True)
            processes.run(self.guardian, command, seconds + 15, symbolised(), target.scratch)
            if fewer.exists() and fewer.stat().st_size < finding.about["bytes"]:
                report, lines = self.replay(target, fewer)
                if report and group_of(report, target.name) == finding.verdict["group"]:
                    files.write(finding.place / "minimised", fewer.read_bytes())
                    finding.verdict.update(report)
                    finding.verdict["explained"] = self.explain(target, finding.best(), report["frame"], lines)
                    files.write(finding.place / "report.txt", "\n".join(lines) + "\n")
        finding.save()

    def groups(self):
        return groups(self.store)


def groups(store):
    """Sorted findings by group; in each group the open ones first, then the smallest."""
    found = {}
    for finding in store.findings.values():
        if finding.verdict:
            found.setdefault(finding.verdict["group"], []).append(finding)
    for members in found.values():
        members.sort(key=lambda f: (f.status != OPEN, f.best().stat().st_size, f.target, f.place.name))
    return dict(sorted(found.items(), key=lambda item: (item[1][0].status != OPEN, item[1][0].about["found"])))


def symbolised():
    """The environment of a replay: reports with names, also where llvm-symbolizer has a version in its name."""
    symbolizer = next((path for path in map(shutil.which, ("llvm-symbolizer", "llvm-symbolizer-19")) if path), None)
    more = {"ASAN_SYMBOLIZER_PATH": symbolizer} if symbolizer and "ASAN_SYMBOLIZER_PATH" not in os.environ else {}
    return {**REPLAY, **more}
