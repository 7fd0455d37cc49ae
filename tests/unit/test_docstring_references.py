"""Labels of docstrings become citations where docutils would see a reference, and nowhere else."""

from __future__ import annotations

import pytest

from sphinx_academic.data.records import Publication
from sphinx_academic.domain.citing.docstring_references import KnownWorks, labels_of, rewritten

_WORKS = KnownWorks([Publication(key="kettles", title="Kettles", doi="10.5555/kettles")])


def said(text: str) -> str:
    given = [*text.split("\n"), "", ".. [1] https://doi.org/10.5555/kettles"]
    lines = rewritten(given, _WORKS, labels_of(given, _WORKS))
    assert lines is not None
    return "\n".join(lines[: len(text.split("\n"))])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("As [1]_.", "As :pub:p:`kettles`."),
        ("([1]_)", "(:pub:p:`kettles`)"),
        (r"word\ [1]_", r"word\ :pub:p:`kettles`"),
        (".. note::\n\n   As [1]_.\n\n[1]_", ".. note::\n\n   As :pub:p:`kettles`.\n\n:pub:p:`kettles`"),
        ("So::\n\n    x\n\nand [1]_", "So::\n\n    x\n\nand :pub:p:`kettles`"),
    ],
)
def test_references_become_roles(text: str, expected: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "``x [1]_`` is code",
        "array[1]_ is none",
        ">>> f([1]_)",
        "So::\n\n    x = [1]_\n\n    y = [1]_",
        ".. math:: a = b\n   + [1]_",
        ".. code-block:: python\n\n   f([1]_)",
        ".. sourcecode::\n\n   f([1]_)",
        "    .. plot::\n\n       f([1]_)",
    ],
)
def test_code_and_formulas_stay_as_they_are(text: str) -> None:
    assert said(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.5555/kettles", ":pub:`kettles`"),
        ("kettles.", ":pub:`kettles`"),
        (":pub:t:`kettles`", ":pub:`kettles`"),
        ("10.5555/kettles, 10.5555/ears", "10.5555/kettles, 10.5555/ears"),
        (":pub:`kettles`, :pub:`ears`", ":pub:`kettles`, :pub:`ears`"),
        (":pub:`kettles, ears`", ":pub:`kettles, ears`"),
        (":pub:`{see}kettles{p. 3}`", ":pub:`{see}kettles{p. 3}`"),
        (":pub:`The book <kettles>`", ":pub:`The book <kettles>`"),
        (":cite:t:`kettles`, p. 3", ":cite:t:`kettles`, p. 3"),
    ],
)
def test_definitions_keep_all_that_they_say_beside_one_work(text: str, expected: str) -> None:
    works = KnownWorks(
        Publication(key=key, title=key.title(), doi=f"10.5555/{key}") for key in ("kettles", "ears")
    )
    given = [f".. [1] {text}"]
    assert rewritten(given, works, labels_of(given, works)) == [f"* :pub:p:`kettles` {expected}", ""]


@pytest.mark.parametrize(
    "text",
    ["Manual", "On kettles", ":external+lab:academic:pub:`kettles`", ":cite:t:`ears`", ":doi:`10.5555/ears`"],
)
def test_what_names_no_work_of_ours_stays_as_it_is(text: str) -> None:
    given = ["As [1]_.", "", f".. [1] {text}"]
    assert rewritten(given, _WORKS, labels_of(given, _WORKS)) is None


def test_labels_of_docstrings_around_count_where_a_docstring_has_none_of_that_name() -> None:
    given = ["As [1]_ and [2]_.", "", ".. [1] Manual"]
    labels = {"1": "kettles", "2": "kettles"} | labels_of(given, _WORKS)
    assert rewritten(given, _WORKS, labels) == ["As [1]_ and :pub:p:`kettles`.", "", ".. [1] Manual"]
