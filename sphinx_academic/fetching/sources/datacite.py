"""Works of DataCite (its REST API, whose attributes are those of the DataCite Metadata Schema 4): one, or a page of a list."""

from __future__ import annotations

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.formats.filling import add, as_plain, mapping_at, mapping_of, mappings_of, put
from sphinx_academic.formats.rich_text import rich_text, title_text
from sphinx_academic.formats.text import by_word

_KINDS = by_word({
    "dataset": "Dataset Collection Image Audiovisual Sound", "software": "Software ComputationalNotebook Model Workflow", "preprint": "Preprint",
    "article": "JournalArticle DataPaper", "conference": "ConferencePaper", "chapter": "BookChapter", "book": "Book", "thesis": "Dissertation",
    "report": "Report OutputManagementPlan Standard", "poster": "Poster", "talk": "Presentation",
})  # fmt: skip
_OF_AN_INSTITUTION = frozenset(("thesis", "report"))


def works_in(answer: RawValue) -> tuple[list[RawMapping], str] | None:
    """The works of an answer."""
    if not isinstance(answer, RawMapping) or "data" not in answer:
        return None
    data = answer["data"]
    items = [data] if isinstance(data, RawMapping) else [*mappings_of(data)]
    if not all(
        as_plain(item.get("type")) == "dois" and isinstance(item.get("attributes"), RawMapping)
        for item in items
    ):
        return None
    return [_work(mapping_of(item["attributes"])) for item in items], ""


def _work(item: RawMapping) -> RawMapping:
    made = RawMapping(item.line, item.column)
    here = (item.line, item.column) * 2

    def say(field: str, value: RawValue) -> None:
        put(made, field, value, here)

    types, container = mapping_of(item.get("types")), mapping_of(item.get("container"))
    kind = _KINDS.get(as_plain(types.get("resourceTypeGeneral")), "other")
    publisher = _named(item.get("publisher"))
    say("title", _title(item))
    say("authors", _people(item, here))
    say(
        "venue",
        title_text(as_plain(container.get("title"))) or (publisher if kind in _OF_AN_INSTITUTION else ""),
    )
    say("type", kind)
    say("date", _date(item))
    say("year", as_plain(item.get("publicationYear")))
    say("volume", as_plain(container.get("volume")))
    say("number", as_plain(container.get("issue")) or as_plain(container.get("number")))
    first, last = as_plain(container.get("firstPage")), as_plain(container.get("lastPage"))
    say("pages", f"{first}-{last}" if first and last and first != last else first)
    say("version", as_plain(item.get("version")))
    say("publisher", "" if kind in _OF_AN_INSTITUTION else publisher)
    say("doi", as_plain(item.get("doi")))
    rights = [
        as_plain(each.get("rightsIdentifier")) or as_plain(each.get("rightsUri"))
        for each in mappings_of(item.get("rightsList"))
    ]
    say("license", next(filter(None, rights), ""))
    say("language", as_plain(item.get("language")))
    described = {
        as_plain(each.get("descriptionType")): as_plain(each.get("description"))
        for each in mappings_of(item.get("descriptions"))
    }
    say("abstract", rich_text(described.get("Abstract", "")))
    tags = RawList(*here[:2])
    for subject in mappings_of(item.get("subjects")):
        if text := as_plain(subject.get("subject")):
            add(tags, text, *here[:2])
    say("tags", tags)
    return made


def _title(item: RawMapping) -> str:
    """The title with its subtitle; translations and other titles are left out."""
    titles = {
        as_plain(each.get("titleType")): as_plain(each.get("title"))
        for each in reversed([*mappings_of(item.get("titles"))])
    }
    title, subtitle = titles.get("", "") or next(iter(titles.values()), ""), titles.get("Subtitle", "")
    return title_text(f"{title}: {subtitle}" if subtitle and title else title)


def _named(value: RawValue) -> str:
    """A name, which some answers have as a text and others as a mapping."""
    return as_plain(value.get("name")) if isinstance(value, RawMapping) else as_plain(value)


def _date(item: RawMapping) -> str:
    """The day on which it was issued, as exactly as that is known."""
    dates = {
        as_plain(each.get("dateType")): as_plain(each.get("date")) for each in mappings_of(item.get("dates"))
    }
    return dates.get("Issued", "").partition("T")[0]


def _people(item: RawMapping, here: tuple[int, int, int, int]) -> RawList:
    people = RawList(*here[:2])
    for creator in mappings_of(item.get("creators")):
        family, given, name = (as_plain(creator.get(each)) for each in ("familyName", "givenName", "name"))
        is_group = as_plain(creator.get("nameType")) == "Organizational"
        orcids = [
            as_plain(each.get("nameIdentifier")).rstrip("/").rpartition("/")[2]
            for each in mappings_of(creator.get("nameIdentifiers"))
            if as_plain(each.get("nameIdentifierScheme")).upper() == "ORCID"
        ]
        works_at = creator.get("affiliation")
        first = works_at[0] if isinstance(works_at, RawList) and works_at else None
        said = {"orcid": next(iter(orcids), ""), "affiliation": _named(first)}
        if is_group:
            said |= {"literal": name}
        elif family:
            said |= {"family": family, "given": given}
        else:
            said |= {"name": name}
        if family or name:
            add(people, mapping_at(*here[:2], said), *here[:2])
    return people
