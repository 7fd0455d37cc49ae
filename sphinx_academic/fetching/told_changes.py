"""What has changed in sentences: what was found, who says so, and what to do about it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping

from sphinx_academic.fetching.changes import Change, ChangeKind
from sphinx_academic.fetching.source import Source, label_of
from sphinx_academic.fetching.spelled_identifiers import identifier_of
from sphinx_academic.problems import shorten

_FETCH = "sphinx-academic fetch"
_NOTICES = {
    "retracted": "was retracted",
    "withdrawn": "was withdrawn",
    "expression of concern": "is one that the journal has expressed a concern about",
    "corrected": "was corrected",
}
_LONGEST = 80
_APART = " stood apart"


def sentence(change: Change, sources: Mapping[str, Source]) -> str:
    """One change in a sentence that begins with the work's identifier, with the remedy where something is to be done."""
    source = label_of(change.source, sources) or "a source"
    return _SENTENCES[change.kind](change, source, sources)


def shown_identifier(text: str) -> str:
    """An identifier as people write it: a DOI alone, ``arXiv:2401.00001``."""
    scheme, _, value = text.partition(":")
    if scheme == "arxiv":
        return f"arXiv:{value}"
    return value if scheme == "doi" and value else text


def _work(change: Change) -> str:
    """The identifier with the title behind it."""
    title = f" '{shorten(change.title, _LONGEST)}'" if change.title and change.title != change.id else ""
    return f"{shown_identifier(change.id)}{title}"


def _command(option: str, id: str) -> str:
    return f"{_FETCH} --{option} {shlex.quote(shown_identifier(id))}"


def _accept(change: Change) -> str:
    return "" if change.is_taken else f" Take it:  {_command('accept', change.id)}"


def _retraction(change: Change, source: str, _sources: Mapping[str, Source]) -> str:
    what = _NOTICES.get(change.after, f"is {change.after}")
    notice = f" (notice: {change.note})" if change.note else ""
    return f"{_work(change)} {what}, says {source}{notice}.{_accept(change)}"


def _appeared(change: Change, source: str, _sources: Mapping[str, Source]) -> str:
    said = f"{_work(change)} has appeared as {shown_identifier(change.after)}, says {source}"
    if change.is_taken:
        return f"{said}; the article is in the lock now."
    return f"{said}, of which nothing more is known. Add it below  works:  of the plan, or:  {_command('ignore', change.after)}"


def _whose(change: Change) -> str:
    return f"If it is:  {_command('accept', change.id)} ; if not:  {_command('not-mine', change.id)}"


def _strange(change: Change, source: str, _sources: Mapping[str, Source]) -> str:
    authors = f"its authors are {change.note}" if change.note else "nobody says who its authors are"
    return f"{_work(change)} is counted as {change.before}'s by {source}, and {authors}. {_whose(change)}"


def _namesake(change: Change, source: str, _sources: Mapping[str, Source]) -> str:
    return (
        f"{_work(change)} is counted as {change.before}'s by {source}, and is by somebody with another ORCID iD, "
        f"{change.note}. {_whose(change)}"
    )


def _contradiction(change: Change, source: str, sources: Mapping[str, Source]) -> str:
    if change.field == "id":
        return (
            f"{_work(change)} was given by {source} for an identifier that it does not have; it is left out."
        )
    other = label_of(change.note, sources)
    work = shown_identifier(change.id) if change.field == "title" else _work(change)
    return (
        f"{work}: {other} says '{change.before}' for its {_field_name(change)}, and {source} '{change.after}'. "
        f"{other}'s is taken; look which is right."
    )


def _unknown(change: Change, _source: str, _sources: Mapping[str, Source]) -> str:
    if change.title:
        return f"'{shorten(change.title, _LONGEST)}' is a title that no source has. Give an identifier of the work below  works:  of the plan."
    return f"{shown_identifier(change.id)} is known to no source. See whether it is written right."


def _unsure(change: Change, source: str, _sources: Mapping[str, Source]) -> str:
    wanted = shorten(change.title, _LONGEST)
    if identifier_of(change.id):
        return (
            f"'{wanted}' is found as {change.note} at {source}, which is not surely the same. If it is:  {_command('accept', change.id)} ; "
            "if not, give its identifier below  works:  of the plan."
        )
    return f"'{wanted}' is the title of several works: {change.note}. Take one:  {_FETCH} --accept ID"


def _field(change: Change, source: str, _sources: Mapping[str, Source]) -> str:
    if change.is_taken:
        return f"{_work(change)}: {source} says '{change.after}' for its {_field_name(change)} now; before it was '{change.before}'."
    return (
        f"{_work(change)}: {source} says '{change.after}' for its {_field_name(change)}, and the lock has '{change.before}'. "
        f"Take it:  {_command('accept', change.id)} ; or write what is right into your own file."
    )


def _new(change: Change, source: str, _sources: Mapping[str, Source]) -> str:
    note = ""
    if change.note and change.before:
        ids = " ".join(shlex.quote(shown_identifier(each)) for each in (change.id, change.before))
        note = f" {change.note}. If they are one:  {_FETCH} --same-as {ids}"
    elif change.note:
        scheme, _, value = change.id.partition(":")
        note = f" {change.note}. If they are one, write into that entry:  {scheme}: {value}"
    return f"{_work(change)} is new, says {source}.{note}"


def _more(change: Change, _source: str, _sources: Mapping[str, Source]) -> str:
    parts = change.note.split("; ")
    apart = [part.removesuffix(_APART) for part in parts if part.endswith(_APART)]
    fields = "; ".join(part for part in parts if part and not part.endswith(_APART))
    one = [f"is one work with {' and '.join(map(shown_identifier, each.split(' and ')))}" for each in apart]
    more = [f"has what was not known: {fields.replace('_', ' ')}"] if fields else []
    return f"{_work(change)} {', and '.join((*one, *more)) or 'has what was not known'}."


def _count(change: Change, source: str, _sources: Mapping[str, Source]) -> str:
    return (
        f"{_work(change)}: {change.field} {change.before} → {change.after}, says {source}.{_accept(change)}"
    )


def _gone(change: Change, source: str, _sources: Mapping[str, Source]) -> str:
    return (
        f"{_work(change)} is gone from what {source} has of people's works; it stays in the lock. To leave it out:  "
        f"{_command('ignore', change.id)} ; to keep it, name it below  works:  of the plan."
    )


def _left_out(change: Change, _source: str, _sources: Mapping[str, Source]) -> str:
    return f"{_work(change)} is in the lock no more, as the plan says."


def _field_name(change: Change) -> str:
    return change.field.replace("_", " ")


_SENTENCES: Mapping[ChangeKind, Callable[[Change, str, Mapping[str, Source]], str]] = {
    ChangeKind.RETRACTION: _retraction, ChangeKind.APPEARED: _appeared, ChangeKind.STRANGE: _strange, ChangeKind.NAMESAKE: _namesake,
    ChangeKind.CONTRADICTION: _contradiction, ChangeKind.UNKNOWN: _unknown, ChangeKind.UNSURE: _unsure, ChangeKind.FIELD: _field,
    ChangeKind.NEW: _new, ChangeKind.MORE: _more, ChangeKind.COUNT: _count, ChangeKind.GONE: _gone,
    ChangeKind.LEFT_OUT: _left_out,
}  # fmt: skip
