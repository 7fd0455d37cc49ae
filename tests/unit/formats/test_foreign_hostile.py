"""Foreign files in other encodings, and ones that no honest author writes: records and located problems, soon."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sphinx_academic.data.located import RawFile
from sphinx_academic.formats import expand, read_file

SAMPLES = Path(__file__).parent / "samples"
SAMPLE_FILES = [path for path, _ in expand(SAMPLES, "samples") if path.suffix != ".bib"]


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
