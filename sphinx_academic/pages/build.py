"""What one build has one of each: its builder, the door for its files, what it has found out so far."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, TypeVar, cast

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

Thing = TypeVar("Thing")

Context = dict[str, Any]
"""What the templates are given for a page; every extension may put something in."""
Options = Mapping[str, Any]
"""The options of a directive, or of the theme, as they were read; each has a type of its own."""


def later(place: str) -> Callable[..., Any]:
    """A function that is imported when it is called (``package.module:name``): most builds need few of what there is."""

    def call(*arguments: object, **named: object) -> object:
        module, _, name = place.partition(":")
        return getattr(import_module(module), name)(*arguments, **named)

    return call


class Build:
    """One build; when it is over, it goes with its environment."""

    def __init__(self, builder: Builder) -> None:
        # The environment belongs to the builder, and this to the environment.
        self._builder = weakref.ref(builder)
        self._things: dict[object, object] = {}
        self.come: Callable[[], object] = list
        """Has the outputs that take part in pages come, before the first page is filled."""

    @property
    def builder(self) -> Builder:
        """The builder at work."""
        builder = self._builder()
        assert builder is not None
        return builder

    def one(self, name: object, make: Callable[[], Thing]) -> Thing:
        """The one thing of a name, made when it is first asked for."""
        if name not in self._things:
            self._things[name] = make()
        return cast("Thing", self._things[name])


_builds: weakref.WeakKeyDictionary[BuildEnvironment, Build] = weakref.WeakKeyDictionary()


def build_of(env: BuildEnvironment) -> Build:
    """The build that an environment serves."""
    return _builds[env]


def setup_build(app: Sphinx) -> None:
    """Connect the begin of a build."""
    app.connect("builder-inited", _begin, priority=50)


def _begin(app: Sphinx) -> None:
    _builds[app.env] = Build(app.builder)
