"""Whether a work is open to all: as it is written, and what is told where that says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from descriptions import addresses, description, lines, publication

from sphinx_academic.content.fragments import elements, plain
from sphinx_academic.content.symbols import icon
from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.formats import read_bytes

pytestmark = pytest.mark.usefixtures("english")


def site(written: str) -> Collection:
    text = f"publications:\n- title: On the Patience of Tidal Clocks\n  open_access: {written}\n"
    return collect([read_bytes(text.encode(), Path("site.yaml"), "site.yaml")])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("green", ("green", "")),
        ("Gold OA", ("gold", "")),
        ("hybrid open access", ("hybrid", "")),
        ("platinum", ("diamond", "")),
        ("true", ("open", "")),
        ("Open Access", ("open", "")),
        ("oa", ("open", "")),
        ("false", ("closed", "")),
        ("closed access", ("closed", "")),
        ("https://eelmarsh.example/a.pdf", ("open", "https://eelmarsh.example/a.pdf")),
        ("{status: green, url: https://eelmarsh.example/a.pdf}", ("green", "https://eelmarsh.example/a.pdf")),
        ("{url: https://eelmarsh.example/a.pdf}", ("open", "https://eelmarsh.example/a.pdf")),
    ],
)  # fmt: skip
def test_it_is_a_word_an_address_or_both(written: str, expected: tuple[str, str]) -> None:
    found = site(written)
    assert not found.problems
    assert found.publications[0].open_access == expected


@pytest.mark.parametrize(
    ("written", "expected", "message"),
    [
        ("gren", "green", "'gren' is no kind of open access; 'green' is taken."),
        ("{status: hybird}", "hybrid", "'hybird' is no kind of open access; 'hybrid' is taken."),
        ("7", None, "'7' is no kind of open access; it is left out."),
        ("[gold]", None, "'[gold]' is no kind of open access; it is left out."),
        ("{}", None, "No kind of open access is given; it is left out."),
    ],
)
def test_what_is_no_word_for_it_is_told_with_the_nearest(
    written: str, expected: str | None, message: str
) -> None:
    found = site(written)
    (problem,) = found.problems
    assert (problem.line, problem.column, problem.message) == (3, 16, message)
    access = found.publications[0].open_access
    assert (access.status if access else None) == expected


def test_an_address_that_must_not_be_followed_is_dropped() -> None:
    found = site("{status: green, url: 'javascript:alert(1)'}")
    assert [(each.line, each.column, each.code) for each in found.problems] == [(3, 37, "url")]
    assert found.publications[0].open_access == ("green", "")


def test_only_what_is_closed_is_not_free() -> None:
    read = [site(word).publications[0].open_access for word in ("bronze", "true", "closed")]
    assert [access.is_free for access in read if access] == [True, True, False]


COPY = "https://repository.example/7.pdf"
GREEN = f"open_access: {{status: green, url: {COPY}}}"


def test_an_entry_leads_to_the_free_copy_behind_all_other_links() -> None:
    found = publication("doi: 10.5555/1", GREEN, "citations: 7")
    assert lines(found)[-1] == "[DOI] [Open access] 7 cited"
    assert ("Open access", COPY) in addresses(found)


def test_with_icons_it_has_its_own() -> None:
    found = publication(GREEN, links="icons")
    assert [each.attributes["name"] for each in elements(found) if each.kind == "icon"] == ["openaccess"]
    assert icon("openaccess") is not None
    assert ("Open access", COPY) in addresses(found)


def test_without_an_address_it_is_a_word() -> None:
    assert lines(publication("open_access: gold"))[-1] == "[Open access]"


@pytest.mark.parametrize("layout", ["gallery", "list", "compact"])
def test_every_layout_has_it(layout: str) -> None:
    assert ("Open access", COPY) in addresses(publication(GREEN, layout=layout))


@pytest.mark.parametrize(
    "fields",
    [
        ("open_access: closed",),
        ("open_access: {status: closed, url: https://journal.example/7}",),
        (GREEN, f"links: {{PDF: {COPY}}}"),
        (GREEN, f"url: {COPY}/"),
        ("open_access: {status: green, url: https://arxiv.org/pdf/2401.00001v2}", "arxiv: '2401.00001'"),
        ("open_access: {status: gold, url: https://doi.org/10.5555/1}", "doi: 10.5555/1"),
    ],
)
def test_what_is_closed_or_linked_already_is_not_said(fields: tuple[str, ...]) -> None:
    assert "Open access" not in plain(publication(*fields))


def test_papers_and_cvs_have_no_marks_as_they_have_no_counts() -> None:
    for form in ("printed", "cv"):
        found = publication("doi: 10.5555/1", GREEN, "citations: 7", how=description(form=form))
        assert "Open access" not in plain(found)
