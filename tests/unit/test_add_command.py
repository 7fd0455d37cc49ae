"""``add`` puts works into a data file at their place, and leaves every other byte as it is."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import stat
import sys
import textwrap
from pathlib import Path

import pytest

from sphinx_academic.cli import main, writing
from sphinx_academic.data.order_of_works import OrderOfWorks
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.formats import read_file
from sphinx_academic.formats.edited_text import EditedText

YAML = """# what I wrote
profile: {name: Ann Bee}   # me

pubs:
  # newest first
  - key: bee2025tea
    title: "Tea, and more"   # the best
    author: 'Ann Bee'
    year: 2025

  # by hand
  - key: bee2020kettles
    title: Kettles
    author: Ann Bee
    year: 2020
    note: |
      Two lines:

      # and no comment

news:
- date: 2024
  text:   Hello
"""
NEW = """@article{x,
  author = {Smith, Jr, Ann and van der Berg, Jan},
  title = {A {Cup} \\& $x^2$}, journal = {Acta Tea}, year = 2023, month = may, volume = 3, doi = {10.5555/abc}}
"""
ENTRY = """  - key: smith2023cup
    title: A Cup & $x^2$
    author: Ann Smith, Jr, Jan van der Berg
    venue: Acta Tea
    type: article
    date: 2023-05
    volume: 3
    doi: 10.5555/abc

"""


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.write_bytes(text.encode("utf-8"))
    return path


def added(text: str, new: str = NEW, name: str = "site.yaml", *arguments: str) -> str:
    """What a file holds once something was added to it."""
    path = write(name, text)
    write("new.bib", new)
    assert main(["add", "new.bib", "--to", name, *arguments]) == 0
    return path.read_bytes().decode("utf-8")


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What is said where nothing is done."""
    assert main(["add", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err


def test_a_work_is_put_at_its_place_by_date_and_every_other_byte_stays() -> None:
    behind = YAML.index("  # by hand")
    assert added(YAML, NEW.replace("{x,", "{,")) == YAML[:behind] + ENTRY + YAML[behind:]


def test_line_ends_a_byte_order_mark_and_blanks_at_the_end_of_lines_stay() -> None:
    text = "\ufeff" + YAML.replace("|\n", "|\r\n").replace("\n", " \r\n").replace("\r \r", "\r")
    behind = text.index("  # by hand")
    entry = ENTRY.replace("\n", "\r\n")
    assert added(text).replace("key: x", "key: smith2023cup") == text[:behind] + entry + text[behind:]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("", "publications:\n  - key: x\n    title: T\n"),
        ("# nothing yet\n", "# nothing yet\npublications:\n  - key: x\n    title: T\n"),
        (
            "publications: []  # none\nnews: []\n",
            "publications:  # none\n  - key: x\n    title: T\nnews: []\n",
        ),
        ("papers:\nnews: []\n", "papers:\n  - key: x\n    title: T\nnews: []\n"),
        ("papers: null", "papers:\n  - key: x\n    title: T"),
        (
            "news:\n- {date: 2024, text: N}",
            "news:\n- {date: 2024, text: N}\npublications:\n- key: x\n  title: T",
        ),
        ("{}\n", "publications:\n  - key: x\n    title: T\n"),
        ("publications: [{title: A}]\n", "publications: [{title: A}, {key: x, title: T}]\n"),
        (
            "publications: [\n  {title: A},\n  {title: B}\n]\n",
            "publications: [\n  {title: A},\n  {title: B},\n  {key: x, title: T}\n]\n",
        ),
        ("publications:\n  a: {title: A}\n", "publications:\n  a: {title: A}\n  x: {title: T}\n"),
        (
            "publications:\n    a:\n        title: A\n# end\n",
            "publications:\n    a:\n        title: A\n    x:\n        title: T\n# end\n",
        ),
        ("publications:\n-   title: A\n", "publications:\n-   title: A\n-   key: x\n    title: T\n"),
        (
            "publications:\n  -\n    title: A\n",
            "publications:\n  -\n    title: A\n  - key: x\n    title: T\n",
        ),
        ("- title: A\n  authors: A. B. See\n", "- title: A\n  authors: A. B. See\n- key: x\n  title: T\n"),
        (
            "news: []\n---\npublications:\n- title: A\n...\n",
            "news: []\n---\npublications:\n- title: A\n- key: x\n  title: T\n...\n",
        ),
        (
            "publications:\n- title: |+\n    A\n\n# end\n",
            "publications:\n- title: |+\n    A\n\n- key: x\n  title: T\n# end\n",
        ),
        (
            "publications:\n- title: >\n    A\n\n    b\n\n\n# end\nnews: []\n",
            "publications:\n- title: >\n    A\n\n    b\n- key: x\n  title: T\n\n\n# end\nnews: []\n",
        ),
    ],
)
def test_lists_of_every_form_take_a_work(text: str, made: str) -> None:
    new = "@misc{x, title = {T}, }\n"
    assert re.sub(r"\n *type: other|, type: other", "", added(text, new)) == made


@pytest.mark.parametrize(
    ("year", "found"),
    [
        (
            2025,
            "publications:\n  '2025':\n  - key: x\n    title: T\n    year: 2025\n  '2024':\n  - title: A\n  '2022':\n  - title: B\n",
        ),
        (
            2024,
            "publications:\n  '2024':\n  - key: x\n    title: T\n    year: 2024\n  - title: A\n  '2022':\n  - title: B\n",
        ),
        (
            2023,
            "publications:\n  '2024':\n  - title: A\n  '2023':\n  - key: x\n    title: T\n    year: 2023\n  '2022':\n  - title: B\n",
        ),
        (
            2021,
            "publications:\n  '2024':\n  - title: A\n  '2022':\n  - title: B\n  '2021':\n  - key: x\n    title: T\n    year: 2021\n",
        ),
    ],
)
def test_works_below_their_years_get_a_new_year_where_there_is_none(year: int, found: str) -> None:
    text = "publications:\n  '2024':\n  - title: A\n  '2022':\n  - title: B\n"
    made = added(text, f"@misc{{x, title = {{T}}, year = {year}}}")
    assert made.replace("    type: other\n", "") == found


@pytest.mark.parametrize(
    ("group", "indent"),
    [("  '{year}':\n", "  "), ("  - year: {year}   # so\n    papers:\n", "      ")],
)
@pytest.mark.parametrize("year", [2025, 2023, 2021])
def test_several_works_begin_a_year_together_in_lists_of_both_forms(
    year: int, group: str, indent: str
) -> None:
    new = "".join(f"@misc{{{key}, title = {{Title {key}}}, year = {year}}}\n" for key in ("x", "y"))
    have = {
        each: group.format(year=each) + f"{indent}- title: Of {each}\n{indent}  authors: Ann Bee\n"
        for each in (2024, 2022)
    }
    text = "publications:\n" + have[2024] + have[2022]
    items = (f"- key: {key}\n  title: Title {key}\n  type: other\n  year: {year}\n" for key in ("x", "y"))
    begun = group.format(year=year).replace("   # so", "") + textwrap.indent("".join(items), indent)
    have[year] = begun
    assert added(text, new) == "publications:\n" + "".join(have[each] for each in sorted(have, reverse=True))


def test_comments_stay_with_the_work_that_they_stand_in_or_above() -> None:
    text = "publications:\n  - title: A\n    year: 2020\n    # in A\n  # above B\n  - title: B\n    year: 2010\n    # in B\n# end\n"
    new = "  - key: x\n    title: T\n    type: other\n    year: {}\n"
    for year, behind in ((2015, "  # above B"), (2000, "# end")):
        at = text.index(behind)
        assert (
            added(text, f"@misc{{x, title = {{T}}, year = {year}}}")
            == text[:at] + new.format(year) + text[at:]
        )


def test_a_work_is_not_added_where_something_else_would_be_read_otherwise(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("site.yaml", YAML)
    write("new.bib", NEW)
    # As if the lines were counted wrongly.
    monkeypatch.setattr(
        EditedText,
        "insert_lines",
        lambda self, line, lines: self.insert((line - 3, 0), "\n".join(lines) + "\n"),
    )
    said = refused(capsys, "new.bib", "--to", "site.yaml")
    assert said.startswith("site.yaml")
    assert "nothing is added, as " in said
    assert Path("site.yaml").read_text(encoding="utf-8") == YAML


def test_a_page_keeps_its_text() -> None:
    page = (
        "---\npublications:\n- {title: A, year: 2020}\n- {title: B, year: 2019}\n---\n\n# Page\n\n- list: a\n"
    )
    made = added(page, "@article{x, title = {T}, year = 2021}", "page.md")
    assert made.startswith("---\npublications:\n- key: x\n  title: T\n")
    assert made.endswith(page[page.index("- {title: A") :])


@pytest.mark.parametrize(("year", "before"), [(2026, "b2025"), (2022, "a2020"), (2019, "")])
def test_bibtex_takes_an_entry_at_its_place_with_the_indentation_of_the_file(year: int, before: str) -> None:
    text = (
        "% my papers\n\n@string{acta = {Acta}}\n\n% the newest\n@article{b2025,\n\ttitle={B},\r\n\tjournal=acta,\n\tyear=2025\n}\n\n"
        "@article{a2020,\n\ttitle={A},\n\tyear=2020\n}\n\n@comment{jabref-meta: databaseType:bibtex;}\n"
    )
    made = added(text, f"@article{{x,\n title = {{T}}, author = {{Ann Bee}}, year = {year}}}", "my.bib")
    entry = f"@article{{x,\n\ttitle = {{T}},\n\tauthor = {{Ann Bee}},\n\tyear = {{{year}}},\n}}\n"
    at = {"b2025": text.index("% the newest"), "a2020": text.index("@article{a2020")}.get(before)
    if at is None:
        end = text.index("\n@comment")
        assert made == f"{text[:end]}\n{entry}{text[end:]}"
    else:
        assert made == f"{text[:at]}{entry}\n{text[at:]}"


def test_an_entry_may_come_first_in_a_file_of_bibtex() -> None:
    text = "@misc{a, title = {A}, year = 2021}\n@misc{b, title = {B}, year = 2020}\n"
    made = added(text, "@misc{x, title = {T}, year = 2022}", "my.bib")
    assert made == f"@misc{{x,\n  title = {{T}},\n  year = {{2022}},\n}}\n{text}"


def test_a_work_that_is_there_is_told_and_added_only_by_force(capsys: pytest.CaptureFixture[str]) -> None:
    text = "publications:\n- {key: cup, title: Another title, authors: Ann Smith, doi: 10.5555/ABC}\n"
    assert added(text) == text
    assert "Already there: cup (Another title), site.yaml:2\n" in capsys.readouterr().err
    assert len(added(text, NEW, "site.yaml", "--force")) > len(text)


def test_a_key_that_is_taken_gets_a_letter_and_keys_are_made_as_those_of_the_project() -> None:
    text = "publications:\n" + "".join(
        f"- {{key: '{name}:2{year}', title: Title {name}, authors: Ann {name}, year: 2{year}}}\n"
        for name, year in (("Bee", "020"), ("Dee", "019"))
    )
    assert "key: Smith:2023" in added(text, NEW.replace("{x,", "{,"))
    assert "key: Dee:2019b" in added(text, NEW.replace("{x,", "{Dee:2019,"))


def test_the_data_of_the_project_are_found_from_a_folder_below(capsys: pytest.CaptureFixture[str]) -> None:
    Path(".git").mkdir()
    Path("docs/data").mkdir(parents=True)
    write("docs/conf.py", "academic_data = ['data/a.yaml', 'data/b.bib']\n")
    write("docs/data/a.yaml", "news: []\n")
    write("docs/data/b.bib", "@misc{a, title = {A}}\n")
    write("new.bib", NEW)
    assert main(["add", "new.bib", "--json"]) == 0
    (work,) = json.loads(capsys.readouterr().out)["works"]
    assert work == {
        "key": "x",
        "title": "A Cup & $x^2$",
        "file": "docs/data/b.bib",
        "line": 3,
        "status": "added",
    }
    os.chdir("docs/data")
    assert main(["add", "../../new.bib"]) == 0
    assert "Already there: x" in capsys.readouterr().err
    os.chdir("../..")
    assert main(["add", "new.bib", "--site", "docs"]) == 0


def test_a_dry_run_shows_a_diff_and_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert added(YAML, NEW, "site.yaml", "--dry-run") == YAML
    out, err = capsys.readouterr()
    assert out.startswith("--- a/site.yaml\n+++ b/site.yaml\n@@ ")
    assert sum(line.startswith(("+ ", "+\n")) or line == "+" for line in out.split("\n")) == 9
    assert "Would be added: x" in err


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("TY  - JOUR\nTI  - T\nPY  - 2021\nER  - \n", "TY"),
        ('[{"id": "x", "type": "book", "title": "T"}]', "["),
        ("publications: [{title: T}]\n", "pub"),
        ("% a comment\n@book{x, title = {T}}", "%"),
        ("PMID- 1\nTI  - T\n", "PMID"),
        ("<xml><records><record><titles><title>T</title></titles></record></records></xml>", "<xml"),
        ("Authors,Title,Publication,Year\nA,T,J,2020\n", "Authors"),
        ("k:\n  type: book\n  title: T\n", "k"),
    ],
)
def test_what_is_piped_in_is_known_by_what_it_is(
    text: str, start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("site.yaml", "news: []\n")
    with Path("piped").open("w+", encoding="utf-8") as piped:
        piped.write(text)
        piped.seek(0)
        monkeypatch.setattr(sys, "stdin", piped)
        assert main(["add", "--to", "site.yaml"]) == 0
    assert "title: T" in Path("site.yaml").read_text(encoding="utf-8")


def test_nothing_is_added_of_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("site.yaml", "news: []\n")
    assert refused(capsys, str(write("empty.bib", " \n"))) == "'empty.bib' is empty. Nothing is added.\n"
    assert "No publication was read" in refused(capsys, str(write("words.bib", "Hello")), "--to", "site.yaml")
    assert "is a folder" in refused(capsys, ".")
    assert "No such file" in refused(capsys, "none.bib")

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    said = "Nothing is said to add. Name a file, or pipe something in:"
    assert refused(capsys).startswith(said)
    monkeypatch.setattr(sys, "stdin", None)
    assert refused(capsys, "-").startswith(said)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "site.yaml",
            "news: []\npublications:\n- title: 'A\n  year: 2020\n",
            "site.yaml:3: nothing is added",
        ),
        ("site.yaml", "publications:\n- title: A\n year: 2020\n", "site.yaml:3: nothing is added"),
        (
            "site.yaml",
            "publications:\n-\ttitle: A\n",
            "site.yaml:2: nothing is added, as a tab indents this line",
        ),
        ("site.yaml", "publications: words\n", "site.yaml:1: nothing is added"),
        ("site.yaml", "a text\n", "site.yaml:1"),
        ("my.bib", "@book{a, title = {A}, year = 2020", "site.bib"),
        ("site.json", "{}", "works are added to YAML, front matter and BibTeX"),
        ("page.md", "# No data\n", "page.md:1: nothing is added, as the page has no front matter in YAML."),
        ("none.yaml", "", "There is no file 'none.yaml'"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_refused_with_the_place(
    capsys: pytest.CaptureFixture[str], name: str, text: str, said: str
) -> None:
    if name == "my.bib":
        said = "my.bib:1: nothing is added, as the entry here is never closed."
    if text:
        write(name, text)
    write("new.bib", NEW)
    assert said in refused(capsys, "new.bib", "--to", name)
    assert not text or Path(name).read_text(encoding="utf-8") == text


def test_a_file_in_another_encoding_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("site.yaml").write_bytes("news: []\npublications:\n- title: Größe\n".encode("latin-1"))
    write("new.bib", NEW)
    assert "site.yaml:3: nothing is added, as it is not UTF-8" in refused(
        capsys, "new.bib", "--to", "site.yaml"
    )


def test_a_link_stays_one_and_what_it_leads_to_is_written() -> None:
    target = write("real.yaml", YAML)
    target.chmod(0o640)
    Path("site.yaml").symlink_to("real.yaml")
    write("new.bib", NEW)
    assert main(["add", "new.bib", "--to", "site.yaml"]) == 0
    assert Path("site.yaml").is_symlink()
    assert "A Cup" in target.read_text(encoding="utf-8")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_file_that_may_not_be_written_stays(capsys: pytest.CaptureFixture[str]) -> None:
    write("site.yaml", YAML).chmod(0o440)
    write("new.bib", NEW)
    assert "It may not be written" in refused(capsys, "new.bib", "--to", "site.yaml")
    assert Path("site.yaml").read_text(encoding="utf-8") == YAML


def test_a_file_that_is_changed_meanwhile_stays(capsys: pytest.CaptureFixture[str]) -> None:
    path = write("site.yaml", YAML)
    with pytest.raises(writing.ChangedMeanwhileError):
        writing.write_edited(path, b"what was there before", b"what is to be there")
    assert path.read_text(encoding="utf-8") == YAML
    assert [each.name for each in path.parent.resolve().iterdir()] == ["site.yaml"]


def test_a_full_disk_leaves_the_file_as_it_was(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("site.yaml", YAML)
    write("new.bib", NEW)

    def full(path: Path, content: bytes) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    with monkeypatch.context() as broken:
        broken.setattr(Path, "write_bytes", full)
        assert "site.yaml: No space left on device." in refused(capsys, "new.bib", "--to", "site.yaml")
    assert Path("site.yaml").read_text(encoding="utf-8") == YAML
    assert sorted(path.name for path in Path().iterdir()) == ["new.bib", "site.yaml"]


@pytest.mark.parametrize(
    ("years", "year", "at"),
    [
        ([2021, 2019, 2018], 2020, 1),
        ([2018, 2019, 2021], 2020, 2),
        ([2021, 2019, 2020, 2018, 2017, 2017], 1900, 6),
        ([2021, 2019, 2020, 2018, 2017, 2017], 2022, 0),
        ([2019, 2021, 2018, 2020], 2022, 4),
        ([2021, 2018, 2021, 2018], 1900, 0),
        ([2020, 2020], 2022, 2),
        ([2021, 2020, 2020, 2019], 2020, 1),
        ([2019, 2020, 2020, 2021], 2020, 3),
        ([None, 2021, 2020], None, 0),
    ],
)
def test_a_work_comes_where_the_order_of_the_list_has_it(
    years: list[int | None], year: int | None, at: int
) -> None:
    dates = [each and PartialDate(each) for each in years]
    assert OrderOfWorks(dates).place_of(year and PartialDate(year)) == at


def test_many_works_are_added_at_once_each_at_its_place() -> None:
    new = "".join(
        f"@article{{k{year}, title = {{Work of the year {year}}}, year = {year}}}\n"
        for year in range(2000, 2024)
    )
    made = added(YAML, new)
    assert made.replace("\n", "") != YAML.replace("\n", "")
    file = read_file(Path("site.yaml"), "site.yaml")
    assert isinstance(file.root, dict)
    years = [work.get("year") for work in file.root["pubs"]]
    assert years == sorted(years, reverse=True)
    assert len(years) == 26
    assert file.problems == ()
