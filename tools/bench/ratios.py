#!/usr/bin/env python3
"""The tables of README.md from one run: wireproof_bench --benchmark_format=json | ratios.py

Takes the fastest repetition of each benchmark, because neighbours only ever slow a run down.
"""
import json
import sys

OURS = "described"


def fastest(rows):
    times = {}
    for row in rows:
        if row.get("run_type") == "aggregate":
            continue
        if "error_message" in row:
            sys.exit(f"{row['name']}: {row['error_message']}")
        scale = {"ns": 1, "us": 1e3, "ms": 1e6}[row["time_unit"]]
        name = row["name"].split("/")[0]
        times[name] = min(times.get(name, float("inf")), row["cpu_time"] * scale)
    return times


def natural(item):
    """Order of sizes, not of letters: 64 B, 1 KiB, 1 MiB."""
    return item[0].replace("64 B", "0").replace("1 KiB", "1").replace("1 MiB", "2")


def other_than_ours(times):
    """Who we are compared with: `hand-written`, or a peer."""
    parties = {who.split(",")[0] for _, _, who in (name.partition(" | ") for name in times) if who}
    (other,) = parties - {OURS}
    return other


def main():
    times = fastest(json.load(sys.stdin)["benchmarks"])
    other = other_than_ours(times)
    print(f"| | {OURS}, ns | {other}, ns | ratio |\n| --- | ---: | ---: | ---: |")
    for name, time in sorted(times.items(), key=natural):
        what, _, who = name.partition(" | ")
        if not who:
            print(f"| {what} | {time:,.0f} | | |")
        elif who.startswith(OURS):
            theirs = times[f"{what} | {who.replace(OURS, other)}"]
            print(f"| {what}{who.removeprefix(OURS)} | {time:,.0f} | {theirs:,.0f} | {time / theirs:.2f} |")


if __name__ == "__main__":
    main()
