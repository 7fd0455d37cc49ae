"""Counting visitors, for sites that ask for it: which service, and what our script is told of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sphinx_academic.problems import nearest
from sphinx_academic.settings import structure

__all__ = ["SERVICES", "Service", "read_analytics"]


class Service(NamedTuple):
    """A service that counts visitors; ``read`` makes of its setting the data attributes that our script reads."""

    name: str
    expects: str
    read: Callable[[Any], dict[str, str]]


def _address(value: object, expects: str) -> str:
    text = str(value).strip()
    try:
        parts = urlsplit(text)
        complete = parts.scheme == "https" and bool(parts.hostname)
    except ValueError:  # https://[broken
        complete = False
    if not complete or re.search(r"[\s\"'<>]", text):
        raise ValueError(f"{expects} was expected; addresses begin with https://.")
    return text


def _fields(value: object, first: str, known: tuple[str, ...], expects: str) -> dict[str, Any]:
    """A mapping as it is, and anything else as its first field."""
    if not isinstance(value, Mapping):
        return {first: value}
    for name in value:
        if name not in known:
            meant = nearest(str(name), known)
            guess = f"did you mean '{meant}'? " if meant else ""
            raise ValueError(f"'{name}' is not known; {guess}{expects} was expected.")
    return {str(name): field for name, field in value.items()}


_PLAUSIBLE = (
    "The domain of the site as Plausible knows it (`kettlewell.example.org`), or `domain` and `script`"
)
_GOATCOUNTER = "The address that GoatCounter gives (`https://kettlewell.goatcounter.com/count`)"
_MATOMO = "The `url` of the Matomo server and the number of the site (`site_id`)"
_GA4 = "The measurement ID that Google gives (`G-ABCD123456`)"


def _plausible(value: object) -> dict[str, str]:
    fields = _fields(value, "domain", ("domain", "script"), _PLAUSIBLE)
    domain = str(fields.get("domain", "")).strip().lower()
    if not re.fullmatch(r"(?:[\w-]+\.)+[\w-]{2,}(?:/[\w./-]*)?(?:,\s*(?:[\w-]+\.)+[\w-]{2,})*", domain):
        raise ValueError(f"{_PLAUSIBLE} was expected.")
    script = _address(fields.get("script", "https://plausible.io/js/script.js"), _PLAUSIBLE)
    return {"site": domain, "script": script}


def _goatcounter(value: object) -> dict[str, str]:
    address = _address(value, _GOATCOUNTER)
    host = urlsplit(address).hostname or ""
    # Whoever runs GoatCounter on a host of their own has its script there as well.
    script = "https://gc.zgo.at/count.js" if host.endswith(".goatcounter.com") else f"https://{host}/count.js"
    return {"site": address, "script": script}


def _matomo(value: object) -> dict[str, str]:
    fields = _fields(value, "url", ("url", "site_id"), _MATOMO)
    number = str(fields.get("site_id", "")).strip()
    if not re.fullmatch(r"[1-9]\d{0,8}", number):
        raise ValueError(f"{_MATOMO} was expected.")
    server = _address(fields.get("url", ""), _MATOMO).rstrip("/")
    return {"site": number, "tracker": f"{server}/matomo.php", "script": f"{server}/matomo.js"}


def _ga4(value: object) -> dict[str, str]:
    identifier = str(value).strip().upper()
    if not re.fullmatch(r"G-[A-Z0-9]{6,14}", identifier):
        raise ValueError(f"{_GA4} was expected.")
    return {"site": identifier, "script": f"https://www.googletagmanager.com/gtag/js?id={identifier}"}


SERVICES = (
    Service("plausible", _PLAUSIBLE, _plausible),
    Service("goatcounter", _GOATCOUNTER, _goatcounter),
    Service("matomo", _MATOMO, _matomo),
    Service("ga4", _GA4, _ga4),
)


def read_analytics(value: Any) -> dict[str, str]:
    """The data attributes for our script, empty for none. Raises ValueError for what is no service."""
    value = structure(value)
    if value in ({}, ""):
        return {}
    names = [service.name for service in SERVICES]
    if not isinstance(value, Mapping) or len(value) != 1:
        raise ValueError(
            f"A mapping of one service to its setting was expected. The services are: {', '.join(names)}."
        )
    ((name, setting),) = value.items()
    service = next((service for service in SERVICES if service.name == name), None)
    if service is None:
        meant = nearest(str(name), names)
        guess = f"did you mean '{meant}'? " if meant else ""
        raise ValueError(f"'{name}' is no service; {guess}The services are: {', '.join(names)}.")
    return {"service": service.name, **service.read(setting)}
