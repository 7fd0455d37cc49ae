"""Author strings come out right, or come out as they were written; nothing in them is lost."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from inline_data import publication_with, told_about

from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.values.name_parts import Name, family_name, fold_name, may_be_same_given_names
from sphinx_academic.data.values.names import Author, split_authors


def names(text: str) -> list[str]:
    """The people found in a text; fails where the text could not be split."""
    found = split_authors(text)
    assert not found.written, f"{text!r} was left as written"
    return [author.name for author in found.people]


def test_bold_and_stars_are_a_highlight_and_equal_contributions() -> None:
    found = split_authors(r"**Haohe Liu**\*, Xubo Liu\*, Qiuqiang Kong")
    assert found.people == (
        Author("Haohe Liu", equal=True, emphasised=True),
        Author("Xubo Liu", equal=True),
        Author("Qiuqiang Kong"),
    )


@pytest.mark.parametrize(
    "written",
    [
        "Ann Bee, Cy Dee, Eve Fox",
        "Ann Bee,Cy Dee,Eve Fox",
        "Ann Bee and Cy Dee and Eve Fox",
        "Ann Bee, Cy Dee and Eve Fox",
        "Ann Bee, Cy Dee, and Eve Fox",
        "Ann Bee, Cy Dee & Eve Fox",
        "Ann Bee, Cy Dee, &amp; Eve Fox",
        r"Ann Bee, Cy Dee \& Eve Fox",
        "Ann Bee; Cy Dee; Eve Fox",
        "Ann Bee; Cy Dee and Eve Fox",
        "Ann Bee，Cy Dee、Eve Fox",
        "Ann Bee, Cy Dee, Eve Fox,",
        "Ann Bee, , Cy Dee, Eve Fox",
        "  Ann  Bee,\n Cy\tDee, Eve Fox ",
        "Ann&nbsp;Bee, Cy\xa0Dee, Eve Fox",
        "Bee, Ann and Dee, Cy and Fox, Eve",
        "Bee, Ann; Dee, Cy; Fox, Eve",
    ],
)
def test_three_people_are_three_however_they_are_separated(written: str) -> None:
    assert names(written) == ["Ann Bee", "Cy Dee", "Eve Fox"]


@pytest.mark.parametrize(
    "written",
    [
        "Liu, H., Kong, Q., Plumbley, M. D.",
        "Liu, H., Kong, Q., and Plumbley, M. D.",
        "Liu, H., Kong, Q. and Plumbley, M. D.",
        "Liu, H., Kong, Q., & Plumbley, M. D.",
        "Liu, H. and Kong, Q. and Plumbley, M. D.",
        "Liu, H.; Kong, Q.; Plumbley, M. D.",
        "Liu,H.,Kong,Q.,Plumbley,M. D.",
    ],
)
def test_initials_behind_family_names_come_before_them(written: str) -> None:
    assert names(written) == ["H. Liu", "Q. Kong", "M. D. Plumbley"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Mark D.Plumbley", "Mark D. Plumbley"),
        ("J.R.R.Tolkien", "J.R.R. Tolkien"),
        ("Ann Bee, Mark D.Plumbley", "Mark D. Plumbley"),
        ("Jean-Luc Picard", "Jean-Luc Picard"),
        ("J.-L. Picard", "J.-L. Picard"),
        ("Miles O’Brien", "Miles O’Brien"),
        ("Ludwig van Beethoven", "Ludwig van Beethoven"),
        ("José Ñúñez", "José Ñúñez"),
        ("Łukasz Żółć", "Łukasz Żółć"),
        ("Plato", "Plato"),
        ("Ann Bee & Plato", "Plato"),
        ("Liu H, Kong QY", "Kong QY"),
        ("Liu, HJ, Kong, Q", "Q Kong"),
        ("Ann Bee, MIT", "MIT"),
        ("van der Berg, Jan and de Boer, Piet", "Piet de Boer"),
        ("GARCÍA, ANA and KONG, QIU", "QIU KONG"),
        ("Bee, Ann Marie and Dee, Cy Eric", "Cy Eric Dee"),
        ("Bee, Ann", "Bee, Ann"),
    ],
)
def test_the_last_name_reads_as_it_should(written: str, expected: str) -> None:
    found = split_authors(written)
    assert (found.people[-1].name if found.people else found.written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("John Smith Jr., Ann Bee", ["John Smith Jr.", "Ann Bee"]),
        ("John Smith, Jr., Ann Bee", ["John Smith, Jr.", "Ann Bee"]),
        ("Ann Bee, John Smith, Jr.", ["Ann Bee", "John Smith, Jr."]),
        ("Smith, Jr., John and Bee, Ann", ["John Smith, Jr.", "Ann Bee"]),
        ("Ann Bee, PhD, Cy Dee, MD", ["Ann Bee, PhD", "Cy Dee, MD"]),
        ("Ann Bee, PhD; Cy Dee, MD", ["Ann Bee, PhD", "Cy Dee, MD"]),
        ("Ann Bee, MD", ["Ann Bee, MD"]),
        ("Ann Bee, Sr., Cy Dee", ["Ann Bee, Sr.", "Cy Dee"]),
        ("Ann Bee, Ph.D., Cy Dee", ["Ann Bee, Ph.D.", "Cy Dee"]),
        ("Ann Bee, III, Cy Dee", ["Ann Bee, III", "Cy Dee"]),
    ],
)
def test_a_suffix_stays_with_its_name(written: str, expected: list[str]) -> None:
    assert names(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("张三，李四", ["张三", "李四"]),
        ("张三、李四", ["张三", "李四"]),
        ("张三, 李四, Ann Bee", ["张三", "李四", "Ann Bee"]),
        ("김철수, 이영희", ["김철수", "이영희"]),
        ("やまだ たろう、すずき はな", ["やまだたろう", "すずきはな"]),
        ("Лев Толстой, Антон Чехов", ["Лев Толстой", "Антон Чехов"]),
    ],
)
def test_names_in_other_scripts_are_split(written: str, expected: list[str]) -> None:
    assert names(written) == expected


@pytest.mark.parametrize(
    "corporate",
    [
        "DCASE Team",
        "World Health Organization",
        "The LIGO Scientific Collaboration",
        "Ann Bee, the ATLAS Collaboration",
    ],
)
def test_a_group_is_an_author_like_any_other(corporate: str) -> None:
    assert names(corporate) == corporate.split(", ")


@pytest.mark.parametrize(
    "written",
    [
        "Ann Bee et al.",
        "Ann Bee, et al.",
        "Ann Bee et al",
        "Ann Bee, et. al.",
        "Ann Bee and others",
        "Ann Bee, and others",
        "Ann Bee, …",
        "Ann Bee, ...",
        "Ann Bee, **et al.**",
        "Ann Bee, <i>et al.</i>",
    ],
)
def test_et_al_is_no_person(written: str) -> None:
    found = split_authors(written)
    assert found.people == (Author("Ann Bee"),)
    assert found.others


def test_a_list_without_et_al_is_complete() -> None:
    assert not split_authors("Ann Bee, Etal Alder").others
    assert not split_authors("Ann Bee, Cy Others").written


@pytest.mark.parametrize(
    ("written", "marks"),
    [
        ("Ann Bee1, Cy Dee2", ["1", "2"]),
        ("Ann Bee 1, Cy Dee 2", ["1", "2"]),
        ("Ann Bee¹, Cy Dee²", ["1", "2"]),
        ("Ann Bee1,2, Cy Dee2", ["1,2", "2"]),
        ("Ann Bee†, Cy Dee‡, Eve Fox§", ["†", "‡", "§"]),
        ("Ann Bee†‡, Cy Dee ‡", ["†‡", "‡"]),
        ("Ann Bee¶, Cy Dee#", ["¶", "#"]),
        ("Ann Bee<sup>1</sup>, Cy Dee<sup>1,2</sup>", ["1", "1,2"]),
        ("Ann Bee<sup>1,†</sup>, Cy Dee", ["1,†", ""]),
        ("Ann Bee$^{1}$, Cy Dee$^2$", ["1", "2"]),
        ("Ann Bee^1^, Cy Dee^1,2^", ["1", "1,2"]),
        ("†Ann Bee, Cy Dee", ["†", ""]),
        ("Ann Bee,† Cy Dee,‡ Eve Fox", ["†", "‡", ""]),
        ("Bee, A.†, Dee, C.‡", ["†", "‡"]),
        ("Bee, Ann† and Dee, Cy", ["†", ""]),
    ],
)
def test_digits_and_daggers_are_marks_and_no_part_of_a_name(written: str, marks: list[str]) -> None:
    found = split_authors(written)
    assert [author.marks for author in found.people] == marks
    assert {author.name for author in found.people} <= {"Ann Bee", "Cy Dee", "Eve Fox", "A. Bee", "C. Dee"}


@pytest.mark.parametrize(
    "written",
    [
        "Ann Bee*, Cy Dee*, Eve Fox",
        r"Ann Bee\*, Cy Dee\*, Eve Fox",
        "Ann Bee∗, Cy Dee∗, Eve Fox",
        "Ann Bee <sup>*</sup>, Cy Dee<sup>*</sup>, Eve Fox",
        r"Ann Bee<sup>\*</sup>, Cy Dee$^{*}$, Eve Fox",
        "Ann Bee^*^, Cy Dee^*^ and Eve Fox",
        "Ann Bee,* Cy Dee,* Eve Fox",
        "Bee, Ann* and Dee, Cy* and Fox, Eve",
    ],
)
def test_stars_at_two_names_are_equal_contributions(written: str) -> None:
    people = [author._replace(parts=None) for author in split_authors(written).people]
    assert people == [Author("Ann Bee", equal=True), Author("Cy Dee", equal=True), Author("Eve Fox")]


def test_a_star_and_a_digit_at_one_name_are_kept_apart() -> None:
    first, second = split_authors("Ann Bee*1, Cy Dee2*†").people
    assert (first.equal, first.marks) == (True, "1")
    assert (second.equal, second.marks) == (True, "2†")


def test_a_star_at_one_name_alone_is_a_mark_whose_meaning_is_not_known() -> None:
    assert split_authors("Ann Bee, Cy Dee*").people == (Author("Ann Bee"), Author("Cy Dee", marks="*"))


@pytest.mark.parametrize(
    "own",
    [
        "**Ann Bee**",
        "__Ann Bee__",
        "*Ann Bee*",
        "_Ann Bee_",
        "***Ann Bee***",
        "<b>Ann Bee</b>",
        "<strong>Ann Bee</strong>",
        '<span style="color: #c00; font-weight:bold">Ann Bee</span>',
        "<b><span class='me'>Ann Bee</span></b>",
        "<u>Ann Bee</u>",
        "**<u>Ann Bee</u>**",
    ],
)
def test_the_name_that_the_data_sets_apart_is_emphasised_and_no_other(own: str) -> None:
    expected = (Author("Cy Dee"), Author("Ann Bee", emphasised=True), Author("Eve Fox"))
    assert split_authors(f"Cy Dee, {own}, Eve Fox").people == expected
    assert split_authors(f"Cy Dee and {own} and Eve Fox").people == expected


@pytest.mark.parametrize(
    ("own", "emphasised"),
    [
        ("[Ann Bee](https://bee.example)", False),
        ('<a href="https://bee.example" target=_blank>Ann Bee</a>', False),
        ("<a href=https://bee.example>Ann Bee</a>", False),
        ("**[Ann Bee](https://bee.example)**", True),
        ("[**Ann Bee**](https://bee.example)", True),
        ("<a href='https://bee.example'><b>Ann Bee</b></a>", True),
    ],
)
def test_a_linked_name_keeps_its_address(own: str, emphasised: bool) -> None:
    linked = Author("Ann Bee", url="https://bee.example", emphasised=emphasised)
    assert split_authors(f"{own}, Cy Dee").people == (linked, Author("Cy Dee"))
    assert split_authors(f"{own}*, Cy Dee*").people[0] == linked._replace(equal=True)


def test_an_address_with_entities_is_the_address_that_is_meant() -> None:
    (author, _) = split_authors('<a href="https://bee.example/?a=1&amp;b=2">Ann Bee</a>, Cy Dee').people
    assert author.url == "https://bee.example/?a=1&b=2"


@pytest.mark.parametrize(
    "written",
    [
        "Liu, Haohe",
        "Liu, H. and Kong",
        "Liu, Kong, Bee, Dee and Fox, Eve",
        "Liu, Haohe, Kong, Qiuqiang",
        "Plato, Aristotle, Zeno",
        "Ann Bee and Cy Dee, Eve Fox",
        "Ann Bee, Cy Dee and Eve Fox, Gil Hay",
        "Ann Bee, MIT; Cy Dee, CMU",
        "Ann Bee [equal contribution], Cy Dee",
        "King, M. L., Jr., Bee, A.",
        "Ann Bee, Cy Dee, and 3 others",
        "Ann Bee, …, Cy Dee",
        "Ann Bee <bee@example.org>, Cy Dee",
        "**Ann Bee, Cy Dee**, Eve Fox",
        "<b>Ann Bee and Cy Dee</b>, Eve Fox",
        "Ann Bee<br/>Cy Dee",
        "with Ann Bee: Cy Dee and others in a seminar",
        "https://example.org/authors",
        "12, 13",
        "*",
        "Ann Bee, \ue0030\ue002 Cy Dee",
        "A text that goes on and on for so long that it is nobody's name, though it has no sign in it, at all",
        "The whole class of the course, held in 2021",
    ],
)
def test_what_cannot_be_split_with_confidence_stays_as_written(written: str) -> None:
    found = split_authors(written)
    assert found.people == ()
    assert found.written == written


@pytest.mark.parametrize("nothing", ["", "  ", "\n", ",", " , ;"])
def test_an_empty_text_has_no_authors(nothing: str) -> None:
    assert split_authors(nothing).people == ()


_NAME = st.sampled_from(
    [
        "Ann Bee",
        "Cy Dee",
        "Li Wei",
        "Mark D.Plumbley",
        "张三",
        "José Ñúñez",
        "Liu, H.",
        "Bee, Ann",
        "Plato",
        "John Smith, Jr.",
        "Ann Bee (MIT)",
        "the Team",
        "Åsa Öz",
        "ﬁne Ligature",
        "ſmith İI",
    ]
)
_DRESS = st.sampled_from(
    [
        "{}",
        "**{}**",
        "__{}__",
        "<b>{}</b>",
        "*{}*",
        "{}*",
        r"{}\*",
        "{}1,2",
        "{}†",
        "{}<sup>1</sup>",
        "†{}",
        "[{}](u)",
        "<i>{}",
        "{}**",
        "{} et al.",
        "{}:",
        "\ue001{}",
        "{}$^2$",
    ]
)
_SEPARATOR = st.sampled_from([", ", ",", " and ", ", and ", " & ", "; ", "，", "、", " ", ",* ", " / "])
_LISTS = st.lists(st.tuples(_NAME, _DRESS, _SEPARATOR), min_size=1, max_size=6)


def letters(text: str) -> Counter[str]:
    return Counter(letter for letter in text if letter.isalpha() and letter not in "\ue001\ue002\ue003\ue004")


def assert_nothing_is_lost(text: str, wanted: Counter[str]) -> None:
    found = split_authors(text)
    survived = letters(found.written + "".join(author.name + author.marks for author in found.people))
    assert not wanted - survived, f"{text!r} lost {wanted - survived}: {found}"


@given(_LISTS)
def test_every_letter_of_every_name_survives(written: list[tuple[str, str, str]]) -> None:
    text = "".join(dress.format(name) + separator for name, dress, separator in written)
    assert_nothing_is_lost(text, letters("".join(name for name, _, _ in written)))


@given(st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(" ,;.*_†12()Aa"))))
@example("Ann Bee,")
@example("\ue0037\ue002, Ann Bee")
@example("a,\ue004b, c d")
def test_every_letter_of_any_text_survives(text: str) -> None:
    without_separators = re.sub(r"(?i)\b(?:and|et\.?\s+al|others)\b", "", text)
    without_markup = re.sub(r"<[^>]*>|\]\([^)]*\)|&[^;\s]*;?", "", without_separators)
    assert_nothing_is_lost(text, letters(without_markup))


@given(st.text(max_size=60), st.text(max_size=60))
def test_splitting_never_raises_and_gives_either_people_or_the_text(left: str, right: str) -> None:
    found = split_authors(f"{left}, {right}")
    assert not (found.people and found.written)


def test_a_name_is_found_whatever_its_case_accents_and_dots() -> None:
    highlights = Highlights(["José Núñez", "Haohe Liu", " "])
    for name in ("José Núñez", "JOSE NUNEZ", "jose nuñez", "José  Núñez.", "Liu, Haohe"):
        assert highlights.hold(Author(name))
    for name in ("José Nunes", "Haohe", "Haohe Liu Chen", ""):
        assert not highlights.hold(Author(name))


def test_every_alias_stands_out() -> None:
    highlights = Highlights(["Haohe Liu", "H. Liu", "刘濠赫"])
    assert all(highlights.hold(Author(name)) for name in ("Haohe Liu", "H Liu", "刘濠赫"))
    assert not highlights.hold(Author("X. Liu"))


def test_a_name_in_bold_stands_out_without_any_configuration() -> None:
    assert Highlights([]).hold(Author("Ann Bee", emphasised=True))
    assert not Highlights([]).hold(Author("Ann Bee"))
    assert not Highlights([""]).hold(Author(""))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Łukasz Öz", "lukasz oz"),
        ("Mark D. Plumbley", "Mark D Plumbley"),
        ("Plumbley, Mark D.", "Mark D. Plumbley"),
        ("Jean-Luc Picard", "Jean Luc Picard"),
        ("ALİ", "ali"),
        ("Straße", "STRASSE"),
    ],
)
def test_spellings_of_one_name_are_equal(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other) != ""


def test_different_names_stay_different() -> None:
    assert fold_name("Ann Bee") != fold_name("Anna Bee")
    assert fold_name("张三") != fold_name("李四")
    assert fold_name("Smith, Jr.") != fold_name("Jr. Smith")


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Ann Bee", "Bee"),
        ("John Smith, Jr.", "Smith"),
        ("John Smith Jr.", "Smith"),
        ("Ludwig van Beethoven", "Beethoven"),
        ("Plato", "Plato"),
        ("Jr.", "Jr."),
    ],
)
def test_the_family_name_is_the_last_word_that_is_no_suffix(name: str, family: str) -> None:
    assert family_name(name) == family


def authors_of(*lines: str) -> tuple[Author, ...]:
    """The authors of a publication, each written in a line of its own."""
    return publication_with("authors:", *(f"- {line}" for line in lines)).authors.people


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("{name: Ann Bee}", Author("Ann Bee")),
        ("{given: Ann, family: van der Bee}", Author("Ann van der Bee", parts=Name("Ann", "van der", "Bee"))),
        ("{first: Ann, last: Bee, suffix: Jr.}", Author("Ann Bee, Jr.", parts=Name("Ann", "", "Bee", "Jr."))),
        ("{family: Plato}", Author("Plato", parts=Name(family="Plato"))),
        ("{literal: Studio 54}", Author("Studio 54", parts=Name(literal="Studio 54"))),
        ("{name: Ann Bee, website: https://bee.example}", Author("Ann Bee", url="https://bee.example")),
        ("{name: Ann Bee†, senior: yes}", Author("Ann Bee", marks="†", senior=True)),
        ("{name: Ann Bee, equal: true}", Author("Ann Bee", equal=True)),
        ("{name: Ann Bee, equal: first}", Author("Ann Bee", equal=True, group="first")),
        ("{name: Ann Bee, equal: no}", Author("Ann Bee")),
    ],
)
def test_an_author_with_fields_of_their_own_is_what_they_say(written: str, author: Author) -> None:
    assert authors_of(written) == (author,)


def test_a_star_in_a_list_is_understood_where_two_have_it() -> None:
    assert authors_of("Ann Bee*", "Cy Dee*", "Eve Fox") == (
        Author("Ann Bee", equal=True),
        Author("Cy Dee", equal=True),
        Author("Eve Fox"),
    )
    assert authors_of("Ann Bee*", "Cy Dee") == (Author("Ann Bee", marks="*"), Author("Cy Dee"))


def test_an_author_without_a_name_is_told() -> None:
    _, (problem,) = told_about("authors:", "- {url: https://bee.example}")
    assert problem.message == "An author has no name."


def test_what_is_wrong_with_one_author_of_a_list_is_told_where_that_author_stands() -> None:
    _, (problem,) = told_about("authors:", "- Ann Bee", "- '[Cy Dee](javascript:alert)'")
    assert problem.place == "5:5"
    record, (problem,) = told_about("authors:", "- Ann Bee", "- [Cy Dee, Eve Fox]")
    assert [author.name for author in record.authors.people] == ["Ann Bee", "[Cy Dee, Eve Fox]"]
    assert problem.message == "An author is a list; a name was expected."


@pytest.mark.parametrize("last", ["et al.", "others", "Eve Fox et al."])
def test_a_list_of_authors_may_end_in_et_al(last: str) -> None:
    authors = publication_with("authors:", "- Ann Bee", "- Cy Dee, PhD", "- Bee, Bo", f"- {last}").authors
    assert [author.name for author in authors.people][:3] == ["Ann Bee", "Cy Dee, PhD", "Bo Bee"]
    assert authors.others
    assert not publication_with("authors:", "- Ann Bee", "- Cy Dee").authors.others


@pytest.mark.parametrize(
    ("given", "other", "same"),
    [
        ("Ann Marie", "Ann", True),
        ("Ann", "A", True),
        ("A M", "Ann Maria", True),
        ("Ann", "Anna", False),
        ("B", "Ann", False),
        ("Ann Marie", "A B", False),
        ("", "Ann", False),
    ],
)
def test_given_names_are_the_same_where_they_are_equal_or_initials(
    given: str, other: str, same: bool
) -> None:
    assert may_be_same_given_names(given.split(), other.split()) is same
    assert may_be_same_given_names(other.split(), given.split()) is same
