#!/usr/bin/env python3
"""Nothing but a protocol's own places names a protocol, so that adding one changes one line of the shared code at most.

Names are those of the folders conformance/*/ that have a PROTOCOL.md, but for the made-up one of the manual. Prose, comments, tests and the examples in help texts
may name them.
"""
import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NAMES = sorted({page.parent.name for page in ROOT.glob("conformance/*/PROTOCOL.md")} - {"example"})
NAME = re.compile(r"(?<![a-z])(" + "|".join(NAMES) + r")(?![a-z])", re.IGNORECASE)

CODE = {".cpp", ".hpp", ".cmake", ".py", ".sh", ".in", ""}  # with CMakeLists.txt; "" are programs without a suffix
OWN_PLACES = [  # {p} is a name
    "conformance/{p}/**", "vectors/{p}/**", "harness/sessions/{p}/**", "harness/peers/{p}/**", "harness/peers/{p}.*",
    "fuzz/dictionaries/{p}.dict", "fuzz/regressions/**", "tools/implementations/**",
]
TABLES = {  # file: how many lines may name each protocol
    "conformance/protocol_table.cpp": 2,       # the protocol table: its include and its row
    "conformance/CMakeLists.txt": 12,     # sources of the library and its test program
    "harness/peers/peers.cpp": 12,        # the peer table: includes, capabilities, a row a variant
    "harness/peers/CMakeLists.txt": 12,   # sources
    "fuzz/CMakeLists.txt": 1,             # the fuzz list
}
# One protocol also carries others: the engine of the sessions speaks it below theirs, a server may be named by its URL, its
# handshake is fuzzed with our own parsers, network fuzzing puts bent bytes into its messages.
CARRIER, CARRIES_IN = "websocket", ("harness/session/", "fuzz/network/", "fuzz/own/", "fuzz/targets/fragments.cpp", "tools/wireproof/record", "tools/wireproof/replay")
TESTS = re.compile(r"(_test\.(cpp|py)|/test_[^/]*|/misbehaving_testee\.py|tools/tests/.*|tools/bench/.*|tools/consumer-test)$")
LEFT_OUT = {"build", ".git", ".ccache", "__pycache__"}


def code_files():
    for file in sorted(ROOT.rglob("*")):
        relative = file.relative_to(ROOT)
        if LEFT_OUT & set(relative.parts) or not file.is_file() or (file.suffix not in CODE and file.name != "CMakeLists.txt"):
            continue
        own = any(relative.match(place.format(p=name)) or str(relative).startswith(place.format(p=name).removesuffix("**"))
                  for place in OWN_PLACES for name in NAMES)
        if not own and not TESTS.search("/" + str(relative)):
            yield file, str(relative)


def without_prose(line, suffix):
    """A line of code without its comment and without quoted command lines of the tool (examples in help texts)."""
    line = re.sub(r'"(Examples?:\\n)?\s*wireproof [^"\\]*(\\.[^"\\]*)*"', '""', line)
    return re.sub(r"//.*" if suffix in (".cpp", ".hpp") else r"#.*", "", line)


class ProtocolNames(unittest.TestCase):
    def test_there_are_names_to_look_for(self):
        self.assertIn("flo", NAMES)

    def test_a_name_is_found_where_it_must_not_stand(self):
        self.assertTrue(NAME.search(without_prose('if (protocol == "flo") {', ".cpp")))
        self.assertTrue(NAME.search(without_prose("flo::Request request;", ".hpp")))
        self.assertFalse(NAME.search(without_prose('    "  wireproof decode flo seqs \'{\\"a\\": 1}\'\\n"', ".cpp")))
        self.assertFalse(NAME.search(without_prose("x();  // as in flo", ".cpp")))
        self.assertFalse(NAME.search(without_prose("the flow overflows", ".cpp")))

    def test_nothing_else_names_a_protocol(self):
        found = []
        for file, relative in code_files():
            text = file.read_text(encoding="utf-8", errors="replace")
            if file.suffix in (".py", "") and '"""' in text:
                text = re.sub(r'""".*?"""', lambda match: "\n" * match.group().count("\n"), text, flags=re.DOTALL)
            allowed = {CARRIER} if relative.startswith(CARRIES_IN) else set()
            lines = [(number, line) for number, line in enumerate(text.splitlines(), 1)
                     if {name.lower() for name in NAME.findall(without_prose(line, file.suffix))} - allowed]
            if len(lines) > TABLES.get(relative, 0) * len(NAMES):
                found += [f"{relative}:{number}: {line.strip()}" for number, line in lines]
        self.assertEqual(found, [], "these name a protocol:\n" + "\n".join(found))


if __name__ == "__main__":
    sys.exit(unittest.main())
