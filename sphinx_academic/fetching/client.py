"""Asks services over HTTP: within their limits, again where they were busy, never twice for what is kept, and never anybody else."""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from email.utils import format_datetime
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import NamedTuple, Self
from urllib.parse import urlencode, urlsplit

import filelock
import httpx

from sphinx_academic.data.located import RawMapping
from sphinx_academic.fetching.answered_json import NoJsonError, json_values
from sphinx_academic.fetching.kept_answers import KeptAnswer, KeptAnswers
from sphinx_academic.fetching.pacing import Clock, GiveUp, Pacer, Patience, is_busy, moment, wait_after
from sphinx_academic.fetching.received import (
    CutBodyError,
    LargeBodyError,
    OddBodyError,
    is_announced_larger,
    is_check,
    is_told_off,
    is_whole,
    name_of_status,
    said_in,
    text_of,
    unpacked,
    what_is_odd,
)
from sphinx_academic.fetching.service_addresses import ServiceAddresses, joined, key_in
from sphinx_academic.fetching.source import Asker, Reply, Source, UnavailableError
from sphinx_academic.fetching.xml_tree import NoXmlError, XmlElement, parse

_KEPT_HEADERS = ("link", "content-type")
_MOST_REDIRECTS = 5
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_MOST_OF_ERROR = 100_000
"""Bytes of an answer with an error that are read."""
_LONGEST_ADDRESS = 65_536
"""Signs of an address beyond which httpx takes it for none, as where somebody's title is a whole page."""
_TOLD_WAIT = 3.0
"""Seconds from which on somebody who watches is told what is waited for."""


class BusyError(Exception):
    """Another run is going on in the same folder."""


class Client:
    """One run of asking; a context manager that keeps what is answered in a folder.

    A run that was broken off is gone on with by the next one: what it was answered is not asked for again. After a whole run everything is
    asked for anew, with conditions (RFC 9110, section 13.1).
    """

    def __init__(
        self,
        folder: Path,
        *,
        run: str,
        contact: str = "",
        environment: Mapping[str, str] | None = None,
        offline: bool = False,
        transport: httpx.BaseTransport | None = None,
        say: Callable[[str], None] = lambda message: None,
        clock: Clock = Clock(),  # noqa: B008 (frozen)
        patience: Patience = Patience(),  # noqa: B008 (frozen)
    ) -> None:
        """``folder`` is where answers are kept, ``run`` what tells one run from another: the lock that is written and what is asked.
        ``environment`` holds the keys, ``transport`` leads the requests in place of the network, ``say`` is told of waiting, ``clock`` and
        ``patience`` say how long."""
        self.contact = contact
        self.say, self.clock, self.patience = say, clock, patience
        self.answers = KeptAnswers(folder)
        self.offline = offline
        self.mark = ""
        """What answers of this run are marked with."""
        self.asked: set[str] = set()
        """The names of the services that were asked for something, or whose kept answers were."""
        self._run, self._environment, self._transport = run, environment or {}, transport
        self._http: httpx.Client | None = None
        self._opened = ExitStack()
        self._pacers: dict[str, Pacer] = {}

    def __enter__(self) -> Self:
        """Begin, or go on. Raises BusyError where another run is going on."""
        if self.offline:
            return self  # which reads only
        folder = self.answers.folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with ExitStack() as opened:
            opened.enter_context(_alone_in(folder))
            opened.enter_context(_silenced())
            self.mark = self.answers.begin(self._run, self.clock.instant())
            self._opened = opened.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        """Close the connections; what was broken off stays to be gone on with."""
        self._opened.close()
        self._http = None

    def asker(self, source: Source) -> Asker:
        """What asks one service."""
        pacer = self._pacers.setdefault(source.name, Pacer(source.pace, self.clock))
        return _ServiceAsker(self, ServiceAddresses(source, key_in(source, self._environment)), pacer)

    def done(self) -> None:
        """Everything was asked for: the next run is another one."""
        if not self.offline:
            self.answers.end(self._run)
            self.answers.prune(self.clock.instant())

    def http(self) -> httpx.Client:
        """The connections, which are opened when somebody is asked first."""
        if self._http is None:
            patience = self.patience
            self._http = self._opened.enter_context(
                httpx.Client(
                    headers={"User-Agent": _user_agent(self.contact), "Accept-Encoding": "gzip"},
                    timeout=httpx.Timeout(patience.read, connect=patience.connect),
                    transport=self._transport,
                    follow_redirects=False,
                )
            )
        return self._http


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    path = folder / "busy.lock"
    lock = filelock.FileLock(path, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise BusyError(
            f"another run is fetching with what is kept in {folder}; wait until it has ended."
        ) from None
    except NotImplementedError:
        raise OSError(
            0, "this file system has no locks, so that two runs could disturb each other", str(path)
        ) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _silenced() -> Iterator[None]:
    # They write addresses and headers, in which keys stand.
    loggers = [logging.getLogger(name) for name in ("httpx", "httpcore")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _user_agent(contact: str) -> str:
    """Who asks, for the services: the program, its home, and whom to write to."""
    try:
        about = metadata("sphinx-academic")
    except PackageNotFoundError:
        name, addresses = "sphinx-academic", []
    else:
        name = f"sphinx-academic/{about['Version']}"
        addresses = [row.partition(", ") for row in about.get_all("Project-URL") or ()]
    home = next((address for label, _, address in addresses if label == "Homepage"), "")
    contact = "".join(
        sign for sign in contact if sign.isascii() and sign.isprintable() and sign not in "()\\ "
    )
    known = "; ".join(filter(None, (home, f"mailto:{contact}" if contact else "")))
    return name + (f" ({known})" if known else "")


@dataclass(frozen=True)
class _KeptReply:
    """An answer that is kept."""

    kept: KeptAnswer
    body: bytes = field(repr=False)
    forget: Callable[[], None] = field(repr=False)

    @property
    def day(self) -> str:
        return self.kept.day

    @property
    def headers(self) -> Mapping[str, str]:
        return self.kept.headers

    def text(self) -> str:
        return text_of(self.body, self.kept.headers)

    def json(self) -> RawMapping:
        try:
            return json_values(self.text())
        except NoJsonError as error:
            self.forget()
            raise UnavailableError(f"answers with what is no whole JSON: {error}") from None

    def xml(self) -> XmlElement:
        try:
            return parse(self.text())
        except NoXmlError as error:
            self.forget()
            raise UnavailableError(f"answers with what is no whole XML: {error}") from None


class _Got(NamedTuple):
    """What has arrived."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _BusyServiceError(Exception):
    """That a service may answer when it is asked again; the status is 0 where nothing has arrived."""

    def __init__(
        self,
        status: int = 0,
        headers: Mapping[str, str] | None = None,
        reason: str = "",
        *,
        is_hopeless: bool = False,
    ) -> None:
        super().__init__(reason)
        self.status, self.headers, self.reason, self.is_hopeless = status, headers or {}, reason, is_hopeless


class _ServiceAsker:
    """Asks one service."""

    def __init__(self, client: Client, addresses: ServiceAddresses, pacer: Pacer) -> None:
        self._client, self._addresses, self._pacer = client, addresses, pacer
        self._source, self._key = addresses

    @property
    def contact(self) -> str:
        """The address of whoever asks; empty where none is known."""
        return self._client.contact

    def get(
        self, address: str, parameters: Mapping[str, str] | None = None, *, accept: str = "application/json"
    ) -> Reply | None:
        """What stands at an address of the service: see :class:`~sphinx_academic.fetching.source.Asker`."""
        if parameters:
            address += ("&" if "?" in address else "?") + urlencode(parameters)
        if reason := self._addresses.why_not(address):
            raise ValueError(f"{self._addresses.masked(address)} {reason}")
        address = self._addresses.without_key(address)
        self._client.asked.add(self._source.name)
        found = self._client.answers.find(address, accept)
        if self._client.offline:
            if found is None:
                raise UnavailableError("is not asked, as this run is offline and its answer is not kept")
        elif found is None or found[0].run != self._client.mark:
            found = self._asked(address, accept, found)
        return self._reply(*found)

    def forget(self, reply: Reply) -> None:
        """Keep an answer no longer that is none on a second look."""
        if isinstance(reply, _KeptReply) and not self._client.offline:
            reply.forget()

    def _reply(self, kept: KeptAnswer, body: bytes) -> Reply | None:
        if kept.status != 200:
            return None
        answers, is_kept = self._client.answers, not self._client.offline
        return _KeptReply(kept, body, lambda: answers.forget(kept) if is_kept else None)

    # How something is asked

    def _asked(
        self, address: str, accept: str, known: tuple[KeptAnswer, bytes] | None
    ) -> tuple[KeptAnswer, bytes]:
        """Ask, and keep what is answered."""
        wanted = self._source.key
        if wanted and wanted.is_needed and not self._key:
            raise UnavailableError(
                f"is asked only with a key, and {wanted.variable} holds none"
                + (f" (one gets it at {wanted.where})" if wanted.where else "")
            )
        conditions = known[0].conditions if known else {}
        got = self._got_in_the_end(address, accept, conditions)
        if got.status == 304 and known and known[0].status != 200:
            # That there is still nothing cannot be said so: it may have come to be with an older date.
            known = None
            got = self._got_in_the_end(address, accept, {})
        if got.status == 304:
            if known is None:
                raise UnavailableError("says that nothing has changed, having answered nothing before", 304)
            headers, body = {**known[0].headers, **self._kept_headers(got)}, known[1]
            etag = got.headers.get("etag", known[0].etag)
            modified = got.headers.get("last-modified", known[0].last_modified)
            status = known[0].status
        else:
            headers, body, status = self._kept_headers(got), self._addresses.masked_body(got.body), got.status
            etag, modified = got.headers.get("etag", ""), got.headers.get("last-modified", "")
        now = self._client.clock.instant()
        date = got.headers.get("date", "")
        day = (moment(date) or now).date().isoformat()
        if not moment(date):
            date = format_datetime(datetime.combine(now.date(), time(), UTC), usegmt=True)
        answer = KeptAnswer(
            address,
            accept,
            status,
            day,
            self._client.mark,
            "",
            self._plain(etag),
            self._plain(modified),
            self._plain(date),
            headers,
        )
        return self._client.answers.keep(answer, body), body

    def _plain(self, header: str) -> str:
        """A header that is sent again as it is; empty for what can be none, and for one that tells the key, which without it would be another."""
        is_one = header.isascii() and header.isprintable() and len(header) < 1000
        return header if is_one and self._addresses.masked(header) == header else ""

    def _kept_headers(self, got: _Got) -> dict[str, str]:
        return {
            name: self._addresses.masked(got.headers[name]) for name in _KEPT_HEADERS if name in got.headers
        }

    def _got_in_the_end(self, address: str, accept: str, conditions: Mapping[str, str]) -> _Got:
        """What is answered, where the service was busy after having waited for it."""
        client, tries, waited = self._client, 0, 0.0
        while True:
            if reason := self._pacer.wait():
                raise UnavailableError(reason, 429)
            tries += 1
            begun = client.clock.elapsed()
            try:
                return self._got(address, accept, conditions)
            except _BusyServiceError as busy:
                waited += client.clock.elapsed() - begun
                wait = wait_after(
                    busy.status,
                    busy.headers,
                    tries,
                    waited,
                    client.clock,
                    client.patience,
                    is_hopeless=busy.is_hopeless,
                )
                silence = "" if busy.status else busy.reason
                if isinstance(wait, GiveUp):
                    reasons = (wait.reason if busy.status else "", busy.reason)
                    raise UnavailableError(
                        self._addresses.masked(": ".join(filter(None, reasons))), busy.status
                    ) from None
            if wait >= _TOLD_WAIT:
                client.say(
                    f"{self._source.label} {silence or 'is busy'}: asked again in {round(wait)} seconds."
                )
            client.clock.sleep(wait)
            waited += wait

    def _got(self, address: str, accept: str, conditions: Mapping[str, str]) -> _Got:
        """What is answered at once, wherever the service leads within itself."""
        first = urlsplit(address).hostname
        for _step in range(_MOST_REDIRECTS + 1):
            got = self._arrived(address, accept, conditions, with_key=urlsplit(address).hostname == first)
            if got.status not in _REDIRECTS:
                return self._judged(got, accept)
            if not (to := joined(address, got.headers.get("location", ""))):
                raise UnavailableError("leads elsewhere without saying where", got.status)
            if reason := self._addresses.why_not(to):
                where = self._addresses.masked(to.partition("?")[0])[:200]
                raise UnavailableError(f"leads to {where}, which {reason} and is not followed", got.status)
            address = self._addresses.without_key(to)
        raise UnavailableError(f"leads from one address to the next, more than {_MOST_REDIRECTS} times")

    def _arrived(self, address: str, accept: str, conditions: Mapping[str, str], *, with_key: bool) -> _Got:
        """What one request brings."""
        client = self._client
        sent, keys = self._addresses.with_key(address) if with_key else (address, {})
        headers = {"Accept": accept, **conditions, **keys}
        begun = client.clock.elapsed()

        def watch() -> None:
            if client.clock.elapsed() - begun > client.patience.whole:
                raise _BusyServiceError(reason="answers too slowly", is_hopeless=True)

        http = client.http()
        try:
            with http.stream("GET", sent, headers=headers) as response:
                found = {name.lower(): value for name, value in response.headers.items()}
                self._pacer.hear(found, client.patience)
                most = client.patience.size if response.status_code == 200 else _MOST_OF_ERROR
                try:
                    if is_announced_larger(found, most):
                        raise LargeBodyError
                    body = unpacked(response.iter_raw(), found.get("content-encoding", ""), most, watch)
                except LargeBodyError:
                    if response.status_code == 200:
                        raise
                    body = b""
                return _Got(response.status_code, found, body)
        except httpx.InvalidURL:
            if len(sent) > _LONGEST_ADDRESS:
                raise UnavailableError("is not asked, as that makes an address that is too long") from None
            raise ValueError(f"{self._addresses.masked(address)} is no address") from None
        except LargeBodyError:
            size = client.patience.size / 1_000_000
            raise UnavailableError(f"answers with more than {size:g} MB, which is not read") from None
        except OddBodyError:
            raise UnavailableError("answers with what cannot be unpacked") from None
        except (CutBodyError, httpx.RemoteProtocolError) as error:
            if "location header" in str(error):
                raise UnavailableError("leads to what is no address") from None
            raise _BusyServiceError(reason="answers with what breaks off before its end") from None
        except httpx.TimeoutException:
            raise _BusyServiceError(reason="does not answer in time", is_hopeless=True) from None
        except httpx.TransportError as error:
            if "CERTIFICATE_VERIFY_FAILED" in str(error):
                host = urlsplit(address).hostname
                raise UnavailableError(
                    f"is not asked, as nobody vouches that {host} is who it says (its certificate is not valid)"
                ) from None
            why = self._addresses.masked(_why(error))
            raise _BusyServiceError(
                reason="cannot be reached" + (f" ({why})" if why else ""), is_hopeless=True
            ) from None

    def _judged(self, got: _Got, accept: str) -> _Got:
        """An answer that may be kept; raises what it is where it is none."""
        if is_check(got.body):
            raise UnavailableError("answers with a check page for browsers, not with data", got.status)
        if got.status in {304, 404, 410}:
            return got._replace(body=b"")
        if got.status == 200:
            if is_told_off(got.body):
                raise _BusyServiceError(429, got.headers)
            if reason := what_is_odd(got.body, got.headers, accept):
                raise UnavailableError(self._addresses.masked(reason))
            if not is_whole(got.body, accept):
                raise _BusyServiceError(reason="answers with what breaks off before its end")
            return got
        said = self._addresses.masked(said_in(got.body, got.headers))
        if is_busy(got.status, got.headers):
            raise _BusyServiceError(got.status, got.headers, said)
        if got.status in {401, 403}:
            variable = self._source.key.variable if self._source.key else ""
            reason = f"does not take the key in {variable}" if self._key else "does not answer without a key"
            if variable and not self._key:
                reason += f" ({variable} is not set)"
        else:
            reason = f"answers with {name_of_status(got.status)}"
        raise UnavailableError(reason + (f": {said}" if said else ""), got.status)


def _why(error: BaseException) -> str:
    """What the system says of a failure, without its number; of a name that nothing is found by, what that mostly comes of."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, socket.gaierror):
            return "its name is not found; is this computer online?"
        cause = cause.__cause__ or cause.__context__
    return re.sub(r"^\[Errno -?[0-9]{1,5}\] ", "", str(error))
