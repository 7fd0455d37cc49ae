"""One line of plain text cites a publication."""

from __future__ import annotations

import pytest
from inline_data import publication_with

from sphinx_academic.formats.reference import citation


@pytest.mark.parametrize(
    ("lines", "cited"),
    [
        (
            ["author: Ann Bee*, Cy Dee*, et al.", "journal: Journal of *Things*", "volume: 12", "number: 3",
             "pages: 45-67", "year: 2024", "doi: 10.5555/1"],
            "Ann Bee, Cy Dee, et al. A title. Journal of Things 12(3), 45–67, 2024. https://doi.org/10.5555/1",
        ),
        (["arxiv: 2308.05734", "venue: arXiv:2308.05734"], "A title. arXiv. https://arxiv.org/abs/2308.05734"),
        (["venue: 'PhD thesis, University of Bath'", "year: 2020"], "A title. PhD thesis, University of Bath, 2020."),
        (["author: <script>", "number: 3"], "<script>. A title. no. 3."),
    ],
)  # fmt: skip
def test_a_citation_is_one_line(lines: list[str], cited: str) -> None:
    assert citation(publication_with(*lines)) == cited
