"""`--server NAME` and network fuzzing, on implementations made here: test_live_servers.py WIREPROOF."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
WIREPROOF = str(pathlib.Path(sys.argv.pop(1)).absolute())

# A launcher around our own server; `dies` is what makes it end, a byte string in what a client sends, `late` seconds after.
LAUNCHER = """\
#!{python}
import json, os, socket, subprocess, sys, threading
start = json.loads(sys.stdin.readline())
with open("started", "a") as log: log.write("start\\n")
server = subprocess.Popen([{wireproof!r}, "serve", "flo", "--listen", "127.0.0.1:0", *{options!r}], stdout=subprocess.PIPE, text=True)
port = json.loads(server.stdout.readline())["port"]
dies = {dies!r}
def end():
    with open("started", "a") as log: log.write("end\\n")
    server.kill()
    os._exit(0)
def pump(source, sink, watch):
    seen = b""
    try:
        while data := source.recv(65536):
            seen = seen[-16:] + data
            if watch and dies and dies in seen: threading.Timer({late}, end).start()
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        source.close(), sink.close()
if dies:
    listener = socket.create_server(("127.0.0.1", 0), backlog=256)
    inner, port = port, listener.getsockname()[1]
    def accept():
        while True:
            client = listener.accept()[0]
            upstream = socket.create_connection(("127.0.0.1", inner))
            threading.Thread(target=pump, args=(client, upstream, True), daemon=True).start()
            threading.Thread(target=pump, args=(upstream, client, False), daemon=True).start()
    threading.Thread(target=accept, daemon=True).start()
print(json.dumps({{"op": "ready", "host": "127.0.0.1", "port": port}}), flush=True)
print("talkative", file=sys.stderr)
sys.stdin.read()
end()
"""


class LiveServers(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.data = self.folder / "data"
        (self.data / "tools" / "implementations").mkdir(parents=True)
        for name in ("vectors", "conformance", "harness"):
            (self.data / name).symlink_to(ROOT / name)

    def implementation(self, name, required=False, installed=True, options=(), dies=b"", late=0.0, program=None):
        folder = self.data / "tools" / "implementations" / name
        folder.mkdir()
        (folder / "known.json").write_text('{"schema": "wireproof/known/1", "entries": []}')
        (folder / "peer.json").write_text(json.dumps({
            "schema": "wireproof/peer/1", "name": name, "protocol": "flo", "variant": "v1-24", "version": "1", "language": "python", "licence": "CC0-1.0",
            "install": ["./install"], "needs": {}, "required_in_ci": required, "testee": None, "driver": None, "server": ["./server"], "params": {},
            "capabilities": ["flo.kv", "flo.queue", "flo.stream", "flo.action", "flo.worker"], "known": "known.json"}))  # fmt: skip
        self.place = self.folder / "build" / "peers" / name
        if not installed:
            return
        self.place.mkdir(parents=True)
        (self.place / "installed.json").write_text("{}")
        server = self.place / "server"
        server.write_text(program or LAUNCHER.format(python=sys.executable, wireproof=WIREPROOF, options=list(options), dies=dies, late=late))
        server.chmod(0o755)

    def run_tool(self, *words, ci=False):
        environment = os.environ | {"WIREPROOF_BUILD": str(self.folder / "build"), "CI": "true" if ci else ""}
        return subprocess.run([WIREPROOF, *words, "--data", str(self.data)], capture_output=True, text=True, timeout=150, env=environment)

    def replay(self, name, *options, **how):
        return self.run_tool("replay", "--protocol", "flo", "--server", name, "--only", "flo-lbit9", *options, **how)

    def test_a_named_server_is_started_judged_and_stopped(self):
        self.implementation("good-1")
        done = self.replay("good-1")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual((self.place / "started").read_text().split(), ["start", "end"])

    def test_a_named_server_that_is_wrong_fails(self):
        self.implementation("bad-1", options=["--misbehave", "wrong-id"])
        done = self.replay("bad-1")
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("--server bad-1", done.stdout)

    def test_one_that_is_not_installed_is_unsupported(self):
        self.implementation("absent-1", installed=False, required=True)
        done = self.replay("absent-1")
        self.assertEqual(done.returncode, 4, done.stdout + done.stderr)
        self.assertIn("not-installed", done.stdout)
        self.assertEqual(self.replay("absent-1", "--require-all").returncode, 5)
        self.assertEqual(self.replay("absent-1", ci=True).returncode, 3)

    def test_one_that_does_not_start_says_why(self):
        self.implementation("broken-1", program=f"#!{sys.executable}\nimport sys\nprint('no such config', file=sys.stderr)\nsys.exit(3)\n")
        done = self.replay("broken-1")
        self.assertEqual(done.returncode, 3, done.stdout + done.stderr)
        self.assertIn("exit code 3", done.stderr)
        self.assertIn("no such config", done.stderr)

    def test_a_name_that_nobody_has(self):
        done = self.replay("nobody")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("neither HOST:PORT, unix:PATH nor", done.stderr)

    def fuzz(self, name, *options):
        return self.run_tool("fuzz", "flo", "--server", name, "--out", str(self.folder / "out"), *options)

    def test_fuzzing_our_own_server_finds_nothing_and_learns_states(self):
        self.implementation("good-1")
        done = self.fuzz("good-1", "--seconds", "3")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        played, states = re.search(r"(\d+) sequences .* (\d+) states", done.stdout).groups()
        self.assertGreater(int(played), 50)  # a busy machine is slow, not broken
        self.assertGreater(int(states), 3)
        self.assertTrue(list((self.folder / "out" / "states").iterdir()))

    def test_fuzzing_finds_what_ends_a_server_and_leaves_a_script_that_shows_it(self):
        self.finds_what_ends_a_server(late=0.0)

    # The sequence after the one that ends it meets a dying server: it is not the one to blame.
    def test_fuzzing_finds_what_ends_a_server_a_moment_later(self):
        self.finds_what_ends_a_server(late=0.1)

    def finds_what_ends_a_server(self, late):
        self.implementation("fragile-1", dies=b"\xff\xff\xff\xff", late=late)
        done = self.fuzz("fragile-1", "--seconds", "12", "--jobs", "8", "--timeout-ms", "100")
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("answers no health probe", done.stdout)
        [finding] = (self.folder / "out" / "findings").glob("finding-1.json")
        script = json.loads(finding.read_text())
        self.assertLessEqual(len(script["steps"]), 7, script["steps"])
        self.assertEqual(script["steps"][-1], {"do": "probe", "on": "afterwards"})
        # Played again, it ends the server again.
        (self.data / "harness").unlink()
        place = self.data / "harness" / "sessions" / "flo"
        place.mkdir(parents=True)
        shutil.copy(ROOT / "harness" / "sessions" / "flo" / "prelude.json", place)
        shutil.copy(finding, place)
        done = self.run_tool("replay", "--protocol", "flo", "--server", "fragile-1")
        self.assertIn(done.returncode, (1, 3), done.stdout + done.stderr)
        self.assertIn("crash", done.stdout)

    def test_a_run_that_finds_its_state_goes_on(self):
        self.implementation("good-1")
        runs = [self.fuzz("good-1", "--seconds", "2") for _ in range(2)]
        self.assertEqual([done.returncode for done in runs], [0, 0], runs[1].stdout + runs[1].stderr)
        played = [int(re.match(r"(\d+) sequences", done.stdout).group(1)) for done in runs]
        self.assertGreater(played[1], played[0])
        record = json.loads((self.folder / "out" / "run.json").read_text())
        self.assertEqual(record["played"], played[1])
        # What was kept is started from, so no state is new that the first run knew.
        self.assertGreaterEqual(record["next"], max(int(file.stem[6:]) for file in (self.folder / "out" / "states").iterdir()))
        done = self.fuzz("good-1", "--seconds", "2", "--seed", "2")
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        self.assertIn("is of another run", done.stderr)

    # A server that is running, at an address; the port or path is the last word of `listen`.
    def served(self, *options):
        server = subprocess.Popen([WIREPROOF, "serve", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(server.wait)
        self.addCleanup(server.stdin.close)
        self.addCleanup(server.stdout.close)
        self.addCleanup(server.kill)
        return json.loads(server.stdout.readline())

    def test_fuzzing_over_what_replay_takes(self):
        socket = self.folder / "wireproof.sock"
        self.served("flo", "--listen", f"unix:{socket}")
        tls = self.served("flo", "--tls")
        secure = self.served("haystack", "--tls")
        for words in (["flo", "--server", f"unix:{socket}"],
                      ["flo", "--server", f"127.0.0.1:{tls['port']}", "--transport", "tls", "--ca", tls["ca_file"]],
                      ["haystack", "--server", f"wss://127.0.0.1:{secure['port']}/", "--ca", secure["ca_file"]]):  # fmt: skip
            with self.subTest(words):
                done = self.run_tool("fuzz", *words, "--seconds", "2", "--timeout-ms", "200")
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                self.assertRegex(done.stdout, r"^[1-9]\d* sequences .* [1-9]\d* states")

    def fuzz_sdk(self, command, *options):
        return self.run_tool("fuzz", "flo", "--sdk", command, "--out", str(self.folder / "out"), "--seconds", "4", *options)

    def test_fuzzing_our_own_client_finds_nothing_and_learns_states(self):
        done = self.fuzz_sdk(f"{WIREPROOF} driver flo")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertGreater(int(re.search(r"(\d+) states", done.stdout).group(1)), 5)

    def test_fuzzing_finds_errors_that_no_sdk_documents_and_leaves_a_script_that_shows_one(self):
        driver = self.folder / "driver"
        driver.write_text(f"#!/bin/sh\n{WIREPROOF} driver flo | sed -u 's/\"error\":\"protocol\"/\"error\":\"other\"/'\n")
        driver.chmod(0o755)
        done = self.fuzz_sdk(str(driver))
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("a call raises what the SDK does not document", done.stdout)
        script = json.loads((self.folder / "out" / "findings" / "finding-1.json").read_text())
        (self.data / "harness").unlink()
        place = self.data / "harness" / "sessions" / "flo"
        place.mkdir(parents=True)
        shutil.copy(ROOT / "harness" / "sessions" / "flo" / "prelude.json", place)
        (place / "found.json").write_text(json.dumps(script))
        done = self.run_tool("replay", "--protocol", "flo", "--sdk", str(driver))
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("raised other", done.stdout)

    def test_an_sdk_whose_driver_does_not_start_is_said(self):
        done = self.fuzz_sdk("false")
        self.assertEqual(done.returncode, 3, done.stdout + done.stderr)
        self.assertIn("the driver ended", done.stderr)


if __name__ == "__main__":
    unittest.main()
