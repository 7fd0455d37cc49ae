"""Citations as Pandoc's Markdown writes them are found in texts, and nothing else is."""

from __future__ import annotations

import pytest

from sphinx_academic.domain.citing.pandoc_syntax import Written, citations_in
from sphinx_academic.domain.roles import Asked
from sphinx_academic.sections.entries import PARENTHETICAL, TEXTUAL, YEAR, YEAR_IN_BRACKETS


def found(text: str, raw: str = "") -> list[tuple[str, str, tuple[Asked, ...]]]:
    return [(each.text, each.form, each.works) for each in citations_in(text, raw)]


@pytest.mark.parametrize(
    ("text", "form", "works"),
    [
        ("[@doe99]", PARENTHETICAL, [Asked("doe99")]),
        ("[@doe99; @smith2000; @smith2004]", PARENTHETICAL, [Asked("doe99"), Asked("smith2000"), Asked("smith2004")]),
        (
            "[see @doe99, pp. 33-35 and more; @smith04, chap. 1]",
            PARENTHETICAL,
            [Asked("doe99", "see", "pp. 33-35 and more"), Asked("smith04", "", "chap. 1")],
        ),
        ("[-@smith04, p. 3]", YEAR_IN_BRACKETS, [Asked("smith04", "", "p. 3", YEAR)]),
        ("[@a; -@b]", PARENTHETICAL, [Asked("a"), Asked("b", "", "", YEAR)]),
        ("[@smith{ii, A, D-Z}, with suffix]", PARENTHETICAL, [Asked("smith", "", "ii, A, D-Z, with suffix")]),
        ("[@smith04{}, 99 years later]", PARENTHETICAL, [Asked("smith04", "", "99 years later")]),
        ("@smith04", TEXTUAL, [Asked("smith04")]),
        ("@smith04 [p. 33]", TEXTUAL, [Asked("smith04", "", "p. 33")]),
        ("-@smith04", YEAR_IN_BRACKETS, [Asked("smith04")]),
        ("[@{https://example.com/bib?name=foobar&date=2000}, p. 33]", PARENTHETICAL,
            [Asked("https://example.com/bib?name=foobar&date=2000", "", "p. 33")]),
        ("@{Foo_bar.baz.}", TEXTUAL, [Asked("Foo_bar.baz.")]),
        ("@_x", TEXTUAL, [Asked("_x")]),
        ("@Müller:2020/b", TEXTUAL, [Asked("Müller:2020/b")]),
    ],
)  # fmt: skip
def test_what_the_guide_of_pandoc_describes(text: str, form: str, works: list[Asked]) -> None:
    assert found(f"Blah {text}, blah") == [(text, form, tuple(works))]


@pytest.mark.parametrize(
    ("text", "key"), [("@Foo_bar.baz.", "Foo_bar.baz"), ("@Foo_bar--baz", "Foo_bar"), ("(@a)", "a"), ("@a's", "a")]
)  # fmt: skip
def test_keys_end_before_what_is_no_part_of_them(text: str, key: str) -> None:
    assert [works for _text, _form, works in found(text)] == [(Asked(key),)]


@pytest.mark.parametrize(
    "text",
    ["ada@example.org", "@ada@social.example.org", "a.@b", "at @ sign", "@", "@-x", "[x]", "[^1]", "10@20", "@{two words}"],
)  # fmt: skip
def test_addresses_and_what_has_no_key_stay_text(text: str) -> None:
    assert found(f"Blah {text} blah") == []


def test_what_is_cited_by_the_way_behind_a_work_has_brackets_of_its_own() -> None:
    assert found("@a [p. 3; also @b] says") == [
        ("@a [p. 3]", TEXTUAL, (Asked("a", "", "p. 3"),)),
        ("[also @b]", PARENTHETICAL, (Asked("b", "also"),)),
    ]


def test_brackets_that_hold_something_else_stay_and_what_is_in_them_is_cited_by_itself() -> None:
    assert [text for text, *_ in found("[@a and @b] and [@c](x) [d] @e")] == ["@a", "@b", "@c", "@e"]
    assert [text for text, *_ in found("[see \x00 @a]")] == ["@a"]


def test_a_backslash_takes_a_sign_its_meaning_at_its_place_alone() -> None:
    assert found("@a and @b", raw=r"\@a and @b") == found("   and @b")
    assert [text for text, *_ in found("@a `x` @a", raw=r"`@a` @a `\@a` \@a")] == ["@a"]
    assert [text for text, *_ in found("[@a]", raw=r"\[@a]")] == ["@a"]
    assert found("[@a]", raw=r"[\@a]") == []


def test_places_are_those_of_the_text() -> None:
    (written,) = citations_in("So [@a] there")
    assert written == Written((Asked("a"),), PARENTHETICAL, 3, 7, "[@a]", is_bracketed=True)
