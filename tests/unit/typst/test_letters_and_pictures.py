"""Names in every script, formulas and photographs in a PDF."""

from __future__ import annotations

import io
import shutil
import unicodedata
from pathlib import Path

import pikepdf
import pypdf
import pytest
from PIL import Image

from sphinx_academic.content import pandoc_program
from sphinx_academic.content.document import Document, DocumentPart
from sphinx_academic.content.fragments import Element, Fragment
from sphinx_academic.content.typst import DESIGNS, Look, Typeset, typeset
from sphinx_academic.content.typst.formula_trees import formula_trees


def made_of(*content: Fragment, language: str = "en", look: Look | None = None) -> Typeset:
    parts = (DocumentPart(1, ("Names",), (Element("paragraph", content),)),)
    return typeset(Document("Ada Lovelace", language, (), parts), look or Look())


def words(made: Typeset) -> str:
    pages = pypdf.PdfReader(io.BytesIO(made.pdf)).pages
    said = " ".join(" ".join(page.extract_text() for page in pages).split())
    return unicodedata.normalize("NFKC", said.partition("Names ")[2].partition(" Ada Lovelace")[0])


def fonts_of(made: Typeset) -> set[str]:
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        return {
            str(each.FontName).partition("+")[2]
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        }


# Names


@pytest.mark.parametrize(
    "name",
    [
        "Ngô Bảo Châu",
        "Γεώργιος Σεφέρης",
        "Софья Ковалевская",
        "王小云",
        "湯川秀樹",
        "やまだ",
        "허준이",
        "प्रिया",
        "Łukasz Šťastný",
    ],
)
@pytest.mark.parametrize("design", DESIGNS)
def test_names_are_set_in_every_script_for_which_a_font_is_there(design: str, name: str) -> None:
    made = made_of(f"By {name}, 2024", look=Look(design))
    assert made.faults == ()
    if name != "प्रिया":  # whose signs stand in another order than they are written
        assert f"By {name}, 2024" in words(made)


@pytest.mark.parametrize(
    "language, name, font",
    [
        ("en", "骨", "NotoSansSC"),
        ("zh_CN", "骨", "NotoSansSC"),
        ("ja", "骨", "NotoSansJP"),
        ("ko", "骨", "NotoSansKR"),
        ("en", "骨か", "NotoSansJP"),
        ("en", "骨을", "NotoSansKR"),
        ("en", "כהן", "LibertinusSerif"),
    ],
)
def test_a_script_is_set_in_the_font_of_its_language(language: str, name: str, font: str) -> None:
    assert f"{font}-Regular" in {
        each.removesuffix("-Identity-H") for each in fonts_of(made_of(name, language=language))
    }


@pytest.mark.parametrize("names", ["דוד כהן, שרה לוי", "محمد علي, فاطمة"])
def test_names_from_right_to_left_keep_their_order_in_an_english_line(names: str) -> None:
    first, second = names.split(", ")
    drawn: list[tuple[float, str]] = []

    def note(text: str, moved: list[float], matrix: list[float], _font: object, _size: float) -> None:
        if text.strip():
            drawn.append((moved[4] + matrix[4], text))

    pypdf.PdfReader(io.BytesIO(made_of(f"{first} 1, {second} 2").pdf)).pages[0].extract_text(
        visitor_text=note
    )
    order = "".join(text for _place, text in sorted(drawn))
    assert order.index("1") < order.index("2")


def test_a_document_in_arabic_is_set_from_right_to_left() -> None:
    with pikepdf.open(io.BytesIO(made_of("words", language="ar").pdf)) as pdf:
        assert str(pdf.Root.Lang) == "ar"
        assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L"


@pytest.mark.parametrize(
    "language, told", [("pt_BR", "pt-BR"), ("zh_Hans_CN", "zh-CN"), ("sr@latin", "sr"), ("Klingon", "en")]
)
def test_the_language_of_a_site_is_that_of_the_pdf(language: str, told: str) -> None:
    with pikepdf.open(io.BytesIO(made_of("words", language=language).pdf)) as pdf:
        assert str(pdf.Root.Lang) == told


def test_letters_that_no_font_has_are_told_with_their_script_and_what_to_do() -> None:
    made = made_of("By สมชาย and አበበ.")
    assert words(made) == "By ? and ?."
    assert [fault.message.partition(" of the script ")[2].partition(";")[0] for fault in made.faults] == [
        "Thai",
        "Ethiopic",
    ]
    assert made.faults[0].hint == (
        'Put a font for it into a folder, such as Noto Serif Thai, and name that:  academic_cv_fonts = ["fonts"]  (or --fonts)'
    )


def test_emoji_that_no_font_has_are_left_out_and_told() -> None:
    made = made_of("Done 🎉 at last")
    assert words(made) == "Done at last"
    assert [fault.message for fault in made.faults] == ["No font has the signs '🎉'; they are left out."]


def test_an_emoji_that_a_font_of_icons_has_is_drawn() -> None:
    made = made_of("👤 stands for first author")
    assert made.faults == ()
    assert "stands for first author" in words(made)


def test_a_folder_of_fonts_of_ones_own_comes_first_for_other_scripts(tmp_path: Path) -> None:
    from rendercv_fonts import path_of

    shutil.copy(path_of["Gentium Book Plus"] / "GentiumBookPlus-Regular.ttf", tmp_path)
    assert "GentiumBookPlus" in fonts_of(made_of("a˥b", look=Look(fonts=(tmp_path,))))


def test_a_folder_without_fonts_is_told(tmp_path: Path) -> None:
    (tmp_path / "letters.woff2").write_bytes(b"wOF2")
    made = made_of("a", look=Look(fonts=(tmp_path / "fonts", tmp_path)))
    assert [fault.message for fault in made.faults] == [
        f"There is no folder of fonts '{tmp_path / 'fonts'}'.",
        f"The folder '{tmp_path}' holds no font that can be read.",
    ]


def test_a_line_that_is_broken_begins_without_a_space() -> None:
    made = made_of("first,", Element("break"), " second")
    assert "first,\nsecond" in pypdf.PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text()


def test_controls_and_marks_of_direction_are_no_letters() -> None:
    made = made_of("a\x07b\u202ec\u2067d\ufe0fe\ud800f")
    assert (words(made), made.faults) == ("abcdef", ())


@pytest.mark.parametrize("text", ["x" * 400, "https://example.org/" + "a" * 400, "{" * 400])
@pytest.mark.parametrize("kind", ["span", "literal", "strong"])
def test_no_word_is_wider_than_the_page(kind: str, text: str) -> None:
    page = pypdf.PdfReader(io.BytesIO(made_of(Element(kind, (text,))).pdf)).pages[0]
    lines = [line for line in page.extract_text().split("\n") if len(line) > 20]
    assert max(map(len, lines)) < 130


# Formulas


def maths(formula: str) -> Element:
    return Element("math", (formula,))


FORMULAS = {
    r"\mathcal{O}(n \log n)": "O(nlogn)",
    r"\sum_{i=1}^n \frac{x_i^2}{\sqrt{2}} \le \hat{y}'": "∑ni=1x2√≤′",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}": "(acbd)",
    r"\overbrace{a+b}^{n} \xrightarrow{f} \lim_{x \to 0}": "",
    r"\sqrt[3]{x} \binom{n}{k} \vec{v} \overline{z} \underbrace{u}_{w}": "",
    r"\mathbb{R} \mathbf{x} \text{if } \operatorname{argmax} \mathrm{d}x 10^{-3}": "",
    r"\left\lvert \frac{a}{b} \right\rvert \not= \ldots \quad \pmod n": "",
}


@pytest.mark.parametrize("formula, shown", FORMULAS.items())
def test_formulas_are_drawn(formula: str, shown: str) -> None:
    made = made_of("It is ", maths(formula), ".")
    assert made.faults == ()
    assert formula in formula_trees((maths(formula),))
    assert "NewCMMath" in " ".join(fonts_of(made))
    assert sorted(shown) == [] or set(shown) <= set(words(made))


def test_listeners_are_told_a_formula_in_words() -> None:
    parts = (DocumentPart(1, ("Names",), (Element("paragraph", (maths("x^2"),)),)),)
    made = typeset(Document("Ada", "en", (), parts), Look(), words_of_formula=lambda formula: "x squared")
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        said = [
            str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
        ]
    assert said == ["x squared"]


def test_without_pandoc_formulas_are_characters(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pandoc_program, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert words(made_of(maths(r"\alpha^2"))) == r"\alpha^2"


@pytest.mark.parametrize("formula", [r"\notacommand{x}", r"\input{/etc/passwd}", r"\text{#panic(1)} % {"])
def test_what_is_no_formula_is_shown_as_it_is_written(formula: str) -> None:
    assert words(made_of(maths(formula))) == formula


def test_a_formula_cannot_hold_typst() -> None:
    made = made_of(maths(r"\text{\#panic(1)} + \mathrm{sys.inputs}"))
    assert "#panic(1)" in words(made)
    assert made.faults == ()


@pytest.mark.parametrize(
    "formula",
    [
        " + ".join(rf"\frac{{x_{{{i}}}^2}}{{\sqrt{{{i}}}}}" for i in range(40)),
        r"\overbrace{" + "a" * 150 + "}^{n}",
        r"\sqrt{" + " + ".join(f"a_{{{i}}}" for i in range(60)) + "}",
        r"\sqrt{" + " + ".join(f"a_{{{i}}}" for i in range(22)) + "}",
        "a" * 200,
    ],
)
@pytest.mark.parametrize("design", DESIGNS)
def test_a_title_of_one_long_formula_stays_on_the_page(design: str, formula: str) -> None:
    made = made_of(Element("strong", (maths(formula),)), look=Look(design))
    places: list[float] = []

    def note(text: str, moved: list[float], matrix: list[float], _font: object, _size: float) -> None:
        if text.strip():
            places.append(moved[4] + matrix[4])

    page = pypdf.PdfReader(io.BytesIO(made.pdf)).pages[0]
    page.extract_text(visitor_text=note)
    assert max(places) < float(page.mediabox.width) - 45


def test_a_formula_in_a_heading_is_in_its_bookmark() -> None:
    parts = (DocumentPart(1, (maths("x^2"),), ()),)
    made = typeset(Document("Ada", "en", (), parts), Look(), words_of_formula=lambda formula: "x²")
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf, pdf.open_outline() as outline:
        assert [each.title for each in outline.root] == ["x²"]


# Pictures


def pictured(path: Path, alt: str = "Ada at a table") -> Typeset:
    figure = Element("figure", (), "", {"url": "ada.jpg", "alt": alt})
    return typeset(
        Document("Ada", "en", (figure,), ()), Look(), lambda url: path if url == "ada.jpg" else None
    )


def images_of(made: Typeset) -> list[tuple[int, int]]:
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        return [
            (int(each.Width), int(each.Height))
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]


@pytest.mark.parametrize(
    "name, mode",
    [
        ("ada.jpg", "RGB"),
        ("ada.jpg", "CMYK"),
        ("ada.png", "RGB"),
        ("ada.png", "P"),
        ("ada.webp", "RGB"),
        ("ada.png", "I;16"),
    ],
)
def test_a_large_photograph_is_scaled_down(tmp_path: Path, name: str, mode: str) -> None:
    Image.new(mode, (3000, 4000)).save(tmp_path / name)
    made = pictured(tmp_path / name)
    assert (images_of(made), made.faults) == ([(675, 900)], ())


def test_a_photograph_of_a_camera_is_turned_as_the_camera_says(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (400, 200)).save(tmp_path / "ada.jpg", exif=exif)
    assert images_of(pictured(tmp_path / "ada.jpg")) == [(200, 400)]


def test_what_is_said_of_a_picture_is_told_to_listeners_and_a_picture_without_words_is_not(
    tmp_path: Path,
) -> None:
    Image.new("RGB", (40, 40)).save(tmp_path / "ada.png")
    for alt, told in (("Ada at a table", ["Ada at a table"]), ("", [])):
        made = pictured(tmp_path / "ada.png", alt)
        with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
            said = [
                str(each.Alt)
                for each in pdf.objects
                if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
            ]
        assert (said, made.faults) == (told, ())


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0broken"])
def test_what_is_no_picture_is_left_out_and_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ada.jpg").write_bytes(content)
    made = pictured(tmp_path / "ada.jpg")
    assert images_of(made) == []
    assert [fault.message.startswith("The picture 'ada.jpg' cannot be read") for fault in made.faults] == [
        True
    ]


def test_a_picture_of_too_many_pixels_is_left_out_and_told(tmp_path: Path) -> None:
    Image.new("1", (12_000, 12_000)).save(tmp_path / "ada.png")
    made = pictured(tmp_path / "ada.png")
    assert (images_of(made), made.faults[0].hint) == ([], "Make it smaller than 89 million pixels.")


def test_a_photograph_of_forty_megabytes_is_scaled_down(tmp_path: Path) -> None:
    Image.new("RGB", (12_000, 9_000), "brown").save(tmp_path / "ada.jpg")
    with (tmp_path / "ada.jpg").open("ab") as file:
        file.write(bytes(40_000_000))
    assert (tmp_path / "ada.jpg").stat().st_size > 40_000_000
    made = pictured(tmp_path / "ada.jpg")
    assert (images_of(made), made.faults) == ([(900, 675)], ())
    assert len(made.pdf) < 200_000
