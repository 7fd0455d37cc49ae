"""What was published and is gone is told, with what it may be now."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from inline_data import read_clean
from sphinx.util.inventory import InventoryFile

from sphinx_academic.cli import main
from sphinx_academic.cli.vanished import Vanished, read_published, vanished
from sphinx_academic.formats.inventory import rows_of_inventory

HEAD = b"# Sphinx inventory version 2\n# Project: A\n# Version: 1\n# The remainder of this file is compressed using zlib.\n"


def write_inventory(folder: Path, *rows: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "index.html").write_text("<html></html>")
    path = folder / "objects.inv"
    path.write_bytes(HEAD + zlib.compress("".join(f"{row}\n" for row in rows).encode()))
    return path


def publication(key: str, title: str = "-") -> str:
    return f"{key} academic:publication 1 papers.html#publication-$ {title}"


def gone(tmp_path: Path, before: Sequence[str], now: Sequence[str], data: str = "") -> list[Vanished]:
    inventories = (
        read_published(write_inventory(tmp_path / name, *rows))
        for name, rows in (("before", before), ("now", now))
    )
    return [*vanished(*inventories, read_clean(data))]


def test_nothing_is_told_of_what_is_there_or_is_no_name_of_ours(tmp_path: Path) -> None:
    others = ("a.b py:class 1 x.html#$ -", "label std:label -1 x.html#label L")
    code = "a b.c academic:implementation -1 x.html#c b.c"
    assert not gone(tmp_path, [publication("a", "A"), *others, code], [publication("a", "Another title")])


def test_the_record_of_that_title_is_named_with_its_place(tmp_path: Path) -> None:
    data = "pubs:\n- {title: Hello, key: completely-different}\n"
    (found,) = gone(
        tmp_path, [publication("old", "Hello")], [publication("completely-different", "Hello")], data
    )
    assert found == Vanished(
        "data.yaml:2",
        "vanished",
        "The publication 'Hello' was published with the key 'old', which nothing has any more; links to it are dead.",
        "The key with that title is 'completely-different': if it is the same, write  former_keys: [old]  there.",
    )


def test_of_several_names_with_that_title_the_key_of_the_record_is_meant(tmp_path: Path) -> None:
    data = "pubs:\n- {title: Hello, key: new, former_keys: [first]}\n"
    now = [publication("first", "Hello"), publication("new", "Hello")]
    (found,) = gone(tmp_path, [publication("second", "Hello")], now, data)
    assert found.place == "data.yaml:2"
    assert found.hint.startswith("The key with that title is 'new'")


def test_news_made_of_a_record_is_not_told_beside_it(tmp_path: Path) -> None:
    def news(key: str) -> str:
        return f"{key} academic:news 1 index.html#news-$ New"

    before = [publication("old", "Hello"), news("publications-old"), news("opened")]
    found = gone(tmp_path, before, [publication("new", "Hello"), news("publications-new")])
    assert [each.message.partition(" was")[0] for each in found] == [
        "The news 'New'",
        "The publication 'Hello'",
    ]
    assert "'opened'" in found[0].message


def test_else_the_nearest_key_is(tmp_path: Path) -> None:
    found = gone(tmp_path, [publication("liu2024lerning", "A")], [publication("liu2024learning", "B")])
    assert found[0].hint == (
        "The key most like it is 'liu2024learning': if it is the same, write  former_keys: [liu2024lerning]  there."
    )
    assert found[0].place == "objects.inv"


def test_of_what_has_no_like_both_remedies_are_named(tmp_path: Path) -> None:
    (found,) = gone(tmp_path, [publication("old", "Hello")], [])
    assert (
        found.hint
        == "Bring the record back, or write  former_keys: [old]  in the one that stands for it now."
    )


def test_what_the_data_hold_and_no_list_shows_is_another_thing(tmp_path: Path) -> None:
    data = "talks:\n- {title: Hello, key: new, former_keys: old}\n"
    row = "old academic:talk 1 talks.html#talk-$ Hello"
    (found,) = gone(tmp_path, [row], [], data)
    assert (found.place, found.code) == ("data.yaml:2", "hidden")


def test_pages_that_are_gone_are_told_with_what_leads_on(tmp_path: Path) -> None:
    row = "pubs std:doc -1 pubs.html Publications"
    (found,) = gone(tmp_path, [row], ["publications std:doc -1 publications.html Publications"])
    assert found.message == "The page 'pubs' (Publications) was published and is gone; links to it are dead."
    assert found.hint.startswith("Is it 'publications' now? The extension sphinx-reredirects leads on")


def test_the_doctor_tells_it_and_says_so_by_its_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published = write_inventory(tmp_path / "before", publication("old", "Hello"), publication("a", "A"))
    write_inventory(tmp_path / "now", publication("new", "Hello"), publication("a", "A"))
    assert main(["doctor", str(tmp_path / "now"), "--published", str(published)]) == 1
    said = capsys.readouterr()
    assert said.out == "2 published keys and pages: 1 vanished\n"
    assert "former_keys: [old]  there. [permanence.vanished]" in said.err
    assert main(["doctor", str(tmp_path / "now"), "--published", str(tmp_path / "now")]) == 0
    assert capsys.readouterr() == ("2 published keys and pages: all are there\n", "")


def test_of_much_that_vanished_three_are_told_and_all_where_somebody_asks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [f"old{number}" for number in range(50)]
    published = write_inventory(tmp_path / "before", *(publication(name, f"Title {name}") for name in names))
    now = str(write_inventory(tmp_path / "now", publication("zz", "A")).parent)
    assert main(["doctor", now, "--published", str(published)]) == 1
    err = capsys.readouterr().err
    assert err.count("was published with the key") == 3
    assert "And 47 more like it; --all lists them. [permanence.vanished]" in err
    assert main(["doctor", now, "--published", str(published), "--all"]) == 1
    assert capsys.readouterr().err.count("was published with the key") == 50
    assert main(["doctor", now, "--published", str(published), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["published"], len(said["vanished"])) == (50, 50)
    assert said["vanished"][0]["code"] == "permanence.vanished"


def test_the_rows_of_an_inventory_are_those_that_sphinx_reads(tmp_path: Path) -> None:
    rows = (
        "a b academic:publication -1 p.html#$ A title: of 2 words",
        "x py:class 1 y.html -",
        "index std:doc -1 i.html Home",
    )
    data = write_inventory(tmp_path / "site", *rows).read_bytes()
    theirs = {
        (sort, name, row.uri, name if row.display_name == "-" else row.display_name)
        for sort, named in InventoryFile.loads(data, uri="").data.items()
        for name, row in named.items()
    }
    assert {tuple(row) for row in rows_of_inventory(data)} == theirs


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html>", "is no inventory of Sphinx: it does not begin as those of Sphinx do."),
        (HEAD + b"no zlib", "is no inventory of Sphinx: Error -3"),
        (b"\xff\xfe", "is no inventory of Sphinx"),
        (b"# Sphinx inventory version 1\n# Project: A\n# Version: 1\nb\n", "is no inventory of Sphinx"),
    ],
)
def test_a_file_that_is_no_inventory_is_told(
    tmp_path: Path, content: bytes, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_inventory(tmp_path / "now")
    (tmp_path / "x.inv").write_bytes(content)
    assert main(["doctor", str(tmp_path / "now"), "--published", str(tmp_path / "x.inv")]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_where_there_is_no_inventory_that_is_said(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_inventory(tmp_path / "now")
    (tmp_path / "empty").mkdir()
    assert main(["doctor", str(tmp_path / "now"), "--published", str(tmp_path / name)]) == 2
    assert "name the one that your site offers" in capsys.readouterr().err
