"""Puts Debian's redis-server into redis/, where the orchestrator keeps its queue; nothing if there is one in PATH.

Packages are downloaded and unpacked, not installed: that needs no root and starts no service.
"""

import pathlib
import shutil
import subprocess
import sys

PACKAGES = ["redis-server", "redis-tools", "libjemalloc2", "liblua5.1-0", "liblzf1", "lua-bitop", "lua-cjson"]


def main():
    if shutil.which("redis-server"):
        return
    if not shutil.which("apt-get"):
        sys.exit("the orchestrator needs redis-server: none is in PATH, and there is no apt-get to fetch it with")
    folder = pathlib.Path("redis")
    folder.mkdir()
    fetch = ["apt-get", "download", *PACKAGES]
    if subprocess.run(fetch, cwd=folder, check=False).returncode:
        subprocess.run(["apt-get", "update"], check=True)  # an image may have no package lists; needs root
        subprocess.run(fetch, cwd=folder, check=True)
    for package in sorted(folder.glob("*.deb")):
        subprocess.run(["dpkg-deb", "-x", package.name, "."], cwd=folder, check=True)
        package.unlink()


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"redis-server cannot be fetched: {error}; `apt-get install redis-server` helps, or any redis-server in PATH")
