"""rrq 0.11.1 as a testee; see README.md for which function is which frame."""

import sys

import rrq_wire

if __name__ == "__main__":
    sys.exit(rrq_wire.testee("0.11.1", "v2b").run())
