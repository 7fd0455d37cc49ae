"""Sites without this extension refer to the papers of one that has it: by Sphinx's intersphinx, in MyST, and with mystmd."""

from __future__ import annotations

import http.server
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import lxml.etree
import lxml.html
import pytest
from building import build_html
from node_packages import MYSTMD, why_missing
from sites import CHECKOUT, Built, MakeSite, Site, words
from sphinx.util.inventory import InventoryFile

LAB = "https://lab.example.org/"
MORE = """\
  - {key: Steam2021, title: Steam and Capitals, year: 2021}
  - {key: steam2021, title: Lower Steam, year: 2021}
  - {key: search, title: A Search for Tea, year: 2018}
news:
"""


def with_more_papers(site: Site) -> Site:
    data = site.source / "data" / "site.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("news:\n", MORE), encoding="utf-8")
    return site


def labels(inventory: Path) -> dict[str, tuple[str, str]]:
    with inventory.open("rb") as file:
        rows = InventoryFile.load(file, "", lambda base, uri: base + uri)["std:label"]
    return {name: (row.display_name, row.uri) for name, row in rows.items() if "#" in row.uri}


TITLE = "WhistleNet: Estimating the Time to Tea from Twelve Seconds of Sound"
LABELS = {
    "BOILING2024": ("Boiling & whistling at x < y", "papers.html#publication-boiling2024"),
    "KETTLES2023": ("Two Kettles", "papers.html#publication-kettles2023"),
    "LIMESCALE2020": ("Limescale", "papers.html#publication-limescale2020"),
    "STEAM2021": ("Steam and Capitals", "papers.html#publication-Steam2021"),
}


@pytest.fixture(scope="module")
def lab(make_shared_site: MakeSite) -> tuple[Site, Built]:
    site = with_more_papers(make_shared_site("citing"))
    return site, site.build(academic_inventory_labels=True, warnings=["academic.duplicate"] * 2)


def test_every_publication_is_a_label_of_the_inventory_in_letters_that_are_no_key(
    lab: tuple[Site, Built],
) -> None:
    assert labels(lab[1].folder / "objects.inv") == LABELS


def test_a_label_that_the_site_or_another_publication_has_is_told_and_left_alone(
    lab: tuple[Site, Built],
) -> None:
    papers = str(lab[0].source / "papers.rst")
    told = {(each.location, each.message) for each in lab[1].warnings}
    remedy = "Give the publication another key; capitals make no difference."
    assert told == {
        (
            papers,
            f"The label 'search' is taken, so that the inventory has none for 'A Search for Tea'. {remedy}",
        ),
        (
            papers,
            f"The label 'steam2021' is taken, so that the inventory has none for 'Lower Steam'. {remedy}",
        ),
    }


def test_the_site_itself_has_no_such_labels(lab: tuple[Site, Built], make_site: MakeSite) -> None:
    site = make_site("citing")
    site.write("api.md", "# API\n\n{any}`boiling2024` and [](#kettles2023)\n")
    page = site.build(academic_inventory_labels=True).page("api.html")
    assert [link.get("href") for link in page.find_class("academic-cite")] == [
        "papers.html#publication-boiling2024",
        "papers.html#publication-kettles2023",
    ]
    site.write("api.md", "# API\n\n{ref}`boiling2024`\n")
    site.build(academic_inventory_labels=True, warnings=["ref.ref"])


def test_later_builds_and_other_builders_write_the_labels_as_well(make_site: MakeSite) -> None:
    site = make_site("citing")
    settings = {"academic_inventory_labels": True}
    inventory = site.build(**settings).folder / "objects.inv"
    before = inventory.read_bytes()
    assert site.build(**settings).read == ()
    assert inventory.read_bytes() == before
    data = site.source / "data" / "site.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("kettles2023", "kettles2022"), encoding="utf-8")
    (site.source / "api.md").unlink()
    site.write("install.rst", ":orphan:\n\nInstallation\n============\n")
    assert "KETTLES2022" in labels(site.build(**settings, warnings=None).folder / "objects.inv")
    folders = site.build("dirhtml", **settings, warnings=None).folder
    assert labels(folders / "objects.inv")["LIMESCALE2020"][1] == "papers/#publication-limescale2020"
    assert set(labels(site.build(warnings=None).folder / "objects.inv")) == set()


def test_sphinx_without_this_extension_refers_to_papers(lab: tuple[Site, Built], make_site: MakeSite) -> None:
    other = other_site(make_site, lab[1])
    other.write(
        "index.rst",
        "Other\n=====\n\n.. toctree::\n\n   text\n\n:ref:`kettles2023`, :ref:`our words <lab:kettles2023>`, "
        ":any:`boiling2024`, :ref:`Steam2021`, :external+lab:ref:`limescale2020`\n",
    )
    other.write(
        "text.md",
        "# Text\n\n[](#kettles2023), [our words](inv:lab#kettles2023), [](inv:lab#Steam2021), "
        "{ref}`limescale2020`\n",
    )
    built = other.build(nitpicky=True)
    title = "Boiling & whistling at x < y"
    assert external(built.page("index.html")) == [
        ("Two Kettles", f"{LAB}papers.html#publication-kettles2023"),
        ("our words", f"{LAB}papers.html#publication-kettles2023"),
        (title, f"{LAB}papers.html#publication-boiling2024"),
        ("Steam and Capitals", f"{LAB}papers.html#publication-Steam2021"),
        ("Limescale", f"{LAB}papers.html#publication-limescale2020"),
    ]
    assert external(built.page("text.html")) == [
        ("Two Kettles", f"{LAB}papers.html#publication-kettles2023"),
        ("our words", f"{LAB}papers.html#publication-kettles2023"),
        ("Steam and Capitals", f"{LAB}papers.html#publication-Steam2021"),
        ("Limescale", f"{LAB}papers.html#publication-limescale2020"),
    ]


def other_site(make_site: MakeSite, lab: Built) -> Site:
    other = make_site("citing")
    for path in sorted(other.source.rglob("*")):
        if path.is_file():
            path.unlink()
    other.write(
        "conf.py",
        "extensions = ['myst_parser', 'sphinx.ext.intersphinx']\n"
        f"intersphinx_mapping = {{'lab': ({LAB!r}, {str(lab.folder / 'objects.inv')!r})}}\n",
    )
    return other


def external(page: lxml.html.HtmlElement) -> list[tuple[str, str]]:
    found = page.xpath("//*[@role='main']//a[contains(@class, 'external')]")
    return [(words(link), link.get("href")) for link in found]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def example_site(tmp_path: Path) -> Iterator[str]:
    """The example site, at an address of this machine."""
    build_html(CHECKOUT / "example-site", tmp_path, "-D", "academic_inventory_labels=1")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.skipif(bool(why_missing(MYSTMD)), reason=f"mystmd: {why_missing(MYSTMD)}")
def test_mystmd_refers_to_papers_of_the_example_site(example_site: str, tmp_path: Path) -> None:
    book = tmp_path / "book"
    book.mkdir()
    (book / "myst.yml").write_text(f"version: 1\nproject:\n  references:\n    site: {example_site}\n")
    (book / "index.md").write_text(
        "# Book\n\n[](xref:site#kettlewell2025whistlenet) and [its sequel](xref:site#kettlewell2020two)\n"
    )
    command = [MYSTMD / "node_modules" / ".bin" / "myst", "build", "index.md", "--xml", "--force", "--strict"]
    done = subprocess.run(command, cwd=book, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    written = lxml.etree.parse(book / "_build" / "exports" / "index.xml")
    links = written.xpath("//ext-link")
    assert ["".join(link.itertext()) for link in links] == [TITLE, "its sequel"]
    for link, key in zip(links, ("kettlewell2025whistlenet", "kettlewell2020two"), strict=True):
        address = link.get("{http://www.w3.org/1999/xlink}href")
        assert address.startswith(example_site)
        page, _hash, anchor = address.removeprefix(example_site).partition("#")
        assert anchor == f"publication-{key}"
        lxml.html.document_fromstring((tmp_path / page).read_bytes()).get_element_by_id(anchor)


def test_of_two_sites_with_the_same_key_the_one_that_is_named_is_meant(
    lab: tuple[Site, Built], make_site: MakeSite
) -> None:
    """Without a name Sphinx takes the inventory whose name is last in the alphabet; a key of one's own goes before all."""
    other = other_site(make_site, lab[1])
    inventory = str(lab[1].folder / "objects.inv")
    other.write(
        "conf.py",
        "extensions = ['sphinx.ext.intersphinx', 'sphinx_academic']\nacademic_data = ['own.bib']\n"
        "intersphinx_mapping = {\n"
        f"    'zeta': ('https://zeta.example.org/', {inventory!r}), 'lab': ({LAB!r}, {inventory!r}),\n"
        "}\n",
    )
    other.write("own.bib", "@book{limescale2020, title = {Our Own Limescale}, year = 2020}\n")
    other.write(
        "index.rst",
        "Other\n=====\n\n:pub:`kettles2023`, :pub:`lab:kettles2023`, :external+lab:academic:pub:`kettles2023`, "
        ":ref:`kettles2023`, :ref:`lab:kettles2023`, :pub:t:`kettles2023`\n\n"
        ":pub:`limescale2020`, :external+lab:academic:pub:`limescale2020`\n\n.. publications::\n",
    )
    page = other.build(nitpicky=True).page("index.html")
    zeta = "https://zeta.example.org/"
    assert external(page) == [
        ("Two Kettles", f"{site}papers.html#publication-kettles2023")
        for site in (zeta, LAB, LAB, zeta, LAB, zeta)
    ] + [("Limescale", f"{LAB}papers.html#publication-limescale2020")]
    assert [link.get("href") for link in page.find_class("academic-cite")] == ["#publication-limescale2020"]
