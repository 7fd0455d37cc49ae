"""Read the Docs: its files are what it reads, and what it runs for them makes every format, previews and translations, without a warning."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import jsonschema
import lxml.html
import pytest
import yaml
from building import sphinx_build
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from sites import CHECKOUT

FOLDERS = (CHECKOUT, CHECKOUT / "example-site", CHECKOUT / "example-lab")
RELEASED = ["ubuntu-20.04", "ubuntu-22.04", "ubuntu-24.04", "ubuntu-lts-latest"]
TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}


def mapping(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [*required],
        "additionalProperties": False,
    }


# The keys that the documentation of the file has (docs.readthedocs.com, "Configuration file reference", version 2), as far as these
# files use such: a key that is none of them ends the build there.
RULES = mapping(
    ("version", "build"),
    version={"const": 2},
    build=mapping(
        ("os", "tools"),
        os={"enum": RELEASED},
        tools=mapping(("python",), python={"enum": ["3.11", "3.12", "3.13", "3", "latest"]}),
        apt_packages=TEXTS,
        jobs={"type": "object"},
    ),
    python=mapping(
        install={
            "type": "array",
            "items": {
                "anyOf": [
                    mapping(("requirements",), requirements=TEXT),
                    mapping(
                        ("path",),
                        path=TEXT,
                        method={"enum": ["pip", "setuptools", "uv"]},
                        extra_requirements=TEXTS,
                    ),
                ]
            },
        }
    ),
    sphinx=mapping(
        ("configuration",),
        configuration=TEXT,
        builder={"enum": ["html", "dirhtml", "singlehtml"]},
        fail_on_warning={"type": "boolean"},
    ),
    formats={"anyOf": [{"const": "all"}, {"type": "array", "items": {"enum": ["htmlzip", "pdf", "epub"]}}]},
)


def settings_of(folder: Path) -> dict[str, Any]:
    settings: dict[str, Any] = yaml.safe_load((folder / ".readthedocs.yaml").read_text(encoding="utf-8"))
    return settings


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_file_has_keys_that_there_are_and_names_files_that_there_are(folder: Path) -> None:
    settings = settings_of(folder)
    jsonschema.validate(settings, RULES)
    assert (folder / settings["sphinx"]["configuration"]).is_file()
    for each in settings["python"]["install"]:
        assert (folder / each.get("requirements", each.get("path"))).exists()


def test_the_rules_see_a_key_that_is_none() -> None:
    settings = settings_of(CHECKOUT / "example-site")
    for wrong in (
        {"pyton": {}},
        {"formats": ["pdf", "docx"]},
        {"sphinx": {"builder": "html"}},
        {"version": 1},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**settings, **wrong}, RULES)


def project() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]
    return found


def requirements(folder: Path) -> list[Requirement]:
    lines = (folder / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("name", ["example-site", "example-lab"])
def test_the_requirements_have_every_extension_and_the_extras_that_the_site_uses(name: str) -> None:
    folder = CHECKOUT / name
    (own,) = (each for each in requirements(folder) if each.name == "sphinx-academic")
    assert own.extras <= project()["optional-dependencies"].keys()
    conf: dict[str, Any] = {}
    exec((folder / "conf.py").read_text(encoding="utf-8"), conf)
    installed = {canonicalize_name(each.name) for each in requirements(folder)}
    installed |= {canonicalize_name(Requirement(each).name) for each in project()["dependencies"]}
    for extension in {*conf["extensions"]} - {"sphinx_academic"}:
        distributions = packages_distributions()[extension.partition(".")[0]]
        assert installed & {*map(canonicalize_name, distributions)}, extension
    pages = "".join(page.read_text(encoding="utf-8") for page in folder.rglob("*.md"))
    assert ("csl" in own.extras) == bool(re.search(r"^:style:", pages, re.MULTILINE))
    assert ("pdf" in own.extras) == bool(re.search(r"^:pdf:", pages, re.MULTILINE))


def test_the_documentation_shows_the_files_that_are_tested() -> None:
    page = (CHECKOUT / "docs/how-to/read-the-docs.md").read_text(encoding="utf-8")
    for file in (".readthedocs.yaml", "requirements.txt"):
        assert f"{{literalinclude}} ../../example-site/{file}\n" in page
    assert " ".join(("python -m sphinx", *FLAGS, "-b html", *KEPT, ". _readthedocs/html")) in page


FLAGS = ("-T", "-W", "--keep-going")
"""What stands in every command, the last two where `fail_on_warning` is set."""
KEPT = ("-d", "_build/doctrees", "-D", "language=en")
BUILDERS = {"html": "html", "htmlzip": "singlehtml", "epub": "epub", "pdf": "latex"}
"""Format → the builder that makes it."""


def variables(
    version: str = "latest", kind: str = "branch", language: str = "en", address: str = ""
) -> dict[str, str]:
    """The environment of a build there, as far as it is documented."""
    return {
        "READTHEDOCS": "True",
        "READTHEDOCS_PROJECT": "kettlewell",
        "READTHEDOCS_LANGUAGE": language,
        "READTHEDOCS_VERSION": version,
        "READTHEDOCS_VERSION_NAME": version,
        "READTHEDOCS_VERSION_TYPE": kind,
        "READTHEDOCS_GIT_IDENTIFIER": version,
        "READTHEDOCS_CANONICAL_URL": address or f"https://kettlewell.readthedocs.io/{language}/{version}/",
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(CHECKOUT),
    }


def run(site: Path, form: str, environment: dict[str, str]) -> Path:
    """Run what Read the Docs runs for a format, in the folder of conf.py; its output."""
    output = site / "_readthedocs" / form
    # Of LaTeX warnings do not end the build there.
    flags = FLAGS[:1] if form == "pdf" else FLAGS
    language = environment["READTHEDOCS_LANGUAGE"]
    kept = (*KEPT[:-1], f"language={language}")
    built = sphinx_build(
        *flags, "-b", BUILDERS[form], *kept, ".", str(output), folder=site, environment=environment
    )
    assert built.status == 0, built.said
    assert "WARNING" not in built.warned
    return output


def copied(name: str, folder: Path) -> Path:
    return Path(
        shutil.copytree(CHECKOUT / name, folder / name, ignore=shutil.ignore_patterns("_build", "build"))
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built as its file says: its HTML, then each of its formats, with the doctrees of the first."""
    folder = copied("example-site", tmp_path_factory.mktemp("rtd"))
    for form in ("html", *settings_of(folder)["formats"]):
        run(folder, form, variables())
    return folder


def pages(output: Path) -> Iterator[lxml.html.HtmlElement]:
    for path in sorted(output.glob("*.html")):
        yield lxml.html.document_fromstring(path.read_bytes())


def canonical(page: lxml.html.HtmlElement) -> list[str]:
    return [str(address) for address in page.xpath("//link[@rel='canonical']/@href")]


def test_every_format_is_made_with_the_extras_in_use(site: Path) -> None:
    output = site / "_readthedocs"
    assert {path.name for path in output.iterdir()} == {"html", *settings_of(site)["formats"]}
    assert (output / "htmlzip" / "index.html").is_file()
    assert len([*(output / "epub").glob("*.epub")]) == 1
    # A reference in APA's style, which pandoc sets.
    cv = lxml.html.document_fromstring((output / "html" / "cv.html").read_bytes())
    assert "https://doi.org/" in cv.text_content()
    # The CV, which Typst sets.
    (link,) = cv.xpath("//a[contains(@href, '.pdf')][contains(., 'CV as PDF')]/@href")
    assert (output / "html" / link).read_bytes().startswith(b"%PDF-")
    # An address that is set is that of every version and preview.
    for each in pages(output / "html"):
        assert all(address.startswith("https://kettlewell.example.org/") for address in canonical(each))
    assert len([*(output / "pdf").glob("*.tex")]) == 1
    if shutil.which("latexmk") and shutil.which("xelatex"):
        options = ("-pdf", "-f", "-dvi-", "-ps-", "-jobname=kettlewell", "-interaction=nonstopmode")
        done = subprocess.run(
            ["latexmk", "-r", "latexmkrc", *options],
            cwd=output / "pdf", capture_output=True, text=True, errors="replace", timeout=280, check=False,
        )  # fmt: skip
        assert (output / "pdf" / "kettlewell.pdf").is_file(), done.stdout[-2000:]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site whose conf.py leaves its address to Read the Docs."""
    (tmp_path / "conf.py").write_text(
        'project = "Ada"\nextensions = ["myst_parser", "sphinx_academic"]\nhtml_theme = "academic"\n'
        'academic_data = ["data.yaml"]\n',
        encoding="utf-8",
    )
    (tmp_path / "data.yaml").write_text(
        "news: [{date: 2024-05-01, text: It boils.}]\npublications: [{title: Steam, type: article, year: 2024}]\n",
        encoding="utf-8",
    )
    (tmp_path / "index.md").write_text(
        "# Ada\n\n```{newsfeed}\n:feed: news.xml\n```\n\n```{publications}\n:group-by: type\n```\n",
        encoding="utf-8",
    )
    return tmp_path


@pytest.mark.parametrize(
    ("version", "kind", "address"),
    [
        ("latest", "branch", "https://ada.readthedocs.io/en/latest/"),
        ("v1", "tag", "https://www.ada.example.org/en/v1/"),
        ("17", "external", "https://ada--17.org.readthedocs.build/en/17/"),
    ],
)
def test_an_address_that_is_not_set_is_that_of_the_version_that_is_built(
    small: Path, version: str, kind: str, address: str
) -> None:
    output = run(small, "html", variables(version, kind, address=address))
    (page,) = (
        page
        for page in pages(output)
        if page.find_class("academic-newsfeed") or page.find_class("academic-news")
    )
    assert canonical(page) == [f"{address}index.html"]
    assert f"{address}index.html#news-2024-05-01-it-boils" in (output / "news.xml").read_text(
        encoding="utf-8"
    )


def test_a_translation_has_its_language_from_the_project(small: Path) -> None:
    output = run(small, "html", variables(language="de", address="https://ada.readthedocs.io/de/latest/"))
    page = lxml.html.document_fromstring((output / "index.html").read_bytes())
    assert page.get("lang") == "de"
    assert "Zeitschriftenartikel" in page.text_content()
