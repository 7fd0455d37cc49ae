"""The directive ``timeline``: a link to somebody's posts, which are loaded only when a reader asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, NamedTuple
from urllib.parse import urlsplit

from sphinx_academic.content.fragments import Element, Fragments
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Record
from sphinx_academic.data.values.addresses import is_safe, scheme_of
from sphinx_academic.sections.base import Chosen, Script, Section
from sphinx_academic.sections.description import Description, _
from sphinx_academic.sections.options import Option, Options, Values, count

SERVICES = {"mastodon": "Mastodon", "bluesky": "Bluesky", "x": "X"}
_DEFAULT_LIMIT = 5

_HOST_NAME = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
_HANDLE = re.compile(rf"@?({_HOST_NAME})", re.IGNORECASE)
_FEDERATED = re.compile(rf"@?([\w.-]+)@({_HOST_NAME})", re.IGNORECASE)
_MASTODON_PATH = re.compile(r"/(?:@|users/)([\w.-]+)(?:@([\w.-]+))?/?", re.ASCII)
_BLUESKY_PATH = re.compile(r"/profile/([\w.:-]+)/?", re.ASCII)
_X_PATH = re.compile(r"/@?(\w{1,15})/?", re.ASCII)
_EXPECTED = (
    "An account was expected: https://mastodon.social/@ada, @ada@mastodon.social, "
    "https://bsky.app/profile/ada.bsky.social or https://x.com/ada."
)


class Account(NamedTuple):
    """Somebody's account: its service, empty for an address of none that is known; whom to ask; its name and page."""

    service: str
    host: str
    name: str
    url: str

    @property
    def shown(self) -> str:
        """The account as people write it."""
        return f"@{self.name}@{self.host}" if self.service == "mastodon" else f"@{self.name}"


def _mastodon(name: str, host: str) -> Account:
    return Account("mastodon", host.lower(), name, f"https://{host.lower()}/@{name}")


def _bluesky(name: str) -> Account:
    return Account("bluesky", "public.api.bsky.app", name, f"https://bsky.app/profile/{name}")


def read_account(text: str) -> Account:
    """The account that an address or a handle names. Raises ValueError for what is neither."""
    text = text.strip()
    if federated := _FEDERATED.fullmatch(text):
        return _mastodon(*federated.groups())
    if handle := _HANDLE.fullmatch(text):
        return _bluesky(handle[1].lower())
    if scheme_of(text) not in {"http", "https"} or not is_safe(text):
        raise ValueError(_EXPECTED)
    parts = urlsplit(text)
    host = (parts.hostname or "").removeprefix("www.")
    if host == "bsky.app" and (path := _BLUESKY_PATH.fullmatch(parts.path)):
        return _bluesky(path[1])
    if host in {"x.com", "twitter.com", "mobile.twitter.com"}:
        if path := _X_PATH.fullmatch(parts.path):
            return Account("x", "platform.twitter.com", path[1], f"https://x.com/{path[1]}")
    elif re.fullmatch(_HOST_NAME, host) and (path := _MASTODON_PATH.fullmatch(parts.path)):
        # An account that is followed from another host (https://mastodon.social/@ada@fediscience.org) lives there.
        return _mastodon(path[1], path[2] or parts.netloc)
    return Account("", "", "", text)


class Timeline(Section[Record]):
    """A link, and what our script needs to put posts below it. No record and no data file has a part in it."""

    name = "timeline"
    list_of = ""
    in_cv = None
    argument: ClassVar[Option | None] = Option(
        Values(read_account, "an account"), "The account: an address or a handle of Mastodon, Bluesky or X."
    )
    options: ClassVar[dict[str, Option]] = {
        "limit": Option(count, "How many posts are loaded at most, up to 40.", str(_DEFAULT_LIMIT)),
    }

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        return (Chosen((), ()),) if "argument" in options else ()

    def faults(self, collection: Collection, options: Options) -> Iterator[tuple[str, str, str]]:
        account = options.get("argument")
        if account is not None and not account.service:
            message = f"'{account.url}' is no account whose posts can be loaded; a plain link is shown."
            yield "", message, _EXPECTED

    def script(self) -> Script:
        return Script(
            "academic-timeline.js",
            {
                "data-load": _("Load posts from {host}"),
                "data-tells": _("This sends your IP address to {host}."),
                "data-loading": _("Loading posts …"),
                "data-loaded": _("Posts loaded: {count}."),
                "data-none": _("There are no posts."),
                "data-unknown": _("{host} knows no such account. The link above leads to the page."),
                "data-failed": _("{host} sent no posts. The link above leads to them."),
                "data-posts": _("Posts"),
                "data-picture": _("Picture: {description}"),
                "data-post": _("Post"),
            },
        )

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        service, host, name, url = account = options["argument"]
        if not service:
            line = Element("line", (Element("link", (url,), "", {"url": url}),))
            return (Element("division", (line,), "academic academic-timeline"),)
        words = _("Posts of {account} on {service}").format(account=account.shown, service=SERVICES[service])
        link = Element("link", (Element("icon", (), "", {"name": service}), words), "", {"url": url})
        line = Element("line", (link,), "academic-timeline-link")
        limit = str(min(options.get("limit", _DEFAULT_LIMIT), 40))
        told = {"service": service, "host": host, "account": name, "limit": limit}
        return (Element("widget", (line,), "academic academic-timeline", told),)
