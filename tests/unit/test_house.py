"""The package as a house: what holds of all its code, whatever it does."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

import sphinx_academic
from sphinx_academic.content.nodes import Request
from sphinx_academic.domain.academic import AcademicDomain
from sphinx_academic.outputs import OUTPUTS
from sphinx_academic.pages.build import ClusterNote, LocalTarget, PageNotes, ReferenceList
from sphinx_academic.pages.kept_files import digest_of
from sphinx_academic.problems import Code
from sphinx_academic.sections.entries import CitedAt, EntryFacts, Listing, PlaceInPage, SearchName
from sphinx_academic.sections.offers import DocumentRequest, DownloadRequest, FeedRequest
from sphinx_academic.sections.registry import REFERRED, SECTIONS
from sphinx_academic.settings import SETTINGS

PACKAGE = Path(sphinx_academic.__file__).parent

BEFORE_SECTIONS = ("data", "formats", "content", "fetching")
"""The rooms that know of no directive; what bears the same name there is a list of a data file."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    """The package's modules, by their paths in it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def told_apart_by_name(tree: ast.Module, *, mentions_section: bool) -> list[int]:
    """The lines on which something is compared with a directive's name, or looked up by it."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            constants: list[ast.expr] = [node.left, *node.comparators]
            others = [each for each in constants if not isinstance(each, ast.Constant)]
        elif isinstance(node, ast.Dict):
            constants, others = [key for key in node.keys if key is not None], []
        elif isinstance(node, ast.MatchValue):
            constants, others = [node.value], []
        else:
            continue
        words = {
            each.value
            for constant in constants
            for each in ast.walk(constant)
            if isinstance(each, ast.Constant) and isinstance(each.value, str)
        }
        about_sections = any("section" in ast.unparse(other).lower() for other in others)
        if words & SECTIONS.keys() and (about_sections or not mentions_section):
            found.append(node.lineno)
    return found


def test_generic_code_never_compares_the_name_of_a_directive() -> None:
    """What is particular to a section is a method or an attribute of it: a new directive is then one file."""
    # The theme has a layout that is called like a directive; of its code what speaks of sections is looked at.
    found = [
        f"{path}:{line}"
        for path, tree in modules()
        # Reports are called after what they are about, and what is carried over from other generators by what it shows.
        if path.partition("/")[0] not in {*BEFORE_SECTIONS, "sections", "starting", "settings.py"}
        for line in told_apart_by_name(tree, mentions_section=path.startswith("theme/"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'if request.section == "publications": pass',
        'if "timeline" in shown: pass',
        'if section.name in {"profile", "newsfeed"}: pass',
        'x = {"publication": 1, "competitions": 2}',
        'match name:\n    case "education":\n        pass',
    ],
)
def test_such_a_comparison_would_be_found(code: str) -> None:
    assert told_apart_by_name(ast.parse(code), mentions_section=False)


def test_the_table_of_sections_says_of_each_what_its_entries_are_to_those_who_refer_to_them() -> None:
    """Roles, object types and results of the search follow from the table, without a section being imported."""
    kinds = {name: section.entry_kind for name, section in SECTIONS.items() if section.entry_kind}
    shown_by = {row.name: row.kind for row in REFERRED.values()}
    assert {name: kinds[name] for name in shown_by} == shown_by
    # Whose site it is is a person, whom a list of people may show too.
    assert {name: kind for name, kind in kinds.items() if name not in shown_by} == {"profile": "person"}
    assert all(row.role and str(row.called) and str(row.title) for row in REFERRED.values())


REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"


def test_the_documentation_has_the_options_of_every_directive_every_setting_and_every_code() -> None:
    """Their words come from the declarations, where the pages say where each stands; those of codes are the page's own."""
    pages = {
        name: (REFERENCE / f"{name}.md").read_text(encoding="utf-8") for name in ("configuration", "warnings")
    }
    tables = [path.read_text(encoding="utf-8") for path in (REFERENCE / "directives").glob("*.md")]
    missing = [
        *(name for name in SECTIONS if not any(f"{{directive-options}} {name}\n" in page for page in tables)),
        *(each.name for each in SETTINGS if f"{{setting}} {each.name}\n" not in pages["configuration"]),
        *(code for code in Code if not re.search(rf"^## academic\.{code}\n\n\w", pages["warnings"], re.M)),
    ]
    assert missing == []


CLOCKS = {"time", "timeit"}
CLOCKS_OF_BROWSERS = ("performance.now", "Date.now", "new Date(")


def clocks(tree: ast.Module) -> list[int]:
    """The lines on which a clock is asked: what else a machine has to do would decide."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            asked = any(each.name in CLOCKS for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            asked = node.module in CLOCKS
        elif isinstance(node, ast.Attribute):
            asked = node.attr in {"now", "today", "utcnow"}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            asked = any(clock in node.value for clock in CLOCKS_OF_BROWSERS)
        else:
            continue
        if asked:
            found.append(node.lineno)
    return found


def test_no_test_asks_a_clock() -> None:
    """What a thing costs is counted (``counting.py``), and seconds are for ``make bench``."""
    tests = Path(__file__).parents[1]
    found = [
        f"{path.relative_to(tests).as_posix()}:{line}"
        for path in sorted(tests.rglob("*.py"))
        if path != Path(__file__)
        for line in clocks(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "import time",
        "from time import process_time",
        "import timeit as t",
        "date.today()",
        "page.evaluate('performance.now()')",
    ],
)
def test_a_clock_would_be_found(code: str) -> None:
    assert clocks(ast.parse(code)) == [1]


def imported_by(path: str, tree: ast.Module, known: set[str]) -> set[str]:
    """The modules of the package that one of them imports, wherever it does so, and be it for its types alone."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert not node.level, f"{path} imports by dots"
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            found.update(whole & known or {node.module})
    return found & known


def name_of(path: str) -> str:
    return f"sphinx_academic.{path.removesuffix('.py').replace('/', '.')}".removesuffix(".__init__")


def test_no_modules_import_one_another_in_a_circle() -> None:
    trees = {name_of(path): (path, tree) for path, tree in modules()}
    graph = {name: imported_by(path, tree, set(trees)) - {name} for name, (path, tree) in trees.items()}
    assert len(graph["sphinx_academic.pages.fill"]) > 10
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def test_no_two_classes_have_one_name_and_no_two_files() -> None:
    """But for the ends of one thing: a kind of record or a format, what shows it, and the command that writes it."""
    read = list(modules())
    classes = Counter(
        node.name for _path, tree in read for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    )
    assert [name for name, number in classes.items() if number > 1] == []
    rooms: dict[str, list[str]] = {}
    for path, _tree in read:
        rooms.setdefault(Path(path).name, []).append(path.partition("/")[0])
    alike = {name: found for name, found in rooms.items() if len(found) > 1 and name != "__init__.py"}
    # Software is a kind of record, and what a project that is documented says of itself.
    assert alike.pop("software.py", ["data", "data"])[:2] == ["data", "data"]
    ends = {"cli", "data", "sections"}
    wrong = {name: found for name, found in alike.items() if len({*found} & ends) < len(found)}
    assert wrong == {}
    assert "teaching.py" in alike


def test_no_two_files_of_tests_have_one_name() -> None:
    """Of two, pytest would collect the first alone."""
    files = Counter(path.name for path in Path(__file__).resolve().parents[1].rglob("test_*.py"))
    assert [name for name, number in files.items() if number > 1] == []


def test_few_imports_stand_inside_functions() -> None:
    """What is imported late goes through one door (``later``); these are the exceptions."""
    found = [
        f"{path}:{node.lineno}"
        for path, tree in modules()
        for function in ast.walk(tree)
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("sphinx_academic")
    ]
    assert len(found) <= 25, found


def test_whatever_is_imported_late_is_there() -> None:
    places = [
        argument.value
        for _path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "later"
        for argument in node.args
        if isinstance(argument, ast.Constant)
    ]
    places += [f"sphinx_academic.outputs.{module}:setup" for module in OUTPUTS]
    assert len(places) > 15
    for place in places:
        module, _, name = place.partition(":")
        assert callable(getattr(import_module(module), name)), place


KEPT_BY_SPHINX = (21, "709a005a9291f2b8baeb1406c06e3e3d")
"""The version of what Sphinx keeps of pages from one build to the next, and what its records hold."""


def test_what_is_kept_from_one_build_to_the_next_has_another_version_where_it_holds_something_else() -> None:
    tuples = (
        Request, ClusterNote, LocalTarget, ReferenceList, FeedRequest, DownloadRequest, DocumentRequest,
        CitedAt, EntryFacts, Listing, PlaceInPage, SearchName,
    )  # fmt: skip
    held = [[each.name for each in fields(PageNotes)], *(each._fields for each in tuples)]
    found = (AcademicDomain.data_version, digest_of(held))
    assert found == KEPT_BY_SPHINX, (
        "Raise data_version, or the next build of a site ends with an error. Then write both here."
    )
