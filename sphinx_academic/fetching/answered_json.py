"""JSON of services as the values that files of JSON have (:mod:`sphinx_academic.formats.json_places`), without places and cheap in memory."""

from __future__ import annotations

from collections.abc import Iterable
from json import JSONDecoder

from sphinx_academic.data.located import RawList, RawMapping, RawValue, paused_collection
from sphinx_academic.formats.json_places import MAX_DEPTH, printable

_NOWHERE = (0, 0)


class NoJsonError(Exception):
    """Why a text is not read as JSON."""


def json_values(text: str) -> RawMapping:
    """What an answer says: every scalar the string that was written, None for null; a list comes under the key ``items``.

    Raises NoJsonError.
    """
    try:
        with paused_collection():
            value = _value(_DECODER.decode(text))
    except RecursionError:
        raise NoJsonError("it is too deep") from None
    except ValueError as error:
        raise NoJsonError(str(error)) from None
    if isinstance(value, RawList):
        together = RawMapping()
        together["items"] = value
        value = together
    if not isinstance(value, RawMapping):
        raise NoJsonError("it is neither an object nor a list")
    if _is_deep(value):
        raise NoJsonError("it is too deep")
    return value


def _is_deep(root: RawMapping) -> bool:
    level: list[RawMapping | RawList] = [root]
    for _depth in range(MAX_DEPTH + 1):
        level = [
            child
            for parent in level
            for child in (parent.values() if isinstance(parent, RawMapping) else parent)
            if isinstance(child, (RawMapping, RawList))
        ]
        if not level:
            return False
    return True


def _mapping(pairs: list[tuple[str, object]]) -> RawMapping:
    made = RawMapping()
    for written, value in pairs:
        key = printable(written)
        if key not in made:  # as in files, the first counts
            made[key] = _value(value)
    return made


def _value(value: object) -> RawValue:
    if isinstance(value, str):
        return printable(value)
    if value is None or isinstance(value, RawMapping):
        return value
    if isinstance(value, list):
        return _list(value)
    return "true" if value else "false"


def _list(items: Iterable[object]) -> RawList:
    made = RawList()
    made.extend(map(_value, items))
    made.places = [_NOWHERE] * len(made)
    return made


# Numbers stay texts: Python refuses to count beyond 4,300 digits. NaN and its kind are unknown to JSON.
_DECODER = JSONDecoder(
    object_pairs_hook=_mapping,
    parse_int=str,
    parse_float=str,
    parse_constant=lambda _name: None,
    strict=False,
)
