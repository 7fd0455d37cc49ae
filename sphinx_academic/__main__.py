"""The program: ``python -m sphinx_academic``, and the command that is installed. Ctrl-C is told in words from its first moment on."""

from __future__ import annotations

import sys
from importlib import import_module


def run() -> int:
    """Run the command of this process; the result is its exit status."""
    try:
        # What is imported here takes long enough for somebody to think better of it.
        status: int = import_module("sphinx_academic.cli").main()
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    return status


if __name__ == "__main__":
    sys.exit(run())
