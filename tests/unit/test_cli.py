"""The command: it prints the schema, and says of data files what a build would say."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from sphinx_academic import __version__
from sphinx_academic.cli import commands, main
from sphinx_academic.content import latex
from sphinx_academic.content.document import Document
from sphinx_academic.content.typst import DESIGNS, PAPERS
from sphinx_academic.data.records import json_schema


def write(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def test_the_schema_is_printed_as_json_in_ascii(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out) == json_schema()
    assert printed.out.isascii()
    assert printed.err == ""


def test_good_data_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = write(
        tmp_path,
        "a.yaml",
        "profile: {name: A}\npublications: [{title: T}, {title: U}]\npeople: [{name: B}]\n",
    )
    assert main(["check", name]) == 0
    assert capsys.readouterr() == ("2 publications, 1 people, 1 profile\n", "")


def test_what_is_wrong_is_told_with_its_place_and_code_and_gives_the_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "a.yaml", "publications:\n- title: T\n  jornal: J\n")
    assert main(["check", "a.yaml"]) == 1
    out, err = capsys.readouterr()
    assert out == "1 publications\n"
    assert err == (
        "a.yaml:3:3: 'jornal' is not a field of a publication. Did you mean 'journal'? [academic.unknown_key]\n"
    )


def test_several_files_and_folders_are_one_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    title = "Whistles in the Dark: Kettles Heard at Night"
    one = write(
        tmp_path, "a.yaml", f"publications: [{{title: '{title}', author: Ann Bee and Cy Dee, venue: Acta}}]"
    )
    (tmp_path / "more").mkdir()
    write(
        tmp_path / "more", "b.yaml", f"pubs: [{{title: '{title}', author: 'A. Bee, C. Dee', type: preprint}}]"
    )
    write(tmp_path / "more", "c.yaml", "news: [{date: 2024, text: N}]")
    assert main(["check", one, str(tmp_path / "more")]) == 0
    assert capsys.readouterr().out == "1 publications, 1 news\n"


def test_a_list_alone_is_what_its_fields_say_unless_somebody_says_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = write(tmp_path, "all.yaml", "- title: T\n- title: U\n")
    assert main(["check", name]) == 0
    assert capsys.readouterr() == ("2 publications\n", "")
    assert main(["check", "--as", "education", name]) == 0
    assert capsys.readouterr() == ("2 education\n", "")


@pytest.mark.parametrize(
    ("name", "said"),
    [("nothing.yaml", "no such file"), ("notes.docx", "[academic.file]"), ("empty.yaml", "")],
)
def test_files_that_give_nothing_end_in_words_and_not_in_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    if name != "nothing.yaml":
        write(tmp_path, name, "")
    status = main(["check", str(tmp_path / name)])
    out, err = capsys.readouterr()
    assert status == (1 if said else 0)
    assert said in err
    assert out == "no records\n"


@pytest.mark.parametrize(
    "arguments", [[], ["chek"], ["check"], ["check", "--as", "cats", "a.yaml"], ["schema", "--as", "cats"]]
)
def test_a_wrong_command_is_told_with_the_right_ones(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert "Usage: sphinx-academic" in capsys.readouterr().err


def test_it_runs_as_a_module_without_loading_sphinx(tmp_path: Path) -> None:
    name = write(tmp_path, "a.yaml", "publications:\n- title: 'Größe: 水'\n  colour: é\n")
    code = (
        "import sys, runpy\nsys.argv = ['sphinx_academic', 'check', sys.argv[1]]\n"
        "try:\n runpy.run_module('sphinx_academic', run_name='__main__')\n"
        "except SystemExit as stop:\n print(stop.code, 'sphinx' in sys.modules, 'docutils' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, name],
        capture_output=True,
        timeout=60,
        check=True,
        env={"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.stdout.decode().splitlines() == ["1 publications", "1 False False"]
    assert b"'colour' is not a field of a publication" in done.stderr


def test_the_installed_command_tells_its_version() -> None:
    command = Path(sys.executable).with_name("sphinx-academic")
    done = subprocess.run([command, "--version"], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == __version__


DATA = """publications:
- {title: "Tea & *toast* für alle", author: Ann Bee, key: tea, year: 2024, doi: 10.5555/1}
- {title: Kettles, key: kettles, arxiv: 2308.05734}
"""


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        ([], "@misc{tea,\n  title = {Tea \\& \\emph{toast} für alle},\n"),
        (["--format", "bib", "--ascii"], '@misc{tea,\n  title = {Tea \\& \\emph{toast} f{\\"u}r alle},\n'),
        (["--format", "ris"], "TY  - GEN\nID  - tea\nTI  - Tea & toast für alle\n"),
        (
            ["--format", "csl"],
            '[\n {\n  "id": "tea",\n  "type": "document",\n  "title": "Tea & <i>toast</i> für alle"',
        ),
        (["--format", "text"], "Ann Bee. Tea & toast für alle. 2024. https://doi.org/10.5555/1\nKettles."),
        (["--format", "text", "--key", "kettles"], "Kettles. https://arxiv.org/abs/2308.05734\n"),
    ],
)
def test_publications_are_exported(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], arguments: list[str], start: str
) -> None:
    name = write(tmp_path, "a.yaml", DATA)
    assert main(["export", name, *arguments]) == 0
    printed = capsysbinary.readouterr()
    assert printed.out.decode("utf-8").startswith(start)
    assert printed.err == b""


def test_an_export_goes_into_a_file_and_tells_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = write(tmp_path, "a.yaml", DATA.replace("10.5555/1", "soon"))
    target = tmp_path / "made.bib"
    assert main(["export", name, "-o", str(target)]) == 0
    assert target.read_text(encoding="utf-8").startswith("@misc{tea,")
    assert "'soon' is not a DOI" in capsys.readouterr().err


def test_a_key_that_there_is_not_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", write(tmp_path, "a.yaml", DATA), "--key", "kettle"]) == 2
    assert capsys.readouterr() == ("", "No publication has the key 'kettle'. Did you mean 'kettles'?\n")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["export", "site.yaml", "-o", "none/x.bib"], "none/x.bib: No such file or directory."),
        (["export", "site.yaml", "-o", "."], ".: Is a directory."),
        (["check", "x" * 5000], "x…: File name too long."),
        (["doctor", "x" * 5000], "x…: File name too long."),
    ],
)
def test_a_path_that_nothing_can_be_done_with_is_told_and_no_traceback(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
    said: str,
) -> None:
    (tmp_path / "site.yaml").write_text("publications:\n- {title: One}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(command) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.bib", None, "there is no such file"),
        ("missing/", None, "there is no such file"),
        ("data.docx", b"publications", "there is no reader"),
        ("binary.bib", bytes(range(32)) * 20, "not a text file"),
        ("broken.json", b'[{"title": ', "The file ends"),
        ("old.doc/", b"", ""),
    ],
)
def test_nothing_is_written_where_nothing_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None, said: str
) -> None:
    target = tmp_path / "made.bib"
    target.write_text("@misc{kept,}\n", encoding="utf-8")
    source = tmp_path / name
    if content is not None and name.endswith("/"):
        source.mkdir()
    elif content is not None:
        source.write_bytes(content)
    good = write(tmp_path, "good.yaml", DATA)
    for sources in ([str(source)], [good, str(source)]):
        assert main(["export", *sources, "-o", str(target)]) == 2
        out, err = capsys.readouterr()
        assert (out, said in err or said.capitalize() in err) == ("", True), err
        assert err.endswith(f"nothing is written, and '{target}' stays as it is.\n")
        assert target.read_text(encoding="utf-8") == "@misc{kept,}\n"
    assert main(["export", str(source)]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.json", '["Tea", "Kettles"]'),
        ("words.bib", "@article tea, title = {Tea}"),
        ("a.yaml", "publicatons:\n- title: Tea\n"),
        ("b.ris", "TY  - JOUR\nER  -\n"),
    ],
)
def test_nothing_is_written_where_no_publication_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: str
) -> None:
    target = tmp_path / "made.bib"
    assert main(["export", write(tmp_path, name, content), "-o", str(target)]) == 2
    assert capsys.readouterr().err.endswith(f"{name}': nothing is written.\n")
    assert not target.exists()


def test_a_file_is_written_whole_or_stays_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    name, target = write(tmp_path, "a.yaml", DATA), tmp_path / "there" / "made.bib"
    target.parent.mkdir()
    target.write_text("@misc{kept,}\n", encoding="utf-8")
    target.chmod(0o640)
    beside = tmp_path / "link.bib"
    beside.symlink_to(target)

    def full(path: Path, content: bytes) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    with monkeypatch.context() as broken:
        broken.setattr(Path, "write_bytes", full)
        assert main(["export", name, "-o", str(target)]) == 2
        assert capsys.readouterr().err.endswith("made.bib: No space left on device.\n")
    assert target.read_text(encoding="utf-8") == "@misc{kept,}\n"
    assert main(["export", name, "-o", str(beside)]) == 0
    assert target.read_text(encoding="utf-8").startswith("@misc{tea,")
    assert (beside.is_symlink(), target.stat().st_mode & 0o777) == (True, 0o640)
    assert [path.name for path in target.parent.iterdir()] == ["made.bib"]
    assert main(["export", name, "-o", os.devnull]) == 0
    assert not Path(os.devnull).is_file()


def test_nothing_is_written_of_files_without_publications(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = [write(tmp_path, "a.yaml", "publications:\n"), write(tmp_path, "b.bib", "")]
    target = tmp_path / "made.bib"
    target.write_text("@misc{kept,}\n", encoding="utf-8")
    assert main(["export", *empty, "-o", str(target)]) == 2
    said = f"No publication was read from '{empty[0]}': nothing is written, and '{target}' stays as it is.\n"
    assert capsys.readouterr() == ("", said)
    assert target.read_text(encoding="utf-8") == "@misc{kept,}\n"
    assert main(["export", *empty]) == 2
    assert main(["export", *empty, write(tmp_path, "c.yaml", DATA), "-o", str(target)]) == 0


def test_the_reference_has_every_command() -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "command-line.md"
    text = page.read_text(encoding="utf-8")
    assert {line.split()[1] for line in text.splitlines() if line.startswith("```{command-options} ")} == set(
        commands()
    )


def test_the_command_and_latex_have_every_design_and_paper_of_pdfs() -> None:
    types = {parameter.name: parameter.type for parameter in commands()["cv"].params}
    choices = {name: tuple(kind.choices) for name, kind in types.items() if isinstance(kind, click.Choice)}
    assert (choices["design"], choices["paper"]) == (DESIGNS, PAPERS)
    empty = Document("Ada", "en", (), ())
    assert all(latex.write(empty, design, paper) for design in DESIGNS for paper in PAPERS)
