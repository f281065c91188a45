#!/usr/bin/env python3
"""Our frames of RRQ beside the seed's crate, rrq-protocol 0.9.9: the same frames, the same machine, turn by turn.

Builds wireproof_rrq_bench (preset release, -DWIREPROOF_BENCH=ON) and tools/bench/rrq-rust, with the versions of every
crate that `tools/peers install rrq-rust-0.9.9` left behind. Prints a table as ratios.py does.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PEER = ROOT / "build/peers/rrq-rust-0.9.9"
WORK = ROOT / "build/bench-rrq"
TURNS = 3
CAPTURED = {"cancel": "rrq-0ca15", "request": "rrq-2s0o3", "response": "rrq-1914f"}  # each made by the seed


def captured_wire(frame, ident):
    vectors = json.loads((ROOT / f"vectors/rrq/{frame}.json").read_text())["vectors"]
    return "".join(next(each["wire"] for each in vectors if each["id"] == ident))


def long_response():
    rows = [{"id": i, "name": f"row {i}", "tags": ["a", "b"], "value": i / 4} for i in range(200)]
    message = {"type": "response", "payload": {"job_id": "j", "request_id": "r", "status": "success", "result": rows}}
    body = json.dumps(message, separators=(",", ":")).encode()
    return (len(body).to_bytes(4, "big") + body).hex()


def frames():
    for frame, ident in CAPTURED.items():
        wire = captured_wire(frame, ident)
        yield f"{frame} {len(wire) // 2} B {wire}"
    wire = long_response()
    yield f"response {len(wire) // 2} B {wire}"


def build():
    run = lambda *command: subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    run("cmake", "--preset", "release", "-DWIREPROOF_BENCH=ON")
    run("cmake", "--build", "--preset", "release", "--target", "wireproof_rrq_bench")
    shutil.copytree(ROOT / "tools/bench/rrq-rust", WORK, dirs_exist_ok=True)
    shutil.copy(PEER / "Cargo.lock", WORK)
    cargo = os.environ.get("WIREPROOF_CARGO", "cargo")
    run(cargo, "build", "--release", "--quiet", "--manifest-path", WORK / "Cargo.toml")


def main():
    if not (PEER / "Cargo.lock").exists():
        sys.exit("rrq-rust-0.9.9 is not installed: run `tools/peers install rrq-rust-0.9.9`")
    build()
    (WORK / "frames.txt").write_text("\n".join(frames()) + "\n")
    ours = [ROOT / "build/release/bin/wireproof_rrq_bench", "--benchmark_format=json", "--benchmark_min_time=0.1"]
    rows = []
    for _ in range(TURNS):
        for program in (ours, [WORK / "target/release/rrq-bench"]):
            done = subprocess.run([*program, WORK / "frames.txt"], check=True, capture_output=True, text=True)
            rows += json.loads(done.stdout)["benchmarks"]
    subprocess.run([ROOT / "tools/bench/ratios.py"], input=json.dumps({"benchmarks": rows}), text=True, check=True)


if __name__ == "__main__":
    main()
