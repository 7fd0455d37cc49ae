"""The directives; what they do is imported when a page has one, so that other builds don't pay for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective


class _AnyOption(dict[str, Callable[[Any], Any]]):
    """Lets every option through to us.

    docutils would drop the whole directive for an unknown option, MyST would list the names in another form;
    we tell both authors the same and show the records all the same.
    """

    def __bool__(self) -> bool:
        # docutils reads no options at all for an empty specification
        return True

    def __missing__(self, name: str) -> Callable[[Any], Any]:
        return lambda text: text


class SectionDirective(SphinxDirective):
    """Base of all directives; a subclass names its section."""

    section_name: ClassVar[str]
    has_content = False
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = _AnyOption()

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder for each group of records, under real headings where the page allows them."""
        from sphinx_academic.pages.reading import Reader

        return Reader(self).read()


class PublicationsDirective(SectionDirective):
    """``publications``."""

    section_name = "publications"


class NewsfeedDirective(SectionDirective):
    """``newsfeed``."""

    section_name = "newsfeed"


class CompetitionsDirective(SectionDirective):
    """``competitions``."""

    section_name = "competitions"


class EducationDirective(SectionDirective):
    """``education``."""

    section_name = "education"


class ProfileDirective(SectionDirective):
    """``profile``."""

    section_name = "profile"


class TimelineDirective(SectionDirective):
    """``timeline``."""

    section_name = "timeline"


class ReferencesDirective(SectionDirective):
    """``references``."""

    section_name = "references"


DIRECTIVES: tuple[type[SectionDirective], ...] = (
    PublicationsDirective,
    NewsfeedDirective,
    CompetitionsDirective,
    EducationDirective,
    ProfileDirective,
    TimelineDirective,
    ReferencesDirective,
)
