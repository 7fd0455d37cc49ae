"""What services have said of works fills in what the site's own files leave open, whatever format those have, and replaces nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_academic.cli import main
from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.data.records import Publication
from sphinx_academic.formats import expand, read_bytes, read_file
from sphinx_academic.formats.adding import add_works, refusal_of
from sphinx_academic.formats.deciding import decide, may_say
from sphinx_academic.formats.edited_text import NotEditableError
from sphinx_academic.formats.lock_file import Lock, LockedField, LockedWork, Plain, written_lock
from sphinx_academic.formats.sure_mends import mend_for_sure
from sphinx_academic.formats.yaml.inserting import YamlEntry
from sphinx_academic.starting.own_yaml import entry_lines, on_one_line

TITLE = "On the Patience of Tidal Clocks"
FETCHED: Mapping[str, Plain] = {
    "title": TITLE,
    "authors": [{"name": "Ada Quillfeather", "orcid": "0000-0002-1825-0097"}, {"name": "Otto Kessel"}],
    "venue": "Journal of Tides",
    "date": "2024-03-05",
    "type": "article",
    "volume": "12",
    "number": "3",
    "pages": "45-67",
    "abstract": "Clocks wait.",
    "citations": "7",
    "open_access": {"status": "green", "url": "https://repository.example/7.pdf"},
    "links": {"PDF": "https://journal.example/7.pdf"},
    "tags": ["tides"],
}
DOI = "doi:10.5555/tidal.7"

BY_HAND = {
    "own.yaml": f"publications:\n- title: {TITLE}\n  authors: A. Quillfeather\n  doi: 10.5555/tidal.7\n"
}
IN_BIBTEX = {
    "own.bib": f"@article{{tidal, title={{{TITLE}}}, author={{Quillfeather, A.}}, doi={{10.5555/tidal.7}}}}\n"
}
IN_RIS = {"own.ris": f"TY  - JOUR\nTI  - {TITLE}\nAU  - Quillfeather, A.\nDO  - 10.5555/tidal.7\nER  - \n"}
IN_CSL = {
    "own.json": f'[{{"id": "tidal", "type": "article-journal", "title": "{TITLE}", "DOI": "10.5555/tidal.7", '
    '"author": [{"family": "Quillfeather", "given": "A."}]}]'
}
OWN = [BY_HAND, IN_BIBTEX, IN_RIS, IN_CSL]


def lock(works: Mapping[str, Mapping[str, Plain]], kind: str = "publications") -> str:
    return written_lock(
        Lock(
            tuple(
                LockedWork(
                    name,
                    {field: LockedField(value, "crossref", "2026-12-01") for field, value in fields.items()},
                    kind,
                )
                for name, fields in works.items()
            )
        )
    )


def site(
    files: Mapping[str, str], works: Mapping[str, Mapping[str, Plain]], kind: str = "publications"
) -> Collection:
    every = {**files, "academic.lock.yaml": lock(works, kind)}
    read = [read_bytes(text.encode(), Path(name), name) for name, text in every.items()]
    found = collect(read)
    assert collect(read[::-1]).records == found.records
    return found


def the_work(
    files: Mapping[str, str], fetched: Mapping[str, Plain] = FETCHED, name: str = DOI
) -> Publication:
    found = site(files, {name: fetched})
    assert not found.problems
    assert found.separate == found.publications
    (work,) = found.publications
    return work


def by_hand(*lines: str, title: str = TITLE) -> dict[str, str]:
    return {
        "own.yaml": "".join(
            f"{line}\n" for line in ("publications:", f"- title: {title}", *(f"  {each}" for each in lines))
        )
    }


# Field by field


@pytest.mark.parametrize("own", OWN, ids=lambda own: next(iter(own)))
def test_what_an_own_file_says_stays_and_what_it_lacks_is_filled_in(own: Mapping[str, str]) -> None:
    alone = collect([read_bytes(text.encode(), Path(name), name) for name, text in own.items()]).publications[
        0
    ]
    work = the_work(own)
    for name in Publication.fields:
        if (said := alone.__dict__.get(name)) and (name != "key" or alone.origin.says("key")):
            assert getattr(work, name) == said, name
    assert [author.name for author in work.authors.people] == ["A. Quillfeather"]
    assert (work.venue, work.volume, work.pages) == ("Journal of Tides", "12", "45-67")
    assert work.shown_year == "2024"
    assert work.abstract == "Clocks wait."
    assert work.citations is not None
    assert work.citations.number == 7
    assert work.open_access == ("green", "https://repository.example/7.pdf")
    assert work.foreign == alone.foreign
    assert not work.fetched


@pytest.mark.parametrize(
    ("line", "field", "expected"),
    [
        ("title: Tides", "title", "Tides"),
        ("venue: J. Tides", "venue", "J. Tides"),
        ("abstract: Mine.", "abstract", "Mine."),
        ("volume: 13", "volume", "13"),
        ("citations: 3", "citations", (3, None, "")),
        ("open_access: closed", "open_access", ("closed", "")),
        ("status: in press", "status", "in press"),
        ("type: chapter", "type", "chapter"),
        ("tags: [clocks]", "tags", ("clocks",)),
    ],
)
def test_each_field_of_an_own_file_counts(line: str, field: str, expected: object) -> None:
    title = "Tides" if field == "title" else TITLE
    lines = ["authors: Ada Quillfeather", "doi: 10.5555/tidal.7", *([] if field == "title" else [line])]
    work = the_work(by_hand(*lines, title=title), {**FETCHED, "status": "retracted"})
    assert getattr(work, field) == expected


CHOICES: Mapping[str, tuple[str, ...]] = {
    "title": (TITLE, TITLE.upper(), "On the Patience of Tidal…", "Waiting"),
    "authors": (
        "Ada Quillfeather",
        "QUILLFEATHER",
        "A. Quillfeather and others",
        "Ada Quillfeather, Otto Kessel",
    ),
    "venue": ("Journal of Tides", "J. Tides", "arXiv", "Proceedings of the Conference on Marshes"),
    "year": ("2023", "2024", "to appear"),
    "date": ("2024-03-05", "2023-01-02", "2024"),
    "status": ("in press", "retracted", "corrected"),
    "type": ("article", "conference", "preprint", "book", "thesis"),
    "arxiv": ("2401.00001",),
    "pages": ("1-2", "e7"),
    "eid": ("e7",),
    "volume": ("12", "13"),
    "publisher": ("Eel Press", "EEL PRESS LTD"),
    "abstract": ("Clocks wait.", "Cut …"),
    "url": ("https://journal.example/7", "https://arxiv.org/abs/2401.00001"),
    "citations": ("3", "4"),
    "open_access": ("gold", "closed"),
    "license": ("MIT", "CC-BY-4.0"),
    "award": ("Best paper",),
    "tags": ("tides", "clocks, moons"),
    "language": ("de", "en"),
}
SAID = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in CHOICES.items()})


@settings(deadline=None, derandomize=True, max_examples=300)
@given(SAID, SAID, st.booleans())
def test_whatever_both_say_the_own_file_counts(
    own: Mapping[str, str], fetched: Mapping[str, str], is_foreign: bool
) -> None:
    lines = [
        "publications:",
        "- doi: 10.5555/tidal.7",
        *(f"  {name}: '{value}'" for name, value in own.items()),
    ]
    file = read_bytes("\n".join(lines).encode(), Path("own.yaml"), "own.yaml")._replace(foreign=is_foreign)
    text = lock({DOI: fetched}).encode()
    said = collect([file]).publications[0]
    (work,) = collect([file, read_bytes(text, Path("l.lock.yaml"), "l.lock.yaml")]).publications
    assert {name: getattr(work, name) for name in own} == {name: getattr(said, name) for name in own}
    assert work.doi == "10.5555/tidal.7"
    assert work.foreign == is_foreign
    filled_in = {name for name in fetched if name not in own and name not in {"arxiv", "type"}}
    left = {
        name for name in filled_in if not getattr(work, name) and getattr(said, name) != getattr(work, name)
    }
    assert not left


def test_capitals_and_shorter_lists_of_own_bibtex_stay_too() -> None:
    own = {
        "own.bib": f"@article{{a, title={{{{{TITLE.upper()}}}}}, author={{QUILLFEATHER, ADA}}, doi={{10.5555/tidal.7}}}}\n"
    }
    work = the_work(own)
    assert work.title == TITLE.upper()
    assert len(work.authors.people) == 1


def test_a_year_of_an_own_file_has_the_day_of_the_services_only_where_they_agree() -> None:
    for year, day in (("2024", 5), ("2023", None), ("2024, to appear", None)):
        work = the_work(by_hand("doi: 10.5555/tidal.7", "authors: Ada Quillfeather", f"year: '{year}'"))
        assert work.shown_year == year.partition(",")[0] or "to appear" in work.shown_year
        assert (work.date.day if work.date else None) == day


def test_a_retraction_that_no_own_file_tells_is_shown() -> None:
    own = by_hand(
        "doi: 10.5555/tidal.7", "authors: Ada Quillfeather", "venue: Journal of Tides", "year: 2024"
    )
    assert the_work(own, {**FETCHED, "status": "retracted"}).state == "retracted"
    assert the_work(own, FETCHED).state == ""


def test_links_are_added_where_nothing_of_that_name_or_address_is() -> None:
    own = by_hand("doi: 10.5555/tidal.7", "links: {pdf: mine.pdf, Data: https://journal.example/data/}")
    fetched = {
        **FETCHED,
        "links": {
            "PDF": "https://journal.example/7.pdf",
            "Raw data": "https://journal.example/data",
            "Code": "https://x.example",
        },
    }
    assert [link.url for link in the_work(own, fetched).links] == [
        "mine.pdf", "https://journal.example/data/", "https://x.example"
    ]  # fmt: skip


def test_pages_of_an_own_file_are_not_doubled_by_the_number_of_an_article() -> None:
    own = by_hand("doi: 10.5555/tidal.7", "pages: e45")
    assert the_work(own, {**FETCHED, "eid": "e45"}).eid == ""


def test_texts_in_several_languages_are_filled_in_in_each() -> None:
    own = by_hand("doi: 10.5555/tidal.7", title="{en: Tides, de: Gezeiten}")
    work = the_work(own)
    assert [(each.title, each.venue) for each in work.readings] == [
        ("Tides", "Journal of Tides"), ("Tides", "Journal of Tides"), ("Gezeiten", "Journal of Tides")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "own",
    [
        {"own.yaml": "publications:\n- doi: 10.5555/tidal.7\n  award: Best paper\n"},
        {"own.yaml": "publications:\n  tidal: {doi: 10.5555/tidal.7, award: Best paper}\n"},
        {"own.bib": "@article{tidal, doi={10.5555/tidal.7}, award={Best paper}}\n"},
    ],
)
def test_whoever_mends_one_field_by_the_doi_need_not_write_the_title(own: Mapping[str, str]) -> None:
    work = the_work(own)
    assert (work.title, work.award) == (TITLE, "Best paper")
    assert [problem.message for problem in site(own, {"doi:10.5555/8": FETCHED}).problems] == [
        "This publication has no title."
    ]


def test_a_field_that_is_filled_in_leads_to_its_line_in_the_lock() -> None:
    work = the_work(BY_HAND)
    assert work.origin.place("title")[0] == "own.yaml"
    assert work.origin.place("venue") == ("academic.lock.yaml", (7, 12))


# Which works are one


@pytest.mark.parametrize(
    ("own", "name", "fetched"),
    [
        (by_hand("authors: A. Quillfeather", "year: 2024"), DOI, FETCHED),
        (by_hand("authors: A. Quillfeather"), "openalex:W1234567", FETCHED),
        (by_hand("doi: 10.5555/TIDAL.7", title="Quite another name"), DOI, {"citations": "7", "venue": "Journal of Tides"}),
        (by_hand("pmid: 30446548", title="Waiting"), "pmid:30446548", {"citations": "7", "venue": "Journal of Tides"}),
        (by_hand("openalex: W1234567", title="Waiting"), "openalex:W1234567", FETCHED),
        (by_hand("doi: 10.5555/tidal.7", "type: thesis", "authors: Ada Quillfeather"), DOI, {**FETCHED, "type": "book"}),
        (by_hand("openalex: W1234567", title="Waiting"), DOI, {**FETCHED, "openalex": "W1234567"}),
        (by_hand("arxiv: '2401.00001'", "authors: Ada Quillfeather"), "arxiv:2401.00001", {"citations": "7"}),
    ],
)  # fmt: skip
def test_a_fetched_work_joins_the_own_one(
    own: Mapping[str, str], name: str, fetched: Mapping[str, Plain]
) -> None:
    work = the_work(own, fetched, name)
    assert work.citations is not None
    assert work.venue in {"Journal of Tides", ""}


def test_a_work_that_only_services_know_stands_by_itself_with_a_key_like_others() -> None:
    found = site(by_hand("year: 2020", title="Of Something Else Entirely"), {DOI: FETCHED})
    assert [work.key for work in found.publications] == ["2020something", "quillfeather2024patience"]


def test_names_that_services_have_for_a_work_are_shown_where_it_has_no_other() -> None:
    names = {"openalex": "W1234567", "dblp": "journals/tides/Quillfeather24"}
    (fetched,) = site({}, {DOI: {**FETCHED, **names}}).publications
    assert [name for name, _identifier in fetched.identifiers()] == ["doi"]
    (alone,) = site({}, {"openalex:W1234567": FETCHED}).publications
    assert [name for name, _identifier in alone.identifiers()] == ["openalex"]
    own = the_work(by_hand("doi: 10.5555/tidal.7", "openalex: W1234567"), {**FETCHED, **names})
    assert [name for name, _identifier in own.identifiers()] == ["doi", "openalex"]


def test_the_thesis_of_the_same_name_is_another_work() -> None:
    found = site(by_hand("authors: Ada Quillfeather", "type: thesis", "year: 2024"), {DOI: FETCHED})
    assert len(found.publications) == 2


def test_what_says_no_more_than_a_count_is_no_work() -> None:
    found = site(by_hand("year: 2020", title="Of Something Else Entirely"), {DOI: {"citations": "7"}})
    assert len(found.publications) == 1
    assert not found.problems


def test_an_article_of_an_own_preprint_is_another_version_and_changes_none_of_its_fields() -> None:
    own = by_hand(
        "authors: Ada Quillfeather", "venue: arXiv", "year: 2023", "arxiv: '2401.00001'", "type: preprint"
    )
    work = the_work(own)
    assert (work.venue, work.volume, work.doi, work.kind_of_work, work.shown_year) == (
        "arXiv",
        "",
        "",
        "preprint",
        "2023",
    )
    assert [version.kind for version in work.versions] == ["preprint", "article"]
    assert work.versions[1].url == "https://doi.org/10.5555/tidal.7"


def test_of_an_own_entry_that_says_of_no_version_services_tell_the_published_one() -> None:
    work = the_work(by_hand("authors: Ada Quillfeather", "arxiv: '2401.00001'"))
    assert (work.venue, work.kind_of_work, work.doi) == ("Journal of Tides", "article", "10.5555/tidal.7")


def test_own_versions_stay_apart_where_a_list_wants_them_so() -> None:
    own = {
        **by_hand(
            "authors: Ada Quillfeather", "venue: Journal of Tides", "doi: 10.5555/tidal.7", "year: 2024"
        ),
        "pre.yaml": f"publications:\n- {{title: {TITLE}, authors: Ada Quillfeather, venue: arXiv, year: 2023}}\n",
    }
    found = site(own, {DOI: FETCHED})
    assert len(found.publications) == 1
    assert len(found.merged) == 1
    assert [(work.venue, work.volume) for work in found.separate] == [
        ("Journal of Tides", "12"),
        ("arXiv", ""),
    ]


def test_two_fetched_versions_of_a_work_that_no_own_file_has_are_one() -> None:
    preprint = {
        "title": TITLE,
        "authors": "Ada Quillfeather",
        "venue": "arXiv",
        "date": "2023-01-02",
        "type": "preprint",
    }
    found = site({}, {DOI: FETCHED, "arxiv:2401.00001": preprint})
    (work,) = found.publications
    assert (work.venue, work.arxiv) == ("Journal of Tides", "2401.00001")
    assert len(found.separate) == 2
    assert not found.merged


# What is told


def test_nobody_is_told_that_services_say_something_else_or_name_strangers() -> None:
    own = {
        **by_hand(
            "authors: Ada Quillfeather", "venue: Elsewhere", "year: 2023", "volume: 1", "doi: 10.5555/tidal.7"
        ),
        "people.yaml": "people:\n- name: Ada Quillfeather\n",
    }
    other = {**FETCHED, "title": "Of Something Else Entirely", "mood": "calm"}
    found = site(own, {DOI: FETCHED, "doi:10.5555/8": other})
    assert [problem.message for problem in found.problems] == [
        "'mood' is not a field of a publication; it is kept but not shown."
    ]
    assert not found.remarks
    granted = {**other, "grants": ["B-2"], "projects": ["moon"]}
    own["grants.yaml"] = "grants:\n- {title: Tides, number: A-1}\nprojects:\n- title: Tides\n"
    assert not site(own, {DOI: {**FETCHED, "grants": ["B-3"]}, "doi:10.5555/8": granted}).remarks


# Software

REPOSITORY = {"stars": "41", "version": "1.2.0", "date": "2026-10-01", "license": "MIT"}


def test_stars_and_releases_are_those_of_the_software_that_names_the_repository() -> None:
    own = {
        "own.yaml": "software:\n- {title: Tide, github: Ada/Tide}\n- {title: Moon, github: ada/moon, version: '9'}\n"
    }
    found = site(own, {"github:ada/tide": REPOSITORY, "github:ada/moon": REPOSITORY}, "software")
    tide, moon = found.records[next(kind for kind in found.records if kind.kind == "software")]
    assert not found.problems
    assert (tide.stars, tide.version, tide.license) == ("41", "1.2.0", "MIT")  # type: ignore[attr-defined]
    assert tide.when is not None
    assert (moon.stars, moon.version, moon.when) == ("41", "9", None)  # type: ignore[attr-defined]


def test_a_repository_that_nothing_names_makes_no_entry() -> None:
    found = site({"own.yaml": "software:\n- title: Tide\n"}, {"github:ada/tide": REPOSITORY}, "software")
    (kind,) = found.records
    assert len(found.records[kind]) == 1
    assert not site({}, {"github:ada/tide": REPOSITORY}, "software").records


def test_a_publication_that_is_software_has_the_version_of_its_repository() -> None:
    own = by_hand("type: software", "github: ada/tide")
    (work,) = site(own, {"github:ada/tide": REPOSITORY}, "software").publications
    assert work.version == "1.2.0"
    own = by_hand("type: article", "github: ada/tide", "venue: Journal of Tides")
    (work,) = site(own, {"github:ada/tide": REPOSITORY}, "software").publications
    assert work.version == ""


# Files


def test_nothing_is_written_into_a_lock() -> None:
    assert refusal_of(Path("data/academic.lock.yaml")).startswith("it is a lock")
    data = lock({DOI: {**FETCHED, "pages": "45–67", "titel": "“A”"}}).encode()
    mended = mend_for_sure(data, Path("other.yaml"), "other.yaml")
    assert mended.after == mended.before == data


def test_what_is_added_goes_into_an_own_file_and_what_is_decided_too() -> None:
    data = lock({DOI: FETCHED}).encode()
    with pytest.raises(NotEditableError, match="it is a lock"):
        add_works(
            data,
            Path("other.yaml"),
            "other.yaml",
            (),
            lambda values: YamlEntry(values, entry_lines, on_one_line),
        )
    found = site({}, {DOI: FETCHED})
    assert not may_say(found.publications[0])
    with pytest.raises(NotEditableError, match="it is a lock"):
        decide(data, Path("other.yaml"), "other.yaml", [], on_one_line)


def test_add_takes_a_work_that_only_services_know_into_an_own_file_under_the_key_of_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    other = {**FETCHED, "title": "Of Something Else Entirely"}
    files = {
        "conf.py": "academic_data = ['fetched.yaml', 'own.yaml']\n",
        "own.yaml": "publications:\n- title: Slack Water, Again\n  year: 2020\n",
        "fetched.yaml": lock({DOI: FETCHED, "doi:10.5555/8": other}),
        "new.bib": f"@article{{, title={{{TITLE}}}, author={{Ada Quillfeather}}, year=2024, doi={{10.5555/tidal.7}}}}\n",
    }
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")
    assert main(["add", "new.bib"]) == 0
    assert "key: quillfeather2024patience" in Path("own.yaml").read_text(encoding="utf-8")
    assert Path("fetched.yaml").read_text(encoding="utf-8") == files["fetched.yaml"]
    assert main(["add", "new.bib", "--to", "fetched.yaml", "--force"]) == 2
    assert Path("fetched.yaml").read_text(encoding="utf-8") == files["fetched.yaml"]


def test_the_plan_is_no_data_and_told_where_it_is_named(tmp_path: Path) -> None:
    for name in ("academic.fetch.yaml", "own.yaml", "academic.lock.yaml"):
        (tmp_path / name).write_text("publications: []\n", encoding="utf-8")
    names = ["academic.lock.yaml", "own.yaml"]
    assert [name for _path, name in expand(tmp_path, ".")] == names
    assert [path.name for path, _name in expand(tmp_path / "*.yaml", "*.yaml")] == names
    file = read_file(tmp_path / "academic.fetch.yaml", "academic.fetch.yaml")
    assert file.root is None
    (problem,) = file.problems
    assert problem.message == "this says what is fetched, and is no data; nothing of it is read."
