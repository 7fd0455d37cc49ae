"""Identifiers are known in every form that people paste, and lead where they should, once."""

from __future__ import annotations

import pytest
from descriptions import addresses, described, lines, of_class, publication
from inline_data import Told, publication_with, read, told, told_about

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.symbols import icon
from sphinx_academic.data.collection import collect
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.identifiers import SCHEMES, Citations, address_of
from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex
from sphinx_academic.formats.csl_json import read_csl
from sphinx_academic.formats.json_places import read_json
from sphinx_academic.formats.ris import read_ris
from sphinx_academic.sections.language_words import counted_by, times_cited
from sphinx_academic.sections.publications import Publications

pytestmark = pytest.mark.usefixtures("english")

FORMS = [
    ("doi", "https://doi.org/https://doi.org/10.5555/a_1", "10.5555/a_1", "https://doi.org/10.5555/a_1"),
    ("doi", "doi:10.5555/a", "10.5555/a", "https://doi.org/10.5555/a"),
    ("doi", "http://dx.doi.org/10.5555/a", "10.5555/a", "https://doi.org/10.5555/a"),
    ("arxiv", "arXiv:1234.56789v2", "1234.56789v2", "https://arxiv.org/abs/1234.56789v2"),
    ("arxiv", "hep-th/9901001", "hep-th/9901001", "https://arxiv.org/abs/hep-th/9901001"),
    ("arxiv", "https://arxiv.org/pdf/2308.05734.pdf", "2308.05734", "https://arxiv.org/abs/2308.05734"),
    ("pmid", "30446548", "30446548", "https://pubmed.ncbi.nlm.nih.gov/30446548/"),
    ("pmid", "PMID: 30446548", "30446548", "https://pubmed.ncbi.nlm.nih.gov/30446548/"),
    ("pmid", "30446548.0", "30446548", "https://pubmed.ncbi.nlm.nih.gov/30446548/"),
    ("pmid", "https://www.ncbi.nlm.nih.gov/pubmed/30446548", "30446548", "https://pubmed.ncbi.nlm.nih.gov/30446548/"),
    ("pubmed", "https://pubmed.ncbi.nlm.nih.gov/30446548/?x=1", "30446548", "https://pubmed.ncbi.nlm.nih.gov/30446548/"),
    ("pmcid", "PMC3531190", "PMC3531190", "https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/"),
    ("pmcid", "3531190", "PMC3531190", "https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/"),
    ("pmc", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3531190/", "PMC3531190", "https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/"),
    ("acl", "2020.acl-main.1", "2020.acl-main.1", "https://aclanthology.org/2020.acl-main.1/"),
    ("acl", "https://www.aclweb.org/anthology/P19-1001.pdf", "P19-1001", "https://aclanthology.org/P19-1001/"),
    ("acl", "https://doi.org/10.18653/v1/2020.acl-main.1", "2020.acl-main.1", "https://aclanthology.org/2020.acl-main.1/"),
    ("openreview", "https://openreview.net/pdf?id=rJXMpikCZ", "rJXMpikCZ", "https://openreview.net/forum?id=rJXMpikCZ"),
    ("openreview", "https://openreview.net/forum?id=rJXMpikCZ&noteId=x", "rJXMpikCZ", "https://openreview.net/forum?id=rJXMpikCZ"),
    ("hal", "https://hal.archives-ouvertes.fr/hal-01234567v2/document", "hal-01234567v2", "https://hal.science/hal-01234567v2"),
    ("hal_id", "tel-01234567", "tel-01234567", "https://hal.science/tel-01234567"),
    ("dblp", "DBLP:conf/icml/LiuCYMLM0P23", "conf/icml/LiuCYMLM0P23", "https://dblp.org/rec/conf/icml/LiuCYMLM0P23"),
    ("dblp", "https://dblp.uni-trier.de/rec/journals/corr/abs-2308-05734.html?view=bibtex", "journals/corr/abs-2308-05734", "https://dblp.org/rec/journals/corr/abs-2308-05734"),
    ("openalex", "https://api.openalex.org/works/w2741809807", "W2741809807", "https://openalex.org/W2741809807"),
    ("semanticscholar", "13756489", "CorpusID:13756489", "https://api.semanticscholar.org/CorpusID:13756489"),
    ("s2", "https://www.semanticscholar.org/paper/A-Title/204e3073870fae3d05bcbc2f6a8e263d9b72e776?sort=x", "204e3073870fae3d05bcbc2f6a8e263d9b72e776", "https://www.semanticscholar.org/paper/204e3073870fae3d05bcbc2f6a8e263d9b72e776"),
    ("zenodo", "https://doi.org/10.5281/zenodo.5171937", "5171937", "https://zenodo.org/records/5171937"),
    ("zenodo", "https://zenodo.org/record/5171937#.YQ", "5171937", "https://zenodo.org/records/5171937"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "written", "kept", "url"), FORMS)
def test_every_form_that_people_paste_becomes_the_identifier(
    field: str, written: str, kept: str, url: str
) -> None:
    record = publication_with(f'{field}: "{written}"')
    ((name, identifier),) = record.identifiers()
    assert identifier == kept
    assert address_of(name, identifier) == url


@pytest.mark.parametrize(
    ("written", "kept", "urls"),
    [
        ("facebook/wav2vec2-base", ("facebook/wav2vec2-base",), ["https://huggingface.co/facebook/wav2vec2-base"]),
        (
            "[https://huggingface.co/datasets/a/b/tree/main, spaces/a/c]",
            ("datasets/a/b", "spaces/a/c"),
            ["https://huggingface.co/datasets/a/b", "https://huggingface.co/spaces/a/c"],
        ),
        (
            "{model: a/b, dataset: a/c, space: a/d}",
            ("a/b", "datasets/a/c", "spaces/a/d"),
            [f"https://huggingface.co/{path}" for path in ("a/b", "datasets/a/c", "spaces/a/d")],
        ),
    ],
)  # fmt: skip
def test_what_lies_at_hugging_face_may_be_several_things(
    written: str, kept: tuple[str, ...], urls: list[str]
) -> None:
    record = publication_with(f"huggingface: {written}")
    assert record.huggingface == kept
    assert [address_of(*each) for each in record.identifiers()] == urls
    nested = publication_with(
        "ids: {huggingface_model: a/b, huggingface_dataset: a/c, huggingface_space: a/d}"
    )
    assert nested.huggingface == ("a/b", "datasets/a/c", "spaces/a/d")


@pytest.mark.parametrize(
    "written",
    [
        "a-b/c.d",
        "https://github.com/a-b/c.d.git",
        "git@github.com:a-b/c.d.git",
        "github.com/a-b/c.d/?tab=readme",
    ],
)
def test_a_repository_is_known_by_any_address(written: str) -> None:
    assert publication_with(f'github: "{written}"').github == ("a-b/c.d",)


def test_every_identifier_has_a_name_a_drawing_and_an_example_of_itself() -> None:
    for scheme in SCHEMES:
        assert icon(scheme.icon) is not None
        example = scheme.example.split(",")[0]
        assert scheme.find(example) == example
        assert address_of(scheme.field, example).startswith("https://")
        for rubbish in (
            "",
            "not one!",
            "https://example.org/12345678",
            "javascript:alert(1)",
            "../../x",
            "<b>",
        ):
            assert scheme.find(rubbish) == ""


def test_what_is_no_identifier_is_told_and_shown_without_a_link() -> None:
    record, problems = told_about(
        "pmid: 3.0446548e7", "zenodo: soon", "isbn: 978-3-16-148410-1", "issn: 1234-5678"
    )
    assert record.pmid == "3.0446548e7"
    assert problems == [
        Told("3:9", "type", "'3.0446548e7' is not a PubMed identifier; it is shown without a link.",
             "A PubMed identifier looks like 30446548. A program may have made a number of it: put it in quotes."),
        Told("4:11", "type", "'soon' is not a Zenodo identifier; it is shown without a link.",
             "A Zenodo identifier looks like 5171937."),
        Told("5:9", "type", "'978-3-16-148410-1' is not an ISBN; it is kept as it is.",
             "An ISBN looks like 978-3-16-148410-0; its last character is a checksum."),
        Told("6:9", "type", "'1234-5678' is not an ISSN; it is kept as it is.",
             "An ISSN looks like 0378-5955; its last character is a checksum."),
    ]  # fmt: skip


def test_an_arxiv_identifier_that_became_a_number_gets_its_zero_back() -> None:
    record, problems = told_about("arxiv: 1806.0053")
    assert record.arxiv == "1806.00530"
    message = "'1806.0053' is an arXiv identifier that has lost the zeros at its end; '1806.00530' is taken."
    assert problems == [Told("3:10", "type", message, 'Put it in quotes: "1806.00530".')]
    assert publication_with("arxiv: 0704.0001").arxiv == "0704.0001"
    root, faults = read_json(
        '[{"type": "article", "title": "T", "arxiv": 1806.00530, "DOI": 10.1234}]', "a.json"
    )
    (item,) = collect([read_csl(root, "a.json", tuple(faults))]).separate
    assert item.arxiv == "1806.00530"


def test_a_doi_that_became_a_number_is_told() -> None:
    _, problems = told_about("doi: 10.5555")
    assert (
        problems[0].hint
        == "A DOI looks like 10.1000/182; a program has made a number of it: put it in quotes."
    )


def test_isbns_and_issns_are_checked_and_may_be_several() -> None:
    record = publication_with(
        "isbn: ISBN 978-3-16-148410-0 and 0-306-40615-2", "issn: [0378-5955, 'e-ISSN: 2434-561X']"
    )
    assert record.isbn == ("978-3-16-148410-0", "0-306-40615-2")
    assert record.issn == ("0378-5955", "2434-561X")


def test_identifiers_may_stand_together() -> None:
    record = publication_with(
        "ids: {doi: 10.5555/1, pmid: 30446548, acl_id: 2020.acl-main.1}", "hal: hal-01234567"
    )
    assert (record.doi, record.pmid, record.acl, record.hal) == (
        "10.5555/1",
        "30446548",
        "2020.acl-main.1",
        "hal-01234567",
    )
    assert told(read("pubs:\n- title: A\n  ids:\n    pmdi: 1\n")) == [
        Told("4:5", "unknown_key", "'pmdi' is not a field of a publication.", "Did you mean 'pmid'?")
    ]


def test_links_are_derived_in_order_and_none_twice() -> None:
    found = described(
        Publications(),
        """
        pubs:
        - title: A title
          doi: 10.5555/1
          arxiv: 2308.05734
          pmid: 30446548
          openreview: rJXMpikCZ
          zenodo: 5171937
          huggingface: [a/b, datasets/a/c, spaces/a/d]
          github: a/b
          links: [{name: Paper, url: 'https://dx.doi.org/10.5555/1'}, {name: Code, url: 'https://github.com/a/b/'}]
          url: https://arxiv.org/pdf/2308.05734v3
        """,
    )
    assert [name for name, _ in addresses(found)] == [
        "Paper", "Code", "arXiv", "PubMed", "OpenReview", "Zenodo", "Hugging Face", "Dataset", "Demo",
    ]  # fmt: skip
    assert "[PubMed]" in lines(found)[-1]


def test_a_doi_that_says_what_another_identifier_says_is_shown_once() -> None:
    found = publication("doi: 10.5281/zenodo.5171937", "zenodo: 5171937")
    assert [name for name, _ in addresses(found)] == ["DOI"]
    assert [name for name, _ in addresses(publication("doi: 10.18653/v1/P19-1001", "acl: P19-1001"))] == [
        "DOI"
    ]


def test_other_formats_give_their_identifiers() -> None:
    (entry,) = collect(
        [
            read_bibtex(
                "@article{k, title={T}, pmid={30446548}, issn={0378-5955}, hal_id={hal-01234567}}", "a.bib"
            )
        ]
    ).separate
    assert (entry.pmid, entry.issn, entry.hal) == ("30446548", ("0378-5955",), "hal-01234567")
    root, _ = read_json(
        '[{"type": "book", "title": "T", "PMID": "30446548", "PMCID": "PMC3531190", "ISBN": "978-3-16-148410-0"}]',
        "a.json",
    )
    (item,) = collect([read_csl(root, "a.json")]).separate
    assert (item.pmid, item.pmcid, item.isbn) == ("30446548", "PMC3531190", ("978-3-16-148410-0",))
    ris = "TY  - JOUR\nTI  - T\nSN  - 0378-5955\nSN  - 978-3-16-148410-0\nAN  - 30446548\nC2  - PMC3531190\nDP  - PubMed\nER  - \n"
    (reference,) = collect([read_ris(ris, "a.ris")]).separate
    assert (reference.issn, reference.isbn) == (("0378-5955",), ("978-3-16-148410-0",))
    assert (reference.pmid, reference.pmcid) == ("30446548", "PMC3531190")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1234", ("1,234 cited", "")),
        ("'1,234'", ("1,234 cited", "")),
        ("1", ("1 cited", "")),
        ("{count: 1234, date: 2026-05-01}", ("1,234 cited", "citations: May 2026")),
        ("{count: 1234, date: 2026, source: OpenAlex}", ("1,234 cited", "citations: OpenAlex, 2026")),
    ],
)
def test_citations_are_shown_with_their_date_once_above_the_list(
    written: str, shown: tuple[str, str]
) -> None:
    found = publication(f"citations: {written}", "doi: 10.5555/1")
    cited, legend = shown
    assert lines(found)[-1] == f"[DOI] {cited}"
    assert [plain(each.children) for each in of_class(found, "academic-legend")] == (
        [legend] if legend else []
    )


def test_who_counted_otherwise_than_most_is_said_in_the_entry() -> None:
    counted = [
        "{count: 3, date: 2026, source: OpenAlex}",
        "{count: 5, date: 2026, source: OpenAlex}",
        "{count: 8, source: Scopus}",
    ]
    text = "".join(f"- {{title: Work {number}, citations: {each}}}\n" for number, each in enumerate(counted))
    said = [
        plain(each.children)
        for each in of_class(described(Publications(), f"publications:\n{text}"), "academic-citations")
    ]
    assert said == ["3 cited", "5 cited", "8 cited (Scopus)"]


def test_who_counted_is_said_in_each_entry_where_that_is_not_known_of_all() -> None:
    text = "- {title: A, citations: {count: 3, source: OpenAlex}}\n- {title: B, citations: 13}\n"
    found = described(Publications(), f"publications:\n{text}")
    assert not of_class(found, "academic-legend")
    said = [plain(each.children) for each in of_class(found, "academic-citations")]
    assert said == ["3 cited (OpenAlex)", "13 cited"]


def test_citations_are_written_as_readers_of_a_language_write_numbers() -> None:
    counted = Citations(1234, PartialDate(2026, 5, 1))
    assert (times_cited(counted, "de"), counted_by(counted, "de")) == ("1.234 cited", "Mai 2026")
    assert (times_cited(counted, "xx-unknown"), counted_by(counted, "xx-unknown")) == (
        "1234 cited",
        "2026-05",
    )


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("many", Told("3:14", "type", "'many' is no number of citations; it is left out.",
                      "Write  citations: 1234")),
        ("12345678901", Told("3:14", "type", "'12345678901' is no number of citations; it is left out.",
                             "Write  citations: 1234")),
        ("{count: 3, when: 2026}", Told("3:25", "unknown_key", "'when' is not a field of citations.",
                                        "The fields of citations are: count, date, source.")),
        ("{count: 3, date: 2026-02-30}", Told("3:14", "date", "'2026-02-30' is no date of a count; it is left out.",
                                              "Write it as 2024-05-16, 2024-05 or 2024.")),
        ("{count: 3, date: soon}", Told("3:14", "date", "'soon' is no date of a count; it is left out.",
                                        "Write it as 2024-05-16, 2024-05 or 2024.")),
    ],
)  # fmt: skip
def test_citations_that_are_no_number_are_told(written: str, problem: Told) -> None:
    _, problems = told_about(f"citations: {written}")
    assert problems == [problem]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("978-3-16-148410-0", ("978-3-16-148410-0",)),
        ("0-8044-2957-X", ("0-8044-2957-X",)),
        ("080442957x", ("080442957X",)),
        ("978-3-16-148410-0 and 0-8044-2957-X", ("978-3-16-148410-0", "0-8044-2957-X")),
        ("ISBN 978-3-16-148410-0 (print), 0-8044-2957-X", ("978-3-16-148410-0", "0-8044-2957-X")),
    ],
)
def test_isbns_are_known_by_their_checksum_which_may_be_ten(written: str, kept: tuple[str, ...]) -> None:
    assert publication_with(f"isbn: {written}").isbn == kept


@pytest.mark.parametrize(
    ("field", "written"), [("isbn", "0-8044-2957-1"), ("isbn", "978-3-16-148410-1"), ("issn", "0378-5954")]
)
def test_a_wrong_checksum_is_told_and_the_number_kept(field: str, written: str) -> None:
    record, (problem,) = told_about(f"{field}: {written}")
    assert getattr(record, field) == (written,)
    assert problem.hint.endswith("its last character is a checksum.")


def test_an_address_of_hugging_face_is_taken_whole() -> None:
    nested = "ids: {huggingface_dataset: https://huggingface.co/datasets/a/c, huggingface_space: spaces/a/d}"
    assert publication_with(nested).huggingface == ("datasets/a/c", "spaces/a/d")


def test_what_is_no_identifier_is_shown_as_written_and_told_where_it_stands() -> None:
    record, (arxiv, model, doi) = told_about("arxiv: soon", "huggingface_model: '???'", "doi: later")
    assert (record.arxiv, record.doi) == ("soon", "later")
    assert (doi.place, doi.hint) == ("5:8", "A DOI looks like 10.1000/182.")
    assert (arxiv.place, arxiv.message) == (
        "3:10",
        "'soon' is not an arXiv identifier; it is shown without a link.",
    )
    assert model.place == "4:22"
