"""What is handed out: the wheel holds what a program reads and nothing else, the archive of the source all that makes it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.parser import HeaderParser
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from sphinx_academic import __version__
from sphinx_academic.formats.loading import NamedFile, load

CHECKOUT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGE = "sphinx_academic"
NOT_COPIED = shutil.ignore_patterns("__pycache__", ".*_cache", "*.mo", "node_modules")


class Handed(NamedTuple):
    """The two files of a build."""

    wheel: Path
    source: Path


def build(folder: Path, *, seed: str, age: int) -> Handed:
    """Build both from a copy of the checkout that has its own place, times and permissions."""
    copy = folder / "copy"
    for name in (*PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"], "LICENSE"):
        path = CHECKOUT / name.lstrip("/")
        target = copy / path.name
        if path.is_dir():
            shutil.copytree(path, target, ignore=NOT_COPIED)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    shutil.copyfile(CHECKOUT / "pyproject.toml", copy / "pyproject.toml")
    for path in copy.rglob("*"):
        if path.is_file():
            path.chmod(0o600 if age else 0o664)
            os.utime(path, (1_500_000_000 + age, 1_500_000_000 + age))
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder / "dist")],
        cwd=copy,
        env={**environment, "PYTHONHASHSEED": seed, "TZ": f"UTC{len(seed)}", "PYTHONWARNINGS": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = (folder / "dist").glob("*.whl")
    (source,) = (folder / "dist").glob("*.tar.gz")
    return Handed(wheel, source)


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Handed:
    return build(tmp_path_factory.mktemp("first"), seed="1", age=0)


@pytest.fixture(scope="module")
def in_wheel(handed: Handed) -> dict[str, bytes]:
    with zipfile.ZipFile(handed.wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def metadata(in_wheel: dict[str, bytes]) -> dict[str, list[str]]:
    """The fields of the wheel's METADATA, each with all its values."""
    (name,) = (name for name in in_wheel if name.endswith(".dist-info/METADATA"))
    message = HeaderParser().parsestr(in_wheel[name].decode())
    return {field: message.get_all(field, []) for field in dict.fromkeys(message.keys())}


def tracked(folder: str) -> set[str]:
    """The files of the checkout below a folder, without what builds and tools leave."""
    return {
        path.relative_to(CHECKOUT).as_posix()
        for path in (CHECKOUT / folder).rglob("*")
        if path.is_file() and path.suffix != ".mo" and not {"__pycache__", "node_modules"} & set(path.parts)
    }


def test_the_wheel_holds_the_package_its_compiled_catalogues_and_its_licences_and_nothing_else(
    in_wheel: dict[str, bytes],
) -> None:
    source = tracked(PACKAGE)
    catalogues = {name for name in source if name.endswith(".po")}
    unread = {name for name in source if name.endswith("/README.md")}
    package = (source - catalogues - unread) | {name.removesuffix(".po") + ".mo" for name in catalogues}
    assert {name for name in in_wheel if ".dist-info/" not in name} == package
    assert f"{PACKAGE}/py.typed" in package
    information = {name.partition(".dist-info/")[2] for name in in_wheel if ".dist-info/" in name}
    licences = {f"licenses/{name}" for name in metadata(in_wheel)["License-File"]}
    assert information == {"METADATA", "WHEEL", "RECORD", "entry_points.txt", *licences}


def test_nothing_lies_in_the_package_that_no_program_reads(in_wheel: dict[str, bytes]) -> None:
    kinds = {
        ".py",
        ".typed",
        ".mo",
        ".css",
        ".js",
        ".html",
        ".toml",
        ".svg",
        ".typ",
        ".woff2",
        ".cls",
        ".sty",
        ".conf",
        ".jinja",
    }
    others = {name for name in in_wheel if name.startswith(f"{PACKAGE}/") and Path(name).suffix not in kinds}
    assert {Path(name).name.split("-")[0].removesuffix(".txt") for name in others} == {"LICENSE", "OFL"}


def test_the_archive_of_the_source_holds_what_builds_and_tests_need(handed: Handed) -> None:
    with tarfile.open(handed.source) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    folders = {
        "audit",
        "benchmarks",
        "docs",
        "example-lab",
        "example-site",
        "requirements",
        "tests",
        "trials",
        PACKAGE,
    }
    assert {name.split("/")[0] for name in names if "/" in name} == folders
    assert {name for name in names if "/" not in name} - {".gitignore"} == {
        "CHANGELOG.md",
        "CITATION.cff",
        "CONTRIBUTING.md",
        "LICENSE",
        "Makefile",
        "PKG-INFO",
        "README.md",
        "SECURITY.md",
        "hatch_build.py",
        "noxfile.py",
        "pyproject.toml",
    }
    assert names >= {name for folder in folders - {"audit"} for name in tracked(folder)}
    assert [name for name in names if name.endswith((".mo", ".pyc")) or "node_modules" in name] == []


def test_what_the_index_of_packages_shows_leads_somewhere_from_there(in_wheel: dict[str, bytes]) -> None:
    (name,) = (name for name in in_wheel if name.endswith(".dist-info/METADATA"))
    page = in_wheel[name].decode().partition("\n\n")[2]
    links = re.findall(r"(!?)\[[^\]]*\]\(([^)]+)\)", page)
    assert [address for _, address in links if not address.startswith("https://")] == []
    assert [address for sign, address in links if sign and not address.endswith(".webp")] == []
    assert any(sign for sign, _ in links), "the picture"
    declared = metadata(in_wheel)
    homepage, *_ = (url.partition(", ")[2] for url in declared["Project-URL"])
    assert all(address.split("/")[3] == homepage.split("/")[3] for sign, address in links if sign)
    for _, address in re.findall(
        r"(!?)\[[^\]]*\]\((?!https?:)([^)]+)\)", (CHECKOUT / "README.md").read_text("utf-8")
    ):
        assert (CHECKOUT / address).exists(), address
    (license_line,) = re.findall(r"Copyright \(c\) \d+ (.+)", (CHECKOUT / "LICENSE").read_text("utf-8"))
    assert declared["Author"] == declared["Maintainer"] == [license_line]


def test_the_file_that_says_how_to_cite_us_is_read_by_ourselves(tmp_path: Path) -> None:
    collection = load([NamedFile(CHECKOUT / "CITATION.cff", "CITATION.cff")])
    (software,) = collection.publications
    assert (collection.problems, software.kind_of_work) == ((), "software")
    (version,) = re.findall(r"(?m)^version: (.+)$", (CHECKOUT / "CITATION.cff").read_text("utf-8"))
    assert version == __version__


def test_no_page_lies_among_the_files_that_are_copied_into_sites() -> None:
    for folder in (CHECKOUT / PACKAGE).rglob("static"):
        assert [path for path in folder.rglob("*") if path.suffix in {".md", ".rst"}] == []


def test_two_builds_in_two_folders_at_two_times_give_the_same_bytes(handed: Handed, tmp_path: Path) -> None:
    again = build(tmp_path, seed="4711", age=86_400)
    for one, other in zip(handed, again, strict=True):
        assert one.name == other.name
        assert one.read_bytes() == other.read_bytes(), one.name


def test_all_that_ships_is_under_a_licence_that_ships_too_and_that_the_documentation_names(
    in_wheel: dict[str, bytes],
) -> None:
    page = (CHECKOUT / "docs" / "reference" / "licences.md").read_text(encoding="utf-8")
    declared = metadata(in_wheel)
    texts = {name: in_wheel[each] for each in in_wheel for name in declared["License-File"] if each == name}
    (expression,) = declared["License-Expression"]
    needed = {"MIT"}
    for name, content in in_wheel.items():
        if not name.startswith(f"{PACKAGE}/"):
            continue
        if name.endswith(".woff2"):
            needed.add("OFL-1.1")
            family = re.split(r"-latin", Path(name).stem)[0].replace("-", " ").title()
            family = family.replace("Eb ", "EB ").replace("Stix ", "STIX ")
            beside = [text for at, text in texts.items() if Path(at).parent == Path(name).parent]
            assert f"| {family} |" in page, name
            assert any(b"Open Font License" in text for text in beside), name
        elif b"<!-- drawn for this package, MIT -->" in content:
            continue
        elif name.endswith(".svg") and "/icons/" in name:
            said = re.search(rb"<!-- .*(CC0-1\.0|CC BY 4\.0).* -->", content)
            assert said, name
            licence = {b"CC0-1.0": "CC0-1.0", b"CC BY 4.0": "CC-BY-4.0"}[said[1]]
            needed.add(licence)
            project = "Simple Icons" if licence == "CC0-1.0" else "Font Awesome Free"
            assert project.encode() in content
            assert re.search(rf"^\| {project} \|.*\| {licence} \|", page, re.MULTILINE)
    assert set(expression.split(" AND ")) == needed
    for name in declared["License-File"]:
        assert f"`{name}`" in page, "the page says where each licence stands"


def declared_requirements() -> list[Requirement]:
    """What the project and its extras ask for on this system."""
    extras = PROJECT["project"]["optional-dependencies"]
    texts = [
        *PROJECT["build-system"]["requires"],
        *PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]["dependencies"],
        *PROJECT["project"]["dependencies"],
        *(text for each in extras.values() for text in each),
    ]
    return [each for each in map(Requirement, texts) if canonicalize_name(each.name) != "sphinx-academic"]


def test_the_lock_fits_what_the_project_asks_for_and_holds_a_hash_for_each_package() -> None:
    lock = (CHECKOUT / "requirements" / "ci.txt").read_text(encoding="utf-8")
    assert "://" not in lock, "the lock names no host"
    locked: dict[str, str] = {}
    for entry in re.split(r"\n(?=[a-z0-9])", lock, flags=re.IGNORECASE)[1:]:
        requirement = Requirement(entry.split(" \\\n")[0])
        assert "--hash=sha256:" in entry, requirement.name
        if requirement.marker is None or requirement.marker.evaluate():
            (version,) = requirement.specifier
            locked[canonicalize_name(requirement.name)] = version.version
    misfits = [
        str(each)
        for each in declared_requirements()
        # PyICU comes as source alone, and the tests do without it.
        if canonicalize_name(each.name) != "pyicu"
        and not each.specifier.contains(locked.get(canonicalize_name(each.name), "0"), prereleases=True)
    ]
    assert misfits == [], "run `make lock`"


@pytest.mark.parametrize(
    "workflow", sorted((CHECKOUT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.name
)
def test_a_workflow_may_read_only_and_names_each_action_by_its_commit(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    assert re.search(r"^permissions:\n  contents: read$", text, re.MULTILINE)
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert used
    for action, comment in used:
        assert re.fullmatch(r"[\w/.-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r"  # v\d+\.\d+\.\d+", comment), f"{action} says its version"
