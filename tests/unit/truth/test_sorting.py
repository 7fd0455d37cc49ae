"""Lists stand in the order in which readers of their language look for words, with ICU and without it."""

from __future__ import annotations

import random
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from counting import check_growth, steps
from inline_data import read_clean

from sphinx_academic.data import collation
from sphinx_academic.data.alphabets import ALPHABETS, ONLY_WITH_ICU
from sphinx_academic.data.collation import Collation, code_of
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.formats.loading import NamedFile, load
from sphinx_academic.sections import options as options_of
from sphinx_academic.sections import sorting
from sphinx_academic.sections.base import PageFacts, facets_of
from sphinx_academic.sections.publications import Publications

CASES = Path(__file__).parent / "cases" / "sorting"
TITLES: dict[str, list[str]] = yaml.safe_load((CASES / "icu-order.yaml").read_text(encoding="utf-8"))
WORDS: dict[str, list[str]] = yaml.safe_load((CASES / "words.yaml").read_text(encoding="utf-8"))

with_icu = pytest.mark.parametrize(
    "icu",
    [
        pytest.param(False, id="without-icu"),
        pytest.param(
            True, id="with-icu", marks=pytest.mark.skipif(not find_spec("icu"), reason="needs PyICU")
        ),
    ],
)


@pytest.fixture
def order(icu: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Has lists sorted with or without ICU, whatever is installed."""
    monkeypatch.setattr(sorting, "collation", lambda language: Collation(language, with_icu=icu))


def shuffled(words: list[str]) -> list[str]:
    return random.Random(1).sample(words, len(words))


def listed(text: str, language: str, **written: str) -> list[Any]:
    """The works that the directive shows, on a site in a language."""
    given = {name.replace("_", "-"): value for name, value in written.items()}
    read = options_of.read_options(given, Publications.options)
    assert not read.faults
    facts = Publications().facts(read.values, PageFacts("", (), language, PartialDate(2024)))
    groups = Publications().choose(read_clean(text), {**read.values, **facts})
    return [record for group in groups for record in group.records]


def by_title(titles: list[str], language: str, more: str = "") -> list[str]:
    """Titles as `:sort: title` puts them."""
    text = yaml.safe_dump([{"title": title} for title in titles], allow_unicode=True, width=1000)
    data = "pubs:\n" + "".join(f"  {line}\n" for line in text.splitlines())
    if more:
        data = data.replace("- title", f"- {more}\n    title")
    return [work.title for work in listed(data, language, sort="title")]


def by_author(*works: str, language: str = "en", **options: str) -> list[str]:
    """The titles of works as `:sort: author` puts them; each is written as ``author: …, title: …``."""
    data = "pubs:\n" + "".join(f"- {{{work}}}\n" for work in works)
    return [work.title for work in listed(data, language, sort="author", **options)]


@with_icu
@pytest.mark.parametrize("language", TITLES)
@pytest.mark.usefixtures("order")
def test_titles_stand_in_the_order_of_the_language_of_the_site(language: str) -> None:
    assert by_title(shuffled(TITLES[language]), language) == TITLES[language]


@with_icu
@pytest.mark.parametrize("language", WORDS)
def test_the_tables_give_the_order_of_icu(language: str, icu: bool) -> None:
    key = Collation(language, with_icu=icu).key
    assert sorted(shuffled(WORDS[language]), key=key) == WORDS[language]


@with_icu
def test_each_language_has_its_own_order_of_the_same_words(icu: bool) -> None:
    words = ["zeta", "öl", "oz", "chata", "cuk", "hz"]
    found = {
        language: sorted(words, key=Collation(language, with_icu=icu).key)
        for language in ("de", "sv", "cs", "hu", "de_AT", "sv-SE")
    }
    assert found == {
        "de": ["chata", "cuk", "hz", "öl", "oz", "zeta"],
        "de_AT": ["chata", "cuk", "hz", "öl", "oz", "zeta"],
        "sv": ["chata", "cuk", "hz", "oz", "zeta", "öl"],
        "sv-SE": ["chata", "cuk", "hz", "oz", "zeta", "öl"],
        "cs": ["cuk", "hz", "chata", "öl", "oz", "zeta"],
        "hu": ["chata", "cuk", "hz", "oz", "öl", "zeta"],
    }


@with_icu
@pytest.mark.usefixtures("order")
@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("en", ["Zebras", "The Kettle", "A Boiler", "An Apple", "Ants"]),
        ("de", ["Zebras", "Das Öl", "Der Kessel", "Die Äpfel", "Ein Apfel"]),
        ("fr", ["Zèbres", "Les œufs", "L’été", "L'eau", "Un âne"]),
        ("es", ["Zorros", "Los ñandúes", "La luz", "El ángel"]),
        ("it", ["Zucchero", "Gli strumenti", "L'acqua"]),
        ("nl", ["Zout", "Het water", "’t Ketel", "De appel"]),
        ("sv", ["Åskan", "Ett vatten", "En ton", "Apelsin"]),
        ("hu", ["Az út", "A kazán", "Egy alma"]),
        ("pt_BR", ["Zebras", "Os patos", "A água"]),
        ("cs", ["The Kettle", "Chléb", "A Boiler"]),
    ],
)
def test_articles_of_the_language_are_passed_over(language: str, titles: list[str]) -> None:
    assert by_title(titles, language) == titles[::-1]


@with_icu
@pytest.mark.usefixtures("order")
@pytest.mark.parametrize(
    "titles",
    [
        # What looks like an article and is none, or is all there is.
        ["A*: a search", "A/B tests", "A-Kettles", "A posteriori bounds", "A priori bounds", "Bounds"],
        ["A", "Ash", "The", "Thebes"],
        # Quotes, markup and brackets before the first word, apostrophes within one.
        ["“Apples”", "**Boilers**", "[*Cups*]", "'Dishes'", "*¿Eggs?*", "«Fans»"],
        ["Oasis", "O'Neil's kettle", "ONeils next", "Otter"],
        ["Well being", "Well-being 2", "Wellbeing"],
        # Numbers by their value, before letters; signs alone before everything.
        ["…", "2 kettles", "10 kettles", "100 kettles", "٢٠٠ kettles", "1000 kettles", "Kettle"],
        ["Part 2", "Part 03", "Part 10", "Part III"],
        ["C# kettles", "C++ lids", "C mills"],
        # Formulas and HTML are read as what they show.
        ["<i>Ants</i>", "Bees &amp; birds", "Beetles", r"$\gamma$-rays", "H<sub>2</sub>O", "Helium"],
        # Other scripts: Latin, Greek, Cyrillic, then by their characters.
        ["Zebra", "Ωμέγα", "Ёлка", "Жук", "水", "紅茶"],
    ],
)
def test_signs_are_passed_over_and_numbers_count(titles: list[str]) -> None:
    assert by_title(shuffled(titles), "en") == titles


@with_icu
@pytest.mark.usefixtures("order")
def test_an_article_is_one_of_the_language_of_the_work() -> None:
    works = """
    pubs:
    - {title: Die Kessel, language: de}
    - {title: Die hard, language: en}
    - {title: Los Ríos, language: en}
    - {title: Les œufs, langid: french}
    - {title: L'oiseau, language: fr-FR}
    - {title: The mills}
    """
    assert [work.title for work in listed(works, "en", sort="title")] == [
        "Die hard", "Die Kessel", "Los Ríos", "The mills", "Les œufs", "L'oiseau",
    ]  # fmt: skip


@with_icu
@pytest.mark.usefixtures("order")
def test_a_list_in_one_language_has_the_order_of_that_one() -> None:
    titles = TITLES["sv"]
    assert by_title(shuffled(titles), "en", "language: sv") == titles
    assert by_title(shuffled(titles), "en", "langid: swedish") == titles
    assert by_title(shuffled(titles), "en") != titles


@with_icu
@pytest.mark.usefixtures("order")
def test_works_by_one_author_alone_stand_before_those_with_others() -> None:
    assert by_author(
        "author: Rowan Ash and Bo Birch, title: 4 Ash Birch, year: 2001",
        "author: Rowan Ash and others, title: 3 Ash others, year: 2000",
        "author: Rowan Ash, title: 2 later, year: 2024",
        "author: Zoe Ash, title: 6 Zoe, year: 1990",
        "author: Rowan Ash and Cy Cedar and Al Ode, title: 5 Ash Cedar, year: 1999",
        "author: Rowan Ash, title: 1 earlier, year: 2010",
        "author: Al Ashby, title: 7 Ashby, year: 1980",
    ) == ["1 earlier", "2 later", "3 Ash others", "4 Ash Birch", "5 Ash Cedar", "6 Zoe", "7 Ashby"]


@with_icu
@pytest.mark.usefixtures("order")
def test_names_are_sorted_by_family_and_in_the_order_of_the_language() -> None:
    works = [
        "author: Ann Ågren, title: Ågren",
        "author: Bo Zetter, title: Zetter",
        "author: Cy von Aue, title: Aue",
        "author: Åke Öman, title: Öman",
        "author: {literal: The Kettle Consortium}, title: Kettle",
        "editor: Di Maar, title: Maar",
        "title: The Nests",
        "author: Di O'Dell, title: O'Dell",
    ]
    assert by_author(*works, language="sv") == [
        "Aue", "Maar", "O'Dell", "Kettle", "The Nests", "Zetter", "Ågren", "Öman",
    ]  # fmt: skip
    assert by_author(*works, language="en") == [
        "Ågren", "Aue", "Kettle", "Maar", "The Nests", "O'Dell", "Öman", "Zetter",
    ]  # fmt: skip


@with_icu
@pytest.mark.usefixtures("order")
def test_one_person_of_the_register_is_one_however_the_name_is_spelt() -> None:
    works = """
    people: [{name: Rowan Ash, other_names: [R. Ash]}]
    pubs:
    - {title: 3 with Bo, author: [R. Ash, Bo Birch], year: 2000}
    - {title: 2 later, author: [R. Ash], year: 2021}
    - {title: 1 earlier, author: [Rowan Ash], year: 2020}
    """
    titles = [work.title for work in listed(works, "en", sort="author")]
    assert titles == ["1 earlier", "2 later", "3 with Bo"]


@with_icu
@pytest.mark.usefixtures("order")
def test_particles_and_suffixes_count_last_and_east_asian_names_begin_with_the_family() -> None:
    assert by_author(
        "author: Cy von Aue, title: 1, year: 2000",
        "author: Cy van den Beek, title: 2, year: 2000",
        "author: Al Beek, title: 3, year: 2000",
        "author: Bo Kettle Jr., title: 4, year: 2000",
        "author: Bo Kettle, title: 5, year: 2000",
        "author: Dee Van Gogh, title: 6, year: 2000",
        "author: [王小明], title: 7, year: 2000",
    ) == ["1", "3", "2", "5", "4", "6", "7"]


@with_icu
@pytest.mark.usefixtures("order")
def test_venues_stand_in_the_order_of_the_language() -> None:
    works = """
    pubs:
    - {title: A, venue: Åbo Akta}
    - {title: B}
    - {title: C, venue: The Vapour Review}
    - {title: D, venue: Zeta Letters}
    - {title: E, venue: "*Steam* 10"}
    - {title: F, venue: "Steam 9"}
    """

    def grouped(language: str) -> str:
        return "".join(work.title for work in listed(works, language, group_by="venue"))

    assert grouped("sv") == "FECDAB"
    assert grouped("en") == "AFECDB"


def test_of_equally_frequent_tags_the_first_in_the_alphabet_is_offered_first() -> None:
    works = read_clean(
        "pubs:\n- {title: A, tags: [zink, ånga, Teil 10, Teil 9]}\n- {title: B, tags: [oft]}\n- {title: C, tags: [oft]}\n"
    )
    chosen = Publications().choose(works, {})

    def tags(language: str) -> list[str]:
        (facet,) = facets_of(Publications(), chosen, language)
        return [value.label for value in facet.values]

    assert tags("sv") == ["oft", "Teil 9", "Teil 10", "zink", "ånga"]
    assert tags("de") == ["oft", "ånga", "Teil 9", "Teil 10", "zink"]


def test_what_has_an_order_of_its_own_that_is_not_held_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    wholes = {
        language: Collation(language, with_icu=False).is_whole for language in (*ALPHABETS, *TITLES, "eu")
    }
    assert all(wholes.values())
    told = ("ja", "zh_CN", "ar", "fr_CA", *ONLY_WITH_ICU.split())
    assert not any(Collation(language, with_icu=False).is_whole for language in told)
    monkeypatch.setattr(collation, "_weigh_with_icu", lambda language: lambda words, text: (b"", text))
    assert Collation("ja").is_whole


def test_the_order_of_ten_thousand_titles_costs_little_for_each() -> None:
    def sort(count: int) -> None:
        key = Collation("sv", with_icu=False).title_key
        sorted((f"Den öppna frågan {number}: åter vid vatten" for number in range(count)), key=key)

    check_growth(sort, 200)
    assert steps(lambda: sort(1000)) / 1000 < 60


def test_the_weights_of_a_letter_are_found_once() -> None:
    key = Collation("cs", with_icu=False).key
    key("Příliš žluťoučký kůň úpěl ďábelské ódy")
    first = steps(lambda: key("ódy ďábelské úpěl kůň žluťoučký Příliš"))
    assert first < 60
    assert steps(lambda: key("ódy ďábelské úpěl kůň žluťoučký Příliš")) < 5


def test_a_work_has_the_language_that_its_file_says(tmp_path: Path) -> None:
    """LA of RIS, CSL's language, and of BibLaTeX the langid rather than what stands in print."""
    files = {
        "a.yaml": "publications: [{title: Der Kessel, lang: de}]",
        "a.bib": "@misc{a, title = {Der Kessel}, language = {langgerman}, langid = {ngerman}}",
        "b.bib": "@misc{b, title = {Der Kessel}, language = {german}}",
        "a.json": '[{"type": "book", "title": "Der Kessel", "language": "de-AT"}]',
        "a.ris": "TY  - BOOK\nTI  - Der Kessel\nLA  - de\nER  - \n",
    }
    found = {}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        (work,) = load([NamedFile(tmp_path / name, name)], "publications").publications
        assert not work.extra.keys() & {"language", "langid", "lang"}
        found[name] = code_of(work.language)
    assert found == {"a.yaml": "de", "a.bib": "de", "b.bib": "de", "a.json": "de_AT", "a.ris": "de"}
