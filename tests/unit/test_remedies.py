"""Remedies are written as the file is: what is to be added to a `.bib` stands there in BibTeX, and so in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_academic.formats.loading import NamedFile, load

FILES = {
    "data.yaml": (
        "publications:\n- date: 2020-13-45\n",
        "Add  title: …",
        "Write it as 2024-05-16, 2024-05 or 2024.",
    ),
    "page.md": (
        "---\npubs:\n- date: soon\n---\n",
        "Add  title: …",
        "Write it as 2024-05-16, 2024-05 or 2024.",
    ),
    "papers.bib": (
        "@article{a, author={Foo, Bar}, date={2020-13-45}}\n",
        "Add  title = {…}",
        "Write  date = {2024-05-16}  or  year = {2024}",
    ),
    "papers.ris": (
        "TY  - JOUR\nAU  - Foo, Bar\nPY  - soon\nER  - \n",
        "Add  TI  - …",
        "Write  DA  - 2024/05/16  or  PY  - 2024",
    ),
    "csl.json": (
        '[{"type": "book", "author": [{"family": "Foo"}], "issued": {"date-parts": [[2020, 13, 45]]}}]',
        'Add  "title": "…"',
        'Write  "issued": {"date-parts": [[2024, 5, 16]]}',
    ),
    "own.json": (
        '{"publications": [{"date": "soon"}]}',
        'Add  "title": "…"',
        "Write it as 2024-05-16, 2024-05 or 2024.",
    ),
    "resume.json": (
        '{"basics": {"name": "Ada"}, "publications": [{"publisher": "P", "releaseDate": "2020-13-01"}]}',
        'Add  "name": "…"',
        "Write it as 2024-05-16, 2024-05 or 2024.",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_remedies_are_written_in_the_format_of_the_file(tmp_path: Path, name: str) -> None:
    text, title, date = FILES[name]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    hints = {problem.code: problem.hint for problem in load([NamedFile(path, name)]).problems}
    assert hints == {"missing": title, "date": date}


def test_a_text_in_place_of_a_record_is_written_out_as_a_field_of_its_format(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_text('{"publications": ["A title"]}', encoding="utf-8")
    (problem,) = load([NamedFile(path, path.name)]).problems
    assert problem.hint == 'Write  "title": "A title"'
