"""tools/peers on tiny implementations made here: no network, no package, no real protocol."""

import importlib.machinery
import importlib.util
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
import unittest

import jsonschema

PEERS = pathlib.Path(__file__).resolve().parent.parent / "peers"
SCHEMA = PEERS.parent.parent / "vectors" / "schema" / "peer.schema.json"

INSTALL = """\
#!/bin/sh
echo installing >> "$COUNT"
sleep "${SLOW:-0}"
test -z "${BREAK:-}" || { echo "half of it"; touch half; exit 7; }
echo "${WIREPROOF_PEER_FROM:-released}" > package
"""

SERVER = """\
#!/usr/bin/env python3
import json, os, signal, socket, subprocess, sys, time
start = json.loads(sys.stdin.readline())
assert start["op"] == "start", start
print("started with", json.dumps(start["options"]), file=sys.stderr)
mode = os.environ.get("MODE", "")
open(os.environ["SERVER_PID"], "w").write(str(os.getpid()))
if mode == "silent":
    time.sleep(60)
if mode == "dies":
    sys.exit("no port for me")
if mode == "babbles":
    print("hello", flush=True)
    time.sleep(60)
if mode == "clings":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
listener = socket.create_server((start["host"], start["port"]))
host, port = listener.getsockname()
# In one piece: the command may be over, and the server ended, before it would come to a second.
print(json.dumps({"op": "ready", "host": host, "port": port}) + "\\none connection more", flush=True)
if mode == "child":
    child = subprocess.Popen(["sleep", "60"])
    open(os.environ["SERVER_PID"], "w").write(str(child.pid))
    listener.accept()
if mode == "dies-later":
    connection = listener.accept()
    sys.exit("I have had enough")
sys.stdin.read()
if mode == "clings":
    time.sleep(60)
"""


def about(name, **changes):
    value = {
        "schema": "wireproof/peer/1", "name": name, "protocol": "toy", "variant": "1", "version": "1.0", "language": "c",
        "licence": "MIT", "install": ["./install"], "needs": {}, "required_in_ci": False, "testee": None, "driver": None,
        "server": None, "params": {}, "capabilities": [], "known": "known.json",
    }  # fmt: skip
    return {**value, **changes}


def alive(pid):
    """False for a zombie as well: it has ended."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


class Peers(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.source, self.build = self.root / "implementations", self.root / "build"
        self.count = self.root / "count"
        self.environment = {
            **os.environ, "WIREPROOF_IMPLEMENTATIONS": str(self.source), "WIREPROOF_BUILD": str(self.build),
            "COUNT": str(self.count), "SERVER_PID": str(self.root / "pid"),
        }  # fmt: skip

    def make(self, name, programs=None, **changes):
        folder = self.source / name
        folder.mkdir(parents=True)
        (folder / "peer.json").write_text(json.dumps(about(name, **changes)))
        for program, text in {"install": INSTALL, **(programs or {})}.items():
            (folder / program).write_text(text)
            (folder / program).chmod(0o755)
        return folder

    def make_server(self, name="toy-1.0"):
        self.make(name, {"server": SERVER}, server=["./server"])
        self.assertEqual(self.peers("install", name).returncode, 0)

    def peers(self, *arguments, **environment):
        return subprocess.run(
            [sys.executable, PEERS, *arguments], env={**self.environment, **environment}, capture_output=True, text=True, timeout=60
        )  # fmt: skip

    def installs(self):
        return len(self.count.read_text().splitlines()) if self.count.exists() else 0

    def assert_server_gone(self):
        pid = int((self.root / "pid").read_text())
        deadline = time.monotonic() + 2  # a child of the server is reaped by somebody else
        while alive(pid):
            self.assertLess(time.monotonic(), deadline, f"process {pid} is still there")
            time.sleep(0.02)


class Listing(Peers):
    def test_says_what_is_installed(self):
        self.make("toy-1.0")
        self.make("toy-2.0", version="2.0")
        (self.source / "toy").symlink_to("toy-1.0")
        self.peers("install", "toy-2.0")
        rows = json.loads(self.peers("list", "--json").stdout)["implementations"]
        self.assertEqual([(row["name"], row["state"], row["bare_names"]) for row in rows],
                         [("toy-1.0", "missing", ["toy"]), ("toy-2.0", "installed", [])])  # fmt: skip
        self.assertIn("toy is toy-1.0", self.peers("list").stdout)

    def test_a_bad_peer_file_is_named_with_the_key(self):
        self.make("toy-1.0", surprise=1)
        result = self.peers("list")
        self.assertEqual(result.returncode, 2)
        self.assertRegex(result.stderr, r"toy-1\.0/peer\.json: the file: unknown key 'surprise'")

    def test_an_unknown_name_lists_the_known_ones(self):
        self.make("toy-1.0")
        result = self.peers("install", "toy-9")
        self.assertEqual(result.returncode, 2)
        self.assertIn("toy-1.0", result.stderr)

    def test_nothing_there_is_exit_4(self):
        self.source.mkdir()
        self.assertEqual(self.peers("list").returncode, 4)


class Installing(Peers):
    def test_the_second_run_does_nothing(self):
        self.make("toy-1.0")
        self.assertEqual(self.peers("install", "toy-1.0").returncode, 0)
        self.assertEqual(self.peers("install", "toy-1.0").returncode, 0)
        self.assertEqual(self.installs(), 1)

    def test_the_bare_name_is_the_version_it_stands_for(self):
        self.make("toy-1.0")
        (self.source / "toy").symlink_to("toy-1.0")
        self.assertEqual(self.peers("install", "toy").returncode, 0)
        self.assertEqual((self.build / "peers" / "toy" / "package").read_text(), "released\n")
        self.assertEqual(os.readlink(self.build / "peers" / "toy"), "toy-1.0")

    def test_a_failed_install_is_shown_and_not_taken_for_installed(self):
        self.make("toy-1.0")
        result = self.peers("install", "toy-1.0", BREAK="1")
        self.assertEqual(result.returncode, 3)
        self.assertIn("half of it", result.stderr)
        self.assertFalse((self.build / "peers" / "toy-1.0").exists())
        self.assertEqual(self.peers("install", "toy-1.0").returncode, 0)
        self.assertFalse((self.build / "peers" / "toy-1.0" / "half").exists())

    def test_a_failed_reinstall_leaves_the_one_before(self):
        folder = self.make("toy-1.0")
        self.peers("install", "toy-1.0")
        (folder / "install").write_text(INSTALL + "# changed\n")
        self.assertEqual(self.peers("install", "toy-1.0", BREAK="1").returncode, 3)
        self.assertEqual((self.build / "peers" / "toy-1.0" / "package").read_text(), "released\n")
        self.assertIn("outdated", self.peers("list").stdout)

    def test_a_killed_install_is_not_taken_for_installed(self):
        self.make("toy-1.0")
        process = subprocess.Popen(
            [sys.executable, PEERS, "install", "toy-1.0"], env={**self.environment, "SLOW": "30"}, stdout=subprocess.DEVNULL
        )  # fmt: skip
        self.wait_for(lambda: self.installs() == 1)
        process.kill()
        process.wait()
        self.assertIn("missing", self.peers("list").stdout)
        self.assertEqual(self.peers("install", "toy-1.0").returncode, 0)

    def test_two_at_once_install_once(self):
        self.make("toy-1.0")
        both = [
            subprocess.Popen([sys.executable, PEERS, "install", "toy-1.0"], env={**self.environment, "SLOW": "1"}, stdout=subprocess.PIPE, text=True)
            for _ in range(2)
        ]  # fmt: skip
        outputs = [process.communicate(timeout=30)[0] for process in both]
        self.assertEqual([process.returncode for process in both], [0, 0])
        self.assertEqual(self.installs(), 1)
        self.assertIn("waiting for another install", "".join(outputs))

    def test_a_changed_adapter_is_copied_without_an_install(self):
        folder = self.make("toy-1.0", {"testee": "#!/bin/sh\n", "gone.py": ""}, testee=["./testee"])
        self.peers("install", "toy-1.0")
        (folder / "testee").write_text("#!/bin/sh\necho changed\n")
        (folder / "gone.py").unlink()
        result = self.peers("install", "toy-1.0")
        self.assertIn("gone.py, testee", result.stdout)
        self.assertIn("changed", (self.build / "peers" / "toy-1.0" / "testee").read_text())
        self.assertFalse((self.build / "peers" / "toy-1.0" / "gone.py").exists())
        self.assertEqual(self.installs(), 1)

    def test_a_checkout_takes_the_place_of_the_release_and_back(self):
        self.make("toy-1.0")
        checkout = self.root / "checkout"
        checkout.mkdir()
        self.assertEqual(self.peers("install", "toy-1.0", "--from", str(checkout)).returncode, 0)
        self.assertEqual((self.build / "peers" / "toy-1.0" / "package").read_text(), f"{checkout}\n")
        self.assertEqual(self.peers("install", "toy-1.0").returncode, 0)
        self.assertEqual((self.build / "peers" / "toy-1.0" / "package").read_text(), "released\n")

    def test_a_missing_checkout_is_a_usage_error(self):
        self.make("toy-1.0")
        self.assertEqual(self.peers("install", "toy-1.0", "--from", "/nowhere/at/all").returncode, 2)

    def test_a_program_that_the_install_did_not_make_is_an_error(self):
        self.make("toy-1.0", testee=["./testee"])
        result = self.peers("install", "toy-1.0")
        self.assertEqual(result.returncode, 3)
        self.assertIn("testee program ./testee is not there", result.stderr)

    def test_a_tool_that_is_too_old_is_named_with_its_version(self):
        self.make("toy-1.0", needs={"python": ">=99"})
        result = self.peers("install", "toy-1.0")
        self.assertEqual(result.returncode, 3)
        self.assertRegex(result.stderr, r"needs python >=99; .*python3.* is 3\.\d+")

    def test_required_installs_what_ci_requires(self):
        self.make("toy-1.0", required_in_ci=True)
        self.make("toy-2.0", version="2.0")
        self.assertEqual(self.peers("install", "--required").returncode, 0)
        self.assertTrue((self.build / "peers" / "toy-1.0").exists())
        self.assertFalse((self.build / "peers" / "toy-2.0").exists())

    def test_the_cache_key_follows_installs_and_not_documents(self):
        folder = self.make("toy-1.0")
        key = self.peers("key").stdout
        (folder / "README.md").write_text("words")
        self.assertEqual(self.peers("key").stdout, key)
        (folder / "install").write_text(INSTALL + "# changed\n")
        self.assertNotEqual(self.peers("key").stdout, key)

    def wait_for(self, condition):
        deadline = time.monotonic() + 10
        while not condition():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)


class Running(Peers):
    CONNECT = textwrap.dedent(
        """
        import socket, sys
        socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=5)
        sys.exit(int(sys.argv[3]))
        """
    )

    def test_the_command_reaches_the_server_and_its_exit_code_is_passed_on(self):
        self.make_server()
        for code in (0, 5):
            result = self.peers("run", "toy-1.0", "--", sys.executable, "-c", self.CONNECT, "{host}", "{port}", str(code))
            self.assertEqual(result.returncode, code, result.stderr)
            self.assert_server_gone()

    def test_a_server_that_clings_is_ended(self):
        self.make_server()
        self.assertEqual(self.peers("run", "toy-1.0", "--", "true", MODE="clings").returncode, 0)
        self.assert_server_gone()

    def test_a_server_that_never_gets_ready_is_given_up(self):
        self.make_server()
        for mode, words in {"silent": "not ready after 1 s", "dies": "ended before it was ready", "babbles": "not a ready line"}.items():
            with self.subTest(mode):
                result = self.peers("run", "--timeout", "1", "toy-1.0", "--", "true", MODE=mode)
                self.assertEqual(result.returncode, 3)
                self.assertIn(words, result.stderr)
                self.assert_server_gone()

    def test_the_output_of_the_server_is_shown_on_failure_only(self):
        self.make_server()
        for code, shown in ((0, False), (1, True)):
            result = self.peers("run", "--option", "a=b=c", "toy-1.0", "--", sys.executable, "-c", self.CONNECT, "{host}", "{port}", str(code))
            self.assertEqual('started with {"a": "b=c"}' in result.stderr, shown, result.stderr)
            self.assertEqual("one connection more" in result.stderr, shown, result.stderr)
            self.assertEqual(result.stdout, "")
        result = self.peers("run", "--timeout", "1", "toy-1.0", "--", "true", MODE="dies")
        self.assertIn("no port for me", result.stderr)

    def test_an_option_without_a_value_is_a_usage_error(self):
        self.make_server()
        self.assertEqual(self.peers("run", "--option", "a", "toy-1.0", "--", "true").returncode, 2)

    def test_a_server_that_ends_in_the_middle_is_told(self):
        self.make_server()
        until_it_has_gone = self.CONNECT.replace("timeout=5)", "timeout=5).recv(1)")
        result = self.peers("run", "toy-1.0", "--", sys.executable, "-c", until_it_has_gone, "{host}", "{port}", "7", MODE="dies-later")
        self.assertEqual(result.returncode, 7)
        self.assertIn("I have had enough", result.stderr)

    def test_a_child_of_the_server_is_ended_with_it(self):
        self.make_server()
        result = self.peers("run", "toy-1.0", "--", sys.executable, "-c", self.CONNECT, "{host}", "{port}", "0", MODE="child")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assert_server_gone()

    # Says that it runs, then writes a report when it is interrupted, as wireproof does.
    REPORT = textwrap.dedent(
        """
        import pathlib, signal, sys, time
        def report(number, frame):
            pathlib.Path(sys.argv[1]).write_text(f"interrupted by {number}")
            sys.exit(0 if len(sys.argv) < 3 else time.sleep(60))
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, report)
        print("running", flush=True)
        time.sleep(60)
        """
    )

    def interrupt(self, number, group, *arguments):
        """Starts a command, sends a signal to tools/peers or to its whole group, returns exit code and seconds."""
        report = self.root / "report"
        process = subprocess.Popen(
            [sys.executable, PEERS, "run", "toy-1.0", "--", sys.executable, "-c", self.REPORT, report, *arguments],
            env=self.environment, stdout=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        self.addCleanup(process.stdout.close)
        self.assertEqual(process.stdout.readline(), "running\n")
        began = time.monotonic()
        (os.killpg if group else os.kill)(process.pid, number)
        code = process.wait(timeout=20)
        self.assert_server_gone()
        return code, report.read_text(), time.monotonic() - began

    def test_an_interrupted_run_lets_the_command_write_its_report(self):
        self.make_server()
        for number, group, code in ((signal.SIGINT, True, 130), (signal.SIGINT, False, 130), (signal.SIGTERM, False, 143)):
            with self.subTest(number=number, group=group):
                self.assertEqual(self.interrupt(number, group)[:2], (code, f"interrupted by {int(number)}"))

    def test_a_command_that_ignores_the_interruption_is_killed(self):
        self.make_server()
        code, _, seconds = self.interrupt(signal.SIGINT, True, "and stays")
        self.assertEqual(code, 130)
        self.assertLess(seconds, 10)

    def test_a_killed_run_leaves_no_server(self):
        self.make_server()
        process = subprocess.Popen(
            [sys.executable, PEERS, "run", "toy-1.0", "--", sys.executable, "-c", "print('running', flush=True); import time; time.sleep(5)"],
            env=self.environment, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.addCleanup(process.stdout.close)
        self.assertEqual(process.stdout.readline(), "running\n")
        process.kill()  # the server sees the end of its stdin
        process.wait()
        self.assert_server_gone()

    def test_a_command_that_does_not_exist_is_a_usage_error(self):
        self.make_server()
        result = self.peers("run", "toy-1.0", "--", "/nowhere/at/all")
        self.assertEqual(result.returncode, 2)
        self.assert_server_gone()

    def test_an_implementation_without_a_server_is_refused(self):
        self.make("toy-1.0")
        self.peers("install", "toy-1.0")
        result = self.peers("run", "toy-1.0", "--", "true")
        self.assertEqual(result.returncode, 3)
        self.assertIn("has no server", result.stderr)

    def test_one_that_is_not_installed_is_refused(self):
        self.make("toy-1.0", {"server": SERVER}, server=["./server"])
        result = self.peers("run", "toy-1.0", "--", "true")
        self.assertEqual(result.returncode, 3)
        self.assertIn("tools/peers install toy-1.0", result.stderr)

    def test_no_command_is_a_usage_error(self):
        self.make_server()
        self.assertEqual(self.peers("run", "toy-1.0").returncode, 2)


class Schema(unittest.TestCase):
    """The small validator inside tools/peers agrees with a whole one."""

    BAD = [
        {"schema": "wireproof/peer/2"}, {"name": "Toy"}, {"variant": ""}, {"install": []}, {"install": "./install"},
        {"needs": {"python": "3"}}, {"needs": {"python": 3}}, {"required_in_ci": 1}, {"testee": []}, {"testee": [""]},
        {"driver": "./driver"}, {"params": {"a": []}}, {"capabilities": ["a", "a"]}, {"capabilities": ["A"]},
        {"known": "../known.json"}, {"surprise": None},
    ]  # fmt: skip

    def setUp(self):
        loader = importlib.machinery.SourceFileLoader("peers", str(PEERS))
        module = importlib.util.module_from_spec(importlib.util.spec_from_loader("peers", loader))
        sys.dont_write_bytecode = True
        loader.exec_module(module)
        self.problems = module.problems
        self.schema = json.loads(SCHEMA.read_text())

    def test_every_peer_file_of_the_project_is_valid(self):
        files = sorted((PEERS.parent / "implementations").glob("*/peer.json"))
        self.assertTrue(files)
        for path in files:
            self.assert_verdict(json.loads(path.read_text()), True)

    def test_bad_files_are_refused(self):
        self.assert_verdict(about("toy-1.0", testee=["./testee"], needs={"python": ">=3.10,<4"}), True)
        for change in self.BAD:
            with self.subTest(change):
                self.assert_verdict({**about("toy-1.0"), **change}, False)
        for key in self.schema["required"]:
            with self.subTest(missing=key):
                self.assert_verdict({k: v for k, v in about("toy-1.0").items() if k != key}, False)

    def assert_verdict(self, value, valid):
        self.assertEqual(jsonschema.Draft7Validator(self.schema).is_valid(value), valid)
        self.assertEqual(not list(self.problems(value, self.schema, self.schema)), valid)


if __name__ == "__main__":
    unittest.main()
