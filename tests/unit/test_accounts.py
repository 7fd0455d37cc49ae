"""Whose posts a timeline shows: addresses and handles of Mastodon, Bluesky and X, as people have them at hand."""

from __future__ import annotations

from typing import Any

import pytest
from descriptions import addresses, described
from plain_page import html_of

from sphinx_academic.content.fragments import Fragments, elements
from sphinx_academic.data.collection import Collection
from sphinx_academic.sections.timeline import Account, Timeline, read_account

ADA = Account("mastodon", "mastodon.social", "ada", "https://mastodon.social/@ada")


def timeline(text: str, **options: Any) -> Fragments:
    return described(Timeline(), "", argument=read_account(text), **options)


@pytest.mark.parametrize(
    "text",
    [
        "https://mastodon.social/@ada",
        "https://mastodon.social/@ada/",
        "https://mastodon.social/users/ada",
        "@ada@mastodon.social",
        "ada@Mastodon.Social",
        "https://fediscience.org/@ada@mastodon.social",
    ],
)
def test_an_account_on_mastodon_is_known_in_every_form(text: str) -> None:
    assert read_account(text) == ADA


@pytest.mark.parametrize(
    "text", ["https://bsky.app/profile/ada.bsky.social", "@ada.bsky.social", "ada.bsky.social"]
)
def test_an_account_on_bluesky_is_known_in_every_form(text: str) -> None:
    url = "https://bsky.app/profile/ada.bsky.social"
    assert read_account(text) == Account("bluesky", "public.api.bsky.app", "ada.bsky.social", url)


def test_an_account_on_bluesky_may_be_its_lasting_identifier() -> None:
    account = read_account("https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur")
    assert account.name == "did:plc:z72i7hdynmk6r22z27h6tvur"


@pytest.mark.parametrize("text", ["https://x.com/ada", "https://twitter.com/ada", "https://x.com/@ada/"])
def test_an_account_on_x_is_known_under_both_names(text: str) -> None:
    assert read_account(text) == Account("x", "platform.twitter.com", "ada", "https://x.com/ada")


@pytest.mark.parametrize(
    "text", ["", "ada", "@ada", "javascript:alert(1)", "data/posts.yaml", "https://[broken"]
)
def test_what_names_no_account_is_told_what_would(text: str) -> None:
    with pytest.raises(ValueError, match="An account was expected: https://mastodon"):
        read_account(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/ada",
        "https://x.com/ada/status/1",
        "https://x.com/a_name_that_is_too_long",
        "https://localhost/@ada",
    ],
)
def test_an_address_of_no_service_is_a_plain_link_and_told(text: str) -> None:
    fragments = timeline(text)
    assert addresses(fragments) == [(text, text)]
    assert all(element.kind != "widget" for element in elements(fragments))
    ((_option, message, _hint),) = Timeline().faults(Collection(), {"argument": read_account(text)})
    assert message == f"'{text}' is no account whose posts can be loaded; a plain link is shown."


def test_an_account_is_a_link_with_what_the_script_is_told() -> None:
    fragments = timeline("@ada@mastodon.social", limit=3)
    assert addresses(fragments) == [
        ("Posts of @ada@mastodon.social on Mastodon", "https://mastodon.social/@ada")
    ]
    html = html_of(fragments)
    assert 'data-service="mastodon" data-host="mastodon.social" data-account="ada" data-limit="3"' in html
    assert "<svg" in html


def test_a_book_holds_the_link_alone() -> None:
    html = html_of(timeline("@ada@mastodon.social"), embedded=True)
    assert "data-" not in html
    assert 'href="https://mastodon.social/@ada"' in html


@pytest.mark.parametrize(("given", "asked"), [({}, "5"), ({"limit": 7}, "7"), ({"limit": 4000}, "40")])
def test_few_posts_are_asked_for(given: dict[str, int], asked: str) -> None:
    (widget,) = (
        element for element in elements(timeline("@ada@mastodon.social", **given)) if element.kind == "widget"
    )
    assert widget.attributes["limit"] == asked


def test_without_an_account_nothing_is_shown() -> None:
    assert Timeline().choose(Collection(), {}) == ()
