"""A whole fetch of 400 works from a server on this machine: what it costs, what a kill leaves, and what goes wrong at services."""

from __future__ import annotations

import os
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from asking_clients import StillClock
from fetching_process import MOMENTS, cost_of, start
from scholarly_server import ScholarlyServer, to_server
from service_answers import (
    Answer,
    Asked,
    cut,
    html,
    instead,
    large,
    many_authors,
    redirect,
    status,
    wrong_type,
)

from sphinx_academic.cli import main
from sphinx_academic.cli.network import NetworkSettings
from sphinx_academic.formats.lock_file import Lock, read_lock

ORCID = "0000-0002-1825-0097"
WORKS = 400
MOST = 60_000_000 // 1024
"""Kilobytes."""
LOCK = "data/academic.lock.yaml"
ENVIRONMENT = {"SPHINX_ACADEMIC_CONTACT": "ada@eelmarsh.org", "OPENALEX_API_KEY": "key-of-tests"}
CANARY = "canary-1f0c9d-never-written"


def project(folder: Path) -> Path:
    """A site with a plan and nothing else."""
    (folder / "data").mkdir(parents=True)
    (folder / "conf.py").write_text('academic_data = ["data"]\n')
    (folder / "data" / "site.yaml").write_text("profile: {name: Ada Quillfeather}\n")
    (folder / "academic.fetch.yaml").write_text(f"people:\n- orcid: {ORCID}\n  names: [Ada Quillfeather]\n")
    return folder


def fetch(
    folder: Path, server: ScholarlyServer, *arguments: str, moment: str = "", **environment: str
) -> tuple[int, str, str]:
    """Fetch in a process of its own."""
    process = start(
        folder,
        server.port,
        "fetch",
        "--cache",
        str(folder / "cache"),
        *arguments,
        moment=moment,
        **environment,
    )
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def lock_of(folder: Path) -> Lock:
    """The lock, which is whole."""
    lock, problems = read_lock((folder / LOCK).read_text("utf-8"), LOCK)
    assert lock is not None
    assert problems == ()
    return lock


def has_cost_little_memory(folder: Path) -> None:
    """The last run in a folder."""
    cost = cost_of(folder)
    assert cost.loaded == []
    if Path("/proc/self/status").exists():
        assert 0 < cost.peak <= MOST


def what_was_asked(server: ScholarlyServer) -> Counter[tuple[str, str]]:
    return Counter((asked.address, asked.headers.get("accept", "")) for asked in server.asked)


@pytest.fixture(scope="module")
def server() -> Iterator[ScholarlyServer]:
    with ScholarlyServer(WORKS) as made:
        yield made


@pytest.fixture(scope="module")
def fetched(server: ScholarlyServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which all has been fetched once."""
    folder = project(tmp_path_factory.mktemp("fetched"))
    code, out, err = fetch(folder, server)
    assert (code, "Traceback" in err) == (0, False), err
    assert f"{WORKS} works in {LOCK}" in out
    return folder


def test_all_works_are_there_and_a_fetch_takes_little_memory(fetched: Path, server: ScholarlyServer) -> None:
    works = lock_of(fetched).works
    assert [work.id for work in works] == [f"doi:{each.doi}" for each in server.works]
    assert all({"title", "authors", "citations", "open_access"} <= set(work.fields) for work in works)
    has_cost_little_memory(fetched)


def test_a_second_run_asks_only_with_conditions_and_changes_no_byte(
    fetched: Path, server: ScholarlyServer
) -> None:
    before = (fetched / LOCK).read_bytes(), (fetched / LOCK).stat().st_mtime_ns
    server.asked.clear()
    code, out, err = fetch(fetched, server)
    assert (code, out) == (0, f"Nothing has changed: {WORKS} works in {LOCK}.\n"), err
    assert server.asked
    assert [asked.address for asked in server.asked if not asked.is_conditional] == []
    assert ((fetched / LOCK).read_bytes(), (fetched / LOCK).stat().st_mtime_ns) == before
    has_cost_little_memory(fetched)


def test_offline_nobody_is_asked(fetched: Path, server: ScholarlyServer) -> None:
    server.asked.clear()
    before = (fetched / LOCK).read_bytes()
    assert fetch(fetched, server, "--offline", "--check")[0] == 0
    assert (server.asked, (fetched / LOCK).read_bytes()) == ([], before)


def test_a_run_that_is_killed_twenty_times_goes_on_and_the_lock_is_always_whole(
    fetched: Path, server: ScholarlyServer, tmp_path: Path
) -> None:
    wanted = (fetched / LOCK).read_bytes()
    folder = project(tmp_path / "killed")
    first = project(tmp_path / "counted")
    server.asked.clear()
    assert fetch(first, server)[0] == 0
    step = len(server.asked) // 18
    server.asked.clear()
    killed: Counter[tuple[str, str]] = Counter()
    process: subprocess.Popen[str] | None = None

    def kill(asked: Asked, answer: Answer) -> Answer:
        assert process is not None
        killed[asked.address, asked.headers.get("accept", "")] += 1
        process.kill()
        return answer

    for _number in range(20 - len(MOMENTS)):
        server.fail(kill, after=step)
        process = start(folder, server.port, "fetch", "--cache", str(folder / "cache"))
        _out, err = process.communicate(timeout=300)
        assert process.returncode == -signal.SIGKILL, err
        assert not (folder / LOCK).exists()
    for moment in MOMENTS:
        code, _out, err = fetch(folder, server, moment=moment)
        assert code == -signal.SIGKILL, err
        assert (folder / LOCK).exists() is (moment == "written")
    assert (folder / LOCK).read_bytes() == wanted
    (folder / LOCK).unlink()
    code, _out, err = fetch(folder, server)
    assert code == 0, err
    assert (folder / LOCK).read_bytes() == wanted
    assert sorted(each.name for each in (folder / "data").iterdir()) == ["academic.lock.yaml", "site.yaml"]
    # What was asked twice is what was not answered.
    assert {asked: number - 1 for asked, number in what_was_asked(server).items() if number > 1} == dict(
        killed
    )
    assert killed.total() == 20 - len(MOMENTS)


def test_a_lock_that_is_there_is_the_old_one_or_the_new_one_whenever_it_is_killed(
    fetched: Path, server: ScholarlyServer, tmp_path: Path
) -> None:
    folder = project(tmp_path / "killed")
    old = (fetched / LOCK).read_bytes()
    (folder / LOCK).write_bytes(old)
    work = server.works[0]
    server.works[0] = work._replace(citations=work.citations + 1)
    try:
        for moment in MOMENTS:
            assert fetch(folder, server, moment=moment)[0] == -signal.SIGKILL
            assert ((folder / LOCK).read_bytes() == old) is (moment != "written")
        assert len(lock_of(folder).works) == WORKS
    finally:
        server.works[0] = work


def test_ctrl_c_ends_it_in_a_word_and_the_next_run_goes_on(server: ScholarlyServer, tmp_path: Path) -> None:
    folder = project(tmp_path / "stopped")
    server.asked.clear()
    process: subprocess.Popen[str] | None = None

    def stop(asked: Asked, answer: Answer) -> Answer:
        assert process is not None
        process.send_signal(signal.SIGINT)
        return answer

    server.fail(stop, after=7)
    process = start(folder, server.port, "fetch", "--cache", str(folder / "cache"))
    _out, err = process.communicate(timeout=300)
    assert process.returncode == 130
    assert err.endswith("\nStopped.\n")
    assert not (folder / LOCK).exists()
    assert fetch(folder, server)[0] == 0
    assert sum(number - 1 for number in what_was_asked(server).values()) <= 1


# In this process, with few works


class Fetched:
    """What came of a fetch."""

    def __init__(self, folder: Path, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        self.lock = (folder / LOCK).read_text("utf-8") if (folder / LOCK).exists() else ""

    @property
    def said(self) -> str:
        return self.out + self.err


Few = Callable[..., Fetched]


@pytest.fixture
def few() -> Iterator[ScholarlyServer]:
    with ScholarlyServer(5) as made:
        yield made


@pytest.fixture
def run(
    few: ScholarlyServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Few:
    """Fetches five works."""
    folder = project(tmp_path / "site")
    monkeypatch.chdir(folder)

    def call(*arguments: str, command: str = "fetch", transport: Any = None, **environment: str) -> Fetched:
        settings = NetworkSettings(
            transport or to_server(few), {"clock": StillClock().clock}, {**ENVIRONMENT, **environment}
        )
        capsys.readouterr()
        code = main([command, "--cache", "../cache", *arguments], settings)
        return Fetched(folder, code, *capsys.readouterr())

    return call


def test_without_a_network_nothing_is_written_and_it_is_told_by_name(run: Few) -> None:
    class NoNetwork(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            raise httpx.ConnectError("[Errno -2] Name or service not known", request=request)

    found = run(transport=NoNetwork())
    assert (found.code, found.out, found.lock) == (2, "", "")
    assert "ORCID " in found.err
    assert found.err.endswith("Nothing could be asked.\n")
    assert "Traceback" not in found.err


FAULTS = {
    "html": html(),
    "check page": instead("dblp/bot-check-200"),
    "5xx": status(503),
    "cut": cut(),
    "50 MB": large(),
    "elsewhere": redirect("https://evil.invalid/"),
}


@pytest.mark.parametrize("fault", [*FAULTS])
@pytest.mark.parametrize("service", ["orcid", "openalex", "crossref"])
def test_a_service_that_is_not_itself_costs_only_what_it_would_have_said(
    run: Few, few: ScholarlyServer, fault: str, service: str
) -> None:
    assert run().code == 0
    few.fail(FAULTS[fault], service, times=0)
    before = run("--offline").lock
    found = run()
    label = {"orcid": "ORCID", "openalex": "OpenAlex", "crossref": "Crossref"}[service]
    assert found.code == 0
    assert f"{label} " in found.err
    assert found.lock == before
    assert "GONE" not in found.out and "gone" not in found.out
    assert {asked.host for asked in few.asked} & {"evil.invalid"} == set()


@pytest.mark.parametrize("fault", [*FAULTS])
def test_where_no_service_is_itself_nothing_is_written(run: Few, few: ScholarlyServer, fault: str) -> None:
    few.fail(FAULTS[fault], times=0)
    for arguments in ([], ["--check"]):
        found = run(*arguments)
        assert (found.code, found.out, found.lock) == (2, "", ""), found.err
        assert "Nothing could be asked" in found.err


def test_json_that_is_called_text_is_json(run: Few, few: ScholarlyServer) -> None:
    few.fail(wrong_type(), times=0)
    found = run()
    assert (found.code, found.out.splitlines()[-1]) == (0, f"5 works in {LOCK}: 5 new.")


def test_html_of_dblp_is_told_and_never_taken_for_no_works(run: Few, few: ScholarlyServer) -> None:
    Path("academic.fetch.yaml").write_text(
        f"people:\n- orcid: {ORCID}\n  names: [Ada Quillfeather]\n  dblp: 00/0001-2\n"
    )
    few.fail(html(), "dblp", times=0)
    found = run()
    assert found.code == 0
    assert "DBLP " in found.err
    assert "5 works" in found.out


def test_two_fetches_at_once_are_refused(run: Few, few: ScholarlyServer, tmp_path: Path) -> None:
    folder = project(tmp_path / "other")
    other: list[Fetched] = []

    def meanwhile(asked: Asked, answer: Answer) -> Answer:
        process = start(folder, few.port, "fetch", "--cache", str(tmp_path / "cache"))
        out, err = process.communicate(timeout=300)
        other.append(Fetched(folder, process.returncode, out, err))
        return answer

    few.fail(meanwhile)
    assert run().code == 0
    assert [(each.code, each.out, each.lock) for each in other] == [(2, "", "")]
    assert other[0].err.startswith("Another run is asking services just now.")
    again = start(folder, few.port, "fetch", "--cache", str(tmp_path / "cache"))
    assert (again.communicate(timeout=300), again.returncode)[1] == 0


def test_a_work_of_five_thousand_authors_is_one_work(run: Few, few: ScholarlyServer) -> None:
    few.fail(many_authors(), "crossref", times=0)
    found = run()
    assert found.code == 0
    assert "5 works" in found.out


def test_a_private_record_is_no_work_less(run: Few, few: ScholarlyServer) -> None:
    assert run().code == 0
    before = run("--offline").lock
    few.fail(instead("orcid/locked"), "orcid", times=0)
    found = run()
    assert (found.code, found.lock) == (0, before)
    assert "ORCID " in found.err


def test_keys_are_nowhere(run: Few, few: ScholarlyServer, tmp_path: Path) -> None:
    keys = {
        name: f"{CANARY}-{name.lower()}"
        for name in ("OPENALEX_API_KEY", "GITHUB_TOKEN", "NCBI_API_KEY", "ORCID_TOKEN")
    }
    found = [run(**keys), run("--json", **keys), run("--check", "--format", "github", **keys)]
    few.fail(status(500), times=0)
    found += [run(**keys), run("--check", "--json", **keys)]
    assert any(CANARY in asked.address or CANARY in str(asked.headers) for asked in few.asked)
    assert [each.said for each in found if CANARY in each.said] == []
    written = [
        path for path in tmp_path.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()
    ]
    assert written == []


def test_one_work_is_added_by_its_identifier(run: Few) -> None:
    found = run("https://doi.org/10.5555/MADE.0003", command="add")
    assert found.code == 0, found.err
    text = Path("data/site.yaml").read_text("utf-8")
    assert "doi: 10.5555/made.0003" in text
    found = run("10.5555/nobody-knows", command="add")
    assert (found.code, Path("data/site.yaml").read_text("utf-8")) == (2, text)
    assert "'10.5555/nobody-knows'" in found.err


def test_a_full_disk_where_answers_are_kept_is_told_and_the_lock_stays(
    run: Few, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run().code == 0
    before = Path(LOCK).read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    found = run()
    assert (found.code, Path(LOCK).read_bytes()) == (2, before)
    assert "No space left on device." in found.err
