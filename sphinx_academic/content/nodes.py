"""Our docutils nodes: what each stands for, and how LaTeX writes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.writers.latex import LaTeXTranslator


class Request(NamedTuple):
    """What a directive asked for, small and hashable for its placeholder; ``sources`` are paths from the source
    folder, ``bare`` says what a file holds whose root is a list."""

    section: str
    sources: tuple[str, ...]
    bare: str
    options: tuple[tuple[str, Any], ...]


class written_later(nodes.Element):  # noqa: N801  (docutils names nodes in lower case)
    """What stands for something else until the page is written."""


class placeholder(written_later, nodes.General, nodes.Element):  # noqa: N801  (docutils names nodes in lower case)
    """What a directive leaves in the page until a builder asks for it: which records to show and how. It is small,
    because docutils' transforms, Sphinx's collectors and the pickled doctree all pay per node."""


Kind = TypeVar("Kind", bound=nodes.Node)


def nodes_in(element: nodes.Element, kind: type[Kind]) -> list[Kind]:
    """The nodes of a kind in an element, itself too, in order, as they stand there now. Docutils' ``findall`` hands each node
    from generator to generator, one for each element around it, for which a documentation that cites would pay a tenth of its time."""
    found: list[Kind] = []
    waiting: list[nodes.Node] = [element]
    while waiting:
        node = waiting.pop()
        if isinstance(node, kind):
            found.append(node)
        waiting.extend(reversed(node.children))
    return found


def placeholders_of(document: nodes.document | None) -> list[placeholder]:
    """The placeholders that stand in a document; most pages have none, and every output asks."""
    if document is None or getattr(document, "academic_has_no_list", False):
        return []
    return nodes_in(document, placeholder)


def filled_lists(document: nodes.document | None) -> list[placeholder]:
    """Those of them that are filled, as all that show something are when a page of HTML is written."""
    return [node for node in placeholders_of(document) if "fragments" in node]


class filter_form(written_later, nodes.General, nodes.Element):  # noqa: N801
    """Where the form of a filtered list stands; ``list`` is the name that the list's placeholders have as well."""


class above_list(written_later, nodes.General, nodes.Element):  # noqa: N801
    """What stands above a list on a page that is looked at on a screen, such as links to its years; ``headings`` are those of the
    outermost groups, each with its id."""


class group_heading(written_later, nodes.rubric):  # noqa: N801
    """The heading of a group of records where no section can stand; a rubric for all writers that know one."""

    tagname = "rubric"


class citation_cluster(written_later, nodes.inline):  # noqa: N801
    """The references to works that are cited together, each a ``pending_xref``, with signs between them until the page is written;
    ``form`` says how they read, ``style`` is a way of citing of its own, ``relation`` what the text does with the works."""

    tagname = "inline"


class notes_place(written_later, nodes.General, nodes.Element):  # noqa: N801
    """Where the notes of a page stand that citations become; gone when the page is written."""


class entry_block(nodes.General, nodes.Element):  # noqa: N801
    """One record. It carries the id, since LaTeX drops the ids of paragraphs, containers and list items."""


class side_column(nodes.General, nodes.Element):  # noqa: N801
    """The pictures or the dates of an entry on a printed page."""


class text_column(nodes.General, nodes.Element):  # noqa: N801
    """The lines of an entry beside these on a printed page."""


class facts_column(nodes.General, nodes.Element):  # noqa: N801
    """What is said of somebody beside a photo on a printed page."""


class photo_column(nodes.General, nodes.Element):  # noqa: N801
    """The photo beside it."""


class line_break(nodes.inline):  # noqa: N801
    """A line break within a paragraph, for the writers that can make one."""


class underlined(nodes.inline):  # noqa: N801
    """Words with a line below them, for the writers that can draw one."""


class cut_block(nodes.General, nodes.Element):  # noqa: N801
    """Code within an entry, which may be longer than a printed page."""


class kept_with_next(nodes.General, nodes.Element):  # noqa: N801
    """What no page break parts from that which follows."""


class other_letters(nodes.inline):  # noqa: N801
    """Letters of a ``system`` (:mod:`~sphinx_academic.content.writing_systems`) that the font of a PDF's text may not have."""

    tagname = "inline"


class block(nodes.General, nodes.Element):  # noqa: N801
    """Blocks that belong together; writes nothing of its own."""


_STRUT = "\\everypar\\expandafter{\\the\\everypar{\\normalsize\\strut}}\n"
"""What makes the first line of a column as high as one of the text."""
IN_LATEX: Mapping[type[nodes.Element], tuple[str, str]] = {
    block: ("", ""),
    # A paragraph of its own that no page break cuts; the theme for LaTeX keeps more of an entry together.
    entry_block: (
        "\n\n\\par\\medskip\\begingroup\\interlinepenalty=10000\\ifdefined\\academicentry\\academicentry\\fi\n",
        "\n\\par\\endgroup\\ifdefined\\academicentry\\penalty0 \\fi\n",
    ),
    # TeX looks without end for a place to cut code that no page holds.
    cut_block: (
        "\n\\par\\begingroup\\interlinepenalty=0\\ifdefined\\academicfree\\academicfree\\fi\n",
        "\n\\par\\endgroup\n",
    ),
    kept_with_next: (
        "\n\n\\par\\ifdefined\\academicpart\\academicpart\\fi\\begingroup\\interlinepenalty=10000\n",
        # As behind a heading, so that another heading is kept as well.
        "\n\\par\\endgroup\\nopagebreak\\csname @afterheading\\endcsname\n",
    ),
    # Two columns; a minipage is never cut by a page's end, and what belongs to the entry is kept on the page.
    side_column: (
        "\\noindent\\begin{minipage}[t]{0.2\\linewidth}\\vspace{0pt}\\small\\raggedright" + _STRUT,
        "\\end{minipage}\\hfill\n",
    ),
    text_column: (
        "\\begin{minipage}[t]{0.77\\linewidth}\\vspace{0pt}\\raggedright" + _STRUT,
        "\\end{minipage}\\par\\nopagebreak\\smallskip\n",
    ),
    facts_column: (
        "\\noindent\\begin{minipage}[t]{0.7\\linewidth}\\vspace{0pt}\\raggedright\\parskip=0.5\\baselineskip\n",
        "\\end{minipage}\\hfill\n",
    ),
    photo_column: (
        "\\begin{minipage}[t]{0.25\\linewidth}\\vspace{0pt}\\small\\raggedright\n",
        "\\end{minipage}\\par\\nopagebreak\\smallskip\n",
    ),
    underlined: ("\\sphinxaccelerator{", "}"),
    # The braces keep a bracket at the start of the next line from being an argument.
    line_break: ("\\\\{}\n", ""),
}
"""What stands in LaTeX before and behind our nodes; the other writers write what is in them."""


def nothing(translator: object, node: nodes.Element) -> None:
    """Write nothing for a node and go on with its children."""


_Visitor = Callable[["LaTeXTranslator", nodes.Element], None]


def latex_writers(kind: type[nodes.Element]) -> tuple[_Visitor, _Visitor]:
    """What begins and what ends a node of ours in LaTeX; an id becomes an anchor that ``\\hyperref`` finds."""
    before, behind = IN_LATEX[kind]

    def visit(translator: LaTeXTranslator, node: nodes.Element) -> None:
        translator.body.append(before)
        if node["ids"]:
            # A page may not end between an anchor and what it leads to.
            translator.body.append(translator.hypertarget_to(node, anchor=True) + "\\nopagebreak\n")

    def depart(translator: LaTeXTranslator, node: nodes.Element) -> None:
        translator.body.append(behind)

    return visit, depart


def visit_other_letters(translator: LaTeXTranslator, node: nodes.Element) -> None:
    """Begin what is set in a font of its own where the font of the text lacks it."""
    translator.body.append(f"\\academic{node['system']}{{")


def depart_other_letters(translator: LaTeXTranslator, node: nodes.Element) -> None:
    """End it."""
    translator.body.append("}")


def unsupported_in_latex(uri: str) -> bool:
    """Whether no LaTeX engine includes a picture of this kind by itself."""
    return re.search(r"\.(?:png|jpe?g|pdf|eps)$", uri, re.IGNORECASE) is None
