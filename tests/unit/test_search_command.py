"""``search`` finds records of every kind, the best first, whatever case, accents and forms of letters somebody types."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sphinx_academic.cli import main
from sphinx_academic.data import found_words
from sphinx_academic.data.found_words import Searchable, fold, words_of

DATA = """publications:
- {key: noise, title: Noise of *cups*, authors: José Łoś, year: 2021, abstract: Kettles too., venue: Tea Days}
- {key: kettles, title: Kettles, authors: Ann Bee, year: 2024}
- {key: more, title: More kettles, authors: Ann Bee, year: 2020}
people:
- {name: José Łoś, role: Maker of kettles}
news:
- {date: 2024-05, text: A kettle for all}
"""


@pytest.fixture(autouse=True)
def in_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("conf.py").write_text("academic_data = ['site.yaml']\n", encoding="utf-8")
    Path("site.yaml").write_text(DATA, encoding="utf-8")


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """The keys of what is found."""
    main(["search", "--json", *arguments])
    return [each["key"] for each in json.loads(capsys.readouterr().out)["found"]]


def test_the_title_counts_before_all_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert found(capsys, "kettles") == ["kettles", "more", "jose-los", "noise"]
    assert found(capsys, "KETTLE") == ["2024-05-a-kettle-for-all", "kettles", "more", "jose-los", "noise"]


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (["jose", "los"], ["jose-los", "noise"]),
        (["2024"], ["kettles", "2024-05-a-kettle-for-all"]),
        (["bee", "2020"], ["more"]),
        (["noise of cups"], ["noise"]),
        (["cups of noise"], []),
        (["kettles", "--kind", "person"], ["jose-los"]),
        (["tea"], ["noise"]),
        (["more", "noise"], []),
    ],
)
def test_all_words_have_to_be_there(
    capsys: pytest.CaptureFixture[str], words: list[str], keys: list[str]
) -> None:
    assert sorted(found(capsys, *words)) == sorted(keys)


def test_what_is_found_is_shown_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "cups"]) == 0
    assert capsys.readouterr() == ("site.yaml:2: Noise of cups (publication, noise, 2021)\n", "")
    assert main(["search", "kettle", "--most", "1"]) == 0
    out, err = capsys.readouterr()
    assert out == "site.yaml:8: A kettle for all (news item, 2024-05-a-kettle-for-all, 2024)\n"
    assert err == "And 4 more; --most 5 shows all.\n"


def test_nothing_found_is_said_and_has_a_status_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "samovar"]) == 1
    assert capsys.readouterr() == ("", "Nothing is found.\n")


def test_a_folder_without_a_project_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty" / ".git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "empty")
    assert main(["search", "tea"]) == 2
    assert "no conf.py. Name the files of data" in capsys.readouterr().err
    assert main(["search", "tea", "--data", "../site.yaml"]) == 0
    assert main(["search", "tea", "--site", ".."]) == 0
    Path("conf.py").write_text("1 / 0\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["search", "tea"]) == 2
    assert capsys.readouterr().err == (
        "'conf.py' cannot be read: ZeroDivisionError: division by zero. Mend it, or name the files of data.\n"
    )
    for value in ("5", "{1: 2}.get"):
        Path("conf.py").write_text(f"academic_data = {value}\n", encoding="utf-8")
        assert main(["search", "tea"]) == 2
        assert "and no list of files. Mend it" in capsys.readouterr().err
    Path("conf.py").write_text("project = 'A'\n", encoding="utf-8")
    assert main(["search", "tea"]) == 2
    assert "academic_data is empty" in capsys.readouterr().err


def test_letters_are_folded_as_the_scripts_of_pages_do() -> None:
    static = Path(found_words.__file__).parents[1] / "outputs" / "static" / "academic-filter.js"
    script = static.read_text(encoding="utf-8")
    letters = script[script.index("LETTERS = {") : script.index("};")]
    pairs = re.findall(r"""["']?([^\s"',:{]|[“”„«»「」‘’])["']?: (?:"([^"]*)"|'([^']*)')""", letters)
    assert len(pairs) == 23
    for letter, one, other in pairs:
        assert fold(letter) == (one or other)
    (marks,) = re.findall(r"MARKS = /(\[.*?\])/g", script)
    assert found_words._MARKS.pattern == marks.encode().decode("unicode_escape")


@pytest.mark.parametrize(
    ("query", "words"),
    [('tea "time to" Cup', ["tea", "time to", "cup"]), ('"open end', ["open end"]), ("  ", []), ('""', [])],
)
def test_a_query_is_words_and_phrases(query: str, words: list[str]) -> None:
    assert words_of(query) == words


def test_a_whole_word_counts_before_a_beginning_and_that_before_what_is_within() -> None:
    fits = [Searchable(title).fit(["tea"]) for title in ("On tea", "On teapots", "On instead", "On cups")]
    assert fits == sorted(fits, reverse=True)
    assert len(set(fits)) == 4
    assert fits[-1] == 0
