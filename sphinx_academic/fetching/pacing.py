"""How often a service is asked, and how long after it was busy: as it says itself, else politely. Decides, and lets a clock wait."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from sphinx_academic.fetching.source import Pace


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """What tells the time and lets it pass; tests give their own."""

    instant: Callable[[], datetime] = _now
    elapsed: Callable[[], float] = time.monotonic
    """Seconds since any moment."""
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    """From 0 to 1, for waiting less evenly."""


class Patience(NamedTuple):
    """How much one request may cost."""

    connect: float = 10
    """Seconds until there is a connection."""
    read: float = 60
    """Seconds in which something has to arrive."""
    whole: float = 300
    """Seconds until an answer is there."""
    size: int = 20_000_000
    """Bytes of an answer, unpacked."""
    tries: int = 5
    few_tries: int = 3
    """Tries where asking again seldom helps: nobody is there, an error of the server, and a refusal that does not say how long it lasts."""
    wait: float = 120
    """Seconds that are waited at once; a service that wants more is left out."""
    all_waits: float = 240
    """Seconds that go by for one answer, with all tries, before it is asked for no more."""


_BUSY = frozenset((408, 425, 429, 500, 502, 503, 504))
_SAYS_WHEN = frozenset((403, 429, 503))
"""The statuses with which ``Retry-After`` counts: services send it with others too, where it means nothing."""
_EPOCH_BEGINS = 100_000_000
"""What is larger, in a header that says when a limit ends, are seconds since 1970; what is smaller, seconds from now."""


def moment(date: str) -> datetime | None:
    """A date as HTTP writes it (RFC 9110, section 5.6.7); None for what is none."""
    try:
        found = parsedate_to_datetime(date)
    except (TypeError, ValueError, OverflowError):
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text.strip(), re.ASCII) else None


def stated_wait(status: int, headers: Mapping[str, str], now: datetime) -> float | None:
    """For how many seconds a service wants to be left alone that has refused an answer; None where it does not say."""
    if status not in _SAYS_WHEN:
        return None
    now = moment(headers.get("date", "")) or now
    after = headers.get("retry-after", "")
    if (seconds := _number(after)) is not None:
        return seconds
    if (until := moment(after)) is not None:
        return max((until - now).total_seconds(), 0)
    if headers.get("x-ratelimit-remaining") == "0":
        return _until_reset(headers, now)
    return None


def _until_reset(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds until a limit ends. Of GitHub and Zenodo they are since 1970, of OpenAlex from now; Crossref and PubMed do not say."""
    reset = _number(headers.get("x-ratelimit-reset", ""))
    if reset is None:
        return None
    return reset if reset < _EPOCH_BEGINS else max(reset - now.timestamp(), 0)


def is_busy(status: int, headers: Mapping[str, str]) -> bool:
    """Whether a service may answer when it is asked again: GitHub refuses what is too much with the status of what is forbidden."""
    return status in _BUSY or (
        status == 403 and ("retry-after" in headers or headers.get("x-ratelimit-remaining") == "0")
    )


class GiveUp(NamedTuple):
    """That an answer is not waited for any longer, and why, in words that follow the name of the service."""

    reason: str


def wait_after(
    status: int,
    headers: Mapping[str, str],
    tries: int,
    waited: float,
    clock: Clock,
    patience: Patience,
    *,
    is_hopeless: bool = False,
) -> float | GiveUp:
    """How many seconds to wait after a service was busy or (status 0) did not answer, having been asked so many times in so many seconds.
    ``is_hopeless`` says that asking again seldom helps."""
    now = clock.instant()
    stated = stated_wait(status, headers, now)
    if stated is not None and stated > patience.wait:
        return GiveUp(f"wants to be asked again {_in_words(stated, now)}")
    is_hopeless = is_hopeless or (stated is None and status in {403, 429, 500})
    most = min(patience.few_tries, patience.tries) if is_hopeless else patience.tries
    # A service that states no time, or one that is over, is given more and more, at random: not all who were refused come back at once.
    wait = stated or min(2.0**tries, patience.wait) * clock.chance()
    if tries >= most or waited + wait > patience.all_waits:
        if status == 0:
            return GiveUp("does not answer")
        if status in {403, 429}:
            return GiveUp(f"answers that it is asked too often (status {status}), also when asked again")
        return GiveUp(f"is out of order (status {status}), also when asked again")
    return wait


def _in_words(seconds: float, now: datetime) -> str:
    try:
        when = now + timedelta(seconds=seconds)
    except OverflowError:
        return "in some years"
    day = "" if when.date() == now.date() else f"{when:%Y-%m-%d} "
    hours = round(seconds / 3600)
    about = f"{hours} hours" if hours > 1 else f"{max(round(seconds / 60), 1)} minutes"
    return f"after {day}{when:%H:%M} UTC, in {about}"


class Pacer:
    """Holds the requests to one service apart."""

    def __init__(self, pace: Pace, clock: Clock) -> None:
        self._clock = clock
        self._usual = 1 / pace.per_second if pace.per_second > 0 else 0.0
        self._between = self._usual
        self._next = 0.0
        self._free = ""
        self._free_at = 0.0

    def wait(self) -> str:
        """Wait until the service may be asked; where that would be long, give the reason at once, else nothing."""
        elapsed = self._clock.elapsed()
        if self._free and elapsed < self._free_at:
            return self._free
        if elapsed < self._next:
            self._clock.sleep(self._next - elapsed)
        self._next = max(elapsed, self._next) + self._between
        return ""

    def hear(self, headers: Mapping[str, str], patience: Patience) -> None:
        """Heed what an answer says of the limits of the service, of which only what is narrower than ours counts."""
        now = moment(headers.get("date", "")) or self._clock.instant()
        rate = _number(headers.get("x-rate-limit-limit", ""))
        interval = re.fullmatch(r"([0-9]{1,6})s?", headers.get("x-rate-limit-interval", ""), re.ASCII)
        if rate and interval:
            between = int(interval[1]) / rate
            self._between = max(self._usual, min(between, patience.wait))
            if between > patience.wait:
                self._leave_alone(between, now)
        # What is left at a service that counts seconds from now (OpenAlex) is money, of which most answers need none.
        reset = _number(headers.get("x-ratelimit-reset", ""))
        if headers.get("x-ratelimit-remaining") == "0" and reset is not None and reset >= _EPOCH_BEGINS:
            seconds = max(reset - now.timestamp(), 0)
            if seconds > patience.wait:
                self._leave_alone(seconds, now)
            else:
                self._next = max(self._next, self._clock.elapsed() + seconds)

    def _leave_alone(self, seconds: float, now: datetime) -> None:
        """Ask for nothing in a time that is too long to be waited for."""
        self._free = f"wants to be asked again {_in_words(seconds, now)}"
        self._free_at = self._clock.elapsed() + seconds
