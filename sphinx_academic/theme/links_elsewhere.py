"""Links that lead away: a person's pages elsewhere, the source of a page, and new tabs for all of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypedDict
from urllib.parse import quote, urlsplit

from docutils import nodes

from sphinx_academic.content.symbols import icon
from sphinx_academic.data.values.addresses import (
    Link,
    complete,
    host_of,
    is_safe,
    network_of,
    page_of_clone,
    scheme_of,
)
from sphinx_academic.pages.build import Options
from sphinx_academic.pages.repositories import templates_of
from sphinx_academic.pages.site import new_tab_words
from sphinx_academic.problems import nearest
from sphinx_academic.setting_values import plain_text, shown, structure

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PROFILE = "profile"
"""Stands for the links of the profile in the site's data."""

_EXPECTED = 'A mapping of names to users or addresses was expected ({"GitHub": "ada"}), a list of addresses, or "profile".'


class SocialLink(TypedDict):
    """A link as the templates get it."""

    name: str
    url: str
    icon: str


def read_social_links(value: object) -> list[SocialLink] | str:
    """The links, or :data:`PROFILE`. Raises ValueError for what is neither."""
    value = structure(value)
    if isinstance(value, str):
        if value.strip().lower() == PROFILE:
            return PROFILE
        value = [part.strip() for part in value.split(",") if part.strip()]
    if isinstance(value, Mapping):
        return [_social_link(str(name), str(url)) for name, url in value.items()]
    if not isinstance(value, (list, tuple)):
        raise ValueError(_EXPECTED)
    found = []
    for item in value:
        if isinstance(item, str):
            found.append(_social_link("", item))
        elif isinstance(item, Mapping) and item.get("url") and item.keys() <= {"name", "url", "icon"}:
            found.append(_social_link(*(str(item.get(field, "")) for field in ("name", "url", "icon"))))
        else:
            raise ValueError(f"{shown(item)} is no link; one is an address, or has `name`, `url` and `icon`.")
    return found


def _social_link(name: str, url: str, drawn: str = "") -> SocialLink:
    link = complete(Link(name, url.strip()))
    if not scheme_of(link.url) or not is_safe(link.url):
        what = f"'{link.url}' is no address of another site"
        raise ValueError(f"{what}; one that begins with https:// was expected.")
    if drawn and icon(drawn) is None:
        hint = "Leave `icon` out, or take one that the package has, such as globe."
        raise ValueError(f"There is no icon '{drawn}'. {hint}")
    return social_link(link, drawn)


def social_link(link: Link, drawn: str = "") -> SocialLink:
    """A link with the icon of its network, if none is ``drawn``."""
    network = network_of(link.name, link.url)
    sign = drawn or (network.icon if network else "link")
    return SocialLink(name=link.name or link.url, url=link.url, icon=sign)


_FIELD = re.compile(r"\{([^{}]*)\}")
_FIELDS = ("filename", "repository", "branch")


def read_repository(value: object) -> str:
    """The address of a repository's page, from that or that of ``git clone``. Raises ValueError for what is none."""
    text = plain_text(value)
    if not text:
        return ""
    text = page_of_clone(text).rstrip("/").removesuffix(".git")
    is_web = scheme_of(text) in {"http", "https"} and host_of(text)
    if not is_web or urlsplit(text).path.count("/") < 2 or re.search(r"\s", text):
        raise ValueError("The address of a repository was expected: https://github.com/ada/ada.github.io.")
    return text


def read_template(value: object) -> str:
    """An address with ``{filename}`` for the path of a page's source. Raises ValueError for what is none."""
    text = plain_text(value)
    for name in _FIELD.findall(text):
        if name not in _FIELDS:
            meant = nearest(name, _FIELDS)
            guess = f"did you mean '{{{meant}}}'? " if meant else ""
            raise ValueError(f"'{{{name}}}' is not known; {guess}{{filename}} is the path of the source.")
    if text and not ("{filename}" in text and text.startswith(("https://", "http://", "{repository}"))):
        example = "https://git.example.org/ada/site/edit/main/{filename}"
        raise ValueError(f"An address with {{filename}} in it was expected: {example}.")
    return text


def source_links(options: Options, docs_path: str, filename: str) -> dict[str, str]:
    """``edit`` and ``view``, as far as there are such addresses, of the page with this source."""
    repository = options["repository_url"]
    folder = (options["docs_path"] or docs_path).strip("/")
    found = {}
    for kind, usual in zip(("edit", "view"), templates_of(repository), strict=True):
        own = options[f"source_{kind}_link"]
        fields = {
            # A template of the site's own says itself in which folder its sources lie.
            "filename": quote(filename if own or not folder else f"{folder}/{filename}"),
            "repository": repository,
            "branch": quote(options["repository_branch"]),
        }
        if template := own or usual:
            found[kind] = _FIELD.sub(lambda match, fields=fields: fields[match[1]], template)
    return found


def open_in_new_tab(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give each link to another site its target, and words for those who do not see what a link does."""
    words = new_tab_words(app.builder)
    if not words:
        return
    for link in doctree.findall(nodes.reference):
        if link.get("internal") or scheme_of(link.get("refuri", "")) not in {"http", "https"}:
            continue
        link["target"] = "_blank"
        link["rel"] = "noopener"
        if isinstance(link.parent, nodes.TextElement):
            # Not among the words that are searched for.
            link += nodes.inline("", f" {words}", classes=["academic-unseen", "no-search"])
        else:
            link["reftitle"] = words
