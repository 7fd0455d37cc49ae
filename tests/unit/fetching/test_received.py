"""Bodies are unpacked within bounds, and what is no answer is told apart from what is one."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from pathlib import Path

import pytest
from answers_of_files import FOLDER, stored_body, stored_headers
from hypothesis import given
from hypothesis import strategies as some

from sphinx_academic.fetching.received import (
    CutBodyError,
    LargeBodyError,
    OddBodyError,
    is_check,
    is_whole,
    said_in,
    text_of,
    unpacked,
    what_is_odd,
)

MOST = 1_000_000


@given(some.lists(some.binary(max_size=50), max_size=5), some.integers(1, 40))
def test_what_is_packed_in_one_or_several_is_unpacked_from_any_pieces(bodies: list[bytes], size: int) -> None:
    packed = b"".join(gzip.compress(body, mtime=0) for body in bodies)
    pieces = [packed[start : start + size] for start in range(0, len(packed), size)]
    assert unpacked(pieces, "gzip", MOST) == b"".join(bodies)
    assert unpacked(bodies, "", MOST) == b"".join(bodies)


@given(some.integers(1, 100))
def test_a_packed_body_that_breaks_off_is_told(missing: int) -> None:
    packed = gzip.compress(stored_body("crossref/work-by-doi"), mtime=0)
    with pytest.raises(CutBodyError):
        unpacked([packed[:-missing]], "gzip", MOST)


@given(
    some.binary(min_size=1, max_size=60), some.sampled_from(("gzip", "br", "zstd", "deflate", "gzip, gzip"))
)
def test_a_body_of_anything_is_told(body: bytes, encoding: str) -> None:
    with pytest.raises((OddBodyError, CutBodyError)):
        unpacked([b"no" + body], encoding, MOST)


def test_what_grows_too_large_is_never_there() -> None:
    packed = gzip.compress(b" " * 100_000_000, mtime=0)
    tracemalloc.start()
    try:
        with pytest.raises(LargeBodyError):
            unpacked([packed], "gzip", MOST)
        assert tracemalloc.get_traced_memory()[1] < 4 * MOST
    finally:
        tracemalloc.stop()
    assert len(unpacked([gzip.compress(b" " * MOST)], "gzip", MOST)) == MOST


@pytest.mark.parametrize(
    "path", sorted(FOLDER.rglob("*.headers")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_each_stored_answer_is_what_it_is(path: Path) -> None:
    name = f"{path.parent.name}/{path.stem}"
    status, headers = stored_headers(name)
    body = stored_body(name)
    given_headers = {key.lower(): value for key, value in headers}
    accept = "application/json" if body.lstrip()[:1] in {b"{", b"["} else "application/xml"
    if status == 200 and "bot-check" not in name:
        assert what_is_odd(body, given_headers, accept) == ""
        assert is_whole(body, accept)
    assert is_check(body) is ("bot-check" in name)
    said = said_in(body, given_headers)
    assert len(said) <= 170
    assert "<" not in said or status == 200
    assert "\n" not in said


@given(some.binary(max_size=200))
def test_nothing_that_is_said_stops_anybody(body: bytes) -> None:
    for headers in (
        {},
        {"content-type": "text/plain; charset=utf-7000"},
        {"content-type": "application/json"},
    ):
        said_in(body, headers)
        text_of(body, headers)
        what_is_odd(body, headers, "application/json")
        is_whole(body, "application/xml")


def test_what_an_error_says_is_found_wherever_it_stands() -> None:
    for value in (
        {"message": [{"type": "x", "message": "bad\nthing."}]},
        {"errors": [{"status": "404", "title": "bad thing"}]},
        {"error": True, "message": "bad thing"},
        {"error": {"user-message": "bad thing"}},
    ):
        assert said_in(json.dumps(value).encode(), {}) == "bad thing"
    assert said_in(b"bad thing", {"content-type": "text/plain"}) == "bad thing"
    assert said_in(b"<p>bad thing", {"content-type": "text/plain"}) == ""
    assert said_in(b"bad thing", {"content-type": "text/html"}) == ""


def test_a_text_is_read_in_the_encoding_that_it_names() -> None:
    word = "Östergård"
    assert text_of(word.encode(), {}) == word
    assert text_of(b"\xef\xbb\xbf" + word.encode(), {}) == word
    assert text_of(word.encode("latin-1"), {"content-type": "text/plain; charset=ISO-8859-1"}) == word
    declared = f'<?xml version="1.0" encoding="ISO-8859-1"?><a>{word}</a>'
    assert text_of(declared.encode("latin-1"), {"content-type": "text/xml"}) == declared


def test_works_about_such_pages_are_works() -> None:
    body = b'{"title": "Just a moment: on CAPTCHA, Anubis and proof-of-work", "abstract": "<html>"}'
    assert not is_check(body)
    assert what_is_odd(body, {"content-type": "application/json"}, "application/json") == ""


def test_what_ends_too_early_is_not_whole() -> None:
    assert is_whole(b' {"a": {}}\n', "application/json")
    assert not is_whole(b'{"a": {}, "b', "application/json")
    assert not is_whole(b"<a><b/>text", "application/xml")
    assert is_whole(b"anything {", "text/plain")
