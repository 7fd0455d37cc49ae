"""References of docstrings (``[1]_`` and ``.. [1] Kettlewell, I. (2025). … https://doi.org/…``) whose work the data hold: rewritten
as roles, before docutils sees in them as many targets of one name as there are docstrings on a page.

numpydoc and napoleon hand on what stands in such sections (numpydoc docstring guide, "References"); ours come before theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain
from typing import NamedTuple

from sphinx_academic.data.records import Publication
from sphinx_academic.data.same_work import arxiv_of, doi_of
from sphinx_academic.data.values.addresses import find_arxiv, find_doi
from sphinx_academic.domain.roles import read_keys

_DEFINITION = re.compile(r"(?P<indent>\s*+)\.\. ++\[(?P<label>[^\[\]#*]++)\](?:\s++(?P<text>.*+))?")
_ROLE = re.compile(
    r"(?<![\w:+])(?::academic)?:(?P<name>pub|cite|footcite)(?::\w++)?:`(?:[^`<]*+<)?(?P<keys>[^`<>]++)>?`"
)
_DIRECTIVE = re.compile(r"\s*+\.\.[ ]([\w-]*+)(?:::)?+")
_WORD = re.compile(r"[^\s<>`]+")
_AROUND = "()[]{}.,;:\"'"
_INDENT = re.compile(r"\s*")


class KnownWorks:
    """Finds works by what people write of them in docstrings."""

    def __init__(self, works: Iterable[Publication]) -> None:
        self._keys: set[str] = set()
        self._by_doi: dict[str, str] = {}
        self._by_arxiv: dict[str, str] = {}
        for work in works:
            self._keys.update(work.all_keys)
            self._by_doi.setdefault(doi_of(work), work.key)
            self._by_arxiv.setdefault(arxiv_of(work), work.key)

    def key_of(self, label: str, text: str) -> str:
        """The key of the work that a definition is of, by its label, a key alone, a role or an identifier; empty where it is of none."""
        for written in (label, text.strip(_AROUND)):
            if written in self._keys:
                return written
        named = {
            asked.key: role["name"] == "pub"
            for role in _ROLE.finditer(text)
            for asked in read_keys(role["keys"])
        }
        of_data = (key for key in named if key in self._keys)
        identified = filter(None, map(self._identified, _WORD.findall(text)))
        # What a role of ours names is a work even where but a list on some page, or another project, has it.
        asked_for = (key for key, is_ours in named.items() if is_ours)
        return next(chain(of_data, identified, asked_for), "")

    def _identified(self, word: str) -> str:
        for written in dict.fromkeys((word, word.rstrip(_AROUND), word.strip(_AROUND))):
            # As of works themselves, an identifier counts without its version.
            named = Publication(doi=find_doi(written), arxiv=find_arxiv(written))
            key = self._by_doi.get(doi_of(named) or "-") or self._by_arxiv.get(arxiv_of(named) or "-")
            if key:
                return key
        return ""

    def is_only_name(self, text: str, key: str) -> bool:
        """Whether a text says nothing of a work, and of no other, but its key, a role or an identifier."""
        rest = _ROLE.sub(lambda role: "" if role[0].endswith(f":`{key}`") else role[0], text)
        words = (word.strip(_AROUND) for word in _WORD.findall(rest))
        return all(
            word == key or word.lower() in {"", "doi", "arxiv"} or self._identified(word) == key
            for word in words
        )


class _Definition(NamedTuple):
    """What ``.. [1]`` begins: its label, its text, and the lines that it has."""

    label: str
    indent: str
    lines: tuple[str, ...]
    start: int
    end: int

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.lines).split())


def labels_of(lines: Sequence[str], works: KnownWorks) -> dict[str, str]:
    """The labels that a docstring defines, each with the key of its work; with none where it is something else."""
    labels: dict[str, str] = {}
    for definition in _definitions(lines):
        if not labels.get(definition.label):
            labels[definition.label] = works.key_of(definition.label, definition.text)
    return labels


def rewritten(lines: Sequence[str], works: KnownWorks, labels: Mapping[str, str]) -> list[str] | None:
    """The lines of a docstring with roles in the place of references to works that are known; None where there are none.

    ``labels`` are those that count in it: its own, and those of the docstrings around it."""
    keys = {label: key for label, key in labels.items() if key}
    if not keys:
        return None
    found: dict[int, tuple[_Definition, str]] = {}
    seen: set[str] = set()
    for definition in _definitions(lines):
        key = works.key_of(definition.label, definition.text)
        if key and definition.label not in seen:
            seen.add(definition.label)
            found[definition.start] = (definition, key)
    cite = _citing(keys)
    code = _lines_of_code(lines)
    result: list[str] = []
    place = 0
    while place < len(lines):
        if place not in found:
            result.append(lines[place] if place in code else cite(lines[place]))
            place += 1
            continue
        definition, key = found[place]
        said = [cite(line) for line in definition.lines]
        if works.is_only_name(definition.text, key):
            said = [f":pub:`{key}`"]
        first, *others = said
        result += [
            *([""] if result and result[-1].strip() else []),
            f"{definition.indent}* :pub:p:`{key}` {first}".rstrip(),
            *(f"{definition.indent}  {line}".rstrip() for line in others),
            "",
        ]
        place = definition.end
    return result


def _definitions(lines: Sequence[str]) -> Iterator[_Definition]:
    place = 0
    while place < len(lines):
        head = _DEFINITION.fullmatch(lines[place])
        start, place = place, place + 1
        if head is None:
            continue
        own = len(head["indent"])
        while place < len(lines) and (not lines[place].strip() or _indent_of(lines[place]) > own):
            place += 1
        body = list(lines[start + 1 : place])
        while body and not body[-1].strip():
            body.pop()
        place = start + 1 + len(body)
        least = min((_indent_of(line) for line in body if line.strip()), default=0)
        texts = (head["text"] or "", *(line[least:] for line in body))
        yield _Definition(head["label"], head["indent"], texts, start, place)


def _lines_of_code(lines: Sequence[str]) -> Set[int]:
    """The places of lines in which a label is none: sessions of Python, formulas and other literal blocks."""
    found: set[int] = set()
    around = -1
    for place, line in enumerate(lines):
        if around >= 0 and line.strip() and _indent_of(line) <= around:
            around = -1
        if around >= 0 or line.lstrip().startswith((">>>", "... ")):
            found.add(place)
        elif _begins_code(line):
            around = _indent_of(line)
    return found


def _indent_of(line: str) -> int:
    found = _INDENT.match(line)
    return found.end() if found else 0


def _citing(keys: dict[str, str]) -> Callable[[str], str]:
    """What puts a role in the place of references in a line; those that stand together are cited together."""
    one = rf"\[(?:{'|'.join(map(re.escape, keys))})\]_(?!\w)"
    # Behind a letter docutils sees no reference ("Inline Markup", recognition rules).
    pattern = re.compile(rf"(?P<code>``[^`]*``)|(?<!\w)(?P<cited>{one}(?:,? ?{one})*)")

    def put(found: re.Match[str]) -> str:
        if found["code"]:
            return found["code"]
        labels = re.findall(r"\[([^\[\]]+)\]_", found["cited"])
        return f":pub:p:`{', '.join(dict.fromkeys(keys[label] for label in labels))}`"

    return lambda line: pattern.sub(put, line)


def _begins_code(line: str) -> bool:
    """Whether the indented lines behind a line are no text (Docutils, "reStructuredText Markup Specification", "Literal Blocks")."""
    directive = _DIRECTIVE.match(line)
    if directive is None:
        return line.endswith("::")
    name = directive[1]
    is_code = name in {"math", "plot", "doctest"} or "code" in name or "literal" in name
    return is_code and directive[0].endswith("::")
