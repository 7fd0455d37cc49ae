"""Keeps what services answer: bodies by their content, and what was asked for them, in a folder that is whole at any moment."""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

_VERSION = 1
_LONGEST_RUN = timedelta(hours=24)
"""After that time a run that was broken off is not gone on with: what it was answered may be otherwise by now."""
_LONGEST_KEPT = timedelta(days=120)
_MOST_KEPT = 1_000_000_000
"""Bytes."""


@dataclass(frozen=True)
class KeptAnswer:
    """One answer, without its body."""

    address: str
    """What was asked for, without a key."""
    accept: str
    status: int
    day: str
    """The day on which this body was first given, in ISO 8601."""
    run: str
    """The run that has asked last."""
    body: str = ""
    """The SHA-256 of the body."""
    etag: str = ""
    last_modified: str = ""
    date: str = ""
    """The header ``Date`` of the answer that first had this body."""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask only for what is new (RFC 9110, section 13.1). A service that does not say since when an answer is as it is may
        be told when it was given."""
        since = self.last_modified or ("" if self.etag else self.date)
        both = {"If-None-Match": self.etag, "If-Modified-Since": since}
        return {name: value for name, value in both.items() if value}


class KeptAnswers:
    """The folder: ``requests/`` holds what was asked, ``answers/`` bodies, ``runs/`` whether a run has come to its end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    # Runs

    def begin(self, run: str, now: datetime) -> str:
        """Go on with a run that was broken off, or begin another one; gives what its answers are marked with."""
        path = self._path_of_run(run)
        found = _read_json(path)
        mark, begun = found.get("mark"), found.get("begun")
        if isinstance(mark, str) and mark and isinstance(begun, str) and found.get("done") is False:
            with suppress(ValueError, TypeError):
                if timedelta(0) <= now - datetime.fromisoformat(begun) < _LONGEST_RUN:
                    return mark
        mark = secrets.token_hex(8)
        self._write_json(path, {"version": _VERSION, "mark": mark, "begun": now.isoformat(), "done": False})
        return mark

    def end(self, run: str) -> None:
        """Say that a run has asked for everything."""
        path = self._path_of_run(run)
        self._write_json(path, {**_read_json(path), "done": True})

    def _path_of_run(self, run: str) -> Path:
        return self.folder / "runs" / f"{_name_of(run)[:32]}.json"

    # Answers

    def find(self, address: str, accept: str) -> tuple[KeptAnswer, bytes] | None:
        """What is kept for a request, with its body; None where nothing is, or not whole."""
        answer = _answer_in(self._path_of_request(address, accept))
        if answer is None or (answer.address, answer.accept) != (address, accept):
            return None
        if answer.status != 200:
            return answer, b""
        try:
            body = self._path_of_body(answer.body).read_bytes()
        except FileNotFoundError:
            return None
        return (answer, body) if sha256(body).hexdigest() == answer.body else None

    def keep(self, answer: KeptAnswer, body: bytes) -> KeptAnswer:
        """Keep an answer; given again with the same body, it keeps its day."""
        known = self.find(answer.address, answer.accept)
        if answer.status == 200:
            answer = replace(answer, body=sha256(body).hexdigest())
        if known and (known[0].status, known[0].body) == (answer.status, answer.body):
            answer = replace(answer, day=known[0].day, date=known[0].date)
        elif answer.status == 200:
            _write(self._path_of_body(answer.body), body)
        self._write_json(
            self._path_of_request(answer.address, answer.accept), {"version": _VERSION, **asdict(answer)}
        )
        return answer

    def forget(self, answer: KeptAnswer) -> None:
        """Keep an answer no longer."""
        self._path_of_request(answer.address, answer.accept).unlink(missing_ok=True)

    def prune(self, now: datetime) -> None:
        """Remove what nobody has asked for in a long time, the oldest where it is too much, and what was left by a process that was killed."""
        requests = sorted(
            ((path.stat().st_mtime, path) for path in _files_in(self.folder / "requests")), reverse=True
        )
        oldest = (now - _LONGEST_KEPT).timestamp()
        wanted: set[str] = set()
        size = 0
        for asked, path in requests:
            answer = _answer_in(path) if path.suffix == ".json" else None
            body = self._path_of_body(answer.body) if answer and answer.body else None
            if answer and body and answer.body not in wanted:
                with suppress(FileNotFoundError):
                    size += body.stat().st_size
            if answer is None or asked < oldest or size > _MOST_KEPT:
                path.unlink(missing_ok=True)
            elif answer.body:
                wanted.add(answer.body)
        for path in _files_in(self.folder / "answers"):
            if path.name not in wanted:
                path.unlink(missing_ok=True)
        for path in _files_in(self.folder / "runs"):
            if path.suffix == _UNFINISHED or path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)

    def _path_of_request(self, address: str, accept: str) -> Path:
        name = _name_of(f"{accept} {address}")
        return self.folder / "requests" / name[:2] / f"{name}.json"

    def _path_of_body(self, name: str) -> Path:
        return self.folder / "answers" / name[:2] / name

    def _write_json(self, path: Path, value: dict[str, Any]) -> None:
        _write(path, json.dumps(value, sort_keys=True).encode("utf-8"))


_UNFINISHED = ".unfinished"


def _name_of(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _files_in(folder: Path) -> Iterator[Path]:
    for parent, _folders, names in os.walk(folder):
        for name in names:
            yield Path(parent, name)


def _read_json(path: Path) -> dict[str, Any]:
    """What a file of ours holds; nothing where it is not whole."""
    try:
        value = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) and value.get("version") == _VERSION else {}


def _answer_in(path: Path) -> KeptAnswer | None:
    found = _read_json(path)
    values: dict[str, Any] = {known.name: found.get(known.name) for known in fields(KeptAnswer)}
    texts = [values[known.name] for known in fields(KeptAnswer) if known.name not in {"status", "headers"}]
    headers = values["headers"]
    if not all(isinstance(text, str) for text in texts) or not isinstance(headers, dict):
        return None
    if not all(isinstance(text, str) for text in headers.values()) or not _is_day(values["day"]):
        return None
    if not (values["status"] in {404, 410} or (values["status"] == 200 and _is_name(values["body"]))):
        return None
    for name in ("etag", "last_modified", "date"):  # become headers again
        if not (values[name].isascii() and values[name].isprintable()):
            return None
    return KeptAnswer(**values)


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(datetime.strptime(text, "%Y-%m-%d"))  # noqa: DTZ007 (a day)
    except ValueError:
        return False


def _is_name(text: str) -> bool:
    return len(text) == 64 and set(text) <= set("0123456789abcdef")


def _write(path: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all, whatever happens; for its owner alone. Every OSError names the file."""
    unfinished = ""
    try:
        for parent in (path.parent.parent, path.parent):
            parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, unfinished = tempfile.mkstemp(_UNFINISHED, ".", path.parent)
        with open(descriptor, "wb") as file:  # noqa: PTH123 (a descriptor)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).replace(path)
        unfinished = ""
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        if unfinished:
            Path(unfinished).unlink(missing_ok=True)
