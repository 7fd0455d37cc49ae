"""CodeMeta: software in the words of schema.org."""

from __future__ import annotations

import json
from pathlib import Path

from sphinx_academic.data.collection import Collection
from sphinx_academic.formats.loading import load_named

TOOLS = {
    "@context": "https://doi.org/10.5063/schema/codemeta-2.0",
    "@type": "SoftwareSourceCode",
    "name": "tidetools",
    "description": "Tools for *all* tides.",
    "identifier": "https://doi.org/10.5281/zenodo.1234",
    "author": [
        {
            "@type": "Person",
            "@id": "https://orcid.org/0000-0002-1825-0097",
            "givenName": "Ada",
            "familyName": "Example",
            "affiliation": {"@type": "Organization", "name": "Tide Institute"},
            "email": "ada@example.org",
        },
        {"@type": "Organization", "name": "The Tide Consortium"},
    ],
    "version": "2.1.0",
    "datePublished": "2024-02-03",
    "license": ["https://spdx.org/licenses/MIT", {"@id": "https://spdx.org/licenses/Apache-2.0"}],
    "codeRepository": "https://example.org/tides/tidetools",
    "keywords": "tides, software",
    "developmentStatus": "active",
    "referencePublication": {
        "@type": "ScholarlyArticle",
        "name": "On tides",
        "@id": "https://doi.org/10.5555/jot.7.2",
        "isPartOf": {"@type": "Periodical", "name": "Journal of Tides"},
    },
}


def read(path: Path, content: object) -> Collection:
    file = path / "codemeta.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return load_named([str(file)])


def test_the_software_is_a_publication_with_all_that_it_says(tmp_path: Path) -> None:
    found = read(tmp_path, TOOLS)
    assert not found.problems
    work = found.publications[0]
    assert (work.kind_of_work, work.title, work.abstract) == (
        "software",
        "tidetools",
        r"Tools for \*all\* tides.",
    )
    ada, consortium = work.authors.people
    assert (ada.name, ada.orcid, ada.affiliation) == ("Ada Example", "0000-0002-1825-0097", "Tide Institute")
    assert consortium.in_parts.literal == "The Tide Consortium"
    assert (work.version, work.license, work.doi) == ("2.1.0", "MIT OR Apache-2.0", "10.5281/zenodo.1234")
    assert work.repository == "https://example.org/tides/tidetools"
    assert work.tags == ("tides", "software")
    assert work.when is not None
    assert work.when.iso == "2024-02-03"
    assert work.extra["developmentStatus"] == "active"


def test_the_publications_on_it_are_publications(tmp_path: Path) -> None:
    paper = read(tmp_path, TOOLS).publications[1]
    assert (paper.kind_of_work, paper.title, paper.venue) == ("article", "On tides", "Journal of Tides")
    assert paper.doi == "10.5555/jot.7.2"


def test_version_three_has_other_names_for_identifiers_and_one_author_without_a_list(tmp_path: Path) -> None:
    three = {
        "@context": ["https://w3id.org/codemeta/3.0"],
        "type": "SoftwareSourceCode",
        "name": "tidetools",
        "author": {"type": "Person", "id": "https://orcid.org/0000-0002-1825-0097", "name": "Ada Example"},
        "identifier": [{"type": "PropertyValue", "propertyID": "DOI", "value": "10.5281/zenodo.1"}],
        "license": "https://spdx.org/licenses/MIT",
    }
    (work,) = read(tmp_path, three).publications
    assert [author.orcid for author in work.authors.people] == ["0000-0002-1825-0097"]
    assert (work.doi, work.license, work.kind_of_work) == ("10.5281/zenodo.1", "MIT", "software")


def test_given_names_may_be_a_list(tmp_path: Path) -> None:
    author = {"@type": "Person", "givenName": ["Zoë", "A."], "familyName": "Öztürk"}
    (work,) = read(
        tmp_path, {"@context": "https://w3id.org/codemeta/3.0", "name": "T", "author": author}
    ).publications
    assert [person.name for person in work.authors.people] == ["Zoë A. Öztürk"]


def test_software_without_a_name_is_told(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, {"@context": "https://w3id.org/codemeta/3.0", "version": "1"}).problems
    assert problem.message == "this description of software has no name."
