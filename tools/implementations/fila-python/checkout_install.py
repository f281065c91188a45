"""Makes the virtual environment of a checkout of fila-python, whose folder is $WIREPROOF_PEER_FROM.

The package is plain Python without dependencies: its folder is copied to where an installer would put it, so nothing is
built and nothing downloaded. Beside it, checkout.json says which version and commit that was.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import venv


def main():
    named = os.environ.get("WIREPROOF_PEER_FROM")
    if not named:
        sys.exit(
            "no release speaks FIBP: get the branch feat/21.2-binary-protocol of github.com/faiscadev/fila-python,\n"
            "then `tools/peers install fila-python --from CHECKOUT`"
        )
    checkout = pathlib.Path(named)
    if not (checkout / "fila" / "fibp" / "codec.py").is_file():
        sys.exit(f"{checkout}: has no fila/fibp/codec.py: not a checkout of fila-python, or of a branch without FIBP")
    project = (checkout / "pyproject.toml").read_text("utf-8")
    version = re.search(r'^version\s*=\s*"([^"]+)"', project, re.MULTILINE)
    if not version:
        sys.exit(f"{checkout}/pyproject.toml: names no version")
    venv.create("venv", symlinks=True)
    (packages,) = pathlib.Path("venv", "lib").glob("python3*/site-packages")
    shutil.copytree(checkout / "fila", packages / "fila", ignore=shutil.ignore_patterns("__pycache__"))
    about = {"version": version.group(1), "commit": commit_of(checkout)}
    pathlib.Path("checkout.json").write_text(json.dumps(about) + "\n", "utf-8")
    print(f"fila-python {about['version']} from {checkout}, commit {about['commit'] or 'unknown'}")


def commit_of(checkout):
    """The commit, with a + when files differ from it; None when there is no git, or the folder is no checkout's root."""
    if not (checkout / ".git").exists():
        return None
    try:
        asked = [["rev-parse", "HEAD"], ["status", "--porcelain", "--untracked-files=no"]]
        commit, changes = (
            subprocess.run(["git", "-C", checkout, *command], check=True, capture_output=True, text=True).stdout.strip()
            for command in asked
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return commit + ("+" if changes else "")


if __name__ == "__main__":
    try:
        main()
    except OSError as error:
        sys.exit(str(error))
