"""What one build has one of each: its builder, the door for its files, what it has found out so far."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

Thing = TypeVar("Thing")

Context = dict[str, Any]
"""What the templates are given for a page; every extension may put something in."""
Options = Mapping[str, Any]
"""The options of a directive, or of the theme, as they were read; each has a type of its own."""


def later(place: str) -> Callable[..., Any]:
    """A function that is imported when it is called (``package.module:name``): most builds need few of what there is."""

    def call(*arguments: Any, **named: Any) -> Any:
        module, _, name = place.partition(":")
        return getattr(import_module(module), name)(*arguments, **named)

    return call


class Build:
    """One build; when it is over, it goes with its environment."""

    def __init__(self) -> None:
        self._builder: Callable[[], Any] = lambda: None
        self._things: dict[object, Any] = {}

    @property
    def builder(self) -> Any:
        """The builder at work. It is one of many classes, of Sphinx and of others, and what they have differs."""
        return self._builder()

    def begin(self, builder: Any) -> None:
        """Begin anew, with a builder."""
        self._things.clear()
        # The environment belongs to the builder, and this to the environment.
        self._builder = weakref.ref(builder)

    def one(self, name: object, make: Callable[[], Thing]) -> Thing:
        """The one thing of a name, made when it is first asked for."""
        if name not in self._things:
            self._things[name] = make()
        thing: Thing = self._things[name]
        return thing


_builds: weakref.WeakKeyDictionary[BuildEnvironment, Build] = weakref.WeakKeyDictionary()


def build_of(env: BuildEnvironment) -> Build:
    """The build that an environment serves."""
    if env not in _builds:
        _builds[env] = Build()
    return _builds[env]


def setup_build(app: Sphinx) -> None:
    """Connect the begin of a build."""
    app.connect("builder-inited", _begin, priority=50)


def _begin(app: Sphinx) -> None:
    build_of(app.env).begin(app.builder)
