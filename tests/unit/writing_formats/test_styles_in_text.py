"""Text and list of a citation style come from one run: what stands in the text, and what the list has, are said alike."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from inline_data import read_clean

from sphinx_academic.content.fragments import Element, Fragments, elements, plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.formats.pandoc import StyleError, styled_item, with_words
from sphinx_academic.formats.pandoc_citations import (
    CitedWork,
    CitingScope,
    Cluster,
    MadeScope,
    Way,
    in_runs,
)
from sphinx_academic.formats.styles import path_of_style, style_at

WORKS = read_clean(
    """
    publications:
    - {key: first, author: Ann Kettlewell, title: First One, journal: Kettles, year: 2025, volume: 2}
    - {key: second, author: Ann Kettlewell, title: A Second, journal: Kettles, year: 2025, doi: 10.5555/2}
    - {key: third, author: "Zoe Bow, Zed Ant", title: Third, journal: Spouts, year: 2020}
    - {key: numbered, author: Zed Ant, title: Fourth, journal: Spouts, year: 2021, volume: 5, eid: e0123}
    - {key: manual, title: The Manual, type: book, publisher: Steam, year: 2019}
    - {key: stop, title: "No Steam, No Tea.", journal: Spouts, year: 2018}
    """
).publications


def cluster(*keys: str, author: str = "", before: str = "", behind: str = "") -> Cluster:
    """Works at one place; words stand around the first."""
    first, *others = keys
    works = (
        CitedWork(first, (before,) if before else (), (behind,) if behind else ()),
        *map(CitedWork, others),
    )
    return Cluster(works, (author,) if author else None)


def made(style: str | Path, *scopes: Sequence[Cluster], language: str = "en") -> list[MadeScope]:
    path = style if isinstance(style, Path) else path_of_style(style)
    items = {work.key: styled_item(work, Markup({}), lambda _author: False) for work in WORKS}
    return style_at(path, language).cite(items, [CitingScope(tuple(scope)) for scope in scopes])


def shown(fragments: Fragments) -> str:
    """The words, with what leads to a work in brackets of its own, and notes behind a sign."""
    return "".join(each if isinstance(each, str) else _shown(each) for each in fragments)


def _shown(element: Element) -> str:
    inner = shown(element.children)
    return {"work": f"<{element.attributes.get('work')}:{inner}>", "note": f"^({inner})"}.get(
        element.kind, inner
    )


def said(style: str, *clusters: Cluster, language: str = "en") -> list[str]:
    (scope,) = made(style, clusters, language=language)
    return [shown(each) for each in scope.clusters]


ALL = cluster("first", "second", "third", "numbered")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", ["Kettlewell (<first:2025b>)", "(<third:Bow & Ant, 2020, p. 3>)",
                 "(<numbered:Ant, 2021>; <third:Bow & Ant, 2020>; <first:Kettlewell, 2025b>, <second:2025a>)"]),
        ("ieee", ["Kettlewell\u00a0<first:[1]>", "<third:[2, p. 3]>",
                  "<first:[1]>, <third:[2]>, <second:[3]>, <numbered:[4]>"]),
        ("nature", ["Kettlewell<first:1>", "<third:2>, p. 3", "<first:1>–<numbered:4>"]),
        ("vancouver", ["Kettlewell\u00a0(<first:1>)", "(<third:2>, p. 3)", "(<first:1>–<numbered:4>)"]),
        ("din-1505-2-alphanumeric", ["Kettlewell\u00a0[<first:Kett25a>]", "[<third:BoAn20>, p. 3]",
                  "[<numbered:Ant21>; <third:BoAn20>; <first:Kett25a>; <second:Kett25b>]"]),
    ],
)  # fmt: skip
def test_text_says_works_as_the_style_has_it_and_every_piece_leads_to_its_work(
    style: str, expected: list[str]
) -> None:
    textual, with_page = cluster("first", author="Kettlewell"), cluster("third", behind="p. 3")
    assert said(style, textual, with_page, ALL) == expected


def test_a_style_that_begins_with_a_title_in_italics_names_the_work_once() -> None:
    assert said("apa", cluster("manual", author="“The Manual”")) == ["The Manual (<manual:2019>)"]


def test_numbers_within_a_group_of_the_style_are_ranges_too() -> None:
    acm = "association-for-computing-machinery"
    assert said(acm, ALL, cluster("third", behind="p. 3")) == ["[<numbered:1>–<second:4>]", "[<third:2:3>]"]


def test_notes_that_say_author_and_year_have_letters() -> None:
    notes = said("world-politics", cluster("first"), cluster("second"), cluster("first"))
    assert notes == [
        "^(<first:Kettlewell 2025a>)", "^(<second:Kettlewell 2025b>)", "^(<first:Kettlewell 2025a>)",
    ]  # fmt: skip


def test_a_title_that_ends_with_a_full_stop_has_no_comma_behind_it() -> None:
    assert said("canadian-journal-of-economics", cluster("stop")) == ["(<stop:“No Steam, No Tea.” 2018>)"]


def test_the_letters_and_numbers_of_the_text_are_those_of_the_list() -> None:
    (apa,) = made("apa", [ALL])
    letters = {entry.work: plain(entry.reference).split("(")[1][:5] for entry in apa.entries}
    assert [*letters.values()] == ["2021)", "2020)", "2025a", "2025b"]
    assert letters["first"] in shown(apa.clusters[0])
    (ieee,) = made("ieee", [cluster("third"), cluster("first")])
    assert [(entry.work, entry.mark) for entry in ieee.entries] == [("third", "[1]"), ("first", "[2]")]
    assert [plain(each) for each in ieee.clusters] == ["[1]", "[2]"]


def test_letters_stand_behind_the_sign_of_a_year_in_lists_as_in_text() -> None:
    assert (
        said("apa", cluster("first"), cluster("second"), language="ja")[1] == "(<second:Kettlewell, 2025年a>)"
    )
    assert with_words(("Kettlewell (9753年).",), "9753", "2025a") == ("Kettlewell (2025年a).",)
    assert with_words(("Kettlewell (9753).",), "9753", "n.d.-a") == ("Kettlewell (n.d.-a).",)


def test_a_work_that_nobody_cites_gives_no_other_a_letter() -> None:
    assert said("apa", cluster("first")) == ["(<first:Kettlewell, 2025>)"]


@pytest.mark.parametrize(
    "style",
    [
        "ieee", "nature", "vancouver", "springer-lecture-notes-in-computer-science", "association-for-computing-machinery",
    ],
)  # fmt: skip
def test_every_scope_is_numbered_from_one_in_a_single_run(style: str) -> None:
    first, second, third = made(
        style, [ALL], [cluster("third"), cluster("third", "second")], [cluster("second")]
    )
    assert [plain(each) for each in third.clusters] == [
        plain(made(style, [cluster("second")])[0].clusters[0])
    ]
    for scope in (first, second, third):
        marks = [entry.mark.strip("[].()") for entry in scope.entries]
        assert marks == [str(number + 1) for number in range(len(marks))]
        alone = made(style, scope_of(scope, first, second))[0]
        assert [entry.reference for entry in scope.entries] == [entry.reference for entry in alone.entries]
        assert scope.clusters == alone.clusters


def scope_of(scope: MadeScope, first: MadeScope, second: MadeScope) -> Sequence[Cluster]:
    if scope is first:
        return [ALL]
    return [cluster("third"), cluster("third", "second")] if scope is second else [cluster("second")]


def test_scopes_go_through_runs_that_are_not_too_long_and_none_is_parted() -> None:
    one, three = CitingScope((cluster("first"),)), CitingScope((cluster("first", "second", "third"),))
    assert in_runs([one, one, three, one, one], 3) == [[one, one], [three], [one, one]]
    assert in_runs([one, three], 1) == [[one], [three]]
    assert in_runs([], 3) == [[]]


def test_notes_are_whole_when_a_page_first_cites_a_work_and_short_thereafter() -> None:
    whole = "^(<first:Ann Kettlewell, “First One,” Kettles 2 (2025)>.)"
    page = [cluster("first"), cluster("first", behind="p. 3"), cluster("third", author="Bow")]
    for scope in made("chicago-notes-bibliography", page, page):
        assert [shown(each) for each in scope.clusters] == [
            whole, "^(<first:Kettlewell, “First One,” 3>.)", "Zoe Bow and Zed Ant^(<third:“Third,” Spouts, 2020>.)",
        ]  # fmt: skip


def test_notes_that_refer_to_others_by_number_are_counted_on_each_page() -> None:
    page = [cluster("first"), cluster("third"), cluster("first")]
    for scope in made("oscola", page, page):
        assert shown(scope.clusters[2]) == "^(<first:Kettlewell (n 1)>.)"


def test_what_has_a_link_of_its_own_within_a_note_keeps_it() -> None:
    (scope,) = made("chicago-notes-bibliography", [cluster("second")])
    links = [each for each in elements(scope.clusters[0]) if each.kind == "link"]
    assert [each.attributes["url"] for each in links] == ["https://doi.org/10.5555/2"]
    assert not any(
        each.kind == "link"
        for work in elements(scope.clusters[0])
        if work.kind == "work"
        for each in elements(work.children)
    )


def test_where_text_cites_by_author_it_says_the_same_of_a_work_wherever_it_stands() -> None:
    again = [cluster("first"), cluster("third"), cluster("first")]
    first, _other, second = said("chicago-author-date", *again)
    assert first == second


def test_the_words_of_a_text_stand_in_the_language_of_the_site() -> None:
    assert said("apa", cluster("third", before="siehe", behind="S. 3"), language="de") == [
        "(siehe <third:Bow & Ant, 2020, S. 3>)"
    ]


def test_the_number_of_an_article_stands_in_the_list_where_the_style_prints_one() -> None:
    (apa,), (nature,) = made("apa", [cluster("numbered")]), made("nature", [cluster("numbered")])
    assert "Article e0123" in plain(apa.entries[0].reference)
    assert "e0123" in plain(nature.entries[0].reference)


@pytest.mark.parametrize(("style", "way"), [("apa", Way.AUTHOR), ("ieee", Way.NUMBER), ("oscola", Way.NOTE)])
def test_how_a_style_cites_is_seen_by_what_it_prints(style: str, way: Way) -> None:
    manner = style_at(path_of_style(style), "en").manner
    assert manner is not None
    assert manner.way is way


def test_an_author_leads_to_the_work_where_a_style_says_no_more_in_a_sentence() -> None:
    style = "modern-language-association"
    assert said(style, cluster("third", author="Bow"), cluster("third")) == [
        "<third:Bow and Ant>",
        "(<third:Bow and Ant>)",
    ]


def test_a_style_that_says_nothing_of_a_work_gives_no_words(tmp_path: Path) -> None:
    path = tmp_path / "silent.csl"
    text = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><citation><layout><text macro="none"/></layout></citation>'
    path.write_text(
        f'{text}<bibliography><layout><text variable="title"/></layout></bibliography></style>',
        encoding="utf-8",
    )
    (scope,) = made(path, [cluster("third", author="Bow"), cluster("third", before="see", behind="p. 3")])
    assert scope.clusters == ((), ())


def test_a_style_without_citations_is_refused_for_text_and_good_for_lists(tmp_path: Path) -> None:
    path = tmp_path / "list.csl"
    text = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><citation><layout/></citation><bibliography><layout>'
    path.write_text(f'{text}<text variable="title"/></layout></bibliography></style>', encoding="utf-8")
    style = style_at(path, "en")
    style.check()
    with pytest.raises(StyleError, match="says nothing in text") as caught:
        style.check_in_text()
    assert caught.value.hint == "Name a style that has a <citation>."
