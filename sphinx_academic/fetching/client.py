"""Asks services over HTTP: within their limits, again where they were busy, never twice for what is kept, and never anybody else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sphinx_academic.fetching.source import Asker, Source

if TYPE_CHECKING:
    import httpx


class Client:
    """One run of asking; a context manager that keeps what is answered in a folder.

    A run that was broken off is gone on with by the next one: what it was answered is not asked for again. After a whole run everything is
    asked for anew, with conditions (RFC 9110, section 13.1).
    """

    def __init__(
        self,
        folder: Path,
        *,
        run: str,
        contact: str = "",
        environment: Mapping[str, str] | None = None,
        offline: bool = False,
        transport: httpx.BaseTransport | None = None,
        say: Callable[[str], None] = lambda message: None,
    ) -> None:
        """``folder`` is where answers are kept, ``run`` what tells one run from another: the lock that is written and what is asked.
        ``environment`` holds the keys, ``transport`` leads the requests in place of the network, ``say`` is told of waiting."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        """Begin, or go on. Raises BusyError where another run is going on."""
        raise NotImplementedError

    def __exit__(self, *error: object) -> None:
        """Close the connections; what was broken off stays to be gone on with."""
        raise NotImplementedError

    def asker(self, source: Source) -> Asker:
        """What asks one service."""
        raise NotImplementedError

    def done(self) -> None:
        """Everything was asked for: the next run is another one."""
        raise NotImplementedError


class BusyError(Exception):
    """Another run is going on in the same folder."""
