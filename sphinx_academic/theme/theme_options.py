"""Every option of the theme (``html_theme_options``), declared once, and how what a site gives is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sphinx_academic.pages.build import Options
from sphinx_academic.pages.site import LAYOUTS
from sphinx_academic.problems import nearest, shorten
from sphinx_academic.settings import (
    Remarked,
    Setting,
    SettingFault,
    choice,
    flag,
    plain_text,
    read_setting,
    structure,
)
from sphinx_academic.theme.analytics import read_analytics
from sphinx_academic.theme.colours import read_accent
from sphinx_academic.theme.knobs import FONT_SETS
from sphinx_academic.theme.links_elsewhere import forge_of, read_repository, read_social_links, read_template

__all__ = ["OPTIONS", "ThemeReading", "read_theme_options"]


class ThemeReading(NamedTuple):
    """All options as understood; what could not be understood has its default."""

    values: dict[str, Any]
    faults: tuple[SettingFault, ...]


_LENGTH = re.compile(r"(?:\d{1,5}(?:\.\d{1,5})?|\.\d{1,5})(?:rem|em|ch|ex|px|pt|pc|cm|mm|in|vw|%)")


def _length(value: object) -> str:
    text = value.strip().lower() if isinstance(value, str) else "?"
    if text and not _LENGTH.fullmatch(text):
        raise ValueError("A length of CSS was expected, such as 60rem, 80ch or 900px.")
    return text


def _accent(given: object) -> Remarked:
    value = structure(given)
    if isinstance(value, Mapping):
        light, dark = str(value.get("light", "")), str(value.get("dark", ""))
        if not value.keys() <= {"light", "dark"} or not (light or dark):
            raise ValueError("A colour was expected, or a mapping of `light` and `dark` to colours.")
    elif isinstance(value, (list, tuple)):
        if len(value) != 2:
            raise ValueError("One colour was expected, or two: for light and for dark pages.")
        light, dark = map(str, value)
    else:
        light, dark = str(value), ""
    if not light.strip() and not dark.strip():
        return Remarked({}, ())
    accent = read_accent(light.strip(), dark.strip())
    return Remarked({"light": accent.light, "dark": accent.dark}, accent.remarks)


def _flag_or_silent(value: Any) -> bool | None:
    return None if value in ("", None) else flag(value)


def _either(words: Iterable[str]) -> str:
    return " or ".join(f"`{word}`" for word in words)


OPTIONS = (
    Setting(
        "site_title",
        "",
        plain_text,
        "a text",
        "The name at the head of every page. Empty: `html_short_title`, `html_title` or `project`, whichever is set.",
    ),
    Setting(
        "layout",
        next(iter(LAYOUTS)),
        choice(*LAYOUTS),
        _either(LAYOUTS),
        "The layout of pages that name none in their metadata.",
    ),
    Setting(
        "show_switch",
        True,
        flag,
        _either(("True", "False")),
        "The switch between automatic, light and dark colours.",
    ),
    Setting(
        "accent",
        "",
        _accent,
        'a colour of CSS, or one for each palette: `{"light": …, "dark": …}`',
        "The colour of links. Of one colour the other palette's is made, of the same hue. Contrast is checked.",
    ),
    Setting(
        "fonts",
        "garamond",
        choice(*FONT_SETS),
        _either(FONT_SETS),
        "The typefaces: "
        + "; ".join(f"`{name}` is {fonts.description}" for name, fonts in FONT_SETS.items())
        + ".",
    ),
    Setting("column_width", "", _length, "a length of CSS", "Greatest width of the column. Empty: 65rem."),
    Setting(
        "logo_dark",
        "",
        plain_text,
        "a path from the folder of `conf.py`, or an address",
        "The logo for dark pages, where `html_logo` is too dark for them.",
    ),
    Setting(
        "social_links",
        [],
        read_social_links,
        'a mapping of names to users or addresses, a list of addresses, or `"profile"`',
        'Links with icons on every page. `"profile"` takes those of the profile in the data.',
    ),
    Setting(
        "social_links_at",
        "footer",
        choice("footer", "header"),
        _either(("footer", "header")),
        "Where these links stand.",
    ),
    Setting("announcement", "", plain_text, "a text in Markdown", "A line above every page."),
    Setting(
        "footer",
        "",
        plain_text,
        "a text in Markdown",
        "A text at the foot of every page, above the copyright.",
    ),
    Setting(
        "repository_url",
        "",
        lambda value: read_repository(plain_text(value)),
        "an address",
        "The repository of the site. Pages then link to their source: on GitHub, GitLab, Codeberg, Forgejo, Gitea and "
        "Bitbucket.",
    ),
    Setting("repository_branch", "main", plain_text, "a text", "The branch that the links lead to."),
    Setting(
        "docs_path",
        "",
        plain_text,
        "a path",
        "The source folder within the repository. Empty: found by the `.git` folder above it.",
    ),
    Setting(
        "source_edit_link",
        "",
        lambda value: read_template(plain_text(value)),
        "an address with `{filename}`",
        "Where a page is edited, for repositories elsewhere. `{filename}` is the path from the source folder; "
        "`{repository}` and `{branch}` are known as well.",
    ),
    Setting(
        "source_view_link",
        "",
        lambda value: read_template(plain_text(value)),
        "an address with `{filename}`",
        "Where a page's source is shown, in the same form.",
    ),
    Setting(
        "external_links_new_tab",
        False,
        flag,
        _either(("True", "False")),
        "Links to other sites open in a new tab, and say so to screen readers.",
    ),
    Setting(
        "previous_next",
        "",
        _flag_or_silent,
        _either(("True", "False")),
        "Links to the previous and the next page below the text. Not set: in the layout `docs` only.",
    ),
    Setting(
        "analytics",
        {},
        read_analytics,
        "a mapping of one service to its setting",
        "Counts visitors with Plausible, GoatCounter, Matomo or Google Analytics.",
    ),
)


def read_theme_options(given: Options, declared: Options | None = None) -> ThemeReading:
    """Read what a site gives.

    ``declared`` are the options of a theme that inherits from this one, with their defaults; what it adds is left
    as it is.
    """
    declared = {} if declared is None else declared
    own = {option.name: option for option in OPTIONS}
    values = {**declared, **{option.name: read_setting(option, option.default, "")[0] for option in OPTIONS}}
    faults: list[SettingFault] = []
    for name, value in (*declared.items(), *given.items()):
        if option := own.get(name):
            if value is not None:
                values[name], said = read_setting(option, value, f"the theme's option '{name}'")
                faults.extend(said)
        elif name in declared:
            values[name] = value
        else:
            meant = nearest(str(name), {*own, *declared})
            guess = f"Did you mean '{meant}'? " if meant else ""
            message = f"The theme has no option '{shorten(str(name))}'."
            faults.append(
                SettingFault(str(name), message, f"{guess}The options are: {', '.join(sorted(own))}.")
            )
    faults.extend(_contradictions(values, given))
    return ThemeReading(values, tuple(faults))


def _contradictions(values: Options, given: Options) -> list[SettingFault]:
    repository = values["repository_url"]
    if (
        repository
        and not forge_of(repository)
        and not (values["source_edit_link"] or values["source_view_link"])
    ):
        message = f"What kind of host '{repository}' is cannot be told by its name, so pages have no links to their source."
        hint = 'Say where they are: source_edit_link = "{repository}/…/{branch}/…/{filename}".'
        return [SettingFault("repository_url", message, hint)]
    return []
