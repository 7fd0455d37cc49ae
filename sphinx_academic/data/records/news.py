"""News: those that somebody has written, and of what others are to be made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_academic.data.fields import FLAG, TEXT, WORDS, FileNotes, Shape, field
from sphinx_academic.data.located import Place, RawList, RawMapping, RawValue, as_text
from sphinx_academic.data.naming import slug, telling_name
from sphinx_academic.data.records.occasions import ALL, OCCASIONS, USUAL
from sphinx_academic.data.records.record import Item, Record
from sphinx_academic.data.values.dates import DATED, PartialDate, ReadDate
from sphinx_academic.problems import Code, nearest, shorten


class NewsItem(Record):
    """One piece of news; ``icon`` is what stands behind the date (``2024-05-16 📣``)."""

    kind = "news item"
    lists = ("news", "newsfeed", "updates")
    main = "text"

    # fmt: off
    date: ReadDate | None = field(DATED, "2024-05-16, 2024-05 or 2024; an icon may stand behind it.", "time", "when")
    text: str = field(TEXT, "The news itself, in Markdown.",
        "note", "content", "headline", "title", "info", "event", "description", "news", "message", "body", prose=True)
    tags: tuple[str, ...] = field(WORDS, "Words to select by.", "tag")
    projects: tuple[str, ...] = field(WORDS, "The projects that it belongs to, by key or title.", "project")
    grants: tuple[str, ...] = field(WORDS, "The grants that paid for it, by key or number.", "grant")
    hidden: bool = field(FLAG, "Whether it stands behind Show more.")
    icon: str = field(TEXT, "An icon beside the date.")
    key: str = field(TEXT, "A name for links and selections; one is made where none is given.", "id")
    former_keys: tuple[str, ...] = field(WORDS, "Keys that it had before, the first one first, so that links to them still lead here.",
        "former_key")
    # fmt: on

    @classmethod
    def prepared(cls, raw: RawMapping) -> RawMapping:
        """With a headline and a text as one text."""
        said = [key for key, value in raw.items() if value and cls.fields.named(key) == "text"]
        heads = [key for key in said if key.strip().lower() in {"title", "headline"}]
        if len(said) != 2 or len(heads) != 1:
            return raw
        made = RawMapping(raw.line, raw.column)
        made.places = raw.places
        (head,), (text,) = heads, {*said} - {*heads}
        title = as_text(raw[head]).strip()
        for key, value in raw.items():
            if key == head:
                made[key] = (
                    f"{title}{'' if title.endswith(('.', '!', '?', ':')) else ':'} {as_text(raw[text])}"
                )
            elif key != text:
                made[key] = value
        return made

    @classmethod
    def shape_of_list(cls, one: Shape) -> list[Shape]:
        """``shown``, ``hidden`` and ``auto``."""
        part = {"type": ["array", "null"], "items": one}
        one_of = {"$ref": "#/$defs/occasion"}
        either = [FLAG.shape, one_of, {"type": "array", "items": one_of}]
        auto = {
            "anyOf": either,
            "description": "News made of works, awards, talks and other records with a date.",
        }
        parts = {"shown": part, "hidden": part, "auto": auto}
        return [{"type": ["object", "null"], "properties": parts}, {"const": "auto"}]

    @classmethod
    def items(cls, value: RawValue, place: Place, notes: FileNotes) -> Iterator[Item]:
        """Also those of ``shown`` and ``hidden``."""
        parts = {"shown", "hidden"}
        if not isinstance(value, RawMapping) or parts.isdisjoint(key.strip().lower() for key in value):
            yield from super().items(value, place, notes)
            return
        for key, part in value.items():
            which = key.strip().lower()
            if which not in parts:
                message = f"'{key}' is no part of the news."
                notes.note(value.place_of_key(key), Code.UNKNOWN_KEY, message, "Known are: shown, hidden.")
                continue
            given = {"hidden": True} if which == "hidden" else {}
            for item in super().items(part, value.place_of_value(key), notes):
                yield item._replace(given=given)

    @property
    def when(self) -> PartialDate | None:
        """The date, if what was written holds one."""
        return self.date.date if self.date else None

    @property
    def shown_icon(self) -> str:
        """The icon, or whatever words stand behind the date."""
        return self.icon or (self.date.after if self.date else "")

    def suggested_key(self) -> str:
        """Day and first words: ``2024-05-16-paper-accepted``."""
        day = self.when.iso if self.when else ""
        return slug(f"{day} {telling_name(self.text, 6)}") or "news"


def without_auto(
    value: RawValue, notes: FileNotes, own: Iterable[str] = ()
) -> tuple[RawValue, tuple[str, ...]]:
    """What stands under ``news``, and apart from it what news are to be made of: ``auto`` alone, or beside ``shown``; ``own`` are
    the lists of kinds that the site declares."""
    if isinstance(value, str) and value.strip().lower() == "auto":
        return None, USUAL
    if not isinstance(value, RawMapping) or "auto" not in value:
        return value, ()
    rest = RawMapping(value.line, value.column)
    rest.places = value.places
    rest.update((key, part) for key, part in value.items() if key != "auto")
    given = value["auto"]
    words = [as_text(word).strip().lower() for word in (given if isinstance(given, RawList) else [given])]
    if len(words) == 1 and words[0] in {"true", "yes", "on", "false", "no", "off", ""}:
        words = list(USUAL) if words[0] in {"true", "yes", "on"} else []
    for word, message, hint in unknown_occasions(words, own):
        notes.note(value.place_of_value("auto"), Code.TYPE, message, hint)
        words.remove(word)
    return rest or None, tuple(words)


def unknown_occasions(words: Iterable[str], own: Iterable[str]) -> list[tuple[str, str, str]]:
    """Of the words that say what news are to be made of those that say nothing: (word, message, hint)."""
    known = (*OCCASIONS, *own, ALL)
    found = []
    for word in words:
        if word not in known:
            meant = nearest(word, known)
            hint = f"Did you mean '{meant}'?" if meant else f"Write true, or some of: {', '.join(known)}."
            found.append((word, f"News cannot be made of '{shorten(word)}'.", hint))
    return found
