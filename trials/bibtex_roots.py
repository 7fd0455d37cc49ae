"""The projects that sphinxcontrib-bibtex tests itself with, built by it and by us with ``academic_bibtex_roles``: what differs.

Run by hand, with both installed, on the unpacked archive of its source (``pip download sphinxcontrib-bibtex --no-binary :all:``)::

    python -m trials.bibtex_roots sphinxcontrib_bibtex-2.7.0 [part of a name ...]

For each page it compares what stands for citations, and which works its lists show in which order; and whether as much is told of
each file."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import lxml.html

_OURS = """

extensions = ["sphinx_academic" if name == "sphinxcontrib.bibtex" else name for name in globals().get("extensions", ())]
academic_bibtex_roles = True
"""
_BODY = "//div[@class='body']"
_TITLE = re.compile(r"(?im)^\s*(?:book)?title\s*=\s*[{\"](.+?)[}\"]\s*,?\s*$")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class Shown(NamedTuple):
    """What a build shows: page → its text without lists, and the titles of its lists in order; and what it warned of."""

    texts: dict[str, str]
    works: dict[str, list[str]]
    warnings: tuple[str, ...]
    failed: str = ""


def build(root: Path, folder: Path, side: str) -> Shown:
    """Build a copy of a root; ``side`` says with which extension."""
    test = root.parent.parent
    path = os.pathsep.join((str(test.parent), str(test), str(Path(__file__).parents[1])))
    source = folder / side
    shutil.copytree(root, source)
    if side == "ours":
        config = source / "conf.py"
        config.write_text(config.read_text(encoding="utf-8") + _OURS, encoding="utf-8")
    output = folder / f"{side}-output"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-b",
            "html",
            "-D",
            "html_theme=basic",
            str(source),
            str(output),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": path},
    )
    told = _COLOUR.sub("", done.stderr).replace(f"{source}/", "")
    warnings = tuple(line for line in told.splitlines() if re.search(r"(WARNING|ERROR|CRITICAL): ", line))
    failed = "" if done.returncode == 0 else told.strip()[-400:]
    titles = sorted({title for file in root.rglob("*.bib") for title in _titles(file)}, key=len, reverse=True)
    texts, works = {}, {}
    for file in sorted(output.glob("**/*.html")):
        name = file.relative_to(output).as_posix()
        if name.startswith(("genindex", "search", "py-modindex", "_modules")):
            continue
        (body,) = lxml.html.document_fromstring(file.read_bytes()).xpath(_BODY)
        texts[name], works[name] = _text(body, titles), _works(body, titles)
    return Shown(texts, works, warnings, failed)


def _titles(file: Path) -> Iterator[str]:
    for found in _TITLE.findall(file.read_text(encoding="utf-8", errors="replace")):
        yield _letters(found)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", re.sub(r"\\[a-zA-Z]+|\\.", "", text)).casefold()


def _text(body: lxml.html.HtmlElement, titles: Sequence[str]) -> str:
    """The words of paragraphs and headings that are no entries of lists."""
    parts = []
    for element in body.xpath(".//p | .//h1 | .//h2 | .//h3 | .//dt"):
        inside = "ancestor-or-self::*[self::li or self::article or self::aside or @role='doc-footnote' or @role='doc-biblioentry'"
        inside += " or contains(@class, 'citation') or contains(@class, 'academic')]"
        words = " ".join(element.text_content().replace("¶", "").split())
        is_entry = bool(element.xpath(inside)) or any(
            title in _letters(words) for title in titles if len(title) > 12
        )
        if words and not is_entry:
            # Ours close up to the word before.
            parts.append(re.sub(r" (?=\[\d+\])", "", words))
    return "\n".join(parts)


def _works(body: lxml.html.HtmlElement, titles: Sequence[str]) -> list[str]:
    """The titles that stand on a page, in order."""
    for card in body.xpath(".//*[contains(@class, 'academic-card')]"):
        card.drop_tree()
    text = _letters(body.text_content())
    found: list[tuple[int, str]] = []
    for title in titles:
        found += (
            [(match.start(), title) for match in re.finditer(re.escape(title), text)]
            if len(title) > 5
            else []
        )
    found.sort()
    # A title within a longer one is not another work.
    return [
        title
        for place, title in found
        if not any(
            start <= place < start + len(other) and other != title and title in other
            for start, other in found
        )
    ]


def differences(theirs: Shown, ours: Shown) -> Iterator[str]:
    """What is not shown alike, in words."""
    for name, shown in (("theirs", theirs), ("ours", ours)):
        if shown.failed:
            said = " ".join(
                each for each in shown.failed.splitlines() if "rror" in each or "exception" in each
            )
            yield f"{name} does not build: {said[-300:]}"
    if theirs.failed:
        return
    for page in sorted(theirs.texts.keys() | ours.texts.keys()):
        one, other = theirs.texts.get(page, ""), ours.texts.get(page, "")
        if one != other:
            lines = dict.fromkeys((*one.splitlines(), *other.splitlines()))
            for line in lines:
                if line not in one.splitlines():
                    yield f"{page}: + {line}"
                elif line not in other.splitlines():
                    yield f"{page}: - {line}"
        if theirs.works.get(page) != ours.works.get(page):
            yield f"{page}: lists {theirs.works.get(page)} there, {ours.works.get(page)} here"
    if len(theirs.warnings) != len(ours.warnings):
        yield f"{len(theirs.warnings)} warnings there, {len(ours.warnings)} here"
    # The same fault is told in other words, and at the line of an option rather than of its directive.
    if [*map(_file_of, theirs.warnings)] != [*map(_file_of, ours.warnings)]:
        yield from (f"  there: {line}" for line in theirs.warnings)
        yield from (f"  here: {line}" for line in ours.warnings)


def _file_of(warning: str) -> str:
    return warning.partition(":")[0]


def main() -> int:
    """Compare every root, or those whose names hold one of the words."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sdist", type=Path, help="the unpacked archive of its source")
    parser.add_argument("words", nargs="*", help="parts of names of roots")
    options = parser.parse_args()
    same = different = 0
    for root in sorted(options.sdist.glob("test/roots/test-*")):
        name = root.name.removeprefix("test-")
        if options.words and not any(word in name for word in options.words):
            continue
        with tempfile.TemporaryDirectory() as folder:
            found = list(differences(*(build(root, Path(folder), side) for side in ("theirs", "ours"))))
        is_same = not found
        same, different = same + is_same, different + (not is_same)
        print(f"{name}: {'the same' if is_same else 'differs'}")
        for line in found:
            print(f"    {line}")
    print(f"{same} roots are shown alike, {different} differ.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
