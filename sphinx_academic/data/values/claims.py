"""What a work claims, and the test that shows it."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_academic.data import fields
from sphinx_academic.data.fields import Entry, Field, ValueType, Written, mapped
from sphinx_academic.problems import Code


class Claim(NamedTuple):
    """One claim; ``test`` is the identifier of a test, as its runner writes it, empty where there is none."""

    text: str
    test: str = ""


# fmt: off
CLAIM = fields.Fields("a claim", {
    "text": Field(fields.TEXT, "What is claimed, in Markdown."),
    "test": Field(fields.TEXT, "The test that shows it, as pytest or a JUnit report names it."),
})
# fmt: on


def _read_claims(value: Written, entry: Entry, field: str) -> tuple[Claim, ...]:
    claims = []
    for values, place in entry.each(value, field, CLAIM, "text"):
        text, test = values.get("text", ""), values.get("test", "")
        if text:
            claims.append(Claim(text, test))
        elif test:
            entry.note(
                place, Code.MISSING, "A claim has a test and no text.", f"Add  {entry.remedy('text', '…')}"
            )
    return tuple(claims)


CLAIMS: ValueType[tuple[Claim, ...]] = mapped(_read_claims, (), "claim", CLAIM.shape("claim"))
"""Claims: a text, a mapping with ``text`` and ``test``, or a list of these."""
