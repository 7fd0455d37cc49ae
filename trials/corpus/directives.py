"""Every directive with every option, as it may stand on a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple


class Case(NamedTuple):
    """A directive as it may stand on a page."""

    directive: str
    options: Mapping[str, str] = {}
    argument: str = ""
    before: str = ""
    """A text that stands before it, in reStructuredText."""

    @property
    def name(self) -> str:
        """What the page is called."""
        parts = [self.directive, self.argument, *(f"{name} {value}" for name, value in self.options.items())]
        return re.sub(r"[^\w-]+", "_", " ".join(parts).strip())

    def rst(self) -> str:
        """The page in RST."""
        options = "".join(f"   :{name}: {value}".rstrip() + "\n" for name, value in self.options.items())
        directive = f".. {self.directive}:: {self.argument}".rstrip()
        return f"A page\n======\n\n{self.before}{directive}\n{options}\nAn end.\n"

    def markdown(self) -> str:
        """The page in Markdown."""
        options = "".join(f":{name}: {value}".rstrip() + "\n" for name, value in self.options.items())
        before = re.sub(r":([a-z:]+):`", r"{\1}`", self.before)
        directive = f"```{{{self.directive}}} {self.argument}".rstrip()
        return f"# A page\n\n{before}{directive}\n{options}```\n\nAn end.\n"


_CAREER = (
    ("talks", "event", "keynote"),
    ("teaching", "role", "lecturer"),
    ("positions", "institution", "Reader"),
    ("grants", "funder", "lead"),
    ("awards", "organisation", "Best Kettle"),
    ("service", "role", "Reviewer"),
    ("supervision", "degree", "PhD"),
    ("media", "type", "interview"),
    ("memberships", "role", "Fellow"),
    ("openings", "type", "postdoc"),
    ("events", "type", "workshop"),
    ("education", "institution", "BSc in Haze"),
)
"""The lists that share a look and its options, each with a heading of its own and a role that its data have."""

CASES = (
    Case("profile"),
    Case("profile", {"class": "wide", "name": "who"}),
    Case("newsfeed"),
    Case("newsfeed", {"limit": "1"}),
    Case("newsfeed", {"since": "2022-07"}),
    Case("newsfeed", {"tag": "boiler"}),
    Case("newsfeed", {"feed": "news.xml"}),
    Case("newsfeed", {"filter": ""}),
    Case("newsfeed", {"auto": "publications, awards"}),
    Case("newsfeed", {"project": "fog"}),
    Case("newsfeed", {"grant": "V/100/1"}),
    Case("newsfeed", {"class": "wide framed", "name": "the-news"}),
    Case("competitions"),
    Case("competitions", {"project": "Fog"}),
    Case("competitions", {"grant": "v/100/1"}),
    Case("competitions", {"members": "then"}),
    Case("competitions", {"class": "wide", "name": "races"}),
    Case("competitions", {"home": ""}),
    Case("competitions", {"no-index": ""}),
    Case("newsfeed", {"home": ""}),
    Case("newsfeed", {"no-index": ""}),
    Case("profile", {"home": ""}),
    Case("profile", {"no-index": ""}),
    Case("publications", {"home": ""}),
    Case("publications", {"no-index": ""}),
    Case("projects"),
    Case("projects", {"layout": "cards"}),
    Case("projects", {"layout": "list"}),
    Case("projects", {"group-by": "status"}),
    Case("projects", {"group-by": "year", "sort": "file"}),
    Case("projects", {"group-by": "part-of"}),
    Case("projects", {"role": "Leader"}),
    Case("projects", {"since": "2020", "limit": "1"}),
    Case("projects", {"current": ""}),
    Case("projects", {"tag": "windows", "sort": "title"}),
    Case("projects", {"project": "fog"}),
    Case("projects", {"grant": "V/100/1"}),
    Case("projects", {"members": "then"}),
    Case("projects", {"person": "Kessel"}),
    Case("projects", {"filter": ""}),
    Case("projects", {"feed": "projects.xml"}),
    Case("projects", {"home": ""}),
    Case("projects", {"no-index": ""}),
    Case("projects", {"class": "wide", "name": "the-projects"}),
    Case("software"),
    Case("software", {"layout": "cards"}),
    Case("software", {"layout": "list"}),
    Case("software", {"group-by": "language"}),
    Case("software", {"group-by": "year", "sort": "file"}),
    Case("software", {"role": "Maintainer"}),
    Case("software", {"since": "2020", "limit": "1"}),
    Case("software", {"current": ""}),
    Case("software", {"tag": "drops", "sort": "title"}),
    Case("software", {"project": "fog"}),
    Case("software", {"grant": "V/100/1"}),
    Case("software", {"members": "then+1"}),
    Case("software", {"person": "Kessel"}),
    Case("software", {"filter": ""}),
    Case("software", {"feed": "software.xml"}),
    Case("software", {"home": ""}),
    Case("software", {"no-index": ""}),
    Case("software", {"class": "wide", "name": "the-software"}),
    Case("datasets"),
    Case("datasets", {"layout": "cards"}),
    Case("datasets", {"layout": "list"}),
    Case("datasets", {"group-by": "license"}),
    Case("datasets", {"group-by": "year", "sort": "file"}),
    Case("datasets", {"role": "Curator"}),
    Case("datasets", {"since": "2020", "limit": "1"}),
    Case("datasets", {"current": ""}),
    Case("datasets", {"tag": "drops", "sort": "title"}),
    Case("datasets", {"project": "fog"}),
    Case("datasets", {"grant": "V/100/1"}),
    Case("datasets", {"members": "all"}),
    Case("datasets", {"person": "Ines Rohr"}),
    Case("datasets", {"filter": ""}),
    Case("datasets", {"feed": "datasets.xml"}),
    Case("datasets", {"home": ""}),
    Case("datasets", {"no-index": ""}),
    Case("datasets", {"class": "wide", "name": "the-datasets"}),
    Case("people"),
    Case("people", {"group-by": "role", "sort": "name"}),
    Case("people", {"layout": "list", "roles": "Postdocs, PhD students", "sort": "start"}),
    Case("people", {"layout": "table", "alumni": "only"}),
    Case("people", {"current": "", "since": "2020", "role": "Postdoc"}),
    Case("people", {"tag": "warm", "limit": "1"}),
    Case("people", {"project": "fog"}),
    Case("people", {"grant": "V/100/1"}),
    Case("people", {"home": ""}),
    Case("people", {"no-index": ""}),
    Case("people", {"class": "wide", "name": "team"}),
    *(Case(name) for name, _group, _role in _CAREER),
    *(
        Case(name, {"group-by": group, "role": role, "since": "2010", "limit": "1"})
        for name, group, role in _CAREER
    ),
    *(Case(name, {"group-by": "current", "sort": "file", "filter": ""}) for name, _group, _role in _CAREER),
    *(
        Case(name, {"group-by": "year", "current": "", "feed": f"{name}.xml, {name}.json, {name}.ics"})
        for name, _group, _role in _CAREER
    ),
    *(Case(name, {"members": "then"}) for name, *_others in _CAREER),
    *(
        Case(name, {"project": "fog", "grant": "V/100/1", "home": "", "class": "wide", "name": f"the-{name}"})
        for name, _group, _role in _CAREER
    ),
    *(Case(name, {"tag": "boiler", "no-index": "", "dates": "month"}) for name, _group, _role in _CAREER),
    *(
        Case(name, {"dates": "long"})
        for name in ("newsfeed", "calendar", "competitions", "projects", "software", "datasets")
    ),
    Case("service", {"group-by": "type"}),
    Case("memberships", {"group-by": "organisation"}),
    Case("talks", {"role": "keynote"}, "/data/career.yaml"),
    Case("openings", argument="/data/career.yaml"),
    Case("publications"),
    Case("publications", {"layout": "gallery"}),
    Case("publications", {"filter": "", "group-by": "year"}),
    Case("publications", {"feed": "papers.xml, papers.json"}),
    Case("publications", {"download": "bib, ris, csl, csv, xlsx"}),
    Case("publications", {"bibtex": ""}),
    Case("publications", {"cite": "bibtex, ris", "correct": ""}),
    Case("publications", {"links": "icons"}),
    Case("publications", {"style": "nature"}),
    Case("publications", {"layout": "list"}),
    Case("publications", {"layout": "compact"}),
    Case("publications", {"group-by": "none"}),
    Case("publications", {"group-by": "year"}),
    Case("publications", {"group-by": "type"}),
    Case("publications", {"group-by": "venue"}),
    Case("publications", {"year": "2023"}),
    Case("publications", {"year": "2020-2023"}),
    Case("publications", {"year": "2023-"}),
    Case("publications", {"year": "-2021"}),
    Case("publications", {"author": "Otto Kessel"}),
    Case("publications", {"tag": "kettles"}),
    Case("publications", {"venue": "Journal of Vapours"}),
    Case("publications", {"keys": "valves, condensate"}),
    Case("publications", {"selected": ""}),
    Case("publications", {"sort": "date"}),
    Case("publications", {"sort": "title"}),
    Case("publications", {"sort": "author"}),
    Case("publications", {"sort": "file"}),
    Case("publications", {"limit": "2"}),
    Case("publications", {"first-author": "Otto Kessel"}),
    Case("publications", {"first-author": ""}),
    Case("publications", {"type": "article, thesis"}),
    Case("publications", {"project": "fog"}),
    Case("publications", {"grant": "V/100/1"}),
    Case("publications", {"members": "then"}),
    Case("publications", {"members": "then+9"}),
    Case("publications", {"award": ""}),
    Case("publications", {"award": "Best Paper"}),
    Case("publications", {"exclude": "valves, condensate"}),
    Case("publications", {"reverse": ""}),
    Case("publications", {"numbered": ""}),
    Case("publications", {"max-authors": "2"}),
    Case("publications", {"versions": "separate"}),
    Case("publications", {"group-by": "year, type", "reverse": ""}),
    Case("publications", {"type": "article, thesis", "numbered": ""}),
    Case("publications", {"first-author": "Otto Kessel", "numbered": "continue"}),
    Case("publications", {"award": "", "max-authors": "1"}),
    Case("publications", {"exclude": "valves", "versions": "separate"}),
    Case("publications", {"numbered": "descending"}),
    Case("publications", {"numbered": "descending type", "prefixes": "article=A, other=", "limit": "3"}),
    Case("publications", {"sort": "citations"}),
    Case("publications", {"group-by": "author"}),
    Case("publications", {"group-by": "project", "numbered": "type"}),
    Case("publications", {"group-by": "funder, year"}),
    Case("publications", {"group-by": "award", "filter": ""}),
    Case("publications", {"group-by": "year", "year-links": "strip, rail"}),
    Case("publications", {"layout": "list", "topics": "entries", "venues": "chips"}),
    Case("publications", {"topics": "above", "filter": ""}),
    Case("publications", {"class": "wide framed", "name": "the-papers"}),
    Case("publications", {"group-by": "year", "class": "wide"}),
    Case("calendar"),
    Case("calendar", {"kinds": "all", "feed": "calendar.ics, calendar.xml, calendar.json"}),
    Case("calendar", {"since": "2020", "tag": "boiler", "class": "wide", "name": "days"}),
    Case("calendar", {"limit": "1"}),
    Case("calendar", {"project": "fog"}),
    Case("calendar", {"grant": "V/100/1"}),
    Case("newsfeed", {"auto": "all"}),
    Case("cv"),
    Case("cv", {"variant": "two-page", "class": "wide"}),
    Case("cv", {"no-index": ""}),
    Case("cv", {"pdf": "sans", "download": "latex", "name": "life"}),
    Case("overview"),
    Case(
        "overview",
        {"show": "words, table, years", "author": "Otto Kessel", "class": "wide", "name": "numbers"},
    ),
    Case("overview", {"since": "2020", "year": "2018-2024"}),
    Case("overview", {"project": "fog"}),
    Case("overview", {"grant": "V/100/1"}),
    Case("report"),
    Case("report", {"grant": "V/100/1", "since": "2018", "until": "2024-06", "download": "bib, csv, xlsx"}),
    Case("report", {"funder": "Vapour Fund", "year": "2018-2024", "class": "wide", "name": "the-report"}),
    Case("report", {"project": "fog", "kinds": "publications, talks, people"}),
    Case("report", {"person": "Otto Kessel", "role": "lead", "no-index": ""}),
    Case("coauthors"),
    Case("coauthors", {"author": "Otto Kessel", "months": "480", "download": "csv"}),
    Case(
        "coauthors",
        {
            "author": "Otto Kessel",
            "months": "480",
            "show": "co-author, advisee",
            "max-authors": "3",
            "class": "wide",
            "name": "with-whom",
        },
    ),
    Case("timeline", argument="https://mastodon.social/@ada"),
    Case("timeline", {"limit": "3"}, "@ada.bsky.social"),
    Case("timeline", {"class": "wide", "name": "posts"}, "https://x.com/ada"),
    Case("cite-this", argument="/data/tools.cff"),
    Case(
        "cite-this", {"key": "valves", "also": "whistles", "version": "own", "class": "wide", "name": "cite"}
    ),
    Case("cite-this", {"key": "valves", "style": "apa, ieee", "formats": "bib, csl", "preferred": "instead"}),
    Case("publications", argument="/data/theses.yaml"),
    Case("publications", {"layout": "list", "sort": "title"}, "/data/theses.yaml"),
)
"""Each directive and each option, the lists of what pages refer to left out."""

_CITED = (
    "As :pub:p:`whistles, condensate` show, and :pub:t:`valves`; :person:`Wilhelmina Dampf` wrote all.\n\n"
    "It does what :pub:implements:`valves` says, by :pub:uses:`whistles`.\n\n"
)
REFERENCES = tuple(
    Case(directive, options, before=_CITED)
    for directive, options in (
        ("references", {}),
        ("references", {"scope": "page"}),
        ("references", {"scope": "project"}),
        ("references", {"sort": "cited"}),
        ("references", {"sort": "author"}),
        ("references", {"sort": "date", "layout": "compact"}),
        ("references", {"layout": "list"}),
        ("references", {"numbered": ""}),
        ("references", {"max-authors": "1"}),
        ("references", {"style": "apa"}),
        ("references", {"links": "icons"}),
        ("references", {"bibtex": ""}),
        ("references", {"cite": "ris", "correct": ""}),
        ("references", {"class": "wide", "name": "cited-here"}),
        ("bibliography", {}),
        ("bibliography", {"cited": "", "style": "unsrt"}),
        ("bibliography", {"notcited": "", "list": "enumerated", "enumtype": "lowerroman", "start": "4"}),
        ("bibliography", {"all": "", "style": "plain"}),
        ("bibliography", {"filter": 'cited and year >= "2020" or author % "kessel"'}),
        ("bibliography", {"filter": "False", "keys": "whistles"}),
        ("bibliography", {"keyprefix": "w", "labelprefix": "W"}),
        ("bibliography", {"class": "wide", "name": "works"}),
        ("implementations", {}),
        ("implementations", {"by": "module", "layout": "table"}),
        ("implementations", {"by": "paper", "layout": "table", "sort": "author"}),
        ("implementations", {"layout": "matrix", "relation": "implements, uses", "scope": "page"}),
        ("implementations", {"keys": "whistles", "scope": "chapter"}),
        ("implementations", {"module": "kettle"}),
        ("implementations", {"project": "fog", "grant": "V/100/1"}),
        ("implementations", {"class": "wide", "name": "papers"}),
    )
)
"""The lists of what pages refer to, on pages that do."""
