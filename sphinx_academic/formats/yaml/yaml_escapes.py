"""Control characters that double quotation marks let in: ``"\\e[31m"`` is plain text to the file, not to a terminal."""

from __future__ import annotations

import re

from sphinx_academic.data.located import Place, RawList, RawMapping, RawValue
from sphinx_academic.formats.text import UNPRINTABLE
from sphinx_academic.problems import Code, Problem

_ESCAPE = re.compile(r"\\[0abveLPNxuU]")


def drop_escaped_controls(root: RawValue, text: str, path: str) -> tuple[RawValue, list[Problem]]:
    """Leave out of all texts below ``root`` what :func:`~sphinx_academic.formats.text.decode` leaves out of a file.

    Escapes (YAML 1.2, section 5.7) can say characters that neither XML nor a terminal should get. One problem per
    text. A file without such an escape costs one search.
    """
    problems: list[Problem] = []
    if not _ESCAPE.search(text):
        return root, problems
    lines = text.split("\n")
    seen: set[int] = set()

    def clean(value: str, place: Place) -> str:
        found = UNPRINTABLE.search(value)
        if found is None:
            return value
        excerpt = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
        message = f"found the control character U+{ord(found.group()):04X}; such characters are left out."
        hint = "In double quotation marks a backslash begins an escape: write it twice, or use single ones."
        problems.append(Problem(path, place.line, place.column, Code.ENCODING, message, hint, excerpt))
        return UNPRINTABLE.sub("", value)

    def walk(value: RawValue) -> None:
        if id(value) in seen:  # an alias: the same list stands in several places
            return
        seen.add(id(value))
        if isinstance(value, RawMapping):
            for key, item in list(value.items()):
                if isinstance(item, str):
                    value[key] = clean(item, value.place_of_value(key))
                elif item is not None:
                    walk(item)
            if any(UNPRINTABLE.search(key) for key in value):
                renamed = [(clean(key, value.place_of_key(key)), key, item) for key, item in value.items()]
                places = dict(value.places)
                value.clear()
                value.places.clear()
                for name, key, item in renamed:
                    value[name] = item
                    if key in places:
                        value.places[name] = places[key]
        elif isinstance(value, RawList):
            for index, item in enumerate(value):
                if isinstance(item, str):
                    value[index] = clean(item, value.place_of(index))
                elif item is not None:
                    walk(item)

    if isinstance(root, str):
        return clean(root, Place(1, 1)), problems
    walk(root)
    return root, problems
