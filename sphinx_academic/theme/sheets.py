"""Style sheets, fonts and scripts: one sheet for all pages, and what a page needs besides; what it does not use, it does not load."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from sphinx_academic.outputs.assets import tightened
from sphinx_academic.pages.build import Context
from sphinx_academic.pages.site import LAYOUTS
from sphinx_academic.theme.colours import CODE_COLOURS

if TYPE_CHECKING:
    from sphinx.application import Sphinx

BUNDLE = "academic-theme.css"
LATE_FONTS = "academic-fonts-late.css"
"""What pages load that are looked at from a file."""

SHEETS = ("academic-page.css", "academic-frame.css", "academic-parts.css")
"""What every page needs, in this order; what only some need stays by itself."""

_OF_EXTENSIONS = {"sphinx_design": "academic-design.css"}
_OF_LANGUAGES = "academic-languages.css"
_LANGUAGES = frozenset({"ar", "ckb", "fa", "he", "ja", "ko", "ps", "sd", "ug", "ur", "yi", "zh"})
"""Those whose script EB Garamond does not have, and for which the system's serifs are named."""

_STATIC = Path(__file__).resolve().parent / "static"


def further_sheets(language: str | None, extensions: Container[str]) -> tuple[str, ...]:
    """What every page of some sites needs: of those in other scripts, and of those that use certain extensions."""
    own = tuple(sheet for extension, sheet in _OF_EXTENSIONS.items() if extension in extensions)
    return (*own, _OF_LANGUAGES) if (language or "en").partition("_")[0] in _LANGUAGES else own


def late_fonts(fonts: str) -> str:
    """The same faces, which may take the place of the fallback whenever they come."""
    if not fonts:
        return ""
    sheet = (_STATIC / fonts).read_text(encoding="utf-8")
    return tightened(sheet.replace("font-display: optional", "font-display: swap")) + "\n"


def bundle(fonts: str, knobs: str, further: Iterable[str] = ()) -> str:
    """Fonts, the theme, and what the site has set, in this order."""
    names: Iterable[str] = [*([fonts] if fonts else []), *SHEETS, *further]
    texts = [(_STATIC / name).read_text(encoding="utf-8") for name in names]
    return "\n".join(tightened(text) for text in [*texts, knobs] if text) + "\n"


_OF_CODE = frozenset({"copybutton.css", "copybutton.js", "clipboard.min.js"})
"""What sphinx-copybutton loads on every page, those without code included."""
_OF_SPHINX = frozenset({"pygments.css", "pygments_dark.css", "basic.css"})
"""What our own sheets stand in for."""


_LONG = 300_000
"""Characters of a page whose text is not looked through for what it needs: it gets all."""

_ELEMENTS = re.compile(
    r"<(?:table|dl|aside|blockquote|math)\b"
    r'|class="(?:[^"]*\s)?(?:admonition|align-|attribution|centered|citation|contents|docutils container|download|eqno|footnote|graphviz'
    r"|hlist|inheritance-diagram|lower|line-block|math\b|problematic|sidebar|system-message|toctree-wrapper[^<>\x22]{0,99}\x22>\s*+<(?!/div)|topic|upper"
    r"|versionadded|versionchanged|deprecated|versionremoved|guilabel|menuselection)"
)
"""What `academic-elements.css` is about."""

_EXTENDED_LATIN = re.compile(
    "[\u0100-\u0130\u0134-\u0148\u014a-\u0151\u0154-\u017e\u01a0-\u01b0\u0218-\u021b\u1e00-\u1ef9]"
)
"""Letters of the second file of each face."""


_BOLD_ITALICS = re.compile(
    r"<(strong|b|dt|th|h[1-4])\b[^<>]*>(?:(?!</?\1\b).){0,400}?<(?:em|i|cite)\b", re.DOTALL
)
"""Slanted words within bold ones."""


def fonts_above_the_fold(fonts: str, body: str) -> tuple[str, ...]:
    """The files that the first screen of a page needs, worth asking for before the style sheets are read."""
    stem = {"garamond": "eb-garamond", "sans": "fira-sans"}.get(fonts)
    if stem is None:
        return ()
    files = [f"fonts/{stem}-latin-{face}.woff2" for face in ("400", "600", "400-italic")]
    if _BOLD_ITALICS.search(body, 0, _LONG):
        files.append(f"fonts/{stem}-latin-600-italic.woff2")
    if _EXTENDED_LATIN.search(body, 0, _LONG):
        files.append(f"fonts/{stem}-latin-ext-400.woff2")
    return tuple(files)


def has_elements(body: str, templatename: str) -> bool:
    """Whether a page has more than headings, paragraphs and plain lists."""
    if templatename in {"search.html", "genindex.html", "domainindex.html"} or len(body) > _LONG:
        return True
    return _ELEMENTS.search(body) is not None


def has_code(doctree: nodes.document | None) -> bool:
    """Whether a page shows code in blocks, or may: of a page without a tree nothing is known."""
    if doctree is None:
        return False
    return any(isinstance(node, (nodes.literal_block, nodes.doctest_block)) for node in doctree.findall())


def has_descriptions(doctree: nodes.document | None) -> bool:
    """Whether a page describes an interface."""
    return doctree is not None and next(iter(doctree.findall(addnodes.desc)), None) is not None


def add_assets(app: Sphinx, templatename: str, context: Context, doctree: nodes.document | None) -> None:
    """Add the theme's files to a page, and take away what it does not need."""
    body = context.get("body") or ""
    layout = LAYOUTS[context["academic"]["layout"]]
    if layout.has_pages or has_elements(body, templatename):
        app.add_css_file("academic-elements.css", priority=230)
    code = has_code(doctree) or 'class="highlight' in body
    if layout.sheet:
        app.add_css_file(layout.sheet, priority=250)
    if code or has_descriptions(doctree) or "<code" in body or "<kbd" in body:
        app.add_css_file("academic-code.css", priority=250)
    if code:
        app.add_css_file(CODE_COLOURS, priority=240)
    app.add_js_file("academic-theme.js", loading_method="defer")
    if context["academic"]["has_contents"]:
        app.add_js_file("academic-contents.js", loading_method="defer")
    unwanted = _OF_SPHINX if code else _OF_SPHINX | _OF_CODE
    for kind in ("css_files", "script_files"):
        files = context.get(kind, [])  # the builders that write no HTML files have none
        files[:] = [each for each in files if _name_of(each) not in unwanted]
        if kind == "script_files":
            _let_scripts_wait(files)


def _name_of(asset: Any) -> str:
    return str(getattr(asset, "filename", asset) or "").rpartition("/")[2].partition("?")[0]


def _let_scripts_wait(scripts: Iterable[Any]) -> None:
    """Let the page be shown before Sphinx's own scripts are read; they keep their order."""
    for script in scripts:
        attributes = getattr(script, "attributes", None)
        if (
            isinstance(attributes, dict)
            and not {"defer", "async", "type"} & attributes.keys()
            and script.filename
        ):
            attributes["defer"] = "defer"
