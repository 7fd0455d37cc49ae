"""Texts in several languages: mappings from codes of languages to what is written in each, and what of them a site shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.problems import nearest

# The codes of ISO 639-1, and those of three letters that the CLDR has, but "doi", which is a field of ours.
# fmt: off
_CODES: frozenset[str] = frozenset("""
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa
    ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr
    ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl
    ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur
    uz ve vi vo wa wo xh yi yo za zh zu
    ady akk ang ann apc arc arn ary arz asa asm ast awa bal ban bar bas bem ber bew bez bgn bho blo brx bss bua byn cad cch ccp ceb
    cgg chr cic ckb cop csb csw dav dje dsb dua dyo ebu egy ewo fil frm fro frr frp fur gaa gez gmh goh got grc gsw guz haw hbo hif
    hit hnj hsb ilo isv jam jbo jgo jmc kaa kab kaj kam kbd kcg kde kea kek ken kgp khq kkj kln kok kpe ksb ksf ksh lad lag lij lkt
    lld lmo lrc ltg luo luy lzh lzz mai man mas mer mfe mga mgh mgo mic mni moh mua mus mwl mww myv mzn nah nan nap naq nds new nmg
    nnh non nqo nso nus nyn oka osa ota pal pap pcm pdc peo phn pis pms pnb prg prs quc raj rap rhg rif rof rom rup rwk sah saq sat
    sbp scn sco sdh seh ses sga sgs shi shn sid skr sma smj smn sms srn ssy stq sux syc syr szl tcy teo tet tig tok tpi trv trw tsd
    twq tyv tzm umb vai vec vep vls vmw vot vro vun wae wal war wbp wuu xal xmf xno xog yav yrl yue zea zgh
""".split())  # noqa: SIM905

_SAME: Mapping[str, str] = {
    "ara": "ar", "ces": "cs", "chi": "zh", "cze": "cs", "dan": "da", "deu": "de", "dut": "nl", "ell": "el", "eng": "en", "fas": "fa",
    "fin": "fi", "fra": "fr", "fre": "fr", "ger": "de", "gre": "el", "heb": "he", "hun": "hu", "ita": "it", "iw": "he", "jpn": "ja",
    "kor": "ko", "lat": "la", "nld": "nl", "nob": "nb", "nor": "no", "per": "fa", "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro",
    "rus": "ru", "spa": "es", "swe": "sv", "tur": "tr", "ukr": "uk", "zho": "zh",
}
"""Codes of ISO 639-2 and former ones, and the usual codes of these languages."""
_MISTAKEN: Mapping[str, str] = {
    "at": "de", "by": "be", "cn": "zh", "cz": "cs", "dk": "da", "gb": "en", "ge": "ka", "gr": "el", "il": "he", "ir": "fa",
    "jp": "ja", "kz": "kk", "mx": "es", "rs": "sr", "ua": "uk", "us": "en", "vn": "vi",
}
"""Codes of countries that are none of languages, and the languages that are meant."""
# fmt: on
_SCRIPTS = dict.fromkeys(("zh-cn", "zh-sg", "zh-my"), "zh-hans") | dict.fromkeys(
    ("zh-tw", "zh-hk", "zh-mo"), "zh-hant"
)
"""The script in which a language is written in a region."""
_NORWEGIAN = ("no", "nb", "nn")

LANGUAGE_PATTERN = "^[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?$"
"""What every code of a language looks like, for editors."""
_LENGTHS = frozenset((2, 3, 5, 6, 7, 8, 10, 11, 12))
"""Letters of a code: alone, and with a region, a script or both; those of few names of fields."""
_CODE = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?", re.IGNORECASE | re.ASCII)

Able = Callable[[str], "bool | None"]
"""Whether what stands under a key of a record may be written in several languages; None where the keys below it are names, below each
of which it may be."""


def tag_of(code: str) -> str:
    """A language as HTML names it (BCP 47): ``pt-BR`` for ``pt_br``; empty for what has not the form of a code."""
    found = _CODE.fullmatch(code.strip())
    if found is None:
        return ""
    language, script, region = found.groups()
    language = _SAME.get(language.lower(), language.lower())
    return "-".join(filter(None, (language, (script or "").title(), (region or "").upper())))


class SiteLanguage(NamedTuple):
    """A language that a site is built in: its code as somebody wrote it, and where the pages in it are, an address or a path of the
    host."""

    code: str
    address: str

    @property
    def tag(self) -> str:
        """The language as HTML names it."""
        return tag_of(self.code)


def own_of(language: str, languages: Sequence[SiteLanguage]) -> SiteLanguage | None:
    """Which of its languages a site is in that is built in one; None where that is none of them."""
    code = code_for(language, tuple([each.code for each in languages]), exactly=True)
    return next((each for each in languages if each.code == code), None)


def is_language(code: str) -> bool:
    """Whether a code is that of a language."""
    return tag_of(code).partition("-")[0] in _CODES


def meant_by(code: str, others: Iterable[str] = ()) -> str:
    """The code that somebody meant who wrote one that there is not; empty where nobody can tell."""
    base = code.strip().lower().replace("_", "-").partition("-")[0]
    return _MISTAKEN.get(base) or nearest(base, ("en", "de", "fr", "es", "pt", "zh", "ja", *others)) or ""


_NAMES: Mapping[str, str] = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "francais": "fr", "français": "fr", "spanish": "es",
    "español": "es", "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "dutch": "nl", "chinese": "zh",
    "japanese": "ja", "korean": "ko", "russian": "ru", "arabic": "ar", "persian": "fa", "polish": "pl", "czech": "cs",
    "swedish": "sv", "danish": "da", "norwegian": "no", "finnish": "fi", "greek": "el", "turkish": "tr", "ukrainian": "uk",
}  # fmt: skip
"""What people write who do not know of codes."""


def meant_by_keys(value: RawMapping) -> str:
    """The code that is meant by the first key that is none, of a mapping all of whose keys are to say languages: by a name of one, or the
    code of a country; empty for any other mapping."""
    wrong = [key.strip().lower() for key in value if not is_language(key)]
    said = [_NAMES.get(key) or _MISTAKEN.get(key, "") for key in wrong]
    return said[0] if said and all(said) else ""


def is_by_language(value: RawMapping) -> bool:
    """Whether all keys of a mapping have the form of codes, and one is that of a language."""
    return all(map(_CODE.fullmatch, value)) and any(map(is_language, value))


@lru_cache(maxsize=1000)
def code_for(language: str, written: tuple[str, ...], *, exactly: bool = False) -> str:
    """Of the codes in which something is written that for a language: its own (``de_AT``), that without the region (``de``), that of
    another region (``de_CH``), English, and else the first; ``exactly`` gives none for another language."""
    tags = {tag_of(code).lower(): code for code in reversed(written)}
    asked = tag_of(language).lower()
    base = asked.partition("-")[0]
    ways = [asked, asked.rpartition("-")[0], _SCRIPTS.get(asked, ""), base]
    bases = _NORWEGIAN if base in _NORWEGIAN else (base,)
    ways += [tag for each in bases for tag in reversed(tags) if tag.partition("-")[0] == each]
    if not exactly:
        ways += ["en", *(tag for tag in reversed(tags) if tag.startswith("en-"))]
    found = next((tags[way] for way in ways if way and way in tags), "")
    return found or ("" if exactly or not written else written[0])


def written_in(value: RawMapping) -> tuple[str, ...]:
    """The codes below which anything stands."""
    return tuple([code for code, each in value.items() if each is not None and each != "" and each != []])


def by_language_in(raw: RawMapping, able: Able) -> list[RawMapping]:
    """All that a record says in several languages."""
    found: list[RawMapping] = []
    for key, value in raw.items():
        if value.__class__ is not str and (is_able := able(key)) is not False:
            _add_found(found, value, is_names=is_able is None)
    return found


def may_be_in_several(value: Any) -> bool:
    """Whether a record, or what stands in one, may say anything in several languages: most say nothing so, and are looked at fast."""
    each: Any
    for each in value.values() if value.__class__ is RawMapping else value:
        kind = each.__class__
        if kind is RawList:
            if RawMapping in map(type, each) and may_be_in_several(each):
                return True
        elif kind is RawMapping and (
            (len(next(iter(each), "")) in _LENGTHS and is_by_language(each)) or may_be_in_several(each)
        ):
            return True
    return False


def _add_found(found: list[RawMapping], value: RawValue, *, is_names: bool) -> None:
    if isinstance(value, RawList):
        for item in value:
            if item.__class__ is not str:
                _add_found(found, item, is_names=is_names)
    elif isinstance(value, RawMapping):
        if not is_names and is_by_language(value):
            found.append(value)
            return
        for below in value.values():
            if below.__class__ is not str:
                _add_found(found, below, is_names=False)


def record_in(raw: RawMapping, language: str, able: Able) -> RawMapping:
    """A record with what it says in a language; what it says in one alone is said in all."""
    made = RawMapping(raw.line, raw.column)
    made.update(raw)
    made.places, made.source = {**raw.places}, raw.source
    for key, value in raw.items():
        if isinstance(value, (RawList, RawMapping)) and (is_able := able(key)) is not False:
            _set(made, key, value, language, is_names=is_able is None)
    return made


def _set(made: RawMapping, key: str, value: RawValue, language: str, *, is_names: bool) -> None:
    """Put what a value says in a language into a mapping, at its place."""
    made[key] = said_in(value, language, is_names=is_names)
    if isinstance(value, RawMapping) and not is_names and is_by_language(value):
        code = code_for(language, written_in(value))
        where = made.places.get(key, (made.line, made.column) * 2)
        made.places[key] = (*where[:2], *(value.place_of_value(code) if code else where[2:]))


def said_in(value: RawValue, language: str, *, is_names: bool = False) -> RawValue:
    """What a value says in a language; ``is_names`` says that the keys of a mapping are names, whatever they look like."""
    if isinstance(value, RawList):
        listed = RawList(value.line, value.column)
        listed.extend(said_in(item, language, is_names=is_names) for item in value)
        listed.places = value.places
        return listed
    if not isinstance(value, RawMapping):
        return value
    if not is_names and is_by_language(value):
        return value.get(code_for(language, written_in(value)))
    made = RawMapping(value.line, value.column)
    made.places, made.source = {**value.places}, value.source
    for key, below in value.items():
        _set(made, key, below, language, is_names=False)
    return made
