"""One more decision about works in a plan, written as by the hand of whoever has written the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from yaml import YAMLError

from sphinx_academic.data.located import Place, RawList, RawMapping, RawValue
from sphinx_academic.fetching.plan import DECISIONS, NAME, FetchPlan, is_list_of_decisions, read_plan
from sphinx_academic.fetching.source import Identifier
from sphinx_academic.fetching.spelled_identifiers import compared
from sphinx_academic.formats.edited_text import EditedText, NotEditableError
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.formats.yaml.inserting import Addition, YamlEntry, insert_works
from sphinx_academic.formats.yaml.oddities import NULLS
from sphinx_academic.problems import Code

_PLAIN_TEXT = re.compile(r"[A-Za-z][\w ()/'-]{0,300}[\w)]")
_PLAIN_DOI = re.compile(r"10\.\d{4,9}/[a-z0-9][\w./-]{0,300}")


def with_decision(text: str, decision: str, identifiers: tuple[Identifier, ...], because: str = "") -> str:
    """A plan with one more decision (``ignore``, ``not mine`` or ``same as``), and with all else as it was. Raises NotEditableError where
    that cannot be."""
    if decision not in DECISIONS or len(identifiers) < (2 if decision == "same as" else 1):
        raise ValueError(f"no decision: {decision} about {len(identifiers)} works")
    before, problems = read_plan(text, NAME)
    wanted = _with(before, decision, identifiers)
    if wanted == before:
        return text
    values: dict[str, Any] = {decision: [*identifiers] if len(identifiers) > 1 else identifiers[0]}
    if because.strip():
        values["because"] = " ".join(because.split())
    entry = YamlEntry(values, _as_lines, _on_one_line)
    remedy = f"Add below  decisions:  - {entry.flow}"
    unread = next((each for each in problems if each.code is Code.SYNTAX), None)
    if unread:
        raise NotEditableError(f"it is not well-formed: {unread.message} {remedy}", unread.line)
    # Where what is behind the last entry is said in comments alone, as in the plan of a new site, it comes behind these.
    if text.rstrip().rpartition("\n")[2].startswith("#") and not _has_decisions(text):
        line_end = "\r\n" if "\r\n" in text else "\n"
        added = ["", "decisions:", *_indented(_as_lines(values)), ""]
        made = text.rstrip("\r\n") + line_end + line_end.join(added)
        if read_plan(made, NAME) == (wanted, problems):
            return made
    try:
        edited = EditedText(text.encode("utf-8", "surrogatepass"))
        places = _places_of_decisions(read_yaml(edited.normal, NAME)[0])
        additions = [Addition(entry, len(places) - 1, is_behind=True)]
        insert_works(edited, edited.normal, places, additions, is_list_of_decisions, "decisions")
        made = edited.made().decode("utf-8")
    except NotEditableError as error:
        raise NotEditableError(
            f"no decision can be written into it by itself. {remedy}", error.line
        ) from error
    except (YAMLError, ValueError, IndexError) as error:
        raise NotEditableError(f"it is not well-formed. {remedy}") from error
    if read_plan(made, NAME)[0] != wanted:
        raise NotEditableError(f"no decision can be written into it by itself. {remedy}")
    return made


def _has_decisions(text: str) -> bool:
    """Whether a plan has a list of decisions already; one that nobody can read has none."""
    try:
        root = read_yaml(text, NAME)[0]
    except (YAMLError, ValueError):
        return True
    return not isinstance(root, RawMapping) or any(map(is_list_of_decisions, root))


def _indented(lines: Sequence[str]) -> list[str]:
    """The lines of an entry of a list below a key."""
    return [f"{'    ' if place else '  - '}{line}" for place, line in enumerate(lines)]


def _with(plan: FetchPlan, decision: str, identifiers: tuple[Identifier, ...]) -> FetchPlan:
    if decision == "same as":
        together = frozenset(identifiers)
        return plan if together in plan.same else plan._replace(same=(*plan.same, together))
    decided = plan.ignored | plan.not_mine
    more = frozenset(each for each in identifiers if compared(each) not in set(map(compared, decided)))
    if decision == "ignore":
        return plan._replace(ignored=plan.ignored | more)
    return plan._replace(not_mine=plan.not_mine | more)


def _places_of_decisions(root: RawValue) -> list[Place]:
    """Where the decisions stand that are mappings in a list."""
    for key, value in root.items() if isinstance(root, RawMapping) else ():
        if is_list_of_decisions(key) and isinstance(value, RawList):
            return [value.place_of(index) for index, item in enumerate(value) if isinstance(item, RawMapping)]
    return []


def _on_one_line(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_on_one_line(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_on_one_line, value)) + "]"
    if isinstance(value, Identifier):
        if value.scheme == "doi" and _PLAIN_DOI.fullmatch(value.value):
            return value.value
        return json.dumps(str(value), ensure_ascii=False)
    is_plain = _PLAIN_TEXT.fullmatch(value) and value not in NULLS
    return value if is_plain else json.dumps(value, ensure_ascii=False)


def _as_lines(values: Mapping[str, Any]) -> list[str]:
    return [f"{key}: {_on_one_line(value)}" for key, value in values.items()]
