"""Letters of other scripts for XeLaTeX and LuaLaTeX, which need a font for each, and emoji, which no book has; what has no font is told."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Collection, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.util import texescape

from sphinx_academic.content.nodes import other_letters
from sphinx_academic.content.writing_systems import SYSTEMS, Run, WritingSystem, runs, without_emoji
from sphinx_academic.pages.build import build_of
from sphinx_academic.problems import Code
from sphinx_academic.setting_values import SettingFault, problem_in_config
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.latex import LaTeXBuilder
    from sphinx.environment import BuildEnvironment

ENGINES = frozenset({"xelatex", "lualatex"})
"""Those that take fonts from the system."""
_PACKAGE = "sphinxacademicletters"
_AS_THEY_STAND = (nodes.FixedTextElement, nodes.math, nodes.raw)
"""What the letters of are no text to change."""
SEEN_TO = re.compile(
    r"DeclareUnicodeCharacter|newunicodechar|CJK|utf8x|ucs\b|ucharclasses|luatexja|[Ff]allback|onchar|emoji"
)
"""What somebody's own preamble has who has seen to letters beyond those of the text's font."""
_BEGIN = f"% Scripts that the font of the text may not have\n\\usepackage{{{_PACKAGE}}}\n"


def begin(app: Sphinx) -> None:
    """Have titles of documents without emoji, and the package for letters at hand; documents that need it load it."""
    builder = cast("LaTeXBuilder", app.builder)
    if has_seen_to_letters(builder):
        return
    is_with_fonts = app.config.latex_engine in ENGINES
    if is_with_fonts:
        package = Path(__file__).with_name(f"{_PACKAGE}.sty")
        app.config.latex_additional_files = [*app.config.latex_additional_files, str(package)]
    documents = [list(each) for each in app.config.latex_documents]
    for document in documents:
        for place in (2, 3):  # title and author, which are LaTeX
            text = without_emoji(str(document[place])).strip()
            document[place] = _as_latex(text, builder) if is_with_fonts else text
    app.config.latex_documents = [tuple(each) for each in documents]


def has_seen_to_letters(builder: LaTeXBuilder) -> bool:
    """Whether ``conf.py``, or Sphinx for a language, loads something for letters."""
    return SEEN_TO.search(f"{builder.config.latex_elements}{builder.context['fontenc']}") is not None


def _runs(text: str, engine: str) -> Iterator[Run]:
    """The parts of a text, where signs that Sphinx writes as commands (``✓``) are in no system."""
    for run in runs(text):
        if run.system is None or texescape.escape(run.text, engine) == run.text:
            yield run
            continue
        for letter in run.text:
            is_kept = letter == " " or texescape.escape(letter, engine) != letter
            yield Run(letter, None if is_kept else run.system)


def _as_latex(text: str, builder: LaTeXBuilder) -> str:
    found = list(_runs(text, builder.config.latex_engine))
    _declare(builder, (run.system for run in found if run.system))
    return "".join(f"\\academic{run.system.name}{{{run.text}}}" if run.system else run.text for run in found)


def see_to_texts(document: nodes.document, env: BuildEnvironment) -> None:
    """Leave emoji out of the texts of a document, and have letters that are not Latin know what they are."""
    builder = cast("LaTeXBuilder", build_of(env).builder)
    if has_seen_to_letters(builder):
        return
    is_with_fonts = env.config.latex_engine in ENGINES
    # Sphinx takes the title of the document from conf.py, and expects a text alone of this one.
    first = next(document.findall(nodes.title), None)
    letters: dict[str, set[str]] = {}
    for text in [each for each in document.findall(nodes.Text) if not each.isascii()]:
        parent = text.parent
        if isinstance(parent, _AS_THEY_STAND):
            continue
        shown = without_emoji(text)
        found = list(_runs(shown, env.config.latex_engine)) if is_with_fonts and parent is not first else []
        written: list[nodes.Node] = []
        for run in found:
            node: nodes.Node = nodes.Text(run.text)
            if run.system:
                letters.setdefault(run.system.name, set()).update(run.text.replace(" ", ""))
                node = other_letters("", "", node, system=run.system.name)
            written.append(node)
        if any(run.system for run in found):
            parent.replace(text, written)
        elif shown != text:
            parent.replace(text, nodes.Text(shown))
    _declare(builder, (SYSTEMS[name] for name in letters))
    if missing := _without_font(builder, letters):
        # The remedy is the same for every document of a build.
        for name in missing:
            build_of(env).one((see_to_texts, name), partial(_tell, builder, SYSTEMS[name], letters[name]))


def _declare(builder: LaTeXBuilder, systems: Iterable[WritingSystem]) -> None:
    """Have the documents load a font for each of some scripts, behind all that ``conf.py`` has in the preamble."""
    wanted = {each.name: each for each in systems}
    if not wanted:
        return
    preamble, _, declared = str(builder.context["preamble"]).partition(_BEGIN)
    lines = set(declared.splitlines(keepends=True))
    for each in wanted.values():
        turned = f"\\academicrighttoleft{{{each.name}}}" if each.is_right_to_left else ""
        lines.add(f"\\academicscript{{{each.name}}}{{{','.join(each.fonts)}}}{turned}\n")
    builder.context["preamble"] = f"{preamble.rstrip()}\n{_BEGIN}{''.join(sorted(lines))}"


# Fonts that are missing


def installed_families(builder: LaTeXBuilder) -> frozenset[str] | None:
    """The font families that there are, in small letters; None where that cannot be known, or PDFs are made elsewhere."""
    return build_of(builder.env).one(installed_families, partial(_families, builder.config.latex_engine))


def _families(engine: str) -> frozenset[str] | None:
    said = _output_of(engine, "fc-list", ":", "family")
    if said is None:
        return None
    return frozenset(name.strip().replace("\\", "").casefold() for name in re.split(r"[,\n]", said))


def _output_of(engine: str, *command: str) -> str | None:
    """What a program of the system says; None where it, or the engine, is not there."""
    if shutil.which(engine) is None or (path := shutil.which(command[0])) is None:
        return None
    try:
        done = subprocess.run([path, *command[1:]], capture_output=True, check=False, timeout=30)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")


def font_files(engine: str, *names: str) -> set[str] | None:
    """Which of some files the engine finds as fonts; None where that cannot be known."""
    said = _output_of(engine, "kpsewhich", *names)
    return None if said is None else {Path(line).name for line in said.splitlines()}


def _without_font(builder: LaTeXBuilder, names: Collection[str]) -> list[str]:
    families = installed_families(builder) if names else None
    if families is None:
        return []
    return [
        name for name in sorted(names) if not any(font.casefold() in families for font in SYSTEMS[name].fonts)
    ]


def _tell(builder: LaTeXBuilder, system: WritingSystem, letters: Collection[str]) -> None:
    shown = ", ".join(f"'{each}'" for each in sorted(letters)[:5])
    more = f" and {len(letters) - 5} more" if len(letters) > 5 else ""
    kind = "signs" if system.name == "Signs" else f"{system.name} letters"
    message = f"no font is installed that is known to have {kind} ({shown}{more}); the PDF may lack them."
    hint = f"Install {system.fonts[0]} (Debian and Ubuntu: {system.package}), or another font for them."
    fault = SettingFault("latex_engine", message, hint)
    tell(problem_in_config(builder.config, Path(builder.confdir), fault, Code.OUTPUT))
