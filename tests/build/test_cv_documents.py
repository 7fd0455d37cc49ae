"""A CV is offered as PDF and as other files: made with the site, where it changed, and linked above it."""

from __future__ import annotations

import io
import json
import shutil
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pypdf
import pytest
import yaml
from building import build_html
from PIL import Image
from rendercv_fonts import package_folder_path
from sites import CHECKOUT, Built, MakeSite, Site, words

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.formats.loading import load_named
from sphinx_academic.pages import typesetting

PDF = "_downloads/cv.pdf"


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    return make_shared_site("cv-files").build(warnings=())


def offers(built: Built, page: str = "cv.html") -> dict[str, str]:
    """What each link above the CV says, and where it leads."""
    return {
        words(a): str(a.get("href"))
        for a in built.page(page).xpath("//*[contains(@class, 'academic-downloads')]//a")
    }


def text_of(content: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split()
    )


def test_the_page_links_to_the_pdf_and_the_other_files_above_the_cv(built: Built) -> None:
    found = offers(built)
    assert [name.rpartition(" (")[0] for name in found] == ["CV as PDF", "LaTeX", "RenderCV", "JSON Resume"]
    assert [*found.values()] == [
        "_downloads/cv.pdf", "_downloads/cv.tex", "_downloads/cv-rendercv.yaml", "_downloads/cv-resume.json",
    ]  # fmt: skip
    (line,) = built.page("cv.html").find_class("academic-downloads")
    (first,) = built.page("cv.html").xpath("(//h2)[1]")
    every = [*built.page("cv.html").iter()]
    assert [each.get("class") for each in every].index(line.get("class")) < [
        each.tag for each in every
    ].index(first.tag)
    (link,) = built.page("cv.html").xpath("//a[@download='cv.pdf']")
    assert link.get("type") == "application/pdf"
    assert (built.folder / PDF).stat().st_size > 10_000


def test_the_pdf_holds_what_the_page_does(built: Built) -> None:
    reader = pypdf.PdfReader(built.folder / PDF)
    said = text_of((built.folder / PDF).read_bytes())
    for words_of_it in ("Ada Example", "Reader", "Tide Institute", "The sound of low tide", "Golden Bucket"):
        assert words_of_it in said
    assert [str(each.title) for each in reader.outline if not isinstance(each, list)][:1] == ["Positions"]
    assert reader.metadata is not None
    assert "Ada Example" in str(reader.metadata.title)


def test_the_other_files_hold_it_too(built: Built) -> None:
    latex = built.text("_downloads/cv.tex")
    assert "\\section{\\texorpdfstring{Positions}{Positions}}" in latex
    assert "The sound of low tide" in latex
    # A file of the site is found from anywhere where the site has an address.
    assert "\\href{https://ada.example.org/\\_downloads/" in latex
    assert yaml.safe_load(built.text("_downloads/cv-rendercv.yaml"))["cv"]["name"] == "Ada Example"
    assert json.loads(built.text("_downloads/cv-resume.json"))["basics"]["name"] == "Ada Example"


def test_design_and_paper_are_named_in_the_option(make_site: MakeSite) -> None:
    site = make_site("cv-files")
    site.write("cv.md", "# CV\n\n```{cv}\n:pdf: sans, letter\n```\n")
    reader = pypdf.PdfReader(site.build(warnings=()).folder / PDF)
    assert (round(reader.pages[0].mediabox.width), round(reader.pages[0].mediabox.height)) == (612, 792)
    fonts = {
        str(font["/BaseFont"])
        for font in (each.get_object() for each in reader.pages[0]["/Resources"]["/Font"].values())
    }  # type: ignore[index]
    assert any("Source" in font for font in fonts), fonts


def portrait(path: Path, colour: str, size: tuple[int, int] = (60, 90)) -> None:
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", size, colour).save(path)


def with_photo(site: Site) -> None:
    data = (site.source / "site.yaml").read_text(encoding="utf-8")
    site.write(
        "site.yaml", data.replace("role: Reader in Tides", "role: Reader in Tides\n  photo: images/ada.png")
    )


def pictures_of(built: Built) -> list[tuple[int, int]]:
    (first, *_others) = pypdf.PdfReader(built.folder / PDF).pages
    return [each.image.size for each in first.images if each.image is not None]


def test_the_photo_of_the_profile_is_shown_where_it_is_asked_for(make_site: MakeSite) -> None:
    site = make_site("cv-files")
    with_photo(site)
    portrait(site.source / "images/ada.png", "teal")
    assert pictures_of(site.build(warnings=())) == []
    site.write("cv.md", "# CV\n\n```{cv}\n:pdf: photo\n```\n")
    assert pictures_of(site.build(warnings=())) == [(60, 90)]
    portrait(site.source / "images/ada.png", "maroon", (80, 90))
    assert pictures_of(site.build(warnings=())) == [(80, 90)]


def test_a_photo_that_is_not_there_is_told(make_site: MakeSite) -> None:
    site = make_site("cv-files")
    with_photo(site)
    site.write("cv.md", "# CV\n\n```{cv}\n:pdf: photo\n```\n")
    built = site.build(warnings=["academic.image"])
    assert built.warnings[0].location.endswith("site.yaml:4:10")
    assert pictures_of(built) == []


def test_a_profile_without_a_photo_is_told_where_one_is_asked_for(make_site: MakeSite) -> None:
    site = make_site("cv-files")
    site.write("cv.md", "# CV\n\n```{cv}\n:pdf: photo\n```\n")
    (told,) = site.build(warnings=["academic.option"]).warnings
    assert told.location.endswith("cv.md:4")


def test_a_wrong_word_is_told_and_the_pdf_is_as_usual(make_site: MakeSite) -> None:
    site = make_site("cv-files")
    site.write("cv.md", "# CV\n\n```{cv}\n:pdf: sans, garamond\n```\n")
    (told,) = site.build(warnings=["academic.option"]).warnings
    assert told.location.endswith("cv.md:4")
    assert "A PDF has one design" in told.message


def test_two_builds_give_the_same_bytes(make_site: MakeSite, built: Built) -> None:
    again = make_site("cv-files").build(warnings=())
    assert (again.folder / PDF).read_bytes() == (built.folder / PDF).read_bytes()


def test_an_edited_title_is_in_the_pdf_and_its_size_on_the_page(make_site: MakeSite) -> None:
    site = make_site("cv-files")
    site.build(warnings=())
    data = (site.source / "site.yaml").read_text(encoding="utf-8")
    site.write("site.yaml", data.replace("The sound of low tide", "The silence of high tide"))
    built = site.build(warnings=())
    said = text_of((built.folder / PDF).read_bytes())
    assert "The silence of high tide" in said
    assert "The sound of low tide" not in said
    size = round((built.folder / PDF).stat().st_size / 1000)
    assert f"CV as PDF ({size} kB)" in offers(built)


def test_what_is_asked_for_no_longer_goes(make_site: MakeSite) -> None:
    site = make_site("cv-files")
    assert (site.build(warnings=()).folder / PDF).is_file()
    site.write("cv.md", "# CV\n\n```{cv}\n```\n")
    built = site.build(warnings=())
    assert not (built.folder / PDF).exists()
    assert offers(built) == {}


def test_a_file_that_somebody_deleted_is_made_again(make_site: MakeSite) -> None:
    site = make_site("cv-files")
    first = site.build(warnings=()).folder / PDF
    content = first.read_bytes()
    first.unlink()
    site.build(warnings=())
    assert first.read_bytes() == content


LOADED = """
import sys
def setup(app):
    app.connect("build-finished", lambda app, error: print("LOADED", "typst" in sys.modules))
"""


def loads_typst(site: Site, *arguments: str) -> bool:
    """Whether a build in a process of its own loads Typst."""
    import subprocess

    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-b", "html", *arguments, "source", "loaded"],
        cwd=site.folder, capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    return "LOADED True" in done.stdout


def test_typst_is_loaded_where_a_cv_is_made_and_nowhere_else(make_site: MakeSite) -> None:
    site = make_site("cv-files")
    conf = site.source / "conf.py"
    conf.write_text(conf.read_text() + LOADED, encoding="utf-8")
    assert loads_typst(site)
    assert not loads_typst(site)
    site.write("index.md", (site.source / "index.md").read_text(encoding="utf-8") + "\nMore.\n")
    assert not loads_typst(site)
    assert (site.folder / "loaded" / PDF).is_file()
    site.write(
        "site.yaml", (site.source / "site.yaml").read_text(encoding="utf-8").replace("Golden", "Silver")
    )
    assert loads_typst(site)
    site.write("cv.md", "# CV\n\n```{cv}\n:download: latex\n```\n")
    assert not loads_typst(site)


def test_workers_make_the_same(make_site: MakeSite) -> None:
    site = make_site("cv-files")
    for number in range(8):
        site.write(f"page{number}.md", f"# Page {number}\n")
    one, two = (
        site.run("html", f"-j{jobs}", name=f"j{jobs}", warnings=("toc.not_included",) * 8) for jobs in (1, 2)
    )
    assert (one.folder / PDF).read_bytes() == (two.folder / PDF).read_bytes()
    assert one.text("cv.html") == two.text("cv.html")


@pytest.mark.parametrize(("builder", "page"), [("dirhtml", "cv/index.html"), ("singlehtml", "index.html")])
def test_other_forms_of_the_site_offer_the_same(
    make_site: MakeSite, built: Built, builder: str, page: str
) -> None:
    other = make_site("cv-files").build(builder, warnings=())
    for href in offers(other, page).values():
        assert ((other.folder / page).parent / href).is_file(), href
    assert (other.folder / PDF).read_bytes() == (built.folder / PDF).read_bytes()


@pytest.mark.parametrize("theme", ["alabaster", "furo", "pydata_sphinx_theme"])
def test_other_themes_link_to_it(make_site: MakeSite, theme: str) -> None:
    assert "_downloads/cv.pdf" in offers(make_site("cv-files").build(warnings=(), html_theme=theme)).values()


@pytest.mark.parametrize("builder", ["latex", "text", "epub"])
def test_builders_of_other_formats_have_no_such_files(make_site: MakeSite, builder: str) -> None:
    built = make_site("cv-files").build(builder, warnings=None, version="1")
    assert not [
        path
        for path in built.files()
        if Path(path).name.startswith("cv") and path.endswith((".pdf", ".json"))
    ]


def not_installed(package: str) -> str:
    raise PackageNotFoundError(package)


def test_where_the_extra_is_missing_that_is_told_and_nothing_is_linked(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setattr(typesetting, "version", not_installed)
    site = make_site("cv-files")
    built = site.build(warnings=["academic.cv"])
    (told,) = built.warnings
    assert told.location.endswith("cv.md:4")
    assert 'pip install "sphinx-academic[pdf]"' in told.message
    assert [name.rpartition(" (")[0] for name in offers(built)] == ["LaTeX", "RenderCV", "JSON Resume"]
    assert not (built.folder / PDF).exists()
    monkeypatch.undo()
    # Nothing of the site has changed: what it is made with has.
    assert "CV as PDF" in " ".join(offers(site.build(warnings=())))
    assert site.build(warnings=()).read == ()


def test_another_font_and_another_version_of_a_package_make_it_anew(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site("cv-files")
    (site.source / "fonts").mkdir()
    for _build in range(2):
        # What is missing is told again, though nothing of the CV has changed.
        site.write("index.md", (site.source / "index.md").read_text(encoding="utf-8") + "\nMore.\n")
        site.write("cv.md", (site.source / "cv.md").read_text(encoding="utf-8") + "\n")
        (told,) = site.build(warnings=["academic.cv"], academic_cv_fonts=["fonts"]).warnings
        assert "holds no font" in told.message
    shutil.copy(package_folder_path / "Lato" / "Lato-Regular.ttf", site.source / "fonts")
    assert site.build(academic_cv_fonts=["fonts"]).read == ("cv",)
    assert site.build(academic_cv_fonts=["fonts"]).read == ()
    monkeypatch.setattr(typesetting, "version", lambda package: "99")
    assert site.build(academic_cv_fonts=["fonts"]).read == ("cv",)


def test_words_are_those_of_the_language(make_site: MakeSite) -> None:
    built = make_site("cv-files").build(warnings=(), language="de")
    reader = pypdf.PdfReader(built.folder / PDF)
    assert str(reader.trailer["/Root"].get("/Lang")) == "de"  # type: ignore[union-attr]


# The example site's


@pytest.fixture(scope="module")
def of_example(tmp_path_factory: pytest.TempPathFactory) -> pypdf.PdfReader:
    folder = tmp_path_factory.mktemp("example")
    build_html(CHECKOUT / "example-site", folder)
    return pypdf.PdfReader(folder / PDF)


def letters(text: str) -> str:
    """The letters of a text alone: lines break where they like."""
    return "".join(filter(str.isalnum, text))


def test_the_example_sites_pdf_has_every_title(of_example: pypdf.PdfReader) -> None:
    collection = load_named([str(CHECKOUT / "example-site" / "data" / "publications.yaml")])
    found = letters("".join(page.extract_text() for page in of_example.pages))
    titles = [plain(Markup({}).inline(work.title)) for work in collection.publications]
    assert len(titles) > 10
    assert [title for title in titles if letters(title) not in found] == []


def test_the_example_sites_pdf_has_bookmarks_language_and_tags(of_example: pypdf.PdfReader) -> None:
    root = of_example.trailer["/Root"].get_object()
    assert root["/Lang"] == "en"  # type: ignore[index]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    outermost = [str(each.title) for each in of_example.outline if not isinstance(each, list)]
    assert {"Education", "Positions", "Awards"} <= {*outermost}
    assert of_example.metadata is not None
    assert str(of_example.metadata.author) == "Imogen Kettlewell"


def test_the_example_sites_pdf_leads_to_dois_and_people(of_example: pypdf.PdfReader) -> None:
    addresses = {
        str(action["/URI"])
        for page in of_example.pages
        for link in page.get("/Annots", ())
        if (action := link.get_object().get("/A")) and "/URI" in action
    }
    assert "https://doi.org/10.5555/jka.2025.0114" in addresses
    assert "mailto:imogen.kettlewell@example.edu" in addresses
    assert all("://" in address or address.startswith("mailto:") for address in addresses)
