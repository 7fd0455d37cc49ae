"""Reading, showing and exporting take steps in proportion to the data: four times as much, four times as many steps.

Steps are the lines of Python that run. What runs inside a regular expression is looked at in ``test_patterns.py``;
``python -m trials.growth`` measures all of it with a clock.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from counting import check_growth, steps

from sphinx_academic.data.collection import Collection
from sphinx_academic.problems import Code
from trials.growth import FORMS, LISTS, Form, export, read, show, tell

UNITS = ("*", " ", "&nbsp;", "<a href=", "1", "\n", '"', "[](")
"""What texts were made of that took time without end."""


def everything(path: Path) -> None:
    collection = read(path)
    tell(collection)
    show(collection)
    export(collection)


def written(folder: Path, form: Form, content: str) -> Path:
    path = folder / form.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name.replace(" ", "-"))
def test_a_text_takes_steps_in_proportion_to_its_length(tmp_path: Path, form: Form) -> None:
    everything(
        written(tmp_path, form, form.write(form.fields[0], "x"))
    )  # what is imported when it is first used
    fields = [field for field in form.fields if field]
    for index, unit in enumerate(UNITS):
        field = fields[index % len(fields)]
        short, long = (
            steps(partial(everything, written(tmp_path, form, form.write(field, unit * number))))
            for number in (60, 240)
        )
        assert long < 5 * short, (field, unit, short, long)


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("what", LISTS)
def test_a_list_takes_steps_in_proportion_to_its_length(tmp_path: Path, what: str) -> None:
    name, make = LISTS[what]
    path = tmp_path / name

    def run(number: int) -> None:
        path.write_text(make(number), encoding="utf-8")
        tell(read(path))

    check_growth(run, 100)


def collection_of(folder: Path, name: str, content: str) -> Collection:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return read(path)


LONG = "x" * 200_001
TOO_LONG = {
    "data.yaml": f"publications:\n- title: {LONG}\n  venue: V\n",
    "refs.bib": f"@article{{k,\n title = {{{LONG}}}}}\n",
    "items.json": json.dumps([{"id": "a", "type": "book", "title": LONG}], indent=1),
    "items.ris": f"TY  - JOUR\nTI  - {LONG}\nER  - \n",
    "items.nbib": f"PMID- 1\nTI  - {LONG}\n",
    "items.xml": f"<xml><records>\n<record><titles>\n<title>{LONG}</title></titles></record></records></xml>\n",
    "items.yml": f"k:\n type: article\n title: {LONG}\n",
    "items.csv": f"Authors,Title,Publication,Year\nA,{LONG},J,2020\n",
    "CITATION.cff": f"cff-version: 1.2.0\nauthors: [{{name: A}}]\ntitle: {LONG}\n",
    "resume.json": json.dumps({"basics": {"name": "A"}, "publications": [{"name": LONG}]}, indent=1),
    "page.md": f"---\npublications:\n- title: {LONG}\n---\n",
    "_publications/a.md": f"---\ntitle: T\n---\n{LONG}\n",
}


@pytest.mark.parametrize("name", TOO_LONG)
def test_every_format_has_the_same_longest_text(tmp_path: Path, name: str) -> None:
    (problem, *others) = collection_of(tmp_path, name, TOO_LONG[name]).problems
    assert not others
    assert problem.code is Code.LIMIT
    assert problem.message == "this text has 200,001 characters, more than 200,000; it is left out."
    line = problem.line - 1
    assert LONG in TOO_LONG[name].split("\n")[line]
    assert TOO_LONG[name].split("\n")[line][:100] in problem.text
    assert not collection_of(tmp_path, name, TOO_LONG[name].replace(LONG, LONG[1:])).problems


def test_what_is_said_alike_is_said_once_with_its_places_and_after_what_breaks_the_file(
    tmp_path: Path,
) -> None:
    works = "".join(f"- title: T{number}\n  highlight: 1\n" for number in range(150))
    problems = collection_of(
        tmp_path, "data.yaml", f"publications:\n{works}- title: The last: broken\n"
    ).problems
    assert [(problem.code, problem.line) for problem in problems] == [
        (Code.SYNTAX, 302),
        (Code.UNKNOWN_KEY, 3),
    ]
    said = "'highlight' is not a field of a publication. It is so in 150 places: lines 3, 5, 7 and more."
    assert problems[1].said == said


def test_twenty_thousand_unknown_keys_are_a_hundred_messages(tmp_path: Path) -> None:
    keys = "".join(f"  key{number}: 1\n" for number in range(20_000))
    problems = collection_of(tmp_path, "data.yaml", f"publications:\n- title: T\n{keys}").problems
    assert len(problems) == 100
    assert problems[-1].said.endswith("There are 19,900 more problems of this kind further down.")
