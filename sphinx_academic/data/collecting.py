"""Pausing Python's garbage collector while very many records are built at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collection() -> Iterator[None]:
    """Pause cyclic garbage collection; it resumes afterwards only if it ran before.

    Records make no reference cycles, and with every few hundred of them the collector would walk all the
    others again: more than half of the time that reading a large file takes.
    """
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            gc.enable()
