"""What services are asked and answer in tests, and all that goes wrong with an answer."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from answers_of_files import stored_body, stored_headers

SERVICES = {
    "pub.orcid.org": "orcid",
    "api.openalex.org": "openalex",
    "api.crossref.org": "crossref",
    "doi.org": "crossref",
    "api.datacite.org": "datacite",
    "data.crosscite.org": "datacite",
    "dblp.org": "dblp",
    "dblp.uni-trier.de": "dblp",
    "export.arxiv.org": "arxiv",
    "eutils.ncbi.nlm.nih.gov": "pubmed",
    "api.github.com": "github",
    "api.unpaywall.org": "unpaywall",
}
"""Services by their hosts."""


class Asked(NamedTuple):
    """One request, as the server has seen it."""

    method: str
    scheme: str
    host: str
    path: str
    """With the query, as it was sent."""
    headers: Mapping[str, str]
    """By names in small letters."""

    @property
    def service(self) -> str:
        return SERVICES.get(self.host, self.host)

    @property
    def address(self) -> str:
        return f"{self.scheme}://{self.host}{self.path}"

    @property
    def place(self) -> str:
        """The path without the query, readable and in small letters."""
        return unquote(urlsplit(self.path).path).lower()

    @property
    def parameters(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))

    @property
    def is_conditional(self) -> bool:
        return "if-none-match" in self.headers or "if-modified-since" in self.headers


@dataclass(frozen=True)
class Answer:
    """One answer, and what is wrong with how it is sent."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    cut: int = 0
    """How many bytes of the body are announced and not sent."""
    hangs: bool = False
    """Whether nothing is sent until the server is closed."""
    piece: int = 0
    """How many bytes are sent at a time, with a breath between; 0 for all at once."""
    drops: bool = False
    """Whether the connection is closed without a word."""
    is_packed: bool = False
    """Whether the body is gzip already, and is announced as such."""

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    def with_header(self, name: str, value: str | None) -> Answer:
        """The same with another header; None takes it away."""
        others = tuple((key, old) for key, old in self.headers if key.lower() != name.lower())
        return replace(self, headers=others if value is None else (*others, (name, value)))


Fault = Callable[[Asked, Answer], Answer]
"""Makes what goes wrong of the right answer."""


def stored(name: str) -> Answer:
    """An answer of tests/services: ``crossref/work-by-doi``."""
    status, headers = stored_headers(name)
    kept = tuple(
        (key, value) for key, value in headers if key.lower() not in {"content-length", "connection"}
    )
    return Answer(status, kept, stored_body(name))


def of_json(value: object, like: str) -> Answer:
    """A value as JSON, with the headers of a stored answer."""
    return replace(stored(like), body=json.dumps(value, ensure_ascii=False).encode("utf-8"))


# What goes wrong


def instead(name: str) -> Fault:
    """Another stored answer: ``crossref/rate-limited``, ``dblp/bot-check-200``."""
    return lambda asked, answer: stored(name)


def status(
    code: int, retry_after: str | None = None, body: bytes = b"", kind: str = "text/plain", **headers: str
) -> Fault:
    """A status without an answer; ``retry_after`` in seconds or as a date. Other headers are named with ``_`` for ``-``."""
    found = [("Content-Type", kind), *((name.replace("_", "-"), value) for name, value in headers.items())]
    if retry_after is not None:
        found.append(("Retry-After", retry_after))
    return lambda asked, answer: Answer(code, tuple(found), body or HTTPStatus(code).phrase.encode("ascii"))


def cut(missing: int = 20) -> Fault:
    """An answer that breaks off: fewer bytes than announced."""
    return lambda asked, answer: replace(answer, cut=missing)


def html(code: int = 200) -> Fault:
    """A page for people, with any status."""
    page = b"<!DOCTYPE html>\n<html><head><title>Welcome</title></head><body><p>We are being improved.</p></body></html>"
    return lambda asked, answer: Answer(code, (("Content-Type", "text/html; charset=utf-8"),), page)


def wrong_type(kind: str = "text/plain") -> Fault:
    """The right answer under a wrong name."""
    return lambda asked, answer: answer.with_header("Content-Type", kind)


def saying(body: bytes, kind: str = "application/json", code: int = 200) -> Fault:
    """Any body: an error inside a 200, what is no JSON, nothing at all."""
    return lambda asked, answer: Answer(code, (("Content-Type", kind),), body)


def slow(piece: int = 64) -> Fault:
    """The right answer, some bytes at a time."""
    return lambda asked, answer: replace(answer, piece=piece)


def hang() -> Fault:
    """No answer at all, and no end of it."""
    return lambda asked, answer: Answer(hangs=True)


def dropped() -> Fault:
    """A connection that is closed without a word."""
    return lambda asked, answer: Answer(drops=True)


def redirect(to: str, code: int = 302) -> Fault:
    """Another address: ``{path}`` in it stands for the path that was asked for."""
    return lambda asked, answer: Answer(code, (("Location", to.replace("{path}", asked.path)),), b"")


def large(size: int = 50_000_000) -> Fault:
    """A body of that many bytes that is JSON."""
    return lambda asked, answer: Answer(
        200, (("Content-Type", "application/json"),), b'{"message":"' + b"a" * (size - 14) + b'"}'
    )


def bomb(size: int = 200_000_000) -> Fault:
    """A small body that becomes so many bytes when it is unpacked."""
    packed = gzip.compress(b" " * size, 6, mtime=0)
    return lambda asked, answer: Answer(200, (("Content-Type", "application/json"),), packed, is_packed=True)


def many_authors(count: int = 5000) -> Fault:
    """The right answer of Crossref or OpenAlex, in which each work has that many authors."""

    def change(asked: Asked, answer: Answer) -> Answer:
        value = json.loads(answer.body)
        message = value.get("message", value)
        for work in message.get("items") or message.get("results") or [message]:
            name = "author" if "author" in work else "authorships"
            people = work[name]
            work[name] = [people[place % len(people)] for place in range(count)]
        return replace(answer, body=json.dumps(value).encode("utf-8"))

    return change
