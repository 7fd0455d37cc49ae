"""The options of the theme, each declared once: its default, what its value may be, and what it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sphinx_academic.html.icons import Icon, icon
from sphinx_academic.html.layouts import LAYOUTS
from sphinx_academic.problems import nearest
from sphinx_academic.theme.colours import ACCENTS, Accent, adjusted, as_hex, contrast, read_colour

FONTS = ("garamond", "system", "sans")


class Option(NamedTuple):
    """One option: ``read`` makes a value of what stands in ``conf.py``, and raises ValueError saying what was expected."""

    default: Any
    read: Callable[[Any], Any]
    description: str


class SocialLink(NamedTuple):
    """A link in the footer, with an icon where its network has one."""

    name: str
    url: str
    icon: Icon | None


class Service(NamedTuple):
    """A service that counts visits: its name, and what its script needs to know."""

    name: str
    settings: tuple[tuple[str, str], ...]
    script: str
    """The address of its own script."""


class Fault(NamedTuple):
    """An option that is not as it should be."""

    name: str
    message: str
    hint: str


class Reading(NamedTuple):
    """The options of a site: every one has a value; and what was wrong with those given."""

    values: Mapping[str, Any]
    faults: tuple[Fault, ...]


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word in {"true", "yes", "on", "1"}:
        return True
    if word in {"false", "no", "off", "0"}:
        return False
    raise ValueError("Write True or False.")


def _flag_or_unset(value: Any) -> bool | None:
    return None if value in ("", None) else _flag(value)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    raise ValueError("A text was expected.")


def _word(*words: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        word = str(value).strip().lower()
        if word in words:
            return word
        meant = nearest(word, words)
        guess = f"Did you mean '{meant}'? " if meant else ""
        raise ValueError(f"{guess}The values are: {', '.join(words)}.")

    return read


def _width(value: Any) -> str:
    text = str(value).strip()
    if not text or re.fullmatch(r"\d+(\.\d+)?(rem|em|ch|px)", text):
        return text
    raise ValueError("Write a length of CSS: 65rem, 70ch or 1200px.")


def _address(value: Any) -> str:
    text = _text(value)
    if not text:
        return ""
    parts = urlsplit(text)
    if parts.scheme in {"http", "https"} and parts.netloc:
        return text.rstrip("/")
    raise ValueError("Write a whole address: https://github.com/ada/homepage.")


def _template(value: Any) -> str:
    text = _text(value)
    if text and "{filename}" not in text:
        raise ValueError("Write an address with {filename} in it.")
    return text


def _accent(value: Any) -> Accent | None:
    """One colour, or two for light and dark pages; a colour that is too faint is a ValueError."""
    texts = [value] if isinstance(value, str) else list(value or ())
    texts = [text.strip() for text in texts]
    if not any(texts):
        return None
    if len(texts) > 2:
        raise ValueError("Write one colour, or two: one for light pages and one for dark ones.")
    colours = [read_colour(text) for text in texts]
    if None in colours:
        wrong = texts[colours.index(None)]
        raise ValueError(f"'{wrong}' is no colour of CSS. Write it as #1f5f8b.")
    known = [colour for colour in colours if colour is not None]
    for colour, side in zip(known, ACCENTS, strict=False):
        found = contrast(colour, side)
        if found < 4.5:
            better = as_hex(adjusted(colour, side))
            raise ValueError(
                f"On {side.name} pages {as_hex(colour)} has a contrast of {found:.1f}; links need 4.5. "
                f"The nearest that has it is {better}."
            )
    light = known[0]
    dark = known[1] if len(known) == 2 else adjusted(light, ACCENTS[1], 7)
    return Accent(as_hex(light), as_hex(dark))


def _social_links(value: Any) -> tuple[SocialLink, ...]:
    if not value:
        return ()
    pairs: list[tuple[str, str]]
    if isinstance(value, Mapping):
        pairs = [(str(name), str(url)) for name, url in value.items()]
    elif isinstance(value, (list, tuple)) and all(isinstance(item, Mapping) for item in value):
        pairs = [(str(item.get("name", "")), str(item.get("url", ""))) for item in value]
    else:
        raise ValueError('Write {"GitHub": "https://github.com/ada"}.')
    for name, url in pairs:
        if not name or not urlsplit(url).scheme or urlsplit(url).scheme not in {"http", "https", "mailto"}:
            raise ValueError(f"'{name}: {url}' needs a name and an address with https:// or mailto:.")
    return tuple(SocialLink(name, url, icon(name)) for name, url in pairs)


_SERVICES: Mapping[str, tuple[tuple[str, ...], re.Pattern[str], str]] = {
    # name: (what it needs, the form of the first of them, an example)
    "plausible": (("domain",), re.compile(r"[\w.-]+(,[\w.-]+)*"), '{"plausible": "ada.example.org"}'),
    "goatcounter": (
        ("url",),
        re.compile(r"https://[\w.-]+/count"),
        '{"goatcounter": "https://ada.goatcounter.com/count"}',
    ),
    "matomo": (
        ("url", "site_id"),
        re.compile(r"https://[\w./-]+"),
        '{"matomo": {"url": "https://stats.example.org", "site_id": 1}}',
    ),
    "ga4": (("id",), re.compile(r"G-[A-Z0-9]+"), '{"ga4": "G-ABC123"}'),
}


def _analytics(value: Any) -> tuple[Service, ...]:
    if not value:
        return ()
    if not isinstance(value, Mapping):
        raise ValueError(f"Write {_SERVICES['plausible'][2]}.")
    services = []
    for name, given in value.items():
        known = _SERVICES.get(str(name))
        if known is None:
            meant = nearest(str(name), _SERVICES)
            guess = f"Did you mean '{meant}'? " if meant else ""
            raise ValueError(f"'{name}' is not known. {guess}The services are: {', '.join(_SERVICES)}.")
        keys, form, example = known
        settings = dict(given) if isinstance(given, Mapping) else {keys[0]: given}
        if not set(keys) <= settings.keys() or not form.fullmatch(str(settings[keys[0]])):
            raise ValueError(f"Write {example}.")
        if "site_id" in keys and not str(settings["site_id"]).isdigit():
            raise ValueError(f"The site_id is a number. Write {example}.")
        services.append(_service(str(name), {key: str(found) for key, found in settings.items()}))
    return tuple(services)


def _service(name: str, settings: dict[str, str]) -> Service:
    script = {
        "plausible": settings.get("src", "https://plausible.io/js/script.js"),
        "goatcounter": settings.get("src", "https://gc.zgo.at/count.js"),
        "matomo": f"{settings.get('url', '').rstrip('/')}/matomo.js",
        "ga4": f"https://www.googletagmanager.com/gtag/js?id={settings.get('id', '')}",
    }[name]
    return Service(name, tuple(sorted(settings.items())), script)


OPTIONS: Mapping[str, Option] = {
    "accent": Option("", _accent, "The colour of links: one, or a pair for light and dark pages."),
    "analytics": Option("", _analytics, "A service that counts visits; off by default."),
    "announcement": Option("", _text, "A line above every page; Markdown."),
    "column_width": Option("", _width, "The greatest width of the text: `65rem` unless set."),
    "dark_logo": Option(
        "", _text, "A logo for dark pages, from `html_static_path`; `html_logo` is for light ones then."
    ),
    "external_links_new_tab": Option(False, _flag, "Links to other sites open in a new tab."),
    "fonts": Option(
        "garamond",
        _word(*FONTS),
        "`garamond` comes with the theme; `system` and `sans` are the reader's own serif and sans, which need no download.",
    ),
    "footer": Option("", _text, "Words in the footer; Markdown."),
    "layout": Option(
        "homepage",
        _word(*LAYOUTS),
        "The layout of pages that name none: `homepage`, `profile` or `docs`.",
    ),
    "previous_next": Option(
        "",
        _flag_or_unset,
        "Links to the previous and the next page below the text; unset, pages in the layout `docs` have them.",
    ),
    "repository_branch": Option("main", _text, "The branch that edit links lead to."),
    "repository_docs": Option("", _text, "The folder of the sources in the repository."),
    "repository_url": Option(
        "",
        _address,
        "The repository at GitHub, GitLab, Codeberg or Bitbucket; pages get links to edit and view their source.",
    ),
    "show_switch": Option(True, _flag, "The switch between automatic, light and dark colours."),
    "site_title": Option(
        "",
        _text,
        "The name at the head of every page; empty: `html_short_title`, `html_title` or `project`, whichever is set.",
    ),
    "social_links": Option("", _social_links, "Links with icons in the footer: name and address."),
    "source_edit_link": Option(
        "", _template, "Where a page is edited, with `{filename}` for its source; for other hosts."
    ),
    "source_view_link": Option(
        "", _template, "Where a page's source is shown, with `{filename}`; for other hosts."
    ),
}


def read_options(given: Mapping[str, Any]) -> Reading:
    """Read ``html_theme_options``; an option that is wrong keeps its default."""
    values = {name: option.read(option.default) for name, option in OPTIONS.items()}
    faults = []
    for name, value in given.items():
        option = OPTIONS.get(name)
        if option is None:
            meant = nearest(name, OPTIONS)
            hint = f"Did you mean '{meant}'?" if meant else f"The options are: {', '.join(OPTIONS)}."
            faults.append(Fault(name, f"the theme 'academic' has no option '{name}'.", hint))
            continue
        try:
            values[name] = option.read(value)
        except (ValueError, TypeError) as error:
            hint = str(error) if isinstance(error, ValueError) else "Another kind of value was expected."
            faults.append(Fault(name, f"{value!r} is no value for the theme option '{name}'.", hint))
    return Reading(values, tuple(faults))


_HOSTS: Mapping[str, tuple[str, str]] = {
    "github": ("{url}/edit/{branch}/{path}", "{url}/blob/{branch}/{path}?plain=1"),
    "gitlab": ("{url}/-/edit/{branch}/{path}", "{url}/-/blob/{branch}/{path}?plain=1"),
    "codeberg": ("{url}/_edit/{branch}/{path}", "{url}/src/branch/{branch}/{path}?display=source"),
    "bitbucket": ("{url}/src/{branch}/{path}?mode=edit", "{url}/src/{branch}/{path}"),
}


def source_links(values: Mapping[str, Any], filename: str) -> tuple[str, str]:
    """Where the source of a page is edited and where it is shown; empty where the site does not say."""
    edit, view = values["source_edit_link"], values["source_view_link"]
    url = values["repository_url"]
    if url:
        host = urlsplit(url).netloc.lower()
        forms = next((forms for name, forms in _HOSTS.items() if name in host), None)
        if forms is not None:
            folder = values["repository_docs"].strip("/")
            path = f"{folder}/{filename}" if folder else filename
            filled = [form.format(url=url, branch=values["repository_branch"], path=path) for form in forms]
            return edit.replace("{filename}", filename) or filled[0], view.replace(
                "{filename}", filename
            ) or filled[1]
    return edit.replace("{filename}", filename), view.replace("{filename}", filename)
