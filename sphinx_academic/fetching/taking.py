"""What of the sources' answers is taken into the lock, and what is only told: decided without asking, reading or writing anything."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sphinx_academic.data.records import Publication, Record, Software
from sphinx_academic.data.same_work import ComparedWorks, are_alike, normal_title
from sphinx_academic.data.values.addresses import find_doi
from sphinx_academic.fetching.asking import Heard
from sphinx_academic.fetching.changes import Change, ChangeKind
from sphinx_academic.fetching.chosen_values import (
    COUNTS,
    Offer,
    Precedence,
    gravity,
    in_words,
    is_finer,
    is_more_exact,
    names_in,
    number_in,
    say_the_same,
    year_of,
)
from sphinx_academic.fetching.joined_works import (
    JoinedWorks,
    compared_id,
    joined,
    telling_identifiers,
)
from sphinx_academic.fetching.linked_people import (
    KnownPerson,
    Linked,
    TitleFit,
    fit_of_title,
    namesakes_in,
)
from sphinx_academic.fetching.plan import FetchPlan, Policy
from sphinx_academic.fetching.source import FetchedWork, Identifier, Source
from sphinx_academic.fetching.spelled_identifiers import compared, identifiers_of, normal_identifier
from sphinx_academic.formats.csl_json import status_of_update
from sphinx_academic.formats.lock_file import Lock, LockedField, LockedWork, Plain

_DEFAULT_POLICIES: Mapping[str, Policy] = {
    "citations": Policy.NEWEST, "open_access": Policy.NEWEST, "status": Policy.NEWEST, "stars": Policy.NEWEST, "version": Policy.NEWEST,
}  # fmt: skip
"""What happens to fields that the plan does not name; all others are asked about."""


class Accepted(NamedTuple):
    """What somebody accepts that is otherwise only told."""

    all: bool = False
    ids: frozenset[str] = frozenset()
    """Works, as the lock or the plan writes their identifiers."""


class Taken(NamedTuple):
    """The new lock, and how it came to be."""

    lock: Lock
    changes: tuple[Change, ...]
    """The gravest first, then by identifiers."""


def take(
    heard: Heard,
    lock: Lock,
    plan: FetchPlan,
    own: Sequence[Record],
    sources: Mapping[str, Source],
    accepted: Accepted = Accepted(),  # noqa: B008 (a frozen record)
) -> Taken:
    """Put together what sources say of one work, leave out what somebody has decided against or what is nobody's, compare with the lock, and
    change it as the policies say. Nothing that a source was not asked for, or did not answer, is lost from it."""
    return _Taking(heard, lock, plan, own, sources, accepted).taken()


_GRAVITY = {kind: place for place, kind in enumerate(ChangeKind)}
_IDENTIFYING = ("doi", "arxiv", "pmid", "pmcid", "openalex", "dblp", "github")
_OF_ANY_VERSION = frozenset(("abstract", "arxiv", "tags", "language"))
"""Fields that are the same of an article and its preprint, or are said of the preprint alone."""
_MOST_FOUND = 5
"""So many works are told that were found for one title."""
_YEARS_APART = 2
"""So many years lie between what two sources say of one DOI where one of them is wrong: one may count the paper, the other the web."""


class _Taking:
    """One run of deciding."""

    def __init__(
        self,
        heard: Heard,
        lock: Lock,
        plan: FetchPlan,
        own: Sequence[Record],
        sources: Mapping[str, Source],
        accepted: Accepted,
    ) -> None:
        self.heard, self.lock, self.plan, self.accepted = heard, lock, plan, accepted
        self.sources = sources
        self.precedence = Precedence(plan.sources or [*sources], is_said=bool(plan.sources))
        self.people = [KnownPerson(scholar, own) for scholar in plan.people]
        self.decided: set[Identifier] = {compared(each) for each in plan.ignored | plan.not_mine}
        self.wanted: set[Identifier] = {compared(each) for each in plan.works}
        self.works = [each for each in own if isinstance(each, Publication)]
        self.compared = ComparedWorks(self.works)
        self.own_titles = {normal_title(each.title): each for each in reversed(self.works) if each.title}
        self.changes: list[Change] = []
        self.groups = self._joined(own)
        self.by_identifier = {each: group for group in self.groups for each in group.identifiers}

    def _joined(self, own: Sequence[Record]) -> list[JoinedWorks]:
        titled = (work for works in self.heard.titles.values() for work in works)
        # The same answer counts once.
        fetched = {(_digest(work), work.day): work for work in (*self.heard.works, *titled)}
        ordered = [
            fetched[key] for key in sorted(fetched, key=lambda key: (*self._order(fetched[key]), *key))
        ]
        of_works = [each for each in own if isinstance(each, Publication | Software)]
        return joined(ordered, self.lock.works, of_works, self.plan.same)

    def _order(self, work: FetchedWork) -> tuple[object, ...]:
        """The same order, whatever the one in which sources have answered: the fuller of two answers first."""
        return self.precedence.of(work.source), -len(work.values), work.of

    # All of it

    def taken(self) -> Taken:
        """The new lock and the changes."""
        self._find_titles()
        entries: dict[str, LockedWork] = {}
        for group in self.groups:
            if not self.decided.isdisjoint(group.identifiers):
                if group.locked:
                    self._tell(ChangeKind.LEFT_OUT, group.id, _title_of(group), "")
            elif (entry := self._entry(group)) is not None:
                entries[group.id] = entry
        self._take_articles(entries)
        self._tell_strays()
        for identifier in self.heard.unknown:
            if compared(identifier) not in self.decided:
                self._tell(ChangeKind.UNKNOWN, str(identifier), "", "", is_taken=False)
        order = sorted(dict.fromkeys(self.changes), key=lambda each: (_GRAVITY[each.kind], each))
        return Taken(Lock(tuple(self._works(entries))), tuple(order))

    def _works(self, entries: Mapping[str, LockedWork]) -> Iterator[LockedWork]:
        """The works of the new lock: those that it had in their order, then the new ones in that of their identifiers."""
        group_of = {id(work): group for group in self.groups for work in group.locked}
        known = {group.id for group in group_of.values()}
        for work in self.lock.works:
            group = group_of.get(id(work))
            if group is None:
                yield work  # under an identifier that nobody can read
            elif work.id == group.id and group.id in entries:
                yield entries[group.id]
        new = (entry for name, entry in entries.items() if name not in known)
        yield from sorted(new, key=lambda each: (each.kind, each.id))

    def _tell(
        self,
        kind: ChangeKind,
        id: str,
        title: str,
        source: str,
        *,
        field: str = "",
        before: str = "",
        after: str = "",
        note: str = "",
        is_taken: bool = True,
    ) -> None:
        self.changes.append(Change(kind, id, title, source, field, before, after, note, is_taken))

    def _is_accepted(self, group: JoinedWorks, *names: str) -> bool:
        """Whether somebody has accepted this very work."""
        ids = {compared_id(each) or each for each in self.accepted.ids}
        return not ids.isdisjoint((*group.identifiers, *names)) or not self.accepted.ids.isdisjoint(
            (group.id, *names)
        )

    # Titles

    def _find_titles(self) -> None:
        """Want the works that have the titles that were looked for, and tell where that is not sure."""
        for title, works in sorted(self.heard.titles.items()):
            fits = {id(group): TitleFit.NO for group in self.groups}
            found: dict[int, JoinedWorks] = {}
            for work in works:
                group = self._group_of(work)
                if group is not None and self.decided.isdisjoint(group.identifiers):
                    found[id(group)] = group
                    fits[id(group)] = max(fits[id(group)], fit_of_title(title, work, self.people))
            sure = [group for key, group in found.items() if fits[key] is TitleFit.SURELY]
            known = [group for group in found.values() if group.own or group.locked]
            accepted = [group for group in found.values() if self._is_accepted(group)]
            if accepted or (len(found) == 1 and self._is_accepted(next(iter(found.values())), title)):
                self._want(accepted or found.values())
            elif sure and self._are_versions(sure):
                self._want(sure)
            elif known:
                continue
            elif found:
                several = sure or [*found.values()]
                self._tell_unsure(title, sorted(several, key=lambda group: group.id))
            elif not works:
                self._tell(ChangeKind.UNKNOWN, title, title, "", is_taken=False)

    def _group_of(self, work: FetchedWork) -> JoinedWorks | None:
        groups = (self.by_identifier.get(each) for each in telling_identifiers(work.identifiers))
        return next((group for group in groups if group is not None and work in group.fetched), None)

    def _want(self, groups: Iterable[JoinedWorks]) -> None:
        for group in groups:
            self.wanted.update(group.identifiers)

    def _are_versions(self, groups: Sequence[JoinedWorks]) -> bool:
        """Whether these are one work, or an article and its preprints."""
        return sum(not group.is_preprint for group in groups) <= 1

    def _tell_unsure(self, title: str, groups: Sequence[JoinedWorks]) -> None:
        found = [group.described for group in groups[:_MOST_FOUND]]
        more = len(groups) - len(found)
        note = "; ".join(found) + (f" and {more} more" if more else "")
        name = groups[0].id if len(groups) == 1 else title
        source = groups[0].fetched[0].source if groups[0].fetched else ""
        self._tell(ChangeKind.UNSURE, name, title, source, note=note, is_taken=False)

    # Preprints

    def _appeared(self) -> list[_Appeared]:
        """The preprints that have become articles which are neither one's own nor in the lock, as far as anybody says so."""
        found: dict[tuple[str, Identifier], _Appeared] = {}
        for group in self.groups:
            for work in group.fetched:
                for article in map(compared, work.appeared_as):
                    said = _Appeared(group, article, work.source, self.by_identifier.get(article))
                    found.setdefault((group.id, article), said)
                for preprint in map(compared, work.preprints):
                    known = self.by_identifier.get(preprint)
                    if known is not None:
                        article = group.identifiers[0]
                        found.setdefault((known.id, article), _Appeared(known, article, work.source, group))
        titles = {
            normal_title(_text(work.fields.get("title")))
            for work in self.lock.works
            if _text(work.fields.get("type")) not in ("preprint", "")
        }
        return [each for each in found.values() if self._is_missing(each, titles - {""})]

    def _is_missing(self, appeared: _Appeared, titles: Collection[str]) -> bool:
        """Whether the article is not one's own or in the lock already, if only by its title."""
        preprint, identifier, _source, article = appeared
        decided = {identifier, *preprint.identifiers, *(article.identifiers if article else ())}
        if (
            article is preprint
            or not self.decided.isdisjoint(decided)
            or (article and (article.own or article.locked))
        ):
            return False
        called = {
            normal_title(title)
            for group in (preprint, article)
            if group is not None
            for title in group.titles
        } - {""}
        of_preprint = {id(record) for record in preprint.own}
        own = {
            normal_title(work.title)
            for work in self.works
            if id(work) not in of_preprint and work.kind_of_work != "preprint"
        }
        return called.isdisjoint(own) and called.isdisjoint(titles)

    def _take_articles(self, entries: dict[str, LockedWork]) -> None:
        """Take the articles of preprints that are there, and tell of those that have appeared since."""
        waiting = self._appeared()
        by_itself = set(entries)
        told: dict[tuple[str, Identifier], _Appeared] = {}
        while True:
            due = [
                each
                for each in waiting
                if (each.preprint.own or each.preprint.id in entries)
                and (each.preprint.id, each.identifier) not in told
            ]
            if not due:
                break
            for each in due:
                told[each.preprint.id, each.identifier] = each
                if each.article is not None and each.article.id not in entries:
                    entry = self._entry(each.article, is_article=True)
                    if entry is not None:
                        entries[each.article.id] = entry
        for each in told.values():
            name = str(each.identifier) if each.article is None else each.article.id
            was_known = bool(each.preprint.own or each.preprint.locked)
            if name in by_itself and not was_known:
                continue  # both are new
            others = (ChangeKind.NEW, ChangeKind.STRANGE, ChangeKind.NAMESAKE)
            self.changes = [
                change for change in self.changes if change.id != name or change.kind not in others
            ]
            self._tell(
                ChangeKind.APPEARED, each.preprint.id, each.preprint.title, each.source,
                after=name, is_taken=name in entries,
            )  # fmt: skip

    # One work

    def _entry(self, group: JoinedWorks, *, is_article: bool = False) -> LockedWork | None:
        """The work as it stands in the new lock; None where it stands nowhere."""
        before = group.before
        self._tell_gone(group)
        if not group.fetched:
            return self._without_mine(before)
        is_new = before is None and not group.own
        if (
            is_new
            and not is_article
            and self.wanted.isdisjoint(group.identifiers)
            and not self._is_linked(group)
        ):
            return None
        kind = (
            before.kind
            if before
            else "software"
            if all(each.kind == "software" for each in group.fetched)
            else "publications"
        )
        offers = self._offers(group)
        chosen = {field: offer for field in offers if (offer := self.precedence.chosen(field, offers[field]))}
        locked = dict(before.fields) if before else {}
        self._say_once(chosen, locked)
        fields = {name: said for name, said in locked.items() if self._policy(name) is not Policy.MINE}
        title = _text(locked.get("title")) or group.fetched_title
        more: list[str] = []
        for name, offer in chosen.items():
            known = locked.get(name)
            if known is None:
                fields[name] = offer.locked
                more.append(name)
                self._tell_contradictions(group, name, offers[name], offer, title)
            elif self._is_changed(name, known, offer, offers[name]):
                if self._take_change(group, name, known, offer, title):
                    fields[name] = offer.locked
                    self._tell_contradictions(group, name, offers[name], offer, title)
            elif name == "date" and is_finer(offer, known.value):
                fields[name] = offer.locked
                more.append(name)
        if not fields and before is None:
            return None
        self._tell_known(group, chosen, title, more, is_new=is_new, is_article=is_article)
        return LockedWork(group.id, fields, kind)

    def _say_once(self, chosen: dict[str, Offer], locked: Mapping[str, LockedField]) -> None:
        """Leave out the number of an article where it is said to be its page, too, or the page, whichever is said by the lesser source."""
        pages, eid = chosen.get("pages"), chosen.get("eid")
        if pages and eid and pages.value == eid.value:
            del chosen[
                max(("pages", pages), ("eid", eid), key=lambda each: self.precedence.of(each[1].source))[0]
            ]
        for name, other in (("pages", "eid"), ("eid", "pages")):
            if (
                name in chosen
                and name not in locked
                and other in locked
                and locked[other].value == chosen[name].value
            ):
                del chosen[name]

    def _without_mine(self, before: LockedWork | None) -> LockedWork | None:
        if before is None:
            return None
        fields = {name: said for name, said in before.fields.items() if self._policy(name) is not Policy.MINE}
        return before._replace(fields=fields) if len(fields) < len(before.fields) else before

    def _policy(self, field: str) -> Policy:
        return self.plan.policies.get(field) or _DEFAULT_POLICIES.get(field, Policy.ASK)

    def _offers(self, group: JoinedWorks) -> dict[str, list[Offer]]:
        """What each source says of each field, once. What is said of the preprint of an article, which somebody has written into one entry,
        says little of the article."""
        main = group.identifiers[0]
        about = [
            work for work in group.fetched if main in map(compared, work.identifiers) or not _has_anchor(work)
        ]
        offers: dict[str, list[Offer]] = {}
        for work in (*about, *(each for each in group.fetched if each not in about)):
            for field, value in _values_in(work, group.identifiers).items():
                said = offers.setdefault(field, [])
                is_said = any(each.source == work.source for each in said) or (
                    work not in about and bool(about) and field not in _OF_ANY_VERSION
                )
                if not is_said and self._policy(field) is not Policy.MINE:
                    said.append(Offer(work.source, value, work.day))
        return {field: said for field, said in offers.items() if said}

    def _is_changed(self, field: str, known: LockedField, chosen: Offer, offers: Sequence[Offer]) -> bool:
        """Whether something else is said than before by a source whose word counts as much, and not only by others while that is silent."""
        is_same_source = chosen.source == known.source
        if chosen.value == known.value or (
            field in COUNTS and number_in(chosen.value) == number_in(known.value)
        ):
            return False
        if field == "date" and is_more_exact(chosen.value, known.value):
            return False
        if field == "status":
            if gravity(chosen.value) > gravity(known.value):
                return True
            if gravity(known.value) and not is_same_source:
                return False
        if not is_same_source and say_the_same(field, chosen.value, known.value):
            return False
        before = next((each for each in offers if each.source == known.source), None)
        if before is not None and before.value != known.value:
            return True
        if field == "abstract":
            return len(str(chosen.value)) > len(str(known.value))
        return self.precedence.of(chosen.source, field) <= self.precedence.of(known.source, field)

    def _take_change(
        self, group: JoinedWorks, field: str, known: LockedField, offer: Offer, title: str
    ) -> bool:
        """Tell of a change, and whether it is taken."""
        is_grave = field == "status" and gravity(offer.value) > gravity(known.value)
        kind = (
            ChangeKind.RETRACTION if is_grave else ChangeKind.COUNT if field in COUNTS else ChangeKind.FIELD
        )
        is_taken = self._policy(field) is Policy.NEWEST or self.accepted.all or self._is_accepted(group)
        if not is_taken and _is_said_in(group.own, field):
            return False  # what is shown is said by somebody's own file, and is decided by that
        self._tell(
            kind, group.id, title, offer.source, field=field, before=in_words(field, known.value),
            after=in_words(field, offer.value), note=self._notice(group, offer) if is_grave else "", is_taken=is_taken,
        )  # fmt: skip
        return is_taken

    def _notice(self, group: JoinedWorks, offer: Offer) -> str:
        """Where the journal says so, as far as the source has told it: the notice of just that, where it has corrected the work before."""
        for work in group.fetched:
            links = work.values.get("links")
            for link in links if work.source == offer.source and isinstance(links, list) else ():
                if isinstance(link, dict):
                    kind = str(link.get("name", "")).lower().removesuffix(" notice")
                    if status_of_update(kind) == offer.value:
                        url = str(link.get("url", ""))
                        return find_doi(url) or url
        return ""

    def _tell_known(
        self,
        group: JoinedWorks,
        chosen: Mapping[str, Offer],
        title: str,
        more: Sequence[str],
        *,
        is_new: bool,
        is_article: bool,
    ) -> None:
        """Tell what is known of a work now that was not."""
        first = group.fetched[0].source
        others = sorted({work.id for work in group.locked} - {group.id})
        note = ", ".join(sorted(more))
        if is_new and not is_article:
            own = self._called_so(group)
            identifier = next(iter(identifiers_of(own)), None) if own else None
            self._tell(
                ChangeKind.NEW, group.id, title, first,
                before=str(identifier or ""), note=_also_called(own) if own else "",
            )  # fmt: skip
        elif not is_new and (more or others):
            also = f"{note}{'; ' if note else ''}{' and '.join(others)} stood apart" if others else note
            source = chosen[more[0]].source if more else first
            self._tell(ChangeKind.MORE, group.id, title, source, note=also)
        status = chosen.get("status")
        if status is not None and "status" in more and gravity(status.value):
            self._tell(
                ChangeKind.RETRACTION, group.id, title, status.source, field="status",
                after=in_words("status", status.value), note=self._notice(group, status),
            )  # fmt: skip

    def _called_so(self, group: JoinedWorks) -> Publication | None:
        """The work of one's own that is called so and is not surely the same."""
        title = group.fetched_title
        own = self.own_titles.get(normal_title(title)) if title else None
        return None if own is None or self.compared.same_as(group.as_publication()) is not None else own

    # Whose it is

    def _is_linked(self, group: JoinedWorks) -> bool:
        """Whether a work that nobody has asked for is one of a person in whose list a source has it; tells where that is strange."""
        people = [
            (person, [each for each in group.fetched if each.of.upper() == person.orcid])
            for person in self.people
        ]
        listed = [(person, works) for person, works in people if works]
        if not listed:
            return self._is_own_by_title(group)
        if self._is_own_by_title(group) or self._is_accepted(group):
            return True
        said = [(person.is_linked(group.fetched), person, works) for person, works in listed]
        linked, person, works = min(said, key=lambda each: (each[0], each[1].orcid))
        if linked is Linked.YES:
            return True
        kind = ChangeKind.NAMESAKE if linked is Linked.NAMESAKE else ChangeKind.STRANGE
        everybody = max((names_in(each.values) for each in group.fetched), key=len)
        note = namesakes_in(person, group.fetched) if kind is ChangeKind.NAMESAKE else everybody
        self._tell(
            kind,
            group.id,
            group.fetched_title,
            works[0].source,
            before=person.orcid,
            note=note,
            is_taken=False,
        )
        return False

    def _is_own_by_title(self, group: JoinedWorks) -> bool:
        """Whether a work of one's own that has no identifier is the same."""
        same = self.compared.same_as(group.as_publication())
        return same is not None and not any(identifiers_of(same))

    # What is told besides

    def _tell_contradictions(
        self, group: JoinedWorks, field: str, offers: Sequence[Offer], chosen: Offer, title: str
    ) -> None:
        """Tell what others say of the same DOI that cannot be true as well."""
        if field not in ("date", "title") or group.identifiers[0].scheme != "doi":
            return
        first = group.identifiers[0]
        about = {
            work.source for work in group.fetched if telling_identifiers(work.identifiers)[:1] == (first,)
        }
        for each in offers:
            if each.source == chosen.source or not {each.source, chosen.source} <= about:
                continue
            if field == "date":
                one, other = year_of(chosen.value), year_of(each.value)
                is_wrong = bool(one and other) and abs(one - other) >= _YEARS_APART
            else:
                is_wrong = not are_alike(str(chosen.value), str(each.value))
            if is_wrong:
                self._tell(
                    ChangeKind.CONTRADICTION, group.id, title, each.source, field=field,
                    before=in_words(field, chosen.value), after=in_words(field, each.value), note=chosen.source,
                )  # fmt: skip

    def _tell_strays(self) -> None:
        for work in self.heard.strays:
            identifiers = telling_identifiers(work.identifiers)
            if identifiers and self.decided.isdisjoint(identifiers):
                title = str(work.values.get("title") or "")
                self._tell(
                    ChangeKind.CONTRADICTION,
                    str(identifiers[0]),
                    title,
                    work.source,
                    field="id",
                    is_taken=False,
                )

    def _tell_gone(self, group: JoinedWorks) -> None:
        """Tell of a work that a source had, and has no more, though it has told everybody's works to the end: in its list of them where it is
        not asked for works otherwise, else anywhere."""
        if not group.locked or group.own or not self.wanted.isdisjoint(group.identifiers):
            return
        values = {name: said.value for work in group.locked for name, said in work.fields.items()}
        said_by = {said.source for work in group.locked for said in work.fields.values()}
        for name in sorted(said_by - {work.source for work in group.fetched}, key=self.precedence.of):
            source = self.sources.get(name)
            if source is None or source.works_of is None or not self._is_whole(name):
                continue
            seen = FetchedWork(name, group.identifiers, values, "")
            is_somebodys = any(person.is_author(seen) <= Linked.UNKNOWN for person in self.people)
            if is_somebodys and (source.works_by_ids is None or not group.fetched):
                self._tell(ChangeKind.GONE, group.id, group.title, name)
                return

    def _is_whole(self, name: str) -> bool:
        """Whether a source has told everybody's works to the end."""
        return (
            bool(self.people)
            and all((name, each.orcid) in self.heard.lists for each in self.plan.people)
            and not any(each.source == name for each in self.heard.left_out)
        )


class _Appeared(NamedTuple):
    """A preprint, and the article that has appeared, which is known as far as a source has told of it."""

    preprint: JoinedWorks
    identifier: Identifier
    source: str
    article: JoinedWorks | None


def _digest(work: FetchedWork) -> str:
    """What tells answers apart whatever their day, and is shorter than they are."""
    return hashlib.blake2b(
        repr(work._replace(day="")).encode("utf-8", "surrogatepass"), digest_size=16
    ).hexdigest()


def _also_called(own: Publication) -> str:
    """That a work of one's own is called as another one, and where it stands."""
    path, place = own.origin.place("title")
    return (
        f"{own.key or own.title} is called so, too ({path}:{place.line})"
        if path
        else f"{own.title} is called so, too"
    )


def _title_of(group: JoinedWorks) -> str:
    """What the lock calls a work that is in it."""
    before = group.before
    return _text(before.fields.get("title")) if before else ""


def _is_said_in(own: Sequence[Record], field: str) -> bool:
    """Whether a file of somebody's own says a field, which counts more than what any service says."""
    names = ("date", "year") if field == "date" else (field,)
    origins = (origin for record in own for origin in (record.origin, *record.origin.others))
    return any(origin.says(name) for origin in origins for name in names)


def _has_anchor(work: FetchedWork) -> bool:
    return any(each.scheme in ("doi", "arxiv") for each in work.identifiers)


def _text(field: LockedField | None) -> str:
    return field.value if field is not None and isinstance(field.value, str) else ""


def _values_in(work: FetchedWork, identifiers: Sequence[Identifier]) -> dict[str, Plain]:
    """The values that a work has, with its identifiers; without those that are another work's."""
    values = {name: value for name, value in work.values.items() if value not in ("", [], {})}
    year = values.pop("year", "")
    if year and work.kind == "publications":
        values.setdefault("date", year)
    elif year:
        values["year"] = year
    for identifier in reversed(work.identifiers):
        if identifier.scheme in _IDENTIFYING and identifier.scheme not in work.values:
            values[identifier.scheme] = identifier.value
    for scheme in _IDENTIFYING:
        # An article may have the number of its preprint.
        said = values.get(scheme)
        found = normal_identifier(scheme, said) if isinstance(said, str) and scheme != "arxiv" else None
        if found is not None and compared(found) not in identifiers:
            del values[scheme]
    return values
