"""Talks and other events as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


class Event(NamedTuple):
    """Something that takes a day; ``description`` is plain text, ``address`` absolute."""

    identifier: str
    title: str
    day: date
    address: str = ""
    place: str = ""
    description: str = ""


def calendar(name: str, events: Iterable[Event]) -> str:
    """The events as an iCalendar object, in the order of their days.

    ``DTSTAMP`` says when an event was last changed, which data does not know: it is the day of the event,
    so that the same data gives the same calendar.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//sphinx-academic//sphinx-academic//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for event in sorted(events, key=lambda event: (event.day, event.identifier)):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_escaped(event.identifier)}",
            f"DTSTAMP:{event.day:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(event.title)}",
        ]
        if event.place:
            lines.append(f"LOCATION:{_escaped(event.place)}")
        if event.description:
            lines.append(f"DESCRIPTION:{_escaped(event.description)}")
        if event.address:
            # A URI value is not escaped (3.3.13).
            lines.append(f"URL:{_one_line(event.address)}")
        lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(map(_folded, lines))


def _one_line(text: str) -> str:
    return _CONTROL.sub("", text).replace("\n", "").replace("\t", " ")


def _escaped(text: str) -> str:
    """A text (3.3.11): backslash, semicolon, comma and line end stand behind a backslash."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n"))
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> str:
    """A content line (3.1) in pieces of at most 75 octets, none of which ends within a character."""
    pieces: list[str] = []
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > 75:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += octets
    return "\r\n".join([*pieces, piece]) + "\r\n"
