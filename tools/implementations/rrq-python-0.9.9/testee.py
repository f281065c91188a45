"""rrq 0.9.9 as a testee; see README.md for which function is which frame."""

import sys

import rrq_wire

if __name__ == "__main__":
    sys.exit(rrq_wire.testee("0.9.9", "v1").run())
