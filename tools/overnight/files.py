"""Files that survive a kill and a power cut: written beside, synced, then renamed into place."""

import json
import os
import pathlib
import tempfile


def write(path, data):
    """Replaces a file in one step: a reader, also after a crash, sees the old bytes or the new ones."""
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data.encode() if isinstance(data, str) else data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
    sync_folder(path.parent)


def write_json(path, value):
    write(path, json.dumps(value, indent=1, ensure_ascii=False) + "\n")


def read_json(path):
    """The value, or None where there is no such file. A file that is no JSON is an error: nothing here writes one."""
    try:
        return json.loads(pathlib.Path(path).read_text("utf-8"))
    except FileNotFoundError:
        return None


def sync_folder(path):
    """Makes names in a folder durable."""
    number = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def plain_files(folder):
    """The files of a folder, hidden ones (half-written ones of `write`) left out; none where there is no folder."""
    try:
        with os.scandir(folder) as entries:
            return sorted(pathlib.Path(e.path) for e in entries if e.is_file(follow_symlinks=False) and e.name[0] != ".")
    except FileNotFoundError:
        return []
