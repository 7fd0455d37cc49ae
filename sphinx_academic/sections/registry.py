"""The one table of sections; each is imported when a page has its directive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib.metadata import EntryPoint
from pkgutil import resolve_name
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from sphinx.errors import ExtensionError
from sphinx.locale import get_translation

from sphinx_academic import entry_points
from sphinx_academic.data.declarations import DeclaredKind, words_of

if TYPE_CHECKING:
    from sphinx_academic.data.records import Record
    from sphinx_academic.sections.base import Section

    AnySection: TypeAlias = Section[Record]

_ = get_translation("sphinx_academic")


class Row(NamedTuple):
    """A directive, and its section's place in this folder; where entries can be referred to, what ids and inventories call
    their kind, the role that does, and what readers are told; ``title`` stands above it where nothing else is said, and ``list_of`` is its
    list where that is called otherwise than the directive; ``setting`` has to be on for a directive that not every site has."""

    name: str
    place: str
    kind: str = ""
    role: str = ""
    called: str = ""
    title: str = ""
    list_of: str = ""
    setting: str = ""


ROWS = (
    Row(
        "publications", "publications:Publications", "publication", "pub", _("publication"), _("Publications")
    ),
    Row("newsfeed", "newsfeed:News", "news", "news", _("news"), _("News"), list_of="news"),
    Row(
        "competitions",
        "competitions:Competitions",
        "competition",
        "competition",
        _("competition"),
        _("Competitions"),
    ),
    Row("education", "education:Educations", "education", "education", _("education"), _("Education")),
    Row("talks", "talks:Talks", "talk", "talk", _("talk"), _("Talks")),
    Row("teaching", "teaching:Courses", "teaching", "teaching", _("teaching"), _("Teaching")),
    Row("positions", "positions:Positions", "position", "position", _("position"), _("Positions")),
    Row("grants", "grants:Grants", "grant", "grant", _("grant"), _("Grants")),
    Row("awards", "awards:Awards", "award", "award", _("award"), _("Awards")),
    Row("service", "service:Services", "service", "service", _("service"), _("Service")),
    Row(
        "supervision",
        "supervision:Supervisions",
        "supervision",
        "supervision",
        _("supervision"),
        _("Supervision"),
    ),
    Row("media", "media:MediaItems", "media", "media", _("report in the media"), _("In the media")),
    Row(
        "memberships",
        "memberships:Memberships",
        "membership",
        "membership",
        _("membership"),
        _("Memberships"),
    ),
    Row("openings", "openings:Openings", "opening", "opening", _("opening"), _("Openings")),
    Row("events", "events:Events", "event", "event", _("event"), _("Events")),
    Row("projects", "projects:Projects", "project", "project", _("project"), _("Projects")),
    Row("software", "software:SoftwareList", "software", "software", _("software"), _("Software")),
    Row("datasets", "datasets:Datasets", "dataset", "dataset", _("dataset"), _("Datasets")),
    Row("people", "people:People", "person", "person", _("person"), _("People")),
    # Its entries are people, too.
    Row("profile", "profile:Profiles"),
    Row("cv", "cv:CurriculumVitae"),
    Row("calendar", "calendar:Calendar"),
    Row("overview", "overview:Overview", title=_("In numbers")),
    Row("report", "report:ReportOfRecords"),
    Row("coauthors", "coauthors:CoAuthors"),
    Row("timeline", "timeline:Timeline"),
    Row("references", "publications:References"),
    Row("cite-this", "cite_this:CiteThis"),
    Row("implementations", "implementations:Implementations"),
    Row("bibliography", "bibliography:Bibliography", setting="academic_bibtex_roles"),
)

ASKED_FOR = {row.name: row.setting for row in ROWS if row.setting}
"""Directives that are there only with a setting, by their names."""

REFERRED = {row.kind: row for row in ROWS if row.kind}
"""What can be referred to, by its kind."""

_BY_NAME = {row.name: row for row in ROWS}


class Sections(Mapping[str, "AnySection"]):
    """The sections of this package, then those that other packages bring; a name of ours stays ours. Those of kinds that a site
    declares stand behind all."""

    def __init__(self, others: tuple[EntryPoint, ...], own: tuple[DeclaredKind, ...] = ()) -> None:
        ours = [EntryPoint(row.name, f"{__package__}.{row.place}", entry_points.SECTIONS) for row in ROWS]
        self._places = {place.name: place for place in (*others, *ours)}
        self._own = {kind.name: kind for kind in own if kind.name not in self._places}
        self._loaded: dict[str, AnySection] = {}
        rows = {
            kind.role: Row(kind.name, "", kind.role, kind.role, kind.singular, kind.label)
            for kind in self._own.values()
        }
        self.referred: Mapping[str, Row] = {**rows, **REFERRED}
        """What can be referred to, by its kind."""
        self.kind_of_role = {row.role: kind for kind, row in self.referred.items()}
        """What a role refers to."""

    def __getitem__(self, name: str) -> AnySection:
        if name in self._own:
            from sphinx_academic.sections.own_kinds import section_of

            return cast("AnySection", section_of(self._own[name]))
        if name not in self._loaded:
            place = self._places[name]
            try:
                section: AnySection = place.load()()
            except Exception as error:
                message = f"The directive '{name}' cannot be loaded from '{place.value}'"
                raise ExtensionError(message, error) from error
            if getattr(section, "name", "") != name:
                raise ExtensionError(f"'{place.value}' is no section with the name '{name}'.")
            self._loaded[name] = section
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._places
        yield from self._own

    def __len__(self) -> int:
        return len(self._places) + len(self._own)

    def of_entries(self, kind: str) -> AnySection:
        """The section whose entries are of a kind that can be referred to."""
        return self[self.referred[kind].name]

    def title(self, name: str) -> str:
        """What stands above the list of a directive where nothing else is said, in the language of the build."""
        row = _BY_NAME.get(name)
        own = self._own.get(name)
        return str(row.title if row is not None else own.label if own is not None else "") or words_of(name)

    @cached_property
    def of_list(self) -> Mapping[str, str]:
        """The directive of a list, by the directive's name and the names that the list may have in data."""
        # Builds with nothing to do need no record.
        kinds: Mapping[str, type[Record]] = resolve_name("sphinx_academic.data.records:KINDS")
        found = {name: name for name in self}
        for row in self.referred.values():
            is_own = row.name in self._own
            kind = self[row.name].record_kind if is_own else kinds[row.list_of or row.name]
            for name in kind.lists:
                found.setdefault(name, row.name)
        return found


SECTIONS = Sections(entry_points.of_others()[entry_points.SECTIONS])


@cache
def sections_with(own: tuple[DeclaredKind, ...]) -> Sections:
    """The sections of a site that declares kinds of its own."""
    return Sections(entry_points.of_others()[entry_points.SECTIONS], own) if own else SECTIONS
