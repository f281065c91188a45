"""tools/peer-sessions on implementations and reports made here; the scripts are the real ones of this tree."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TOOL = ROOT / "tools" / "peer-sessions"

# In place of wireproof: notes its arguments and ends with the status that CODE gives.
WIREPROOF = """\
#!{python}
import json, os, sys
with open({log!r}, "a") as log: log.write(json.dumps(sys.argv[1:]) + "\\n")
sys.exit(int(os.environ.get("CODE", "0")))
"""

SERVER = """\
#!{python}
import json, socket, sys
start = json.loads(sys.stdin.readline())
listener = socket.create_server(("127.0.0.1", 0))
print(json.dumps({{"op": "ready", "host": "127.0.0.1", "port": listener.getsockname()[1]}}), flush=True)
print("options", json.dumps(start["options"]), file=sys.stderr)
sys.stdin.read()
"""


def scripts(protocol, plays):
    found = [json.loads(path.read_text("utf-8")) for path in sorted((ROOT / "harness" / "sessions" / protocol).glob("*.json")) if path.name != "prelude.json"]
    return [script for script in found if script["plays"] == plays]


class PeerSessions(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = pathlib.Path(temporary.name)
        self.reports, self.log = self.root / "reports", self.root / "log"
        self.reports.mkdir()

    def make(self, name, protocol, variant, **changes):
        folder, place = self.root / "implementations" / name, self.root / "build" / "peers" / name
        folder.mkdir(parents=True)
        place.mkdir(parents=True)
        about = {
            "schema": "wireproof/peer/1", "name": name, "protocol": protocol, "variant": variant, "version": "1", "language": "c", "licence": "MIT",
            "install": ["./install"], "needs": {}, "required_in_ci": True, "testee": None, "driver": None, "server": None, "params": {}, "capabilities": [],
            "known": "known.json",
        }  # fmt: skip
        (folder / "peer.json").write_text(json.dumps({**about, **changes}))
        (place / "installed.json").write_text("{}")
        (place / "server").write_text(SERVER.format(python=sys.executable))
        (place / "server").chmod(0o755)

    def run_tool(self, *words, **environment):
        places = {"WIREPROOF_IMPLEMENTATIONS": str(self.root / "implementations"), "WIREPROOF_BUILD": str(self.root / "build")}
        command = [sys.executable, TOOL, *words, "--reports", self.reports]
        return subprocess.run(command, env={**os.environ, **places, **environment}, capture_output=True, text=True, timeout=60)

    def play(self, *words, **environment):
        wireproof = self.root / "wireproof"
        wireproof.write_text(WIREPROOF.format(python=sys.executable, log=str(self.log)))
        wireproof.chmod(0o755)
        done = self.run_tool("play", *words, "--wireproof", wireproof, **environment)
        return done, [json.loads(line) for line in self.log.read_text().splitlines()] if self.log.exists() else []

    def report(self, name, cases, ended=True):
        events = [{"event": "case", "id": case, "verdict": verdict, "reason": ""} for case, verdict in cases]
        events += [{"event": "end"}] if ended else []
        (self.reports / f"{name}.json").write_text("".join(json.dumps(event) + "\n" for event in events))


class Play(PeerSessions):
    def test_a_server_is_played_as_it_is_and_in_each_configuration(self):
        token = {"name": "token", "options": {"auth": "token"}, "params": {"auth": "token"}, "capabilities": ["haystack.auth.token"]}
        self.make("toy-1", "haystack", "v2", server=["./server"], capabilities=["haystack.v2"], configurations=[token])
        done, (usual, configured) = self.play("toy-1")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("--cap=haystack.v2", usual)
        self.assertFalse([word for word in usual if word.startswith("--only")])
        self.assertLessEqual({"--cap=haystack.v2", "--cap=haystack.auth.token", "--param=auth=token"}, set(configured))
        wanted = {script["id"] for script in scripts("haystack", "client") if "haystack.auth.token" in script.get("needs", [])}
        self.assertGreater(len(wanted), 2)
        named = {word.removeprefix("--only=") for word in configured if word.startswith("--only")}
        self.assertEqual({name for name in named if name[-1] != "*"}, wanted)
        self.assertIn(f"json={self.reports}/toy-1.server-token.json", configured)

    def test_the_launcher_is_given_the_options(self):
        late = {"name": "late", "options": {"colour": "red"}, "params": {}, "capabilities": ["haystack.lzma"]}
        self.make("toy-1", "haystack", "v2", server=["./server"], configurations=[late])
        done, _ = self.play("toy-1", CODE="1")  # what a server wrote is shown when the command fails
        self.assertIn('options {"colour": "red"}', done.stderr)

    def test_a_client_is_played_as_an_sdk(self):
        self.make("toy-1", "flo", "v1-24", driver=["./driver"])
        done, [command] = self.play("--role", "sdk", "toy-1")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(command[command.index("--sdk") + 1], "toy-1")

    def test_the_exit_code_is_the_worst(self):
        self.make("toy-1", "flo", "v1-24", driver=["./driver"], server=["./server"])
        for code in (0, 1, 2, 3, 139):
            self.assertEqual(self.play("toy-1", CODE=str(code))[0].returncode, code)

    def test_a_role_that_it_has_not(self):
        self.make("toy-1", "flo", "v1-24", driver=["./driver"])
        done, _ = self.play("--role", "server", "toy-1")
        self.assertEqual((done.returncode, done.stderr), (3, "tools/peer-sessions: toy-1 has no server\n"))
        self.assertEqual(self.play("nobody")[0].returncode, 2)


class Count(PeerSessions):
    def setUp(self):
        super().setUp()
        self.make("toy-1", "flo", "v1-24", driver=["./driver"])
        self.ids = [script["id"] for script in scripts("flo", "server")]

    def test_only_what_ran_is_counted(self):
        unsupported, *others = self.ids
        self.report("toy-1.sdk", [(unsupported, "unsupported"), *[(f"{name}/one@v1-24", "known-failure") for name in others]])
        done = self.run_tool("count", "--at-least", "80")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(f"| flo | server | {len(self.ids)} | {len(others)} | {100 * len(others) / len(self.ids):.0f} | `{unsupported}` |", done.stdout)
        self.assertIn("no released peer", done.stdout)
        self.assertIn(f"| toy-1 | sdk | {len(self.ids)} | 0 | {len(others)} | 1 |  |", done.stdout)

    def test_too_few(self):
        self.report("toy-1.sdk", [(self.ids[0], "pass")])
        done = self.run_tool("count", "--at-least", "90")
        self.assertEqual(done.returncode, 1)
        self.assertIn("of its scripts have met a real peer, 90.0 are wanted", done.stderr)

    def test_a_report_that_is_missing_or_broken_off(self):
        self.assertEqual(self.run_tool("count").returncode, 4)
        self.make("toy-2", "flo", "v1-24", driver=["./driver"])
        self.report("toy-1.sdk", [(name, "pass") for name in self.ids])
        done = self.run_tool("count", "--at-least", "1")
        self.assertEqual((done.returncode, "no report of toy-2.sdk" in done.stderr), (3, True))
        self.report("toy-2.sdk", [(self.ids[0], "pass")], ended=False)
        self.assertEqual(self.run_tool("count").returncode, 2)
        (self.reports / "toy-2.sdk.json").write_text('{"event": "ca')
        done = self.run_tool("count")
        self.assertEqual((done.returncode, "toy-2.sdk.json: line 1: " in done.stderr), (2, True))


if __name__ == "__main__":
    unittest.main()
