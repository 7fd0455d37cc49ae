"""Every option of the theme (``html_theme_options``), declared once, and how what a site gives is read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sphinx_academic.html.layouts import LAYOUTS
from sphinx_academic.problems import nearest
from sphinx_academic.theme.accents import read_accent
from sphinx_academic.theme.analytics import read_analytics
from sphinx_academic.theme.knobs import FONT_SETS
from sphinx_academic.theme.social_links import read_social_links
from sphinx_academic.theme.source_links import forge_of, read_repository, read_template

__all__ = ["OPTIONS", "Fault", "Reading", "Remarked", "ThemeOption", "read_theme_options"]


class Remarked(NamedTuple):
    """A value that is used although something is to be said about it."""

    value: Any
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class ThemeOption:
    """An option of the theme.

    ``read`` makes plain data of what a site gives, or raises a ValueError that says what was expected.
    ``default`` is what a site that is silent gives.
    """

    name: str
    default: Any
    read: Callable[[Any], Any]
    values: str
    """What may be given, for the documentation."""
    description: str


class Fault(NamedTuple):
    """What is wrong with an option, and what to do about it."""

    option: str
    message: str
    hint: str


class Reading(NamedTuple):
    """All options as understood; what could not be understood has its default."""

    values: dict[str, Any]
    faults: tuple[Fault, ...]


def _text(value: Any) -> str:
    if isinstance(value, (Mapping, list, tuple, bool)):
        raise ValueError("A text was expected.")
    return str(value).strip()


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word in {"true", "yes", "on", "1"}:
        return True
    if word in {"", "false", "no", "off", "0", "none"}:
        return False
    raise ValueError("True or False was expected.")


def _one_of(*words: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        word = str(value).strip().lower()
        if word in words:
            return word
        meant = nearest(word, words)
        guess = f"did you mean '{meant}'? " if meant else ""
        raise ValueError(f"{guess}The values are: {', '.join(words)}.")

    return read


_LENGTH = re.compile(r"(?:\d+(?:\.\d+)?|\.\d+)(?:rem|em|ch|ex|px|pt|pc|cm|mm|in|vw|%)")


def _length(value: Any) -> str:
    text = str(value).strip().lower()
    if text and not _LENGTH.fullmatch(text):
        raise ValueError("A length of CSS was expected, such as 60rem, 80ch or 900px.")
    return text


def _accent(value: Any) -> Remarked:
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
    return None if value in ("", None) else _flag(value)


def _either(words: Iterable[str]) -> str:
    return " or ".join(f"`{word}`" for word in words)


OPTIONS = (
    ThemeOption(
        "site_title",
        "",
        _text,
        "a text",
        "The name at the head of every page. Empty: `html_short_title`, `html_title` or `project`, whichever is set.",
    ),
    ThemeOption(
        "layout",
        LAYOUTS[0],
        _one_of(*LAYOUTS),
        _either(LAYOUTS),
        "The layout of pages that name none in their metadata.",
    ),
    ThemeOption(
        "show_switch",
        True,
        _flag,
        _either(("True", "False")),
        "The switch between automatic, light and dark colours.",
    ),
    ThemeOption(
        "accent",
        "",
        _accent,
        'a colour of CSS, or one for each palette: `{"light": …, "dark": …}`',
        "The colour of links. Of one colour the other palette's is made, of the same hue. Contrast is checked.",
    ),
    ThemeOption(
        "fonts",
        "garamond",
        _one_of(*FONT_SETS),
        _either(FONT_SETS),
        "The typefaces: "
        + "; ".join(f"`{name}` is {fonts.description}" for name, fonts in FONT_SETS.items())
        + ".",
    ),
    ThemeOption(
        "column_width", "", _length, "a length of CSS", "Greatest width of the column. Empty: 65rem."
    ),
    ThemeOption(
        "logo_dark",
        "",
        _text,
        "a path from the folder of `conf.py`, or an address",
        "The logo for dark pages, where `html_logo` is too dark for them.",
    ),
    ThemeOption(
        "social_links",
        [],
        read_social_links,
        'a mapping of names to users or addresses, a list of addresses, or `"profile"`',
        'Links with icons on every page. `"profile"` takes those of the profile in the data.',
    ),
    ThemeOption(
        "social_links_at",
        "footer",
        _one_of("footer", "header"),
        _either(("footer", "header")),
        "Where these links stand.",
    ),
    ThemeOption("announcement", "", _text, "a text in Markdown", "A line above every page."),
    ThemeOption(
        "footer", "", _text, "a text in Markdown", "A text at the foot of every page, above the copyright."
    ),
    ThemeOption(
        "repository_url",
        "",
        lambda value: read_repository(_text(value)),
        "an address",
        "The repository of the site. Pages then link to their source: on GitHub, GitLab, Codeberg, Forgejo, Gitea and "
        "Bitbucket.",
    ),
    ThemeOption("repository_branch", "main", _text, "a text", "The branch that the links lead to."),
    ThemeOption(
        "docs_path",
        "",
        _text,
        "a path",
        "The source folder within the repository. Empty: found by the `.git` folder above it.",
    ),
    ThemeOption(
        "source_edit_link",
        "",
        lambda value: read_template(_text(value)),
        "an address with `{filename}`",
        "Where a page is edited, for repositories elsewhere. `{filename}` is the path from the source folder; "
        "`{repository}` and `{branch}` are known as well.",
    ),
    ThemeOption(
        "source_view_link",
        "",
        lambda value: read_template(_text(value)),
        "an address with `{filename}`",
        "Where a page's source is shown, in the same form.",
    ),
    ThemeOption(
        "external_links_new_tab",
        False,
        _flag,
        _either(("True", "False")),
        "Links to other sites open in a new tab, and say so to screen readers.",
    ),
    ThemeOption(
        "previous_next",
        "",
        _flag_or_silent,
        _either(("True", "False")),
        "Links to the previous and the next page below the text. Not set: in the layout `docs` only.",
    ),
    ThemeOption(
        "analytics",
        {},
        read_analytics,
        "a mapping of one service to its setting",
        "Counts visitors with Plausible, GoatCounter, Matomo or Google Analytics.",
    ),
)


def read_theme_options(given: Mapping[str, Any], declared: Mapping[str, Any] | None = None) -> Reading:
    """Read what a site gives.

    ``declared`` are the options of a theme that inherits from this one, with their defaults; what it adds is left
    as it is.
    """
    declared = {} if declared is None else declared
    own = {option.name: option for option in OPTIONS}
    values = {
        **declared,
        **{option.name: _default(option, declared) for option in OPTIONS},
    }
    faults: list[Fault] = []
    for name, value in given.items():
        option = own.get(name)
        if option is None and name in declared:
            values[name] = value
        elif option is None:
            meant = nearest(name, {*own, *declared})
            guess = f"Did you mean '{meant}'? " if meant else ""
            message = f"The theme has no option '{name}'."
            faults.append(Fault(name, message, f"{guess}The options are: {', '.join(sorted(own))}."))
        else:
            try:
                read = option.read(_parsed(value))
            except ValueError as error:
                hint = str(error)[:1].upper() + str(error)[1:]
                faults.append(
                    Fault(name, f"{_shown(value)} is no value for the theme's option '{name}'.", hint)
                )
                continue
            if isinstance(read, Remarked):
                faults.extend(
                    Fault(name, f"The theme's option '{name}': {said}", "") for said in read.remarks
                )
                read = read.value
            values[name] = read
    faults.extend(_contradictions(values, given))
    return Reading(values, tuple(faults))


def _default(option: ThemeOption, declared: Mapping[str, Any]) -> Any:
    """The default as templates get it; a theme that inherits may have another one."""
    read = option.read(_parsed(declared.get(option.name, option.default)))
    return read.value if isinstance(read, Remarked) else read


def _parsed(value: Any) -> Any:
    """Lists and mappings come as JSON from the command line (``-D html_theme_options.analytics=…``)."""
    if value is None:
        return ""
    if isinstance(value, str) and value.strip()[:1] in {"{", "["}:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    return f"'{text if len(text) <= 60 else text[:57] + '…'}'"


def _contradictions(values: Mapping[str, Any], given: Mapping[str, Any]) -> list[Fault]:
    repository = values["repository_url"]
    if (
        repository
        and not forge_of(repository)
        and not (values["source_edit_link"] or values["source_view_link"])
    ):
        message = f"What kind of host '{repository}' is cannot be told by its name, so pages have no links to their source."
        hint = 'Say where they are: source_edit_link = "{repository}/…/{branch}/…/{filename}".'
        return [Fault("repository_url", message, hint)]
    return []
