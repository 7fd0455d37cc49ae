"""Files that have brought readers down, or that editors have put something into: through whole builds."""

from __future__ import annotations

from typing import NamedTuple

import lxml.html
import pytest
from sites import MakeSite, Site, words


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """One page with all directives over `data/site.yaml`."""
    return make_site("bad-input")


def content(page: lxml.html.HtmlElement) -> str:
    """The page's text without what surrounds it."""
    (section,) = page.xpath("//section[@id='bad-input']")
    return words(section)


class Hostile(NamedTuple):
    """A file that has brought readers down, and the codes of what is told of it, unknown keys left out."""

    name: str
    content: bytes
    codes: tuple[str, ...]


def bomb(line: str) -> str:
    """Twelve lines that each hold the one before nine times."""
    return "".join(line.format(n=n, before=", ".join([f"*l{n - 1}"] * 9)) for n in range(1, 12))


TITLE = b"publications:\n  - title: "
HOSTILE = (
    Hostile(
        "alias bomb",
        f"l0: &l0 [x]\n{bomb('l{n}: &l{n} [{before}]' + chr(10))}publications: []\n".encode(),
        ("limit",),
    ),
    Hostile(
        "merge bomb",
        f"l0: &l0 {{title: T}}\n{bomb('l{n}: &l{n} {{<<: [{before}], k{n}: 1}}' + chr(10))}news: []\n".encode(),
        (),
    ),
    Hostile("recursion", b"publications: &a\n  - title: T\n    more: *a\n", ("limit",)),
    Hostile("deep nesting", b"publications: " + b"[" * 20_000 + b"]" * 20_000, ("limit",)),
    Hostile("deep open nesting", b"publications: " + b"{a: " * 20_000, ("limit",)),
    Hostile("long text", TITLE + b"'" + b"x" * 10_000_000 + b"'\n", ("limit",)),
    Hostile("NUL", TITLE + b"A\0B\n", ("encoding",)),
    Hostile("control characters", TITLE + b"A\x07\x1bB\n", ("encoding",)),
    Hostile("Python tag", TITLE + b"!!python/object/apply:os.system ['true']\n", ("tag",)),
    Hostile("UTF-16", "publications:\n  - title: Ä\n".encode("utf-16"), ("encoding",)),
    Hostile("Latin-1", "publications:\n  - title: Théière\n".encode("latin-1"), ("encoding",)),
    Hostile("several documents", TITLE + b"A\n---\n" + TITLE + b"B\n", ("duplicate_key",)),
    Hostile("a text", b"just a text\n", ("type",)),
    Hostile("a list as a key", b"publications:\n  - ? [a, b]\n    : c\n    title: T\n", ()),
)


@pytest.mark.parametrize("file", HOSTILE, ids=lambda file: file.name.replace(" ", "-"))
def test_a_hostile_file_is_told_and_harms_nothing(site: Site, file: Hostile) -> None:
    (site.source / "data" / "site.yaml").write_bytes(file.content)
    site.write("data/good.yaml", "publications:\n  - title: The other file\n")
    built = site.build(warnings=None, academic_data=["data/site.yaml", "data/good.yaml"])
    codes = [told.code for told in built.warnings if told.code != "academic.unknown_key"]
    assert codes == [f"academic.{code}" for code in file.codes], built.warnings
    assert all(told.location.startswith("data/site.yaml:") for told in built.warnings)
    assert all(len(told.message) < 1_000 for told in built.warnings)
    assert "The other file" in content(built.page("index.html"))


def test_a_file_that_is_no_text_is_told_and_harms_nothing(site: Site) -> None:
    (site.source / "data" / "site.yaml").write_bytes(bytes(range(256)) * 40)
    built = site.build(warnings=None)
    assert [told.code for told in built.warnings] == ["academic.encoding"]
    assert "Bad input" in content(built.page("index.html"))


@pytest.mark.parametrize(
    "content_", [b"", b"\n\n", b"---\n", b"# nothing\n", b"publications:\n", b"publications: []\n"]
)
def test_a_file_with_nothing_in_it_is_no_mistake(site: Site, content_: bytes) -> None:
    (site.source / "data" / "site.yaml").write_bytes(content_)
    assert "Bad input" in content(site.build().page("index.html"))


@pytest.mark.parametrize(
    "content_",
    [
        b"\xef\xbb\xbfpublications:\n  - title: The first one\n",
        b"publications:\r\n  - title: The first one\r\n",
        b"publications:\r  - title: The first one\r",
    ],
    ids=["BOM", "CRLF", "CR"],
)
def test_what_editors_put_into_files_is_no_mistake(site: Site, content_: bytes) -> None:
    (site.source / "data" / "site.yaml").write_bytes(content_)
    assert "The first one" in content(site.build().page("index.html"))
