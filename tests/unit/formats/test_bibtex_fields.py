"""BibTeX's and BibLaTeX's fields arrive under our names, and none is lost."""

from __future__ import annotations

import pytest
from bibtex_reading import file, one, publications

from sphinx_academic.data.records import TYPES, Publication
from sphinx_academic.data.values.identifiers import SCHEMES
from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex
from sphinx_academic.formats.bibtex.works import TAKEN
from sphinx_academic.formats.edtf import from_biblatex, from_year_and_month
from sphinx_academic.problems import Code

BIBLATEX = publications(file("biblatex.bib"))
AL_FOLIO = publications(file("_bibliography/papers.bib"))["kettle2023steam"]


def test_a_child_inherits_by_crossref_and_xdata_under_the_right_names() -> None:
    paper = BIBLATEX["kettle24"]
    assert paper["venue"] == "Boiling Matters"
    assert paper["maintitle"] == "Proceedings of the International Conference on Kettles"
    assert paper["publisher"] == "Kettle & Sons"
    assert paper["editor"] == "Ada Fenwick and Bo Northmoor"
    assert paper["location"] == "Limescale"
    assert paper["date"] == "2024-07-08 – 2024-07-12"
    assert "city" not in BIBLATEX


def test_a_paper_has_title_names_pages_and_doi() -> None:
    paper = BIBLATEX["kettle24"]
    assert paper["title"] == "Whistles: What Steam Says"
    assert paper["authors"] == [
        {"family": "Kettle", "given": "Anna"},
        {"family": "van der Berg", "given": "Jan"},
        {"literal": "Boiling Consortium"},
        {"family": "Fenwick", "given": "Carl", "suffix": "Jr."},
        "et al.",
    ]
    assert (paper["pages"], paper["doi"]) == ("10–19", "https://doi.org/10.5555/kettle_24")
    assert (paper["language"], paper["entrytype"], paper["type"]) == (
        "english",
        "inproceedings",
        "conference",
    )


@pytest.mark.parametrize(
    ("key", "fields"),
    [
        (
            "thesis",
            {
                "type": "thesis",
                "genre": "PhD thesis",
                "venue": "University of Northmoor",
                "date": "spring 2019",
            },
        ),
        (
            "master",
            {
                "type": "thesis",
                "genre": "Master’s thesis",
                "venue": "University of Northmoor",
                "year": "2015",
            },
        ),
        (
            "preprint",
            {"type": "preprint", "arxiv": "2401.01234", "date": "2024-01-03", "eprintclass": "cs.SD"},
        ),
        ("corr", {"type": "preprint", "arxiv": "2402.01234", "venue": "CoRR"}),
        ("pubmed", {"type": "other", "pmid": "1234567", "eprinttype": None, "date": "1997-05 – 1997-06"}),
        (
            "patent",
            {"type": "patent", "genre": "U.S. patent", "holder": "Kettle Works", "date": "circa 1997"},
        ),
        ("software", {"type": "software", "version": "1.2", "date": "2020 –"}),
        ("dataset", {"type": "dataset", "publisher": "Archive", "venue": None, "date": "2004?"}),
        ("talk", {"type": "talk", "venue": "Invited talk, Northmoor", "date": "2023-03-08"}),
        ("web", {"type": "other", "url": "https://example.org/a_b", "urldate": "2023-05-01"}),
        (
            "chapter",
            {"type": "chapter", "venue": "All of the Kettle", "editor": None, "translator": "C. Novák"},
        ),
    ],
)
def test_each_type_of_entry_is_one_of_our_kinds(key: str, fields: dict[str, str]) -> None:
    assert {name: BIBLATEX[key].get(name) for name in fields} == fields
    assert BIBLATEX[key]["type"] in TYPES


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Poster, Northmoor", "poster"),
        ("Presentation at Northmoor", "talk"),
        ("Tech. report", "report"),
        ("Slides", "talk"),
        ("Computer program", "software"),
        ("Data set", "dataset"),
        ("Diploma thesis", "thesis"),
        ("Technical report", "report"),
        ("bioRxiv", "preprint"),
        ("medRxiv", "preprint"),
        ("Pamphlet", "other"),
    ],
)
def test_an_entry_that_may_be_anything_is_what_it_calls_itself(words: str, kind: str) -> None:
    assert one(f"@misc{{a, title={{A}}, howpublished={{{words}}}}}")["type"] == kind


@pytest.mark.parametrize(
    ("journal", "kind"),
    [
        ("SSRN Electronic Journal", "preprint"),
        ("bioRxiv", "preprint"),
        ("Research Square", "preprint"),
        ("TechRxiv", "preprint"),
        ("Nature Preprints", "preprint"),
        ("Journal of Kettles", "article"),
    ],
)
def test_an_article_of_a_server_of_preprints_is_one(journal: str, kind: str) -> None:
    assert one(f"@article{{a, title={{A}}, journal={{{journal}}}}}")["type"] == kind


@pytest.mark.parametrize(
    ("fields", "arxiv", "eprint"),
    [
        ("eprint={2401.01234}", "2401.01234", None),
        ("eprint={2401.01234}, archiveprefix={arXiv}", "2401.01234", None),
        ("eprint={arXiv:2401.01234v2}, eprinttype={arxiv}", "2401.01234v2", None),
        ("eprint={soon}, eprinttype={arxiv}", "soon", None),
        ("eprint={1234567}", None, "1234567"),
        ("eprint={2401.01234}, eprinttype={elsewhere}", None, "2401.01234"),
        ("eprint={2401.01234}, archive={elsewhere}", None, "2401.01234"),
        ("arxiv={2401.01234}, eprint={2401.01234}, archiveprefix={arXiv}", "2401.01234", None),
        ("arxiv={2401.01234}, eprint={hal-01}, eprinttype={elsewhere}", "2401.01234", "hal-01"),
        ("arxiv={soon}", "soon", None),
        ("journal={arXiv preprint arXiv:2401.01234}", "2401.01234", None),
        ("journal={CoRR}, volume={abs/2401.01234}", "2401.01234", None),
        ("journal={Journal of Kettles}, volume={12}", None, None),
    ],
)
def test_arxiv_is_found_wherever_people_write_it(fields: str, arxiv: str | None, eprint: str | None) -> None:
    entry = one(f"@article{{a, title={{A}}, {fields}}}")
    assert (entry.get("arxiv"), entry.get("bibtex_eprint")) == (arxiv, eprint)


@pytest.mark.parametrize(
    ("fields", "editor"),
    [
        ("editor={Bo Ash}, editorc={Cy Elm}", "Bo Ash; Cy Elm (continuator)"),
        ("editor={Bo Ash}, editortype={compiler}", "Bo Ash (compiler)"),
        ("commentator={Bo Ash}, afterword={Cy Elm}", "Bo Ash (commentator); Cy Elm (afterword)"),
        ("editora={Bo Ash}, editoratype={director}", "Bo Ash (director)"),
        ("editorb={Bo Ash and Cy Elm}, foreword={Di Oak}", "Bo Ash and Cy Elm (redactor); Di Oak (foreword)"),
    ],
)
def test_further_people_stand_with_what_they_did(fields: str, editor: str) -> None:
    assert one(f"@book{{a, title={{A}}, {fields}}}")["editor"] == editor


def test_a_publisher_that_stands_for_a_university_is_said_once() -> None:
    thesis = one("@phdthesis{a,\n  title={A},\n  publisher={Northmoor Press},\n}")
    assert (thesis["genre"], thesis["venue"]) == ("PhD thesis", "Northmoor Press")
    assert "publisher" not in thesis
    assert thesis.places["venue"][0] == 3


def test_rings_and_orphans_of_crossref_are_told() -> None:
    problems = {problem.line: problem for problem in file("biblatex.bib").problems}
    assert [problem.code for problem in problems.values()].count(Code.LIMIT) >= 1
    (orphan,) = [problem for problem in problems.values() if problem.code is Code.MISSING]
    assert "kettel24" in orphan.message
    assert orphan.hint == "Did you mean 'kettle24'?"
    assert BIBLATEX["orphan"]["title"] == "Orphan"


def test_al_folio_fields_become_links_pictures_and_further_information() -> None:
    links = {link["name"]: link["url"] for link in AL_FOLIO["links"]}
    assert links == {
        "PDF": "assets/pdf/steam.pdf",
        "HTML": "https://example.org/steam",
        "Code": "https://example.org/steam/code",
        "Slides": "assets/pdf/steam-slides.pdf",
        "Poster": "https://example.org/poster.pdf",
        "Video": "https://example.org/video",
        "Website": "https://example.org",
        "Blog": "https://example.org/blog",
        "Supplement": "assets/pdf/supp.zip",
    }
    assert (AL_FOLIO["hal"], AL_FOLIO["pmid"]) == ("hal-01234567", "1234567")
    assert AL_FOLIO["images"] == "assets/img/publication_preview/steam.png"
    assert AL_FOLIO["selected"] == "true"
    assert AL_FOLIO["award"] == "Best Paper"
    assert AL_FOLIO["additional"] == [
        "The jury *liked* it.",
        "* equal contribution",
        "*More* is [here](https://example.org/a_b)",
    ]
    assert AL_FOLIO["abstract"] == "First paragraph with 5% steam.\n\nSecond paragraph."
    assert (AL_FOLIO["abbr"], AL_FOLIO["google_scholar_id"], AL_FOLIO["bibtex_show"]) == (
        "JK",
        "abc_1",
        "true",
    )
    assert AL_FOLIO["arxiv"] == "2301.01234"
    assert [author.get("marks") for author in AL_FOLIO["authors"]] == ["*", "*", None]


def test_a_folder_of_al_folio_goes_before_files_and_no_address() -> None:
    text = "@misc{a, title={A}, pdf={2023/steam.pdf}, slides={/talks/steam.pdf}, preview={https://example.org/a.png}}"
    read = read_bibtex(text, "_bibliography/papers.bib")
    entry = publications(read)["a"]
    assert [link["url"] for link in entry["links"]] == ["assets/pdf/2023/steam.pdf", "/talks/steam.pdf"]
    assert entry["images"] == "https://example.org/a.png"


@pytest.mark.parametrize(
    ("kind", "ours"),
    [
        ("manual", "report"),
        ("standard", "report"),
        ("booklet", "book"),
        ("mvproceedings", "book"),
        ("inreference", "chapter"),
        ("suppperiodical", "article"),
        ("codefragment", "software"),
        ("unpublished", "preprint"),
        ("online", "other"),
    ],
)
def test_types_of_biblatex_become_ours(kind: str, ours: str) -> None:
    assert one(f"@{kind}{{a, title={{A}}}}")["type"] == ours


def test_outside_of_al_folio_paths_stay_as_written() -> None:
    entry = one("@misc{a, title={A}, pdf={a.pdf}, preview={a.png}}")
    assert entry["links"][0]["url"] == "a.pdf"
    assert entry["images"] == "a.png"


def test_no_field_is_lost() -> None:
    text = "@article{a, title={A}, journal={J}, booktitle={B}, event={E}, issue={I}, number={2}, series={S}, x-y={Z}}"
    entry = one(text)
    kept = [entry[name] for name in ("title", "venue", "number", "bibtex_booktitle", "bibtex_event")]
    assert kept == ["A", "J", "2, I", "B", "E"]
    assert (entry["series"], entry["x-y"]) == ("S", "Z")


def test_names_that_records_understand_are_kept_free() -> None:
    # A project in BibTeX means what it means to us, and so does an identifier.
    same = {"projects", "citations", "isbn", "issn", *(scheme.field for scheme in SCHEMES)}
    assert {
        spelling for spelling, field in Publication.fields.spellings.items() if field not in same
    } <= TAKEN


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2024-05", "2024-05"),
        ("2020/2021", "2020 – 2021"),
        ("2004-06/2006-08", "2004-06 – 2006-08"),
        ("2004/", "2004 –"),
        ("../2004", "– 2004"),
        ("1997~", "circa 1997"),
        ("2004?", "2004?"),
        ("2004%", "circa 2004?"),
        ("2001-23", "autumn 2001"),
        ("199X", "1990s"),
        ("19XX", "19XX"),
        ("2004-05-01T10:00:00", "2004-05-01"),
        ("2004/open", "2004 –"),
        ("2004/*", "2004 –"),
        ("2004-06/soon", "2004-06/soon"),
        ("2004/12", "2004/12"),
        ("in press", "in press"),
    ],
)
def test_dates_of_edtf(written: str, shown: str) -> None:
    assert from_biblatex(written) == shown


@pytest.mark.parametrize(
    ("month", "date"),
    [
        ("5", "2024-05"),
        ("may", "2024-05"),
        ("05", "2024-05"),
        ("January 8", "2024-01-08"),
        ("8 January", "2024-01-08"),
        ("1 May", "2024-05-01"),
        ("May 3rd", "2024-05-03"),
        ("31st May", "2024-05-31"),
        ("May 32", "2024-05"),
        ("1st May", "2024-05-01"),
        ("Summer", "Summer 2024"),
        ("autumn", "autumn 2024"),
        ("early spring", "early spring 2024"),
        ("13", ""),
        ("soon", ""),
    ],
)
def test_a_month_beside_the_year(month: str, date: str) -> None:
    assert from_year_and_month("2024", month) == date


def test_a_date_says_more_than_a_year_and_a_month_beside_it() -> None:
    entry = one("@article{a, title={A}, year={2019}, month=may, date={2020-03}}")
    assert (entry["date"], entry["year"], entry["month"]) == ("2020-03", "2019", "May")
    entry = one("@article{a, title={A}, year={2019}, month=may, day={3}}")
    assert (entry["date"], "month" in entry, "day" in entry) == ("2019-05-03", False, False)


@pytest.mark.parametrize("name", ["keywords", "keyword"])
def test_keywords_are_tags_at_their_place(name: str) -> None:
    entry = one(f"@misc{{a,\n  title={{A}},\n  {name}={{steam, kettles; noise,}},\n}}")
    assert entry["tags"] == ["steam", "kettles", "noise"]
    assert {place[0] for place in entry["tags"].places} == {3}


def test_an_award_is_its_name_or_what_is_said_of_it() -> None:
    assert one("@misc{a, title={A}, award={Best \\emph{paper}}}")["award"] == "Best <i>paper</i>"


def test_a_note_keeps_its_emphasis_and_an_addendum_follows_it() -> None:
    entry = one(r"@misc{a, title={A}, note={See \emph{B}}, addendum={In press}}")
    assert entry["note"] == "See <i>B</i>. In press"
    assert one("@misc{a, title={A}, addendum={In press}}")["note"] == "In press"


def test_what_a_thesis_calls_itself_is_no_university() -> None:
    thesis = "@thesis{{a, title={{A}}, type={{{}}}, institution={{Northmoor}}}}"
    assert one(thesis.format("Diploma thesis"))["genre"] == "Diploma thesis"
    assert one(thesis.format("mathesis"))["genre"] == "Master’s thesis"
