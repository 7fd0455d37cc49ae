"""Pausing Python's garbage collector while very many records are built at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 500


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


def keep_for_good(records: int) -> None:
    """Let the collector pass over everything that is in memory now, if many records are among it.

    Records are kept until the process ends. With a thousand of them the collector would walk them a dozen times
    while Sphinx writes its pages, a tenth of the whole build. Objects are freed as before when nothing refers to them.
    """
    if records >= _MANY:
        gc.freeze()
