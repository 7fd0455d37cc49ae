"""Where in its page something is cited: in the description of an object, in a figure, or in the text of the page itself.

An object is whatever a domain describes (``addnodes.desc``): a class, a function of C, an option of a program, a resource of HTTP.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import traverse_parent

from sphinx_academic.content.nodes import citation_cluster, nodes_in
from sphinx_academic.domain.citing.headings import kept_cluster, words_of_kept
from sphinx_academic.domain.roles import Asked, cluster
from sphinx_academic.pages.build import DOMAIN, build_of, note_of, notes_of
from sphinx_academic.pages.kept_files import SitePart, digest_of, outputs_of
from sphinx_academic.sections.entries import IMPLEMENTS, MENTIONS, CitedAt, CitedPlace, PlaceInPage

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.domain.academic import AcademicDomain
    from sphinx_academic.domain.citing.words import Citing
    from sphinx_academic.domain.index import Name

Names = Callable[[addnodes.pending_xref], "Name | None"]
"""Kind and key of what a reference is to; None where it is none of ours."""
Anchors = Mapping[tuple[str, str], str]
"""Page and id → what the domain calls the object there."""

_WORK = "\ufffc"
"""Stands in a caption for what it will say of works: the sign that Unicode has for what is put in."""


class _Region(NamedTuple):
    """What stands below a module: all that follows within an element."""

    element: nodes.Element
    place: PlaceInPage


def cited_at(
    document: nodes.document,
    references: Sequence[addnodes.pending_xref],
    env: BuildEnvironment,
    name_of: Names,
) -> list[CitedAt]:
    """What a page refers to, by its ``references`` in their order, each once for each place and relation."""
    modules = dict(_modules(env))
    regions: list[_Region] = []
    places: dict[int, PlaceInPage] = {}
    found: dict[CitedAt, None] = {}
    repeated: dict[Name, None] = {}
    for node in nodes_in(document, nodes.Element) if modules else references:
        if isinstance(node, addnodes.pending_xref):
            if (name := name_of(node)) is None:
                continue
            if _is_repeated(node):
                repeated[name] = None
                continue
            place = _place_of(node, env, name_of, regions, places)
            around = node.parent
            relation = str(around.get("relation", "")) if isinstance(around, citation_cluster) else ""
            relation = relation or (IMPLEMENTS if place.is_object else "")
            found[CitedAt(*name, "" if relation == MENTIONS else relation, place)] = None
        elif isinstance(node, nodes.target | nodes.section):
            own = next((each for each in node["ids"] if each in modules), "")
            if own:
                # Sphinx moves the target of a module to the section that it begins.
                element = node if isinstance(node, nodes.section) else node.parent
                regions.append(_Region(element, PlaceInPage(modules[own], own, _MODULE, modules[own])))
    here = {each[:2] for each in found}
    return [*found, *(CitedAt(*name, "", PlaceInPage()) for name in repeated if name not in here)]


def _is_repeated(node: nodes.Element) -> bool:
    """Whether a table repeats here what the description of another object says: Sphinx's ``autosummary`` makes a comment of it,
    which holds nodes as no other comment does."""
    return any(True for _around in traverse_parent(node, nodes.comment))


_MODULE = "module"


def _modules(env: BuildEnvironment) -> Iterator[tuple[str, str]]:
    """Ids and names of the modules of the page that is read: the domains of Python and of JavaScript know pages and ids of them."""
    for domain in env.domains.values():
        for name, entry in getattr(domain, "modules", {}).items():
            if entry[0] == env.docname:
                yield entry[1], name


def _place_of(
    node: nodes.Node,
    env: BuildEnvironment,
    name_of: Names,
    regions: Iterable[_Region],
    known: dict[int, PlaceInPage],
) -> PlaceInPage:
    """The innermost object around a node, else the module that it stands below, else the innermost figure, table or listing."""
    around: set[int] = set()
    captioned: nodes.Element | None = None
    parent = node.parent
    while parent is not None:
        around.add(id(parent))
        if isinstance(parent, addnodes.desc):
            if id(parent) not in known:
                known[id(parent)] = _object(parent)
            return known[id(parent)]
        if captioned is None and _caption(parent) is not None:
            captioned = parent
        parent = parent.parent
    below = [region.place for region in regions if id(region.element) in around]
    if below:
        return below[-1]
    if captioned is None:
        return PlaceInPage()
    if id(captioned) not in known:
        known[id(captioned)] = _figure(captioned, env, name_of)
    return known[id(captioned)]


def _object(desc: addnodes.desc) -> PlaceInPage:
    signatures = [each for each in desc.children if isinstance(each, addnodes.desc_signature)]
    if not signatures:
        return PlaceInPage()
    # With ``:no-index:`` none has an id, and the link leads to the page.
    first = next((each for each in signatures if each["ids"]), signatures[0])
    anchor = first["ids"][0] if first["ids"] else ""
    sort = ":".join(filter(None, (desc.get("domain", ""), desc.get("objtype", ""))))
    return PlaceInPage(_name_in(first), anchor, sort or "object", str(first.get("module") or ""))


def _name_in(signature: addnodes.desc_signature) -> str:
    """What an object is called, as far as its signature tells: a member's namespace is known to its domain alone."""
    if "path" in signature and "method" in signature:  # sphinxcontrib-httpdomain
        return f"{signature['method'].upper()} {signature['path']}"
    name, module = signature.get("fullname"), signature.get("module")
    if name and "module" in signature:
        return f"{module}.{name}" if module and not f"{name}.".startswith(f"{module}.") else str(name)
    # C++ has lines for the parameters of templates, which have names as well.
    kinds = {getattr(each, "sphinx_line_type", ""): each for each in signature.children}
    line, words = kinds.get("declarator", signature), ""
    for piece in line.findall(lambda node: isinstance(node, addnodes.desc_addname | addnodes.desc_name)):
        words += piece.astext()
        if isinstance(piece, addnodes.desc_name):
            break
    return " ".join((words or signature.astext()).split())


def _caption(node: nodes.Element) -> nodes.Element | None:
    """The caption of a figure, a table or a listing."""
    is_listing = isinstance(node, nodes.container) and node.get("literal_block")
    if is_listing or isinstance(node, nodes.figure | nodes.table):
        kinds = (nodes.title if isinstance(node, nodes.table) else nodes.caption,)
        return next((each for each in node.children if isinstance(each, kinds)), None)
    return None


def _figure(node: nodes.Element, env: BuildEnvironment, name_of: Names) -> PlaceInPage:
    caption = _caption(node)
    assert caption is not None
    anchor = node["ids"][0] if node["ids"] else ""
    words, within = "", set[int]()
    for each in caption.findall():
        if id(each) in within:
            continue
        if (cited := _cited_in_caption(each, env, name_of)) is not None:
            within.update(map(id, each.findall()))
            words += _WORK
            note_of(env, env.docname).captions.setdefault(anchor, []).append(kept_cluster(cited))
        elif isinstance(each, nodes.Text):
            words += each.astext()
    sort = env.get_domain("std").get_enumerable_node_type(node) or node.tagname
    return PlaceInPage(" ".join(words.split()), anchor, sort)


def _cited_in_caption(node: nodes.Node, env: BuildEnvironment, name_of: Names) -> citation_cluster | None:
    """The citation that a node of a caption is, whose words are known later: a key is none of them."""
    if isinstance(node, citation_cluster):
        return node
    if (
        not isinstance(node, addnodes.pending_xref)
        or node.get("refexplicit")
        or (name := name_of(node)) is None
    ):
        return None
    return cluster(env, [Asked(name[1])])


# When all pages are read


def anchors_of(env: BuildEnvironment) -> dict[tuple[str, str], str]:
    """Every object of the project by its page and id, as its domain calls it: ``ear::Kettle::boil``."""
    found: dict[tuple[str, str], str] = {}
    for name, domain in env.domains.items():
        for _name, shown, _kind, docname, anchor, _priority in domain.get_objects() if name != DOMAIN else ():
            # What is first is the object, what follows are its parameters.
            found.setdefault((docname, anchor), str(shown))
    return found


def whole_name(words: str, known: str) -> str:
    """What an object is called, of its signature's words and of its domain's name for it: the one that says more."""
    if known.endswith(words) and len(known) > len(words):
        program = known.removesuffix(f".{words}")
        return f"{program} {words}" if words.startswith("-") and program != known else known
    return words


def places_of_works(
    env: BuildEnvironment, order: Iterable[str], find: Callable[[str, str, str], Iterable[Name]]
) -> dict[Name, tuple[CitedPlace, ...]]:
    """Where each entry is cited, in reading order, each object once; ``find`` gives what a kind and a key mean on a page."""
    notes = notes_of(env)
    has_objects = any(each.place.anchor for page in notes.values() for each in page.cited_at)
    anchors: Anchors = anchors_of(env) if has_objects else {}
    found: dict[Name, dict[tuple[str, ...], CitedPlace]] = {}
    for docname in order:
        for kind, key, relation, place in notes[docname].cited_at if docname in notes else ():
            if place.is_object and (known := anchors.get((docname, place.anchor))):
                place = place._replace(words=whole_name(place.words, known))
            at = CitedPlace(docname, *place, relation)
            # An object may have several descriptions and signatures, of which the first with an id counts.
            same = (at.sort, at.words) if place.is_object else (docname, at.anchor)
            for name in find(kind, key, docname):
                kept = found.setdefault(name, {})
                first = kept.setdefault((relation, *same), at)
                if at.anchor and not first.anchor:
                    kept[relation, *same] = at
    return {name: tuple(places.values()) for name, places in found.items()}


def renumbered(domain: AcademicDomain, builder: Builder) -> list[str]:
    """The lists that name figures of which one has another number than in the build before; known behind all that they say."""
    env, outputs = domain.env, outputs_of(builder)
    floats = {
        (docname, each.place.anchor): number
        for docname, notes in sorted(notes_of(env).items())
        for each in notes.cited_at
        if (number := _number(env, docname, each.place.sort, each.place.anchor))
    }
    if not outputs.note_made_of(SitePart.NUMBERS, digest_of(sorted(floats.items())) if floats else ""):
        return []
    homes = {
        home.docname
        for name, places in domain.places.items()
        if any((place.docname, place.anchor) in floats for place in places)
        and (home := domain.home_of(*name)) is not None
    }
    return sorted(homes & env.found_docs)


def _number(env: BuildEnvironment, docname: str, sort: str, anchor: str) -> str:
    numbers = env.toc_fignumbers.get(docname, {}).get(sort, {}).get(anchor, ())
    return ".".join(map(str, numbers))


def in_words(env: BuildEnvironment, places: Iterable[CitedPlace], citing: Citing) -> tuple[CitedPlace, ...]:
    """Places with the words that readers see: titles of pages, numbers before captions, what captions say of works, and the page
    behind what is ambiguous; and with where their modules are described."""
    found = [
        _worded(
            env,
            place._replace(
                words=_caption_in_words(env, place, citing),
                title=_title(env, place.docname),
                module_at=_module_at(env, place),
            ),
        )
        for place in places
    ]
    names = {(place.docname, place.anchor, place.words) for place in found}
    many = Counter(words for _docname, _anchor, words in names)
    return tuple(
        place._replace(words=f"{place.words} ({place.title})")
        if place.sort and many[place.words] > 1
        else place
        for place in found
    )


def _caption_in_words(env: BuildEnvironment, place: CitedPlace, citing: Citing) -> str:
    words = place.words
    if _WORK in words:
        for kept in notes_of(env)[place.docname].captions.get(place.anchor, ()):
            said = words_of_kept(kept, place.docname, citing)
            # Where it is but a sign for a note, nothing remains.
            words = words.replace(_WORK if said or f" {_WORK}" not in words else f" {_WORK}", said, 1)
    return " ".join(words.split())


def _module_at(env: BuildEnvironment, place: CitedPlace) -> tuple[str, str]:
    """Page and id of the module that an object is of, where its domain, or another, knows them."""
    if place.module:
        own = env.domains.get(place.sort.partition(":")[0])
        for domain in filter(None, (own, *env.domains.values())):
            if entry := getattr(domain, "modules", {}).get(place.module):
                return entry[0], entry[1]
    return "", ""


def _title(env: BuildEnvironment, docname: str) -> str:
    title = env.titles.get(docname)
    return title.astext() if title is not None else docname


def _worded(env: BuildEnvironment, place: CitedPlace) -> CitedPlace:
    if not place.sort:
        return place._replace(words=place.title)
    # LaTeX counts by itself, otherwise than Sphinx does.
    is_numbered = env.config.numfig and build_of(env).builder.format != "latex"
    number = _number(env, place.docname, place.sort, place.anchor) if is_numbered else ""
    if not number:
        # Of a caption that is nothing but a note, no words remain.
        return place if place.words else place._replace(words=place.title)
    form = str(env.config.numfig_format.get(place.sort, ""))
    try:
        # Sphinx knows two ways of writing it.
        said = form.format(number=number, name=place.words) if "{" in form else form % number
    except (KeyError, IndexError, TypeError, ValueError):  # which Sphinx tells where a page refers to it
        said = number
    return place._replace(words=said if place.words in said else f"{said}: {place.words}")
