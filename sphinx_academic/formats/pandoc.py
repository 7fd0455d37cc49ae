"""References made by pandoc's citeproc: works become its metadata, and what it makes of them becomes fragments; no text is parsed.

Pandoc comes with the package ``pypandoc_binary`` (the extra ``csl``), or is the system's.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from string import ascii_lowercase
from typing import Any, NamedTuple

from sphinx_academic.content.fragments import Element, Fragment, Fragments, elements, plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.content.pandoc_program import path_of_pandoc
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import decoded, is_safe
from sphinx_academic.data.values.dates import with_letter
from sphinx_academic.data.values.name_parts import is_east_asian
from sphinx_academic.data.values.names import Author
from sphinx_academic.data.values.publication_status import NOTICES, is_awaited
from sphinx_academic.formats import csl_json
from sphinx_academic.formats.latex.encoding import clean
from sphinx_academic.formats.text import words

ALWAYS = "container"
"""A variable that every work has and that prints nothing: one of dates, which ``cs:text`` does not print."""
EID = "eid"
"""A variable of articles with a number in place of pages."""
IN_WORDS = "date-in-words"
"""A variable of works whose date is one in words."""
_NUMBERS = words(
    "chapter-number collection-number edition issue number section supplement-number version volume"
)
_BETWEEN_NUMBERS = re.compile("[,;&–-]")
_OLDEST = (1, 23)
"""The version of its documents that pandoc has since 3.0."""
_MOST_SECONDS = 600
_LEFT_OUT = frozenset({"abstract", "keyword", "custom", "id"})
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_HIGHLIGHTED = "\ue010"
_ENDS = "\ue011"
"""Behind a question or an exclamation, so that pandoc drops no comma behind that."""
_RANGE = re.compile(r"(?<![\d–])(\d{1,3})–(?=\d{1,3}(?![\d–]))")
_DASHES = {**dict.fromkeys(words("ca es he nl ro tr"), "-"), "fr": "‑", "uk": "—", "zh": "～"}
"""What stands between the numbers of a range, where that is no en dash (the term ``page-range-delimiter``)."""
_HIDDEN, _SHOWN = str.maketrans(" -–", "\ue012\ue013\ue014"), str.maketrans("\ue012\ue013\ue014", " -–")
_TITLE = "title"
WORK, NOTE, NUMBER = "work", "note", "number"
"""Elements of what text says: what leads to a work, a footnote, the number of a work."""
_NAME = "name"
OF_WORK = "#ref-"
"""What the addresses begin with of what leads to a work."""
_SMALL_WORDS = words(
    """
    above across after against along alongside amid amidst among amongst around aside before behind below beneath beside besides
    between beyond circa despite during except inside like near next off out outside per plus since than through throughout toward
    towards under underneath until unto upon versus vs vs. within without
    """
)
"""Prepositions that citeproc-js leaves small in English titles, and pandoc does not."""
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_TOKEN = re.compile(" +|[^ ]+")
_KINDS = {
    "Emph": "emphasis", "Strong": "strong", "Superscript": "raised", "Subscript": "lowered", "Strikeout": "deleted",
}  # fmt: skip
_INLINES = {kind: name for name, kind in _KINDS.items()}
_WITHIN = {"“": "‘’", "„": "‚‘", "«": "“”", "「": "『』", "《": "〈〉"}
"""The quotation marks within those that begin so."""

Inline = dict[str, Any]
"""An element of pandoc's documents as the module ``json`` reads it."""


class StyleError(Exception):
    """A style that cannot be used; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class Pandoc(NamedTuple):
    """A pandoc that is new enough: the program, the version of its documents, and what changes with the program."""

    path: str
    version: tuple[int, ...]
    stamp: str

    @classmethod
    @cache
    def found(cls) -> Pandoc:
        """The packaged pandoc, else the system's. Raises :class:`StyleError`."""
        hint = 'Install it:  pip install "sphinx-academic[csl]"'
        path = path_of_pandoc()
        if path is None:
            raise StyleError("citation styles need pandoc.", hint)
        try:
            made = json.loads(_answer(path, "-t", "json"))["pandoc-api-version"]
            version = tuple(map(int, made))
        except (StyleError, ValueError, LookupError, TypeError):
            version = ()
        if version < _OLDEST:
            raise StyleError(f"citation styles need pandoc 3.1 or newer, which '{path}' is not.", hint)
        about = Path(path).stat()
        return cls(path, version, f"{made} {about.st_size} {about.st_mtime_ns}")

    def references(self, items: Sequence[csl_json.CslItem], style: bytes, locale: str) -> list[Fragments]:
        """The references of items in a style; an empty one where there is none. Raises :class:`StyleError`."""
        cited = {"citationId": "*", "citationPrefix": [], "citationSuffix": [], "citationMode": {"t": "NormalCitation"},
                 "citationNoteNum": 0, "citationHash": 0}  # fmt: skip
        nocite = {"t": "MetaInlines", "c": [{"t": "Cite", "c": [[cited], []]}]}
        works = {str(number): item for number, item in enumerate(items)}
        made = self.document(works, [], style, locale, nocite=nocite)
        found: dict[str, Fragments] = {}
        for entry in (each for block in made for each in block["c"][1]):
            made_of = MadeReference(locale).fragments(entry["c"][1])
            found[entry["c"][0][0].removeprefix("ref-")] = stripped(made_of)
        return [found.get(name, ()) for name in works]

    def document(
        self,
        works: Mapping[str, csl_json.CslItem],
        blocks: Sequence[Inline],
        style: bytes,
        locale: str,
        **meta: Inline,
    ) -> list[Inline]:
        """The blocks that citeproc makes of a document that has these works. Raises :class:`StyleError`."""
        references = [{"t": "MetaMap", "c": {**item, "id": _meta(name)}} for name, item in works.items()]
        meta = {"lang": _meta(locale), "references": {"t": "MetaList", "c": references}, **meta}
        document = {"pandoc-api-version": self.version, "meta": meta, "blocks": blocks}
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "style.csl")
            path.write_bytes(style)
            options = ("--sandbox", "-f", "json", "-t", "json", "--citeproc", "--csl", str(path))
            made: list[Inline] = json.loads(_answer(self.path, *options, given=json.dumps(document)))[
                "blocks"
            ]
        return made


def _answer(path: str, *options: str, given: str = "") -> str:
    try:
        done = subprocess.run(
            [path, *options], input=given, capture_output=True, check=True, encoding="utf-8", errors="replace",
            timeout=_MOST_SECONDS,
        )  # fmt: skip
    except subprocess.CalledProcessError as error:
        message = " ".join(error.stderr.split())[:300].rstrip(".")
        raise StyleError(f"pandoc cannot use it: {message}.") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise StyleError(f"pandoc cannot be run: {error}.") from error
    return done.stdout


# Works as pandoc's metadata


def styled_item(
    publication: Publication, markup: Markup, stands_out: Callable[[Author], bool]
) -> csl_json.CslItem:
    """The CSL item of a publication as pandoc's metadata, with marks on its title and on names that stand out."""
    made = csl_json.item(publication, markup=markup, write=tuple)
    item = {name: value for name, value in made.items() if name not in _LEFT_OUT}
    # Few styles print a status; what stands in the place of a date all of them do, and what is retracted the entry says.
    status = item.get("status", "")
    if status in NOTICES:
        del item["status"]
    elif status and ("issued" not in item or is_awaited(status)):
        year = str(item.get("issued", {}).get("date-parts", [[""]])[0][0])
        item["issued"] = {"literal": status if year in status else f"{status} {year}"}
        del item["status"]
    if item["type"] == "article" and item.get("genre") == "Preprint":
        del item["genre"]  # which the type says
    for name in (name for people in words("author editor translator") for name in item.get(people, ())):
        _put_in_order(name)
    for author, name in zip(publication.authors.people, item.get("author", ()), strict=False):
        if stands_out(author):
            main = "family" if "family" in name else "literal"
            name[main] = _HIGHLIGHTED + name[main]
    eid = item.get("number") if item.get("number") == item.get("page") else None
    for name in _NUMBERS & item.keys():
        item[name] = _number(item[name])
    meta = {name: _meta(value) for name, value in item.items()}
    if title := item.get("title"):
        mark = {"t": "Span", "c": [["", [_TITLE], []], []]}
        ends = (_ENDS,) if plain(title).endswith(("?", "!")) else ()
        meta["title"] = _meta(texts_joined((*title, *ends)))
        meta["title"]["c"].insert(0, mark)
    meta[ALWAYS] = _meta({"literal": "-"})
    if eid:
        meta[EID] = _meta(eid)
    if "literal" in item.get("issued", {}):
        meta[IN_WORDS] = _meta("-")
    return meta


def with_letter_behind(
    item: csl_json.CslItem, letter: str, no_date: str
) -> tuple[csl_json.CslItem, str, str]:
    """An item with a number in place of its year that it has nowhere else, that number, and what is to be put there for it: the year,
    or else ``no_date``, with a letter. Pandoc gives letters only to works that it is told to cite together."""
    said = json.dumps(item)
    number = next(str(each) for each in range(9753, 1000, -1) if str(each) not in said)
    issued = item["issued"]["c"] if "issued" in item else {}
    if "date-parts" not in issued:
        words = issued["literal"]["c"] if "literal" in issued else no_date
        changed = {**item, "issued": _meta({"literal": number}), IN_WORDS: _meta("-")}
        return changed, number, with_letter(words, letter)
    *first, last = issued["date-parts"]["c"]
    year, *rest = last["c"]
    parts = {"t": "MetaList", "c": [*first, {"t": "MetaList", "c": [_meta(number), *rest]}]}
    changed = {**item, "issued": {"t": "MetaMap", "c": {**issued, "date-parts": parts}}}
    return changed, number, with_letter(year["c"], letter)


def with_words(fragments: Fragments, number: str, words: str) -> Fragments:
    """A reference in which the words stand in place of the number; letters stand behind the sign of a year (*2025年a*)."""
    before = words.rstrip(ascii_lowercase) if words[:-1].rstrip(ascii_lowercase)[-1:].isdigit() else words
    return _changed(
        fragments,
        re.compile(f"{number}(年?)"),
        lambda found: f"{before}{found[1]}{words[len(before) :]}",
    )


def with_number(fragments: Fragments, number: int, put: int) -> Fragments:
    """Words in which another number stands where a number first does."""
    left = [str(put)]
    return _changed(
        fragments, re.compile(rf"(?<!\d){number}(?!\d)"), lambda found: left.pop() if left else found[0]
    )


def _number(text: str) -> str:
    """*3–4* with a dash; other numbers (*US 12-3*) without what makes pandoc take them for several, and write *Nos.*"""
    parts = [part.strip() for part in _BETWEEN_NUMBERS.split(text)]
    return text.replace("-", "–") if all(map(str.isdigit, parts)) else text.translate(_HIDDEN)


def _put_in_order(name: dict[str, str]) -> None:
    """No script without capitals has initials, and East Asian names begin with the family name: such names go as one."""
    for part in name:
        name[part] = _PRIVATE.sub("", name[part])
    given, family = name.get("given", ""), name.get("family", "")
    if given and family and given.lower() == given.upper():
        together = is_east_asian(given) and is_east_asian(family)
        name.clear()
        name["literal"] = family + given if together else f"{given} {family}"


def _meta(value: object) -> Inline:
    """A value of an item as one of pandoc's metadata: fragments, or what JSON has."""
    if isinstance(value, tuple):
        return {"t": "MetaInlines", "c": _with_small_words([*inlines(value)])}
    if isinstance(value, Mapping):
        return {"t": "MetaMap", "c": {name: _meta(each) for name, each in value.items()}}
    if isinstance(value, list):
        return {"t": "MetaList", "c": [*map(_meta, value)]}
    return {"t": "MetaString", "c": str(value).lower() if isinstance(value, bool) else str(value)}


def _with_small_words(inlines: list[Inline]) -> list[Inline]:
    said = [str(each.get("c", "")) for each in inlines]
    for place in range(2, len(inlines) - 1):
        is_small = (
            said[place] in _SMALL_WORDS or said[place][1:2] == "-"
        )  # e-mail, of which pandoc makes e-Mail
        if is_small and not said[place - 2].endswith((":", ".", "?", "!", "–", "—")):
            inlines[place] = {"t": "Span", "c": [["", ["nocase"], []], [inlines[place]]]}
    return inlines


def inlines(fragments: Iterable[Fragment]) -> Iterator[Inline]:
    """Fragments as pandoc's elements."""
    for fragment in fragments:
        if isinstance(fragment, str):
            for token in _TOKEN.findall(clean(fragment)):
                yield {"t": "Str", "c": token} if token.strip(" ") else {"t": "Space"}
        elif fragment.kind == "math":
            yield {"t": "Math", "c": [{"t": "InlineMath"}, plain(fragment.children)]}
        elif fragment.kind in _INLINES:
            yield {"t": _INLINES[fragment.kind], "c": [*inlines(fragment.children)]}
        elif fragment.kind == "link" and (url := fragment.attributes.get("url")):
            yield {"t": "Link", "c": [["", [], []], [*inlines(fragment.children)], [url, ""]]}
        else:
            text = {"image": fragment.attributes.get("alt", ""), "break": " "}.get(fragment.kind)
            yield from inlines(fragment.children if text is None else (text,))


# What pandoc makes of them as fragments


class MadeReference:
    """Reads one reference, or what text says of one."""

    def __init__(self, locale: str, *, has_numbers: bool = False, tells_names: bool = False) -> None:
        self._has_numbers, self._tells_names = has_numbers, tells_names
        self._has_ended = False
        self._dash = _DASHES.get(locale.partition("-")[0], "–")
        self._moves_stops = locale in {"en", "en-US"}

    def fragments(self, content: Iterable[Inline]) -> Fragments:
        """Blocks or inline elements, in one line."""
        found: list[Fragment] = []
        names = end_of_name = 0
        for each in content:
            is_name = (
                each["t"] == "Span" and "nodecoration" in each["c"][0][1] and not _is_title(each["c"][1])
            )
            if is_name and names:
                found[end_of_name:] = _between_names(texts_joined(found[end_of_name:]), names)
            made = self._one(each["t"], each.get("c"))
            if found and self._moves_stops and made and str(made[0])[:1] in {".", ","}:
                found[-1], made = _with_stop_inside(found[-1], made)
            found += _changed(made, _NO_INITIAL, r"\1") if is_name else made
            if is_name:
                names, end_of_name = names + 1, len(found)
        return texts_joined(found)

    def _one(self, kind: str, content: Any) -> Fragments:
        if kind == "Str":
            return (self._text(content),)
        if kind in {"Space", "SoftBreak", "LineBreak"}:
            return (self._text(" "),)
        if kind == "Math":
            return (Element("math", (content[1],)),)
        if kind in _KINDS:
            return (Element(_KINDS[kind], self.fragments(content)),)
        if kind == "Note":
            return (Element(NOTE, stripped(self.fragments(content))),)
        if kind not in {"Span", "Link", "Div", "Para", "Plain", "SmallCaps", "Underline", "Cite"}:
            return ()
        inner = content[1] if kind in {"Span", "Link", "Div", "Cite"} else content
        made = self.fragments(inner)
        if kind == "Link" and content[2][0].startswith(OF_WORK):
            return tuple(_linked(made, content[2][0].removeprefix(OF_WORK)))
        if _is_title(inner):
            return (Element(_TITLE, made),)
        if kind == "Span" and "nodecoration" in content[0][1]:
            if self._has_numbers and plain(made).isdecimal():
                return (Element(NUMBER, made),)
            if self._tells_names:
                return (Element(_NAME, made),)
        if kind == "SmallCaps":
            return (Element("span", made, "academic-small-caps"),)
        if kind == "Link" and not any(each.kind == _TITLE for each in elements(made)):
            # No address has these signs as they are (RFC 3986, 2), and Sphinx writes them wrongly into a PDF.
            url = decoded(content[2][0]).replace("<", "%3C").replace(">", "%3E")
            # A style prints what the data call an address, and pandoc makes a link of it, be it a script.
            return (Element("link", made, "", {"url": url}),) if is_safe(url) else made
        if kind == "Span" and any(each.startswith("csl-") for each in content[0][1]):
            return (" ", *made, " ")  # which stands on a line of its own
        if kind == "Span" and _HIGHLIGHTED in plain(made):
            return (Element("strong", _changed(made, _MARK, ""), "academic-highlight"),)
        return _with_inner_quotes(made) if kind == "Span" else made

    def _text(self, text: str) -> str:
        if self._has_ended and text.startswith("."):
            text = text[1:]
        if text.strip(_CLOSING):
            self._has_ended = text.endswith(_ENDS)
        if self._dash != "–":
            text = _RANGE.sub(rf"\1{self._dash}", text)
        return _APOSTROPHE.sub("’", text.replace(_ENDS, "").translate(_SHOWN))


_MARK, _ANY = re.compile(_HIGHLIGHTED), re.compile(".+", re.DOTALL)
_CLOSING = "’”“»」》\u00a0\u202f"
_STRAIGHT = re.compile(r'(?P<opens>"(?=\w))|"')
_NO_INITIAL = re.compile(r"(?<![\w’-])([a-z]{1,5}[’-][^\W\d_a-z]\w*)\.")
_BETWEEN_NAMES = re.compile(r"(?P<comma>(?:, )?) ?(?P<word>と|および|及び|[和及与與]) ")


def _linked(fragments: Fragments, work: str) -> Iterator[Fragment]:
    """What leads to a work; what is a link by itself stays one, beside it."""
    for is_link, group in itertools.groupby(fragments, _holds_link):
        found = tuple(group)
        yield from found if is_link else (Element(WORK, found, "", {"work": work}),)


def _holds_link(fragment: Fragment) -> bool:
    return any(each.kind == "link" for each in elements((fragment,)))


def _is_title(content: Any) -> bool:
    first = content[0] if isinstance(content, list) and content else None
    if not isinstance(first, dict):
        return False
    if first["t"] in _KINDS and len(content) == 1:
        return _is_title(first["c"])
    return first["t"] == "Span" and _TITLE in first["c"][0][1]


def _with_stop_inside(fragment: Fragment, behind: Fragments) -> tuple[Fragment, Fragments]:
    """What ends in a quotation, with the full stop or comma behind it within the quotation marks (American English)."""
    if not plain((fragment,)).endswith("”"):
        return fragment, behind
    if isinstance(fragment, str):
        said = str(behind[0])
        # One that ends with a full stop has no other behind it.
        stop = "" if fragment[-2:-1] == "." else said[0]
        return f"{fragment[:-1]}{stop}”", (said[1:], *behind[1:])
    last, behind = _with_stop_inside(fragment.children[-1], behind)
    return fragment._replace(children=(*fragment.children[:-1], last)), behind


def _between_names(between: Fragments, count: int) -> Fragments:
    """What stands between two names: no spaces around *and* in Chinese and Japanese, nor a comma before it in longer lists."""
    said = _BETWEEN_NAMES.fullmatch(plain(between)) if len(between) == 1 else None
    return between if said is None else ((said["comma"] if count == 1 else "") + said["word"],)


def _with_inner_quotes(fragments: Fragments) -> Fragments:
    """A text in quotation marks, of which there are others within if these are the same."""
    first, last = (fragments[0], fragments[-1]) if fragments else ("", "")
    said = plain(fragments)
    outer, closing = said[:1], said[-1:]
    inner = _WITHIN.get(outer)
    if not (inner and isinstance(first, str) and isinstance(last, str)):
        return fragments
    is_within = {outer, closing} <= {*said[1:-1]}
    table = str.maketrans({outer: inner[0], closing: inner[1]} if is_within else {})
    pieces = [*fragments[:-1], last[:-1]]
    pieces[0] = str(pieces[0])[1:]
    straight = _changed(pieces, _STRAIGHT, lambda mark: inner[not mark["opens"]])
    return texts_joined((outer, *_changed(straight, _ANY, lambda text: text[0].translate(table)), closing))


def _changed(
    fragments: Iterable[Fragment], pattern: re.Pattern[str], put: str | Callable[[re.Match[str]], str]
) -> Fragments:
    return tuple(
        pattern.sub(put, each)
        if isinstance(each, str)
        else each._replace(children=_changed(each.children, pattern, put))
        for each in fragments
    )


def texts_joined(fragments: Iterable[Fragment]) -> Fragments:
    """The fragments, with texts side by side as one."""
    found: list[Fragment] = []
    for each in fragments:
        last = found[-1] if found else None
        if isinstance(each, str) and isinstance(last, str):
            found[-1] = (
                f"{last.rstrip(' ')} {each.lstrip(' ')}" if last[-1:] == each[:1] == " " else last + each
            )
        elif each:
            found.append(each)
    return tuple(found)


def stripped(fragments: Fragments) -> Fragments:
    """The fragments without spaces before the first and behind the last."""
    pieces = [*fragments]
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip()
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].rstrip()
    return tuple(filter(None, pieces))


def digest_of(item: csl_json.CslItem) -> str:
    """Changes with everything about a work that its reference depends on."""
    return hashlib.sha256(json.dumps(item, sort_keys=True).encode()).hexdigest()[:32]


def with_title(
    kept: Sequence[Any],
    title: Callable[[Fragments], Fragments] = tuple,
    name: Callable[[Fragments], Fragments] = tuple,
) -> Fragments:
    """A reference, be it of lists as JSON has it, in which ``title`` has made of the title's content what stands there, and
    ``name`` of each name's where these are told."""
    found: list[Fragment] = []
    for each in kept:
        if isinstance(each, str):
            found.append(each)
        else:
            kind, children, classes, attributes = each
            inner = with_title(children, title, name)
            made = {_TITLE: title, _NAME: name}.get(kind)
            found += made(inner) if made else (Element(kind, inner, classes, attributes),)
    return tuple(found)
