"""PubMed: articles by their numbers, by DOIs and of people, and what journals have said of them since."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from answers_of_files import ReplyOfText, asker_of_files, stored_body
from asking_clients import client
from scholarly_server import ScholarlyServer
from service_answers import instead

from sphinx_academic.fetching.source import FetchedWork, Identifier, Scholar, UnavailableError
from sphinx_academic.fetching.sources.pubmed import SOURCE, works_by_ids, works_of

TOOLS = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"
SEARCH, FETCH = f"{TOOLS}esearch.fcgi", f"{TOOLS}efetch.fcgi"
ADA = Scholar("0000-0002-1825-0097")
CLOCKS = Identifier("doi", "10.5555/qf.2021.001")


def pmids(*numbers: int) -> list[Identifier]:
    return [Identifier("pmid", str(number)) for number in numbers]


def articles(*changes: tuple[str, str]) -> ReplyOfText:
    """The stored articles, changed."""
    body = stored_body("pubmed/efetch").decode("utf-8")
    for old, new in changes:
        assert old in body
        body = body.replace(old, new)
    return ReplyOfText(body)


def by_ids(*changes: tuple[str, str]) -> dict[str, FetchedWork]:
    """What is given of the stored articles, changed."""
    works = works_by_ids(
        asker_of_files({FETCH: articles(*changes)}), pmids(90000001, 90000002, 90000003, 90000004)
    )
    return {str(work.values["pmid"]): work for work in works}


def made_set(numbers: list[str]) -> ReplyOfText:
    """A set with an article for each number."""
    made = (f"<PubmedArticle><MedlineCitation><PMID>{number}</PMID><Article><ArticleTitle>Tides.</ArticleTitle></Article></MedlineCitation></PubmedArticle>" for number in numbers)  # fmt: skip
    return ReplyOfText(f"<PubmedArticleSet>{''.join(made)}</PubmedArticleSet>")


def found(count: int, numbers: list[str]) -> ReplyOfText:
    """A page of a search."""
    listed = ", ".join(f'"{number}"' for number in numbers)
    return ReplyOfText(f'{{"esearchresult": {{"count": "{count}", "idlist": [{listed}]}}}}')


def test_an_article_by_its_number() -> None:
    work = by_ids()["90000001"]
    assert work == FetchedWork(
        "pubmed",
        (CLOCKS, Identifier("pmid", "90000001"), Identifier("pmcid", "PMC9000001")),
        {
            "title": "On the patience of <i>tidal</i> clocks: H<sub>2</sub>O & time",
            "authors": [
                {"family": "Quillfeather", "given": "Ada M", "orcid": "0000-0002-1825-0097"},
                {"family": "Östergård-Lind", "given": "Bram", "suffix": "Jr"},
                {"literal": "Tidal Consortium"},
            ],
            "venue": "Journal of quiet fields",
            "type": "article",
            "date": "2021-06",
            "volume": "12",
            "number": "Spring",
            "pages": "1865-1876",
            "doi": "10.5555/qf.2021.001",
            "pmid": "90000001",
            "pmcid": "PMC9000001",
            "issn": ["0000-0027"],
            "language": "en",
            "abstract": "Background: Slow waters β <sub>2</sub>-wave.\n\nResults: They wait.",
        },
        "2026-12-01",
    )


def test_neither_what_is_cited_nor_what_comments_gives_an_article_its_identifiers() -> None:
    known = {str(identifier) for work in by_ids().values() for identifier in work.identifiers}
    assert known.isdisjoint({"doi:10.5555/someone.elses", "pmid:90000009", "pmid:90000010"})
    without = [work.identifiers for work in by_ids(("10.5555/QF.2021.001", "")).values()]
    assert without[0] == (Identifier("pmid", "90000001"), Identifier("pmcid", "PMC9000001"))


def test_a_translated_title_is_left_out_for_the_own_one_and_authors_go_on() -> None:
    values = by_ids()["90000002"].values
    assert values["title"] == "Ein Atlas der stillen Felder"
    assert values["authors"] == [{"family": "Quillfeather", "given": "A"}, "et al."]
    assert (values["date"], values["pages"], values["language"]) == ("1998", "S300-S306", "de")


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("[A clock].", "A clock"),
        ("[A clock [in <i>vivo</i>] that waits]", "A clock [in <i>vivo</i>] that waits"),
        ("[11C]Clocks that wait [corrected].", "[11C]Clocks that wait [corrected]"),
    ],
)
def test_only_brackets_around_a_whole_title_say_that_it_is_translated(written: str, title: str) -> None:
    values = by_ids(
        ("On the patience of <i>tidal</i> clocks: H<sub>2</sub>O &amp; time.", written),
    )["90000001"].values
    assert str(values["title"]).replace("\\", "") == title


def test_an_empty_title_is_that_of_the_own_language() -> None:
    values = by_ids(("[An atlas of quiet fields].", ""))["90000002"].values
    assert values["title"] == "Ein Atlas der stillen Felder"


def test_a_retracted_article_with_a_link_to_what_says_so() -> None:
    values = by_ids()["90000003"].values
    assert values["status"] == "retracted"
    assert values["links"] == [{"name": "Retraction", "url": "https://pubmed.ncbi.nlm.nih.gov/90000010/"}]
    assert "authors" not in values
    assert values["date"] == "Spring 2019"


NOTICE = 'RefType="RetractionIn"'
PUBLICATION_TYPE = '<PublicationType UI="D016441">Retracted Publication</PublicationType>'


@pytest.mark.parametrize(
    ("kind", "status", "called"),
    [
        ("ErratumIn", "corrected", "Correction"),
        ("ExpressionOfConcernIn", "expression of concern", "Expression of concern"),
        ("PartialRetractionIn", "retracted", "Partial retraction"),
    ],
)
def test_what_a_journal_says_of_an_article(kind: str, status: str, called: str) -> None:
    values = by_ids((NOTICE, f'RefType="{kind}"'), (PUBLICATION_TYPE, ""))["90000003"].values
    assert values["status"] == status
    assert values["links"] == [{"name": called, "url": "https://pubmed.ncbi.nlm.nih.gov/90000010/"}]


@pytest.mark.parametrize("kind", ["RetractionOf", "CommentIn", "Cites"])
def test_what_an_article_says_of_another_is_nothing_about_itself(kind: str) -> None:
    values = by_ids((NOTICE, f'RefType="{kind}"'), (PUBLICATION_TYPE, ""))["90000003"].values
    assert values.keys().isdisjoint({"status", "links"})


def test_of_a_notice_the_title_is_its_own() -> None:
    title = ("<ArticleTitle>Lanterns at sea.", "<ArticleTitle>RETRACTED: Lanterns at sea.")
    of_notice = by_ids(title, (NOTICE, 'RefType="RetractionOf"'), (PUBLICATION_TYPE, ""))["90000003"].values
    assert (of_notice["title"], of_notice.get("status")) == ("RETRACTED: Lanterns at sea", None)
    values = by_ids(title)["90000003"].values
    assert (values["title"], values["status"]) == ("Lanterns at sea", "retracted")


def test_an_article_of_which_only_its_kind_says_that_it_was_retracted() -> None:
    values = by_ids((NOTICE, 'RefType="ErratumIn"'))["90000003"].values
    assert values["status"] == "retracted"


MONTH = "<Year>2021</Year><Month>Jun</Month></PubDate>"


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("<Year>2021</Year><Month>06</Month>", "2021-06"),
        ("<Year>2021</Year><Month>Jun</Month><Day>09</Day>", "2021-06-09"),
        ("<Year>2021</Year><Month>Jan-Feb</Month>", "2021"),
        ("<Year>2021</Year><Month>13</Month>", "2021"),
        ("<Year>2021</Year><Month>Jun</Month><Day>31</Day>", "2021-06"),
        ("<Year>2021</Year><Season>Winter</Season>", "Winter 2021"),
        ("<MedlineDate>2021 Dec-2022 Jan</MedlineDate>", "2021"),
        ("<MedlineDate>Fall-Winter 2021</MedlineDate>", "2021"),
        ("<Year>2021</Year>", "2021"),
        ("<Year>soon</Year>", "2021-03-15"),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(written: str, date: str) -> None:
    assert by_ids((MONTH, f"{written}</PubDate>"))["90000001"].values["date"] == date


@pytest.mark.parametrize(
    "written", ["0000-0002-1825-0097", "http://orcid.org/0000-0002-1825-0097", "0000000218250097"]
)
def test_an_orcid_id_in_any_form(written: str) -> None:
    authors = by_ids(("https://orcid.org/0000-0002-1825-0097", written))["90000001"].values["authors"]
    assert isinstance(authors, list)
    assert authors[0] == {"family": "Quillfeather", "given": "Ada M", "orcid": "0000-0002-1825-0097"}


def test_a_preprint_that_an_article_has_updated() -> None:
    changes = (NOTICE, 'RefType="UpdateIn"'), (PUBLICATION_TYPE, "<PublicationType>Preprint</PublicationType>")  # fmt: skip
    work = by_ids(*changes)["90000003"]
    assert (work.values["type"], work.appeared_as) == ("preprint", (Identifier("pmid", "90000010"),))
    assert by_ids(changes[0])["90000003"].appeared_as == ()


def test_a_number_that_nobody_has_is_unknown() -> None:
    asker = asker_of_files({FETCH: "pubmed/efetch-none"})
    assert [*works_by_ids(asker, pmids(99999999))] == []


def test_articles_that_were_not_asked_for_are_not_taken() -> None:
    asker = asker_of_files({FETCH: "pubmed/efetch"})
    assert [work.values["pmid"] for work in works_by_ids(asker, pmids(90000002))] == ["90000002"]


def test_fifty_numbers_in_a_request() -> None:
    numbers = [str(number) for number in range(1, 76)]
    asker = asker_of_files({f"{FETCH}?db=pubmed&id=1,": made_set(numbers[:50]), f"{FETCH}?db=pubmed&id=51,": made_set(numbers[50:])})  # fmt: skip
    assert [work.values["pmid"] for work in works_by_ids(asker, pmids(*range(75, 0, -1)))] == numbers


def test_by_dois_with_the_name_of_the_program_and_the_address_of_whoever_asks() -> None:
    asker = asker_of_files({SEARCH: found(2, ["90000001", "90000003"]), FETCH: "pubmed/efetch"})
    (work,) = works_by_ids(asker, [Identifier("doi", "10.5555/absent"), CLOCKS])
    assert work.values["pmid"] == "90000001"
    search, fetch = asker.asked
    assert 'term="10.5555/absent"[doi] OR "10.5555/qf.2021.001"[doi]&' in search
    assert "id=90000001,90000003&" in fetch
    assert all("tool=sphinx-academic&email=ada@eelmarsh.org" in each for each in asker.asked)


def test_no_address_is_made_up_for_whoever_asks_without_one() -> None:
    asker = asker_of_files({FETCH: "pubmed/efetch"}, contact="")
    assert len([*works_by_ids(asker, pmids(90000001))]) == 1
    assert "email" not in asker.asked[0]


def test_a_doi_of_an_article_that_is_given_by_its_number_is_not_looked_for() -> None:
    asker = asker_of_files({FETCH: "pubmed/efetch"})
    assert len([*works_by_ids(asker, [CLOCKS, *pmids(90000001)])]) == 1


def test_twenty_dois_in_a_request_and_none_that_ends_the_words() -> None:
    asker = asker_of_files({SEARCH: found(0, [])})
    dois = [Identifier("doi", f"10.5555/{number}") for number in range(45)]
    assert [*works_by_ids(asker, [*dois, Identifier("doi", '10.5555/a"b[c]')])] == []
    assert [address.count("[doi]") for address in asker.asked] == [20, 20, 5]


def test_the_articles_of_a_person_page_by_page() -> None:
    table = {
        SEARCH: "pubmed/esearch",
        f"{SEARCH}?db=pubmed&term={ADA.orcid}[auid]&retmode=json&retmax=100&retstart=2": "pubmed/esearch-page-2",
        FETCH: "pubmed/efetch",
    }
    asker = asker_of_files(table)
    works = [*works_of(asker, ADA)]
    assert [work.values["pmid"] for work in works] == ["90000001", "90000002", "90000003"]
    assert {work.of for work in works} == {ADA.orcid}
    assert re.search("id=90000001,90000002,90000003&", asker.asked[-1])


def test_a_person_without_articles_has_none() -> None:
    asker = asker_of_files({SEARCH: found(0, [])})
    assert [*works_of(asker, ADA)] == []
    assert len(asker.asked) == 1


def test_a_page_that_is_empty_is_asked_for_again_and_not_taken_for_the_end() -> None:
    asker = asker_of_files({SEARCH: [found(1, []), found(1, ["90000001"])], FETCH: "pubmed/efetch"})
    assert len([*works_of(asker, ADA)]) == 1
    asker = asker_of_files({SEARCH: found(1, [])})
    with pytest.raises(UnavailableError, match="counts 1 articles, but lists 0"):
        [*works_of(asker, ADA)]
    assert (len(asker.asked), len(asker.forgotten)) == (3, 3)


def test_a_list_that_repeats_itself_has_an_end() -> None:
    with pytest.raises(UnavailableError, match="counts 900 articles, but lists 1"):
        [*works_of(asker_of_files({SEARCH: found(900, ["90000001"])}), ADA)]


@pytest.mark.parametrize("tool", [SEARCH, FETCH])
def test_that_it_was_asked_too_often_is_no_answer_also_with_status_200(tool: str) -> None:
    table = {SEARCH: found(1, ["90000001"]), FETCH: "pubmed/efetch"}
    busy = asker_of_files({**table, tool: "pubmed/rate-limited-200"})
    with pytest.raises(UnavailableError, match="an error: API rate limit exceeded"):
        [*works_of(busy, ADA)]
    assert [reply.body for reply in busy.forgotten] == [stored_body("pubmed/rate-limited-200").decode()] * 3
    once = asker_of_files({**table, tool: ["pubmed/rate-limited-200", table[tool]]})
    assert len([*works_of(once, ADA)]) == 1


@pytest.mark.parametrize("name", ["pubmed/rate-limited", "pubmed/rate-limited-200"])
def test_it_is_waited_for_a_service_that_was_asked_too_often(name: str, tmp_path: Path) -> None:
    with ScholarlyServer() as server, client(tmp_path, server) as asking:
        server.fail(instead(name), "pubmed", path="efetch", times=1)
        assert len([*works_of(asking.asker(SOURCE), ADA)]) == 3
        server.fail(instead(name), "pubmed", times=0)
        with pytest.raises(UnavailableError, match="too often"):
            [*works_by_ids(asking.asker(SOURCE), pmids(90000001))]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ('{"esearchresult": {"ERROR": "Search Backend failed"}}', "an error: Search Backend failed"),
        ('{"esearchresult": {"ERROR": "No", "count": "0", "idlist": []}}', "an error: No"),
        ('{"esearchresult": {"count": "1"}}', "no list of numbers"),
        ('{"header": {}}', "no list of numbers"),
    ],
)
def test_a_search_that_is_none_is_no_answer(answer: str, told: str) -> None:
    with pytest.raises(UnavailableError, match=told):
        [*works_of(asker_of_files({SEARCH: ReplyOfText(answer)}), ADA)]


def test_a_set_that_is_none_is_no_answer() -> None:
    with pytest.raises(UnavailableError, match="no set of articles"):
        [*works_by_ids(asker_of_files({FETCH: ReplyOfText("<eFetchResult/>")}), pmids(1))]
    with pytest.raises(UnavailableError, match="nothing where its programs were"):
        [*works_by_ids(asker_of_files({FETCH: None}), pmids(1))]


def test_the_key_is_not_needed() -> None:
    assert SOURCE.key is not None
    assert (SOURCE.key.variable, SOURCE.key.parameter, SOURCE.key.is_needed) == ("NCBI_API_KEY", "api_key", False)  # fmt: skip
