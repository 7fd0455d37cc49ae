"""``merge`` shows which works are one or may be, and takes down in the data what somebody decides."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from sphinx_academic.cli import main
from sphinx_academic.formats.loading import load_named

TITLE = "Kettles heard at night in the dark"
YAML = f"""# my own
publications:
  - key: journal   # the article
    title: {TITLE}
    authors: Ann Bee
    venue: Acta Tea
    type: article
    year: 2021
    doi: 10.5555/2

  - key: talk
    title: {TITLE}
    authors: Ann Bee
    venue: Tea Conference
    type: conference
    year: 2020
    doi: 10.5555/1
# the end
"""
BIB = f"% from arXiv\n@misc{{preprint,\n\ttitle = {{{TITLE}}},\n\tauthor = {{Bee, Ann}},\n\tyear = 2021,\n\teprint = {{2101.00001}}\n}}\n"


@pytest.fixture(autouse=True)
def in_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("conf.py").write_text("academic_data = ['a.yaml', 'b.bib']\n", encoding="utf-8")
    Path("a.yaml").write_text(YAML, encoding="utf-8")
    Path("b.bib").write_text(BIB, encoding="utf-8")


def works() -> list[list[str]]:
    """The keys of the entries of each work."""
    collection = load_named(["a.yaml", "b.bib"])
    assert collection.problems == ()
    return sorted(sorted(work.keys_of_versions or (work.key,)) for work in collection.publications)


def read(name: str) -> str:
    return Path(name).read_text(encoding="utf-8")


def test_what_is_one_and_what_may_be_is_shown_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert works() == [["journal", "preprint"], ["talk"]]
    assert main(["merge"]) == 0
    out, err = capsys.readouterr()
    assert out == (
        "1/2 Shown as one work\n"
        f"  a.yaml:3 journal: {TITLE} (Acta Tea, 2021, 10.5555/2)\n"
        f"  b.bib:2 preprint: {TITLE} (2021, 2101.00001)\n"
        "2/2 Two works that may be one\n"
        f"  a.yaml:3 journal: {TITLE} (Acta Tea, 2021, 10.5555/2)\n"
        f"  a.yaml:11 talk: {TITLE} (Tea Conference, 2020, 10.5555/1)\n"
    )
    assert err == "To decide, answer in a terminal, or say  --yes  or  --no  with the keys.\n"
    assert (read("a.yaml"), read("b.bib")) == (YAML, BIB)


def test_two_that_may_be_one_are_so_once_that_is_said() -> None:
    assert main(["merge", "journal", "talk", "--yes"]) == 0
    assert read("a.yaml") == YAML.replace("10.5555/1\n", "10.5555/1\n    version_of: [journal]\n")
    assert works() == [["journal", "preprint", "talk"]]
    assert main(["merge", "--json"]) == 0


def test_two_that_are_brought_together_stay_apart_once_that_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["merge", "preprint", "--no"]) == 0
    assert read("b.bib") == BIB.replace("{preprint,\n", "{preprint,\n\tnot_version_of = {journal},\n")
    assert read("a.yaml") == YAML
    assert works() == [["journal"], ["preprint", "talk"]]
    assert main(["merge", "talk", "preprint", "--no"]) == 0
    assert "not_version_of = {journal, talk}," in read("b.bib")
    assert works() == [["journal"], ["preprint"], ["talk"]]
    assert main(["merge", "talk", "journal", "--no"]) == 0
    capsys.readouterr()
    assert main(["merge"]) == 0
    assert capsys.readouterr() == ("", "No works are brought together, and none may be.\n")


def test_what_is_confirmed_is_not_asked_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge", "--yes"]) == 0
    assert works() == [["journal", "preprint", "talk"]]
    capsys.readouterr()
    assert main(["merge"]) == 0
    assert capsys.readouterr().err == "No works are brought together, and none may be.\n"


def test_a_dry_run_shows_a_diff(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge", "--yes", "--dry-run"]) == 0
    out, err = capsys.readouterr()
    assert "+++ b/a.yaml" in out
    assert "\n+    version_of: [journal]\n" in out
    assert "\n+\tversion_of = {journal},\n" in out
    assert err == "Would be changed: a.yaml\nWould be changed: b.bib\n"
    assert (read("a.yaml"), read("b.bib")) == (YAML, BIB)


def test_programs_are_told_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge", "--json", "--no"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(pair["merged"], pair["decision"]) for pair in told["pairs"]] == [(True, "no"), (False, "no")]
    assert told["pairs"][0]["works"][1] == {"key": "preprint", "title": TITLE, "file": "b.bib", "line": 2}
    assert told["changed"] == ["a.yaml", "b.bib"]


@pytest.mark.parametrize(
    ("entry", "made"),
    [
        ("- {title: X}", "- {title: X, not_version_of: [journal]}"),
        ("- title: X\n  not_version_of: other", "- title: X\n  not_version_of: [other, journal]"),
        (
            "- title: X\n  not_version_of: [other]  # so",
            "- title: X\n  not_version_of: [other, journal]  # so",
        ),
        (
            "- title: X\n  not_version_of:\n  - other\n  year: 2020",
            "- title: X\n  not_version_of:\n  - other\n  - journal\n  year: 2020",
        ),
        ("- title: X\n  not-version-of:", "- title: X\n  not-version-of: [journal]"),
    ],
)
def test_a_word_is_added_to_what_is_said_already(entry: str, made: str) -> None:
    other = "- {title: Other, key: other}\n"
    head = f"publications:\n{other}- {{title: {TITLE}, key: journal}}\n"
    Path("a.yaml").write_text(f"{head}{entry}\n", encoding="utf-8")
    Path("b.bib").write_text("", encoding="utf-8")
    key = load_named(["a.yaml"]).publications[2].key
    assert main(["merge", "journal", key, "--no"]) == 0
    assert read("a.yaml") == f"{head}{made}\n"


def test_an_entry_without_a_key_gets_the_one_that_it_has_in_links(capsys: pytest.CaptureFixture[str]) -> None:
    text = YAML.replace("key: journal   # the article\n    title", "title").replace(
        "key: talk\n    title", "title"
    )
    Path("a.yaml").write_text(text, encoding="utf-8")
    Path("b.bib").write_text("", encoding="utf-8")
    assert main(["merge", "--yes"]) == 0
    made = read("a.yaml")
    assert made == text.replace("/2\n", "/2\n    key: bee2021kettles\n").replace(
        "/1\n", "/1\n    version_of: [bee2021kettles]\n"
    )


def test_keys_that_there_are_not_and_files_that_nothing_is_written_into_are_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["merge", "jornal"]) == 2
    assert capsys.readouterr().err == "No publication has the key 'jornal'. Did you mean 'journal'?\n"
    text = f"TY  - UNPB\nID  - {{}}\nTI  - {TITLE}\nAU  - Bee, Ann\nER  - \n"
    Path("c.ris").write_text(text.format("one") + text.format("two"), encoding="utf-8")
    assert main(["merge", "one", "two", "--yes", "--data", "c.ris"]) == 2
    assert "stand in files that nothing is written into" in capsys.readouterr().err


def test_a_key_that_no_work_has_is_told_as_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.yaml").write_text(
        YAML.replace("  - key: talk", "  - version_of: jurnal\n    key: talk"), encoding="utf-8"
    )
    assert main(["check", "a.yaml"]) == 1
    told = capsys.readouterr()
    assert (
        "'version_of' names 'jurnal', and no other publication has that key. Did you mean 'journal'?"
        in told.out + told.err
    )


class Terminal(io.StringIO):
    """What somebody types."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "keys", "status"),
    [
        ("s\ny\n", [["journal", "preprint", "talk"]], 0),
        ("n\nq\n", [["journal"], ["preprint", "talk"]], 0),
        ("\n\n", [["journal", "preprint"], ["talk"]], 0),
        ("perhaps\ny\nn\n", [["journal", "preprint"], ["talk"]], 0),
        ("n\n", [["journal", "preprint"], ["talk"]], 130),
    ],
)
def test_each_two_are_asked_about_and_nothing_is_written_where_somebody_stops(
    monkeypatch: pytest.MonkeyPatch, typed: str, keys: list[list[str]], status: int
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    assert main(["merge"]) == status
    assert works() == keys
