"""Puts the domain into Sphinx: its roles by their short names, and what it does at each stage of a build."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain

from sphinx_academic.domain.academic import AcademicDomain
from sphinx_academic.domain.roles import CitingRole, roles
from sphinx_academic.pages.formulas import has_formulas

if TYPE_CHECKING:
    from docutils.nodes import Element, document
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class ShortRoles(Domain):
    """Nothing but the names ``pub:t`` and ``pub:p``: Sphinx takes what stands before a colon for a domain."""

    name = "pub"
    label = "Publications"
    roles: ClassVar[dict[str, CitingRole]] = {  # type: ignore[assignment]
        name.removeprefix("pub:"): role for name, role in roles().items() if name.startswith("pub:")
    }

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """It has no data."""

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> Any:
        """It has no objects."""
        return []


def setup_domain(app: Sphinx) -> None:
    """Register the domain, and its roles by their short names."""
    app.add_domain(AcademicDomain)
    app.add_domain(ShortRoles)
    for name, role in roles().items():
        if ":" not in name:
            app.add_role(name, role)
    app.connect("env-get-outdated", _outdated)
    app.connect("doctree-read", _note_citations)
    app.connect("env-updated", _update)
    app.connect("warn-missing-reference", _tell_missing)
    # Before Sphinx looks at whether the page has formulas.
    app.connect("html-page-context", _add_cards, priority=400)


def _note_citations(app: Sphinx, document: document) -> None:
    from sphinx_academic.domain.citations import citations_in

    domain: Any = app.env.get_domain("academic")
    domain.note_citations(app.env.docname, citations_in(document))


def _update(app: Sphinx, env: BuildEnvironment) -> list[str]:
    domain: Any = env.get_domain("academic")
    if not (domain.citations or domain.cited or (domain.listed and app.config.academic_paper_pages)):
        return []
    from sphinx_academic.domain.citations import update

    return update(env, domain, app.builder)


def _add_cards(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: document | None
) -> None:
    """Put the cards of a page's references behind its text, with the script and the style that show them."""
    builder: Any = app.builder
    domain: Any = app.env.get_domain("academic")
    together = builder.name == "singlehtml" and domain.citations
    if doctree is None or builder.name == "epub" or not (together or pagename in domain.citations):
        return
    from sphinx_academic.domain.cards import cards_of

    cards = cards_of(doctree, domain, builder, pagename)
    if cards:
        context["body"] += cards
        context["has_maths_elements"] = has_formulas(cards) or context.get("has_maths_elements", False)
        app.add_css_file("academic-cards.css")
        app.add_js_file("academic-cards.js", loading_method="defer")


def _tell_missing(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    if not isinstance(domain, AcademicDomain):
        return None
    from sphinx_academic.domain.resolving import tell_missing

    tell_missing(app.env, domain, node)
    return True


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    domain = env.get_domain("academic")
    if not isinstance(domain, AcademicDomain) or not (domain.folders or domain.targets):
        return []
    return [docname for docname in domain.stale_pages() if docname not in removed]
