"""What software and datasets share: they are made by people, released in versions, under a licence, and used."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_academic.data.fields import FLAG, TEXT, field
from sphinx_academic.data.naming import telling_name
from sphinx_academic.data.records.timed import TimedRecord
from sphinx_academic.data.values.addresses import Link
from sphinx_academic.data.values.identifiers import (
    DOI,
    LICENSE,
    NAMES_AND_ICONS,
    address_of,
    identifier,
    identifiers,
    is_same,
)
from sphinx_academic.data.values.names import AUTHORS, AuthorList

_SCHEMES = ("doi", "zenodo", "github", "huggingface")


class ReleasedRecord(TimedRecord):
    """Something that people made and others use."""

    kind = "release"

    # fmt: off
    title: str = field(TEXT, "What it is called. Markdown and a little HTML are understood.", "name", prose=True)
    description: str = field(TEXT, "What it is for, in Markdown: the first lines are shown, the rest opens on request.",
        "about", "text", "abstract", "summary", "body", "content", prose=True)
    people: AuthorList = field(AUTHORS, "Who made it: names as in `authors`.",
        "authors", "author", "developers", "maintainers", "creators", "contributors", "team")
    role: str = field(TEXT, "The part of the owner of the site: maintainer, contributor.", prose=True)
    version: str = field(TEXT, "The version, such as 1.4.0.", "release")
    license: str = field(LICENSE, "Under which licence it may be used: an identifier of SPDX (`MIT`, `CC-BY-4.0`), an address or words.",
        "licence")
    doi: str = field(DOI, "The DOI, with or without https://doi.org/.")
    github: tuple[str, ...] = field(identifiers("github"), "The repository at GitHub, such as owner/repository.")
    huggingface: tuple[str, ...] = field(identifiers("huggingface"), "What lies at Hugging Face: org/model, datasets/org/name.",
        "hugging_face", "hf")
    zenodo: str = field(identifier("zenodo"), "The number of the record at Zenodo, such as 5171937.", "zenodo_id")
    stars: str = field(TEXT, "How many stars it has, as the data know it; nobody is asked.", "github_stars", "stargazers", "likes")
    downloads: str = field(TEXT, "How often it was downloaded, as the data know it; nobody is asked.", "installs")
    selected: bool = field(FLAG, "Whether it is shown before all others.", "featured")
    # fmt: on

    def suggested_key(self) -> str:
        """What it is called, whichever version it is in: ``kettlespotter``."""
        return telling_name(self.called, 6) or self.kind

    def all_links(self) -> Iterator[Link]:
        """The links that are given, then those of identifiers that lead where none of the others does."""
        urls = [self.url, *(link.url for link in self.links)]
        yield from self.links
        for scheme in _SCHEMES:
            written = getattr(self, scheme)
            for each in filter(None, (written,) if isinstance(written, str) else written):
                if (url := address_of(scheme, each)) and not any(is_same(scheme, each, one) for one in urls):
                    urls.append(url)
                    yield Link(NAMES_AND_ICONS[scheme][0], url)
