"""Where pages of records were before their keys were changed, and where each of these addresses leads now."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from sphinx_academic.data.naming import as_one
from sphinx_academic.pages.page_addresses import RecordPage, all_pages, name_of_page
from sphinx_academic.problems import Code, Problem, shorten

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class FormerPage(NamedTuple):
    """An address where the page of a record was: ``docname`` is how Sphinx would have called that."""

    docname: str
    page: RecordPage


def own_pages(env: BuildEnvironment) -> Iterator[RecordPage]:
    """The pages of all records that have one."""
    for found in all_pages(env).values():
        yield from found.pages


def former_pages(
    pages: Iterable[RecordPage], documents: Iterable[str]
) -> tuple[tuple[FormerPage, ...], tuple[Problem, ...]]:
    """The former addresses of pages, and what is wrong: what is there now is a page of a record, or one of the ``documents``."""
    living = list(pages)
    taken = {as_one(page.docname): page.docname for page in living} | {
        as_one(name): name for name in documents
    }
    found: dict[str, FormerPage] = {}
    problems: list[Problem] = []
    for page in living:
        for key in page.record.former_keys:
            docname = posixpath.join(posixpath.dirname(page.docname), name_of_page(key))
            name = as_one(docname)
            # Two keys may make one name, also the old one and the new one.
            other = taken.get(name) or (found[name].page.docname if name in found else "")
            if not other:
                found[name] = FormerPage(docname, page)
            elif other != page.docname:
                record = page.record
                message = f"The former address '{docname}' of '{shorten(record.called)}' is that of another page; nothing leads on from there."
                hint = "Take the key out of former_keys, or give that page another name."
                problems.append(record.origin.problem("former_keys", Code.OUTPUT, message, hint))
    return tuple(found.values()), tuple(problems)
