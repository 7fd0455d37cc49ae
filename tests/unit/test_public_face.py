"""What the page for Python says may be imported: each name is there, says what it is for, and the example runs."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "python.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (`\w.*?) \| `([\w.]+)` \|", PAGE, re.MULTILINE)
NAMES = [(module, name) for names, module in ROWS for name in re.findall(r"`(\w+)`", names)]


@pytest.mark.parametrize(("module", "name"), NAMES)
def test_each_name_is_there_and_says_what_it_is_for(module: str, name: str) -> None:
    value = getattr(import_module(module), name)
    if isinstance(value, type) or callable(value):
        assert (value.__doc__ or "").strip(), "a sentence for those who use it"


def test_the_page_names_what_it_speaks_of_below() -> None:
    assert len(NAMES) > 20
    domain = import_module("sphinx_academic.domain").AcademicDomain
    for method in re.findall(r"`(\w+)\([\w, ]*\)`", PAGE):
        assert callable(getattr(domain, method))


@pytest.mark.parametrize(
    ("name", "parameters", "module"), re.findall(r"\{py:function\} (\w+)\((.*)\)\n:module: (.*)", PAGE)
)
def test_what_is_described_is_there_with_these_parameters(name: str, parameters: str, module: str) -> None:
    assert (module, name) in NAMES
    found = inspect.signature(getattr(import_module(module), name)).parameters
    assert [*found] == [each.partition("=")[0].strip() for each in parameters.split(",")]


def test_the_example_reads_data_and_writes_bibtex_without_sphinx(tmp_path: Path) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "data").mkdir()
    data = "publications:\n- {title: Fog, year: 2021, venu: Haze}\n- {title: Dew, year: 2019}\n"
    (tmp_path / "data" / "site.yaml").write_text(data, encoding="utf-8")
    check = "import sys\nassert not {'sphinx', 'docutils'} & set(sys.modules)\n"
    done = subprocess.run(
        [sys.executable, "-c", example + check], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "data/site.yaml:2:28: 'venu' is not a field of a publication." in done.stdout
    assert "title = {Fog}" in done.stdout and "Dew" not in done.stdout
