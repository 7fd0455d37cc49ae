"""The site of a lab that reads its members' data: what becomes of all files together, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sphinx_academic.data import contradictions
from sphinx_academic.data.declarations import Declared
from sphinx_academic.data.located import RawFile, RawMapping
from sphinx_academic.data.members import Members, PlaceOfFile, of_lab
from sphinx_academic.data.own_projects import with_own_projects
from sphinx_academic.data.records import KINDS, Record
from sphinx_academic.data.records.declared import kinds_declared
from sphinx_academic.data.shared_records import each_once
from sphinx_academic.data.versions import Merged
from sphinx_academic.problems import Code, Problem, few, shorten

Found = dict[type[Record], list[Record]]


class Lab:
    """What a collection asks that holds the data of a lab and of its members; what is wrong is added to ``problems``."""

    def __init__(self, declared: Declared, placed: PlaceOfFile, problems: list[Problem]) -> None:
        self.members = Members(declared.members)
        self._declared = declared
        self._placed = placed
        self._problems = problems

    def own_kinds(
        self, files: Iterable[RawFile], of_own: Mapping[str, type[Record]]
    ) -> dict[str, type[Record]]:
        """The kinds that the lab declares: what a member alone has a kind for has no list there."""
        own = kinds_declared([file for file in files if not self.members.whose(file.path)], [])
        names = own.keys() | {kind.name for kind in self._declared.kinds}
        return {name: kind for name, kind in of_own.items() if kind.lists[0] in names}

    def taken(
        self, files: Iterable[RawFile], found: Found, of_own: Mapping[str, type[Record]]
    ) -> tuple[Found, tuple[tuple[str, Record], ...]]:
        """What the lab takes of what is found in all files, and what it says of a member on that member's page alone."""
        self._tell_files(files)
        known = (*KINDS.values(), *of_own.values())
        taken = of_lab(found, self.members, known, self._placed, self._problems)
        return dict(taken.records), taken.of_pages

    def _tell_files(self, files: Iterable[RawFile]) -> None:
        """Tell of a file that is given for two members, and of a member in whose files nothing is."""
        of_members: dict[str, list[RawFile]] = {}
        for file in files:
            names = self.members.all_asked_of(file.path)
            if names:
                of_members.setdefault(names[0], []).append(file)
            if len(names) > 1:
                message = f"'academic_members' gives this file for {few(names)}; it is read as that of '{shorten(names[0])}'."
                problem = Problem(file.path, 0, 0, Code.MEMBERS, message, "Give it for one of them alone.")
                self._problems.append(problem)
        for name, theirs in of_members.items():
            if all(map(_is_empty, theirs)):
                message = f"The data of '{shorten(name)}', a member, hold no records."
                hint = "Write some into it, or name other files in 'academic_members'."
                self._problems.append(Problem(theirs[0].path, 0, 0, Code.MEMBERS, message, hint))

    def each_once(self, found: Found) -> Found:
        """What several files tell of one grant, talk, course … once; what they say differently is told."""
        found = with_own_projects(found, self.members)
        shared = {kind: each_once(kind, records, self.members) for kind, records in found.items()}
        for each in shared.values():
            self._problems.extend(contradictions.of_records(each.of, self.members))
        return {kind: list(each.records) for kind, each in shared.items()}

    def compare(self, works: Merged) -> None:
        """Tell what several files say differently of one work."""
        self._problems.extend(
            contradictions.of_works(works.works, zip(works.made, works.merged, strict=True), self.members)
        )


def _is_empty(file: RawFile) -> bool:
    """Whether nothing is in a file, and nobody has told why."""
    root = file.root
    return not (file.problems or file.links or (any(root.values()) if isinstance(root, RawMapping) else root))
