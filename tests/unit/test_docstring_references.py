"""Labels of docstrings become citations where docutils would see a reference, and nowhere else."""

from __future__ import annotations

import pytest

from sphinx_academic.data.records import Publication
from sphinx_academic.domain.citing.docstring_references import KnownWorks, rewritten

_WORKS = KnownWorks([Publication(key="kettles", title="Kettles", doi="10.5555/kettles")])


def said(text: str) -> str:
    lines = rewritten([*text.split("\n"), "", ".. [1] https://doi.org/10.5555/kettles"], _WORKS)
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
