"""Answers of services that somebody has saved are read as works, and their errors as errors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sphinx_academic.cli import main
from sphinx_academic.data.collection import collect
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import Link
from sphinx_academic.fetching.saved_answers import read_answer
from sphinx_academic.formats.loading import NamedFile, load


def read(answer: str | dict[str, Any]) -> list[Publication]:
    """The works of an answer."""
    text = answer if isinstance(answer, str) else json.dumps(answer)
    file = read_answer(text.encode("utf-8"), "answer")
    assert file is not None
    assert file.problems == ()
    return list(collect([file]).separate)


def said(work: Publication, *names: str) -> list[object]:
    return [getattr(work, name) for name in names]


def names_of(work: Publication) -> list[str]:
    return [author.name for author in work.authors.people]


OPENALEX: dict[str, Any] = {
    "id": "https://openalex.org/W42",
    "doi": "https://doi.org/10.5555/KETTLE.1",
    "title": "Kettles &amp; <i>Cups</i>",
    "publication_year": 2021,
    "publication_date": "2021-01-01",
    "ids": {"openalex": "https://openalex.org/W42", "pmid": "https://pubmed.ncbi.nlm.nih.gov/77"},
    "language": "en",
    "type": "article",
    "primary_location": {
        "raw_type": "proceedings-article",
        "license": "cc-by",
        "source": {
            "display_name": "Tea Days",
            "issn": None,
            "host_organization_name": "Cup Press",
            "type": "conference",
        },
    },
    "authorships": [
        {"author": {"display_name": "Ann Bee\u2010Dee", "orcid": "https://orcid.org/0000-0002-1825-0097"}},
        {"author": {"display_name": None, "orcid": None}, "raw_author_name": "Cy See"},
    ],
    "is_authors_truncated": True,
    "biblio": {"volume": "3", "issue": None, "first_page": "7", "last_page": "9"},
    "is_retracted": False,
    "abstract_inverted_index": {"tea": [1, 3], "Hot": [0], "and": [2]},
}


def test_a_work_of_openalex() -> None:
    (work,) = read(OPENALEX)
    assert names_of(work) == ["Ann Bee-Dee", "Cy See"]
    assert work.authors.others
    assert work.authors.people[0].orcid == "0000-0002-1825-0097"
    assert said(work, "title", "venue", "kind_of_work", "shown_year", "volume", "pages", "doi", "pmid", "openalex", "license") == [
        "Kettles &amp; <i>Cups</i>", "Tea Days", "conference", "2021", "3", "7-9", "10.5555/KETTLE.1", "77", "W42", ""
    ]  # fmt: skip
    assert work.abstract == "Hot tea and tea"
    assert work.date is None


def test_a_page_of_openalex_and_one_without_a_source() -> None:
    bare = {
        "id": "https://openalex.org/W1",
        "title": None,
        "display_name": "T",
        "primary_location": None,
        "authorships": [],
    }
    assert [
        work.title for work in read({"meta": {"count": 2}, "results": [bare, {**OPENALEX, "title": "U"}]})
    ] == ["T", "U"]


DATACITE: dict[str, Any] = {
    "doi": "10.5555/data.1",
    "creators": [
        {"name": "Bee, Ann", "familyName": "Bee", "givenName": "Ann", "affiliation": [{"name": "Fenwick"}],
         "nameIdentifiers": [{"nameIdentifier": "0000-0002-1825-0097", "nameIdentifierScheme": "orcid"}]},
        {"name": "The Tea Group", "nameType": "Organizational", "affiliation": []},
        {"name": "Dee, Cy"},
    ],
    "titles": [{"title": "Sounds"}, {"title": "Of tea", "titleType": "Subtitle"}, {"title": "T\u00f6ne", "titleType": "TranslatedTitle"}],
    "publisher": {"name": "Archive"},
    "publicationYear": 2023,
    "container": {},
    "dates": [{"date": "2023-11-30T10:00:00Z", "dateType": "Issued"}, {"date": "2020", "dateType": "Created"}],
    "types": {"resourceTypeGeneral": "Dataset", "citeproc": ""},
    "version": "2",
    "rightsList": [{"rightsIdentifier": "cc-by-4.0"}],
    "subjects": [{"subject": "tea"}],
    "descriptions": [{"description": "Two <b>cups</b>.", "descriptionType": "Abstract"}],
}  # fmt: skip


def test_a_work_of_datacite() -> None:
    (work,) = read({"data": {"id": "10.5555/data.1", "type": "dois", "attributes": DATACITE}})
    assert names_of(work) == ["Ann Bee", "The Tea Group", "Cy Dee"]
    assert work.authors.people[0].affiliation == "Fenwick"
    assert said(work, "title", "kind_of_work", "version", "publisher", "doi", "license", "tags", "abstract") == [
        "Sounds: Of tea", "dataset", "2", "Archive", "10.5555/data.1", "CC-BY-4.0", ("tea",), "Two <b>cups</b>."
    ]  # fmt: skip
    assert work.when is not None
    assert work.when.edtf == "2023-11-30"


ARXIV = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom"><id>https://arxiv.org/api/A</id>
<entry><id>http://arxiv.org/abs/2401.01234v2</id><title>Cups &amp; $x^2$
  of tea</title><updated>2024-02-02T01:01:25Z</updated><published>2024-01-01T11:44:22Z</published>
<summary>  We pour *tea*.</summary><author><name>Ann Bee</name></author><author><name>the Tea Consortium</name></author>
<arxiv:comment>12 pages</arxiv:comment><arxiv:doi>10.5555/tea.9</arxiv:doi></entry></feed>
"""


def test_a_preprint_of_arxiv() -> None:
    (work,) = read(ARXIV)
    assert names_of(work) == ["Ann Bee", "the Tea Consortium"]
    assert said(work, "title", "kind_of_work", "arxiv", "doi", "note", "abstract") == [
        "Cups & $x^2$ of tea", "preprint", "2401.01234", "10.5555/tea.9", "12 pages", "We pour \\*tea\\*."
    ]  # fmt: skip
    assert work.when is not None
    assert work.when.edtf == "2024-01-01"


PUBMED = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2019//EN" "https://dtd.nlm.nih.gov/x.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">77</PMID><Article><Journal><ISSN>0378-5955</ISSN>
<JournalIssue><Volume>12</Volume><PubDate><Year>2021</Year><Month>Jun</Month></PubDate></JournalIssue><Title>Journal of tea</Title></Journal>
<ArticleTitle>[On <i>tea</i>: H<sub>2</sub>O &lt; 3].</ArticleTitle><Pagination><MedlinePgn>1865-76</MedlinePgn></Pagination>
<ELocationID EIdType="doi" ValidYN="Y">10.5555/TEA.1</ELocationID>
<Abstract><AbstractText Label="AIM">Tea.</AbstractText><AbstractText Label="END">Cup.</AbstractText></Abstract>
<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>Bee</LastName><ForeName>Ann M</ForeName></Author>
<Author ValidYN="N"><LastName>Bea</LastName><ForeName>Ann</ForeName></Author><Author><CollectiveName>Tea Group</CollectiveName></Author></AuthorList>
<Language>eng</Language></Article><CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><PMID>78</PMID></CommentsCorrections>
</CommentsCorrectionsList></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="pmc">PMC9</ArticleId></ArticleIdList>
<ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.5555/other</ArticleId></ArticleIdList></Reference></ReferenceList>
</PubmedData></PubmedArticle></PubmedArticleSet>
"""


def test_an_article_of_pubmed() -> None:
    (work,) = read(PUBMED)
    assert names_of(work) == ["Ann M Bee", "Tea Group"]
    assert said(work, "title", "venue", "volume", "pages", "doi", "pmid", "pmcid", "status", "language", "issn") == [
        "On <i>tea</i>: H<sub>2</sub>O &lt; 3", "Journal of tea", "12", "1865-1876", "10.5555/TEA.1", "77", "PMC9", "retracted", "en",
        ("0378-5955",),
    ]  # fmt: skip
    assert work.abstract == "Aim: Tea.\n\nEnd: Cup."


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ('{"status": "failed", "message": [{"message": "No such field."}]}', "an error: No such field."),
        ('{"errors": [{"status": "404", "title": "It is not there."}]}', "an error: It is not there."),
        (
            '{"error": "Rate limit exceeded", "message": "Wait until tomorrow."}',
            "an error: Wait until tomorrow.",
        ),
        (
            ARXIV.replace("http://arxiv.org/abs/2401.01234v2", "http://arxiv.org/api/errors#x"),
            "arXiv has answered with an error: We pour *tea*.",
        ),
        (
            '{"doi": "10.5555/1", "title": "T", "oa_status": "closed", "best_oa_location": null}',
            "this is an answer of Unpaywall, which says whether a work is open",
        ),
        (
            '{"HTTP_status_code": 422, "error": true, "message": "Email address required"}',
            "an error: Email address required",
        ),
        ("<!DOCTYPE html><html><p>Slow down", "This is a page for people"),
        ("<rss><channel/></rss>", "no answer of arXiv, PubMed or DBLP"),
        (ARXIV[:300], "this is no whole XML"),
        ('<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>', "it declares entities"),
        ("<a>" * 200, "deeper than 100 elements"),
    ],
)
def test_an_error_is_told_as_one_and_nothing_is_added(
    answer: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "answer").write_text(answer, encoding="utf-8")
    data = tmp_path / "site.yaml"
    data.write_text("news: []\n", encoding="utf-8")
    assert main(["add", str(tmp_path / "answer"), "--to", str(data)]) == 2
    assert told.lower() in capsys.readouterr().err.lower()
    assert data.read_text(encoding="utf-8") == "news: []\n"


def test_what_is_no_answer_is_left_to_the_formats() -> None:
    assert read_answer(b"@misc{x, title = {T}}", "x.bib") is None
    assert read_answer(b'[{"id": "x", "title": "T"}]', "x.json") is None
    assert read_answer(b'{"message": {"DOI": "10.5555/1", "title": ["T"]}, "status": "ok"}', "x.json") is None


def test_a_saved_answer_of_crossref_is_read_as_csl(tmp_path: Path) -> None:
    answer, data = tmp_path / "answer.json", tmp_path / "site.yaml"
    stored = Path(__file__).parents[2] / "services" / "crossref" / "work-retracted.json"
    answer.write_bytes(stored.read_bytes())
    data.write_text("publications: []\n", encoding="utf-8")
    assert main(["add", str(answer), "--to", str(data)]) == 0
    (work,) = load([NamedFile(data, "site.yaml")]).publications
    assert said(work, "title", "status", "doi", "venue") == [
        "RETRACTED: Lanterns at Sea", "retracted", "10.5555/qf.2019.009", "Journal of Quiet Fields"
    ]  # fmt: skip
    assert work.links[1] == Link("Retraction notice", "https://doi.org/10.5555/qf.2020.010")


def test_a_saved_answer_becomes_an_entry(tmp_path: Path) -> None:
    answer, data = tmp_path / "answer.json", tmp_path / "site.yaml"
    answer.write_text(json.dumps(OPENALEX), encoding="utf-8")
    data.write_text("publications: []\n", encoding="utf-8")
    assert main(["add", str(answer), "--to", str(data)]) == 0
    assert (
        data.read_text(encoding="utf-8")
        == """publications:
  - key: beedee2021kettles
    title: Kettles & <i>Cups</i>
    authors:
      - name: Ann Bee-Dee
        orcid: 0000-0002-1825-0097
      - Cy See
      - et al.
    venue: Tea Days
    type: conference
    year: 2021
    volume: 3
    pages: 7-9
    publisher: Cup Press
    doi: 10.5555/KETTLE.1
    language: en
    pmid: 77
    openalex: W42
    abstract: Hot tea and tea
"""
    )
