"""What a first visit to a gallery sends: every picture is as large as its place, and most of them wait."""

from __future__ import annotations

import gzip
import io
import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from building import build_html
from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Page

if TYPE_CHECKING:
    from conftest import OpenPage, Serve

PUBLICATIONS = 37
MOST = 300_000
"""Bytes of a first visit, all files together."""


def diagram(number: int) -> Image.Image:
    """Boxes, arrows and fine print, as figures of papers have them: sharp, with few colours."""
    chance = random.Random(number)
    picture = Image.new("RGB", (1600, 1000), "white")
    pen = ImageDraw.Draw(picture)
    for _ in range(14):
        x, y = chance.randrange(1400), chance.randrange(850)
        colour = tuple(chance.randrange(120, 256) for _ in range(3))
        pen.rounded_rectangle((x, y, x + 190, y + 120), 18, colour, (40, 40, 40), 3)
        pen.text((x + 14, y + 40), f"Layer {chance.randrange(99)}: 1 × 1 conv", fill="black", font_size=22)
        pen.line((x + 95, y + 120, chance.randrange(1600), chance.randrange(1000)), (60, 60, 60), 4)
    return picture


def spectrogram(number: int) -> Image.Image:
    """Noise with structure, as a camera and a spectrogram have it: large as a file, and no format makes it small."""
    noise = Image.frombytes("RGB", (300, 180), random.Random(number).randbytes(300 * 180 * 3))
    fine = Image.frombytes("RGB", (1500, 900), random.Random(-number).randbytes(1500 * 900 * 3))
    return Image.blend(noise.filter(ImageFilter.GaussianBlur(2)).resize((1500, 900)), fine, 0.35)


def _as_png(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "PNG", compress_level=1)
    return written.getvalue()


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gallery of 37 publications, each with one large picture and some with two, as a built site."""
    source = tmp_path_factory.mktemp("gallery")
    (source / "images").mkdir()
    drawn = [_as_png((spectrogram if number % 3 == 0 else diagram)(number)) for number in range(9)]
    entries = ["publications:"]
    for number in range(PUBLICATIONS):
        names = [f"{number}.png"] + ([f"{number}b.png"] if number % 4 == 0 else [])
        for order, name in enumerate(names):
            # Decoders pass over what follows the picture, and for us it is another one.
            different = f"{number} {order}".encode()
            (source / "images" / name).write_bytes(drawn[(number + 4 * order) % len(drawn)] + different)
        entries += [
            f"- title: The sound of kettles, part {number}",
            f"  authors: Ada Example, Ben Example, Cy Example\n  venue: Proceedings of Sounds {number}",
            f"  year: {2024 - number // 4}\n  url: https://example.org/{number}",
            f"  images: [{', '.join(f'images/{name}' for name in names)}]",
        ]
    (source / "site.yaml").write_text("\n".join(entries) + "\n", encoding="utf-8")
    (source / "index.rst").write_text(
        "Publications\n============\n\n.. publications::\n   :layout: gallery\n", encoding="utf-8"
    )
    (source / "conf.py").write_text(
        'project = "Kettles"\nextensions = ["sphinx_academic"]\nhtml_theme = "academic"\n'
        'academic_data = ["site.yaml"]\n',
        encoding="utf-8",
    )
    assert sum(path.stat().st_size for path in (source / "images").iterdir()) > 50_000_000
    out = source / "build"
    build_html(source, out, "-W")
    return out


def sent(page: Page, address: str, folder: Path) -> dict[str, int]:
    """Address → bytes of everything that a first visit asks for, as a server sends it that compresses texts."""
    asked: dict[str, int] = {}

    def note(url: str) -> None:
        name = url.removeprefix(address).lstrip("/").partition("?")[0]
        content = (folder / name).read_bytes()
        is_text = name.endswith((".html", ".css", ".js", ".svg", ".json"))
        asked[name] = len(gzip.compress(content, 6)) if is_text else len(content)

    page.on("request", lambda request: note(request.url))
    page.goto(f"{address}/index.html", wait_until="networkidle")
    return asked


@pytest.mark.parametrize(
    ("width", "height", "dots", "mobile"),
    [(1280, 900, 1, False), (1280, 900, 2, False), (412, 823, 1.75, True), (390, 844, 3, True)],
)
def test_a_first_visit_to_a_gallery_is_light(
    page: OpenPage, serve: Serve, gallery: Path, width: int, height: int, dots: float, mobile: bool
) -> None:
    opened = page(viewport=(width, height), device_scale_factor=dots, is_mobile=mobile, has_touch=mobile)
    files = sent(opened, serve(gallery), gallery)
    pictures = {name: size for name, size in files.items() if name.startswith("_images")}
    assert len(pictures) >= 5
    assert all(name.endswith(".webp") for name in pictures)
    total = sum(files.values())
    assert total <= MOST, {**pictures, "all": total, "pictures": sum(pictures.values())}
    assert total - sum(pictures.values()) <= 140_000


def test_the_page_does_not_move_while_pictures_come(page: OpenPage, serve: Serve, gallery: Path) -> None:
    opened = page(viewport=(390, 844), is_mobile=True)
    opened.goto(serve(gallery) + "/index.html")
    opened.evaluate("document.fonts.ready")  # what letters move is another matter
    opened.evaluate(
        """() => {
            window.moved = 0;
            const note = (list) => list.getEntries().forEach((entry) => (window.moved += entry.value));
            new PerformanceObserver(note).observe({ type: "layout-shift" });
        }"""
    )
    opened.evaluate("scrollTo(0, 3000)")
    opened.wait_for_load_state("networkidle")
    opened.wait_for_timeout(200)
    assert opened.evaluate("moved") == 0


def test_every_picture_fills_its_place_sharply(page: OpenPage, serve: Serve, gallery: Path) -> None:
    for dots, width in ((1, 1280), (2, 1280), (2, 390)):
        opened = page(viewport=(width, 900), device_scale_factor=dots)
        opened.goto(serve(gallery) + "/index.html", wait_until="networkidle")
        seen = opened.evaluate(
            """() => [...document.querySelectorAll(".academic-figure img")].filter((each) => each.complete)
                .map((each) => [each.currentSrc.match(/-(\\d+)\\.webp/)[1], each.getBoundingClientRect().width])"""
        )
        assert seen
        for pixels, shown in seen:
            assert 0.95 * shown * dots <= int(pixels) <= 2.2 * shown * dots, (dots, width)
