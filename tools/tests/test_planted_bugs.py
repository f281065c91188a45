"""tools/planted-bugs: what it refuses, and that it says why; what counts as found. That the patches fit the tree is a test of its own (planted_patches)."""

import importlib.machinery
import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import types
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PLANTED = ROOT / "fuzz" / "planted"


class Refusals(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.list = pathlib.Path(folder.name) / "planted"
        shutil.copytree(PLANTED, self.list)
        self.build = pathlib.Path(folder.name) / "build"

    def run_tool(self, code, *arguments, err):
        environment = {**os.environ, "WIREPROOF_PLANTED_LIST": str(self.list), "WIREPROOF_BUILD": str(self.build)}
        done = subprocess.run([sys.executable, ROOT / "tools" / "planted-bugs", *arguments], env=environment, capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, err in done.stderr), (code, True), done.stdout + done.stderr)

    def change(self, edit):
        path = self.list / "list.json"
        bugs = json.loads(path.read_text("utf-8"))
        edit(bugs)
        path.write_text(json.dumps(bugs), "utf-8")

    def test_a_patch_that_no_longer_fits_is_named(self):
        path = self.list / json.loads((self.list / "list.json").read_text("utf-8"))[0]["file"]
        path.write_text(path.read_text("utf-8").replace("\n-", "\n-once "), "utf-8")
        self.run_tool(2, "--check", err=f"{path.name}: error: patch failed")

    def test_a_patch_that_another_one_guards_is_refused(self):
        path = self.list / json.loads((self.list / "list.json").read_text("utf-8"))[2]["file"]
        path.write_text(path.read_text("utf-8").replace("planted(3)", "planted(4)"), "utf-8")
        self.run_tool(2, "--check", err="is guarded by ['4']")

    def test_the_list_and_the_patches_are_the_same(self):
        self.change(lambda bugs: bugs.pop())
        self.run_tool(2, "--check", err="not in the list: 40-")
        self.change(lambda bugs: bugs[0].update(origin="rumour"))
        self.run_tool(2, "--check", err="entry 1")

    def test_no_such_defect_and_nothing_built(self):
        self.run_tool(4, "--only", "99", err="no such defect; there are 1 to 40")
        self.run_tool(3, "--no-build", err="is not there")


def tool():
    loader = importlib.machinery.SourceFileLoader("planted_bugs", str(ROOT / "tools" / "planted-bugs"))
    sys.path.insert(0, str(ROOT / "tools"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


# Ends badly for an input of "bad" with the defect 7, for one of "unsound" always.
PRETEND = f"""#!{sys.executable}
import os, pathlib, sys
what = pathlib.Path(sys.argv[-1]).read_text()
sys.exit(what == "unsound" or (what == "bad" and os.environ["WIREPROOF_PLANTED"] == "7"))
"""


class Counts(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        place = pathlib.Path(folder.name)
        program, self.artifacts = place / "fuzz_toy_decode", place / "artifacts"
        program.write_text(PRETEND)
        program.chmod(0o755)
        self.artifacts.mkdir()
        self.target = types.SimpleNamespace(name=program.name, program=program, artifacts=self.artifacts, scratch=place)
        self.tool = tool()
        self.guardian = self.tool.processes.Guardian()
        self.addCleanup(self.guardian.close)

    def is_of_defect(self, what, number):
        (self.artifacts / "crash-1").write_text(what)
        return self.tool.is_of_defect(self.guardian, self.target, number)

    def test_an_input_that_only_the_defect_fails_on_counts(self):
        self.assertTrue(self.is_of_defect("bad", 7))
        self.assertEqual(list(self.artifacts.iterdir()), [])

    def test_an_input_that_nothing_fails_on_does_not(self):
        self.assertFalse(self.is_of_defect("bad", 8))
        self.assertFalse(self.tool.is_of_defect(self.guardian, self.target, 7), "no input at all")

    def test_an_input_that_sound_code_fails_on_ends_the_tool(self):
        with self.assertRaisesRegex(self.tool.Failure, "ends without any defect too, with the input 756e736f756e64"):
            self.is_of_defect("unsound", 7)


if __name__ == "__main__":
    unittest.main()
