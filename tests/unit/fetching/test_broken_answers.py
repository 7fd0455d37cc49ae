"""Answers that are broken at random: what a source makes of them is works, or that it does not answer as itself, and it comes to an end."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from random import Random

import pytest
from answers_of_files import AskerOfFiles, ReplyOfText, stored_body

from sphinx_academic.fetching.source import (
    Asker,
    FetchedWork,
    Identifier,
    NotFoundError,
    Scholar,
    UnavailableError,
)
from sphinx_academic.fetching.sources import arxiv, dblp, github, pubmed

ADA = Scholar("0000-0002-1825-0097", dblp="00/0001-2")
MOST = 40
"""Requests that no source needs for one answer."""


class CountingAsker(AskerOfFiles):
    """An asker that an endless loop wears out."""

    def get(
        self, address: str, parameters: Mapping[str, str] | None = None, *, accept: str = "application/json"
    ) -> ReplyOfText | None:
        assert len(self.asked) < MOST
        return super().get(address, parameters, accept=accept)


def body(name: str) -> str:
    return stored_body(name).decode("utf-8")


EUTILS = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"
REPOSITORY = "https://api.github.com/repos/ada-quillfeather/tidal-clocks"
PUBMED = {f"{EUTILS}esearch": body("pubmed/esearch"), f"{EUTILS}efetch": body("pubmed/efetch")}
NUMBERS = [Identifier("pmid", str(number)) for number in (90000001, 90000002, 90000003)]
PREPRINTS = [Identifier("arxiv", "2401.00001"), Identifier("arxiv", "hep-th/0000001")]
ASKED: Mapping[str, tuple[Callable[[Asker], Iterator[FetchedWork]], Mapping[str, str]]] = {
    "arxiv": (lambda asker: arxiv.works_by_ids(asker, PREPRINTS), {"https": body("arxiv/by-id")}),
    "arxiv, a title": (lambda asker: arxiv.works_titled(asker, "0"), {"https": body("arxiv/author-page-2")}),
    "pubmed": (lambda asker: pubmed.works_of(asker, ADA), PUBMED),
    "pubmed, numbers": (lambda asker: pubmed.works_by_ids(asker, [*NUMBERS, Identifier("doi", "10.5555/1")]), PUBMED),
    "dblp": (lambda asker: dblp.works_of(asker, ADA), {"https": body("dblp/person")}),
    "dblp, a title": (lambda asker: dblp.works_titled(asker, "Tides"), {"https": body("dblp/search-page-1")}),
    "github": (
        lambda asker: github.works_by_ids(asker, [Identifier("github", "ada-quillfeather/tidal-clocks")]),
        {REPOSITORY: json.dumps(json.loads(body("github/repos-page-1"))[0], indent=1), f"{REPOSITORY}/releases": body("github/releases")},
    ),
}  # fmt: skip
_OF_JSON = re.compile(r'(?<=: )(?:"(?:[^"\\]|\\.)*"|\d+|null|true|false)')
_OF_XML = re.compile(r'(?<=>)[^<>]+(?=<)|(?<==")[^"]*(?=")')
_VALUES = (
    "",
    "\u0661\u0662",
    "\u00b2",
    "9" * 5000,
    "0000",
    "-1",
    "13",
    "a b",
    "x" * 3000,
    "&amp;",
    "&eacute;",
    "&x;",
)
_PIECES = ("", "<a/>", "</a>", "<year>", "{", "}", '"', "\n", *_VALUES)
_OTHERS = ("null", "[]", "{}", '""', '"x"', "0", "-1", "true", "9" * 5000, '["a", null, {}]')


def broken(text: str, chance: Random) -> str:
    """A text with one to three values or pieces of it replaced."""
    for _ in range(chance.randint(1, 3)):
        is_json = text[:1] in "{["
        found = [*(_OF_JSON if is_json else _OF_XML).finditer(text)]
        if found and chance.random() < 0.7:
            one = chance.choice(found)
            start, end, new = one.start(), one.end(), chance.choice(_OTHERS if is_json else _VALUES)
        else:
            start = chance.randrange(len(text) + 1)
            end, new = start + chance.randint(0, 60), chance.choice(_PIECES)
        text = text[:start] + new + text[end:]
    return text


@pytest.mark.parametrize("asked", ASKED)
def test_a_broken_answer_is_works_or_none(asked: str) -> None:
    chance, given, ask, answers = Random(asked), 0, *ASKED[asked]
    for _ in range(150):
        asker = CountingAsker({address: ReplyOfText(broken(text, chance)) for address, text in answers.items()})  # fmt: skip
        try:
            for work in ask(asker):
                assert work.identifiers
                assert work.values["title"]
                given += 1
        except (UnavailableError, NotFoundError) as error:
            assert len(str(error)) < 400
    assert given
