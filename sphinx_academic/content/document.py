"""A document that stands by itself, such as a curriculum vitae: what a PDF and a file of LaTeX are made of."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_academic.content.fragments import Fragments


class DocumentPart(NamedTuple):
    """What stands under one heading; ``level`` 1 is the outermost. A part without a heading goes on with the one before."""

    level: int
    heading: Fragments
    body: Fragments


class Document(NamedTuple):
    """A title, what stands below it (who this is, where to write to), and parts; ``language`` is Sphinx's (``pt_BR``)."""

    title: str
    language: str
    head: Fragments
    parts: tuple[DocumentPart, ...]
