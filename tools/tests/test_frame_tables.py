#!/usr/bin/env python3
"""The frame tables in conformance/*/README.md are what `wireproof describe` prints.

usage: test_frame_tables.py [--update] WIREPROOF      --update writes them anew
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TABLE = re.compile(r"(<!-- wireproof describe (?P<words>[^>]+) -->\n)(?P<table>.*?)(<!-- end -->\n)", re.DOTALL)


def described(program, words):
    run = subprocess.run([program, "describe", *words.split()], capture_output=True, text=True, timeout=30, check=False)
    if run.returncode != 0:
        sys.exit(f"wireproof describe {words}: exit {run.returncode}: {run.stderr}")
    return run.stdout


def main(arguments):
    update = arguments[:1] == ["--update"]
    if len(arguments) != 1 + update:
        sys.exit(__doc__)
    program = arguments[-1]
    wrong = []
    for rules in sorted(ROOT.glob("conformance/*/PROTOCOL.md")):
        if rules.parent.name == "example":  # not a protocol of this tool; its own test looks
            continue
        page = rules.parent / "README.md"
        old = page.read_text("utf-8")
        if not TABLE.search(old):
            wrong.append(f"{page.relative_to(ROOT)}: no table; put `<!-- wireproof describe {rules.parent.name} -->` and `<!-- end -->` into it")
            continue
        new = TABLE.sub(lambda found: found[1] + described(program, found["words"]) + found[4], old)
        if new != old and update:
            page.write_text(new, "utf-8")
            print(f"{page.relative_to(ROOT)}: written")
        elif new != old:
            wrong.append(f"{page.relative_to(ROOT)}: its table is not what `wireproof describe` prints; --update writes it")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
