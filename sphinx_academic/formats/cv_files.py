"""CVs that are files, known by what they hold: RenderCV's YAML, and the older form of al-folio's ``cv.yml``.

RenderCV: https://docs.rendercv.com/user_guide/yaml_input_structure (2.x). The entries of its sections have one of nine
shapes, and the titles of the sections are free.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, count, groupby
from typing import TYPE_CHECKING

from sphinx_academic.content.fragments import Fragments, plain
from sphinx_academic.data.located import YAML, RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.records import (
    Education,
    Membership,
    Position,
    Profile,
    Publication,
    Record,
    Service,
)
from sphinx_academic.data.values.addresses import (
    arxiv_url,
    bare_email,
    find_doi,
    is_email,
    is_whole_address,
    network_of,
)
from sphinx_academic.data.values.dates import read_date
from sphinx_academic.data.values.names import AuthorList
from sphinx_academic.formats.career_entries import (
    CareerEntry,
    Period,
    degree_of,
    entry_of,
    names_of,
    own_kind,
    period_of,
    plain_text,
)
from sphinx_academic.formats.filling import Transcription, as_lines, mapping_of, put, span_of
from sphinx_academic.formats.rich_text import escape_markup
from sphinx_academic.problems import Problem

if TYPE_CHECKING:
    from sphinx_academic.content.markup import Markup
    from sphinx_academic.data.career import Career

_RENDERED = YAML._replace(names={"title": "name"})


def is_cv(root: RawValue) -> bool:
    """Whether a file is a CV of RenderCV (``cv`` with sections), or a list of sections with a title and contents."""
    if isinstance(root, RawMapping):
        cv = root.get("cv")
        return isinstance(cv, RawMapping) and ("sections" in cv or "name" in cv)
    return (
        isinstance(root, RawList)
        and bool(root)
        and all(isinstance(part, RawMapping) and {"title", "contents"} <= part.keys() for part in root)
    )


def read_cv(root: RawValue, path: str, problems: tuple[Problem, ...] = ()) -> RawFile:
    """The records of a CV, and its profile; sections that are of no kind are kept under their titles."""
    made = RawMapping(1, 1)
    put_cv(root, made)
    notation = _RENDERED if isinstance(root, RawMapping) else YAML
    return RawFile(path, made, problems, foreign=True, notation=notation)


def put_cv(root: RawValue, made: RawMapping) -> None:
    """Add what a CV holds to the lists of a file."""
    if isinstance(root, RawMapping):
        _put_rendered(mapping_of(root.get("cv")), made)
    for part in root if isinstance(root, RawList) else ():
        if isinstance(part, RawMapping):
            _put_tabled(Transcription(part), made)


def _put_tabled(part: Transcription, made: RawMapping) -> None:
    """A section of al-folio: a time table, a list of texts, or a list of lists; a ``map`` says who somebody is."""
    from sphinx_academic.formats.cv_sections import put_section

    title, contents = part.text("title"), part.value("contents")
    if part.text("type") == "map":
        put(made, f"cv {title.lower()}", contents, part.span("contents"))
    elif title:
        left = put_section(made, title, contents, "cv")
        put(made, f"cv {title.lower()}", left, part.span("contents"))


def _put_rendered(cv: RawMapping, made: RawMapping) -> None:
    from sphinx_academic.formats.cv_sections import put_section

    profile = Transcription(cv)
    profile.take("name: name; role: headline label; email: email; location: location; photo: photo", str)
    profile.links("Website: website")
    for network in profile.each("social_networks"):
        profile.link(network.text("network"), network.text("username"), network.span("username"))
    for connection in profile.each("custom_connections"):
        profile.link(connection.text("placeholder"), connection.text("url"), connection.span("url"))
    sections = mapping_of(profile.value("sections"))
    profile.finished("cv")
    if "name" in profile.entry:
        put(made, "profile", profile.entry, profile.span())
    for title, items in sections.items():
        plain = title.lower().replace("_", " ")
        left = put_section(made, plain, items, "cv")
        put(made, f"cv {plain}", left, span_of(sections, title))


# Writing

_NETWORKS = {
    "LinkedIn": "LinkedIn", "GitHub": "GitHub", "GitLab": "GitLab", "Instagram": "Instagram", "ORCID": "ORCID", "Mastodon": "Mastodon",
    "ResearchGate": "ResearchGate", "YouTube": "YouTube", "Google Scholar": "Google Scholar", "Telegram": "Telegram", "X": "X",
}  # fmt: skip
"""Networks of ours that RenderCV knows, all since 2.0."""
_USERS = {
    "Google Scholar": re.compile(r"[?&]user=([\w-]+)"), "ORCID": re.compile(r"(\d{4}-\d{4}-\d{4}-\d{3}[\dX])$"),
    "Mastodon": re.compile(r"//(?P<host>[\w.-]+)/@(?P<user>[\w.-]+)/?$"),
}  # fmt: skip
"""Where the name of a user stands in an address, if that is not its end."""
_AT_THE_END = re.compile(r"/@?([\w.-]+)/?$")

_EMPHASIS = {"strong": ("**", "**"), "emphasis": ("*", "*"), "deleted": ("~~", "~~"), "literal": ("`", "`")}
_ELSEWHERE = {"number": "grant_number", "institution": "university", "degree": "level"}
"""Fields whose names say to RenderCV that an entry is of another shape, and what they may be called as well."""


def career(career: Career, *, markup: Markup) -> str:
    """A career as a file of RenderCV: ``cv`` with who somebody is, and sections, of which each has entries of one shape."""
    # Which only those need who write such files.
    import yaml

    text = partial(_markdown_of, markup=markup)
    cv: dict[str, object] = dict(_who(career.owner, text))
    sections: dict[str, list[object]] = {}
    for part in career.parts:
        title = plain_text(markup.inline(part.title))
        if part.text:
            _free(sections, title).append(text(as_lines(part.text).replace("<br/>", "\n\n")))
        for _are_works, group in groupby(part.records, lambda record: isinstance(record, Publication)):
            records = list(group)
            works = [record for record in records if isinstance(record, Publication)]
            entries = _works(works, career, text) if works else _entries(records, career, text)
            _free(sections, title).extend(entries)
    cv["sections"] = sections
    # Without libyaml PyYAML has only what is slower.
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return yaml.dump(
        {"cv": cv}, Dumper=dumper, default_flow_style=False, sort_keys=False, allow_unicode=True, width=110
    )


def _free(sections: dict[str, list[object]], title: str) -> list[object]:
    """The list of a new section, whose title gets a number where another has it."""
    numbered = chain([title], (f"{title} {number}" for number in count(2)))
    return sections.setdefault(next(each for each in numbered if each not in sections), [])


def _markdown_of(text: str, markup: Markup) -> str:
    return _markdown(markup.inline(text)).strip()


def _markdown(fragments: Fragments) -> str:
    """A text as Markdown without HTML; what is raised or lowered stands on the line."""
    out: list[str] = []
    for fragment in fragments:
        if isinstance(fragment, str):
            out.append(escape_markup(fragment))
            continue
        inner = plain(fragment.children) if fragment.kind == "literal" else _markdown(fragment.children)
        before, behind = _EMPHASIS.get(fragment.kind, ("", ""))
        if fragment.kind == "link" and fragment.attributes.get("url"):
            before, behind = "[", f"]({fragment.attributes['url']})"
        elif fragment.kind == "math":
            before, behind, inner = "$", "$", plain(fragment.children)
        elif fragment.kind == "break":
            inner = " "
        elif fragment.kind == "image":
            inner = escape_markup(fragment.attributes.get("alt", ""))
        out.append(f"{before}{inner}{behind}" if inner else "")
    return "".join(out)


def _who(owner: Profile | None, text: Callable[[str], str]) -> Iterator[tuple[str, object]]:
    if owner is None:
        return
    yield "name", owner.name
    if headline := ", ".join(filter(None, (text(owner.role), text(owner.affiliation)))):
        yield "headline", headline
    if isinstance(location := owner.extra.get("location"), str):
        yield "location", location
    if is_email(owner.email):
        yield "email", bare_email(owner.email)
    networks, others, website = [], [], ""
    for _field, link in owner.addresses():
        network = network_of(link.name, link.url)
        user = _user(network.name, link.url) if network else ""
        if not is_whole_address(link.url):
            continue
        if network and network.icon == "globe" and not website:
            website = link.url
        elif network and user:
            networks.append({"network": _NETWORKS[network.name], "username": user})
        else:
            connection = {"fontawesome_icon": "link", "placeholder": link.name or link.url, "url": link.url}
            others.append(connection)
    if website:
        yield "website", website
    if networks:
        yield "social_networks", networks
    if others:
        yield "custom_connections", others


def _user(network: str, url: str) -> str:
    """The user's name in an address, as RenderCV has it; empty where it does not know the network."""
    found = _USERS.get(network, _AT_THE_END).search(url) if network in _NETWORKS else None
    if found is None:
        return ""
    return f"@{found['user']}@{found['host']}" if network == "Mastodon" else found[1]


def _date(text: str) -> object:
    """A date for YAML: RenderCV takes a year alone for a number, and stops at what looks like a day and is none."""
    if re.fullmatch(r"\d{4}", text):
        return int(text)
    looks_like_one = re.fullmatch(r"\d{4}-\d{2}(?:-\d{2})?", text)
    return text.replace("-", "–") if looks_like_one and read_date(text).fault else text


def _dates(period: Period) -> Iterator[tuple[str, object]]:
    named = {"date": period.date, "start_date": period.start, "end_date": period.end}
    yield from ((name, _date(text)) for name, text in named.items() if text)


def _names(people: AuthorList, career: Career, text: Callable[[str], str]) -> list[str]:
    """Names, those in bold that stand out."""
    if people.written:
        return [text(people.written)]
    names = [
        f"**{escape_markup(each.name)}**" if career.highlights.hold(each) else escape_markup(each.name)
        for each in people.people
    ]
    return [*names, "et al."] if people.others else names


def _works(works: Iterable[Publication], career: Career, text: Callable[[str], str]) -> Iterator[object]:
    for work in works:
        url = work.url or arxiv_url(work.arxiv)
        entry: dict[str, object] = {
            "title": text(work.title),
            "authors": _names(work.authors, career, text),
            "journal": text(work.venue),
            **dict(_dates(period_of(work))),
            # One value that RenderCV takes for none, and it takes the whole file for none.
            "doi": find_doi(work.doi),
            "url": url if is_whole_address(url) and not find_doi(work.doi) else "",
            **{name: value for name in _OF_WORKS if (value := getattr(work, name))},
        }
        yield {name: value for name, value in entry.items() if value or name == "authors"}


_OF_WORKS = ("volume", "number", "pages", "status")
"""Fields of works that RenderCV has no place for: it keeps them, for templates of one's own."""


def _entries(records: list[Record], career: Career, text: Callable[[str], str]) -> list[object]:
    """The entries of a section, in the shape that suits all of them."""
    said = [entry_of(record) for record in records]
    if all(isinstance(each, Position) and each.title and each.institution for each in records):
        return [_employment(entry, career, text) for entry in said]
    if all(isinstance(each, Education) and each.institution and any(degree_of(each)) for each in records):
        return [_degree(each, entry, text) for each, entry in zip(records, said, strict=True)]
    are_short = all(
        not (any(each.period) or each.place or each.url or each.links or each.people) for each in said
    )
    if are_short and all(map(own_kind, records)) and not any(each.details or each.lines for each in said):
        return [{"bullet": text(each.what)} for each in said]
    are_labels = all(own_kind(each) or isinstance(each, (Service, Membership)) for each in records)
    if are_short and are_labels and all(each.details or each.lines for each in said):
        details = (", ".join(filter(None, (each.details, *each.lines))) for each in said)
        return [
            {"label": text(each.what), "details": text(words)}
            for each, words in zip(said, details, strict=True)
        ]
    return [_normal(type(record), entry, career, text) for record, entry in zip(records, said, strict=True)]


def _rest(entry: CareerEntry, summary: str, text: Callable[[str], str]) -> dict[str, object]:
    """What all shapes share: where and when it was, what is to be said, and the address."""
    lines = [text(line) for line in entry.lines]
    if len(lines) == 1 and not summary:
        summary = lines.pop()
    made: dict[str, object] = {
        "location": text(entry.place), **dict(_dates(entry.period)), "summary": summary, "highlights": lines, "url": entry.url,
        "links": {link.name: link.url for link in entry.links},
    }  # fmt: skip
    return {name: value for name, value in made.items() if value}


def _employment(entry: CareerEntry, career: Career, text: Callable[[str], str]) -> object:
    own = {name: text(said) for name, said in entry.said.items() if name != "institution"}
    shape = {"company": text(entry.where), "position": text(entry.what)}
    return {**shape, **_rest(entry, own.get("department", ""), text), **own}


def _degree(record: Record, entry: CareerEntry, text: Callable[[str], str]) -> object:
    assert isinstance(record, Education)
    short, subject = degree_of(record)
    shape = {"institution": text(record.institution), "area": text(subject)}
    if short:
        shape["degree"] = text(short)
    advisor = {"advisor": text(record.advisor)} if record.advisor else {}
    return {**shape, **_rest(entry, "", text), **advisor}


def _normal(kind: type[Record], entry: CareerEntry, career: Career, text: Callable[[str], str]) -> object:
    """An entry whose summary says what its kind has fields for, with these fields beside it."""
    own: dict[str, object] = {}
    for name, said in entry.said.items():
        other = _ELSEWHERE.get(name, "")
        shown = text(said) if name in kind.fields.prose else said
        own[other if other and kind.fields.named(other) == name else name] = shown
    with_others = {
        name: people for name, people in entry.people.items()
        if len(people.people) != 1 or not career.highlights.hold(people.people[0])
    }  # fmt: skip
    own |= {name: _names(people, career, text) for name, people in with_others.items()}
    named = (", ".join(names_of(people)) for people in with_others.values())
    summary = ", ".join(filter(None, (text(entry.details), *map(escape_markup, named))))
    return {"name": text(entry.what), **_rest(entry, summary, text), **own}
