"""GitHub: what it knows of software whose repository a site names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from answers_of_files import ReplyOfText, asker_of_files, stored_body
from asking_clients import client
from scholarly_server import ScholarlyServer
from service_answers import instead, of_json

from sphinx_academic.data.records import Software
from sphinx_academic.fetching.source import FetchedWork, Identifier, UnavailableError
from sphinx_academic.fetching.sources.github import SOURCE, works_by_ids

HOST = "https://api.github.com/"
CLOCKS = f"{HOST}repos/ada-quillfeather/tidal-clocks"
RELEASES = f"{CLOCKS}/releases"
REPOSITORY: dict[str, Any] = json.loads(stored_body("github/repos-page-1"))[0]
RELEASE: dict[str, Any] = json.loads(stored_body("github/releases"))[0]


def of(value: object, **headers: str) -> ReplyOfText:
    return ReplyOfText(json.dumps(value), headers=headers)


def asked(name: str = "ada-quillfeather/tidal-clocks") -> list[Identifier]:
    return [Identifier("github", name)]


def work(releases: object = (), **changes: object) -> FetchedWork:
    """What is said of a repository that differs from the stored one."""
    table = {CLOCKS: of(REPOSITORY | changes), RELEASES: of([*releases] if isinstance(releases, list | tuple) else releases)}  # fmt: skip
    (found,) = works_by_ids(asker_of_files(table), asked())
    return found


def release(**changes: object) -> dict[str, object]:
    return RELEASE | changes


def test_software_by_its_repository() -> None:
    asker = asker_of_files({CLOCKS: of(REPOSITORY), RELEASES: "github/releases"})
    assert [*works_by_ids(asker, asked())] == [
        FetchedWork(
            "github",
            (Identifier("github", "ada-quillfeather/tidal-clocks"),),
            {
                "title": "tidal-clocks",
                "description": "Tidal clocks 🌊 & more",
                "github": "ada-quillfeather/tidal-clocks",
                "stars": "3",
                "version": "2.0.0",
                "date": "2022-11-04",
            },
            "2026-12-01",
            kind="software",
        )
    ]
    assert asker.asked == [CLOCKS, RELEASES]


def test_only_fields_that_records_of_software_have() -> None:
    found = work([RELEASE], homepage="https://clocks.example", language="Python", license={"spdx_id": "MIT"})
    assert found.values.keys() <= Software.fields.keys()
    assert (found.values["url"], found.values["languages"], found.values["license"]) == ("https://clocks.example", ["Python"], "MIT")  # fmt: skip


@pytest.mark.parametrize("homepage", ["", None, "javascript:alert(1)", "clocks.example"])
def test_what_is_not_said_is_left_out(homepage: str | None) -> None:
    found = work(homepage=homepage, description=None, license=None, language=None, stargazers_count=None)
    assert found.values == {"title": "tidal-clocks", "github": "ada-quillfeather/tidal-clocks"}


def test_a_licence_that_github_does_not_know_is_none() -> None:
    assert "license" not in work(license={"spdx_id": "NOASSERTION"}).values
    assert "license" not in work(license={"spdx_id": None}).values


def test_no_stars_are_a_number_too() -> None:
    assert work(stargazers_count=0).values["stars"] == "0"


def test_markup_in_a_description_is_text() -> None:
    assert work(description="*Fast* <b>clocks</b>").values["description"] == "\\*Fast\\* \\<b>clocks\\</b>"


@pytest.mark.parametrize(
    "trial",
    [release(draft=True, published_at=None), release(draft=True), release(prerelease=True), release(tag_name="")],
)  # fmt: skip
def test_drafts_and_trials_are_no_releases(trial: dict[str, object]) -> None:
    assert work([trial]).values.keys().isdisjoint({"version", "date"})
    old = release(tag_name="v1.0", published_at="2020-01-01T00:00:00Z")
    assert work([trial, old]).values["version"] == "1.0"


@pytest.mark.parametrize(
    ("tag", "version"),
    [("v2.0.0", "2.0.0"), ("V3", "3"), ("2024.1", "2024.1"), ("vesper", "vesper"), ("clocks-2.0", "clocks-2.0")],
)  # fmt: skip
def test_the_letter_before_a_version_is_no_part_of_it(tag: str, version: str) -> None:
    assert work([release(tag_name=tag)]).values["version"] == version


def test_the_release_that_was_published_last_and_of_one_day_the_first_in_the_list() -> None:
    mended = release(tag_name="v1.9", published_at="2023-01-01T00:00:00Z")
    assert work([RELEASE, mended]).values["version"] == "1.9"
    same = release(tag_name="v1.9", published_at="2022-11-04T23:00:00Z")
    assert work([RELEASE, same]).values["version"] == "2.0.0"


def test_the_next_pages_are_looked_at_as_long_as_there_are_trials_alone() -> None:
    further = f"{HOST}repositories/1000/releases?page=2"
    trials = of([release(prerelease=True)], link=f'<{further}>; rel="next", <{further}>; rel="last"')
    asker = asker_of_files({CLOCKS: of(REPOSITORY), RELEASES: trials, further: "github/releases"})
    (found,) = works_by_ids(asker, asked())
    assert found.values["version"] == "2.0.0"
    endless = asker_of_files({CLOCKS: of(REPOSITORY), RELEASES: trials, further: trials})
    (found,) = works_by_ids(endless, asked())
    assert "version" not in found.values
    assert len(endless.asked) == 6


def test_a_next_page_elsewhere_is_not_asked_for() -> None:
    trials = of([release(prerelease=True)], link='<https://elsewhere.example/releases?page=2>; rel="next"')
    asker = asker_of_files({CLOCKS: of(REPOSITORY), RELEASES: trials})
    assert len([*works_by_ids(asker, asked())]) == 1


def test_what_is_known_is_given_where_releases_can_no_longer_be_asked_for() -> None:
    table = {CLOCKS: of(REPOSITORY), RELEASES: UnavailableError("is asked too often")}
    works = works_by_ids(asker_of_files(table), asked())
    assert next(works).values["stars"] == "3"
    with pytest.raises(UnavailableError, match="too often"):
        next(works)


def test_a_repository_that_was_renamed_is_known_by_both_names() -> None:
    """The client has followed the redirect, whose address names neither."""
    table = {f"{HOST}repos/ada-quillfeather/old-name": of(REPOSITORY | {"full_name": "Ada-Quillfeather/Tidal-Clocks"}), RELEASES: of([])}  # fmt: skip
    (found,) = works_by_ids(asker_of_files(table), asked("ada-quillfeather/old-name"))
    assert found.identifiers == (*asked(), *asked("ada-quillfeather/old-name"))
    assert found.values["github"] == "Ada-Quillfeather/Tidal-Clocks"


def test_the_redirect_of_a_repository_that_was_renamed_is_followed(tmp_path: Path) -> None:
    with ScholarlyServer() as server, client(tmp_path, server) as asking:
        server.others["api.github.com/repositories/1000"] = of_json(REPOSITORY, "github/repos-page-1")
        (found,) = works_by_ids(asking.asker(SOURCE), asked("ada-quillfeather/old-name"))
        assert found.identifiers == (*asked(), *asked("ada-quillfeather/old-name"))
        assert (found.values["stars"], found.values["version"]) == ("3", "2.0.0")


@pytest.mark.parametrize("name", ["github/rate-limited", "github/rate-limited-secondary"])
def test_what_is_refused_for_being_too_much_is_not_forbidden(name: str, tmp_path: Path) -> None:
    with ScholarlyServer() as server, client(tmp_path, server) as asking:
        server.fail(instead(name), "github", times=0)
        with pytest.raises(UnavailableError, match="asked"):
            [*works_by_ids(asking.asker(SOURCE), asked())]


def test_a_repository_is_asked_for_once_by_whichever_name() -> None:
    table = {f"{HOST}repos/ada-quillfeather/old-name": of(REPOSITORY), RELEASES: of([])}
    assert len([*works_by_ids(asker_of_files(table), [*asked(), *asked("Ada-Quillfeather/old-name")])]) == 1


def test_what_is_not_there_is_unknown_and_what_is_no_repository_not_asked_for() -> None:
    asker = asker_of_files({f"{HOST}repos/ada-quillfeather/nothing": "github/not-found"})
    others = [*asked("ada-quillfeather"), *asked("ada-quillfeather/.."), Identifier("doi", "10.5555/1")]
    assert [*works_by_ids(asker, [*asked("ada-quillfeather/nothing"), *others])] == []
    assert len(asker.asked) == 1


def test_what_is_private_is_told_to_nobody() -> None:
    asker = asker_of_files({CLOCKS: of(REPOSITORY | {"private": True})})
    assert [*works_by_ids(asker, asked())] == []


def test_releases_that_are_gone_are_none() -> None:
    (found,) = works_by_ids(asker_of_files({CLOCKS: of(REPOSITORY), RELEASES: None}), asked())
    assert "version" not in found.values


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({CLOCKS: of({"message": "Moved Permanently"})}, "no repository"),
        ({CLOCKS: of(REPOSITORY), RELEASES: of({"message": "Hm"})}, "no list of releases"),
    ],
)
def test_another_answer_is_none(table: dict[str, ReplyOfText], told: str) -> None:
    asker = asker_of_files({**table})
    with pytest.raises(UnavailableError, match=told):
        [*works_by_ids(asker, asked())]
    assert len(asker.forgotten) == 1


def test_the_key_is_sent_as_a_header_and_not_needed() -> None:
    assert SOURCE.key is not None
    assert SOURCE.key.form.format(key="x") == "Bearer x"
    assert (SOURCE.key.header, SOURCE.key.is_needed, SOURCE.works_of) == ("Authorization", False, None)
