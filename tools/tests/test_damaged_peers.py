"""tools/damaged-peers with a judge made here, which looks at the copy it is given."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

TOOL = pathlib.Path(__file__).resolve().parent.parent / "damaged-peers"

JUDGE = """\
#!/usr/bin/env python3
import json, os, pathlib, shlex, sys
options = dict(zip(sys.argv[2:-1:2], sys.argv[3::2]))
(program,) = shlex.split(options["--testee"])
source = (pathlib.Path(program).parent / "package.txt").read_text()
damaged = "good" not in source and not os.environ.get("BLIND")
verdict = "fail" if damaged or os.environ.get("RED") else "pass"
with open(options["--report"].removeprefix("json="), "w") as report:
    for event in ({"event": "run"}, {"event": "case", "kind": "decode", "frame": "f", "verdict": verdict}, {"event": "end"}):
        print(json.dumps(event), file=report)
sys.exit(int(os.environ.get("STATUS", verdict == "fail")))
"""
DAMAGE = {"name": "it lies", "file": "package.*", "find": "good", "replace": "bad", "turns_red": {"kind": "decode", "frame": "f"}}


class DamagedPeers(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.source, self.place = self.root / "implementations" / "toy-1.0", self.root / "build" / "peers" / "toy-1.0"
        about = json.dumps({
            "schema": "wireproof/peer/1", "name": "toy-1.0", "protocol": "toy", "variant": "a", "version": "1.0", "language": "none",
            "licence": "MIT", "install": ["./install"], "needs": {}, "required_in_ci": False, "testee": ["./testee"],
            "driver": None, "server": None, "params": {}, "capabilities": [], "known": "known.json",
        })  # fmt: skip
        for folder in (self.source, self.place):
            folder.mkdir(parents=True)
            (folder / "peer.json").write_text(about)
        (self.place / "installed.json").write_text("{}")
        (self.place / "package.txt").write_text("good code")
        self.judge = self.root / "judge"
        self.judge.write_text(JUDGE)
        self.judge.chmod(0o755)

    def run_tool(self, *arguments, damages=(DAMAGE,), **environment):
        (self.source / "damages.json").write_text(json.dumps(damages))
        known = {"WIREPROOF_IMPLEMENTATIONS": str(self.source.parent), "WIREPROOF_BUILD": str(self.root / "build")}
        return subprocess.run(
            [sys.executable, TOOL, "--wireproof", self.judge, *(arguments or ["toy-1.0"])],
            env={**os.environ, **known, **environment}, capture_output=True, text=True, timeout=30,
        )  # fmt: skip

    def test_damage_that_turns_red_is_a_success_and_stays_in_the_copy(self):
        result = self.run_tool()
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("it lies: 1 red of 1", result.stdout)
        self.assertEqual((self.place / "package.txt").read_text(), "good code")

    def test_damage_that_is_not_seen_is_a_failure(self):
        result = self.run_tool(BLIND="1")
        self.assertEqual(result.returncode, 1)
        self.assertIn("NOT SEEN", result.stdout)

    def test_red_in_another_frame_is_not_enough(self):
        elsewhere = {**DAMAGE, "turns_red": {"kind": "encode", "frame": "f"}}
        self.assertEqual(self.run_tool(damages=[elsewhere]).returncode, 1)

    def test_red_before_any_damage_proves_nothing(self):
        result = self.run_tool(RED="1")
        self.assertEqual(result.returncode, 1)
        self.assertIn("red before anything was broken", result.stderr)

    def test_a_judge_that_breaks_is_told_apart(self):
        self.assertEqual(self.run_tool(STATUS="3").returncode, 3)

    def test_damage_that_no_longer_fits_the_package_is_an_error(self):
        for change in ({"find": "gone"}, {"find": "o"}, {"file": "nothing.*"}, {"more": 1}):
            with self.subTest(change):
                self.assertEqual(self.run_tool(damages=[{**DAMAGE, **change}]).returncode, 2)

    def test_damage_of_a_crate_is_built_from_a_copy_of_its_source(self):
        crate = self.root / "cargo" / "registry" / "src" / "index" / "toy-crate-1.0"
        (crate / "src").mkdir(parents=True)
        (crate / "src" / "lib.rs").write_text("good source")
        for program in ("install", "testee"):
            (self.source / program).write_text("#!/bin/sh\ncp \"$WIREPROOF_PEER_FROM/src/lib.rs\" package.txt\n")
            (self.source / program).chmod(0o755)
        damage = {**DAMAGE, "crate": "toy-crate-1.0", "file": "src/lib.rs"}
        result = self.run_tool(damages=[damage], CARGO_HOME=str(self.root / "cargo"))
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("it lies: 1 red of 1", result.stdout)
        self.assertEqual((crate / "src" / "lib.rs").read_text(), "good source")
        missing = self.run_tool(damages=[{**damage, "crate": "toy-crate-2.0"}], CARGO_HOME=str(self.root / "cargo"))
        self.assertEqual((missing.returncode, "cargo has no source" in missing.stderr), (3, True))

    def test_nothing_installed_is_exit_4_and_a_name_not_installed_exit_3(self):
        (self.place / "installed.json").unlink()
        self.assertEqual(self.run_tool("--installed").returncode, 4)
        self.assertEqual(self.run_tool().returncode, 3)


if __name__ == "__main__":
    unittest.main()
