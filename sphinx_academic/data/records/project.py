"""A project, with those who work on it."""

from __future__ import annotations

from sphinx_academic.data.fields import FLAG, TEXT, field
from sphinx_academic.data.naming import telling_name
from sphinx_academic.data.records.grant import Grant
from sphinx_academic.data.records.timed import TimedRecord
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.names import AUTHORS, AuthorList

CURRENT, PLANNED, FINISHED = "current", "planned", "finished"
STATES = (CURRENT, PLANNED, FINISHED)
"""How far a project may have come, in the order in which readers see them."""
_STATE_OF = {
    word: state
    for state, words in {
        CURRENT: "current running active ongoing open live started underway",
        PLANNED: "planned upcoming future planning proposed funded",
        FINISHED: "finished completed complete past done ended closed concluded archived former",
    }.items()
    for word in words.split()
}


class Project(TimedRecord):
    """A project, with those who work on it."""

    kind = "project"
    lists = ("projects", "project", "research_projects")
    ambiguous = lists

    # fmt: off
    title: str = field(TEXT, "What it is called. Markdown and a little HTML are understood.", "name", prose=True)
    subtitle: str = field(TEXT, "What it is about, in a line.", "tagline", "one_line", prose=True)
    description: str = field(TEXT, "A text about it, in Markdown: the first lines are shown, the rest opens on request.",
        "about", "text", "abstract", "summary", "body", "content", prose=True)
    people: AuthorList = field(AUTHORS, "Who works on it: names as in `authors`.",
        "members", "team", "authors", "author", "investigators", "contributors")
    role: str = field(TEXT, "The part of the owner of the site: principal investigator.", prose=True)
    funder: str = field(TEXT, "Who pays, where no grant among the data says so.", "sponsor", "agency", prose=True)
    status: str = field(TEXT, "How far it has come, such as planned, running, finished; its dates say so where it is not given.",
        "state", prose=True)
    part_of: str = field(TEXT, "The larger project that it is a part of, by key or title.", "parent", "within", "programme")
    selected: bool = field(FLAG, "Whether it is shown before all others.", "featured")
    # fmt: on

    whole: Project | None = None
    """The project that it is a part of, where the data have that."""
    parts: tuple[Project, ...] = ()
    """The projects that are parts of it."""
    paid_by: tuple[Grant, ...] = ()
    """The grants among the data that pay for it."""
    other_grants: tuple[str, ...] = ()
    """The grants that it names and the data do not have, as they are written."""

    def suggested_key(self) -> str:
        """What it is called, whenever it is: ``everyday-sounds``."""
        return telling_name(self.called, 6) or self.kind

    def state(self, today: PartialDate) -> str:
        """How far it has come on a day, as one of :data:`STATES`, in words of its own, or nothing where neither says so."""
        if self.status:
            return _STATE_OF.get(self.status.strip().lower(), self.status)
        if self.began is not None and self.began.order > today.order:
            return PLANNED
        if self.is_current_by_date(today):
            return CURRENT
        return FINISHED if self.ended is not None else ""

    def is_current_by_date(self, today: PartialDate) -> bool:
        """What its dates say, whatever its status does."""
        return super().is_current(today)

    def is_current(self, today: PartialDate) -> bool:
        """Whether it goes on, or is planned, on a day; of a status in words of its own the dates decide."""
        state = self.state(today)
        return state in {CURRENT, PLANNED} or (state not in STATES and self.is_current_by_date(today))
