"""Fields of a site's own (``academic_fields``, and those of kinds that data declare) as parts of an entry, where each is to stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_academic.content.fragments import Element, Fragments, joined, plain
from sphinx_academic.data.declarations import BEHIND, BESIDE, LINE, PICTURE, OwnField
from sphinx_academic.data.records import Record
from sphinx_academic.data.values.addresses import Image, Link
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.names import AuthorList
from sphinx_academic.sections import description as shared
from sphinx_academic.sections.description import Description, Signs, _, within


def own_lines(record: Record, description: Description) -> Fragments:
    """The fields that are shown below the others, each with its label before it."""
    return tuple(
        part
        for declared, value in _of(record, LINE)
        for part in within("line", _labelled(declared, value, record, description), "academic-own")
    )


def own_paragraphs(record: Record, description: Description) -> Fragments:
    """The same for an entry that has no lines."""
    return tuple(
        line._replace(kind="paragraph")
        for line in own_lines(record, description)
        if isinstance(line, Element)
    )


def own_on_page(record: Record, description: Description) -> Fragments:
    """All of them on the record's own page, which has room for them: each in a paragraph, with the pictures below."""
    said = (
        _labelled(declared, value, record, description)
        for where in (BESIDE, LINE, BEHIND)
        for declared, value in _of(record, where)
    )
    paragraphs = (part for each in said for part in within("paragraph", each, "academic-own"))
    return (*paragraphs, *_pictures(record, description))


def own_in_text(record: Record, description: Description) -> Iterator[Fragments]:
    """The fields of an entry that is one text, behind it."""
    for where in (BESIDE, LINE):
        for declared, value in _of(record, where):
            said = _labelled(declared, value, record, description)
            yield within("span", said, "academic-own")


def own_beside(record: Record, description: Description) -> Iterator[Fragments]:
    """The fields that stand in the line that says what and where."""
    for declared, value in _of(record, BESIDE):
        yield _labelled(declared, value, record, description)


def own_behind(record: Record, description: Description, before: Iterable[Fragments] = ()) -> Fragments:
    """The fields that open on request, together, behind what stands ``before`` them; and all pictures among the fields."""
    own = (_labelled(declared, value, record, description) for declared, value in _of(record, BEHIND))
    items = within("bullets", tuple(Element("item", each) for each in (*before, *own) if each))
    opened = within("disclosure", items, "academic-more", summary=_("More"), label="yes")
    return (*opened, *_pictures(record, description))


def _of(record: Record, where: str) -> Iterator[tuple[OwnField, object]]:
    if not record.own:
        return
    for declared, value in record.own_values():
        if declared.where == where and declared.is_a != PICTURE:
            yield declared, value


def _pictures(record: Record, description: Description) -> Fragments:
    found: Fragments = ()
    for declared, value in record.own_values() if record.own else ():
        if declared.is_a == PICTURE and isinstance(value, tuple):
            images = [each for each in value if isinstance(each, Image)]
            label = plain(description.prose(declared.label))
            found += shared.figures(images, record, label, description, "entry")
    return found


def _labelled(declared: OwnField, value: object, record: Record, description: Description) -> Fragments:
    label = Element("span", description.prose(declared.label), "academic-own-label")
    return shared.labelled((label,), _said(declared, value, record, description))


def _said(declared: OwnField, value: object, record: Record, description: Description) -> Fragments:
    match value:
        case str() if declared.is_a == "url":
            return shared.linked((value,), url=value)
        case str():
            return description.prose(value, record, declared.name)
        case PartialDate():
            return description.dated(value)
        case AuthorList():
            return shared.authors(value, Signs([value]), description)
        case tuple() if all(isinstance(each, Link) for each in value):
            return within("span", shared.links(value), "academic-links")
        case tuple():
            return joined((description.prose(str(each)) for each in value), ", ")
    return ()
