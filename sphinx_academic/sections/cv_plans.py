"""The variants of a curriculum vitae that are known without the data saying anything of them: which parts, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from sphinx_academic.data.collection import Collection
from sphinx_academic.data.declarations import DeclaredKind
from sphinx_academic.data.records import CvPart, Publication
from sphinx_academic.data.select import newest_first
from sphinx_academic.sections.description import _
from sphinx_academic.sections.registry import REFERRED

ORDER = (
    "positions", "education", "awards", "grants", "publications", "talks", "teaching", "supervision", "service", "memberships", "projects",
    "software", "datasets", "competitions", "media", "events",
)  # fmt: skip
"""The lists of a whole CV, in a good order."""

_IF_NAMED = frozenset({"newsfeed", "people", "openings"})
"""What stands in a CV where the data name it; all other lists of records that are not in the order stand behind it."""

MAIN = "academic"
"""The variant that is shown where none is asked for."""

Plan: TypeAlias = Callable[[Collection, Sequence[str]], tuple[CvPart, ...]]
"""Makes the parts of a variant; the lists of a whole CV are given in their order, those of kinds of the site's own among them."""


def in_order(own: Iterable[DeclaredKind], directive_of: Mapping[str, str]) -> tuple[str, ...]:
    """The lists of a whole CV: kinds of the site's own stand where they say (``first``, ``before talks``), else behind all others."""
    first: list[str] = []
    last: list[str] = []
    beside: dict[tuple[str, str], list[str]] = {}
    for kind in own:
        side, _space, other = kind.cv.partition(" ")
        if kind.cv == "first":
            first.append(kind.name)
        elif side in {"before", "after"}:
            beside.setdefault((side, directive_of.get(other.strip(), "")), []).append(kind.name)
        elif kind.cv != "no":
            last.append(kind.name)
    others = (row.name for row in REFERRED.values() if row.name not in {*ORDER, *_IF_NAMED})
    found: dict[str, None] = {}
    waiting = [(name, False) for name in reversed((*first, *ORDER, *others, *last))]
    while waiting:
        name, has_neighbours = waiting.pop()
        if has_neighbours:
            found[name] = None
            continue
        waiting += [(each, False) for each in reversed(beside.pop(("after", name), []))]
        waiting.append((name, True))
        waiting += [(each, False) for each in reversed(beside.pop(("before", name), []))]
    # What is to stand beside a list that nobody knows, or kinds that are each to stand beside the other.
    found.update(dict.fromkeys(name for names in beside.values() for name in names))
    return tuple(found)


def _whole(collection: Collection, lists: Sequence[str]) -> tuple[CvPart, ...]:
    """All lists of which there are records."""
    return tuple(CvPart(kinds=(name,)) for name in lists)


def _few_works(collection: Collection, most: int) -> CvPart:
    """Some of the works, in one paragraph each: those with ``selected``, else the newest."""
    works = collection.of(Publication)
    selected = any(work.selected for work in works)
    few = _("Recent publications") if len(works) > most else ""
    return CvPart(
        kinds=("publications",),
        title=_("Selected publications") if selected else few,
        selected=selected,
        limit=str(most),
        layout="compact",
        numbered="no",
        group_by=("none",),
        max_authors="8",
    )


def _own(lists: Sequence[str], most: int) -> tuple[CvPart, ...]:
    return tuple(CvPart(kinds=(name,), limit=str(most)) for name in lists if name not in ORDER)


def _industry(collection: Collection, lists: Sequence[str]) -> tuple[CvPart, ...]:
    """What somebody has done and made, before what was published; no service, supervision, grants, talks and teaching."""
    return (
        CvPart(kinds=("positions",), title=_("Experience")),
        CvPart(kinds=("projects",), limit="6"),
        CvPart(kinds=("software",), limit="6"),
        CvPart(kinds=("datasets",), limit="3"),
        CvPart(kinds=("education",)),
        CvPart(kinds=("awards",), limit="5"),
        CvPart(kinds=("competitions",)),
        _few_works(collection, 5),
        *_own(lists, 5),
    )


def _two_pages(collection: Collection, lists: Sequence[str]) -> tuple[CvPart, ...]:
    """As many of each list as fit on two printed pages in either design where titles are long: some 25 entries under nine headings."""
    most = {
        "positions": 3,
        "education": 3,
        "awards": 3,
        "grants": 2,
        "talks": 2,
        "teaching": 2,
        "supervision": 2,
        "service": 2,
    }
    parts = {name: CvPart(kinds=(name,), limit=str(number)) for name, number in most.items()}
    parts["publications"] = _few_works(collection, 5)
    parts.update({part.kinds[0]: part for part in _own(lists, 1)})
    return tuple(parts[name] for name in lists if name in parts)


_POSTDOCS = ("postdoc", "post-doc", "post doc", "postdok")


def _nsf(collection: Collection, lists: Sequence[str]) -> tuple[CvPart, ...]:
    """The biographical sketch of the National Science Foundation of the United States, as its Proposal & Award Policies & Procedures
    Guide asks for it (NSF 24-1, in force since May 2024, chapter II.D.2.h(i); https://www.nsf.gov/policies/pappg): professional
    preparation with postdoctoral training, appointments and positions, and products: up to five that are most closely related to the
    proposal, up to five others. Synergistic activities are a document of its own since then. What is handed in is made
    by SciENcv; this is to be copied there.

    Works with the tag ``related`` are the first five; where none has it, the selected ones are, else the newest."""
    works = newest_first(collection.of(Publication))
    tagged = [work for work in works if "related" in {tag.casefold() for tag in work.tags}]
    closest = (tagged or [work for work in works if work.selected] or works)[:5]
    keys = {work.key for work in closest}
    others = sorted((work for work in works if work.key not in keys), key=lambda work: not work.selected)
    groups = (
        (_("Products most closely related to the project"), closest),
        (_("Other significant products"), others[:5]),
    )
    return (
        CvPart(kinds=("education",), title=_("Professional preparation"), sort="date"),
        CvPart(kinds=("positions",), title=_("Professional preparation"), role=_POSTDOCS),
        CvPart(kinds=("positions",), title=_("Appointments and positions")),
        *(
            CvPart(
                kinds=("publications",),
                title=title,
                keys=tuple(work.living_keys[-1] for work in chosen),
                sort="date",
                numbered="no",
                group_by=("none",),
            )
            for title, chosen in groups
            if chosen
        ),
    )


PLANS: Mapping[str, Plan] = {
    MAIN: _whole,
    "industry": _industry,
    "two-page": _two_pages,
    "nsf-biosketch": _nsf,
}
"""The variants that are known without the data naming them, and their parts."""
