"""Style sheets and scripts as they are sent, and loaded by the pages that show records and by no other page."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_academic.content.nodes import filter_form, placeholders_of
from sphinx_academic.outputs import BEFORE_OTHERS
from sphinx_academic.pages.build import Context
from sphinx_academic.pages.kept_files import outputs_of, write_whole
from sphinx_academic.pages.site import uses_theme
from sphinx_academic.sections.registry import SECTIONS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_academic.pages.write import LinkedPage

_ = get_translation("sphinx_academic")

STATIC = Path(__file__).parent / "static"

# A text in quotes is kept as it is; comments go, and of white space one character is left.
_PIECES = re.compile(r'("(?:[^"\\]|\\.)*")|/\*.*?\*/|\s+', re.DOTALL)
_AROUND = re.compile(r'("(?:[^"\\]|\\.)*")|\s*([{};,])\s*|(:)\s+', re.DOTALL)


def tightened(sheet: str) -> str:
    """A style sheet without its comments and its white space; it says the same."""
    short = _PIECES.sub(lambda found: found[1] or " ", sheet)
    return _AROUND.sub(lambda found: found[1] or found[2] or found[3], short).replace(";}", "}").strip()


def tightened_script(script: str) -> str:
    """A script of ours without lines of comment and without indentation. Scripts of ours have no text of several lines, and no code
    behind a comment of several: a test holds them to it."""
    lines = []
    in_comment = False
    for line in map(str.strip, script.splitlines()):
        if in_comment or line.startswith("/*"):
            in_comment = "*/" not in line
        elif line and not line.startswith("//"):
            lines.append(line)
    return "\n".join(lines) + "\n"


_ADDED = {"academic-pictures.css": "academic-lightbox.css", "academic-paper.css": "academic-cite.css"}
"""What is sent at the end of another sheet: one request less before the first paint. Of pages without the other one it is a sheet itself."""

_ELSEWHERE = {"academic.css": "academic-elsewhere.css"}
"""What is sent at the end of another sheet in other themes than ours."""

_SHEETS: Mapping[str, tuple[str, ...]] = {
    "academic-pictures.css": ("academic-figure", "academic-photo"),
    "academic-claims.css": ("academic-outcome", "academic-tested"),
    "academic-timed.css": ("academic-timed", "academic-news"),
    "academic-people.css": ("academic-people", "academic-person", "academic-table-of-people"),
    "academic-showcase.css": ("academic-showcase",),
    "academic-timeline.css": ("academic-timeline",),
    "academic-overview.css": ("academic-overview",),
    "academic-cv.css": ("academic-cv",),
    "academic-cite.css": ("academic-cite-forms", "academic-copyable"),
    "academic-paper.css": ("academic-own-page",),
    "academic-chips.css": ("academic-chip",),
    "academic-years.css": ("academic-strip", "academic-rail", "academic-by-year"),
    "academic-filter.css": ("academic-filter",),
}
"""What only some pages need, in the order in which it is loaded, and the beginnings of classes by which such pages are known."""

_SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "academic-lightbox.js": ("academic-zoom",),
    "academic-cite.js": _SHEETS["academic-cite.css"],
    "academic-rail.js": ("academic-rail",),
}
"""Scripts that only some pages need, known in the same way."""


def _words_of(script: str) -> Mapping[str, str]:
    """What a script says to readers, by the names of attributes."""
    match script:
        case "academic-lightbox.js":
            words = {
                "close": _("Close"),
                "previous": _("Previous picture"),
                "next": _("Next picture"),
                "position": _("{number} of {total}"),
            }
        case "academic-cite.js":
            words = {"copy": _("Copy"), "copy-form": _("Copy {form}"), "copied": _("Copied")}
        case _:
            words = {}
    return {f"data-{name}": str(word) for name, word in words.items()}


LAYER = "academic"
"""The cascade layer of all our sheets in our own theme, where rules of a site win without a word more. In other themes, whose rules
stand in no layer, ours would lose to all of them within one."""


def layered(sheet: str) -> str:
    """A style sheet within our layer (CSS Cascading and Inheritance Level 5, section 6.4)."""
    return f"@layer {LAYER}{{{sheet}}}"


def add_static_folder(app: Sphinx, builder: Builder) -> None:
    """Let HTML builders copy our files, style sheets and scripts tightened.

    Sphinx has stored its configuration by now: stored with the folder, it would be another one in the next build.
    """
    if builder.format != "html":
        return
    folder = Path(app.doctreedir, "academic-static")
    is_ours = uses_theme(builder)
    wanted = {file.name for file in STATIC.iterdir()} - {*_ADDED.values(), *_ELSEWHERE.values()} | {*_SHEETS}
    for name in sorted(wanted):
        content = (STATIC / name).read_bytes()
        if name.endswith(".css"):
            others = None if is_ours else _ELSEWHERE.get(name)
            sheets = [STATIC / each for each in (name, _ADDED.get(name), others) if each]
            text = "".join(tightened(sheet.read_text("utf-8")) for sheet in sheets)
            content = ((layered(text) if is_ours else text) + "\n").encode()
        elif name.endswith(".js"):
            content = tightened_script(content.decode()).encode()
        write_whole(folder / name, content)
    for file in folder.iterdir():
        if file.name not in wanted:
            file.unlink()  # a version before this one had it
    app.config.html_static_path.append(str(folder))


def add_page_assets(
    app: Sphinx, pagename: str, templatename: str, context: Context, doctree: nodes.document | None
) -> None:
    """Load style and script where one of our blocks is on the page."""
    always = app.registry.html_assets_policy == "always"
    placeholders = placeholders_of(doctree)
    shown = {node["request"].section for node in placeholders}
    # What a script brings later is on the page as well.
    body = "".join(chain([context.get("body") or ""], *(node.get("rest", []) for node in placeholders)))
    if always or "academic-margin" in body:
        app.add_css_file("academic-margin.css")
    if not always and not shown:
        return
    app.add_css_file("academic.css")

    def shows(classes: tuple[str, ...]) -> bool:
        return always or any(f'"{name}' in body or f" {name}" in body for name in classes)

    sheets = [sheet for sheet, classes in _SHEETS.items() if shows(classes)]
    with_others = {_ADDED.get(sheet) for sheet in sheets}
    for sheet in sheets:
        if sheet not in with_others:
            app.add_css_file(sheet)
    if app.builder.name != "epub":
        app.add_js_file("academic.js", loading_method="defer")
        if always or (doctree is not None and any(True for _each in doctree.findall(filter_form))):
            app.add_js_file("academic-filter.js", loading_method="defer")
        for script_file, classes in _SCRIPTS.items():
            if shows(classes):
                # Words travel as data attributes of the script tag: nothing inline, nothing to escape by hand.
                told = _words_of(script_file)
                app.add_js_file(script_file, loading_method="defer", **told)  # type: ignore[arg-type]
        for name in SECTIONS:
            if (always or name in shown) and (script := SECTIONS[name].script()):
                words = {attribute: str(text) for attribute, text in script.words.items()}
                app.add_js_file(script.file, loading_method="defer", **words)  # type: ignore[arg-type]


def written_for_script(page: LinkedPage, name: str, text: str) -> str:
    """The address of a file that a script of the page reads, after writing it."""
    path = f"_static/{name}"
    outputs_of(page.builder).write(page.docname, path, text.encode("utf-8"))
    checksum = f"{zlib.crc32(text.encode()):08x}"
    return f"{page.address(quote(path))}?v={checksum}"


def setup(app: Sphinx) -> None:
    """Connect what loads them; the folder is there already when the first page is written."""
    app.connect("html-page-context", add_page_assets, priority=BEFORE_OTHERS)
