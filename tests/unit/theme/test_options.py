"""The theme's options: what is understood, what is told, and what a site gets that gives nonsense."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from sphinx_academic.setting_values import lines_of_settings
from sphinx_academic.theme.theme_options import OPTIONS, ThemeReading, read_theme_options


def read(**given: Any) -> ThemeReading:
    return read_theme_options(given)


def value_of(name: str, given: Any) -> Any:
    reading = read(**{name: given})
    assert reading.faults == ()
    return reading.values[name]


def told(name: str, given: Any) -> str:
    """What is said of a value that is not used."""
    reading = read(**{name: given})
    assert reading.values[name] == read().values[name]
    (fault,) = reading.faults
    return f"{fault.message} {fault.hint}"


def test_the_theme_declares_the_same_options_with_the_same_defaults() -> None:
    theme = tomllib.loads((files("sphinx_academic") / "theme" / "theme.toml").read_text(encoding="utf-8"))
    assert theme["options"] == {option.name: option.default for option in OPTIONS}


def test_a_silent_site_has_the_defaults_and_is_told_nothing() -> None:
    reading = read()
    assert reading.faults == ()
    assert reading.values["fonts"] == "garamond"
    assert not reading.values["analytics"]


def test_the_defaults_are_good_values() -> None:
    reading = read(**{option.name: option.default for option in OPTIONS})
    assert reading == read()


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    (fault,) = read(colum_width="50rem").faults
    assert fault.message == "The theme has no option 'colum_width'."
    assert fault.hint.startswith("Did you mean 'column_width'? The options are: accent, analytics,")


@pytest.mark.parametrize("given", [True, "true", "True", "yes", "on", "1", 1])
def test_a_flag_is_on_in_every_spelling(given: object) -> None:
    assert value_of("external_links_new_tab", given) is True


@pytest.mark.parametrize(("given", "read"), [("", None), (None, None), (True, True), ("no", False)])
def test_a_flag_may_be_left_to_the_layout(given: object, read: bool | None) -> None:
    assert value_of("previous_next", given) is read


@pytest.mark.parametrize("given", [False, "false", "no", "off", "0", "", None])
def test_a_flag_is_off_in_every_spelling(given: object) -> None:
    assert value_of("external_links_new_tab", given) is False


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        (
            "previous_next",
            "maybe",
            "'maybe' is no value for the theme's option 'previous_next'. True or False was",
        ),
        (
            "fonts",
            "garmond",
            "Did you mean 'garamond'? The values are: garamond, system, sans, figtree, stix.",
        ),
        ("look", "moderm", "Did you mean 'modern'? The values are: classic, modern, dense."),
        ("look", ["modern"], "The values are: classic, modern, dense."),
        ("column_width", "60", "A length of CSS was expected, such as 60rem, 80ch or 900px."),
        ("column_width", "60rem; color: red", "A length of CSS was expected"),
        ("accent", "tomatto", "Did you mean 'tomato'? A colour of CSS was expected"),
        ("accent", "red; } body { display: none", "A colour of CSS was expected"),
        ("accent", "rgb(31 95 139 / 50%)", "An opaque colour was expected"),
        (
            "accent",
            {"lite": "#1f5f8b"},
            "A colour was expected, or a mapping of `light` and `dark` to colours.",
        ),
        ("accent", ["red", "green", "blue"], "One colour was expected, or two"),
        ("site_title", ["Ada"], "A text was expected."),
        ("social_links", 3, "A mapping of names to users or addresses was expected"),
        ("social_links", ["ada"], "'ada' is no address of another site"),
        ("social_links", ["javascript:alert(1)"], "'javascript:alert(1)' is no address of another site"),
        ("social_links", [{"url": "https://x.org", "icon": "unicorn"}], "There is no icon 'unicorn'."),
        (
            "social_links",
            [{"address": "https://x.org"}],
            "one is an address, or has `name`, `url` and `icon`",
        ),
        ("social_links_at", "top", "The values are: footer, header."),
        ("repository_url", "github.com/ada/site", "The address of a repository was expected"),
        ("repository_url", "https://[broken/ada/site", "The address of a repository was expected"),
        ("source_edit_link", "https://git.example.org/edit", "An address with {filename} in it was expected"),
        ("source_edit_link", "https://git.example.org/{filname}", "did you mean '{filename}'?"),
        ("source_view_link", "javascript:{filename}", "An address with {filename} in it was expected"),
        ("analytics", "plausible", "A mapping of one service to its setting was expected."),
        ("analytics", {"plausable": "example.org"}, "did you mean 'plausible'?"),
        ("analytics", {"plausible": "https://example.org"}, "The domain of the site as Plausible knows it"),
        ("analytics", {"goatcounter": "ada"}, "The address that GoatCounter gives"),
        ("analytics", {"matomo": {"url": "https://stats.example.org"}}, "the number of the site (`site_id`)"),
        ("analytics", {"matomo": {"url": "https://x.org", "siteid": 1}}, "did you mean 'site_id'?"),
        ("analytics", {"ga4": "UA-12345-1"}, "The measurement ID that Google gives"),
        ("analytics", {"ga4": 'G-AB" onload=x'}, "The measurement ID that Google gives"),
        ("analytics", {"plausible": "a.org", "ga4": "G-ABCD123456"}, "A mapping of one service"),
    ],
)
def test_a_value_that_is_none_is_told_with_what_was_expected(name: str, given: object, expected: str) -> None:
    assert expected in told(name, given)


def test_what_a_command_line_gives_as_text_is_understood() -> None:
    # -D html_theme_options.analytics='{"plausible": "example.org"}'
    assert value_of("analytics", '{"plausible": "example.org"}')["service"] == "plausible"
    assert value_of("accent", '{"light": "#1f5f8b", "dark": "#8fc7ee"}') == {
        "light": "#1f5f8b",
        "dark": "#8fc7ee",
    }
    assert [
        link["name"] for link in value_of("social_links", "https://github.com/ada, https://orcid.org/1")
    ] == [
        "GitHub",
        "ORCID",
    ]


def test_a_theme_that_inherits_keeps_its_options_and_its_defaults() -> None:
    reading = read_theme_options({"ribbon": "blue"}, {"ribbon": "red", "fonts": "sans"})
    assert reading.faults == ()
    assert reading.values["ribbon"] == "blue"
    assert reading.values["fonts"] == "sans"


def test_a_look_sets_the_fonts_and_what_is_set_wins() -> None:
    assert read(look="modern").values["fonts"] == "figtree"
    assert read(look="Dense").values["fonts"] == "stix"
    assert read(look="modern", fonts="garamond").values["fonts"] == "garamond"
    assert read_theme_options({"look": "modern"}, {"fonts": "sans"}).values["fonts"] == "sans"


def test_the_contrast_of_links_is_that_to_the_grounds_of_the_look() -> None:
    # On what a search has found it is 4.46:1 in one look, and 4.58:1 in the other.
    given = {"light": "#6e6e6e", "dark": "#b0b0b0"}
    told = {look: read(look=look, accent=given) for look in ("classic", "modern", "dense")}
    assert {look for look, reading in told.items() if reading.faults} == {"classic"}
    assert told["modern"].values["accent"] == given


def test_every_option_says_what_it_takes_and_means() -> None:
    for option in OPTIONS:
        assert option.values and option.description.endswith(".")


@pytest.mark.parametrize(
    ("name", "given"),
    [("social_links", {"GitHub": "ada"}), ("social_links", ["https://github.com/ada"])],
)
def test_links_elsewhere_know_their_networks(name: str, given: object) -> None:
    assert value_of(name, given) == [{"name": "GitHub", "url": "https://github.com/ada", "icon": "github"}]


def test_links_elsewhere_may_have_a_name_and_an_icon_of_their_own() -> None:
    link = {"name": "Kettle archive", "url": "https://kettles.example.org", "icon": "globe"}
    assert value_of("social_links", [link]) == [link]
    assert value_of("social_links", "profile") == "profile"


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        (
            {"plausible": "kettlewell.example.org"},
            {
                "service": "plausible",
                "site": "kettlewell.example.org",
                "script": "https://plausible.io/js/script.js",
            },
        ),
        (
            {"plausible": {"domain": "example.org", "script": "https://stats.example.org/js/script.js"}},
            {
                "service": "plausible",
                "site": "example.org",
                "script": "https://stats.example.org/js/script.js",
            },
        ),
        (
            {"goatcounter": "https://ada.goatcounter.com/count"},
            {
                "service": "goatcounter",
                "site": "https://ada.goatcounter.com/count",
                "script": "https://gc.zgo.at/count.js",
            },
        ),
        (
            {"goatcounter": "https://stats.example.org/count"},
            {
                "service": "goatcounter",
                "site": "https://stats.example.org/count",
                "script": "https://stats.example.org/count.js",
            },
        ),
        (
            {"matomo": {"url": "https://stats.example.org/", "site_id": 3}},
            {
                "service": "matomo",
                "site": "3",
                "tracker": "https://stats.example.org/matomo.php",
                "script": "https://stats.example.org/matomo.js",
            },
        ),
        (
            {"ga4": "G-ABCD123456"},
            {
                "service": "ga4",
                "site": "G-ABCD123456",
                "script": "https://www.googletagmanager.com/gtag/js?id=G-ABCD123456",
            },
        ),
    ],
)
def test_a_service_is_told_to_our_script(setting: object, expected: dict[str, str]) -> None:
    assert value_of("analytics", setting) == expected


def test_a_host_whose_kind_nobody_can_tell_needs_a_template() -> None:
    (fault,) = read(repository_url="https://code.example.org/ada/site").faults
    assert "What kind of host 'https://code.example.org/ada/site' is cannot be told" in fault.message
    assert "source_edit_link" in fault.hint
    template = "{repository}/edit?file={filename}"
    assert read(repository_url="https://code.example.org/ada/site", source_edit_link=template).faults == ()


def test_the_line_of_an_option_is_found_in_every_way_to_write_it(tmp_path: Path) -> None:
    config = tmp_path / "conf.py"
    config.write_text(
        'html_theme_options = {\n    "accent": "red",\n    **{"fonts": "sans"},\n}\n'
        'html_theme_options["footer"] = "x"\nhtml_theme_options: dict = dict(\n    announcement="y"\n)\n',
        encoding="utf-8",
    )
    assert lines_of_settings(config) == {
        "html_theme_options": 6,
        "html_theme_options.accent": 2,
        "html_theme_options.footer": 5,
        "html_theme_options.announcement": 7,
    }


@pytest.mark.parametrize("text", ["html_theme_options = {", "\0", "html_theme_options.x = other"])
def test_a_file_that_says_no_line_is_no_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "conf.py").write_text(text, encoding="utf-8")
    assert lines_of_settings(tmp_path / "conf.py") == {}
    assert lines_of_settings(tmp_path / "none.py") == {}
