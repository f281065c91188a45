"""Servers over Unix sockets and TLS, from the command line: our own `serve`, and OpenSSL's programs as the other side: test_transports.py WIREPROOF."""

import json
import os
import pathlib
import re
import selectors
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
WIREPROOF = str(pathlib.Path(sys.argv.pop(1)).absolute())
OPENSSL = shutil.which("openssl")
PING = "flo-lbit9"  # PING with request id 7, answered by an empty OK
PATIENCE = 30
# Captured: flo-python 0.1.0, PING with request id 1 and the empty OK to it.
PING_1 = bytes.fromhex("464c4f000a0000000100000000000000f6a419b00100000000000000000000000000")
OK_1 = bytes.fromhex("464c4f0000000000010000000000000003a5247c01000000")


def openssl(*words, **more):
    return subprocess.run([OPENSSL, *words], check=True, capture_output=True, timeout=PATIENCE, **more)


class Authority:
    """Certificates made by OpenSSL: an authority, a server named flo.example, a client."""

    def __init__(self, folder):
        self.folder = folder
        self.ca = self.file("ca.pem")
        self.request("ca", "/CN=wireproof test authority", "-x509", "-days", "2", out=self.ca)
        self.server = self.signed("server", "subjectAltName=DNS:flo.example")
        self.client = self.signed("client", "extendedKeyUsage=clientAuth")

    def file(self, name):
        return str(self.folder / name)

    def request(self, name, subject, *more, out):
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", self.file(name + ".key"),
                "-subj", subject, *more, "-out", out)  # fmt: skip

    def signed(self, name, extension):
        self.request(name, f"/CN={name}", out=self.file(name + ".csr"))
        (self.folder / "extension").write_text(extension)
        openssl("x509", "-req", "-in", self.file(name + ".csr"), "-CA", self.ca, "-CAkey", self.file("ca.key"), "-CAcreateserial", "-days", "2",
                "-extfile", self.file("extension"), "-out", self.file(name + ".pem"))  # fmt: skip
        return self.file(name + ".pem"), self.file(name + ".key")


def read_until(stream, wanted, patience=PATIENCE):
    """The bytes of a pipe up to those that match `wanted`, or what came before the time was over."""
    got = b""
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        end = time.monotonic() + patience
        while not re.search(wanted, got, re.DOTALL) and time.monotonic() < end:
            if selector.select(end - time.monotonic()):
                piece = os.read(stream.fileno(), 65536)
                if not piece:
                    break
                got += piece
    return got


class Transports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        assert OPENSSL, "openssl is not installed; it stands in tools/packages/test.txt"
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.authority = Authority(cls.folder)

    def started(self, *words):
        process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for done in (process.stdout.close, process.stdin.close, process.wait, process.kill):
            self.addCleanup(done)
        return process

    def serve(self, protocol, *options):
        process = self.started(WIREPROOF, "serve", protocol, *options)
        self.server = process
        return json.loads(process.stdout.readline())

    def replay(self, expected, server, *options, protocol="flo", only=PING):
        report = self.folder / "report.json"
        done = subprocess.run(
            [WIREPROOF, "replay", "--data", ROOT, "--quiet", "--protocol", protocol, "--only", only, "--server", server, "--report", f"json={report}", *options],
            capture_output=True, text=True, timeout=PATIENCE)  # fmt: skip
        self.assertEqual(done.returncode, expected, done.stdout + done.stderr)
        cases = [event for event in map(json.loads, report.read_text().splitlines()) if event["event"] == "case"]
        self.assertGreater(len(cases), 0)
        return cases

    # ---- Unix sockets ----
    def test_a_unix_socket(self):
        path = self.folder / "flo.sock"
        self.assertEqual(self.serve("flo", "--listen", f"unix:{path}")["host"], f"unix:{path}")
        [case] = self.replay(0, f"unix:{path}")
        self.assertEqual((case["verdict"], case["transport"]), ("pass", "unix"))
        self.server.terminate()
        self.assertEqual(self.server.wait(PATIENCE), 0)
        self.assertFalse(path.exists())
        [case] = self.replay(3, f"unix:{path}")
        self.assertEqual(case["verdict"], "unreachable")

    def test_a_wrong_server_on_a_unix_socket(self):
        path = self.folder / "wrong.sock"
        self.serve("flo", "--listen", f"unix:{path}", "--misbehave", "wrong-id@1")
        [case] = self.replay(1, f"unix:{path}")
        self.assertEqual((case["verdict"], case["outcome"]), ("fail", "mismatch"))
        self.assertIn(f"--server unix:{path} --transport unix", case["reproduce"])

    def test_a_path_that_is_taken(self):
        path = self.folder / "taken.sock"
        self.serve("flo", "--listen", f"unix:{path}")
        second = subprocess.run([WIREPROOF, "serve", "flo", "--listen", f"unix:{path}"], capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual(second.returncode, 3)
        self.assertIn("Address already in use", second.stderr)

    # ---- TLS with our own serve ----
    def test_a_certificate_made_for_the_run(self):
        ready = self.serve("flo", "--tls")
        address = f"127.0.0.1:{ready['port']}"
        [case] = self.replay(0, address, "--transport", "tls", "--ca", ready["ca_file"])
        self.assertEqual((case["verdict"], case["transport"]), ("pass", "tls"))
        [case] = self.replay(3, address, "--transport", "tls", "--ca", self.authority.ca)
        self.assertEqual(case["verdict"], "unreachable")
        self.assertIn("certificate", case["reason"])

    def test_client_certificate_and_server_name(self):
        (cert, key), (own_cert, own_key) = self.authority.server, self.authority.client
        ready = self.serve("flo", "--tls", "--cert", cert, "--key", key, "--ca", self.authority.ca)
        tls = [f"127.0.0.1:{ready['port']}", "--transport", "tls", "--ca", self.authority.ca]
        name, ours = ["--server-name", "flo.example"], ["--cert", own_cert, "--key", own_key]
        [case] = self.replay(0, *tls, *name, *ours)
        self.assertEqual(case["verdict"], "pass")
        for word in (*name, *ours):
            self.assertIn(word, case["reproduce"])
        [case] = self.replay(3, *tls, *ours)
        self.assertIn("mismatch", case["reason"])  # of 127.0.0.1 and flo.example
        [case] = self.replay(1, *tls, *name)
        self.assertNotEqual(case["verdict"], "pass")

    def test_mistakes_are_usage_errors(self):
        for options, sentence in (
            (["--transport", "tls", "--cert", self.authority.client[0]], "--cert and --key go together"),
            (["--transport", "unix"], "--transport unix: --server 127.0.0.1:1 is none"),
        ):
            done = subprocess.run([WIREPROOF, "replay", "--data", ROOT, "--protocol", "flo", "--server", "127.0.0.1:1", *options], capture_output=True, text=True)
            self.assertEqual(done.returncode, 2)
            self.assertIn(sentence, done.stderr)

    # ---- TLS with OpenSSL's programs ----
    def test_openssl_as_the_client(self):
        (cert, key), (own_cert, own_key) = self.authority.server, self.authority.client
        port = self.serve("flo", "--tls", "--cert", cert, "--key", key, "--ca", self.authority.ca)["port"]
        client = [OPENSSL, "s_client", "-quiet", "-connect", f"127.0.0.1:{port}", "-CAfile", self.authority.ca, "-verify_return_error",
                  "-servername", "flo.example", "-verify_hostname", "flo.example"]  # fmt: skip
        for version in ("-tls1_2", "-tls1_3"):
            with self.subTest(version):
                with_certificate = self.started(*client, version, "-cert", own_cert, "-key", own_key)
                with_certificate.stdin.write(PING_1)
                with_certificate.stdin.flush()
                self.assertIn(OK_1, read_until(with_certificate.stdout, re.escape(OK_1)))
                without = subprocess.run([*client, version], input=PING_1, capture_output=True, timeout=PATIENCE)
                self.assertNotIn(OK_1, without.stdout)

    def openssl_server(self, *options):
        """s_server, which shows what it decrypts and encrypts what it is given; its port."""
        cert, key = self.authority.server
        server = self.started(OPENSSL, "s_server", "-accept", "127.0.0.1:0", "-cert", cert, "-key", key, "-naccept", "1", *options)
        return server, int(re.search(rb"ACCEPT [^\n]*:(\d+)\n", read_until(server.stdout, rb"ACCEPT [^\n]*\n"))[1])

    def test_openssl_as_the_server(self):
        (own_cert, own_key) = self.authority.client
        server, port = self.openssl_server("-Verify", "1", "-verify_return_error", "-CAfile", self.authority.ca)
        replay = self.started(WIREPROOF, "replay", "--data", ROOT, "--protocol", "flo", "--only", PING, "--server", f"127.0.0.1:{port}", "--transport", "tls",
                              "--ca", self.authority.ca, "--server-name", "flo.example", "--cert", own_cert, "--key", own_key)  # fmt: skip
        magic, size = PING_1[:4], len(PING_1)
        asked = read_until(server.stdout, re.escape(magic) + rb".{%d}" % (size - len(magic)))
        ping = asked[asked.index(magic) :][:size]
        self.assertEqual(ping[8:16], (7).to_bytes(8, "little"))
        # Our own server knows the answer, which OpenSSL then gives.
        plain = self.serve("flo")["port"]
        with socket.create_connection(("127.0.0.1", plain), timeout=PATIENCE) as connection:
            connection.sendall(ping)
            answer = connection.recv(65536)
        server.stdin.write(answer)
        server.stdin.flush()
        shown = replay.stdout.read().decode()
        self.assertEqual(replay.wait(PATIENCE), 0, shown)

    def test_openssl_as_a_server_that_demands_what_we_do_not_show(self):
        server, port = self.openssl_server("-Verify", "1", "-verify_return_error", "-CAfile", self.authority.ca)
        [case] = self.replay(1, f"127.0.0.1:{port}", "--transport", "tls", "--ca", self.authority.ca, "--server-name", "flo.example")
        self.assertNotEqual(case["verdict"], "pass")

    # ---- WebSocket URLs ----
    def test_a_websocket_url(self):
        ready = self.serve("haystack", "--tls")
        scripts = {"protocol": "haystack", "only": "haystack-ay3q8*"}
        [*cases] = self.replay(0, f"wss://127.0.0.1:{ready['port']}/", "--ca", ready["ca_file"], **scripts)
        self.assertEqual({case["verdict"] for case in cases}, {"pass"})
        self.assertEqual({case["transport"] for case in cases}, {"tls"})
        ready = self.serve("haystack")
        cases = self.replay(0, f"ws://127.0.0.1:{ready['port']}", **scripts)
        self.assertEqual({case["transport"] for case in cases}, {"tcp"})

    def test_the_path_of_a_url_is_what_is_asked_for(self):
        listener = self.started(sys.executable, "-c", "import socket\ns = socket.create_server(('127.0.0.1', 0))\nprint(s.getsockname()[1], flush=True)\n"
                                "c = s.accept()[0]\nprint(c.recv(65536).split(b'\\r\\n')[0].decode(), flush=True)")  # fmt: skip
        port = int(listener.stdout.readline())
        [*_] = self.replay(1, f"ws://127.0.0.1:{port}/api/live?x=1", "--timeout-ms", "1000", protocol="haystack", only="haystack-a9wce")
        self.assertEqual(listener.stdout.readline().strip(), b"GET /api/live?x=1 HTTP/1.1")

    def test_urls_that_are_none(self):
        for server, options, sentence in (
            ("http://127.0.0.1:1", [], "expected ws://HOST:PORT/PATH"),
            ("wss://127.0.0.1:1", ["--transport", "tcp"], "--transport tcp: --server wss://127.0.0.1:1 is none"),
        ):
            done = subprocess.run([WIREPROOF, "replay", "--data", ROOT, "--server", server, *options], capture_output=True, text=True, timeout=PATIENCE)
            self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
            self.assertIn(sentence, done.stderr)

    # ---- traces ----
    def test_each_session_of_a_case_has_a_trace_of_its_own(self):
        folder = self.folder / "traces"
        done = subprocess.run([WIREPROOF, "replay", "--data", ROOT, "--quiet", "--self", "--only", PING, "--repeat", "2", "--trace", folder],
                              capture_output=True, text=True, timeout=PATIENCE)  # fmt: skip
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        plain = sorted(file.name for file in folder.glob("*.json") if "control" not in file.name)
        self.assertEqual(plain, [f"{PING}.pipe.2.json", f"{PING}.pipe.json", f"{PING}.tcp.2.json", f"{PING}.tcp.json"])
        for file in folder.glob(f"{PING}.*.json"):
            self.assertEqual([json.loads(line)["dir"] for line in file.read_text().splitlines()], [">", "<"], file)


if __name__ == "__main__":
    unittest.main()
