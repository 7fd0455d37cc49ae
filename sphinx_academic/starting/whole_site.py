"""A whole site of the parts that importers find: pages, records, settings and files, with a page for each list that no page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sphinx_academic.data.collection import Collection
from sphinx_academic.data.naming import slug
from sphinx_academic.data.records import KINDS
from sphinx_academic.sections.registry import SECTIONS
from sphinx_academic.starting.carried_lists import collection_of
from sphinx_academic.starting.new_site import has_mistakes, spellings_of
from sphinx_academic.starting.pages import directive
from sphinx_academic.starting.project_files import SiteProject, project_files
from sphinx_academic.starting.site_files import NewFile

_OWN_PAGES = ("publications", "people", "projects", "talks", "teaching", "software", "datasets", "openings")
"""Lists with a page each, in the order of the menu."""
_ON_HOME = ("news",)
_NO_LISTS = frozenset(("profile", "venues"))
_SHOWN = re.compile(r"(?m)^[ \t]*(?:`{3,}|:{3,})\{(?P<name>[\w-]+)\}|^[ \t]*\.\. (?P<other>[\w-]+)::")
_MANY = 8
"""More pages than these do not stand side by side in a menu."""
LIST_OPTIONS: Mapping[str, Mapping[str, str]] = {"publications": {"group-by": "year"}}
"""How lists are shown on a page of their own."""


class SiteFacts(NamedTuple):
    """What the settings of a site say of it."""

    title: str = ""
    author: str = ""
    description: str = ""
    address: str = ""
    language: str = ""


class NewPage(NamedTuple):
    """A page of the new site: its document, its heading and what stands below it in MyST."""

    docname: str
    title: str
    text: str = ""
    menu: str = ""
    """What the menu calls it, where that is not its heading."""


class WholeSite(NamedTuple):
    """All that a site is made of; the first page is its homepage."""

    facts: SiteFacts
    pages: tuple[NewPage, ...]
    data: tuple[NewFile, ...]
    copies: tuple[NewFile, ...] = ()
    settings: Mapping[str, object] = {}
    theme_options: Mapping[str, object] = {}
    has_profile: bool = False
    is_lab: bool = False
    works_apart: bool = False
    """Whether its bibliographies are what it cites, so that its own works are those that stand in YAML."""
    shows_cv: bool = False
    """Whether it has a page with all of a career, whatever else shows it."""

    def files(self) -> tuple[NewFile, ...]:
        """The files of the site."""
        collection = collection_of(self.data)
        pages = _with_lists(self, collection)
        home, others = pages[0], pages[1:]
        owner = collection.owner
        name = owner.name if owner else ""
        highlight = (name, *spellings_of(name, collection)) if name else ()
        facts = self.facts
        layout = "docs" if len(others) > _MANY else "homepage"
        project = SiteProject(
            facts.title or name or home.title or "Home",
            data=tuple(file.path for file in self.data) or ("data",),
            highlight=highlight,
            layout=layout,
            base_url=f"{facts.address}/" if facts.address else "",
            author=facts.author or name,
            settings={
                **({"language": facts.language} if facts.language not in {"", "en"} else {}),
                **self.settings,
            },
            theme_options=self.theme_options,
            excluded=tuple(
                copy.path for copy in self.copies if copy.path.lower().endswith((".md", ".markdown", ".rst"))
            ),
            is_strict=not has_mistakes(collection),
            places=(
                ("The first page", "`index.md`"),
                *((("Records", ", ".join(f"`{file.path}`" for file in self.data)),) if self.data else ()),
            ),
        )
        texts = (NewFile.of_text(f"{page.docname}.md", _written(page)) for page in others)
        index = NewFile.of_text("index.md", _written_home(home, others, self))
        made = {file.path: file for file in (*project_files(project), index, *texts, *self.data)}
        return (*made.values(), *(copy for copy in self.copies if copy.path not in made))


def free_docname(wanted: str, taken: Iterable[str]) -> str:
    """A name of a document that no other has."""
    used = {each.lower() for each in taken} | {"search", "genindex"}
    plain = slug(wanted) or "page"
    names = (plain, *(f"{plain}-{number}" for number in range(2, 10_000)))
    return next(name for name in names if name not in used)


def _with_lists(site: WholeSite, collection: Collection) -> tuple[NewPage, ...]:
    """The pages, and one for each list that none of them shows."""
    pages = {page.docname: page for page in site.pages}
    home = site.pages[0].docname
    shown = {found["name"] or found["other"] for page in site.pages for found in _SHOWN.finditer(page.text)}
    in_cv: list[str] = []
    found = [name for name, kind in KINDS.items() if collection.records.get(kind) and name not in _NO_LISTS]
    for name in sorted(found, key=lambda each: _OWN_PAGES.index(each) if each in _OWN_PAGES else 99):
        section = SECTIONS.of_list[name]
        if section in shown or (name == "people" and site.has_profile):
            continue
        title = SECTIONS.title(section)
        if name in _ON_HOME or (site.is_lab and name not in _OWN_PAGES):
            options = {"limit": "10"} if name in _ON_HOME else {}
            pages[home] = below(pages[home], f"## {title}\n\n{directive(section, options=options)}")
        elif name in _OWN_PAGES:
            own = f"data/{name}.yaml" if name == "publications" and site.works_apart else ""
            if own and all(file.path != own for file in site.data):
                continue
            body = directive(section, own, options=LIST_OPTIONS.get(name, {}))
            known = pages.get(name)
            pages[name] = below(known, body) if known else NewPage(name, title, body)
        else:
            in_cv.append(name)
    if (in_cv or site.shows_cv) and "cv" not in shown:
        known = pages.get("cv")
        body = directive("cv")
        pages["cv"] = below(known, body) if known else NewPage("cv", "Curriculum vitae", body, "CV")
    if not pages[home].text.strip() and collection.publications and not site.works_apart:
        # As on a site that is begun from nothing.
        newest = directive("publications", options={"layout": "compact", "limit": "5"})
        pages[home] = below(pages[home], f"## Newest papers\n\n{newest}")
    return tuple(pages.values())


def below(page: NewPage, *texts: str) -> NewPage:
    """A page with further texts at its end."""
    return page._replace(text="\n\n".join(filter(None, (page.text.strip("\n"), *texts))))


def _written(page: NewPage) -> str:
    return "\n\n".join(filter(None, (f"# {page.title}" if page.title else "", page.text.strip("\n")))) + "\n"


def _written_home(home: NewPage, others: Sequence[NewPage], site: WholeSite) -> str:
    menu = [f"{page.menu} <{page.docname}>" if page.menu else page.docname for page in others]
    parts = [
        f"# {home.title or site.facts.title or 'Home'}",
        "" if not site.has_profile or "{profile}" in home.text else directive("profile"),
        "" if site.has_profile or home.text.strip() else site.facts.description,
        "\n".join(("```{toctree}", ":hidden:", "", *menu, "```")) if menu else "",
        home.text.strip("\n"),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"
