"""The files that a fetch reads and writes: the plan, the lock, and what the project has of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sphinx_academic.cli.command import Refused
from sphinx_academic.cli.messages import say_problems
from sphinx_academic.cli.project_data import conf_of, data_named_in, shown
from sphinx_academic.cli.writing import real_path
from sphinx_academic.fetching import plan as plans
from sphinx_academic.formats import lock_file
from sphinx_academic.formats.loading import NamedFile, nearest_above, sources_of
from sphinx_academic.formats.text import decode
from sphinx_academic.problems import Problem, Severity


class FetchFiles(NamedTuple):
    """Where things are."""

    plan: Path
    lock: Path
    own: tuple[NamedFile, ...]
    """The data files but for the lock."""
    is_lock_read: bool
    """Whether the project reads the lock, once it is there."""
    conf: Path | None = None

    @property
    def line_for_conf(self) -> str:
        """What has a project read the lock."""
        assert self.conf is not None
        name = _shown_from(self.conf.parent, self.lock)
        return f'academic_data = [..., "{name}"]'


def _shown_from(folder: Path, path: Path) -> str:
    """A path as it stands in a file of a folder."""
    try:
        return real_path(path).relative_to(real_path(folder)).as_posix()
    except ValueError:
        return path.as_posix()


def files_of_fetch(site: Path | None, data: Sequence[str], plan: Path | None) -> FetchFiles:
    """Where the files of a project are, or of some data that are named. Raises Refused where there is no project."""
    conf = None if data else conf_of(site)
    named = tuple(data) if conf is None else data_named_in(conf)
    folder = Path() if conf is None else conf.parent
    sources = sources_of(named)
    lock = _lock(folder, named, sources)
    found = plan or _plan(lock, folder, is_project=conf is not None)
    real_lock, real_plan = real_path(lock), real_path(found)
    own = tuple(each for each in sources if real_path(each.path) not in (real_lock, real_plan))
    is_read = len(own) < len(sources) and any(real_path(each.path) == real_lock for each in sources)
    return FetchFiles(found, lock, own, is_read or _is_in_folder(lock, named), conf)


def _lock(folder: Path, named: Sequence[str], sources: Sequence[NamedFile]) -> Path:
    """The lock that the project reads, else one that lies beside ``conf.py``, else where the project would read one."""
    there = [each.path for each in sources if each.path.name == lock_file.NAME]
    beside = Path(shown(folder / lock_file.NAME))
    if there or beside.exists():
        return next(iter(there), beside)
    return next((Path(name) / lock_file.NAME for name in named if Path(name).is_dir()), beside)


def _is_in_folder(lock: Path, named: Sequence[str]) -> bool:
    return any(
        Path(name).is_dir() and real_path(lock).is_relative_to(real_path(Path(name))) for name in named
    )


def _plan(lock: Path, folder: Path, *, is_project: bool) -> Path:
    """The plan that is there, else where one is made: beside ``conf.py``."""
    beside = Path(shown(folder / plans.NAME))
    choices = [lock.with_name(plans.NAME), beside]
    above = nearest_above(folder.resolve(), plans.NAME) if is_project else None
    return next((path for path in choices if path.is_file()), Path(shown(above)) if above else beside)


def text_of(path: Path) -> tuple[bytes | None, str, tuple[Problem, ...]]:
    """The bytes of a file, None where there is none, its text, and what is wrong with its encoding."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None, "", ()
    text, problems = decode(data, shown(path))
    return data, text, problems


class Planned(NamedTuple):
    """What a plan says, an empty one where there is none, its text, and whether all of it was understood."""

    plan: plans.FetchPlan
    text: str
    is_understood: bool


def planned(path: Path) -> Planned:
    """A plan; what is wrong with it is said. Raises Refused where it cannot be read."""
    _data, text, problems = text_of(path)
    plan, found = plans.read_plan(text, shown(path)) if text else (plans.FetchPlan(), ())
    told = (*problems, *found)
    say_problems(told)
    if any(each.severity is Severity.UNREAD for each in told):
        raise Refused("Nothing is asked, as the plan cannot be read.")
    return Planned(plan, text, not told)


def locked(path: Path) -> tuple[lock_file.Lock, bytes | None]:
    """What a lock holds, and its bytes. Raises Refused where nothing may be written over it."""
    data, text, problems = text_of(path)
    if data is None:
        return lock_file.Lock(), None
    lock, found = lock_file.read_lock(text, shown(path))
    say_problems((*problems, *found))
    if lock is None or problems:
        raise Refused(f"Nothing is asked, and '{shown(path)}' stays as it is.")
    return lock, data
