"""References in citation styles are what citeproc-js 2.4.63 makes of the same works with the same styles, but for what is named here."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from inline_data import publication_with, read_clean
from plain_page import html_of

from sphinx_academic.content import pandoc_program
from sphinx_academic.content.fragments import elements, plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collection import collect
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.names import Author
from sphinx_academic.formats import read_file
from sphinx_academic.formats.pandoc import Pandoc, StyleError, styled_item, with_title
from sphinx_academic.formats.styles import CitationStyle, path_of_style

CASES = Path(__file__).parent / "cases" / "styles"
MADE = {
    name: json.loads((CASES / f"{prefix}citeproc-js.json").read_text(encoding="utf-8"))
    for name, prefix in (("records", ""), ("kinds", "kinds-"))
}
"""File of works → ``style|language|key`` → text."""
RUNS = [
    (name, *run)
    for name, made in MADE.items()
    for run in dict.fromkeys(tuple(each.split("|")[:2]) for each in made)
]
_BRITISH = "the style says that it is for British English, where citeproc-js was told American English"
_CONFERENCE = "where a conference was is told as the publisher's place, as BibTeX has one field for both"
_EID = "the number of an article stands in the place of its pages, which more styles know"
_GROUP = "citeproc-js puts a comma before 'and' where a group follows"
DIFFERENT = {
    "s32": "citeproc-js takes the word 'others' for a name",
    "i47": "what a work awaits stands in the place of its date, as few styles print a status",
    "nature|en|i28": "citeproc-js writes (2019–(2021))",
    "apa|ja|i70": "Pandoc has another word for 'retrieved'",
    "apa|ja|i29": "Pandoc puts the era before the year's sign",
    "apa|ja|s25": "citeproc-js puts the year's sign behind 'in press'",
    "chicago-author-date|ja|s25": "citeproc-js puts the year's sign behind 'in press'",
    "vancouver|en|i12": "citeproc-js writes 'Kim J hoon' for Ji-hoon",
    **dict.fromkeys(("nature|en|i07", "nature|en|i38", "nature|en|i57", "nature|en|i61"), _BRITISH),
    **{
        f"{run}|i22": _CONFERENCE
        for run in ("ieee|en", "ieee|fr", "vancouver|en", "nature|en", "harvard-cite-them-right|en")
    },
    **{f"{style}|en|i40": _EID for style in ("nature", "harvard-cite-them-right")},
    **{f"{style}|en|i51": _GROUP for style in ("nature", "harvard-cite-them-right")},
}
"""Key, or style, language and key → why it is otherwise here."""
INDEPENDENT = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"%s>
  <info><title>Mine</title><id>mine</id><updated>2024-01-01T00:00:00+00:00</updated></info>%s
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout>%s</layout></bibliography>
</style>
"""
DEPENDENT = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"%s>
  <info><title>Mine</title><id>mine</id><updated>2024-01-01T00:00:00+00:00</updated>
    <link href="http://www.zotero.org/styles/%s" rel="independent-parent"/></info>
</style>
"""


def nobody(author: Author) -> bool:
    return False


def said(style: CitationStyle, *works: Publication) -> list[str]:
    """The references, with plain figures and spaces."""
    items = [styled_item(work, Markup({}), nobody) for work in works]
    return [" ".join(plain(with_title(each)).split()) for each in style.render(items)]


def titled(title: str, *lines: str) -> Publication:
    """A publication with a title as YAML writes it."""
    text = "".join(f"  {line}\n" for line in lines)
    (work,) = read_clean(f"pubs:\n- title: {title}\n{text}").publications
    return work


@pytest.mark.parametrize(("name", "style", "language"), RUNS)
def test_references_are_those_of_citeproc_js(name: str, style: str, language: str) -> None:
    works = collect([read_file(CASES / f"{name}.json", f"{name}.json")]).publications
    made = said(CitationStyle(path_of_style(style), language), *works)
    for work, reference in zip(works, made, strict=True):
        place = f"{style}|{language}|{work.key}"
        expected = re.sub(r"^(?:\[1\]|1\.) ", "", " ".join(MADE[name][place].split()))
        if work.key not in DIFFERENT:
            assert (reference == expected) == (place not in DIFFERENT), (place, reference, expected)


def test_a_list_of_authors_that_goes_on_says_so_in_the_language_of_the_reference() -> None:
    work = publication_with("author: Ann Bee, Cy Dee, et al.", "type: article", "year: 2024")
    for language, words in (("en", "et al."), ("de", "u. a."), ("ja", "ほか"), ("zh_CN", "等")):
        (reference,) = said(CitationStyle(path_of_style("chicago-author-date"), language), work)
        assert reference.startswith(f"Bee, Ann, Cy Dee, {words}")


# Which language a reference is in


def style_of(folder: Path, text: str, language: str = "en") -> CitationStyle:
    path = folder / "mine.csl"
    path.write_text(text, encoding="utf-8")
    return CitationStyle(path, language)


CHAPTER = publication_with("type: chapter", "author: Ann Bee", "venue: B", "editor: Gil Hay", "year: 2024")


def test_the_language_that_a_style_says_it_is_for_counts(tmp_path: Path) -> None:
    layout = '<text term="in"/><names variable="editor"><label form="short" prefix=" "/></names>'
    german = INDEPENDENT % (' default-locale="de-DE"', "", layout)
    assert said(style_of(tmp_path, german, "fr"), CHAPTER) == ["inGil Hay Hrsg."]
    own = '<locale xml:lang="fr"><terms><term name="in">dedans</term></terms></locale>'
    assert said(style_of(tmp_path, INDEPENDENT % ("", own, layout), "fr"), CHAPTER) == ["dedansGil Hay éd."]


def test_a_style_that_stands_for_another_has_its_words_in_its_own_language(tmp_path: Path) -> None:
    text = DEPENDENT % (' default-locale="de-DE"', "apa")
    assert "Hrsg." in said(style_of(tmp_path, text), CHAPTER)[0]
    assert "Ed." in said(style_of(tmp_path, DEPENDENT % ("", "apa")), CHAPTER)[0]
    # And else in that of the other, which is for British English.
    of_nature = (text.replace("/apa", "/nature"), DEPENDENT % ("", "nature"))
    (german,), (british,) = (said(style_of(tmp_path, each, "fr"), CHAPTER) for each in of_nature)
    assert "(Hrsg. Hay, G.)" in german
    assert "(ed. Hay, G.)" in british


# What cannot be used


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (DEPENDENT % ("", "no-such-style"), "it stands for the style 'http://www.zotero.org/styles/no-such-style', which is not there."),
        (INDEPENDENT % ("", '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>',
                        '<text macro="a"/>'), "its macro 'a' calls itself."),
        (INDEPENDENT % ("", "", '<text/>'), "pandoc cannot use it: "),
    ],
)  # fmt: skip
def test_a_style_that_cannot_be_used_is_told(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(StyleError) as told:
        style_of(tmp_path, text).check()
    assert str(told.value).startswith(message)


@pytest.fixture
def found_anew() -> Iterator[Callable[[], Pandoc]]:
    Pandoc.found.cache_clear()  # type: ignore[attr-defined]
    yield Pandoc.found
    Pandoc.found.cache_clear()  # type: ignore[attr-defined]


def test_without_the_package_the_systems_pandoc_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found_anew: Callable[[], Pandoc]
) -> None:
    packaged = found_anew()
    monkeypatch.setattr(pandoc_program, "find_spec", lambda name: None)
    (tmp_path / "pandoc").symlink_to(packaged.path)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    Pandoc.found.cache_clear()  # type: ignore[attr-defined]
    assert found_anew() == packaged._replace(path=str(tmp_path / "pandoc"))


@pytest.mark.parametrize(
    "answer", ["echo pandoc 2.9", """echo '{"pandoc-api-version":[1,22,2,1],"blocks":[]}'""", "exit 3"]
)
def test_an_old_pandoc_is_told_with_how_to_get_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found_anew: Callable[[], Pandoc], answer: str
) -> None:
    monkeypatch.setattr(pandoc_program, "find_spec", lambda name: None)
    program = tmp_path / "pandoc"
    program.write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(
        StyleError, match=r"^citation styles need pandoc 3\.1 or newer, which '.*/pandoc' is not\.$"
    ) as told:
        found_anew()
    assert told.value.hint == 'Install it:  pip install "sphinx-academic[csl]"'


def test_a_missing_pandoc_is_told_with_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found_anew: Callable[[], Pandoc]
) -> None:
    monkeypatch.setattr(pandoc_program, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StyleError, match=r"^citation styles need pandoc\.$") as told:
        found_anew()
    assert told.value.hint == 'Install it:  pip install "sphinx-academic[csl]"'


# What leaves the computer


class Proxy:
    """Counts who asks for another host, and answers nobody."""

    def __init__(self) -> None:
        self.asked = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                self.asked += 1
                connection.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    proxy = Proxy()
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, proxy.address)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    yield proxy
    proxy.close()


def test_no_style_makes_a_request(tmp_path: Path, proxy: Proxy) -> None:
    made = said(style_of(tmp_path, DEPENDENT % ("", "nature")), CHAPTER)
    made += said(CitationStyle(path_of_style("nature-digest"), "en"), CHAPTER)
    with pytest.raises(StyleError):
        style_of(tmp_path, DEPENDENT % ("", "no-such-style"))
    linked = (INDEPENDENT % ("", "", '<text variable="title"/>')).replace(
        "<id>", '<link href="http://x.example/y" rel="template"/><id>'
    )
    made += said(style_of(tmp_path, linked), CHAPTER)
    assert made == ["Bee, A. A title. in B (ed. Hay, G.) (2024)."] * 2 + ["A title"]
    assert proxy.asked == 0


def test_pandoc_by_itself_asks_for_what_a_style_stands_for(tmp_path: Path, proxy: Proxy) -> None:
    # If it no longer does, the test above proves nothing.
    path = tmp_path / "mine.csl"
    path.write_text(DEPENDENT % ("", "nature"), encoding="utf-8")
    options = ("--sandbox", "-f", "csljson", "-t", "plain", "--citeproc", "--csl", str(path))
    subprocess.run([Pandoc.found().path, *options], input=b"[]", capture_output=True, check=False)
    assert proxy.asked > 0


# What stands in a text


def test_emphasis_formulas_and_links_stay_in_titles_and_venues() -> None:
    work = titled(
        "'Of *E. coli*, H<sub>2</sub>O and $x < y_B$'",
        "venue: '[J. *Things*](https://x.example/j)'",
        "type: article",
        "year: 2024",
    )
    (made,) = CitationStyle(path_of_style("chicago-author-date"), "en").render(
        [styled_item(work, Markup({}), nobody)]
    )
    found = [(each.kind, plain(each.children)) for each in elements(with_title(made))]
    assert ("emphasis", "E. Coli") in found
    assert ("lowered", "2") in found
    assert ("math", "x < y_B") in found
    (link,) = [each for each in elements(made) if each.kind == "link"]
    assert (plain(link.children), link.attributes["url"]) == ("J. Things", "https://x.example/j")


@pytest.mark.parametrize(
    ("title", "english", "german"),
    [
        ("A “word” said", "“A ‘word’ said,”", "„A “word” said“,"),
        ('A "word" said', "“A ‘word’ said,”", "„A ‚word‘ said“,"),
        ("Ein „Wort“ dazu", "“Ein „Wort“ dazu,”", "„Ein ‚Wort‘ dazu“,"),
        ("The dog's ‘bone’", "“The dog’s ‘bone’,”", "„The dog’s ‘bone’“,"),
        ("Is it *so*?", "“Is it so?,”", "„Is it so?“,"),
    ],
)  # fmt: skip
def test_quotation_marks_within_a_title_in_quotation_marks_are_the_inner_ones(
    title: str, english: str, german: str
) -> None:
    work = titled(json.dumps(title), "author: Ann Bee", "venue: J", "type: article", "year: 2024")
    for language, expected in (("en", english), ("de", german)):
        (made,) = said(CitationStyle(path_of_style("ieee"), language), work)
        assert f"A. Bee, {expected} J" in made


@pytest.mark.parametrize(
    ("style", "where"),
    [("apa", "5, Article 0209899. "), ("modern-language-association", "vol. 5, no. 0209899, 2020, "), ("nature", " 5, 0209899 (2020)."),
     ("vancouver", "2020;5:0209899. ")],
)  # fmt: skip
def test_the_number_of_an_article_stands_once(style: str, where: str) -> None:
    work = publication_with(
        "author: Ann Bee",
        "type: article",
        "venue: J",
        "volume: 5",
        "eid: 0209899",
        "year: 2020",
        "doi: 10.5555/j.0209899",
    )
    (made,) = said(CitationStyle(path_of_style(style), "en"), work)
    assert where in made
    assert made.count("0209899") == 1 + ("10.5555/" in made)


def test_what_a_style_sets_on_lines_of_their_own_has_spaces_between(tmp_path: Path) -> None:
    layout = """<names variable="author"/><text variable="title" display="block"/>
                <date variable="issued" display="left-margin" prefix=" "><date-part name="year"/></date>"""
    work = publication_with("author: Ann Bee", "type: article", "year: 2024")
    assert said(style_of(tmp_path, INDEPENDENT % ("", "", layout)), work) == ["Ann Bee A title 2024"]


def test_small_capitals_are_such(tmp_path: Path) -> None:
    part = '<name><name-part name="family" font-variant="small-caps"/></name>'
    style = style_of(tmp_path, INDEPENDENT % ("", "", f'<names variable="author">{part}</names>'))
    item = styled_item(publication_with("author: Ann Bee"), Markup({}), lambda author: True)
    (made,) = style.render([item])
    assert html_of(made) == (
        '<strong class="academic-highlight">Ann <span class="academic-small-caps">Bee</span></strong>'
    )
