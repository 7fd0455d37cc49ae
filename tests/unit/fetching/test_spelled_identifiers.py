"""Identifiers of works as people write them, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_academic.data.records import Publication, Software
from sphinx_academic.fetching.source import Identifier
from sphinx_academic.fetching.spelled_identifiers import (
    compared,
    identifier_of,
    identifiers_of,
    why_none,
)


@pytest.mark.parametrize(
    ("written", "identifier"),
    [
        ("10.5555/ABC", "doi:10.5555/abc"),
        ("https://doi.org/10.5555/1", "doi:10.5555/1"),
        ("http://dx.doi.org/10.5555/1", "doi:10.5555/1"),
        (" doi: 10.5555/1 ", "doi:10.5555/1"),
        ("10.5555/(sici)1<2::aid-3>4", "doi:10.5555/(sici)1<2::aid-3>4"),
        ("arXiv:2401.00001v2", "arxiv:2401.00001"),
        ("2401.00001", "arxiv:2401.00001"),
        ("https://arxiv.org/abs/hep-th/0000001v1", "arxiv:hep-th/0000001"),
        ("math.GT/0309136", "arxiv:math/0309136"),
        ("PMID: 123", "pmid:123"),
        ("https://pubmed.ncbi.nlm.nih.gov/30446548/", "pmid:30446548"),
        ("PMC3531190", "pmcid:PMC3531190"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/", "pmcid:PMC3531190"),
        ("W2741809807", "openalex:W2741809807"),
        ("https://openalex.org/works/w2741809807", "openalex:W2741809807"),
        ("conf/clocks/Quillfeather23", "dblp:conf/clocks/Quillfeather23"),
        ("https://dblp.org/rec/conf/clocks/Quillfeather23.html", "dblp:conf/clocks/Quillfeather23"),
        ("github:Ada/Eels.git", "github:ada/eels"),
        ("https://github.com/ada/eels/tree/main/docs", "github:ada/eels"),
        ("git@github.com:ada/eels.git", "github:ada/eels"),
        ("swh:1:rev:" + "A" * 40, "swhid:swh:1:rev:" + "a" * 40),
        ("orcid: 0000-0002-1825-0097/work/1000005", "orcid:0000-0002-1825-0097/work/1000005"),
        ("https://pub.orcid.org/v3.0/0000-0002-1825-0097/work/1", "orcid:0000-0002-1825-0097/work/1"),
    ],
)
def test_an_identifier_is_known_in_any_form(written: str, identifier: str) -> None:
    found = identifier_of(written)
    assert str(found) == identifier
    assert identifier_of(identifier) == found


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0000-0002-1825-0097", "below  people:"),
        ("https://orcid.org/0000-0002-1825-0098", "wrong check digit"),
        ("orcid:0000-0002-1825-0098/work/1", "is no such identifier"),
        ("978-3-16-148410-0", "ISBN"),
        ("1234-5679", "ISSN"),
        ("30446548", "PMID:30446548"),
        ("10.5555", "beginning of a DOI"),
        ("10.5555/;", "no identifier of a work"),
        ("https://doi.org/10/abcde", "short DOI"),
        ("ada/eels", "is no identifier"),
        ("axiv:2401.00001x", "did you mean 'arxiv:'?"),
        ("hal:hal-01234567", "'hal:', by which no source is asked"),
        ("doi:eels", "and is no such identifier"),
        ("https://eelmarsh.org/papers/1", "is no identifier"),
        ("https://github.com/ada", "is no identifier"),
        ("10.5555/" + "9" * 3000, "is no identifier"),
        ("", "is no identifier"),
    ],
)
def test_what_is_none_is_told_with_what_it_may_be(written: str, said: str) -> None:
    assert identifier_of(written) is None
    assert said in why_none(written)


_SUFFIXES = st.text("abcxyz0189-._()/<>;:", min_size=1, max_size=30)


@given(
    st.one_of(
        _SUFFIXES.map(lambda suffix: f"10.5555/{suffix}"),
        st.from_regex(r"\d{4}\.\d{5}", fullmatch=True).map("arXiv:{}".format),
        st.integers(1, 99_999_999).map("pmid {}".format),
        st.from_regex(r"W[1-9]\d{4,9}", fullmatch=True),
        st.from_regex(r"[a-zA-Z]{1,9}/[a-zA-Z.]{1,9}", fullmatch=True).map("github:{}".format),
    )
)
def test_an_identifier_and_what_is_written_of_it_are_inverse(written: str) -> None:
    found = identifier_of(written)
    if found is not None:
        assert identifier_of(str(found)) == found


def test_the_doi_that_arxiv_gives_is_its_identifier() -> None:
    assert compared(Identifier("doi", "10.48550/arxiv.2401.00001")) == Identifier("arxiv", "2401.00001")
    assert compared(Identifier("doi", "10.5555/1")) == Identifier("doi", "10.5555/1")


def test_a_publication_is_known_by_its_identifiers_and_by_the_dois_of_its_versions() -> None:
    work = Publication(
        title="Eels",
        doi="10.5555/EELS",
        arxiv="2401.00001v3",
        pmid="30446548",
        dblp="conf/clocks/Quillfeather23",
        github=("ada/eels",),
        extra={"identifiers": [{"type": "doi", "value": "https://doi.org/10.5555/eels.v1"}]},  # type: ignore[dict-item]
    )
    assert [str(each) for each in identifiers_of(work)] == [
        "doi:10.5555/eels",
        "doi:10.5555/eels.v1",
        "arxiv:2401.00001",
        "pmid:30446548",
        "dblp:conf/clocks/Quillfeather23",
    ]


def test_software_is_known_by_its_repositories() -> None:
    work = Software(title="Eels", doi="10.5555/eels", github=("Ada/Eels", "ada/more-eels"))
    assert [str(each) for each in identifiers_of(work)] == ["github:ada/eels", "github:ada/more-eels"]
