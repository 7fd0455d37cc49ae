"""The command that begins a site: what it writes, what it asks, and what it leaves alone."""

from __future__ import annotations

import ast
import io
import json
import re
from pathlib import Path

import pytest
import yaml

from sphinx_academic.cli import main
from sphinx_academic.formats import read_file
from sphinx_academic.pages.site import LAYOUTS as LAYOUTS_OF_THEME
from sphinx_academic.starting.own_yaml import plain_values
from sphinx_academic.starting.project_files import HOSTS, LAYOUTS, LOOKS
from sphinx_academic.theme.looks import LOOKS as LOOKS_OF_THEME

BIB = r"""
@article{tea, title={Hearing Hard Water}, author={Kettlewell, I. and Bee, Ann}, year=2020}
@article{two, title={Two Kettles}, author={Kettlewell, Imogen M. and Bee, Ann}, year=2021}
@article{old, title={An Old Kettle}, author={{\'I}mogen Kettlewell and Kettlewell, Otto and Bee, Ann}, year=2019}
"""
NAME = "Imogen Kettlewell"
STRANGE = (
    'Séamus "Shay" O\'Brien',
    "{{ config }} {% raw %} << name >> <% if %> <# #>",
    "山田 太郎",
    "*Bold* `code` [link](x) <b>tag</b> &amp; $x$ \\n #1",
    "- 7. Lab: of Tides # 2",
    "12. Institut",
    "= % : no",
    "null",
    "مریم می\u200cرزاخانی",
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "papers.bib").write_text(BIB, encoding="utf-8")
    return tmp_path


def new(*arguments: str) -> int:
    return main(["new", *arguments])


def files(folder: str) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file()}


def settings(folder: str) -> dict[str, object]:
    """What the conf.py of a site sets, without running it."""
    tree = ast.parse(Path(folder, "conf.py").read_text("utf-8"))
    return {
        each.targets[0].id: ast.literal_eval(each.value)
        for each in tree.body
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name)
    }


def paths_of_fetching(path: str) -> list[str]:
    """What has papers fetched at the host of which a file publishes the site."""
    return [each for host in HOSTS.values() if host.path == path for _template, each in host.fetching]


def data(folder: str, name: str = "site.yaml") -> object:
    return plain_values(read_file(Path(folder, "data", name), name).root)


def answered(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))


def test_the_layouts_and_looks_to_choose_from_are_those_of_the_theme() -> None:
    assert {each.name: each.has_column for each in LAYOUTS.values()} == {
        name: layout.has_profile for name, layout in LAYOUTS_OF_THEME.items()
    }
    assert [*LOOKS] == [*LOOKS_OF_THEME]


def test_a_person_gets_a_site_with_the_papers_as_they_are_and_the_name_in_every_spelling(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert new("site", "--yes", "--name", NAME, "--from", "papers.bib") == 0
    assert files("site") == {
        ".github/workflows/fetch.yml", ".github/workflows/pages.yml", ".gitignore", ".pre-commit-config.yaml", "README.md", "academic.fetch.yaml", "conf.py", "cv.md",
        "data/papers.bib", "data/site.yaml", "index.md", "publications.md", "requirements.txt",
    }  # fmt: skip
    assert Path("site/data/papers.bib").read_text("utf-8") == BIB
    assert data("site") == {"profile": {"name": NAME}}
    assert settings("site")["academic_highlight"] == [NAME, "I. Kettlewell", "Imogen M. Kettlewell"]
    out, err = capsys.readouterr()
    assert re.findall(r"^ +(sphinx-academic .*)", out, re.M) == [
        "sphinx-academic serve site",
        "sphinx-academic check site",
    ]
    assert err == ""


def test_a_spelling_by_which_somebody_else_can_be_meant_does_not_stand_out() -> None:
    Path("papers.bib").write_text(BIB + "@misc{new, title={Tides}, author={Kettlewell, Ivan}}", "utf-8")
    assert new("site", "--yes", "--name", NAME, "--from", "papers.bib") == 0
    assert settings("site")["academic_highlight"] == [NAME, "Imogen M. Kettlewell"]


def test_whose_the_papers_are_need_not_be_said() -> None:
    assert new("site", "--yes", "--from", "papers.bib") == 0
    assert settings("site")["project"] == "Imogen M. Kettlewell"


def test_of_two_who_have_written_all_papers_it_is_the_one_in_front() -> None:
    Path("papers.bib").write_text(BIB.replace("Bee, Ann", "Kessel, Otto"), "utf-8")
    assert new("site", "--yes", "--from", "papers.bib") == 0
    assert str(settings("site")["project"]).endswith("Kettlewell")


def test_where_nobody_can_be_guessed_a_name_is_asked_for_and_nothing_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert new("site", "--yes") == 2
    assert capsys.readouterr().err == 'It is not said whose site it is. Add:  --name "Ada Example"\n'
    assert not Path("site").exists()


def test_a_lab_or_a_program_may_be_called_as_its_folder() -> None:
    assert new("tide-tables", "--yes", "--kind", "docs") == 0
    assert settings("tide-tables")["project"] == "Tide Tables"


def test_who_leads_a_lab_stands_among_its_people_and_all_members_stand_out() -> None:
    assert new("lab", "--yes", "--kind", "lab", "--name", "Boiling Sounds", "--lead", NAME) == 0
    assert data("lab", "people.yaml") == {"people": [{"name": NAME, "role": "Principal investigator"}]}
    assert settings("lab")["academic_highlight"] == ["every member"]


def test_what_a_person_is_and_where_stands_in_the_profile() -> None:
    given = ("--role", "Reader: in Tides", "--affiliation", "University of *Somewhere*")
    assert new("site", "--yes", "--name", NAME, *given) == 0
    assert data("site") == {"profile": {"name": NAME, "role": given[1], "affiliation": given[3]}}


@pytest.mark.parametrize("name", STRANGE)
@pytest.mark.parametrize("kind", ["person", "docs"])
def test_a_strange_name_is_the_same_in_every_file(name: str, kind: str) -> None:
    assert new("site", "--yes", "--kind", kind, "--layout", "profile", f"--name={name}") == 0
    said = settings("site")
    assert said["project"] == said["author"] == name
    assert data("site") == {"profile": {"name": name}}


def test_a_name_of_several_lines_and_signs_that_nobody_sees_becomes_one_line() -> None:
    assert new("site", "--yes", "--name", " Ada\n\tExample\x00\x1b[31m ") == 0
    assert settings("site")["project"] == "Ada Example[31m"


@pytest.mark.parametrize("name", ["", " \n", "a" * 201])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    assert new("site", "--yes", "--name", name) == 2
    assert not Path("site").exists()


def test_a_folder_with_something_in_it_is_left_alone_before_anything_is_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("site").mkdir()
    Path("site/thesis.tex").write_text("mine")
    assert new("site") == 2
    assert capsys.readouterr() == (
        "",
        "'site' is not empty: it has 'thesis.tex'. It is left as it is. Name a folder that is new or empty.\n",
    )
    assert files("site") == {"thesis.tex"}


def test_what_is_not_said_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    answered(
        monkeypatch, "", "nothing.bib", "papers.bib", "", NAME, "Reader", "", "profile", "modern", "gitlab"
    )
    assert new("site") == 0
    assert data("site") == {"profile": {"name": NAME, "role": "Reader"}}
    assert settings("site")["html_theme_options"] == {"layout": "profile", "look": "modern"}
    assert {"data/papers.bib", ".gitlab-ci.yml"} <= files("site")
    assert ".github/workflows/pages.yml" not in files("site")


def test_of_a_lab_it_is_asked_who_leads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    answered(monkeypatch, "lab", "", "Boiling Sounds", NAME, "", "", "other")
    assert new("site") == 0
    assert data("site", "people.yaml") == {"people": [{"name": NAME, "role": "Principal investigator"}]}


def test_where_nobody_answers_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answered(monkeypatch, "lab")
    assert new("my site") == 2
    assert capsys.readouterr().err.endswith("sphinx-academic new 'my site' --yes --name \"Ada Example\"\n")
    assert not Path("my site").exists()


def test_a_path_with_spaces_is_told_as_it_is_typed(capsys: pytest.CaptureFixture[str]) -> None:
    assert new("my site", "--yes", "--name", NAME) == 0
    assert "  sphinx-academic serve 'my site'\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("nothing.bib", "nothing.bib: There is no such file."),
        ("folder", "sphinx-academic import folder -o DIR"),
        ("notes.docx", "notes.docx: There is no reader"),
    ],
)
def test_papers_that_cannot_be_read_are_refused(
    capsys: pytest.CaptureFixture[str], source: str, said: str
) -> None:
    Path("folder").mkdir()
    Path("notes.docx").write_bytes(b"PK")
    assert new("site", "--yes", "--name", NAME, "--from", "papers.bib", "--from", source) == 2
    assert said in capsys.readouterr().err
    assert not Path("site").exists()


def test_files_of_one_name_and_hidden_ones_get_names_of_their_own() -> None:
    for folder in ("a", "b"):
        Path(folder).mkdir()
    given = ("papers.bib", "a/Papers.bib", "b/site.yaml", "b/.papers.bib")
    for path in given[1:]:
        Path(path).write_text("publications: [{title: T}]" if path.endswith("yaml") else BIB, "utf-8")
    arguments = [word for path in given for word in ("--from", path)]
    assert new("site", "--yes", "--name", NAME, *arguments) == 0
    assert {name for name in files("site") if name.startswith("data/")} == {
        "data/papers.bib", "data/Papers-2.bib", "data/site.yaml", "data/site-2.yaml", "data/papers-3.bib",
    }  # fmt: skip


def test_front_matter_of_a_page_is_data_and_no_page() -> None:
    Path("me.md").write_text("---\nprofile: {name: Ada Example}\npublications: [{title: T}]\n---\n", "utf-8")
    assert new("site", "--yes", "--from", "me.md") == 0
    said = settings("site")
    assert said["project"] == "Ada Example"
    assert "data/me.md" in said["exclude_patterns"]
    assert data("site") == ""


@pytest.mark.parametrize("host", [*HOSTS, "other"])
def test_a_host_gets_its_own_file_and_no_other_one(host: str) -> None:
    assert new("site", "--yes", "--name", NAME, "--host", host) == 0
    found = {each.path for each in HOSTS.values()} & files("site")
    assert found == ({HOSTS[host].path} if host in HOSTS else set())
    further = {path for each in found for path in paths_of_fetching(each)}
    assert (".github/workflows/fetch.yml" in files("site")) is (host == "github")
    for name in {*found, *further, ".pre-commit-config.yaml"}:
        assert isinstance(yaml.safe_load(Path("site", name).read_text("utf-8")), dict)


def test_a_site_may_be_published_on_several_hosts() -> None:
    assert new("site", "--yes", "--name", NAME, "--host", "gitlab", "--host", "readthedocs") == 0
    assert {".gitlab-ci.yml", ".readthedocs.yaml"} <= files("site")


MISTAKE = BIB.replace("year=2020", "year=2020, colour={red}, url={javascript:alert(1)}")
LOCAL = BIB.replace("year=2020", "year=2020, pdf={tea.pdf}")
PICTURED = BIB.replace("year=2020", "year=2020, preview={tea.png}")


@pytest.mark.parametrize(
    ("text", "is_strict"), [(BIB, True), (MISTAKE, False), (LOCAL, False), (PICTURED, False)]
)
@pytest.mark.parametrize("host", [*HOSTS])
def test_mistakes_that_are_there_to_begin_with_do_not_keep_a_site_from_being_published(
    host: str, text: str, is_strict: bool
) -> None:
    Path("papers.bib").write_text(text, encoding="utf-8")
    assert new("site", "--yes", "--name", NAME, "--from", "papers.bib", "--host", host) == 0
    written = Path("site", HOSTS[host].path).read_text("utf-8")
    assert bool(re.search(r"-W --keep-going -b html|fail_on_warning: true", written)) is is_strict
    assert ("sphinx-academic check . tells" in written) is not is_strict


def test_mistakes_in_the_papers_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    Path("papers.bib").write_text(MISTAKE, encoding="utf-8")
    assert new("site", "--yes", "--name", NAME, "--from", "papers.bib") == 0
    assert capsys.readouterr().err.startswith("1 thing is to be mended in the data")


def test_files_that_the_papers_name_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("papers.bib").write_text(LOCAL.replace("year=2021", "year=2021, preview={two.png}"), "utf-8")
    assert new("site", "--yes", "--name", NAME, "--from", "papers.bib") == 0
    assert "are not copied with them, 'tea.pdf' and 1 more: put them there" in capsys.readouterr().err


def test_it_is_told_where_no_paper_is_by_whose_site_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert new("site", "--yes", "--name", "Bo Li", "--from", "papers.bib") == 0
    assert capsys.readouterr().err.startswith("No paper is by somebody who is called 'Bo Li'")


@pytest.mark.parametrize("kind", ["person", "lab", "docs"])
@pytest.mark.parametrize("layout", ["homepage", "profile"])
def test_every_example_in_the_data_is_right_once_it_is_awake(
    capsys: pytest.CaptureFixture[str], kind: str, layout: str
) -> None:
    assert new("site", "--yes", "--name", NAME, "--kind", kind, "--layout", layout) == 0
    for path in Path("site/data").iterdir():
        lines = path.read_text("utf-8").splitlines()
        # What begins with a capital is a remark.
        awake = [re.sub(r"^( *)# ([a-z -].*)$", r"\1\2", line) for line in lines]
        assert awake != lines
        path.write_text("\n".join(awake), "utf-8")
    # The photos are not there, which is told of a whole site alone.
    capsys.readouterr()
    status = main(["check", "site/data"])
    assert (status, capsys.readouterr().err) == (0, "")
    assert isinstance(data("site"), dict)


def test_what_was_written_is_said_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert new("site", "--yes", "--from", "papers.bib", "--name", NAME, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert set(said.pop("files")) == files("site")
    assert said == {
        "folder": "site",
        "name": NAME,
        "kind": "person",
        "layout": "homepage",
        "look": "classic",
        "hosts": ["github"],
        "highlighted": ["I. Kettlewell", "Imogen M. Kettlewell"],
        "next": ["sphinx-academic serve site", "sphinx-academic check site"],
    }


def test_within_a_repository_it_is_told_what_belongs_to_its_root(capsys: pytest.CaptureFixture[str]) -> None:
    Path(".git").mkdir()
    assert new("docs/site", "--yes", "--kind", "docs", "--host", "readthedocs") == 0
    said = capsys.readouterr().err
    assert "move .readthedocs.yaml, .pre-commit-config.yaml there" in said
    assert said.endswith("lead to 'docs/site'.\n")


def test_an_empty_repository_is_the_root_itself(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "own" / ".git").mkdir(parents=True)
    (here / ".git").mkdir()
    monkeypatch.chdir(here / "own")
    assert new(".", "--yes", "--kind", "docs") == 0
    assert settings(".")["project"] == "Own"
    assert capsys.readouterr().err == ""


def test_no_file_holds_more_than_a_newcomer_reads() -> None:
    """And none has a line of a template left in it."""
    for kind in ("person", "lab", "docs"):
        assert new(kind, "--yes", "--name", NAME, "--kind", kind, "--from", "papers.bib") == 0
        for name in files(kind) - {"data/papers.bib"}:
            text = Path(kind, name).read_text("utf-8")
            assert len(text.splitlines()) <= 60, name
            assert not re.search(r"<<|>>|<%|%>|<#|\n\n\n|[ \t]\n", text), name


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_the_guide_to_hosts_shows_what_is_written(host: str) -> None:
    assert new("site", "--yes", "--name", NAME, "--host", host) == 0
    guide = (Path(__file__).parents[2] / "docs" / "how-to" / "hosting.md").read_text("utf-8")
    written = Path("site", HOSTS[host].path).read_text("utf-8")
    assert f"`{HOSTS[host].path}`:\n\n```yaml\n{written}```\n" in guide
    for _template, path in HOSTS[host].fetching:
        written = Path("site", path).read_text("utf-8")
        assert f"`{path}`:\n\n```yaml\n{written}```\n" in guide
