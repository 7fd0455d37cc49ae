"""Bodies as they arrive: unpacked within bounds, known to be whole, and told apart from what is no answer of the service at all."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus

from sphinx_academic.problems import shorten


class CutBodyError(Exception):
    """That a body broke off before its end."""


class LargeBodyError(Exception):
    """That a body is larger than what is read."""


class OddBodyError(Exception):
    """That a body is packed in a way that nobody has asked for, or wrongly."""


def unpacked(
    pieces: Iterable[bytes], encoding: str, most: int, watch: Callable[[], None] = lambda: None
) -> bytes:
    """A body of at most so many bytes, which is at no moment unpacked further. ``watch`` is called for each piece that arrives."""
    encoding = encoding.strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        raise OddBodyError
    is_packed = encoding not in {"", "identity"}
    body = bytearray()
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16) if is_packed else None
    has_begun = False
    for arrived in pieces:
        watch()
        piece = arrived
        while piece:
            if unpacker is None:
                body += piece
                piece = b""
            else:
                has_begun = True
                if unpacker.eof:  # several packed one behind the other
                    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
                try:
                    body += unpacker.decompress(piece, most - len(body) + 1)
                except zlib.error:
                    raise OddBodyError from None
                piece = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
            if len(body) > most:
                raise LargeBodyError
    if unpacker is not None and has_begun and not unpacker.eof:
        raise CutBodyError
    return bytes(body)


def is_announced_larger(headers: Mapping[str, str], most: int) -> bool:
    """Whether the headers say that a body is larger than so many bytes, packed or not."""
    return (
        bool(re.fullmatch(r"[0-9]{1,20}", length := headers.get("content-length", ""))) and int(length) > most
    )


_PAGE = re.compile(
    rb"\s{0,100}(?:<\?xml[^>]{0,200}>)?\s{0,100}(?:<!--[^>]{0,200}-->)?\s{0,100}<(?:!doctype\s{1,20})?html\b",
    re.I,
)
# Pages that let browsers work before they let anybody in.
_CHECK = re.compile(
    rb"anubis|proof.of.work|not a bot|are you a robot|captcha|cf-challenge|just a moment|checking your browser",
    re.I,
)
_TOO_OFTEN = re.compile(rb"rate limit|too many requests|rate exceeded", re.I)
_SHORT = 1000
"""Bytes of an answer that says nothing but that something is wrong."""


def kind_of(accept: str) -> str:
    """``json`` or ``xml`` for what is asked for, empty for anything else."""
    return next((kind for kind in ("json", "xml") if kind in accept.lower()), "")


def is_check(body: bytes) -> bool:
    """Whether a body is a page on which browsers have to prove that they are some."""
    beginning = body[:20_000]
    return bool(_PAGE.match(beginning) and _CHECK.search(beginning))


def is_whole(body: bytes, accept: str) -> bool:
    """Whether a body ends as what was asked for does; where no length is announced, nothing else shows that it broke off."""
    begin, end = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1], body.rstrip()[-1:]
    ends = {b"{": b"}", b"[": b"]"} if kind_of(accept) == "json" else {b"<": b">"}
    return not kind_of(accept) or begin not in ends or end == ends[begin]


def is_told_off(body: bytes) -> bool:
    """Whether a short answer with a good status says that the service is asked too often (PubMed)."""
    return (
        len(body) < _SHORT
        and body.lstrip()[:1] == b"{"
        and b'"error"' in body
        and bool(_TOO_OFTEN.search(body))
    )


def what_is_odd(body: bytes, headers: Mapping[str, str], accept: str) -> str:
    """Why a body is no answer to what was asked for, in words that follow the name of the service; empty where it may be one."""
    kind = kind_of(accept)
    given = headers.get("content-type", "").partition(";")[0].strip().lower()
    if not body.strip():
        return "answers with nothing at all"
    is_page = given in {"text/html", "application/xhtml+xml"} or _PAGE.match(body[:1000])
    if is_page and "html" not in accept.lower():
        return "answers with a page for people, not with data"
    if not kind:
        return ""
    begin = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if begin in ({b"{", b"["} if kind == "json" else {b"<"}):
        return ""
    if kind == "xml" and begin == b"{" and (said := said_in(body, headers)):
        return f"answers with an error: {said}"
    name = f"“{shorten(given, 60)}”" if given else "something else"
    return f"answers with what is no {kind.upper()} (it is called {name})"


def said_in(body: bytes, headers: Mapping[str, str]) -> str:
    """What an answer with an error says to people, in one short line; empty where it says nothing readable."""
    given = headers.get("content-type", "").lower()
    text = body[:20_000].decode("utf-8", "replace").strip()
    if text.startswith("{"):
        try:
            found = _message_in(json.loads(text))
        except (ValueError, RecursionError):
            return ""
    else:
        found = text if "text/plain" in given and not text.startswith("<") else ""
    return shorten(
        " ".join("".join(sign if sign.isprintable() else " " for sign in found).split()), 160
    ).rstrip(".")


def _message_in(value: object, depth: int = 0) -> str:
    if isinstance(value, str):
        return value
    if depth > 4:
        return ""
    if isinstance(value, list):
        return next(filter(None, (_message_in(item, depth + 1) for item in value[:10])), "")
    if isinstance(value, dict):
        names = ("user-message", "message", "error", "title", "detail", "errors", "error_description")
        return next(filter(None, (_message_in(value.get(name), depth + 1) for name in names)), "")
    return ""


def name_of_status(status: int) -> str:
    """A status as people know it: ``status 409, conflict``."""
    try:
        return f"status {status}, {HTTPStatus(status).phrase.lower()}"
    except ValueError:
        return f"status {status}"


def text_of(body: bytes, headers: Mapping[str, str]) -> str:
    """A body as text, in the encoding that the headers or its first line name, else in UTF-8."""
    found = re.search(r"charset=\"?([\w.:-]{1,40})", headers.get("content-type", ""), re.I) or re.match(
        r"\s{0,20}<\?xml[^>]{0,200}?encoding=[\"']([\w.:-]{1,40})", body[:300].decode("latin-1")
    )
    try:
        text = body.decode(found[1] if found else "utf-8", "replace")
    except (LookupError, ValueError):
        text = body.decode("utf-8", "replace")
    return text.removeprefix("\ufeff")
