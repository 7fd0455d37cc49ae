"""The doctor says why Google Scholar would not take up a paper."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from inline_data import read_clean

from sphinx_academic.cli import main
from sphinx_academic.cli.doctor import MOST_BYTES, Finding, examine

HOST = "https://a.example/lab/"
GOOD = {
    "citation_title": "Learning to Listen",
    "citation_author": "Ann Bee",
    "citation_publication_date": "2024/05/16",
    "citation_pdf_url": f"{HOST}papers/x.pdf",
}
PDF = b"%PDF-1.7\n"
GOOD_NAMES = [name.removeprefix("citation_") for name in GOOD]


def page(
    folder: Path, name: str = "papers/x.html", *, body: str = "", canonical: str | None = None, **changed: str
) -> None:
    tags = {**GOOD, **{f"citation_{key}": value for key, value in changed.items() if key != "robots"}}
    if "robots" in changed:
        tags["robots"] = changed["robots"]
    metas = "".join(f'<meta name="{key}" content="{value}" />' for key, value in tags.items() if value)
    address = f"{HOST}{name}" if canonical is None else canonical
    link = f'<link rel="canonical" href="{address}">' if address else ""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    metas += '<meta name="academic-digest" content="0">'
    file.write_text(f"<html><head>{metas}{link}</head><body>{body}</body></html>")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one paper with which nothing is wrong."""
    page(tmp_path)
    (tmp_path / "index.html").write_text("<html></html>")
    (tmp_path / "papers" / "x.pdf").write_bytes(PDF)
    (tmp_path / "robots.txt").write_text("User-agent: *\nDisallow: /private/\n")
    return tmp_path


def serious(site: Path, data: str = "") -> list[tuple[str, str]]:
    publications = read_clean(data).publications if data else ()
    return [(found.place, found.code) for found in examine(site, publications).findings if found.serious]


def notes(site: Path) -> list[Finding]:
    return [found for found in examine(site).findings if not found.serious]


ABSTRACT = '<div class="academic-paper-abstract">…</div>'


def test_nothing_stands_against_a_good_page(site: Path) -> None:
    report = examine(site)
    assert report == ((), 1)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": ""}, "title"),
        ({"title": "Untitled"}, "title"),
        ({"author": ""}, "authors"),
        ({"publication_date": ""}, "date"),
        ({"publication_date": "in press"}, "date"),
        ({"robots": "noindex, follow"}, "robots"),
        ({"robots": "none"}, "robots"),
        ({"pdf_url": ""}, "pdf"),
        ({"pdf_url": "https://b.example/x.pdf"}, "pdf"),
        ({"pdf_url": f"{HOST}papers/missing.pdf"}, "pdf"),
        ({"pdf_url": f"{HOST}papers/../../x.pdf"}, ""),
    ],
)
def test_what_keeps_a_paper_out_is_found(site: Path, changed: dict[str, str], code: str) -> None:
    page(site, **changed)
    assert serious(site) == ([("papers/x.html", code)] if code else [])


def test_a_whole_abstract_stands_in_for_the_pdf(site: Path) -> None:
    page(site, pdf_url="", body=ABSTRACT)
    assert serious(site) == []
    assert [found.code for found in notes(site)] == ["pdf"]


@pytest.mark.parametrize("content", [b"%PDF-1.7\n" + b"x" * MOST_BYTES, b"<html>not found</html>", b""])
def test_a_pdf_is_small_and_a_pdf(site: Path, content: bytes) -> None:
    (site / "papers" / "x.pdf").write_bytes(content)
    assert serious(site) == [("papers/x.html", "pdf")]


def test_robots_may_keep_crawlers_from_page_and_pdf(site: Path) -> None:
    (site / "robots.txt").write_text("User-agent: *\nDisallow: /lab/papers/\n")
    assert serious(site) == [("papers/x.html", "robots")] * 2


def test_a_robots_file_that_cannot_be_seen_is_noted(site: Path) -> None:
    (site / "robots.txt").unlink()
    assert [found.code for found in notes(site)] == ["robots"]


def test_pages_without_their_address_are_found(site: Path) -> None:
    page(site, canonical="", pdf_url="", body=ABSTRACT)
    assert serious(site) == [(".", "address")]


@pytest.mark.parametrize("title", ["A VERY LOUD TITLE IN CAPITALS", "word " * 80])
def test_odd_titles_are_noted(site: Path, title: str) -> None:
    page(site, title=title)
    assert serious(site) == []
    assert [found.code for found in notes(site)] == ["title"]


def test_two_pages_of_one_title_are_noted(site: Path) -> None:
    page(site, "papers/y.html", title="Learning to listen.")
    assert [(found.place, found.code) for found in notes(site)] == [("papers/y.html", "title")]


def test_folders_as_addresses_are_understood(tmp_path: Path) -> None:
    page(tmp_path, "papers/x/index.html", canonical=f"{HOST}papers/x/", pdf_url=f"{HOST}papers/x/x.pdf")
    (tmp_path / "robots.txt").write_text("")
    assert serious(tmp_path) == [("papers/x/index.html", "pdf")]
    (tmp_path / "papers" / "x" / "x.pdf").write_bytes(PDF)
    assert serious(tmp_path) == []


def test_publications_without_a_page_are_found_in_the_data(site: Path) -> None:
    data = "publications:\n- {title: 'Learning *to* Listen'}\n- {title: Another}\n"
    assert serious(site, data) == [("data.yaml:3", "page")]


def test_a_site_without_pages_of_papers_is_told_how_to_get_them(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html></html>")
    (found,) = examine(tmp_path).findings
    assert (found.code, "academic_paper_pages = True" in found.hint) == ("page", True)


# The command


def test_the_status_says_whether_all_is_well(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", str(site)]) == 0
    assert capsys.readouterr() == (f"1 page of papers in {site}: all can be taken up\n", "")
    page(site, author="")
    assert main(["doctor", str(site)]) == 1
    out, err = capsys.readouterr()
    assert out.endswith(": 1 to look at\n")
    assert err == (
        "papers/x.html: The paper has no authors. Add  authors: …  to the record. [scholar.authors]\n"
    )


def test_a_source_folder_knows_its_data_and_its_site(
    site: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path_factory.mktemp("source")
    (source / "conf.py").write_text(
        "extensions = ['sphinx_academic']\nacademic_data = ['data.yaml']\nif tags.has('draft'): raise ValueError\n"
    )
    (source / "data.yaml").write_text("publications: [{title: Another}]\n")
    assert main(["doctor", str(source)]) == 2
    assert "build it first" in capsys.readouterr().err
    (source / "_build").mkdir()
    site.rename(source / "_build" / "html")
    # In a process of its own, as Sphinx is loaded.
    command = [sys.executable, "-m", "sphinx_academic", "doctor", str(source)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "'Another' has no page of its own" in done.stderr


def test_data_can_be_named(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "d.yaml").write_text("publications: [{title: Learning to Listen}]\n")
    assert main(["doctor", str(site), "--data", str(site / "d.yaml")]) == 0


def test_a_folder_that_is_no_site_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", str(tmp_path)]) == 2
    assert "no built site" in capsys.readouterr().err
    assert main(["doctor", str(tmp_path / "nowhere")]) == 2


@pytest.mark.parametrize(("kind", "number"), [("paper", 2), ("person-page", 1), ("project-page", 1)])
def test_pages_of_people_and_projects_are_no_papers(site: Path, kind: str, number: int) -> None:
    body = f'<section class="academic academic-own-page academic-{kind} tex2jax_ignore" id="x-y">'
    page(site, "people/y.html", body=body + ABSTRACT, **dict.fromkeys(GOOD_NAMES, ""))
    assert examine(site).pages == number


def test_one_cause_on_many_pages_is_one_line_with_some_places(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(300):
        page(
            site,
            f"papers/n{number:03}.html",
            title=f"Paper {number}",
            pdf_url=f"https://b.example/{number}.pdf",
        )
    page(site, "papers/zz.html", title="Without authors", author="")
    assert main(["doctor", str(site)]) == 1
    out, err = capsys.readouterr()
    other, author = err.splitlines()
    assert other == (
        "papers/n000.html: The PDF lies on another host. It is so in 300 places: papers/n000.html, papers/n001.html, "
        "papers/n002.html and more. Put it beside the page. [scholar.pdf]"
    )
    assert author.startswith("papers/zz.html: The paper has no authors. Add")
    assert out == f"302 pages of papers in {site}: 301 to look at\n"
    assert main(["doctor", "--all", str(site)]) == 1
    assert "papers/n299.html. Put it" in capsys.readouterr().err


def test_notes_come_behind_what_keeps_a_paper_out(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page(site, "papers/a.html", title="IN CAPITALS FROM BEGINNING TO END")
    page(site, "papers/b.html", title="Another", date="", publication_date="")
    assert main(["doctor", str(site)]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert "[scholar.date]" in first
    assert "note: The title is in capitals: 'IN CAPITALS" in second


def test_a_program_reads_the_causes_with_all_their_places(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(5):
        page(site, f"papers/n{number}.html", title=f"Paper {number}", pdf_url="")
    assert main(["doctor", "--json", str(site)]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    said = json.loads(out)
    assert (said["pages"], said["to_look_at"], said["published"], said["vanished"]) == (6, 5, None, [])
    (cause,) = said["causes"]
    assert (cause["code"], cause["serious"]) == ("scholar.pdf", True)
    assert cause["places"] == [f"papers/n{number}.html" for number in range(5)]
