"""Asks the sources for all that a plan names: people's works, works by their identifiers and titles, and what is known of those besides."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from sphinx_academic.data.records import Publication, Record, Software
from sphinx_academic.data.same_work import normal_title
from sphinx_academic.data.values.identifiers import ARXIV_DOI
from sphinx_academic.fetching.joined_works import JoinedWorks, identifiers_of_locked, joined
from sphinx_academic.fetching.linked_people import KnownPerson, TitleFit, fit_of_title
from sphinx_academic.fetching.plan import FetchPlan
from sphinx_academic.fetching.source import (
    Asker,
    FetchedWork,
    Identifier,
    NotFoundError,
    Source,
    UnavailableError,
)
from sphinx_academic.fetching.spelled_identifiers import compared, identifiers_of
from sphinx_academic.formats.lock_file import Lock
from sphinx_academic.problems import shorten

_MOST_TITLED = 20
"""Works that one source may give for a title; the likeliest come first."""
_PASSES = 4
"""What a source says may let others be asked for more; so often they are."""
_OF_DATACITE = tuple(
    f"10.{registrant}"
    for registrant in ("5281/zenodo.", "6084/m9.figshare.", "48550/", "17605/osf.io", "5061/dryad.", "7910/dvn/", "17632/", "4230/")
)  # fmt: skip
"""How DOIs begin that are registered with DataCite, which Crossref does not know (Zenodo, Figshare, arXiv, OSF, Dryad, Harvard's Dataverse,
Mendeley Data, Dagstuhl)."""
_WITHOUT_PREPRINTS = frozenset(("crossref", "pubmed", "dblp", "unpaywall"))
"""Sources that know no DOI of arXiv."""
_ORDER = ("openalex", "crossref")
"""Who is asked for identifiers first: who knows others of them, then who has most."""


class LeftOutSource(NamedTuple):
    """A source that was not asked, or not to the end."""

    source: str
    """Its name."""
    reason: str
    """In words that follow its label: ``answers with a check page``."""
    is_wanted: bool = True
    """Whether something is missing for it that was expected: False where it only has no key or contact."""


class Heard(NamedTuple):
    """What all sources have said."""

    works: tuple[FetchedWork, ...]
    left_out: tuple[LeftOutSource, ...] = ()
    unknown: tuple[Identifier, ...] = ()
    """Identifiers that the plan names and no source knows."""
    titles: Mapping[str, tuple[FetchedWork, ...]] = {}
    """What was found for each title that the plan names; titles of works that are known are not looked for, and those that a source could
    not be asked for do not stand here where they are not found."""
    lists: tuple[tuple[str, str], ...] = ()
    """Whose works a source has told to the end: its name, and the ORCID iD."""
    strays: tuple[FetchedWork, ...] = ()
    """Works that were given for identifiers which they do not have."""


class Step(NamedTuple):
    """How far one source has come, for whoever watches."""

    source: str
    doing: str
    """In words: *works of 0000-0002-1825-0097*."""
    works: int
    """Works that it has given so far."""


def ask(
    plan: FetchPlan,
    own: Sequence[Record],
    lock: Lock,
    sources: Mapping[str, Source],
    asker_of: Callable[[Source], Asker],
    watch: Callable[[Step], None] = lambda step: None,
    environment: Mapping[str, str] | None = None,
) -> Heard:
    """Ask every source that the plan wants: first for people's works and titles, then, by all identifiers that are known by then, for the
    rest. What one source cannot answer costs only what it would have said.

    ``own`` are the records of the site's own files: publications, software, and the people whose names are known, without those of the lock.
    ``environment`` is where it is looked whether a key is there that a source cannot do without.
    """
    asking = _Asking(plan, own, lock, watch)
    asking.begin(sources, asker_of, os.environ if environment is None else environment)
    asking.for_people()
    asking.for_titles()
    asking.for_identifiers()
    return asking.heard()


class _Asking:
    """One run: what was said so far, and who says no more."""

    def __init__(
        self, plan: FetchPlan, own: Sequence[Record], lock: Lock, watch: Callable[[Step], None]
    ) -> None:
        self.plan = plan
        self.own = own
        self.lock = lock
        self.watch = watch
        self.askers: dict[str, tuple[Source, Asker]] = {}
        """The sources that are asked, as long as they answer."""
        self.failed: dict[str, Source] = {}
        self.works: list[FetchedWork] = []
        self.titled: dict[str, list[FetchedWork]] = {}
        self.strays: list[FetchedWork] = []
        self.left_out: list[LeftOutSource] = []
        self.lists: list[tuple[str, str]] = []
        self.asked: set[tuple[str, Identifier]] = set()
        self.counts: dict[str, int] = {}
        self.people = [KnownPerson(scholar, own) for scholar in plan.people]
        self.decided: set[Identifier] = {compared(each) for each in plan.ignored | plan.not_mine}

    def begin(
        self,
        sources: Mapping[str, Source],
        asker_of: Callable[[Source], Asker],
        environment: Mapping[str, str],
    ) -> None:
        """Find out who can be asked."""
        for name in self.plan.sources or sources:
            source = sources.get(name)
            if source is None:
                continue
            key = source.key
            if key is not None and key.is_needed and not environment.get(key.variable, "").strip():
                where = f", which one gets at {key.where}" if key.where else ""
                self._leave_out(name, f"is not asked without a key in {key.variable}{where}", is_wanted=False)
                continue
            try:
                asker = asker_of(source)
            except UnavailableError as error:
                self._leave_out(name, str(error))
                self.failed[name] = source
                continue
            if source.needs_contact and not (asker.contact or self.plan.contact):
                reason = "is not asked without an address at which it reaches you: add  contact:  to the plan"
                self._leave_out(name, reason, is_wanted=False)
                continue
            self.askers[name] = source, asker

    def _leave_out(self, name: str, reason: str, *, is_wanted: bool = True) -> None:
        self.left_out.append(LeftOutSource(name, shorten(reason, 500).rstrip("."), is_wanted))

    def _fail(self, name: str, reason: str) -> None:
        self._leave_out(name, reason)
        self.failed[name] = self.askers.pop(name)[0]

    def _given(self, name: str, doing: str, works: Iterable[FetchedWork]) -> Iterator[FetchedWork]:
        """What a source gives until it fails, which costs what would come."""
        self.watch(Step(name, doing, self.counts.get(name, 0)))
        try:
            for work in works:
                self.counts[name] = self.counts.get(name, 0) + 1
                if work.identifiers:
                    yield work
                self.watch(Step(name, doing, self.counts[name]))
        except UnavailableError as error:
            self._fail(name, str(error))
        except NotFoundError as error:
            self._leave_out(name, str(error))
        except (OSError, MemoryError):
            raise  # a full disk is no answer
        except Exception as error:
            # An answer in a form that nobody has seen yet must not cost what others say.
            self._fail(
                name, f"answers in a form that is not understood here ({type(error).__name__}: {error})"
            )

    # People and titles

    def for_people(self) -> None:
        """Ask for the works of people."""
        for name, (source, asker) in [*self.askers.items()]:
            for scholar in self.plan.people:
                if source.works_of is None or name not in self.askers:
                    break
                before = len(self.left_out)
                found = source.works_of(asker, scholar)
                for work in self._given(name, f"works of {scholar.orcid}", found):
                    self.works.append(work if work.of else work._replace(of=scholar.orcid))
                if len(self.left_out) == before:
                    self.lists.append((name, scholar.orcid))

    def for_titles(self) -> None:
        """Ask for works by their titles, one source after the other until one has the work for sure."""
        known = {normal_title(title) for title in self._known_titles()}
        for title in self.plan.titles:
            if normal_title(title) in known:
                continue
            found: list[FetchedWork] = []
            is_sure = False
            could = [
                name for name, (source, _asker) in self.askers.items() if source.works_titled is not None
            ]
            for name in could:
                source, asker = self.askers.get(name, (None, None))
                if source is None or asker is None or source.works_titled is None:
                    continue
                given = self._given(name, f"'{shorten(title, 40)}'", source.works_titled(asker, title))
                for work in islice(given, _MOST_TITLED):
                    fit = fit_of_title(title, work, self.people)
                    if fit is not TitleFit.NO:
                        found.append(work)
                        is_sure |= fit is TitleFit.SURELY
                if is_sure:
                    break
            has_failed = any(name not in self.askers for name in could) or not could
            if is_sure or not has_failed:
                self.titled[title] = found

    def _known_titles(self) -> Iterator[str]:
        """The titles of works whose identifiers are known, by which they are asked for anyway."""
        for work in self.lock.works:
            title = work.fields.get("title")
            if title is not None and isinstance(title.value, str) and identifiers_of_locked(work):
                yield title.value
        for record in self.own:
            if isinstance(record, Publication) and self.plan.complete and any(identifiers_of(record)):
                yield record.title

    # Identifiers

    def for_identifiers(self) -> None:
        """Ask for all works that are known by now, each source by what it knows works by, until nobody has anything to add."""
        names = sorted(self.askers, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))
        for _pass in range(_PASSES):
            before = len(self.asked)
            for name in names:
                if name in self.askers:
                    self._ask_for_identifiers(name)
            if len(self.asked) == before:
                return

    def _ask_for_identifiers(self, name: str) -> None:
        source, asker = self.askers[name]
        if source.works_by_ids is None:
            return
        wanted: dict[Identifier, None] = {}
        for group in self._groups():
            for identifier in self._questions(source, group):
                if (name, identifier) not in self.asked:
                    wanted[identifier] = None
        if not wanted:
            return
        self.asked.update((name, identifier) for identifier in wanted)
        asked_for = set(map(compared, wanted))
        number = f"{len(wanted):,} work{'' if len(wanted) == 1 else 's'} by identifiers"
        for work in self._given(name, number, source.works_by_ids(asker, [*wanted])):
            is_asked_for = not asked_for.isdisjoint(map(compared, work.identifiers))
            (self.works if is_asked_for else self.strays).append(work)

    def _groups(self) -> list[JoinedWorks]:
        """The works that are asked for, as far as they are known by now."""
        surely = [
            work
            for title, works in self.titled.items()
            for work in works
            if fit_of_title(title, work, self.people) is TitleFit.SURELY
        ]
        complete = self.own if self.plan.complete else ()
        others = [
            FetchedWork("", (identifier,), {}, "")
            for identifier in (*self.plan.works, *_said_besides(self.works), *_said_besides(surely))
        ]
        groups = joined((*self.works, *surely, *others), self.lock.works, complete, self.plan.same)
        return [group for group in groups if self.decided.isdisjoint(group.identifiers)]

    def _questions(self, source: Source, group: JoinedWorks) -> Iterator[Identifier]:
        """By which identifiers a source is asked for a work: by all DOIs that it has not given, else by one."""
        given = [work for work in group.fetched if work.source == source.name]
        have = {compared(each) for work in given for each in work.identifiers}
        is_software = bool(group.own) and all(isinstance(record, Software) for record in group.own)
        for scheme in source.schemes:
            if scheme == "github" and not is_software and group.identifiers[0].scheme != "github":
                continue
            known = [each for each in group.identifiers if each.scheme == scheme]
            if scheme == "doi":
                if "arxiv" not in source.schemes and source.name not in _WITHOUT_PREPRINTS:
                    numbers = [each.value for each in group.identifiers if each.scheme == "arxiv"]
                    known += [Identifier("doi", ARXIV_DOI + number) for number in numbers]
                if given and len(known) == 1:
                    return
                known = [each for each in known if compared(each) not in have]
                yield from (each for each in known if self._may_know(source.name, each, group))
                if known:
                    return
            elif known and not given:
                yield from known if scheme == "github" else known[:1]
                return

    def _may_know(self, name: str, doi: Identifier, group: JoinedWorks) -> bool:
        """Whether a source may know a DOI: DataCite is asked for what others do not register."""
        is_of_datacite = doi.value.startswith(_OF_DATACITE)
        said_before = {field.source for work in group.locked for field in work.fields.values()}
        if name in ("crossref", "unpaywall"):
            return not is_of_datacite and not ("datacite" in said_before and "crossref" not in said_before)
        if name != "datacite":
            return True
        if doi.value.startswith(ARXIV_DOI) and self._answers("arxiv"):
            # Of arXiv's preprints DataCite says what arXiv has told it.
            return ("arxiv", compared(doi)) in self.asked and not any(
                work.source == "arxiv" for work in group.fetched
            )
        is_of_crossref = any(work.source == "crossref" for work in group.fetched) or "crossref" in said_before
        if is_of_datacite or ("datacite" in said_before and not is_of_crossref):
            return True
        if "crossref" in self.failed:
            return False
        return not self._answers("crossref") or (("crossref", doi) in self.asked and not is_of_crossref)

    def _answers(self, name: str) -> bool:
        return name in self.askers

    # The end

    def heard(self) -> Heard:
        """What was said."""
        return Heard(
            tuple(self.works),
            tuple(dict.fromkeys(self.left_out)),
            tuple(self._unknown()),
            {title: tuple(works) for title, works in self.titled.items()},
            tuple(self.lists),
            tuple(self.strays),
        )

    def _unknown(self) -> Iterator[Identifier]:
        """The identifiers of the plan that nobody knows who can know them."""
        groups = joined(self.works, (), self.own, self.plan.same)
        known = {each for group in groups if group.fetched for each in group.identifiers}
        known |= {compared(each) for work in self.works for each in work.identifiers}
        silent = {scheme for source in self.failed.values() for scheme in source.schemes}
        for identifier in self.plan.works:
            schemes = {identifier.scheme, compared(identifier).scheme}
            if compared(identifier) not in known | self.decided and silent.isdisjoint(schemes):
                yield identifier


def _said_besides(works: Sequence[FetchedWork]) -> Iterator[Identifier]:
    """The articles that preprints have appeared as."""
    for work in works:
        yield from work.appeared_as
