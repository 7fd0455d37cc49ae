"""Sites of al-folio, academicpages, lab-website-template and HugoBlox become sites with `import` that are built without a warning."""

from __future__ import annotations

import shutil
from pathlib import Path

import lxml.html
import pytest
from building import build_html
from imported_sites import data, imported, text
from PIL import Image

SAMPLES = Path(__file__).parents[1] / "unit" / "formats" / "samples"
Captured = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("in_empty_folder")


def sample(name: str, **files: str) -> None:
    """A sample site as the folder ``old``, its pictures whole, with further files."""
    shutil.copytree(SAMPLES / name, "old")
    for path in Path("old").rglob("*"):
        if path.suffix in {".png", ".jpg"}:
            Image.new("RGB", (80, 60), "teal").save(path)
    write(**files)


def write(**files: str) -> None:
    for path, content in files.items():
        target = Path("old", path)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix in {".png", ".jpg"}:
            Image.new("RGB", (80, 60), "teal").save(target)
        else:
            target.write_text(content, encoding="utf-8")


def built(name: str = "index.html") -> lxml.html.HtmlElement:
    build_html(Path("site").absolute(), Path("built").absolute(), "-W", "-n", "--keep-going")
    return lxml.html.document_fromstring(Path("built", name).read_bytes())


def menu() -> list[str]:
    block = text("index.md").partition("```{toctree}\n:hidden:\n\n")[2].partition("\n```")[0]
    return block.split("\n")


@pytest.mark.parametrize(
    ("name", "label", "counts"),
    [
        (
            "al-folio",
            "al-folio",
            "1 publications, 2 news, 2 education, 3 people, 1 profile, 1 projects, 1 talks, 1 teaching",
        ),
        ("academicpages", "academicpages", "1 publications, 1 projects, 1 talks, 1 teaching."),
        (
            "hugoblox",
            "HugoBlox",
            "2 publications, 1 education, 3 people, 1 profile, 1 projects, 2 talks, 1 teaching",
        ),
        ("greenelab", "lab-website-template", "2 publications, 2 people, 2 projects."),
        ("allanlab", "lab-website-template", "2 publications, 1 news, 2 people."),
    ],
)
def test_each_sample_site_is_built(name: str, label: str, counts: str, capsys: Captured) -> None:
    sample(name)
    imported()
    said = capsys.readouterr()
    assert f"from a site of {label}" in said.out
    assert counts in said.out
    built()
    assert "Tides" in Path("built/publications.html").read_text(encoding="utf-8")


AL_FOLIO = {
    "_config.yml": "title: blank\nfirst_name: Ada\nlast_name: Example\ndescription: Tides.\nurl: https://ada.example.net\nlang: en\n",
    "_pages/about.md": """\
---
layout: about
title: about
permalink: /
profile:
  image: ada.png
selected_papers: true
announcements:
  enabled: true
---

I study *tides*. See my [papers](/publications/) and the [gauge](assets/pdf/gauge.pdf).

{% include figure.liquid path="assets/img/buoy.png" title="A buoy" %}
""",
    "_pages/publications.md": "---\npermalink: /publications/\ntitle: publications\nnav: true\nnav_order: 2\n---\n\n"
    "{% include bib_search.liquid %}\n\n<div class=\"publications\">\n{% bibliography %}\n</div>\n",
    "_pages/boats.md": "---\npermalink: /boats/\ntitle: Boats\nnav: true\nnav_order: 1\n---\n\n## Names\n\nTwo boats, {{ site.first_name }}.\n",
    "_pages/secret.md": "---\ntitle: Secret\npublished: false\n---\n\nNot yet.\n",
    "assets/img/ada.png": "",
    "assets/img/buoy.png": "",
    "assets/pdf/gauge.pdf": "%PDF-1.4",
    "assets/img/gauges.jpg": "",
}  # fmt: skip


def test_al_folio_has_its_homepage_its_menu_and_its_bibliography(capsys: Captured) -> None:
    sample("al-folio", **AL_FOLIO)
    imported()
    said = capsys.readouterr().err
    assert "old/_pages/secret.md:1:1: This page is a draft; it is left out." in said
    assert menu()[:2] == ["boats", "publications"]
    assert data("site")["profile"]["photo"] == "assets/img/ada.png"
    assert text("data/papers.bib") == Path("old/_bibliography/papers.bib").read_text(encoding="utf-8")
    index = text("index.md")
    assert "I study *tides*. See my [papers](publications.md) and the [gauge](assets/pdf/gauge.pdf)." in index
    assert ":selected:" in index
    assert "```{newsfeed}" in index
    assert "{%" not in "".join(path.read_text("utf-8") for path in Path("site").glob("*.md"))
    assert 'html_baseurl = "https://ada.example.net/"' in text("conf.py")
    page = built()
    assert page.xpath("//img[contains(@src, 'buoy')]/@alt") == ["A buoy"]
    assert "Two boats, Ada." in Path("built/boats.html").read_text(encoding="utf-8")


ACADEMICPAGES = {
    "_config.yml": "title: Ada's tides\nauthor:\n  name: Ada Example\n  avatar: ada.png\n  bio: Tides and boats.\n  employer: Tide Institute\n"
    "  googlescholar: https://scholar.google.com/citations?user=abc\n  github: ada-example\n  orcid: 0000-0002-1825-0097\n",
    "_data/navigation.yml": "main:\n  - title: Talks\n    url: /talks/\n  - title: My CV\n    url: /cv/\n  - title: Papers\n    url: /publications/\n",
    "_pages/about.md": "---\npermalink: /\ntitle: About me\n---\n\nI count waves.\n\nWork\n======\n\nMuch of it.\n",
    "_pages/cv.md": "---\npermalink: /cv/\ntitle: CV\n---\n{% include base_path %}\n\nSkills\n======\n* Rowing\n",
    "_pages/talks.html": "---\nlayout: archive\ntitle: Talks and more\npermalink: /talks/\n---\n{% for post in site.talks reversed %}\n"
    "  {% include archive-single-talk.html %}\n{% endfor %}\n",
    "_pages/sitemap.md": "---\npermalink: /sitemap/\ntitle: Sitemap\n---\n{% for post in site.posts %}{% endfor %}\n",
    "images/ada.png": "",
}  # fmt: skip


def test_academicpages_has_its_author_its_menu_and_its_pages() -> None:
    sample("academicpages", **ACADEMICPAGES)
    imported()
    profile = data("site")["profile"]
    assert profile["name"] == "Ada Example"
    assert profile["affiliation"] == "Tide Institute"
    assert set(profile["links"]) == {"Google Scholar", "GitHub", "ORCID"}
    assert menu() == ["Talks <talks>", "My CV <cv>", "publications", "projects", "teaching"]
    assert text("talks.md") == "# Talks and more\n\n```{talks}\n```\n"
    assert "## Work" in text("index.md")
    page = built("cv.html")
    assert "Rowing" in page.text_content()


HUGO = {
    "config/_default/params.yaml": "marketing:\n  seo:\n    description: Tides and boats\n",
    "config/_default/hugo.yaml": "title: Ada Example\nbaseURL: https://ada.example.net/\n",
    "config/_default/menus.yaml": "main:\n  - name: Teaching\n    url: teaching/\n    weight: 30\n  - name: Our boats\n    url: boats/\n    weight: 10\n",
    "content/boats.md": '---\ntitle: Boats\n---\n\n{{< figure src="boat.png" caption="A boat" >}}\n\nSee [papers](/publication/).\n',
    "content/publication/_index.md": "---\ntitle: Papers\n---\n",
    "content/privacy.md": "+++\ntitle = 'Privacy'\ndraft = true\n+++\nNothing.\n",
    "static/boat.png": "",
}  # fmt: skip


def test_hugoblox_has_its_pages_and_menu_and_its_files(capsys: Captured) -> None:
    sample("hugoblox", **HUGO)
    imported()
    assert "old/content/privacy.md:1:1: This page is a draft" in capsys.readouterr().err
    assert menu()[0] == "Our boats <boats>"
    assert Path("site/static/uploads/tides.pdf").is_file()
    assert (
        data("publications")["publications"][0]["images"][0]["url"]
        == "content/publication/tides-2021/featured.png"
    )
    page = built("boats.html")
    assert page.xpath("string(//figcaption)").strip().startswith("A boat")
    assert "publications.html" in page.xpath("//main//a/@href")
    assert text("publications.md").startswith("# Papers\n")


LAB = {
    "index.md": '---\ntitle: Home\n---\n\n# Tide Lab\n\nWe study tides.\n\n{% include section.html %}\n\n'
    '{% include list.html component="card" data="projects" %}\n\n{% include button.html link="team" text="Who we are" %}\n',
    "team/index.md": '---\ntitle: Team\nnav:\n  order: 1\n---\n\n{% include list.html data="members" component="portrait" filter="role == \'pi\'" %}\n',
    "_config.yaml": "title: Tide Lab\ndescription: Waves.\n",
    "images/gauges.jpg": "",
}  # fmt: skip


def test_a_lab_has_its_people_and_its_lists() -> None:
    sample("greenelab", **LAB)
    imported()
    assert "[Who we are](people.md)" in text("index.md")
    assert "```{projects}" in text("index.md")
    assert text("people.md") == "# Team\n\n```{people}\n```\n"
    page = built("people.html")
    assert "Ada Example" in page.text_content()


def test_settings_that_cannot_be_read_are_told_and_cost_no_record(capsys: Captured) -> None:
    sample("al-folio", **{"_config.yml": "title: [\n  - {\n"})
    imported()
    assert "old/_config.yml:" in capsys.readouterr().err
    built()


def test_links_that_lead_out_of_the_folder_are_not_followed(capsys: Captured) -> None:
    sample("academicpages")
    Path("secret.pdf").write_bytes(b"%PDF-1.4 mine")
    Path("old/files/paper1.pdf").unlink()
    Path("old/files/paper1.pdf").symlink_to(Path("secret.pdf").absolute())
    Path("old/_pages").symlink_to(Path("old/_pages"))
    imported()
    assert "leads out of the folder" in capsys.readouterr().err
    assert not list(Path("site").rglob("*.pdf"))
    built()


def test_nothing_of_the_old_site_is_changed() -> None:
    sample("hugoblox", **HUGO)
    before = {path: path.read_bytes() for path in Path("old").rglob("*") if path.is_file()}
    imported()
    assert {path: path.read_bytes() for path in Path("old").rglob("*") if path.is_file()} == before


SHOWN = Path(__file__).parents[2] / "docs" / "imported"


@pytest.mark.parametrize("name", ["academicpages", "al-folio", "hugoblox", "lab", "mystmd", "quarto"])
def test_the_guide_shows_what_is_made(name: str) -> None:
    shutil.copytree(SHOWN / name / "old", "old")
    imported()
    shown = sorted(path for path in (SHOWN / name / "new").rglob("*") if path.is_file())
    assert len(shown) > 3
    for path in shown:
        below = path.relative_to(SHOWN / name / "new")
        assert path.read_text("utf-8") == text(below.as_posix()), below
    built()
