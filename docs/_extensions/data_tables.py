"""The fields of records, told from what the package itself declares."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from sphinx_academic.data.fields import FLAG, WORDS, Field
from sphinx_academic.data.records import KINDS, Publication
from sphinx_academic.data.records.declaration_form import FIELD, KIND
from sphinx_academic.data.values.addresses import LINK, LINKS, PICTURE, PICTURES
from sphinx_academic.data.values.dates import DATE, DATED
from sphinx_academic.data.values.identifiers import CITATIONS, ISBNS, ISSNS
from sphinx_academic.data.values.names import AUTHOR, AUTHORS
from sphinx_academic.problems import MEANINGS, Problem

_PLACES = {
    AUTHORS: "See [](#authors).",
    PICTURES: "See [](#pictures).",
    LINKS: "See [](#links-of-an-entry).",
    DATE: "See [](#dates).",
    DATED: "See [](#dates).",
    WORDS: "A list, or a text with commas.",
    FLAG: "`true` or `false`.",
    CITATIONS: "See [](#citations).",
    ISBNS: "See [](#identifiers).",
    ISSNS: "See [](#identifiers).",
    Publication.fields["type"].type: "See [](#types).",
}
"""What is said of values elsewhere on the page, or of all values of their type."""
_FIELDS = {
    **{name: kind.fields for name, kind in KINDS.items()},
    "author": AUTHOR,
    "picture": PICTURE,
    "link": LINK,
    "kind": KIND,
    "own-field": FIELD,
}


class FieldsTable(SphinxDirective):
    """``fields``: those of a kind of record, or of an author, a picture or a link."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Make a table."""
        rows = ["| Field | Also | What it is |", "|---|---|---|"]
        for name, declared in _FIELDS[self.arguments[0]].items():
            also = ", ".join(f"`{other}`" for other in declared.also)
            rows.append(f"| `{name}` | {also} | {_meaning(declared)} |")
        return self.parse_text_to_nodes("\n".join(rows))


class CodesTable(SphinxDirective):
    """``codes``: the codes of problems, the worst first, each with what it says."""

    def run(self) -> list[nodes.Node]:
        """Make a table."""
        codes = sorted(MEANINGS, key=lambda code: Problem("", 0, 0, code, "").severity)
        rows = [f"| [`{code}`](#warning-{code.replace('_', '-')}) | {MEANINGS[code]} |" for code in codes]
        return self.parse_text_to_nodes("\n".join(["| Code | What it says |", "|---|---|", *rows]))


def _meaning(declared: Field) -> str:
    if declared.type.scheme:
        return f"{declared.help} See [](#identifiers)."
    return f"{declared.help} {_PLACES.get(declared.type, '')}".strip()


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive("fields", FieldsTable)
    app.add_directive("codes", CodesTable)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
