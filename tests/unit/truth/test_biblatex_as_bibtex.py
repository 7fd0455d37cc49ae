"""What was read from BibLaTeX is exported as BibTeX, which its styles print whole, and as the BibLaTeX that it was."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from pybtex.database import Entry, parse_string

from sphinx_academic.cli import main
from sphinx_academic.data.collection import collect
from sphinx_academic.formats import bibtex
from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex
from sphinx_academic.formats.loading import load_named

SOURCE = Path(__file__).with_name("cases") / "export" / "biblatex.bib"
COLLECTION = load_named([str(SOURCE)])
WRITTEN = bibtex.library(COLLECTION.publications)


def entries(text: str) -> dict[str, Entry]:
    return dict(parse_string(text, "bibtex").entries)


@pytest.mark.parametrize(
    ("key", "kind", "fields"),
    [
        ("on", "misc", {"howpublished": "Tea Board", "year": "2020", "month": "May", "day": "16"}),
        ("ar", "article", {"title": "Tea: A \\emph{very} {Hot} {Topic}", "journal": "Journal of Tea: Part B", "number": "4"}),
        ("th", "mastersthesis", {"school": "Bath", "address": "Bath", "year": "2020"}),
        ("re", "techreport", {"institution": "NASA", "number": "TR-1", "month": "March"}),
        ("co", "book", {"publisher": "P", "address": "Berlin", "series": "LN", "number": "7"}),
        ("ic", "incollection", {"booktitle": "{Book: Sub}", "pages": "1--2"}),
        ("ib", "incollection", {"booktitle": "Book", "publisher": "P"}),
        ("ip", "inproceedings", {"booktitle": "Proc. TeaConf", "eventtitle": "TeaConf 2020"}),
        ("da", "misc", {"howpublished": "Zenodo", "version": "1.2", "type": "Dataset"}),
        ("pa", "misc", {"howpublished": "U.S. patent 10234567", "number": None, "address": "US"}),
        ("so", "misc", {"howpublished": "GitHub", "year": "2020", "month": "November"}),
    ],
)  # fmt: skip
def test_fields_and_types_have_the_names_that_bibtex_prints(
    key: str, kind: str, fields: dict[str, str]
) -> None:
    entry = entries(WRITTEN)[key]
    assert (entry.type, {name: entry.fields.get(name) for name in fields}) == (kind, fields)


def test_what_bibtex_has_no_name_for_is_kept_and_nothing_is_said_twice() -> None:
    written = entries(WRITTEN)
    article = written["ar"].fields
    assert (article["langid"], article["eid"], article["primaryclass"]) == ("english", "e12", "cs.CL")
    assert article["date"] == "2019-05/2020-02", "a range is no year and month"
    assert [str(person) for person in written["ar"].persons["author"]] == ["von Ash, Rowan", "Birch, Tim"]
    for entry in written.values():
        twice = {"journaltitle", "location", "eprinttype", "subtitle", "booksubtitle", "issue"}
        assert not twice & {name.lower() for name in entry.fields}
    assert "publisher" not in written["da"].fields
    assert written["bt"].fields["institution"] == "X", "an entry of BibTeX stays as it is"


def test_fields_of_both_stay_both() -> None:
    source = """@inproceedings{acm, title={Tea}, author={Ash, Rowan}, booktitle={Proc.}, year=2020,
      location={Lisbon}, address={New York}, date={2020-05-16}}
    @inproceedings{event, title={Tea}, author={Ash, Rowan}, booktitle={Proc.}, booksubtitle={Part}, date={2020},
      location={Lisbon}, address={New York}, journal={A}, journaltitle={B}}"""
    both = collect([read_bibtex(source, "acm.bib")]).separate
    acm, event = entries(bibtex.library(both)).values()
    assert [acm.fields[name] for name in ("location", "address", "year", "month", "day")] == [
        "Lisbon",
        "New York",
        "2020",
        "May",
        "16",
    ]
    assert (event.fields["location"], event.fields["address"], event.fields["journaltitle"]) == (
        "Lisbon",
        "New York",
        "B",
    )


def test_the_entries_as_they_were_are_the_format_biblatex(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", str(SOURCE), "--format", "biblatex"]) == 0
    kept, source = entries(capsysbinary.readouterr().out.decode()), entries(SOURCE.read_text("utf-8"))
    assert {key: (entry.type, dict(entry.fields)) for key, entry in kept.items()} == {
        key: (entry.type, dict(entry.fields)) for key, entry in source.items()
    }


def test_both_are_the_same_works_when_they_are_read_back(tmp_path: Path) -> None:
    (tmp_path / "made.bib").write_text(WRITTEN, encoding="utf-8")
    back = load_named([str(tmp_path / "made.bib")])
    assert back.problems == ()
    for work, again in zip(COLLECTION.publications, back.publications, strict=True):
        for name in ("key", "kind_of_work", "authors", "when", "doi", "url", "arxiv", "number", "pages"):
            assert getattr(again, name) == getattr(work, name), (work.key, name)


@pytest.mark.skipif(not shutil.which("bibtex"), reason="BibTeX is not installed")
def test_bibtex_finds_all_that_plain_prints(tmp_path: Path) -> None:
    (tmp_path / "made.bib").write_text(WRITTEN, encoding="utf-8")
    (tmp_path / "made.aux").write_text(
        "\\citation{*}\n\\bibstyle{plain}\n\\bibdata{made}\n", encoding="utf-8"
    )
    done = subprocess.run(
        ["bibtex", "made"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    if "couldn't open style file" in done.stdout:
        pytest.skip("plain.bst is not installed")
    warnings = [line for line in done.stdout.splitlines() if line.startswith("Warning")]
    assert warnings in ([], ["Warning--empty year in pre"])
