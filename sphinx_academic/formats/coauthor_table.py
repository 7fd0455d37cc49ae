"""The table of people with whom somebody has worked, with the columns of the forms in which funders ask for it."""

from __future__ import annotations

from sphinx_academic.content.fragments import in_a_row
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collaborators import Collaborators
from sphinx_academic.formats.tables import Cell, Column, Table, date_cell

LETTERS = {"co-author": "A", "collaborator": "C", "co-editor": "E", "advisor": "G", "advisee": "T"}
"""The letters of the form of the NSF ("Collaborators and Other Affiliations Information", tables 3 to 5)."""

COLUMNS = (
    Column("Code"), Column("Relation"), Column("Name"), Column("Organizational affiliation"), Column("Email"), Column("Last active"),
    Column("Works"), Column("About"), Column("ORCID", is_address=True),
)  # fmt: skip


def table_of(found: Collaborators, markup: Markup) -> Table:
    """The table, names with the family name in front."""

    def plain(text: str) -> str:
        return in_a_row(markup.inline(text)) if text else ""

    rows: list[tuple[Cell, ...]] = []
    for each in found.people:
        last = date_cell(each.last) if each.last is not None else "in press" if each.is_awaited else ""
        rows.append(
            (
                ", ".join(LETTERS[name] for name in each.relations),
                ", ".join(each.relations),
                each.family_first,
                plain(each.affiliation),
                each.email,
                last,
                each.works or None,
                plain(each.about),
                f"https://orcid.org/{each.orcid}" if each.orcid else "",
            )
        )
    return Table("Co-authors", COLUMNS, tuple(rows))
