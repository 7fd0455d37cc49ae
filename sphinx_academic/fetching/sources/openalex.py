"""Works of OpenAlex (https://docs.openalex.org, the work object): one, or a page of a list."""

from __future__ import annotations

import html
from collections.abc import Iterator

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.data.values.identifiers import find_license
from sphinx_academic.formats.filling import add, as_plain, mapping_at, mapping_of, mappings_of, put
from sphinx_academic.formats.rich_text import title_text
from sphinx_academic.formats.text import by_word

_KINDS = by_word({
    "article": "article review letter editorial erratum journal-article", "preprint": "preprint posted-content",
    "chapter": "book-chapter reference-entry", "book": "book monograph edited-book", "thesis": "dissertation", "report": "report standard",
    "dataset": "dataset", "software": "software", "conference": "proceedings-article", "other": "other paratext peer-review grant",
})  # fmt: skip
_HOSTS = "https://openalex.org/"


def works_in(answer: RawValue) -> tuple[list[RawMapping], str] | None:
    """The works of an answer."""
    if not isinstance(answer, RawMapping):
        return None
    items = [*mappings_of(answer.get("results"))] if "results" in answer else [answer]
    if not all(as_plain(item.get("id")).startswith(_HOSTS) for item in items) or (
        not items and "meta" not in answer
    ):
        return None
    return [_work(item) for item in items if "authorships" in item or "title" in item], ""


def _work(item: RawMapping) -> RawMapping:
    made = RawMapping(item.line, item.column)
    here = (item.line, item.column) * 2

    def say(field: str, value: RawValue) -> None:
        put(made, field, value, here)

    ids, location, numbers = (mapping_of(item.get(name)) for name in ("ids", "primary_location", "biblio"))
    source = mapping_of(location.get("source"))
    kind = _kind(item, location, source)
    say("title", title_text(as_plain(item.get("title")) or as_plain(item.get("display_name"))))
    say("authors", _people(item, here))
    say(
        "venue",
        html.unescape(as_plain(source.get("display_name")) or as_plain(location.get("raw_source_name"))),
    )
    say("type", kind)
    year, date = as_plain(item.get("publication_year")), as_plain(item.get("publication_date"))
    # Every date is a whole one: the first of January stands for a year of which no more is known.
    say("date", date if date.startswith(year) and not date.endswith("-01-01") else "")
    say("year", year)
    first, last = as_plain(numbers.get("first_page")), as_plain(numbers.get("last_page"))
    say("volume", as_plain(numbers.get("volume")))
    say("number", as_plain(numbers.get("issue")))
    if first and first == last and not first.isdigit():
        say("eid", first)
    else:
        say("pages", first if first == last or not last else f"{first}-{last}")
    publisher = as_plain(source.get("host_organization_name"))
    say("publisher", publisher if kind in {"article", "conference", "book", "chapter"} else "")
    say("doi", as_plain(item.get("doi")))
    for name in ("pmid", "pmcid", "openalex"):
        say(name, as_plain(ids.get(name)).rstrip("/").rpartition("/")[2])
    say("issn", source.get("issn"))
    license_ = as_plain(location.get("license"))
    # Of a licence of Creative Commons the version is not said, and there is none without.
    say("license", "" if license_.startswith("cc-by") else find_license(license_))
    say("language", as_plain(item.get("language")))
    say("status", "retracted" if as_plain(item.get("is_retracted")) == "true" else "")
    say("abstract", _abstract(mapping_of(item.get("abstract_inverted_index"))))
    return made


def _kind(item: RawMapping, location: RawMapping, source: RawMapping) -> str:
    """The kind of a work; ``article`` is said of papers of conferences, too."""
    kind = _KINDS.get(as_plain(item.get("type")), "other")
    raw = _KINDS.get(as_plain(location.get("raw_type")), "")
    if kind == "article" and (raw == "conference" or as_plain(source.get("type")) == "conference"):
        return "conference"
    return kind


def _people(item: RawMapping, here: tuple[int, int, int, int]) -> RawList:
    people = RawList(*here[:2])
    for authorship in mappings_of(item.get("authorships")):
        author = mapping_of(authorship.get("author"))
        name = as_plain(author.get("display_name")) or as_plain(authorship.get("raw_author_name"))
        orcid = as_plain(author.get("orcid")).rstrip("/").rpartition("/")[2]
        if name:
            # Publishers set the hyphens of names as signs of typography.
            said = {"name": name.replace("\N{HYPHEN}", "-"), "orcid": orcid}
            add(people, mapping_at(*here[:2], said), *here[:2])
    if as_plain(item.get("is_authors_truncated")) == "true":
        add(people, "et al.", *here[:2])
    return people


def _abstract(index: RawMapping) -> str:
    """The text of which OpenAlex has, for each word, the places."""
    placed = sorted(_places(index))
    return " ".join(word for _place, word in placed)


def _places(index: RawMapping) -> Iterator[tuple[int, str]]:
    for word, places in index.items():
        for place in places if isinstance(places, RawList) else ():
            if isinstance(place, str) and place.isdigit():
                yield int(place), word
