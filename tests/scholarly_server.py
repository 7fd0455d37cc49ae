"""A server on this machine that answers as scholarly services do, and fails as they do where a test asks for it (:mod:`service_answers`).

What is answered is stored in ``tests/services`` or made of :mod:`made_works`. Requests reach it over :func:`to_server`, which leads
``https://any.host/path`` here; the service is known by the header ``Host``.
"""

from __future__ import annotations

import gzip
import json
import re
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from email.utils import parsedate_to_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, NamedTuple, Self
from urllib.parse import unquote

import httpx
from answers_of_files import stored_body
from made_works import (
    ORCID,
    MadeWork,
    crossref_work,
    made_works,
    openalex_work,
    orcid_error,
    orcid_group,
    orcid_work,
    unpaywall_work,
)
from service_answers import Answer, Asked, Fault, of_json, stored

DATE = "Tue, 01 Dec 2026 08:00:00 GMT"
"""What the header ``Date`` of every answer says, as long as a test says nothing else."""


class _Planned(NamedTuple):
    fault: Fault | None
    when: Callable[[Asked], bool]
    left: list[int]


# The routes of what is stored: service, path, parameters that must be there, stored answer. The first that matches is taken.
_Route = tuple[str, str, dict[str, str], str]
_ADA = f"/v3.0/{ORCID}"
_EUTILS = "/entrez/eutils"
ROUTES: tuple[_Route, ...] = (
    ("orcid", f"{_ADA}/works", {}, "orcid/works"),
    ("orcid", "/v3.0/0000-0001-2345-6789/works", {}, "orcid/works-empty"),
    ("orcid", f"{_ADA}/work/1000001", {}, "orcid/work-1000001"),
    ("orcid", f"{_ADA}/works/*", {}, "orcid/works-bulk"),
    ("orcid", f"{_ADA}/person", {}, "orcid/person"),
    ("orcid", "/v3.0/search", {"rows": "apple"}, "orcid/search-bad-rows"),
    ("orcid", "/v3.0/search", {}, "orcid/search-empty"),
    ("openalex", "/works", {"filter": "author_name:x"}, "openalex/bad-filter"),
    ("openalex", "/authors/a5000009999", {}, "openalex/merged"),
    ("crossref", "/foo", {}, "crossref/doi-not-a-doi"),
    ("crossref", "/works", {"rows": "things"}, "crossref/bad-request"),
    ("crossref", "/works", {"cursor": "thing"}, "crossref/bad-cursor"),
    ("crossref", "/works", {"filter": "updates:10.5555/qf.2019.009"}, "crossref/updates-of"),
    ("datacite", "/dois/10.5555/zenodo.9000001", {"affiliation": "true"}, "datacite/doi-affiliation-true"),
    ("datacite", "/dois/10.5555/zenodo.9000001", {}, "datacite/doi"),
    ("datacite", "/dois", {"page[cursor]": "1"}, "datacite/dois-page-1"),
    ("datacite", "/dois", {"page[cursor]": "*"}, "datacite/dois-page-2"),
    ("datacite", "/dois", {}, "datacite/dois-page-1"),
    ("dblp", "/pid/00/0001-2.xml", {}, "dblp/person"),
    ("dblp", "/pid/00/0001.xml", {}, "dblp/person-disambiguation"),
    ("dblp", "/search/publ/api", {"q": "nobody"}, "dblp/search-empty"),
    ("dblp", "/search/publ/api", {}, "dblp/search-page-1"),
    ("dblp", "/search/author/api", {}, "dblp/author-search"),
    ("arxiv", "/api/query", {"id_list": "abc"}, "arxiv/bad-id"),
    ("arxiv", "/api/query", {"id_list": "2401.00001"}, "arxiv/by-id"),
    ("arxiv", "/api/query", {"id_list": "*"}, "arxiv/by-id-none"),
    ("arxiv", "/api/query", {"start": "1"}, "arxiv/author-page-2"),
    ("arxiv", "/api/query", {"start": "0"}, "arxiv/author-page-1"),
    ("arxiv", "/api/query", {}, "arxiv/author-page-1"),
    ("pubmed", f"{_EUTILS}/esearch.fcgi", {"retstart": "2"}, "pubmed/esearch-page-2"),
    ("pubmed", f"{_EUTILS}/esearch.fcgi", {}, "pubmed/esearch"),
    ("pubmed", f"{_EUTILS}/efetch.fcgi", {"id": "99999999"}, "pubmed/efetch-none"),
    ("pubmed", f"{_EUTILS}/efetch.fcgi", {}, "pubmed/efetch"),
    ("pubmed", f"{_EUTILS}/esummary.fcgi", {}, "pubmed/esummary"),
    ("github", "/users/ada-quillfeather/repos", {"page": "2"}, "github/repos-page-2"),
    ("github", "/user/1/repos", {"page": "2"}, "github/repos-page-2"),
    ("github", "/users/ada-quillfeather/repos", {}, "github/repos-page-1"),
    ("github", "/user/1/repos", {}, "github/repos-page-1"),
    ("github", "/repos/ada-quillfeather/tidal-clocks/releases", {}, "github/releases"),
    ("github", "/repos/ada-quillfeather/tidal-clocks/contents/citation.cff", {}, "github/citation-cff"),
    ("github", "/repos/ada-quillfeather/old-name", {}, "github/renamed"),
    ("unpaywall", "/v2/10.5555/qf.2021.001", {"email": "me@example.com"}, "unpaywall/example-email"),
    ("unpaywall", "/v2/10.5555/qf.2021.001", {"email": "*"}, "unpaywall/doi"),
    ("unpaywall", "/v2/10.5555/conf.2022.17", {"email": "*"}, "unpaywall/doi-closed"),
    ("unpaywall", "/v2/*", {"email": "*"}, "unpaywall/not-found"),
    ("unpaywall", "/v2/*", {}, "unpaywall/no-email"),
)
_NOT_FOUND = {
    name: f"{name}/not-found" for name in ("orcid", "openalex", "crossref", "datacite", "github", "unpaywall")
}


def _matches(value: str, wanted: str) -> bool:
    return value == wanted or (wanted.endswith("*") and value.startswith(wanted[:-1]))


class ScholarlyServer:
    """A server of all services, which a test starts by ``with``."""

    def __init__(self, works: int = 0, *, certificate: ssl.SSLContext | None = None) -> None:
        """``works`` are made for the ORCID iD of tests/services, whose stored lists are answered where there are none."""
        self.works: list[MadeWork] = made_works(works)
        """They may be changed in place: ``server.works[3] = server.works[3]._replace(citations=9)``."""
        self.asked: list[Asked] = []
        self.date = DATE
        self.validators: dict[str, str] = {"github": "both"}
        """What tells the version of an answer, by services: ``etag``, ``last-modified`` or ``both``."""
        self.honours_dates: set[str] = set()
        """The services that say 304 to ``If-Modified-Since``, also with the date of an answer."""
        self.modified = "Mon, 30 Nov 2026 08:00:00 GMT"
        """Since when all answers are as they are: what ``Last-Modified`` says."""
        self.others: dict[str, Answer] = {}
        """Answers of a test's own, by the beginning of ``host/path?query``, as people read it."""
        self._planned: list[_Planned] = []
        self._cursors: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        if certificate is not None:
            self._server.socket = certificate.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    # What tests say and ask

    def fail(
        self,
        fault: Fault,
        service: str = "",
        *,
        path: str = "",
        times: int = 1,
        after: int = 0,
        when: Callable[[Asked], bool] | None = None,
    ) -> None:
        """Let requests of a service whose path and query hold a text (as people read it) go wrong: so many times (0 for ever), after so
        many have gone well."""

        def is_meant(asked: Asked) -> bool:
            return (
                (not service or asked.service == service)
                and path.lower() in unquote(asked.path).lower()
                and (when is None or when(asked))
            )

        if after:
            self._planned.append(_Planned(None, is_meant, [after]))
        self._planned.append(_Planned(fault, is_meant, [times or -1]))

    def asked_of(self, service: str) -> list[Asked]:
        """The requests that one service was sent."""
        return [asked for asked in self.asked if asked.service == service]

    def work_of(self, doi: str) -> MadeWork | None:
        """The made work with a DOI."""
        found = re.fullmatch(r"10\.5555/made\.(\d{4,7})", doi.lower())
        number = int(found[1]) if found else 0
        return self.works[number - 1] if 0 < number <= len(self.works) else None

    # What it answers

    def answer_to(self, asked: Asked) -> Answer:
        """The answer to a request, with what is to go wrong."""
        with self._lock:
            self.asked.append(asked)
            answer = self._right_answer(asked)
            for planned in self._planned:
                if planned.left[0] and planned.when(asked):
                    planned.left[0] -= planned.left[0] > 0
                    if planned.fault is None:
                        break
                    return planned.fault(asked, answer)
        return self._conditional(asked, answer)

    def _conditional(self, asked: Asked, answer: Answer) -> Answer:
        way = self.validators.get(asked.service, "")
        if answer.status not in {200, 404}:
            return answer
        headers = asked.headers
        answer = answer.with_header("ETag", None).with_header("Last-Modified", None)
        tag = f'W/"{_fingerprint(answer.body)}"'
        is_same = False
        if way in {"etag", "both"}:
            answer = answer.with_header("ETag", tag)
            is_same = headers.get("if-none-match") == tag
        if way in {"last-modified", "both"}:
            answer = answer.with_header("Last-Modified", self.modified)
        dated = way == "last-modified" or (way == "both" and "if-none-match" not in headers)
        if (dated or asked.service in self.honours_dates) and "if-modified-since" in headers:
            is_same = _moment(headers["if-modified-since"]) >= _moment(self.modified)
        if is_same and answer.status == 200:
            kept = ("etag", "last-modified", "link")
            return Answer(
                304,
                tuple(
                    pair for pair in answer.headers if pair[0].lower() in kept or "rate" in pair[0].lower()
                ),
            )
        return answer

    def _right_answer(self, asked: Asked) -> Answer:
        readable = unquote(asked.host + asked.path)
        for beginning, answer in sorted(self.others.items(), key=lambda item: -len(item[0])):
            if readable.startswith(beginning):
                return answer
        if asked.scheme == "http":
            return Answer(301, (("Location", f"https://{asked.host}{asked.path}"),))
        answer_of = getattr(self, f"_{asked.service}", None)
        made: Answer | None = answer_of(asked) if answer_of else None
        if made is not None:
            return made
        for service, path, parameters, name in ROUTES:
            if (
                service == asked.service
                and _matches(asked.place, path)
                and all(
                    key in asked.parameters and _matches(asked.parameters[key], value)
                    for key, value in parameters.items()
                )
            ):
                return stored(name)
        if asked.service in _NOT_FOUND:
            return stored(_NOT_FOUND[asked.service])
        return Answer(404, (("Content-Type", "text/plain"),), b"not found")

    def _page(self, items: list[Any], asked: Asked, start: str, rows: str, usual: int) -> list[Any]:
        first = int(asked.parameters.get(start, "0"))
        return items[first : first + int(asked.parameters.get(rows, usual))]

    def _crossref(self, asked: Asked) -> Answer | None:
        parameters = asked.parameters
        if asked.host == "doi.org":
            return None if asked.place == "/foo" else stored("crossref/doi-negotiation-redirect")
        if asked.place.startswith("/works/"):
            found = self._crossref_works().get(asked.place.removeprefix("/works/"))
            if found is None:
                return None
            message = found if isinstance(found, dict) else crossref_work(found)
            whole = {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": message}
            return of_json(whole, "crossref/work-by-doi")
        if (
            asked.place != "/works"
            or parameters.get("rows") == "things"
            or parameters.get("cursor") == "thing"
        ):
            return None
        wanted = parameters.get("filter", "")
        known = self._crossref_works()
        if wanted.startswith("updates:"):
            if wanted == "updates:10.5555/qf.2019.009":
                return None
            items: list[Any] = []
        elif wanted.startswith("doi:"):
            names = [part.removeprefix("doi:").lower() for part in wanted.split(",")]
            items = [known[name] for name in names if name in known]
        elif wanted.startswith("orcid:"):
            if not wanted.endswith(ORCID):
                items = []
            else:
                items = list(self.works or _listed("crossref"))
        else:
            words = next((parameters[name] for name in parameters if name.startswith("query")), "")
            items = [item for item in known.values() if words and _is_alike(words, _title_of(item))]
        rows = int(parameters.get("rows", "20"))
        message: dict[str, Any] = {"facets": {}, "total-results": len(items)}
        if "cursor" in parameters:
            # The same string on every page: the server knows how far it is.
            key = f"{wanted} {rows}"
            if parameters["cursor"] == "*":
                self._cursors[key] = 0
            first = self._cursors[key] * rows
            self._cursors[key] += 1
            page = items[first : first + rows]
            message["next-cursor"] = json.loads(stored_body("crossref/works-page-1"))["message"][
                "next-cursor"
            ]
        else:
            page = self._page(items, asked, "offset", "rows", 20)
        selected = set(parameters["select"].split(",")) if "select" in parameters else None
        message["items"] = [
            {key: value for key, value in item.items() if selected is None or key in selected}
            for item in (item if isinstance(item, dict) else crossref_work(item) for item in page)
        ]
        message |= {
            "items-per-page": rows,
            "query": {"start-index": int(parameters.get("offset", "0")), "search-terms": None},
        }
        whole = {"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": message}
        return of_json(whole, "crossref/works-page-1")

    def _crossref_works(self) -> dict[str, Any]:
        known: dict[str, Any] = {work.doi: work for work in self.works}
        for item in _listed("crossref"):
            known[item["DOI"].lower()] = item
        for name in ("work-by-doi", "work-retracted", "work-retraction-notice"):
            item = json.loads(stored_body(f"crossref/{name}"))["message"]
            known[item["DOI"].lower()] = item
        return known

    def _openalex(self, asked: Asked) -> Answer | None:
        parameters, place = asked.parameters, asked.place
        known = self._openalex_works()
        if place.startswith("/works/"):
            name = re.sub(r"^/works/(doi:|pmid:|https?:/+doi\.org/|https?:/+openalex\.org/)?", "", place)
            found = known.get(name)
            if found is None:
                return None
            return of_json(found if isinstance(found, dict) else openalex_work(found), "openalex/work-by-doi")
        if place.startswith("/authors/") and (place.endswith((ORCID, "a5000000001"))):
            author = {
                "id": "https://openalex.org/A5000000001",
                "orcid": f"https://orcid.org/{ORCID}",
                "display_name": "Ada Quillfeather",
                "works_count": len(self.works) or len(_listed("openalex")),
            }
            return of_json(author, "openalex/work-by-doi")
        if place != "/works" or parameters.get("filter") == "author_name:x":
            return None
        wanted = parameters.get("filter", "")
        name, _, value = wanted.partition(":")
        if name in {"authorships.author.orcid", "author.orcid", "authorships.author.id", "author.id"}:
            is_ada = value.lower().endswith((ORCID, "a5000000001"))
            items: list[Any] = list(self.works or _listed("openalex")) if is_ada else []
        elif name in {"doi", "openalex", "openalex_id", "ids.openalex", "pmid"}:
            names = [re.sub(r"^https?://[^/]+/", "", part.lower()) for part in value.split("|")]
            items = [known[part] for part in dict.fromkeys(names) if part in known]
        else:
            words = parameters.get("search") or value
            each = {id(item): item for item in known.values()}.values()
            items = [item for item in each if words and _is_alike(words, _title_of(item))]
        rows = int(parameters.get("per-page") or parameters.get("per_page") or "25")
        cursor = parameters.get("cursor")
        if cursor is not None and cursor != "*" and not re.fullmatch(r"after\d{1,7}=", cursor):
            return stored("openalex/bad-filter")
        first = (
            int((cursor or "*")[5:-1] or 0)
            if cursor not in {None, "*"}
            else (int(parameters.get("page", "1")) - 1) * rows
        )
        page = items[first : first + rows]
        # A full last page has a next one, which is empty.
        after = f"after{first + rows}=" if len(page) == rows and cursor is not None else None
        selected = set(parameters["select"].split(",")) if "select" in parameters else None
        results = [item if isinstance(item, dict) else openalex_work(item) for item in page]
        for result in results:
            if len(result["authorships"]) > 100:
                result["authorships"] = result["authorships"][:100]
                result["is_authors_truncated"] = True
        whole = {
            "meta": {
                "count": len(items),
                "db_response_time_ms": 28,
                "page": None if cursor else int(parameters.get("page", "1")),
                "per_page": rows,
                "next_cursor": after,
                "groups_count": None,
                "cost_usd": 0.0001,
            },
            "results": [
                {
                    key: value
                    for key, value in result.items()
                    if selected is None or key in selected or key == "id"
                }
                for result in results
            ],
            "group_by": [],
        }
        return of_json(whole, "openalex/works-page-1")

    def _openalex_works(self) -> dict[str, Any]:
        known: dict[str, Any] = {}
        for work in self.works:
            known[work.doi] = known[work.openalex.lower()] = work
        for item in [*_listed("openalex"), json.loads(stored_body("openalex/work-by-doi"))]:
            known[item["id"].rpartition("/")[2].lower()] = item
            if item.get("doi"):
                known[item["doi"].lower().removeprefix("https://doi.org/")] = item
            if item.get("ids", {}).get("pmid"):
                known[item["ids"]["pmid"].rpartition("/")[2]] = item
        return known

    def _orcid(self, asked: Asked) -> Answer | None:
        if not self.works:
            return None
        if asked.place == f"{_ADA}/works":
            groups = [orcid_group(work) for work in self.works]
            whole = {
                "last-modified-date": {"value": 1663265211991},
                "group": groups,
                "path": f"/{ORCID}/works",
            }
            return of_json(whole, "orcid/works")
        found = re.fullmatch(rf"{re.escape(_ADA)}/works?/([0-9,]+)", asked.place)
        if found is None:
            return None
        by_code = {str(work.put_code): work for work in self.works}
        codes = found[1].split(",")
        if "/work/" in asked.place:
            return (
                of_json(orcid_work(by_code[codes[0]]), "orcid/work-1000001")
                if codes[0] in by_code
                else stored("orcid/not-found")
            )
        # In another order than they were asked for.
        entries = [
            {"work": orcid_work(by_code[code])} if code in by_code else orcid_error()
            for code in reversed(codes[:100])
        ]
        return of_json({"bulk": entries}, "orcid/works-bulk")

    def _unpaywall(self, asked: Asked) -> Answer | None:
        work = self.work_of(asked.place.removeprefix("/v2/"))
        email = asked.parameters.get("email", "")
        if work is None or not email or email.endswith("@example.com"):
            return None
        return of_json(unpaywall_work(work), "unpaywall/doi")

    def _github(self, asked: Asked) -> Answer | None:
        found = [
            repository
            for number in (1, 2)
            for repository in json.loads(stored_body(f"github/repos-page-{number}"))
            if asked.place
            in {f"/repos/{repository['full_name'].lower()}", f"/repositories/{repository['id']}"}
        ]
        return of_json(found[0], "github/releases") if found else None

    def _datacite(self, asked: Asked) -> Answer | None:
        if asked.place.startswith("/dois/") and "affiliation" not in asked.parameters:
            for number in (1, 2):
                for item in json.loads(stored_body(f"datacite/dois-page-{number}"))["data"]:
                    if (
                        asked.place == f"/dois/{item['id'].lower()}"
                        and item["id"] != "10.5555/zenodo.9000001"
                    ):
                        return of_json({"data": item}, "datacite/doi")
        if not self.works or asked.place != "/dois":
            return None
        whole = {
            "data": [],
            "meta": {"total": 0, "totalPages": 0, "page": 1},
            "links": {"self": asked.address},
        }
        return of_json(whole, "datacite/dois-page-1")

    def _pubmed(self, asked: Asked) -> Answer | None:
        if not self.works or not asked.place.endswith("esearch.fcgi"):
            return None
        empty = {"count": "0", "retmax": "0", "retstart": "0", "idlist": [], "translationset": []}
        return of_json(
            {"header": {"type": "esearch", "version": "0.3"}, "esearchresult": empty}, "pubmed/esearch"
        )

    def send(self, handler: BaseHTTPRequestHandler, asked: Asked, answer: Answer) -> None:
        """Send an answer, with what is wrong with it."""
        if answer.hangs:
            self._closed.wait()
        if answer.hangs or answer.drops:
            handler.close_connection = True
            return
        body = answer.body
        is_packed = answer.is_packed
        if not is_packed and len(body) > 200 and "gzip" in asked.headers.get("accept-encoding", ""):
            body, is_packed = gzip.compress(body, 1, mtime=0), True
        handler.send_response_only(answer.status)
        for name, value in (("Date", self.date), *answer.headers):
            handler.send_header(name, value)
        if is_packed:
            handler.send_header("Content-Encoding", "gzip")
        if answer.status != 304:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        body = body[: len(body) - answer.cut] if answer.cut else body
        if asked.method != "HEAD" and answer.status != 304:
            for piece in _pieces(body, answer.piece):
                handler.wfile.write(piece)
                handler.wfile.flush()
                if answer.piece and self._closed.wait(0.001):
                    break
        if answer.cut:
            handler.close_connection = True


def _pieces(body: bytes, size: int) -> Iterator[bytes]:
    step = size or max(len(body), 1)
    for start in range(0, len(body), step):
        yield body[start : start + step]


def _fingerprint(body: bytes) -> str:
    return sha256(body).hexdigest()[:32]


def _moment(date: str) -> float:
    return parsedate_to_datetime(date).timestamp()


def _listed(service: str) -> list[Any]:
    """The works of Ada Quillfeather in the stored pages of a service."""
    key = {"crossref": ("message", "items"), "openalex": ("results",)}[service]
    items: list[Any] = []
    for number in (1, 2):
        value = json.loads(stored_body(f"{service}/works-page-{number}"))
        for step in key:
            value = value[step]
        items += value
    return items


def _title_of(item: Any) -> str:
    if isinstance(item, MadeWork):
        return item.title
    title = item.get("title")
    return str((title[0] if title else "") if isinstance(title, list) else title or "")


def _is_alike(words: str, title: str) -> bool:
    wanted, found = set(re.findall(r"\w+", words.lower())), set(re.findall(r"\w+", title.lower()))
    return bool(wanted) and len(wanted & found) * 2 > len(wanted)


def _handler_of(server: ScholarlyServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 65536

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            scheme = headers.pop("x-scheme-of-test", "https")
            host = headers.get("host", "").lower()
            asked = Asked(self.command, scheme, host, self.path, headers)
            with suppress(ConnectionError, ssl.SSLError):
                server.send(self, asked, server.answer_to(asked))

        def handle(self) -> None:
            with suppress(ConnectionError, ssl.SSLError, TimeoutError):
                super().handle()

        def finish(self) -> None:
            with suppress(ConnectionError, ssl.SSLError, TimeoutError):
                super().finish()

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    return Handler


class ToServer(httpx.BaseTransport):
    """Leads every request to a server on this machine; the header ``Host`` stays what it was."""

    def __init__(self, port: int, scheme: str = "http") -> None:
        self.port, self.scheme = port, scheme
        self._transport = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url.copy_with(scheme=self.scheme, host="127.0.0.1", port=self.port)
        headers = [*request.headers.raw, (b"X-Scheme-Of-Test", request.url.scheme.encode("ascii"))]
        led = httpx.Request(
            request.method, url, headers=headers, stream=request.stream, extensions=request.extensions
        )
        return self._transport.handle_request(led)

    def close(self) -> None:
        self._transport.close()


def to_server(server: ScholarlyServer | int, scheme: str = "http") -> ToServer:
    """The transport that leads to a server, or to the port of one in another process; by ``https`` to one with a certificate."""
    return ToServer(server if isinstance(server, int) else server.port, scheme)
