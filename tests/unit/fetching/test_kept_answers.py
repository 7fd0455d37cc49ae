"""Answers are kept whole or not at all; whatever becomes of their files, nothing is answered that was not given."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from asking_clients import BEGIN
from hypothesis import given
from hypothesis import strategies as some

from sphinx_academic.fetching.kept_answers import KeptAnswer, KeptAnswers

ANSWER = KeptAnswer(
    "https://api.crossref.org/works/10.5555/1",
    "application/json",
    200,
    "2026-12-01",
    "a",
    etag='W/"1"',
    last_modified="Mon, 30 Nov 2026 08:00:00 GMT",
    date="Tue, 01 Dec 2026 08:00:00 GMT",
    headers={"content-type": "application/json"},
)
BODY = b'{"status": "ok"}'


@pytest.fixture
def answers(tmp_path: Path) -> KeptAnswers:
    return KeptAnswers(tmp_path)


def found(answers: KeptAnswers, answer: KeptAnswer = ANSWER) -> bytes | None:
    pair = answers.find(answer.address, answer.accept)
    return pair and pair[1]


def files(answers: KeptAnswers, kind: str) -> list[Path]:
    return sorted(path for path in (answers.folder / kind).rglob("*") if path.is_file())


def test_an_answer_is_found_by_what_was_asked(answers: KeptAnswers) -> None:
    assert found(answers) is None
    kept = answers.keep(ANSWER, BODY)
    assert answers.find(ANSWER.address, ANSWER.accept) == (kept, BODY)
    assert replace(kept, body="") == ANSWER
    assert found(answers, replace(ANSWER, accept="application/xml")) is None
    assert found(answers, replace(ANSWER, address=ANSWER.address + "2")) is None


def test_the_same_body_lies_there_once_and_keeps_its_day(answers: KeptAnswers) -> None:
    answers.keep(ANSWER, BODY)
    later = replace(ANSWER, day="2026-12-05", date="Sat, 05 Dec 2026 08:00:00 GMT", run="b", etag='W/"2"')
    again = answers.keep(later, BODY)
    assert (again.day, again.date, again.run, again.etag) == (ANSWER.day, ANSWER.date, "b", 'W/"2"')
    answers.keep(replace(ANSWER, address="https://api.crossref.org/other"), BODY)
    assert len(files(answers, "answers")) == 1
    assert answers.keep(later, b"{}").day == "2026-12-05"
    assert answers.keep(ANSWER, BODY).day == "2026-12-01"


def test_that_there_is_nothing_is_kept_too(answers: KeptAnswers) -> None:
    nothing = replace(ANSWER, status=404, etag="", last_modified="")
    answers.keep(nothing, b"")
    assert answers.find(nothing.address, nothing.accept) == (nothing, b"")
    assert not files(answers, "answers")


@pytest.mark.parametrize(
    ("etag", "modified", "conditions"),
    [
        ('"1"', "Mon", {"If-None-Match": '"1"', "If-Modified-Since": "Mon"}),
        ('"1"', "", {"If-None-Match": '"1"'}),
        ("", "Mon", {"If-Modified-Since": "Mon"}),
        ("", "", {"If-Modified-Since": ANSWER.date}),
    ],
)
def test_conditions_are_made_of_what_the_service_has_said(
    etag: str, modified: str, conditions: dict[str, str]
) -> None:
    assert replace(ANSWER, etag=etag, last_modified=modified).conditions == conditions


def test_a_body_that_was_changed_is_no_answer_and_is_written_anew(answers: KeptAnswers) -> None:
    answers.keep(ANSWER, BODY)
    files(answers, "answers")[0].write_bytes(BODY[:-3])
    assert found(answers) is None
    answers.keep(ANSWER, BODY)
    assert found(answers) == BODY
    files(answers, "answers")[0].unlink()
    assert found(answers) is None


WHOLE = json.dumps({"version": 1, "day": "2026-12-01", "status": 200}).encode()


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"status": 500},
        {"status": "200"},
        {"status": True},
        {"day": "yesterday"},
        {"day": "2026-13-01"},
        {"day": 1},
        {"body": "../../../etc/passwd"},
        {"body": ""},
        {"body": None},
        {"headers": []},
        {"headers": {"link": 1}},
        {"address": "https://evil.example/"},
        {"accept": "text/html"},
        {"etag": "a\r\nX-Evil: 1"},
        {"date": "ä"},
        {"run": None},
    ],
)
def test_an_entry_that_says_something_else_is_none(answers: KeptAnswers, change: dict[str, object]) -> None:
    answers.keep(ANSWER, BODY)
    path = files(answers, "requests")[0]
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **change}), "utf-8")
    assert found(answers) is None


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> KeptAnswers:
    return KeptAnswers(tmp_path_factory.mktemp("broken"))


@given(
    cut=some.integers(0, 600),
    put=some.binary(max_size=8),
    over=some.integers(0, 8),
    which=some.sampled_from(("requests", "answers", "runs")),
)
def test_files_that_are_broken_at_random_never_give_a_wrong_answer(
    broken: KeptAnswers, cut: int, put: bytes, over: int, which: str
) -> None:
    broken.keep(ANSWER, BODY)
    mark = broken.begin("a", BEGIN)
    path = files(broken, which)[0]
    whole = path.read_bytes()
    path.write_bytes(whole[:cut] + put + whole[cut + over :])
    assert found(broken) in {None, BODY}
    assert broken.begin("a", BEGIN)
    broken.end("a")
    assert broken.begin("a", BEGIN) != mark
    broken.keep(ANSWER, BODY)
    assert found(broken) == BODY


@pytest.mark.parametrize(
    "data", [b"", b"[" * 100_000, b"\xff\xfe", b"null", b'{"version": 1}', b"1" * 10_000]
)
def test_files_of_anything_are_no_answers(answers: KeptAnswers, data: bytes) -> None:
    answers.keep(ANSWER, BODY)
    answers.begin("a", BEGIN)
    for kind in ("requests", "runs"):
        files(answers, kind)[0].write_bytes(data)
    assert found(answers) is None
    assert answers.begin("a", BEGIN)
    answers.prune(BEGIN)
    assert not files(answers, "answers")


def test_a_run_is_gone_on_with_until_it_has_ended(answers: KeptAnswers) -> None:
    mark = answers.begin("a", BEGIN)
    assert answers.begin("a", BEGIN + timedelta(hours=23)) == mark
    assert answers.begin("b", BEGIN) != mark
    assert answers.begin("a", BEGIN) == mark
    answers.end("a")
    second = answers.begin("a", BEGIN)
    assert second != mark
    assert answers.begin("a", BEGIN + timedelta(hours=24)) != second


def test_a_clock_that_was_put_back_begins_anew(answers: KeptAnswers) -> None:
    mark = answers.begin("a", BEGIN)
    assert answers.begin("a", BEGIN - timedelta(hours=1)) != mark


def test_what_is_old_is_removed_and_so_is_what_a_kill_has_left(answers: KeptAnswers) -> None:
    old, new = replace(ANSWER, address="https://a.example/old"), ANSWER
    answers.keep(old, b"[1]")
    (request,) = files(answers, "requests")
    answers.keep(new, BODY)
    answers.begin("a", BEGIN)
    for path in [*files(answers, "requests"), *files(answers, "runs")]:
        os.utime(path, (BEGIN.timestamp(), BEGIN.timestamp()))
    os.utime(request, (BEGIN.timestamp() - 121 * 86400,) * 2)
    for kind in ("requests", "answers", "runs"):
        (answers.folder / kind / ".x.unfinished").write_bytes(request.read_bytes())
    (answers.folder / "answers" / "00").mkdir(exist_ok=True)
    (answers.folder / "answers" / "00" / ("0" * 64)).write_bytes(b"of an entry that was never written")
    answers.prune(BEGIN)
    assert found(answers, old) is None
    assert found(answers, new) == BODY
    assert [len(files(answers, kind)) for kind in ("requests", "answers", "runs")] == [1, 1, 1]


def test_of_too_much_the_oldest_is_removed(answers: KeptAnswers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sphinx_academic.fetching.kept_answers._MOST_KEPT", 250)
    for number in range(4):
        entry = replace(ANSWER, address=f"https://a.example/{number}")
        answers.keep(entry, f"[{number}]".encode() + b" " * 97)
        path = answers._path_of_request(entry.address, entry.accept)
        os.utime(path, (BEGIN.timestamp() + number,) * 2)
    answers.prune(BEGIN)
    assert [
        found(answers, replace(ANSWER, address=f"https://a.example/{number}")) is None for number in range(4)
    ] == [
        True,
        True,
        False,
        False,
    ]
