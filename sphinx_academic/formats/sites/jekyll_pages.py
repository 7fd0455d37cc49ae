"""Pages of Jekyll sites: academicpages' publications, talks, courses and portfolio, al-folio's news, projects and courses, and
the members of Greene Lab's template; and the bibliography of al-folio, which is BibTeX."""

from __future__ import annotations

import re

from sphinx_academic.data.located import RawFile, RawList, RawMapping
from sphinx_academic.data.records import Person, Project, Talk, Teaching
from sphinx_academic.data.values.addresses import network_of
from sphinx_academic.formats import filling
from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex_file
from sphinx_academic.formats.filling import Span, Transcription, as_lines, as_plain
from sphinx_academic.formats.sites.site_page import SitePage, locate, put_date
from sphinx_academic.formats.table import DataFile
from sphinx_academic.formats.text import names_of_keys, words

_CATEGORIES = names_of_keys(
    """
    article: manuscripts journals; conference: conferences workshops; book: books; chapter: chapters; preprint: preprints
    thesis: theses; report: reports; patent: patents; dataset: datasets; software: software
    """
)
_LINKS = """
    PDF: paperurl; Slides: slidesurl; Poster: posterurl; Code: codeurl; Data: dataurl; Video: videourl; BibTeX: bibtexurl
    arXiv: arxivurl
    """
_LAYOUT = words(
    """
    collection permalink layout redirect_from author_profile classes header toc toc_sticky share comments related
    read_time published sitemap excerpt_separator horizontal giscus_comments related_publications toc_label
    pretty_table tikzjax
    """
)
_AUTHORS = re.compile(
    r"\s*+(?P<names>[^(]{2,1999}?[^\s(])[.,]?\s*+\((?P<year>(?:19|20)\d\d)[a-z]?[^)]{0,40}\)"
)
_DOWNLOAD = re.compile(
    r"(?im)^[ \t]*(?:\[(?:download|access|read)[^\]\n]{0,80}\]\((?P<url>[^)\s]+)\)|<a href=[\"'](?P<href>[^\"'>\n]+)[\"'][^>\n]*>(?:download|access|read)[^<\n]{0,80}</a>)[ \t.]*$"
)
_CITATION = re.compile(r"(?im)^[ \t]*recommended citation:[ \t]*+(?P<text>.+)$")


_ROLES = {
    "principal-investigator": "Principal Investigator",
    "pi": "Principal Investigator",
    "postdoc": "Postdoctoral Researcher",
    "phd": "PhD Student",
    "undergrad": "Undergraduate Student",
    "programmer": "Programmer",
    "mascot": "Mascot",
}
"""What Greene Lab's template (``_data/types.yaml``) calls its roles."""
_ALUMNI = re.compile(r"(?i)alum|alumn[iae]|alumnus|former|past")

# academicpages


def read_publication(page: SitePage) -> RawFile:
    """A page of ``_publications``; its authors are those of the citation where it names none."""
    made = Transcription(page.root)
    made.take(
        """
        title: title; authors: authors author; venue: venue journal; doi: doi; arxiv: arxiv; abstract: abstract; tags: tags
        award: award; volume: volume; pages: pages; publisher: publisher
        """
    )
    put_date(made, page, "date", "year")
    category = _CATEGORIES.get(made.text("category").lower(), "")
    made.put("type", made.text("type") or category, "category")
    body = page.body
    download = _DOWNLOAD.search(body)
    if download:
        body = _DOWNLOAD.sub("", body)
    citation, where = made.text("citation"), made.span("citation")
    cited = _CITATION.search(body)
    if cited:
        body = _CITATION.sub("", body)
        citation, where = (citation, where) if citation else (cited["text"].strip(), page.body_span)
    if "authors" not in made.entry:
        _put_authors(made, citation, where)
    made.put("citation", citation, where)
    _put_links(made, page)
    if download:
        made.link("PDF", page.located(download["url"] or download["href"]), page.body_span)
    made.take("note: excerpt", str)
    if body.strip() != made.entry.get("note"):
        made.put("abstract", body.strip(), page.body_span)
    made.take("images: image teaser", page.located)
    return page.holding("publications", made.finished("page", *_LAYOUT))


def _put_authors(made: Transcription, citation: str, span: Span) -> None:
    """``Sample, G., & Doe, J. (2020). "Title." …`` says who wrote it."""
    match = _AUTHORS.match(citation)
    if match is None:
        return
    end = "." if re.search(r"\b\w\.?$", match["names"].rstrip(" ,")) else ""
    written = match["names"].strip(" ,.") + end
    parts = [part.strip() for part in written.split(",")]
    if len(parts) == 2 and " and " not in written and "&" not in written and " " not in parts[1].strip(". "):
        # One comma, and one word behind it: a single person, family name first.
        people = filling.list_at(span)
        person = {"family": parts[0], "given": parts[1]}
        filling.add_entry(people, filling.mapping_at(span[2], span[3], person))
        made.put("authors", people, span)
    else:
        names = re.sub(r",\s*(?=(?:&amp;|&)\s)", " ", written)
        made.put("authors", names.replace("&amp;", "&"), span)


def _put_links(made: Transcription, page: SitePage) -> None:
    made.take("url: link", page.located)
    for key, name in names_of_keys(_LINKS).items():
        url = made.text(key)
        called = "Paper" if name == "PDF" and not url.lower().split("?")[0].endswith(".pdf") else name
        made.link(called, page.located(url), key)


def read_talk(page: SitePage) -> RawFile:
    """A page of ``_talks``."""
    made = Transcription(page.root, Talk)
    kind = made.text("type")
    made.put("type", "" if kind.lower() == "talk" else kind, "type")
    put_date(made, page, "date")
    made.take("title: title; event: venue event; place: location; institution: host", str)
    made.take("speakers: authors author speakers; tags: tags")
    _put_links(made, page)
    made.put("note", as_lines(page.body or made.text("excerpt")), page.body_span if page.body else "excerpt")
    return page.holding("talks", made.finished("page", *_LAYOUT))


def read_course(page: SitePage) -> RawFile:
    """A page of ``_teaching``, or of al-folio's ``_teachings`` with the schedule of a course."""
    made = Transcription(page.root, Teaching)
    term, year = made.text("term", "semester"), made.text("year")
    if term:
        made.put("terms", f"{term} {year}".strip(), "term" if "term" in page.root else "semester")
    if year:
        made.put("date", year, "year")
    else:
        put_date(made, page, "date")
    made.take("title: title; code: course_number code; key: course_id; role: role; level: type", str)
    made.take("institution: venue institution university; place: location; url: link url", str)
    made.take("tags: tags")
    made.put("schedule", _schedule(made, page), "schedule")
    description = made.text("description", "excerpt")
    said = dict.fromkeys(filter(None, (description, page.body)))
    at = made.span("description", "excerpt") if description else page.body_span
    made.put("note", as_lines("\n\n".join(said)), at)
    return page.holding("teaching", made.finished("page", *_LAYOUT))


def _schedule(made: Transcription, page: SitePage) -> RawList:
    """The days of a course, each as one text: *1 · Feb 5: Introduction (Slides)*, with what is said of it."""
    days = filling.list_at(made.span("schedule"))
    for day in made.each("schedule"):
        when = " · ".join(filter(None, (day.text("week"), day.text("date"))))
        materials = [
            f"[{each.text('name')}]({page.located(each.text('url'))})"
            if each.text("url")
            else each.text("name")
            for each in day.each("materials")
        ]
        behind = f" ({', '.join(filter(None, materials))})" if any(materials) else ""
        topic = f"**{day.text('topic')}**{behind}" if day.text("topic") else behind.strip(" ()")
        text = ": ".join(filter(None, (when, topic)))
        said = " ".join(filter(None, (text, day.text("description"))))
        filling.add(days, said, day.source.line, day.source.column)
    return days


def read_project(page: SitePage) -> RawFile:
    """A page of academicpages' ``_portfolio`` or of al-folio's ``_projects``."""
    made = Transcription(page.root, Project)
    made.take("title: title; subtitle: description excerpt subtitle; status: status", str)
    made.take("people: authors people members team; tags: category tags categories; funder: funder")
    made.take("images: img image teaser", lambda url: page.located(url, "assets/img", "images"))
    made.take("start: start start_date; end: end end_date", str)
    put_date(made, page, "date", "year")
    made.take("url: url link website redirect", page.located)
    github = made.text("github")
    made.link("Code", github if "://" in github or not github else f"https://github.com/{github}", "github")
    made.put("description", page.body, page.body_span)
    return page.holding("projects", made.finished("page", "importance", *_LAYOUT))


# al-folio


def read_news(page: SitePage) -> RawFile:
    """A page of ``_news``: its text, or its title where the text has a page of its own (``inline: false``)."""
    made = Transcription(page.root)
    put_date(made, page, "date")
    title = made.text("title")
    if made.text("inline").lower() not in {"true", "yes"}:
        made.put("text", title, "title")
    made.put("text", page.body, page.body_span)
    if page.body != made.entry.get("text"):
        made.put("page-body", page.body, page.body_span)
    made.take("tags: tags")
    made.finished("page", *words("layout related_posts permalink giscus_comments toc tabs redirect"))
    return page.holding("news", made.entry if "text" in made.entry else RawMapping())


def read_bibliography(data: DataFile) -> RawFile:
    """A bibliography (``_bibliography/*.bib``) whose pictures and links lead to the files of its site."""
    path = data.path
    file = read_bibtex_file(data)
    site = next(folder.parent for folder in path.parents if folder.name.lower() == "_bibliography")

    def located(url: str) -> str:
        # The reader of BibTeX writes al-folio's files as paths from the root of the site, without the slash.
        if not url.startswith("assets/"):
            return locate(site, path, file.path, url)
        found = locate(site, path, file.path, f"/{url}")
        return url if found == f"/{url}" else found

    for work in filling.mappings_of(filling.mapping_of(file.root).get("publications")):
        picture = work.get("images")
        if isinstance(picture, str):
            work["images"] = located(picture)
        for link in filling.mappings_of(work.get("links")):
            link["url"] = located(as_plain(link.get("url")))
    return file


# Greene Lab's template


def read_member(page: SitePage) -> RawFile:
    """A page of ``_members``: a person; the role is a word that the template has a text for."""
    made = Transcription(page.root, Person)
    role, group = made.text("role"), made.text("group")
    made.put("role", _ROLES.get(role, role), "role")
    if re.fullmatch(_ALUMNI, group):
        made.put("alumnus", "true", "group")
    else:
        made.put("role" if not role else "tags", group, "group")
    made.take("name: name; affiliation: affiliation; line: description subtitle; email: email", str)
    made.put("key", page.path.stem, page.body_span)
    made.take("aliases: aliases")
    made.take("photo: image", page.located)
    links = made.inner("links")
    for kind in links.source:
        text, span, network = links.text(kind), links.span(kind), network_of(kind, "")
        if kind in {"home-page", "email", "orcid"}:
            made.put("url" if kind == "home-page" else kind, text, span)
        if kind != "email":
            made.link(network.name if network else kind, text, span)
    made.put("about", page.body, page.body_span)
    made.take_what_is_called_so()
    made.finished("member", "layout")
    return page.holding("people", made.entry if "name" in made.entry else RawMapping())
