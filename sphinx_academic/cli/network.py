"""How commands reach services: over the network or what stands in for it, with an address at which whoever asks is reached."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from sphinx_academic.cli.command import Refused
from sphinx_academic.cli.messages import say
from sphinx_academic.problems import shorten

if TYPE_CHECKING:
    from sphinx_academic.fetching.client import Client

CONTACT = "SPHINX_ACADEMIC_CONTACT"
"""The environment variable with the address of whoever asks."""

_ADDRESS = re.compile(r"[!-?A-~]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z0-9-]{2,63}")
_PLACEHOLDER = re.compile(
    r"(?i)@(?:.{0,200}\.)?(?:example(?:\.[a-z]{2,9})?|invalid|test|localhost|(?:your-?|some-?|my-?)?(?:domain|university|institution)\.[a-z]{2,9})$"
)


class NetworkSettings(NamedTuple):
    """What a command is to ask over, in place of the network: click's ``obj`` of whoever calls it from Python, as tests do."""

    transport: Any = None
    """An ``httpx.BaseTransport``; None for the network."""
    further: Mapping[str, Any] = {}
    """Further arguments of the client: how it waits."""
    environment: Mapping[str, str] | None = None
    """In place of the environment: keys, and the address of whoever asks."""

    @classmethod
    def of(cls, context: click.Context) -> NetworkSettings:
        """Those that a command was called with."""
        return context.obj if isinstance(context.obj, cls) else cls()

    @property
    def variables(self) -> Mapping[str, str]:
        """The environment."""
        return os.environ if self.environment is None else self.environment


def contact_of(said: str, in_plan: str, variables: Mapping[str, str]) -> str:
    """The address of whoever asks: that of the command line, else of the plan, else of the environment; empty where none is said, as none is
    guessed. Raises Refused for what is none."""
    choices = ((said, "--contact"), (in_plan, "the plan"), (variables.get(CONTACT, ""), CONTACT))
    found, where = next(((text.strip(), where) for text, where in choices if text.strip()), ("", ""))
    if found and not _ADDRESS.fullmatch(found):
        raise Refused(
            f"'{shorten(found)}' ({where}) is no address of e-mail, at which services reach you. Nothing is asked."
        )
    if _PLACEHOLDER.search(found):
        raise Refused(
            f"'{shorten(found)}' ({where}) stands for an address and is none, and services turn it away. Nothing is asked. Write your own, or none."
        )
    return found


def _usual_cache() -> Path:
    """Where answers are kept: in the folder that the system has for such things."""
    return Path(_needed("platformdirs").user_cache_path("sphinx-academic", appauthor=False))


@contextmanager
def client_for(
    settings: NetworkSettings, *, folder: Path | None, run: Mapping[str, object], contact: str, offline: bool
) -> Iterator[Client]:
    """What asks services; ``run`` is what tells one run from another. Raises Refused where another run is going on, or something is not
    installed."""
    module = _needed("sphinx_academic.fetching.client")
    arguments = {"transport": settings.transport, **settings.further}
    client: Client = module.Client(
        folder or _usual_cache(),
        run=json.dumps(run, sort_keys=True),
        contact=contact,
        environment=settings.variables,
        offline=offline,
        say=say,
        **arguments,
    )
    try:
        with client:
            yield client
    except module.BusyError:
        raise Refused(
            "Another run is asking services just now. Nothing is done; wait for its end, or give this one a folder of its own:  --cache FOLDER"
        ) from None


def _needed(name: str) -> Any:
    """A module that is there with the extra alone, or needs one that is."""
    try:
        with _without_what_is_not_needed():
            return import_module(name)
    except ModuleNotFoundError as error:
        if str(error.name).startswith("sphinx_academic"):
            raise
        raise Refused(
            f'Asking services needs {error.name}. Install it:  pip install "sphinx-academic[cli]"'
        ) from None


_NOT_NEEDED = ("httpx._main", "anyio")
"""What httpx loads where it can and asking one after another never uses: its own command line, with rich and pygments, and another way to
wait for several answers. Together 9 MB of memory."""


@contextmanager
def _without_what_is_not_needed() -> Iterator[None]:
    """Keep httpx, where it is loaded here, from loading that, and what it loads itself only when it is used."""
    kept_out = [] if "httpx" in sys.modules else [name for name in _NOT_NEEDED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(kept_out))  # type: ignore[arg-type]
    try:
        yield
        if "httpx" in sys.modules:
            import_module("httpcore")
    finally:
        for name in kept_out:
            del sys.modules[name]


def contact_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Who asks."""
    return click.option(
        "--contact",
        default="",
        metavar="ADDRESS",
        help=f"Your address of e-mail, which services are told; by default that of the plan, else of the variable {CONTACT}.",
    )(function)


def offline_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Whether nothing is asked at all."""
    return click.option("--offline", is_flag=True, help="Ask nobody: take what was answered before.")(
        function
    )


def cache_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Where answers are kept."""
    return click.option(
        "--cache",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="FOLDER",
        help="Where answers are kept; by default in your own folder for such things.",
    )(function)
