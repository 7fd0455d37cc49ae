"""Records of all kinds as tables with the same columns, and as lines of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from sphinx_academic.content.fragments import in_a_row
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Grant, Person, Publication, Record, TimedRecord
from sphinx_academic.data.values.addresses import arxiv_url, doi_url
from sphinx_academic.data.values.amounts import read_amount
from sphinx_academic.data.values.names import AuthorList
from sphinx_academic.formats.tables import Cell, Column, Table, date_cell, plain_markdown, said

_PLACES = ("venue", "event", "institution", "organisation", "affiliation")
"""The fields that say where something was, of which the first counts that says something."""
_TOPICS = ("thesis", "subtitle", "line", "award")
_TYPES = ("type", "degree", "status")
_GRANTS = Grant.lists[0].capitalize()
_OF_GRANTS = ("Funders", "Grants")
"""What says which grant it is; of all else it is said above the report."""

COLUMNS = (
    Column("List"), Column("Title"), Column("People"), Column("Where"), Column("Date"), Column("Until"), Column("Type"),
    Column("Role"), Column("About"), Column("DOI"), Column("Address", is_address=True), Column("Projects"), Column("Grants"),
    Column("Funders"), Column("Amount"), Column("Currency"), Column("Key"),
)  # fmt: skip
"""What is told of a record of any kind."""


class _Tabulator:
    def __init__(self, collection: Collection, markup: Markup) -> None:
        self._belonging, self._markup = collection.belonging, markup

    def plain(self, text: str) -> str:
        return in_a_row(self._markup.inline(text)) if text else ""

    def first(self, record: Record, fields: Sequence[str], *besides: str) -> str:
        given = (getattr(record, name, "") for name in fields)
        texts = (text for text in given if isinstance(text, str) and text and text not in besides)
        return self.plain(next(texts, ""))

    def people(self, lists: Iterator[tuple[str, AuthorList]]) -> str:
        pieces: list[str] = []
        for _field, people in lists:
            pieces += [author.name for author in people.people]
            pieces += [self.plain(people.written)] if people.written else []
            pieces += ["et al."] if people.others else []
        return "; ".join(pieces)

    def row(self, name: str, record: Record) -> tuple[Cell, ...]:
        """The cells of one record."""
        known = self._belonging
        grants = known.grants_of(record)
        date, until = _dates(record)
        amount = read_amount(record.amount) if isinstance(record, Grant) else None
        where = (self.first(record, _PLACES, record.called), self.plain(getattr(record, "place", "")))
        named = [self.plain(grant.number or grant.title) for grant in grants if not isinstance(record, Grant)]
        if isinstance(record, Grant):
            named = [record.number]
        funders = dict.fromkeys((*known.funders_called(record), getattr(record, "funder", "")))
        return (
            name,
            self.plain(record.called),
            self.people(record.author_lists()),
            ", ".join(filter(None, where)),
            date,
            until,
            record.kind_of_work if isinstance(record, Publication) else self.first(record, _TYPES),
            self.plain("" if isinstance(record, Publication) else str(getattr(record, "role", ""))),
            self.first(record, _TOPICS),
            record.doi if isinstance(record, Publication) else "",
            _address(record),
            "; ".join(map(self.plain, known.projects_called(record))),
            "; ".join(dict.fromkeys(filter(None, named))),
            "; ".join(dict.fromkeys(filter(None, map(self.plain, funders)))),
            amount.value if amount else getattr(record, "amount", ""),
            amount.currency if amount else "",
            record.key,
        )


def _dates(record: Record) -> tuple[Cell, Cell]:
    """When something was: a date, or from when to when."""
    if isinstance(record, Publication):
        when = record.when
        return (date_cell(when) if when is not None and when.year else record.state), ""
    if isinstance(record, TimedRecord | Person):
        began, ended = record.began, record.ended
        goes_on = isinstance(record, TimedRecord) and record.goes_on
        date = record.date if isinstance(record, TimedRecord) and record.end is None else None
        if date is not None and date.end is None:
            return date_cell(date), ""
        first = began._replace(end=None) if began is not None and not began.text else began
        return date_cell(first), date_cell(ended) if ended is not None else "present" if goes_on else ""
    return date_cell(record.when), ""


def _address(record: Record) -> str:
    """Where something is on the web; of a work the address of its DOI before any other."""
    if isinstance(record, Publication):
        found = (doi_url(record.doi), record.url, arxiv_url(record.arxiv))
        if address := next(filter(None, found), ""):
            return address
    links = (link.url for field, link in record.addresses() if field in {"url", "links"})
    own = getattr(record, "url", "")
    return own or next((url for url in links if "://" in url), "")


def tables_of(records: Sequence[Record], collection: Collection, markup: Markup) -> tuple[Table, ...]:
    """A table for each kind of the records, in the order in which they come."""
    names: Mapping[type[Record], str] = {kind: name for name, kind in collection.all_kinds.items()}
    tabulator = _Tabulator(collection, markup)
    found: dict[str, list[tuple[Cell, ...]]] = {}
    for record in records:
        name = names.get(type(record), record.lists[0]).replace("-", " ").replace("_", " ").capitalize()
        found.setdefault(name, []).append(tabulator.row(name, record))
    return tuple(Table(name, COLUMNS, tuple(rows)) for name, rows in found.items())


def _line(row: Sequence[Cell], title: Callable[[str], str], plain: Callable[[str], str]) -> str:
    """A record on one line: its title, who, where, when, and where it is; of a grant who pays, its number and how much."""
    cells = {column.title: said(cell) for column, cell in zip(COLUMNS, row, strict=True)}
    dates = " – ".join(filter(None, (cells["Date"], cells["Until"])))
    money = " ".join(filter(None, (cells["Currency"], cells["Amount"])))
    told = ("Where", "Type", "Role", *(_OF_GRANTS if cells["List"] == _GRANTS else ()))
    about = ", ".join(plain(cells[name]) for name in told if cells[name])
    parts = (
        title(cells["Title"] or cells["Where"]),
        plain(cells["People"]),
        plain(cells["About"]),
        about if cells["Title"] else "",
        plain(dates),
        plain(money),
        cells["Address"],
    )
    return ". ".join(filter(None, parts))


def in_text(tables: Sequence[Table]) -> str:
    """Tables of records as plain text: a line for each record below the name of its list."""
    parts = []
    for table in tables:
        head = f"{table.title} ({len(table.rows)})"
        lines = (f"- {_line(row, str, str)}" for row in table.rows)
        parts.append("\n".join((head, "=" * len(head), "", *lines)) + "\n")
    return "\n".join(parts)


def in_markdown(tables: Sequence[Table]) -> str:
    """The same in Markdown, with the title of each record in bold."""
    parts = []
    for table in tables:
        lines = (f"- {_line(row, _bold, plain_markdown)}" for row in table.rows)
        parts.append("\n".join((f"## {plain_markdown(table.title)} ({len(table.rows)})", "", *lines)) + "\n")
    return "\n".join(parts)


def _bold(text: str) -> str:
    return f"**{plain_markdown(text)}**"
