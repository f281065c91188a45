"""What tools/tidy makes of clang-tidy's findings, with a stand-in for clang-tidy."""

import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TIDY = str(ROOT / "tools" / "tidy")
FINDING = f"{ROOT}/conformance/wire/types.hpp:7:1: error: it is wrong [some-check,-warnings-as-errors]\n    7 | int wrong;\n      | ^~~\n"


class Tidy(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.program("cmake", "exit 0")

    def program(self, name, script):
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def clang_tidy(self, says, status):
        (self.folder / "says").write_text(says)
        self.program("clang-tidy-19", f'for last; do :; done\necho "$last" >>"{self.folder}/read"\ncat "{self.folder}/says"\nexit {status}')

    def tidy(self, *arguments):
        environment = os.environ | {"PATH": f"{self.folder}:{os.environ['PATH']}", "WIREPROOF_BUILD": str(self.folder)}
        done = subprocess.run([TIDY, *arguments], capture_output=True, text=True, cwd=ROOT, env=environment, timeout=60)
        return done.returncode, done.stdout, done.stderr

    def test_clean(self):
        self.clang_tidy("", 0)
        self.assertEqual(self.tidy("conformance/wire/json.cpp"), (0, "1 sources, 0 findings\n", ""))

    def test_a_finding_in_a_header_is_told_once(self):
        self.clang_tidy(FINDING, 1)
        status, out, _ = self.tidy("conformance/wire/json.cpp", "conformance/wire/bytes.cpp")
        self.assertEqual((status, out), (1, FINDING.replace(f"{ROOT}/", "") + "2 sources, 1 findings\n"))

    def test_a_library_is_not_ours(self):
        self.clang_tidy("/usr/include/some/library.hpp:1:1: error: it is wrong [some-check]\n", 1)
        self.assertEqual(self.tidy("conformance/wire/json.cpp"), (0, "1 sources, 0 findings\n", ""))

    def test_a_source_that_cannot_be_read_is_not_clean(self):
        self.clang_tidy("", 1)
        status, _, error = self.tidy("conformance/wire/json.cpp")
        self.assertEqual(status, 3)
        self.assertIn("conformance/wire/json.cpp", error)

    def test_a_header_is_read_through_a_source(self):
        self.clang_tidy("", 0)
        self.assertEqual(self.tidy("conformance/wire/json.hpp", "conformance/wire/types.hpp")[0], 0)
        read = (self.folder / "read").read_text().split()
        self.assertIn("conformance/wire/json.cpp", read)  # stands beside it
        [other] = [source for source in read if source != "conformance/wire/json.cpp"]
        self.assertIn('#include "conformance/wire/types.hpp"', (ROOT / other).read_text())

    def test_usage(self):
        self.clang_tidy("", 0)
        self.assertEqual(self.tidy("no/such.cpp")[0], 2)
        self.assertEqual(self.tidy("--changed", "no-such-commit")[0], 2)
        self.assertEqual(self.tidy("README.md")[0], 4)

    def test_compile_commands_that_cannot_be_made(self):
        self.clang_tidy("", 0)
        self.program("cmake", "echo no compiler; exit 1")
        status, _, error = self.tidy("conformance/wire/json.cpp")
        self.assertEqual(status, 3)
        self.assertIn("no compiler", error)


if __name__ == "__main__":
    unittest.main()
