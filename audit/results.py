"""What was measured, held against what is to be reached."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Row(NamedTuple):
    """One line of the table.

    ``met`` is None where it was not measured, which ``found`` then says. ``details`` are for whoever mends it.
    """

    what: str
    reach: str
    found: str
    met: bool | None
    details: tuple[str, ...] = ()


def at_most(what: str, found: float, limit: float, unit: str = "", digits: int = 0) -> Row:
    """A figure that may not be larger than a limit."""
    return Row(
        what, f"≤ {limit:,.{digits}f}{unit}", f"{found:,.{digits}f}{unit}", round(found, digits) <= limit
    )


def at_least(what: str, found: float, limit: float) -> Row:
    """A score that may not be smaller."""
    return Row(what, f"≥ {limit:.0f}", f"{found:.0f}", round(found) >= limit)


def all_of(what: str, found: Iterable[tuple[bool, str]]) -> Row:
    """Things that have all to be right: of each, whether it is, and what to tell where not."""
    each = list(found)
    right = sum(is_right for is_right, _ in each)
    details = tuple(told for is_right, told in each if not is_right)
    return Row(what, f"{len(each)} of {len(each)}", f"{right} of {len(each)}", right == len(each), details)


def none_of(what: str, found: Iterable[str]) -> Row:
    """Findings of which there may be none."""
    details = tuple(found)
    return Row(what, "0", str(len(details)), not details, details)


def not_measured(what: str, why: str) -> Row:
    """A line that could not be measured here."""
    return Row(what, "", f"not measured: {why}", None)


_MARKS = {True: "met", False: "MISSED", None: "–"}


def as_text(rows: Iterable[Row]) -> str:
    """The table for a terminal, with the details of what was missed below it."""
    rows = list(rows)
    width = max(len(row.what) for row in rows)
    lines = [f"{row.what:<{width}}  {row.reach:>10}  {row.found:>22}  {_MARKS[row.met]}" for row in rows]
    for row in rows:
        if row.met is False and row.details:
            lines += ["", row.what, *(f"  {detail}" for detail in row.details[:20])]
            if len(row.details) > 20:
                lines.append(f"  and {len(row.details) - 20} more")
    return "\n".join(lines)


def as_markdown(rows: Iterable[Row]) -> str:
    """The table for the documentation."""
    lines = ["| Measured | Reach | Found |", "|---|---|---|"]
    lines += [f"| {row.what} | {row.reach} | {row.found} |" for row in rows]
    return "\n".join(lines) + "\n"
