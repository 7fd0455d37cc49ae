"""Author strings become people: names split, marks understood, the highlighted ones found."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sphinx_academic.data import fields
from sphinx_academic.data.fields import FLAG, TEXT, Entry, Field, Fields, Written
from sphinx_academic.data.located import Place, RawList, RawMapping, as_text
from sphinx_academic.data.values.addresses import decoded, find_orcid, followed
from sphinx_academic.problems import Code


class Author(NamedTuple):
    """One name in an author list. ``marks`` are signs behind it whose meaning only the author of the data knows (digits, †
    ‡ § ¶); ``emphasised`` says that the data sets it in bold; ``group`` tells sets of equal contributors apart;
    ``person`` is the name in the site's register of people; ``family`` what the data gives as the family name, of an
    organisation the whole name."""

    name: str
    url: str = ""
    equal: bool = False
    corresponding: bool = False
    marks: str = ""
    emphasised: bool = False
    orcid: str = ""
    senior: bool = False
    group: str = ""
    affiliation: str = ""
    person: str = ""
    family: str = ""


class AuthorList(NamedTuple):
    """The authors of one work; ``others`` says that the list ends in *et al.* Where a text cannot be split into names
    with confidence, ``people`` is empty and ``written`` is the text, to be shown as it is."""

    people: tuple[Author, ...] = ()
    others: bool = False
    written: str = ""

    def __bool__(self) -> bool:
        """Whether anybody is named; a tuple of three empty fields would count as something."""
        return bool(self.people or self.others or self.written)


NOBODY = AuthorList()

_SIGNS = re.escape("*†‡§¶‖#∗⋆★")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_PLAIN = re.compile(r"[^\W\d_][\w.'’‐\- ·]*(?:,\s+[^\W\d_][\w.'’‐\- ·]*)*")
_NOT_PLAIN = re.compile(r"[\d_⁰¹²³⁴-⁹]| and |\bet\.? al|others")
_LINK = re.compile(r"\[(?P<name>[^\[\]]+)\]\((?P<url>[^()\s]+)\)")
# No pattern may look on behind the next tag of its kind: in "<b><b><b>…" each of them would walk to the end.
_ANCHOR = re.compile(r"<a\s(?P<attributes>[^<>]*)>(?P<name>(?:[^<]|<(?![a/])|</(?!a))*)</a\s*>", re.I)
_HREF = re.compile(r"\bhref\s*=\s*[\"']?(?P<url>[^\"'\s]+)", re.I)
_BOLD = re.compile(
    r"\*\*(?P<stars>(?:\\.|[^*\\])+?)\*\*|(?<!\w)__(?P<lines>[^_]+?)__(?!\w)"
    r"|(?<![\w*\\])\*(?P<star>[^\s*,;\\][^*,;]*)(?<![\s\\])\*(?![\w*])|(?<!\w)_(?P<line>[^\s_,;][^_,;]*)(?<!\s)_(?!\w)"
    r"|<(?P<tag>b|strong|span|u|em|i|mark|font)\b[^<>]*>(?P<inner>(?:(?!<(?P=tag)\b).)*?)</(?P=tag)\s*>",
    re.I | re.S,
)
_RAISED = re.compile(
    r"<sup\b[^<>]*>(?P<mark>(?:[^<]|<(?![s/])|</(?!s))*)</sup\s*>|\$\^\{?(?P<math>[^$}]*)\}?\$|\^(?P<caret>[\d*†‡§¶,]+)\^?",
    re.I | re.S,
)
_SURE_AND = re.compile(r"(?<!\s)\s+(?:and|&)\s+")
_ET_AL = re.compile(r",? ?(?:(?:\band\b|&)? ?(?:\bet\.? al\b\.?|\bothers\b)|\.\.\.|…)$", re.I)
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[-\s]?){1,4}")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|PhD|Ph\.D|MD|M\.D)\.?", re.I)
_NOT_A_NAME = re.compile(
    r"[:;()\[\]{}<>=@/\\|\"“”…]|\.\.\.|\d{2,}|\b(?:with|from|by|the|of the|in collaboration)\b", re.I
)
_MARKS_BEHIND_COMMA = re.compile(rf",([{_SIGNS}]+)(?=\s|$)")
_LONGEST_NAME = 400
"""Characters of one name with its marks and markup; more are no name, and are not searched for marks."""
_GLUED = re.compile(r"(?<=[^\W\d_]\.)(?=[^\W\d_]{2})")
# What stands for markup while a text is split: bold before a name, links and marks behind it, with their end.
_IS_BOLD, _END, _LEADS, _HAS_MARK = "\ue001", "\ue002", "\ue003", "\ue004"
_PRIVATE = re.compile("[\ue001-\ue004]")
_RAISED_MARKS = r"\ue004((?:[^\ue002\ue004]|\ue002(?!\ue002))*)\ue002\ue002"
_TRAILING = re.compile(
    rf"(?:(?<![\s,])[\s,]++|(?<![\s,\d{_SIGNS}]))"
    rf"((?:[{_SIGNS}]|(?:(?<=[^\W\d_{_SIGNS}])|(?<=[^\W\d_] )|(?<=[\d,{_SIGNS}]))\d|(?<=\d),(?=[\d{_SIGNS}]))+)$"
)


class _UncertainError(Exception):
    """There is more than one way to see who is named."""


@cache
def split_authors(text: str) -> AuthorList:
    """Split an author string into people: ``A, B, and C``, ``A and B and C``, ``A; B``, ``Last, First and Last, First``,
    ``Last, F., Last, F.``; bold, links and raised marks in Markdown or HTML; ``et al.`` and ``and others``."""
    if _PLAIN.fullmatch(text) and not _NOT_PLAIN.search(text):
        names = text.split(", ")
        if all(" " in name for name in names) and not any(_is_initials(name) for name in names):
            return AuthorList(tuple([Author(_tidy(name)) for name in names]))
    try:
        return _split_marked_up(" ".join(text.split()))
    except _UncertainError:
        return AuthorList(written=text.strip())


def _split_marked_up(text: str) -> AuthorList:
    if _PRIVATE.search(text):
        raise _UncertainError
    urls: list[str] = []

    def keep_link(match: re.Match[str]) -> str:
        leads = match if "url" in match.groupdict() else _HREF.search(match["attributes"])
        if leads is None:
            return match[0]
        urls.append(decoded(leads["url"]))
        return f"{match['name']}{_LEADS}{len(urls) - 1}{_END}"

    def keep_raised(match: re.Match[str]) -> str:
        mark = re.sub(r"[\\{}\s]", "", match["mark"] or match["math"] or match["caret"] or "")
        return f"{_HAS_MARK}{mark.replace(',', _END)}{_END}{_END}"

    work = _RAISED.sub(keep_raised, _LINK.sub(keep_link, _ANCHOR.sub(keep_link, text)))
    # A list set in bold as a whole would leave its first name in bold and the others not.
    bolds = [_inside(found) for found in _BOLD.finditer(work)]
    if any("," in bold.rstrip(", ") or " and " in bold for bold in bolds):
        raise _UncertainError
    for _ in range(2):  # <b><span>…</span></b>
        work = _BOLD.sub(lambda match: _IS_BOLD + _inside(match), work)
    work = re.sub(r"\\([^\w\s])", r"\1", html.unescape(work))
    work = work.replace("，", ", ").replace("、", ", ").translate(_SUPERSCRIPTS)
    work = " ".join(work.split())  # as no-break spaces may have come
    work = _MARKS_BEHIND_COMMA.sub(r"\1, ", work)
    ending = _ET_AL.search(work)
    if ending:
        work = work[: ending.start()].rstrip(f" ,{_IS_BOLD}")
        if not work:
            return AuthorList(others=True)
    people = [_person(part, urls) for part in _split_names(work)]
    if sum(person.equal for person in people) == 1:
        # One person alone shares nothing: the sign means something else, and is shown as it is.
        people = [p._replace(equal=False, marks="*" + p.marks) if p.equal else p for p in people]
    return AuthorList(tuple(people), ending is not None)


def _inside(bold: re.Match[str]) -> str:
    """The text that is set in bold or italics."""
    return next(filter(None, bold.group("stars", "lines", "star", "line", "inner")), "")


def _split_names(text: str) -> list[str]:
    """The parts that are one name each."""
    text = text.strip(" ,;.") if text.rstrip().endswith((",", ";")) else text.strip()
    if ";" in text:
        parts = [part.strip() for part in _SURE_AND.sub(";", text).split(";")]
        if any(map(_is_two, parts)):
            raise _UncertainError
        return [turned(part) for part in parts if part]
    first, *further = (part.strip(" ,") for part in _SURE_AND.split(text))
    if not further:
        return _split_commas(text)
    pieces = (piece.strip() for part in (first, *further) for piece in part.split(","))
    if alternating := _alternating(list(filter(None, pieces))):
        return alternating
    if any("," in part for part in further):
        # Last, First and Last, First (BibTeX); never a mixture.
        if all(0 < part.count(",") <= 2 and not _is_two(part) for part in (first, *further)):
            return [turned(part) for part in (first, *further)]
        raise _UncertainError
    if "," not in first:
        return [first, *further]
    head = _split_commas(first)
    # "Liu, H. and Kong": the second has no initials, so the first is two people or one.
    if len(further) > 1 or head == [turned(first)]:
        raise _UncertainError
    return [*head, *further]


def _split_commas(text: str) -> list[str]:
    parts = [part.strip() for part in text.split(",")]
    parts = [part for part in parts if part and part not in {"and", "&"}]
    if alternating := _alternating(parts):
        return alternating
    joined: list[str] = []
    for part in parts:
        if joined and _SUFFIX.fullmatch(_bare(part)):
            joined[-1] += ", " + part
        elif joined and not re.search(r"[^\W\d_]", _bare(part)):
            joined[-1] += "," + part  # marks after a comma: "A. Name1,*"
        else:
            joined.append(part)
    # "Liu, Haohe": one person or two? "Smith, J., Jr., Poppins, M.": initials are nobody's whole name.
    are_words = all(" " not in _bare(part) and not _EAST_ASIAN.search(part) for part in joined)
    have_initials = any(_is_initials(_bare(part).split(",")[0]) for part in joined)
    if not joined or (len(joined) >= 2 and (are_words or have_initials)):
        raise _UncertainError
    return joined


def _alternating(parts: list[str]) -> list[str]:
    """``Last, F., Last, F.`` as people; empty where the parts are anything else."""
    if len(parts) < 2 or len(parts) % 2 or not all(_is_initials(_bare(part)) for part in parts[1::2]):
        return []
    return [_in_speech(family, given) for family, given in zip(parts[::2], parts[1::2], strict=True)]


def _is_two(part: str) -> bool:
    """Whether ``A, B`` may be two people, or a person and an institution, rather than ``Last, First``."""
    pieces = [piece.split() for piece in _bare(part).split(",") if piece.strip()]
    if len(pieces) != 2 or _SUFFIX.fullmatch(pieces[1][-1]):
        return False
    family, given = pieces
    full_names = len(family) > 1 and len(given) > 1 and family[0][0].isupper() and "." not in given[1]
    shouted = len(given[0]) > 2 and given[0].isupper() and "." not in given[0]
    return full_names or (len(given) == 1 and shouted and not family[0].isupper())


def _is_initials(text: str) -> bool:
    """Whether a part is given names cut to capitals: ``H.``, ``H. J.``, ``HJ``, ``J.-P.``"""
    return (
        text.isupper()
        and not _EAST_ASIAN.search(text)
        and not _SUFFIX.fullmatch(text)
        and _INITIALS.fullmatch(text) is not None
        and (len(text) < 3 or not text.isalpha())  # "MIT" is no given names
    )


def _bare(part: str) -> str:
    return re.sub(rf"\ue001|\ue003\d+\ue002|\ue004[^\ue002\ue004]*\ue002+|[{_SIGNS}]", "", part).strip()


def _in_speech(family: str, given: str) -> str:
    """``Given Family``, with the marks that stood behind both behind both again."""
    given = given.rstrip()
    marks = _TRAILING.search(given)
    return f"{given[: marks.start()]} {family}{marks[0]}" if marks else f"{given} {family}"


def turned(part: str) -> str:
    """``Last, First`` as ``First Last``; ``Last, Jr, First`` as ``First Last, Jr``."""
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    if len(pieces) == 2 and not _SUFFIX.fullmatch(_bare(pieces[1])):
        return _in_speech(pieces[0], pieces[1])
    if len(pieces) == 3:
        return _in_speech(f"{pieces[0]}, {pieces[1]}", pieces[2])
    return part


def _person(part: str, urls: list[str]) -> Author:
    if len(part) > _LONGEST_NAME:
        raise _UncertainError
    name = part.replace(_IS_BOLD, "")
    url = ""
    if link := re.search(rf"{_LEADS}(\d+){_END}", name):
        url = urls[int(link[1])]
        name = name.replace(link[0], "")
    marks = "".join(re.findall(_RAISED_MARKS, name)).replace(_END, ",")
    name = re.sub(_RAISED_MARKS, "", name).strip()
    if trailing := _TRAILING.search(name):
        marks = trailing[1] + marks
        name = name[: trailing.start()]
    if leading := re.match(rf"[{_SIGNS}]+", name):
        marks += leading[0]
        name = name[leading.end() :]
    name = name.strip(" ,")
    is_long = len(name) > 80 or name.count(" ") > 7
    if is_long or not re.search(r"[^\W\d_]", name) or _NOT_A_NAME.search(name) or _PRIVATE.search(name):
        raise _UncertainError
    if re.search(r"[*_]{2}", name):
        raise _UncertainError
    equal = any(mark in "*∗" for mark in marks)
    rest = "".join(mark for mark in marks if mark not in "*∗").strip(",")
    return Author(_tidy(name), url=url, equal=equal, marks=rest, emphasised=_IS_BOLD in part)


def _tidy(name: str) -> str:
    """One space between the parts of a name: ``Mark D.Plumbley`` as ``Mark D. Plumbley``."""
    name = " ".join(name.split())
    return _GLUED.sub(" ", name) if "." in name else name


@cache
def fold_name(name: str) -> str:
    """A name without case, accents, dots and order of family name, for comparing."""
    pieces = [piece.strip() for piece in name.split(",")]
    if len(pieces) == 2 and all(pieces) and not _SUFFIX.fullmatch(pieces[1]):
        name = f"{pieces[1]} {pieces[0]}"
    decomposed = unicodedata.normalize("NFKD", name)
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+", " ", letters.casefold().replace("ı", "i").replace("ł", "l")).split())


def may_be_same_given_names(given: Sequence[str], other: Sequence[str]) -> bool:
    """Whether given names can be the same: equal word by word, or one the initial of the other."""
    pairs = list(zip(given, other, strict=False))
    return bool(pairs) and all(
        one == two or (len(one) == 1 and two.startswith(one)) or (len(two) == 1 and one.startswith(two))
        for one, two in pairs
    )


def is_east_asian(name: str) -> bool:
    """Whether a name is written in Chinese, Japanese or Korean signs."""
    return _EAST_ASIAN.search(name) is not None


def family_name(name: str) -> str:
    """The last word of a name that is not a suffix; what a key is made of."""
    words = [word for word in name.split(",")[0].split() if not _SUFFIX.fullmatch(word)]
    return words[-1] if words else name


# How they are written

# fmt: off
AUTHOR = Fields("an author", {
    "name": Field(TEXT, "As it shall be shown."),
    "url": Field(TEXT, "The person's page.", ("link", "website", "homepage")),
    "orcid": Field(TEXT, "The ORCID; tells namesakes apart."),
    "equal": Field(FLAG, "Contributed equally; a word instead of true for each of several sets of equals.", ("equal_contribution",)),
    "corresponding": Field(FLAG, "Who to write to."),
    "senior": Field(FLAG, "Who led the work."),
    "affiliation": Field(TEXT, "Kept, not shown."),
    "given": Field(TEXT, "The given names, instead of name.", ("first", "first_name")),
    "family": Field(TEXT, "The family name, instead of name.", ("last", "last_name")),
    "suffix": Field(TEXT, "What stands behind the family name, such as Jr."),
    "literal": Field(TEXT, "A name that is one whole, such as that of an organisation."),
})
# fmt: on


def _read_authors(value: Written, entry: Entry, field: str) -> AuthorList:
    place = entry.place_of(field)
    if isinstance(value, str):
        read = split_authors(value)
        if not any(author.url for author in read.people):
            return read
        return read._replace(people=_with_safe_links(read.people, entry, place))
    people: list[Author] = []
    others = False
    for index, item in enumerate(value if isinstance(value, RawList) else [value]):
        if isinstance(item, RawMapping):
            people.append(_author(item, entry))
            continue
        text = as_text(item).strip()
        if not text:
            continue
        if isinstance(value, RawList):
            place = value.place_of(index)
        # In a list every item is one person, so "Liu, Haohe" is no longer ambiguous.
        is_one = text.count(",") == 1 and " and " not in text and not isinstance(item, RawList)
        one = split_authors(turned(text) if is_one else text)
        others = others or one.others
        people.extend(_with_safe_links(one.people, entry, place))
        if one.written:
            people.append(Author(one.written))
        if isinstance(item, RawList):
            message = "An author is a list; a name was expected."
            entry.note(place, Code.TYPE, message, "Write one name per item.")
    return AuthorList(_with_shared_stars(people), others)


def _with_shared_stars(people: Sequence[Author]) -> tuple[Author, ...]:
    """People who were read one by one, with the star understood that two or more of them have."""
    if sum(person.equal or person.marks.startswith("*") for person in people) < 2:
        return tuple(people)
    return tuple(
        each._replace(equal=True, marks=each.marks[1:]) if each.marks.startswith("*") else each
        for each in people
    )


def _with_safe_links(people: tuple[Author, ...], entry: Entry, place: Place) -> tuple[Author, ...]:
    return tuple(each._replace(url=followed(each.url, entry, place)) if each.url else each for each in people)


def _author(raw: RawMapping, entry: Entry) -> Author:
    values = dict.fromkeys(AUTHOR, "") | entry.parts(raw, AUTHOR)
    place = Place(raw.line, raw.column)
    literal, equal = values["literal"], values["equal"]
    name = literal or values["name"]
    certain = not name
    if certain:
        name = " ".join(filter(None, (values["given"], values["family"])))
        name = ", ".join(filter(None, (name, values["suffix"])))
    url = followed(values["url"], entry, place)
    if not name:
        entry.note(place, Code.MISSING, "An author has no name.", f"Add  {entry.remedy('name')}")
    read = () if certain or not name else _with_safe_links(split_authors(name).people, entry, place)
    base = read[0] if len(read) == 1 else Author(name)
    if literal and re.search(r"\d", base.marks):
        base = Author(name)  # the number of a name that is one whole (Studio 54) is no sign of an affiliation
    in_group = bool(equal) and equal.lower() not in fields.FALSE_WORDS
    return base._replace(
        url=url or base.url,
        equal=base.equal or in_group,
        group=equal if in_group and equal.lower() not in fields.TRUE_WORDS else "",
        corresponding=values["corresponding"].lower() in fields.TRUE_WORDS,
        senior=values["senior"].lower() in fields.TRUE_WORDS,
        orcid=find_orcid(values["orcid"]),
        affiliation=values["affiliation"],
        family=literal or (values["family"] if certain else ""),
    )


AUTHORS = fields.mapped(_read_authors, NOBODY, "author", AUTHOR.shape())
"""Authors as one text, or as a list of texts and mappings."""
