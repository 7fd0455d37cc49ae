"""What pages of people and projects cost: a lab of 100 people, 50 projects and 150 works, without pages of their own, with those of the
works, and with those of the people and the projects.

All three have the same data and the same two lists. What is compared is the processor time of the whole process, above that of the lab
without such pages: seconds on the wall depend on what else a machine does.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from benchmarks.measure import Cost
from benchmarks.records import Record, as_yaml, make_records
from benchmarks.turns import CpuReach, Variant, costs_in_turns, table_of_turns

WORKS, PEOPLE, PROJECTS = 150, 100, 50
MOST_AUTHORS = 6
LIMIT = 2.0


class Lab(StrEnum):
    """Which of its records have pages of their own."""

    BARE = "bare"
    PAPERS = "papers"
    CAREERS = "careers"


class CareersError(Exception):
    """A lab was built and lacks a page."""


_SETTINGS = {
    Lab.BARE: "",
    Lab.PAPERS: "academic_paper_pages = True\n",
    Lab.CAREERS: "academic_person_pages = True\nacademic_project_pages = True\n",
}
_PAGES = {
    Lab.BARE: {},
    Lab.PAPERS: {"papers": WORKS},
    Lab.CAREERS: {"people": PEOPLE, "projects": PROJECTS},
}


def names() -> list[str]:
    """Return the names of those who work there, the same every time."""
    found: dict[str, None] = {}
    for record in make_records(10 * PEOPLE):
        found.update(dict.fromkeys(record.authors[1:]))
        if len(found) >= PEOPLE:
            break
    return [*found][:PEOPLE]


def lab_data() -> Iterator[str]:
    """Give the data of a lab, piece by piece."""
    chance, people = random.Random("a lab"), names()
    yield "people:\n"
    for number, name in enumerate(people):
        yield f"  - {{name: {name}, role: PhD student, start: {2010 + number % 12}, about: Works on **rivers**.}}\n"
    yield "projects:\n"
    for number in range(PROJECTS):
        team = ", ".join(chance.sample(people, 4))
        yield f"  - {{title: Project {number}, key: p{number}, people: '{team}', description: About *rivers*.}}\n"
    yield "talks:\n"
    for number, name in enumerate(people):
        yield f"  - {{title: Talk {number}, event: River Days, speakers: {name}, date: 2024-05-02}}\n"
    yield "publications:\n"
    for number, record in enumerate(make_records(WORKS)):
        authors = tuple(chance.sample(people, chance.randint(2, MOST_AUTHORS)))
        yield from _of_project(record._replace(authors=authors), number % PROJECTS)


def _of_project(record: Record, project: int) -> Iterator[str]:
    yield as_yaml(record)
    yield f"    projects: [p{project}]\n"


def write_lab(project: Variant[Lab]) -> None:
    """Write all source files."""
    (project.source / "data").mkdir(parents=True)
    conf = (
        "project = 'Lab'\nhtml_theme = 'basic'\nextensions = ['sphinx_academic']\n"
        "academic_data = ['data/lab.yaml']\nhtml_baseurl = 'https://lab.example.org/'\n"
    )
    (project.source / "conf.py").write_text(conf + _SETTINGS[project.name], encoding="utf-8")
    page = "Lab\n===\n\n.. publications::\n   :layout: list\n\n.. talks::\n"
    (project.source / "index.rst").write_text(page, encoding="utf-8")
    (project.source / "data" / "lab.yaml").write_text("".join(lab_data()), encoding="utf-8")


def check_lab(project: Variant[Lab]) -> None:
    """Make sure that there are as many pages as there should be.

    Raises
    ------
    CareersError
        A page is missing.
    """
    for folder, wanted in _PAGES[project.name].items():
        found = len([*(project.html / folder).glob("*.html")])
        if found != wanted:
            raise CareersError(f"{folder} holds {found} pages of {wanted}")


def measure_careers(folder: Path, rounds: int) -> dict[Lab, Cost]:
    """Build each lab from nothing, taking turns; gives the median of what each took.

    Raises
    ------
    BuildError
        A build failed, or warned.
    CareersError
        A page is missing.
    """
    projects = {lab: Variant(lab, folder / "careers" / lab) for lab in Lab}
    for project in projects.values():
        write_lab(project)
    return costs_in_turns("careers", projects, check_lab, rounds)


def judge_careers(costs: Mapping[Lab, Cost]) -> list[CpuReach]:
    """Return what became of the promise."""
    bare, papers, careers = (costs[lab].cpu_seconds if lab in costs else None for lab in Lab)
    ratio = (careers - bare) / (papers - bare) if bare and papers and careers and papers > bare else None
    title = f"pages of {PEOPLE} people and {PROJECTS} projects, CPU added, divided by what {WORKS} landing pages add"
    return [CpuReach(title, ratio, LIMIT)]


def careers_table(costs: Mapping[Lab, Cost]) -> list[str]:
    """Write what was measured, one line for each lab, and what became of the promise."""
    return table_of_turns("careers", costs, judge_careers(costs))
