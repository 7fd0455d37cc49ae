"""What a work claims, as readers see it: each claim with what became of the test that shows it, and when that was run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sphinx_academic.content.fragments import Element, Fragments, joined
from sphinx_academic.data.values.claims import Claim
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.formats.junit import Outcome, State
from sphinx_academic.sections.description import Description, _, paragraph, within


class _Mark(NamedTuple):
    """How an outcome is shown: in a word, and by a sign beside it, as colours alone tell nothing to many readers."""

    word: Callable[[], str]
    sign: str
    classes: str


_MARKS = {
    State.PASSED: _Mark(lambda: _("passed"), "check", "academic-passed"),
    State.FAILED: _Mark(lambda: _("failed"), "close", "academic-failed"),
    State.SKIPPED: _Mark(lambda: _("skipped"), "dash", "academic-skipped"),
    State.NOT_RUN: _Mark(lambda: _("not run"), "circle", "academic-not-run"),
}


def claims_list(
    claims: Sequence[Claim], prose: Callable[[str], Fragments], description: Description
) -> Fragments:
    """The claims of a work as a list, and below it when the tests were run; where they were run at several times, each says its own."""
    outcomes = [description.outcome_of(claim.test) if claim.test else None for claim in claims]
    times = {outcome.when for outcome in outcomes if outcome is not None and outcome.when is not None}
    is_one = len(times) == 1
    items = []
    for claim, outcome in zip(claims, outcomes, strict=True):
        parts: list[Fragments] = [prose(claim.text)]
        if outcome is not None:
            parts.append(_mark(outcome))
            parts += [] if is_one or outcome.when is None else [_moment(outcome.when, description)]
        if claim.test:
            test = Element("literal", (claim.test,))
            parts.append((Element("span", (test,), "academic-test"),))
        items.append(Element("item", joined(parts, " ")))
    run = (_("Tested:"), " ", *(part for when in times for part in _moment(when, description)))
    return (
        *within("bullets", tuple(items), "academic-claim-list"),
        *paragraph(run if is_one else (), "academic-tested"),
    )


def _mark(outcome: Outcome) -> Fragments:
    mark = _MARKS[outcome.state]
    word = (Element("icon", (), "", {"name": mark.sign}), mark.word())
    on_paper = (Element("on_paper", ("[",)), *word, Element("on_paper", ("]",)))
    return (Element("span", on_paper, f"academic-outcome {mark.classes}"),)


def _moment(when: datetime, description: Description) -> Fragments:
    """A day, the time of the day and how far that is from UTC, where this is known."""
    day = description.date_words(PartialDate(when.year, when.month, when.day))
    offset = when.utcoffset()
    zone = "" if offset is None else " UTC" if offset == timedelta(0) else f" UTC{when:%z}"
    shown = f"{day} {when:%H:%M}{zone}"
    return (Element("time", (shown,), "", {"datetime": when.isoformat()}),)
