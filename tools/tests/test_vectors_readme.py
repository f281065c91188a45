#!/usr/bin/env python3
"""The Python examples of vectors/README.md run as they stand there, in the folder they say, on the vectors as they are."""
import pathlib
import re
import subprocess
import sys
import unittest

VECTORS = pathlib.Path(__file__).resolve().parent.parent.parent / "vectors"


class Readme(unittest.TestCase):
    def test_examples_run_and_find_every_frame_sound(self):
        examples = re.findall(r"^```python\n(.*?)^```$", (VECTORS / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
        self.assertGreaterEqual(len(examples), 1, "no Python example in vectors/README.md")
        for example in examples:
            done = subprocess.run([sys.executable, "-"], input=example, cwd=VECTORS, capture_output=True, text=True, timeout=60, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            confirmed = re.fullmatch(r"checksum confirmed in (\d+) of (\d+) valid \w+ frames\n", done.stdout)
            self.assertTrue(confirmed, done.stdout)
            self.assertEqual(confirmed[1], confirmed[2])
            self.assertGreater(int(confirmed[1]), 50)


if __name__ == "__main__":
    unittest.main()
