"""Links to a person's pages elsewhere, drawn as icons at the head or the foot of every page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypedDict

from sphinx_academic.content.icons import icon
from sphinx_academic.data.values.addresses import Link, is_safe, scheme_of
from sphinx_academic.data.values.networks import complete, network_of
from sphinx_academic.settings import shown, structure

__all__ = ["PROFILE", "SocialLink", "read_social_links", "social_link"]

PROFILE = "profile"
"""Stands for the links of the profile in the site's data."""

_EXPECTED = 'A mapping of names to users or addresses was expected ({"GitHub": "ada"}), a list of addresses, or "profile".'


class SocialLink(TypedDict):
    """A link as the templates get it."""

    name: str
    url: str
    icon: str


def read_social_links(value: Any) -> list[SocialLink] | str:
    """The links, or :data:`PROFILE`. Raises ValueError for what is neither."""
    value = structure(value)
    if isinstance(value, str):
        if value.strip().lower() == PROFILE:
            return PROFILE
        value = [part.strip() for part in value.split(",") if part.strip()]
    return [_complete(name, url, drawn) for name, url, drawn in _given(value)]


def social_link(link: Link) -> SocialLink | None:
    """A link of the profile; None where it leads nowhere."""
    if not link.url:
        return None
    network = network_of(link.name, link.url)
    return SocialLink(name=link.name, url=link.url, icon=network.icon if network else "link")


def _given(value: object) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, Mapping):
        for name, url in value.items():
            yield str(name), str(url), ""
        return
    if not isinstance(value, (list, tuple)):
        raise ValueError(_EXPECTED)
    for item in value:
        if isinstance(item, str):
            yield "", item, ""
        elif isinstance(item, Mapping) and item.get("url") and item.keys() <= {"name", "url", "icon"}:
            yield str(item.get("name", "")), str(item["url"]), str(item.get("icon", ""))
        else:
            raise ValueError(f"{shown(item)} is no link; one is an address, or has `name`, `url` and `icon`.")


def _complete(name: str, url: str, drawn: str) -> SocialLink:
    link = complete(Link(name, url.strip()))
    if not scheme_of(link.url) or not is_safe(link.url):
        raise ValueError(
            f"'{link.url}' is no address of another site; one that begins with https:// was expected."
        )
    if drawn and icon(drawn) is None:
        raise ValueError(
            f"There is no icon '{drawn}'. Leave `icon` out, or take one that the package has, such as globe."
        )
    network = network_of(link.name, link.url)
    shown = drawn or (network.icon if network else "link")
    return SocialLink(name=link.name or link.url, url=link.url, icon=shown)
