"""The site as one PDF that looks like it: the LaTeX theme ``academic``, where the site uses this theme and has chosen no other for LaTeX."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes

from sphinx_academic.pages.build import build_of
from sphinx_academic.pages.latex_scripts import ENGINES, font_files, installed_families
from sphinx_academic.problems import Code
from sphinx_academic.setting_values import SettingFault, problem_in_config
from sphinx_academic.settings import is_given
from sphinx_academic.theme.looks import LOOKS
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.latex import LaTeXBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.pages.build import Options

_NAME = "academic"
_CLASS = Path(__file__).resolve().parent / "latex" / _NAME / "sphinxacademic.cls"
_OF_GNU = ("FreeSerif.otf", "FreeSans.otf", "FreeMono.otf")
FAMILIES = {
    "garamond": (
        "EB Garamond", "Garamond Premier Pro", "Adobe Garamond Pro", "Cormorant Garamond", "Garamond",
    ),
    "system": ("Iowan Old Style", "Palatino Linotype", "Palatino", "TeX Gyre Pagella", "P052"),
    "sans": ("Fira Sans", "Source Sans 3", "Source Sans Pro", "Noto Sans", "Lato"),
    "figtree": ("Figtree", "Source Sans 3", "Source Sans Pro", "Noto Sans", "Lato"),
    "stix": ("STIX Two Text", "STIXTwoText", "STIX", "TeX Gyre Termes", "Times New Roman"),
}  # fmt: skip
"""What the class looks for, by the theme's option ``fonts``; a test holds both to one another."""


def begin_book(app: Sphinx, options: Options) -> None:
    """Give documents in our LaTeX theme what they need, and tell of fonts that are missing."""
    builder = cast("LaTeXBuilder", app.builder)
    config, given = app.config, app.config.latex_elements
    themes = {document[4] for document in config.latex_documents}
    if _NAME in themes and builder.themes.get(_NAME).wrapperclass == _CLASS.stem:
        files = [_CLASS, *(_carried_fonts() if options.get("fonts", "garamond") == "garamond" else ())]
        config.latex_additional_files = [*config.latex_additional_files, *map(str, files)]
        _give_elements(builder, options)
        if themes == {_NAME} and not is_given(config, "latex_domain_indices"):
            config.latex_domain_indices = False
    if "fontpkg" not in given and config.latex_engine in ENGINES:
        _tell_of_fonts(builder, options, is_ours=themes == {_NAME})


def put_pages_last(document: nodes.document, env: BuildEnvironment) -> None:
    """Put the pages of a hidden table of contents behind what the page with it shows: on a site they are elsewhere, too."""
    builder = cast("LaTeXBuilder", build_of(env).builder)
    root = document["docname"]
    if {entry[4] for entry in builder.document_data if entry[0] == root} != {_NAME}:
        return
    for page in list(document.findall(addnodes.start_of_file)):
        sections = []
        above = page.parent
        # Of the pages' own documents, which Sphinx leaves as parents, only the first is this one.
        while above is not None and not isinstance(above, nodes.document | addnodes.start_of_file):
            sections += [above] if isinstance(above, nodes.section) else []
            above = above.parent
        if sections and page["docname"] in _hidden_pages(env, sections[-1].get("docname", root)):
            page.parent.remove(page)
            sections[-1] += page


def _hidden_pages(env: BuildEnvironment, docname: str) -> set[str]:
    def find() -> set[str]:
        trees = env.get_doctree(docname).findall(addnodes.toctree)
        return {name for tree in trees if tree.get("hidden") for name in tree["includefiles"]}

    return build_of(env).one((put_pages_last, docname), find)


def _give_elements(builder: LaTeXBuilder, options: Options) -> None:
    """Put what the class may take the place of into a macro that it has; documents in other themes are as they were."""
    context, given = builder.context, builder.config.latex_elements
    if "fontpkg" not in given:
        own = context["fontpkg"].strip("\n")
        context["fontpkg"] = f"\\providecommand\\academicfonts[1]{{#1}}\n\\academicfonts{{%\n{own}\n}}"
    for element in ("makeindex", "printindex"):
        if element not in given:
            name = {"makeindex": "academicmakeindex", "printindex": "academicindex"}[element]
            context[element] = f"\\providecommand\\{name}{{{context[element]}}}\\{name}"
    said = [f"\\def\\academictypeface{{{fonts}}}"] if (fonts := options.get("fonts", "")) else []
    accent: Any = options.get("accent") or {}
    look = options.get("look", "classic")
    colour = str(accent.get("light", "" if look == "classic" else LOOKS[look].accent[0]))
    if colour.startswith("#"):
        said.append(f"\\def\\academicaccent{{{_six_digits(colour)}}}")
    context["passoptionstopackages"] = "\n".join(filter(None, [*said, context["passoptionstopackages"]]))


def _six_digits(colour: str) -> str:
    digits = colour.lstrip("#").upper()
    return "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits


def _carried_fonts() -> list[Path]:
    """The files of EB Garamond that ``rendercv-fonts`` brings, which the extra ``pdf`` installs."""
    found = find_spec("rendercv_fonts")
    folders = [Path(place) for place in (found.submodule_search_locations or ())] if found else []
    faces = ("Regular", "Italic", "Bold", "BoldItalic")
    for folder in folders:
        files = [folder / "EB Garamond" / f"EBGaramond-{face}.ttf" for face in faces]
        if all(file.is_file() for file in files):
            return files
    return []


def _tell_of_fonts(builder: LaTeXBuilder, options: Options, *, is_ours: bool) -> None:
    engine = builder.config.latex_engine
    there = font_files(engine, *_OF_GNU)
    missing = [name.partition(".")[0] for name in _OF_GNU if there is not None and name not in there]
    if not missing:
        return
    fonts = options.get("fonts", "garamond")
    if is_ours:
        families = installed_families(builder) or frozenset()
        if (fonts == "garamond" and _carried_fonts()) or any(
            name.casefold() in families for name in FAMILIES[fonts]
        ):
            return
        consequence = "the PDF is set in Latin Modern"
    else:
        consequence = "no PDF can be made"
    message = f"the fonts of PDFs, {', '.join(missing)} of GNU FreeFont, are not installed; {consequence}."
    hint = (
        "Install them (Debian and Ubuntu: fonts-freefont-otf; TeX Live: gnu-freefont), or name others: "
        'latex_elements = {"fontpkg": r"\\setmainfont{…}"}.'
    )
    fault = SettingFault("latex_engine", message, hint)
    tell(problem_in_config(builder.config, Path(builder.confdir), fault, Code.OUTPUT))
