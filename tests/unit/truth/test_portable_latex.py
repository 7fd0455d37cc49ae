"""A `.bib` file that is offered is LaTeX that any document can read: what its source has beyond that is written as it was understood."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import readers

from sphinx_academic.content.markup import Markup
from sphinx_academic.formats.latex.portable import is_portable
from sphinx_academic.formats.loading import load_named
from sphinx_academic.formats.table import format_named


def exported(folder: Path, *fields: str, form: str = "bib", head: str = "") -> str:
    """Entries with these fields, written in a format."""
    entries = "\n".join(f"@article{{k{number}, {each}}}" for number, each in enumerate(fields))
    (folder / "works.bib").write_text(f"{head}\n{entries}\n", encoding="utf-8")
    collection = load_named([str(folder / "works.bib")], "publications")
    return str(format_named(form).writer(collection.publications, markup=Markup({})))


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("title={A <i>Homo sapiens</i> study of CO<sub>2</sub> &amp; tea}", r"A \emph{{Homo} sapiens} study of {CO}\textsubscript{2} \& tea"),
        (r"title={Of $\less$em$\greater$tachus$\less$/em$\greater$ &#38; tea}", r"Of \emph{tachus} \& tea"),
        (r"title={Of {\textless}i{\textgreater}tachus{\textless}/i{\textgreater} and tea}", r"Of \emph{tachus} and tea"),
        ("title={Schr&ouml;dinger on tea}", r"Schr{\"o}dinger on tea"),
        ("title={Milk & tea, item #1, 5\\% off}", r"Milk \& tea, item \#1, 5\% off"),
        ("journal={Astronomy {\\&}amp; Astrophysics}", r"Astronomy \& Astrophysics"),
        ("journal={\\apj}", "Astrophysical Journal"),
        ("title={{\\MF} and \\ConTeXt: a tale}", "{METAFONT} and {ConTeXt}: a tale"),
        ("title={Tea\\Dash a tale}", "Tea---a tale"),
        ("title={The cost: $5 and $6 a cup}", r"The cost: \$5 and \$6 a cup"),
        ("author={Jan Franc{\\ocirc{u}} and others}", r"Franc{\r u}, Jan and others"),
        ("editor={{\\polhk{e}}bicki, A. and {{\\MF} Group}}", r"{\k e}bicki, A. and {METAFONT Group}"),
    ],
)  # fmt: skip
def test_what_only_one_document_can_read_is_written_as_it_was_understood(
    written: str, right: str, tmp_path: Path
) -> None:
    assert f"{{{right}}}" in exported(tmp_path, f"{written}, year=2020")


def test_what_a_preamble_defines_is_written_in_its_place(tmp_path: Path) -> None:
    head = r"""@preamble{"\def\cprime{$'$} \newcommand{\tea}{Darjeeling}"}"""
    written = exported(tmp_path, r"title={Gel\cprime fand on \tea}, year=2020", head=head)
    assert "\\cprime" not in written
    assert "\\tea" not in written
    assert "Darjeeling" in written


@pytest.mark.parametrize(
    "text",
    [
        r"Optimised $\phi$, $\psi$, and $\chi$1 and $\chi$2 of {TGF-$\beta$1}",
        r"A $2^n$ bound and $O(n \log n)$ at 5\% of \$3",
        r"{\'E}tudes {\it of} \emph{E. coli}, \textbf{tea} \& \url{https://example.org/a_b#c}",
        r"Fran{\c c}ois, {\L}ukasz, \"Uber na\"{\i}ve \textmu m, p $<$ 0.05 and $x<y$",
        "Plain words, “quotes” – dashes, ümlauts",
    ],
)
def test_what_any_document_reads_stays_byte_for_byte(text: str, tmp_path: Path) -> None:
    assert is_portable(text)
    assert f"title = {{{text}}}" in exported(tmp_path, f"title={{{text}}}, year=2020")


def test_one_page_and_one_address_are_written_once(tmp_path: Path) -> None:
    written = exported(
        tmp_path,
        "title={T}, pages={297--297}, doi={10.5555/12_5}, url={https://doi.org/10.5555%2F12_5}",
        "title={U}, pages={297--298}, doi={10.5555/12_6}, url={https://example.org/u}",
    )
    assert "pages = {297}," in written
    assert "pages = {297--298}," in written
    assert written.count("url = ") == 1
    assert "url = {https://example.org/u}" in written


@pytest.mark.skipif(not shutil.which("bibtex"), reason="BibTeX is not installed")
def test_plain_prints_it(tmp_path: Path) -> None:
    title = r"Of $\less$em$\greater$tachus$\less$/em$\greater$ &amp; {\MF}"
    printed = readers.plain_bst(
        exported(tmp_path, f"title={{{title}}}, author={{Roe, A.}}, year=2020"), tmp_path
    )
    if printed is None:
        pytest.skip("plain.bst is not installed")
    assert r"Of \emph{tachus} \& {METAFONT}" in printed["k0"]
