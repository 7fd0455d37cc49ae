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
    """What all directives do; each names its section."""

    section_name: ClassVar[str]
    has_content = False
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = _AnyOption()

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder for each group of records, under real headings where the page allows them."""
        from sphinx_academic.pages.reading import Reader

        return Reader(self).read()


def directive_of(name: str) -> type[SectionDirective]:
    """The directive of a section; the section itself is imported when a page has it."""
    return type(f"{name.title().replace('-', '')}Directive", (SectionDirective,), {"section_name": name})
