"""Where one name of a BibTeX list ends and the next begins: at ``and``, as BibTeX has it, and at the commas, semicolons and
ampersands that people write in its place.

BibTeX itself knows ``and`` alone, and of commas in a name two at most ("BibTeXing", section 4); with anything else its
styles print the parts of names in a wrong order. What is guessed here is told.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from sphinx_academic.data.values.name_parts import (
    family_in_front,
    is_east_asian,
    is_initials,
    is_suffix,
    parts_of,
)
from sphinx_academic.formats.latex.decoding import end_of_text, to_plain
from sphinx_academic.formats.text import words

EXTENDED = re.compile(
    r"\s*(family|given|middle|prefix|suffix|useprefix|id|nameorder|unique\w+|sorting\w+|\w+name|\w+-i)\s*=",
    re.IGNORECASE,
)
"""How a name, or a list, begins in BibLaTeX's extended format (manual 3.20, section 3.4)."""
_AND = re.compile(r"(?<!\s)\s+and(?=\s)\s*", re.IGNORECASE)
_BRACES_OR_AND = re.compile(r"[{}]|(?<!\s)\s+and(?=\s)", re.IGNORECASE)
_BRACES_OR_COMMA = re.compile(r"[{}]|,")
_BRACES_OR_SEMICOLON = re.compile(r"[{}]|;|、")
_BRACES_OR_SIGN = re.compile(
    r"[{}]|\s(?:\\?&|/)\s|\s(?:und|et|och|og)\s|(?<=\.)\s(?:y|e)\s|\\and(?![A-Za-z])|(?<=[.,])and\s",
    re.IGNORECASE,
)
# A name as most are: what may be a list, a mark or emphasis has another sign. Quickly answered, as most names of a file are asked.
_SIGNS = r"[^,;&\\$*†‡§¶‖∗⋆★…\u2e80-\uffff]*+"
_WORDS = (
    rf"{_SIGNS}(?:\\(?:[^a-zA-Z&*]|(?!bf|it|em|sc|tt|rm|sf|sl|ul|hl)[a-zA-Z]{{1,2}}(?![a-zA-Z])){_SIGNS})*+"
)
_BEHIND = r"(?:Ph\.?\s?D|M\.\s?D|[MBD]\.?Sc|D\.?Phil|MPH|[JS]r\b|I{2,3}$|IV$)"
_USUAL = re.compile(
    rf"(?=.)(?!(?i:and\s|and$|(?:\d+ )?others\.?$|.\.[^,]*,)|[A-Z]{{3}}|[A-Z]{{2}} ){_WORDS}(?:(?=,)(?<![JS]r)(?<![JS]r\.)(?<!\s[A-Z])(?<!\s[A-Z]{{2}})(?<!\s[A-Z]{{3}})(?<![^\W\da-z_]\.),(?:\s++(?:(?![PMBDJSI])|(?!{_BEHIND})){_WORDS}|[^ ,;&\\$*†‡]+)"
    rf"|(?<!\s[A-Z])(?<!\s[A-Z]{{2}})(?<!\s[A-Z]{{3}})(?<![^\W\da-z_]\.)(?<!^.)(?<!^..)(?:(?<![r.}}])|(?<![JS]r)(?<![JS]r\.)(?<![JS]r\}})(?<![JS]r\.\}})(?<!\s[IV]{{2}}\}})(?<!\s[IV]{{3}}\}})))(?<![\s.]al)(?<![\s.]al\.)(?<!\sal\.}})(?<!\sal}})(?<!\.\.\.)"
)
_DEGREE = re.compile(r"(?![JS]r|Jun|Sen|Esq|[IV])[A-Z]")
_TWO_INITIALS = re.compile(r"\s[A-Z]{2,3}$")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|span|mark)\b[^<>]*>", re.IGNORECASE)
_RAISED = re.compile(r"<sup>([^<>]*)</sup>", re.IGNORECASE)
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_OTHER_ANDS = (" / ", " und ", " et ", " och ", " og ", ".and ")
_OTHERS = re.compile(
    r"(?:^|(?<![\s,;，、])[\s,;，、]++)(?:\\(?:emph|textit)\s*)?\{*(?:\\(?:em|it)\s+)?(?:and\s+)?(?:(?:et(?:\.\s*|\s+)|\\?&\s*)al(?:ii|\.)?"
    r"|et\s+coll\.|u\.\s?a\.|und\s+andere|y\s+otros|e\s+outros|e\s+altri|и\s+др\.|等|他|ほか|외|\.\.\.|…|\\l?dots)\}*\.?$",
    re.IGNORECASE,
)
"""How lists end in several languages where BibTeX has *and others*."""
_OTHERS_ALONE = re.compile(r"\{*(?:\d+ )?others\.?\}*\.?", re.IGNORECASE)
_EDITORS = re.compile(
    r"(?<![\s,])[\s,]*\((?:eds?|editors?|hrsg|hg)\.?\)(?=\s+and\s|\s*$)|(?<![\s,])[\s,]*,\s*(?:eds\.?|editors?|hrsg\.)\s*$",
    re.IGNORECASE,
)
"""What the author of a list writes behind the names of editors."""
_ENTITY = re.compile(
    r"(?:\{\\&\}|\\?&)(?:amp;)?\\?(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31}\d{0,2});", re.IGNORECASE
)
_WRAPPER = re.compile(
    r"\\(?:textbf|textit|emph|underline|uline|ul|hl|textsc|textsl|texttt|textrm|textsf|mbox|hbox|textcolor\s*\{\w*\})\s*(?=\{)"
    r"|\{\\(?:bf|it|em|sc|tt|rm|sf|sl|bfseries|itshape|scshape|slshape|boldmath)\b\s*"
)
_EMPHASIS = re.compile(
    r"\\(?:textbf|textit|emph|underline|uline|ul|hl|textsc|textsl|texttt|textrm|textsf)\s*\{([^{}\\,]*)\}"
    r"|\{\\(?:bf|it|em|sc|tt|rm|sf|sl|bfseries|itshape|scshape|slshape)\s([^{}\\,]*)\}"
)
"""A part of a name that is set apart: ``\\textbf{Dogwood}, E.``"""
MARK = re.compile(
    r"""(?x)(?:(?<!\s)\s++)?(?:\$\s*\^\s*(?:\{[^{}$]*(?:\{[^{}$]*\}[^{}$]*)?\} | \\?\w+ | [^\s\w$])\s*\$
    | \\(?:textsuperscript|thanks|footnote|footnotemark|inst|fnref|fnmsep|corref|IEEEauthorrefmark|orcidlink|orcidID)
        (?![A-Za-z])\s*(?:\[[^\[\]]*\])?(?:\{(?:[^{}]|\{[^{}]*\})*\})?+
    | \\(?:dag|ddag|textdagger|textdaggerdbl|textasteriskcentered)(?![A-Za-z])(?:\{\})?
    | \\?[*†‡§¶‖∗⋆★])(?![A-Za-z])"""
)
"""Signs of equal authors, of affiliations and of footnotes: no part of a name."""
MARKED = re.compile(r"[$*†‡§¶‖∗⋆★]|\\(?:text[sda]|thanks|foot|inst|fn|corr|IEEE|orcid|d?dag)")
_PLACEHOLDER = re.compile("[\ue100-\uf8ff]")
"""A mark while a list is split."""
_BEHIND_FAMILY = words("SJ OFM OP OSB CBE OBE MBE KBE FRS Graf Freiherr Baron Lord")
"""What stands as BibTeX's *Jr* part of a name besides the usual suffixes."""
_FIRST_NAMES = words(
    """
    aaron adam alex alice amy andrea andrew angela ann anna anne anthony barbara ben bob carl carol charles chris daniel david
    diana donald edward elena elizabeth emily emma eric eva frank george hannah helen henry ian jack james jane jeff jennifer
    jessica joe john jonathan joseph julia karen kate kevin laura linda lisa lucy luke maria mark martin mary matthew michael
    nancy nicole nina olivia oliver patricia paul peter philip rachel rebecca richard robert ruth sam sandra sara sarah simon
    sophia sophie stephen steven susan thomas tim tom victoria william
    """
)
"""A list of words that begins with one is a list of first names, and not of family and given names in turn."""
_CAPITAL_PARTICLES = words("De Del Della Di Da Dos Van Von La Le Al El Ben Bin Mac St. San")

_NUMBER_OF_DBLP = re.compile(r"(?<=\w) 0\d{3}(?!\S)")
"""By what DBLP tells people of one name apart (https://dblp.org/faq/1474704.html)."""


class SplitNames(NamedTuple):
    """The names of a list as they are written, and whether it ends in *et al.* What had to be guessed is ``found``, in words,
    and ``remedy`` says what to do where it is not to write the names as they are understood; ``is_mended`` says that the
    names stand otherwise in the text, ``is_usual`` that there are no signs in them."""

    names: tuple[str, ...]
    others: bool = False
    found: str = ""
    remedy: str = ""
    is_mended: bool = False
    is_usual: bool = False


def split_list(text: str) -> SplitNames:
    """The names of a list of any kind."""
    is_mended = False
    if "&" in text:
        decoded = _ENTITY.sub(_character, text)
        is_mended, text = decoded != text, decoded
    if "<" in text or "**" in text:
        plain = _TAG.sub("", _BOLD.sub(r"\1", _RAISED.sub(r"\\textsuperscript{\1}", text)))
        is_mended, text = is_mended or plain != text, plain
    if text.endswith((")", "s", "s.", "r", "g.")) and _EDITORS.search(text):
        is_mended, text = True, _EDITORS.sub("", text)
    if " 0" in text:
        plain = _NUMBER_OF_DBLP.sub("", text)
        is_mended, text = is_mended or plain != text, plain
    parts = [part.strip() for part in _AND.split(f" {text} ")]
    has_braces = "{" in text
    if has_braces and any(part.count("{") != part.count("}") for part in parts):
        parts = [part.strip() for part in split_at_depth_0(text, _BRACES_OR_AND)]  # {Kettle and Sons}
    if not is_mended and all(map(_USUAL.fullmatch, parts)):
        if not any(sign in text for sign in _OTHER_ANDS) and not (len(parts) == 2 and _is_mixed(parts)):
            return SplitNames(tuple(parts), is_usual=True)
    elif MARKED.search(text):
        return _with_marks_aside(text, is_mended)
    return _Reading(parts, is_mended).split()


def _with_marks_aside(text: str, is_mended: bool) -> SplitNames:
    marks: list[str] = []

    def keep(mark: re.Match[str]) -> str:
        marks.append(mark[0])
        return chr(0xE100 + min(len(marks), 6000) - 1)

    bare = MARK.sub(keep, text)
    parts = [part.strip() for part in split_at_depth_0(f" {bare} ", _BRACES_OR_AND)]
    said = _Reading(parts, is_mended).split()
    names = (_PLACEHOLDER.sub(lambda mark: marks[ord(mark[0]) - 0xE100], name) for name in said.names)
    return said._replace(names=tuple(names))


def _plain(text: str) -> str:
    return to_plain(_PLACEHOLDER.sub("", text))


def split_at_depth_0(text: str, separator: re.Pattern[str]) -> list[str]:
    """What stands between separators outside of all braces."""
    parts = []
    start = depth = 0
    for match in separator.finditer(text):
        sign = match[0]
        if sign in ("{", "}"):
            depth += 1 if sign == "{" else -1
        elif depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _character(entity: re.Match[str]) -> str:
    """The character that an entity of HTML stands for, as LaTeX has it."""
    name = entity[1]
    # A diaeresis without its letter is no part of a name: M&uml;ller.
    decoded = html.unescape(f"&{'uuml' if name == 'uml' else name};")
    if decoded == f"&{name};":
        return entity[0]
    return f"\\{decoded}" if decoded in ("&", "$", "%", "#", "_", "{", "}") else decoded


def _is_mixed(parts: list[str]) -> bool:
    first, *others = parts
    return (
        len(others) == 1
        and "," in first
        and "," not in others[0]
        and " " in others[0]
        and others[0][0].isupper()
    )


class _Reading:
    """One list while it is split."""

    def __init__(self, parts: list[str], is_mended: bool) -> None:
        self.parts = parts
        self.found = self.remedy = ""
        self.is_mended = is_mended
        self.others = self.is_list = False

    def split(self) -> SplitNames:
        parts = [name for part in self.parts for name in self._unwrapped(part)]
        if any("\\" in part for part in parts):
            plain = [_EMPHASIS.sub(r"\1\2", part) for part in parts]
            self.is_mended, parts = self.is_mended or plain != parts, plain
        if len(parts) > 1 or parts[0]:
            parts = [*self._without_needless_and(parts)]
        parts = [name for part in parts if (name := self._without_others(part))]
        for pattern, sign in ((_BRACES_OR_SEMICOLON, "semicolons"), (_BRACES_OR_SIGN, "")):
            parts = [name for part in parts for name in self._parted_by(part, pattern, sign)]
        names = [name for number, part in enumerate(parts) for name in self._by_commas(part, number, parts)]
        names = self._in_usual_order([name for part in names for name in self._unwrapped(part)])
        return SplitNames(tuple(filter(None, names)), self.others, self.found, self.remedy, self.is_mended)

    def _tell(self, found: str) -> None:
        self.found = self.found or found
        self.is_mended = True

    def _doubt(self, found: str, remedy: str) -> None:
        """Tell what is read as it is written, and may be meant otherwise."""
        if not self.found:
            self.found, self.remedy = found, remedy

    def _unwrapped(self, part: str) -> Iterator[str]:
        """A name without the emphasis that it stands in as a whole; or the names, where they stand in it together."""
        inner = part
        while found := _WRAPPER.match(inner):
            start = 0 if inner[0] == "{" else found.end()
            if end_of_text(inner, start) != len(inner):
                break
            inner = inner[found.end() + (start > 0) : -1].strip()
        if inner == part and part.startswith("{\\text") and end_of_text(part, 0) == len(part):
            (inner,) = self._unwrapped(part[1:-1]) if _WRAPPER.match(part[1:-1]) else (part,)
        if inner == part:
            yield part
            return
        self.is_mended = True
        yield from (each.strip() for each in split_at_depth_0(inner, _BRACES_OR_AND))

    def _without_needless_and(self, parts: list[str]) -> Iterator[str]:
        for part in parts:
            name = part
            while name[:3].lower() == "and" and (not name[3:] or name[3].isspace()):
                name = name[4:].lstrip()
            if name != part or not name:
                self._tell("'and' stands where no name does")
            if name:
                yield name

    def _parted_by(self, part: str, pattern: re.Pattern[str], called: str) -> list[str]:
        if pattern.search(part) is None:
            return [part]
        names = [name.strip() for name in split_at_depth_0(part, pattern)]
        if len(names) > 1:
            names = [name for each in names if (name := self._without_others(each))]
        if not called and len(names) > 1:
            signs = [sign[0].strip().lstrip("\\") for sign in pattern.finditer(part) if sign[0] not in "{}"]
            called = f"'{signs[0]}'"
            if not all(map(_is_whole, names)) or any(_is_between(*each) for each in pairwise(names)):
                if signs[0] != "&":
                    return [part]
                self._tell("an ampersand stands in a name")
                return [f"{{{part}}}"]
        names = [name for name in names if name]
        if len(names) > 1:
            self._tell(f"names are parted by {called}")
        return names

    def _without_others(self, part: str) -> str:
        if _OTHERS_ALONE.fullmatch(part):
            self.others = True
            self.is_mended = self.is_mended or part.lower() != "others"
            return ""
        found = _OTHERS.search(part)
        if found is None:
            return part
        self.others = self.is_mended = True
        self.is_list = self.is_list or "," in found[0]
        return part[: found.start()].rstrip(" ,;")

    def _by_commas(self, part: str, number: int, parts: list[str]) -> list[str]:
        """The name or names of a part that has no other separators left."""
        if "，" in part:
            part = part.replace("，", ", ")
        if "," not in part or ("=" in part and EXTENDED.match(part)):
            return [part]
        written = [piece.strip() for piece in split_at_depth_0(part, _BRACES_OR_COMMA)]
        pieces: list[str] = []
        for piece in filter(None, written):
            if len(pieces) > 1 and _is_suffix(piece) and _is_suffix(pieces[-1]):
                pieces[-1] += f" {piece}"  # Ash, Rowan, Jr., PhD
            else:
                pieces.append(piece)
        is_last = number == len(parts) - 1
        before_and = not written[-1] and not is_last
        if len(pieces) > 1 and _is_suffix(pieces[-1]) and len(pieces) < 4:
            is_spoken = len(pieces) == 2 and " " in pieces[0] and not pieces[0][0].islower()
            self.is_mended = self.is_mended or is_spoken or len(pieces) == 3
            if is_spoken and _DEGREE.match(_plain(pieces[-1])):
                self._tell("a degree stands in the place of the given names")
            # Fielding W. Kettle, Jr.; Kettle, Fielding W., Jr.
            return [" ".join(pieces) if is_spoken else ", ".join((pieces[0], pieces[-1], *pieces[1:-1]))]
        if len(pieces) == 2 and all(map(_has_family_in_front, ",".join(parts).split(","))):
            self._tell("names are parted by commas")
            return pieces  # Ash R., Birch T. K. and Cedar U.
        if len(pieces) < 3:
            return self._one_or_two(part, pieces, before_and, parts[number + 1 :] if number == 0 else [])
        if len(pieces) == 3 and (_is_suffix(pieces[1]) or pieces[1] in _BEHIND_FAMILY):
            return [", ".join(pieces)]
        self._tell("names are parted by commas")
        return _people_in(pieces, [other for other in parts if other is not part])

    def _one_or_two(self, part: str, pieces: list[str], before_and: bool, others: list[str]) -> list[str]:
        if len(pieces) == 2 and _are_two(
            *pieces, is_list=before_and or self.is_list or _is_mixed([part, *others])
        ):
            self._tell("names are parted by commas")
            return pieces
        if before_and:
            self._tell("a comma stands before 'and'")
        if len(pieces) == 2 and ", " not in part and all(" " in piece for piece in pieces):
            self._doubt(
                f"no space stands behind the comma of '{part}'",
                f"Write  {' and '.join(pieces)}  if they are two, or a space behind the comma if it is one.",
            )
        return [", ".join(pieces)]

    def _in_usual_order(self, names: list[str]) -> list[str]:
        """Names as PubMed has them (``Yang SJ``), or with family names in capitals, in the form that BibTeX wants."""
        bare = [_PLACEHOLDER.sub("", name) for name in names]
        in_front = [family_in_front(name) if "\\" not in name and "," not in name else None for name in bare]
        if all(in_front) and (len(names) > 1 or (names and _TWO_INITIALS.search(bare[0]))):
            self._tell("family names stand in front without a comma")
            marks = ("".join(_PLACEHOLDER.findall(name)) for name in names)
            return [
                ", ".join(filter(None, (name.whole_family, name.suffix, f"{name.given}{mark}")))
                for name, mark in zip(in_front, marks, strict=True)
                if name
            ]
        for name, parts in zip(bare, in_front, strict=True):
            # Two capitals alone are a short name, or stand for any.
            if name.endswith(".") and (is_initials(name) or (parts and len(names) < 3)):
                self._doubt(
                    f"'{name}' has an initial in the place of the family name",
                    "Write  Family, Given  for each name.",
                )
        return names


def _is_suffix(piece: str) -> bool:
    return is_suffix(_plain(piece))


def _has_family_in_front(piece: str) -> bool:
    return not piece or family_in_front(_plain(piece).strip()) is not None


def _is_whole(name: str) -> bool:
    return "," in name or " " in name or "~" in name


def _is_between(left: str, right: str) -> bool:
    """Whether what stands between two texts belongs to a name: *Otto von und zu Guden*."""
    return left.split()[-1][:1].islower() or right[:1].islower()


def _are_two(first: str, second: str, *, is_list: bool) -> bool:
    """Whether ``A, B`` is two people, and not family and given names."""
    names, others = _plain(first).split(), _plain(second).split()
    if (
        is_east_asian(first)
        and all(parts_of(_plain(each)).given for each in (first, second))
        and len(names[0]) > 2
    ):
        return len(names) == len(others) == 1  # 王小明, 李四
    if len(names) < 2 or len(others) < 2 or names[0][:1].islower() or names[0] in _CAPITAL_PARTICLES:
        return False
    if is_initials(names[0]) or (len(names) > 2 and is_suffix(names[-1])):
        return True  # no family name begins with an initial: "R. Ash, T. Birch"
    return is_list and not is_initials(others[-1])


def _people_in(pieces: list[str], others: list[str]) -> list[str]:
    """The people of a list with commas alone: family names with what is behind them given names, or whole names."""
    plain = [_plain(piece) for piece in pieces]
    people: list[str] = []
    are_pairs = (
        len(plain) % 2 == 0 and all(" " not in text for text in plain) and not any(map(is_initials, plain))
    )
    if are_pairs:
        are_pairs = (
            all(other.count(",") == 1 for other in others) if others else plain[0].lower() not in _FIRST_NAMES
        )
    is_given: Callable[[int], bool] = (
        (lambda at: at % 2 == 1)
        if are_pairs
        else (lambda at: is_initials(plain[at]) and not is_initials(plain[at - 1]))
    )
    for at, piece in enumerate(pieces):
        if people and _is_suffix(piece):
            family, comma, given = people[-1].partition(",")
            is_spoken = not comma and " " in family and not family[0].islower()
            people[-1] = (
                f"{family} {piece}" if is_spoken else ", ".join(filter(None, (family, piece, given.strip())))
            )
        elif (
            at > 1
            and _is_suffix(pieces[at - 1])
            and people[-1] == f"{pieces[at - 2]}, {pieces[at - 1]}"
            and (" " not in plain[at - 2])
        ):
            people[-1] += f", {piece}"
        elif at and is_given(at) and "," not in people[-1]:
            people[-1] = f"{people[-1]}, {piece}"
        else:
            people.append(piece)
    return people
