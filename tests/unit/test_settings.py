"""Every setting and every option of the theme with every kind of wrong value: told, and the default is used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sphinx_academic.settings import SETTINGS, Setting, read_setting
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
