"""The tests over every Sphinx that is supported, every Python that is there, and the lowest and newest dependencies.

``nox`` runs the tests of units and builds, and those in a browser with the oldest and the newest set. ``nox -s tests-9.2 -- ARGS``
hands its arguments to pytest, ``nox --list`` names the sets. A Python that is not there is skipped with a word. Warnings of
deprecation fail a test: see ``filterwarnings`` in ``pyproject.toml``, where those of other packages are listed.
"""

from __future__ import annotations

import os
from pathlib import Path

import nox

SPHINX = {
    "8.2": ("3.11", "3.12", "3.13"),
    "9.0": ("3.11", "3.12", "3.13"),
    "9.1": ("3.12", "3.13"),
    "9.2": ("3.13",),
}
"""Each Sphinx and the Pythons that it and we support."""

IN_BROWSER = {("8.2", "3.11", "lowest"), ("9.2", "3.13", "newest")}

nox.options.default_venv_backend = "uv"
nox.options.error_on_missing_interpreters = False
os.environ.setdefault("UV_PYTHON_DOWNLOADS", "never")
# What stands in pyenv's own path are scripts that run one version only; where nothing is installed this adds nothing.
VERSIONS = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
os.environ["PATH"] = os.pathsep.join([*map(str, sorted(VERSIONS.glob("3.1*/bin"))), os.environ["PATH"]])


def _session(sphinx: str, pythons: tuple[str, ...]) -> None:
    @nox.session(name=f"tests-{sphinx}", python=pythons)
    @nox.parametrize("dependencies", ["newest", "lowest"], ids=["newest", "lowest"])
    def tests(session: nox.Session, dependencies: str) -> None:
        """The tests with one Sphinx; arguments go to pytest."""
        # Not `create_tmp`: tests would then write below this checkout, and find its repository where they expect none.
        wanted = Path(session.virtualenv.location, f"{dependencies}.txt")
        wanted.write_text(f"sphinx=={sphinx}.*\n", encoding="utf-8")
        if dependencies == "lowest":
            # What the tests themselves need is the newest that goes with the lowest of ours.
            floors = wanted.with_name("floors.txt")
            session.run_install(
                *("uv", "pip", "compile", "--quiet", "--resolution", "lowest-direct", "--extra", "csl"),
                *("--python", str(Path(session.bin, "python")), "--constraint", str(wanted)),
                *("--output-file", str(floors), "pyproject.toml"),
            )
            wanted = floors
        session.install("--constraint", str(wanted), "--editable", ".[test,bench]")
        browser = ["tests/browser"] if (sphinx, session.python, dependencies) in IN_BROWSER else []
        chosen = session.posargs or ["-n", "2", "--dist", "loadfile", "tests/unit", "tests/build", *browser]
        session.run("python", "-c", _VERSIONS)
        session.run("python", "-m", "pytest", "-q", *chosen)


_VERSIONS = (
    "import sys, docutils, myst_parser, sphinx; print('Python', sys.version.split()[0], 'Sphinx', sphinx.__version__, "
    "'docutils', docutils.__version__, 'myst-parser', myst_parser.__version__)"
)

for _sphinx, _pythons in SPHINX.items():
    _session(_sphinx, _pythons)
