"""A project with sphinxcontrib-bibtex becomes one of ours with `import`: two lines of its settings change, and no page does."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from building import build_html
from imported_sites import imported, write_files

pytestmark = pytest.mark.usefixtures("in_empty_folder")
Captured = pytest.CaptureFixture[str]
CONF = """\
# Settings with a history.
import os

project = "Gauges"  # of Nowhere
extensions = [
    "sphinx.ext.mathjax",
    "sphinxcontrib.bibtex",  # the bibliography
]
bibtex_bibfiles = ["refs.bib"]
bibtex_default_style = "plain"
open(os.path.join(os.path.dirname(__file__), "was-run"), "w").close()
"""
FILES = {
    "conf.py": CONF,
    "index.rst": "Gauges\n======\n\n.. toctree::\n\n   tides\n\nAs :cite:t:`tides2021` says :cite:p:`waves2023`.\n\n.. bibliography::\n",
    "tides.rst": "Tides\n=====\n\n.. image:: gauge.svg\n   :alt: A gauge\n",
    "gauge.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    "refs.bib": "% mine\n@article{tides2021, title = {Tides}, author = {Example, Ada}, journal = {Tides}, year = 2021}\n"
    "@book{waves2023, title = {Waves}, author = {Sample, Grace}, publisher = {Pier}, year = 2023}\n",
    "requirements.txt": "sphinx>=8\nsphinxcontrib-bibtex>=2.6  # refs\n",
    "_build/html/index.html": "<p>old</p>",
    ".git/config": "[core]\n",
}


def project(folder: str = "old", **changed: str) -> None:
    write_files({**FILES, **changed}, folder)


def test_two_lines_change_and_the_site_is_built(capsys: Captured) -> None:
    project()
    imported()
    said = capsys.readouterr()
    assert "2 publications" in said.out
    assert said.err == ""
    settings = Path("site/conf.py").read_text(encoding="utf-8").splitlines()
    assert [line for line in settings if line not in CONF.splitlines()] == [
        '    "sphinx_academic",  # the bibliography',
        "academic_bibtex_roles = True  # roles, directives and settings of sphinxcontrib-bibtex",
    ]
    assert settings[8].startswith("academic_bibtex_roles")
    for name in ("index.rst", "tides.rst", "refs.bib", "gauge.svg"):
        assert Path("site", name).read_bytes() == Path("old", name).read_bytes()
    assert Path("site/requirements.txt").read_text("utf-8") == "sphinx>=8\nsphinx-academic  # refs\n"
    assert not Path("site/_build").exists()
    assert not Path("old/was-run").exists(), "conf.py was run"
    build_html(Path("site").absolute(), Path("built").absolute(), "-W", "-n")
    page = lxml.html.document_fromstring(Path("built/index.html").read_bytes())
    assert "Example [1]" in page.text_content()


def test_a_project_in_a_folder_of_a_repository_is_found() -> None:
    project("old/docs")
    imported()
    assert Path("site/index.rst").is_file()


def test_settings_that_are_no_python_stay_and_are_told(capsys: Captured) -> None:
    project(**{"conf.py": CONF + "\nextensions += [\n"})
    imported()
    assert "old/conf.py:13:1: This is no Python" in capsys.readouterr().err
    assert Path("site/conf.py").read_text(encoding="utf-8") == CONF + "\nextensions += [\n"


def test_what_needs_a_hand_is_told_with_its_line(capsys: Captured) -> None:
    conf = CONF.replace("import os\n", "import os\nfrom pybtex.style import names\n").replace(
        "refs.bib", "../refs.bib"
    )
    project(**{"conf.py": conf})
    Path("old/refs.bib").unlink()
    imported()
    said = capsys.readouterr().err
    assert "old/conf.py:3:1: 'pybtex.style' is imported still" in said
    assert "old/conf.py:10:1: There is no file '../refs.bib'" in said


def test_links_out_of_the_folder_and_endless_ones_are_not_followed(capsys: Captured) -> None:
    project()
    Path("secret.txt").write_text("mine", encoding="utf-8")
    Path("old/notes.txt").symlink_to(Path("secret.txt").absolute())
    Path("old/again").symlink_to(Path("old").absolute())
    imported()
    assert "leads out of the folder" in capsys.readouterr().err
    assert not Path("site/notes.txt").exists()
    assert not Path("site/again").exists()
