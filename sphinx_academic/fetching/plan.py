"""The plan: whose works and which are asked for, of whom, what may change by itself, and what somebody has decided about works.

It is written by hand, as ``academic.fetch.yaml`` beside the lock::

    contact: ada@eelmarsh.org
    people:
      - orcid: 0000-0002-1825-0097
        names: [Ada Quillfeather]
    works: [10.5555/12345678, "arXiv:2401.00001"]
    titles: [On the Patience of Tidal Clocks]
    sources: [crossref, openalex]
    policy:
      title: mine
      citations: newest
    decisions:
      - ignore: 10.5555/99999999
        because: a poster that was never shown
      - not mine: 10.5555/88888888
      - same as: [10.5555/1, "arXiv:2401.00002"]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from sphinx_academic.data.fields import FALSE_WORDS, TRUE_WORDS
from sphinx_academic.data.located import Place, RawList, RawMapping, RawValue, as_text
from sphinx_academic.data.records import Publication, Software
from sphinx_academic.data.same_work import normal_title
from sphinx_academic.data.values.addresses import find_orcid, is_email
from sphinx_academic.fetching.source import Identifier, Scholar
from sphinx_academic.fetching.sources import names_of_sources
from sphinx_academic.fetching.spelled_identifiers import LOOK, compared, identifier_of, why_none
from sphinx_academic.formats.text import decode
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.problems import Code, Problem, nearest, shorten

NAME = "academic.fetch.yaml"
"""What the file is called."""


class Policy(StrEnum):
    """What happens where a source says something else of a field than the lock."""

    ASK = "ask"
    """It is told, and taken when somebody accepts it."""
    NEWEST = "newest"
    """It is taken and told."""
    MINE = "mine"
    """It is neither taken nor told: what the site's own files say counts, and the field does not stand in the lock."""


class FetchPlan(NamedTuple):
    """What a plan says."""

    contact: str = ""
    """An address at which services reach whoever asks; empty where none is said."""
    people: tuple[Scholar, ...] = ()
    works: tuple[Identifier, ...] = ()
    titles: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """The sources that are asked, the one whose word counts most first; empty for all, in their own order."""
    complete: bool = True
    """Whether the works of the site's own files that have an identifier are asked for."""
    policies: Mapping[str, Policy] = {}
    """By fields; fields that are not named have their own default."""
    ignored: frozenset[Identifier] = frozenset()
    not_mine: frozenset[Identifier] = frozenset()
    same: tuple[frozenset[Identifier], ...] = ()
    """Identifiers of which each set stands for one work."""


_KEYS = {
    "contact": ("email", "mail", "mailto"), "people": ("person", "authors", "scholars"), "works": ("work", "ids", "identifiers", "publications"),
    "titles": ("title",), "sources": ("source", "services"), "complete": (), "policy": ("policies",), "decisions": ("decision",),
}  # fmt: skip
"""What a plan may say, and how else that may be called."""
_KEYS_OF_PEOPLE = {
    "orcid": ("orcid id", "orcid-id", "id"), "names": ("name", "aliases", "also known as"), "dblp": ("pid", "dblp pid"), "openalex": ("openalex id",),
}  # fmt: skip
DECISIONS = ("ignore", "not mine", "same as")
"""What may be decided about works."""
_REASONS = {"because": ("reason", "note", "why")}
_WORKS_OF_DECISIONS = {"ignore": ("ignored",), "not mine": ("notmine",), "same as": ("same", "sameas")}
_DBLP = re.compile(
    r"(?i)(?:https?://)?(?:(?:www\.)?dblp\.(?:org|uni-trier\.de)/pid/|(?:dblp|pid)\s{0,9}:\s{0,9})?(\w{1,4}/[\w-]{1,40}?)(?:\.(?:html|xml|bib))?/?"
)
_OPENALEX = re.compile(
    r"(?i)(?:https?://)?(?:(?:www\.|api\.)?openalex\.org/(?:authors/|people/)?|openalex\s{0,9}:\s{0,9})?(A\d{4,12})/?"
)
_WORDS_OF_POLICIES = {
    Policy.ASK: ("tell", "asked"),
    Policy.NEWEST: ("new", "latest", "theirs"),
    Policy.MINE: ("own", "ours", "keep"),
}


def read_plan(text: str, name: str) -> tuple[FetchPlan, tuple[Problem, ...]]:
    """What a plan says, and what is wrong with it at its lines."""
    normal, of_text = decode(text.encode("utf-8", "replace"), name)
    root, problems = read_yaml(normal, name)
    reader = _PlanReader(name, [*of_text, *problems])
    plan = FetchPlan()
    if isinstance(root, RawMapping):
        plan = reader.plan(root)
    elif root is not None:
        place = Place(root.line, root.column) if isinstance(root, RawList) else Place(1, 1)
        reader.tell(
            place,
            Code.TYPE,
            "a plan is a mapping, and this is none; nothing is read.",
            "Write  people:  or  works:  and what it names below.",
        )
    return plan, tuple(sorted(reader.problems, key=lambda problem: (problem.line, problem.column)))


class _Item(NamedTuple):
    """One thing and where it stands."""

    value: RawValue
    place: Place


def _folded(key: str) -> str:
    return re.sub(r"[\s_-]+", " ", key.strip().lower())


class _PlanReader:
    """Reads one plan."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems

    def tell(self, place: Place, code: Code, message: str, hint: str = "") -> None:
        """Note what is wrong at a place."""
        self.problems.append(Problem(self.path, *place, code, message, hint))

    def plan(self, root: RawMapping) -> FetchPlan:
        """What the mapping says."""
        said = self._by_key(root, _KEYS, "a plan")
        works = self._works(said.get("works"))
        decided = self._decisions(said.get("decisions"), works)
        return FetchPlan(
            contact=self._contact(said.get("contact")),
            people=tuple(self._people(said.get("people"))),
            works=tuple(identifier for identifier, _place in works.values()),
            titles=tuple(self._titles(said.get("titles"))),
            sources=tuple(self._sources(said.get("sources"))),
            complete=self._complete(said.get("complete")),
            policies=dict(self._policies(said.get("policy"))),
            ignored=frozenset(each for decision, ids in decided if decision == "ignore" for each in ids),
            not_mine=frozenset(each for decision, ids in decided if decision == "not mine" for each in ids),
            same=tuple(frozenset(ids) for decision, ids in decided if decision == "same as"),
        )

    # What stands where

    def _by_key(self, raw: RawMapping, known: Mapping[str, Sequence[str]], of: str) -> dict[str, _Item]:
        """What a mapping says under the keys that are known, whatever they are called."""
        names = {name: name for name in known} | {
            other: name for name, others in known.items() for other in others
        }
        found: dict[str, _Item] = {}
        for key, value in raw.items():
            name = names.get(_folded(key))
            if name is None:
                meant = nearest(_folded(key), names)
                hint = f"Did you mean '{names[meant]}'?" if meant else f"It may say: {', '.join(known)}."
                self.tell(
                    raw.place_of_key(key),
                    Code.UNKNOWN_KEY,
                    f"'{shorten(key)}' is nothing that {of} says.",
                    hint,
                )
            elif name in found:
                message = f"'{shorten(key)}' says '{name}' a second time; the first counts."
                self.tell(raw.place_of_key(key), Code.DUPLICATE_KEY, message, "Put both below one key.")
            else:
                found[name] = _Item(value, raw.place_of_value(key))
        return found

    def _items(self, item: _Item | None) -> Iterator[_Item]:
        """The items of a list; what is none is one, and nothing is none."""
        if item is None or item.value is None:
            return
        if not isinstance(item.value, RawList):
            yield item
            return
        for index, value in enumerate(item.value):
            if value is not None:
                yield _Item(value, item.value.place_of(index))

    def _texts(self, item: _Item | None, of: str) -> Iterator[tuple[str, Place]]:
        """The texts of a list. ``On clocks: a study`` is a mapping to YAML, and a text here."""
        for value, place in self._items(item):
            text = value
            if isinstance(value, RawMapping) and len(value) == 1:
                ((key, said),) = value.items()
                text = f"{key}: {said}" if isinstance(said, str) else None
            if isinstance(text, str) and text.strip():
                yield " ".join(text.split()), place
            else:
                message = f"'{shorten(as_text(value), 60)}' is no text, as {of} is."
                self.tell(place, Code.TYPE, message, "Put it in quotes.")

    # The keys

    def _contact(self, item: _Item | None) -> str:
        contact = as_text(item.value).strip().removeprefix("mailto:") if item else ""
        if item and contact and not is_email(contact):
            message = f"'{shorten(contact)}' is no address of e-mail; services are told none."
            self.tell(item.place, Code.TYPE, message, "Write  contact: name@example.org")
            return ""
        return contact

    def _people(self, item: _Item | None) -> Iterator[Scholar]:
        seen: dict[str, int] = {}
        for value, place in self._items(item):
            said = {"orcid": _Item(value, place)}
            if isinstance(value, RawMapping):
                said = self._by_key(value, _KEYS_OF_PEOPLE, "a person")
            orcid = self._orcid(said.get("orcid"), place)
            if not orcid:
                continue
            if orcid in seen:
                message = f"{orcid} stands here a second time, after line {seen[orcid]}; the first counts."
                self.tell(place, Code.DUPLICATE, message, "Delete one of them.")
                continue
            seen[orcid] = place.line
            names = tuple(dict.fromkeys(text for text, _place in self._texts(said.get("names"), "a name")))
            dblp = self._number(said.get("dblp"), _DBLP, "the number of a person at DBLP", "00/0001-2")
            openalex = self._number(
                said.get("openalex"), _OPENALEX, "the identifier of an author in OpenAlex", "A5000000001"
            )
            yield Scholar(orcid, names, dblp, openalex.upper())

    def _orcid(self, item: _Item | None, place: Place) -> str:
        text = as_text(item.value).strip() if item else ""
        if item is None or not text:
            self.tell(
                place,
                Code.MISSING,
                "this person has no ORCID iD, and is not asked for.",
                "Add  orcid: 0000-0002-1825-0097",
            )
            return ""
        orcid = find_orcid(re.sub(r"(?i)^orcid\s{0,9}:\s{0,9}", "", text))
        if not orcid:
            is_one = re.search(r"(?:\d{4}-?){3}\d{3}[\dxX]", text)
            what = (
                "has a wrong check digit: a digit is wrong, or two are turned" if is_one else "is no ORCID iD"
            )
            self.tell(
                item.place,
                Code.TYPE,
                f"'{shorten(text)}' {what}; the person is not asked for.",
                "An iD looks like 0000-0002-1825-0097.",
            )
        return orcid

    def _number(self, item: _Item | None, pattern: re.Pattern[str], of: str, example: str) -> str:
        text = as_text(item.value).strip() if item else ""
        found = pattern.fullmatch(text) if len(text) < 1_000 else None
        if item and text and found is None:
            self.tell(
                item.place,
                Code.TYPE,
                f"'{shorten(text)}' is not {of}; it is left out.",
                f"It looks like {example}.",
            )
        return found[1] if found else ""

    def _identifier(self, value: RawValue, place: Place) -> Identifier | None:
        """An identifier; ``doi: 10.5555/1`` is a mapping to YAML, and an identifier here."""
        text = as_text(value).strip()
        if isinstance(value, RawMapping) and len(value) == 1:
            ((key, said),) = value.items()
            text = f"{key}:{as_text(said)}"
        identifier = identifier_of(text)
        if identifier is None:
            self.tell(
                place,
                Code.TYPE,
                f"'{shorten(text)}' {why_none(text)}; it is left out.",
                f"Identifiers look like {LOOK}.",
            )
        return identifier

    def _works(self, item: _Item | None) -> dict[Identifier, tuple[Identifier, Place]]:
        """The works that are named, by their identifiers as they are compared."""
        found: dict[Identifier, tuple[Identifier, Place]] = {}
        for value, place in self._items(item):
            identifier = self._identifier(value, place)
            if identifier is None:
                continue
            known = found.setdefault(compared(identifier), (identifier, place))
            if known[1] != place:
                self.tell(
                    place,
                    Code.DUPLICATE,
                    f"{identifier} stands here a second time, after line {known[1].line}.",
                    "Delete one of them.",
                )
        return found

    def _titles(self, item: _Item | None) -> Iterator[str]:
        seen: dict[str, int] = {}
        for text, place in self._texts(item, "a title"):
            normal = normal_title(text)
            if not normal:
                self.tell(
                    place,
                    Code.TYPE,
                    f"'{shorten(text)}' has no letter to look for.",
                    "Write the whole title.",
                )
            elif identifier_of(text):
                self.tell(
                    place,
                    Code.TYPE,
                    f"'{shorten(text)}' is an identifier, and no title.",
                    "Put it below  works:",
                )
            elif normal in seen:
                message = f"'{shorten(text)}' stands here a second time, after line {seen[normal]}."
                self.tell(place, Code.DUPLICATE, message, "Delete one of them.")
            else:
                seen[normal] = place.line
                yield text

    def _sources(self, item: _Item | None) -> Iterator[str]:
        """The sources that are named. Where none of them is one, others must not be told what somebody asks for."""
        known = names_of_sources()
        seen: set[str] = set()
        wrong: list[tuple[str, Place]] = []
        for text, place in self._texts(item, "the name of a source"):
            for word in filter(None, re.split(r"[,;\s]+", text.lower())):
                if word not in known:
                    wrong.append((word, place))
                elif word in seen:
                    self.tell(
                        place, Code.DUPLICATE, f"'{word}' stands here a second time.", "Delete one of them."
                    )
                else:
                    seen.add(word)
                    yield word
        for word, place in wrong:
            meant = nearest(word, known)
            hint = f"Did you mean '{meant}'?" if meant else f"The sources are: {', '.join(known)}."
            code, what = (
                (Code.OPTION, "it is left out")
                if seen
                else (Code.FILE, "as no other is named, the plan is not followed")
            )
            self.tell(place, code, f"'{shorten(word)}' is no source; {what}.", hint)

    def _complete(self, item: _Item | None) -> bool:
        word = as_text(item.value).strip().lower() if item else ""
        if item and word and word not in TRUE_WORDS | FALSE_WORDS:
            message = f"'complete' is '{shorten(word)}', which is neither true nor false; it is read as true."
            self.tell(item.place, Code.TYPE, message, "Write  complete: true  or  complete: false")
        return word not in FALSE_WORDS

    def _policies(self, item: _Item | None) -> Iterator[tuple[str, Policy]]:
        if item is None or item.value is None:
            return
        if not isinstance(item.value, RawMapping):
            self.tell(
                item.place,
                Code.TYPE,
                "'policy' says for each field what happens to it.",
                "Write below it  title: mine",
            )
            return
        policies = {str(each): each for each in Policy} | {
            word: each for each, words in _WORDS_OF_POLICIES.items() for word in words
        }
        seen: dict[str, str] = {}
        for key, value in item.value.items():
            field = Publication.fields.named(key) or Software.fields.named(key)
            word = as_text(value).strip().lower()
            policy = policies.get(word)
            if field is None:
                known = [*Publication.fields.spellings, *Software.fields.spellings]
                meant = nearest(_folded(key).replace(" ", "_"), known)
                hint = (
                    f"Did you mean '{meant}'?"
                    if meant
                    else "Fields are those of data files: title, venue, citations …"
                )
                self.tell(
                    item.value.place_of_key(key),
                    Code.UNKNOWN_KEY,
                    f"'{shorten(key)}' is no field of a work.",
                    hint,
                )
            elif policy is None:
                meant = nearest(word, policies)
                hint = (
                    f"Did you mean '{policies[meant]}'?" if meant else f"A field may be: {', '.join(Policy)}."
                )
                self.tell(
                    item.value.place_of_value(key),
                    Code.OPTION,
                    f"'{shorten(word)}' is nothing that may happen to a field.",
                    hint,
                )
            elif field in seen:
                message = (
                    f"'{shorten(key)}' is '{field}' a second time, after '{seen[field]}'; the first counts."
                )
                self.tell(item.value.place_of_key(key), Code.DUPLICATE_KEY, message, "Delete one of them.")
            else:
                seen[field] = key
                yield field, policy

    def _decisions(
        self, item: _Item | None, works: Mapping[Identifier, tuple[Identifier, Place]]
    ) -> list[tuple[str, tuple[Identifier, ...]]]:
        found: list[tuple[str, tuple[Identifier, ...]]] = []
        left_out: dict[Identifier, tuple[str, int]] = {}
        for value, place in self._items(item):
            if not isinstance(value, RawMapping):
                message = f"'{shorten(as_text(value), 60)}' is no decision."
                self.tell(
                    place,
                    Code.TYPE,
                    message,
                    f"Write  - ignore: {as_text(value) if identifier_of(as_text(value)) else '10.5555/12345678'}",
                )
                continue
            said = self._by_key(value, {**_WORKS_OF_DECISIONS, **_REASONS}, "a decision")
            chosen = [name for name in DECISIONS if name in said]
            if not chosen:
                if not any(key for key in value if _folded(key) not in _REASONS):
                    self.tell(
                        place,
                        Code.MISSING,
                        "this decision is about no work.",
                        f"It says one of: {', '.join(DECISIONS)}.",
                    )
                continue
            if len(chosen) > 1:
                message = f"this decision says '{chosen[0]}' and '{chosen[1]}'; '{chosen[0]}' counts."
                self.tell(place, Code.DUPLICATE_KEY, message, "Make two decisions of it.")
            decision = chosen[0]
            ids = {compared(each): each for each in self._decided(said[decision])}
            if decision == "same as":
                if len(ids) > 1:
                    found.append((decision, tuple(ids.values())))
                elif ids:
                    self.tell(
                        place,
                        Code.MISSING,
                        "'same as' names one work, and needs two.",
                        "Write  same as: [10.5555/1, 10.5555/2]",
                    )
                continue
            for each, identifier in ids.items():
                if each in left_out:
                    known, line = left_out[each]
                    self.tell(
                        place,
                        Code.DUPLICATE,
                        f"{identifier} is decided about a second time, after '{known}' on line {line}.",
                        "Delete one of them.",
                    )
                    continue
                left_out[each] = (decision, place.line)
                found.append((decision, (identifier,)))
                if each in works:
                    message = f"{identifier} is left out, and asked for below 'works' on line {works[each][1].line}."
                    self.tell(place, Code.DUPLICATE, message, "Delete one of them.")
        return found

    def _decided(self, item: _Item) -> Iterator[Identifier]:
        for value, place in self._items(item):
            if identifier := self._identifier(value, place):
                yield identifier


def is_list_of_decisions(key: str) -> bool:
    """Whether decisions stand below a key of a plan."""
    return _folded(key) in ("decisions", *_KEYS["decisions"])
