"""DBLP: the works on somebody's page, by their keys and by titles, and pages that somebody has saved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from answers_of_files import ReplyOfText, asker_of_files, stored_body
from asking_clients import client
from scholarly_server import ScholarlyServer
from service_answers import instead

from sphinx_academic.cli import main
from sphinx_academic.data.collection import collect
from sphinx_academic.fetching.saved_answers import read_answer
from sphinx_academic.fetching.source import (
    FetchedWork,
    Identifier,
    NotFoundError,
    Scholar,
    UnavailableError,
)
from sphinx_academic.fetching.sources.dblp import SOURCE, works_by_ids, works_of, works_titled

HOST = "https://dblp.org/"
PAGE, SEARCH = f"{HOST}pid/00/0001-2.xml", f"{HOST}search/publ/api"
ORCID = "0000-0002-1825-0097"
ADA = Scholar(ORCID, dblp="00/0001-2")
PERSON = stored_body("dblp/person").decode("utf-8")
CLOCKS = "journals/jqf/QuillfeatherO21"


def changed(*changes: tuple[str, str]) -> ReplyOfText:
    """Ada's page, changed."""
    body = PERSON
    for old, new in changes:
        assert old in body
        body = body.replace(old, new)
    return ReplyOfText(body)


def works(*changes: tuple[str, str]) -> dict[str, FetchedWork]:
    """The works on Ada's page, changed, by their keys."""
    found = works_of(asker_of_files({PAGE: changed(*changes)}), ADA)
    return {str(work.values["dblp"]): work for work in found}


def test_an_article_on_somebodys_page() -> None:
    assert works()[CLOCKS] == FetchedWork(
        "dblp",
        (Identifier("doi", "10.5555/qf.2021.001"), Identifier("dblp", CLOCKS)),
        {
            "title": "On the Patience of Tidal Clocks",
            "authors": [{"name": "Ada Quillfeather", "orcid": ORCID}, "Bram Östergård-Lind"],
            "type": "article",
            "venue": "J. Quiet Fields",
            "volume": "12",
            "doi": "10.5555/qf.2021.001",
            "number": "1",
            "pages": "17:1-17:9",
            "dblp": CLOCKS,
            "date": "2021",
        },
        "2026-12-01",
        of=ORCID,
    )


def test_every_work_of_the_page_and_neither_home_pages_nor_coauthors() -> None:
    kinds = {key: work.values["type"] for key, work in works().items()}
    assert kinds == {
        CLOCKS: "article",
        "conf/latli/LindQ22": "conference",
        "journals/corr/abs-2401-00001": "preprint",
        "conf/latli/2022": "book",
        "phd/basesearch/Quillfeather12": "thesis",
        "journals/jqf/Quillfeather19": "article",
    }
    assert {work.of for work in works().values()} == {ORCID}
    www = '<r><www key="homepages/x"><author>Ada</author><title>Home Page</title></www></r><r><article '
    assert works(("<r><article ", www)).keys() == kinds.keys()


def test_markup_and_signs_in_a_title_and_the_doi_among_several_addresses() -> None:
    work = works()["conf/latli/LindQ22"]
    assert work.values["title"] == "What's <i>P</i>-Sparse & Why? Lanterns in O(n<sup>2</sup>) Time"
    assert (work.values["venue"], work.values["doi"]) == ("LATLI", "10.5555/conf.2022.17")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Lanterns at Sea?", "Lanterns at Sea?"),
        ("Lanterns at Sea!", "Lanterns at Sea!"),
        ("Lanterns at Sea.", "Lanterns at Sea"),
        ("And So On...", "And So On..."),
        ("An <tt>int</tt> of 5 &lt; 6.", "An <code>int</code> of 5 &lt; 6"),
    ],
)
def test_the_stop_behind_a_title_is_not_part_of_it(written: str, read: str) -> None:
    assert works(("Lanterns at Sea?", written))["journals/jqf/Quillfeather19"].values["title"] == read


def test_a_volume_is_said_to_be_edited() -> None:
    values = works()["conf/latli/2022"].values
    assert values["editor"] == "Ada Quillfeather"
    assert "authors" not in values
    assert (
        values["title"] == "9th Conference on Lattices and Light, LATLI 2022, Eel Marsh, September 5-7, 2022"
    )
    assert (values["publisher"], values["isbn"]) == ("Quiet Fields Press", ["978-0-00-000000-2"])


def test_a_stop_behind_the_title_of_a_volume_belongs_to_what_is_shortened() -> None:
    assert works(("Eel Marsh, September", "Eel Marsh, Sept."), (" 5-7, 2022</title>", "</title>"))["conf/latli/2022"].values["title"] == "9th Conference on Lattices and Light, LATLI 2022, Eel Marsh, Sept."  # fmt: skip


def test_a_preprint_of_the_repository_is_one_of_arxiv() -> None:
    work = works()["journals/corr/abs-2401-00001"]
    assert work.identifiers == (Identifier("arxiv", "2401.00001"), Identifier("dblp", "journals/corr/abs-2401-00001"))  # fmt: skip
    assert work.values["venue"] == "arXiv"
    assert work.values.keys().isdisjoint({"volume", "doi"})


def test_a_report_is_informal_and_no_preprint() -> None:
    changes = ('publtype="informal" key="journals/corr/abs-2401-00001"', 'publtype="informal" key="tr/eel/1"'), ("<journal>CoRR", "<journal>Eel Reports")  # fmt: skip
    assert works(*changes)["tr/eel/1"].values["type"] == "report"


def test_a_work_that_was_withdrawn_says_so() -> None:
    assert works()["journals/jqf/Quillfeather19"].values["status"] == "withdrawn"
    assert "status" not in works()[CLOCKS].values


def test_the_school_of_a_thesis_is_where_it_appeared() -> None:
    assert works()["phd/basesearch/Quillfeather12"].values["venue"] == "Lantern Institute"


def test_the_number_of_a_namesake_is_no_part_of_a_name_and_groups_are_no_people() -> None:
    authors = works(("Bram &#214;sterg&#229;rd-Lind</author>", "The Tidal Collaboration</author>"))[CLOCKS].values["authors"]  # fmt: skip
    assert authors == [{"name": "Ada Quillfeather", "orcid": ORCID}, {"literal": "The Tidal Collaboration"}]
    assert not any("Quillfeather 0002" in str(work.values) for work in works().values())


@pytest.mark.parametrize("beginning", ["", '<!DOCTYPE dblpperson SYSTEM "dblp.dtd">'])
def test_signs_by_their_names_in_html(beginning: str) -> None:
    """As in what DBLP lets everybody download; its document type, which declares them, is not fetched."""
    changes = ("&#214;sterg&#229;rd", "&Ouml;sterg&aring;rd"), ('<?xml version="1.0"?>', f'<?xml version="1.0"?>{beginning}')  # fmt: skip
    authors = works(*changes)[CLOCKS].values["authors"]
    assert isinstance(authors, list)
    assert authors[1] == "Bram Östergård-Lind"


def test_a_sign_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(UnavailableError, match="a sign that nobody knows, '&ouuml;'"):
        works(("&#214;", "&ouuml;"))


def test_a_page_of_several_people_is_nobodys() -> None:
    asker = asker_of_files({f"{HOST}pid/00/0001.xml": "dblp/person-disambiguation"})
    with pytest.raises(NotFoundError, match=r"several people .* Name the page of one of them: 00/0001-2"):
        [*works_of(asker, Scholar(ORCID, dblp="00/0001"))]


def test_somebody_else_on_the_page() -> None:
    with pytest.raises(NotFoundError, match="somebody else on page 00/0001-2: 0000-0001-5109-3700"):
        works((f"https://orcid.org/{ORCID}", "https://orcid.org/0000-0001-5109-3700"))
    assert len(works((f"<url>https://orcid.org/{ORCID}</url>", ""))) == 6


def test_nobody_is_asked_for_of_whom_the_plan_names_no_page() -> None:
    asker = asker_of_files({})
    assert [*works_of(asker, Scholar(ORCID))] == []
    assert asker.asked == []


@pytest.mark.parametrize("dblp", ["Ada Quillfeather", "../rec/x", "00/"])
def test_what_is_no_number_of_a_page_is_told(dblp: str) -> None:
    with pytest.raises(NotFoundError, match="look like 00/0001-2"):
        [*works_of(asker_of_files({}), Scholar(ORCID, dblp=dblp))]


def test_the_address_of_a_page_is_understood_and_none_there_is_told() -> None:
    with pytest.raises(NotFoundError, match="has no page q/AdaQuillfeather"):
        [*works_of(asker_of_files({f"{HOST}pid/q/AdaQuillfeather.xml": None}), Scholar(ORCID, dblp="https://dblp.org/pid/q/AdaQuillfeather.html"))]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<dblp/>", "no page of a person"),
        ('<dblpperson n="0"/>', "no page of a person"),
        ('<dblpperson n="6"><person key="homepages/00/0001-2"/></dblpperson>', "counts 6 works, but lists none"),
    ],
)  # fmt: skip
def test_a_page_that_is_none_is_no_answer(body: str, told: str) -> None:
    asker = asker_of_files({PAGE: ReplyOfText(body)})
    with pytest.raises(UnavailableError, match=told):
        [*works_of(asker, ADA)]
    assert len(asker.forgotten) == 1


def test_a_person_without_works_has_none() -> None:
    body = '<dblpperson n="0"><person key="homepages/00/0001-2"/></dblpperson>'
    assert [*works_of(asker_of_files({PAGE: ReplyOfText(body)}), ADA)] == []


def test_a_work_by_its_key() -> None:
    one = f'<dblp><article key="{CLOCKS}"><author>Ada Quillfeather 0002</author><title>Clocks.</title><year>2021</year></article></dblp>'
    asker = asker_of_files({f"{HOST}rec/{CLOCKS}.xml": ReplyOfText(one), f"{HOST}rec/conf/latli/none.xml": None})  # fmt: skip
    asked = [
        Identifier("dblp", "conf/latli/none"),
        Identifier("dblp", CLOCKS),
        Identifier("doi", "10.5555/1"),
    ]
    (work,) = works_by_ids(asker, asked)
    assert work.values == {"title": "Clocks", "authors": ["Ada Quillfeather"], "type": "article", "date": "2021", "dblp": CLOCKS}  # fmt: skip
    assert work.of == ""


def test_another_work_than_the_one_that_was_asked_for_is_not_taken() -> None:
    other = ReplyOfText('<dblp><article key="journals/jqf/Other21"><title>Clocks.</title></article></dblp>')
    assert [*works_by_ids(asker_of_files({HOST: other}), [Identifier("dblp", CLOCKS)])] == []


def test_what_is_no_record_is_no_answer() -> None:
    with pytest.raises(UnavailableError, match="no record"):
        [*works_by_ids(asker_of_files({HOST: ReplyOfText("<bot/>")}), [Identifier("dblp", CLOCKS)])]


def test_works_by_their_title() -> None:
    asker = asker_of_files({SEARCH: "dblp/search-page-1"})
    first, second = works_titled(asker, "What's <i>P</i>-Sparse & Why? Lanterns in O(n<sup>2</sup>) Time")
    assert asker.asked == [f"{SEARCH}?q=What Sparse Why Lanterns in n2 Time&format=json&h=30&f=0"]
    assert first.values == {
        "title": "What's P-Sparse & Why? Lanterns in O(n<sup>2</sup>) Time",
        "authors": ["Ada Quillfeather", "Bram Östergård-Lind"],
        "type": "conference",
        "venue": "LATLI",
        "doi": "10.5555/conf.2022.17",
        "date": "2022",
        "pages": "305-312",
        "dblp": "conf/latli/LindQ22",
    }
    assert (second.values["authors"], second.values["venue"], second.values["doi"], second.values["type"]) == (
        ["Ada Quillfeather"], "Lanterns", "10.5555/lnt.3", "chapter",
    )  # fmt: skip


def search(**info: Any) -> ReplyOfText:
    """A search that has found one work."""
    said = {"title": "Tides.", "key": "conf/x/Y", "type": "Journal Articles", "year": "2024", **info}
    hits = {"@total": "1", "hit": [{"info": said}]}
    return ReplyOfText(json.dumps({"result": {"status": {"@code": "200", "text": "OK"}, "hits": hits}}))


def one_found(**info: Any) -> FetchedWork:
    (work,) = works_titled(asker_of_files({SEARCH: search(**info)}), "Tides")
    return work


def test_a_preprint_a_thesis_and_signs_in_what_a_search_finds() -> None:
    preprint = one_found(type="Informal and Other Publications", venue="CoRR", volume="abs/2401.00001", doi="10.48550/ARXIV.2401.00001", key="journals/corr/abs-2401-00001")  # fmt: skip
    assert preprint.identifiers[0] == Identifier("arxiv", "2401.00001")
    assert (preprint.values["type"], preprint.values["venue"]) == ("preprint", "arXiv")
    assert one_found(type="Books and Theses", key="phd/eel/Q12").values["type"] == "thesis"
    assert one_found(type="Books and Theses", key="books/eel/Q12").values["type"] == "book"
    assert one_found(venue="Tides &amp; Clocks").values["venue"] == "Tides & Clocks"


def test_nothing_found_has_no_hits() -> None:
    assert [*works_titled(asker_of_files({SEARCH: "dblp/search-empty"}), "Nobody")] == []
    assert [*works_titled(asker_of_files({}), "?!")] == []


def test_a_search_that_counts_works_and_lists_none_is_asked_for_again() -> None:
    empty = ReplyOfText(stored_body("dblp/search-empty").decode().replace('"@total": "0"', '"@total": "2"'))
    asker = asker_of_files({SEARCH: [empty, "dblp/search-page-1"]})
    assert len([*works_titled(asker, "Tides")]) == 2
    with pytest.raises(UnavailableError, match="counts works, but lists none"):
        [*works_titled(asker_of_files({SEARCH: empty}), "Tides")]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('{"result": {}}', "no list of works"),
        ('{"result": {"status": {"@code": "500", "text": "Busy"}, "hits": {"@total": "0"}}}', "an error: Busy"),
    ],
)  # fmt: skip
def test_a_search_that_failed_is_no_answer(body: str, told: str) -> None:
    with pytest.raises(UnavailableError, match=told):
        [*works_titled(asker_of_files({SEARCH: ReplyOfText(body)}), "Tides")]


@pytest.mark.parametrize("name", ["dblp/person", "dblp/search-page-1"])
def test_a_saved_answer_is_read_as_the_same_works(name: str) -> None:
    file = read_answer(stored_body(name), "saved")
    assert file is not None
    assert file.problems == ()
    table = {HOST: name}
    asked = works_of(asker_of_files(table), ADA) if name == "dblp/person" else works_titled(asker_of_files(table), "What")  # fmt: skip
    assert [work.dblp for work in collect([file]).separate] == [work.values["dblp"] for work in asked]


def test_the_page_of_a_person_that_was_saved_is_added(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, several, data = (tmp_path / name for name in ("page.xml", "several.xml", "site.yaml"))
    page.write_bytes(stored_body("dblp/person"))
    several.write_bytes(stored_body("dblp/person-disambiguation"))
    data.write_text("publications: []\n", encoding="utf-8")
    assert main(["add", str(several), "--to", str(data)]) == 2
    assert "a page of several people of one name: 00/0001-2" in capsys.readouterr().err
    assert main(["add", str(page), "--to", str(data)]) == 0
    assert "title: On the Patience of Tidal Clocks\n" in data.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["dblp/bot-check-200", "dblp/bot-check-500"])
def test_a_check_page_is_no_list_without_works(name: str, tmp_path: Path) -> None:
    with ScholarlyServer() as server, client(tmp_path, server) as asking:
        server.fail(instead(name), "dblp", times=0)
        with pytest.raises(UnavailableError, match="check page"):
            [*works_of(asking.asker(SOURCE), ADA)]
        with pytest.raises(UnavailableError, match="check page"):
            [*works_titled(asking.asker(SOURCE), "Tides")]


def test_the_check_page_is_told_and_what_to_do_instead() -> None:
    assert "check page" in SOURCE.good_for
    assert "sphinx-academic add FILE" in SOURCE.good_for
    assert read_answer(stored_body("dblp/bot-check-200"), "page.html") is not None
