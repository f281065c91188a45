"""report.json, the summary on the terminal, and bytes explained. report.html is drawn from the same summary (page.py)."""

import json
import os
import re
import shlex
import shutil

from overnight import files, findings, processes, reach

FORMAT = "wireproof-overnight/1"
EXPLAIN_SECONDS = 10
MOST_LISTED = 20  # findings of a group by name; all are counted, and all are on disk


class Explainer:
    """`wireproof explain` of an input's bytes, where the programs for it are built."""

    def __init__(self, guardian, build, folder):
        self.guardian = guardian
        self.wireproof = first_program(build / "release" / "bin" / "wireproof", folder / "wireproof", "wireproof")
        self.seeds = first_program(folder / "wireproof-fuzz-seeds", build / "release" / "bin" / "wireproof-fuzz-seeds")

    def __call__(self, target, path, frame, lines):
        """Frame, bytes in hex, and the text; None where nobody can say what the input means."""
        about = self.describe(target, path) or self.printed(frame, lines)
        if not about:
            return None
        about["text"] = self.explain(target, about)
        return about

    def describe(self, target, path):
        """What the head of the input chooses: variant, frame, profile."""
        if self.seeds:
            lines, status = processes.run(self.guardian, [self.seeds, "input", target.protocol, path], EXPLAIN_SECONDS)
            if status == 0:
                return json.loads("\n".join(lines))
        return None

    @staticmethod
    def printed(frame, lines):
        """The same from what a property that does not hold has printed."""
        for line in lines:
            if frame and (match := re.fullmatch(r"bytes: ([0-9a-f]*)", line)):
                return {"variant": None, "frame": frame, "strict": False, "bytes": match.group(1)}
        return None

    def explain(self, target, about):
        if not self.wireproof or target.kind == "state" or not about["bytes"]:  # a session's input is steps, no frame
            return None
        command = [self.wireproof, "explain", target.protocol]
        command += [] if target.kind == "stream" else [about["frame"]]
        command += [about["bytes"], *(["--strict"] if about["strict"] else [])]
        command += ["--variant", about["variant"]] if about["variant"] else []
        lines, status = processes.run(self.guardian, command, EXPLAIN_SECONDS)
        return "\n".join(lines).strip() if status in (0, 1) else None


def first_program(*candidates):
    for candidate in candidates:
        if found := shutil.which(os.fspath(candidate)):
            return found
    return None


# ---- the summary -----------------------------------------------------------------------------------------------------


def summarise(out, state, chosen, store, coverage=None):
    """All that the report says, as one JSON value."""
    run, by_name = state["runs"][-1], {target.name: target for target in chosen}
    rows = [target_row(name, history, by_name.get(name), store) for name, history in sorted(state["targets"].items())]
    groups = [group_row(key, members, by_name) for key, members in findings.groups(store).items()]
    return {
        "format": FORMAT, "written": findings.now(), "run": run, "runs": len(state["runs"]), "targets": rows, "groups": groups,
        "findings": len(store.findings), "unsorted": sum(not finding.verdict for finding in store.findings.values()),
        "executions": sum(row["executions"] for row in rows), "seconds": round(sum(row["seconds"] for row in rows), 1),
        "coverage": coverage,
    }  # fmt: skip


def target_row(name, history, target, store):
    seconds = history["seconds"]
    return {
        "name": name, "in_this_run": target is not None,
        **{key: history[key] for key in ("executions", "seconds", "slices", "edges", "features", "new_features", "corpus", "corpus_bytes")},
        "executions_per_second": round(history["executions"] / seconds) if seconds else 0,
        "findings": len(store.of(name)), "ended_late": history.get("stuck", 0), "broken": history.get("broken"),
        "reach": history.get("reach", {}),
        "curve": history["samples"],
    }  # fmt: skip


def group_row(key, members, by_name):
    shown, counts = members[0], {}
    for finding in members:
        counts[finding.target] = counts.get(finding.target, 0) + 1
    verdict, best = shown.verdict, shown.best()
    target = by_name.get(shown.target)
    program = display(target.program) if target else f"build/fuzz/bin/{shown.target}"
    data = best.read_bytes()
    return {
        "group": key, "status": shown.status, "error": verdict["error"], "frame": verdict["frame"], "stack": verdict["stack"],
        "kind": shown.about["kind"], "first_found": min(finding.about["found"] for finding in members), "targets": counts,
        "input": display(best), "bytes": data.hex(), "minimised_from": shown.about["bytes"] if best != shown.input else None,
        "report": display(shown.place / "report.txt"), "explained": verdict.get("explained"),
        "reproduce": f"WIREPROOF_FUZZ_IN_FULL=1 ASAN_OPTIONS=malloc_context_size=30:quarantine_size_mb=256 {shlex.quote(program)} {shlex.quote(display(best))}",
        "keep": keep(shown), "findings": [display(finding.input) for finding in members[:MOST_LISTED]], "count": len(members),
    }  # fmt: skip


def keep(finding):
    """How a confirmed finding becomes a vector and a regression (fuzz/README.md, "When it finds something")."""
    return f"build/release/bin/wireproof vectors promote {shlex.quote(display(finding.place))} --doc 'WHAT IT SHOWS'"


def display(path):
    """A path as one would type it: from the working directory where it lies below."""
    relative = os.path.relpath(path)
    return os.fspath(path) if relative.startswith("..") else relative


def write(out, state, chosen, store, render, coverage=None):
    """Writes report.json and report.html; returns the summary."""
    summary = summarise(out, state, chosen, store, coverage)
    files.write_json(out / "report.json", summary)
    files.write(out / "report.html", render(summary))
    return summary


# ---- the terminal ----------------------------------------------------------------------------------------------------


def text(summary, out):
    """What a run prints at its end."""
    lines = [f"{'target':30} {'executions':>15} {'exec/s':>9} {'features':>9} {'new':>7} {'corpus':>7} {'findings':>9}"]
    for row in summary["targets"]:
        if row["in_this_run"]:
            lines.append(f"{row['name']:30} {row['executions']:>15,} {row['executions_per_second']:>9,} {row['features']:>9,} "
                         f"{row['new_features']:>7,} {row['corpus']:>7,} {row['findings']:>9,}")  # fmt: skip
            if row["broken"]:
                lines.append("    cannot be run: " + row["broken"].splitlines()[-1])
    lines += [f"{row['name']}: nothing of its corpus reaches {name}" for row in summary["targets"] for name in reach.unreached(row["reach"])]
    for group in summary["groups"]:
        where = f" in {group['frame']}" if group["frame"] else ""
        lines += ["", f"{group['status']}: {group['error']}{where}", *(f"    {frame}" for frame in group["stack"])]
        lines.append(f"    {group['count']} inputs: " + ", ".join(f"{name} {count}" for name, count in group["targets"].items()))
        if group["status"] != findings.FIXED:
            lines += [f"    reproduce: {group['reproduce']}", f"    keep:      {group['keep']}"]
    if summary["unsorted"]:
        lines += ["", f"{summary['unsorted']} findings are not sorted yet; the next run does it"]
    still = sum(group["status"] != findings.FIXED for group in summary["groups"])
    lines += ["", f"{summary['executions']:,} executions in {summary['seconds']:,.0f} s of fuzzing; {still} group{'' if still == 1 else 's'} of findings",
              f"report: {display(out / 'report.html')}"]  # fmt: skip
    return "\n".join(lines)
