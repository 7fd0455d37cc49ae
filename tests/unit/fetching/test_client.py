"""Services are asked politely, again where they were busy, never twice, and never anybody else; what they fail at is told in words."""

from __future__ import annotations

import contextlib
import gzip
import json
import logging
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import service_answers as wrong
import trustme
from answers_of_files import stored_body
from asking_clients import (
    GITHUB_WITH_KEY,
    IMPATIENT,
    OPENALEX_WITH_KEY,
    WORK,
    StillClock,
    client,
    service,
)
from scholarly_server import ScholarlyServer, to_server
from service_answers import Answer

from sphinx_academic.fetching.client import BusyError, Client
from sphinx_academic.fetching.source import Source, UnavailableError

DBLP = "https://dblp.org/search/publ/api?q=quillfeather&format=json"


def ask(asking: Client, address: str = WORK, source: Source | None = None, **more: Any) -> Any:
    return asking.asker(source or service()).get(address, **more)


def reason(asking: Client, address: str = WORK, source: Source | None = None, **more: Any) -> str:
    with pytest.raises(UnavailableError) as told:
        ask(asking, address, source, **more)
    assert told.value.__suppress_context__ or told.value.__context__ is None
    return str(told.value)


# What is asked, and how


def test_an_answer_comes_with_its_day_its_headers_and_its_values(
    tmp_path: Path, scholarly_server: ScholarlyServer
) -> None:
    with client(tmp_path, scholarly_server) as asking:
        reply = ask(asking)
    assert reply.day == "2026-12-01"
    assert reply.headers == {"content-type": "application/json"}
    assert reply.json()["message"]["title"] == ["On the Patience of Tidal Clocks"]
    assert reply.json()["message"]["is-referenced-by-count"] == "7"
    asked = scholarly_server.asked[0].headers
    assert asked["user-agent"].startswith("sphinx-academic/")
    assert asked["user-agent"].endswith("; mailto:ada@eelmarsh.org)")
    assert asked["accept"] == "application/json"
    assert asked["accept-encoding"] == "gzip"


def test_a_contact_that_would_break_a_header_is_made_harmless(
    tmp_path: Path, scholarly_server: ScholarlyServer
) -> None:
    with client(tmp_path, scholarly_server, contact="ada\r\nX-Evil: 1)@eelmarsh.örg") as asking:
        ask(asking)
    assert scholarly_server.asked[0].headers["user-agent"].endswith("mailto:adaX-Evil:1@eelmarsh.rg)")
    assert "x-evil" not in scholarly_server.asked[0].headers


def test_parameters_and_the_query_of_an_address_belong_together(
    tmp_path: Path, scholarly_server: ScholarlyServer
) -> None:
    with client(tmp_path, scholarly_server) as asking:
        ask(asking, "https://api.crossref.org/works?rows=2", parameters={"query": "tides & clocks"})
    assert scholarly_server.asked[0].path == "/works?rows=2&query=tides+%26+clocks"


def test_a_list_and_xml_are_read_too(tmp_path: Path, scholarly_server: ScholarlyServer) -> None:
    with client(tmp_path, scholarly_server) as asking:
        repositories = ask(asking, "https://api.github.com/users/ada-quillfeather/repos", service("github"))
        feed = ask(
            asking,
            "https://export.arxiv.org/api/query?id_list=2401.00001",
            service("arxiv"),
            accept="application/atom+xml",
        )
    assert len(repositories.json()["items"]) == 2
    assert 'rel="next"' in repositories.headers["link"]
    assert feed.xml().text("entry", "id") == "http://arxiv.org/abs/2401.00001v2"


def test_nothing_is_none(tmp_path: Path, scholarly_server: ScholarlyServer) -> None:
    scholarly_server.fail(wrong.status(410), "datacite")
    with client(tmp_path, scholarly_server) as asking:
        assert ask(asking, "https://api.crossref.org/works/10.5555/nothing") is None
        assert ask(asking, "https://api.openalex.org/works/W9999999999", service("openalex")) is None
        assert ask(asking, "https://api.datacite.org/dois/10.5555/gone", service("datacite")) is None
        assert ask(asking, "https://api.crossref.org/works/10.5555/nothing") is None
    assert len(scholarly_server.asked) == 3


@pytest.mark.parametrize(
    "address",
    [
        "http://api.crossref.org/works",
        "https://api.crossref.org.evil.example/works",
        "https://evil.example/api.crossref.org",
        "https://api.crossref.org:8443/works",
        "https://ada@api.crossref.org/works",
        "https://api.crossref.org:99999999/works",
        "https://[api.crossref.org/works",
        "https://api.crossref.org/\x00",
        "file:///etc/passwd",
        "",
    ],
)
def test_nobody_else_is_asked(tmp_path: Path, scholarly_server: ScholarlyServer, address: str) -> None:
    with (
        client(tmp_path, scholarly_server) as asking,
        pytest.raises(ValueError, match=r"address|names a port"),
    ):
        ask(asking, address)
    assert scholarly_server.asked == []


# Redirects


def test_a_redirect_within_the_service_is_followed(tmp_path: Path, scholarly_server: ScholarlyServer) -> None:
    with client(tmp_path, scholarly_server) as asking:
        reply = ask(
            asking, "https://doi.org/10.5555/qf.2021.001", accept="application/vnd.citationstyles.csl+json"
        )
    # The stored answer of doi.org leads to a path that the service does not know.
    assert reply is None
    assert [(asked.host, asked.headers["accept"]) for asked in scholarly_server.asked] == [
        ("doi.org", "application/vnd.citationstyles.csl+json"),
        ("api.crossref.org", "application/vnd.citationstyles.csl+json"),
    ]


@pytest.mark.parametrize(
    ("to", "told"),
    [
        (
            "https://login.example/portal?from={path}",
            "leads to https://login.example/portal, which is no address of Crossref",
        ),
        ("http://api.crossref.org{path}", "which is no address that begins with https and is not followed"),
        ("//evil.example/", "leads to https://evil.example/, which"),
        ("https://api.crossref.org{path}", "leads from one address to the next, more than 5 times"),
        ("", "leads elsewhere without saying where"),
        ("//[", "leads elsewhere without saying where"),
        ("https://api.crossref.org:x/", "leads to what is no address"),
    ],
)
def test_a_redirect_elsewhere_is_told(
    tmp_path: Path, scholarly_server: ScholarlyServer, to: str, told: str
) -> None:
    scholarly_server.fail(wrong.redirect(to), times=0)
    with client(tmp_path, scholarly_server) as asking:
        assert told in reason(asking)
    assert {asked.host for asked in scholarly_server.asked} == {"api.crossref.org"}
    assert len(scholarly_server.asked) <= 6


def test_what_makes_an_address_that_is_too_long_is_told_and_nobody_is_asked(
    tmp_path: Path, scholarly_server: ScholarlyServer
) -> None:
    with (
        client(tmp_path, scholarly_server) as asking,
        pytest.raises(UnavailableError, match="is not asked, as that makes an address that is too long"),
    ):
        asking.asker(service()).get(WORK, {"query": "tides " * 20_000})
    assert scholarly_server.asked == []


# Keys

KEY = "s3cret/Key+with=signs"


def everything_in(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_key_is_sent_and_stands_nowhere(
    tmp_path: Path, scholarly_server: ScholarlyServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    echo = json.dumps({"meta": {"url": f"/works?api_key={KEY}"}, "results": []}).encode()
    scholarly_server.fail(wrong.saying(echo), "openalex")
    environment = {"OPENALEX_KEY": f" {KEY}\n", "GITHUB_TOKEN": KEY}
    with client(tmp_path, scholarly_server, environment=environment) as asking:
        reply = ask(
            asking, f"https://api.openalex.org/works?filter=author.id:A1&api_key={KEY}", OPENALEX_WITH_KEY
        )
        ask(asking, "https://api.github.com/users/ada-quillfeather/repos", GITHUB_WITH_KEY)
        scholarly_server.fail(wrong.saying(f'{{"error": "{KEY} is no key"}}'.encode(), code=403), "openalex")
        told = reason(asking, "https://api.openalex.org/works/W1", OPENALEX_WITH_KEY)
    assert scholarly_server.asked[0].parameters["api_key"] == KEY
    assert scholarly_server.asked[0].path.count("api_key") == 1
    assert scholarly_server.asked[1].headers["authorization"] == f"Bearer {KEY}"
    assert told == "does not take the key in OPENALEX_KEY: … is no key"
    assert reply.json()["meta"]["url"] == "/works?api_key=…"
    assert "s3cret" not in repr(reply) + caplog.text
    kept = everything_in(tmp_path)
    assert b"api.openalex.org" in kept
    assert KEY.encode() not in kept
    assert b"s3cret" not in kept


@pytest.mark.parametrize("header", ["ETag", "Last-Modified", "Date", "Link", "Content-Type"])
def test_a_key_in_a_header_is_not_kept(
    tmp_path: Path, scholarly_server: ScholarlyServer, header: str
) -> None:
    scholarly_server.fail(
        lambda asked, answer: answer.with_header(header, f'"application/json; api_key={KEY}"'), times=0
    )
    for _run in range(2):
        with client(tmp_path, scholarly_server, environment={"OPENALEX_KEY": KEY}) as asking:
            ask(asking, "https://api.openalex.org/works/W1", OPENALEX_WITH_KEY)
            asking.done()
    assert b"s3cret" not in everything_in(tmp_path)
    assert not any(KEY in value for asked in scholarly_server.asked for value in asked.headers.values())


def test_a_key_is_sent_to_no_other_host(tmp_path: Path, scholarly_server: ScholarlyServer) -> None:
    source = service("github", "api.github.com", "uploads.github.com", key=GITHUB_WITH_KEY.key)
    scholarly_server.fail(wrong.redirect("https://uploads.github.com/there"), "github")
    with client(tmp_path, scholarly_server, environment={"GITHUB_TOKEN": KEY}) as asking:
        ask(asking, "https://api.github.com/repos/a/b", source)
    assert ["authorization" in asked.headers for asked in scholarly_server.asked] == [True, False]


def test_a_key_in_a_redirect_is_sent_once(tmp_path: Path, scholarly_server: ScholarlyServer) -> None:
    scholarly_server.fail(wrong.redirect(f"https://api.openalex.org/works/W2?api_key={KEY}"), "openalex")
    with client(tmp_path, scholarly_server, environment={"OPENALEX_KEY": KEY}) as asking:
        ask(asking, "https://api.openalex.org/works/W1", OPENALEX_WITH_KEY)
    assert scholarly_server.asked[1].path.count("api_key") == 1
    assert b"s3cret" not in everything_in(tmp_path)


def test_a_source_that_needs_its_key_is_not_asked_without(
    tmp_path: Path, scholarly_server: ScholarlyServer
) -> None:
    for environment in ({}, {"OPENALEX_KEY": "a\nb"}, {"OPENALEX_KEY": "schlüssel"}):
        with client(tmp_path, scholarly_server, environment=environment) as asking:
            told = reason(asking, "https://api.openalex.org/works/W1", OPENALEX_WITH_KEY)
        assert (
            told
            == "is asked only with a key, and OPENALEX_KEY holds none (one gets it at https://openalex.org/settings)"
        )
    assert scholarly_server.asked == []


# Services that are busy

URL_OF = {
    "crossref": WORK,
    "openalex": "https://api.openalex.org/works/doi:10.5555/qf.2021.001",
    "orcid": "https://pub.orcid.org/v3.0/0000-0002-1825-0097/works",
    "github": "https://api.github.com/users/ada-quillfeather/repos",
    "dblp": DBLP,
    "pubmed": "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/esearch.fcgi?db=pubmed&term=x",
    "datacite": "https://api.datacite.org/dois/10.5555/zenodo.9000001",
    "arxiv": "https://export.arxiv.org/api/query?id_list=2401.00001",
    "unpaywall": "https://api.unpaywall.org/v2/10.5555/qf.2021.001?email=ada@eelmarsh.org",
}


@pytest.mark.parametrize(
    ("fault", "waits"),
    [
        (wrong.status(429, "7"), [7]),
        (wrong.status(429, "Tue, 01 Dec 2026 08:00:09 GMT"), [9]),
        (wrong.status(503, "3"), [3]),
        (wrong.status(429), [1]),
        (wrong.status(500), [1]),
        (wrong.status(502), [1]),
        (wrong.status(504, "50"), [1]),
        (wrong.status(429, "soon"), [1]),
        (wrong.status(429, "0"), [1]),
        (wrong.cut(), [1]),
        (wrong.dropped(), [1]),
        (wrong.instead("crossref/rate-limited"), [1]),
    ],
)
def test_a_service_that_was_busy_is_asked_again(
    tmp_path: Path, scholarly_server: ScholarlyServer, fault: wrong.Fault, waits: list[float]
) -> None:
    scholarly_server.fail(fault)
    still = StillClock()
    with client(tmp_path, scholarly_server, clock=still.clock) as asking:
        assert ask(asking).json()["status"] == "ok"
    assert [wait for wait in still.slept if wait > 0.2] == waits
    assert len(scholarly_server.asked) == 2


def test_whoever_watches_is_told_of_long_waits(tmp_path: Path, scholarly_server: ScholarlyServer) -> None:
    scholarly_server.fail(wrong.status(429, "30"))
    said: list[str] = []
    with client(tmp_path, scholarly_server, say=said.append) as asking:
        ask(asking)
    assert said == ["Crossref is busy: asked again in 30 seconds."]


def test_a_service_that_is_not_there_is_not_said_to_be_busy(tmp_path: Path) -> None:
    def absent(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("x") from socket.gaierror(-2, "Name or service not known")

    said: list[str] = []
    transport = httpx.MockTransport(absent)
    reason = "cannot be reached (its name is not found; is this computer online?)"
    with client(tmp_path, transport=transport, say=said.append) as asking:
        with pytest.raises(UnavailableError, match=re.escape(reason)):
            ask(asking)
        assert asking.asked == {"crossref"}
    assert all(line.startswith(f"Crossref {reason}: asked again in ") for line in said)


@pytest.mark.parametrize(
    ("name", "answer", "told", "tries"),
    [
        ("openalex", "openalex/rate-limited", "wants to be asked again after 22:52 UTC, in 15 hours", 1),
        (
            "github",
            "github/rate-limited-secondary",
            "answers that it is asked too often (status 403), also when asked again",
            5,
        ),
        (
            "orcid",
            "orcid/rate-limited",
            "answers that it is asked too often (status 429), also when asked again",
            3,
        ),
        ("orcid", "orcid/search-bad-rows", "is out of order (status 500), also when asked again", 3),
        ("orcid", "orcid/locked", "answers with status 409, conflict", 1),
        ("datacite", "datacite/rate-limited", "answers that it is asked too often", 3),
        ("dblp", "dblp/bot-check-500", "answers with a check page for browsers, not with data", 1),
        ("dblp", "dblp/bot-check-200", "answers with a check page for browsers, not with data", 1),
        ("unpaywall", "unpaywall/example-email", "answers with status 422, unprocessable entity: ", 1),
        ("pubmed", "pubmed/rate-limited-200", "answers that it is asked too often", 3),
        ("arxiv", "arxiv/rate-limited", "answers that it is asked too often", 3),
        ("crossref", "crossref/bad-request", "answers with status 400, bad request: ", 1),
    ],
)
def test_services_that_do_not_answer_are_told_in_words(
    tmp_path: Path, scholarly_server: ScholarlyServer, name: str, answer: str, told: str, tries: int
) -> None:
    scholarly_server.fail(wrong.instead(answer), times=0)
    with client(tmp_path, scholarly_server) as asking:
        found = reason(asking, URL_OF[name], service(name))
    assert found.startswith(told)
    assert "<" not in found
    assert len(scholarly_server.asked) == tries


def test_the_time_at_which_a_limit_ends_is_told_and_nobody_asks_before(
    tmp_path: Path, scholarly_server: ScholarlyServer
) -> None:
    headers = {"X_RateLimit_Remaining": "0", "X_RateLimit_Reset": "1796114400"}
    scholarly_server.fail(wrong.status(403, **headers))
    with client(tmp_path, scholarly_server) as asking:
        for _ in range(2):
            told = reason(asking, URL_OF["github"], service("github"))
            assert told.startswith("wants to be asked again after ")
    assert len(scholarly_server.asked) == 1


def test_a_service_that_hangs_is_left_out(tmp_path: Path, scholarly_server: ScholarlyServer) -> None:
    scholarly_server.fail(wrong.hang(), times=0)
    with client(tmp_path, scholarly_server, patience=IMPATIENT) as asking:
        assert reason(asking) == "does not answer in time"
    assert len(scholarly_server.asked) == 2


def test_a_slow_answer_is_waited_for_and_one_without_end_is_not(
    tmp_path: Path, scholarly_server: ScholarlyServer
) -> None:
    scholarly_server.fail(wrong.slow(500))
    with client(tmp_path, scholarly_server) as asking:
        assert ask(asking).json()["status"] == "ok"
    # Each look at the clock costs a minute.
    still = StillClock()

    def elapsed() -> float:
        still.slept.append(60)
        return still.elapsed()

    scholarly_server.fail(wrong.slow(50), times=0)
    clock = still.clock.__class__(still.instant, elapsed, still.slept.append, lambda: 0.5)
    with client(tmp_path / "other", scholarly_server, clock=clock) as asking:
        assert reason(asking) == "answers too slowly"
    assert len(scholarly_server.asked) == 2


def test_nobody_at_the_other_end(tmp_path: Path) -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("[Errno -2] Name or service not known")

    still = StillClock()
    with client(tmp_path, transport=httpx.MockTransport(refuse), clock=still.clock) as asking:
        assert reason(asking) == "cannot be reached (Name or service not known)"
    assert sum(still.slept) < 5


def test_a_certificate_that_nobody_trusts_is_refused(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with ScholarlyServer(certificate=context) as server:
        led = to_server(server, scheme="https")
        with client(tmp_path, transport=led) as asking:
            told = reason(asking)
        assert server.asked == []
    assert (
        told
        == "is not asked, as nobody vouches that api.crossref.org is who it says (its certificate is not valid)"
    )


# Answers that are none


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (wrong.html(200), "answers with a page for people, not with data"),
        (wrong.html(500), "is out of order (status 500), also when asked again"),
        (wrong.wrong_type("text/html"), "answers with a page for people, not with data"),
        (
            wrong.saying(b"<html><p>hello", "application/json"),
            "answers with a page for people, not with data",
        ),
        (wrong.saying(b""), "answers with nothing at all"),
        (wrong.saying(b" \n"), "answers with nothing at all"),
        (wrong.saying(b"Sorry.", "text/plain"), "answers with what is no JSON (it is called “text/plain”)"),
        (wrong.saying(b"Sorry.", ""), "answers with what is no JSON (it is called something else)"),
        (
            wrong.saying(b"<works/>", "application/xml"),
            "answers with what is no JSON (it is called “application/xml”)",
        ),
        (wrong.saying(b'{"a": {"b": 1}'), None),
        (wrong.large(21_000_000), "answers with more than 20 MB, which is not read"),
        (wrong.large(50_000_000), "answers with more than 20 MB, which is not read"),
        (wrong.bomb(), "answers with more than 20 MB, which is not read"),
    ],
)
def test_what_is_no_answer_is_told_and_not_kept(
    tmp_path: Path, scholarly_server: ScholarlyServer, fault: wrong.Fault, told: str | None
) -> None:
    scholarly_server.fail(fault, times=0)
    with client(tmp_path, scholarly_server) as asking:
        if told is None:
            reply = ask(asking)
            with pytest.raises(UnavailableError, match="answers with what is no whole JSON: "):
                reply.json()
        else:
            assert reason(asking) == told
    assert not list((tmp_path / "kept").glob("requests/*/*"))


def test_what_is_announced_as_too_large_is_not_read_at_all(tmp_path: Path) -> None:
    class Unread(httpx.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            raise AssertionError("it is read")

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"content-length": "20000001"}, stream=Unread())

    with client(tmp_path, transport=httpx.MockTransport(answer)) as asking:
        assert reason(asking) == "answers with more than 20 MB, which is not read"


def test_json_for_xml_is_told_with_what_it_says(tmp_path: Path, scholarly_server: ScholarlyServer) -> None:
    scholarly_server.fail(wrong.saying(b'{"error": "unknown database\\n"}'))
    with client(tmp_path, scholarly_server) as asking:
        told = reason(asking, URL_OF["pubmed"], service("pubmed"), accept="application/xml")
    assert told == "answers with an error: unknown database"


def test_a_page_is_told_whatever_is_asked_for(tmp_path: Path, scholarly_server: ScholarlyServer) -> None:
    scholarly_server.fail(wrong.html(), times=2)
    with client(tmp_path, scholarly_server) as asking:
        assert (
            reason(asking, accept="application/x-bibtex") == "answers with a page for people, not with data"
        )
        assert "being improved" in ask(asking, accept="text/html").text()


def test_xml_that_breaks_off_is_told(tmp_path: Path, scholarly_server: ScholarlyServer) -> None:
    scholarly_server.fail(wrong.saying(b"<feed><entry></feed>", "application/xml"))
    with client(tmp_path, scholarly_server) as asking:
        reply = ask(asking, URL_OF["arxiv"], service("arxiv"), accept="application/xml")
        with pytest.raises(UnavailableError, match="answers with what is no whole XML: "):
            reply.xml()


def test_a_body_of_unknown_length_that_breaks_off_is_asked_for_again(tmp_path: Path) -> None:
    bodies = [stored_body("crossref/work-by-doi")[:-100], stored_body("crossref/work-by-doi")]

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(
            200, headers={"content-type": "application/json"}, content=iter([bodies.pop(0)])
        )

    with client(tmp_path, transport=httpx.MockTransport(answer)) as asking:
        assert ask(asking).json()["status"] == "ok"
    assert bodies == []


def test_a_packed_body_that_breaks_off_is_asked_for_again_and_a_broken_one_is_told(tmp_path: Path) -> None:
    packed = gzip.compress(stored_body("crossref/work-by-doi"), mtime=0)
    answers = [
        ("gzip", packed[:-20]),
        ("gzip", packed + gzip.compress(b"\n")),
        ("gzip", b"\x1f\x8bno"),
        ("br", packed),
    ]

    def answer(request: httpx.Request) -> httpx.Response:
        encoding, body = answers.pop(0)
        return httpx.Response(200, headers={"content-encoding": encoding}, content=iter([body]))

    with client(tmp_path, transport=httpx.MockTransport(answer)) as asking:
        assert ask(asking).json()["status"] == "ok"
        for number in range(2):
            assert reason(asking, f"{WORK}{number}") == "answers with what cannot be unpacked"


def test_a_work_with_five_thousand_authors_is_read(tmp_path: Path, scholarly_server: ScholarlyServer) -> None:
    scholarly_server.fail(wrong.many_authors())
    with client(tmp_path, scholarly_server) as asking:
        assert len(ask(asking).json()["message"]["author"]) == 5000


# Runs, and what is kept


def test_a_second_run_asks_with_conditions_and_nothing_changes(tmp_path: Path) -> None:
    addresses = [URL_OF["crossref"], URL_OF["github"], "https://api.crossref.org/works/10.5555/nothing"]
    with ScholarlyServer() as server:
        days = []
        for date in ("Tue, 01 Dec 2026 08:00:00 GMT", "Sat, 05 Dec 2026 08:00:00 GMT"):
            server.date = date
            with client(tmp_path, server) as asking:
                replies = [
                    ask(asking, url, service(name))
                    for url, name in zip(addresses, ("crossref", "github", "crossref"), strict=True)
                ]
                asking.done()
            days.append([(reply.day, reply.text()) if reply else None for reply in replies])
        assert days[0] == days[1]
        first, second = server.asked[:3], server.asked[3:]
        assert not any(asked.is_conditional for asked in first)
        assert all(asked.is_conditional for asked in second)
        assert second[0].headers["if-modified-since"] == "Tue, 01 Dec 2026 08:00:00 GMT"
        assert second[1].headers["if-none-match"].startswith('W/"')
        assert second[1].headers["if-modified-since"] == server.modified


@pytest.mark.parametrize("way", ["", "etag", "last-modified", "both", "dates"])
def test_a_new_body_is_taken_with_its_day_and_an_old_one_stays(tmp_path: Path, way: str) -> None:
    with ScholarlyServer(works=1) as server:
        if way == "dates":
            server.honours_dates.add("crossref")
        else:
            server.validators["crossref"] = way
        told = []
        for day, citations in ((1, 7), (2, 7), (3, 9), (4, 9)):
            server.date = f"{('Tue', 'Wed', 'Thu', 'Fri')[day - 1]}, 0{day} Dec 2026 08:00:00 GMT"
            if server.works[0].citations != citations:
                server.works[0] = server.works[0]._replace(citations=citations)
                server.modified = server.date
            with client(tmp_path, server) as asking:
                reply = ask(asking, f"https://api.crossref.org/works/{server.works[0].doi}")
                asking.done()
            told.append((reply.day, reply.json()["message"]["is-referenced-by-count"]))
    assert told == [("2026-12-01", "7"), ("2026-12-01", "7"), ("2026-12-03", "9"), ("2026-12-03", "9")]


def test_that_there_is_still_nothing_is_not_believed_from_a_304(tmp_path: Path) -> None:
    with ScholarlyServer() as server:
        address = "https://api.crossref.org/works/10.5555/late"
        with client(tmp_path, server) as asking:
            assert ask(asking, address) is None
            asking.done()
        server.others["api.crossref.org/works/10.5555/late"] = wrong.stored("crossref/work-by-doi")
        server.honours_dates.add("crossref")
        with client(tmp_path, server) as asking:
            assert ask(asking, address).json()["status"] == "ok"


def test_a_run_that_was_broken_off_is_gone_on_with_for_a_day(
    tmp_path: Path, scholarly_server: ScholarlyServer
) -> None:
    still = StillClock()
    for hours, asked in ((0, 1), (1, 1), (22, 1), (2, 2)):
        still.more += timedelta(hours=hours)
        with client(tmp_path, scholarly_server, clock=still.clock) as asking:
            ask(asking)
        assert len(scholarly_server.asked) == asked


def test_a_run_for_another_lock_asks_for_itself(tmp_path: Path, scholarly_server: ScholarlyServer) -> None:
    for run in ("a", "b", "b"):
        with client(tmp_path, scholarly_server, run=run) as asking:
            ask(asking)
    assert [asked.is_conditional for asked in scholarly_server.asked] == [False, True]


def test_what_is_forgotten_is_asked_for_again(tmp_path: Path, scholarly_server: ScholarlyServer) -> None:
    with client(tmp_path, scholarly_server) as asking:
        asker = asking.asker(service())
        reply = asker.get(WORK)
        assert reply is not None
        asker.forget(reply)
        asker.get(WORK)
        asker.get(WORK)
    assert [asked.is_conditional for asked in scholarly_server.asked] == [False, False]


def test_offline_only_what_is_kept_is_answered(tmp_path: Path, scholarly_server: ScholarlyServer) -> None:
    with client(tmp_path, scholarly_server) as asking:
        ask(asking)
        asking.done()
    before = everything_in(tmp_path)
    with client(tmp_path, offline=True) as asking:
        assert ask(asking).json()["status"] == "ok"
        assert reason(asking, f"{WORK}2") == "is not asked, as this run is offline and its answer is not kept"
        asking.asker(service()).forget(ask(asking))
        asking.done()
    assert everything_in(tmp_path) == before
    with client(tmp_path / "nowhere", offline=True) as asking:
        reason(asking)
    assert not (tmp_path / "nowhere").exists()


def test_two_runs_at_once_are_told_apart(tmp_path: Path, scholarly_server: ScholarlyServer) -> None:
    with (
        client(tmp_path, scholarly_server),
        pytest.raises(BusyError, match="another run is fetching"),
        client(tmp_path),
    ):
        pass
    with client(tmp_path, scholarly_server) as asking:
        ask(asking)


def test_what_is_kept_is_for_its_owner_alone(tmp_path: Path, scholarly_server: ScholarlyServer) -> None:
    with client(tmp_path, scholarly_server) as asking:
        ask(asking)
    for path in [tmp_path / "kept", *(tmp_path / "kept").rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_full_disk_reaches_whoever_asks_with_the_name_of_the_file(
    tmp_path: Path, scholarly_server: ScholarlyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with client(tmp_path, scholarly_server) as asking:
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left") as told:
            ask(asking)
        assert Path(told.value.filename).is_relative_to(tmp_path)
        monkeypatch.undo()
        assert not [path for path in (tmp_path / "kept").rglob("*") if path.suffix == ".unfinished"]
        assert ask(asking).json()["status"] == "ok"


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("", "utf-8")
    with pytest.raises(FileExistsError) as told, client(tmp_path):
        pass
    assert told.value.filename == str(tmp_path / "kept")


# Kills

CHILD = """
import sys
from pathlib import Path
from asking_clients import StillClock, service
from scholarly_server import to_server
from sphinx_academic.fetching.client import Client
folder, port, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
with Client(folder / "kept", run="a", transport=to_server(port), clock=StillClock().clock) as asking:
    asker = asking.asker(service())
    for number in range(1, count + 1):
        reply = asker.get(f"https://api.crossref.org/works/10.5555/made.{number:04}")
        print(reply.day, reply.json()["message"]["DOI"], flush=True)
    asking.done()
print("done", flush=True)
"""


def child(folder: Path, port: int, count: int) -> subprocess.Popen[str]:
    here = Path(__file__).parent
    path = os.pathsep.join([str(here), str(here.parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])])
    command = [sys.executable, "-c", CHILD, str(folder), str(port), str(count)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path}
    )


def test_a_run_that_is_killed_again_and_again_asks_for_nothing_twice(tmp_path: Path) -> None:
    """Killed while the server holds back its k-th answer, when all answers before have been stored."""
    count = 8
    with ScholarlyServer(works=count) as server:
        for number in range(2, count + 1, 2):
            running: list[subprocess.Popen[str]] = []

            def kill(
                asked: wrong.Asked, answer: Answer, running: list[subprocess.Popen[str]] = running
            ) -> Answer:
                running[0].send_signal(signal.SIGKILL)
                running[0].wait()
                return Answer(drops=True)

            server.fail(kill, "crossref", path=f"made.{number:04}")
            running.append(child(tmp_path, server.port, count))
            told, _ = running[0].communicate()
            assert running[0].returncode == -signal.SIGKILL
            assert len(told.splitlines()) == number - 1
        last = child(tmp_path, server.port, count)
        told, _ = last.communicate()
        assert told.splitlines()[-1] == "done"
        numbers = [int(asked.path[-4:]) for asked in server.asked]
        # Only what was being answered at a kill is asked for again.
        assert numbers == [1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8]
        assert not any(asked.is_conditional for asked in server.asked)
        again = child(tmp_path, server.port, count)
        assert again.communicate()[0] == told
        assert all(asked.is_conditional for asked in server.asked[len(numbers) :])


def test_a_killed_run_leaves_whole_files_and_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Broken off at each of the calls that write to the disk, and gone on with."""
    written: list[str] = []

    class Killed(BaseException):
        pass

    def broken(name: str, at: int) -> None:
        original = getattr(os, name)

        def call(*given: Any, **more: Any) -> Any:
            written.append(name)
            if len(written) == at:
                raise Killed
            return original(*given, **more)

        monkeypatch.setattr(os, name, call)

    with ScholarlyServer() as server:
        for at in range(1, 12):
            folder = tmp_path / str(at)
            written.clear()
            for name in ("fsync", "replace", "open"):
                broken(name, at)
            with contextlib.suppress(Killed), client(folder, server) as asking:
                ask(asking)
                ask(asking, f"{WORK}2")
                asking.done()
            monkeypatch.undo()
            with client(folder, server) as asking:
                assert ask(asking).json()["status"] == "ok"
                asking.done()
            assert not [path for path in folder.rglob("*") if path.suffix == ".unfinished"]
