"""The directive ``coauthors``: with whom somebody has worked in the last years, where these are, and what the two are to each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from sphinx_academic.content.fragments import Element, Fragments, joined
from sphinx_academic.data.collaborators import (
    MONTHS,
    MOST_AUTHORS,
    RELATIONS,
    Collaborator,
    Collaborators,
    collaborators,
    names_of_owner,
    spelled_names,
    unknown_names,
)
from sphinx_academic.data.collation import collation
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Publication
from sphinx_academic.formats.coauthor_table import table_of
from sphinx_academic.formats.tables import Table
from sphinx_academic.problems import nearest
from sphinx_academic.sections import description as shared
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import Chosen, PageFacts, Section, markup_for
from sphinx_academic.sections.description import Description, _, line
from sphinx_academic.sections.language_words import number_words
from sphinx_academic.sections.offers import offered_tables
from sphinx_academic.sections.options import Option, Options
from sphinx_academic.sections.shown_tables import table
from sphinx_academic.setting_values import shown


def relation_words() -> Mapping[str, str]:
    """What somebody is to another, in the language of the build."""
    said = {
        "co-author": _("Co-author"), "collaborator": _("Collaborator"), "co-editor": _("Co-editor"), "advisor": _("Advisor"),
        "advisee": _("Advisee"),
    }  # fmt: skip
    return {name: str(words) for name, words in said.items()}


class CoAuthors(Section[Publication]):
    """The co-authors of somebody, and others who cannot judge that person's work independently, as a table."""

    name = "coauthors"
    list_of = "publications"
    in_cv = None
    # fmt: off
    options: ClassVar = {
        "author": Option(read.words, "Whose; that of the owner of the site ([`profile`](profile.md)) where nobody is named."),
        "months": Option(read.count, "Of so many months before [`academic_today`](/reference/configuration.md).", str(MONTHS)),
        "show": Option(read.some_of(*RELATIONS), "Only who is one of these.", ", ".join(RELATIONS)),
        "max-authors": Option(read.count, "Works with more authors than these are left out, and counted.", str(MOST_AUTHORS)),
        "download": Option(offered_tables, "The table as files below it, with the columns that forms ask for."),
    }
    # fmt: on

    def facts(self, options: Options, page: PageFacts) -> Options:
        return {"today": page.today, "highlighted": page.highlighted, "language": page.language}

    def found(self, collection: Collection, options: Options) -> Collaborators | None:
        """With whom somebody has worked; None where it is not said of whom that is asked."""
        names = options.get("author") or names_of_owner(collection, options.get("highlighted", ()))
        if not names:
            return None
        made = collaborators(
            collection,
            names,
            options["today"],
            options.get("months", MONTHS),
            options.get("max-authors", MOST_AUTHORS),
            options.get("show", RELATIONS),
        )
        key = collation(options.get("language", "en")).key
        return made._replace(
            people=tuple(sorted(made.people, key=lambda each: (key(each.family_first), each.name)))
        )

    def faults(self, collection: Collection, options: Options) -> Iterator[tuple[str, str, str]]:
        names: Sequence[str] = options.get("author", ())
        for name in unknown_names(collection, names):
            meant = nearest(name, spelled_names(collection))
            hint = (
                f"Did you mean '{meant}'?"
                if meant
                else "Write the whole name, as works or the register have it."
            )
            yield "author", f"Nobody among the data is called {shown(name)}.", hint
        if not names and collection.publications and self.found(collection, options) is None:
            message = "It is not said whose co-authors are asked for."
            yield (
                "",
                message,
                "Name somebody:  :author: Ada Lovelace  or give the data a  profile:  with a name.",
            )

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        found = self.found(collection, options)
        return (Chosen((), (), about=found),) if found is not None and (found.people or found.works) else ()

    def tables(self, records: Sequence[Any], collection: Collection, options: Options) -> tuple[Table, ...]:
        found = self.found(collection, options)
        return (table_of(found, markup_for(collection)),) if found is not None else ()

    def shows_pictures(self, options: Options) -> bool:
        return False

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        found: Collaborators = chosen[index].about
        said = relation_words()
        rows = [_row(each, said, description) for each in found.people]
        heads = (_("Name"), _("Affiliation"), _("Relation"), _("Last joint work"), _("Works"))
        lines = (
            *line(_summary(found, description), "academic-said"),
            *(each for note in _notes(found, description) for each in line((note,), "academic-note")),
        )
        shown_as = (table(_("Co-authors"), heads, rows),) if rows else ()
        return (
            Element(
                "division",
                (Element("lines", lines), *shown_as),
                "academic academic-overview academic-coauthors",
            ),
        )


def _row(
    each: Collaborator, said: Mapping[str, str], description: Description
) -> tuple[str | Fragments, ...]:
    relations = ", ".join(said[name] for name in each.relations)
    last: Fragments = description.dated(each.last)
    if each.is_awaited:
        last = joined((last, (_("in press"),)), ", ")
    return (
        shared.name_of(each.author._replace(name=each.name), description),
        description.prose(each.affiliation),
        f"{relations} ({each.about})" if each.about else relations,
        last,
        number_words(each.works, description.language) if each.works else "",
    )


def _summary(found: Collaborators, description: Description) -> Fragments:
    def number(of: int) -> str:
        return number_words(of, description.language)

    people = (_("%s person") if len(found.people) == 1 else _("%s people")) % number(len(found.people))
    works = (_("%s work") if found.works == 1 else _("%s works")) % number(found.works)
    told = _("%(people)s, %(works)s since %(date)s")
    since = description.date_words(found.since)
    return (told % {"people": people, "works": works, "date": since},)


def _notes(found: Collaborators, description: Description) -> Iterator[str]:
    """What the table does not say, and could not."""
    for number, one, several in (
        (
            found.without_affiliation,
            _("%s person has no affiliation in the data."),
            _("%s people have no affiliation in the data."),
        ),
        (
            found.undated,
            _("%s work without a date is left out."),
            _("%s works without a date are left out."),
        ),
        (
            found.crowded,
            _("%s work with very many authors is left out."),
            _("%s works with very many authors are left out."),
        ),
        (
            found.unread,
            _("The authors of %s work cannot be told apart."),
            _("The authors of %s works cannot be told apart."),
        ),
    ):
        if number:
            yield (one if number == 1 else several) % number_words(number, description.language)
