"""The targets that a build has left in a folder, with what fuzzing has made of each."""

import configparser
import hashlib
import os
import pathlib
import re
import shutil
import zipfile

from overnight import files

NAME = re.compile(r"fuzz_([a-z0-9]+)_([a-z]+)")


class Target:
    """One libFuzzer program and its folder of the output: corpus, artifacts, history.json."""

    def __init__(self, program, out):
        self.program = program
        self.name = program.name
        self.protocol, self.kind = NAME.fullmatch(self.name).groups()
        self.place = out / "targets" / self.name
        self.corpus = self.place / "corpus"
        self.artifacts = self.place / "artifacts"  # libFuzzer writes here; emptied into the findings
        self.scratch = self.place / "scratch"
        options = configparser.ConfigParser()
        options.read(program.with_name(self.name + ".options"))
        self.flags = []
        if options.has_section("libfuzzer"):
            for key, value in options.items("libfuzzer"):
                self.flags.append(f"-{key}={program.parent / value if key == 'dict' else value}")

    def prepare(self, seeds, but):
        """Makes the folders whole after whatever ended the run before, and puts seeds into the corpus, but not those
        whose SHA-1 is in `but`."""
        previous = self.place / "corpus.before"
        if previous.exists():
            if self.corpus.exists():
                shutil.rmtree(previous)  # killed after the exchange
            else:
                previous.rename(self.corpus)  # killed in the middle of it
        shutil.rmtree(self.scratch, ignore_errors=True)
        for folder in (self.corpus, self.artifacts, self.scratch):
            folder.mkdir(parents=True, exist_ok=True)
        for data in seeds:
            name = hashlib.sha1(data).hexdigest()  # as libFuzzer names it
            if name not in but and not (self.corpus / name).exists():
                (self.corpus / name).write_bytes(data)

    def exchange_corpus(self, smaller):
        """Puts a merged corpus into the place of the corpus. `prepare` mends what a kill leaves."""
        previous = self.place / "corpus.before"
        os.sync()
        self.corpus.rename(previous)
        smaller.rename(self.corpus)
        files.sync_folder(self.place)
        shutil.rmtree(previous)

    def forget_input(self, data):
        """Takes a crashing input out of the corpus: it stands among the findings, and would end every start."""
        for path in files.plain_files(self.corpus):
            if path.stat().st_size == len(data) and path.read_bytes() == data:
                path.unlink()

    def corpus_size(self):
        sizes = [path.stat().st_size for path in files.plain_files(self.corpus)]
        return len(sizes), sum(sizes)

    def build_id(self):
        """Tells one build of the program from another."""
        return hashlib.sha256(self.program.read_bytes()).hexdigest()[:16]

    def seeds(self, regressions):
        """Inputs to start from: the corpus that the build made, or the zip beside the program, and regressions."""
        for folder in (self.program.parent.parent / "fuzz" / "corpora" / self.name, regressions / self.name):
            for path in files.plain_files(folder):
                yield path.read_bytes()
        archive = self.program.with_name(self.name + "_seed_corpus.zip")
        if archive.exists():
            with zipfile.ZipFile(archive) as inputs:
                for entry in inputs.infolist():
                    if not entry.is_dir():
                        yield inputs.read(entry)


def find(folder, out):
    """All targets of a folder, in order of name: programs fuzz_<protocol>_<kind> with their .options."""
    found = []
    for path in sorted(pathlib.Path(folder).glob("fuzz_*.options")):
        program = path.with_suffix("")
        if NAME.fullmatch(program.name) and os.access(program, os.X_OK):
            found.append(Target(program, out))
    return found


def left_behind(folder, out):
    """Those that have a folder in the output, whether or not they are built."""
    names = [path.name for path in sorted(out.glob("targets/*")) if NAME.fullmatch(path.name)]
    return [Target(pathlib.Path(folder) / name, out) for name in names]
