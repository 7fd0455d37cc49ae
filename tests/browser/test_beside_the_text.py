"""The layouts in a browser: what stands where, the drawer by keyboard, narrow windows, and from right to left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import three_layouts
from axe_playwright_python.sync_playwright import Axe
from building import build_html
from focus import FOCUSED
from playwright.sync_api import Locator, expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve

LAYOUTS = ["index.html", "profile.html", "manual/index.html"]
every_layout = pytest.mark.parametrize("name", LAYOUTS)


@pytest.fixture(scope="module")
def hebrew(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return three_layouts.build(tmp_path_factory.mktemp("hebrew"), language="he")


class Box:
    """Where something stands, in CSS pixels."""

    def __init__(self, found: Locator) -> None:
        box = found.bounding_box()
        assert box is not None
        self.left, self.top = box["x"], box["y"]
        self.right, self.bottom = box["x"] + box["width"], box["y"] + box["height"]


def test_a_profile_stands_at_the_side_and_stays_there(
    page: OpenPage, serve: Serve, layouts_site: Path
) -> None:
    opened = page(viewport=(1280, 500))
    opened.goto(serve(layouts_site) + "/profile.html")
    side, main = opened.locator(".academic-side"), opened.get_by_role("main")
    assert Box(side).right < Box(main).left
    opened.mouse.wheel(0, 300)
    opened.wait_for_function("scrollY > 200")
    assert Box(side).top == pytest.approx(0, abs=1)
    opened.set_viewport_size({"width": 390, "height": 800})
    opened.evaluate("scrollTo(0, 0)")
    assert Box(side).bottom <= Box(main).top


@pytest.mark.parametrize("width", [390, 1280])
def test_the_name_stands_first_and_once(page: OpenPage, tmp_path: Path, width: int) -> None:
    (tmp_path / "conf.py").write_text(
        'extensions = ["sphinx_academic"]\nhtml_theme = "academic"\nacademic_data = ["data.yaml"]\n',
        encoding="utf-8",
    )
    (tmp_path / "data.yaml").write_text(
        "profile: {name: Ada Brühl, role: Reader in Steam, links: {GitHub: ada}}\n", encoding="utf-8"
    )
    text = ":layout: profile\n\nAda Brühl\n=========\n\n.. profile::\n\nSteam.\n"
    (tmp_path / "index.rst").write_text(text, encoding="utf-8")
    build_html(tmp_path, tmp_path / "html", "-d", str(tmp_path / "doctrees"))
    opened = page(viewport=(width, 800))
    opened.goto((tmp_path / "html/index.html").as_uri())
    title, heading = opened.locator(".academic-side-title"), opened.locator("h1")
    assert heading.evaluate("heading => heading.offsetHeight > 1") is (width == 1280)
    assert title.is_visible() is (width == 390)
    if width == 390:
        assert Box(title).bottom <= Box(opened.get_by_text("Reader in Steam")).top
    links = opened.locator(".academic-side .academic-profile-links")
    assert links.evaluate("list => getComputedStyle(list).listStyleType") == "none"
    # The heading is there for who listens.
    expect(opened.get_by_role("heading", name="Ada Brühl", level=1)).to_have_count(1)


def test_a_documentation_has_pages_text_and_contents_beside_one_another(
    page: OpenPage, serve: Serve, layouts_site: Path
) -> None:
    opened = page()
    opened.goto(serve(layouts_site) + "/manual/index.html")
    pages, main = opened.locator(".academic-navigation"), opened.get_by_role("main")
    contents = opened.locator("aside.academic-contents")
    assert Box(pages).right < Box(main).left < Box(main).right < Box(contents).left
    expect(opened.locator(".academic-contents-above")).to_be_hidden()
    # The menu above names the other parts of the site; beside the text is this one.
    links = pages.locator("a:visible").all_text_contents()
    assert links == ["Manual", "Parts", "More"]
    pages.locator("summary").nth(1).click()
    expect(pages.get_by_role("link", name="Deep")).to_be_visible()


def test_where_there_is_no_room_beside_the_text_its_contents_are_folded_above_it(
    page: OpenPage, serve: Serve, layouts_site: Path
) -> None:
    opened = page(viewport=(390, 844), java_script_enabled=False)
    opened.goto(serve(layouts_site) + "/manual/index.html")
    expect(opened.locator("aside.academic-contents")).to_be_hidden()
    above = opened.locator(".academic-contents-above")
    expect(above.get_by_role("link", name="Tables")).to_be_hidden()
    above.locator("summary").click()
    above.get_by_role("link", name="Tables").click()
    expect(opened).to_have_url(serve(layouts_site) + "/manual/index.html#tables")


def test_the_part_that_is_read_is_marked_in_the_contents(
    page: OpenPage, serve: Serve, layouts_site: Path
) -> None:
    opened = page()
    opened.goto(serve(layouts_site) + "/manual/index.html")
    marked = opened.locator("aside.academic-contents [aria-current]")
    for name in ("Tables", "Lists"):
        opened.locator(f"#{name.lower()}").evaluate("part => part.scrollIntoView()")
        expect(marked).to_have_text([name])


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_the_drawer_of_a_documentation_is_used_by_keyboard(
    page: OpenPage, serve: Serve, layouts_site: Path, script: bool
) -> None:
    opened = page(viewport=(390, 844), java_script_enabled=script)
    opened.goto(serve(layouts_site) + "/manual/index.html")
    drawer = opened.locator("#academic-drawer")
    button = opened.get_by_role("button", name="Menu")
    button.focus()
    opened.keyboard.press("Enter")
    expect(drawer).to_be_visible()
    opened.keyboard.press("Tab")
    expect(opened.get_by_role("button", name="Close")).to_be_focused()
    opened.keyboard.press("Tab")
    expect(drawer.get_by_role("searchbox")).to_be_focused()
    # All parts of the site are in it, as there is no menu above.
    assert drawer.locator("a:visible").all_text_contents() == ["About", "Manual", "Parts", "More", "Papers"]
    for name in ("About", "Manual"):
        opened.keyboard.press("Tab")
        expect(drawer.get_by_role("link", name=name)).to_be_focused()
    opened.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(button).to_be_focused()
    opened.keyboard.press("Enter")
    for _ in range(3):
        opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    expect(opened).to_have_url(serve(layouts_site) + "/profile.html")


def test_the_tab_key_leads_out_of_the_drawer_and_closes_it(
    page: OpenPage, serve: Serve, layouts_site: Path
) -> None:
    opened = page(viewport=(390, 844))
    opened.goto(serve(layouts_site) + "/manual/index.html")
    opened.get_by_role("button", name="Menu").click()
    drawer = opened.locator("#academic-drawer")
    drawer.get_by_role("link", name="Papers").focus()
    opened.keyboard.press("Tab")
    expect(drawer).to_be_hidden()
    assert opened.evaluate("document.activeElement.checkVisibility()")


@every_layout
@pytest.mark.parametrize("width", [1280, 1000, 700, 390, 320])
def test_no_layout_scrolls_sideways(
    page: OpenPage, serve: Serve, layouts_site: Path, hebrew: Path, name: str, width: int
) -> None:
    opened = page(viewport=(width, 700))
    for folder in (layouts_site, hebrew):
        opened.goto(f"{serve(folder)}/{name}")
        opened.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        assert opened.evaluate("document.documentElement.scrollWidth") <= width


@every_layout
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_any_layout(
    page: OpenPage, serve: Serve, layouts_site: Path, name: str, width: int
) -> None:
    opened = page(viewport=(width, 900), reduced_motion="reduce")
    opened.goto(f"{serve(layouts_site)}/{name}")
    results = Axe().run(opened)
    assert results.violations_count == 0, results.generate_report()
    if width == 390:
        opened.get_by_role("button", name="Menu").click()
        results = Axe().run(opened)
        assert results.violations_count == 0, results.generate_report()


@every_layout
@pytest.mark.parametrize("width", [1280, 390])
def test_the_keyboard_reaches_every_part_and_the_focus_is_seen(
    page: OpenPage, serve: Serve, layouts_site: Path, name: str, width: int
) -> None:
    opened = page(viewport=(width, 700))
    opened.goto(f"{serve(layouts_site)}/{name}")
    opened.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    reached = []
    while len(reached) < 200:
        opened.keyboard.press("Tab")
        focused = opened.evaluate(FOCUSED)
        if focused is None:
            break
        reached.append(focused["what"])
        assert focused["line"] >= 2, focused
        assert not focused["hidden"], focused
    links = opened.locator("a[href]:visible, button:visible, summary:visible, input:visible").count()
    # Code and tables that scroll are reached as well; the way past everything is seen only while it has the focus.
    assert links <= len(reached) + 1 < 200


def test_from_right_to_left_everything_stands_the_other_way_round(
    page: OpenPage, serve: Serve, hebrew: Path
) -> None:
    opened = page()
    opened.goto(serve(hebrew) + "/manual/index.html")
    header = opened.get_by_role("banner")
    assert (
        Box(header.get_by_role("link", name="Ada Example")).left
        > Box(header.locator(".academic-tools")).right
    )
    pages, main = opened.locator(".academic-navigation"), opened.get_by_role("main")
    contents = opened.locator("aside.academic-contents")
    assert Box(contents).right < Box(main).left < Box(main).right < Box(pages).left
    assert Box(opened.locator("main h1")).right == pytest.approx(Box(main).right, abs=1)
    previous, following = (opened.locator(f"main a[rel={which}]") for which in ("prev", "next"))
    assert Box(previous).left > Box(following).right
    assert "←" in following.locator("span").first.evaluate(
        "each => getComputedStyle(each, '::after').content"
    )
    # Code is written from left to right in every language.
    assert opened.locator("main pre").first.evaluate("each => getComputedStyle(each).direction") == "ltr"
    opened.goto(serve(hebrew) + "/profile.html")
    assert Box(opened.locator(".academic-side")).left > Box(opened.get_by_role("main")).right
    opened.set_viewport_size({"width": 390, "height": 844})
    opened.goto(serve(hebrew) + "/manual/index.html")
    opened.locator(".academic-drawer-open").click()
    drawer = opened.locator("#academic-drawer")
    drawer.evaluate("each => Promise.all(each.getAnimations().map(({ finished }) => finished))")
    assert Box(drawer).left == pytest.approx(0, abs=1)
