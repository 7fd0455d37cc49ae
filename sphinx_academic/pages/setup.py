"""Directives and nodes; what reads, fills and writes them is imported when a page has one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from sphinx_academic.content import nodes as ours
from sphinx_academic.data.naming import is_folder
from sphinx_academic.pages.build import DOMAIN, build_of, later, notes_of
from sphinx_academic.pages.kept_files import digest_of
from sphinx_academic.pages.site_kinds import find_declared
from sphinx_academic.problems import shorten
from sphinx_academic.sections.registry import ASKED_FOR, SECTIONS
from sphinx_academic.setting_values import SettingFault, problem_in_config
from sphinx_academic.settings import CITE_STYLES
from sphinx_academic.warnings import tell


class _AnyOption(dict[str, Callable[[str], object]]):
    """Lets every option through to us.

    docutils would drop the whole directive for an unknown option, MyST would list the names in another form;
    we tell both authors the same and show the records all the same.
    """

    def __bool__(self) -> bool:
        # docutils reads no options at all for an empty specification
        return True

    def __missing__(self, name: str) -> Callable[[str], object]:
        return lambda text: text


class SectionDirective(SphinxDirective):
    """What all directives do; each names its section, which is imported when a page has it."""

    section_name: ClassVar[str]
    has_content = False
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = _AnyOption()

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder for each group of records, under real headings where the page allows them."""
        found: list[nodes.Node] = later("sphinx_academic.pages.read:Reader")(self, self.section_name).read()
        return found


class Expansion(SphinxPostTransform):
    """Fills every placeholder of a page and says what is cited, before references are resolved (their priority is 10)."""

    default_priority = 4

    def run(self, **kwargs: object) -> None:
        build = build_of(self.env)
        build.places, build.given = {}, {}
        # One walk for all: documents are long.
        found = ours.nodes_in(self.document, ours.written_later)
        of_citing = [node for node in found if isinstance(node, ours.citation_cluster | ours.notes_place)]
        if len(of_citing) < len(found):
            rest = [node for node in found if not isinstance(node, ours.citation_cluster | ours.notes_place)]
            later("sphinx_academic.pages.fill:fill")(rest, self.document, self.env)
        else:
            self.document.academic_has_no_list = True  # type: ignore[attr-defined]
        if of_citing:
            cast("Any", self.env.get_domain(DOMAIN)).citing.write(self.document, of_citing)


class Letters(SphinxPostTransform):
    """Sees to it that an engine of LaTeX knows the letters of a document, once all its texts stand there."""

    default_priority = 990
    formats = ("latex",)

    def run(self, **kwargs: object) -> None:
        later("sphinx_academic.pages.latex_scripts:see_to_texts")(self.document, self.env)
        if self.config.latex_engine == "pdflatex":
            later("sphinx_academic.pages.latex_letters:declare_letters")(self.document, self.env)


def visit_html(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the fragments; the children are there for search and pictures only."""
    translator.body.append(later("sphinx_academic.pages.write:write_html")(node, translator))
    raise nodes.SkipNode


def skip(translator: nodes.NodeVisitor, node: nodes.Element) -> None:
    """Leave a node and its children out."""
    raise nodes.SkipNode


def setup_pages(app: Sphinx) -> None:
    """Register the directives, the nodes and the transform, and what is asked and told of all pages."""
    for name in SECTIONS.keys() - ASKED_FOR:
        class_name = f"{name.title().replace('-', '')}Directive"
        app.add_directive(name, type(class_name, (SectionDirective,), {"section_name": name}))
    app.connect("config-inited", _find_declared, priority=110)
    silent, hidden = (ours.nothing, ours.nothing), (skip, ours.nothing)
    for node in (ours.placeholder, ours.filter_form, ours.above_list):
        html = (visit_html, ours.nothing)
        app.add_node(node, html=html, latex=hidden, text=hidden, man=hidden, texinfo=hidden)
    for each in ours.IN_LATEX:
        latex = ours.latex_writers(each)
        app.add_node(each, html=silent, latex=latex, text=silent, man=silent, texinfo=silent)
    latex = (ours.visit_other_letters, ours.depart_other_letters)
    app.add_node(ours.other_letters, latex=latex)
    # Writers that know no such node pass over it as over any inline; that of XML asks for each by its name.
    app.add_node(ours.citation_cluster)
    app.add_node(ours.notes_place)
    app.add_node(ours.group_heading)
    app.add_post_transform(Expansion)
    app.add_post_transform(Letters)
    app.connect("builder-inited", _begin_latex)
    app.connect("builder-inited", _tell_faults)
    app.connect("builder-inited", _tell_of_templates)
    app.connect("builder-inited", _tell_of_report)
    app.connect("env-get-outdated", _outdated)
    app.connect("env-check-consistency", later("sphinx_academic.pages.links:tell_problems"))


def _find_declared(app: Sphinx, config: Config) -> None:
    find_declared(app, config, SectionDirective)
    # Kept as a setting, so that pages are written anew where a template is another one.
    config.academic_template_state = _state_of_templates(app, config.academic_templates)


def _state_of_templates(app: Sphinx, folders: Iterable[str]) -> str:
    """What the files in folders with templates hold; nothing where there are none."""
    found = [Path(app.confdir, name) for name in folders if is_folder(Path(app.confdir, name))]
    paths = [path for folder in found for path in sorted(folder.rglob("*.html")) if path.is_file()]
    return digest_of([(path.as_posix(), path.read_bytes().hex()) for path in paths]) if paths else ""


def _begin_latex(app: Sphinx) -> None:
    if app.builder.name == "latex":
        later("sphinx_academic.pages.latex_scripts:begin")(app)


def _tell_faults(app: Sphinx) -> None:
    if app.config.academic_cite_style not in CITE_STYLES:
        later("sphinx_academic.pages.styled:style_in_text")(app.env)
    for name in app.config.academic_publish_from:
        if not is_folder(Path(app.srcdir, name)):
            message = f"'academic_publish_from' names '{shorten(name, 100)}', which is no folder."
            hint = "Name folders by their paths from the source folder."
            fault = SettingFault("academic_publish_from", message, hint)
            tell(problem_in_config(app.config, Path(app.confdir), fault))


def _tell_of_templates(app: Sphinx) -> None:
    for name in app.config.academic_templates:
        if not is_folder(Path(app.confdir, name)):
            message = f"'academic_templates' names '{shorten(name, 100)}', which is no folder."
            hint = "Name folders by their paths from that of conf.py."
            fault = SettingFault("academic_templates", message, hint)
            tell(problem_in_config(app.config, Path(app.confdir), fault))


def _tell_of_report(app: Sphinx) -> None:
    if app.config.academic_claims_report:
        later("sphinx_academic.pages.claimed_tests:tell_of_report")(app)


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: object, changed: object, removed: set[str]
) -> list[str]:
    notes = notes_of(env)
    found: set[str] = set()
    # Most builds have no folder among their data and no report of tests, and need not pay for what reads them.
    if any(each.folders or each.targets for each in notes.values()):
        found |= later("sphinx_academic.pages.links:stale_pages")(env)
    if app.config.academic_claims_report:
        state = later("sphinx_academic.pages.claimed_tests:state_of_report")(env)
        found |= {docname for docname, each in notes.items() if each.report and each.report != state}
    # An extra may have come, or have gone.
    is_there = cache(find_spec)
    found |= {
        docname
        for docname, each in notes.items()
        if any((is_there(module) is not None) != was_there for module, was_there in each.extras.items())
    }
    if typeset := {docname: each.typeset_with for docname, each in notes.items() if each.typeset_with}:
        known = later("sphinx_academic.pages.typesetting:typeset_with")(env)
        found |= {docname for docname, noted in typeset.items() if noted != known}
    return sorted(found - removed)
