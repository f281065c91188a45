"""The contract of OSS-Fuzz and ClusterFuzzLite, without their containers: .clusterfuzzlite/build.sh with the variables
that they set builds two targets, which run on what is in $OUT and nothing else. The same with AFL++ for an engine.

usage: test_fuzz_contract.py WIREPROOF_FUZZ_SEEDS FOLDER FuzzContract|AflPlusPlus
                                                           (a folder that is kept, so that the next run builds less)
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
AFL = "/usr/lib/afl"
TARGETS = ("fuzz_flo_decode", "fuzz_flo_structured")
BUILD_SECONDS, RUN_SECONDS = 1500, 60

# As the images of OSS-Fuzz set them for AddressSanitizer; not its own build of libc++.
FLAGS = "-O1 -fno-omit-frame-pointer -gline-tables-only -DFUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION " \
        "-fsanitize=address -fsanitize-address-use-after-scope -fsanitize=fuzzer-no-link"  # fmt: skip

# What a bare Ubuntu has, beside the C++ library that the images link statically.
EVERYWHERE = re.compile(r"linux-vdso|ld-linux|lib(c|m|dl|rt|pthread|resolv|gcc_s|stdc\+\+)\.so")


def build(seeds, folder, targets, engine, flags):
    """Runs build.sh as a fuzzing service would, and gives the folder with what it made."""
    out, work, source = folder / "out", folder / "work", folder / "src"
    shutil.rmtree(out, ignore_errors=True)
    for each in (out, work, source):
        each.mkdir(parents=True, exist_ok=True)
    link = source / "wireproof"
    link.unlink(missing_ok=True)
    link.symlink_to(ROOT)
    launcher = {"CMAKE_CXX_COMPILER_LAUNCHER": "ccache"} if shutil.which("ccache") else {}
    built = subprocess.run(
        [ROOT / ".clusterfuzzlite" / "build.sh"], capture_output=True, text=True, timeout=BUILD_SECONDS,
        env={**os.environ, **launcher, "CC": "clang-19", "CXX": "clang++-19", "CFLAGS": flags, "CXXFLAGS": flags,
             "LIB_FUZZING_ENGINE": engine, "SRC": str(source), "OUT": str(out), "WORK": str(work),
             "WIREPROOF_FUZZ_SEEDS": str(seeds), "WIREPROOF_FUZZ_TARGETS": " ".join(targets)},
    )  # fmt: skip
    if built.returncode != 0:
        raise AssertionError(f"build.sh failed:\n{built.stdout[-6000:]}{built.stderr[-6000:]}")
    return out


class FuzzContract(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.out = build(SEEDS, FOLDER, TARGETS, "-fsanitize=fuzzer", FLAGS)

    def test_out_holds_each_target_with_options_dictionary_and_seeds_and_nothing_else(self):
        wanted = {name + end for name in TARGETS for end in ("", ".options", ".dict", "_seed_corpus.zip")}
        self.assertEqual({path.name for path in self.out.iterdir()}, wanted)
        for name in TARGETS:
            options = dict(line.split(" = ") for line in (self.out / f"{name}.options").read_text().splitlines()[1:])
            self.assertEqual(options["dict"], f"{name}.dict")
            self.assertGreaterEqual(int(options["max_len"]), 512)
            with zipfile.ZipFile(self.out / f"{name}_seed_corpus.zip") as inputs:
                sizes = [entry.file_size for entry in inputs.infolist() if not entry.is_dir()]
            self.assertGreater(len(sizes), 100)
            self.assertLessEqual(max(sizes), int(options["max_len"]))

    def test_targets_need_no_library_that_a_bare_machine_lacks(self):
        for name in TARGETS:
            listed = subprocess.run(["ldd", self.out / name], capture_output=True, text=True, timeout=RUN_SECONDS)
            for line in listed.stdout.splitlines():
                self.assertRegex(line, EVERYWHERE)

    def test_targets_fuzz_from_their_seeds(self):
        for name in TARGETS:
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                with zipfile.ZipFile(self.out / f"{name}_seed_corpus.zip") as inputs:
                    inputs.extractall(folder)
                done = subprocess.run(
                    [self.out / name, "-max_total_time=1", "-max_len=512", f"-dict={self.out / name}.dict", "-print_final_stats=1", folder],
                    capture_output=True, text=True, timeout=RUN_SECONDS, cwd=folder,
                )  # fmt: skip
                self.assertEqual(done.returncode, 0, done.stderr[-3000:])
                self.assertGreater(int(re.search(r"number_of_executed_units: (\d+)", done.stderr).group(1)), 500)
                self.assertIn("Dictionary: ", done.stderr)

    def test_the_structured_target_brings_its_mutator(self):
        symbols = subprocess.run(["nm", self.out / "fuzz_flo_structured"], capture_output=True, text=True, timeout=RUN_SECONDS)
        self.assertRegex(symbols.stdout, r" T LLVMFuzzerCustomMutator\n")

    def test_fuzz_overnight_runs_what_is_in_out(self):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                [sys.executable, ROOT / "tools" / "fuzz-overnight", "--targets", self.out, "--out", folder, "--hours", "0.001", "--jobs", "1"],
                capture_output=True, text=True, timeout=RUN_SECONDS,
            )  # fmt: skip
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            for name in TARGETS:
                self.assertIn(name, done.stdout)


class AflPlusPlus(unittest.TestCase):
    """Debian's AFL++ instruments with a clang that does not know our C++, so clang 19 does it, and AFL++ brings driver and
    runtime."""

    TARGETS = ("fuzz_flo_decode", "fuzz_flo_stream", "fuzz_packetstream_decode", "fuzz_packetstream_stream")
    SECONDS = 10

    def test_decode_and_stream_targets_fuzz_from_their_seeds(self):
        flags = "-O1 -fno-omit-frame-pointer -fsanitize-coverage=trace-pc-guard"
        out = build(SEEDS, FOLDER, self.TARGETS, f"{AFL}/libAFLDriver.a {AFL}/afl-compiler-rt.o", flags)
        quiet = {"AFL_NO_UI": "1", "AFL_NO_AFFINITY": "1", "AFL_SKIP_CPUFREQ": "1", "AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES": "1"}
        for name in self.TARGETS:
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                folder = pathlib.Path(folder)
                (folder / "in").mkdir()
                with zipfile.ZipFile(out / f"{name}_seed_corpus.zip") as inputs:
                    for entry in inputs.infolist()[:40]:  # AFL++ tries each seed many times before it begins
                        if not entry.is_dir():
                            (folder / "in" / pathlib.Path(entry.filename).name).write_bytes(inputs.read(entry))
                done = subprocess.run(
                    ["afl-fuzz", "-V", str(self.SECONDS), "-i", "in", "-o", "found", "--", out / name],
                    capture_output=True, text=True, timeout=RUN_SECONDS, cwd=folder, env={**os.environ, **quiet},
                )  # fmt: skip
                self.assertEqual(done.returncode, 0, done.stdout[-3000:] + done.stderr[-3000:])
                stats = (folder / "found" / "default" / "fuzzer_stats").read_text()
                figure = {key.strip(): value.strip() for key, value in (line.split(":", 1) for line in stats.splitlines())}
                self.assertGreater(int(figure["execs_done"]), 1000)
                self.assertGreater(int(figure["edges_found"]), 100)
                self.assertEqual(figure["saved_crashes"], "0")
                self.assertEqual(figure["saved_hangs"], "0")


if __name__ == "__main__":
    SEEDS, FOLDER, which = (pathlib.Path(argument).absolute() for argument in sys.argv[1:])
    unittest.main(argv=[sys.argv[0], which.name])
