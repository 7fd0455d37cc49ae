"""``add`` with an identifier asks for the work and writes it down as one's own; what services say is made up here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import pytest

from sphinx_academic.cli import main, work_by_identifier
from sphinx_academic.cli.network import NetworkSettings
from sphinx_academic.fetching import client as clients
from sphinx_academic.fetching.source import (
    Asker,
    FetchedWork,
    Identifier,
    Key,
    Pace,
    Source,
    UnavailableError,
)

SITE = "publications:\n- key: old\n  title: An Old One\n  year: 2001\n  doi: 10.5555/old\n"
VALUES: dict[str, Any] = {
    "title": "On the Patience of *Tidal* Clocks",
    "authors": [{"family": "Quillfeather", "given": "Ada", "orcid": "0000-0002-1825-0097"}, "Ann Bee"],
    "venue": "Acta Tidalia",
    "type": "article",
    "date": "2024-05",
    "doi": "10.5555/1",
}


def knows(
    name: str, *schemes: str, works: Sequence[FetchedWork] = (), error: str = "", **further: Any
) -> Source:
    """A source that knows some works."""

    def works_by_ids(asker: Asker, identifiers: Sequence[Identifier]) -> Iterator[FetchedWork]:
        if error:
            raise UnavailableError(error)
        yield from (work for work in works if set(work.identifiers) & set(identifiers))

    return Source(
        name.lower(), name, ("host.invalid",), Pace(1), "", "", "", "", schemes=schemes, works_by_ids=works_by_ids, **further
    )  # fmt: skip


def work(source: str, identifier: str, **values: Any) -> FetchedWork:
    scheme, _, value = identifier.partition(":")
    return FetchedWork(source, (Identifier(scheme, value),), values or VALUES, "2026-12-01")


Asked = Callable[..., int]


@pytest.fixture
def opened() -> list[dict[str, Any]]:
    """With what clients were made."""
    return []


@pytest.fixture
def add(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, opened: list[dict[str, Any]]) -> Asked:
    """Adds what some sources say."""

    class Fake:
        def __init__(self, folder: Path, **further: Any) -> None:
            opened.append({"folder": folder, **further})

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *error: object) -> None:
            return None

        def asker(self, source: Source) -> None:
            return None

        def done(self) -> None:
            return None

    def call(identifier: str, *sources: Source, arguments: Sequence[str] = (), **environment: str) -> int:
        monkeypatch.setattr(work_by_identifier, "sources", lambda: {each.name: each for each in sources})
        return main(["add", identifier, *arguments], NetworkSettings(environment=environment))

    monkeypatch.setattr(clients, "Client", Fake)
    monkeypatch.chdir(tmp_path)
    Path("conf.py").write_text('academic_data = ["site.yaml"]\n')
    Path("site.yaml").write_text(SITE)
    return call


def test_a_work_is_asked_for_and_written_down_in_the_own_form(
    add: Asked, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        add("https://doi.org/10.5555/1", knows("Crossref", "doi", works=[work("crossref", "doi:10.5555/1")]))
        == 0
    )
    assert Path("site.yaml").read_text() == SITE + (
        "- key: quillfeather2024patience\n"
        "  title: On the Patience of *Tidal* Clocks\n"
        "  authors:\n"
        "    - name: Ada Quillfeather\n"
        "      orcid: 0000-0002-1825-0097\n"
        "    - Ann Bee\n"
        "  venue: Acta Tidalia\n"
        "  type: article\n"
        "  date: 2024-05\n"
        "  doi: 10.5555/1\n"
    )
    said = "Added quillfeather2024patience (On the Patience of *Tidal* Clocks), site.yaml:6\n"
    assert capsys.readouterr().err == said


def test_it_becomes_bibtex_where_the_data_are(add: Asked) -> None:
    Path("conf.py").write_text('academic_data = ["papers.bib"]\n')
    Path("papers.bib").write_text("@article{old, title = {An Old One}, year = 2001}\n")
    assert add("10.5555/1", knows("Crossref", "doi", works=[work("crossref", "doi:10.5555/1")])) == 0
    text = Path("papers.bib").read_text()
    assert "@article{quillfeather2024patience,\n" in text
    assert "author = {Quillfeather, Ada and Bee, Ann}" in text


def test_the_next_source_is_asked_where_one_does_not_know_it(add: Asked) -> None:
    first = knows("Crossref", "doi")
    other = knows("DataCite", "doi", works=[work("datacite", "doi:10.5555/1")])
    assert add("10.5555/1", first, other) == 0
    assert "On the Patience" in Path("site.yaml").read_text()


def test_what_says_no_title_is_no_work(add: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        add("10.5555/1", knows("Unpaywall", "doi", works=[work("unpaywall", "doi:10.5555/1", citations="7")]))
        == 2
    )
    assert capsys.readouterr().err == (
        "'10.5555/1' is not known to those that were asked: Unpaywall. Nothing is added.\n"
    )
    assert Path("site.yaml").read_text() == SITE


def test_what_is_otherwise_tomorrow_does_not_get_into_own_data(add: Asked) -> None:
    changing = {**VALUES, "citations": "7", "open_access": {"status": "gold"}}
    assert (
        add("10.5555/1", knows("Crossref", "doi", works=[work("crossref", "doi:10.5555/1", **changing)])) == 0
    )
    text = Path("site.yaml").read_text()
    assert ("citations" in text, "open_access" in text, "Tidal" in text) == (False, False, True)


def test_another_work_than_was_asked_for_is_not_taken(add: Asked) -> None:
    wrong = replace(
        knows("Crossref", "doi"), works_by_ids=lambda asker, asked: iter([work("crossref", "doi:10.5555/2")])
    )
    assert add("10.5555/1", wrong) == 2
    assert Path("site.yaml").read_text() == SITE


@pytest.mark.parametrize(
    ("typed", "scheme", "identifier"),
    [
        ("arXiv:2401.00001v3", "arxiv", "arxiv:2401.00001"),
        ("https://arxiv.org/abs/2401.00001", "arxiv", "arxiv:2401.00001"),
        ("10.48550/arXiv.2401.00001", "arxiv", "arxiv:2401.00001"),
        ("PMID:30446548", "pmid", "pmid:30446548"),
    ],
)
def test_other_identifiers_are_asked_for_where_they_are_known(
    add: Asked, typed: str, scheme: str, identifier: str
) -> None:
    assert (
        add(typed, knows("Crossref", "doi"), knows("Other", scheme, works=[work("other", identifier)])) == 0
    )
    assert "On the Patience" in Path("site.yaml").read_text()


def test_what_is_there_is_not_added_again(add: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    source = knows("Crossref", "doi", works=[work("crossref", "doi:10.5555/1")])
    assert add("10.5555/1", source) == 0
    before = Path("site.yaml").read_text()
    assert add("10.5555/1", source, arguments=["--json"]) == 0
    assert json.loads(capsys.readouterr().out)["works"][0]["status"] == "there"
    assert Path("site.yaml").read_text() == before


def test_a_source_that_does_not_answer_is_told_by_name(
    add: Asked, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = (knows("Crossref", "doi", error="is not reached"), knows("DataCite", "doi"))
    assert add("10.5555/1", *sources) == 2
    assert capsys.readouterr().err == (
        "Crossref is not reached.\nNo other source knows '10.5555/1'. Nothing is added.\n"
    )
    assert Path("site.yaml").read_text() == SITE


def test_where_another_one_answers_it_is_added(add: Asked) -> None:
    other = knows("DataCite", "doi", works=[work("datacite", "doi:10.5555/1")])
    assert add("10.5555/1", knows("Crossref", "doi", error="is not reached"), other) == 0


def test_an_identifier_by_which_nobody_is_asked_is_refused(
    add: Asked, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add("PMID:30446548", knows("Crossref", "doi")) == 2
    assert "Nothing is added" in capsys.readouterr().err


def test_who_needs_a_key_or_a_contact_is_not_asked_without(add: Asked, opened: list[dict[str, Any]]) -> None:
    works = [work("crossref", "doi:10.5555/1")]
    keyed = knows("Keyed", "doi", works=works, key=Key("THE_KEY", is_needed=True))
    reached = knows("Reached", "doi", works=works, needs_contact=True)
    assert add("10.5555/1", keyed, reached) == 2
    assert opened == []
    assert add("10.5555/1", keyed, arguments=["--dry-run"], THE_KEY="k") == 0
    assert add("10.5555/1", reached, arguments=["--dry-run", "--contact", "ada@eelmarsh.org"]) == 0
    assert opened[-1]["contact"] == "ada@eelmarsh.org"


def test_the_contact_is_that_of_the_plan(add: Asked, opened: list[dict[str, Any]]) -> None:
    Path("academic.fetch.yaml").write_text("contact: ada@eelmarsh.org\n")
    assert add("10.5555/1", knows("Crossref", "doi"), arguments=["--offline"]) == 2
    assert (opened[0]["contact"], opened[0]["offline"]) == ("ada@eelmarsh.org", True)


def test_a_file_that_is_there_is_one_whatever_it_is_called(add: Asked, opened: list[dict[str, Any]]) -> None:
    Path("10.5555").mkdir()
    Path("10.5555/1").write_text("@misc{a, title = {From a File}}\n")
    assert add("10.5555/1", knows("Crossref", "doi")) == 0
    assert "From a File" in Path("site.yaml").read_text()
    assert opened == []


@pytest.mark.parametrize("text", ["10.5555/", "10.x/1", "doi:", "https://example.org/a"])
def test_what_is_meant_as_an_identifier_and_is_none_is_no_missing_file(
    add: Asked, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    assert add(text, knows("Crossref", "doi")) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"'{text}' is ")
    assert "write it as 10.5555/12345678" in said


def test_nobody_is_asked_for_what_has_no_place(add: Asked, opened: list[dict[str, Any]]) -> None:
    Path("conf.py").unlink()
    assert add("10.5555/1", knows("Crossref", "doi", works=[work("crossref", "doi:10.5555/1")])) == 2
    assert opened == []


def test_a_file_that_is_not_there_is_none_of_these(add: Asked, capsys: pytest.CaptureFixture[str]) -> None:
    assert add("papers/new.bib", knows("Crossref", "doi")) == 2
    assert "papers/new.bib: No such file or directory." in capsys.readouterr().err
