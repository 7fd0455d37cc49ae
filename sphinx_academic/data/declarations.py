"""What a site declares of its own: kinds of records, fields of records and its language, as plain values that a configuration can
keep."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

LINE, BESIDE, BEHIND = "line", "beside", "behind"
WHERE = (LINE, BESIDE, BEHIND)
"""Where a field of one's own is shown: on a line below the others, in the line that says what and where, behind a disclosure."""

TEXT, WORDS, DATE, ADDRESS, LINKS, PICTURE, PEOPLE = (
    "text",
    "words",
    "date",
    "url",
    "links",
    "picture",
    "people",
)
TYPES = (TEXT, WORDS, DATE, ADDRESS, LINKS, PICTURE, PEOPLE)
"""What a field of a kind of one's own may be."""


def folded(name: str) -> str:
    """A name as it is compared: capitals do not matter, and ``-``, ``_`` and space are the same."""
    return "_".join(name.lower().replace("-", " ").replace("_", " ").split())


def words_of(name: str) -> str:
    """What readers are told for a field that has no label: ``acceptance_rate`` is *Acceptance rate*."""
    words = name.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


class OwnField(NamedTuple):
    """A field of one's own: its name in the data, what stands before its value (Markdown), what it is, and where it is shown."""

    name: str
    label: str
    is_a: str = TEXT
    where: str = LINE


class DeclaredKind(NamedTuple):
    """A kind of record that data declare: the names of its list, of one of them to machines and to readers; the fields that are its
    title and its date; where it goes in a curriculum vitae; and its type in schema.org."""

    name: str
    label: str
    role: str
    singular: str
    title: str
    date: str = ""
    fields: tuple[OwnField, ...] = ()
    cv: str = ""
    schema: str = ""


INVENTORY = ".inv"
"""How the names of inventories end, which say where the pages of another site are."""


class MemberFiles(NamedTuple):
    """Somebody whose data a lab's site reads: the name, or the key, in its register of people; the files, folders and patterns, as
    paths from ``folder``, that of the pages."""

    name: str
    paths: tuple[str, ...]
    folder: str = ""

    @property
    def inventories(self) -> tuple[str, ...]:
        """Those that say where the pages of somebody's own site are."""
        return tuple(path for path in self.paths if path.endswith(INVENTORY))


class Declared(NamedTuple):
    """All that a site declares: its kinds, by the names of lists the fields of its own, whose data it reads besides its own, its language,
    and in which ones texts are asked for that are written in several."""

    kinds: tuple[DeclaredKind, ...] = ()
    fields: tuple[tuple[str, tuple[OwnField, ...]], ...] = ()
    members: tuple[MemberFiles, ...] = ()
    language: str = ""
    languages: tuple[str, ...] = ()

    @property
    def inventories(self) -> tuple[Path, ...]:
        """The files that say where the pages of members' own sites are."""
        return tuple(Path(each.folder, path) for each in self.members for path in each.inventories)

    def own_of(self, name: str) -> Mapping[str, OwnField]:
        """The fields of one's own of the records of a list, by their names."""
        return {field.name: field for listed, fields in self.fields if listed == name for field in fields}


NOTHING = Declared()
