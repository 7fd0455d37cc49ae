"""The server that stands in for all services answers as they do."""

from __future__ import annotations

import httpx
import pytest
import service_answers as wrong
from made_works import ORCID
from scholarly_server import DATE, ROUTES, ScholarlyServer, to_server


def ask(server: ScholarlyServer, address: str, **headers: str) -> httpx.Response:
    with httpx.Client(transport=to_server(server), timeout=5) as client:
        return client.get(address, headers={key.replace("_", "-"): value for key, value in headers.items()})


HOSTS = {name: host for host, name in reversed(wrong.SERVICES.items())}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route[3])
def test_each_route_leads_to_its_stored_answer(
    scholarly_server: ScholarlyServer, route: tuple[str, str, dict[str, str], str]
) -> None:
    service, path, parameters, name = route
    query = {key: value.replace("*", "7") for key, value in parameters.items()}
    with httpx.Client(transport=to_server(scholarly_server)) as client:
        answer = client.get(f"https://{HOSTS[service]}{path.replace('*', '7')}", params=query)
    wanted = wrong.stored(name)
    assert answer.status_code == wanted.status
    assert answer.headers["date"] == DATE
    if service not in {"crossref", "openalex"} or wanted.status != 200:
        assert answer.content == wanted.body


def test_crossref_gives_the_same_cursor_on_every_page_and_counts_for_itself() -> None:
    with ScholarlyServer(works=7) as server:
        address = f"https://api.crossref.org/works?filter=orcid:{ORCID}&rows=3&cursor="
        pages = [ask(server, address + "*").json()["message"]]
        while pages[-1]["items"]:
            pages.append(ask(server, address + "DnF1").json()["message"])
    assert [len(page["items"]) for page in pages] == [3, 3, 1, 0]
    assert len({page["next-cursor"] for page in pages}) == 1


def test_openalex_has_an_empty_page_behind_a_full_last_one() -> None:
    with ScholarlyServer(works=4) as server:
        address = f"https://api.openalex.org/works?filter=author.orcid:{ORCID}&per-page=2&cursor="
        pages = [ask(server, address + "*").json()]
        while pages[-1]["meta"]["next_cursor"]:
            pages.append(ask(server, address + pages[-1]["meta"]["next_cursor"]).json())
    assert [len(page["results"]) for page in pages] == [2, 2, 0]


def test_all_services_know_the_same_made_works() -> None:
    with ScholarlyServer(works=3) as server:
        work = server.works[2]
        crossref = ask(
            server, f"https://api.crossref.org/works?filter=doi:{work.doi},doi:10.5555/none"
        ).json()
        openalex = ask(server, f"https://api.openalex.org/works?filter=doi:{work.doi}|10.5555/none").json()
        listed = ask(server, f"https://pub.orcid.org/v3.0/{ORCID}/works").json()
        whole = ask(server, f"https://pub.orcid.org/v3.0/{ORCID}/works/{work.put_code},1").json()
        unpaywall = ask(server, f"https://api.unpaywall.org/v2/{work.doi}?email=ada@eelmarsh.org").json()
        datacite = ask(server, f"https://api.datacite.org/dois/{work.doi}")
    assert [item["title"] for item in crossref["message"]["items"]] == [[work.title]]
    assert [item["title"] for item in openalex["results"]] == [work.title]
    assert len(listed["group"]) == 3
    assert [next(iter(entry)) for entry in whole["bulk"]] == ["error", "work"]
    assert unpaywall["title"] == work.title
    assert datacite.status_code == 404


def test_an_answer_that_one_has_is_not_sent_again(scholarly_server: ScholarlyServer) -> None:
    address = "https://api.github.com/repos/ada-quillfeather/tidal-clocks/releases"
    tag = ask(scholarly_server, address).headers["etag"]
    assert ask(scholarly_server, address, If_None_Match=tag).status_code == 304
    works = "https://api.crossref.org/works/10.5555/qf.2021.001"
    assert ask(scholarly_server, works, If_Modified_Since=DATE).status_code == 200
    scholarly_server.honours_dates.add("crossref")
    assert ask(scholarly_server, works, If_Modified_Since=DATE).status_code == 304


def test_what_is_asked_for_goes_wrong_and_then_well(scholarly_server: ScholarlyServer) -> None:
    address = "https://api.crossref.org/works/10.5555/qf.2021.001"
    scholarly_server.fail(wrong.status(429, "5"), "crossref", path="qf.2021", after=1)
    codes = [ask(scholarly_server, address).status_code for _ in range(3)]
    assert codes == [200, 429, 200]
    scholarly_server.fail(wrong.cut(), "crossref")
    with pytest.raises(httpx.RemoteProtocolError):
        ask(scholarly_server, address)
    assert len(scholarly_server.asked_of("crossref")) == 4
