"""`check` tells what is wrong with data: all at once, the worst first, in the form that is asked for."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sphinx_academic.cli import main
from sphinx_academic.problems import MEANINGS, Code, Problem, Severity, to_tell, worst_first

BROKEN = """\
publications:
- title: T
  jornal: J
  selected: perhaps
- title: A: B
- {title: U, jornal: K}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    return tmp_path


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="")
    return file


def told(err: str) -> list[str]:
    """Place and code of each problem, in the order in which they are told."""
    found = re.findall(r"^(\S+:\d+(?::\d+)?): .*?\[academic\.(\w+)\]$", err, re.DOTALL | re.MULTILINE)
    return [f"{place} {code}" for place, code in found]


def test_the_worst_is_told_first_and_a_summary_at_the_end(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, "a.yaml", BROKEN)
    write(folder, "b.yaml", "publications:\n- {title: V, date: 2023-02-30}\n")
    assert main(["check", "a.yaml", "b.yaml"]) == 1
    out, err = capsys.readouterr()
    assert told(err) == [
        "a.yaml:5:11 syntax",
        "a.yaml:4:13 type",
        "b.yaml:2:20 date",
        "a.yaml:3:3 unknown_key",
    ]
    assert err.endswith(
        "\n5 problems in 2 files:\n"
        "  1  syntax       A file is not well-formed.\n"
        "  1  date         A date that no calendar has.\n"
        "  1  type         A value is of the wrong kind.\n"
        "  2  unknown_key  A key that no record has.\n"
        "--fix shows what of it can be mended for sure.\n"
    )
    assert out == "4 publications\n"


def test_a_mistake_in_syntax_is_not_behind_two_hundred_unknown_keys(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, "a.yaml", "publications:\n- title: T\n" + "".join(f"  key{n}: 1\n" for n in range(250)))
    write(folder, "z.yaml", "publications:\n- title: A: B\n")
    assert main(["check", "."]) == 1
    err = capsys.readouterr().err
    assert told(err)[0] == "z.yaml:2:11 syntax"
    assert "  250  unknown_key  A key" in err


def test_what_many_files_say_alike_is_told_once_and_of_few_of_each(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(38):
        write(folder, f"many/f{number:02}.yaml", "publications:\n- {title: T, jornal: J}\n")
    assert main(["check", "many"]) == 1
    err = capsys.readouterr().err
    assert told(err) == ["many/f00.yaml:2:14 unknown_key"]
    assert (
        "It is so in 38 places: many/f00.yaml:2, many/f01.yaml:2, many/f02.yaml:2 and more. Did you mean"
        in err
    )
    assert "38 problems in 38 files:" in err
    for number in range(3, 38):
        (folder / f"many/f{number:02}.yaml").unlink()
    assert main(["check", "many"]) == 1
    assert len(told(capsys.readouterr().err)) == 3


def test_what_is_wrong_with_pages_is_told_of_each() -> None:
    found = [
        Problem(f"{number}.md", 1, 0, Code.EMPTY, "The data have no talks.", "Take the directive away.")
        for number in range(9)
    ]
    assert [*to_tell(found)] == found


def test_what_is_gathered_twice_is_counted_once() -> None:
    def found(line: int) -> Problem:
        return Problem("a.yaml", line, 1, Code.UNKNOWN_KEY, "'x' is no field.")

    once = worst_first(found(line) for line in range(1, 301))
    assert worst_first(once) == once
    (problem,) = to_tell(once)
    assert (problem.times, problem.line, len(problem.places)) == (300, 1, 50)


def test_of_a_hundred_thousand_problems_some_hundred_are_told_and_all_are_counted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = "".join(f"- {{title: T, selected: p{n}, key{n}: 1}}\n" for n in range(5_000))
    for number in range(10):
        write(folder, f"{number}.yaml", f"publications:\n{entries}")
    assert main(["check", "--format", "json", "."]) == 1
    printed = json.loads(capsys.readouterr().out)
    assert printed["summary"] == {"type": 50_000, "unknown_key": 50_000}
    assert len(printed["problems"]) == 200


def test_annotations_of_github_are_commands_of_a_workflow(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "site/a,b.yaml", "publications:\n- {title: 'T', selected: 50%, jornal: J}\n- title: A: B\n")
    monkeypatch.chdir(folder / "site")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder))
    assert main(["check", "--format", "github", "a,b.yaml"]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    syntax, flag, unknown = out.splitlines()
    assert syntax == (
        "::error file=site/a%2Cb.yaml,line=3,col=11,title=academic.syntax::A text with ': ' in it must be quoted: YAML takes "
        'what stands before it for a key.%0A  3 | - title: A: B%0A    |           ^%0A  Write  title: "A: B"'
    )
    assert flag.startswith(
        "::error file=site/a%2Cb.yaml,line=2,col=26,title=academic.type::'selected' is '50%25'"
    )
    assert unknown.startswith("::warning file=site/a%2Cb.yaml,line=2,")


def printed_json(capsys: pytest.CaptureFixture[str], form: str, *files: str) -> Any:
    main(["check", "--format", form, *files])
    out, err = capsys.readouterr()
    assert err == ""
    assert out.isascii()
    return json.loads(out)


def test_a_program_reads_every_problem_with_its_places(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, "a.yaml", BROKEN)
    printed = printed_json(capsys, "json", "a.yaml")
    assert list(printed) == ["problems", "summary", "records"]
    assert printed["records"] == {"publications": 3}
    assert printed["summary"] == {"syntax": 1, "type": 1, "unknown_key": 2}
    unknown = printed["problems"][-1]
    assert unknown == {
        "path": "a.yaml",
        "line": 3,
        "column": 3,
        "code": "unknown_key",
        "severity": "unknown",
        "message": "'jornal' is not a field of a publication. It is so in 2 places: lines 3, 6.",
        "hint": "Did you mean 'journal'?",
        "excerpt": "",
        "times": 2,
        "more": 0,
        "places": [
            {"path": "a.yaml", "line": 3, "column": 3},
            {"path": "a.yaml", "line": 6, "column": 14},
        ],
    }


def test_sarif_has_what_its_schema_requires(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """SARIF 2.1.0, sections 3.13 (log), 3.14 (run), 3.19 (tool component), 3.27 (result), 3.29 and 3.30 (places), 3.49 (rules)."""
    write(folder, "with space/ü.yaml", BROKEN)
    log = printed_json(capsys, "sarif", "with space")
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "sphinx-academic"
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    assert [rule["id"] for rule in driver["rules"]] == [f"academic.{code}" for code in Code]
    for rule in driver["rules"]:
        assert rule["help"]["text"].startswith(rule["shortDescription"]["text"])
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note", "none"}
    assert len(run["results"]) == 3
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] in {"error", "warning", "note", "none"}
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            place = location["physicalLocation"]
            assert place["artifactLocation"]["uri"] == "with%20space/%C3%BC.yaml"
            assert place["region"]["startLine"] >= 1
            assert place["region"]["startColumn"] >= 1
    assert [result.get("occurrenceCount", 1) for result in run["results"]] == [1, 1, 2]


@pytest.mark.parametrize("form", ["github", "sarif", "json"])
def test_where_nothing_is_wrong_every_form_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    write(folder, "a.yaml", "publications: [{title: T}]\n")
    assert main(["check", "--format", form, "a.yaml"]) == 0
    out, _err = capsys.readouterr()
    if form == "github":
        assert out == ""
    else:
        log = json.loads(out)
        assert (log["problems"] if form == "json" else log["runs"][0]["results"]) == []


def test_every_code_has_a_meaning_and_is_as_bad_as_it_is() -> None:
    assert set(MEANINGS) == set(Code)
    by_severity = {
        each: [code for code in Code if Problem("", 0, 0, code, "").severity is each] for each in Severity
    }
    assert by_severity[Severity.UNREAD] == ["file", "encoding", "mojibake", "syntax", "limit"]
    assert by_severity[Severity.UNKNOWN] == ["unknown_key"]
    assert by_severity[Severity.REMARK] == ["published", "people", "merged", "lost"]
