"""Software as others cite it: which version is documented, which DOI stands for it, and what is not said of another version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.data.located import RawMapping
from sphinx_academic.data.records import Publication
from sphinx_academic.data.software import (
    Documented,
    documented_version,
    in_version,
    is_version,
    preferred_of,
)
from sphinx_academic.data.values.identifiers import license_url
from sphinx_academic.formats.citation_cff import library, read_cff
from sphinx_academic.formats.loading import load_named, nearest_above
from sphinx_academic.formats.reference import reference
from sphinx_academic.formats.ris import read_ris
from sphinx_academic.formats.scholarly_metadata import Addresses, scholarly_work, work_document
from sphinx_academic.formats.table import format_named

SWHID = "swh:1:rev:309cf2674ee7a0749978cf8265ab91a60aea0f7d"
TOOLS = f"""\
cff-version: 1.2.0
message: Cite it, please.
title: "Tidetools: 100 % of *tides*"
version: "2.10"
doi: 10.5281/zenodo.1234
date-released: "2024-02-03"
license: [MIT, Apache-2.0]
repository-code: https://example.org/tides/tidetools
url: https://tides.example.org
commit: 0123abc
keywords: [tides, "no"]
identifiers:
  - {{type: doi, value: 10.5281/zenodo.1233, description: The concept DOI of the work.}}
  - {{type: doi, value: 10.5281/zenodo.1199, description: "Archived snapshot of version 2.9.1 of Tidetools."}}
  - {{type: swh, value: "{SWHID}"}}
contact:
  - {{family-names: Example, given-names: Ada, email: ada@example.org}}
authors:
  - {{family-names: Example, given-names: Ada, orcid: https://orcid.org/0000-0002-1825-0097, affiliation: Tide Institute}}
  - {{name-particle: van, family-names: Sand, given-names: Rik, name-suffix: Jr.}}
  - {{name: The Tide Consortium, website: https://example.org/tides}}
preferred-citation:
  type: conference-paper
  title: On tides
  authors: [{{family-names: Example, given-names: Ada}}]
  conference: {{name: TideConf, city: Nowhere}}
  publisher: {{name: Salt Press}}
  start: 3
  end: 9
  year: 2023
  month: 9
  doi: 10.5555/jot.7.2
"""


def read(text: str) -> Collection:
    found = collect([read_cff(text, "CITATION.cff")])
    assert not found.problems
    return found


def software(**fields: Any) -> Publication:
    return Publication(title="Earlib", type="software", **{"version": "2.1.0", **fields})


def with_dois(own: str, **described: str) -> Publication:
    """Software whose DOIs are described so."""
    identifiers = [
        {"type": "doi", "value": f"10.5555/{name}", "description": said} for name, said in described.items()
    ]
    return software(doi=own and f"10.5555/{own}", extra={"identifiers": identifiers})


@pytest.mark.parametrize(
    ("release", "version", "built", "meant"),
    [
        ("2.1.0", "2.1", {}, Documented("2.1.0")),
        ("", "2.1", {}, Documented("2.1", is_short=True)),
        ("2.2.0.dev3+gabc", "", {"TYPE": "tag", "": "v9"}, Documented("2.2.0.dev3+gabc")),
        ("unknown", "", {}, Documented()),
        ("latest", "main", {}, Documented()),
        ("stable", "", {"TYPE": "tag", "": "stable", "GIT": "v2.1.0"}, Documented("2.1.0")),
        ("", "", {"TYPE": "tag", "": "v2.1.0"}, Documented("2.1.0")),
        ("", "", {"TYPE": "tag", "": "stable", "GIT": "release-2.1.0"}, Documented("2.1.0")),
        ("", "", {"TYPE": "tag", "": "stable", "GIT": "0123abc"}, Documented()),
        ("", "", {"TYPE": "branch", "": "latest", "GIT": "main"}, Documented()),
        ("", "", {"TYPE": "branch", "": "2.1", "GIT": "2.1"}, Documented()),
        ("", "", {"TYPE": "external", "": "17", "GIT": "17"}, Documented()),
    ],
)
def test_the_version_is_that_of_the_project_else_the_tag_that_read_the_docs_builds(
    release: str, version: str, built: Mapping[str, str], meant: Documented
) -> None:
    names = {
        "TYPE": "READTHEDOCS_VERSION_TYPE",
        "": "READTHEDOCS_VERSION",
        "GIT": "READTHEDOCS_GIT_IDENTIFIER",
    }
    assert (
        documented_version(release, version, {names[name]: value for name, value in built.items()}) == meant
    )


def test_versions_are_one_however_they_are_written() -> None:
    assert is_version(Documented("v2.1"), "2.1.0")
    assert is_version(Documented("2.1", is_short=True), "2.1.3")
    assert not is_version(Documented("2.1"), "2.1.3")
    assert not is_version(Documented("2.1", is_short=True), "2.11")
    assert not is_version(Documented("2.1.0+gabc"), "2.1.0")


@pytest.mark.parametrize(
    ("work", "version", "doi"),
    [
        (with_dois("a"), "2.1.0", "a"),
        (with_dois("a"), "", "a"),
        (with_dois("a"), "2.2.0", ""),
        (with_dois("", one="Version 2.1.0", all="All versions"), "2.1.0", "one"),
        (with_dois("", one="Version 2.1.0", all="All versions"), "2.2.0", "all"),
        (with_dois("all", one="The DOI for version 2.1.0."), "2.1.0", "one"),
        (with_dois("all", one="The DOI for version 2.1.0."), "2.2.0", "all"),
        (with_dois("one", all="The concept DOI of the work."), "2.2.0", "all"),
        (with_dois("one", all="The concept DOI of the work."), "2.1.0", "one"),
        (with_dois("", one="The versioned DOI of the work."), "2.2.0", ""),
        (with_dois("", all="Always resolves to the latest version"), "2.2.0", "all"),
        (with_dois("", new="v2.1.0", old="v2.0.0"), "2.0", "old"),
    ],
)
def test_the_doi_is_that_of_the_version_else_that_of_all(work: Publication, version: str, doi: str) -> None:
    found = in_version(work, Documented(version))
    assert found.work.doi == (doi and f"10.5555/{doi}")
    assert bool(found.left_out) == (not doi)


def test_of_another_version_date_commit_and_what_is_of_the_files_version_are_not_said() -> None:
    (work, _) = read(TOOLS).separate
    other = in_version(work, Documented("2.11.dev1+g42")).work
    assert (other.version, other.when, other.doi) == ("2.11.dev1+g42", None, "10.5281/zenodo.1233")
    written = library([other])
    assert "date-released" not in written
    assert "commit" not in written
    assert "zenodo.1234" not in written
    assert "swh:" not in written
    assert "repository-code: https://example.org/tides/tidetools" in written


def test_a_version_without_a_doi_is_found_at_its_repository() -> None:
    (work, *_) = read(
        "title: T\nversion: 1\ndoi: 10.5555/one\nrepository-code: https://example.org/t\n"
    ).separate
    assert in_version(work, Documented("2")).work.url == "https://example.org/t"


def test_the_repository_of_a_paper_is_not_the_papers_own() -> None:
    assert software(github=("owner/name",)).repository == "https://github.com/owner/name"
    assert not Publication(title="T", type="article", github=("owner/name",)).repository


def test_a_file_knows_the_work_that_it_asks_to_cite_also_among_others_of_the_site() -> None:
    ris = "TY  - JOUR\nTI  - On tides\nAU  - X\nDO  - 10.5555/jot.7.2\nAB  - Salt.\nER  - \n"
    found = collect([read_cff(TOOLS, "CITATION.cff"), read_ris(ris, "b.ris")])
    preferred = preferred_of(found.publications[0], found.publications)
    assert preferred is not None
    assert (preferred.title, preferred.abstract) == ("On tides", "Salt.")


# What is written


def test_a_citation_file_comes_back_whole(tmp_path: Path) -> None:
    works = read(TOOLS).separate
    again = read(library(works)).separate
    for one, other in zip(works, again, strict=True):
        for name in Publication.fields:
            assert getattr(other, name) == getattr(one, name), name
    for name in ("message", "commit", "contact", "identifiers"):
        assert again[0].extra[name] == works[0].extra[name]
    assert preferred_of(again[0], again) is again[1]


@pytest.mark.parametrize("name", ["cff", "bib", "biblatex", "ris", "csl"])
def test_version_licence_and_repository_come_back_from_every_format(name: str, tmp_path: Path) -> None:
    form = format_named(name)
    path = tmp_path / f"tools{form.suffix}"
    path.write_text(form.writer(read(TOOLS).separate), encoding="utf-8")
    found = load_named([str(path)])
    assert not found.problems
    work = found.separate[0]
    assert (work.kind_of_work, work.version, work.license) == ("software", "2.10", "MIT OR Apache-2.0")
    assert work.repository == "https://example.org/tides/tidetools"
    assert work.swhid == SWHID


def test_machines_are_told_version_licence_and_repository() -> None:
    (work, _) = read(TOOLS).separate
    told = work_document(scholarly_work(work, reference(work), Markup({})), Addresses())
    assert told["@type"] == "SoftwareSourceCode"
    assert told["softwareVersion"] == told["version"] == "2.10"
    assert told["license"] == ["https://spdx.org/licenses/MIT", "https://spdx.org/licenses/Apache-2.0"]
    assert told["codeRepository"] == "https://example.org/tides/tidetools"
    assert told["datePublished"] == "2024-02-03"
    assert told["sameAs"] == ["https://doi.org/10.5281/zenodo.1234", "https://tides.example.org"]
    assert json.dumps(told["author"]).count("https://orcid.org/0000-0002-1825-0097") == 1


def test_other_works_are_references_and_without_software_there_is_no_file() -> None:
    paper = Publication(title="Salt", type="article", venue="Journal of Salt", key="salt")
    written = library([paper, software()])
    assert written.startswith(
        "cff-version: 1.2.0\nmessage: If you use this software, please cite it as below.\n"
    )
    assert "references:\n- type: article\n  title: Salt\n  authors:\n  - name: Anonymous\n" in written
    assert library([paper]) == ""


def test_what_the_schema_has_no_room_for_is_left_out() -> None:
    work = software(
        doi="10.1002/(SICI)1<2>3.0", license="Ask us", url="files/tool.zip", key="tool", tags=("a", "a")
    )
    written = library([work])
    assert "\ndoi:" not in written
    assert "- type: other\n  value: 10.1002/(SICI)1<2>3.0" in written
    assert "license" not in written
    assert "url" not in written
    assert written.count("- a\n") == 1


# What is read


def test_a_key_that_is_close_to_one_of_the_format_is_told() -> None:
    text = "cff-version: 1.2.0\ntitle: T\nauthors: [{name: X}]\ndate-release: 2024-01-01\nrepository_code: https://x.org\n"
    first, second = read_cff(text, "CITATION.cff").problems
    assert (first.line, first.code, first.hint) == (4, "unknown_key", "Did you mean 'date-released'?")
    assert (second.line, second.code, second.hint) == (5, "unknown_key", "Did you mean 'repository-code'?")


@pytest.mark.parametrize(("authors", "line"), [("", 1), ("authors: Ada Example\n", 3)])
def test_a_citation_file_without_authors_is_told(authors: str, line: int) -> None:
    (problem,) = read_cff(f"cff-version: 1.2.0\ntitle: T\n{authors}", "CITATION.cff").problems
    assert (problem.code, problem.line) == ("missing", line)


@pytest.mark.parametrize(
    ("line", "told", "hint"),
    [
        ("type: sofware", "'sofware' is no type of a citation file", "Write  type: software"),
        ("version: [1, 2]", "'version' of a citation file is a text.", "Write  version: …"),
        (
            "references: none",
            "'references' of a citation file is a list.",
            "Write  references:  and below it  - …",
        ),
        (
            "preferred-citation: see the paper",
            "'preferred-citation' of a citation file is a work",
            "Write  preferred-citation:",
        ),
        (
            "identifiers: [{type: isbn, value: 1-2}]",
            "an identifier of a citation file has",
            "Write  - type: other  and below it  value: 1-2",
        ),
        (
            "identifiers: [10.5281/zenodo.1]",
            "an identifier of a citation file has",
            "Write  - type: doi  and",
        ),
        (
            "references: [{title: R, authors: [{familiy-names: X}]}]",
            "'familiy-names' is no key",
            "Did you mean 'family-names'?",
        ),
        ("authors: [Ada Example]", "'Ada Example' is no mapping", "Write  - family-names: …"),
        ("authors: [{}]", "somebody here has no name.", "Write  family-names: …"),
        ("authors: []", "this citation file names no authors.", "Write  authors:"),
    ],
)
def test_what_is_of_another_form_than_the_format_has_is_told_at_its_line(
    line: str, told: str, hint: str
) -> None:
    own = "" if line.startswith("authors") else "authors: [{name: X}]\n"
    file = read_cff(f"cff-version: 1.2.0\ntitle: T\n{own}{line}\n", "CITATION.cff")
    (problem,) = file.problems
    assert (problem.line, problem.message[: len(told)], problem.hint[: len(hint)]) == (
        3 + bool(own),
        told,
        hint,
    )
    assert isinstance(file.root, RawMapping)
    subject: Any = (file.root["publications"] or [None])[0]
    assert (subject["title"], subject["type"]) == ("T", "software")


def test_a_title_that_is_no_text_is_told_once() -> None:
    (problem,) = read_cff("title: {a: b}\nauthors: [{name: X}]\n", "CITATION.cff").problems
    assert (problem.line, problem.message) == (1, "'title' of a citation file is a text.")


def test_an_orcid_that_is_none_is_told_wherever_an_author_has_it() -> None:
    text = "title: T\nauthors:\n- {family-names: X, orcid: https://orcid.org/0000-0000-0000-0000}\n"
    (problem,) = collect([read_cff(text, "CITATION.cff")]).problems
    assert (problem.line, problem.message) == (3, "'0000-0000-0000-0000' is not an ORCID; it is left out.")


def test_identifiers_are_written_in_the_form_of_their_type_else_as_others() -> None:
    kept = [
        {"type": "doi", "value": "https://doi.org/10.5281/zenodo.7"},
        {"type": "swh", "value": "swh:1"},
        {"type": "isbn", "value": "1-2", "description": "Printed"},
    ]
    written = yaml.safe_load(library([software(extra={"identifiers": kept})]))
    assert written["identifiers"] == [
        {"type": "doi", "value": "10.5281/zenodo.7"},
        {"type": "other", "value": "swh:1"},
        {"type": "other", "value": "1-2", "description": "Printed"},
    ]


@pytest.mark.parametrize("license", ["NCSA", "MulanPSL-2.0", "HPND", "0BSD", "GPL-3.0-or-later"])
def test_every_licence_of_spdx_is_one_in_a_citation_file_and_has_its_page_there(license: str) -> None:
    work = software(license=license)
    assert yaml.safe_load(library([work]))["license"] == license
    assert license_url(license) == f"https://spdx.org/licenses/{license}"


@pytest.mark.parametrize("license", ["BSD", "Ask us", "LicenseRef-Kettle", "mit"])
def test_what_is_no_licence_of_spdx_has_no_page_there(license: str) -> None:
    assert license_url(license) == ""


def test_a_licence_of_ones_own_keeps_its_address() -> None:
    text = "title: T\nauthors: [{name: X}]\nlicense: LicenseRef-Kettle\nlicense-url: https://kettle.example.org/licence\n"
    (work,) = collect([read_cff(text, "CITATION.cff")]).publications
    written = yaml.safe_load(library([work]))
    assert ("license" in written, written["license-url"]) == (False, "https://kettle.example.org/licence")


@pytest.mark.parametrize(
    "address",
    [
        "git@github.com:x/kettle.git",
        "ssh://git@github.com/x/kettle.git",
        "git+https://github.com/x/kettle.git",
        "git://github.com/x/kettle.git",
    ],
)
def test_the_address_of_a_clone_leads_to_the_page_of_the_repository(address: str, tmp_path: Path) -> None:
    (work,) = collect([read_cff(f"title: T\nrepository-code: {address}\n", "CITATION.cff")]).publications
    assert work.repository == "https://github.com/x/kettle.git"
    meta = {"@context": "https://w3id.org/codemeta/3.0", "name": "T", "codeRepository": address}
    (tmp_path / "codemeta.json").write_text(json.dumps(meta), encoding="utf-8")
    assert load_named([str(tmp_path / "codemeta.json")]).publications[0].repository == work.repository


@pytest.mark.parametrize(
    "collection", ["Proceedings of Tide Research", "Proceedings of the 3rd Conference on Tides"]
)
def test_a_conference_comes_back_whole_beside_what_the_paper_stands_in(collection: str) -> None:
    conference = {"name": "TideConf", "city": "Nowhere", "country": "GB", "date-start": "2021-05-03"}
    held = {"conference": conference, "collection-title": collection}
    preferred = {"type": "conference-paper", "title": "P", "authors": [{"name": "X"}], **held}
    file = yaml.safe_dump({"title": "T", "authors": [{"name": "X"}], "preferred-citation": preferred})
    written = yaml.safe_load(library(collect([read_cff(file, "CITATION.cff")]).separate))
    assert {name: written["preferred-citation"][name] for name in held} == held


# Where the file is


def test_a_file_is_looked_for_up_to_the_root_of_the_repository_and_not_beyond(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "repository" / "docs" / "source"
    folder.mkdir(parents=True)
    for beyond in (tmp_path / "home", tmp_path):
        (beyond / "CITATION.cff").write_text("title: Another\n", encoding="utf-8")
    assert nearest_above(folder, "CITATION.cff") is None
    repository = tmp_path / "home" / "repository"
    (repository / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    assert nearest_above(folder, "CITATION.cff") is None
    own = repository / "CITATION.cff"
    own.write_text("title: T\n", encoding="utf-8")
    assert nearest_above(folder, "CITATION.cff") == own
    (repository / ".git").unlink()
    assert nearest_above(folder, "CITATION.cff") is None
    (repository / "pyproject.toml").touch()
    assert nearest_above(folder, "CITATION.cff") == own
