"""Builds with wrong values of every setting, of every option of the theme and of every option of a directive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sphinx_academic.settings import SETTINGS
from sphinx_academic.theme.theme_options import OPTIONS
from trials.settings import Built, Trial

OWN = [setting.name for setting in SETTINGS if setting.name != "academic_data"]
THEME = [option.name for option in OPTIONS]


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    return Trial(tmp_path_factory.mktemp("settings"))


@pytest.fixture(scope="module")
def usual(trial: Trial) -> Built:
    built = trial.build('academic_data = ["data.yaml"]\n')
    assert (built.status, built.said) == (0, "")
    return built


def config(value: str) -> str:
    """A conf.py with one value for everything, a setting on each line."""
    own = "\n".join(f"{name} = {value}" for name in OWN)
    theme = "\n".join(f"{name!r}: {value}," for name in THEME)
    return f'academic_data = ["data.yaml"]\n{own}\nhtml_theme_options = {{\n{theme}\n}}\n'


def places() -> Iterator[tuple[str, str]]:
    for number, name in enumerate([*OWN, "", *THEME], 5):
        if name:
            yield f"conf.py:{number}", name


@pytest.mark.parametrize("value", ["object()", "lambda: 3", "10 ** 5000", "{'xyzzy': [b'x']}", "'a\\0b'"])
def test_each_wrong_value_is_told_once_at_its_line_and_the_defaults_are_used(
    trial: Trial, usual: Built, value: str
) -> None:
    built = trial.build(config(value))
    assert built.status == 0
    # Which lists there are is known when the data are read, so that fields of others are told later.
    told = sorted(built.told, key=lambda each: int(each[0].partition(":")[2]))
    assert [place for place, _ in told] == [place for place, _ in places()]
    for (_, message), (_, name) in zip(told, places(), strict=True):
        assert f"'{name}'" in message
    assert built.pages == usual.pages


def test_options_that_are_no_mapping_are_told(trial: Trial, usual: Built) -> None:
    built = trial.build('academic_data = ["data.yaml"]\nhtml_theme_options = ["accent"]\n')
    ((place, message),) = built.told
    assert place == "conf.py:5"
    assert "['accent']' is no value for 'html_theme_options'. A mapping was expected" in message
    assert built.pages == usual.pages


def test_a_wrong_value_on_the_command_line_is_told_as_one_of_it(trial: Trial, usual: Built) -> None:
    wrong = ["academic_dates=eso", "academic_entries_at_once=x"]
    arguments = [part for each in wrong for part in ("-D", each)]
    built = trial.build('academic_data = ["data.yaml"]\n', "-D", "academic_thumbnails=x", *arguments)
    assert built.status == 0
    assert [message.partition("(-D ")[2].partition("=")[0] for _, message in built.told] == [
        "academic_dates",
        "academic_thumbnails",
        "academic_entries_at_once",
    ]
    assert built.pages == usual.pages


@pytest.mark.parametrize("value", ["'https://[broken'", "3", "None", "'ftp://ada.example.org'"])
def test_an_address_of_the_site_that_is_none_is_told_and_not_used(
    trial: Trial, usual: Built, value: str
) -> None:
    built = trial.build(f'academic_data = ["data.yaml"]\nhtml_baseurl = {value}\n')
    ((place, message),) = built.told
    assert (built.status, place) == (0, "conf.py:5")
    assert "The address of the site was expected" in message or "A text was expected" in message
    assert built.pages == usual.pages


def test_a_builder_that_has_no_theme_is_not_troubled_by_options(trial: Trial) -> None:
    built = trial.build('academic_data = ["data.yaml"]\nhtml_theme_options = object()\n', builder="text")
    assert (built.status, built.said) == (0, "")


def test_each_wrong_value_of_a_directive_is_told_where_it_stands_and_the_page_is_written(
    tmp_path: Path,
) -> None:
    assert list(Trial(tmp_path).faults_of_directives()) == []


def test_a_feed_where_a_page_stands_is_told_and_the_others_are_written(tmp_path: Path) -> None:
    trial = Trial(tmp_path)
    page = "Ada\n===\n\n.. newsfeed::\n   :feed: index.html/news.xml, news.xml\n"
    (trial.source / "index.rst").write_text(page, encoding="utf-8")
    built = trial.build('academic_data = ["data.yaml"]\nhtml_baseurl = "https://ada.example.org"\n')
    ((place, message),) = built.told
    assert (built.status, place) == (0, "index.rst:5")
    assert "'index.html/news.xml' cannot be written. It, or a folder on its way, is another page" in message
    assert (tmp_path / "output" / "news.xml").is_file()


def test_files_to_download_below_long_headings_are_written_and_stay_apart(tmp_path: Path) -> None:
    trial = Trial(tmp_path)
    heading = "A long heading " * 20
    part = f"{heading}\n{'-' * len(heading)}\n\n.. publications::\n   :download: bib\n\n"
    other = part.replace(":download:", ":sort: title\n   :download:")
    (trial.source / "index.rst").write_text(f"Ada\n===\n\n{part}{other}", encoding="utf-8")
    built = trial.build('academic_data = ["data.yaml"]\n')
    assert (built.status, built.said) == (0, "")
    assert len([*(tmp_path / "output" / "_downloads").glob("*.bib")]) == 2


def test_the_theme_without_the_extension_tells_what_the_layout_profile_needs(tmp_path: Path) -> None:
    trial = Trial(tmp_path)
    (trial.source / "index.rst").write_text("Ada\n===\n", encoding="utf-8")
    built = trial.build(
        'extensions = ["sphinx_academic.theme"]\nhtml_theme_options = {"layout": "profile"}\n'
    )
    ((place, message),) = built.told
    assert (built.status, place) == (0, "index.rst")
    assert 'Add "sphinx_academic" to extensions' in message
