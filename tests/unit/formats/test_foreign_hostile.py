"""Foreign files in other encodings, and ones that no honest author writes: records and located problems, and work in proportion."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from counting import check_growth

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


BOMBS: dict[str, Callable[[int], bytes]] = {
    "deep brackets": lambda n: b"[" * n,
    "deep mappings": lambda n: b'{"a":' * n,
    "a long line": lambda n: b"x" * 300 * n,
    "deep toml": lambda n: b"+++\na = " + b"[" * n + b"\n+++\n",
    "long toml": lambda n: b"+++\n" + b"a.b.c = 1\n" * 5 * n + b"+++\n",
    "many tags": lambda n: b"TY  - JOUR\n" * 5 * n,
    "many fields": lambda n: b"TY  - JOUR\n" + b"AU  - A, B\n" * 5 * n,
    "many records": lambda n: b"PMID- 1\nTI  - x\n\n" * 5 * n,
    "many names": lambda n: b"PMID- 1\n" + b"FAU - A, B\nAD  - x\nAUID- ORCID: 0\nLID - x [doi]\n" * 2 * n,
    "many rows": lambda n: b"Authors,Title,Publication,Year\n" + b'"A, B; ",x,"y",2020,z\n' * 5 * n,
    "open quotation marks": lambda n: b"Authors,Title,Publication,Year\n" + b'A,"b""c\n' * 5 * n + b'"',
    "many elements": lambda n: b"<xml><records>" + b"<record><title>x<style>y</title></record>" * 2 * n,
    "deep elements": lambda n: b"<xml><records><record>" + b"<style face='bold'>" * 2 * n,
    "references": lambda n: b"<xml><records><record><title>" + b"&#1;&#x20;" * 5 * n,
    "many lines": lambda n: b"TY  - JOUR\nAB  - x\n" + b"y\n" * 20 * n,
    "front matter of braces": lambda n: b"---\ntitle: x\n---\n" + b"{% {{ {: <" * 5 * n,
    "NUL": lambda n: b"\x00" * 10 * n,
}
ALIASES = (
    b"---\na: &a [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(b"%c: &%c [%s]\n" % (98 + n, 98 + n, b",".join([b"*%c" % (97 + n)] * 9)) for n in range(9))
    + b"---\n"
)
TAG = b"---\na: !!python/object/apply:os.system [ls]\n---\n"
PLACES = [
    "papers.json",
    "CITATION.cff",
    "export.ris",
    "export.nbib",
    "citations.csv",
    "library.xml",
    "content/publication/x/index.md",
    "_data/publist.yml",
]


def read_bytes(folder: Path, name: str, data: bytes) -> RawFile:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return read_file(path, name)


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_hostile_files_take_steps_in_proportion_to_their_length(
    tmp_path: Path, name: str, bomb: Callable[[int], bytes]
) -> None:
    check_growth(lambda number: read_bytes(tmp_path, name, bomb(number)), 100)
    assert len(read_bytes(tmp_path, name, bomb(10_000)).problems) <= 500


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("data", [ALIASES, TAG], ids=["alias bomb", "python tag"])
def test_hostile_yaml_is_read_without_harm(tmp_path: Path, name: str, data: bytes) -> None:
    assert len(read_bytes(tmp_path, name, data).problems) <= 500
