"""A title that is hard to write down is the same title when another program has read it from what is exported."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import readers
import yaml
from node_packages import CITATION_JS, why_missing
from readers import Facts

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.formats import bibtex, csl_json, ris
from trials.made_files import publication_of

TITLES = dict(
    enumerate(
        yaml.safe_load((Path(__file__).with_name("cases") / "export" / "titles.yaml").read_text("utf-8"))
    )
)
WORKS = [
    publication_of(
        {
            "key": f"w{number}",
            "type": "article",
            "title": title,
            "authors": ["Rowan Ash"],
            "venue": "Acta",
            "year": "2020",
        }
    )
    for number, title in TITLES.items()
]
WRITTEN = {"bib": bibtex.library(WORKS), "ris": ris.library(WORKS), "csl": csl_json.library(WORKS)}


def changed(found: dict[str, Facts], *, known: str = "", folded: bool = False) -> dict[str, str]:
    """The titles that are not what they were; ``known`` are words of those that the program cannot read rightly."""

    def one(text: str) -> str:
        text = str(readers.in_one_form(text)).replace("$", "").replace('"', "'").rstrip(".")
        return text.casefold() if folded else text

    out = {}
    for work in WORKS:
        title, back = plain(Markup({}).inline(work.title)), str(found[work.key].get("title", ""))
        if one(title) != one(back) and not any(word in title.split() for word in known.split()):
            out[title] = back
    return out


TAGS = "<tag>"
"""Of CSL-JSON and RIS no program can tell a tag that is text from one that is markup."""


def test_there_are_enough() -> None:
    assert len(WORKS) > 95


@pytest.mark.parametrize(("form", "known"), [("bib", "^{238}U"), ("ris", TAGS), ("csl", TAGS)])
def test_we_read_every_title_as_it_was(form: str, known: str) -> None:
    assert changed(readers.ours(form)(WRITTEN[form]), known=known) == {}


@pytest.mark.parametrize(("form", "reader", "known"), [
    # Pandoc 3.9 drops \\textbraceleft and \\textasciigrave, and takes ⁺ for a plus.
    ("bib", "bibtex", "{ } backtick Ca²⁺"),
    ("csl", "csljson", TAGS),
    ("ris", "ris", TAGS),
])  # fmt: skip
def test_pandoc_reads_titles(form: str, reader: str, known: str) -> None:
    pytest.importorskip("pypandoc", reason="the package pypandoc_binary is not installed")
    # Pandoc makes the first letter of a title and of a subtitle a capital.
    assert changed(readers.pandoc(reader)(WRITTEN[form]), known=known, folded=form == "bib") == {}


@pytest.mark.skipif(bool(why_missing(CITATION_JS)), reason=f"Citation.js: {why_missing(CITATION_JS)}")
@pytest.mark.parametrize(("form", "reader", "known"), [
    ("bib", "@biblatex/text", "\\ell_1-minimisation ^{238}U \\sqrt{n}3"),  # formulas become characters, as far as it knows these
    ("ris", "@ris/file", ""),
    ("csl", "@csl/list+object", TAGS),
])  # fmt: skip
def test_citation_js_reads_titles(form: str, reader: str, known: str) -> None:
    assert changed(readers.citation_js(reader)(WRITTEN[form]), known=known) == {}


def test_rispy_reads_titles() -> None:
    assert changed(readers.rispy_reader(WRITTEN["ris"])) == {}


def test_pybtex_hands_on_titles() -> None:
    assert changed(readers.pybtex(WRITTEN["bib"]), known="^{238}U") == {}


def test_typst_prints_every_title(tmp_path: Path) -> None:
    printed = readers.typst(WRITTEN["bib"], tmp_path).casefold()
    missing = []
    for work in WORKS:
        fragments = Markup({}).inline(work.title)
        # Typst 0.15 knows no commands of LaTeX but accents and signs, no ~, and some formulas.
        if all(isinstance(each, str) and "\N{NO-BREAK SPACE}" not in each for each in fragments):
            title = str(readers.in_one_form(plain(fragments))).casefold().rstrip(".?")
            missing += [title] if title not in printed else []
    assert missing == []


@pytest.mark.skipif(not shutil.which("bibtex"), reason="BibTeX is not installed")
def test_plain_prints_every_title(tmp_path: Path) -> None:
    printed = readers.plain_bst(WRITTEN["bib"], tmp_path)
    if printed is None:
        pytest.skip("plain.bst is not installed")
    found = {
        key: {
            "title": readers.plain_latex(
                re.split(r"\.?\s*\\newblock \{\\em Acta\}", said.partition("\\newblock ")[2])[0]
            )
        }
        for key, said in printed.items()
    }
    assert changed(found, known="^{238}U", folded=True) == {}
