"""`check --fix` mends what is sure, shows it first, and leaves all else as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_academic.cli import main
from sphinx_academic.cli.fixing import fix, to_mend
from sphinx_academic.data.declarations import NOTHING
from sphinx_academic.formats.loading import NamedFile
from sphinx_academic.formats.sure_mends import mend_for_sure


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def mended(text: str | bytes, name: str = "a.yaml") -> str:
    data = text.encode() if isinstance(text, str) else text
    once = mend_for_sure(data, Path(name), name)
    again = mend_for_sure(once.after, Path(name), name)
    assert (again.after, again.changes) == (once.after, {}), "what is mended is mended"
    assert bool(once.changes) == (once.after != data)
    return once.after.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("pages: 12—15", "pages: 12-15"),
        ('pages: "3 − 9"', 'pages: "3-9"'),
        ("pages: pp. 1‐2", "pages: pp. 1-2"),
        ("url: https://doi.org/https://doi.org/10.5555/1", "url: https://doi.org/10.5555/1"),
        ("doi: http://dx.doi.org/doi:https://doi.org/10.5555/1", "doi: https://doi.org/10.5555/1"),
        ("note: See [it](https://doi.org/https://doi.org/10.5/1).", "note: See [it](https://doi.org/10.5/1)."),
        ("jornal: J", "journal: J"),
        ("'abstarct': A", "'abstract': A"),
        ("year: “2020”", 'year: "2020"'),
        ("doi: „10.5555/1“ # so", 'doi: "10.5555/1" # so'),
        ("note: A: B", "note: 'A: B'"),
        ("note: 'It's'", "note: 'It''s'"),
        ("note:A", "note: A"),
        ('note: "a \\beta"', 'note: "a \\\\beta"'),
        ("venue: InÃªs Verlag", "venue: Inês Verlag"),
        ("note: A\x07B", "note: AB"),
    ],
)  # fmt: skip
def test_what_is_sure_is_mended(before: str, after: str) -> None:
    text = "publications:\n- title: T  # a comment: “x”\n  {}\n\n- {{title:   'U'}}\n"
    assert mended(text.format(before)) == text.format(after)


@pytest.mark.parametrize(
    "written",
    [
        "pages: 12–15",
        "pages: 12-15",
        "pages: 12--15",
        "pages: 12—15—18",
        "note: pages 12—15",
        "note: “all of it”",
        "awards: A",
        "notes: private",
        "vnue: V",
        "jornal: J\n  journal: K",
        "# url: https://doi.org/https://doi.org/10.5555/1",
        "note: A # https://doi.org/https://doi.org/10.5555/1",
        "year: “2020”, or later",
        "url: https://doi.org/https://example.org",
        "url: https://doi.org/10.5555/https://doi.org/10.5555/1",
        "note: [a, b",
        "note: Å² and «à»",
    ],
)
def test_what_may_be_meant_is_left(written: str) -> None:
    text = f"publications:\n- title: T\n  {written}\n"
    assert mended(text) == text


def test_a_field_that_a_site_declares_is_no_slip() -> None:
    text = b"kinds:\n  plays: {fields: [jornal]}\nplays:\n- {title: T, jornal: J}\n"
    assert mend_for_sure(text, Path("a.yaml"), "a.yaml").changes == {}


def test_marks_of_a_word_processor_around_many_texts_are_taken_for_what_they_are() -> None:
    one = "publications:\n- title: “One”\n"
    assert mended(one) == one
    three = "publications:\n- title: {}One{}\n- title: {}Two{}\n- title: {}It’s three{}\n"
    assert mended(three.format(*"“”“”“”")) == three.format(*'""""""')
    assert mended(three.format(*"«»„““”")) == three.format(*'""""""')
    years = "publications:\n- title: “One: a tale”\n  year: “2020”\n"
    assert mended(years) == 'publications:\n- title: "One: a tale"\n  year: "2020"\n'


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_stay(end: str, mark: str) -> None:
    text = mark + end.join(
        ["# head", "publications:", "- title:  T", "  pages: 1—2", "  note:   'x'  ", "", "# tail"]
    )
    assert mended(text) == text.replace("—", "-")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-16", "news:\n- text: Šimon Dvořák\n"),
        ("utf-16-le", "news:\n- text: Thé\n"),
        ("latin-1", "news:\n- text: Theodor König, José\n"),
        ("cp1252", "news:\r\n- text: “König”\r\n"),
    ],
)
def test_another_encoding_is_made_utf_8_where_it_can_be_no_other(encoding: str, text: str) -> None:
    assert mended(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("latin-1", "news:\n- text: Soupière\n"),
        ("iso-8859-2", "news:\n- text: Dvořák\n"),
        ("koi8-r", "news:\n- text: Привет\n"),
        ("cp1251", "news:\n- text: дуб\n"),
    ],
)
def test_what_may_be_of_several_encodings_is_left(encoding: str, text: str) -> None:
    data = text.encode(encoding)
    assert mend_for_sure(data, Path("a.yaml"), "a.yaml").after == data


def test_a_text_that_has_lost_bytes_is_left_to_its_author() -> None:
    text = "news:\n- text: 中国 (Inês)\n"
    misread = text.encode().decode("cp1252")
    assert mended(misread) == text
    torn = misread.replace("\xad", "")
    assert mended(torn) == torn


def test_bibtex_and_front_matter_are_mended_too() -> None:
    entry = "@article{{a,\n  title = {{T}}, % 1—2\n  pages = {{{}}},\n  doi = {{{}}}\n}}\n"
    doubled = "https://doi.org/https://doi.org/10.5555/1"
    assert mended(entry.format("12—15", doubled), "a.bib") == entry.format(
        "12--15", "https://doi.org/10.5555/1"
    )
    page = "---\npubs:\n- title: {}\n---\n# Text: 'it's “x” 1—2\n\nhttps://doi.org/https://doi.org/10.5/1\n\n- title: A: B\n"
    assert mended(page.format("A: B"), "a.md") == page.format("'A: B'")


def test_a_file_is_shown_as_a_diff_and_not_touched_until_somebody_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [f"# {number}" for number in range(9)]
    text = "\n".join([*lines, "publications:", "- title: T", "  pages: 1—2", *lines, "  jornal: J", ""])
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    before = (folder / "a.yaml").stat().st_mtime_ns
    assert main(["check", "--fix", "a.yaml"]) == 1
    out, err = capsys.readouterr()
    assert out == (
        "--- a.yaml\n+++ a.yaml\n@@ -9,7 +9,7 @@\n # 8\n publications:\n - title: T\n-  pages: 1—2\n+  pages: 1-2\n"
        " # 0\n # 1\n # 2\n@@ -19,4 +19,4 @@\n # 6\n # 7\n # 8\n-  jornal: J\n+  journal: J\n"
        "1 publications\n"
    )
    assert "Nothing is written. Say  --fix --yes" in err
    assert (folder / "a.yaml").stat().st_mtime_ns == before
    assert main(["check", "--fix", "--yes", "a.yaml"]) == 0
    assert (folder / "a.yaml").read_text(encoding="utf-8") == text.replace("—", "-").replace(
        "jornal", "journal"
    )
    assert [file.name for file in folder.iterdir()] == ["a.yaml"]


def test_what_is_left_is_told_behind_it_and_gives_the_status(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.yaml").write_text(
        "publications:\n- {title: T, jornal: J, date: 2023-02-30}\n", encoding="utf-8"
    )
    assert main(["check", "--fix", "--yes", "a.yaml"]) == 1
    err = capsys.readouterr().err
    assert "academic.date" in err
    assert "academic.unknown_key" not in err


def test_where_nothing_is_sure_nothing_is_said_of_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.yaml").write_text("publications: [{title: T}]\n", encoding="utf-8")
    assert main(["check", "--fix", "a.yaml"]) == 0
    assert capsys.readouterr() == ("1 publications\n", "")


BROKEN = "publications:\n- {title: T, jornal: J}\n"


def test_a_link_to_a_file_elsewhere_and_a_file_that_may_not_be_written_stay(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "data").mkdir()
    outside = folder / "outside.yaml"
    outside.write_text(BROKEN, encoding="utf-8")
    (folder / "data" / "link.yaml").symlink_to(outside)
    locked = folder / "data" / "locked.yaml"
    locked.write_text(BROKEN, encoding="utf-8")
    locked.chmod(0o444)
    inside = folder / "data" / "inside.yaml"
    inside.write_text(BROKEN, encoding="utf-8")
    (folder / "data" / "near.yaml").symlink_to(inside)
    assert main(["check", "--fix", "--yes", "data"]) == 1
    err = capsys.readouterr().err
    assert "data/link.yaml: it is a link to" in err
    assert "data/locked.yaml: it may not be written" in err
    assert outside.read_text(encoding="utf-8") == locked.read_text(encoding="utf-8") == BROKEN
    assert "journal" in inside.read_text(encoding="utf-8")
    assert (folder / "data" / "near.yaml").is_symlink()


def test_a_file_that_was_edited_meanwhile_stays_as_it_is(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "a.yaml"
    file.write_text(BROKEN, encoding="utf-8")
    found = [*to_mend([NamedFile(file, "a.yaml")], [folder.resolve()], "", NOTHING)]
    file.write_text("publications: []\n", encoding="utf-8")
    assert not fix(found, is_wanted=True)
    assert file.read_text(encoding="utf-8") == "publications: []\n"
    assert "it has changed meanwhile" in capsys.readouterr().err
    file.unlink()
    assert not fix(found, is_wanted=True)
    assert not file.exists()


def test_a_diff_does_nothing_to_a_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.yaml").write_text("publications:\n- {title: T}\n- title: A\x1b[2J\n", encoding="utf-8")
    main(["check", "--fix", "a.yaml"])
    assert "\x1b" not in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    "arguments",
    [["--fix", "--format", "json"], ["--watch", "--format", "sarif"], ["--fix", "--watch"], ["--yes"]],
)
def test_what_does_not_go_together_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(["check", *arguments, "a.yaml"]) == 2
    assert "Error: --" in capsys.readouterr().err


def test_all_of_many_mistakes_are_mended_at_once() -> None:
    works = "".join(f"- title: {{mark}}T{number}: a tale{{mark}}\n" for number in range(250))
    assert mended("publications:\n" + works.format(mark="")) == "publications:\n" + works.format(mark="'")


def test_what_an_alias_shares_is_mended_once() -> None:
    text = "publications:\n- &one {{title: T, {}: J, pages: {}, key: a}}\n- *one\n"
    assert mended(text.format("jornal", "1—2")) == text.format("journal", "1-2")
