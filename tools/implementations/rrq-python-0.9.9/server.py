"""The runner of PyPI rrq as a server: the program `rrq-runner` of the package, with the handlers of rrq_handlers.py."""

import os
import sys

from wireproof_server import Start, run_program

HERE = os.path.dirname(os.path.abspath(__file__))


def command(address):
    # `-m rrq.runner_runtime` is what the script rrq-runner calls; the script itself names the interpreter by a path that
    # is gone once an install has been moved into place.
    return [sys.executable, "-m", "rrq.runner_runtime", "--settings", "rrq_handlers.settings", "--tcp-socket", address]


if __name__ == "__main__":
    sys.exit(run_program(Start.read(), command, {"PYTHONPATH": HERE}))
