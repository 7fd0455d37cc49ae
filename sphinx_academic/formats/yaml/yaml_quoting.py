"""How an author would write a value in quotation marks; what the remedies in messages are made of."""

from __future__ import annotations


def quoted(value: str) -> str:
    """The value between double quotation marks, or between single ones where it has double ones itself."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    if "'" not in value:
        return f"'{value}'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def cut(text: str, width: int = 80) -> str:
    """The text, shortened at its end to ``width`` characters."""
    return text if len(text) <= width else f"{text[: width - 2]} …"


def label(slot: str | int | None) -> str:
    """What stands before a value: ``title: `` in a mapping, ``- `` in a list."""
    return f"{slot}: " if isinstance(slot, str) else "- "
