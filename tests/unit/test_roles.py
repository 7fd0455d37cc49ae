"""What stands between the backquotes of a role is read as keys with words around them."""

from __future__ import annotations

import pytest

from sphinx_academic.domain.roles import Asked, read_keys


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("liu2024", [Asked("liu2024")]),
        (" liu2024 , kettle:2020/b;x-1 ", [Asked("liu2024"), Asked("kettle:2020/b"), Asked("x-1")]),
        ("{see}liu2024{p. 3, 5; 7}", [Asked("liu2024", "see", "p. 3, 5; 7")]),
        ("{see also} a, {and}b", [Asked("a", "see also"), Asked("b", "and")]),
        ("two words", [Asked("two words")]),
        ("a,,b,", [Asked("a"), Asked("b")]),
        ("", []),
        ("a{b{c}", [Asked("a{b{c}")]),
        ("{}", []),
    ],
)
def test_keys_and_the_words_around_them(text: str, asked: list[Asked]) -> None:
    assert list(read_keys(text)) == asked
