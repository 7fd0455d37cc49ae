"""Publications as labels in ``objects.inv``, so that sites without this extension can refer to them; of this site they are none."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx
from sphinx.builders.html import INVENTORY_FILENAME
from sphinx.environment import BuildEnvironment

from sphinx_academic.domain.academic import AcademicDomain
from sphinx_academic.pages.build import DOMAIN
from sphinx_academic.pages.kept_files import write_whole
from sphinx_academic.pages.site import html_builder
from sphinx_academic.problems import Code, shorten
from sphinx_academic.warnings import tell_of_page

_HEADER_LINES = 4
"""So many lines of an inventory (version 2) are plain text, the rest is compressed."""


class InventoryLabel(NamedTuple):
    """A publication that can be referred to by a label."""

    name: str
    """Its key in capitals, or in small letters where it is in capitals: Sphinx takes no account of case in labels (since 7.3), whereas
    MyST does, and would be in doubt between the label and what goes by the key already (``academic:publication``)."""
    key: str
    title: str
    docname: str
    anchor: str


def labels_of(
    objects: Iterable[tuple[str, str, str, str, str, int]], taken: Iterable[str]
) -> tuple[Sequence[InventoryLabel], Sequence[InventoryLabel]]:
    """The labels for the publications among the objects of our domain, and those whose names are ``taken`` or those of another."""
    names = {name.lower() for name in taken}
    kept: list[InventoryLabel] = []
    left_out: list[InventoryLabel] = []
    # What is living goes before what had a key before.
    for key, title, kind, docname, anchor, priority in sorted(objects, key=lambda each: (-each[-1], each)):
        is_taken = key.lower() in names
        if kind == "publication" and not (is_taken and priority < 0):
            label = InventoryLabel(_in_other_case(key), key, title, docname, anchor)
            (left_out if is_taken else kept).append(label)
            names.add(key.lower())
    return kept, left_out


def _in_other_case(key: str) -> str:
    capitals = key.upper()
    # Letters without a capital of their own (ß) must not become others.
    return capitals if capitals != key and capitals.lower() == key.lower() else key.lower()


_SHORTENED = re.compile(rf"^(?P<name>.+?) (?P<rest>{DOMAIN}:\w+ -?\d+ \S*)\$ ", re.MULTILINE)


def with_labels(inventory: bytes, rows: Iterable[tuple[str, str, str]]) -> bytes:
    """An inventory of Sphinx (version 2) with further labels: the name, address and text of each. Where Sphinx has shortened an
    address of ours (``papers.html#publication-$``), it is written out: mystmd puts the name in small letters there."""
    *header, compressed = inventory.split(b"\n", _HEADER_LINES)
    lines = _SHORTENED.sub(r"\g<name> \g<rest>\g<name> ", zlib.decompress(compressed).decode())
    lines += "".join(f"{name} std:label -1 {address} {text}\n" for name, address, text in rows)
    return b"\n".join([*header, zlib.compress(lines.encode(), 9)])


def setup(app: Sphinx) -> None:
    """Have the labels added when Sphinx has written its inventory, which it does at every build."""
    app.connect("env-check-consistency", _tell_left_out)
    app.connect("build-finished", _add_labels)


def _labels(env: BuildEnvironment) -> tuple[Sequence[InventoryLabel], Sequence[InventoryLabel]]:
    domain = env.get_domain(DOMAIN)
    assert isinstance(domain, AcademicDomain)
    taken = (name for name, _title, kind, *_place in env.domains["std"].get_objects() if kind == "label")
    return labels_of(domain.objects(), taken)


def _tell_left_out(app: Sphinx, env: BuildEnvironment) -> None:
    for label in _labels(env)[1]:
        message = (
            f"The label '{shorten(label.key.lower())}' is taken, so that the inventory has none for '{shorten(label.title)}'. "
            "Give the publication another key; capitals make no difference."
        )
        tell_of_page(Code.DUPLICATE, message, label.docname)


def _add_labels(app: Sphinx, exception: Exception | None) -> None:
    path = Path(app.outdir, INVENTORY_FILENAME)
    if exception is None and path.is_file():
        builder = html_builder(app)
        rows = [
            (label.name, f"{builder.get_target_uri(label.docname)}#{label.anchor}", label.title)
            for label in _labels(app.env)[0]
        ]
        write_whole(path, with_labels(path.read_bytes(), rows))
