"""Changes in sentences: short, with what was found, who says so, and a remedy."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sphinx_academic.fetching.changes import Change, ChangeKind
from sphinx_academic.fetching.source import Pace, Source
from sphinx_academic.fetching.told_changes import sentence

SOURCES: Mapping[str, Source] = {
    name.lower(): Source(
        name=name.lower(), label=name, hosts=(), pace=Pace(1), good_for="", sent="", terms="", allows=""
    )
    for name in ("Crossref", "OpenAlex", "ORCID", "arXiv")
}
ADA = "0000-0002-1825-0097"
ID = "doi:10.5555/a(1)"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            Change(
                ChangeKind.RETRACTION, ID, "Eels", "crossref", "status", "", "retracted", "10.5555/notice"
            ),
            "10.5555/a(1) 'Eels' was retracted, says Crossref (notice: 10.5555/notice).",
        ),
        (
            Change(ChangeKind.RETRACTION, ID, "Eels", "crossref", "status", "", "corrected", is_taken=False),
            "10.5555/a(1) 'Eels' was corrected, says Crossref. Take it:  sphinx-academic fetch --accept '10.5555/a(1)'",
        ),
        (
            Change(ChangeKind.APPEARED, "arxiv:2401.00001", "Eels", "arxiv", after="doi:10.5555/b"),
            "arXiv:2401.00001 'Eels' has appeared as 10.5555/b, says arXiv; the article is in the lock now.",
        ),
        (
            Change(
                ChangeKind.APPEARED, "arxiv:2401.00001", "", "arxiv", after="doi:10.5555/b", is_taken=False
            ),
            (
                "arXiv:2401.00001 has appeared as 10.5555/b, says arXiv, of which nothing more is known. Add it below  works:  of the plan, "
                "or:  sphinx-academic fetch --ignore 10.5555/b"
            ),
        ),
        (
            Change(
                ChangeKind.STRANGE,
                "pmid:7",
                "Eels",
                "openalex",
                before=ADA,
                note="A, B and C",
                is_taken=False,
            ),
            (
                f"pmid:7 'Eels' is counted as {ADA}'s by OpenAlex, and its authors are A, B and C. If it is:  "
                "sphinx-academic fetch --accept pmid:7 ; if not:  sphinx-academic fetch --not-mine pmid:7"
            ),
        ),
        (
            Change(
                ChangeKind.NAMESAKE, "pmid:7", "Eels", "orcid", before=ADA, note="A (0000)", is_taken=False
            ),
            (
                f"pmid:7 'Eels' is counted as {ADA}'s by ORCID, and is by somebody with another ORCID iD, A (0000). If it is:  "
                "sphinx-academic fetch --accept pmid:7 ; if not:  sphinx-academic fetch --not-mine pmid:7"
            ),
        ),
        (
            Change(
                ChangeKind.CONTRADICTION, "pmid:7", "Eels", "openalex", "date", "2024", "2019", "crossref"
            ),
            "pmid:7 'Eels': Crossref says '2024' for its date, and OpenAlex '2019'. Crossref's is taken; look which is right.",
        ),
        (
            Change(ChangeKind.CONTRADICTION, "pmid:7", "Eels", "openalex", "id", is_taken=False),
            "pmid:7 'Eels' was given by OpenAlex for an identifier that it does not have; it is left out.",
        ),
        (
            Change(ChangeKind.UNKNOWN, "doi:10.5555/b", "", "", is_taken=False),
            "10.5555/b is known to no source. See whether it is written right.",
        ),
        (
            Change(ChangeKind.UNKNOWN, "Eels", "Eels", "", is_taken=False),
            "'Eels' is a title that no source has. Give an identifier of the work below  works:  of the plan.",
        ),
        (
            Change(ChangeKind.UNSURE, "pmid:7", "Eels", "crossref", note="pmid:7 'Eel'", is_taken=False),
            (
                "'Eels' is found as pmid:7 'Eel' at Crossref, which is not surely the same. If it is:  sphinx-academic fetch --accept pmid:7 ; "
                "if not, give its identifier below  works:  of the plan."
            ),
        ),
        (
            Change(
                ChangeKind.UNSURE,
                "Eels",
                "Eels",
                "crossref",
                note="pmid:7 'Eels'; pmid:8 'Eels'",
                is_taken=False,
            ),
            "'Eels' is the title of several works: pmid:7 'Eels'; pmid:8 'Eels'. Take one:  sphinx-academic fetch --accept ID",
        ),
        (
            Change(ChangeKind.FIELD, "pmid:7", "Eels", "crossref", "venue", "A", "B"),
            "pmid:7 'Eels': Crossref says 'B' for its venue now; before it was 'A'.",
        ),
        (
            Change(ChangeKind.FIELD, "pmid:7", "Eels", "crossref", "venue", "A", "B", is_taken=False),
            (
                "pmid:7 'Eels': Crossref says 'B' for its venue, and the lock has 'A'. Take it:  sphinx-academic fetch --accept pmid:7 ; "
                "or write what is right into your own file."
            ),
        ),
        (Change(ChangeKind.NEW, "pmid:7", "Eels", "crossref"), "pmid:7 'Eels' is new, says Crossref."),
        (
            Change(ChangeKind.NEW, "pmid:7", "Eels", "elsewhere", note="eels is called so, too (a.bib:1)"),
            "pmid:7 'Eels' is new, says elsewhere. eels is called so, too (a.bib:1). If they are one, write into that entry:  pmid: 7",
        ),
        (
            Change(
                ChangeKind.NEW,
                "pmid:7",
                "Eels",
                "ORCID",
                before="doi:10.5555/(b)",
                note="eels is called so, too",
            ),
            (
                "pmid:7 'Eels' is new, says ORCID. eels is called so, too. If they are one:  "
                "sphinx-academic fetch --same-as pmid:7 '10.5555/(b)'"
            ),
        ),
        (
            Change(ChangeKind.MORE, "pmid:7", "Eels", "crossref", note="abstract, citations"),
            "pmid:7 'Eels' has what was not known: abstract, citations.",
        ),
        (
            Change(
                ChangeKind.MORE,
                "pmid:7",
                "Eels",
                "crossref",
                note="open_access; doi:10.5555/b and openalex:W1 stood apart",
            ),
            "pmid:7 'Eels' is one work with 10.5555/b and openalex:W1, and has what was not known: open access.",
        ),
        (
            Change(ChangeKind.MORE, "pmid:7", "Eels", "crossref", note="doi:10.5555/b stood apart"),
            "pmid:7 'Eels' is one work with 10.5555/b.",
        ),
        (
            Change(
                ChangeKind.CONTRADICTION, "pmid:7", "Eels", "openalex", "title", "Eels", "Ells", "crossref"
            ),
            "pmid:7: Crossref says 'Eels' for its title, and OpenAlex 'Ells'. Crossref's is taken; look which is right.",
        ),
        (
            Change(ChangeKind.LEFT_OUT, "pmid:7", "Eels", ""),
            "pmid:7 'Eels' is in the lock no more, as the plan says.",
        ),
        (
            Change(ChangeKind.COUNT, "pmid:7", "", "openalex", "citations", "7", "9"),
            "pmid:7: citations 7 → 9, says OpenAlex.",
        ),
        (
            Change(ChangeKind.GONE, "pmid:7", "Eels", "orcid"),
            (
                "pmid:7 'Eels' is gone from what ORCID has of people's works; it stays in the lock. To leave it out:  "
                "sphinx-academic fetch --ignore pmid:7 ; to keep it, name it below  works:  of the plan."
            ),
        ),
    ],
)
def test_each_kind_of_change_is_told(change: Change, expected: str) -> None:
    assert sentence(change, SOURCES) == expected


def test_every_kind_has_words() -> None:
    for kind in ChangeKind:
        assert sentence(Change(kind, "pmid:7", "Eels", "crossref"), SOURCES).startswith(("pmid:7", "'Eels'"))
