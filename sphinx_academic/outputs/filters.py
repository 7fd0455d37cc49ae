"""The form above a filtered list, and the file with what its script has to know of the entries."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import get_translation

from sphinx_academic.content.nodes import filter_form
from sphinx_academic.outputs.assets import written_for_script
from sphinx_academic.pages.site import writes_pages
from sphinx_academic.pages.write import Contributor, LinkedPage, ShownGroup, contributors_of
from sphinx_academic.sections.base import Facet, FilterWords, facets_of

_ = get_translation("sphinx_academic")


def _form(number: int, words: FilterWords, total: int, facets: Iterable[Facet], address: str) -> str:
    """The HTML of the form above a page's list of a number, hidden until the script works; ``address`` is where the data file is.

    Its controls stand in the page, so that nothing moves when the script shows them. The status is another element
    than the count, since a reader who types need not hear of every letter.
    """
    suffix = str(number) if number > 1 else ""
    shown = words.shown % {"shown": "{shown}", "total": "{total}"}
    selects = "".join(_select(facet, suffix) for facet in facets)
    everything, phrase = escape(_("Show all")), escape(_("Words, or “a phrase”"))
    return (
        f'<form class="academic academic-filter tex2jax_ignore mathjax_ignore" id="academic-filter-{number}" role="search" '
        f'aria-label="{escape(words.title)}" autocomplete="off" hidden '
        f'data-list="{number}" data-total="{total}" data-facets="{escape(address)}" data-shown="{escape(shown)}">\n'
        f'<input type="search" name="q{suffix}" aria-label="{escape(words.title)}" '
        f'placeholder="{phrase}" enterkeyhint="search" spellcheck="false" />\n'
        + (f'<div class="academic-filter-facets">{selects}</div>\n' if selects else "")
        + '<p class="academic-filter-state"><span class="academic-filter-count" aria-hidden="true">&#160;</span> '
        f'<button type="reset" hidden>{everything}</button></p>\n'
        f'<p class="academic-filter-nothing" hidden>{escape(words.nothing)} '
        f'<button type="reset">{everything}</button></p>\n'
        '<p class="academic-filter-status" role="status" aria-live="polite"></p>\n'
        "</form>\n"
    )


def _select(facet: Facet, suffix: str) -> str:
    label, everything = {
        "year": (_("Year"), _("All years")),
        "type": (_("Type"), _("All types")),
        "tag": (_("Tag"), _("All tags")),
        "author": (_("Author"), _("All authors")),
    }[facet.name]
    options = [f'<option value="">{escape(everything)}</option>']
    options += [
        f'<option value="{escape(value.name)}">{escape(value.label)} ({value.number})</option>'
        for value in facet.values[: facet.offered]
    ]
    return f'<select name="{facet.name}{suffix}" aria-label="{escape(label)}">{"".join(options)}</select>\n'


def _data_file(facets: Iterable[Facet]) -> str:
    """The script that hands the facets over; a script, since pages opened from ``file://`` can fetch nothing else.

    For each facet ``names`` are its values and ``held`` gives the place of an entry's value among them: a number, a list
    of several, or -1 for none.
    """
    held = {
        facet.name: {
            "names": [value.name for value in facet.values],
            "held": [places[0] if len(places) == 1 else places or -1 for places in facet.held],
        }
        for facet in facets
    }
    written = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    return f"document.currentScript.facets={written}\n"


class _Forms(Contributor):
    """Forms above the lists that have one."""

    def form(self, node: filter_form, shown: ShownGroup) -> str:
        if not writes_pages(shown.builder):
            return ""
        node["facets"] = facets_of(shown.section, shown.groups)
        node["total"] = sum(len(group.records) for group in shown.groups)
        node["words"] = shown.section.filter_words()
        return f"academic-filtered-{node['number']}"

    def html(self, node: nodes.Element, page: LinkedPage) -> str | None:
        """The form; what only its script needs is put into a file, which few readers load."""
        if not isinstance(node, filter_form):
            return None
        data = _data_file(node["facets"])
        address = written_for_script(page, f"academic-filter/{node['list']}.js", data)
        return _form(node["number"], node["words"], node["total"], node["facets"], address)


def setup(app: Sphinx) -> None:
    """Have forms take part in pages."""
    contributors_of(app.env).append(_Forms())
