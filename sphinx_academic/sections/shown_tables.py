"""Tables on pages: rows with heads, and numbers below each other."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_academic.content.fragments import Element, Fragments


def table(label: str, heads: Sequence[str], rows: Sequence[tuple[str | Fragments, ...]]) -> Element:
    """A table whose rows have their heads in front, those columns left out that say nothing; numbers stand below each other."""
    kept = [place for place in range(len(heads)) if any(row[place] for row in rows)]
    numeric = {place for place in kept[1:] if all(_is_number(row[place]) for row in rows)}

    def cell(kind: str, content: str | Fragments, place: int) -> Element:
        fragments = (content,) if isinstance(content, str) else content
        return Element(kind, fragments, "academic-amount" if place in numeric else "")

    head = Element("row", tuple(cell("column_head", heads[place], place) for place in kept))
    written = [
        Element(
            "row",
            tuple(cell("row_head" if place == kept[0] else "cell", row[place], place) for place in kept),
        )
        for row in rows
    ]
    return Element("table", (head, *written), "academic-numbers", {"label": label})


def _is_number(content: str | Fragments) -> bool:
    return not content or (
        isinstance(content, str) and not any(map(str.isalpha, content)) and "–" not in content
    )
