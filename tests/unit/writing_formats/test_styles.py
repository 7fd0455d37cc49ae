"""A citation style makes a reference of a publication, whatever the publication holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inline_data import publication_with, read_clean
from plain_page import html_of

from sphinx_academic.content.fragments import Element, Fragments, elements, plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.names import Author
from sphinx_academic.formats import styles
from sphinx_academic.formats.pandoc import StyleError, styled_item, with_title
from sphinx_academic.formats.rich_text import escape_markup
from sphinx_academic.formats.styles import CitationStyle, path_of_style, style_at
from sphinx_academic.pages.styled import StyledReferences
from trials.made_files import publication_of

MARKUP = Markup({})
FULL = (
    "author: Ann Bee, Ludwig van Beethoven, ATLAS Collaboration",
    "journal: Journal of Things",
    "volume: 12",
    "number: 3",
    "pages: 1-19",
    "year: 2024",
    "doi: 10.5555/1_2",
)


def nobody(author: Author) -> bool:
    return False


def cited(
    style: str,
    publication: Publication,
    language: str = "en",
    stands_out: Callable[[Author], bool] = nobody,
    title: Callable[[Fragments], Fragments] = tuple,
) -> Fragments:
    item = styled_item(publication, MARKUP, stands_out)
    (made,) = style_at(path_of_style(style), language).render([item])
    return with_title(made, title)


def test_angle_brackets_of_a_doi_are_shown_and_written_by_numbers_in_its_address() -> None:
    made = cited("apa", publication_with("doi: 10.5555/a<1:b>2"))
    (link,) = (each for each in elements(made) if each.kind == "link")
    assert link.attributes["url"] == "https://doi.org/10.5555/a%3C1:b%3E2"
    assert plain(link.children) == "https://doi.org/10.5555/a<1:b>2"


@pytest.mark.parametrize(
    ("style", "reference"),
    [
        ("apa", "Bee, A., van Beethoven, L., & ATLAS Collaboration. (2024). A title. Journal of Things, 12(3), 1–19. https://doi.org/10.5555/1_2"),
        ("ieee", "A. Bee, L. van Beethoven, and ATLAS Collaboration, “A title,” Journal of Things, vol. 12, no. 3, pp. 1–19, 2024, doi: 10.5555/1_2."),
        ("chicago-author-date", "Bee, Ann, Ludwig van Beethoven, and ATLAS Collaboration. 2024. “A Title.” Journal of Things 12 (3): 1–19. https://doi.org/10.5555/1_2."),
        ("nature", "Bee, A., van Beethoven, L. & ATLAS Collaboration. A title. Journal of Things 12, 1–19 (2024)."),
        ("vancouver", "Bee A, van Beethoven L, ATLAS Collaboration. A title. Journal of Things. 2024;12(3):1–19. doi:10.5555/1_2"),
    ],
)  # fmt: skip
def test_each_style_that_is_named_cites_in_its_way(style: str, reference: str) -> None:
    assert plain(cited(style, publication_with(*FULL))) == reference


@pytest.mark.parametrize(
    ("author", "apa", "ieee", "mla"),
    [
        ("{given: 小明, family: 王}", "王小明", "王小明", "王小明"),
        ("山田 太郎", "山田太郎", "山田太郎", "山田太郎"),
        ("{given: 太郎, family: 山田}", "山田太郎", "山田太郎", "山田太郎"),
        ("{given: 길동, family: 홍}", "홍길동", "홍길동", "홍길동"),
        ("{given: محمد, family: حسن}", "محمد حسن", "محمد حسن", "محمد حسن"),
        ("Иван Петров", "Петров, И.", "И. Петров", "Петров, Иван"),
        ("{given: José da, family: Silva}", "Silva, J. da", "J. da Silva", "Silva, José da"),
        (
            "{given: Ana de los Ríos, family: Paz}",
            "Paz, A. de los R.",
            "A. de los R. Paz",
            "Paz, Ana de los Ríos",
        ),
        ("{given: bell, family: hooks}", "hooks, bell", "bell hooks", "hooks, bell"),
        ("Ji-hoon Kim", "Kim, J.", "J. Kim", "Kim, Ji-hoon"),
        ("{given: d'Arcy Ann, family: Roe}", "Roe, d’Arcy A.", "d’Arcy A. Roe", "Roe, d’Arcy Ann"),
        ("Анна-мария Петрова", "Петрова, А.", "А. Петрова", "Петрова, Анна-мария"),
        ("Jane Mary Doe", "Doe, J. M.", "J. M. Doe", "Doe, Jane Mary"),
    ],
)
def test_names_have_initials_where_their_script_and_the_style_have(
    author: str, apa: str, ieee: str, mla: str
) -> None:
    publication = publication_with(f"authors: [{author}]", "venue: J. Things", "year: 2024")
    for style, name in (("apa", apa), ("ieee", ieee), ("modern-language-association", mla)):
        shown = plain(cited(style, publication))
        assert shown.startswith(name)
        assert shown.removeprefix(name).lstrip(".")[:2] in {" (", ", ", " “"}


@pytest.mark.parametrize(
    ("style", "reference"),
    [
        ("apa", "A title (No. 3). (2024). Steam Institute."),
        ("chicago-author-date", "A Title. 2024. No. 3. Steam Institute."),
        ("modern-language-association", "A Title. no. 3, Steam Institute, 2024."),
    ],
)
def test_the_title_of_a_work_without_authors_stands_once(style: str, reference: str) -> None:
    publication = publication_with("type: report", "number: 3", "publisher: Steam Institute", "year: 2024")
    assert plain(cited(style, publication)) == reference


@pytest.mark.parametrize(
    ("style", "reference"),
    [
        ("apa", "Doe, J., & Poe, K. (Eds.). (2024). A title. In A Book. Steam Press."),
        ("chicago-author-date", "Doe, Jane, and Kim Poe, eds. 2024. “A Title.” In A Book. Steam Press."),
        ("vancouver", "Doe J, Poe K, editors. A title. In: A Book. Steam Press; 2024."),
    ],
)
def test_editors_in_the_place_of_authors_stand_once(style: str, reference: str) -> None:
    publication = publication_with(
        "type: chapter", "venue: A Book", "editor: Jane Doe, Kim Poe", "publisher: Steam Press", "year: 2024"
    )
    assert plain(cited(style, publication)) == reference


@pytest.mark.parametrize("style", [*styles.NAMES, "modern-language-association"])
def test_pages_of_unlike_length_are_not_shortened(style: str) -> None:
    publication = publication_with(
        "type: article", "author: Ann Bee", "venue: J. Things", "volume: 1", "pages: 7-10", "year: 2024"
    )
    assert "7–10" in plain(cited(style, publication))


@pytest.mark.parametrize(
    ("style", "reference"),
    [
        ("ieee", "J. T. Bee, “Why?” J. T., 2020."),
        ("apa", "Bee, J. T. (2020). Why? [Dataset]. J. T."),
        ("nature", "Bee, J. T. Why? J. T. (2020)."),
        ("chicago-author-date", "Bee, J. T. 2020. “Why?” J. T."),
        ("modern-language-association", "Bee, J. T. “Why?” J. T., 2020."),
    ],
)
def test_a_full_stop_behind_another_or_behind_a_question_is_left_out(style: str, reference: str) -> None:
    text = "pubs:\n- {title: Why?, author: J. T. Bee, venue: J. T., year: 2020, type: dataset}\n"
    (publication,) = read_clean(text).publications
    for stands_out in (nobody, lambda author: True):
        assert plain(cited(style, publication, stands_out=stands_out)) == reference


def test_emphasis_formulas_and_addresses_stay_what_they_are() -> None:
    (publication,) = read_clean(
        "pubs:\n- {title: 'Of *E. coli*, H<sub>2</sub>O, $x < y_B$ & <script>', journal: J. Things, volume: 1, url: 'https://x.example/?a=1&b=2'}\n"
    ).publications
    html = html_of(cited("apa", publication))
    assert "<em>E. coli</em>" in html
    assert "H<sub>2</sub>O" in html
    assert ">x &lt; y_B</span>" in html
    assert "&lt;script&gt;" in html
    assert 'href="https://x.example/?a=1&amp;b=2"' in html


def test_names_that_stand_out_do_so_with_their_initials_or_given_names() -> None:
    publication = publication_with(*FULL)
    for style, name in (
        ("apa", "Bee, A."),
        ("ieee", "A. Bee"),
        ("vancouver", "Bee A"),
        ("modern-language-association", "Bee, Ann"),
    ):
        found = cited(style, publication, stands_out=lambda author: author.name != "Ludwig van Beethoven")
        strong = [
            plain(each.children) for each in found if isinstance(each, Element) and each.kind == "strong"
        ]
        assert strong == [name, "ATLAS Collaboration"][: 1 if "et al." in plain(found) else 2]


def test_a_name_that_stands_out_does_so_wherever_it_stands_and_however_it_is_written() -> None:
    publication = publication_with(
        "authors: [Ann Bee, Ludwig B. van Beethoven, Ji-hoon Kim, 王小明, {given: bell, family: hooks}, J. Roe]",
        "venue: J. Things",
        "year: 2024",
    )
    for style, names in (
        ("apa", ["Bee, A.", "van Beethoven, L. B.", "Kim, J.", "王小明", "hooks, bell", "Roe, J."]),
        ("ieee", ["A. Bee", "L. B. van Beethoven", "J. Kim", "王小明", "bell hooks", "J. Roe"]),
        (
            "chicago-author-date",
            ["Bee, Ann", "Ludwig B. van Beethoven", "Ji-hoon Kim", "王小明", "bell hooks", "J. Roe"],
        ),
    ):
        found = cited(style, publication, stands_out=lambda author: True)
        strong = [
            plain(each.children) for each in found if isinstance(each, Element) and each.kind == "strong"
        ]
        assert strong == names
        assert not any("\ue000" <= letter <= "\uf8ff" for letter in plain(found))


@pytest.mark.parametrize(
    ("style", "names"),
    [
        ("apa", "Bee, A., Dee, C. D., et al. (2024)"),
        ("ieee", "A. Bee, C. D. Dee, et al., “A title,”"),
        ("nature", "Bee, A., Dee, C. D., et al. A title"),
        ("vancouver", "Bee A, Dee CD, et al. A title"),
    ],
)
def test_a_list_of_authors_that_goes_on_says_so(style: str, names: str) -> None:
    shown = plain(
        cited(style, publication_with("author: Ann Bee, Cy D. Dee, et al.", "venue: J. Things", "year: 2024"))
    )
    assert shown.startswith(names)


def test_the_title_can_be_made_a_link() -> None:
    found = cited(
        "apa", publication_with(*FULL), title=lambda title: (Element("link", title, "", {"url": "p.html"}),)
    )
    (link, *_) = [each for each in found if isinstance(each, Element) and each.kind == "link"]
    assert (plain(link.children), link.attributes["url"]) == ("A title", "p.html")


def test_words_of_a_style_are_those_of_the_sites_language() -> None:
    (publication,) = read_clean(
        "pubs:\n- {title: T, author: 'Ann Bee, Cy Dee', type: chapter, venue: B, editor: Gil Hay, year: 2024}\n"
    ).publications
    assert " & " in plain(cited("apa", publication, "en"))
    assert "Hrsg." in plain(cited("apa", publication, "de"))
    assert plain(cited("apa", publication, "xx")) == plain(cited("apa", publication, "en"))


def test_a_style_that_stands_for_another_is_followed() -> None:
    publication = publication_with(*FULL)
    assert plain(cited("vancouver-nlm", publication)) == plain(cited("vancouver", publication))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the style cannot be read: "),
        ("<style", "the style cannot be read: "),
        ("<html/>", "the file is no CSL style: it does not begin with <style>."),
        ('<style xmlns="http://purl.org/net/xbiblio/csl"/>', "the style has no bibliography, but only citations."),
        ('<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><style>&x;</style>', "the file is no CSL style"),
    ],
)  # fmt: skip
def test_a_broken_style_is_told(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "mine.csl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StyleError, match="^" + message.replace("(", "\\(")):
        styles.style_at(path, "en")


def test_a_missing_extra_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(styles, "find_spec", lambda name: None)
    with pytest.raises(StyleError) as told:
        path_of_style("apa")
    assert told.value.hint == 'Install them:  pip install "sphinx-academic[csl]"'


def test_references_are_kept_and_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    style = CitationStyle(path_of_style("nature"), "en")
    publication = publication_with(*FULL)
    first = StyledReferences(style, tmp_path)
    made = first.cite(MARKUP, nobody, publication, tuple)
    first.save()
    monkeypatch.setattr(CitationStyle, "render", None)
    assert StyledReferences(style, tmp_path).cite(MARKUP, nobody, publication, tuple) == made
    (kept,) = tmp_path.iterdir()
    kept.write_text("{half", encoding="utf-8")
    monkeypatch.undo()
    assert StyledReferences(style, tmp_path).cite(MARKUP, nobody, publication, tuple) == made


_HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("\"'&<>%_#$^~\\{}@,=-`|*[]()!:;.?/ aBcDé中שما🫖\n\t\u202e\ue010\ue01b\ue100"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)
_STYLE = CitationStyle(path_of_style("ieee"), "en")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_HOSTILE, _HOSTILE)
def test_any_text_is_cited_as_text(title: str, name: str) -> None:
    publication = publication_of(
        {"title": escape_markup(title), "authors": [{"literal": name}, "Ann Bee"], "venue": name, "year": name,
         "pages": title, "volume": name, "publisher": title, "type": "article"}
    )  # fmt: skip
    item = styled_item(publication, MARKUP, lambda author: True)
    (made,) = _STYLE.render([item])
    html_of(with_title(made))
