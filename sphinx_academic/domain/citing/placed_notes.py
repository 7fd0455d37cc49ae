"""The notes that citations become: footnotes as docutils has them, numbered with the author's own once all of a page stands there."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import cast

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex.nodes import footnotemark, footnotetext
from sphinx.util.nodes import traverse_parent

from sphinx_academic.content.nodes import notes_place

_NOTE = "academic_note"
_IDS = ("cite-note", "cite-note-ref")


_STOPS = re.compile("[.,;:!?]+")


def note_reference(
    docname: str, content: list[nodes.Node], key: str = "", *, follows_stops: bool = False
) -> nodes.footnote_reference:
    """A sign that leads to a note with this content; those with the same ``key`` on a page lead to one. With ``follows_stops`` it
    stands behind the full stop or comma that follows."""
    reference = nodes.footnote_reference("", "", auto=1, docname=docname)
    reference[_NOTE] = key, content, follows_stops
    return reference


def close_up(node: nodes.Node) -> None:
    """Take the space before a node away, as docutils does before the sign of a note."""
    before = _before(node)
    if isinstance(before, nodes.Text):
        # By its place, as equal texts are one to docutils.
        node.parent[node.parent.index(node) - 1] = nodes.Text(before.rstrip())


def place_notes(
    document: nodes.document,
    references: Iterable[nodes.footnote_reference],
    places: Iterable[notes_place],
    *,
    in_latex: bool,
) -> None:
    """Give every sign of a note its note: at the place that the page has for them, among the author's footnotes, or at the end of the page.
    What is cited within a footnote stands there."""
    pages: dict[str, None] = {}
    for reference in references:
        if any(True for _around in traverse_parent(reference, nodes.footnote)):
            _key, content, _follows_stops = reference[_NOTE]
            reference.replace_self(_within_note(reference, content))
        else:
            pages[reference["docname"]] = None
            if reference[_NOTE][2]:
                _let_stops_stand_before(reference)
    if pages:
        taken = {
            str(name) for node in document.findall(nodes.Element) for name in node.attributes.get("ids", ())
        }
        for docname in pages:
            _place_on_page(document, docname, taken, in_latex=in_latex)
    for place in places:
        # One that notes were put in knows its parent still.
        if any(each is place for each in place.parent.children):
            place.parent.remove(place)


def _before(node: nodes.Node) -> nodes.Node | None:
    place = node.parent.index(node)
    return cast("nodes.Node", node.parent[place - 1]) if place else None


def _let_stops_stand_before(reference: nodes.footnote_reference) -> None:
    parent, place = reference.parent, reference.parent.index(reference)
    behind = parent.children[place + 1] if place + 1 < len(parent) else None
    stops = _STOPS.match(behind) if isinstance(behind, nodes.Text) else None
    if stops is not None and isinstance(behind, nodes.Text):
        # By place, as texts with the same words are equal.
        parent[place + 1] = nodes.Text(behind[stops.end() :])
        parent.insert(place, nodes.Text(stops[0]))


def _within_note(reference: nodes.footnote_reference, content: list[nodes.Node]) -> list[nodes.Node]:
    """What stands in a footnote for a note: in brackets behind whom the sentence names."""
    before, place = _before(reference), reference.parent.index(reference)
    is_behind_words = before is not None and not before.astext().endswith((" ", "("))
    has_end = reference.parent.children[place + 1 : place + 2]
    last = content[-1] if content else None
    if isinstance(last, nodes.Text) and (
        is_behind_words or (has_end and has_end[0].astext().startswith("."))
    ):
        content = [*content[:-1], nodes.Text(last.removesuffix("."))]
    return [nodes.Text(" ("), *content, nodes.Text(")")] if is_behind_words else content


def _place_on_page(document: nodes.document, docname: str, taken: set[str], *, in_latex: bool) -> None:
    region = _region(document, docname)
    footnotes = [each for each in region.findall(nodes.footnote) if each.get("docname") == docname]
    references = [each for each in region.findall(nodes.footnote_reference) if each.get("docname") == docname]
    made: dict[str, nodes.footnote] = {}
    ids_of_notes, ids_of_signs = (_new_ids(begin, taken) for begin in _IDS)
    for reference in references:
        if _NOTE in reference:
            key, content, _follows_stops = reference.attributes.pop(_NOTE)
            note = made.get(key) if key else None
            if note is None:
                note = nodes.footnote(
                    "", nodes.label("", ""), nodes.paragraph("", "", *content), auto=1, docname=docname
                )
                note["ids"].append(next(ids_of_notes))
                made[key or str(len(made))] = note
            reference["ids"].append(next(ids_of_signs))
            reference["refid"] = note["ids"][0]
            note["backrefs"].append(reference["ids"][0])
    _number([*footnotes, *made.values()], references)
    rest = _put_at_places(region, made.values(), references)
    _put_at_end(region, footnotes, rest)
    if in_latex:
        _put_behind_rubrics(made.values(), references)


def _new_ids(begin: str, taken: set[str]) -> Iterator[str]:
    for number in itertools.count(1):
        if f"{begin}-{number}" not in taken:
            taken.add(f"{begin}-{number}")
            yield f"{begin}-{number}"


def _number(footnotes: Iterable[nodes.footnote], references: Iterable[nodes.footnote_reference]) -> None:
    """Number what is numbered by itself, in the order in which the page first refers to it."""
    own_numbers = {_label(each) for each in footnotes if not each.get("auto")}
    numbers = (str(number) for number in range(1, 1_000_000) if str(number) not in own_numbers)
    of_id = {identifier: each for each in footnotes if each.get("auto") == 1 for identifier in each["ids"]}
    in_order = [of_id[each["refid"]] for each in references if each.get("refid") in of_id]
    for footnote in dict.fromkeys((*in_order, *of_id.values())):
        number, before = next(numbers), _label(footnote)
        footnote["names"] = [number if name == before else name for name in footnote["names"]]
        footnote.replace(footnote[0], nodes.label("", number))
    for reference in references:
        if reference.get("refid") in of_id:
            reference.children = []
            reference += nodes.Text(_label(of_id[reference["refid"]]))


def _label(footnote: nodes.footnote) -> str:
    return footnote[0].astext() if footnote.children and isinstance(footnote[0], nodes.label) else ""


def _region(document: nodes.document, docname: str) -> nodes.Element:
    """The page within a document that may hold several."""
    files = document.findall(addnodes.start_of_file)
    return next((each for each in files if each["docname"] == docname), document)


def _put_at_places(
    region: nodes.Element, made: Iterable[nodes.footnote], references: Iterable[nodes.footnote_reference]
) -> list[nodes.footnote]:
    """Put notes at the places that the page has for them, each at the first behind the sign that first leads to it; gives those
    behind which there is none."""
    waiting = {note["ids"][0]: note for note in made}
    own = {id(each) for each in (*_own(region, notes_place), *references)}
    before: list[nodes.footnote] = []
    for each in [*region.findall(lambda node: id(node) in own)]:
        if isinstance(each, notes_place):
            each.replace_self(before)
            before = []
        elif isinstance(each, nodes.Element) and (note := waiting.pop(each.get("refid", ""), None)):
            before.append(note)
    return before


def _put_at_end(region: nodes.Element, footnotes: list[nodes.footnote], made: list[nodes.footnote]) -> None:
    last = footnotes[-1] if footnotes else None
    if last is not None and isinstance(last.parent, nodes.section | nodes.document | addnodes.start_of_file):
        block = [last]
        while isinstance(before := _before(block[0]), nodes.footnote):
            block.insert(0, before)
        start = last.parent.index(block[0])
        found = sorted((*block, *made), key=lambda each: int(_label(each)) if _label(each).isdecimal() else 0)
        last.parent[start : start + len(block)] = found
        return
    section: nodes.Element = next(
        (each for each in region.children if isinstance(each, nodes.section)), region
    )
    # The pages below this one may stand within it.
    others = (place for place, each in enumerate(section.children) if _holds_page(each))
    start = next(others, len(section.children))
    section[start:start] = made


def _put_behind_rubrics(
    made: Iterable[nodes.footnote], references: Iterable[nodes.footnote_reference]
) -> None:
    """A rubric is an argument of LaTeX, in which no footnote can end; Sphinx sees to headings, terms and captions alone."""
    signs: dict[str, list[nodes.footnote_reference]] = {}
    for reference in references:
        signs.setdefault(reference.get("refid", ""), []).append(reference)
    for note in made:
        first, *others = signs[note["ids"][0]]
        if isinstance(first.parent, nodes.rubric):
            rubric = first.parent
            place = rubric.parent.index(rubric) + 1
            note.parent.remove(note)
            rubric.parent.insert(place, footnotetext("", *note.children, ids=note["ids"]))
            for each in (first, *others):
                each.replace_self(footnotemark("", each.astext(), refid=each["refid"]))


def _own(region: nodes.Element, kind: type[nodes.Element]) -> Iterator[nodes.Element]:
    """What a page holds that no other page within it does."""
    for child in region.children:
        if isinstance(child, kind):
            yield child
        elif isinstance(child, nodes.Element) and not isinstance(child, addnodes.start_of_file):
            yield from _own(child, kind)


def _holds_page(node: nodes.Node) -> bool:
    return next(iter(node.findall(addnodes.start_of_file)), None) is not None
