"""An entry in a YAML file is read whatever stands wrong around it: a dash beside its column, a text that is not indented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random

import pytest
from inline_data import read, told

from sphinx_academic.data.collection import Collection
from sphinx_academic.formats.loading import NamedFile, load
from sphinx_academic.problems import Problem, to_tell

CASES = Path(__file__).with_name("cases") / "yaml"

ENDS = {
    "an empty key": ["note:"],
    "a list": ["media:", "  - name: x", "    url: https://e.org/x"],
    "a list in the column of its key": ["media:", "- name: x", "  url: https://e.org/x"],
    "a list of words": ["tags:", "  - kettles", "  - tea"],
    "a block of text": ["abstract: |", "  We boil.", "  Water."],
    "a text": ["venue: Acta"],
}
TEXTS = {
    "BibTeX": ["@inproceedings{x,", "author = {A B},", "  title = {Foo: a bar},", "}"],
    "BibTeX in quotation marks": ['"@inproceedings {x,', "author = {A B},", '}"'],
    "prose": ["We boil water.", "", "It whistles, mostly."],
    "colons": ["We study: kettles.", "Results: it whistles."],
    "signs": ["*Boiling* water - often.", "# It whistles.", "[1] See there."],
    "one line": ["Boiling."],
}


def titles(collection: Collection) -> list[str]:
    return [work.title for work in collection.publications]


def syntax(collection: Collection) -> list[Problem]:
    return [problem for problem in collection.problems if problem.code == "syntax"]


@pytest.mark.parametrize(
    ("name", "found", "line", "remedy"),
    [
        ("11c.md", ["A", "B"], 6, "Indent the dash by 4 spaces."),
        ("14c.yml", ["A", "B", "C"], 3, "Begin the line with the dash."),
        ("dash-off-after-empty.yaml", ["A", "B", "C"], 3, "Begin the line with the dash."),
        ("block-dedented.yaml", ["A", "B"], 3, "Indent all of it by 4 spaces or more."),
        ("block-not-indented.yaml", ["A", "B"], 3, "Indent all of it by 4 spaces or more."),
    ],
)
def test_every_entry_is_read_and_the_line_is_told_with_the_remedy(
    name: str, found: list[str], line: int, remedy: str
) -> None:
    collection = load([NamedFile(CASES / name, name)], "publications")
    assert titles(collection) == found
    assert [(problem.line, problem.hint) for problem in syntax(collection)] == [(line, remedy)]


def entry(number: int, dash: int, end: list[str]) -> list[str]:
    """The lines of an entry whose dash stands in a column."""
    fields = [f"title: T{number}", "author: Rowan Ash", f"year: 200{number}", *end]
    return [" " * dash + ("  " if row else "- ") + field for row, field in enumerate(fields)]


def with_a_dash_off(end: str) -> Iterator[tuple[str, int]]:
    """Files of three entries, of which the dash of one, or the whole entry, stands beside its place; and its line."""
    for column, which, off, whole in product((0, 2, 4), range(3), (-2, -1, 1, 2), (True, False)):
        if column + off < 0:
            continue
        lines = ["pubs:"]
        for number in range(3):
            made = entry(number, column, ENDS[end])
            if number == which:
                line = len(lines) + 1
                moved = [" " * (len(text) - len(text.lstrip()) + off) + text.lstrip() for text in made]
                made = moved if whole else [moved[0], *made[1:]]
            lines += made
        yield "\n".join(lines) + "\n", line


@pytest.mark.parametrize("end", ENDS)
def test_a_dash_beside_its_column_costs_no_entry(end: str) -> None:
    for text, line in with_a_dash_off(end):
        collection = read(text)
        assert titles(collection) == ["T0", "T1", "T2"], text
        # Of an entry at the head of a list the next one may be what is told.
        assert syntax(collection)[0].line in {line, line + len(entry(0, 0, ENDS[end]))}, text


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_is_not_indented_costs_no_entry_and_is_kept(name: str) -> None:
    for column, deeper, opener, place in product((0, 2, 4), (-4, -1, 0, 1, 2), ("|", ">-", "|+"), (1, 2, 3)):
        if column + deeper < 0:
            continue
        first = entry(0, column, [])
        first[place:place] = [
            " " * (column + 2) + f"abstract: {opener}",
            *(" " * (column + deeper) + text if text else "" for text in TEXTS[name]),
        ]
        text = "\n".join(["pubs:", *first, *entry(1, column, []), *entry(2, column, [])]) + "\n"
        collection = read(text)
        assert titles(collection) == ["T0", "T1", "T2"], text
        work = collection.publications[0]
        assert work.authors.people, text
        assert work.year, text
        words = re.findall(r"\w+", " ".join(TEXTS[name]))
        assert re.findall(r"\w+", work.abstract) == words, text
        (problem,) = syntax(collection)
        assert problem.line == place + 3, text
        assert problem.hint == f"Indent all of it by {column + 4} spaces or more.", text


def test_an_empty_text_above_a_key_of_somebody_elses_is_no_mistake() -> None:
    collection = read("pubs:\n- title: A\n  abstract: |\n  bibid: x1\n- title: B\n  abstract: |\n")
    assert titles(collection) == ["A", "B"]
    assert [problem.code for problem in collection.problems] == ["unknown_key"]


@pytest.mark.parametrize("field", ["note", "media", "news"])
def test_an_entry_that_a_field_above_has_swallowed_is_read(field: str) -> None:
    """YAML has nothing to say where the whole entry is indented deeper than an empty key."""
    collection = read(
        f"""
        pubs:
        - title: A
          {field}:
            - title: B
              author: Rowan Ash
              {field}:
                - title: C
                  author: Tim Birch
        - title: D
        """
    )
    assert titles(collection) == ["A", "B", "C", "D"]
    (problem,) = syntax(collection)
    assert problem.said == (
        f"The list item stands in '{field}' of the one above it, as it is indented too far; it is read as one of its own. "
        "It is so in 2 places: lines 4, 7."
    )


def test_what_has_no_author_stays_in_its_field() -> None:
    collection = read("pubs:\n- title: A\n  media:\n  - title: The press\n    url: https://e.org\n")
    (work,) = collection.publications
    assert [link.name for link in work.links] == ["The press"]
    assert not collection.problems


def test_the_mistake_in_syntax_is_told_first_and_unknown_keys_once_with_their_number() -> None:
    entries = "".join(f"- title: T{number}\n  bibid: x{number}\n  jornal: Acta\n" for number in range(1_200))
    collection = read(f"pubs:\n{entries}- title: The last: broken\n")
    assert len(collection.publications) == 1_201
    first, second, third = to_tell(collection.problems)
    assert (first.line, first.code) == (3_602, "syntax")
    assert (
        second.said
        == "'bibid' is not a field of a publication. It is so in 1,200 places: lines 3, 6, 9 and more."
    )
    assert (
        third.said
        == "'jornal' is not a field of a publication. It is so in 1,200 places: lines 4, 7, 10 and more."
    )
    assert third.hint == "Did you mean 'journal'?"
    assert told(collection)[0].code == "syntax"


# Any slip anywhere


def page(random: Random) -> list[str]:
    """A list of eight entries with any of the fields that people have."""
    column = random.choice((0, 2, 4))
    optional = [["journal: Acta"], ['doi: "10.5555/1"'], ["url: https://e.org/x"], *ENDS.values()]
    lines = ["publications:"]
    for number in range(8):
        fields = ["author: Rowan Ash, Tim Birch", f"year: {2000 + number}"]
        keys = {"author", "year"}
        for end in random.sample(optional, 3):
            if end[0].split(":")[0] not in keys:
                keys.add(end[0].split(":")[0])
                fields += end
        lines += [" " * column + f"- title: T{number}", *(" " * (column + 2) + field for field in fields)]
    return lines


def a_line(random: Random, lines: list[str], pattern: str) -> int:
    return random.choice([number for number, line in enumerate(lines) if re.match(pattern, line)])


def moved(line: str, by: int) -> str:
    return " " * max(0, len(line) - len(line.lstrip()) + by) + line.lstrip()


GLUED = {
    "the first of two": "publications:\n  -title: A\n   year: 2001\n  - title: B\n    year: 2003\n",
    "every one at the margin": "-title: A\n year: 2001\n-title: B\n year: 2003\n",
    "every one below a key": "publications:\n-title: A\n year: 2001\n-title: B\n year: 2003\n",
    "the last": "publications:\n- title: A\n  year: 2001\n-title: B\n year: 2003\n",
    "keys in the column of the dash": "publications:\n  -title: A\n  year: 2001\n  -title: B\n  year: 2003\n",
    "keys as if there were a space": "-title: A\n  year: 2001\n-title: B\n  year: 2003\n",
    "another mistake above": "publications:\n  - title: A\n    year: 2001\n    note: a: b\n  -title: B\n   year: 2003\n",
    "a list below": "publications:\n  -title: A\n   author:\n    - Rowan Ash\n    - Tim Birch\n   year: 2001\n  -title: B\n   year: 2003\n",
    "links with such dashes below": "-title: A\n year: 2001\n links:\n  -name: x\n   url: https://e.org/x\n  -name: y\n   url: https://e.org/y\n-title: B\n year: 2003\n",
    "one line each": "publications:\n-title: A 2001\n-title: B 2003\n",
}


@pytest.mark.parametrize("text", GLUED.values(), ids=GLUED)
def test_a_dash_without_a_space_begins_an_entry_and_is_told_once(text: str) -> None:
    collection = read(text, "publications")
    found = [f"{work.title} {work.shown_year}".split() for work in collection.publications]
    assert found == [["A", "2001"], ["B", "2003"]]
    line, content = next(
        (number, line.strip())
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip()[:2] in ("-t", "-a")
    )
    (problem,) = [each for each in collection.problems if "space is missing" in each.message]
    assert (problem.line, problem.hint) == (line, f"Write  - {content[1:]}")
    assert len(collection.problems) == 1 + ("a: b" in text)


@pytest.mark.parametrize("sign", ["|", ">-"])
def test_what_looks_so_in_a_block_of_text_is_text(sign: str) -> None:
    collection = read(
        f"publications:\n- title: A\n  abstract: {sign}\n    We list\n    -title: tea\n  year: 2001\n"
    )
    assert "-title: tea" in collection.publications[0].abstract
    assert not collection.problems


SLIPS = {
    "a dash beside its column": (r" *- title", lambda line: [moved(line, 1)]),
    "a dash too far to the left": (r" +- title", lambda line: [moved(line, -1)]),
    "a key beside its column": (r" +(?:author|year|journal|url)", lambda line: [moved(line, 1)]),
    "a key too far to the left": (r" +(?:author|year|journal|url)", lambda line: [moved(line, -1)]),
    "no space behind a dash": (r" *- title", lambda line: [line.replace("- ", "-")]),
    "no dash": (r" *- title", lambda line: [line.replace("- ", "  ")]),
    "no space behind a colon": (r" +(?:author|journal): ", lambda line: [line.replace(": ", ":")]),
    "a colon in a text": (r" +(?:author|journal): ", lambda line: [f"{line}: more"]),
    "a sign before a text": (r" +(?:author|journal): ", lambda line: [line.replace(": ", ": @")]),
    "a list that is a text": (
        r" +(?:author|journal): ",
        lambda line: [line.replace(": ", ": [") + "] and more"],
    ),
    "a quotation mark that is not closed": (r" +doi", lambda line: [line[:-1]]),
    "more behind a quotation mark": (r" +doi", lambda line: [f"{line} and more"]),
    "a tab": (r" +(?:author|year)", lambda line: [f"\t{line.lstrip()}"]),
    "a line that goes on at the margin": (r" +(?:author|journal): ", lambda line: [line, "and more of it"]),
    "a line that goes on in the column of its key": (
        r" +(?:author|journal): ",
        lambda line: [line, moved("and more of it", len(line) - len(line.lstrip()))],
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_one_slip_anywhere_costs_no_entry(slip: str) -> None:
    random = Random(slip)
    pattern, written = SLIPS[slip]
    for _ in range(40):
        lines = page(random)
        if not any(re.match(pattern, line) for line in lines):
            continue
        number = a_line(random, lines, pattern)
        lines[number : number + 1] = written(lines[number])
        text = "\n".join(lines) + "\n"
        found = " ".join(titles(read(text)))
        assert re.findall(r"\bT\d\b", found) == [f"T{number}" for number in range(8)], text
