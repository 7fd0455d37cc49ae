"""Every setting and every option of the theme with every kind of wrong value: told, and the default is used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sphinx_academic.setting_values import Setting, read_setting
from sphinx_academic.settings import SETTINGS
from sphinx_academic.theme.theme_options import OPTIONS
from trials.settings import RIGHT, VALUES

ALL = {setting.name: setting for setting in (*SETTINGS, *OPTIONS)}


def value_of(kind: str) -> Any:
    return eval(VALUES[kind], {})


@pytest.mark.parametrize("kind", VALUES)
@pytest.mark.parametrize("setting", ALL.values(), ids=ALL)
def test_a_wrong_value_is_told_and_the_default_used(setting: Setting, kind: str) -> None:
    default, none = read_setting(setting, setting.default, "")
    assert not none
    read, faults = read_setting(setting, value_of(kind), f"'{setting.name}'")
    if kind == "None":
        return  # nothing is set; what a theme is not told it does not read
    if kind in RIGHT.get(setting.name, ()):
        assert faults == ()
        return
    # Whether a path or a name leads to something is seen when it is looked for.
    if setting.name in {
        "academic_claims_report",
        "academic_data",
        "academic_publish_from",
        "academic_templates",
        "academic_cv_fonts",
        "academic_cite_style",
        "logo_dark",
    } and isinstance(value_of(kind), (str, Path)):
        assert faults or read != default
        return
    (fault,) = faults
    assert fault.name == setting.name
    assert f"'{setting.name}'" in fault.message
    assert len(fault.message) < 400
    assert read == default


def test_the_table_of_right_values_names_only_settings_that_there_are() -> None:
    assert RIGHT.keys() <= ALL.keys()


@pytest.mark.parametrize(
    "name", ["academic_data", "academic_publish_from", "academic_templates", "academic_cv_fonts"]
)
def test_a_path_that_no_system_takes_is_told(name: str) -> None:
    read, (fault,) = read_setting(ALL[name], ["data", "x" * 5000], f"'{name}'")
    assert read == ("data",)
    assert "no name has more than 255 letters" in f"{fault.message} {fault.hint}"


def test_members_without_a_name_or_without_paths_are_told() -> None:
    read, faults = read_setting(
        ALL["academic_members"], {"Ada": ["a"], "Otto": [], "": "b", "Bo": "x" * 300}, "'academic_members'"
    )
    assert read == (("Ada", ("a",)),)
    assert len(faults) == 3


def test_a_language_that_stands_twice_and_two_at_one_place_are_told() -> None:
    given = {"de": "https://x.example/de", "DE": "https://x.example/2", "en": "https://x.example/de/"}
    read, faults = read_setting(ALL["academic_languages"], given, "'academic_languages'")
    assert [each.code for each in read] == ["de"]
    assert "'DE' is the same language as 'de'" in faults[0].message
    assert "'en' is left out, as its address is that of 'de'" in faults[1].message
