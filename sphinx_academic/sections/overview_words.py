"""What an overview says in words, and the rows of its table of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from sphinx_academic.content.fragments import Element, Fragments, joined
from sphinx_academic.data.records import TYPES
from sphinx_academic.data.survey import Survey
from sphinx_academic.data.values.amounts import Amount
from sphinx_academic.sections.description import Description, _, labelled
from sphinx_academic.sections.language_words import TYPE_WORDS, date_words, money_words, number_words


class Figure(NamedTuple):
    """A number with what it is of, and what is to be said about it; ``is_part`` says that it is one of those before it."""

    called: str
    number: str
    about: str = ""
    is_part: bool = False


_CALLED: Mapping[str, Callable[[], str]] = {
    "talks": lambda: _("Talks"),
    "software": lambda: _("Software"),
    "datasets": lambda: _("Datasets"),
    "projects": lambda: _("Projects"),
    "teaching": lambda: _("Courses"),
    "awards": lambda: _("Awards"),
    "service": lambda: _("Services"),
}


def types_of(survey: Survey) -> list[str]:
    """The types of the works, in the order of a curriculum vitae."""
    return [name for name in TYPES if survey.types.get(name)]


def type_called(name: str) -> str:
    """What the works of a type are called."""
    return str(TYPE_WORDS[name]().heading)


def years_called(survey: Survey) -> str:
    """``2012–2024``; empty where no year is known."""
    years = [*survey.years]
    if not years:
        return ""
    return f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])


def figures(survey: Survey, description: Description) -> Iterator[Figure]:
    """Each number that there is."""

    def written(number: int) -> str:
        return number_words(number, description.language)

    if survey.works:
        yield Figure(_("Works"), written(survey.works), years_called(survey))
        for name in types_of(survey):
            yield Figure(type_called(name), written(survey.types[name]), is_part=True)
    if cited := survey.citations:
        about = _counted(survey, description)
        yield Figure(_("Citations"), written(cited.total), about)
        yield Figure(_("h-index"), written(cited.h_index), about)
        yield Figure(_("i10-index"), written(cited.i10_index), about)
    if survey.students.all:
        yield Figure(_("Students"), written(survey.students.all), _when(survey, written))
        for degree, number in survey.students.degrees:
            yield Figure(degree, written(number), is_part=True)
    if survey.funding.grants:
        yield Figure(_("Grants"), written(survey.funding.grants))
        if sums := [money(amount, description) for amount in survey.funding.sums]:
            yield Figure(_("Funding"), " + ".join(sums), _read(survey, written))
    for name, called in _CALLED.items():
        if number := survey.counts.get(name, 0):
            yield Figure(called(), written(number))


def _counted(survey: Survey, description: Description) -> str:
    """When and by whom citations were counted, and of how many works."""
    cited = survey.citations
    assert cited is not None
    date = (
        date_words("long", description.language)(cited.date._replace(day=None, text="")) if cited.date else ""
    )
    number, all_works = (number_words(each, description.language) for each in (cited.counted, survey.works))
    of = (
        _("of %(number)s of %(all)s works") % {"number": number, "all": all_works}
        if number != all_works
        else ""
    )
    return ", ".join(filter(None, (", ".join(cited.sources[:3]), date, of)))


def _when(survey: Survey, written: Callable[[int], str]) -> str:
    now, before = survey.students.current, survey.students.former
    parts = ((now, _("%s now")), (before, _("%s before")))
    return ", ".join(words % written(number) for number, words in parts if number)


def _read(survey: Survey, written: Callable[[int], str]) -> str:
    read, grants = survey.funding.read, survey.funding.grants
    if read == grants:
        return ""
    return _("amounts of %(number)s of %(all)s grants") % {"number": written(read), "all": written(grants)}


def money(amount: Amount, description: Description) -> str:
    """An amount as the readers of a language write it, without cents."""
    return money_words(amount.value, amount.currency, description.language)


def sentences(survey: Survey, description: Description) -> Iterator[Fragments]:
    """The same in words, a line for each subject."""
    subject: list[Fragments] = []
    parts: list[str] = []
    about = ""

    def told() -> Fragments:
        said = (*joined(subject, ", "), *((f" ({about})",) if about else ()))
        return labelled(said, (", ".join(parts),)) if parts else said

    for figure in figures(survey, description):
        if figure.is_part:
            parts.append(f"{figure.called} {figure.number}")
            continue
        goes_on = subject and about in {figure.about, ""} and not parts
        if subject and not goes_on:
            yield told()
            subject, parts = [], []
        about = figure.about
        subject.append((f"{figure.called} ", Element("strong", (figure.number,))))
    if subject:
        yield told()
