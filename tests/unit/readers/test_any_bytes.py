"""Whatever the bytes: a result, and problems at places that the file has."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_academic.data.readers import RawFile, RawList, RawMapping, read_file
from sphinx_academic.data.readers.text import decode
from sphinx_academic.data.readers.yaml_recovery import recover

PIECES = [
    *(
        "pubs:",
        "title: ",
        "  - ",
        "- ",
        "    year: 2020",
        "\n",
        "\n  ",
        "\n    - title: A",
        ": ",
        " #",
        "---\n",
    ),
    *(
        '"',
        "'",
        "\\*",
        "\t",
        "*a",
        "&a ",
        "!b ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "|",
        ">",
        "%",
        "@",
        "`",
        "?",
        "<<: ",
    ),
    *(
        "<<<<<<< x\n",
        "=======\n",
        ">>>>>>> y\n",
        "é",
        "Ã©",
        "刘",
        "\r\n",
        "\r",
        "\x00",
        "\u2028",
        "[a]: b\n",
        "text",
    ),
]
FILES = st.one_of(
    st.binary(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(lambda pieces: "".join(pieces).encode()),
    st.lists(st.sampled_from(PIECES), max_size=20).map(lambda pieces: "".join(pieces).encode("utf-16")),
)


def check(value: object, lines: int) -> None:
    if isinstance(value, RawMapping):
        assert set(value) == set(value.places)
        for key, item in value.items():
            assert isinstance(key, str)
            assert 1 <= value.places[key][0] <= lines
            check(item, lines)
    elif isinstance(value, RawList):
        assert len(value) == len(value.places)
        for item in value:
            check(item, lines)
    else:
        assert value is None or isinstance(value, str)


@settings(max_examples=400, deadline=None)
@given(data=FILES)
def test_recovery_never_fails_and_keeps_the_number_of_lines(data: bytes) -> None:
    text = decode(data, "x")[0]
    mended = recover(text, "x")
    assert mended.text.count("\n") == text.count("\n")


@pytest.mark.parametrize("suffix", [".yaml", ".md"])
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=FILES)
def test_any_bytes_give_a_result_with_places_inside_the_file(
    tmp_path: Path, suffix: str, data: bytes
) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(data)
    file = read_file(path, f"x{suffix}")
    assert isinstance(file, RawFile)
    lines = decode(data, "x")[0].split("\n")
    for problem in file.problems:
        assert 0 <= problem.line <= len(lines)
        assert problem.message and problem.text
        if problem.line:
            # Encoding problems show the line with the characters that are dropped.
            shown = problem.excerpt if problem.code in ("encoding", "mojibake") else lines[problem.line - 1]
            assert 1 <= problem.column <= len(shown) + 1
    check(file.root, len(lines))
