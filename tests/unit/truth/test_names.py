"""Names are what their bearers and those who cite them would say: split, in their parts, and so in every export."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.data.located import RawFile
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.name_parts import Name, fold_name, name_of, parts_of
from sphinx_academic.data.values.names import explicit_name
from sphinx_academic.formats import bibtex, csl_json, ris
from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex
from sphinx_academic.formats.csl_json import read_csl
from sphinx_academic.formats.json_places import read_json
from sphinx_academic.formats.loading import load_named
from sphinx_academic.formats.ris import read_ris
from sphinx_academic.formats.yaml import read_yaml

CASES = Path(__file__).with_name("cases") / "names"


def said(name: Name) -> str:
    """A name in one line: ``(von der) Aue, Ulla``; one that is a whole in braces."""
    if name.literal:
        return f"{{{name.literal}}}"
    dropping, particles = (f"({each}) " if each else "" for each in (name.dropping, name.particles))
    return f"{dropping}{particles}{', '.join(filter(None, (name.family, name.given, name.suffix)))}"


def people(work: Publication) -> list[str]:
    return [
        *(said(author.in_parts) for author in work.authors.people),
        *(["…"] if work.authors.others else []),
    ]


READERS: dict[str, Callable[[str, str], RawFile]] = {
    "bib": read_bibtex,
    "ris": read_ris,
    "json": lambda text, path: read_csl(read_json(text, path)[0], path),
    "yaml": lambda text, path: RawFile(path, *read_yaml(text, path)),
}


def read(text: str, suffix: str = "bib") -> Collection:
    return collect([READERS[suffix](text, f"a.{suffix}")])


def works(name: str) -> dict[str, Publication]:
    return {work.key: work for work in load_named([str(CASES / name)]).publications}


LISTS = {
    "n01": ["Kettle, Fielding W., Jr."],
    "n02": ["Kettle, Fielding W., Jr."],
    "n03": ["Kettle, Fielding W., Jr."],
    "n04": ["Kettle, Fielding W., Jr.", "Ash, Rowan, III"],
    "n05": ["(de) Vriesman, Joost", "(van der) Laan, Mies", "De Clerck, Tijl"],
    "n06": ["Ünal, Çağlan", "Marín, José", "Francůs, J.", "Krejčí, P."],
    "n07": ["{Northmoor Kettle Consortium}", "Ash, R."],
    "n08": ["{Northmoor, Fenwick, and Sons}"],
    "n09": ["Ash, Rowan", "…"],
    "n10": ["Wo, Tianxi", "Yang, Shengji", "Pia, Zhixi"],
    "n11": ["Wo, Tianxi", "Yang, Shengji", "Pia, Zhixi", "Xo, Liang", "Wang, Rui"],
    "n12": ["Maras'c, Ana", "O'Hara, Tom"],
    "n13": ["Simão, Tatiana", "König, X."],
    "n14": ["(d') Alembert, Jean le Rond", "L'Enfant, P.", "(de') Medici, Lorenzo"],
    "n15": ["(du) Puy de Clinch, Philippe"],
    "n16": ["Harry, M.", "R.", "Stroud"],
    "n17": ["Ash, R.", "Birch, T.", "Cedar, U."],
    "n18": ["Ash, R.", "Birch, T.", "Cedar, U."],
    "n19": ["Ash, R.", "Birch, T."],
    "n20": ["(von) Ash, Rowan", "Birch, T."],
    "n21": ["Ash, R.", "Birch, T."],
    "n22": ["Aaron", "Andrews, Randy"],
    "n23": ["Min-Ji, Kim", "김, 민지", "Пупкин, Василий", "王, 小明"],
    "n24": ["Ash, R.", "Birch, T."],
    "n25": ["Ash, Rowan"],
}


@pytest.mark.parametrize("key", LISTS)
def test_a_list_of_bibtex_is_read_as_its_author_means_it(key: str) -> None:
    assert people(works("lists-and-suffixes.bib")[key]) == LISTS[key]


MARKED = {
    "ash2010": ["Ash, R.", "Birch, T."],
    "sp3": ["Ash, Rowan", "Birch, Tim", "Cedar, U.", "Dogwood, E.", "Elm, Q."],
    "sp4": ["Ash, R.", "Birch, T. K.", "Cedar, U.V.W."],
    "sp5": ["ASH, ROWAN", "BIRCH, TIM"],
    "sp6": ["Ash, Rowan", "…"],
    "sp7": ["Ash, Rowan", "Birch, Tim", "…"],
    "sp8": ["Ash, R.", "Birch, T.", "Cedar, U."],
    "sp9": ["Ash, Rowan", "Birch, Tim", "Cedar, Uli"],
    "sp10": ["Ash, Rowan", "Birch, Tim", "Cedar, Uli"],
    "sp11": ["Jeff", "John", "Sarah", "Mary"],
    "sp12": ["Rowan Ash, Tim Birch"],
    "es1": ["García Márquez, Gabriel José"],
}


@pytest.mark.parametrize("key", MARKED)
def test_commas_and_marks_part_names_or_belong_to_none(key: str) -> None:
    assert people(works("commas-and-marks.bib")[key]) == MARKED[key]


@pytest.mark.parametrize(
    ("file", "keys"),
    [
        ("lists-and-suffixes.bib", "n10 n11 n16 n17 n21 n24 n25"),
        ("commas-and-marks.bib", "sp8 sp9 sp10 sp11 sp12"),
        ("east-asian.bib", ""),
        ("east-asian.yaml", ""),
        ("particles.yaml", ""),
        ("given-names-that-look-like-particles.yaml", ""),
    ],
)
def test_what_was_guessed_is_told_once_at_its_line_and_nothing_else(file: str, keys: str) -> None:
    lines = (CASES / file).read_text(encoding="utf-8").splitlines()
    expected = [
        number for number, line in enumerate(lines, start=1) for key in keys.split() if f"{{{key}," in line
    ]
    assert [problem.line for problem in load_named([str(CASES / file)]).problems] == expected


def test_a_guess_says_what_was_understood_and_how_to_write_it() -> None:
    collection = read("@misc{k, author = {Rowan Ash, Tim Birch, Uli Cedar et al.}, title = {T}}")
    (problem,) = collection.problems
    assert problem.location == "a.bib:1:19"
    assert problem.message == (
        "in 'author' of 'k', names are parted by commas; read as: Rowan Ash; Tim Birch; Uli Cedar et al."
    )
    assert problem.hint == "Write  author = {Rowan Ash and Tim Birch and Uli Cedar and others}"


def test_what_is_read_otherwise_than_it_is_written_is_exported_as_it_is_read() -> None:
    exported = bibtex.library(load_named([str(CASES / "commas-and-marks.bib")]).publications)
    assert "author = {Ash, Rowan and Birch, Tim and Cedar, U. and Dogwood, E. and Elm, Q.}" in exported
    assert "author = {Ash, Rowan and others}" in exported
    assert "author = {Ash, R. and Birch, T. and Cedar, U.}" in exported


def test_what_is_written_as_bibtex_reads_it_is_exported_as_it_is_written() -> None:
    exported = bibtex.library(works("lists-and-suffixes.bib").values())
    assert r"{\relax Ph}ilippe {du Puy de Clinch}" in exported
    assert "{{{Northmoor, Fenwick, and Sons}}}" in exported
    assert "author = {Kettle, Jr., Fielding W.}" in exported


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("Bartolomé de las Casas", "(de las) Casas, Bartolomé"),
        ("Guido Van den Beek", "Van den Beek, Guido"),
        ("Gerard 't Hoog", "('t) Hoog, Gerard"),
        ("Vincent Van Gogh", "Van Gogh, Vincent"),
        ("Robert De Niel", "De Niel, Robert"),
        ("Ulla von der Aue", "(von der) Aue, Ulla"),
        ("Otto von und zu Guden", "(von und zu) Guden, Otto"),
        ("Sofie in 't Veer", "(in 't) Veer, Sofie"),
        ("Rosa dos Santos e Silva", "(dos) Santos e Silva, Rosa"),
        ("Leo DiCapri", "DiCapri, Leo"),
        ("Salim bin Aziz Al Sadd", "Al Sadd, Salim bin Aziz"),
    ],
)
def test_particles_stand_before_the_family_name_and_a_capital_one_is_part_of_it(
    spoken: str, expected: str
) -> None:
    assert said(parts_of(spoken)) == expected
    family, _, given = expected.replace("(", "").replace(")", "").partition(", ")
    by_hand = read(f'publications:\n- {{title: T, author: "{spoken}", year: 2020}}', "yaml")
    others = [
        read(f"TY  - JOUR\nTI  - T\nAU  - {family}, {given}\nER  - \n", "ris"),
        read(f"TY  - JOUR\nTI  - T\nAU  - {spoken}\nER  - \n", "ris"),
        read(
            json.dumps([{"type": "book", "title": "T", "author": [{"family": family, "given": given}]}]),
            "json",
        ),
        read(json.dumps([{"type": "book", "title": "T", "author": [spoken]}]), "json"),
        read(bibtex.library(by_hand.publications)),
    ]
    for collection in (by_hand, *others):
        assert [people(work) for work in collection.publications] == [[expected]]
        assert [author.name for author in collection.publications[0].authors.people] == [spoken]


def test_particles_are_exported_where_each_format_has_them() -> None:
    (work,) = works("particles.yaml").values()
    names = csl_json.item(work)["author"]
    assert names[0] == {"given": "Bartolomé", "non-dropping-particle": "de las", "family": "Casas"}
    assert names[1] == {"given": "Guido", "family": "Van den Beek"}
    assert "von der Aue, Ulla and von und zu Guden, Otto and in 't Veer, Sofie" in bibtex.entry(work)
    assert "AU  - dos Santos e Silva, Rosa\n" in ris.record(work)


def test_what_is_no_particle_is_not_taken_for_one() -> None:
    (work,) = works("given-names-that-look-like-particles.yaml").values()
    assert people(work) == ["Anh, Nguyen Van", "Linh, Tran Thi Di", "{マイケル・スミス}"]


def test_east_asian_names_have_the_family_name_in_front_and_no_space() -> None:
    japanese, chinese = works("east-asian.yaml").values()
    assert people(japanese) == ["山田, 太郎", "佐藤, 花子"]
    assert people(chinese) == ["王, 小明", "欧阳, 明"]
    assert [author.name for author in japanese.authors.people] == ["山田太郎", "佐藤花子"]
    assert csl_json.item(chinese)["author"] == [
        {"family": "王", "given": "小明"},
        {"family": "欧阳", "given": "明"},
    ]
    assert "author = {王, 小明 and 欧阳, 明}" in bibtex.entry(chinese)
    (source,) = works("east-asian.bib").values()
    assert [author.name for author in source.authors.people] == ["山田太郎"]


@pytest.mark.parametrize(
    ("given", "family", "expected"),
    [
        ("John, III", "Doe", "Doe, John, III"),
        ("F. W.", "Kobb Jr.", "Kobb, F. W., Jr."),
        ("Martin Luther Jr.", "King", "King, Martin Luther, Jr."),
        ("Jr.", "King", "King, Jr."),
        ("Alexander von", "Humboldt", "(von) Humboldt, Alexander"),
        ("Jean", "d'Alembert", "(d') Alembert, Jean"),
        ("Muhammad", "al-Khwarizmi", "(al-) Khwarizmi, Muhammad"),
        ("Lorenzo", "de' Medici", "(de') Medici, Lorenzo"),
        ("Guillaume", "de l'Hôpital", "(de l') Hôpital, Guillaume"),
        ("bell", "hooks", "hooks, bell"),
        ("A.", "santos silva", "santos silva, A."),
        ("A.", "de la cruz", "(de la) cruz, A."),
        ("Md.", "Rahman", "Rahman, Md."),
        ("II", "Kong", "Kong, II"),
    ],
)
def test_parts_that_stand_in_the_wrong_field_go_where_they_belong(
    given: str, family: str, expected: str
) -> None:
    assert said(name_of(given, family)) == expected


def table(name: str) -> list[tuple[str, str]]:
    """The rows of a file, ``what is written => what is right``."""
    rows = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [(written, right) for written, _, right in (row.rpartition(" => ") for row in rows)]


@pytest.mark.parametrize(("written", "right"), table("bibtex-lists.txt"))
def test_a_list_in_any_dress_is_split_and_told_where_it_is_a_guess(written: str, right: str) -> None:
    """``!`` behind a row: told, once."""
    collection = read(f"@misc{{k, title = {{T}}, author = {{{written}}}}}")
    (work,) = collection.publications
    assert people(work) == right.removesuffix(" !").split(" | ")
    assert len(collection.problems) == right.endswith("!")


@pytest.mark.parametrize(("written", "right"), table("in-speech.txt"))
def test_the_parts_of_a_name_in_the_order_of_speech_are_known(written: str, right: str) -> None:
    assert said(parts_of(written)) == right


def test_a_name_is_found_by_both_spellings_of_its_script() -> None:
    assert fold_name("山田 太郎") == fold_name("山田太郎") == fold_name("山田, 太郎")


EDITORS = "García Márquez, Gabriel and van der Aue, Jo and {Northmoor Kettle} and King, Jr., Martin and 山田, 太郎 and 王, 小明"


def test_names_of_editors_keep_their_parts_though_they_are_one_text() -> None:
    (work,) = read(f"@book{{k, title = {{T}}, year = 2001, editor = {{{EDITORS}}}}}").publications
    names = csl_json.item(work)["editor"]
    assert names == [
        {"given": "Gabriel", "family": "García Márquez"},
        {"given": "Jo", "non-dropping-particle": "van der", "family": "Aue"},
        {"literal": "Northmoor Kettle"},
        {"given": "Martin", "family": "King", "suffix": "Jr."},
        {"given": "太郎", "family": "山田"},
        {"given": "小明", "family": "王"},
    ]
    (from_ris,) = read(ris.record(work), "ris").publications
    (from_csl,) = read(json.dumps([csl_json.item(work)]), "json").publications
    assert csl_json.item(from_ris)["editor"] == csl_json.item(from_csl)["editor"] == names


@pytest.mark.parametrize("editor", ["Foo_bar Baz", "K [x]", "Ann_ Bee and Carl Dee"])
def test_names_of_editors_with_signs_of_markup_in_them_come_back_the_same(editor: str) -> None:
    (work,) = read(
        f"publications:\n- {{title: T, year: 2001, type: book, editor: '{editor}'}}", "yaml"
    ).publications
    names = csl_json.item(work)["editor"]
    (back,) = read(json.dumps([csl_json.item(work)]), "json").publications
    (again,) = read(json.dumps([csl_json.item(back)]), "json").publications
    assert csl_json.item(back)["editor"] == csl_json.item(again)["editor"] == names


def test_a_semicolon_in_a_name_makes_no_second_person_in_ris() -> None:
    (work,) = read(
        'publications:\n- {title: T, authors: [{literal: "Bell; Kettle, Ltd"}]}', "yaml"
    ).publications
    (back,) = read(ris.record(work), "ris").publications
    assert [person.name for person in back.authors.people] == ["Bell Kettle Ltd"]


def test_a_word_of_an_editor_behind_an_initial_is_no_part_of_the_family_name() -> None:
    text = 'publications:\n- {title: T, year: 2001, type: book, editor: "Mark D.\xa0Plumb, Ann Bee\xa0Dee"}'
    (work,) = read(text, "yaml").publications
    assert [each["family"] for each in csl_json.item(work)["editor"]] == ["Plumb", "Bee Dee"]


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Kettle, Fielding W., Jr.", ["Kettle, Fielding W., Jr."]),
        ("García Márquez, Gabriel and Ash, Rowan", ["García Márquez, Gabriel", "Ash, Rowan"]),
        (["García Márquez, Gabriel", "Rowan Ash"], ["García Márquez, Gabriel", "Ash, Rowan"]),
        (
            ["Kettle, Fielding, Jr.", "Kettle, Jr., Fielding"],
            ["Kettle, Fielding, Jr.", "Kettle, Fielding, Jr."],
        ),
        ("Liu H, Kong QY", ["Liu, H.", "Kong, Q. Y."]),
        ("van der Berg J, King ML Jr", ["(van der) Berg, J.", "King, M. L., Jr"]),
        ("Malcolm X", ["X, Malcolm"]),
        ("Rowan* Ash, Tim* Birch", ["Ash, Rowan", "Birch, Tim"]),
        (
            [{"family": "Ash*", "given": "Rowan"}, {"family": "Birch", "given": "Tim*"}],
            ["Ash, Rowan", "Birch, Tim"],
        ),
        ([{"family": "Ash", "given": "Rowan†"}], ["Ash, Rowan"]),
        ([{"name": "Bee, Ann"}], ["Bee, Ann"]),
        (
            [{"name": "山田 太郎"}, {"family": "スミス", "given": "マイケル"}],
            ["山田, 太郎", "スミス, マイケル"],
        ),
        ([{"family": "The Tea Board"}, {"family": "van Gogh"}], ["{The Tea Board}", "(van) Gogh"]),
        ([{"given": "Only"}, {"literal": "Studio 54"}], ["Only", "{Studio 54}"]),
        ([{"given": "Jean", "family": "La Fontaine", "dropping-particle": "de"}], ["(de) La Fontaine, Jean"]),
        ("Sim$\\tilde{a}$o, Tatiana and O&#8217;Hara, Ann", ["Simão, Tatiana", "O’Hara, Ann"]),
        ("王小明, 李小红", ["王, 小明", "李, 小红"]),
        ("Ivanov, Yu. A., Petrov, S.", ["Ivanov, Yu. A.", "Petrov, S."]),
        ("Rowan Ash (Northmoor), Tim Birch", ["Ash, Rowan", "Birch, Tim"]),
        ("Rowan Ash (Northmoor, UK) and Tim Birch (Lab)", ["Ash, Rowan", "Birch, Tim"]),
        ("Rowan Ash, Tim Birch (eds.)", ["Ash, Rowan", "Birch, Tim"]),
        ("Rowan Ash (1), Tim Birch (1,2) et al.", ["Ash, Rowan", "Birch, Tim", "…"]),
        ("Taro Yamada (山田太郎), Rowan Ash", ["Yamada, Taro", "Ash, Rowan"]),
        ("Ash, Rowan (Northmoor); Birch, Tim（東京）", ["Ash, Rowan", "Birch, Tim"]),
        (["Rowan Ash (Northmoor)", "Birch, Tim (2)"], ["Ash, Rowan", "Birch, Tim"]),
        (["Tea University Kettle Group (TUKG)"], ["{Tea University Kettle Group (TUKG)}"]),
        ("王小明；李四；张三", ["王, 小明", "李, 四", "张, 三"]),
        ("山田太郎；佐藤花子、鈴木一郎", ["{山田太郎}", "{佐藤花子}", "{鈴木一郎}"]),
        ("Ash, Rowan；Birch, Tim", ["Ash, Rowan", "Birch, Tim"]),
        ("张三, 等", ["张, 三", "…"]),
        ("张三、李四等", ["张, 三", "李, 四", "…"]),
        (["张三", "等"], ["张, 三", "…"]),
        ("山田 太郎 他", ["山田, 太郎", "…"]),
        ("김민지 외 2명", ["김, 민지", "…"]),
        (["O&#39;Hara, Tom", "Sim$\\tilde{a}$o, Tatiana"], ["O'Hara, Tom", "Simão, Tatiana"]),
        ("Müller, Hans / Meier, Karl", ["Müller, Hans", "Meier, Karl"]),
        ("van der Berg, Jan Willem", ["(van der) Berg, Jan Willem"]),
        ("de la Cruz, Ana", ["(de la) Cruz, Ana"]),
        ("King, Jr., Martin Luther", ["King, Martin Luther, Jr."]),
        ("García Márquez, Gabriel", []),  # shown as it is written
        ("Rowan Ash, NASA", ["Ash, Rowan", "NASA"]),
    ],
)
def test_names_in_yaml_have_the_parts_that_they_are_given(author: object, expected: list[str]) -> None:
    collection = read(
        f"publications:\n- {{title: T, year: 2020, author: {json.dumps(author, ensure_ascii=False)}}}", "yaml"
    )
    assert [people(work) for work in collection.publications] == [expected]
    assert not collection.problems


def test_what_stands_in_brackets_behind_a_name_is_shown_and_no_part_of_it() -> None:
    text = 'publications:\n- {title: T, year: 2020, author: "Taro Yamada (山田太郎), Rowan Ash (Northmoor)*"}'
    (work,) = read(text, "yaml").publications
    first, second = work.authors.people
    assert (first.name, first.bare_name) == ("Taro Yamada (山田太郎)", "Taro Yamada")
    assert (second.name, second.marks) == ("Rowan Ash (Northmoor)", "*")
    assert csl_json.item(work)["author"] == [
        {"given": "Taro", "family": "Yamada"},
        {"given": "Rowan", "family": "Ash"},
    ]
    assert fold_name(first.name) == fold_name("Yamada, Taro")
    assert work.key == "yamada2020t"


@pytest.mark.parametrize(
    ("written", "exported"),
    [
        ("Fielding W. Kettle Jr. and Rowan Ash III", "Kettle, Jr., Fielding W. and Ash, III, Rowan"),
        ("Fielding W. {Kettle Jr.}", "Kettle, Jr., Fielding W."),
        ("King Jr., Martin", "King, Jr., Martin"),
        ("Fielding {de Kettle Jr.}", "{de Kettle}, Jr., Fielding"),
        ("Fielding van Kettle, Jr.", "van Kettle, Jr., Fielding"),
        ("Kettle, Jr., Fielding W.", "Kettle, Jr., Fielding W."),
        ("{Kettle and Ash Jr.}", "{Kettle and Ash Jr.}"),
    ],
)
def test_a_suffix_is_exported_between_commas(written: str, exported: str) -> None:
    """To BibTeX and biber what stands last without a comma is the family name ("Tame the BeaST", section 10)."""
    collection = read(f"@misc{{k, title = {{T}}, author = {{{written}}}}}")
    assert not collection.problems
    assert f"author = {{{exported}}}" in bibtex.library(collection.publications)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Kobb Jr., F. W.", ["Kobb, F. W., Jr."]),
        ("Kobb, Jr., F. W.", ["Kobb, F. W., Jr."]),
        ("Doe,Jan,Jr.", ["Doe, Jan, Jr."]),
        ("Wo T", ["Wo, T."]),
        ("King ML Jr", ["King, M. L., Jr"]),
        ("Kettle Works,", ["{Kettle Works}"]),
        ("O&#8217;Neil, Shin&#8217;ya", ["O’Neil, Shin’ya"]),
        ("Ash*, Rowan", ["Ash, Rowan"]),
        ("Ash, Rowan; Birch, Tim", ["Ash, Rowan", "Birch, Tim"]),
        ("山田 太郎", ["山田, 太郎"]),
        ("Ash, R. and Birch, T.", ["Ash, R.", "Birch, T."]),
        ("Department of Tea and Water", ["{Department of Tea and Water}"]),
    ],
)
def test_names_in_ris_are_read_as_programs_write_them(written: str, expected: list[str]) -> None:
    collection = read(f"TY  - JOUR\nTI  - T\nAU  - {written}\nER  - \n", "ris")
    assert [people(work) for work in collection.publications] == [expected]
    assert not collection.problems


def test_no_export_has_the_marks_of_equal_authors() -> None:
    collection = load_named([str(CASES / "commas-and-marks.bib")])
    work = next(work for work in collection.publications if work.key == "sp3")
    written = [
        bibtex.entry(work).partition("title")[0],
        ris.record(work),
        json.dumps(csl_json.item(work)["author"]),
    ]
    assert not [text for text in written if "*" in text]
    assert [author.equal for author in work.authors.people] == [True, True, False, False, False]


@pytest.mark.parametrize(
    "given",
    ["Ann", "J. R. R.", "Jean-Luc", "Jörg", "Peter", "Ann D.", "Ann II", "Ann Jr.", "Ann MD", "Ann M.D."],
)
@pytest.mark.parametrize(
    "family", ["Bee", "O'Hara", "DiCapri", "Müller-Lüd", "d'Arc", "van Bee", "Bee Dee", "Bee Jr."]
)
def test_usual_names_are_read_the_short_way_as_the_long_way(given: str, family: str) -> None:
    text = f'publications:\n- title: T\n  year: 2020\n  author: [{{given: "{given}", family: "{family}"}}]'
    (author,) = read(text, "yaml").publications[0].authors.people
    name, _ = explicit_name({"given": given, "family": family})
    assert (author.parts, author.name) == (name, name.shown)


@pytest.mark.parametrize(
    ("given", "family", "label"),
    [
        ("Gabriel", "García Márquez", "García Márquez"),
        ("Ludwig", "van Beethoven", "van Beethoven"),
        ("Alexander von", "Humboldt", "Humboldt"),
        ("Jean", "d'Alembert", "d'Alembert"),
        ("太郎", "山田", "山田"),
    ],
)
def test_a_label_is_the_family_name_that_was_given(given: str, family: str, label: str) -> None:
    assert name_of(given, family).label == label


def test_a_processor_of_csl_sets_no_space_behind_an_apostrophe_but_behind_de() -> None:
    text = "publications:\n- {title: T, year: 2020, author: \"Lorenzo de' Medici, Jean d'Alembert\"}"
    (work,) = read(text, "yaml").publications
    particles = [name["non-dropping-particle"] for name in csl_json.item(work)["author"]]
    assert particles == ["de' ", "d'"]


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("", "X"),
        ("Ann", "Bee & Dee"),
        ("R. et T.", "Ash"),
        ("Ann; Bo", "Dee"),
        ("Ann and Bo", "Dee"),
        ("…", "Dee"),
    ],
)
def test_nothing_that_is_exported_as_one_name_is_read_as_several(given: str, family: str) -> None:
    text = f"publications:\n- title: T\n  year: 2020\n  author: [{{given: {json.dumps(given)}, family: {family}}}, Cy Fox]"
    exported = read(bibtex.library(read(text, "yaml").publications))
    assert not exported.problems
    assert len(exported.publications[0].authors.people) == 2
