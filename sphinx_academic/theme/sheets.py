"""Style sheets, fonts and scripts: the custom properties that sites may set, one sheet for all pages, and what a page needs besides."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinx_academic.outputs.assets import layered, tightened, tightened_script
from sphinx_academic.outputs.search_names import FILE as NAMES
from sphinx_academic.pages.build import Context, Options
from sphinx_academic.pages.kept_files import write_whole
from sphinx_academic.pages.site import LAYOUTS
from sphinx_academic.theme.looks import LOOKS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


class Knob(NamedTuple):
    """A custom property; ``dark`` is empty where it is the same on dark pages. A test holds both to the style sheets."""

    name: str
    kind: Literal["colour", "typeface", "measure"]
    light: str
    dark: str
    description: str


class FontSet(NamedTuple):
    """Typefaces that go together; ``sheet`` brings them from files whose names begin with ``files``; both empty if nothing is loaded."""

    text: str
    size: str
    line_height: str
    sheet: str
    files: str
    description: str


FONT_SETS: Mapping[str, FontSet] = {
    "garamond": FontSet(
        '"EB Garamond", "EB Garamond Fallback", "EB Garamond Noto", "EB Garamond DejaVu", Georgia, serif',
        "1.1667rem", "1.5", "academic-fonts.css", "eb-garamond", "EB Garamond, carried by the package",
    ),
    "system": FontSet(
        '"Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", P052, "Noto Serif", Georgia, serif',
        "1rem", "1.55", "", "", "a serif of the reader's system: nothing is loaded",
    ),
    "sans": FontSet(
        '"Fira Sans", "Fira Sans Fallback", system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif',
        "0.9444rem", "1.5", "academic-fonts-sans.css", "fira-sans", "Fira Sans, carried by the package",
    ),
    "figtree": FontSet(
        '"Figtree", "Figtree Fallback", system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif',
        "0.9444rem", "1.55", "academic-fonts-figtree.css", "figtree", "Figtree, carried by the package",
    ),
    "stix": FontSet(
        '"STIX Two Text", "STIX Two Text Fallback", "Times New Roman", Times, "Noto Serif", serif',
        "1rem", "1.45", "academic-fonts-stix.css", "stix-two-text", "STIX Two, carried by the package",
    ),
}  # fmt: skip
"""The sets by their names; the first is that of sites that name none."""

_USUAL = FONT_SETS["garamond"]
_CODE = 'ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace'

KNOBS = (
    Knob("--academic-background", "colour", "#fffff6", "#1b1a17", "the page"),
    Knob("--academic-surface", "colour", "#f8f6e6", "#262420", "code, admonitions, menus"),
    Knob("--academic-text", "colour", "#222", "#e9e5d9", "text"),
    Knob("--academic-muted", "colour", "#545147", "#b8b2a2", "site title, footer, dates of less weight"),
    Knob("--academic-accent", "colour", "#9d1c0a", "#ff9d87", "links"),
    Knob("--academic-rule", "colour", "#b9b6aa", "#57534a", "rules and borders"),
    Knob("--academic-mark", "colour", "#fff0b3", "#3d3616", "what a search or a link to an entry has found"),
    Knob("--academic-logo-background", "colour", "transparent", "#f4f2ea",
        "the ground of logos, which are drawn for white paper"),
    Knob("--academic-chart-1", "colour", "#44525c", "#a9b8c2", "the first colour of pictures of an overview"),
    Knob("--academic-chart-2", "colour", "var(--academic-accent)", "", "the second"),
    Knob("--academic-chart-3", "colour", "#ab7819", "#d9a941", "the third"),
    Knob("--academic-chart-4", "colour", "#5c8578", "#79a899", "the fourth"),
    Knob("--academic-chart-5", "colour", "#865479", "#c48fb6", "the fifth"),
    Knob("--academic-chart-6", "colour", "#868175", "#8f8a7d", "the sixth, of all that is left"),
    Knob("--academic-caption-background", "colour", "rgb(0 0 0 / 0.64)", "",
        "the bar over the lower part of a picture"),
    Knob("--academic-font-text", "typeface", _USUAL.text, "", "text"),
    Knob("--academic-font-code", "typeface", _CODE, "", "code"),
    Knob("--academic-font-size", "measure", _USUAL.size, "", "size of the text"),
    Knob("--academic-line-height", "measure", _USUAL.line_height, "", "distance of the lines, in sizes of the text"),
    Knob("--academic-figures-text", "typeface", "oldstyle-nums", "",
        "figures in prose: `oldstyle-nums` or `lining-nums`; elsewhere they are lining"),
    Knob("--academic-heading-scale", "measure", "1.25", "", "how much larger a heading is than one of the level below"),
    Knob("--academic-space", "measure", "1", "", "factor of the space between paragraphs, headings and entries"),
    Knob("--academic-radius", "measure", "3px", "", "rounding of buttons, fields, pictures and boxes"),
    Knob("--academic-column", "measure", "48rem", "", "greatest width of the column"),
    Knob("--academic-measure", "measure", "30em", "", "longest line of prose"),
    Knob("--academic-margin-notes", "measure", "14rem", "", "width of the margin for notes"),
    Knob("--academic-thumbnail", "measure", "160px", "", "width of the pictures beside entries; they are two thirds as high"),
    Knob("--academic-date-column", "measure", "7.5em", "",
        "width of the dates beside news, careers and the entries of a CV; long dates have 1.4 times as much"),
    Knob("--academic-gutter", "measure", "1.5rem", "", "room at the sides of the column"),
    Knob("--academic-cv-column", "measure", "var(--academic-date-column, 7.5em)", "", "width of the dates in a CV alone"),
    Knob("--academic-cv-gap", "measure", "0.45em", "", "space between the entries of a CV"),
    Knob("--academic-cv-line-height", "measure", "1.4", "", "distance of the lines of a CV, in sizes of its text"),
)  # fmt: skip

_LANGUAGES_WITH_FONTS = ":is(:lang(zh), :lang(ja), :lang(ko), :lang(ar), :lang(fa), :lang(ur), :lang(he))"
"""For these the theme names further serifs. Of the other sets it leaves the choice to the browser, which knows the
language and, by the last name in the list, the kind."""


def knob_sheet(options: Options) -> str:
    """The style sheet for options that differ from the theme's own values; paper keeps the colours made for it."""
    rules = []
    declared: dict[str, str] = {}
    look = LOOKS[options["look"]]
    if (chosen := options["fonts"]) != "garamond" or look.line_height:
        fonts = FONT_SETS[chosen]
        rules.append(f"{_LANGUAGES_WITH_FONTS} {{\n  --academic-font-text: {fonts.text};\n}}\n")
        declared["font-text"] = fonts.text
        declared["font-code"] = _CODE
        declared["font-size"] = fonts.size
        declared["line-height"] = look.line_height or fonts.line_height
    if width := options.get("column_width"):
        declared["column"] = width
    if declared:
        lines = "".join(f"  --academic-{name}: {value};\n" for name, value in declared.items())
        rules.append(f":root {{\n{lines}}}\n")
    if accent := options.get("accent"):
        both = f"light-dark({accent['light']}, {accent['dark']})"
        rules.append(f"@media screen {{\n  :root {{\n    --academic-accent: {both};\n  }}\n}}\n")
    return "\n".join(rules)


BUNDLE = "academic-theme.css"
CODE_COLOURS = "academic-code-colours.css"

SHEETS = ("academic-page.css", "academic-frame.css", "academic-parts.css")
"""What every page needs, in this order; what only some need stays by itself."""

_OF_EXTENSIONS = {"sphinx_design": "academic-design.css"}
"""What corrects the sheets of other extensions, which stand in no layer: ours neither."""
_LANGUAGES = frozenset({"ar", "ckb", "fa", "he", "ja", "ko", "ps", "sd", "ug", "ur", "yi", "zh"})
"""Those whose script EB Garamond does not have, and for which the system's serifs are named."""

_STATIC = Path(__file__).resolve().parent / "static"


def corrections(extensions: Container[str]) -> tuple[str, ...]:
    """What every page of a site needs that uses certain extensions."""
    return tuple(sheet for extension, sheet in _OF_EXTENSIONS.items() if extension in extensions)


def sheet_of_script(language: str | None) -> str:
    """What every page of a site in another script needs, empty for none."""
    return "academic-languages.css" if (language or "en").partition("_")[0] in _LANGUAGES else ""


def bundle(fonts: str, script: str, look: str, knobs: str, corrections: Iterable[str] = ()) -> str:
    """Fonts, the theme, what the script of the language needs, the look and what the site has set; then what stands in no layer.

    A look names its layers in its source: the one of its rules comes behind that of all others, so that they win as they are.
    """

    def read(name: str) -> str:
        return tightened((_STATIC / name).read_text(encoding="utf-8"))

    own = "".join(read(name) for name in (fonts, *SHEETS, script) if name)
    parts = [
        layered(own),
        read(look),
        layered(tightened(knobs)) if knobs else "",
        *map(read, corrections),
    ]
    return "\n".join(filter(None, parts)) + "\n"


def add_scripts(app: Sphinx, builder: Builder) -> None:
    """Let the builder copy the theme's scripts tightened, in the place of those that stand beside this file; a file that the site has
    itself under one of their names wins."""
    folder = Path(app.doctreedir, "academic-scripts")
    for file in sorted(_STATIC.glob("*.js")):
        write_whole(folder / file.name, tightened_script(file.read_text("utf-8")).encode())
    app.config.html_static_path.insert(0, str(folder))


_OF_SEARCH = {
    "find": "academic-find.js",
    "style": "academic-find.css",
    "names": NAMES,
    "marks": "academic-marks.js",
}
"""What the search loads that opens above a page, by the names of the attributes that say where it is."""


@cache
def _version(name: str) -> str:
    """What stands behind the address of a file, so that browsers that keep it ask for another version anew."""
    file = _STATIC / name
    return f"?v={zlib.crc32(file.read_bytes()):08x}" if file.is_file() else ""


def search_files(path_to: Callable[..., str]) -> dict[str, str]:
    """The addresses of the files of the search, from a page."""
    return {
        name: path_to(f"_static/{file}", resource=True) + _version(file) for name, file in _OF_SEARCH.items()
    }


_OF_CODE = frozenset({"copybutton.css", "copybutton.js", "clipboard.min.js"})
"""What sphinx-copybutton loads on every page, those without code included."""
_OF_SPHINX = frozenset({"pygments.css", "pygments_dark.css", "basic.css"})
"""What our own sheets stand in for."""
_OF_PROFILE = ("academic.css", "academic-pictures.css")
"""What the profile beside a text needs, which is in no page's body."""
_HIGHLIGHT = "sphinx_highlight.js"
"""What `academic-marks.js` stands in for, which is loaded when there is something to mark."""
_TOOLS = "doctools.js"
"""What Sphinx's search page and indices need, and perhaps a script of another extension."""
_KNOWN = frozenset({_TOOLS, _HIGHLIGHT, "documentation_options.js", *_OF_CODE})
"""Scripts that do without it."""
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
    """The files that the first screen of a page needs, which the page asks for before its style sheets are read."""
    stem = FONT_SETS[fonts].files
    if not stem:
        return ()
    faces = ["latin-400", "latin-600", "latin-400-italic"]
    if _BOLD_ITALICS.search(body, 0, _LONG):
        faces.append("latin-600-italic")
    if _EXTENDED_LATIN.search(body, 0, _LONG):
        faces.append("latin-ext-400")
    return tuple(f"fonts/{stem}-{face}.woff2" for face in faces)


_WITH_SWITCHES = frozenset({"search.html", "genindex.html", "domainindex.html"})


def has_elements(body: str, templatename: str) -> bool:
    """Whether a page has more than headings, paragraphs and plain lists."""
    if templatename in _WITH_SWITCHES or len(body) > _LONG:
        return True
    return _ELEMENTS.search(body) is not None


def add_assets(app: Sphinx, templatename: str, context: Context, doctree: nodes.document | None) -> None:
    """Add the theme's files to a page, and take away what it does not need."""
    body = context.get("body") or ""
    layout = LAYOUTS[context["academic"]["layout"]]
    # Of a page without a tree nothing is known but its text.
    shown = doctree if doctree is not None else nodes.Element()
    is_coloured = 'class="highlight' in body
    blocks = (nodes.literal_block, nodes.doctest_block)
    has_blocks = is_coloured or any(isinstance(node, blocks) for node in shown.findall())
    if layout.has_pages or has_elements(body, templatename):
        app.add_css_file("academic-elements.css", priority=230)
    if layout.has_profile:
        for sheet in _OF_PROFILE:
            app.add_css_file(sheet)
    has_footnotes = context["academic"]["footnotes"] and "footnote-reference" in body
    if layout.has_margin and (has_footnotes or "academic-margin" in body):
        app.add_css_file("academic-beside.css", priority=255)
        if has_footnotes:
            app.add_js_file("academic-beside.js", loading_method="defer")
    if layout.sheet:
        app.add_css_file(layout.sheet, priority=250)
    if has_blocks or "<code" in body or "<kbd" in body or any(shown.findall(addnodes.desc)):
        app.add_css_file("academic-code.css", priority=250)
    if is_coloured:
        app.add_css_file(CODE_COLOURS, priority=240)
    app.add_js_file("academic-theme.js", loading_method="defer")
    if context["academic"]["has_contents"]:
        app.add_js_file("academic-contents.js", loading_method="defer")
    unwanted = _OF_SPHINX if has_blocks else _OF_SPHINX | _OF_CODE
    if "find" in context["academic"]:
        unwanted |= _unwanted_scripts(templatename, context)
    for kind in ("css_files", "script_files"):
        files = context.get(kind, [])  # the builders that write no HTML files have none
        files[:] = [each for each in files if _name_of(each) not in unwanted]
    for script in context.get("script_files", ()):
        # The page is shown before Sphinx's own scripts are read; they keep their order.
        attributes = getattr(script, "attributes", None)
        if isinstance(attributes, dict) and not {"defer", "async", "type"} & attributes.keys():
            attributes |= {"defer": "defer"} if script.filename else {}


def _unwanted_scripts(templatename: str, context: Context) -> frozenset[str]:
    """Scripts of Sphinx that a page can do without."""
    names = [_name_of(script) for script in context.get("script_files", ())]
    is_used = (
        templatename in _WITH_SWITCHES
        or str(context.get("theme_navigation_with_keys")).lower() in {"true", "1", "yes", "on"}
        or not all(name in _KNOWN or name.startswith("academic") for name in names)
    )
    return frozenset({_HIGHLIGHT} if is_used else {_HIGHLIGHT, _TOOLS})


def _name_of(asset: object) -> str:
    return str(getattr(asset, "filename", asset) or "").rpartition("/")[2].partition("?")[0]
