"""Dates and how far a work has come, in `.bib` files as BibTeX prints them and as Biber reads them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import readers

from sphinx_academic.content.markup import Markup
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.publication_status import PUBSTATES
from sphinx_academic.formats.loading import load_named
from sphinx_academic.formats.table import format_named

CASES = Path(__file__).with_name("cases") / "dates"
FORMS = ("bib", "biblatex")


def written(paths: list[Path], form: str) -> str:
    collection = load_named([str(path) for path in paths], "publications")
    return str(format_named(form).writer(collection.publications, markup=Markup({})))


def dated(folder: Path, fields: str, form: str) -> dict[str, str]:
    """What the entry of an article with these fields says of its date."""
    (folder / "work.bib").write_text(
        f"@article{{k, title={{T}}, journal={{J}}, {fields}}}\n", encoding="utf-8"
    )
    lines = re.findall(
        r"(?m)^  (year|month|day|date|pubstate) = (.*),$", written([folder / "work.bib"], form)
    )
    return {
        name: value.removeprefix("{").removesuffix("}") if "#" not in value else value
        for name, value in lines
    }


@pytest.mark.parametrize(
    ("fields", "for_bibtex", "for_biblatex"),
    [
        ("year={in press}", "year=in press; date=in press; pubstate=inpress", "pubstate=inpress"),
        ("year={forthcoming 2027}", "year=forthcoming 2027; date=2027; pubstate=forthcoming", "date=2027; pubstate=forthcoming"),
        ("year={n.d.}", "year=n.d.; date=n.d.", "year=n.d.; date=n.d."),
        ("year={ca. 1650}", "year=ca. 1650; date=1650~", "date=1650~"),
        ("year={2020a}", "year=2020", "year=2020"),
        ("year=2020, month={Januar}", "year=2020; month=jan", "year=2020; month=jan"),
        ("year=2020, month={septembre}", "year=2020; month=sep", "year=2020; month=sep"),
        ("year=2020, month={07}", "year=2020; month=07", "year=2020; month=07"),
        ("year=2019, month={Spring}", "year=2019; month=Spring; date=2019-21", "date=2019-21"),
        ('year=1995, month="9~" # dec', "year=1995; month={9~} # dec; date=1995-12-09", "date=1995-12-09"),
        ('year=1995, month=jul # "/" # aug', "year=1995; month=jul # {/} # aug; date=1995-07/1995-08", "date=1995-07/1995-08"),
        ("year=2019, date={2019-02-20}", "year=2019; month=feb; day=20", "year=2019; date=2019-02-20"),
        ("date={2019-02}", "year=2019; month=feb", "date=2019-02"),
        ("year=2019, month=feb", "year=2019; month=feb", "year=2019; month=feb"),
    ],
)  # fmt: skip
def test_bibtex_prints_the_words_and_biber_reads_the_date(
    fields: str, for_bibtex: str, for_biblatex: str, tmp_path: Path
) -> None:
    for form, right in (("bib", for_bibtex), ("biblatex", for_biblatex)):
        said = dated(tmp_path, fields, form)
        assert said == dict(each.split("=", 1) for each in right.split("; ")), form


@pytest.mark.parametrize("form", FORMS)
def test_no_field_is_empty(form: str) -> None:
    text = written(sorted(CASES.glob("*.bib")), form)
    assert text.count("@") > 20
    assert re.findall(r"(?m)^.*= \{\s*\},$", text) == []


@pytest.mark.parametrize("form", FORMS)
def test_dates_come_back_as_they_went(form: str, tmp_path: Path) -> None:
    paths = sorted(CASES.glob("*.bib"))
    before = load_named([str(path) for path in paths], "publications").publications
    (tmp_path / "again.bib").write_text(written(paths, form), encoding="utf-8")
    after = load_named([str(tmp_path / "again.bib")], "publications").publications

    def facts(work: Publication) -> tuple[object, ...]:
        when = work.when
        state = work.state
        # "To appear" and "accepted" are one for BibLaTeX.
        return work.key, (when and when.edtf) or "", state if form == "bib" else PUBSTATES.get(state, state)

    assert sorted(map(facts, after), key=str) == sorted(map(facts, before), key=str)


@pytest.mark.skipif(not shutil.which("biber"), reason="Biber is not installed")
def test_biber_ignores_no_date_of_biblatex(tmp_path: Path) -> None:
    good = [CASES / name for name in ("dates.bib", "months.bib")]
    _, said = readers.biber(written(good, "biblatex"), tmp_path)
    ignored = [line for line in said if "ignoring" in line]
    # There is no month 13, and BibLaTeX says "n.d." itself where there is no date.
    assert [line for line in ignored if not re.search("'d(?:23|16)'", line)] == []


WORKS = """
publications:
- {key: patent, title: A kettle, type: patent, number: US123, publisher: Office, year: 2010}
- {key: alone, title: Lone, type: article, year: 2011, author: Ann Roe}
- {key: data, title: Data, type: dataset, publisher: Oak, year: 2012, author: Ann Roe}
- {key: program, title: Soft, type: software, publisher: Oak, year: 2012, version: v1.2, author: Ann Roe}
- {key: master, title: Thesis, type: thesis, venue: U, genre: Master’s thesis, year: 2012, author: Ann Roe}
- {key: doctor, title: Thesis B, type: thesis, venue: U, genre: PhD thesis, date: 2012-05-06, author: Ann Roe}
- {key: report, title: Rep, type: report, venue: Lab, genre: White paper, number: T1, date: 2012-05, author: Ann Roe, pmid: 123}
"""


@pytest.mark.parametrize("form", FORMS)
def test_works_of_yaml_come_back_as_they_were(form: str, tmp_path: Path) -> None:
    (tmp_path / "works.yaml").write_text(WORKS, encoding="utf-8")
    text = written([tmp_path / "works.yaml"], form)
    (tmp_path / "made.bib").write_text(text, encoding="utf-8")
    assert written([tmp_path / "made.bib"], "csl") == written([tmp_path / "works.yaml"], "csl")
    types = re.findall(r"(?m)^@(\w+)", text)
    if form == "bib":
        assert types == ["misc", "article", "misc", "misc", "mastersthesis", "phdthesis", "techreport"]
    else:
        assert types == ["misc", "article", "dataset", "software", "thesis", "thesis", "report"]
        assert not re.search(r"(?m)^  (?:year|month|day|pmid|school) =|^  howpublished = \{Oak", text)


@pytest.mark.skipif(not shutil.which("biber"), reason="Biber is not installed")
def test_biber_knows_all_fields_of_works_of_yaml(tmp_path: Path) -> None:
    (tmp_path / "works.yaml").write_text(WORKS, encoding="utf-8")
    _, said = readers.biber(written([tmp_path / "works.yaml"], "biblatex"), tmp_path)
    assert [line for line in said if "nvalid" in line or "ignoring" in line] == []
