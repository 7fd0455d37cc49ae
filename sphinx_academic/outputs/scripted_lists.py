"""Lists that a script takes further: a form filters the entries, and of very many a page holds the first alone.

A phone takes seconds to receive ten thousand entries and seconds more to make a page of them, and nobody reads
them in that time. So the script brings the others when the page is up. Beside such a page stands the same page with all
entries in it, which is where browsers without script are led, and browsers that opened a file, from where a script can
fetch nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import get_translation

from sphinx_academic.content.directions import may_change_places
from sphinx_academic.content.fragments import Element, Fragment
from sphinx_academic.content.html import write
from sphinx_academic.content.nodes import filter_form, placeholder, placeholders_of
from sphinx_academic.data.select import once_each
from sphinx_academic.outputs import add_to_head
from sphinx_academic.outputs.assets import written_for_script
from sphinx_academic.outputs.site_search import without_mark
from sphinx_academic.pages.build import Context, notes_of
from sphinx_academic.pages.kept_files import outputs_of
from sphinx_academic.pages.site import html_builder, writes_own_pages, writes_pages
from sphinx_academic.pages.site_kinds import sections_of
from sphinx_academic.pages.write import Contributor, LinkedPage, ShownGroup, contributors_of
from sphinx_academic.sections.base import Facet, FilterWords, facets_of, orders_of

_ = get_translation("sphinx_academic")


# Filters


class _Filter(NamedTuple):
    """What the form above a list offers: what it ``listed`` the entries by as they stand there, empty for nothing that it offers, and
    the entries in each other order, by their places on the page."""

    words: FilterWords
    total: int
    facets: tuple[Facet, ...]
    listed: str
    orders: Mapping[str, tuple[int, ...]]


def _filter_of(shown: ShownGroup) -> _Filter:
    section, groups = shown.section, shown.groups
    language = shown.builder.config.language
    facets = facets_of(section, groups, language)
    orders = orders_of(section, groups, language, shown.collection)
    # Each entry once, as they stand there.
    as_shown = tuple(sorted(next(iter(orders.values()), ())))
    listed = next((name for name, order in orders.items() if order == as_shown), "")
    others = {name: order for name, order in orders.items() if order != as_shown}
    return _Filter(section.filter_words(), len(once_each(groups)), facets, listed, others)


def _form(number: int, offered: _Filter, address: str) -> str:
    """The HTML of the form above a page's list of a number, hidden until the script works; ``address`` is where the data file is.

    Its controls stand in the page, so that nothing moves when the script shows them. The status is another element
    than the count, since a reader who types need not hear of every letter.
    """
    suffix, words = str(number) if number > 1 else "", offered.words
    shown = escape(words.shown % {"shown": "{shown}", "total": "{total}"})
    selects = "".join(_select(facet, suffix) for facet in offered.facets)
    sort = _sort(offered, suffix) if offered.orders else ""
    selects = f'<div class="academic-filter-facets">{selects}</div>\n' if selects else ""
    everything, phrase, title = escape(_("Show all")), escape(_("Words, or “a phrase”")), escape(words.title)
    remove, copy, copied = escape(_("Remove {choice}")), escape(_("Copy link")), escape(_("Copied"))
    return f"""\
<form class="academic academic-filter tex2jax_ignore mathjax_ignore" id="academic-filter-{number}" role="search" \
aria-label="{title}" autocomplete="off" hidden data-list="{number}" data-total="{offered.total}" \
data-facets="{escape(address)}" data-shown="{shown}" data-remove="{remove}">
<div class="academic-filter-words"><input type="search" name="q{suffix}" aria-label="{title}" placeholder="{phrase}" \
enterkeyhint="search" spellcheck="false" />{sort}</div>
{selects}<div class="academic-filter-state"><p class="academic-filter-count" aria-hidden="true">&#160;</p>
<ul class="academic-filter-chips"></ul>
<p class="academic-filter-tools"><button type="button" class="academic-filter-copy" hidden data-copied="{copied}">\
{copy}</button> <button type="reset" hidden>{everything}</button></p></div>
<p class="academic-filter-nothing" hidden>{escape(words.nothing)} <button type="reset">{everything}</button></p>
<p class="academic-filter-status" role="status" aria-live="polite"></p>
</form>
"""


def _direction_of(label: str) -> str:
    """What keeps the number behind a name that is written from the right; no element can stand in an option."""
    return ' dir="auto"' if may_change_places(label, "") else ""


def _select(facet: Facet, suffix: str) -> str:
    label, everything = {
        "year": (_("Year"), _("All years")),
        "type": (_("Type"), _("All types")),
        "tag": (_("Tag"), _("All tags")),
        "author": (_("Author"), _("All authors")),
    }[facet.name]
    options = "".join(
        f'<option value="{escape(value.name)}"{_direction_of(value.label)}>{escape(value.label)} ({value.number})</option>'
        for value in facet.values[: facet.offered]
    )
    first = f'<option value="">{escape(everything)}</option>'
    return f'<select name="{facet.name}{suffix}" aria-label="{escape(label)}">{first}{options}</select>\n'


def _sort(offered: _Filter, suffix: str) -> str:
    """The choice of an order, of which the first is that of the list itself."""
    labels = {
        "": _("As listed"),
        "year": _("Newest first"),
        "citations": _("Most cited first"),
        "title": _("By title"),
    }
    options = "".join(
        f'<option value="{escape(value)}">{escape(labels[name])}</option>'
        for value, name in (("", offered.listed), *((name, name) for name in offered.orders))
    )
    label = escape(_("Sort by"))
    return f'<select class="academic-filter-sort" name="sort{suffix}" aria-label="{label}">{options}</select>'


def _data_file(offered: _Filter) -> str:
    """The script that hands facets and orders over; a script, since pages opened from ``file://`` can fetch nothing else.

    ``held`` gives the place of an entry's value among the ``names`` of a facet: a number, a list of several, or -1 for none.
    """
    held = {
        facet.name: {
            "names": [value.name for value in facet.values],
            "held": [places[0] if len(places) == 1 else places or -1 for places in facet.held],
        }
        for facet in offered.facets
    }
    lines = (
        f"document.currentScript.{name}={json.dumps(value, ensure_ascii=False, separators=(',', ':'))}\n"
        for name, value in (("facets", held), ("orders", offered.orders))
    )
    return "".join(lines)


class _Forms(Contributor):
    """Forms above the lists that have one."""

    def form(self, node: filter_form, shown: ShownGroup) -> str:
        node["filter"] = _filter_of(shown)
        return f"academic-filtered-{node['number']}"

    def html(self, node: nodes.Element, page: LinkedPage) -> str | None:
        """The form; what only its script needs is put into a file, which few readers load."""
        if not isinstance(node, filter_form):
            return None
        address = written_for_script(page, f"academic-filter/{node['list']}.js", _data_file(node["filter"]))
        return _form(node["number"], node["filter"], address)


# Very long lists

FACTOR = 3
"""A page is cut when it has more than so many times the entries that it may show at once: a little more is no harm."""

PARTS_IN_A_FILE = 10
"""Some hundred kilobytes: a browser takes a file in without a pause that readers notice."""

PART_END = "<!--part-->"
"""Between the parts in a file; the script cuts there."""


def size(block: Fragment) -> int:
    """How many entries stand in a list, or in one of its parts."""
    if isinstance(block, str):
        return 0
    return 1 if block.kind == "entry" else sum(map(size, block.children))


def _is_part(child: Fragment) -> bool:
    return isinstance(child, Element) and child.classes == "academic-part"


def cuts(blocks: Sequence[Element], at_once: int) -> list[int | None]:
    """For the lists of a page, in their order: how many children each keeps, or None where it keeps all.

    Only whole parts are taken away; ``at_once`` 0 leaves every list as it is.
    """
    if at_once <= 0 or sum(map(size, blocks)) <= FACTOR * at_once:
        return [None] * len(blocks)
    room = at_once
    kept: list[int | None] = []
    for block in blocks:
        kept.append(None)
        for number, child in enumerate(block.children):
            if _is_part(child) and room <= 0:
                kept[-1] = number
                break
            room -= size(child) if _is_part(child) else 0
    return kept


def whole_name(page: Path) -> str:
    """The file name of the whole page, beside the page itself."""
    return f"{page.stem}.whole{page.suffix}"


def in_files(parts: Sequence[str]) -> list[str]:
    """The contents of the files that hold the rest of a list."""
    starts = range(0, len(parts), PARTS_IN_A_FILE)
    return [PART_END.join(parts[start : start + PARTS_IN_A_FILE]) for start in starts]


def mark(total: int, files: Sequence[str], whole: str) -> str:
    """What stands where the rest of a list comes in: a link to all of it, and the addresses of the files."""
    words = escape(_("All %s on one page") % f"{total:,}")
    return (
        f'<p class="academic-rest" data-rest="{escape(" ".join(files))}">'
        f'<a href="{escape(quote(whole))}">{words}</a></p>\n'
    )


class _Cuts(Contributor):
    """Lists that go on in files."""

    def html(self, node: nodes.Element, page: LinkedPage) -> str | None:
        """The beginning of a list, and its rest in files."""
        if "cut" not in node:
            return None
        number, place = node["cut"]
        block: Element = node["fragments"][0]
        node["rest"] = [write((part,), page) for part in block.children[place:]]
        files = [
            written_for_script(page, f"academic-lists/{page.docname}-{number}-{count}.txt", text)
            for count, text in enumerate(in_files(node["rest"]), 1)
        ]
        node["mark"] = mark(size(block), files, whole_name(Path(page.builder.get_outfilename(page.docname))))
        begin = block._replace(children=block.children[:place])
        shown, closing, after = write((begin,), page).rpartition("</div>")
        return f"{shown}{node['mark']}{closing}{after}{write(node['fragments'][1:], page)}"


def _filled(doctree: nodes.document | None) -> list[placeholder]:
    """The lists of a page that are filled."""
    return [node for node in placeholders_of(doctree) if node.get("fragments")]


def _cut(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Say which lists of a page go on in the whole page, and where."""
    requests = ((node, node["request"]) for node in _filled(doctree))
    lists = [
        node
        for node, asked in requests
        if sections_of(app.env)[asked.section].may_be_cut(dict(asked.options))
    ]
    kept = cuts([node["fragments"][0] for node in lists], app.config.academic_entries_at_once)
    cut = [(node, place) for node, place in zip(lists, kept, strict=True) if place is not None]
    for number, (node, place) in enumerate(cut):
        node["cut"] = (number, place)


def _write_whole_page(
    app: Sphinx, pagename: str, templatename: str, context: Context, doctree: nodes.document | None
) -> None:
    """Write the whole page beside one that was cut, and lead browsers without script to it."""
    found = [node for node in _filled(doctree) if "rest" in node]
    if not found:
        return
    builder = html_builder(app)
    page = Path(builder.get_outfilename(pagename))
    whole = {**context}
    for node in found:
        whole["body"] = whole["body"].replace(node["mark"], "".join(node["rest"]), 1)
    # As Sphinx does when every handler has been asked.
    for kind in ("css_files", "script_files"):
        whole[kind] = sorted(context[kind], key=lambda file: file.priority)
    # In an index of pages the whole one stands for both, under the address of the other.
    context["body"] = without_mark(context["body"])
    if address := context.get("pageurl"):
        tag = f'<meta name="academic-page" data-pagefind-meta="url[content]" content="{escape(address)}" />'
        add_to_head(whole, [tag])
    text = builder.templates.render(templatename, whole)
    path = page.with_name(whole_name(page)).relative_to(builder.outdir).as_posix()
    outputs_of(builder).write(pagename, path, text.encode(context["encoding"], "xmlcharrefreplace"))
    address = escape(quote(whole_name(page)))
    context["metatags"] = (
        f"{context.get('metatags', '')}\n"
        f'    <noscript><meta http-equiv="refresh" content="0; url={address}" /></noscript>\n'
    )


def _add_script(
    app: Sphinx, pagename: str, templatename: str, context: Context, doctree: nodes.document | None
) -> None:
    """Load the script where a list stands in parts."""
    for node in _filled(doctree):
        block = node["fragments"][0]
        if isinstance(block, Element) and any(map(_is_part, block.children[:3])):
            app.add_js_file("academic-long-list.js", loading_method="defer")
            return


def setup(app: Sphinx) -> None:
    """Connect all; a page is written whole when every other handler has had its say."""
    if writes_pages(app.builder):
        contributors_of(app.env).append(_Forms())
    if not any(notes.lists for notes in notes_of(app.env).values()):
        return
    if writes_pages(app.builder):
        app.connect("html-page-context", _add_script)
    if writes_own_pages(app.builder):
        contributors_of(app.env).append(_Cuts())
        app.connect("doctree-resolved", _cut)
        app.connect("html-page-context", _write_whole_page, priority=990)
