"""Values that crash, hang or inject where they are not expected; each of them did so once."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from counting import check_growth

from sphinx_academic.content.fragments import Fragments, plain
from sphinx_academic.content.html import Href, Picture, write
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.values.addresses import Link, find_doi, host_of, name_of
from sphinx_academic.data.values.names import split_authors
from sphinx_academic.formats import expand
from sphinx_academic.formats.loading import NamedFile, load
from sphinx_academic.problems import Code
from sphinx_academic.setting_values import read_setting
from sphinx_academic.settings import SETTINGS


def collection_of(folder: Path, data: dict[str, Any]) -> Collection:
    file = folder / "site.yaml"
    file.write_text(json.dumps(data), encoding="utf-8")
    return load([NamedFile(file, "site.yaml")])


def codes(collection: Collection) -> list[Code]:
    return [problem.code for problem in collection.problems]


class Page:
    embedded = False
    show_addresses = False
    shares_icons = False

    def link(self, url: str) -> Href:
        return Href(url, True)

    def picture(self, url: str, place: str = "") -> Picture | None:
        return None


class Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.deepest = 0
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "br":
            self.open.append(tag)
            self.deepest = max(self.deepest, len(self.open))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def written(fragments: Fragments) -> str:
    return write(fragments, Page())


@pytest.mark.parametrize(
    "author",
    [
        '<a href="javascript:alert(1)">Ada Ampere</a>, Bo Brandt',
        '<a href="&#106;avascript:alert(1)">Ada Ampere</a>, Bo Brandt',
        "[Ada Ampere](data:text/html,x), Bo Brandt",
        ["[Ada Ampere](vbscript:x)", "Bo Brandt"],
        [{"name": '<a href="javascript:alert(1)">Ada Ampere</a>'}, "Bo Brandt"],
    ],
    ids=str,
)
def test_a_name_that_links_to_a_script_loses_the_link_and_keeps_the_name(tmp_path: Path, author: Any) -> None:
    collection = collection_of(tmp_path, {"publications": [{"title": "T", "author": author}]})
    people = collection.publications[0].authors.people
    assert [(person.name, person.url) for person in people] == [("Ada Ampere", ""), ("Bo Brandt", "")]
    assert codes(collection) == [Code.URL]


@pytest.mark.parametrize(
    "text",
    [
        lambda n: "**" + "\\a" * n,
        lambda n: "A B, " + "*" * n + "!",
        lambda n: "A B, " + "1" * n + "!",
        lambda n: "<a href=" * n,
        lambda n: "<b>" * n,
        lambda n: "<sup>" * n,
        lambda n: "†" * n + "x!",
        lambda n: "\ue004" * n,
        lambda n: "^1" * n + "!",
    ],
    ids=lambda text: ascii(text(4)),
)
def test_no_author_string_takes_long(text: Callable[[int], str]) -> None:
    check_growth(lambda number: split_authors(text(number)), 5_000)


def test_private_use_characters_in_author_strings_are_shown_as_written() -> None:
    assert (
        split_authors("Ada \ue0037\ue002 Ampere, Bo Brandt").written == "Ada \ue0037\ue002 Ampere, Bo Brandt"
    )


@pytest.mark.parametrize("url", ["http://[", "https://[::1", "https://[Paper](x)"])
def test_an_address_with_an_impossible_host_is_dropped_and_its_text_kept(tmp_path: Path, url: str) -> None:
    assert host_of(url) == ""
    assert name_of(url) == "Link"
    data = {"publications": [{"title": "T", "links": url}], "profile": {"name": "N", "links": {"Blog": url}}}
    collection = collection_of(tmp_path, data)
    assert collection.publications[0].links == (Link(url),)
    assert collection.profile[0].links == (Link("Blog"),)
    (problem,) = collection.problems
    assert problem.code is Code.URL
    assert problem.said.endswith("It is so in 2 places: line 1.")


def test_spaces_behind_doi_are_no_doi() -> None:
    assert find_doi("doi" + " " * 100_000 + "x") == ""


def test_tags_within_tags_without_end_become_a_few_elements() -> None:
    for text in ("<b>" * 5_000 + "x", "<a href=x>" * 1_900 + "x", "*" * 3_001 + "x" + "*" * 3_001):
        for fragments in (Markup({}).inline(text), Markup({}).blocks(text)):
            balance = Balance()
            balance.feed(written(fragments))
            assert not balance.open
            assert 0 < balance.deepest < 60
            assert plain(fragments).strip("*") == "x"


def test_text_behind_very_deep_markup_is_outside_of_it_again() -> None:
    fragments = Markup({}).inline("<b>" * 100 + "deep" + "</b>" * 100 + " after")
    assert fragments[-1] == " after"


def test_a_text_too_long_for_markup_is_shown_as_it_is() -> None:
    text = "![" * 50_000
    assert Markup({}).inline(text) == (text,)
    assert plain(Markup({}).blocks(text)) == text


def test_a_block_of_html_with_a_link_in_it_is_a_paragraph() -> None:
    fragments = Markup({}).blocks('<div>See <a href="https://x.example">this</a></div>')
    assert 'href="https://x.example"' in written(fragments)


def test_control_characters_written_as_escapes_are_left_out_and_told(tmp_path: Path) -> None:
    file = tmp_path / "site.yaml"
    file.write_text(
        'publications:\n  - title: "red \\e[31m"\n    tags: ["a\\0b"]\n    "no\\x01te": fine\n',
        encoding="utf-8",
    )
    collection = load([NamedFile(file, "site.yaml")])
    publication = collection.publications[0]
    assert (publication.title, publication.tags, publication.note) == ("red [31m", ("ab",), "fine")
    assert codes(collection) == [Code.ENCODING] * 3
    assert [problem.line for problem in collection.problems] == [2, 3, 4]


def test_a_data_file_named_twice_is_read_once_whether_path_or_text() -> None:
    (setting,) = (each for each in SETTINGS if each.name == "academic_data")
    given = ["data/a.yaml", "./data//a.yaml", Path("data/a.yaml"), "b.yaml"]
    assert read_setting(setting, given, "") == (("data/a.yaml", "b.yaml"), ())


def test_a_data_file_whose_name_holds_a_nul_cannot_be_read(tmp_path: Path) -> None:
    assert codes(load([NamedFile(tmp_path / "a\0b.yaml", "a\0b.yaml")])) == [Code.FILE]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_place_of_a_file_does_not_keep_a_build_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "site.yaml"
    os.mkfifo(pipe)
    # Whoever opens it is given something to read, so that this fails and does not wait.
    Thread(target=pipe.write_bytes, args=(b"publications: []",), daemon=True).start()
    collection = load([NamedFile(pipe, "site.yaml")])
    assert codes(collection) == [Code.FILE]
    assert "it is no file" in collection.problems[0].message


@pytest.mark.parametrize(("first", "second"), [("venue", "journal"), ("journal", "venue"), ("key", "id")])
def test_of_two_names_of_one_field_the_first_is_read(tmp_path: Path, first: str, second: str) -> None:
    collection = collection_of(tmp_path, {"publications": [{"title": "T", first: "one", second: "two"}]})
    publication = collection.publications[0]
    assert (publication.venue or publication.key) == "one"
    assert codes(collection) == [Code.DUPLICATE_KEY]
    assert f"'{first}' in line" in collection.problems[0].message


@pytest.mark.parametrize("name", ["x" * 5_000 + ".yaml", "x" * 5_000, "[x]*" + "x" * 5_000])
def test_a_path_too_long_for_any_file_stands_for_itself(tmp_path: Path, name: str) -> None:
    assert expand(tmp_path / name, name) == [(tmp_path / name, name)]
    assert codes(load([NamedFile(tmp_path / name, name)])) == [Code.FILE]
