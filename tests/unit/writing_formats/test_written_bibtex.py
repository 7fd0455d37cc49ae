"""Publications become BibTeX that BibTeX's parsers, ours among them, read as it was meant."""

from __future__ import annotations

import re
import textwrap

import pybtex.database
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_data import publication_with, raw_file, read_clean, told_about

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collection import collect
from sphinx_academic.data.records import Publication
from sphinx_academic.formats import bibtex
from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex
from sphinx_academic.formats.bibtex.scanner import scan
from sphinx_academic.formats.latex.encoding import in_ascii
from sphinx_academic.formats.rich_text import escape_markup
from sphinx_academic.formats.text import Reports
from trials.made_files import hostile_texts, publication_of


def read_back(text: str) -> tuple[Publication, ...]:
    """What our own reader makes of BibTeX, with which nothing may be wrong."""
    collection = collect([read_bibtex(text, "made.bib")])
    assert not collection.problems, [problem.text for problem in collection.problems]
    return collection.separate


def from_bibtex(text: str) -> Publication:
    (publication,) = read_back(textwrap.dedent(text))
    return publication


def fields_of(entry: str) -> dict[str, str]:
    """The fields of an entry, checked to be those that pybtex reads."""
    (block,) = scan(reports := Reports(entry, "x.bib"))
    assert not reports.told()
    ((key, other),) = pybtex.database.parse_string(entry, "bibtex").entries.items()
    assert key == block.key
    assert {*other.fields, *other.persons} == {field.name for field in block.fields}
    return {field.name: field.text.strip("{}") for field in block.fields}


def title_of(publication: Publication) -> str:
    return plain(Markup({}).inline(publication.title))


def test_an_entry_says_what_the_record_says() -> None:
    publication = publication_with(
        "key: bee2024",
        "author: Ann Bee*, Ludwig van Beethoven, Al Ford Jr., et al.",
        "journal: Journal of Things & Stuff",
        "volume: 12",
        "number: 3",
        "pages: 45-67",
        "date: 2024-05-16",
        "doi: https://doi.org/10.5555/1_2",
        "arxiv: arXiv:2308.05734v2",
        "url: https://things.example/a_b?c=1&d=50%25",
        "publisher: A Press",
        "abstract: Some _words_.",
        "tags: [sound, kettles]",
    )
    assert bibtex.entry(publication) == textwrap.dedent(
        """\
        @article{bee2024,
          title = {A title},
          author = {Bee, Ann and van Beethoven, Ludwig and Ford, Jr., Al and others},
          journal = {Journal of Things \\& Stuff},
          year = {2024},
          month = may,
          day = {16},
          volume = {12},
          number = {3},
          pages = {45--67},
          publisher = {A Press},
          doi = {10.5555/1_2},
          eprint = {2308.05734v2},
          archiveprefix = {arXiv},
          url = {https://things.example/a_b?c=1&d=50%25},
        }
        """
    )
    whole = fields_of(bibtex.entry(publication, whole=True))
    assert whole["abstract"] == "Some \\emph{words}."
    assert whole["keywords"] == "sound, kettles"


@pytest.mark.parametrize(
    ("lines", "kind", "field", "value"),
    [
        (["venue: Journal of Things"], "article", "journal", "Journal of Things"),
        (["venue: ICASSP 2024"], "inproceedings", "booktitle", "ICASSP 2024"),
        (["type: chapter", "venue: A Book"], "incollection", "booktitle", "A Book"),
        (["type: book", "publisher: A Press"], "book", "publisher", "A Press"),
        (["venue: 'PhD thesis, University of Bath'"], "phdthesis", "school", "University of Bath"),
        (["venue: 'University of Bath, MSc thesis'"], "mastersthesis", "school", "University of Bath"),
        (["venue: Habilitation thesis (Bath)"], "phdthesis", "type", "Habilitation thesis"),
        (["venue: 'Technical Report 17, MIT'"], "techreport", "institution", "MIT"),
        (["type: dataset", "venue: Zenodo"], "misc", "type", "Dataset"),
        (["type: talk", "venue: A Meeting"], "misc", "howpublished", "A Meeting"),
        (["arxiv: hep-th/9901001"], "misc", "eprint", "hep-th/9901001"),
        (["venue: arXiv:2308.05734", "arxiv: 2308.05734"], "misc", "archiveprefix", "arXiv"),
        (["venue: bioRxiv"], "misc", "howpublished", "bioRxiv"),
        (["type: article"], "article", "title", "A title"),
        (["year: in press"], "misc", "year", "in press"),
        (["year: '2022, CCF-B'"], "misc", "year", "2022"),
    ],
)
def test_each_kind_of_work_has_its_type_and_fields(
    lines: list[str], kind: str, field: str, value: str
) -> None:
    publication, _ = told_about(*lines)
    entry = bibtex.entry(publication)
    assert entry.startswith(f"@{kind}{{")
    assert fields_of(entry)[field] == value


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("WavCraft: Audio editing with LLMs", "{WavCraft}: Audio editing with {LLMs}"),
        ("Sound event detection with Gaussian noise", "Sound event detection with {Gaussian} noise"),
        ("A Door That Knows It Is Ajar", "A Door That Knows It Is Ajar"),
        ("Text-to-SQL for GPT-4", "Text-to-{SQL} for {GPT}-4"),
        ("Vitamin D and you", "Vitamin {D} and you"),
        ("Is *E. coli* at 5% & 3 $\\Omega_B$ in H<sub>2</sub>O?",
         "Is \\emph{{E}. {coli}} at 5\\% \\& 3 {$\\Omega_B$} in {H}\\textsubscript{2}{O}?"),
        ("**Bold** `code_x` <b>again</b>", "\\textbf{Bold} \\texttt{code\\_x} \\textbf{again}"),
        ("[A link](https://example.org) and \\$5", "A link and \\$5"),
        ("B } of { x", "B \\textbraceright{} of \\textbraceleft{} x"),
        ("A { B } # C ~ D ^ E \\\\ F", ("A \\{ {B} \\} \\# {C} \\textasciitilde{} {D} "
         "\\textasciicircum{} {E} \\textbackslash{} {F}")),
    ],
)  # fmt: skip
def test_titles_are_escaped_and_keep_their_capitals(title: str, written: str) -> None:
    (publication,) = read_clean(f"pubs:\n- title: >-\n    {title}\n").publications
    entry = bibtex.entry(publication)
    assert f"  title = {{{written}}},\n" in entry
    assert title_of(from_bibtex(entry)) == title_of(publication)


def test_organisations_and_single_names_stay_whole() -> None:
    publication = publication_with(
        "author:",
        "- ATLAS Collaboration",
        "- 王小明",
        "- {literal: Kettle and Sons}",
        "- {given: Gabriel, family: García Márquez}",
        "- Plato",
    )
    entry = bibtex.entry(publication)
    assert (
        "{ATLAS Collaboration} and 王, 小明 and {Kettle and Sons} and García Márquez, Gabriel and Plato}"
        in entry
    )
    names = [author.name for author in from_bibtex(entry).authors.people]
    assert names == ["ATLAS Collaboration", "王小明", "Kettle and Sons", "Gabriel García Márquez", "Plato"]
    (parsed,) = pybtex.database.parse_string(entry, "bibtex").entries.values()
    people = parsed.persons["author"]
    assert people[3].last_names == ["García", "Márquez"]


def test_a_name_of_one_letter_is_no_initial() -> None:
    publication = publication_with("author:", "- {family: K}", "- {family: K, given: Ann}", "- Ann Bee")
    entry = bibtex.entry(publication)
    assert "author = {{K} and K, Ann and Bee, Ann}" in entry
    assert [author.name for author in from_bibtex(entry).authors.people] == ["K", "Ann K", "Ann Bee"]


def test_a_file_gives_a_date_where_year_or_month_are_words() -> None:
    press = publication_with("year: in press")
    assert "date" not in fields_of(bibtex.entry(press))
    assert "  date = {in press},\n  pubstate = {inpress},\n" in bibtex.library([press])
    awaited = bibtex.library([publication_with("year: à paraître")], ascii_only=True)
    assert "  date = {{\\`a} para{\\^\\i}tre},\n" in awaited
    assert awaited.isascii()
    days = from_bibtex("@article{k, title={T}, journal={J}, year=2019, month={4 } # jan # {--6 } # dec}")
    assert "  date = {2019-01-04/2019-12-06},\n" in bibtex.library([days])
    assert "date" not in bibtex.library([publication_with("date: 2020-05-16")])


def test_what_is_no_suffix_is_no_person_of_its_own() -> None:
    publication = publication_with(
        "author:",
        "- {family: Bee, given: Ann, suffix: of the Hive}",
        "- {family: Dee, given: Cy, suffix: Jr.}",
    )
    entry = bibtex.entry(publication)
    assert "author = {Bee, {Ann, of the Hive} and Dee, Jr., Cy}" in entry
    assert len(from_bibtex(entry).authors.people) == 2


def test_authors_who_cannot_be_told_apart_are_one() -> None:
    assert fields_of(bibtex.entry(publication_with("author: 'Liu, Haohe'")))["author"] == "Liu, Haohe"


BIBTEX = r"""
@string{jka = {Journal of Kitchen Acoustics}}
@InProceedings{crossed, title = {Inherited {T}ea}, crossref = {book}, author = {M{\"u}ller, {\'E}.}}
@article{kettle:2024,
  title     = "The {K}ettle{\textemdash}{``}A {S}ong'' of 5\% $x_{B}$",
  author    = {Barnes, Anna and {The Tea Group} and others},
  journal   = jka,
  month     = mar,
  year      = 2024,
  annote    = {private},
  file      = {:C\:\\Users\\anna\\kettle.pdf:PDF},
  bdsk-url-1 = {https://x.example},
  mrnumber  = {MR123},
  abstract  = {One.

    Two.},
}
@proceedings{book, title = {Proceedings of {T}ea}, year = 2020}
"""


def test_what_came_from_bibtex_keeps_its_own_fields() -> None:
    crossed, kettle, _ = read_back(BIBTEX)
    assert bibtex.entry(kettle) == textwrap.dedent(
        r"""
        @article{kettle:2024,
          title = {The {K}ettle{\textemdash}{``}A {S}ong'' of 5\% $x_{B}$},
          author = {Barnes, Anna and {The Tea Group} and others},
          journal = {Journal of Kitchen Acoustics},
          month = mar,
          year = {2024},
          mrnumber = {MR123},
        }
        """
    ).removeprefix("\n")
    assert "abstract = {One.\n\nTwo.}" in bibtex.entry(kettle, whole=True)
    assert fields_of(bibtex.entry(crossed)) == {
        "title": "Inherited {T}ea",
        "author": "M{\\\"u}ller, {\\'E}.",
        "booktitle": "Proceedings of {T}ea",
        "year": "2020",
    }


def test_what_is_said_twice_is_one_entry_with_the_fields_of_both() -> None:
    collection = collect(
        [
            raw_file("pubs:\n- {title: The Kettle, author: Ann Bee, doi: 10.5555/1, award: Best}\n"),
            read_bibtex(
                "@article{k, title={The {K}ettle}, author={Bee, Ann}, doi={10.5555/1}, journal={J. Things}, mrnumber={1_2}}",
                "a.bib",
            ),
        ]
    )
    (work,) = collection.publications
    fields = fields_of(bibtex.entry(work))
    assert (fields["journal"], fields["mrnumber"]) == ("J. Things", "1\\_2")


def test_a_file_has_each_key_once() -> None:
    publications = read_back(BIBTEX)
    text = bibtex.library([*publications, *publications])
    assert list(pybtex.database.parse_string(text, "bibtex").entries) == [
        "crossed", "kettle:2024", "book", "crossed-2", "kettle:2024-2", "book-2",
    ]  # fmt: skip


def test_a_key_breaks_no_entry() -> None:
    assert bibtex.entry(publication_with(), "a b,{c}\n@é").startswith("@misc{abcé,\n")
    assert bibtex.entry(publication_with(), "{}").startswith("@misc{untitled,\n")
    assert bibtex.entry(publication_with(), "2004A&A...424..927C").startswith("@misc{2004A&A...424..927C,\n")
    written = bibtex.entry(publication_with(), "größe", ascii_only=True)
    assert re.match(r"@misc\{grosse-[0-9a-f]{8},\n", written)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Müller", '{\\"u}'),
        ("naïve", '{\\"\\i}'),
        ("Łódź", "{\\L}{\\'o}d{\\'z}"),
        ("Groß – “x”", "{\\ss} -- ``x''"),
        ("Čapek", "{\\v C}"),
        ("α-decay", "{\\ensuremath{\\alpha}}"),
        ("東京 🫖", "東京 🫖"),
    ],
)
def test_letters_beyond_ascii_become_commands_on_request(text: str, written: str) -> None:
    assert written in in_ascii(text)
    publication = read_clean(f"pubs:\n- title: {text}\n").publications[0]
    entry = bibtex.entry(publication, ascii_only=True)
    assert title_of(from_bibtex(entry)) == text


@settings(max_examples=150, deadline=None)
@given(hostile_texts(), hostile_texts(), hostile_texts(), st.booleans())
def test_any_text_stays_in_its_field(title: str, venue: str, name: str, ascii_only: bool) -> None:
    """Whatever a record holds, three parsers find one entry with the same fields, and its title is the same."""
    publication = publication_of(
        {"title": escape_markup(title), "venue": venue, "authors": [{"literal": name}, "Ann Bee"], "note": title,
         "pages": name, "url": venue, "publisher": title, "volume": name, "tags": [title], "abstract": venue,
         "type": "article"}
    )  # fmt: skip
    entry = bibtex.entry(publication, whole=True, ascii_only=ascii_only)
    fields = fields_of(entry)
    assert fields.keys() <= {
        "title",
        "author",
        "journal",
        "howpublished",
        "volume",
        "pages",
        "publisher",
        "url",
        "note",
        "abstract",
        "keywords",
    }
    (read,) = read_back(entry) if "title" in fields else (publication,)
    assert fields_of(bibtex.entry(publication, title, whole=True)) == fields_of(
        bibtex.entry(publication, whole=True)
    )
    if not ascii_only:
        assert " ".join(title_of(read).split()) == " ".join(title.split())


_TEX = st.lists(
    st.sampled_from(["{", "}", "\\", "\\emph{", '"', "%", "@", "\n", ",", "=", "$", "a", "B", " and ", "#", "é"]),
    max_size=25,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(_TEX, _TEX)
def test_any_source_stays_in_its_field(title: str, note: str) -> None:
    """What a file said, however broken it was, makes no entry of ours broken."""
    for publication in collect(
        [read_bibtex(f'@misc{{k, title={{{title}}}, note = "{note}"}}', "x.bib")]
    ).separate:
        assert fields_of(bibtex.entry(publication, whole=True)).keys() >= set()


def test_keys_that_an_entry_had_before_are_those_by_which_biblatex_finds_it_too() -> None:
    text = (
        "@article{new, title = {Tea}, ids = {old, older}, former_keys = {oldest}}\n@book{b, crossref = {new}}"
    )
    parent, child = read_back(text)
    assert (parent.former_keys, child.former_keys) == (("oldest", "old", "older"), ())
    written = bibtex.library([parent])
    assert fields_of(written)["ids"] == "oldest, old, older"
    assert "former_keys" not in written
    assert read_back(written)[0].former_keys == parent.former_keys
    work = publication_with("former_keys: ['a, b', c d, e]")
    assert fields_of(bibtex.library([work]))["ids"] == "e"
