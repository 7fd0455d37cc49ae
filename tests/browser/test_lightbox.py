"""Pictures open large on the page, by mouse and by keyboard; without script the link opens the picture itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve


@pytest.fixture
def papers(page: OpenPage, serve: Serve, built_site: Path) -> Page:
    """The gallery of the example site; its first entry has two pictures, its second has one."""
    opened = page()
    opened.goto(serve(built_site) + "/papers.html")
    return opened


def thumbnail(page: Page, caption: str) -> Locator:
    return page.locator("figure", has=page.get_by_text(caption, exact=True)).locator("a.academic-zoom")


def lightbox(page: Page) -> Locator:
    return page.locator("dialog.academic-lightbox")


def expect_large_picture(page: Page, caption: str) -> None:
    """The picture of this caption is shown large, and it has arrived."""
    expect(page.get_by_role("dialog", name=caption)).to_be_visible()
    expect(lightbox(page).locator("figcaption > :last-child")).to_have_text(caption)
    picture = lightbox(page).locator("img")
    assert picture.evaluate("async (picture) => { await picture.decode(); return picture.src }") == (
        thumbnail(page, caption).evaluate("(link) => link.href")
    )


def test_a_click_on_a_thumbnail_opens_the_picture_large(papers: Page) -> None:
    address = papers.url
    thumbnail(papers, "Architecture").click()
    expect_large_picture(papers, "Architecture")
    assert papers.url == address
    shown = lightbox(papers).locator("img").bounding_box()
    assert shown is not None
    assert shown["width"] > 400
    assert lightbox(papers).evaluate("(dialog) => dialog.matches(':modal')")


def test_enter_on_a_thumbnail_opens_the_picture_large(papers: Page) -> None:
    thumbnail(papers, "Four kettles").focus()
    papers.keyboard.press("Enter")
    expect_large_picture(papers, "Four kettles")


def test_escape_closes_the_picture_and_the_focus_returns_to_its_thumbnail(papers: Page) -> None:
    thumbnail(papers, "Four kettles").focus()
    papers.keyboard.press("Enter")
    expect_large_picture(papers, "Four kettles")
    papers.keyboard.press("Escape")
    expect(lightbox(papers)).to_be_hidden()
    expect(thumbnail(papers, "Four kettles")).to_be_focused()


def test_a_click_on_the_picture_closes_it(papers: Page) -> None:
    thumbnail(papers, "Architecture").click()
    expect_large_picture(papers, "Architecture")
    lightbox(papers).locator("img").click()
    expect(lightbox(papers)).to_be_hidden()


def test_a_click_beside_the_picture_closes_it(papers: Page) -> None:
    thumbnail(papers, "Architecture").click()
    expect_large_picture(papers, "Architecture")
    papers.mouse.click(5, 450)
    expect(lightbox(papers)).to_be_hidden()


def test_the_button_closes_the_picture(papers: Page) -> None:
    thumbnail(papers, "Architecture").click()
    expect_large_picture(papers, "Architecture")
    papers.get_by_role("button", name="Close").click()
    expect(lightbox(papers)).to_be_hidden()


def test_a_picture_opens_again_after_it_was_closed(papers: Page) -> None:
    for caption in ("Architecture", "Four kettles", "Architecture"):
        thumbnail(papers, caption).click()
        expect_large_picture(papers, caption)
        papers.keyboard.press("Escape")
    expect(lightbox(papers)).to_have_count(1)


def test_arrow_keys_turn_over_to_the_other_pictures_of_the_entry(papers: Page) -> None:
    thumbnail(papers, "Architecture").click()
    for key, caption in (
        ("ArrowRight", "Results"),
        ("ArrowRight", "Architecture"),
        ("ArrowLeft", "Results"),
        ("ArrowLeft", "Architecture"),
    ):
        papers.keyboard.press(key)
        expect_large_picture(papers, caption)


def test_buttons_turn_over_as_well(papers: Page) -> None:
    thumbnail(papers, "Architecture").click()
    papers.get_by_role("button", name="Next picture").click()
    expect_large_picture(papers, "Results")
    papers.get_by_role("button", name="Previous picture").click()
    expect_large_picture(papers, "Architecture")


def test_after_turning_over_the_focus_returns_to_the_picture_last_seen(papers: Page) -> None:
    thumbnail(papers, "Architecture").click()
    papers.keyboard.press("ArrowRight")
    papers.keyboard.press("Escape")
    # One that is behind "+1" cannot have it.
    others = papers.locator(".academic-more-pictures").first
    expect(others.locator("summary")).to_be_focused()
    others.locator("summary").click()
    thumbnail(papers, "Architecture").click()
    papers.keyboard.press("ArrowRight")
    papers.keyboard.press("Escape")
    expect(thumbnail(papers, "Results")).to_be_focused()


def test_the_caption_says_which_paper_the_picture_is_from_and_nothing_shines_through(papers: Page) -> None:
    entry = papers.locator(".academic-entry", has=thumbnail(papers, "Four kettles"))
    title = entry.locator(".academic-title strong").inner_text()
    thumbnail(papers, "Four kettles").click()
    expect(lightbox(papers).locator("figcaption strong")).to_have_text(title)
    expect(lightbox(papers)).to_have_attribute("aria-label", f"{title}: Four kettles")
    ground = lightbox(papers).evaluate("(each) => getComputedStyle(each).backgroundColor")
    assert ground.startswith("rgb(")


def test_where_an_entry_has_one_picture_nothing_turns_over(papers: Page) -> None:
    thumbnail(papers, "Four kettles").click()
    papers.keyboard.press("ArrowRight")
    expect_large_picture(papers, "Four kettles")
    expect(papers.get_by_role("button", name="Next picture")).to_be_hidden()
    expect(papers.get_by_role("button", name="Previous picture")).to_be_hidden()


@pytest.mark.parametrize("key", ["Control", "Shift"])
def test_a_click_with_a_key_held_opens_the_picture_elsewhere(papers: Page, key: str) -> None:
    with papers.context.expect_page() as elsewhere:
        thumbnail(papers, "Architecture").click(modifiers=[key])
    elsewhere.value.wait_for_url("**/_images/*.png")
    expect(lightbox(papers)).to_have_count(0)


def test_the_photo_of_the_profile_opens_large(page: OpenPage, serve: Serve, built_site: Path) -> None:
    home = page()
    home.goto(serve(built_site) + "/index.html")
    home.locator(".academic-photo a").click()
    expect_large_picture(home, "In the listening kitchen")


def test_on_a_phone_the_large_picture_fits_the_screen(page: OpenPage, serve: Serve, built_site: Path) -> None:
    phone = page(viewport=(390, 844))
    phone.goto(serve(built_site) + "/papers.html")
    thumbnail(phone, "Architecture").click()
    expect_large_picture(phone, "Architecture")
    for part in ("img", "figcaption", ".academic-close", ".academic-next"):
        box = lightbox(phone).locator(part).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= 390
        assert box["y"] + box["height"] <= 844


def test_without_script_the_link_opens_the_picture_itself(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    opened = page(java_script_enabled=False)
    opened.goto(serve(built_site) + "/papers.html")
    thumbnail(opened, "Architecture").click()
    opened.wait_for_url("**/_images/*.png")


class Touch:
    """Fingers on a page, as the browser itself is told of them."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)

    def _send(self, kind: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    def swipe(self, by: int, down: int = 0, start: tuple[float, float] = (200, 400)) -> None:
        """Move one finger, by so many pixels to the right and downwards."""
        x, y = start
        self._send("touchStart", start)
        for step in (1, 2, 3, 4):
            self._send("touchMove", (x + by * step / 4, y + down * step / 4))
        self._send("touchEnd")

    def spread(self) -> None:
        """Move two fingers away from one another."""
        self._send("touchStart", (190, 400))
        self._send("touchStart", (190, 400), (210, 400))
        for step in range(1, 11):
            self._send("touchMove", (190 - 12 * step, 400), (210 + 12 * step, 400))
        self._send("touchEnd")


def swipe(page: Page, by: int, down: int = 0, start: tuple[float, float] = (200, 400)) -> None:
    Touch(page).swipe(by, down, start)


@pytest.fixture
def phone(page: OpenPage, serve: Serve, built_site: Path) -> Page:
    """The gallery on a phone, with its first picture opened."""
    opened = page(viewport=(390, 844), has_touch=True, is_mobile=True)
    opened.goto(serve(built_site) + "/papers.html")
    thumbnail(opened, "Architecture").click()
    expect_large_picture(opened, "Architecture")
    return opened


def test_a_swipe_turns_over(phone: Page) -> None:
    swipe(phone, -150)
    expect_large_picture(phone, "Results")
    swipe(phone, 150)
    expect_large_picture(phone, "Architecture")


def test_a_finger_that_moves_downwards_turns_nothing_over(phone: Page) -> None:
    swipe(phone, -50, down=120)
    expect_large_picture(phone, "Architecture")


def test_where_readers_begin_at_the_right_forward_is_to_the_left(phone: Page) -> None:
    phone.evaluate("document.documentElement.dir = 'rtl'")
    swipe(phone, 150)
    expect_large_picture(phone, "Results")
    phone.keyboard.press("ArrowRight")
    expect_large_picture(phone, "Architecture")


def test_a_swipe_may_start_beside_the_picture(phone: Page) -> None:
    swipe(phone, -150, start=(250, 780))
    expect_large_picture(phone, "Results")


def test_a_swipe_closes_nothing_and_a_tap_closes(phone: Page) -> None:
    swipe(phone, -150)
    expect_large_picture(phone, "Results")
    phone.wait_for_timeout(
        1500
    )  # a finger that comes at once after a quick swipe only stops it, says Chromium
    phone.touchscreen.tap(200, 400)
    expect(lightbox(phone)).to_be_hidden()


def test_two_fingers_enlarge_and_turn_nothing_over(phone: Page) -> None:
    Touch(phone).spread()
    # What two fingers have begun goes on for a while.
    phone.wait_for_function(
        """() => {
            const { offsetLeft, scale } = visualViewport;
            const now = `${offsetLeft} ${scale}`;
            const isStill = scale > 1.5 && now === window.seen;
            window.seen = now;
            return isStill;
        }""",
        polling=700,
    )
    expect_large_picture(phone, "Architecture")
    # One finger moves what is enlarged, in every direction.
    expect(lightbox(phone)).to_have_css("touch-action", "auto")
    before = phone.evaluate("visualViewport.offsetLeft")
    swipe(phone, -100 if before < 50 else 100)  # away from the edge that is near
    phone.wait_for_function("before => Math.abs(visualViewport.offsetLeft - before) > 10", arg=before)
    expect_large_picture(phone, "Architecture")


def test_the_page_behind_does_not_move(phone: Page) -> None:
    before = phone.evaluate("scrollY")
    swipe(phone, 0, down=-300)
    phone.mouse.wheel(0, 400)
    phone.wait_for_timeout(200)
    assert phone.evaluate("scrollY") == before


def test_which_of_the_pictures_it_is_is_said_with_its_caption(papers: Page) -> None:
    thumbnail(papers, "Architecture").click()
    said = lightbox(papers).get_by_role("status")
    expect(said).to_have_text("Architecture 1 of 2")
    papers.keyboard.press("ArrowRight")
    expect(said).to_have_text("Results 2 of 2")
    papers.keyboard.press("Escape")
    thumbnail(papers, "Four kettles").click()
    expect(said).to_have_text("")


def test_the_keyboard_stays_within_the_large_picture(papers: Page) -> None:
    thumbnail(papers, "Architecture").focus()
    papers.keyboard.press("Enter")
    names = set()
    for _ in range(8):
        papers.keyboard.press("Tab")
        names.add(papers.evaluate("document.activeElement.getAttribute('aria-label') ?? ''"))
        assert papers.evaluate("document.activeElement.closest('dialog, body').localName") == "dialog" or (
            papers.evaluate(
                "document.activeElement === document.body"
            )  # the browser's own controls come next
        )
    assert {"Close", "Previous picture", "Next picture"} <= names
    # Nothing behind it is reached by assistive technology either.
    assert papers.get_by_role("link", name="Architecture").count() == 0


def test_every_control_can_be_used_by_keyboard(papers: Page) -> None:
    thumbnail(papers, "Architecture").focus()
    papers.keyboard.press("Enter")
    papers.get_by_role("button", name="Next picture").focus()
    papers.keyboard.press("Enter")
    expect_large_picture(papers, "Results")
    papers.get_by_role("button", name="Close").focus()
    papers.keyboard.press("Space")
    expect(lightbox(papers)).to_be_hidden()


def test_neighbours_are_fetched_when_a_picture_is_opened_and_has_come(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    opened = page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url.partition("/_images/")[2]))

    def originals() -> list[str]:
        return [name for name in dict.fromkeys(asked) if name and not name.startswith("academic/")]

    opened.goto(serve(built_site) + "/papers.html", wait_until="networkidle")
    assert originals() == [], "before a picture is opened"
    link, other = thumbnail(opened, "Architecture"), thumbnail(opened, "Results")
    link.click()
    expect_large_picture(opened, "Architecture")
    opened.wait_for_load_state("networkidle")
    wanted = [each.evaluate("(link) => link.href").partition("/_images/")[2] for each in (link, other)]
    assert originals() == wanted


def test_a_picture_on_its_way_has_its_place_and_says_so(papers: Page) -> None:
    papers.route("**/_images/*.png", lambda route: None)  # it never comes
    thumbnail(papers, "Architecture").click()
    picture, figure = lightbox(papers).locator("img"), lightbox(papers).locator("figure")
    expect(figure).to_have_attribute("aria-busy", "true")
    box = picture.bounding_box()
    assert box is not None
    size = thumbnail(papers, "Architecture").evaluate("(link) => link.dataset.width / link.dataset.height")
    assert box["width"] > 300
    assert box["width"] / box["height"] == pytest.approx(size, rel=0.02)
    assert picture.evaluate("(each) => getComputedStyle(each).animationName") == "academic-loading"
    papers.emulate_media(reduced_motion="reduce")
    assert picture.evaluate("(each) => getComputedStyle(each).animationName") == "none"


def test_a_picture_that_does_not_come_leaves_its_words(papers: Page) -> None:
    papers.route("**/_images/*.png", lambda route: route.abort())
    thumbnail(papers, "Architecture").click()
    expect(lightbox(papers).locator("figure")).not_to_have_attribute("aria-busy", "true")
    expect(lightbox(papers).locator("img")).to_have_attribute(
        "alt", thumbnail(papers, "Architecture").locator("img").get_attribute("alt") or "none"
    )


def test_the_large_picture_is_usable_in_forced_colours(papers: Page) -> None:
    papers.emulate_media(forced_colors="active")
    thumbnail(papers, "Architecture").click()
    for part in ("figcaption", ".academic-position"):
        colours = (
            lightbox(papers)
            .locator(part)
            .evaluate(
                "(each) => [getComputedStyle(each).color, getComputedStyle(each.closest('dialog')).backgroundColor]"
            )
        )
        assert colours[0] != colours[1]


def test_a_publications_own_page_turns_over_its_pictures_as_well(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    opened = page()
    opened.goto(serve(built_site) + "/papers.html")
    opened.goto(
        opened.get_by_role("link", name="WhistleNet: Estimating").first.evaluate("(link) => link.href")
    )
    thumbnail(opened, "Architecture").click()
    expect_large_picture(opened, "Architecture")
    opened.keyboard.press("ArrowRight")
    expect_large_picture(opened, "Results")
    title = opened.locator("h1").evaluate("each => each.firstChild.textContent.trim()")
    expect(lightbox(opened).locator("figcaption strong")).to_have_text(title)
