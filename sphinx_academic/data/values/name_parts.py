"""The parts of a person's name, as bibliographies sort and print them, and the name that they make together.

Sources: the names of CSL 1.0.2 (name variables, and "Names" in the specification), of BibTeX ("Tame the BeaST", section 10)
and of Biber, whose prefix is what begins with a small letter before the family name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Name(NamedTuple):
    """A name: of a person its parts, of an organisation or where there are no parts ``literal`` alone.

    ``particles`` are the words in small letters before the family name (*von*, *de la*); ``dropping`` are those that are
    left out where the family name stands alone (*de* of La Fontaine).
    """

    given: str = ""
    particles: str = ""
    family: str = ""
    suffix: str = ""
    literal: str = ""
    dropping: str = ""

    @property
    def whole_family(self) -> str:
        """The family name with all that belongs before it."""
        return joined(joined(self.dropping, self.particles), self.family)

    @property
    def in_text(self) -> str:
        """The name as a part of a text: where its parts are not known from it, a no-break space holds together a family name,
        or a name that is one whole, and a word joiner, which nobody sees, stands behind an East Asian family name."""
        shown, whole = self.shown, self.literal or self.whole_family
        if parts_of(shown) == self:
            return shown
        if self.given and shown == whole + self.given:
            return f"{whole}{_JOINER}{self.given}"
        return shown.replace(whole, whole.replace(" ", "\xa0"))

    @property
    def label(self) -> str:
        """What the person is called where the family name stands alone."""
        return self.literal or joined(self.particles, self.family)

    @property
    def shown(self) -> str:
        """The name as people say it. East Asian names in their own script have the family name in front, and no space
        (CSL 1.0.2, "Name-part Order")."""
        if self.literal:
            return self.literal
        family = self.whole_family
        if self.given and is_east_asian(self.given) and is_east_asian(family):
            if _KATAKANA.fullmatch(self.given + family):
                return f"{self.given}・{family}"
            # 스미스 is Smith in Korean letters.
            return (
                f"{self.given} {family}" if _HANGUL.match(family) and len(family) > 2 else family + self.given
            )
        name = f"{self.given} {family}".strip()
        return (
            f"{name}{' ' if _NUMBERED.fullmatch(self.suffix) else ', '}{self.suffix}" if self.suffix else name
        )


_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_EAST_ASIAN_WORD = re.compile(
    r"[\u3005\u3007\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_HANGUL = re.compile(r"[\uac00-\ud7af]+")
_KANA = re.compile(r"[\u3040-\u30ff]")
_KATAKANA = re.compile(r"[\u30a0-\u30ff]+")
_SPACE_WITHIN = re.compile(r"(?<=[^\x00-\u024f]) (?=[^\x00-\u024f])")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[-\s]?){1,4}")
_DOTTED = re.compile(r"(?:[^\W\d_]\.-?)+")
_CAPITALS_IN_FRONT = re.compile(
    r"(?=[^a-z]{0,9}[AEIOUYÀ-Þ])([A-ZÀ-Þ]{3,}(?:[- ][A-ZÀ-Þ]{2,})*|[A-Z]{2}(?:[- ][A-ZÀ-Þ]{3,})+)"
    r" ((?:[A-ZÀ-Þ][a-zß-ÿ]+|[A-Z]\.)(?:[- ](?:[A-ZÀ-Þ][a-zß-ÿ]+|[A-Z]\.)){0,3})"
)
_VOWEL = re.compile("[AEIOUY]")
_SHORTENED = re.compile(r"[^\W\d_]{1,2}\.(?:[-\s]?[^\W\d_]{1,2}\.){0,3}")
_ACCENT_IN_MATHS = re.compile(
    r"\$\s*+\\(tilde|hat|acute|grave|bar|check|breve|dot|ddot|mathring)\s*+(?:\{\s*+)?(?:\\(?:mathrm|text|rm)\s*+\{?)?"
    r"\\?([A-Za-z])(?:math)?\s*+\}{0,2}\s*+\$"
)
_TEXT_IN_MATHS = re.compile(
    r"\$\s*+(\{?\\(?:[`'^\"~=.]|[A-Za-z]{1,2}(?![A-Za-z]))\s*+(?:\{\\?[A-Za-z]\}|[A-Za-z])?\}?)\s*+\$"
)
_ACCENTS = dict(
    zip(
        ["tilde", "hat", "acute", "grave", "bar", "check", "breve", "dot", "ddot", "mathring"],
        "̃̂́̀̄̌̆̇̈̊",
        strict=True,
    )
)
_JOINER = "\u2060"
_NUMBERED = re.compile(r"[IV]+|\d\w\w")
_SUFFIX = re.compile(
    r"(?i:Jr|Sr|Jnr|Snr|Junior|Senior|Esq|Ph\.?\s?D)\.?|II|III|IV|VI{1,3}|2nd|3rd|4th|M\.?D\.?|D\.?Phil\.?|MPhil|[MBD]\.?Sc\.?|MPH|fils|père"
)
_TWO_INITIALS_OR_DEGREE = re.compile(r"M\.?D\.?")
_ORGANISATION = re.compile(
    r"\b(?:Collaborations?|Consortium|Teams?|Groupe?|Grupo|Universi[td]\w+|Institute?|Instituto|Committee|Project|Network|Initiative|"
    r"Organi[sz]ation|Society|Association|Foundation|Laborator(?:y|ies)|Cent(?:er|re|ro)|Gesellschaft|Verein|Acad[eé]mi[ae]|Akademie|Minist\w+|Department|Agency|"
    r"Council|Corporation|Task Force|Investigators|Alliance|Commission|Federation|Inc|Ltd|LLC|GmbH|AG)\b\.?"
    r"|\s(?:of|for|and|the|für|pour|&)\s"
)
_PARTICLES = _words(
    """
    von van de der den del della dello delle degli dei di da dal dalla das do dos du des le la les lo las los ten ter te zu
    zum zur vom af av bin ibn bint ben al el 't 's aan op in uit und y e i vande vanden vander
    """
)
"""Those that are particles in names without any capital, too."""
_CAPITALS = _words(
    """
    Van Von Vande Vanden Vander Der Den De Del Della Dello Delle Degli Dei Di Da Dal Dalla Das Do Dos Du Des Le La Les Lo
    Las Los Ten Ter Zu Zum Zur Vom Af Av Al El Bin Ibn Bint Ben Abu Abi Abou Abd Mac Mc Ó Ní Uí
    """
)
"""Particles that belong to the family name, as their capital says."""
_BEFORE_THE_LAST = _words("St St. Saint Sainte San Santa Santo São")
_ATTACHED = re.compile(r"(?:[dl]|(?:d|n|s)?(?:al|el)l|dell)['’]|(?:al|el|ad|an|ar|as|ash|at|az|ul)-")
_FATHERS = _words("bin ibn bint binti bt bte")
_AND = _words("y e i")
_DEVOTED = _words("maria ma. m.ª mª jose juan ana")
_DEVOTIONS = _words(
    """
    carmen pilar mar rosario angeles dolores mercedes luz paz concepcion rocio remedios nieves lourdes guadalupe graca
    conceicao carmo fatima ceu socorro consuelo valle milagros soledad esperanza asuncion montserrat carme lurdes gloria amparo
    dios jesus
    """
)
"""*María de los Ángeles*, *Juan de Dios*: what follows such a given name belongs to it."""
_LAST_TOGETHER = _words("Filho Neto Netto Júnior Sobrinho")
"""Portuguese words behind a family name that are never parted from it."""
_VIETNAMESE = _words(
    """
    nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh truong luong mai cao lam ha ta thai
    quach to dao doan luu
    """
)
_CHINESE_AND_KOREAN = _words(
    """
    wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang feng yu
    dong xiao cheng cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan
    fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan zhang qian yin lai
    gong wen chan wong cheung lau leung chow ng lam tsang tse chu kwok yip chiu tsai hsu hsieh chang kim lee park choi jung
    cho yoon lim seo shin kwon hwang ahn ryu hong jeon
    """
)
_SYLLABLE = re.compile(r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?[aeiouü]{1,3}(?:n|ng|r)?")

# Family names in their own scripts. What stands in no table is not split.
_OF_ONE_SIGN = frozenset(
    "王李张张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭"
    "吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾鐘汪田任姜范範方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯"
    "邵孟龙龍万萬段章钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文庞龐樊兰蘭殷施陶洪翟安颜顏倪严嚴牛温溫芦季俞鲁魯葛伍韦韋申尤毕畢聂聶"
    "丛叢焦向柳邢岳齐齊梅莫庄莊辛管祝左涂塗祁耿牟詹关關苗凌费費纪紀靳盛童欧歐甄项項曲成游阳陽裴席卫衛查屈鲍鮑覃霍翁"
    "隋甘景薄单單柏宁甯柯阮桂闵閔解柴华華车車房边邊辜吉饶饒瞿戚丘晋苑邬鄔臧畅宫褚廉简簡娄婁盖蓋符穆党黨燕郎邸"
    "谈談姬屠连連晏栾欒商蒙计計喻窦竇迟遲冷卓仇艾蓝藍巩鞏练練仲乐樂虞卞封冼楚佟宗应應巫桑荆谷"
)
_OF_TWO_SIGNS = _words(
    """
    欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 令狐 慕容 宇文 长孙 長孫 司徒 夏侯 轩辕 軒轅 端木
    独孤 獨孤 南宫 南宮 闻人 聞人 赫连 赫連 澹台 澹臺 濮阳 濮陽 淳于 单于 單于 太叔 申屠 钟离 鍾離 鲜于 鮮于 闾丘 閭丘 司空
    司寇 百里 呼延 西门 西門 拓跋 范姜 万俟
    """
)
_JAPANESE = _words(
    """
    佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 渡邉 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 斎藤 斉藤 齋藤 清水 山崎
    池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 福田 太田 西村 藤井 岡本 三浦
    藤原 金子 中野 中川 原田 松田 竹内 小野 田村 中山 和田 石田 森田 上田 内田 柴田 酒井 宮崎 横山 高木 安藤 宮本 大野 小島
    谷口 今井 工藤 高田 増田 丸山 杉山 大塚 新井 小山 平野 藤本 河野 上野 野口 武田 松井 千葉 菅原 岩崎 久保 木下 佐野
    野村 松尾 市川 菊地 菊池 古川 島田 渡部 桜井 高野 水野 吉川 山内 西田 北村 安田 高山 高島 高井 高松 高岡 高桑 高柳
    高村 高見 高瀬 高原 高杉 高崎 高倉 高梨 高須 高尾 高谷 高安 金井 金田 金沢 金城 金山 金谷 金丸 金森 金原 林田 石原 石橋
    石黒 石塚 石崎 石山 石本 石村 石渡 石野 石垣 石倉 石丸 石神 石坂 田口 田辺 田島 田代 田畑 田原 田上 田崎 田川 田所 田坂 田淵
    田丸 田宮 安部 安達 安井 安倍 安東 安斎 安西 安永 安野 江口 江崎 江川 江藤 江原 江頭 武藤 武井 武内 武村 武本 武石 武山 白石
    白井 白川 白鳥 白木 白土 白岩 柳田 柳沢 柳澤 柳原 柳川 柳瀬 谷川 谷本 谷村 谷山 谷内 谷田 谷岡 谷崎 馬場 馬渕 向井 向山
    成田 成瀬 成島 成沢 庄司 庄子 甘利 梅田 梅原 梅本 梅津 梅沢 梅野 梅村 吉村 吉岡 吉本 吉野 吉井 吉原 吉沢 吉澤 吉永 吉崎 桑原
    桑田 桑名 桑野 夏目 毛利 葛西 葛城 柏木 柏原 柏崎 熊谷 熊田 熊沢 熊本 熊倉 牛島 牛田 牛山 牛尾 時田 余語 常盤 湯浅
    湯川 湯本 湯山 苗村 唐沢 唐澤 唐木 芦田 芦沢 芦原 宗像 左近 曲田 管野 方波見 辛島 関谷 江戸川
    """
)
"""The commonest, and those that begin with a sign that is a family name in Chinese."""
_KOREAN = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허노남심하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길"
    "연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부가복태목형피두감음빈동온호범좌팽승간상시갈"
)
_KOREAN_OF_TWO = {
    "남궁": 3,
    "제갈": 3,
    "선우": 3,
    "독고": 3,
    "망절": 3,
    "황보": 4,
    "서문": 4,
    "사공": 4,
    "동방": 4,
}
"""And of how many letters a name is at least that has it: 황보름 is 황 보름."""


def is_east_asian(name: str) -> bool:
    """Whether a name is written in Chinese, Japanese or Korean signs."""
    return not name.isascii() and _EAST_ASIAN.search(name) is not None


def is_suffix(text: str) -> bool:
    """Whether a text is what stands behind a name: ``Jr.``, ``III``, ``PhD``."""
    return _SUFFIX.fullmatch(text) is not None or (" " in text and all(map(_SUFFIX.fullmatch, text.split())))


def without_maths(text: str) -> str:
    """A name with the letters that some write as mathematics: ``Sim$\\tilde{a}$o``, ``Erd$\\H{o}$s``."""
    text = _ACCENT_IN_MATHS.sub(
        lambda found: unicodedata.normalize("NFC", found[2] + _ACCENTS[found[1]]), text
    )
    return _TEXT_IN_MATHS.sub(r"{\1}", text)


def is_particle(word: str) -> bool:
    """Whether a word is one of the small ones that stand before family names: ``von``, ``'t``."""
    return word in _PARTICLES


def is_initials(text: str) -> bool:
    """Whether a text is given names cut to capitals: ``H.``, ``H. J.``, ``HJ``, ``J.-P.``, ``Yu. A.``"""
    if is_suffix(text) or is_east_asian(text):
        return False
    if not text.isupper():
        return text[:1].isupper() and _SHORTENED.fullmatch(text) is not None
    return _INITIALS.fullmatch(text) is not None and (
        len(text) < 3 or not text.isalpha()
    )  # "MIT" is no given names


def joined(particles: str, family: str) -> str:
    """Particles and family name; ``d'`` and ``al-`` have no space behind them."""
    if not particles or not family:
        return particles or family
    last = particles.rpartition(" ")[2]
    return f"{particles}{'' if _ATTACHED.fullmatch(last) else ' '}{family}"


def name_of(given: str, family: str, suffix: str = "", particle: str = "", dropping: str = "") -> Name:
    """The name of somebody whose family name is known, with what people write into the wrong part of it where it
    belongs: a suffix behind given or family name (``John, III``; ``Kobb Jr.``), particles behind the given names
    (``Humboldt, Alexander von``). Of the degrees ``M.D.`` alone may be given names: it is one behind others only."""
    if not suffix:
        family, suffix = _without_suffix(family)
    if not suffix:
        is_alone = family and is_suffix(given) and not _TWO_INITIALS_OR_DEGREE.fullmatch(given)
        given, suffix = ("", given) if is_alone else _without_suffix(given)
    words = given.split()
    if not dropping and words and words[-1] in _PARTICLES and words[-1] not in _AND:
        behind = next((at for at in range(len(words), 0, -1) if words[at - 1] not in _PARTICLES), 0)
        if behind:
            given, dropping = " ".join(words[:behind]), " ".join(words[behind:])
    found, family = _without_particles(family)
    return Name(given, joined(particle, found), family, suffix, "", dropping)


def _without_suffix(text: str) -> tuple[str, str]:
    """``Kobb, Jr.`` and ``Kobb Jr.`` in two; initials are no suffix, nor is what stands alone."""
    name, comma, suffix = text.partition(",")
    if comma:
        pieces = [piece.strip() for piece in suffix.split(",")]
        return (name.strip(), ", ".join(pieces)) if all(map(is_suffix, pieces)) else (text, "")
    name, _, suffix = text.rpartition(" ")
    return (name.strip(), suffix) if name and is_suffix(suffix) else (text, "")


def _without_particles(family: str) -> tuple[str, str]:
    """The particles before a family name that is given by itself, and the name. As Biber has it, they are what begins with a
    small letter; a family name without any capital begins with those that are known."""
    words = family.split()
    count = 0
    while count < len(words) - 1 and _is_small(words[count]) and not _attached(words[count]):
        count += 1
    if count and not words[count][:1].isupper() and not _attached(words[count]):
        count = next((at for at, word in enumerate(words[:-1]) if word not in _PARTICLES), len(words) - 1)
    rest = " ".join(words[count:])
    attached = _attached(rest)
    return joined(" ".join(words[:count]), attached) if attached else " ".join(words[:count]), rest[
        len(attached) :
    ]


def _attached(word: str) -> str:
    """The particle that a word begins with, where a capital goes on: ``d'Alembert``, ``al-Khwarizmi``."""
    found = _ATTACHED.match(word)
    return found[0] if found and word[found.end() : found.end() + 1].isupper() else ""


def _is_small(word: str) -> bool:
    """Whether the first letter of a word is a small one, as in ``'t``."""
    return next((letter.islower() for letter in word if letter.isalpha()), False)


@cache
def parts_of(name: str) -> Name:
    """The parts of a name of which nothing but the order of speech is known: given name first, or, in East Asian scripts, the
    family name."""
    name = " ".join(name.split())
    if is_east_asian(name):
        return _east_asian(name)
    if not name or _ORGANISATION.search(name):
        return Name(literal=name)
    whole = name
    name, _, suffix = (part.strip() for part in name.partition(","))
    if suffix and not all(is_suffix(piece.strip()) for piece in suffix.split(",")):
        return Name(literal=whole)
    words = name.split()
    if (
        not suffix
        and is_suffix(words[-1])
        and (len(words) > 2 or (len(words) == 2 and words[-1][1:2].islower()))
    ):
        suffix = words.pop()
    start = _start_of_family(words)
    found, family = _without_particles(" ".join(words[start:]))
    return Name(" ".join(words[:start]), found, family, suffix)


def family_in_front(name: str) -> Name | None:
    """``Kong QY``, ``King ML Jr``, ``Ash R. J.``: as PubMed and the Vancouver style write names; ``ASH Rowan``, as many in
    France do. None for any other; all names of a list have to be written so, as ``Malcolm X`` may be anything."""
    name, suffix = _without_suffix(name)
    if found := _CAPITALS_IN_FRONT.fullmatch(name):
        return None if _ORGANISATION.search(name) else name_of(found[2], found[1], suffix)
    words = name.split(" ")
    end = len(words)
    while end > 1 and _DOTTED.fullmatch(words[end - 1]):
        end -= 1
    given = " ".join(words[end:])
    if not given:
        *words, initials = words
        is_family = len(initials) > 3 or (len(initials) == 3 and _VOWEL.search(initials))  # Rowan ASH
        if not (initials.isalpha() and initials.isupper()) or is_family or is_suffix(initials):
            return None
        given, end = " ".join(f"{letter}." for letter in initials), len(words)
    family = " ".join(words[:end])
    if len(family) < 2 or family.isupper() or "." in family or "," in family:
        return None
    return name_of(given, family, suffix)


def known_from(text: str, name: str) -> Name | None:
    """What the no-break spaces and word joiners of a text say of a name in it (:attr:`Name.in_text`); None where they say
    nothing."""
    if _JOINER in name:
        family, _, given = name.partition(_JOINER)
        return name_of(given, family)
    name, _, suffix = name.partition(", ")
    found = re.search(re.escape(name).replace("\\ ", "[ \xa0]"), text)
    given, _, family = found[0].rpartition(" ") if found else ("", "", "")
    if "\xa0" not in family or is_initials(family.split("\xa0")[0]):
        return None
    if not given:
        return Name(literal=name)
    return name_of(given.replace("\xa0", " "), family.replace("\xa0", " "), suffix)


def _start_of_family(words: list[str]) -> int:
    """At which word of a name in the order of speech the family name begins, with its particles."""
    last = len(words) - 1
    if last < 2:
        return max(last, 0)
    if _attached(words[last]):  # Jean le Rond d'Alembert, Guillaume de l'Hôpital
        return next((at for at in range(last, 1, -1) if words[at - 1] not in _PARTICLES), 1)
    start = _first_particle([word.capitalize() for word in words] if " ".join(words).isupper() else words)
    return last - 1 if start == last and words[last] in _LAST_TOGETHER else start


def _first_particle(words: list[str]) -> int:
    last = len(words) - 1
    has_capitals = words[0][:1].isupper() and words[last][:1].isupper()
    at = 1
    while at < last:
        word = words[at]
        small = _is_small(word)
        if word.lower() in _FATHERS and at + 1 < last:
            # Salim bin Aziz Al Sadd: whose son he is belongs to the given names, if a family name follows.
            behind = at + (3 if words[at + 1] in _CAPITALS else 2)
            if behind > last:
                return at
            at = behind
        elif small and word in _AND and has_capitals and at > 1:
            return at - 1  # Ortega y Gasset
        elif (
            (word in _PARTICLES or has_capitals)
            if small
            else (word in _CAPITALS or (word in _BEFORE_THE_LAST and at + 1 == last))
        ) and not _is_syllable(word, words):
            behind = next(n for n in range(at, last + 1) if n == last or not _is_small(words[n]))
            is_given = (
                _plain_letters(words[at - 1]) in _DEVOTED and _plain_letters(words[behind]) in _DEVOTIONS
            )
            if not small or not is_given or behind == last:
                return at
            at = behind + 1
        else:
            at += 1
    return last


def _is_syllable(word: str, words: list[str]) -> bool:
    """Whether what looks like a particle is part of a Vietnamese, Chinese or Korean given name: *Nguyen Van Anh*, *Li De Hua*."""
    first, last = _plain_letters(words[0]), _plain_letters(words[-1])
    if first in _VIETNAMESE or last in _VIETNAMESE:
        return True
    if word.lower() in {"van", "von"} or _is_small(word):
        return False
    return last in _CHINESE_AND_KOREAN or (
        first in _CHINESE_AND_KOREAN and _SYLLABLE.fullmatch(last) is not None
    )


def _plain_letters(word: str) -> str:
    """A word in small letters without accents."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@cache
def fold_name(name: str) -> str:
    """A name without case, accents, dots, what stands in brackets behind it, and order of family name, for comparing; ``山田 太郎`` is ``山田太郎``."""
    name = name.partition(" (")[0] or name
    pieces = [piece.strip() for piece in name.split(",")]
    if len(pieces) == 2 and all(pieces) and not is_suffix(pieces[1]):
        name = f"{pieces[0]}{pieces[1]}" if is_east_asian(name) else f"{pieces[1]} {pieces[0]}"
    decomposed = unicodedata.normalize("NFKD", name)
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    folded = " ".join(re.sub(r"[^\w]+", " ", letters.casefold().replace("ı", "i").replace("ł", "l")).split())
    return _SPACE_WITHIN.sub("", folded) if is_east_asian(name) else folded


def may_be_same_given_names(given: Sequence[str], other: Sequence[str]) -> bool:
    """Whether given names can be the same: equal word by word, or one the initial of the other."""
    pairs = list(zip(given, other, strict=False))
    return bool(pairs) and all(
        one == two or (len(one) == 1 and two.startswith(one)) or (len(two) == 1 and one.startswith(two))
        for one, two in pairs
    )


def family_name(name: str) -> str:
    """The last word of a name that is not a suffix; what a key is made of."""
    words = [word for word in name.partition(" (")[0].split(",")[0].split() if not is_suffix(word)]
    return words[-1] if words else name


def _east_asian(name: str) -> Name:
    """A name in Chinese, Japanese or Korean script: ``山田 太郎``, ``王小明``, ``欧阳明``, ``김민지``. A Japanese name without a
    space, and names from elsewhere in such a script (``マイケル・スミス``), stay whole."""
    words = name.split()
    if not all(map(_EAST_ASIAN_WORD.fullmatch, words)) or all(map(_KATAKANA.fullmatch, words)):
        return Name(literal=name)
    if len(words) == 1:
        length = _length_of_family(name)
        return Name(name[length:], family=name[:length]) if length else Name(literal=name)
    first, *others = words
    rest = "".join(others)
    if _HANGUL.fullmatch(first) and not _is_family(first):
        return Name(first, family=rest) if _is_family(rest) else Name(literal=name)
    if _is_family(rest) and not _is_family(first):
        first, rest = rest, first
    return Name(rest, family=first)


def _is_family(word: str) -> bool:
    return (
        word in _OF_ONE_SIGN
        or word in _OF_TWO_SIGNS
        or word in _JAPANESE
        or word in _KOREAN
        or word in _KOREAN_OF_TWO
    )


def _length_of_family(name: str) -> int:
    """How many signs of a name without a space are the family name; none where that is not certain."""
    if _HANGUL.fullmatch(name):
        if len(name) >= _KOREAN_OF_TWO.get(name[:2], 5) and len(name) < 5:
            return 2
        return 1 if 2 <= len(name) <= 4 and name[0] in _KOREAN else 0
    if _KANA.search(name) or name[:2] in _JAPANESE or name[:3] in _JAPANESE:
        return 0
    if name[:2] in _OF_TWO_SIGNS:
        return 2 if 3 <= len(name) <= 4 else 0
    return 1 if 2 <= len(name) <= 3 and name[0] in _OF_ONE_SIGN else 0
