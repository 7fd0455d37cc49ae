"""How outputs take part in pages of HTML while these are filled and written; pages know of no output."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from sphinx_academic.pages.build import Options, build_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.content.fragments import Fragments
    from sphinx_academic.content.html import Page, Picture
    from sphinx_academic.content.nodes import Request, filter_form, placeholder
    from sphinx_academic.sections.base import Chosen, Section

    class PageOfSite(Page, Protocol):
        """A page that is being written."""

        docname: str

        def from_the_root(self, path: str) -> str:
            """A path from the folder that the site is written to, seen from the page."""
            ...


class ShownGroup(NamedTuple):
    """A group of a list that a page shows: ``groups[number]``."""

    builder: Any
    docname: str
    request: Request
    section: Section[Any]
    options: Options
    groups: Sequence[Chosen]
    number: int
    sources: tuple[str, ...]
    language: str

    @property
    def is_last(self) -> bool:
        """Whether the list ends here."""
        return self.number == len(self.groups) - 1


class Contributor:
    """An output that takes part in pages. Whatever it does not say anything about stays as it is."""

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

    def html(self, node: nodes.Element, page: PageOfSite, builder: Any) -> str | None:
        """The HTML of a list or a form that is not written as others are; else None."""
        return None

    def picture(
        self, path: Path, place: str, itself: Callable[[], str], folder: str, owner: str
    ) -> Picture | None:
        """What stands in a place for a picture whose own address is ``itself``; ``folder`` is that of all pictures."""
        return None


class _Contributors:
    def __init__(self) -> None:
        self.found: list[Contributor] = []
        self.come: Callable[[], object] = list


def contributors_come(env: BuildEnvironment, come: Callable[[], object]) -> None:
    """Say what has the contributors of a build add themselves, which happens before the first page is filled."""
    build_of(env).one("contributors", _Contributors).come = come


def contributors_of(env: BuildEnvironment) -> list[Contributor]:
    """The outputs that take part in the pages of a build."""
    contributors = build_of(env).one("contributors", _Contributors)
    come, contributors.come = contributors.come, list
    come()
    return contributors.found
