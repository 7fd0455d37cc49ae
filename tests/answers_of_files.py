"""Stands in for a service in tests of sources: what is asked for is answered from the files in ``tests/services``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote_plus, urlencode

from sphinx_academic.data.located import RawList, RawMapping
from sphinx_academic.fetching.source import UnavailableError
from sphinx_academic.fetching.xml_tree import NoXmlError, XmlElement, parse
from sphinx_academic.formats.json_places import read_json

FOLDER = Path(__file__).parent / "services"
DAY = "2026-12-01"


@dataclass(frozen=True)
class ReplyOfText:
    """An answer that a test has written."""

    body: str
    day: str = DAY
    headers: Mapping[str, str] = field(default_factory=dict)

    def text(self) -> str:
        return self.body

    def json(self) -> RawMapping:
        value, problems = read_json(self.body, "answer")
        if isinstance(value, RawList):
            together = RawMapping()
            together["items"] = value
            return together
        if problems or not isinstance(value, RawMapping):
            raise UnavailableError("answers with what is no JSON.")
        return value

    def xml(self) -> XmlElement:
        try:
            return parse(self.body)
        except NoXmlError as error:
            raise UnavailableError(f"answers with what is no XML: {error}.") from error


def stored_headers(name: str) -> tuple[int, list[tuple[str, str]]]:
    """Status and headers of a stored answer: ``crossref/work-by-doi``."""
    first, *lines = (FOLDER / f"{name}.headers").read_text("utf-8").splitlines()
    pairs = (line.split(":", 1) for line in lines if line)
    return int(first.split()[1]), [(key, value.strip()) for key, value in pairs]


def stored_body(name: str) -> bytes:
    """The body of a stored answer; empty where it has none."""
    found = [path for path in FOLDER.glob(f"{name}.*") if path.suffix != ".headers"]
    return found[0].read_bytes() if found else b""


def reply_of(name: str, day: str = DAY) -> ReplyOfText:
    """A stored answer."""
    _, headers = stored_headers(name)
    return ReplyOfText(stored_body(name).decode("utf-8"), day, {key.lower(): value for key, value in headers})


_Answer: TypeAlias = str | ReplyOfText | Exception | None


@dataclass
class AskerOfFiles:
    """Answers what a table says, of several answers one after the other and the last for good; ``asked`` are the addresses that were asked
    for, with parameters, as people read them."""

    table: Mapping[str, _Answer | list[_Answer]]
    contact: str = "ada@eelmarsh.org"
    asked: list[str] = field(default_factory=list)
    forgotten: list[ReplyOfText] = field(default_factory=list)
    encoded: list[str] = field(default_factory=list)

    def get(
        self, address: str, parameters: Mapping[str, str] | None = None, *, accept: str = "application/json"
    ) -> ReplyOfText | None:
        whole = address + ("?" + urlencode(parameters) if parameters else "")
        readable = unquote_plus(whole)
        self.asked.append(readable)
        self.encoded.append(address)
        names = sorted((name for name in self.table if _begins(readable, name)), key=len)
        if not names:
            raise AssertionError(f"nothing in the table answers {readable}")
        answer = self.table[names[-1]]
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if isinstance(answer, Exception):
            raise answer
        if not isinstance(answer, str):
            return answer
        status, _ = stored_headers(answer)
        if status in {404, 410}:
            return None
        if status != 200:
            raise UnavailableError(f"answers with status {status}.")
        return reply_of(answer)

    def forget(self, reply: ReplyOfText) -> None:
        self.forgotten.append(reply)


def _begins(address: str, name: str) -> bool:
    return address.lower().startswith(unquote_plus(name).lower())


def asker_of_files(
    table: Mapping[str, _Answer | list[_Answer]], contact: str = "ada@eelmarsh.org"
) -> AskerOfFiles:
    """An asker whose table leads from addresses to stored answers (``crossref/work-by-doi``), written ones, None for nothing, or an error.

    An address of the table answers all that begin with it, the longest first; case and ``%2F`` make no difference. A stored answer with
    status 404 is nothing, with another error it raises UnavailableError, as a client does. What the table lacks fails the test.
    """
    return AskerOfFiles(table, contact)
