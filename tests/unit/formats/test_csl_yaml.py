"""CSL in YAML, as Pandoc and Better BibTeX write it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sphinx_academic.data.located import RawMapping
from sphinx_academic.formats import read_file
from sphinx_academic.formats.csl_yaml import is_csl_yaml, read_csl_yaml
from sphinx_academic.formats.yaml import read_yaml

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="module")
def works() -> Any:
    file = read_file(SAMPLES / "references.yaml", "references.yaml")
    assert not file.problems
    assert file.foreign
    assert isinstance(file.root, RawMapping)
    return file.root["publications"]


def test_items_are_those_of_csl_json(works: Any) -> None:
    assert [works[0][name] for name in ("key", "type", "venue", "volume", "doi", "date")] == [
        "example2020",
        "article",
        "Journal of Tides",
        "12",
        "10.5555/a_b_c",
        "2020-05-16",
    ]
    assert works[0].places["volume"] == (13, 3, 13, 11)


def test_markdown_of_texts_is_read_and_what_is_escaped_is_text(works: Any) -> None:
    assert works[0]["title"] == (
        r"Tides of <i>Fucus</i> in CO<sub>2</sub> and x<sup>2</sup>, DNA &amp; 2 \* 3 &lt;b"
    )
    assert works[1]["title"] == "Low <i>Water</i>"


def test_dates_of_the_older_form_are_read(works: Any) -> None:
    assert works[1]["date"] == "2019-05-02 – 2019-06"


def test_a_list_alone_is_read() -> None:
    root, _ = read_yaml("- {id: a, type: book, title: A, issued: 2020-05}\n", "x.yaml")
    assert is_csl_yaml(root)
    file = read_csl_yaml(root, "x.yaml")
    assert isinstance(file.root, RawMapping)
    assert file.root["publications"] == [{"key": "a", "type": "book", "title": "A", "date": "2020-05"}]


@pytest.mark.parametrize(
    "text",
    [
        "references:\n- {title: A, year: 2020}\n",
        "references: []\n",
        "publications:\n- {title: A}\n",
        "- title: A\n",
        "",
    ],
)
def test_lists_of_ours_are_none(text: str) -> None:
    assert not is_csl_yaml(read_yaml(text, "x.yaml")[0])
