"""The benchmarks compare like with like: the same records for all, and no build that went wrong."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
import yaml

pytest.importorskip("resource", reason="the benchmarks need a Unix system")

from inline_data import read_clean

from benchmarks import careers, curricula
from benchmarks.citing import (
    CitingError,
    Documentation,
    Way,
    check_documentation,
    cited_on,
    judge_citing,
    write_documentation,
)
from benchmarks.measure import BuildError, Cost, Situation, run_measured
from benchmarks.projects import Contender, PageError, Project, check_page, write_project, write_records
from benchmarks.records import OWNER, as_bibtex, as_rst, as_yaml, make_records, record_names, revised_name
from benchmarks.report import Case, judge, median_cost, ratio_table

SIZE = 300


def test_the_records_are_the_same_every_time() -> None:
    assert list(make_records(SIZE)) == list(make_records(SIZE))


def test_every_record_has_a_name_and_a_key_of_its_own() -> None:
    records = list(make_records(10_000))
    assert len({record.name for record in records}) == 10_000
    assert len({record.key for record in records}) == 10_000
    assert record_names(10_000) == {record.name for record in records}


def test_the_owner_is_one_of_three_to_eight_authors_of_each() -> None:
    for record in make_records(SIZE):
        assert record.authors.count(OWNER) == 1
        assert 3 <= len(set(record.authors)) == len(record.authors) <= 8


def test_an_edit_changes_one_title_and_nothing_else() -> None:
    changed = [
        (before, after)
        for before, after in zip(make_records(SIZE), make_records(SIZE, revision=2), strict=True)
        if before != after
    ]
    [(before, after)] = changed
    assert after.name == revised_name(SIZE, 2)
    assert after._replace(name=before.name, title=before.title) == before
    assert record_names(SIZE, 2) == {record.name for record in make_records(SIZE, 2)}


def test_the_data_file_is_yaml_that_says_what_the_record_says() -> None:
    text = "publications:\n" + "".join(map(as_yaml, make_records(SIZE)))
    written = yaml.safe_load(text)["publications"]
    for record, entry in zip(make_records(SIZE), written, strict=True):
        assert entry["key"] == record.key
        assert entry["title"] == record.title
        assert entry["author"].split(", ") == list(record.authors)
        assert entry["journal"] == record.venue
        assert entry["year"] == record.year
        assert (entry["doi"], entry["url"]) == (record.doi, record.url)
        assert entry.get("note", "") == record.note
        assert str(entry.get("volume", "")) == record.volume
        assert entry["pages"] == record.pages
        assert [(media["name"], media["url"]) for media in entry["media"]] == list(record.media)


def test_the_typed_list_and_the_bibtex_file_hold_the_same_records() -> None:
    for record in make_records(SIZE):
        typed, bibtex = as_rst(record), as_bibtex(record)
        assert f"**{OWNER}**" in typed
        for text in (
            record.title,
            record.note,
            *(media.url for media in record.media),
            record.doi,
            record.url,
        ):
            assert text in typed
        assert f"{{{' and '.join(record.authors)}}}" in bibtex
        assert len(re.findall(r"^@(?:article|inproceedings)\{", bibtex, re.MULTILINE)) == 1
        for text in (record.key, record.name, record.doi, record.url):
            assert text in bibtex


@pytest.mark.parametrize("contender", list(Contender))
def test_an_edit_of_a_project_rewrites_the_file_with_its_records(
    contender: Contender, tmp_path: Path
) -> None:
    project = Project(contender, 10, tmp_path)
    write_project(project)
    before = {path: path.read_bytes() for path in project.source.rglob("*") if path.is_file()}
    write_records(project, revision=1)
    changed = [path.name for path, content in before.items() if path.read_bytes() != content]
    assert changed == [
        {
            **dict.fromkeys(("academic", "papers", "published", "hugo", "jekyll"), "publications.yaml"),
            **dict.fromkeys(("bibtex", "from-bib"), "publications.bib"),
        }.get(contender, "index.rst"),
    ]


def test_a_page_with_every_record_is_accepted(tmp_path: Path) -> None:
    project = Project(Contender.RST, SIZE, tmp_path)
    project.page.parent.mkdir(parents=True)
    project.page.write_text("".join(f"<p>{record.title}" for record in make_records(SIZE)), encoding="utf-8")
    check_page(project)


def test_a_page_that_lacks_a_record_or_the_edit_is_refused(tmp_path: Path) -> None:
    project = Project(Contender.RST, SIZE, tmp_path)
    with pytest.raises(PageError, match="no page was written"):
        check_page(project)
    project.page.parent.mkdir(parents=True)
    project.page.write_text("".join(f"<p>{record.title}" for record in make_records(SIZE)), encoding="utf-8")
    with pytest.raises(PageError, match=f"299 of 300 .* '{revised_name(SIZE, 1)}'"):
        check_page(project, revision=1)


def test_a_measurement_sees_time_and_memory() -> None:
    cost = run_measured([sys.executable, "-c", "import time; block = b'x' * 300_000_000; time.sleep(0.2)"])
    assert cost.seconds >= 0.2
    assert cost.cpu_seconds > 0
    assert cost.peak_bytes > 300_000_000


def test_a_command_that_fails_tells_what_it_said() -> None:
    with pytest.raises(BuildError, match=r"exit status 3\n    no tea left"):
        run_measured([sys.executable, "-c", "print('no tea left'); raise SystemExit(3)"])


def costs(**seconds: float) -> dict[Case, Cost]:
    return {
        Case(size, situation, Contender(name)): Cost(0, seconds[name] * size / 1_000, 50_000_000)
        for size in (1_000, 10_000)
        for situation in Situation
        for name in seconds
    }


def test_a_reach_that_is_missed_is_named() -> None:
    medians = costs(empty=0.0, academic=1.0, rst=2.5, bibtex=3.9)
    verdicts = judge(medians, [1_000])
    missed = [verdict for verdict in verdicts if verdict.is_missed]
    assert len(missed) == 1
    assert str(missed[0]).startswith("MISSED     0.256  1,000 clean: at most 0.25 times the time of bibtex")


def test_what_is_added_to_a_list_is_compared_with_the_list() -> None:
    verdicts = judge(costs(academic=1.0, papers=1.9, published=1.05), [1_000, 10_000])
    said = [str(verdict) for verdict in verdicts if verdict.measured is not None]
    assert (
        "MISSED     0.900  1,000 clean, papers adds to academic at most 0.8 times the time of academic"
        in said
    )
    assert "held       1.050  10,000 clean, published: at most 1.1 times the time of academic" in said


def test_what_an_extension_adds_is_told_in_seconds() -> None:
    took = {Contender.EMPTY: 0.5, Contender.EXTENSION: 0.7}
    medians = {Case(100, Situation.CLEAN, name): Cost(0, seconds, 0) for name, seconds in took.items()}
    (verdict,) = [each for each in judge(medians, [100]) if each.measured is not None]
    assert (verdict.measured, verdict.is_missed) == (pytest.approx(0.2), True)


def test_a_build_after_an_edit_is_held_against_a_clean_one() -> None:
    took = {Situation.CLEAN: 5.0, Situation.EDITED: 4.5}
    medians = {Case(10_000, each, Contender.ACADEMIC): Cost(0, seconds, 0) for each, seconds in took.items()}
    (verdict,) = [each for each in judge(medians, [10_000]) if "edited" in str(each)]
    assert (verdict.measured, verdict.is_missed) == (0.9, True)


def test_memory_is_held_against_a_number_and_against_a_peer() -> None:
    medians = {
        Case(100_000, Situation.CLEAN, Contender.ACADEMIC): Cost(0, 1, 900_000_000),
        Case(100_000, Situation.CLEAN, Contender.HUGO): Cost(0, 1, 1_000_000_000),
        Case(10_000, Situation.CLEAN, Contender.ACADEMIC): Cost(0, 1, 149_000_000),
    }
    found = [each for each in judge(medians, [10_000, 100_000]) if "memory" in str(each) or "MB" in str(each)]
    assert [(each.measured, each.is_missed) for each in found] == [(149.0, False), (0.9, True)]


def test_growth_is_judged_above_the_cost_of_the_empty_project() -> None:
    medians = costs(empty=0.1, academic=1.1)
    large = Case(10_000, Situation.CLEAN, Contender.ACADEMIC)
    growth = judge(medians, [1_000, 10_000])[-1]
    assert growth.measured == pytest.approx(1.0)
    assert not growth.is_missed
    growth = judge(medians | {large: Cost(0, 14.5, 0)}, [1_000, 10_000])[-1]
    assert growth.measured == pytest.approx(1.35)
    assert growth.is_missed


def test_a_reach_is_not_judged_without_its_sizes_nor_missed_without_its_peer() -> None:
    assert judge(costs(empty=0.0, academic=1.0), [200]) == []
    assert not any(
        each.is_missed for each in judge(costs(academic=1.0), [1_000, 10_000]) if "edited" not in str(each)
    )


def test_the_ratios_leave_a_dash_for_who_was_not_measured() -> None:
    table = ratio_table(costs(empty=0.5, academic=1.0, rst=2.0))
    others = [name for name in Contender if name is not Contender.ACADEMIC]
    times = ["2.000" if name == "empty" else "0.500" if name == "rst" else "-" for name in others]
    memories = ["1.000" if name in ("empty", "rst") else "-" for name in others]
    assert table[2].split() == ["1000", "clean", *times, *memories]


def test_a_median_is_taken_of_each_number_by_itself() -> None:
    assert median_cost([Cost(1, 6, 7), Cost(2, 5, 9), Cost(3, 4, 8)]) == Cost(2, 5, 8)


def documentation(way: Way, root: Path) -> Documentation:
    made = Documentation(way, root / way, pages=20, citations=100, works=50)
    write_documentation(made)
    return made


def test_documentations_that_cite_differ_in_nothing_but_their_roles(tmp_path: Path) -> None:
    plain, ours, theirs = (documentation(way, tmp_path) for way in Way)
    cited: list[str] = []
    for number in range(20):
        texts = [(each.source / f"page{number:04}.rst").read_text() for each in (plain, ours, theirs)]
        cited += (keys := cited_on(plain, number))
        for key in keys:
            texts[0] = texts[0].replace("somebody", f":pub:t:`{key}`", 1)
            texts[2] = texts[2].replace(f":cite:t:`{key}`", f":pub:t:`{key}`")
        assert texts[0] == texts[1] == texts[2]
    assert {cited.count(record.key) for record in make_records(50)} == {2}


def test_a_documentation_that_cites_less_than_it_should_is_refused(tmp_path: Path) -> None:
    ours = documentation(Way.ACADEMIC, tmp_path)
    ours.html.mkdir(parents=True)
    link = '<a class="academic-cite" href="literature.html#reference-x" title="A paper">A paper</a>'
    for number in range(20):
        (ours.html / f"page{number:04}.html").write_text(5 * link, encoding="utf-8")
    records = list(make_records(50))
    literature = ours.html / "literature.html"
    literature.write_text("".join(record.title for record in records[1:]), encoding="utf-8")
    with pytest.raises(CitingError, match=f"the list lacks 1 of 50 works, '{records[0].name}'"):
        check_documentation(ours)
    literature.write_text("".join(record.title for record in records), encoding="utf-8")
    check_documentation(ours)
    (ours.html / "page0010.html").write_text(4 * link, encoding="utf-8")
    with pytest.raises(CitingError, match="page0010 links to 4 works, and cites 5"):
        check_documentation(ours)


def test_what_citing_adds_is_held_against_the_pages_and_against_what_others_add() -> None:
    seconds = {Way.PLAIN: 10.0, Way.ACADEMIC: 12.0, Way.BIBTEX: 20.0}
    took = {way: Cost(0, each, 0) for way, each in seconds.items()}
    assert [(each.measured, each.is_missed) for each in judge_citing(took)] == [(1.2, True), (0.2, False)]
    del took[Way.BIBTEX]
    assert [each.measured for each in judge_citing(took)] == [1.2, None]


def test_a_lab_names_as_many_people_as_it_has_and_no_work_without_some_of_them() -> None:
    people = careers.names()
    assert len({*people}) == careers.PEOPLE
    collection = read_clean("".join(careers.lab_data()))
    sizes = [len(collection.people), len(collection.projects), len(collection.publications)]
    assert sizes == [careers.PEOPLE, careers.PROJECTS, careers.WORKS]
    assert all(author.person for work in collection.publications for author in work.authors.people)


def test_pages_of_people_and_projects_are_held_against_what_landing_pages_add() -> None:
    seconds = {careers.Lab.BARE: 3.0, careers.Lab.PAPERS: 4.0, careers.Lab.CAREERS: 5.5}
    took = {lab: Cost(0, each, 0) for lab, each in seconds.items()}
    ((measured, is_missed),) = [(each.measured, each.is_missed) for each in careers.judge_careers(took)]
    assert (measured, is_missed) == (2.5, True)
    assert careers.judge_careers({})[0].measured is None


# Curricula vitae


def test_the_data_of_a_curriculum_hold_its_publications(tmp_path: Path) -> None:
    curricula.write_data(tmp_path / "cv.yaml", 40)
    collection = read_clean((tmp_path / "cv.yaml").read_text(encoding="utf-8"))
    assert (len(collection.publications), [each.name for each in collection.profile]) == (
        40,
        ["Ada Lovelace"],
    )


def test_a_pdf_that_takes_long_misses_its_promises() -> None:
    few, many, slow = (Cost(seconds, seconds, 1) for seconds in (1.0, 2.5, 3.5))
    taken = {
        curricula.Curriculum.FEW: few,
        curricula.Curriculum.GARAMOND: many,
        curricula.Curriculum.SANS: slow,
    }
    assert [reach.is_missed for reach in curricula.judge_curricula(taken)] == [False, False, True, True]
    assert [reach.measured for reach in curricula.judge_curricula({})] == [None] * 4
