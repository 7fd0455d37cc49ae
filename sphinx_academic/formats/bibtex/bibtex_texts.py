"""The values of a BibTeX file as our markup, as plain text, as names and as paths."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_academic.data.located import RawList
from sphinx_academic.formats.bibtex.bibtex_inheritance import Value
from sphinx_academic.formats.bibtex.bibtex_names import Names
from sphinx_academic.formats.latex import decoding as latex


class Texts:
    """Reads the values of one file, and remembers the names and venues that come again and again.

    ``in_al_folio`` says that bare file names stand for files in al-folio's ``assets`` folder. ``is_too_much`` is
    asked before LaTeX is decoded; where it says yes, the file has used up its time.
    """

    def __init__(self, in_al_folio: bool, is_too_much: Callable[[Value], bool]) -> None:
        self._in_al_folio = in_al_folio
        self._is_too_much = is_too_much
        self._names = Names()
        self._venues: dict[str, str] = {}

    def markup(self, value: Value) -> str:
        """A value as markup."""
        return latex.to_markup(self._decodable(value))

    def paragraphs(self, value: Value, keep_markdown: bool = False) -> str:
        """A value as markup that may have paragraphs."""
        return latex.to_paragraphs(self._decodable(value), keep_markdown=keep_markdown)

    def plain(self, value: Value) -> str:
        """A value as plain text."""
        text = value.text
        if text.isalnum():
            return text
        return latex.to_plain(self._decodable(value))

    def _decodable(self, value: Value) -> str:
        """The LaTeX of a value; without its commands where there are too many in the file."""
        text = value.text
        if "\\" in text and self._is_too_much(value):
            return latex.without_commands(text)
        return text

    def venue(self, value: Value) -> str:
        """A value as markup; few venues come up in many entries."""
        known = self._venues.get(value.text)
        if known is None:
            known = self._venues[value.text] = self.markup(value)
        return known

    def names(self, value: Value, annotations: str) -> RawList:
        """The authors in a value."""
        text = self._decodable(value)
        return self._names.as_list(text, *value.field.places[2:], annotations)

    def one_text(self, value: Value) -> str:
        """The names in a value as one text."""
        people, others = self._names.read(self._decodable(value))
        names = [person.text for person in people]
        if others:
            return f"{', '.join(names)} et al."
        return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))

    def asset(self, path: str, folder: str) -> str:
        """A bare file name in al-folio's folder for it; anything else as written."""
        if self._in_al_folio and path and "://" not in path and not path.startswith(("/", "assets/", "..")):
            return f"assets/{folder}/{path}"
        return path
