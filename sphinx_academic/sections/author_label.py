"""Who a work is by, as a text cites it."""

from __future__ import annotations

from sphinx_academic.content.fragments import plain
from sphinx_academic.data.values.names import AuthorList
from sphinx_academic.formats.written_names import Name, of_author
from sphinx_academic.sections.description import Description, _


def author_label(authors: AuthorList, description: Description) -> str:
    """``Liu``, ``Liu and Bee``, ``Liu et al.``; of a text that is no list of names, the text."""
    if authors.written:
        return plain(description.prose(authors.written))
    names = [_family_name(of_author(author)) for author in authors.people[:2]]
    number = len(authors.people)
    if number == 1 and not authors.others:
        return names[0]
    if number == 2 and not authors.others:
        return _("{name} and {other}").format(name=names[0], other=names[1])
    return _("{name} et al.").format(name=names[0]) if names else ""


def _family_name(name: Name) -> str:
    return name.literal or f"{name.particles} {name.family}".strip()
