"""What a target's corpus gets to: each input is run once by a program that counts (fuzz/reach.hpp)."""

import re

from overnight import processes

LINE = re.compile(r"reached (.+): (\d+) of (\d+)")


def measure(guardian, target, seconds):
    """Accepted inputs and inputs, by frame; of sessions by state, and by `STATE > STATE`. Empty where time was up: nothing
    is told of half a corpus."""
    lines, status = processes.run(guardian, [target.program, "-runs=0", target.corpus], seconds, {"WIREPROOF_FUZZ_STATS": "1"}, target.scratch)
    if status != 0:
        return {}
    return {match.group(1): [int(match.group(2)), int(match.group(3))] for match in map(LINE.fullmatch, lines) if match}


def unreached(reached):
    return sorted(name for name, (accepted, _) in reached.items() if accepted == 0)
