"""A timeline in a browser: nobody is asked for anything before the click, and what is sent gets in as text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from building import build_html
from playwright.sync_api import Page, Route, expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve, WatchedPage

CONF = """
project = "Ada"
extensions = ["sphinx_academic"]
html_theme = "academic"
"""
INDEX = """
Ada
===

.. timeline:: https://mastodon.social/@ada
   :limit: 2

.. timeline:: https://bsky.app/profile/ada.bsky.social

.. timeline:: https://x.com/ada
"""
HOSTILE = (
    '<p onclick="steal()">Boiling <b>now</b>: <a href="https://example.org/long" class="u-url">'
    '<span class="invisible">https://</span><span class="ellipsis">example.org</span><span class="invisible">/long</span></a>'
    '<img src="https://evil.example/pixel.png" onerror="document.title=\'stolen\'"><script>document.title="stolen"</script>'
    '<a href="javascript:document.title=1">no link</a><style>body{display:none}</style></p>'
)
STATUSES = [
    {
        "url": "https://mastodon.social/@ada/1",
        "created_at": "2024-05-16T10:00:00.000Z",
        "spoiler_text": "",
        "content": HOSTILE,
        "media_attachments": [{"description": "A kettle", "url": "https://evil.example/kettle.png"}],
    },
    {
        "url": "javascript:alert(1)",
        "created_at": "no date",
        "spoiler_text": "Steam",
        "content": "<p>Hidden at first</p>",
        "media_attachments": [],
    },
    {
        "url": "https://mastodon.social/@ada/3",
        "created_at": "2024-05-14T10:00:00.000Z",
        "content": "<p>Too many</p>",
    },
]
FEED = {
    "feed": [
        {
            "reason": {"$type": "app.bsky.feed.defs#reasonRepost"},
            "post": {"uri": "at://x/y/0", "record": {"text": "Not mine"}},
        },
        {
            "post": {
                "uri": "at://did:plc:abc/app.bsky.feed.post/3k1",
                "record": {
                    "text": "Übung: see example.org\n<b>no markup</b>",
                    "createdAt": "2024-05-16T10:00:00.000Z",
                    "facets": [
                        {
                            "index": {"byteStart": 12, "byteEnd": 23},
                            "features": [
                                {"$type": "app.bsky.richtext.facet#link", "uri": "https://example.org/"}
                            ],
                        },
                        {
                            "index": {"byteStart": 0, "byteEnd": 6},
                            "features": [
                                {"$type": "app.bsky.richtext.facet#link", "uri": "javascript:alert(1)"}
                            ],
                        },
                    ],
                },
            }
        },
    ]
}
WIDGETS = """
window.twttr = {
  ready: (use) => use(window.twttr),
  widgets: {
    createTimeline: async (source, place, options) => {
      if (source.screenName !== "ada" || !options.dnt) return undefined;
      const frame = document.createElement("iframe");
      frame.title = "X Timeline";
      place.append(frame);
      return frame;
    },
  },
};
"""


@pytest.fixture(scope="session")
def timeline_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with a timeline of each service."""
    folder = tmp_path_factory.mktemp("timelines")
    (folder / "source").mkdir()
    (folder / "source" / "conf.py").write_text(CONF, encoding="utf-8")
    (folder / "source" / "index.rst").write_text(INDEX, encoding="utf-8")
    build_html(folder / "source", folder / "html", "-W")
    return folder / "html"


@pytest.fixture
def home(page: OpenPage, serve: Serve, timeline_site: Path) -> WatchedPage:
    opened = page()
    opened.goto(serve(timeline_site) + "/index.html")
    return opened


def answer(page: Page, address: str, body: Any, status: int = 200) -> None:
    """Answer requests for an address (with `*`) in the place of the host."""

    def fulfil(route: Route) -> None:
        text = body if isinstance(body, str) else json.dumps(body)
        kind = "text/javascript" if isinstance(body, str) else "application/json"
        headers = {"access-control-allow-origin": "*"}
        route.fulfill(status=status, body=text, content_type=kind, headers=headers)

    page.context.route(address, fulfil)


def answer_as_mastodon(page: Page, statuses: object = STATUSES) -> None:
    answer(page, "https://mastodon.social/api/v1/accounts/lookup?*", {"id": "42"})
    answer(page, "https://mastodon.social/api/v1/accounts/42/statuses?*", statuses)


def button(page: Page, host: str) -> Any:
    return page.get_by_role("button", name=f"Load posts from {host}")


def status(page: Page, service: str) -> Any:
    return page.locator(f".academic-timeline[data-service={service}] [role=status]")


def test_nobody_is_asked_for_anything_before_the_click(home: WatchedPage) -> None:
    for host in ("mastodon.social", "public.api.bsky.app", "platform.twitter.com"):
        offer = button(home, host)
        expect(offer).to_be_visible()
        expect(offer).to_have_accessible_description(f"This sends your IP address to {host}.")
    expect(home.get_by_role("link", name="Posts of @ada@mastodon.social on Mastodon")).to_be_visible()
    home.wait_for_load_state("networkidle")
    assert home.foreign_requests == []


def test_the_keyboard_loads_posts_and_the_focus_goes_to_them(home: WatchedPage) -> None:
    answer_as_mastodon(home)
    button(home, "mastodon.social").focus()
    home.keyboard.press("Enter")
    expect(status(home, "mastodon")).to_have_text("Posts loaded: 2.")
    posts = home.get_by_role("list", name="Posts of @ada@mastodon.social on Mastodon")
    expect(posts).to_be_focused()
    expect(posts.get_by_role("article")).to_have_count(2)
    expect(button(home, "mastodon.social")).to_have_count(0)
    assert {address.partition("?")[0] for address in home.foreign_requests} == {
        "https://mastodon.social/api/v1/accounts/lookup",
        "https://mastodon.social/api/v1/accounts/42/statuses",
    }
    assert "limit=2" in home.foreign_requests[1]


def test_what_is_sent_gets_in_as_text_and_harmless_elements(home: WatchedPage) -> None:
    answer_as_mastodon(home)
    button(home, "mastodon.social").click()
    expect(status(home, "mastodon")).to_have_text("Posts loaded: 2.")
    first, second = home.locator(".academic-timeline-post").all()
    expect(first).to_contain_text("Boiling now: example.org…no link")
    expect(first).to_contain_text("Picture: A kettle")
    assert first.locator("p b").inner_text() == "now"
    assert first.locator("a").evaluate_all("links => links.map(link => link.href)") == [
        "https://mastodon.social/@ada/1",
        "https://example.org/long",
    ]
    assert first.locator("img, script, style, [onclick], [onerror], [style]").count() == 0
    expect(first.locator("time")).to_have_attribute("datetime", "2024-05-16T10:00:00.000Z")
    # Behind a warning until it is asked for; an address that is none of the web's is no link.
    expect(second.get_by_text("Hidden at first")).to_be_hidden()
    second.get_by_text("Steam").click()
    expect(second.get_by_text("Hidden at first")).to_be_visible()
    assert second.locator("a").count() == 0
    assert home.title() == "Ada"
    assert not any("evil" in address for address in home.foreign_requests)
    assert home.script_errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_before_and_after_posts_are_loaded(
    page: OpenPage, serve: Serve, timeline_site: Path, scheme: str
) -> None:
    opened = page(viewport=(390, 844), color_scheme=scheme, reduced_motion="reduce")
    opened.goto(serve(timeline_site) + "/index.html")
    assert Axe().run(opened).violations_count == 0
    answer_as_mastodon(opened)
    button(opened, "mastodon.social").click()
    expect(status(opened, "mastodon")).to_have_text("Posts loaded: 2.")
    results = Axe().run(opened)
    assert results.violations_count == 0, results.generate_report()


def test_links_of_bluesky_are_where_its_bytes_say(home: WatchedPage) -> None:
    answer(home, "https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?*", FEED)
    button(home, "public.api.bsky.app").click()
    post = home.locator(".academic-timeline-post")
    expect(post).to_have_count(1)
    expect(post).to_contain_text("Übung: see example.org")
    expect(post).to_contain_text("<b>no markup</b>")
    assert post.locator("a").evaluate_all("links => links.map(link => [link.textContent, link.href])")[
        1:
    ] == [["example.org", "https://example.org/"]]
    assert (
        post.locator("a").first.get_attribute("href") == "https://bsky.app/profile/ada.bsky.social/post/3k1"
    )
    assert "actor=ada.bsky.social" in home.foreign_requests[0]


def test_the_frame_of_x_is_drawn_by_its_own_script(home: WatchedPage) -> None:
    answer(home, "https://platform.twitter.com/widgets.js", WIDGETS)
    button(home, "platform.twitter.com").click()
    expect(home.locator(".academic-timeline-frame iframe")).to_be_visible()
    expect(button(home, "platform.twitter.com")).to_have_count(0)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (404, "mastodon.social knows no such account. The link above leads to the page."),
        (500, "mastodon.social sent no posts. The link above leads to them."),
    ],
)
def test_a_failure_is_said_and_the_link_and_the_button_stay(home: WatchedPage, code: int, said: str) -> None:
    answer(home, "https://mastodon.social/**", {}, status=code)
    button(home, "mastodon.social").click()
    expect(status(home, "mastodon")).to_have_text(said)
    expect(home.get_by_role("link", name="Posts of @ada@mastodon.social on Mastodon")).to_be_visible()
    home.context.unroute("https://mastodon.social/**")
    answer_as_mastodon(home)
    button(home, "mastodon.social").click()
    expect(status(home, "mastodon")).to_have_text("Posts loaded: 2.")


@pytest.mark.parametrize(
    ("service", "host"),
    [("mastodon", "mastodon.social"), ("bluesky", "public.api.bsky.app"), ("x", "platform.twitter.com")],
)
def test_without_a_network_the_link_is_left(home: WatchedPage, service: str, host: str) -> None:
    button(home, host).click()
    expect(status(home, service)).to_have_text(f"{host} sent no posts. The link above leads to them.")
    expect(home.locator(f".academic-timeline[data-service={service}] a").first).to_be_visible()
    assert home.script_errors == []


def test_an_account_without_posts_says_so(home: WatchedPage) -> None:
    answer_as_mastodon(home, [])
    button(home, "mastodon.social").click()
    expect(status(home, "mastodon")).to_have_text("There are no posts.")


@pytest.mark.parametrize("answered", [{"unexpected": True}, "[", [{"content": None}]])
def test_nonsense_from_the_host_breaks_nothing(home: WatchedPage, answered: Any) -> None:
    answer_as_mastodon(home, answered)
    button(home, "mastodon.social").click()
    expect(status(home, "mastodon")).not_to_have_text("Loading posts …")
    assert home.script_errors == []


def test_without_script_the_link_is_all(page: OpenPage, serve: Serve, timeline_site: Path) -> None:
    opened = page(java_script_enabled=False)
    opened.goto(serve(timeline_site) + "/index.html")
    expect(opened.get_by_role("link", name="Posts of @ada on X")).to_be_visible()
    assert opened.get_by_role("button").count() == 0
