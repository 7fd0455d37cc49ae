"""arXiv: preprints by their numbers and titles, and the articles that they have become."""

from __future__ import annotations

from pathlib import Path

import pytest
from answers_of_files import ReplyOfText, asker_of_files, stored_body
from asking_clients import StillClock, client
from scholarly_server import ScholarlyServer
from service_answers import instead

from sphinx_academic.fetching.source import FetchedWork, Identifier, UnavailableError
from sphinx_academic.fetching.sources.arxiv import SOURCE, works_by_ids, works_titled

QUERY = "https://export.arxiv.org/api/query"
LANTERNS = Identifier("arxiv", "2401.00001")
ARTICLE = Identifier("doi", "10.5555/conf.2022.17")


def page(name: str, *changes: tuple[str, str]) -> ReplyOfText:
    """A stored answer, changed."""
    body = stored_body(f"arxiv/{name}").decode("utf-8")
    for old, new in changes:
        assert old in body
        body = body.replace(old, new)
    return ReplyOfText(body)


def numbered(*numbers: str, total: int | None = None) -> ReplyOfText:
    """A page with a preprint for each number."""
    whole = stored_body("arxiv/by-id").decode("utf-8")
    start, end = whole.index("  <entry>"), whole.index("</feed>")
    entries = "".join(whole[start:end].replace("2401.00001", number) for number in numbers)
    head = whole[:start].replace(">1</opensearch:totalResults>", f">{total if total is not None else len(numbers)}</opensearch:totalResults>")  # fmt: skip
    return ReplyOfText(f"{head}{entries}</feed>")


def by_ids(answer: ReplyOfText | str, *numbers: str) -> list[FetchedWork]:
    return [
        *works_by_ids(asker_of_files({QUERY: answer}), [Identifier("arxiv", number) for number in numbers])
    ]


def test_a_preprint_by_its_number_with_the_article_that_has_appeared() -> None:
    (work,) = by_ids("arxiv/by-id", "2401.00001")
    assert work == FetchedWork(
        "arxiv",
        (LANTERNS,),
        {
            "title": "Sparse Lanterns & Other Lattices: the $O(n\\log n)$ case",
            "authors": ["Ada Quillfeather", "Bram Östergård-Lind", {"literal": "the Tidal Consortium"}],
            "venue": "arXiv",
            "type": "preprint",
            "date": "2024-01-01",
            "arxiv": "2401.00001",
            "note": "Proc. LATLI 2022, pp. 305-312; 12 pages, accepted at LATLI 2022",
            "abstract": "We light $n$ lanterns. For V\\_max\\<17.5 none goes out.",
        },
        "2026-12-01",
        appeared_as=(ARTICLE,),
    )


def test_the_form_of_before_2026() -> None:
    (work,) = by_ids("arxiv/by-id-old-style", "2401.00001")
    assert (
        work.values["title"]
        == "Sparse Lanterns and Other Lattices: a title long enough to be wrapped by the old service"
    )
    assert work.values["abstract"] == "We light lanterns in rows."
    assert work.values["authors"] == ["Ada Quillfeather"]
    assert (work.identifiers[0], work.appeared_as) == (LANTERNS, ())


def test_a_title_that_is_nought_and_a_number_with_a_slash() -> None:
    (work,) = by_ids(page("author-page-2", (">2</", ">1</")), "hep-th/0000001")
    assert (work.values["title"], work.values["arxiv"]) == ("0", "hep-th/0000001")
    assert work.identifiers[0] == Identifier("arxiv", "hep-th/0000001")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            r"Schr\"odinger \& {\it tides} of 5\% in $O(n\_0)$",
            r"Schrödinger & <i>tides</i> of 5% in $O(n\_0)$",
        ),
        (r"The $\alpha$ of a*b, ~5% -- and y_0", r"The $\alpha$ of a\*b, ~5% -- and y\_0"),
        ("0", "0"),
    ],
)
def test_what_is_latex_in_a_title_or_an_abstract_is_read_as_such(written: str, read: str) -> None:
    body = stored_body("arxiv/by-id").decode()
    for tag, field in (("title", "title"), ("summary", "abstract")):
        before, inside = body.split("<entry>")
        start, end = inside.index(f"<{tag}>") + len(tag) + 2, inside.index(f"</{tag}>")
        changed = f"{before}<entry>{inside[:start]}{written.replace('&', '&amp;')}{inside[end:]}"
        (work,) = by_ids(ReplyOfText(changed), "2401.00001")
        assert work.values[field] == read


def test_a_number_that_nobody_has_is_unknown() -> None:
    assert by_ids("arxiv/by-id-none", "0000.0000") == []


def test_several_dois_are_several_articles_and_arxivs_own_is_none() -> None:
    several = "10.5555/conf.2022.17 10.5555/QF.1 10.48550/arXiv.2401.00001"
    (work,) = by_ids(page("by-id", ("<arxiv:doi>10.5555/conf.2022.17", f"<arxiv:doi>{several}")), "2401.00001")  # fmt: skip
    assert work.appeared_as == (ARTICLE, Identifier("doi", "10.5555/qf.1"))


def test_the_colon_between_a_group_and_people_is_nobody() -> None:
    (work,) = by_ids(page("by-id", ("<name>Ada Quillfeather</name>", "<name>:</name>")), "2401.00001")
    assert work.values["authors"] == ["Bram Östergård-Lind", {"literal": "the Tidal Consortium"}]


def test_a_form_of_the_number_that_was_asked_for_stays_known() -> None:
    asker = asker_of_files({QUERY: numbered("math/0309136")})
    (work,) = works_by_ids(asker, [Identifier("arxiv", "math.GT/0309136")])
    assert Identifier("arxiv", "math.GT/0309136") in work.identifiers
    assert "id_list=math/0309136&" in asker.asked[0]


def test_fifty_numbers_in_a_request_in_their_order() -> None:
    numbers = [f"2401.{number:05d}" for number in range(1, 61)]
    table = {
        f"{QUERY}?id_list=2401.00001": numbered(*numbers[:50]),
        f"{QUERY}?id_list=2401.00051": numbered(*numbers[50:]),
    }
    asker = asker_of_files(table)
    works = [*works_by_ids(asker, [Identifier("arxiv", number) for number in reversed(numbers)])]
    assert [work.values["arxiv"] for work in works] == numbers
    assert [address.count("2401.") for address in asker.asked] == [50, 10]


def test_what_is_no_number_of_arxiv_is_not_asked_for() -> None:
    asker = asker_of_files({})
    assert [*works_by_ids(asker, [Identifier("arxiv", "abc"), Identifier("doi", "10.5555/1")])] == []
    assert asker.asked == []


def test_an_empty_page_that_counts_preprints_is_asked_for_again() -> None:
    asker = asker_of_files({QUERY: ["arxiv/page-empty-by-mistake", "arxiv/by-id"]})
    assert len([*works_by_ids(asker, [LANTERNS])]) == 1
    assert len(asker.forgotten) == 1


def test_a_page_that_stays_empty_is_not_taken_for_no_preprints() -> None:
    asker = asker_of_files({QUERY: "arxiv/page-empty-by-mistake"})
    with pytest.raises(UnavailableError, match="empty list, but counts 2 preprints"):
        [*works_by_ids(asker, [LANTERNS])]
    assert (len(asker.asked), len(asker.forgotten)) == (3, 3)


def test_an_empty_page_that_counts_nothing_at_all_is_no_answer() -> None:
    uncounted = page("by-id-none", ("<opensearch:totalResults>0</opensearch:totalResults>", ""))
    with pytest.raises(UnavailableError, match="not counted"):
        by_ids(uncounted, "2401.00001")


def test_what_a_page_lacks_though_it_counts_more_is_asked_for_by_itself() -> None:
    table = {
        f"{QUERY}?id_list=2401.00001,2401.00002": numbered("2401.00001", total=2),
        f"{QUERY}?id_list=2401.00002": numbered("2401.00002"),
    }
    asker = asker_of_files(table)
    works = works_by_ids(asker, [Identifier("arxiv", "2401.00002"), LANTERNS])
    assert [work.values["arxiv"] for work in works] == ["2401.00001", "2401.00002"]


def test_an_entry_without_a_title_is_no_preprint() -> None:
    untitled = page(
        "by-id", ("<title>Sparse Lanterns &amp; Other Lattices: the $O(n\\log n)$ case</title>", "")
    )
    assert by_ids(untitled, "2401.00001") == []
    many = page("by-id", ("<title>Sparse Lanterns &amp; Other Lattices: the $O(n\\log n)$ case</title>", ""), (">1</opensearch:total", ">9</opensearch:total"))  # fmt: skip
    assert by_ids(many, "2401.00001") == []


def test_other_preprints_than_those_that_were_asked_for_are_not_taken() -> None:
    assert [work.values["arxiv"] for work in by_ids(numbered("2401.00001", "2401.00009"), "2401.00001")] == ["2401.00001"]  # fmt: skip
    with pytest.raises(UnavailableError, match="other preprints"):
        by_ids(numbered("2401.00009"), "2401.00001")


def test_an_error_is_an_entry_and_no_preprint() -> None:
    with pytest.raises(UnavailableError, match="an error: incorrect id format for abc"):
        [*works_titled(asker_of_files({QUERY: page("bad-id")}), "abc")]


def test_one_number_that_is_refused_costs_the_others_nothing() -> None:
    refused = UnavailableError("answers with status 400", 400)
    table = {
        f"{QUERY}?id_list=2401.00001,2401.00002,2413.00001": refused,
        f"{QUERY}?id_list=2401.00001&": numbered("2401.00001"),
        f"{QUERY}?id_list=2401.00002,2413.00001": refused,
        f"{QUERY}?id_list=2401.00002&": numbered("2401.00002"),
        f"{QUERY}?id_list=2413.00001&": refused,
    }
    numbers = ["2413.00001", "2401.00002", "2401.00001"]
    works = works_by_ids(asker_of_files(table), [Identifier("arxiv", number) for number in numbers])
    assert [work.values["arxiv"] for work in works] == ["2401.00001", "2401.00002"]


@pytest.mark.parametrize("answer", [None, ReplyOfText("<rss><channel/></rss>")])
def test_what_is_no_feed_of_arxiv_is_no_answer(answer: ReplyOfText | None) -> None:
    with pytest.raises(UnavailableError, match="no list of preprints"):
        [*works_by_ids(asker_of_files({QUERY: answer}), [LANTERNS])]


def test_a_title_is_looked_for_without_signs_and_tags() -> None:
    asker = asker_of_files({QUERY: "arxiv/author-page-1"})
    (work,) = works_titled(asker, 'What\u2019s <i>P</i>-Sparse & "Why"? $O(n)$')
    assert work.values["arxiv"] == "2401.00001"
    assert asker.asked == [f'{QUERY}?search_query=ti:"What\u2019s P Sparse Why O n"&max_results=10']


def test_requests_stand_three_seconds_apart_and_one_number_that_is_none_costs_no_other(
    tmp_path: Path,
) -> None:
    clock = StillClock()
    with ScholarlyServer() as server, client(tmp_path, server, clock=clock.clock) as asking:
        server.fail(instead("arxiv/bad-id"), "arxiv", path="2413.00001", times=0)
        works = works_by_ids(asking.asker(SOURCE), [Identifier("arxiv", "2413.00001"), LANTERNS])
        assert [work.values["arxiv"] for work in works] == ["2401.00001"]
        assert len(server.asked) == 3
    assert clock.slept == [3.0, 3.0]


def test_that_it_was_asked_too_often_is_no_empty_list(tmp_path: Path) -> None:
    with ScholarlyServer() as server, client(tmp_path, server) as asking:
        server.fail(instead("arxiv/rate-limited"), "arxiv", times=0)
        with pytest.raises(UnavailableError, match="too often"):
            [*works_by_ids(asking.asker(SOURCE), [LANTERNS])]


def test_nobodys_works_are_asked_for_and_three_seconds_lie_between_requests() -> None:
    assert SOURCE.works_of is None
    assert SOURCE.pace.per_second == 1 / 3
