"""How often a service is asked is what it states, or less; how long it is left alone is what it asks for, within bounds."""

from __future__ import annotations

import pytest
from answers_of_files import stored_headers
from asking_clients import BEGIN, StillClock

from sphinx_academic.fetching.pacing import (
    Clock,
    GiveUp,
    Pacer,
    Patience,
    is_busy,
    moment,
    stated_wait,
    wait_after,
)
from sphinx_academic.fetching.source import Pace

PATIENCE = Patience()


def headers(name: str) -> dict[str, str]:
    return {key.lower(): value for key, value in stored_headers(name)[1]}


def test_requests_are_held_apart() -> None:
    still = StillClock()
    pacer = Pacer(Pace(0.5), still.clock)
    for _ in range(3):
        assert pacer.wait() == ""
    assert still.slept == [2, 2]


def test_a_service_that_took_its_time_is_not_waited_for() -> None:
    still = StillClock()
    pacer = Pacer(Pace(1), still.clock)
    pacer.wait()
    still.slept.append(5)  # the answer
    pacer.wait()
    pacer.wait()
    assert still.slept == [5, 1]


def test_what_crossref_states_makes_requests_rarer_but_never_more_frequent() -> None:
    still = StillClock()
    pacer = Pacer(Pace(5), still.clock)
    stated = (("3", "1s"), ("10", "1s"), ("2", "10s"), ("0", "1s"), ("x", "1s"), ("3", "soon"))
    between = []
    for limit, interval in stated:
        pacer.hear({"x-rate-limit-limit": limit, "x-rate-limit-interval": interval}, PATIENCE)
        pacer.wait()
        before = len(still.slept)
        pacer.wait()
        between.append(round(sum(still.slept[before:]), 2))
    assert between == [0.33, 0.2, 5, 5, 5, 5]
    fresh = Pacer(Pace(5), still.clock)
    fresh.hear(headers("crossref/works-page-1"), PATIENCE)
    fresh.wait()
    fresh.wait()
    assert still.slept[-1] == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("name", "date", "seconds"),
    [
        ("openalex/rate-limited", "", 53578),  # seconds left
        ("github/rate-limited", "Thu, 23 Jul 2026 06:00:21 GMT", 600),  # seconds since 1970
        ("github/rate-limited-secondary", "", 60),
        ("pubmed/rate-limited", "", 2),
        ("dblp/rate-limited", "", 60),
        ("crossref/rate-limited", "", None),
        ("orcid/rate-limited", "", None),
    ],
)
def test_what_services_want_is_read_as_each_of_them_means_it(
    name: str, date: str, seconds: float | None
) -> None:
    given = {**headers(name), **({"date": date} if date else {})}
    found = stated_wait(stored_headers(name)[0], given, BEGIN)
    assert found == seconds or (
        found is not None and seconds is not None and abs(found - seconds) < 3600 * 24
    )
    assert is_busy(stored_headers(name)[0], given)


def test_a_retry_after_counts_only_where_it_means_something() -> None:
    for status in (200, 404, 500, 502):
        assert stated_wait(status, {"retry-after": "59"}, BEGIN) is None
    assert not is_busy(403, {"x-ratelimit-remaining": "41"})
    assert not is_busy(404, {"retry-after": "1"})


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("7", 7),
        (" 7 ", 7),
        ("Tue, 01 Dec 2026 08:01:00 GMT", 60),
        ("Tue, 01 Dec 2026 07:00:00 GMT", 0),
        ("Tuesday, 01-Dec-26 08:01:00 GMT", 60),
        ("-3", None),
        ("1.5", None),
        ("٣", None),
        ("soon", None),
        ("", None),
        ("9" * 16, None),
        ("Tue, 99 Dec 2026 08:01:00 GMT", None),
    ],
)
def test_both_forms_of_a_retry_after_are_read_and_others_are_not(text: str, seconds: float | None) -> None:
    assert stated_wait(429, {"retry-after": text}, BEGIN) == seconds


def test_a_date_is_measured_by_the_clock_of_the_service() -> None:
    late = {"date": "Tue, 01 Dec 2026 08:30:00 GMT", "retry-after": "Tue, 01 Dec 2026 08:30:10 GMT"}
    assert stated_wait(429, late, BEGIN) == 10


def waits(status: int, given: dict[str, str], clock: Clock | None = None) -> list[float | str]:
    found: list[float | str] = []
    waited = 0.0
    for tries in range(1, 20):
        wait = wait_after(status, given, tries, waited, clock or StillClock().clock, PATIENCE)
        if isinstance(wait, GiveUp):
            return [*found, wait.reason]
        waited += wait
        found.append(wait)
    return found


def test_without_a_word_waits_grow_at_random_and_come_to_an_end() -> None:
    assert waits(503, {}) == [1, 2, 4, 8, "is out of order (status 503), also when asked again"]
    assert waits(0, {}) == [1, 2, 4, 8, "does not answer"]
    assert waits(429, {})[:2] == [1, 2]
    assert len(waits(429, {})) == 3
    assert len(waits(500, {})) == 3
    assert waits(503, {}, Clock(StillClock().instant, chance=lambda: 0.0))[:4] == [0, 0, 0, 0]


def test_what_is_stated_is_waited_for_within_bounds() -> None:
    assert waits(429, {"retry-after": "2"})[:4] == [2, 2, 2, 2]
    assert waits(429, {"retry-after": "100"})[:-1] == [100, 100]
    assert waits(429, {"retry-after": "54000"}) == ["wants to be asked again after 23:00 UTC, in 15 hours"]
    assert waits(429, {"retry-after": "86400"}) == [
        "wants to be asked again after 2026-12-02 08:00 UTC, in 24 hours"
    ]
    assert waits(429, {"retry-after": "121"}) == ["wants to be asked again after 08:02 UTC, in 2 minutes"]
    assert waits(429, {"retry-after": "999999999999999"}) == ["wants to be asked again in some years"]


def test_a_service_that_has_no_request_left_is_not_asked_before_it_has() -> None:
    still = StillClock()
    pacer = Pacer(Pace(10), still.clock)
    reset = int(BEGIN.timestamp()) + 600
    pacer.hear({"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(reset)}, PATIENCE)
    assert pacer.wait() == "wants to be asked again after 08:10 UTC, in 10 minutes"
    still.slept.append(601)
    assert pacer.wait() == ""


def test_a_service_that_states_a_day_between_two_requests_is_not_waited_for() -> None:
    still = StillClock()
    pacer = Pacer(Pace(10), still.clock)
    pacer.hear({"x-rate-limit-limit": "1", "x-rate-limit-interval": "86400s"}, PATIENCE)
    assert pacer.wait() == "wants to be asked again after 2026-12-02 08:00 UTC, in 24 hours"
    assert still.slept == []


def test_a_limit_that_ends_soon_is_waited_for() -> None:
    still = StillClock()
    pacer = Pacer(Pace(10), still.clock)
    reset = int(BEGIN.timestamp()) + 20
    pacer.hear({"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(reset)}, PATIENCE)
    assert pacer.wait() == ""
    assert still.slept == [20]


@pytest.mark.parametrize(
    "given",
    [
        {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "64136"},  # OpenAlex: what is free stays free
        {"x-ratelimit-remaining": "0"},  # PubMed
        {"x-ratelimit-remaining": "12", "x-ratelimit-reset": "1896114400"},
        {"retry-after": "59", "x-ratelimit-remaining": "132"},  # Zenodo, with every answer
        {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "x"},
    ],
)
def test_headers_that_mean_something_else_hold_nothing_up(given: dict[str, str]) -> None:
    still = StillClock()
    pacer = Pacer(Pace(10), still.clock)
    pacer.hear(given, PATIENCE)
    assert pacer.wait() == ""
    assert still.slept == []


def test_dates_of_any_text_are_dates_or_none() -> None:
    assert moment("Tue, 01 Dec 2026 08:00:00 GMT") == BEGIN
    assert moment("Tue, 01 Dec 2026 09:00:00 +0100") == BEGIN
    for text in ("", "yesterday", "Tue, 01 Dec 99999 08:00:00 GMT", "0" * 500):
        assert moment(text) is None
