"""How far a work has come, or what became of it after it was published: in press, submitted, retracted …

Names and order are those of BibLaTeX's ``pubstate`` (manual 3.20, section 4.9.2.11: in preparation, submitted, forthcoming, in
press, prepublished), with what else authors and journals write; CSL 1.0.2 has free words in its variable ``status``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from sphinx_academic.data.fields import SHAPE_OF_TEXT, Entry, ValueType, Written, read_text

NO_DATE = "n.d."
"""What stands for a date that nobody knows."""

_SPELLINGS = {
    "in preparation": "in prep; manuscript in preparation; in progress; in Vorbereitung; en préparation; en preparación; "
        "in preparazione; em preparação; in voorbereiding; в подготовке; 準備中; 准备中; 準備中; 준비 중",
    "submitted": "submitted for publication; manuscript submitted; manuscript submitted for publication; eingereicht; "
        "zur Veröffentlichung eingereicht; soumis; enviado; inviato; submetido; ingediend; 投稿中; 已投稿; 投稿 중",
    "under review": "in review; under submission; under revision; in revision; in Begutachtung; en révision; en revisión; "
        "in revisione; em revisão; 査読中; 审稿中; 심사 중",
    "accepted": "accepted for publication; accepted for presentation; angenommen; zur Veröffentlichung angenommen; accepté; "
        "accepté pour publication; aceptado; accettato; aceito; geaccepteerd; принято; 採録決定; 已录用; 已接收",
    "forthcoming": "upcoming; im Erscheinen; de próxima aparición; próximamente; di prossima pubblicazione; 近刊",
    "to appear": "will appear; to be published; erscheint; erscheint demnächst; à paraître; por aparecer; in uscita; a publicar; "
        "a ser publicado; te verschijnen; 掲載予定; 即将出版; 게재 예정",
    "in press": "in the press; article in press; in print; im Druck; in Druck; sous presse; en prensa; in corso di stampa; "
        "in stampa; no prelo; ter perse; i tryck; w druku; v tisku; в печати; baskıda; 印刷中; 인쇄 중; قيد النشر",
    "published online": "prepublished; advance online; advance online publication; online first; published online first; first online; "
        "early access; early view; ahead of print; epub ahead of print; e-pub ahead of print; online ahead of print; "
        "articles in advance; vorab online veröffentlicht",
    "corrected": "corrected publication; corrected and republished; corrected and republished article; correction",
    "expression of concern": "",
    "withdrawn": "withdrawn article; withdrawn publication; withdrawal; removal; removed; zurückgenommen",
    "retracted": "retracted article; retracted paper; retracted publication; retraction; partial retraction; zurückgezogen; rétracté; "
        "retractado; ritrattato; retratado; 撤回; 撤稿; 철회",
}  # fmt: skip
"""What each is called here, and how else it is written."""
PUBSTATES: Mapping[str, str] = {
    "in preparation": "inpreparation", "submitted": "submitted", "under review": "submitted", "accepted": "forthcoming",
    "forthcoming": "forthcoming", "to appear": "forthcoming", "in press": "inpress", "published online": "prepublished",
}  # fmt: skip
"""BibLaTeX's word for each that it has one for."""
AWAITED = frozenset(PUBSTATES) - {"published online"}
"""What is said of a work that has not appeared yet."""
NOTICES = ("corrected", "expression of concern", "withdrawn", "retracted")
"""What a journal says of a work that it has published, the gravest last."""
NOTICE_IN_TITLE = re.compile(
    r"\W*(RETRACTED|WITHDRAWN|Retracted|Withdrawn)(?: (?:ARTICLE|PAPER|Article|Paper))?\W*: "
)
"""What publishers write before the title of an article (*RETRACTED ARTICLE: …*)."""
_PUBLISHED = frozenset(("published", "publish", "final", "ppublish", "epublish", "public"))
_SIGNS = re.compile(r"[\W_]+")


def _folded(text: str) -> str:
    return _SIGNS.sub("", text.casefold())


@cache
def _names() -> Mapping[str, str]:
    named = {_folded(name): name for name in _SPELLINGS}
    return named | {
        _folded(word): name for name, words in _SPELLINGS.items() for word in words.split(";") if word
    }


def status_named(text: str) -> str:
    """The status that a text is a name of, as :data:`PUBSTATES` and :data:`NOTICES` have it; empty where it is none."""
    return _names().get(_folded(text), "")


@cache
def _phrases() -> re.Pattern[str]:
    words = {word.strip() for row in _SPELLINGS.items() for part in row for word in part.split(";")} - {""}
    found = (re.escape(word).replace(r"\ ", r"[\s_~-]") for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(found)})(?!\w)")


def beginnings() -> frozenset[str]:
    """How the names of a status begin that are written in ASCII: the first letters of their first words."""
    words = (word.strip() for row in _SPELLINGS.items() for part in row for word in part.split(";"))
    return frozenset(word.split()[0][:4].lower() for word in words if word and word.isascii())


def gravest(statuses: Iterable[str]) -> str:
    """That of some statuses which says the gravest thing of a work: a notice of the journal, the gravest last in :data:`NOTICES`, else the
    first one that says anything."""
    said = [status for status in statuses if status]
    return max(said, key=lambda each: NOTICES.index(each) if each in NOTICES else -1, default="")


class FoundStatus(NamedTuple):
    """The words of a status in a text, and what stands before and behind them."""

    words: str
    before: str
    after: str


def find_status(text: str) -> FoundStatus | None:
    """The first words in a text that name a status."""
    found = _phrases().search(text)
    return FoundStatus(found[0], text[: found.start()], text[found.end() :]) if found else None


def _read_status(value: Written, entry: Entry, field: str) -> str:
    text = read_text(value, entry, field)
    return "" if _folded(text) in _PUBLISHED else status_named(text) or text


def is_awaited(status: str) -> bool:
    """Whether a work of this status has not appeared yet; one in words of its own (*submitted to Acta Things*) begins with what it is."""
    if not status or status in AWAITED:
        return bool(status)
    found = find_status(status)
    return found is not None and not found.before and status_named(found.words) in AWAITED


STATUS = ValueType(_read_status, "", SHAPE_OF_TEXT)
"""How far a work has come: one of the words that are known, in whatever language, else as written."""
