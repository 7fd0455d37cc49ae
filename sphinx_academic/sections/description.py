"""What every section needs to describe its records: markup, highlighted names, signs, pictures, and pieces they share."""

from __future__ import annotations

import html
import itertools
import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from operator import attrgetter

from sphinx.locale import get_translation

from sphinx_academic.content.directions import isolated, isolated_blocks
from sphinx_academic.content.fragments import Element, Fragment, Fragments, elements, filled, joined, plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.content.typography import educate, with_codes
from sphinx_academic.data.naming import anchor
from sphinx_academic.data.records import Person, Project, Publication, Record
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.values.addresses import Image, Link, printed
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.names import Author, AuthorList
from sphinx_academic.data.venues import Venue
from sphinx_academic.formats.junit import Outcome
from sphinx_academic.sections.entries import COMPARES, IMPLEMENTS, USES, CitedPlace
from sphinx_academic.sections.language_words import shown_date

_ = get_translation("sphinx_academic")


class Numbering:
    """Counts the numbered entries of a page, by what stands before their numbers, so that a list can go on where the one before it
    ended."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}
        self._before: dict[str, int] = {}

    def go_on_after(self, number: int) -> None:
        """Let the next list that goes on begin behind a number."""
        self._last = {"": number}

    def begin(self, counts: Mapping[str, int], *, fresh: bool) -> None:
        """Begin a list of so many entries; ``fresh`` counts anew."""
        self._before = {} if fresh else self._last
        self._last = {
            **self._before,
            **{prefix: self.before(prefix) + count for prefix, count in counts.items()},
        }

    def before(self, prefix: str) -> int:
        """How many entries of a prefix stand before the list that was begun last."""
        return self._before.get(prefix, 0)


def unclaimed(identifier: str) -> str:
    """Hands out no identifier: for what is described to stand beside its page."""
    return ""


def unpicked(facet: str, value: str) -> str:
    """Picks nothing: for what no form stands above."""
    return ""


@dataclass(frozen=True)
class Description:
    """Turns the texts of records into fragments for one page.

    ``quotes`` is the language whose typographic quotes are used with ``action``; empty for none. ``translate`` looks a text up in
    the site's catalogue. ``offered`` says that texts are collected for translators, with their place below ``source_folder``.
    ``page_of`` gives the landing page of a publication, ``cite`` its reference in the citation style of the list, if that has
    one; its second argument makes of the title what stands there. ``styled`` has that for each of several styles. ``cited_in``
    gives the objects and pages that refer to an entry, where references to it lead, ``places_of`` all of them anywhere;
    ``entry_at`` is page and id of the entry there. ``language`` is Sphinx's, for numbers; ``anchors`` is what ids begin with,
    where not with the kind of the entry, ``former_keys`` are those that entries had before, by their keys. ``mark_of`` gives what
    text calls a publication by, with its brackets (*[3]*, *[KR25]*), and ``letter_of`` by its key what stands behind its year
    where text could not tell it from others without that. ``today`` is the day by which something goes on. ``outcome_of`` gives
    what became of a test, ``counted`` the number of an entry as its list counts (*iv*), ``dressed`` makes of an entry what a
    template of the user's is to show. ``person_page`` gives the page of a person, by the record, its key or the name,
    ``project_page`` that of a project, by the record, its key or the title; empty where there is none. ``page`` is the one that is
    described, where it is that of a record. ``names_as_registered`` spells authors as the register of people does. ``owner`` is
    the one whom the site or the page is about, if it is about one. ``signs`` are those of all lists together, of which the meaning is
    told elsewhere; ``venues`` are those shown by short names, ``picks`` says what the form above the list is asked for by a value of a
    facet; ``is_student`` says whose names are underlined. ``form`` is what entries are for: a ``list`` of a site, a ``cv``, which has no links without an address, and does not say how often a work is cited, or one that is ``printed``, where a work has one link.
    ``counted_by`` is who has counted citations, and when, where the list says it above its entries, and
    ``forms`` are those in which the page of a work gives it to be cited. ``correction_of`` gives the address of the
    line in which a record is written, empty where nobody asks for that."""

    markup: Markup
    highlights: Highlights
    claim: Callable[[str], str] = unclaimed
    quotes: str = ""
    action: str = "qDe"
    translate: Callable[[str], str] = str
    offered: bool = False
    source_folder: str = ""
    date_words: Callable[[PartialDate], str] = attrgetter("iso")
    page_of: Callable[[Publication], str] = lambda _publication: ""
    language: str = "en"
    cite: Callable[[Publication, Callable[[Fragments], Fragments]], Fragments] | None = None
    cited_in: Callable[[str, str], Sequence[CitedPlace]] = lambda _kind, _key: ()
    styled: Mapping[str, Callable[[Publication, Callable[[Fragments], Fragments]], Fragments]] = (
        dataclass_field(default_factory=dict)
    )
    places_of: Callable[[str, str], Sequence[CitedPlace]] = lambda _kind, _key: ()
    entry_at: Callable[[str, str], tuple[str, str]] = lambda _kind, _key: ("", "")
    anchors: str = ""
    former_keys: Mapping[str, Sequence[str]] = dataclass_field(default_factory=dict)
    mark_of: Callable[[Publication], str] = lambda _publication: ""
    letter_of: Callable[[str], str] = lambda _key: ""
    outcome_of: Callable[[str], Outcome | None] = lambda _test: None
    names_as_registered: bool = False
    counted: Callable[[int], str] = str
    dressed: Callable[[Record, Element], Element] = lambda _record, entry: entry
    picks: Callable[[str, str], str] = unpicked
    venues: Mapping[str, Venue] = dataclass_field(default_factory=dict)
    numbering: Numbering = dataclass_field(default_factory=Numbering)
    today: PartialDate | None = None
    person_page: Callable[[Person | str], str] = lambda _person: ""
    project_page: Callable[[Project | str], str] = lambda _project: ""
    page: str = ""
    owner: Highlights | None = None
    signs: Signs | None = None
    is_student: Callable[[Author], bool] | None = None
    form: str = "list"
    counted_by: str = ""
    forms: Sequence[str] = ()
    correction_of: Callable[[Record], str] = lambda _record: ""

    def prose(self, text: str, record: Record | None = None, field: str = "") -> Fragments:
        """A text with inline markup; nothing of an empty one."""
        if not text:
            return ()
        fragments = self.markup.inline(self.translate(text))
        if self.quotes:
            fragments = educate(fragments, self.quotes, self.action)
        if self.offered and record is not None:
            path, place = record.origin.place(field, text)
            where = {"raw": text, "path": posixpath.join(self.source_folder, path), "line": str(place.line)}
            fragments = (Element("prose", fragments, "", where),)
        return isolated(fragments, text, self.language)

    def apart(self, text: str) -> Fragments:
        """A text without markup, such as a name, that changes no places with what is around it; nothing of an empty one."""
        return isolated((text,), text, self.language) if text else ()

    def field(self, record: Record, name: str) -> Fragments:
        """What is written in a field that holds one text."""
        return self.prose(getattr(record, name), record, name)

    def blocks(self, text: str, record: Record, field: str) -> Fragments:
        """A text of paragraphs and lists; nothing of an empty one."""
        if not text:
            return ()
        if self.offered:
            return (Element("paragraph", with_codes(self.prose(text, record, field))),)
        fragments = self.markup.blocks(self.translate(text))
        fragments = with_codes(educate(fragments, self.quotes, self.action) if self.quotes else fragments)
        return isolated_blocks(fragments, text, self.language)

    def dated(self, when: PartialDate | None, before: str = "", after: str = "") -> Fragments:
        """A date between the words around it, as written where that says more than the numbers; machines can read it too."""
        is_said = when is None or when.is_plain or when.text
        shown = (
            (when.text or self.date_words(when)) if when and is_said else shown_date(when, self.date_words)
        )
        written = AS_WRITTEN if before or after or (when and when.text) else ""
        return dated(f"{before} {shown} {after}".strip(), when, written)

    def name_of(self, author: Author) -> str:
        """What an author is called: as the work has it, or as the register of people spells it."""
        return author.registered_name if self.names_as_registered else author.name

    def id_of(self, kind: str, key: str) -> dict[str, str]:
        """The id of an entry as an attribute, and those that it had before; none where the page already shows that entry."""
        identifier = anchor(self.anchors or kind, key)
        given = self.claim(identifier) if key else ""
        if not given:
            return {}
        former = (self.claim(anchor(self.anchors or kind, each)) for each in self.former_keys.get(key, ()))
        others = " ".join(filter(None, former))
        return {"id": given, "former": others} if others else {"id": given}


def is_bibtex(fragment: Fragment) -> bool:
    """Whether a block is an entry in BibTeX or another form to cite a work in, which no search is to find."""
    return isinstance(fragment, Element) and fragment.classes in {"academic-bibtex", "academic-cite"}


def within(kind: str, content: Fragments, classes: str = "", **attributes: str) -> Fragments:
    """An element of a kind, if it holds anything."""
    return (Element(kind, content, classes, attributes),) if content else ()


def linked(words: Fragments, classes: str = "", **target: str) -> Fragments:
    """Words as a link, where it leads somewhere and they have no links of their own."""
    if not any(target.values()) or any(element.kind == "link" for element in elements(words)):
        return words
    return (Element("link", words, classes, target),)


def line(content: Fragments, classes: str) -> Fragments:
    """One line of an entry, if it holds anything."""
    return (Element("line", content, classes, _flow_of(content)),) if content else ()


def labelled(label: str | Fragments, content: Fragments) -> Fragments:
    """``Salary: £38,000``, with the colon as the language has it, if there is anything to say."""
    if not content:
        return ()
    said = (label,) if isinstance(label, str) else label
    return filled(_("{label}: {content}"), {"label": said, "content": content})


def paragraph(content: Fragments, classes: str = "") -> Fragments:
    """A paragraph, if it holds anything."""
    return (Element("paragraph", content, classes, _flow_of(content)),) if content else ()


def _flow_of(content: Fragments) -> Mapping[str, str]:
    """What says of a line that something opens within it."""
    return _FLOW if any(not isinstance(each, str) and each.kind == "others" for each in content) else _NOTHING


_FLOW, _NOTHING = {"flow": "yes"}, dict[str, str]()


AS_WRITTEN = "academic-as-written"
"""The class of a date that is shown in the words of the data."""


def dated(shown: str, when: PartialDate | None, classes: str = "") -> Fragments:
    """A date as readers see it, which machines can read too."""
    if not shown or when is None:
        return (shown,) if shown else ()
    told = Element("time", (shown,), classes, {"datetime": when.iso})
    return (told if when.year > 0 else Element("span", (shown,)),)


def authors(people: AuthorList, signs: Signs, description: Description) -> Fragments:
    """Names in a row: highlighted ones in bold, marks raised, people with an address linked."""
    if people.written:
        return description.prose(people.written)
    return _names(people, range(len(people.people)), signs, description)


def shortened(
    people: AuthorList, most: int, signs: Signs, description: Description, summary: str = ""
) -> Fragments:
    """The first authors, the highlighted ones and the last, ``most`` in all where that suffices; others open where they stand, behind
    ``summary``. On paper, where nothing opens, stand all, and in a CV those alone; 0 are all."""
    number = len(people.people)
    if not most or number <= most or people.written:
        return authors(people, signs, description)
    highlights = description.highlights.among(people)
    stand_out = (i for i, author in enumerate(people.people) if highlights.hold(author))
    kept = {0, number - 1, *stand_out}
    others = [index for index in range(number) if index not in kept]
    kept.update(others[: max(most - len(kept), 0)])
    # A single name is shorter than what would open it.
    kept.update(index for index in others if {index - 1, index + 1} <= kept and index not in kept)
    return _names(people, sorted(kept), signs, description, summary or _("… + %d authors"))


def _names(
    people: AuthorList, shown: Sequence[int], signs: Signs, description: Description, summary: str = ""
) -> Fragments:
    """The names at some places of the list, with what opens those between them; a CV has an ellipsis for that."""
    pieces: list[Fragment] = []
    before = -1
    name_of = _naming(people, signs, description)
    for index in shown:
        if index > before + 1 and description.form == "list":
            others: list[Fragment] = []
            for between in range(before + 1, index):
                _append(others, ", " if others else "", name_of(people.people[between]))
            said = {"summary": summary % (index - before - 1), "opened": _("Show less")}
            _append(pieces, ", ", (Element("others", tuple(others), "academic-others", said),))
        elif index > before + 1:
            _append(pieces, ", …", ())
        _append(pieces, ", " if index else "", name_of(people.people[index]))
        before = index
    if people.others:
        _append(pieces, ", et al." if people.people else "et al.", ())
    return tuple(pieces)


def _append(pieces: list[Fragment], between: str, name: Fragments) -> None:
    """Put a name behind others; texts that meet are one."""
    found: Fragments = (between, *name) if between else name
    for piece in found:
        if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
            pieces[-1] += piece
        else:
            pieces.append(piece)


def _naming(people: AuthorList, signs: Signs, description: Description) -> Callable[[Author], Fragments]:
    """What writes a name among the others: linked, in bold or underlined, with its marks behind it."""
    is_student, highlights = description.is_student, description.highlights.among(people)

    def named(author: Author) -> Fragments:
        highlighted, leads_to = highlights.hold(author), target_of(author, description)
        underlined = is_student is not None and not highlighted and is_student(author)
        name = description.apart(description.name_of(author))
        if leads_to:
            name = (Element("link", name, "", leads_to),)
        if highlighted:
            name = (Element("strong", name, "academic-highlight"),)
        elif underlined:
            name = (Element("underlined", name, "academic-student"),)
        return (*name, *signs.of(author))

    return named


def target_of(author: Author, description: Description) -> dict[str, str]:
    """Where a name leads: to the person's own page, else to where the person is on the web; on that page nowhere."""
    page = ""
    if author.person:
        # Of two people of one name the ORCID tells who is meant.
        page = description.person_page(author.orcid) or description.person_page(author.person)
    if page and page == description.page:
        return {}
    return {"page": page} if page else {"url": author.url} if author.url else {}


def name_of(author: Author, description: Description) -> Fragments:
    """One name alone, which leads where it does in lists of names."""
    leads_to = target_of(author, description)
    name = description.apart(description.name_of(author))
    return (Element("link", name, "", leads_to),) if leads_to else name


class Signs:
    """The signs behind names in one list, so that one sign means one thing throughout it."""

    def __init__(self, lists: Iterable[AuthorList]) -> None:
        used: set[str] = set()
        groups: set[str] = set()
        roles: set[str] = set()
        for author in itertools.chain.from_iterable(each.people for each in lists):
            if author.marks or author.equal or author.corresponding or author.senior:
                used.update(author.marks)
                groups.update([author.group] if author.equal else ())
                roles.update(role for role in ("corresponding", "senior") if getattr(author, role))
        # "*" is what most papers print for equal contribution; no sign that the data uses by itself is taken.
        free = [sign for sign in "*†‡§¶‖#" if sign not in used]
        self._equal = {group: free.pop(0) if free else "*" for group in sorted(groups)}
        free = [sign for sign in free if sign != "*"]
        self._roles = {
            role: free.pop(0) if free else sign
            for role, sign in (("corresponding", "†"), ("senior", "‡"))
            if role in roles
        }

    def of(self, author: Author) -> Fragments:
        """The marks behind one name."""
        if not (author.equal or author.corresponding or author.senior or author.marks):
            return ()
        equal = (self._equal[author.group],) if author.equal else ()
        marks = within("mark", equal, title=_("equal contribution"))
        for role, sign in self._roles.items():
            if getattr(author, role):
                marks += within("mark", (sign,), title=_meaning(role))
        return (*marks, Element("mark", (author.marks,))) if author.marks else marks

    def legend(self, *others: Fragments) -> Fragments:
        """One line that says what the signs of the list mean, and ``others`` behind that; nothing where there is nothing to say."""
        said = [
            (sign, _("equal contribution, another group") if number else _("equal contribution"))
            for number, sign in enumerate(self._equal.values())
        ]
        said += [(sign, _meaning(role)) for role, sign in self._roles.items()]
        pieces = ((Element("mark", (sign,)), " ", meaning) for sign, meaning in said)
        return within("legend", joined((*pieces, *others), " · "), "academic-legend")


def _meaning(role: str) -> str:
    return _("corresponding author") if role == "corresponding" else _("senior author")


def links(items: Iterable[Link]) -> Fragments:
    """``[Paper] [Code]``, on pages of HTML each in the manner of the look; a link without an address as its name alone."""
    named = [(html.unescape(item.name), item.url) for item in items]
    pieces = (
        Element("link", (name,), "", with_printed(url)) if url else Element("span", (name,))
        for name, url in named
    )
    return joined(((_OPEN, piece, _CLOSE) for piece in pieces), " ")


_OPEN, _CLOSE = (Element("on_paper", (sign,)) for sign in "[]")


def with_printed(url: str) -> dict[str, str]:
    """An address, and what stands on paper for a link to it where that can be told."""
    found = printed(url)
    return {"url": url, "printed": found} if found else {"url": url}


def links_of(items: Iterable[Link], description: Description) -> Fragments:
    """The links of an entry as its list shows them."""
    return links(item for item in items if description.form == "list" or item.url)


def tags(words: Iterable[str]) -> Fragments:
    """Words to select by, each by itself; with commas between them where they have no look of their own."""
    found = (Element("span", (word,), "academic-tag") for word in words)
    pieces = [piece for tag in found for piece in (Element("on_paper", (",",)), " ", tag)]
    return tuple(pieces[2:])


MOST_PAGES = 6
"""With more places than these, those that cite an entry stand behind a disclosure."""


def cited_line(kind: str, key: str, description: Description) -> Fragments:
    """``Cited in: Installation, pkg.Ear.listen``; a disclosure where the places are many."""
    places = {(each.docname, each.anchor, each.words): each for each in description.cited_in(kind, key)}
    if not places:
        return ()
    said = _("Cited in")
    linked = joined(((link_to(place),) for place in places.values()), ", ")
    if len(places) > MOST_PAGES:
        summary = f"{said} ({len(places)})"
        return within("disclosure", paragraph(linked), "academic-cited", summary=summary, label="yes")
    return paragraph(labelled(said, linked), "academic-cited")


def relation_words() -> Mapping[str, str]:
    """What stands before the objects that have to do with a work, by relation."""
    return {IMPLEMENTS: _("Implemented by"), USES: _("Used by"), COMPARES: _("Compared in")}


def link_to(place: CitedPlace) -> Element:
    """The name of a documented object or of a page, as a link to it."""
    anchored = {"anchor": place.anchor} if place.anchor else {}
    classes = "academic-object" if place.is_object else ""
    return Element("link", (place.words,), classes, {"page": place.docname, **anchored})


_FIGURES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "entry": ("academic-figure", {"width": "100%", "zoom": "yes"}),
    "page": ("academic-figure", {"width": "100%", "zoom": "yes"}),
    "logo": ("academic-logo", {"width": "70%"}),
    "photo": ("academic-photo", {"width": "25%", "zoom": "yes"}),
    "showcase": ("academic-showcase-picture", {"width": "100%"}),
    "person": ("academic-portrait", {"width": "100%"}),
    "beside": ("academic-photo", {"width": "25%"}),
}
"""Where a picture stands → its class, how much of a printed page it takes up, and whether it opens."""


def figures(
    images: Iterable[Image],
    record: Record,
    fallback: str,
    description: Description,
    place: str,
    *,
    first: bool = False,
) -> Fragments:
    """Pictures with their captions; ``alt`` is what is given, else the caption, else ``fallback``; ``first`` says that readers
    see the first of them as soon as the page opens."""
    classes, shown = _FIGURES[place]
    found = []
    for number, image in enumerate(images):
        caption = description.prose(image.caption, record, "images")
        own = {"url": image.url, "alt": image.alt or plain(caption) or fallback, "place": place}
        in_sight = {"first": "yes"} if first and not number else {}
        found.append(Element("figure", caption, classes, {**own, **shown, **in_sight}))
    return tuple(found)


def stacked(pictures: Fragments) -> Fragments:
    """Pictures of an entry in one place of a list: the first, and behind ``+2`` the others."""
    first, others = pictures[:1], pictures[1:]
    if not others:
        return first
    sign = f"+{len(others)}"
    told = {"summary": sign, "named": str(_("Further pictures: %s") % sign)}
    return (*first, *within("disclosure", others, "academic-more-pictures", **told))


def with_ellipses(fragments: Fragments) -> Fragments:
    """Names without those that would open between them."""
    return tuple("…" if isinstance(each, Element) and each.kind == "others" else each for each in fragments)


def in_a_link(fragments: Fragments) -> Fragments:
    """What a link can hold of them: no links, no pictures, no signs that only the legend of a list explains."""
    result: list[Fragment] = []
    for fragment in with_ellipses(fragments):
        if isinstance(fragment, str):
            result.append(fragment)
        elif fragment.kind == "image":
            result.append(fragment.attributes.get("alt", ""))
        elif fragment.kind == "link":
            result.extend(in_a_link(fragment.children))
        elif fragment.kind not in {"on_paper", "mark"}:
            result.append(fragment._replace(children=in_a_link(fragment.children)))
    return tuple(result)
