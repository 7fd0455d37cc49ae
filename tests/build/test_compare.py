"""Two revisions are compared by all that users can have, and a change of one character is found and shown."""

from __future__ import annotations

import importlib
import inspect
import shutil
from pathlib import Path

import pytest
from sites import CHECKOUT
from sphinx.application import builtin_extensions
from sphinx.builders import Builder

from sphinx_academic.formats import expand, read_file
from sphinx_academic.formats.table import FORMATS
from sphinx_academic.pages.site import LAYOUTS
from sphinx_academic.sections.options import SHARED
from sphinx_academic.sections.registry import SECTIONS
from sphinx_academic.settings import SETTINGS
from sphinx_academic.theme.theme_options import OPTIONS
from trials import compare, corpus
from trials.corpus.directives import CASES, REFERENCES

TINY = ["--site", "filter"]


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code in which a template and a description each differ by a character or two."""
    folder = tmp_path_factory.mktemp("changed")
    shutil.copytree(CHECKOUT / "sphinx_academic", folder / "sphinx_academic")
    for name, old, new in (
        ("theme/academic/header.html", '"academic-header ', '"academic-heading '),
        ("sections/publication_entry.py", '"academic-title"', '"academic-titel"'),
    ):
        path = folder / "sphinx_academic" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_a_revision_is_the_same_as_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert compare.main([str(CHECKOUT), str(CHECKOUT), *TINY]) == 0
    assert capsys.readouterr().out.startswith("The same: ")


def test_a_change_of_a_character_is_found_and_told_once_for_all_files(
    changed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare.main([str(CHECKOUT), str(changed), *TINY]) == 1
    told = capsys.readouterr().out
    for line in (
        '-<header class="academic-header ',
        '+<header class="academic-heading ',
        'class="academic-titel"',
    ):
        assert line in told
    assert told.count("academic-heading") == 1
    assert "filter/html/files/index.html" in told


def test_a_commit_is_unpacked_beside_the_repository(tmp_path: Path) -> None:
    if not (CHECKOUT / ".git").exists():
        pytest.skip("this is no repository")
    base = compare.revision("base", "HEAD", tmp_path, "python", own_sources=True)
    assert (base.code / "sphinx_academic" / "extension.py").is_file()
    assert list((base.code / "sphinx_academic" / "locale").rglob("*.mo"))
    assert (base.sources / "example-site" / "conf.py").is_file()


@pytest.mark.parametrize(
    "given", [["no-such-revision"], [str(CHECKOUT), "--site", "no-such-site"]], ids=["revision", "site"]
)
def test_what_cannot_be_compared_is_neither_the_same_nor_different(
    given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare.main(given) == 2
    assert given[-1] in capsys.readouterr().err


def test_every_directive_and_option_is_compared() -> None:
    compared = {(case.directive, name) for case in (*CASES, *REFERENCES) for name in case.options}
    declared = {
        (section.name, option) for section in SECTIONS.values() for option in (*section.options, *SHARED)
    }
    assert compared == declared


def test_every_setting_and_option_of_the_theme_is_compared() -> None:
    assert {name for given in corpus.SETTINGS for name in given} == {setting.name for setting in SETTINGS}
    assert {name for given in corpus.THEME_OPTIONS for name in given} == {option.name for option in OPTIONS}


def test_every_layout_language_and_export_is_compared() -> None:
    assert set(LAYOUTS) == set(corpus.LAYOUTS)
    names = {site.name for site in corpus.sites(CHECKOUT)}
    assert {f"language-{path.name}" for path in (CHECKOUT / "sphinx_academic/locale").iterdir()} <= names
    assert {form[0] for form in corpus.EXPORTS} == {
        form.name for form in FORMATS if form.writes_records or form.write_career
    }


def test_every_builder_is_compared_that_writes_what_can_be() -> None:
    modules = [importlib.import_module(name) for name in builtin_extensions]
    known = {
        value.name
        for module in modules
        for value in vars(module).values()
        if inspect.isclass(value) and issubclass(value, Builder) and value.name
    }
    # Left out: what others are made of, what writes nothing or pickles, and what asks other hosts.
    assert known - {"i18n", "dummy", "pickle", "linkcheck"} == set(corpus.BUILDERS)
    (all_builders,) = (site for site in corpus.sites(CHECKOUT) if site.name == "directives")
    assert all_builders.builders == corpus.BUILDERS


def test_every_format_is_compared() -> None:
    files = [path for name in corpus.data(CHECKOUT) for path, _ in expand(CHECKOUT / name, name)]
    assert {path.suffix for path in files if read_file(path, path.name).root} >= {
        *(".yaml", ".yml", ".md", ".bib", ".json", ".ris", ".cff")
    }
