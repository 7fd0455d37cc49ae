"""Publications become CSL-JSON that holds CSL's own variables and nothing else, and that our reader reads back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from inline_data import publication_with, read_clean

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collection import collect
from sphinx_academic.data.records import TYPES
from sphinx_academic.formats import csl_json, read_file
from sphinx_academic.formats.csl_json import read_csl
from sphinx_academic.formats.json_places import read_json
from sphinx_academic.formats.records_for_others import PublishedWork, publications_document
from sphinx_academic.formats.rich_text import escape_markup
from trials.made_files import hostile_texts, publication_of

_TEXT = {"type": "string", "minLength": 1}
_NAMES = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "properties": dict.fromkeys(
            ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"), _TEXT
        ),
    },
}
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "type": {
                "enum": [
                    "article",
                    "article-journal",
                    "paper-conference",
                    "chapter",
                    "book",
                    "thesis",
                    "report",
                    "dataset",
                    "software",
                    "patent",
                    "speech",
                    "document",
                ]
            },
            "author": _NAMES,
            "editor": _NAMES,
            "translator": _NAMES,
            "issued": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "literal": _TEXT,
                    "date-parts": {
                        "type": "array",
                        "maxItems": 2,
                        "items": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": 3,
                            "items": {"type": "integer"},
                        },
                    },
                },
            },
            "custom": {"type": "object"},
            **dict.fromkeys(
                [
                    "id",
                    "title",
                    "container-title",
                    "event-title",
                    "publisher",
                    "publisher-place",
                    "collection-title",
                    "collection-number",
                    "edition",
                    "version",
                    "language",
                    "license",
                    "genre",
                    "volume",
                    "issue",
                    "number",
                    "page",
                    "DOI",
                    "URL",
                    "abstract",
                    "note",
                    "keyword",
                    "ISBN",
                    "ISSN",
                    "PMID",
                    "PMCID",
                ],
                _TEXT,
            ),
        },
    },
}
"""What csl-data.json of CSL 1.0.2 says of the variables that we write."""


def checked(library: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(library)
    jsonschema.validate(items, SCHEMA)
    return items


def test_an_item_says_what_the_record_says() -> None:
    publication = publication_with(
        "key: bee2024",
        "author: Ann Bee, Ludwig van Beethoven, Al Ford Jr., ATLAS Collaboration, et al.",
        "journal: Journal of *Things* & Stuff",
        "volume: 12",
        "number: 3",
        "pages: 45-67",
        "date: 2024-05-16",
        "doi: 10.5555/1_2",
        "arxiv: 2308.05734",
        "url: https://things.example/",
        "abstract: H<sub>2</sub>O is $x < y$.",
        "tags: [sound, kettles]",
    )
    (item,) = checked(csl_json.library([publication]))
    assert item == {
        "id": "bee2024",
        "type": "article-journal",
        "title": "A title",
        "author": [
            {"family": "Bee", "given": "Ann"},
            {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
            {"family": "Ford", "given": "Al", "suffix": "Jr."},
            {"literal": "ATLAS Collaboration"},
            {"literal": "others"},
        ],
        "issued": {"date-parts": [[2024, 5, 16]]},
        "container-title": "Journal of <i>Things</i> & Stuff",
        "volume": "12",
        "issue": "3",
        "page": "45-67",
        "DOI": "10.5555/1_2",
        "URL": "https://things.example/",
        "abstract": "H<sub>2</sub>O is $x < y$.",
        "keyword": "sound, kettles",
        "custom": {"arxiv": "2308.05734"},
    }


def test_a_thesis_says_what_it_is_in_words_and_where_it_was_written() -> None:
    thesis = publication_with("type: thesis", "venue: PhD thesis, University of Nowhere")
    (item,) = checked(csl_json.library([thesis]))
    assert (item["genre"], item["publisher"]) == ("PhD thesis", "University of Nowhere")


def test_a_report_has_its_number_in_the_variable_of_reports() -> None:
    report = publication_with("type: report", "number: TR-12", "venue: Technical report, Kettle Institute")
    (item,) = checked(csl_json.library([report]))
    assert (item["type"], item["number"], "issue" in item) == ("report", "TR-12", False)


def test_a_preprint_names_its_server_once() -> None:
    alone = publication_with("key: a", "type: preprint", "arxiv: 2308.05734")
    named = publication_with("key: b", "type: preprint", "arxiv: 2308.05734", "venue: bioRxiv")
    first, second = checked(csl_json.library([alone, named]))
    assert (first["publisher"], first["number"], first["genre"]) == ("arXiv", "arXiv:2308.05734", "Preprint")
    assert second["container-title"] == "bioRxiv"
    assert "publisher" not in second


def test_every_type_of_ours_is_one_of_csl_and_comes_back() -> None:
    data = "pubs:\n" + "".join(
        f"- {{title: A {kind} title, type: {kind}, venue: A place}}\n" for kind in TYPES
    )
    publications = read_clean(data).separate
    library = csl_json.library(publications)
    checked(library)
    root, problems = read_json(library, "made.json")
    back = collect([read_csl(root, "made.json", tuple(problems))]).separate
    assert [each.kind_of_work for each in back] == list(TYPES)


@pytest.mark.parametrize(
    ("file", "text", "type_", "kind"),
    [
        *(("a.json", f'[{{"title": "T", "type": "{name}"}}]', name, kind) for name, kind in (
            ("article-newspaper", "article"), ("article-magazine", "article"), ("review-book", "article"), ("webpage", "other"),
            ("post-weblog", "other"), ("interview", "other"), ("legal_case", "other"), ("motion_picture", "other"),
            ("entry-encyclopedia", "chapter"), ("entry-dictionary", "chapter"), ("standard", "report"), ("manuscript", "preprint"),
        )),
        ("a.yaml", "pubs:\n- {title: T, type: Newspaper article}\n", "article-newspaper", "article"),
        ("a.yaml", "pubs:\n- {title: T, type: website}\n", "webpage", "other"),
        ("a.bib", "@online{a, title={T}, url={https://x.example}}\n", "webpage", "other"),
        ("a.bib", "@online{a, title={T}, eprint={2308.05734}, eprinttype={arxiv}}\n", "article", "preprint"),
        ("a.bib", "@inreference{a, title={T}, booktitle={B}}\n", "entry-encyclopedia", "chapter"),
        ("a.bib", "@video{a, title={T}}\n", "motion_picture", "other"),
    ],
)  # fmt: skip
def test_a_type_that_says_more_than_our_kinds_is_kept(
    tmp_path: Path, file: str, text: str, type_: str, kind: str
) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    (work,) = collect([read_file(tmp_path / file, file)]).separate
    assert (csl_json.item(work)["type"], work.kind_of_work) == (type_, kind)


@pytest.mark.parametrize(
    ("file", "text", "variables"),
    [
        ("a.json", '[{"title": "T", "accessed": {"date-parts": [["2021", 5, 3]]}, "original-date": {"date-parts": [[-44]]}}]',
         {"accessed": {"date-parts": [[2021, 5, 3]]}, "original-date": {"date-parts": [[-44]]}}),
        ("a.json", '[{"title": "T", "medium": "Radio", "interviewer": [{"family": "Doe", "given": "Jane"}]}]',
         {"medium": "Radio", "interviewer": [{"family": "Doe", "given": "Jane"}]}),
        ("a.bib", "@online{a, title={T}, url={https://x.example}, urldate={2021-05-03}}\n", {"accessed": {"date-parts": [[2021, 5, 3]]}}),
        ("a.bib", "@online{a, title={T}, url={https://x.example}, urldate={last year}}\n", {"accessed": None}),
        ("a.yaml", "pubs:\n- {title: T, accessed: {date-parts: [[May]]}, interviewer: [1, {age: 3}], medium: [a], director: x}\n",
         {"accessed": None, "interviewer": None, "medium": None, "director": None}),
    ],
)  # fmt: skip
def test_what_no_field_of_ours_holds_is_kept_if_it_is_what_csl_says(
    tmp_path: Path, file: str, text: str, variables: dict[str, object]
) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    (work,) = collect([read_file(tmp_path / file, file)]).separate
    item = csl_json.item(work)
    assert {name: item.get(name) for name in variables} == variables


def test_a_file_has_each_id_once() -> None:
    publication = publication_with("key: bee2024")
    assert [item["id"] for item in checked(csl_json.library([publication] * 3))] == [
        "bee2024", "bee2024-2", "bee2024-3",
    ]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(hostile_texts(), hostile_texts())
def test_any_text_stays_in_its_variable(title: str, name: str) -> None:
    publication = publication_of(
        {"title": escape_markup(title), "authors": [{"literal": name}], "note": title, "volume": name,
         "abstract": name, "year": name, "pages": title, "tags": [title], "publisher": name, "editor": name}
    )  # fmt: skip
    (item,) = checked(csl_json.library([publication]))
    assert (
        item.get("title", "").split()
        == " ".join(plain(Markup({}).inline(escape_markup(title))).split()).split()
    )


def test_names_are_the_same_when_they_come_back() -> None:
    authors = [
        {"family": "O'Neil, K.", "given": "A."},
        {"family": "Plato"},
        {"literal": "Studio 54"},
        {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
    ]
    items = [
        {
            "id": "a",
            "type": "article-journal",
            "title": "A title",
            "author": authors,
            "editor": [{"family": "Plato"}],
        }
    ]
    root, problems = read_json(json.dumps(items), "made.json")
    read = collect([read_csl(root, "made.json", tuple(problems))]).separate
    (written,) = checked(csl_json.library(read))
    assert (written["author"], written["editor"]) == (authors, [{"family": "Plato"}])


def test_what_a_site_publishes_for_others_is_csl_json_and_comes_back_with_what_csl_has_no_variable_for() -> (
    None
):
    work = publication_with("authors: Ann Bee", "arxiv: 2101.00001", "award: Best", "year: 2021", "key: a")
    page = "https://ann.example.org/papers/a.html"
    text = publications_document(
        [PublishedWork(work, Markup({}), page, (("Code", "https://code.example.org/a"),))]
    )
    items = json.loads(text)
    jsonschema.validate(items, SCHEMA)
    root, problems = read_json(text, "publications.json")
    collection = collect([read_csl(root, "publications.json", tuple(problems))])
    assert not collection.problems
    (read,) = collection.publications
    assert (read.key, read.arxiv, read.award, read.page_elsewhere) == ("a", "2101.00001", "Best", page)
    assert [tuple(link)[:2] for link in read.links] == [("Code", "https://code.example.org/a")]
