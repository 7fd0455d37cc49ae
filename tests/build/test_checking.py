"""`python -m sphinx_academic check` and a build say the same of the same files, in every format."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sites import CHECKOUT, MakeSite, Site, Told

READERS = CHECKOUT / "tests" / "unit" / "formats"

BROKEN = {
    "broken.yaml": """\
profile: {name: Ada, photo: none.png, emial: ada@example.org}
publications:
- author: Ada
  doi: nonsense
  date: 2020-13-45
- text
- title: A
  yaer: 2020
  authors: [!!binary QQ==, {nam: Ada}]
  image: nowhere.png
  url: gone.pdf
  links: [{name: Secret, url: /.secret}, {name: Script, url: 'javascript:x'}]
  note: "[here](javascript:y), [there](lost.md) and $\\\\nosuch{x}$"
- title: A: B
- {title: Same, key: same}
- {title: Other, key: same}
news:
- date: soon
  text: See [this](missing.html).
competitions:
- {title: First, image: none.jpg}
education:
- {title: S, logo: none.svg}
people:
- {name: Bob, photo: none.gif}
""",
    "broken.md": "---\npubs:\n- title: One\n  date: 2023-02-30\n  journl: J\n---\n",
    "broken.bib": """\
@article{a, author={Foo, Bar}, year={2020}, doi={nonsense}, file={gone.pdf}, pdf={gone.pdf}}
@article{b, title={T}, author={Foo, Bar}, date={2020-13-45}, url={javascript:x}}
@article{c, title={T2}, author={Foo, Bar} year={2020}, arxiv={nonsense}, month=foo}
@book{d, title={Never closed,
""",
    "broken.ris": """\
TY  - JOUR
AU  - Foo, Bar
DA  - 2020/13/45
DO  - nonsense
UR  - javascript:alert
TY  - JOUR
TI  - X
PY  - soon
""",
    "broken.json": """\
[{"id": "a", "type": "article-journal", "author": [{"given": "A"}], "DOI": "nonsense"},
 {"id": "b", "type": "article-journal", "title": "T", "issued": {"date-parts": [[2020, 13, 45]]}, "URL": "javascript:x"},
 "c", {"id": "d", "type": "book", "title": "U",}]
""",
    "resume.json": '{"basics": {"name": "Ada", "image": "none.png"}, "publications": [{"releaseDate": "2020-13-01"}]}',
    "CITATION.cff": "cff-version: 1.2.0\nauthors:\n  - name: X\ndoi: nonsense\ndate-released: 2020-13-45\n",
    "latin.yaml": "news:\n- text: Th\udce9i\udce8re\n",
    "control.yaml": "news:\n- text: A\x07B \x1b[31m\n",
    "many.yaml": "publications:\n" + "".join(f"- {{title: T{n}, date: 2020-13-01}}\n" for n in range(230)),
}
PAGE = """\
Root
====

.. profile::

.. publications::
   :layout: gallery

.. newsfeed::

.. competitions::

.. education::

.. talks::

.. teaching::

.. positions::

.. grants::

.. awards::

.. service::

.. supervision::

.. projects::
"""


def prepared(site: Site) -> Site:
    """A project over broken files of every format, the samples of the readers' tests among them."""
    data = site.source / "data"
    for folder in ("samples", "bib"):
        shutil.copytree(READERS / folder, data / folder)
    for name, text in BROKEN.items():
        (data / name).write_text(text, encoding="utf-8", errors="surrogateescape")
    site.write(".secret", "Nobody may read this.\n")
    site.write("index.rst", PAGE)
    conf = site.source / "conf.py"
    conf.write_text(
        conf.read_text(encoding="utf-8").replace(
            '["data/site.yaml", "data/other.yaml"]', '["data", "gone.bib"]'
        )
        + 'exclude_patterns = ["data"]\n',
        encoding="utf-8",
    )
    return site


def told_by_check(folder: Path, *arguments: str, status: int = 1) -> list[Told]:
    """What the command says, run as a user runs it."""
    done = subprocess.run(
        [sys.executable, "-m", "sphinx_academic", "check", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == status, done.stderr
    assert "already registered" not in done.stderr
    found = re.findall(r"(\S[^\n]*?:\d+(?::\d+)?): (.*?) \[(academic\.\w+)\]\n", done.stderr, re.DOTALL)
    assert found, done.stderr
    return [Told(location, code, message) for location, message, code in found]


@pytest.fixture(scope="module")
def site(make_shared_site: MakeSite) -> Site:
    return prepared(make_shared_site("publishing"))


@pytest.fixture(scope="module")
def told_by_build(site: Site) -> list[Told]:
    return list(site.build(warnings=None).warnings)


def test_check_and_build_say_the_same(site: Site, told_by_build: list[Told]) -> None:
    checked = told_by_check(site.source, ".")
    assert set(told_by_build) - set(checked) == set()
    assert set(checked) - set(told_by_build) == set()
    assert [*map(str, checked)] == [*map(str, told_by_build)], "nor in another order"
    formats = {Path(each.location.split(":")[0]).suffix for each in checked}
    assert formats >= {".yaml", ".md", ".bib", ".ris", ".json", ".cff"}


def test_without_the_source_folder_only_what_needs_it_is_not_known(
    site: Site, told_by_build: list[Told]
) -> None:
    checked = told_by_check(site.source, "data", "gone.bib")
    assert set(checked) - set(told_by_build) == set()
    unknown = set(told_by_build) - set(checked)
    assert {each.code for each in unknown} == {"academic.image", "academic.link", "academic.publish"}


def test_paths_begin_where_the_command_is_run(site: Site) -> None:
    checked = told_by_check(site.folder, "source")
    assert all(each.location.startswith("source/") for each in checked)


def test_a_project_is_mended_and_its_own_fields_are_no_slips(make_site: MakeSite) -> None:
    site = make_site("publishing")
    with (site.source / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('academic_data = ["data/new.yaml"]\nacademic_fields = {"publications": ["jornal"]}\n')
    text = "publications:\n- title: T\n  jornal: J\n  abstarct: A\n  date: 2023-02-30\n"
    (site.source / "data").mkdir(exist_ok=True)
    (site.source / "data" / "new.yaml").write_text(text, encoding="utf-8")
    (told,) = told_by_check(site.folder, "--fix", "--yes", "source")
    assert (told.location, told.code) == ("source/data/new.yaml:5:9", "academic.date")
    mended = (site.source / "data" / "new.yaml").read_text(encoding="utf-8")
    assert mended == text.replace("abstarct", "abstract")
    (told,) = told_by_check(site.folder, "--fix", "--yes", "source")
    assert told.code == "academic.date"


def test_a_project_that_cannot_be_read_is_told(make_site: MakeSite) -> None:
    site = make_site("publishing")
    site.write("conf.py", "raise ValueError('no such thing')\n")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx_academic", "check", str(site.source)],
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "no such thing" in done.stderr
