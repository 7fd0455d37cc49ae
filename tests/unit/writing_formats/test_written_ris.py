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
