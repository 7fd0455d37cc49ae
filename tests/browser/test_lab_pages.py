"""The pages of the example lab: people, projects, openings and numbers, seen and used by everybody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from building import build_html
from conftest import CHECKOUT
from contrast import seen_texts
from focus import FOCUSED

if TYPE_CHECKING:
    from conftest import OpenPage, Serve

PAGES = (
    "index.html",
    "people.html",
    "people/imogen-kettlewell.html",
    "projects.html",
    "projects/everyday-boiling.html",
    "openings.html",
    "numbers.html",
    "calendar.html",
    "reports.html",
)
OPEN_ALL = "for (const part of document.querySelectorAll('details')) part.open = true"

every_page = pytest.mark.parametrize("name", PAGES)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example lab, built as HTML."""
    folder = tmp_path_factory.mktemp("example-lab")
    build_html(CHECKOUT / "example-lab", folder / "html", "-d", str(folder / "doctrees"))
    return folder / "html"


@every_page
def test_everybody_can_read_a_page_in_light_and_in_dark(
    page: OpenPage, serve: Serve, lab: Path, name: str
) -> None:
    opened = page()
    opened.goto(f"{serve(lab)}/{name}", wait_until="networkidle")
    opened.evaluate(OPEN_ALL)
    for scheme in ("light", "dark"):
        opened.emulate_media(color_scheme=scheme)
        assert [text for text in seen_texts(opened) if text.ratio < 4.5] == []
        for width in (1280, 390):
            opened.set_viewport_size({"width": width, "height": 900})
            results = Axe().run(opened)
            assert results.violations_count == 0, f"{scheme}, {width} pixels:\n{results.generate_report()}"
    assert opened.foreign_requests == opened.script_errors == opened.console_errors == []


@every_page
@pytest.mark.parametrize("width", [390, 320])
def test_a_page_does_not_scroll_sideways_on_a_phone(
    page: OpenPage, serve: Serve, lab: Path, name: str, width: int
) -> None:
    opened = page(viewport=(width, 900))
    opened.goto(f"{serve(lab)}/{name}")
    opened.evaluate(OPEN_ALL)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


@every_page
def test_the_tab_key_reaches_every_link_of_a_page_and_is_seen_there(
    page: OpenPage, serve: Serve, lab: Path, name: str
) -> None:
    opened = page()
    opened.goto(f"{serve(lab)}/{name}")
    opened.evaluate(OPEN_ALL)
    links = opened.locator("main a[href]:not(.headerlink):visible").count()
    seen = 0
    while seen < 400:
        opened.keyboard.press("Tab")
        focused = opened.evaluate(FOCUSED)
        if focused is None:
            break
        seen += 1
        assert focused["line"] >= 2, focused
        assert not focused["hidden"], focused
    assert links <= seen < 400


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_of_pictures_stand_out_from_the_page(
    page: OpenPage, serve: Serve, lab: Path, scheme: str
) -> None:
    opened = page(color_scheme=scheme)
    opened.goto(f"{serve(lab)}/numbers.html")
    # WCAG 2.2, 1.4.11: what is needed to understand a picture has a contrast of 3:1 to what it lies on.
    ratios = opened.evaluate(_CONTRAST_OF_SHAPES)
    assert len(ratios) == 4
    assert min(ratios.values()) >= 3


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_everybody_in_the_picture_of_co_authors_has_a_name_and_none_stands_over_another(
    page: OpenPage, serve: Serve, lab: Path, width: int
) -> None:
    opened = page(viewport=(width, 900))
    opened.goto(f"{serve(lab)}/numbers.html")
    boxes = opened.evaluate(
        "[...document.querySelectorAll('.academic-name')].map((name) => name.getBoundingClientRect())"
        ".filter((box) => box.width).map((box) => [box.left, box.top, box.right, box.bottom])"
    )
    assert len(boxes) == opened.locator("circle").count() == 11
    inner = [(left + 1, top + 3, right - 1, bottom - 3) for left, top, right, bottom in boxes]
    for place, one in enumerate(inner):
        assert one[0] >= 0
        assert one[2] <= width
        for other in inner[:place]:
            assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]


_CONTRAST_OF_SHAPES = """() => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    const painter = canvas.getContext("2d", { willReadFrequently: true });
    const luminance = (colour) => {
        painter.fillStyle = colour;
        painter.fillRect(0, 0, 1, 1);
        const parts = [...painter.getImageData(0, 0, 1, 1).data].slice(0, 3).map((value) => value / 255);
        const [red, green, blue] = parts.map((part) =>
            part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ground = luminance(getComputedStyle(document.body).backgroundColor);
    const found = {};
    for (const shape of document.querySelectorAll(".academic-drawing :is(rect, circle)")) {
        const colour = getComputedStyle(shape).fill;
        const [light, dark] = [luminance(colour), ground].sort((one, other) => other - one);
        found[colour] = (light + 0.05) / (dark + 0.05);
    }
    return found;
}"""


def test_works_on_the_page_of_a_person_look_as_they_do_in_the_list_of_all(
    page: OpenPage, serve: Serve, lab: Path
) -> None:
    opened = page()
    heights = []
    for name in ("publications", "people/imogen-kettlewell"):
        opened.goto(f"{serve(lab)}/{name}.html")
        work = opened.locator("article.academic-entry", has_text="WhistleNet").first
        link, abstract = (work.get_by_text(words, exact=True).bounding_box() for words in ("DOI", "Abstract"))
        assert link is not None and abstract is not None
        assert abs(link["y"] - abstract["y"]) < 4, name
        heights.append(work.evaluate("element => element.getBoundingClientRect().height"))
    assert heights[1] == pytest.approx(heights[0], abs=4)


def test_the_pictures_of_cards_are_as_dim_in_the_dark_as_those_of_their_pages(
    page: OpenPage, serve: Serve, lab: Path
) -> None:
    opened = page(color_scheme="dark")
    filters = set()
    for name, picture in (
        ("projects", ".academic-showcase-picture:has(img)"),
        ("projects/everyday-boiling", ".academic-figure img"),
    ):
        opened.goto(f"{serve(lab)}/{name}.html")
        filters.add(opened.locator(picture).first.evaluate("element => getComputedStyle(element).filter"))
    assert len(filters) == 1
    assert filters != {"none"}


@pytest.mark.parametrize("width", [1440, 768])
def test_the_menu_of_seven_pages_stands_in_one_row(
    page: OpenPage, serve: Serve, lab: Path, width: int
) -> None:
    opened = page(viewport=(width, 800))
    opened.goto(f"{serve(lab)}/index.html", wait_until="networkidle")
    tops = opened.locator(".academic-menu > ul > li").evaluate_all("all => all.map((each) => each.offsetTop)")
    assert len(tops) == 7
    assert len(set(tops)) == 1
