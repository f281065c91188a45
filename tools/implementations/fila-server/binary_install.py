"""Takes a fila-server that somebody has built: the program itself, or the checkout it was built in ($WIREPROOF_PEER_FROM).

The checkout is not built here: RocksDB takes longer than an install may.
"""

import os
import pathlib
import shutil
import sys

BUILT = ("target/release/fila-server", "target/debug/fila-server")


def main():
    named = os.environ.get("WIREPROOF_PEER_FROM")
    if not named:
        sys.exit(
            "no release of fila-server speaks FIBP: in a checkout of github.com/faiscadev/fila run\n"
            "`cargo build --release -p fila-server`, then `tools/peers install fila-server --from CHECKOUT`"
        )
    source = pathlib.Path(named)
    if source.is_dir():
        built = [source / program for program in BUILT if (source / program).is_file()]
        if not built:
            sys.exit(f"{source}: has neither {' nor '.join(BUILT)}: build it with `cargo build --release -p fila-server`")
        source = built[0]
    if not os.access(source, os.X_OK):
        sys.exit(f"{source}: not a program")
    shutil.copy2(source, "fila-server")
    print(f"fila-server from {source}")


if __name__ == "__main__":
    main()
