"""When a work appeared, or how far it has come: read as people write it, shown in one way, and kept by every format."""

from __future__ import annotations

from operator import attrgetter
from pathlib import Path

import pytest
from descriptions import description
from inline_data import publication_with, read, told_about

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data import select
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.dates import in_words, read_in_words
from sphinx_academic.formats import bibtex, csl_json, ris
from sphinx_academic.formats.loading import load_named
from sphinx_academic.formats.reference import citation, reference
from sphinx_academic.formats.scholarly_metadata import Addresses, scholarly_work, work_document
from sphinx_academic.sections import publication_entry, publication_page

CASES = Path(__file__).with_name("cases") / "dates"


def case(name: str) -> Collection:
    return load_named([str(CASES / name)])


def loaded(folder: Path, name: str, text: str) -> Collection:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load_named([str(path)])


def line(work: Publication) -> str:
    """What an entry says behind the authors."""
    return plain(publication_entry.venue_line(work, description()))


def lines(collection: Collection) -> dict[str, str]:
    return {work.key: line(work) for work in collection.publications}


def page(work: Publication) -> list[str]:
    """What the work's own page says of venue and date."""
    head = publication_page.page_text(work, description(), "papers/x").head
    classes = {"academic-venue", "academic-paper-date"}
    return [plain((each,)) for each in head if not isinstance(each, str) and each.classes in classes]


DATES = case("dates.bib")


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("d09", "J 2019"), ("d10", "J in press"), ("d11", "J in press"), ("d12", "J forthcoming 2027"), ("d13", "J"),
        ("d14", "J 2019–2021"), ("d15", "J 2019"), ("d16", "J n.d."), ("d17", "J c. 1650"), ("d18", "J 45 BC"),
        ("d20", "J spring 2019"), ("d22", "J 2020"), ("d23", "J 2020"), ("d24", "J (accepted) to appear"),
    ],
)  # fmt: skip
def test_an_entry_shows_the_year_or_what_stands_in_its_place(key: str, shown: str) -> None:
    assert lines(DATES)[key] == shown


@pytest.mark.parametrize(
    ("key", "order"),
    [
        ("d01", (2017, 7, 0)), ("d02", (2017, 4, 0)), ("d03", (2017, 9, 0)), ("d04", (1995, 7, 18)), ("d05", (1995, 12, 9)),
        ("d06", (1995, 8, 0)), ("d07", (1995, 4, 0)), ("d15", (2019, 1, 4)), ("d17", (1650, 0, 0)), ("d18", (-45, 0, 0)),
        ("d19", (2019, 9, 0)), ("d20", (2019, 3, 0)), ("d21", (2019, 3, 4)), ("d25", (2020, 1, 0)),
    ],
)  # fmt: skip
def test_days_months_and_seasons_are_known(key: str, order: tuple[int, int, int]) -> None:
    (work,) = (work for work in DATES.publications if work.key == key)
    assert work.when is not None
    assert work.when.order == order


def test_what_has_not_appeared_stands_first_and_under_one_heading() -> None:
    assert [work.key for work in select.newest_first(DATES.publications)][:4] == ["d10", "d11", "d24", "d12"]
    groups = select.group(select.newest_first(DATES.publications), ["year"])
    assert [group.labels[0] for group in groups] == [
        "in press", "2027", "2020", "2019", "2017", "2011", "1995", "1650", "-045", ""
    ]  # fmt: skip
    assert select.group(DATES.publications, ["year"], oldest_first=True)[-2].labels == ("in press",)


def test_of_all_these_dates_only_the_month_that_does_not_exist_is_told() -> None:
    (problem,) = DATES.problems
    assert (problem.line, problem.code) == (23, "date")
    assert "there is no month 13" in problem.message


def test_the_page_of_a_work_and_machines_are_told_days_and_months() -> None:
    by_key = {work.key: work for work in DATES.publications}
    assert page(by_key["d15"]) == ["J 2019", "2019-01-04 – 2019-12-06"]
    assert page(by_key["d09"]) == ["J 2019", "2019-02-20"]
    assert page(by_key["d14"]) == ["J 2019–2021"]
    about = reference(by_key["d15"])
    assert (
        work_document(scholarly_work(by_key["d15"], about, Markup({})), Addresses())["datePublished"]
        == "2019-01-04"
    )
    assert csl_json.item(by_key["d15"])["issued"] == {"date-parts": [[2019, 1, 4], [2019, 12, 6]]}


def test_a_month_that_is_joined_to_a_day_or_to_another_keeps_both() -> None:
    collection = case("months.bib")
    pair, day = collection.publications
    assert (page(pair)[1], page(day)[1]) == ("2020-07 – 2020-08", "2020-05-05")
    written = bibtex.library(collection.publications)
    assert "month = jul # {/} # aug," in written
    assert "month = may # {~5}," in written


def test_the_oddities_of_csl_are_read() -> None:
    collection = case("csl-oddities.json")
    assert not collection.problems
    shown = lines(collection)
    assert shown["c3"] == "J in press"
    assert shown["ash2018season"] == "J spring 2018"
    assert [shown[key] for key in ("c1", "c2", "c6", "c7", "c8", "c9")] == [
        "J", "J 2015", "J 2017", "", "J 2017", "J 2018"
    ]  # fmt: skip
    assert shown["c5"].endswith("2014")
    titles = {work.key: work.title for work in collection.publications}
    assert titles["c5"] == "Array title: and a subtitle"


MORE = case("more.bib")


@pytest.mark.parametrize(
    ("key", "shown", "whole"),
    [
        ("p1", "J in press", ""),
        ("p2", "J forthcoming 2024", ""),
        ("p3", "J submitted 2024", ""),
        ("p4", "J c. 1650", ""),
        ("p5", "J spring 2019", ""),
        ("p7", "J 2020", "2020-12-09"),
        ("p9", "J 2020 · retracted", ""),
        ("p10", "J 2020 · retracted", ""),
        ("p11", "J (Best paper) 2020 · retracted", ""),
        ("p12", "J to appear", ""),
        ("p13", "J (To appear) 2009", ""),
        ("p14", "J 2019", "2019-02-20"),
        ("p15", "J 2018", ""),
        ("p16", "J 1990s", ""),
        ("p17", "J 2004–2006", "2004-06 – 2006-08"),
        ("p18", "J winter 2020", ""),
        ("p20", "J 2019–2021", ""),
        ("p21", "J 2020", "2020-03"),
        ("p22", "J 2020", "2020-05-10 – 2020-05-12"),
        ("p23", "J 2020", "2020-04-09 – 2020-04-12"),
        ("p25", "J 44 BC", ""),
        ("p26", "Manuscript in preparation", ""),
        ("p27", "submitted", ""),
        ("p28", "J 2020", ""),
        ("p29", "J c. 1650", ""),
        ("p30", "J in press", ""),
        ("p31", "J 2004–", ""),
        ("p37", "J 2020–2021", ""),
        ("p39", "J 2020", "Q3 2020"),
        ("p40", "J 2020", "2020-01 – 2020-02"),
        ("p42", "J forthcoming in 2027", ""),
        ("p44", "J accepted 2024", ""),
        ("p45", "J 2024", ""),
        ("p46", "J 1800–1899", ""),
        ("p47", "J 2018", "2018-05-12 – 2018-05-14"),
        ("p48", "J 2018", "2018-06 – 2018-08"),
    ],
)
def test_dates_of_bibtex_and_biblatex_are_read_as_they_are_meant(key: str, shown: str, whole: str) -> None:
    (work,) = (work for work in MORE.publications if work.key == key)
    assert page(work) == [shown, *filter(None, [whole])]


def test_no_calendar_has_these_days() -> None:
    assert [problem.line for problem in MORE.problems] == [15, 33, 34, 35, 38]


@pytest.mark.parametrize(
    ("written", "shown", "edtf"),
    [
        ("1239", "1239", "1239"), ("845", "845", "0845"), ("[1999]", "1999", "1999"), ("2020a", "2020", "2020"),
        ("c. 1650", "c. 1650", "1650~"), ("ca 1650", "c. 1650", "1650~"), ("about 1850", "c. 1850", "1850~"),
        ("circa 2004?", "c. 2004?", "2004%"), ("1850?", "1850?", "1850?"), ("um 1850", "c. 1850", "1850~"),
        ("2019-2021", "2019–2021", "2019/2021"), ("2019--2021", "2019–2021", "2019/2021"), ("1998/99", "1998–1999", "1998/1999"),
        ("1999/00", "1999–2000", "1999/2000"), ("2004 –", "2004–", "2004/"), ("2004 – present", "2004–", "2004/"),
        ("1650~/1655~", "c. 1650 – c. 1655", "1650~/1655~"), ("199X", "1990s", "199X"), ("the 1990s", "1990s", "199X"),
        ("1990er Jahre", "1990s", "199X"), ("19XX", "1900–1999", "1900/1999"), ("Spring 2019", "spring 2019", "2019-21"),
        ("2019, Fall", "autumn 2019", "2019-23"), ("Frühjahr 2019", "spring 2019", "2019-21"), ("2019-22", "summer 2019", "2019-22"),
        ("2021-24/2022-21", "winter 2021 – spring 2022", "2021-24/2022-21"), ("-0043", "44 BC", "-0043"), ("44 BC", "44 BC", "-0043"),
        ("44 B.C.E.", "44 BC", "-0043"), ("300 v. Chr.", "300 BC", "-0299"), ("1 BC", "1 BC", "0000"), ("公元前44年", "44 BC", "-0043"),
        ("12 de mayo de 2020", "2020", "2020-05-12"), ("12. März 2020", "2020", "2020-03-12"), ("1er août 2020", "2020", "2020-08-01"),
        ("květen 2020", "2020", "2020-05"), ("2020年5月12日", "2020", "2020-05-12"), ("2021-05~", "c. 2021", "2021-05~"),
    ],
)  # fmt: skip
def test_a_date_says_one_thing_however_it_is_written(written: str, shown: str, edtf: str) -> None:
    date = read_in_words(written)
    assert date is not None
    assert (in_words(date), date.edtf, date.text) == (shown, edtf, "")


@pytest.mark.parametrize(
    "written",
    ["", "soon", "0000", "42", "2020-13", "2022, CCF-B", "listopad 2020", "2021–2019", "c1999", "2019-02-30"],
)
def test_what_is_no_such_date_stays_as_it_is_written(written: str) -> None:
    assert read_in_words(written) is None


def test_two_years_of_two_digits_may_be_a_season_and_are_told() -> None:
    work, problems = told_about("year: 2018-21")
    assert work.shown_year == "2018-21"
    assert [problem.code for problem in problems] == ["date"]
    assert publication_with("date: 2018-21").shown_year == "spring 2018"


# How far a work has come


@pytest.mark.parametrize(
    ("lines_", "state", "shown", "is_awaited"),
    [
        (["year: in press"], "in press", "in press", True),
        (["year: In Press"], "in press", "in press", True),
        (["year: (to appear)"], "to appear", "(to appear)", True),
        (["year: im Druck"], "in press", "in press", True),
        (["year: à paraître"], "to appear", "to appear", True),
        (["year: 印刷中"], "in press", "in press", True),
        (["year: under review"], "under review", "under review", True),
        (["year: submitted to Acta Things"], "submitted to Acta Things", "submitted to Acta Things", True),
        (["year: '2025, to appear'"], "to appear", "to appear 2025", False),
        (["year: 2025 (accepted)"], "accepted", "accepted 2025", False),
        (["status: in press"], "in press", "in press", True),
        (["status: inpress", "year: 2024"], "in press", "in press 2024", True),
        (["pubstate: Submitted to Acta", "year: 2024"], "Submitted to Acta", "Submitted to Acta 2024", True),
        (["status: published", "year: 2024"], "", "2024", False),
        (["status: Epub ahead of print", "year: 2024"], "published online", "published online 2024", False),
        (["status: Retracted", "year: 2024"], "retracted", "2024 · retracted", False),
        (["status: expression-of-concern", "year: 2024"], "expression of concern", "2024 · expression of concern", False),
        (["year: 2024", "note: to appear"], "", "(to appear) 2024", False),
        (["year: n.d."], "", "n.d.", False),
        (["year: o. J."], "", "n.d.", False),
    ],
)  # fmt: skip
def test_how_far_a_work_has_come_is_shown_and_brings_no_message(
    lines_: list[str], state: str, shown: str, is_awaited: bool
) -> None:
    work = publication_with(*lines_)
    assert (work.state, line(work), work.is_awaited) == (state, shown, is_awaited)


def test_a_title_that_its_publisher_has_marked_tells_machines_and_readers_once() -> None:
    collection = read('publications: [{title: "RETRACTED ARTICLE: On Whistles", year: 2019}]')
    (work,) = collection.publications
    assert (work.state, line(work)) == ("retracted", "2019")
    document = work_document(scholarly_work(work, reference(work), Markup({})), Addresses())
    assert document["creativeWorkStatus"] == "retracted"


def test_what_corrects_a_work_is_told_with_its_address() -> None:
    work = publication_with(
        "status: corrected", "links: [{name: Erratum, url: 'https://doi.org/10.5555/e'}]", "year: 2020"
    )
    document = work_document(scholarly_work(work, reference(work), Markup({})), Addresses())
    assert (document["creativeWorkStatus"], document["correction"]) == (
        "corrected",
        "https://doi.org/10.5555/e",
    )


def test_what_has_appeared_since_is_no_longer_in_press() -> None:
    collection = read(
        """
        publications:
        - {title: On Whistles and on Kettles, author: Ann Bee, doi: 10.5555/1, journal: J, year: in press, type: article}
        - {title: On Whistles and on Kettles, author: Ann Bee, doi: 10.5555/1, journal: J, year: 2024, type: article}
        """
    )
    (work,) = collection.publications
    assert line(work) == "J in press", "by hand the first counts"


# Every format, and back


WRITTEN = """
publications:
- {key: a, title: T, journal: J, year: in press}
- {key: b, title: T, journal: J, year: 2024, status: to appear}
- {key: c, title: T, journal: J, year: c. 1650}
- {key: d, title: T, journal: J, year: 44 BC}
- {key: e, title: T, journal: J, year: spring 2019}
- {key: f, title: T, journal: J, year: 2019–2021}
- {key: g, title: T, journal: J, date: 2019-05/2019-07}
- {key: h, title: T, journal: J, year: 1990s}
- {key: i, title: T, journal: J, year: 2004 –}
- {key: j, title: T, journal: J, year: 2019, status: retracted}
- {key: k, title: T, journal: J, year: 2019, status: corrected, note: Oral}
- {key: l, title: T, journal: J, year: 1239}
- {key: m, title: T, journal: J, year: n.d.}
- {key: n, title: T, journal: J, date: 2020-02-29}
- {key: o, title: T, journal: J, date: 2021-05~}
- {key: p, title: T, journal: J, date: 2021-24/2022-21}
- {key: q, title: T, journal: J, year: submitted to Acta Things}
- {key: r, title: T, journal: J, date: 2019-12-30/2020-01-02}
"""


@pytest.mark.parametrize(
    ("name", "write"), [("x.bib", bibtex.library), ("x.json", csl_json.library), ("x.ris", ris.library)]
)
def test_every_date_comes_back_from_every_format(tmp_path: Path, name: str, write: object) -> None:
    works = read(WRITTEN).publications
    assert callable(write)
    back = loaded(tmp_path, name, write(works))
    assert not back.problems
    as_shown = [
        (work.key, line(work).casefold(), work.state, work.when.edtf if work.when else "") for work in works
    ]
    read_back = [
        (work.key, line(work).casefold(), work.state, work.when.edtf if work.when else "")
        for work in back.publications
    ]
    if name == "x.json":
        # CSL has ranges of days, but none of seasons.
        as_shown[15] = ("p", "j winter 2021 – spring 2022", "", "2021-24/2022-21")
    assert read_back == as_shown


@pytest.mark.parametrize(
    ("key", "fields"),
    [
        ("a", ["year = {in press}"]),
        ("b", ["year = {to appear 2024}", "date = {2024}", "pubstate = {forthcoming}"]),
        ("c", ["year = {c. 1650}", "date = {1650~}"]),
        ("d", ["year = {44 BC}", "date = {-0043}"]),
        ("e", ["year = {spring 2019}", "date = {2019-21}"]),
        ("f", ["year = {2019--2021}", "date = {2019/2021}"]),
        ("g", ["year = {2019}", "month = may # {--} # jul", "date = {2019-05/2019-07}"]),
        ("h", ["year = {1990s}", "date = {199X}"]),
        ("j", ["year = {2019}", "note = {Retracted}"]),
        ("k", ["year = {2019}", "note = {Oral. Corrected}"]),
        ("n", ["year = {2020}", "month = feb", "day = {29}"]),
    ],
)
def test_bibtex_prints_the_year_and_biber_reads_the_date(key: str, fields: list[str]) -> None:
    (work,) = (work for work in read(WRITTEN).publications if work.key == key)
    names = ("year", "month", "day", "date", "pubstate", "note")
    written = [line_.strip().rstrip(",") for line_ in bibtex.entry(work).splitlines()]
    assert sorted(each for each in written if each.partition(" ")[0] in names) == sorted(fields)


@pytest.mark.parametrize(
    ("key", "fields"),
    [
        ("a", ["pubstate = {inpress}"]),
        ("b", ["date = {2024}", "pubstate = {forthcoming}"]),
        ("c", ["date = {1650~}"]),
        ("g", ["date = {2019-05/2019-07}"]),
        ("n", ["date = {2020-02-29}"]),
        ("q", ["pubstate = {submitted to Acta Things}"]),
    ],
)
def test_biblatex_is_told_once(key: str, fields: list[str]) -> None:
    (work,) = (work for work in read(WRITTEN).publications if work.key == key)
    names = ("year", "month", "day", "date", "pubstate", "note")
    written = [line_.strip().rstrip(",") for line_ in bibtex.entry(work, in_bibtex=False).splitlines()]
    assert sorted(each for each in written if each.partition(" ")[0] in names) == sorted(fields)


@pytest.mark.parametrize(
    ("key", "status", "issued"),
    [
        ("a", "in press", None),
        ("b", "to appear", {"date-parts": [[2024]]}),
        ("c", None, {"date-parts": [[1650]], "circa": True}),
        ("d", None, {"date-parts": [[-44]]}),
        ("e", None, {"date-parts": [[2019]], "season": 1}),
        ("f", None, {"date-parts": [[2019], [2021]]}),
        ("h", None, {"date-parts": [[1990], [1999]]}),
        ("i", None, {"date-parts": [[2004], [0]]}),
        ("j", "retracted", {"date-parts": [[2019]]}),
    ],
)
def test_csl_is_told_status_and_date(key: str, status: str | None, issued: object) -> None:
    (work,) = (work for work in read(WRITTEN).publications if work.key == key)
    item = csl_json.item(work)
    assert (item.get("status"), item.get("issued")) == (status, issued)


def test_a_citation_in_words_says_it_too() -> None:
    cited = {work.key: citation(work) for work in read(WRITTEN).publications}
    assert (cited["a"], cited["b"]) == ("T. J, in press.", "T. J, to appear 2024.")
    assert (cited["d"], cited["j"]) == ("T. J, 44 BC.", "T. J, 2019. Retracted.")


@pytest.mark.parametrize(
    ("record", "shown"),
    [
        ("PY  - 2019\nDA  - 2019///Spring", "J spring 2019"),
        ("PY  - 2019\nDA  - ///in press", "J 2019"),
        ("DA  - ///in press", "J in press"),
        ("PY  - in press", "J in press"),
        ("Y1  - 2027///forthcoming", "J forthcoming 2027"),
        ("PY  - 2019\nN1  - Retracted", "J 2019 · retracted"),
        ("PY  - 2019\nM3  - Retracted Publication", "J 2019 · retracted"),
    ],
)
def test_what_ris_says_behind_the_day_is_read(tmp_path: Path, record: str, shown: str) -> None:
    collection = loaded(tmp_path, "x.ris", f"TY  - JOUR\nTI  - T\nJF  - J\n{record}\nER  - \n")
    assert lines(collection).popitem()[1] == shown
    assert not collection.problems


def test_days_are_none_of_the_digits_of_a_year(tmp_path: Path) -> None:
    text = "TY  - JOUR\nTI  - T\nJF  - J\nDA  - 2018 Jul-Aug\nER  - \n"
    (work,) = loaded(tmp_path, "x.ris", text).publications
    assert csl_json.item(work)["issued"] == {"date-parts": [[2018, 7], [2018, 8]]}


def test_a_decade_is_no_year_with_a_letter_in_what_is_exported(tmp_path: Path) -> None:
    (work,) = loaded(tmp_path, "x.bib", "@misc{k, title = {T}, year = {1990s}}").publications
    assert "year = {1990s}" in bibtex.entry(work)


def test_an_article_in_press_is_no_preprint(tmp_path: Path) -> None:
    (work,) = loaded(tmp_path, "x.ris", "TY  - INPR\nTI  - T\nJF  - J\nPY  - 2019\nER  - \n").publications
    assert (work.kind_of_work, line(work)) == ("article", "J in press 2019")


@pytest.mark.parametrize(
    ("issued", "shown"),
    [
        ('"issued": {"date-parts": [[2018, 13]]}', "J spring 2018"),
        ('"issued": {"date-parts": [["2018", "24"]]}', "J winter 2018"),
        ('"issued": "-0043"', "J 44 BC"),
        ('"issued": {"date-parts": [[-44]]}', "J 44 BC"),
        ('"issued": {"literal": "Frühling 2018"}', "J spring 2018"),
        ('"issued": {"raw": "ca. 1650"}', "J c. 1650"),
        (
            '"status": "Advance online publication", "issued": {"date-parts": [[2018]]}',
            "J published online 2018",
        ),
        ('"status": "forthcoming"', "J forthcoming"),
        ('"published-online": {"date-parts": [[2018, 5, 1]]}', "J 2018"),
    ],
)
def test_every_date_of_csl_is_shown_in_one_way(tmp_path: Path, issued: str, shown: str) -> None:
    text = f'[{{"id": "x", "type": "article-journal", "title": "T", "container-title": "J", {issued}}}]'
    collection = loaded(tmp_path, "x.json", text)
    assert lines(collection) == {"x": shown}
    assert not collection.problems


def test_software_says_how_far_its_paper_has_come(tmp_path: Path) -> None:
    text = (
        "title: T\nauthors: []\npreferred-citation: {type: article, title: P, journal: J, status: in-press}\n"
    )
    works = loaded(tmp_path, "CITATION.cff", text).publications
    assert line(works[-1]) == "J in press"


def test_a_whole_date_has_the_form_of_the_language() -> None:
    work = publication_with("date: 2019-05/2019-07")
    assert in_words(work.date, write=attrgetter("iso")) == "2019-05 – 2019-07"  # type: ignore[arg-type]


# What other programs write


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ('"note": "Status: in press"', "J in press"),
        ('"note": "issued: 1650~"', "J c. 1650"),
        ('"note": "Issued: -0043", "issued": {"date-parts": [[44]]}', "J 44 BC"),
        ('"issued": {"date-parts": [[2019]], "season": "Herbst"}', "J autumn 2019"),
        ('"issued": {"date-parts": [["c. 1650"]]}', "J c. 1650"),
        ('"issued": {"date-parts": [["-0044"]], "circa": 1}', "J c. 44 BC"),
        ('"issued": {"date-parts": [[-10], [14]]}', "J 10 BC – 14"),
        ('"issued": {"date-parts": [[2019], [2019]]}', "J 2019"),
        ('"issued": {"date-parts": [[2019, 0, 0]]}', "J 2019"),
        ('"status": "Published", "issued": {"date-parts": [[2019]]}', "J 2019"),
        ('"status": "aheadofprint", "issued": {"date-parts": [[2019]]}', "J published online 2019"),
        (
            '"updated-by": [{"type": "retraction", "DOI": "10.5555/r"}], "issued": "2019"',
            "J 2019 · retracted",
        ),
        ('"updated-by": [{"type": "erratum", "DOI": "10.5555/r"}], "issued": "2019"', "J 2019 · corrected"),
    ],
)
def test_zotero_and_crossref_say_it_in_their_own_ways(tmp_path: Path, more: str, shown: str) -> None:
    text = f'[{{"id": "x", "type": "article-journal", "title": "T", "container-title": "J", {more}}}]'
    collection = loaded(tmp_path, "x.json", text)
    assert lines(collection) == {"x": shown}
    assert not collection.problems


def test_what_crossref_knows_of_a_correction_is_a_link_and_told_to_machines(tmp_path: Path) -> None:
    text = '[{"id": "x", "type": "book", "title": "T", "updated-by": [{"type": "correction", "DOI": "10.5555/r"}]}]'
    (work,) = loaded(tmp_path, "x.json", text).publications
    document = work_document(scholarly_work(work, reference(work), Markup({})), Addresses())
    assert document["correction"] == "https://doi.org/10.5555/r"
    assert work.links[0].name == "Correction"


@pytest.mark.parametrize(
    ("record", "shown"),
    [
        ("PY  - 2019\nDA  - Spring", ["J spring 2019"]),
        ("PY  - 2019\nDA  - 2019/Spring", ["J spring 2019"]),
        ("PY  - 2019\nDA  - Mar-Apr", ["J 2019", "2019-03 – 2019-04"]),
        ("PY  - 2019///\nDA  - 2019/May/06", ["J 2019", "2019-05-06"]),
        ("PY  - 2019\nDA  - May 6, 2019", ["J 2019", "2019-05-06"]),
        ("PY  - In Press\nDA  - 2024/01/01", ["J in press"]),
        ("PY  - 2019-2021", ["J 2019–2021"]),
        ("PY  - n.d.", ["J n.d."]),
    ],
)
def test_ris_of_many_hands_is_read(tmp_path: Path, record: str, shown: list[str]) -> None:
    collection = loaded(tmp_path, "x.ris", f"TY  - JOUR\nTI  - T\nJF  - J\n{record}\nER  - \n")
    assert page(collection.publications[0]) == shown
    assert not collection.problems


@pytest.mark.parametrize("year", ["99", "c. 100", "10 BC"])
def test_years_of_few_digits_come_back(tmp_path: Path, year: str) -> None:
    (work,) = loaded(
        tmp_path, "x.json", f'[{{"id": "x", "title": "T", "issued": {{"literal": "{year}"}}}}]'
    ).publications
    if year == "99":
        work = work.changed(date=work.when._replace(year=99, text="") if work.when else None)
    back = loaded(tmp_path, "x.bib", bibtex.library([work]))
    assert not back.problems
    assert back.publications[0].when == work.when


def test_a_month_that_is_none_is_told_in_its_own_words(tmp_path: Path) -> None:
    entry = "@article{{k{0}, title={{T{0}}}, author={{Ash, R.}}, year=2020, month={1}}}\n"
    text = entry.format(1, 13) + entry.format(2, 'feb # " 30"') + "@article{z, title={Z}, date={0000}}\n"
    (tmp_path / "works.bib").write_text(text, encoding="utf-8")
    collection = load_named([str(tmp_path / "works.bib")])
    told = [problem.message for problem in collection.problems]
    assert [message.rpartition(". ")[2] for message in told] == ["2020 is shown.", "2020-02 is shown."]
    assert told[0].startswith("'month = 13' is not in the calendar")
    assert all("month = feb" in problem.hint for problem in collection.problems)
    shown = {work.key: work.when for work in collection.publications}
    assert [shown[key].iso for key in ("k1", "k2", "z")] == ["2020", "2020-02", "0000"]
    assert shown["z"].year == -1  # EDTF has a year zero


@pytest.mark.parametrize("written", ["2024 (in press)", "in press, 2024", "In press 2024", "2024, In press"])
def test_status_and_year_are_shown_one_way(written: str) -> None:
    date = read_in_words(written)
    assert date is not None
    assert in_words(date).lower() == "in press 2024"


@pytest.mark.parametrize(
    ("title", "state", "is_said"),
    [
        ("Corrected tea", "corrected", True),
        ("Retracted leaves", "retracted", True),
        ("Tea", "retracted", True),
        ("RETRACTED ARTICLE: Tea", "retracted", False),
        ("Corrected: Tea", "corrected", False),
        ("Tea (Retracted)", "retracted", False),
        ("Tea [withdrawn in 2020]", "withdrawn", False),
    ],
)
def test_a_notice_is_shown_unless_the_title_gives_it(title: str, state: str, is_said: bool) -> None:
    assert bool(publication_entry._notice(state, title)) is is_said
