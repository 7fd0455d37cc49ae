"""Projects that tests build: copies of those in `roots/`, changed at will, and what a build of them says and writes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

import lxml.html
from building import sphinx_build
from docutils import nodes
from sphinx.testing.util import SphinxTestApp

from trials.forks import end_what_is_left

ROOTS = Path(__file__).parent / "roots"
CHECKOUT = Path(__file__).resolve().parents[2]
ENVIRONMENT: dict[str, str] = {}
"""What builds in processes of their own find in their environment besides what is there."""

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_START = re.compile(r"^(?:(?P<location>[^\n]*?): )?(?:WARNING|ERROR|CRITICAL|SEVERE): ", re.MULTILINE)
_CODE = re.compile(r" \[(?P<code>[a-z][\w.-]*)\]\s*\Z")


class Told(NamedTuple):
    """A warning: where, of which type and subtype (``academic.date``), and its words."""

    location: str
    code: str
    message: str


def read_warnings(text: str) -> tuple[Told, ...]:
    """Every warning in what Sphinx has written; a warning may have several lines."""
    text = _COLOUR.sub("", text)
    starts = [*_START.finditer(text)]
    assert starts or not text.strip(), text
    told = []
    for index, start in enumerate(starts):
        end = starts[index + 1].start() if index + 1 < len(starts) else len(text)
        message = text[start.end() : end].rstrip("\n")
        code = _CODE.search(message)
        message = message[: code.start()] if code else message
        told.append(Told(start["location"] or "", code["code"] if code else "", message))
    return tuple(told)


@dataclass(frozen=True)
class Built:
    """What a build left: its folder, its warnings, the pages that it read, and the trees where they were kept."""

    folder: Path
    warnings: tuple[Told, ...]
    read: tuple[str, ...] = ()
    empty: tuple[Told, ...] = ()
    """What it told of directives of whose lists the data have nothing."""
    said: str = ""
    """What Sphinx told besides its warnings."""
    trees: dict[str, nodes.document] = field(default_factory=dict)
    """Page name → its doctree as it was stored, before expansion."""
    resolved: dict[str, nodes.document] = field(default_factory=dict)
    """Page name → its doctree as a builder gets it."""

    def text(self, name: str) -> str:
        """A file of the output."""
        return (self.folder / name).read_text(encoding="utf-8")

    def page(self, name: str) -> lxml.html.HtmlElement:
        """An HTML page of the output."""
        return lxml.html.document_fromstring((self.folder / name).read_bytes())

    def files(self) -> dict[str, bytes]:
        """Every file of the output, pickles left out: they hold addresses in memory and times."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and path.suffix not in {".pickle", ".doctree", ".fpickle"}
        }


EMPTY = "academic.empty"


def _without_empty_lists(built: Built) -> Built:
    """What a build told but for lists of which the data of a test have nothing: data that are written for one mistake have no others."""
    warned, empty = (
        tuple(told for told in built.warnings if (told.code == EMPTY) is is_empty)
        for is_empty in (False, True)
    )
    return replace(built, warnings=warned, empty=empty)


class Site:
    """A project of its own in a folder of its own; ``source`` is to be changed between builds."""

    def __init__(self, root: str, folder: Path) -> None:
        self.folder = folder
        self.source = folder / "source"
        shutil.copytree(ROOTS / f"test-{root}", self.source)

    def write(self, name: str, text: str) -> None:
        """Write a file of the source."""
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def build(
        self,
        builder: str = "html",
        *,
        warnings: Sequence[str] | None = (),
        keep_trees: bool = False,
        **settings: Any,
    ) -> Built:
        """Build in this process; ``warnings`` are the codes of those that the test expects, in order (None: any).

        ``settings`` override those of ``conf.py``.
        """
        read: list[str] = []
        trees: dict[str, nodes.document] = {}
        resolved: dict[str, nodes.document] = {}
        # Sphinx adds MyST's suffix to its own default, and sphinx-book-theme its templates, for every later build in the process:
        # give each its own.
        settings = {"source_suffix": {".rst": "restructuredtext"}, "templates_path": [], **settings}
        app = SphinxTestApp(builder, self.source, self.folder / "build", confoverrides=settings)
        try:
            app.connect("env-before-read-docs", lambda app, env, names: read.extend(names))
            if keep_trees:
                app.connect(
                    "doctree-resolved", lambda app, tree, name: resolved.update({name: tree.deepcopy()})
                )
            app.build()
            if keep_trees:
                trees.update({name: app.env.get_doctree(name) for name in app.env.found_docs})
            built = Built(
                Path(app.outdir),
                read_warnings(app.warning.getvalue()),
                tuple(sorted(read)),
                said=app.status.getvalue(),
                trees=trees,
                resolved=resolved,
            )
            built = _without_empty_lists(built)
        finally:
            app.cleanup()
            end_what_is_left()
        if warnings is not None:
            assert [told.code for told in built.warnings] == list(warnings), built.warnings
        return built

    def run(
        self,
        builder: str = "html",
        *arguments: str,
        name: str = "",
        warnings: Sequence[str] = (),
        status: int = 0,
        afresh: bool = False,
    ) -> Built:
        """Build as a user does, with `sphinx-build` in a process of its own; ``name`` names the output.

        ``afresh`` starts one that has loaded nothing, for tests of what is loaded.

        The environment says a fixed time (``SOURCE_DATE_EPOCH``), as builds that are compared need it.
        """
        build = self.folder / f"run-{name or builder}"
        done = sphinx_build(
            *("-b", builder, "-d", str(build / "doctrees"), *arguments, "source", str(build / "output")),
            folder=self.folder,
            environment=ENVIRONMENT if ENVIRONMENT or afresh else None,
        )
        assert done.status == status, done.warned
        built = _without_empty_lists(Built(build / "output", read_warnings(done.warned)))
        assert [told.code for told in built.warnings] == list(warnings), built.warnings
        return built

    def run_with_small_disk(self, most: int) -> str:
        """Build into `run-small` where no file can have more bytes; gives what the build, which has to fail, said."""
        build = self.folder / "run-small"
        done = sphinx_build(
            *("-d", str(build / "doctrees"), "source", str(build / "output")),
            folder=self.folder,
            largest_file=most,
        )
        assert done.status != 0, done.warned
        return done.warned


MakeSite = Callable[[str], Site]


def words(element: lxml.html.HtmlElement) -> str:
    """The text of an element, white space as one space."""
    return " ".join(str(element.text_content()).split())
