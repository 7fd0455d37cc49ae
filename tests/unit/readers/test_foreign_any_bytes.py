"""Whatever bytes a foreign file holds: records and located problems, soon, and never an error."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_academic.data.readers import expand, read_file
from sphinx_academic.data.readers.raw import RawFile, RawList, RawMapping, RawValue

SAMPLES = Path(__file__).parent / "samples"
NAMES = [
    "papers.json",
    "resume.json",
    "CITATION.cff",
    "export.ris",
    "content/publication/x/index.md",
    "content/event/x/index.md",
    "content/authors/x/_index.md",
    "data/authors/x.yaml",
    "_publications/2020-01-01-x.md",
    "_talks/x.md",
    "_teaching/x.md",
    "_news/x.md",
    "_members/x.md",
    *(
        f"_data/{stem}.yml"
        for stem in ("cv", "coauthors", "venues", "socials", "publist", "news", "team_members")
    ),
    "_data/sources.yaml",
    "_data/talks.yml",
]
SAMPLE_FILES = [path for path, _ in expand(SAMPLES, "samples") if path.suffix != ".bib"]


def check(file: RawFile, data: bytes) -> None:
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    assert isinstance(file, RawFile)
    for problem in file.problems:
        assert 0 <= problem.line <= lines + 1
        assert problem.message
    walk(file.root)


def walk(value: RawValue, depth: int = 0) -> None:
    """Every value is one that records understand, and knows its place."""
    assert depth < 100
    if isinstance(value, RawMapping):
        for key, item in value.items():
            assert len(value.places[key]) == 4
            walk(item, depth + 1)
    elif isinstance(value, RawList):
        assert len(value.places) == len(value)
        for item in value:
            walk(item, depth + 1)
    else:
        assert value is None or isinstance(value, str)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.binary(max_size=300))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    check(read_file(path, name), data)


@given(
    sample=st.sampled_from(SAMPLE_FILES),
    start=st.integers(0, 3000),
    length=st.integers(0, 40),
    other=st.binary(max_size=8),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_sample_with_a_hole(tmp_path: Path, sample: Path, start: int, length: int, other: bytes) -> None:
    data = sample.read_bytes()
    start %= len(data) + 1
    data = data[:start] + other + data[start + length :]
    path = tmp_path / sample.relative_to(SAMPLES)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    check(read_file(path, sample.name), data)


@pytest.mark.parametrize("sample", SAMPLE_FILES, ids=lambda path: str(path.relative_to(SAMPLES)))
def test_samples_in_other_encodings_are_read_all_the_same(tmp_path: Path, sample: Path) -> None:
    path = tmp_path / sample.relative_to(SAMPLES)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = sample.read_text(encoding="utf-8")
    path.write_bytes(text.encode())
    sound = read_file(path, "x")
    for data, told in (
        (b"\xef\xbb\xbf" + text.encode(), False),
        (text.replace("\n", "\r\n").encode(), False),
        (text.replace("\n", "\r").encode(), False),
        (text.encode("utf-16"), True),
        (b"\x00" + text.encode(), True),
    ):
        path.write_bytes(data)
        file = read_file(path, "x")
        assert file.root == sound.root
        assert [problem.code for problem in file.problems] == (["encoding"] if told else [])


BOMBS = {
    "deep brackets": b"[" * 10_000,
    "deep mappings": b'{"a":' * 10_000,
    "alias bomb": b"---\na: &a [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(b"%c: &%c [%s]\n" % (98 + n, 98 + n, b",".join([b"*%c" % (97 + n)] * 9)) for n in range(9))
    + b"---\n",
    "a long line": b"x" * 3_000_000,
    "deep toml": b"+++\na = " + b"[" * 10_000 + b"\n+++\n",
    "long toml": b"+++\n" + b"a.b.c = 1\n" * 50_000 + b"+++\n",
    "many tags": b"TY  - JOUR\n" * 50_000,
    "many fields": b"TY  - JOUR\n" + b"AU  - A, B\n" * 50_000,
    "many lines": b"TY  - JOUR\nAB  - x\n" + b"y\n" * 200_000,
    "front matter of braces": b"---\ntitle: x\n---\n" + b"{% {{ {: <" * 50_000,
    "NUL": b"\x00" * 100_000,
    "python tag": b"---\na: !!python/object/apply:os.system [ls]\n---\n",
}


@pytest.mark.parametrize(
    "name",
    ["papers.json", "CITATION.cff", "export.ris", "content/publication/x/index.md", "_data/publist.yml"],
)
@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS)
def test_hostile_files_end_soon(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    start = time.process_time()
    file = read_file(path, name)
    assert time.process_time() - start < 5
    assert isinstance(file, RawFile)
    assert len(file.problems) <= 500
