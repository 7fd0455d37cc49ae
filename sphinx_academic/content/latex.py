"""A document becomes a file of LaTeX that stands by itself, for XeLaTeX and LuaLaTeX and the packages that every TeX has.

Nothing of the data is a command: all text is escaped, and formulas are those that :mod:`~sphinx_academic.content.formulas` lets pass.
Which fonts there are is known where the file is set; so it asks for each, and takes the first that it finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from sphinx_academic.content.document import Document
from sphinx_academic.content.fragments import (
    KINDS,
    NOTHING,
    Element,
    Fragment,
    Fragments,
    elements,
    in_a_row,
    plain,
)
from sphinx_academic.content.writing_systems import SYSTEMS, Run, WritingSystem, runs, without_emoji

_SPECIAL = re.compile(r"[\\{}$&#%_^~<>|`\"\u00a0\u00ad\u2028\u2029\t\n]|-(?=-)|[?!](?=`)|'(?=')")
_ESCAPED = {
    "\\": "\\textbackslash{}", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}", "<": "\\textless{}", ">": "\\textgreater{}",
    "|": "\\textbar{}", "`": "\\textasciigrave{}", '"': "\\textquotedbl{}", "\u00a0": "~", "\u00ad": "\\-", "\u2028": " ", "\u2029": " ",
    "\t": " ", "\n": " ", "-": "-{}", "?": "?{}", "!": "!{}", "'": "'{}",
}  # fmt: skip
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\ud800-\udfff\ufeff\ufffe\uffff\u200b-\u200f\u202a-\u202e\u2060-\u2069]"
)
"""What no font has a letter for, and what turns the direction of what follows."""

_WITHIN = {
    "strong": "textbf", "emphasis": "emph", "raised": "textsuperscript", "lowered": "textsubscript", "mark": "textsuperscript",
    "literal": "texttt", "underlined": "underline",
}  # fmt: skip
_AROUND = {"bullets": "itemize", "numbers": "enumerate", "quote": "quote"}
_BESIDE = frozenset(("academic-dates", "academic-number"))
"""What stands in the column beside an entry."""
_SIDE_BY_SIDE = {"academic-email": "contact", "academic-orcid": "contact", "academic-link": "links"}
"""Lines of the head that are one here, and which."""

_OF_TEX = {
    "garamond": "lmroman10-regular.otf",
    "sans": "lmsans10-regular.otf",
    "mono": "lmmono10-regular.otf",
}
"""Fonts that LaTeX takes where nothing is said; not every TeX has them."""
_FONTS = {
    "garamond": ("EB Garamond", "EBGaramond", "", "FreeSerif", "DejaVu Serif", "Georgia", "Times New Roman"),
    "sans": ("Source Sans 3", "Source Sans Pro", "", "FreeSans", "DejaVu Sans", "Helvetica", "Arial"),
    "mono": ("", "FreeMono", "DejaVu Sans Mono", "Courier New"),
}  # fmt: skip
"""What each design is set in, the first that is there; empty for that of LaTeX itself."""
_FILES = ("EBGaramond",)
"""Fonts that a TeX may have as files that no system knows by a name."""
_PAPERS = {"a4": "a4paper", "letter": "letterpaper"}
_ALSO_OF_TEXT = frozenset(("Greek", "Cyrillic"))
"""Scripts whose letters the fonts of the designs have, and those of LaTeX itself have not."""
_IN_EVERY_FONT = re.compile("[\u0180-\u024f\u1e00-\u1eff\u02c6-\u02dd‐-―€™−⁄ ]+")
"""What all fonts of the text have, though it is more than most texts need."""

_HEAD = r"""%% For XeLaTeX or LuaLaTeX:  latexmk -xelatex FILE
\documentclass[11pt,%(paper)s]{article}
\usepackage[margin=22mm]{geometry}
\usepackage{amsmath,amssymb}
\usepackage{fontspec}
\usepackage{xcolor}
\usepackage[unicode,bookmarksopen]{hyperref}
\definecolor{cvlink}{HTML}{8C1C13}
\hypersetup{colorlinks,allcolors=cvlink,pdftitle={%(title)s},pdflang={%(language)s},pdfdisplaydoctitle}
%% With a feature behind the name, XeTeX does not have Metafont make a font that is not there.
\newcommand\cviffont[1]{\edef\cvasked{#1\ifdefined\XeTeXversion:script=latn\fi}\expandafter\IfFontExistsTF\expandafter{\cvasked}}
%(fonts)s\setlength{\parindent}{0pt}
\setlength{\parskip}{0pt}
\setlength{\emergencystretch}{3em}
\setcounter{secnumdepth}{0}
\raggedbottom
\pagestyle{plain}
%% What stands beside an entry, its dates or its number, and the entry; [0pt] where that is as high as what stands beside it.
\newenvironment{cventry}[2][\depth]{%%
  \begin{list}{}{%%
    \setlength{\leftmargin}{0.21\linewidth}\setlength{\labelwidth}{0.19\linewidth}\setlength{\labelsep}{0.02\linewidth}%%
    \setlength{\topsep}{0.9ex}\setlength{\partopsep}{0pt}\setlength{\parsep}{0pt}\setlength{\itemsep}{0pt}%%
    \renewcommand{\makelabel}[1]{\raisebox{0pt}[\height][#1]{\parbox[t]{\labelwidth}{\raggedright\small ##1}}}%%
  }\item[{#2}]\raggedright\interlinepenalty=10000\relax}{\end{list}}
\begin{document}
{\LARGE\bfseries %(shown)s\par}
\medskip
"""
_TURNED = r"""\ifdefined\XeTeXversion
  \TeXXeTstate=1
  \newcommand{\cvfromright}[1]{\beginR #1\endR}
\else
  \newcommand{\cvfromright}[1]{{\textdirection 1 #1}}
\fi
"""


def write(document: Document, design: str = "garamond", paper: str = "a4") -> str:
    """The file of a document."""
    shown, body = _text(document.title), "".join(_document(document))
    used = [each for each in SYSTEMS.values() if f"{{\\{_font(each)} " in f"{shown}{body}"]
    head = _HEAD % {
        "paper": _PAPERS[paper],
        "title": _escaped(document.title),
        "shown": shown,
        "language": document.language.replace("_", "-"),
        "fonts": "".join(_fonts(design, used)),
    }
    return f"{head}{body}\\end{{document}}\n"


def _fonts(design: str, used: Sequence[WritingSystem]) -> Iterator[str]:
    command = "setsansfont" if design == "sans" else "setmainfont"
    yield _first_of(_FONTS[design], f"\\{command}{{%s}}", "", _OF_TEX[design])
    yield _first_of(_FONTS["mono"], "\\setmonofont{%s}", "", _OF_TEX["mono"])
    if design == "sans":
        yield "\\renewcommand{\\familydefault}{\\sfdefault}\n"
    for system in used:
        own = _FONTS[design][:2] if system.name in _ALSO_OF_TEXT else ()
        shapes = f"[Script={system.name}]" if system.has_shapes else ""
        command = f"\\newfontfamily\\{_font(system)}{{%s}}{shapes}"
        yield _first_of((*own, *system.fonts), command, f"\\let\\{_font(system)}\\relax")
    if any(system.is_right_to_left for system in used):
        yield _TURNED


def _first_of(fonts: tuple[str, ...], command: str, otherwise: str, usual: str = "") -> str:
    """A command for the first of some fonts that is there, and none where that is the ``usual`` one."""
    found = otherwise
    for font in reversed(fonts):
        name = f"{font}-Regular.otf" if font in _FILES else font or usual
        then = command % font if font else ""
        if font in _FILES:
            then += "[Extension=.otf,UprightFont=*-Regular,BoldFont=*-Bold,ItalicFont=*-Italic,BoldItalicFont=*-BoldItalic]"
        exists = "IfFontExistsTF" if font in _FILES or not font else "cviffont"
        found = f"\\{exists}{{{name}}}{{{then}}}{{{found}}}"
    return f"{found}\n"


def _font(system: WritingSystem) -> str:
    return f"cv{system.name.lower()}"


# Text


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: _ESCAPED.get(match[0], f"\\{match[0]}"), _UNPRINTABLE.sub("", text))


_LONG_WORD = re.compile(r"\S{60}(?=\S)")
"""What is wider than a line; over one of thousands of letters XeTeX itself stumbles."""


def _text(text: str) -> str:
    """A text, in which letters of other scripts are set in fonts that have them, words from right to left in their order, and words that
    are too long for a line can break."""
    pieces = _LONG_WORD.sub("\\g<0>\0", _UNPRINTABLE.sub("", without_emoji(text))).split("\0")
    return "\\hspace{0pt}".join(map(_in_fonts, pieces))


def _in_fonts(text: str) -> str:
    escaped = _escaped(text)
    return escaped if escaped.isascii() else "".join(map(_in_font, runs(escaped)))


def _in_font(run: Run) -> str:
    if run.system is None or _IN_EVERY_FONT.fullmatch(run.text):
        return run.text
    shown = f"\\cvfromright{{{run.text}}}" if run.system.is_right_to_left else run.text
    return f"{{\\{_font(run.system)} {shown}}}"


def _url(url: str) -> str:
    """An address within an argument of another command; empty where it leads nowhere from a file that stands by itself."""
    if not re.match(r"(?i)(?:https?|ftp)://|mailto:", url):
        return ""
    safe = quote(_UNPRINTABLE.sub("", url), safe="%/:=&?~#+!$,;'@()*[]-._")
    return re.sub(r"[%#&_$~]", lambda sign: "\\string~" if sign[0] == "~" else f"\\{sign[0]}", safe)


def _inline(fragments: Fragments) -> str:
    out: list[str] = []
    for fragment in fragments:
        if isinstance(fragment, str):
            out.append(_text(fragment))
            continue
        kind, children, _classes, attributes = fragment
        if KINDS[kind].node == NOTHING and KINDS[kind].html != NOTHING:
            continue
        if kind == "math":
            out.append(f"${plain(children)}$")
        elif kind == "break":
            out.append("\\leavevmode\\newline{}")
        elif kind == "image":
            out.append(_text(attributes.get("alt", "")))
        elif KINDS[kind].is_block:
            # Where only text can stand, blocks have a space around them.
            out.append(f" {_inline(children)} ")
        else:
            inner = _inline(children)
            if kind == "link" and (url := _url(attributes.get("url", ""))) and inner:
                inner = f"\\href{{{url}}}{{{inner}}}"
            if kind == "deleted" or not inner.strip() or kind not in _WITHIN:
                out.append(inner)
            else:
                out.append(f"\\{_WITHIN[kind]}{{{inner}}}")
    return "".join(out)


# Blocks


def _document(document: Document) -> Iterator[str]:
    for row, lines in groupby(document.head, _row_of):
        if row:
            between = " \\enspace\\textperiodcentered\\enspace "
            yield from _paragraph_of(
                [between.join(filter(None, (_inline((each,)).strip() for each in lines)))]
            )
        else:
            yield from _blocks(tuple(lines))
    for part in document.parts:
        if part.heading:
            command = ("section", "subsection", "subsubsection", "paragraph")[min(max(part.level, 1), 4) - 1]
            yield f"\n\\{command}{{\\texorpdfstring{{{_inline(part.heading)}}}{{{_escaped(in_a_row(part.heading))}}}}}\n"
        yield from _blocks(part.body)


def _row_of(fragment: Fragment) -> str:
    """In which row of the head a line stands; empty where it is one by itself."""
    return _SIDE_BY_SIDE.get(fragment.classes, "") if isinstance(fragment, Element) else ""


def _blocks(fragments: Fragments) -> Iterator[str]:
    inline: list[str | Element] = []
    for fragment in fragments:
        if isinstance(fragment, str) or not KINDS[fragment.kind].is_block:
            inline.append(fragment)
            continue
        if inline:
            yield from _paragraph(tuple(inline))
            inline = []
        yield from _block(fragment)
    if inline:
        yield from _paragraph(tuple(inline))


def _paragraph(fragments: Fragments) -> Iterator[str]:
    yield from _paragraph_of(filter(None, [_inline(fragments).strip()]))


def _paragraph_of(lines: Iterable[str]) -> Iterator[str]:
    """A paragraph of lines, which stay on one page where an entry has it so."""
    # A bracket may be taken for an argument of what stands before it.
    if said := " \\\\*\n".join(f"{{}}{line}" if line[0] in "[*" else line for line in lines):
        yield f"{said}\\par\n"


def _block(element: Element) -> Iterator[str]:
    kind, children, _classes, _attributes = element
    match kind:
        case "entry" | "card":
            yield from _entry(element)
        case "bullets" | "numbers":
            items = [each for each in children if isinstance(each, Element) and each.kind == "item"]
            if items:
                yield f"\\begin{{{_AROUND[kind]}}}\n"
                for item in items:
                    yield f"\\item {''.join(_blocks(item.children))}"
                yield f"\\end{{{_AROUND[kind]}}}\n"
        case "quote":
            yield f"\\begin{{quote}}\n{''.join(_blocks(children))}\\end{{quote}}\n"
        case "lines" if all(isinstance(each, Element) and each.kind == "line" for each in children):
            lines = [_inline((each,)).strip() for each in children]
            yield from _paragraph_of([words for words in lines if words])
        case "line" | "paragraph" | "label":
            words = "".join(_paragraph(children))
            yield f"{words}\\smallskip\n" if words and kind == "paragraph" else words
        case "row":
            cells = (_inline(each.children).strip() for each in children if isinstance(each, Element))
            yield from _paragraph_of(filter(None, [" \\quad ".join(filter(None, cells))]))
        case "literal_block":
            for line in plain(children).splitlines():
                yield (
                    f"\\texttt{{{_text(line).replace(' ', '~')}}}\\par\n" if line.strip() else "\\smallskip\n"
                )
        case "rule":
            yield "\\par\\medskip\\hrule\\medskip\n"
        case _ if KINDS[kind].node != NOTHING and kind != "figure":
            yield from _blocks(children)


def _entry(entry: Element) -> Iterator[str]:
    """An entry, with its dates and its number in the column beside it."""
    beside = [each for each in elements((entry,)) if not _BESIDE.isdisjoint(each.classes.split())]
    said = dict.fromkeys(filter(None, (_inline(each.children).strip() for each in beside)))
    body = "".join(_blocks(_without(entry.children)))
    if said or body.strip():
        room = "[0pt]" if body.count("\n") > 1 else ""
        yield f"\\begin{{cventry}}{room}{{{' '.join(said)}}}\n{body}\\end{{cventry}}\n"


def _without(fragments: Fragments) -> Fragments:
    """What stands in an entry itself."""
    kept: list[str | Element] = []
    for fragment in fragments:
        if isinstance(fragment, str):
            kept.append(fragment)
        elif _BESIDE.isdisjoint(fragment.classes.split()):
            kept.append(fragment._replace(children=_without(fragment.children)))
    return tuple(kept)
