"""The table of formats names functions that are there, and the documentation speaks of each format."""

from __future__ import annotations

from pathlib import Path
from pkgutil import resolve_name

import pytest

from sphinx_academic.formats.sites import site_reader
from sphinx_academic.formats.table import FORMATS, Format

DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_what_a_row_names_is_there(form: Format) -> None:
    places = [
        form.read,
        form.read_values,
        form.recognise,
        form.recognise_text,
        form.write,
        form.write_career,
        form.write_tables,
    ]
    assert any(places)
    for place in filter(None, places):
        assert callable(resolve_name(place))


def test_what_reads_a_file_of_a_site_is_there() -> None:
    readers = {site_reader(path) for path in (Path(__file__).parent / "samples").rglob("*")} - {""}
    assert len(readers) == 15
    for reader in readers:
        assert callable(resolve_name(f"sphinx_academic.formats.sites.{reader}"))


@pytest.mark.parametrize("form", [form for form in FORMATS if form.is_read], ids=lambda form: form.name)
def test_the_documentation_speaks_of_a_format_and_its_suffixes(form: Format) -> None:
    page = (DOCS / "reference" / "formats.md").read_text(encoding="utf-8").lower()
    row = next(line for line in page.splitlines() if line.startswith(f"| {form.label.lower()} |"))
    for suffix in form.suffixes:
        assert f"`{suffix}`" in row
    assert f"`{form.name}`" in row or not form.write


def test_the_documentation_names_every_format_that_is_written() -> None:
    page = (DOCS / "how-to" / "take-away.md").read_text(encoding="utf-8")
    for form in FORMATS:
        if form.write:
            assert f"`{form.name}`" in page or f"--format {form.name}" in page
