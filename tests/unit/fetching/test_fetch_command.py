"""The command ``fetch``: which files it finds, what it says and writes, and what it leaves as it is. What sources say is made up here."""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import pytest

from sphinx_academic.cli import fetch, main
from sphinx_academic.cli.command import Refused
from sphinx_academic.cli.network import NetworkSettings, contact_of
from sphinx_academic.fetching import client as clients
from sphinx_academic.fetching.asking import Heard, LeftOutSource, Step
from sphinx_academic.fetching.plan import FetchPlan
from sphinx_academic.fetching.source import FetchedWork, Identifier, Pace, Scholar, Source
from sphinx_academic.formats.lock_file import read_lock

ORCID = "0000-0002-1825-0097"
PLAN = f"people:\n- orcid: {ORCID}\n  names: [Ada Quillfeather]\n"
DOI = Identifier("doi", "10.5555/12345678")

SOURCES = {
    label.lower(): Source(label.lower(), label, ("host.invalid",), Pace(1), "", "", "", "")
    for label in ("Crossref", "DBLP", "OpenAlex", "ORCID")
}


def work(
    number: int = 1, *, day: str = "2026-12-01", authors: str = "Ada Quillfeather", **values: Any
) -> FetchedWork:
    """What Crossref says of a work that ORCID has in Ada's list."""
    doi = f"10.5555/{number}"
    said = {"title": f"Tidal Clocks, Part {number}", "authors": authors, "year": "2020", "doi": doi, **values}
    return FetchedWork("crossref", (Identifier("doi", doi),), said, day, of=ORCID)


class Answers:
    """What stands for services: what they say, and what they were asked."""

    def __init__(self) -> None:
        self.heard = Heard(())
        self.plans: list[FetchPlan] = []
        self.own: list[str] = []
        self.opened: list[Mapping[str, Any]] = []
        self.done = 0
        self.meanwhile: Any = None
        self.error: BaseException | None = None

    def ask(self, plan: FetchPlan, own: Sequence[Any], *further: Any) -> Heard:
        self.plans.append(plan)
        self.own = [getattr(each, "title", getattr(each, "name", "")) for each in own]
        watch = further[3]
        watch(Step("crossref", "10 works", len(self.heard.works)))
        if self.meanwhile:
            self.meanwhile()
        if self.error:
            raise self.error
        return self.heard

    def client(self, folder: Path, **further: Any) -> Any:
        answers = self

        class Fake:
            def __enter__(self) -> Self:
                answers.opened.append({"folder": folder, **further})
                return self

            def __exit__(self, *error: object) -> None:
                return None

            asker = None
            asked = frozenset(("crossref",))

            def done(self) -> None:
                answers.done += 1

        return Fake()


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    made = Answers()
    monkeypatch.setattr(fetch, "ask", made.ask)
    monkeypatch.setattr(clients, "Client", made.client)
    monkeypatch.setattr(fetch, "sources", lambda: SOURCES)
    return made


@pytest.fixture(autouse=True)
def in_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SPHINX_ACADEMIC_CONTACT", raising=False)
    write("conf.py", 'extensions = ["sphinx_academic"]\nacademic_data = ["data"]\n')
    write("data/site.yaml", "profile: {name: Ada Quillfeather}\n")
    yield


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
    return path


def run(*arguments: str, **settings: Any) -> int:
    settings.setdefault("environment", {})
    return main(["fetch", "--cache", "../cache", *arguments], NetworkSettings(**settings))


def files() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in Path().rglob("*") if path.is_file()}


def ids_in(path: str) -> list[str]:
    lock, problems = read_lock(Path(path).read_text("utf-8"), path)
    assert lock is not None
    assert problems == ()
    return [each.id for each in lock.works]


# Which files


def test_a_first_run_needs_no_plan_and_writes_into_the_folder_of_data(
    answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    answers.heard = Heard((work(1), work(2)))
    assert run("--orcid", ORCID) == 0
    (plan,) = answers.plans
    assert plan.people == (Scholar(ORCID),)
    assert ids_in("data/academic.lock.yaml") == ["doi:10.5555/1", "doi:10.5555/2"]
    out, err = capsys.readouterr()
    assert out.splitlines()[-1] == "2 works in data/academic.lock.yaml: 2 new."
    assert err == "Crossref: 2 works\n"
    assert answers.done == 1


def test_the_names_by_which_the_site_knows_somebody_are_those_of_the_plan_and_of_the_data(
    answers: Answers,
) -> None:
    write(
        "data/site.yaml",
        f"profile: {{name: Ada Quillfeather, links: {{ORCID: {ORCID}}}}}\n"
        f"people: [{{name: A. Quillfeather, orcid: {ORCID}, aliases: [Ada Q.]}}]\n",
    )
    write("academic.fetch.yaml", PLAN)
    assert run() == 0
    assert answers.plans[0].people == (Scholar(ORCID, ("Ada Quillfeather", "A. Quillfeather", "Ada Q.")),)


@pytest.mark.parametrize(
    ("data", "there", "lock", "is_told"),
    [
        ('["data"]', "", "data/academic.lock.yaml", False),
        ('["data"]', "academic.lock.yaml", "academic.lock.yaml", True),
        ('["data", "academic.lock.yaml"]', "", "academic.lock.yaml", False),
        ('["data/site.yaml"]', "", "academic.lock.yaml", True),
        ('["data/site.yaml", "academic.lock.yaml"]', "", "academic.lock.yaml", False),
        ('["data/*.yaml"]', "data/academic.lock.yaml", "data/academic.lock.yaml", False),
        ("[]", "", "academic.lock.yaml", True),
    ],
)
def test_the_lock_is_the_one_that_the_project_reads_or_it_is_told_how_it_would(
    answers: Answers, capsys: pytest.CaptureFixture[str], data: str, there: str, lock: str, is_told: bool
) -> None:
    write("conf.py", f"academic_data = {data}\n")
    if there:
        write(there, "lock: 1\n")
    answers.heard = Heard((work(1),))
    assert run("--orcid", ORCID) == 0
    assert [name for name in files() if name.endswith("lock.yaml")] == [lock]
    said = f"The site does not read {lock} yet. Write into 'conf.py':  academic_data = [..., \"{lock}\"]\n"
    assert (said in capsys.readouterr().err) is is_told


@pytest.mark.parametrize(
    "place", ["academic.fetch.yaml", "docs/academic.fetch.yaml", "docs/data/academic.fetch.yaml"]
)
def test_the_plan_lies_beside_the_lock_or_the_configuration_or_above(answers: Answers, place: str) -> None:
    Path(".git").mkdir()
    Path("conf.py").unlink()
    write("docs/conf.py", 'academic_data = ["data"]\n')
    write("docs/data/site.yaml", "profile: {name: Ada Quillfeather}\n")
    write(place, PLAN)
    assert run() == 0
    assert [each.orcid for each in answers.plans[0].people] == [ORCID]
    assert main(["check", "docs/data"]) == 0


def test_a_plan_that_is_named_and_not_there_is_not_taken_for_an_empty_one(
    answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--plan", "other.yaml", "--orcid", ORCID) == 2
    assert capsys.readouterr().err == "There is no plan 'other.yaml'. Nothing is asked.\n"
    assert run("--plan", "other.yaml", "--ignore", str(DOI)) == 0
    assert run("--plan", "other.yaml", "--orcid", ORCID) == 0
    assert [each.ignored for each in answers.plans] == [{DOI}]


def test_data_may_be_named_in_place_of_those_of_a_project(answers: Answers) -> None:
    Path("conf.py").unlink()
    write("papers.bib", "@misc{a, title={Mine}, doi={10.5555/1}}")
    answers.heard = Heard((work(2),))
    assert run("--orcid", ORCID, "--data", "papers.bib") == 0
    assert ids_in("academic.lock.yaml") == ["doi:10.5555/2"]
    assert answers.own == ["Mine"]


def test_what_stands_in_the_lock_is_none_of_the_own_data(answers: Answers) -> None:
    write("data/papers.bib", "@misc{a, title={Mine}, doi={10.5555/1}}")
    answers.heard = Heard((work(2),))
    assert run("--orcid", ORCID) == 0
    assert run("--orcid", ORCID) == 0
    assert sorted(answers.own) == ["Ada Quillfeather", "Mine"]


# What is asked for


def test_what_the_command_line_names_stands_for_what_the_plan_names(answers: Answers) -> None:
    write("academic.fetch.yaml", PLAN + "works: [10.5555/7]\ntitles: [On Tides]\npolicy: {title: mine}\n")
    assert run("--id", "https://doi.org/10.5555/12345678", "--title", "A Title", "--source", "Crossref") == 0
    (plan,) = answers.plans
    assert (plan.people, plan.works, plan.titles) == ((), (DOI,), ("A Title",))
    assert (plan.sources, plan.complete, dict(plan.policies)) == (("crossref",), False, {"title": "mine"})


def test_where_nothing_is_said_to_be_asked_for_it_is_told_how_one_does(
    answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    write("data/site.yaml", f"profile: {{name: Ada, links: {{ORCID: {ORCID}}}}}\n")
    before = files()
    assert run() == 2
    assert f"sphinx-academic fetch --orcid {ORCID}\n" in capsys.readouterr().err
    assert (answers.opened, files()) == ([], before)


def test_a_plan_that_names_nobody_yet_is_no_mistake(
    answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    write("academic.fetch.yaml", "# nothing yet\n")
    assert run() == 0
    assert capsys.readouterr().err.startswith("'academic.fetch.yaml' names nobody and no work yet")
    assert answers.opened == []


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("- people\n", "names nobody and no work that is understood."),
        ("people: [0000-0002-1825-0098]\n", "names nobody and no work that is understood."),
        (f"{PLAN}sources: [openalx]\n", "Nothing is asked, as the plan cannot be read."),
    ],
)
def test_a_plan_that_is_not_understood_is_none_that_names_nobody_and_asks_no_others(
    answers: Answers, capsys: pytest.CaptureFixture[str], plan: str, said: str
) -> None:
    write("academic.fetch.yaml", plan)
    for arguments in ([], ["--check"]):
        assert run(*arguments) == 2
        assert said in capsys.readouterr().err
    assert answers.opened == []


def test_own_works_with_an_identifier_are_enough_to_ask(answers: Answers) -> None:
    write("data/papers.bib", "@misc{a, title={Mine}, doi={10.5555/1}}")
    assert run() == 0
    assert answers.plans[0].complete


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--id", "cats"], "'cats' is no identifier of a work that is known here"),
        (["--orcid", "0000-0002-1825-0098"], "is no ORCID iD"),
        (["--source", "crosref"], "there is no source 'crosref'"),
        (["--because", "so"], "--because says why"),
        (["--check", "--accept"], "--check writes nothing"),
        (["--check", "--ignore", "10.5555/1"], "--check writes nothing"),
        (["--same-as", "10.5555/1"], "requires 2 arguments"),
        (["--same-as", "10.5555/1", "https://doi.org/10.5555/1"], "takes two identifiers of one work"),
    ],
)
def test_what_cannot_be_meant_is_told(
    answers: Answers, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    before = files()
    assert run(*arguments) == 2
    assert said in capsys.readouterr().err
    assert (answers.opened, files()) == ([], before)


# Who asks


def test_the_contact_is_that_of_the_command_line_of_the_plan_or_of_the_environment() -> None:
    variables = {"SPHINX_ACADEMIC_CONTACT": "c@eelmarsh.org"}
    assert contact_of("a@eelmarsh.org", "b@eelmarsh.org", variables) == "a@eelmarsh.org"
    assert contact_of("", "b@eelmarsh.org", variables) == "b@eelmarsh.org"
    assert contact_of("", "", variables) == "c@eelmarsh.org"
    assert contact_of("", "", {"EMAIL": "d@eelmarsh.org", "USER": "d"}) == ""


@pytest.mark.parametrize(
    "address",
    [
        "ada@example.com", "ada@mail.example.org", "you@example", "a@b.test", "a@x.invalid", "name@your-university.edu", "name@domain.com",
        "ada", "a@b", "a b@eelmarsh.org", "a@eelmarsh.org\r\nX: y", "<a@eelmarsh.org>, b@eelmarsh.org",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_turned_away_before_anybody_is_asked(address: str) -> None:
    with pytest.raises(Refused, match="Nothing is asked"):
        contact_of(address, "", {})


def test_the_client_is_told_where_answers_are_kept_who_asks_and_what_runs_are_one(answers: Answers) -> None:
    write("academic.fetch.yaml", PLAN + "contact: ada@eelmarsh.org\n")
    assert run("--offline", environment={"OPENALEX_API_KEY": "secret"}) == 0
    assert run() == 0
    assert run("--id", "10.5555/1") == 0
    first, second, third = answers.opened
    assert (first["folder"], first["contact"], first["offline"]) == (
        Path("../cache"),
        "ada@eelmarsh.org",
        True,
    )
    assert first["environment"] == {"OPENALEX_API_KEY": "secret"}
    assert first["run"] == second["run"] != third["run"]
    assert "secret" not in first["run"]


@pytest.mark.parametrize("name", ["httpx", "platformdirs"])
def test_what_is_not_installed_is_told(
    answers: Answers, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    if name == "httpx":
        monkeypatch.delitem(sys.modules, "sphinx_academic.fetching.client")
    monkeypatch.setitem(sys.modules, name, None)
    assert main(["fetch", "--orcid", ORCID]) == 2
    said = f'Asking services needs {name}. Install it:  pip install "sphinx-academic[cli]"\n'
    assert capsys.readouterr().err == said


def test_another_run_is_waited_for_by_the_user(
    answers: Answers, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers.error = clients.BusyError()
    assert run("--orcid", ORCID) == 2
    assert capsys.readouterr().err.startswith("Another run is asking services just now. Nothing is done")


# What is written


def test_what_is_the_same_is_not_written_again(answers: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    answers.heard = Heard((work(1),))
    assert run("--orcid", ORCID) == 0
    lock = Path("data/academic.lock.yaml")
    lock.chmod(0o444)
    before = (lock.read_bytes(), lock.stat().st_mtime_ns, lock.stat().st_ino)
    answers.heard = Heard((work(1, day="2026-12-24"),))
    capsys.readouterr()
    assert run("--orcid", ORCID) == 0
    assert (lock.read_bytes(), lock.stat().st_mtime_ns, lock.stat().st_ino) == before
    assert capsys.readouterr().out == "Nothing has changed: 1 work in data/academic.lock.yaml.\n"


def test_a_lock_with_the_ends_of_lines_of_windows_is_the_same_one(answers: Answers) -> None:
    answers.heard = Heard((work(1),))
    assert run("--orcid", ORCID) == 0
    lock = Path("data/academic.lock.yaml")
    text = lock.read_bytes().replace(b"\n", b"\r\n")
    lock.write_bytes(text)
    assert run("--orcid", ORCID) == 0
    assert lock.read_bytes() == text


def test_nothing_found_makes_no_file(answers: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    before = files()
    assert run("--orcid", ORCID) == 0
    assert files() == before
    assert capsys.readouterr().out == "Nothing has changed: 0 works in data/academic.lock.yaml.\n"


@pytest.mark.parametrize(
    "text",
    [
        "lock: 2\n", 'lock: 1\npublications:\n- id: "doi:10.5555/1"\n  fields:\n    title: {"value": "Tid',
        "<<<<<<< ours\nlock: 1\n=======\n>>>>>>> theirs\n", "publications: [{title: Mine}]\n", "\x00\x01", "\xff\xfe",
    ],
)  # fmt: skip
def test_a_lock_that_may_not_be_written_over_stays_and_nobody_is_asked(
    answers: Answers, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    write("data/academic.lock.yaml", "").write_bytes(text.encode("latin-1"))
    before = files()
    assert run("--orcid", ORCID) == 2
    out, err = capsys.readouterr()
    assert err.startswith("data/academic.lock.yaml:")
    assert err.endswith("Nothing is asked, and 'data/academic.lock.yaml' stays as it is.\n")
    assert (out, answers.opened, files()) == ("", [], before)


@pytest.mark.parametrize("is_there", [True, False])
def test_a_lock_that_is_edited_meanwhile_is_not_written_over(
    answers: Answers, capsys: pytest.CaptureFixture[str], is_there: bool
) -> None:
    if is_there:
        write("data/academic.lock.yaml", "lock: 1\n")
    answers.heard = Heard((work(1),))
    answers.meanwhile = lambda: write("data/academic.lock.yaml", "lock: 1\n# mine\n")
    assert run("--orcid", ORCID) == 2
    assert "'data/academic.lock.yaml' was changed meanwhile and stays as it is." in capsys.readouterr().err
    assert Path("data/academic.lock.yaml").read_text("utf-8") == "lock: 1\n# mine\n"
    assert answers.done == 0


def test_a_full_disk_leaves_the_lock_whole(
    answers: Answers, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write("data/academic.lock.yaml", "lock: 1\n")
    before = files()
    answers.heard = Heard((work(1),))

    def full(path: Path, content: bytes) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    with monkeypatch.context() as broken:
        broken.setattr(Path, "write_bytes", full)
        assert run("--orcid", ORCID) == 2
    assert capsys.readouterr().err.endswith("data/academic.lock.yaml: No space left on device.\n")
    assert (files(), answers.done) == (before, 0)


def test_a_disk_that_is_read_alone_is_told_by_the_name_of_the_lock(
    answers: Answers, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write("data/academic.lock.yaml", "lock: 1\n")
    answers.heard = Heard((work(1),))

    def read_alone(path: Path, *_arguments: object, **_more: object) -> int:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    with monkeypatch.context() as broken:
        broken.setattr(Path, "write_bytes", read_alone)
        broken.setattr(Path, "unlink", read_alone)
        assert run("--orcid", ORCID) == 2
    assert capsys.readouterr().err == "data/academic.lock.yaml: Read-only file system.\n"


def test_a_lock_that_may_not_be_written_is_told(answers: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    write("data/academic.lock.yaml", "lock: 1\n").chmod(0o444)
    answers.heard = Heard((work(1),))
    assert run("--orcid", ORCID) == 2
    assert "data/academic.lock.yaml: It may not be written." in capsys.readouterr().err
    assert Path("data/academic.lock.yaml").read_text() == "lock: 1\n"


def test_ctrl_c_leaves_the_lock_as_it_is(answers: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    write("data/academic.lock.yaml", "lock: 1\n")
    answers.error = KeyboardInterrupt()
    assert run("--orcid", ORCID) == 130
    assert capsys.readouterr().err.endswith("\nStopped.\n")
    assert (Path("data/academic.lock.yaml").read_text(), answers.done) == ("lock: 1\n", 0)


# Who does not answer


def test_where_none_answers_that_is_told_and_never_taken_for_no_works(
    answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    write("data/academic.lock.yaml", "lock: 1\n")
    before = files()
    answers.heard = Heard(
        (), (LeftOutSource("dblp", "answers with a check page"), LeftOutSource("crossref", "is down"))
    )
    for arguments in ([], ["--check"]):
        assert run("--orcid", ORCID, *arguments) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.splitlines()[-3:] == [
            "DBLP answers with a check page.", "Crossref is down.",
            "Nothing could be asked, and 'data/academic.lock.yaml' stays as it is.",
        ]  # fmt: skip
    assert (files(), answers.done) == (before, 0)


def test_where_some_answer_it_is_written_and_the_others_are_told(
    answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    key = LeftOutSource("openalex", "is left out: it asks for a key", is_wanted=False)
    answers.heard = Heard((work(1),), (LeftOutSource("dblp", "answers with a check page"), key))
    assert run("--orcid", ORCID) == 0
    out, err = capsys.readouterr()
    assert "1 work in data/academic.lock.yaml: 1 new." in out
    assert "OpenAlex is left out: it asks for a key.\nDBLP answers with a check page.\n" in err


# What is told


def test_a_check_says_what_would_change_and_writes_nothing(
    answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    answers.heard = Heard((work(1),))
    before = files()
    assert run("--orcid", ORCID, "--check") == 1
    assert capsys.readouterr().out.endswith(
        "data/academic.lock.yaml would have 1 work: 1 new. Nothing is written.\n"
    )
    assert files() == before
    assert run("--orcid", ORCID) == 0
    assert run("--orcid", ORCID, "--check") == 0


def test_counts_are_told_in_one_line_and_what_is_alike_only_at_first(
    answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    answers.heard = Heard(tuple(work(number, citations=str(number)) for number in range(1, 31)))
    assert run("--orcid", ORCID) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2:] == [
        "… and 10 more like these; --json tells all.",
        "30 works in data/academic.lock.yaml: 30 new.",
    ]
    assert len(lines) == 22
    answers.heard = Heard(tuple(work(number, citations=str(number + 1)) for number in range(1, 31)))
    assert run("--orcid", ORCID) == 0
    assert capsys.readouterr().out == "30 works in data/academic.lock.yaml: 30 counts changed.\n"


def test_a_strange_work_waits_until_it_is_accepted(
    answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    write("academic.fetch.yaml", PLAN)
    answers.heard = Heard((work(1), work(2, authors="Somebody Else")))
    assert run() == 0
    out = capsys.readouterr().out
    assert "Not taken: 1 strange work. Take it by  --accept ID" in out
    assert ids_in("data/academic.lock.yaml") == ["doi:10.5555/1"]
    assert run("--check") == 1
    assert run("--accept", "10.5555/2") == 0
    assert ids_in("data/academic.lock.yaml") == ["doi:10.5555/1", "doi:10.5555/2"]


def test_what_services_say_otherwise_may_be_accepted_of_all_works_at_once_and_strange_works_one_by_one(
    answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    write("academic.fetch.yaml", PLAN)
    answers.heard = Heard((work(1), work(2)))
    assert run() == 0
    strange = work(3, authors="Somebody Else")
    answers.heard = Heard((work(1, title="Another Title"), work(2, title="A Third Title"), strange))
    capsys.readouterr()
    assert run() == 0
    assert "Not taken: 1 strange work, 2 fields changed." in capsys.readouterr().out
    assert "Another Title" not in Path("data/academic.lock.yaml").read_text("utf-8")
    assert run("--accept") == 0
    text = Path("data/academic.lock.yaml").read_text("utf-8")
    assert ("Another Title" in text, "A Third Title" in text) == (True, True)
    assert ids_in("data/academic.lock.yaml") == ["doi:10.5555/1", "doi:10.5555/2"]


def test_where_only_fields_wait_it_is_told_how_all_are_taken(
    answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    answers.heard = Heard((work(1),))
    assert run("--orcid", ORCID) == 0
    answers.heard = Heard((work(1, title="Another Title"),))
    assert run("--orcid", ORCID) == 0
    out = capsys.readouterr().out
    assert out.endswith("\nNot taken: 1 field changed. Take all:  sphinx-academic fetch --accept\n")


def test_what_nobody_can_accept_is_not_offered_to_be(
    answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    answers.heard = Heard((), unknown=(DOI,))
    assert run("--id", str(DOI)) == 0
    assert capsys.readouterr().out.endswith("\nNot taken: 1 that no source knows.\n")


def test_what_is_accepted_in_vain_is_told(answers: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    write("academic.fetch.yaml", f"{PLAN}decisions:\n- not mine: 10.5555/2\n")
    answers.heard = Heard((work(1), work(2, authors="Somebody Else"), work(3, authors="Somebody Else")))
    arguments = [part for number in (2, 3, 4) for part in ("--accept", f"10.5555/{number}")]
    assert run(*arguments) == 0
    assert [line for line in capsys.readouterr().err.splitlines() if "accepted" in line] == [
        "Nothing of '10.5555/2' waits to be accepted: 'academic.fetch.yaml' leaves it out. Take that decision away first.",
        "Nothing of '10.5555/4' waits to be accepted.",
    ]
    assert ids_in("data/academic.lock.yaml") == ["doi:10.5555/1", "doi:10.5555/3"]


def test_of_whom_nothing_could_be_asked_it_is_not_said_that_there_is_nothing(
    answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--orcid", ORCID, "--source", "crossref") == 0
    assert "Crossref: 0 works" in capsys.readouterr().err
    write("academic.fetch.yaml", PLAN)

    def ask(*arguments: Any) -> Heard:
        arguments[5](Step("dblp", "works", 0))
        return Heard(())

    fetch_ask, fetch.ask = fetch.ask, ask
    try:
        assert run() == 0
    finally:
        fetch.ask = fetch_ask
    assert "DBLP" not in capsys.readouterr().err


def test_without_a_project_it_is_told_how_one_is_begun(
    answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("conf.py").unlink()
    assert run("--orcid", ORCID) == 2
    assert f"fetch in it:  sphinx-academic new mysite --orcid {ORCID}\n" in capsys.readouterr().err
    assert run("--site", "data") == 2
    assert "sphinx-academic new" not in capsys.readouterr().err


def test_programs_are_told_all(answers: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    answers.heard = Heard(
        tuple(work(number) for number in range(1, 31)), (LeftOutSource("dblp", "answers with a check page"),)
    )
    assert run("--orcid", ORCID, "--json") == 0
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert {name: told[name] for name in ("lock", "works", "is_different", "is_written")} == {
        "lock": "data/academic.lock.yaml", "works": 30, "is_different": True, "is_written": True,
    }  # fmt: skip
    assert told["left_out"] == [{"source": "dblp", "reason": "answers with a check page", "is_wanted": True}]
    assert len(told["changes"]) == 30
    assert {"kind", "id", "title", "sentence", "is_taken"} <= set(told["changes"][0])
    assert "Crossref: 30 works" not in err


def test_github_is_told_beside_the_lock(answers: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    write("academic.fetch.yaml", PLAN)
    answers.heard = Heard(
        (work(1), work(2, authors="Somebody Else", title="A: B, C%")), (LeftOutSource("dblp", "is down"),)
    )
    assert run("--check", "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "::warning file=data/academic.lock.yaml,line=1,title=fetch::DBLP is down."
    assert [line.partition("::")[2].partition("::")[0] for line in lines[1:]] == [
        "warning file=data/academic.lock.yaml,line=1,title=fetch%3A strange",
        "notice file=data/academic.lock.yaml,line=1,title=fetch%3A new",
    ]


def test_what_a_source_says_does_nothing_to_a_terminal(
    answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    answers.heard = Heard(
        (work(1, title="Tides \x1b[31m\x07\u202e"),), (LeftOutSource("dblp", "says \x1b]0;x\x07"),)
    )
    assert run("--orcid", ORCID, "--accept", "\x1b[31m") == 0
    assert run("--orcid", ORCID, "--contact", "\x1b[31m") == 2
    out, err = capsys.readouterr()
    assert "\N{REPLACEMENT CHARACTER}" in out + err
    assert not {"\x1b", "\x07", "\u202e"} & {*out, *err}


def test_on_a_terminal_it_is_shown_how_far_it_is(
    answers: Answers, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fetch, "is_terminal", lambda stream: True)
    answers.heard = Heard((work(1),))
    assert run("--orcid", ORCID) == 0
    assert capsys.readouterr().err.splitlines()[-1] == "Crossref: 1 work"


# Decisions


def test_a_decision_is_written_into_the_plan_with_all_else_as_it_was_and_nobody_is_asked(
    answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "# mine\r\npeople:\r\n- orcid: 0000-0002-1825-0097  # me\r\ndecisions:\r\n- ignore: 10.5555/1\r\n"
    plan = write("academic.fetch.yaml", text)
    assert run("--not-mine", "10.5555/2", "--because", "by a namesake") == 0
    made = plan.read_bytes().decode()
    assert made.startswith(text)
    assert made.removeprefix(text) == "- not mine: 10.5555/2\r\n  because: by a namesake\r\n"
    assert capsys.readouterr().err == (
        "Written into 'academic.fetch.yaml': not mine: doi:10.5555/2. The next fetch follows it.\n"
    )
    assert run("--not-mine", "10.5555/2") == 0
    assert plan.read_bytes().decode() == made
    assert answers.opened == []


def test_the_first_decision_makes_a_plan(answers: Answers) -> None:
    assert run("--same-as", "10.5555/2", "arXiv:2401.00001v2", "--ignore", "10.5555/3") == 0
    text = Path("academic.fetch.yaml").read_text("utf-8")
    assert text.startswith("# What services are asked for")
    assert "- ignore: 10.5555/3\n" in text
    assert '- same as: [10.5555/2, "arxiv:2401.00001"]\n' in text


def test_a_decision_is_followed(answers: Answers) -> None:
    assert run("--ignore", "10.5555/2") == 0
    answers.heard = Heard((work(1), work(2)))
    assert run("--orcid", ORCID) == 0
    assert ids_in("data/academic.lock.yaml") == ["doi:10.5555/1"]


def test_a_plan_that_cannot_be_read_stays_and_nobody_is_asked(
    answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    write("academic.fetch.yaml", "people: [\n- x: {\n")
    before = files()
    assert run() == 2
    assert capsys.readouterr().err.startswith("academic.fetch.yaml:")
    assert run("--ignore", "10.5555/1") == 2
    assert capsys.readouterr().err.startswith("academic.fetch.yaml")
    assert (files(), answers.opened) == (before, [])


def test_what_of_a_plan_is_not_understood_is_told_and_the_rest_followed(
    answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    write("academic.fetch.yaml", PLAN + "sources: [crosref, openalex]\n")
    assert run() == 0
    assert "academic.fetch.yaml:4:" in capsys.readouterr().err
    assert answers.plans[0].sources == ("openalex",)
    assert run("--check") == 1
