#!/usr/bin/env python3
"""Assemble vectors from hand-written pieces of bytes.

    assemble.py [FILE.asm ...]            write FILE.json beside each input (default: every *.asm beside this script)
    assemble.py --check [FILE.asm ...]    write nothing; exit 1 if a FILE.json is not what its input gives
    assemble.py --new-ids PROTOCOL COUNT  print ids that no vector or session uses yet

The assembler knows integers, doubles, text, repetition, labels, lengths, CRC-32 and Adler-32, and no protocol: every layout is spelled out
in the input by a person who read the protocol page. It never calls the codec that the vectors judge. Vectors of another
origin (captured, document, found) that stand in FILE.json already are kept, after the assembled ones.
The input language is explained in README.md beside this file.
"""
import json
import pathlib
import random
import re
import struct
import sys
import zlib

HERE = pathlib.Path(__file__).resolve().parent
STRUCT_CODES = {"8": "B", "16": "H", "32": "I", "64": "Q"}
LEAST_REPEAT = 64  # a repetition of fewer bytes is written out in hex
CHECKSUMS = {"crc32": zlib.crc32, "adler32": zlib.adler32}


class Problem(Exception):
    """A mistake in an input file, with the line it stands on."""

    def __init__(self, line, text):
        super().__init__(f"line {line.number}: {text}" if line else text)


class Line:
    """One input line and the deeper indented lines below it."""

    def __init__(self, number, text):
        self.number, self.text, self.children = number, text, []

    def with_text(self, text, children):
        copy = Line(self.number, text)
        copy.children = children
        return copy


def read_lines(text):
    """Turn indentation into a tree of Line."""
    root = Line(0, "")
    stack = [(-1, root)]
    for number, raw in enumerate(text.split("\n"), 1):
        body = raw.strip()
        if not body or body.startswith("#"):
            continue
        indent = len(raw) - len(raw.lstrip(" ")) + (body[0] in "}]")  # a closing bracket belongs to the line it closes
        while stack[-1][0] >= indent:
            stack.pop()
        line = Line(number, body)
        stack[-1][1].children.append(line)
        stack.append((indent, line))
    return root.children


def substitute(line, names):
    """A copy of a tree with each $name replaced by its text."""
    def replace(match):
        return names.get(match.group(1), match.group(0))
    text = re.sub(r"\$([a-z_]+)", replace, line.text)
    return line.with_text(text, [substitute(child, names) for child in line.children])


def words(line, text):
    """Split at blanks that stand outside of quotes."""
    if text.count('"') % 2:
        raise Problem(line, "a quote is not closed")
    return re.findall(r'(?:[^\s"]|"[^"]*")+', text)


# --- bytes -----------------------------------------------------------------------------------------------------------

class Atom:
    """Some bytes of fixed size: known at once (data), or an integer whose expression needs the positions of labels."""

    def __init__(self, line, scope, data=None, code=None, expression=None, repeat=None):
        self.line, self.scope, self.data, self.code, self.expression = line, scope, data, code, expression
        self.repeat = repeat  # (hex, count), kept for the short form of the wire
        self.position = 0
        self.size = len(data) if data is not None else struct.calcsize(code)


class Assembly:
    """The bytes of one case: expands macros into atoms, gives labels their positions, then fills in the integers.

    A case of several messages has them one behind the other, with labels in common and positions from the first byte of all.
    """

    def __init__(self, messages, macros):
        self.macros, self.atoms, self.size = macros, [], 0
        self.labels = {"start": 0}
        self.ends = []  # of each message: the number of atoms until there
        self.masks = []  # (first, last, key): what is XORed when all is filled in
        for lines in messages:
            self.expand(lines, [self.labels], None)
            self.ends.append(len(self.atoms))
        self.labels["end"] = self.size
        self.image = bytearray(self.size)
        for atom in self.atoms:
            if atom.data is not None:
                self.image[atom.position:atom.position + atom.size] = atom.data
        for checksums in (False, True):  # a checksum covers the other integers, so it comes after them
            for atom in self.atoms:
                if atom.data is None and ("32(" in atom.expression) == checksums:
                    self.fill(atom)
        for first, last, key in self.masks:
            for at in range(first, last):
                self.image[at] ^= key[(at - first) % len(key)]

    def expand(self, lines, scope, block):
        for line in lines:
            for text in re.split(r'\s;\s(?=(?:[^"]*"[^"]*")*[^"]*$)', line.text):
                try:
                    self.piece(line, text.strip(), scope, block)
                except ValueError as error:
                    raise Problem(line, f"{text.strip()}: {error}") from None

    def piece(self, line, text, scope, block):
        while match := re.match(r"@(\w+)(?:\s+|$)", text):
            if scope[0].setdefault(match.group(1), self.size) != self.size:
                raise Problem(line, f"label @{match.group(1)} is set twice")
            text = text[match.end():]
        if not text:
            return
        name, _, rest = text.partition(" ")
        if name.removesuffix(":") in self.macros:  # a macro may take the name of a piece
            self.call(line, text, scope, block)
        elif text == "...":
            if block is None:
                raise Problem(line, "'...' stands outside of a macro with a block")
            self.expand(block[0], block[1], block[2])
        elif match := re.fullmatch(r"([ui])(8|16|32|64)(le|be)?", name):
            code = STRUCT_CODES[match.group(2)]
            order = ">" if match.group(3) == "be" else "<"
            self.add(Atom(line, scope, code=order + (code if match.group(1) == "u" else code.lower()), expression=rest))
        elif name in ("f64le", "f64be"):
            self.add(Atom(line, scope, data=struct.pack((">" if name == "f64be" else "<") + "d", float(rest))))
        elif name == "hex":
            self.add(Atom(line, scope, data=bytes.fromhex(rest)))
        elif name == "utf8":
            self.add(Atom(line, scope, data=json.loads(rest).encode("utf-8")))
        elif name == "text":
            self.add(Atom(line, scope, data=rest.encode("utf-8")))
        elif name == "repeat":
            unit, count = words(line, rest)
            self.add(Atom(line, scope, data=bytes.fromhex(unit) * int(count), repeat=(unit, int(count))))
        elif name == "xor":
            self.mask(line, rest, scope, block)
        else:
            self.call(line, text, scope, block)

    def mask(self, line, text, scope, block):
        key, colon, inline = text.partition(": ")
        first, atoms = self.size, len(self.atoms)
        self.expand([Line(line.number, inline)] if colon else line.children, scope, block)
        self.masks.append((first, self.size, bytes.fromhex(key)))
        for atom in self.atoms[atoms:]:
            atom.repeat = None  # a key of another length than the unit leaves no repetition

    def call(self, line, text, scope, block):
        head, colon, inline = text.partition(": ")
        name, *given = words(line, head)
        if name not in self.macros:
            raise Problem(line, f"neither a piece nor a macro: {name}")
        parameters, body = self.macros[name]
        values = {key: default for key, default in parameters.items() if default is not None}
        open_places = list(parameters)
        for word in given:
            key, equals, value = word.partition("=")
            if not equals or key not in parameters:
                key, value = (open_places or [None])[0], word
            if key not in open_places:
                raise Problem(line, f"{name}: one argument too many or given twice: {word}")
            values[key] = value.strip('"')
            open_places.remove(key)
        missing = [key for key in parameters if key not in values]
        if missing:
            raise Problem(line, f"{name} needs {', '.join(missing)}")
        children = [Line(line.number, inline)] if colon else line.children
        self.expand([substitute(child, values) for child in body], [{}] + scope, (children, scope, block))

    def add(self, atom):
        atom.position = self.size
        self.size += atom.size
        self.atoms.append(atom)

    def fill(self, atom):
        value = self.evaluate(atom.line, atom.expression, atom.scope)
        try:
            struct.pack_into(atom.code, self.image, atom.position, value)
        except struct.error as error:
            raise Problem(atom.line, f"{value} does not fit: {error}") from None

    def evaluate(self, line, text, scope):
        """Numbers, @labels, len(@a..@b), crc32(@a..@b, ...) and adler32(...) joined by + - ^ from left to right."""
        total, sign = 0, "+"
        for token in re.findall(r"[a-z]\w*\([^)]*\)|@\w+|0x[0-9a-fA-F]+|\d+|[-+^]|\S", text):
            if token in "+-^":
                sign = token
                continue
            value = self.operand(line, token, scope)
            total = total + value if sign == "+" else total - value if sign == "-" else total ^ value
        return total

    def operand(self, line, token, scope):
        if token[0] == "@":
            return self.position(line, token[1:], scope)
        if token[0].isdigit():
            return int(token, 0)
        match = re.fullmatch(r"(len|crc32|adler32)\((.*)\)", token)
        if not match:
            raise Problem(line, f"not a number, label or function: {token}")
        spans = []
        for part in match.group(2).split(","):
            first, _, last = part.strip().partition("..")
            spans.append((self.position(line, first[1:], scope), self.position(line, last[1:], scope)))
        if match.group(1) == "len":
            return sum(last - first for first, last in spans)
        return CHECKSUMS[match.group(1)](b"".join(bytes(self.image[first:last]) for first, last in spans))

    def position(self, line, label, scope):
        for labels in scope:
            if label in labels:
                return labels[label]
        raise Problem(line, f"unknown label @{label}")

    def wires(self):
        """The messages, each in the list form: hex strings, long repetitions as {"repeat", "count"}."""
        return [self.list_form(self.atoms[first:last]) for first, last in zip([0, *self.ends], self.ends)]

    def list_form(self, atoms):
        parts, plain = [], bytearray()
        for atom in atoms:
            if atom.repeat and atom.size >= LEAST_REPEAT:
                if plain:
                    parts.append(plain.hex())
                parts.append({"repeat": atom.repeat[0], "count": atom.repeat[1]})
                plain = bytearray()
            else:
                plain += self.image[atom.position:atom.position + atom.size]
        return parts + [plain.hex()] if plain or not parts else parts


# --- cases -----------------------------------------------------------------------------------------------------------

def parse_json(line, text):
    def expand(node):
        if isinstance(node, dict):
            if set(node) == {"$repeat"}:
                return node["$repeat"][0] * node["$repeat"][1]
            if set(node) == {"$join"}:
                return "".join(map(expand, node["$join"]))
            return {key: expand(item) for key, item in node.items()}
        return [expand(item) for item in node] if isinstance(node, list) else node
    parts = [text]
    pending = list(line.children)
    while pending:
        child = pending.pop(0)
        parts.append(child.text)
        pending = child.children + pending
    try:
        return expand(json.loads(" ".join(parts)))
    except ValueError as error:
        raise Problem(line, f"bad JSON: {error}") from None


def parse_error(line, text, assembly):
    """`CODE[|CODE...] OFFSET [PATH]`; the offset is an expression without blanks."""
    codes, offset, *path = text.split()
    codes = codes.split("|")
    at = assembly.evaluate(line, offset, [assembly.labels]) if assembly else int(offset)
    return {"code": codes if len(codes) > 1 else codes[0], "offset": at, "path": path[0] if path else ""}


def messages_of(line):
    """The lines of each message: `message` with a block of one piece behind it, or with an indented one below."""
    for child in line.children:
        name, _, inline = child.text.partition(":")
        if name != "message":
            raise Problem(child, f"expected message, got {child.text}")
        yield [Line(child.number, inline.strip())] if inline else child.children


def assemble_case(line, macros, protocol):
    match = re.fullmatch(r"case (\S+) (valid|invalid|either) (must|should|may) (§[\d.]+) (.+)", line.text)
    if not match:
        raise Problem(line, "expected: case ID KIND LEVEL §RULE TITLE")
    vector = dict(zip(("id", "kind", "level"), match.groups()))
    vector.update(spec=f"{protocol} {match.group(4)}", title=match.group(5), source="assembled")
    fields = {}
    for child in line.children:
        key, colon, text = child.text.partition(":")
        if not colon or key in fields:
            raise Problem(child, f"expected a new `key: value`, got {child.text}")
        fields[key] = (child, text.strip())
    assembly = None
    if "wire" in fields:
        assembly = Assembly([fields.pop("wire")[0].children], macros)
        vector["wire"], = assembly.wires()
    elif "wires" in fields:
        assembly = Assembly(messages_of(fields.pop("wires")[0]), macros)
        vector["wires"] = assembly.wires()
    for key, (child, text) in fields.items():
        vector[key] = parse_error(child, text, assembly) if key == "error" else parse_json(child, text)
    return vector


def parse_macro(line):
    _, name, *parameters = words(line, line.text)
    defaults = {}
    for parameter in parameters:
        key, equals, default = parameter.partition("=")
        defaults[key] = default.strip('"') if equals else None
    return name, (defaults, line.children)


def cases_of_table(line):
    """Each row of an `each` table put into the case below the rows."""
    columns = line.text.split()[1:]
    *rows, template = line.children
    for row in rows:
        cells = [re.sub(r'^"(.*)"$', r"\1", cell) for cell in words(row, row.text)]  # `""a""` is a cell with quotes
        if len(cells) != len(columns):
            raise Problem(row, f"{len(cells)} cells for {len(columns)} columns")
        yield substitute(template, dict(zip(columns, cells)))


def assemble(lines):
    """The document that an input describes, without the vectors of another origin."""
    document, macros, vectors = None, {}, []
    for line in lines:
        keyword = line.text.split()[0]
        if keyword == "document":
            document = parse_json(line, line.text[len("document"):])
        elif keyword == "macro":
            name, macro = parse_macro(line)
            macros[name] = macro
        elif keyword in ("case", "each"):
            cases = [line] if keyword == "case" else cases_of_table(line)
            vectors += [assemble_case(case, macros, document["protocol"]) for case in cases]
        else:
            raise Problem(line, f"expected document, include, macro, each or case, got {keyword}")
    if document is None:
        raise Problem(None, "the document line is missing")
    return {"schema": "wireproof/vectors/1", **document, "vectors": vectors}


def render(document):
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def with_includes(path):
    """The lines of an input, each `include NAME` replaced by the lines of that file."""
    for line in read_lines(path.read_text(encoding="utf-8")):
        if line.text.startswith("include "):
            yield from with_includes(path.with_name(line.text.split()[1]))
        else:
            yield line


def build(path):
    document = assemble(with_includes(path))
    target = path.with_suffix(".json")
    if target.exists():
        kept = [v for v in json.loads(target.read_text(encoding="utf-8"))["vectors"] if v["source"] != "assembled"]
        document["vectors"] += kept
    ids = [vector["id"] for vector in document["vectors"]]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise Problem(None, f"ids used twice: {', '.join(twice)}")
    return target, render(document)


def new_ids(protocol, count):
    root = HERE.parent
    texts = (p.read_text(encoding="utf-8") for d in ("vectors", "harness/sessions") for p in (root / d).rglob("*.*")
             if p.suffix in (".json", ".asm"))
    used = {one for text in texts for one in re.findall(rf"\b{protocol}-[a-z0-9]{{5}}\b", text)}
    chance = random.SystemRandom()
    while count:
        one = f"{protocol}-" + "".join(chance.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(5))
        if one not in used:
            used.add(one)
            count -= 1
            print(one)


def main(arguments):
    if arguments[:1] == ["--new-ids"] and len(arguments) == 3:
        new_ids(arguments[1], int(arguments[2]))
        return 0
    check = arguments[:1] == ["--check"]
    paths = [pathlib.Path(one) for one in arguments[check:]] or sorted(HERE.glob("*/*.asm"))
    status = 0
    for path in paths:
        try:
            target, text = build(path)
        except (Problem, OSError, ValueError) as problem:
            print(f"{path}: {problem}", file=sys.stderr)
            status = 2
            continue
        if check and (not target.exists() or target.read_text(encoding="utf-8") != text):
            print(f"{target}: not what {path.name} gives; run assemble.py {path}", file=sys.stderr)
            status = status or 1
        elif not check:
            target.write_text(text, encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
