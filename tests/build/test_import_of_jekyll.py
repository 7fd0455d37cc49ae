"""A homepage of Jekyll becomes a site with `import`, and that is built as it is: nothing is left to do by hand."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import lxml.html
import pytest
import yaml
from building import CHECKOUT, build_html
from PIL import Image
from yaml import CBaseLoader

from sphinx_academic.cli import main
from sphinx_academic.starting.source_files import MAX_FILE

HOMEPAGE = Path(__file__).parent / "roots" / "test-homepage" / "homepage.md"
MISSING_FILE = "pdf/Whistle_2023_02_15.pdf"
Captured = pytest.CaptureFixture[str]


class Imported(NamedTuple):
    """The folder of the page, that of the site, and what the command said."""

    source: Path
    site: Path
    out: str
    err: str

    def text(self, name: str) -> str:
        return (self.site / name).read_text(encoding="utf-8")


def old_site(folder: Path) -> Path:
    """The page with every picture that it names."""
    folder.mkdir()
    shutil.copy(HOMEPAGE, folder)
    (folder / "images").mkdir()
    for name in set(re.findall(r"images/[\w.]+\.(?:png|jpg)", HOMEPAGE.read_text(encoding="utf-8"))):
        Image.new("RGB", (90, 70), "teal").save(folder / name)
    return folder


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    folder = tmp_path_factory.mktemp("import")
    source, site = old_site(folder / "old"), folder / "site"
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        assert main(["import", "old/homepage.md", "-o", "site"]) == 0
    return Imported(source, site, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def pages(imported: Imported) -> Path:
    """The site, built as somebody would who takes no warning."""
    output = imported.site.parent / "build"
    build_html(imported.site, output, "-W", "-n", "--keep-going")
    return output


def page(folder: Path, name: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring((folder / name).read_bytes())


def data_of(imported: Imported) -> dict[str, Any]:
    """The data, read without the package, every value as it is written."""
    read: dict[str, Any] = yaml.load(imported.text("data/site.yaml"), CBaseLoader)
    return read


def texts(found: list[lxml.html.HtmlElement]) -> list[str]:
    return [" ".join(each.text_content().split()).rstrip("¶") for each in found]


def test_every_record_is_there(imported: Imported) -> None:
    assert imported.out.splitlines()[1] == (
        "11 publications, 17 news, 3 competitions, 2 education, 1 profile, 3 teaching, 5 awards."
    )


def test_the_site_shows_them_in_the_order_of_the_page(pages: Path) -> None:
    home = page(pages, "index.html")
    assert texts(home.xpath("//main//h2 | //main//h3"))[:7] == [
        "What I did",
        "Recent News",
        "Education",
        "Competitions",
        "Honours & Awards",
        "Scholarships",
        "Teaching",
    ]
    assert len(home.find_class("academic-news-item")) == 17
    assert [each.tag for each in home.find_class("academic-show-more")] == ["details"]
    assert len(page(pages, "papers.html").find_class("academic-entry")) == 11


def test_the_top_of_the_page_is_a_profile(imported: Imported) -> None:
    profile = data_of(imported)["profile"]
    assert profile == {
        "name": "Ottoline Vapour",
        "other_names": ["蒸気", "Otto"],
        "photo": {"url": "images/harbour.jpg", "caption": "The harbour"},
        "email": "otto@dampf.example",
        "links": {
            "GitHub": "https://github.com/ovapour",
            "Notes": "https://notes.example.org/@ovapour",
            "Mastodon": "https://mastodon.social/@ovapour",
        },
        "about": "I’m Otto, who listens to kettles at the [Laboratory of Whistles] of the University of Dampf. My advisor is "
        "[Prof. Ludmilla M. Zug].",
    }


def test_lists_that_were_written_by_hand_are_records(imported: Imported) -> None:
    data = data_of(imported)
    assert data["awards"] == [
        {
            "title": "Scholarship of the Guild of Boilers",
            "organisation": "University of Dampf",
            "note": "tea waiver with stipend",
        },
        {"title": "Outstanding Whistlers", "organisation": "Polytechnic of Fog", "date": "2020-2021"},
        {
            "title": "Scholarship of Northern Mist",
            "organisation": "Polytechnic of Fog",
            "date": "2017 and 2018",
            "note": "top 1.5%, **two consecutive years**",
        },
        {
            "title": "First Cup",
            "organisation": "Polytechnic of Fog",
            "date": "2016 to 2019",
            "note": "top 14.7%, **three consecutive years**",
        },
        {"title": "Thanks to Cooks of Modern Times", "date": "2018", "note": "top 0.5%"},
    ]
    assert data["teaching"] == [
        {
            "title": "Applied Kettle Learning",
            "code": "KTL0068",
            "role": "Guest",
            "institution": "University of Dampf",
            "date": "2024",
        },
        {
            "title": "Fundamentals of Tea",
            "code": "KTL3008",
            "role": "Demonstrator",
            "note": "**two years**",
        },
        {
            "title": "Cups and Digital Logic",
            "code": "KTL1033",
            "role": "Demonstrator",
            "institution": "University of Dampf",
            "terms": "2022/23 Semester 1",
        },
    ]


def test_the_front_matter_is_there_as_it_was_typed(imported: Imported) -> None:
    """But for the keys of Jekyll, and for the link that led nowhere."""
    before = HOMEPAGE.read_text(encoding="utf-8").split("---\n")[1]
    kept = [
        line
        for line in before.splitlines()
        if line.strip() and not re.match(r"(?:layout|title|permalink):", line)
    ]
    written = imported.text("data/site.yaml").splitlines()
    lost = [line for line in kept if line not in written]
    assert [line.strip()[:24] for line in lost] == ["note: Live from the kitc"]
    assert "[slides]" in next(line for line in written if "Live from the kitchen" in line)


def test_addresses_of_the_page_serve_the_data_and_the_page(imported: Imported) -> None:
    links = data_of(imported)["links"]
    assert len(links) == 8
    assert links["Tea for All"] == "https://tea.example.org/"
    index = imported.text("index.md")
    assert re.findall(r"(?m)^\[(.*)\]: ", index) == ["Rings of Steam", "LidLDM", "WhistleNet"]


def test_comments_of_the_text_stay(imported: Imported) -> None:
    comments = re.findall(r"(?m)^% (.*)", imported.text("index.md"))
    assert comments[:3] == [
        "About me",
        "There I also work on [Tea for All].",
        '**See my [papers](#papers){:target="_self"}.**',
    ]
    assert "- Third of the KETTLE Cup 2022 Task 6A." in comments


def test_pictures_posts_and_badges_within_the_text_are_carried(imported: Imported, pages: Path) -> None:
    index = imported.text("index.md")
    assert "[Cupboard](https://cupboard.example.org/ovapour)" in index
    assert "```{image} images/stove.jpg\n:width: 250px\n:align: center\n:alt: stove\n```" in index
    assert "```{timeline} https://mastodon.social/@ovapour\n```" in index
    assert (imported.site / "images" / "stove.jpg").read_bytes() == (
        imported.source / "images" / "stove.jpg"
    ).read_bytes()
    assert not re.search(r"\{%|\{\{", (pages / "index.html").read_text(encoding="utf-8"))


def test_what_could_not_be_carried_is_told_with_its_line(imported: Imported) -> None:
    told = re.findall(r"(?m)^old/homepage\.md:(\d+):\d+: (.*)", imported.err)
    lines = HOMEPAGE.read_text(encoding="utf-8").splitlines()
    assert [message.split(":")[0] for _line, message in told] == [
        "A link is text now",
        "'[Tea for All]' has another address on line 312, which is taken.",
    ]
    assert MISSING_FILE in lines[int(told[0][0]) - 1]
    assert lines[int(told[1][0]) - 1].startswith("[Tea for All]")
    assert imported.err.endswith("2 things were not carried over as they are.\n")


def test_a_dry_run_prints_every_file_and_writes_nothing(tmp_path: Path, capsys: Captured) -> None:
    source = old_site(tmp_path / "old")
    before = sorted(tmp_path.rglob("*"))
    assert main(["import", str(source), "-o", str(tmp_path / "site"), "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "--- /dev/null\n+++ index.md\n@@ -0,0 +1," in out
    assert "+# Ottoline Vapour 蒸気 (Otto)\n" in out
    assert sorted(tmp_path.rglob("*")) == before


def test_the_report_is_a_document_for_programs(tmp_path: Path, capsys: Captured) -> None:
    source = old_site(tmp_path / "old")
    assert main(["import", str(source), "-o", str(tmp_path / "site"), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["importer"] == "jekyll-lists"
    assert report["is_written"] is True
    assert report["records"]["publications"] == 11
    assert {"index.md", "conf.py", "data/site.yaml", "papers.md"} <= {*report["files"]}
    assert {each["code"] for each in report["problems"]} == {"not_carried"}


def test_a_folder_with_something_in_it_stays_as_it_is(tmp_path: Path, capsys: Captured) -> None:
    source, site = old_site(tmp_path / "old"), tmp_path / "site"
    site.mkdir()
    (site / "thesis.tex").write_text("mine", encoding="utf-8")
    assert main(["import", str(source), "-o", str(site)]) == 2
    assert "'thesis.tex'" in capsys.readouterr().err
    assert [each.name for each in site.iterdir()] == ["thesis.tex"]


def test_what_is_no_site_is_refused_with_what_can_be_imported(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mum.txt").write_text("Dear mum", encoding="utf-8")
    assert main(["import", str(tmp_path / "letters"), "-o", str(tmp_path / "site")]) == 2
    assert "a homepage of Jekyll" in capsys.readouterr().err
    assert main(["import", str(tmp_path / "nothing"), "-o", str(tmp_path / "site")]) == 2
    assert "There is no" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_the_guide_shows_what_is_made(tmp_path: Path, capsys: Captured) -> None:
    shown = CHECKOUT / "docs" / "imported" / "jekyll"
    assert main(["import", str(shown / "old"), "-o", str(tmp_path / "site")]) == 0
    assert "'{% include counter.html %}' is left out" in capsys.readouterr().err
    for name in ("index.md", "data/site.yaml"):
        assert (shown / "new" / name).read_text("utf-8") == (tmp_path / "site" / name).read_text("utf-8")


def test_links_out_of_the_folder_and_huge_files_stay_behind(tmp_path: Path, capsys: Captured) -> None:
    source = tmp_path / "old"
    (source / "images").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(b"secret")
    Image.new("RGB", (9, 7)).save(source / "images" / "in.png")
    (source / "images" / "out.png").symlink_to(tmp_path / "secret.png")
    (source / "images" / "loop.png").symlink_to("loop.png")
    with (source / "images" / "huge.png").open("wb") as huge:
        huge.truncate(MAX_FILE + 1)
    names = ("in", "out", "loop", "huge", "../../secret")
    pictures = "".join(f"![A]({'images/' + name}.png)\n\n" for name in names)
    (source / "index.md").write_text(f"---\nlayout: page\ntitle: A\n---\n## B\n\n{pictures}", "utf-8")
    assert main(["import", str(source), "-o", str(tmp_path / "site")]) == 0
    told = re.findall(r"index\.md:(\d+):1: A picture is left out: (.*)", capsys.readouterr().err)
    assert [(int(line), message.partition("' is ")[2] or message) for line, message in told] == [
        (9, "a link that leads out of the folder; it is not followed."),
        (11, "a link that leads to itself."),
        (13, "not copied: it is larger than 100 MB."),
        (15, f"there is no file 'images/../../secret.png' in '{source.as_posix()}'."),
    ]
    assert [path.name for path in (tmp_path / "site" / "images").iterdir()] == ["in.png"]


BROKEN = """---
layout: page
title: Ann: a life
publications:
  - title: Fog: a history
    author: A. Lund
  -title: Mist
    author: "B. Berg
news:
  - date: 2020
    text: Fog
gallery: fog
---
{% for item in page.news %}{% endfor %}
"""


def test_broken_front_matter_is_told_and_mended_so_that_the_site_is_built(
    tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "home.md").write_text(BROKEN, encoding="utf-8")
    assert main(["import", str(tmp_path / "home.md"), "-o", str(tmp_path / "site")]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[1] == "2 publications, 1 news, 1 profile."
    assert re.findall(r"home\.md:(\d+):\d+: [^\[]*\[academic\.(\w+)\]", err) == [
        ("3", "syntax"),
        ("5", "syntax"),
        ("7", "syntax"),
        ("8", "syntax"),
        ("12", "not_carried"),
    ]
    build_html(tmp_path / "site", tmp_path / "build", "-W", "-n")


def test_a_page_in_another_encoding_is_a_site_in_utf_8(tmp_path: Path) -> None:
    (tmp_path / "home.md").write_bytes("---\ntitle: Zoë Løv\n---\nI am Zoë.\n".encode("latin-1"))
    assert main(["import", str(tmp_path / "home.md"), "-o", str(tmp_path / "site")]) == 0
    assert (tmp_path / "site" / "index.md").read_text("utf-8").startswith("# Zoë Løv\n")


def test_a_folder_gives_its_pages_and_its_data(tmp_path: Path, capsys: Captured) -> None:
    files = {
        "_config.yml": "title: Ada's Homepage\nauthor: {name: Ada Lund}\nurl: https://ada.example.org\n",
        "index.md": "---\ntitle: Home\nawards:\n- title: Cup of Fog\n  date: 2019\n---\nI am Ada. See my [papers](/papers/), my [CV](/cv.pdf) and my [blog](/blog/).\n",
        "_pages/papers.md": "---\ntitle: Papers\npermalink: /papers/\n---\n{% for p in site.publications %}{% endfor %}\n",
        "_publications/2019-fog.md": "---\ntitle: Fog\nvenue: J. Fog\ndate: 2019-10-01\n---\n",
        "_data/talks.yml": "- title: On fog\n  event: Fog Days\n  date: 2023\n",
        "_posts/2020-01-01-x.md": "---\ntitle: x\n---\nx\n",
        "cv.pdf": "a CV",
        "unused.pdf": "nothing",
    }
    for name, text in files.items():
        path = tmp_path / "old" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert main(["import", str(tmp_path / "old"), "-o", str(tmp_path / "site")]) == 0
    out, err = capsys.readouterr()
    site = tmp_path / "site"
    assert out.splitlines()[1] == "1 publications, 1 profile, 1 talks, 1 awards."
    assert "_posts:1: 1 page is left out" in err
    assert yaml.safe_load((site / "data/site.yaml").read_text("utf-8"))["profile"]["about"] == (
        "I am Ada. See my [papers](papers.md), my [CV](cv.pdf) and my [blog](https://ada.example.org/blog/)."
    )
    assert (site / "cv.pdf").is_file()
    assert not (site / "unused.pdf").exists()
    assert "```{talks}" in (site / "index.md").read_text("utf-8")
    build_html(site, tmp_path / "build", "-W", "-n")


def test_a_page_that_was_once_saved_in_a_wrong_encoding_is_whole_again(
    tmp_path: Path, capsys: Captured
) -> None:
    text = "---\ntitle: Zoë Løv\n---\nI’m Zoë, who naïvely listens to kettles — at night.\n"
    (tmp_path / "home.md").write_text(text.encode("utf-8").decode("cp1252"), encoding="utf-8")
    assert main(["import", str(tmp_path / "home.md"), "-o", str(tmp_path / "site")]) == 0
    assert "The new site has it as it was meant" in capsys.readouterr().err
    profile = yaml.safe_load((tmp_path / "site" / "data" / "site.yaml").read_text("utf-8"))["profile"]
    assert profile == {"name": "Zoë Løv", "about": text.split("---\n")[2].strip()}


def test_what_cannot_be_read_is_told_and_makes_no_page(tmp_path: Path, capsys: Captured) -> None:
    source = old_site(tmp_path / "old")
    with (source / "huge.md").open("wb") as huge:
        huge.write(b"---\n")
        huge.truncate(65 * 2**20)
    assert main(["import", str(source), "-o", str(tmp_path / "site")]) == 0
    assert "huge.md:1: The file is larger than 64 MB and is not read." in capsys.readouterr().err
    assert not (tmp_path / "site" / "huge.md").exists()
    assert main(["import", str(source / "huge.md"), "-o", str(tmp_path / "other")]) == 2
    assert capsys.readouterr().err.endswith("Nothing could be read of what was named: nothing is written.\n")
    assert not (tmp_path / "other").exists()
