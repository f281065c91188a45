"""fila-server behind wireproof's launcher protocol: one broker, alone, with an empty store in a folder that goes with it.

Options: `auth` none|key (none): with `key` it asks for API keys and knows one, `wireproof-key`, whose holder may do everything.
"""

import pathlib
import sys
import tempfile

from wireproof_server import Start, run_program

HERE = pathlib.Path(__file__).absolute().parent
KEY = "wireproof-key"


def main():
    start = Start.read()
    auth = start.option("auth", ("none", "key"), "none")
    with tempfile.TemporaryDirectory(prefix="wireproof-fila-") as folder:

        def command_for(address):
            sections = f'[server]\nlisten_addr = "{address}"\n'
            if auth == "key":
                sections += f'[auth]\nbootstrap_apikey = "{KEY}"\n'
            pathlib.Path(folder, "fila.toml").write_text(sections, "utf-8")
            # It reads fila.toml of its working directory.
            return ["env", f"--chdir={folder}", str(HERE / "fila-server")]

        return run_program(start, command_for, {"FILA_DATA_DIR": str(pathlib.Path(folder, "data")), "RUST_LOG": "warn"})


if __name__ == "__main__":
    sys.exit(main())
