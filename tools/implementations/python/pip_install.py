"""Makes the virtual environment of an implementation that comes from PyPI: pip_install.py PACKAGE VERSION [PIP-OPTION…].

Run in the install folder by the folder's `install` program, with the interpreter that `tools/peers` chose. Installs what
requirements.txt there pins by hash, or the checkout named by $WIREPROOF_PEER_FROM; then asks the environment which
version it really has.
"""

import os
import pathlib
import subprocess
import sys
import venv


def main(package, version, *options):
    checkout = os.environ.get("WIREPROOF_PEER_FROM")
    venv.create("venv", with_pip=True, symlinks=True)
    python = os.path.join("venv", "bin", "python")
    source = ["--no-deps", checkout] if checkout else ["--require-hashes", *options, "--requirement", "requirements.txt"]
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", *source], check=True)
    ask = f"import importlib.metadata as m; print(m.version({package!r}))"
    found = subprocess.run([python, "-c", ask], check=True, capture_output=True, text=True).stdout.strip()
    if found != version and not checkout:
        sys.exit(f"installed {package} {found}, wanted {version}")
    remove_scripts_that_name_this_folder()
    print(f"{package} {found}" + (f" from {checkout}" if checkout else ""))


def remove_scripts_that_name_this_folder():
    """The folder is moved into place once complete, which breaks pip's and activate's absolute paths; python's are not."""
    for script in pathlib.Path("venv/bin").iterdir():
        if not script.name.startswith("python"):
            script.unlink()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    try:
        main(*sys.argv[1:])
    except subprocess.CalledProcessError as error:
        sys.exit(f"failed with status {error.returncode}: {' '.join(map(str, error.cmd))}")
