"""What one build has one of each: its builder, the outputs that take part in its pages, what it has found out so far."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from pathlib import Path

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.content.fragments import Fragments
    from sphinx_academic.content.html import Page, Picture
    from sphinx_academic.content.nodes import Request, filter_form, placeholder
    from sphinx_academic.sections.base import Chosen, Section

    class PageOfSite(Page, Protocol):
        """A page that is being written."""

        docname: str

        def address(self, path: str) -> str:
            """The address of what is written to a path of the site, seen from the page."""
            ...


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
        self._contributors: list[Contributor] = []
        self.come: Callable[[], object] = list
        """Has the contributors add themselves, before the first page is filled."""

    @property
    def builder(self) -> Builder:
        """The builder at work."""
        builder = self._builder()
        assert builder is not None
        return builder

    @property
    def contributors(self) -> list[Contributor]:
        """The outputs that take part in pages."""
        come, self.come = self.come, list
        come()
        return self._contributors

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


class ShownGroup(NamedTuple):
    """A group of a list that a page of HTML shows: ``groups[number]``."""

    builder: StandaloneHTMLBuilder
    docname: str
    request: Request
    section: Section[Any]
    options: Options
    groups: tuple[Chosen, ...]
    number: int
    sources: tuple[str, ...]
    language: str

    @property
    def is_last(self) -> bool:
        """Whether the list ends here."""
        return self.number == len(self.groups) - 1


class Contributor:
    """An output that takes part in pages of HTML while these are filled and written; pages know of no output.

    Whatever it does not say anything about stays as it is.
    """

    def behind(self, shown: ShownGroup) -> Fragments:
        """What stands below a list."""
        return ()

    def filled(self, node: placeholder, shown: ShownGroup) -> None:
        """Look at a group that has been filled."""

    def form(self, node: filter_form, shown: ShownGroup) -> str:
        """Take over a form above a list; gives the class of its entries, empty where the form is nobody's."""
        return ""

    def page(self, found: Sequence[placeholder]) -> None:
        """Look at all lists of a page together."""

    def html(self, node: nodes.Element, page: PageOfSite, builder: StandaloneHTMLBuilder) -> str | None:
        """The HTML of a list or a form that is not written as others are; else None."""
        return None

    def picture(
        self, path: Path, place: str, itself: Callable[[], str], folder: str, owner: str
    ) -> Picture | None:
        """What stands in a place for a picture whose own address is ``itself``; ``folder`` is that of all pictures."""
        return None
