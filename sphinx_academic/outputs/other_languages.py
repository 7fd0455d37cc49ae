"""Leads from each page to the same page in the other languages of the site: for machines in its head, for readers in templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from babel import Locale, UnknownLocaleError
from docutils import nodes
from jinja2 import pass_context
from jinja2.runtime import Context as TemplateContext

from sphinx_academic.data.languages import SiteLanguage, own_of
from sphinx_academic.outputs import BEFORE_OTHERS, add_to_head
from sphinx_academic.pages.build import Context
from sphinx_academic.pages.site import base_of, direction_of, writes_pages

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

FUNCTION = "academic_languages"
"""What templates call for the languages of a page."""


class PageInLanguage(NamedTuple):
    """A page in one of the languages of the site, as templates are given it: ``language`` and ``dir`` as HTML has them (``pt-BR``,
    ``rtl``), ``name`` is what the language calls itself, ``is_current`` says that it is this page."""

    language: str
    name: str
    href: str
    dir: str
    is_current: bool


def setup(app: Sphinx) -> None:
    """Connect what is added to each page, where the language of this build is one of those of the site."""
    languages: tuple[SiteLanguage, ...] = app.config.academic_languages
    own = own_of(str(app.config.language or ""), languages)
    if own is None or len(languages) < 2 or not writes_pages(app.builder):
        return
    others = _Languages(app.builder, languages, own)

    @pass_context
    def in_languages(context: TemplateContext) -> Sequence[PageInLanguage]:
        return others.of(str(context.get("pagename") or ""))

    def add(
        app: Sphinx, pagename: str, templatename: str, context: Context, doctree: nodes.document | None
    ) -> None:
        # One function for all pages, which then can share what stands around them.
        context[FUNCTION] = in_languages
        if doctree is not None:
            add_to_head(context, others.tags(pagename))

    app.connect("html-page-context", add, priority=BEFORE_OTHERS)


def own_name(tag: str) -> str:
    """What a language calls itself: *Deutsch*; its code where nobody knows."""
    try:
        locale = Locale.parse(tag, sep="-")
        name = locale.get_display_name(locale) or tag
    except (UnknownLocaleError, ValueError):
        return tag
    return name[:1].upper() + name[1:]


class _Languages:
    """The languages of a site, as its pages are asked for them."""

    def __init__(self, builder: Builder, languages: Sequence[SiteLanguage], own: SiteLanguage) -> None:
        self._builder = builder
        self._languages = languages
        self._own = own
        self._names = {each.code: own_name(each.tag) for each in languages}

    def of(self, pagename: str) -> Sequence[PageInLanguage]:
        """A page in every language, the languages in the order of the setting."""
        place = self._place(pagename)
        return [
            PageInLanguage(
                each.tag,
                self._names[each.code],
                each.address + place,
                "rtl" if direction_of(each.tag) else "ltr",
                each is self._own,
            )
            for each in self._languages
        ]

    def tags(self, pagename: str) -> Iterator[str]:
        """What says so in the head; with whole addresses, as search engines want them, or not at all."""
        base = base_of(self._builder)
        place = self._place(pagename)
        # The page itself is where its builder says.
        found = [
            (each.tag, urljoin(base, base if each is self._own and base else each.address) + place)
            for each in self._languages
        ]
        if all(urlsplit(address).scheme for _tag, address in found):
            for tag, address in (*found, ("x-default", found[0][1])):
                yield f'<link rel="alternate" hreflang="{tag}" href="{escape(address)}" />'

    def _place(self, pagename: str) -> str:
        """Where a page is in a site, whatever its language."""
        if self._builder.name == "singlehtml":
            return f"{self._builder.config.root_doc}.html"
        return self._builder.get_target_uri(pagename)
