"""Author strings become people: names split, marks understood, the highlighted ones found."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from sphinx_academic.data import fields
from sphinx_academic.data.fields import FLAG, TEXT, Entry, Field, Fields, Shape, Written
from sphinx_academic.data.located import Place, RawList, RawMapping, as_text
from sphinx_academic.data.values.addresses import decoded, find_orcid, followed
from sphinx_academic.data.values.name_parts import (
    Name,
    family_in_front,
    is_east_asian,
    is_initials,
    is_particle,
    is_suffix,
    name_of,
    parts_of,
    without_maths,
)
from sphinx_academic.problems import Code, shorten


class Author(NamedTuple):
    """One name in an author list. ``marks`` are signs behind it whose meaning only the author of the data knows (digits, †
    ‡ § ¶); ``emphasised`` says that the data sets it in bold; ``group`` tells sets of equal contributors apart;
    ``person`` is the name in the site's register of people; ``parts`` are those of the name where the data tells them apart."""

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
    parts: Name | None = None

    @property
    def in_parts(self) -> Name:
        """The parts of the name, as far as they are known."""
        return self.parts or parts_of(self.name)

    @property
    def bare_name(self) -> str:
        """The name without what is said of the person in brackets behind it."""
        return self.parts.shown if self.parts and self.name.endswith(")") else self.name

    @property
    def registered_name(self) -> str:
        """The name as the register of people has it, with what is said in brackets behind it; as it is written of whom is not there."""
        return self.person + self.name.removeprefix(self.bare_name) if self.person else self.name


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
_NOT_PLAIN = re.compile(r"[\d_⁰¹²³⁴-⁹]| and |\bet\.? al|others|[等人他か외]$")
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
_ET_AL = re.compile(
    r",? ?(?:(?:\band\b|&)? ?(?:\bet\.? al\b\.?|\bothers\b)|\.\.\.|…|等人?|ほか|(?<![^ ,])(?:他|외(?: ?\d{1,3} ?[명인])?))$",
    re.I,
)
_NOT_A_NAME = re.compile(
    r"[:;()\[\]{}<>=@/\\|\"“”…]|\.\.\.|\d{2,}|\b(?:with|from|by|the|of the|in collaboration)\b", re.I
)
_IN_BRACKETS = re.compile(r" ?[(（]([^()（）]{1,120})[)）](?= ?(?:$|[^\w\s]|and\b|et\b|[等他외]))")
_SIGN_IN_BRACKETS = re.compile(rf"[\d,{_SIGNS}]+|[a-z]")
_MARKS_BEHIND_COMMA = re.compile(rf",([{_SIGNS}]+)(?=\s|$)")
_LONGEST_NAME = 400
"""Characters of one name with its marks and markup; more are no name, and are not searched for marks."""
_GLUED = re.compile(r"(?<=[^\W\d_]\.)(?=[^\W\d_]{2})")
# What stands for markup while a text is split: bold before a name, links and marks behind it, with their end; the
# space before a family name that is known; and what is added in brackets.
_IS_BOLD, _END, _LEADS, _HAS_MARK, _FAMILY, _ADDED = (
    "\ue001",
    "\ue002",
    "\ue003",
    "\ue004",
    "\ue005",
    "\ue006",
)
_PRIVATE = re.compile("[\ue001-\ue006]")
_RAISED_MARKS = r"\ue004((?:[^\ue002\ue004]|\ue002(?!\ue002))*)\ue002\ue002"
_TRAILING = re.compile(
    rf"(?:(?<![\s,])[\s,]++|(?<![\s,\d{_SIGNS}]))"
    rf"((?:[{_SIGNS}]|(?:(?<=[^\W\d_{_SIGNS}])|(?<=[^\W\d_] )|(?<=[\d,{_SIGNS}]))\d|(?<=\d),(?=[\d{_SIGNS}]))+)$"
)


_USUAL_PARTS = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’\-.]*+(?:[A-Z][a-z.]*+)?(?: |(?=\n)))++(?<![JS]r)(?<![JSn]r\.)(?<!nr|or|sq)(?<!sq\.)(?<![IVDH])(?<![hM.]D\.)\n[A-ZÀ-ÖØ-Þ][A-Za-zß-öø-ÿ'’\-]*+"
)
"""Given and family names in which there is nothing to look for, as most are."""
_IN_FRONT = re.compile(r"^[A-Z]{2}|[A-Z.]$|\s(?:[JS]r|I{2,3}|IV)$")
_TWO_INITIALS = re.compile(r"\s[A-Z]{2,3}$")
_SIGNED = re.compile(rf"[<$^{_SIGNS}]")
_SIGNS_WITHIN = re.compile(rf"(?<=[\w.])[{_SIGNS}]+(?=[\s\ue005])")


class _UncertainError(Exception):
    """There is more than one way to see who is named."""


@cache
def split_authors(text: str, *, is_one: bool = False) -> AuthorList:
    """Split an author string into people: ``A, B, and C``, ``A and B and C``, ``A; B``, ``Last, First and Last, First``,
    ``Last, F., Last, F.``, ``Last F, Last F``; bold, links and raised marks in Markdown or HTML; ``et al.`` and ``and
    others``. Where the text ``is_one`` name, a comma stands behind the family name."""
    if not is_one and _PLAIN.fullmatch(text) and not _NOT_PLAIN.search(text):
        names = text.split(", ")
        is_turned = len(names) == 2 and _begins_with_particle(names[0])
        if not is_turned and all(" " in name for name in names) and not any(map(is_initials, names)):
            return AuthorList(_with_family_in_front(tuple([_plain_author(_tidy(name)) for name in names])))
    try:
        return _split_marked_up(" ".join(text.split()), is_one)
    except _UncertainError:
        return AuthorList(written=text.strip())


def _plain_author(name: str) -> Author:
    """Somebody of whom nothing but the name is said; East Asian names are written in their own way."""
    if not is_east_asian(name):
        return Author(name)
    parts = parts_of(name)
    return Author(parts.shown, parts=None if parts.literal else parts)


def _with_family_in_front(people: tuple[Author, ...]) -> tuple[Author, ...]:
    """People who are all named with the family name in front (``Kong QY, Liu H``), with that known of them; one initial alone
    behind one name may be anything."""
    if not people or not _IN_FRONT.search(people[0].name):
        return people
    parts = [family_in_front(person.name) for person in people]
    if all(parts) and (len(parts) > 1 or _TWO_INITIALS.search(people[0].name)):
        return tuple([person._replace(parts=name) for person, name in zip(people, parts, strict=True)])
    return people


def _split_marked_up(text: str, is_one: bool) -> AuthorList:
    if _PRIVATE.search(text):
        raise _UncertainError
    urls: list[str] = []
    if "$" in text:
        text = without_maths(text)

    def keep_link(match: re.Match[str]) -> str:
        leads = match if "url" in match.groupdict() else _HREF.search(match["attributes"])
        if leads is None:
            return match[0]
        urls.append(decoded(leads["url"]))
        return f"{match['name']}{_LEADS}{len(urls) - 1}{_END}"

    def keep_raised(match: re.Match[str]) -> str:
        mark = re.sub(r"[\\{}\s]", "", match["mark"] or match["math"] or match["caret"] or "")
        return f"{_HAS_MARK}{mark.replace(',', _END)}{_END}{_END}"

    def keep_brackets(match: re.Match[str]) -> str:
        if _SIGN_IN_BRACKETS.fullmatch(match[1]):
            return f"{_HAS_MARK}{match[1].replace(',', _END)}{_END}{_END}"
        urls.append(match[1])
        return f"{_ADDED}{len(urls) - 1}{_END}"

    work = _RAISED.sub(keep_raised, _LINK.sub(keep_link, _ANCHOR.sub(keep_link, text)))
    # A list set in bold as a whole would leave its first name in bold and the others not.
    bolds = [_inside(found) for found in _BOLD.finditer(work)]
    if any("," in bold.rstrip(", ") or " and " in bold for bold in bolds):
        raise _UncertainError
    for _ in range(2):  # <b><span>…</span></b>
        work = _BOLD.sub(lambda match: _IS_BOLD + _inside(match), work)
    work = re.sub(r"\\([^\w\s])", r"\1", html.unescape(work))
    if "(" in work or "（" in work:
        work = _IN_BRACKETS.sub(keep_brackets, work)
    if "；" in work:
        names = re.split("[；,，、]", work)
        work = work.replace(
            "；", ", " if all(is_east_asian(name) and len(name.strip()) > 1 for name in names) else ";"
        )
    if " / " in work and all(" " in name for name in work.split(" / ")):
        work = work.replace(" / ", "; ")
    work = work.replace("，", ", ").replace("、", ", ").translate(_SUPERSCRIPTS)
    work = " ".join(work.split())  # as no-break spaces may have come
    work = _MARKS_BEHIND_COMMA.sub(r"\1, ", work)
    ending = _ET_AL.search(work)
    if ending:
        work = work[: ending.start()].rstrip(f" ,{_IS_BOLD}")
        if not work:
            return AuthorList(others=True)
    parts = [turned(work)] if is_one else _split_names(work)
    people = _with_family_in_front(tuple([_person(part, urls) for part in parts if part]))
    if sum(person.equal for person in people) == 1:
        # One person alone shares nothing: the sign means something else, and is shown as it is.
        people = tuple([p._replace(equal=False, marks="*" + p.marks) if p.equal else p for p in people])
    return AuthorList(people, ending is not None)


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
        if joined and is_suffix(_bare(part)):
            joined[-1] += ", " + part
        elif joined and not re.search(r"[^\W\d_]", _bare(part)):
            joined[-1] += "," + part  # marks after a comma: "A. Name1,*"
        else:
            joined.append(part)
    if len(joined) == 2 and len(parts) == 3 and " " not in _bare(parts[0]):
        return [turned(text)]  # Kettle, Fielding W., Jr.; Kettle, Jr., Fielding W.
    if len(joined) == len(parts) == 2 and " " in _bare(parts[0]):
        if _begins_with_particle(_bare(parts[0])):
            return [turned(text)]
        if re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*", given := _bare(parts[1])) and not given.isupper():
            raise _UncertainError  # García Márquez, Gabriel; Rowan Ash, Plato
    # "Liu, Haohe": one person or two? "Smith, J., Jr., Poppins, M.": initials are nobody's whole name.
    are_words = all(" " not in _bare(part) and not is_east_asian(part) for part in joined)
    have_initials = any(is_initials(_bare(part).split(",")[0]) for part in joined)
    if not joined or (len(joined) >= 2 and (are_words or have_initials)):
        raise _UncertainError
    return joined


def _begins_with_particle(name: str) -> bool:
    """No name in the order of speech does: ``van der Berg, Jan`` is one, ``van der Berg J, Ash R`` are two."""
    return is_particle(name.partition(" ")[0]) and family_in_front(name) is None


def _alternating(parts: list[str]) -> list[str]:
    """``Last, F., Last, F.`` as people; empty where the parts are anything else."""
    if len(parts) < 2 or len(parts) % 2 or not all(is_initials(_bare(part)) for part in parts[1::2]):
        return []
    return [_in_speech(family, given) for family, given in zip(parts[::2], parts[1::2], strict=True)]


def _is_two(part: str) -> bool:
    """Whether ``A, B`` may be two people, or a person and an institution, rather than ``Last, First``."""
    pieces = [piece.split() for piece in _bare(part).split(",") if piece.strip()]
    if len(pieces) != 2 or is_suffix(pieces[1][-1]):
        return False
    family, given = pieces
    full_names = len(family) > 1 and len(given) > 1 and family[0][0].isupper() and "." not in given[1]
    shouted = len(given[0]) > 2 and given[0].isupper() and "." not in given[0]
    return full_names or (len(given) == 1 and shouted and not family[0].isupper())


def _bare(part: str) -> str:
    return re.sub(
        rf"\ue001|[\ue003\ue006]\d+\ue002|\ue004[^\ue002\ue004]*\ue002+|[{_SIGNS}]", "", part
    ).strip()


def _in_speech(family: str, given: str) -> str:
    """``Given Family``, with the marks that stood behind both behind both again."""
    given = given.rstrip()
    marks = _TRAILING.search(given)
    return f"{given[: marks.start()]}{_FAMILY}{family}{marks[0]}" if marks else f"{given}{_FAMILY}{family}"


def turned(part: str) -> str:
    """``Last, First`` as ``First Last``; ``Last, Jr, First`` and ``Last, First, Jr`` as ``First Last, Jr``."""
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    if len(pieces) == 2 and not is_suffix(_bare(pieces[1])):
        return _in_speech(pieces[0], pieces[1])
    if len(pieces) == 3:
        family, suffix, given = (
            pieces if not is_suffix(_bare(pieces[2])) else (pieces[0], pieces[2], pieces[1])
        )
        return _in_speech(f"{family}, {suffix}", given)
    return part


def _person(part: str, urls: list[str]) -> Author:
    if len(part) > _LONGEST_NAME:
        raise _UncertainError
    name = part.replace(_IS_BOLD, "")
    url = ""
    if link := re.search(rf"{_LEADS}(\d+){_END}", name):
        url = urls[int(link[1])]
        name = name.replace(link[0], "")
    added = ""
    for found in re.findall(rf"{_ADDED}(\d+){_END}", name):
        added += f" ({urls[int(found)]})"
        name = name.replace(f"{_ADDED}{found}{_END}", "")
    marks = "".join(re.findall(_RAISED_MARKS, name)).replace(_END, ",")
    name = re.sub(_RAISED_MARKS, "", name).strip()
    if trailing := _TRAILING.search(name):
        marks = trailing[1] + marks
        name = name[: trailing.start()]
    if leading := re.match(rf"[{_SIGNS}]+", name):
        marks += leading[0]
        name = name[leading.end() :]
    if within := _SIGNS_WITHIN.findall(name):
        marks = "".join(within) + marks
        name = _SIGNS_WITHIN.sub("", name)
    given, is_known, family = name.strip(" ,").partition(_FAMILY)
    name = f"{given} {family}" if is_known else given
    is_long = len(name) > 80 or name.count(" ") > 7
    if is_long or not re.search(r"[^\W\d_]", name) or _NOT_A_NAME.search(name) or _PRIVATE.search(name):
        raise _UncertainError
    if re.search(r"[*_]{2}", name):
        raise _UncertainError
    equal = any(mark in "*∗" for mark in marks)
    rest = "".join(mark for mark in marks if mark not in "*∗").strip(",")
    author = _plain_author(_tidy(name))
    if is_known:
        family, _, suffix = family.partition(", ")
        parts = name_of(_tidy(given), _tidy(family), suffix)
        author = Author(parts.shown, parts=parts)
    if added:
        # Shown as it is written, and no part of a person's name.
        parts = author.in_parts
        is_person = not parts.literal or is_east_asian(parts.literal)
        author = author._replace(name=author.name + added, parts=parts if is_person else None)
    return author._replace(url=url, equal=equal, marks=rest, emphasised=_IS_BOLD in part)


def _tidy(name: str) -> str:
    """One space between the parts of a name: ``Mark D.Plumbley`` as ``Mark D. Plumbley``."""
    name = " ".join(name.split())
    return _GLUED.sub(" ", name) if "." in name else name


# How they are written

# fmt: off
AUTHOR = Fields("an author", {
    "name": Field(TEXT, "As it shall be shown."),
    "url": Field(TEXT, "The person's page.", ("link", "website", "homepage")),
    "orcid": Field(TEXT, "The ORCID; tells namesakes apart."),
    "equal": Field(TEXT, "Contributed equally: `true`; a word instead of true for each of several sets of equals.", ("equal_contribution",)),
    "corresponding": Field(FLAG, "Who to write to."),
    "senior": Field(FLAG, "Who led the work."),
    "affiliation": Field(TEXT, "Shown in lists of [co-authors](/reference/directives/coauthors.md)."),
    "given": Field(TEXT, "The given names, instead of name.", ("first", "first_name")),
    "family": Field(TEXT, "The family name, instead of name.", ("last", "last_name")),
    "suffix": Field(TEXT, "What stands behind the family name, such as Jr."),
    "particle": Field(TEXT, "Words before the family name, such as van der; they may as well stand in family.",
        ("non_dropping_particle",)),
    "dropping_particle": Field(TEXT, "Words before the family name that are left out where it stands alone, such as the de of "
        "La Fontaine."),
    "literal": Field(TEXT, "A name that is one whole, such as that of an organisation."),
    "marks": Field(TEXT, "Signs behind the name, such as †."),
})
# fmt: on


def _read_authors(value: Written, entry: Entry, field: str) -> AuthorList:
    place = entry.place_of(field)
    if isinstance(value, str):
        _tell_number(value, entry, place)
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
        _tell_number(text, entry, place)
        plain = html.unescape(text) if "&" in text else text
        one = split_authors(text, is_one=_is_one(plain) and not isinstance(item, RawList))
        others = others or one.others
        people.extend(_with_safe_links(one.people, entry, place))
        if one.written:
            people.append(Author(one.written))
        if isinstance(item, RawList):
            message = "An author is a list; a name was expected."
            entry.note(place, Code.TYPE, message, "Write one name per item.")
    return AuthorList(_with_shared_stars(people), others)


_NUMBER = r"[\s.,;:+_-]*\d[\d\s.,;:+_-]*|[+-]?[\d_.]+[eE][+-]?\d+|0[xo][\da-fA-F]+|[+-]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
"""What a program may take for a number."""
_IS_NUMBER = re.compile(_NUMBER)


def _tell_number(text: str, entry: Entry, place: Place) -> None:
    if _IS_NUMBER.fullmatch(text):
        message = f"'{shorten(text)}' is a number; a name was expected. It is shown as written."
        entry.note(place, Code.TYPE, message, "Write names:  Ann Bee, Cy Dee")


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
    said = entry.parts(raw, AUTHOR)
    if len(said) == 2 and "given" in said and "family" in said:
        given, family = said["given"], said["family"]
        if _USUAL_PARTS.fullmatch(f"{given}\n{family}"):
            return Author(f"{given} {family}", parts=Name(given, "", family))
    values = dict.fromkeys(AUTHOR, "") | said
    place = Place(raw.line, raw.column)
    literal, equal, name = values["literal"], values["equal"], values["name"]
    parts = None
    certain = bool(literal) or not name
    if certain:
        parts, marks = explicit_name(values)
        name = parts.shown
        values["marks"] = marks + values["marks"]
    url = followed(values["url"], entry, place)
    if not name:
        entry.note(place, Code.MISSING, "An author has no name.", f"Add  {entry.remedy('name')}")
    if values["orcid"] and not find_orcid(values["orcid"]):
        message = f"'{values['orcid']}' is not an ORCID; it is left out."
        hint = "An ORCID looks like 0000-0002-1825-0097; its last character is a checksum."
        entry.note(place, Code.TYPE, message, hint)
    read = () if certain or not name else split_authors(name, is_one=_is_one(name)).people
    base = _with_safe_links(read, entry, place)[0] if len(read) == 1 else Author(name, parts=parts)
    in_group = bool(equal) and equal.lower() not in fields.FALSE_WORDS
    return base._replace(
        url=url or base.url,
        equal=base.equal or in_group,
        marks=base.marks + values["marks"],
        group=equal if in_group and equal.lower() not in fields.TRUE_WORDS else "",
        corresponding=values["corresponding"].lower() in fields.TRUE_WORDS,
        senior=values["senior"].lower() in fields.TRUE_WORDS,
        orcid=find_orcid(values["orcid"]),
        affiliation=values["affiliation"],
    )


def _is_one(text: str) -> bool:
    """Whether an item of a list is one person with the family name first: ``Liu, Haohe``, ``Kettle, Fielding, Jr.``"""
    if "," not in text or ";" in text or " and " in text:
        return False
    pieces = text.split(",")
    return len(pieces) == 2 or (len(pieces) == 3 and any(is_suffix(_bare(piece)) for piece in pieces[1:]))


def explicit_name(values: Mapping[str, object]) -> tuple[Name, str]:
    """A name whose parts the data tells, under the names of their fields; and the signs that stand in them."""
    part_names = ("literal", "given", "family", "suffix", "particle", "dropping_particle")
    literal, given, family, suffix, particle, dropping = (str(values.get(name, "")) for name in part_names)
    found: list[str] = []
    if "$" in given + family:
        given, family = map(without_maths, (given, family))
    if "&" in literal + given + family:
        literal, given, family = map(html.unescape, (literal, given, family))
    if _SIGNED.search(literal + given + family):
        literal, given, family = (_without_signs(text, found) for text in (literal, given, family))
    marks = "".join(found)
    if literal:
        return Name(literal=literal), marks
    name = name_of(given, family, suffix, particle, dropping)
    if name.given and not name.family:
        return parts_of(name.given), marks
    if name.family and not (name.given or name.suffix or particle or name.dropping):
        # A family name of several words that is the whole name is an organisation's.
        is_whole = " " in family and not is_particle(family.split()[0]) and not is_east_asian(family)
        return Name(literal=family) if is_whole else name if " " in family else parts_of(family), marks
    return name, marks


def _without_signs(text: str, found: list[str]) -> str:
    """A part of a name without its signs, which are added to those ``found``."""

    def keep(match: re.Match[str]) -> str:
        raised = match["mark"] or match["math"] or match["caret"] or ""
        found.append(re.sub(r"[\\{}\s]", "", raised))
        return ""

    text = _RAISED.sub(keep, text)
    found += re.findall(rf"[{_SIGNS}]", text)
    return re.sub(rf"(?:(?<!\s)\s++)?[{_SIGNS}]", "", text).strip()


_SHAPE_OF_NAME: Shape = {
    "type": ["string", "boolean", "null"],
    "not": {"type": "string", "pattern": rf"^(?:{_NUMBER})$"},
}
_NAMES = fields.defined(fields.read_text, "", "name", _SHAPE_OF_NAME)
AUTHORS = fields.mapped(_read_authors, NOBODY, "author", AUTHOR.shape("author"), text=_NAMES)
"""Authors as one text, or as a list of texts and mappings."""
