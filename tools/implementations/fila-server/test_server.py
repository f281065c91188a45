"""The launcher of fila-server around a program of ours: what it starts, and what it leaves behind. Needs no fila-server."""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

FOLDER = pathlib.Path(__file__).resolve().parent

# Listens where fila.toml says and tells what it was started with.
BROKER = """\
#!{python}
import os, re, socket, sys
text = open("fila.toml").read()
host, port = re.search(r'listen_addr = "(.*):(.*)"', text).groups()
listener = socket.create_server((host, int(port)))
open({told!r}, "w").write("\\n".join([os.getcwd(), os.environ["FILA_DATA_DIR"], text]))
while True: listener.accept()
"""


class Launcher(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.place, self.told = pathlib.Path(temporary.name), pathlib.Path(temporary.name, "told")
        for name in ("server", "server.py", "wireproof_server.py"):
            shutil.copy(FOLDER / name, self.place / name)
        broker = self.place / "fila-server"
        broker.write_text(BROKER.format(python=sys.executable, told=str(self.told)))
        broker.chmod(0o755)

    def start(self, **options):
        start = json.dumps({"op": "start", "host": "127.0.0.1", "port": 0, "options": options}).encode() + b"\n"
        process = subprocess.Popen([self.place / "server"], cwd=self.place, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(self.end, process)
        process.stdin.write(start)
        process.stdin.flush()
        return process, json.loads(process.stdout.readline() or "null")

    def end(self, process):
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()

    def test_the_configuration_and_its_folder(self):
        for options, keys in (({}, 0), ({"auth": "key"}, 1)):
            process, ready = self.start(**options)
            self.assertEqual(ready["op"], "ready")
            folder, data, text = self.told.read_text().split("\n", 2)
            self.assertTrue(data.startswith(folder + "/"))
            self.assertIn(f'"127.0.0.1:{ready["port"]}"', text)
            self.assertEqual(text.count("wireproof-key"), keys)
            process.stdin.close()
            self.assertEqual(process.wait(timeout=10), 0)
            self.assertFalse(pathlib.Path(folder).exists())

    def test_a_bad_option_is_refused(self):
        for options, words in (({"colour": "red"}, b"unknown option: colour"), ({"auth": "yes"}, b"option auth: 'yes' is none of")):
            process, ready = self.start(**options)
            self.assertIsNone(ready)
            self.assertNotEqual(process.wait(timeout=10), 0)
            self.assertIn(words, process.stderr.read())


if __name__ == "__main__":
    unittest.main()
