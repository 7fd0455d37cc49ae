"""Every option of the theme (``html_theme_options``), declared once, and how what a site gives is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sphinx_academic import setting_values
from sphinx_academic.data.values.addresses import host_of, scheme_of
from sphinx_academic.pages.build import Options
from sphinx_academic.pages.repositories import templates_of
from sphinx_academic.pages.site import LAYOUTS
from sphinx_academic.problems import nearest, shorten
from sphinx_academic.setting_values import (
    Remarked,
    Setting,
    SettingFault,
    choice,
    did_you_mean,
    flag,
    plain_text,
)
from sphinx_academic.theme.colours import read_accent
from sphinx_academic.theme.links_elsewhere import read_repository, read_social_links, read_template
from sphinx_academic.theme.looks import LOOKS, ThemeLook
from sphinx_academic.theme.sheets import FONT_SETS


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


def _accent(look: ThemeLook, given: object) -> Remarked:
    value = setting_values.structure(given)
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
    return read_accent(light.strip(), dark.strip(), look)


_SERVICES = {
    "plausible": "The domain of the site as Plausible knows it (`kettlewell.example.org`), or `domain` and `script`",
    "goatcounter": "The address that GoatCounter gives (`https://kettlewell.goatcounter.com/count`)",
    "matomo": "The `url` of the Matomo server and the number of the site (`site_id`)",
    "ga4": "The measurement ID that Google gives (`G-ABCD123456`)",
}
"""The services that count visitors, and what each is to be given."""
_FIELDS = {"plausible": ("domain", "script"), "matomo": ("url", "site_id")}
"""What the setting of a service may hold; one value alone is the first of it."""
_DOMAIN = r"(?:[\w-]+\.)+[\w-]{2,}"


def _analytics(value: object) -> dict[str, str]:
    """The data attributes for our script, empty for none."""
    value = setting_values.structure(value)
    if value in ({}, ""):
        return {}
    known = f"The services are: {', '.join(_SERVICES)}."
    if not isinstance(value, Mapping) or len(value) != 1:
        raise ValueError(f"A mapping of one service to its setting was expected. {known}")
    ((name, setting),) = value.items()
    if name not in _SERVICES:
        raise ValueError(f"'{name}' is no service; {did_you_mean(str(name), _SERVICES)}{known}")
    return {"service": name, **_service(name, setting)}


def _service(name: str, setting: object) -> dict[str, str]:
    """A service's own attributes: the site as it knows it, and where its script lies."""
    expects, known = _SERVICES[name], _FIELDS.get(name, ("",))
    fields = setting if isinstance(setting, Mapping) and name in _FIELDS else {known[0]: setting}

    def text(field: str = "", default: str = "") -> str:
        return str(fields.get(field, default)).strip()

    def address(field: str = "", default: str = "") -> str:
        given = text(field, default)
        if scheme_of(given) != "https" or not host_of(given) or re.search(r"[\s\"'<>]", given):
            raise ValueError(f"{expects} was expected; addresses begin with https://.")
        return given

    for field in fields:
        if field not in known:
            guess = did_you_mean(str(field), known)
            raise ValueError(f"'{field}' is not known; {guess}{expects} was expected.")
    if name == "plausible":
        domain = text("domain").lower()
        if re.fullmatch(rf"{_DOMAIN}(?:/[\w./-]*)?(?:,\s*{_DOMAIN})*", domain):
            return {"site": domain, "script": address("script", "https://plausible.io/js/script.js")}
    elif name == "goatcounter":
        site = address()
        host = urlsplit(site).hostname or ""
        # Whoever runs GoatCounter on a host of their own has its script there as well.
        script = "gc.zgo.at" if host.endswith(".goatcounter.com") else host
        return {"site": site, "script": f"https://{script}/count.js"}
    elif name == "matomo":
        if re.fullmatch(r"[1-9]\d{0,8}", number := text("site_id")):
            server = address("url").rstrip("/")
            return {"site": number, "tracker": f"{server}/matomo.php", "script": f"{server}/matomo.js"}
    elif re.fullmatch(r"G-[A-Z0-9]{6,14}", identifier := text().upper()):
        return {"site": identifier, "script": f"https://www.googletagmanager.com/gtag/js?id={identifier}"}
    raise ValueError(f"{expects} was expected.")


def _either(words: Iterable[str]) -> str:
    return " or ".join(f"`{word}`" for word in words)


# How a value is read, and what the documentation says may be given.
_FLAG = (flag, _either(("True", "False")))
_FLAG_OR_SILENT = (lambda value: None if value in ("", None) else flag(value), _FLAG[1])
_TEXT = (plain_text, "a text")
_MARKDOWN = (plain_text, "a text in Markdown")
_TEMPLATE = (read_template, "an address with `{filename}`")

OPTIONS = (
    Setting("site_title", "", *_TEXT,
        "The name at the head of every page. Empty: `html_short_title`, `html_title` or `project`, whichever is "
        "set."),
    Setting("layout", next(iter(LAYOUTS)), choice(*LAYOUTS), _either(LAYOUTS),
        "The layout of pages that name none in their metadata."),
    Setting("show_switch", True, *_FLAG, "The switch between automatic, light and dark colours."),
    Setting("look", next(iter(LOOKS)), choice(*LOOKS), _either(LOOKS),
        f"What pages look like: {'; '.join(f'`{name}` is {look.description}' for name, look in LOOKS.items())}. It sets "
        "the defaults of `fonts`, `accent` and `column_width`."),
    Setting("accent", "", partial(_accent, next(iter(LOOKS.values()))), 'a colour of CSS, or one for each palette: `{"light": …, "dark": …}`',
        "The colour of links. Of one colour the other palette's is made, of the same hue. Contrast is checked."),
    Setting("fonts", "", lambda value: choice(*FONT_SETS)(value) if value != "" else "", _either(FONT_SETS),
        f"The typefaces: {'; '.join(f'`{name}` is {fonts.description}' for name, fonts in FONT_SETS.items())}. "
        "Empty: that of the look."),
    Setting("column_width", "", _length, "a length of CSS", "Greatest width of the column. Empty: that of the look."),
    Setting("footnotes", "margin", choice("margin", "foot"), _either(("margin", "foot")),
        "Where footnotes stand: in the margin beside their references, where a window has room for them, or always at the foot of the page."),
    Setting("logo_dark", "", plain_text, "a path from the folder of `conf.py`, or an address",
        "The logo for dark pages, where `html_logo` is too dark for them."),
    Setting("social_links", [], read_social_links,
        'a mapping of names to users or addresses, a list of addresses, or `"profile"`',
        'Links with icons on every page. `"profile"` takes those of the profile in the data.'),
    Setting("social_links_at", "footer", choice("footer", "header"), _either(("footer", "header")),
        "Where these links stand."),
    Setting("announcement", "", *_MARKDOWN, "A line above every page."),
    Setting("footer", "", *_MARKDOWN, "A text at the foot of every page, above the copyright."),
    Setting("repository_url", "", read_repository, "an address",
        "The repository of the site. Pages then link to their source: on GitHub, GitLab, Codeberg, Forgejo, Gitea "
        "and Bitbucket."),
    Setting("repository_branch", "main", *_TEXT, "The branch that the links lead to."),
    Setting("docs_path", "", plain_text, "a path",
        "The source folder within the repository. Empty: found by the `.git` folder above it."),
    Setting("source_edit_link", "", *_TEMPLATE,
        "Where a page is edited, for repositories elsewhere. `{filename}` is the path from the source folder; "
        "`{repository}` and `{branch}` are known as well."),
    Setting("source_view_link", "", *_TEMPLATE, "Where a page's source is shown, in the same form."),
    Setting("external_links_new_tab", False, *_FLAG,
        "Links to other sites open in a new tab, and say so to screen readers."),
    Setting("previous_next", "", *_FLAG_OR_SILENT,
        "Links to the previous and the next page below the text. Not set: in the layout `docs` only."),
    Setting("analytics", {}, _analytics, "a mapping of one service to its setting",
        "Counts visitors with Plausible, GoatCounter, Matomo or Google Analytics."),
)  # fmt: skip


def _look_of(given: Options) -> ThemeLook:
    """The look that is asked for, which other options depend upon; a name that is none is told later."""
    try:
        return LOOKS[choice(*LOOKS)(given.get("look"))]
    except ValueError:
        return next(iter(LOOKS.values()))


def read_theme_options(given: Options, declared: Options | None = None) -> ThemeReading:
    """Read what a site gives; what a theme that inherits from this one has ``declared`` is left as it is."""
    declared = declared or {}
    look = _look_of({**declared, **given})
    own = {
        option.name: replace(option, read=partial(_accent, look)) if option.name == "accent" else option
        for option in OPTIONS
    }
    values = {
        **declared,
        **{option.name: setting_values.read_setting(option, option.default, "")[0] for option in OPTIONS},
    }
    faults: list[SettingFault] = []
    for name, value in (*declared.items(), *given.items()):
        if option := own.get(name):
            if value is not None:
                values[name], said = setting_values.read_setting(
                    option, value, f"the theme's option '{name}'"
                )
                faults.extend(said)
        elif name in declared:
            values[name] = value
        else:
            meant = nearest(str(name), {*own, *declared})
            guess = f"Did you mean '{meant}'? " if meant else ""
            message = f"The theme has no option '{shorten(str(name))}'."
            hint = f"{guess}The options are: {', '.join(sorted(own))}."
            faults.append(SettingFault(str(name), message, hint))
    values["fonts"] = values["fonts"] or look.fonts
    repository = values["repository_url"]
    own_templates = values["source_edit_link"] or values["source_view_link"]
    if repository and not own_templates and not any(templates_of(repository)):
        message = f"What kind of host '{repository}' is cannot be told by its name, so pages have no links to their source."
        hint = 'Say where they are: source_edit_link = "{repository}/…/{branch}/…/{filename}".'
        faults.append(SettingFault("repository_url", message, hint))
    return ThemeReading(values, tuple(faults))
