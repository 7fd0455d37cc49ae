"""The sources that works are fetched from, told from their declarations."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from sphinx_academic.fetching.source import Source
from sphinx_academic.fetching.sources import sources

_SCHEMES = {
    "doi": "DOI",
    "arxiv": "arXiv",
    "pmid": "PubMed",
    "pmcid": "PubMed Central",
    "openalex": "OpenAlex",
    "dblp": "DBLP",
    "github": "repository",
}


def _asked_by(source: Source) -> str:
    said = [_SCHEMES.get(scheme, f"`{scheme}`") for scheme in source.schemes]
    if source.works_of:
        said.append("person")
    if source.works_titled:
        said.append("title")
    return ", ".join(said)


class _Table(SphinxDirective):
    """One row for each source."""

    heads: tuple[str, ...] = ()

    def cells(self, source: Source) -> tuple[str, ...] | None:
        """The cells of a row; None where there is none."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Make the table."""
        rows = [cells for source in sources().values() if (cells := self.cells(source))]
        lines = [self.heads, ("---",) * len(self.heads), *rows]
        return self.parse_text_to_nodes("\n".join(f"| {' | '.join(line)} |" for line in lines))


class SourcesList(SphinxDirective):
    """``fetch-sources``: what each is good for, and its terms, as definitions: a table would have no room."""

    def run(self) -> list[nodes.Node]:
        """Make the list."""
        entries = []
        for source in sources().values():
            said = (
                f"{source.good_for}\n\nAsked by {_asked_by(source)}. {source.allows} [Terms]({source.terms})"
            )
            definition = nodes.definition("", *self.parse_text_to_nodes(said))
            entries.append(nodes.definition_list_item("", nodes.term("", source.label), definition))
        return [nodes.definition_list("", *entries)]


class KeysTable(_Table):
    """``fetch-keys``: which want a key."""

    heads = ("Source", "Variable", "Without", "Where one gets it")

    def cells(self, source: Source) -> tuple[str, ...] | None:
        """One source."""
        if source.key is None:
            return None
        without = "left out" if source.key.is_needed else "asked less often"
        return source.label, f"`{source.key.variable}`", without, source.key.where


class PacesTable(_Table):
    """``fetch-paces``: how often each is asked."""

    heads = ("Source", "At most")

    def cells(self, source: Source) -> tuple[str, ...]:
        """One source."""
        each = source.pace.per_second
        said = f"{each:g} requests a second" if each > 1 else f"one request every {1 / each:g} seconds"
        return source.label, "one request a second" if each == 1 else said


class SentTable(_Table):
    """``fetch-sent``: what each is told."""

    heads = ("Source", "Hosts", "What it is told")

    def cells(self, source: Source) -> tuple[str, ...]:
        """One source."""
        return source.label, ", ".join(f"`{host}`" for host in source.hosts), source.sent


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives."""
    app.add_directive("fetch-sources", SourcesList)
    app.add_directive("fetch-keys", KeysTable)
    app.add_directive("fetch-paces", PacesTable)
    app.add_directive("fetch-sent", SentTable)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
