"""Lines of the decoders that the corpora reach: the targets built again with clang's source coverage (the preset
`coverage`, where a target is a program that replays files), run over the corpora, read by llvm-profdata and llvm-cov."""

import json
import os
import re
import shutil

from overnight import files, processes

BUILD_SECONDS, REPLAY_SECONDS, EXPORT_SECONDS = 3600, 300, 300
DECODERS = re.compile(r"(?:^|/)(conformance/(?!suite/|report/|example/)[^/]+/[^/]+)$")


def measure(guardian, root, chosen, say):
    """[{file, lines, reached, missed}] of conformance/<protocol>/ and conformance/wire/, or {"unavailable": why}."""
    tools = {name: shutil.which(f"{name}-19") or shutil.which(name) for name in ("llvm-profdata", "llvm-cov")}
    if None in tools.values():
        return {"unavailable": "no llvm-profdata and llvm-cov; Debian: llvm-19"}
    say("building the coverage preset")
    programs = build(guardian, root, chosen)
    if programs is None:
        return {"unavailable": "the coverage preset cannot be built: build/coverage.log"}
    raw = root / "build" / "coverage" / "profiles"
    shutil.rmtree(raw, ignore_errors=True)
    raw.mkdir(parents=True)
    for target, program in zip(chosen, programs):
        say(f"coverage of {target.name}")
        profile = {"LLVM_PROFILE_FILE": str(raw / f"{target.name}.profraw"), "WIREPROOF_FUZZ_IN_FULL": "1"}
        processes.run(guardian, [program, target.corpus], REPLAY_SECONDS, profile)
    return read(guardian, tools, raw, programs)


def build(guardian, root, chosen):
    launcher = ["-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"] if shutil.which("ccache") else []
    names = [target.name for target in chosen]
    steps = (["cmake", "--preset", "coverage", *launcher],
             ["cmake", "--build", "--preset", "coverage", "-j", str(os.cpu_count() or 1), "--target", *names])  # fmt: skip
    log = []
    for step in steps:
        lines, status = processes.run(guardian, step, BUILD_SECONDS, folder=root)
        log += lines
        if status != 0:
            files.write(root / "build" / "coverage.log", "\n".join(log) + "\n")
            return None
    return [root / "build" / "coverage" / "bin" / name for name in names]


def read(guardian, tools, raw, programs):
    merged, exported = raw / "merged.profdata", raw / "export.json"
    profiles = files.plain_files(raw)
    if not profiles:
        return {"unavailable": "no target left a profile"}
    _, status = processes.run(guardian, [tools["llvm-profdata"], "merge", "-sparse", "-o", merged, *profiles], EXPORT_SECONDS)
    if status != 0:
        return {"unavailable": "llvm-profdata failed"}
    objects = [part for program in programs[1:] for part in ("-object", program)]
    command = [tools["llvm-cov"], "export", "-summary-only", f"-instr-profile={merged}", programs[0], *objects]
    lines, status = processes.run(guardian, command, EXPORT_SECONDS)
    text = next((line for line in lines if line.startswith("{")), None)  # warnings stand beside it
    if status != 0 or text is None:
        return {"unavailable": "llvm-cov failed: " + " ".join(lines[-3:])[:300]}
    files.write(exported, text)
    rows = []
    for entry in json.loads(text)["data"][0]["files"]:
        if match := DECODERS.search(entry["filename"]):
            lines_of = entry["summary"]["lines"]
            rows.append({"file": match.group(1), "lines": lines_of["count"], "reached": lines_of["covered"]})
    return {"files": sorted(rows, key=lambda row: row["file"])}
