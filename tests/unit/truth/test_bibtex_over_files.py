"""What one BibTeX file of a site defines holds in the others: BibTeX and biber read all of them as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_academic.data.collection import Collection
from sphinx_academic.formats.loading import load_named


def site(folder: Path, **texts: str) -> list[str]:
    """The paths of files with these texts."""
    for name, text in texts.items():
        (folder / f"{name}.bib").write_text(text, encoding="utf-8")
    return [str(folder / f"{name}.bib") for name in texts]


def venues(collection: Collection) -> dict[str, str]:
    return {work.key: work.venue for work in collection.publications}


STRINGS = '@string{jacm = "Journal of the ACM"}\n'
USES = "@article{a, title={T}, author={Rowan Ash}, journal=jacm, year=2000}\n"


@pytest.mark.parametrize("order", [1, -1], ids=["in the next file", "in the file before"])
def test_a_string_of_one_file_is_known_in_the_others(tmp_path: Path, order: int) -> None:
    """Folders give their files by name, which says nothing about what was meant to come first."""
    collection = load_named(site(tmp_path, strings=STRINGS, uses=USES)[::order])
    assert venues(collection) == {"a": "Journal of the ACM"}
    assert not collection.problems


def test_a_file_of_strings_alone_is_no_mistake(tmp_path: Path) -> None:
    assert not load_named(site(tmp_path, strings=STRINGS)).problems


def test_a_string_that_no_file_defines_is_told_where_it_is_used(tmp_path: Path) -> None:
    collection = load_named(site(tmp_path, strings="@string{jcss = {JCSS}}", uses=USES))
    (problem,) = collection.problems
    assert Path(problem.path).name == "uses.bib"
    assert problem.message == "no @string defines 'jacm'; the word itself is taken."


def test_a_files_own_string_counts_before_all_others_and_then_the_last_one_above(tmp_path: Path) -> None:
    paths = site(
        tmp_path,
        first="@string{j = {First}} @string{k = {First}} @string{l = {First}}",
        second="@string{j = {Second}} @string{k = {Second}}",
        uses="@string{j = {Own}} @article{a, title={T}, journal=j} @article{b, title={U}, journal=k} @article{c, title={V}, journal=l}",
        last="@string{j = {Last}} @string{k = {Last}} @string{l = {Last}}",
    )
    assert venues(load_named(paths)) == {"a": "Own", "b": "Second", "c": "First"}


def test_strings_made_of_others_are_put_together_over_files(tmp_path: Path) -> None:
    paths = site(
        tmp_path,
        strings='@string{acm = {ACM}} @string{jacm = "Journal of the " # acm}',
        uses='@string{long = jacm # ", New Series"} @article{a, title={T}, journal=long}',
    )
    assert venues(load_named(paths)) == {"a": "Journal of the ACM, New Series"}


@pytest.mark.parametrize("order", [1, -1])
def test_an_entry_inherits_from_one_in_another_file(tmp_path: Path, order: int) -> None:
    paths = site(
        tmp_path,
        papers="@inproceedings{a, title={T}, author={Rowan Ash}, crossref={P20}} @article{b, title={U}, xdata={acta}}",
        books='@string{p = "Proceedings of"} @proceedings{p20, title = p # { Kettles}, year=2020} @xdata{acta, journal={Acta}, year={19x}}',
    )
    collection = load_named(paths[::order])
    works = {work.key: work for work in collection.publications}
    assert works["a"].venue == "Proceedings of Kettles"
    assert works["a"].shown_year == "2020"
    assert works["b"].venue == "Acta"
    # What is wrong with what was taken is told where it was asked for.
    (problem,) = collection.problems
    assert (Path(problem.path).name, problem.line, problem.code) == ("papers.bib", 1, "date")


def test_entries_of_two_files_that_inherit_from_each_other_end(tmp_path: Path) -> None:
    collection = load_named(
        site(tmp_path, one="@book{a, title={T}, crossref={b}}", two="@book{b, title={U}, crossref={a}}")
    )
    assert {work.title for work in collection.publications} == {"T", "U"}
    assert {problem.code for problem in collection.problems} <= {"limit", "missing"}


def test_a_file_that_is_broken_or_gone_costs_the_others_nothing(tmp_path: Path) -> None:
    paths = site(tmp_path, broken="@string{jacm = {Journal", uses=USES)
    collection = load_named([*paths, str(tmp_path / "gone.bib")])
    assert [work.title for work in collection.publications] == ["T"]


def test_a_string_is_known_below_a_folder_of_al_folio(tmp_path: Path) -> None:
    folder = tmp_path / "_bibliography"
    folder.mkdir()
    site(folder, strings=STRINGS, papers=USES)
    assert venues(load_named([str(folder)])) == {"a": "Journal of the ACM"}
