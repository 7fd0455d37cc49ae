"""What a new site has of fetching: a plan, and a workflow that opens one pull request with what is new, or brings it up to date."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_academic.cli import main

NAME = "Ada Quillfeather"
ORCID = "0000-0002-1825-0097"
GH = """#!/bin/sh
echo "$@" >> "$CALLS"
case "$2" in list) cat "$OPEN" 2>/dev/null ;; esac
exit 0
"""
FETCH = """#!/bin/sh
case "$1" in
  fetch) cp "$ANSWER" data/academic.lock.yaml 2>/dev/null; echo '1 new: *A* <b>title</b> ``` of @nobody' ;;
  check) echo "3 publications"; echo "a.yaml:1:1: wrong" >&2; exit 1 ;;
esac
"""


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def new(*arguments: str) -> int:
    return main(["new", "site", "--yes", "--name", NAME, *arguments])


def loaded(path: str) -> Any:
    return yaml.safe_load(Path("site", path).read_text("utf-8"))


def test_without_an_orcid_the_plan_asks_for_nothing() -> None:
    assert new() == 0
    assert loaded("academic.fetch.yaml") is None
    assert loaded("data/site.yaml") == {"profile": {"name": NAME}}


def test_an_orcid_stands_in_the_plan_with_the_name_and_in_the_profile() -> None:
    assert new("--orcid", f"https://orcid.org/{ORCID}") == 0
    assert loaded("academic.fetch.yaml") == {"people": [{"orcid": ORCID, "names": [NAME]}]}
    assert loaded("data/site.yaml") == {
        "profile": {"name": NAME, "links": {"ORCID": f"https://orcid.org/{ORCID}"}}
    }


@pytest.mark.parametrize("kind", ["person", "lab"])
def test_with_an_orcid_it_is_told_how_papers_are_fetched_and_where_they_go(
    capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    assert new("--orcid", ORCID, "--kind", kind, "--json") == 0
    assert json.loads(capsys.readouterr().out)["next"][0] == "sphinx-academic fetch --site site"
    text = Path("site/index.md").read_text("utf-8")
    assert "\n% Papers: take the percent signs away once they are fetched" in text


def test_of_a_profile_that_is_there_the_orcid_is_taken() -> None:
    Path("me.yaml").write_text(f"profile: {{name: {NAME}, links: {{ORCID: {ORCID}}}}}\n", "utf-8")
    assert new("--from", "me.yaml") == 0
    assert loaded("academic.fetch.yaml")["people"][0]["orcid"] == ORCID


def test_of_a_lab_it_is_that_of_who_leads_it() -> None:
    assert new("--kind", "lab", "--lead", "Bo: Li", "--orcid", ORCID) == 0
    assert loaded("academic.fetch.yaml") == {"people": [{"orcid": ORCID, "names": ["Bo: Li"]}]}


def test_a_wrong_orcid_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert new("--orcid", "0000-0002-1825-0098") == 2
    assert "is no ORCID iD; write it as 0000-0002-1825-0097" in capsys.readouterr().err
    assert not Path("site").exists()


def test_a_documentation_has_nothing_fetched() -> None:
    assert new("--kind", "docs") == 0
    assert not Path("site/academic.fetch.yaml").exists()
    assert not Path("site/.github/workflows/fetch.yml").exists()
    assert "fetch" not in Path("site/README.md").read_text("utf-8")


def test_gitlab_tells_on_a_schedule() -> None:
    assert new("--host", "gitlab") == 0
    jobs = loaded(".gitlab-ci.yml")
    assert jobs["fetch"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule"'}]
    assert jobs["fetch"]["script"][-1] == "sphinx-academic fetch --check"


def test_the_workflow_has_the_form_of_one_and_no_more_rights_than_it_needs() -> None:
    assert new() == 0
    found = loaded(".github/workflows/fetch.yml")
    # YAML 1.1 takes the key "on" for true.
    assert set(found) == {"name", True, "permissions", "concurrency", "jobs"}
    assert found[True] == {"schedule": [{"cron": "23 4 * * 1"}], "workflow_dispatch": None}
    assert found["permissions"] == {"contents": "write", "pull-requests": "write"}
    (job,) = found["jobs"].values()
    assert set(job) == {"runs-on", "env", "defaults", "steps"}
    for step in job["steps"]:
        assert ("uses" in step) is not ("run" in step)
        assert set(step) <= {"uses", "with", "run", "env"}
        # Nothing that somebody else writes gets into a script but as a variable.
        assert "${{" not in step.get("run", "")
        if "run" in step:
            assert subprocess.run(["bash", "-n", "-c", step["run"]], check=False).returncode == 0
    secrets = [step["env"] for step in job["steps"] if "env" in step]
    assert secrets == [
        {"OPENALEX_API_KEY": "${{ secrets.OPENALEX_API_KEY }}", "GITHUB_TOKEN": "${{ github.token }}"},
        {"GH_TOKEN": "${{ github.token }}"},
    ]


class Repository:
    """A site in a repository with an origin, and what stands for the programs that the workflow calls."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "site"
        self.origin = folder / "origin.git"
        programs = folder / "programs"
        programs.mkdir()
        for name, text in (("gh", GH), ("sphinx-academic", FETCH)):
            (programs / name).write_text(text, "utf-8")
            (programs / name).chmod(0o755)
        self.calls, self.open, self.answer = folder / "calls", folder / "open", folder / "answer"
        self.environment = {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "CALLS": str(self.calls), "OPEN": str(self.open), "ANSWER": str(self.answer), "HOME": str(folder),
            "GIT_CONFIG_NOSYSTEM": "1",
        }  # fmt: skip
        self.git("init", "-q", "--bare", str(self.origin), where=folder)
        self.git("init", "-q", "-b", "main")
        self.git("remote", "add", "origin", str(self.origin))
        self.git("add", ".")
        self.git("-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-q", "-m", "Begin")

    def git(self, *arguments: str, where: Path | None = None) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=where or self.folder,
            env=self.environment,
            check=True,
            capture_output=True,
        )
        return done.stdout.decode()

    def run(self, answer: str) -> str:
        """Have the workflow run on a fresh copy of main; gives what was asked of GitHub."""
        self.calls.write_text("")
        if answer:
            self.answer.write_text(answer, "utf-8")
        self.git("checkout", "-q", "main")
        (job,) = yaml.safe_load((self.folder / ".github/workflows/fetch.yml").read_text("utf-8"))[
            "jobs"
        ].values()
        for step in job["steps"]:
            if "run" in step and not step["run"].startswith("pip"):
                done = subprocess.run(
                    ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                    cwd=self.folder,
                    env={**self.environment, **job["env"]},
                    capture_output=True,
                    check=False,
                )
                assert done.returncode == 0, done.stderr.decode()
        return self.calls.read_text()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    if shutil.which("git") is None or shutil.which("bash") is None:
        pytest.skip("needs git and bash")
    assert new() == 0
    return Repository(tmp_path)


def test_where_nothing_is_new_nothing_is_asked_of_github(repository: Repository) -> None:
    assert repository.run("") == ""
    assert repository.git("branch", "-r") == ""


def test_what_is_new_becomes_one_pull_request_that_is_brought_up_to_date(repository: Repository) -> None:
    begun = repository.run("lock: 1\n")
    assert "pr create --head fetched --title What services say of the papers --body-file ../body.md" in begun
    assert repository.git("diff", "--name-only", "main", "origin/fetched") == "data/academic.lock.yaml\n"
    body = (repository.folder.parent / "body.md").read_text("utf-8").splitlines()
    assert body == [
        "    1 new: *A* <b>title</b> ``` of @nobody", "    ", "    3 publications", "    a.yaml:1:1: wrong",
    ]  # fmt: skip
    repository.open.write_text("7\n", "utf-8")
    again = repository.run("lock: 1\npublications: []\n")
    assert ("pr edit 7 --body-file ../body.md" in again, "pr create" in again) == (True, False)
    assert repository.git("rev-list", "--count", "main..origin/fetched") == "1\n"
    assert repository.git("show", "origin/fetched:data/academic.lock.yaml") == "lock: 1\npublications: []\n"
