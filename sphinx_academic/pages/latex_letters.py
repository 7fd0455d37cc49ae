"""Letters and signs that pdfLaTeX, Sphinx's default engine for PDF, does not know: what LaTeX writes them with, and which need another engine.

pdfLaTeX stops at a character that no font encoding or package has declared (LaTeX 2e, utf8.def). So those that LaTeX has a command
for are declared, as ``\\ensuremath{\\alpha}`` where mathematics has it; others are shown as boxes, and told.
"""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.util import texescape

from sphinx_academic.formats.latex.encoding import in_ascii
from sphinx_academic.pages.build import build_of
from sphinx_academic.pages.latex_scripts import SEEN_TO
from sphinx_academic.problems import Code
from sphinx_academic.setting_values import SettingFault, problem_in_config
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.builders.latex import LaTeXBuilder

_PERHAPS = re.compile(
    "[^\x00-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e–—‘’“”•…]"
)
"""All but what LaTeX declares for the encoding T1 without gaps, and the commonest signs."""
_DECLARED = frozenset("ǄǅǆǇǈǉǊǋǌˆ˙˛˜ẞ\u200c‒―⁎⁒\u2126\u2329\u232a␢ﬀﬁﬂﬃﬄﬅﬆ\ufeff")
"""What LaTeX declares for the encodings T1 and TS1, and we have no command for."""
_LATIN = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧο", "ABEZHIKMNOPTXo", strict=True))
"""Greek letters that LaTeX has no command for, as they look like Latin ones."""
_OF_ENCODINGS = {"CYRILLIC": ("T2", "X2", "OT2"), "GREEK": ("LGR",)}
"""Scripts by their names in Unicode, and the encodings (``fontenc``) that hold them."""
_BEGIN = "% Letters that pdfLaTeX does not know\n"
_BOX = "\\fbox{\\phantom{n}}"


def declare_letters(document: nodes.document, env: BuildEnvironment) -> None:
    """Declare what a document for pdfLaTeX holds, behind whatever packages declare; tell once what needs another engine."""
    builder = cast("LaTeXBuilder", build_of(env).builder)
    context = builder.context
    titles = "".join(title.astext() for title in document.findall(nodes.title))
    # Heads of pages are in capitals.
    letters = {*_PERHAPS.findall(document.astext()), *_PERHAPS.findall(titles.upper())} - _DECLARED
    letters = {each for each in letters if texescape.escape(each, "pdflatex") == each}
    if not letters:
        return
    commands = {each: _LATIN.get(each) or in_ascii(each) for each in sorted(letters)}
    unknown = [each for each, command in commands.items() if command == each]
    lines = {
        f"\\AtBeginDocument{{\\ifcsname u8:\\detokenize{{{each}}}\\endcsname\\else"
        f"\\DeclareUnicodeCharacter{{{ord(each):04X}}}{{{_BOX if each in unknown else command}}}\\fi}}\n"
        for each, command in commands.items()
    }
    preamble, _, declared = str(context["preamble"]).partition(_BEGIN)
    lines.update(declared.splitlines(keepends=True))
    context["preamble"] = f"{preamble.rstrip()}\n{_BEGIN}{''.join(sorted(lines))}"
    # No engine has emoji in Sphinx's fonts.
    letters = {each for each in unknown if unicodedata.category(each)[0] in "LM"}
    untold = [each for each in sorted(letters) if not _is_in_encoding(each, str(context["fontenc"]))]
    if untold and not SEEN_TO.search(f"{preamble}{env.config.latex_elements}"):
        # The remedy is the same for every document of a build.
        build_of(env).one(declare_letters, partial(_tell, env, builder, untold))


def _tell(env: BuildEnvironment, builder: LaTeXBuilder, letters: list[str]) -> None:
    tell(problem_in_config(env.config, Path(builder.confdir), _fault(letters), Code.OUTPUT))


def _is_in_encoding(letter: str, encodings: str) -> bool:
    name = unicodedata.name(letter, "").partition(" ")[0]
    return any(encoding in encodings for encoding in _OF_ENCODINGS.get(name, ()))


def _fault(letters: list[str]) -> SettingFault:
    shown = ", ".join(f"'{each}'" for each in letters[:5]) + (
        f" and {len(letters) - 5} more" if len(letters) > 5 else ""
    )
    message = f"the engine pdfLaTeX has no letters for {shown}; the PDF shows boxes in their place."
    return SettingFault("latex_engine", message, 'Write  latex_engine = "xelatex"  (or "lualatex").')
