"""Publications become RIS that rispy and our own reader read back."""

from __future__ import annotations

import rispy
from hypothesis import example, given, settings
from inline_data import publication_with, read_clean

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collection import collect
from sphinx_academic.data.records import TYPES
from sphinx_academic.formats import ris
from sphinx_academic.formats.rich_text import escape_markup, rich_text
from sphinx_academic.formats.ris import read_ris
from trials.made_files import hostile_texts, publication_of

FULL = (
    "key: bee2024",
    "author: Ann Bee, Ludwig van Beethoven, Al Ford Jr., ATLAS Collaboration, et al.",
    "journal: Journal of *Things* & Stuff",
    "volume: 12",
    "number: 3",
    "pages: 45-67",
    "date: 2024-05-16",
    "doi: 10.5555/1_2",
    "arxiv: 2308.05734",
    "pmid: 30446548",
    "issn: 0378-5955",
    "isbn: 978-3-16-148410-0",
    "abstract: H<sub>2</sub>O.",
    "tags: [sound, kettles]",
)


def test_a_record_says_what_the_publication_says() -> None:
    text = ris.record(publication_with(*FULL))
    assert text.splitlines() == [
        "TY  - JOUR",
        "ID  - bee2024",
        "TI  - A title",
        "AU  - Bee, Ann",
        "AU  - van Beethoven, Ludwig",
        "AU  - Ford, Al, Jr.",
        "AU  - ATLAS Collaboration,",
        "AU  - et al.",
        "T2  - Journal of Things & Stuff",
        "JF  - Journal of Things & Stuff",
        "PY  - 2024",
        "DA  - 2024/05/16/",
        "VL  - 12",
        "IS  - 3",
        "SP  - 45",
        "EP  - 67",
        "DO  - 10.5555/1_2",
        "SN  - 0378-5955",
        "SN  - 978-3-16-148410-0",
        "AN  - 30446548",
        "DP  - PubMed",
        "UR  - https://arxiv.org/abs/2308.05734",
        "AB  - H2O.",
        "KW  - sound",
        "KW  - kettles",
        "ER  - ",
    ]
    (entry,) = rispy.loads(text)
    assert (entry["title"], entry["doi"], entry["start_page"], entry["end_page"]) == (
        "A title",
        "10.5555/1_2",
        "45",
        "67",
    )
    (back,) = collect([read_ris(text, "made.ris")]).separate
    assert [author.name for author in back.authors.people] == [
        "Ann Bee", "Ludwig van Beethoven", "Al Ford, Jr.", "ATLAS Collaboration",
    ]  # fmt: skip
    assert back.authors.others
    assert (back.pmid, back.issn, back.isbn, back.arxiv) == (
        "30446548", ("0378-5955",), ("978-3-16-148410-0",), "2308.05734",
    )  # fmt: skip
    assert back.when is not None
    assert back.when.iso == "2024-05-16"


def test_every_type_of_ours_is_one_of_ris_and_comes_back() -> None:
    data = "pubs:\n" + "".join(
        f"- {{title: A {kind} title, type: {kind}, venue: A place}}\n" for kind in TYPES
    )
    library = ris.library(read_clean(data).separate)
    assert len(rispy.loads(library)) == len(TYPES)
    assert [each.kind_of_work for each in collect([read_ris(library, "made.ris")]).separate] == list(TYPES)


@settings(max_examples=150, deadline=None)
@given(hostile_texts(), hostile_texts())
@example("<BR>", "")
@example("&amp; <i>x", "")
def test_any_text_stays_in_its_line(title: str, name: str) -> None:
    publication = publication_of(
        {"title": escape_markup(title), "authors": [{"literal": name}], "note": f"a\nER  - \nTY  - JOUR {title}",
         "abstract": name, "year": name, "pages": title, "tags": [title], "publisher": name, "editor": name}
    )  # fmt: skip
    text = ris.library([publication, publication])
    first, second = rispy.loads(text)
    assert first == second
    read = collect([read_ris(text, "made.ris")]).separate
    # RIS has no sign for a tag or an entity that is meant as text: a title "<BR>" is a line break when it is read.
    shown = plain(Markup({}).inline(rich_text(plain(Markup({}).inline(escape_markup(title))))))
    assert {" ".join(plain(Markup({}).inline(each.title)).split()) for each in read} == {
        " ".join(shown.split())
    }


def test_editors_and_numbers_have_the_tags_of_the_specification() -> None:
    book, chapter, report, patent = read_clean(
        "pubs:\n"
        "- {title: A book, type: book, editor: Ann Bee and Cy Dee, key: a}\n"
        "- {title: A part, type: chapter, venue: A book, editor: Ann Bee, key: b}\n"
        "- {title: A report, type: report, venue: Kettle Institute, number: TR-1, key: c}\n"
        "- {title: A lid, type: patent, number: 'US 1,234,567', key: d}\n"
    ).publications
    lines = ris.library([book, chapter, report, patent]).splitlines()
    assert [line for line in lines if line[:2] in {"A2", "A3", "BT", "IS", "SN"}] == [
        "A3  - Bee, Ann", "A3  - Dee, Cy", "A2  - Bee, Ann", "BT  - A book", "IS  - TR-1", "SN  - TR-1",
        "IS  - US 1,234,567", "SN  - US 1,234,567",
    ]  # fmt: skip
    back = collect([read_ris("\n".join(lines) + "\n", "made.ris")]).separate
    for work, again in zip((book, chapter, report, patent), back, strict=True):
        assert [(each.editor.split(", "), each.number, each.venue) for each in (again,)] == [
            (work.editor.replace(" and ", ", ").split(", "), work.number, work.venue)
        ]
        assert (again.issn, again.isbn) == ((), ())


def test_what_ris_says_of_books_reports_and_patents_in_other_words_is_read() -> None:
    text = (
        "TY  - EDBOOK\nTI  - Essays\nAU  - Bee, Ann\nA2  - Series, Ed\nER  - \n"
        "TY  - EDBOOK\nTI  - More essays\nA2  - Bee, Ann\nER  - \n"
        "TY  - CHAP\nTI  - A part\nAU  - Dee, Cy\nA3  - Series, Ed\nER  - \n"
        "TY  - RPRT\nTI  - A report\nSN  - 0378-5955\nSN  - NASA/TM-2020\nER  - \n"
        "TY  - PAT\nTI  - A lid\nIS  - 12\nSN  - EP1234567B1\nER  - \n"
    )
    book, bare, chapter, report, patent = collect([read_ris(text, "made.ris")]).separate
    assert bare.editor == "Ann Bee"
    assert (book.editor, book.authors.people, book.extra["A2"]) == ("Ann Bee", (), "Series, Ed")
    assert (chapter.editor, chapter.extra["A3"]) == ("", "Series, Ed")
    assert (report.number, report.issn) == ("NASA/TM-2020", ("0378-5955",))
    assert (patent.number, patent.extra["SN"]) == ("12", ["EP1234567B1"])
