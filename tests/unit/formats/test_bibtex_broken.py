"""A broken entry costs itself alone, and its message says what is missing where."""

from __future__ import annotations

import pybtex.database
import pytest
from bibtex_reading import BIB, file, publications

from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex
from sphinx_academic.formats.bibtex.scanner import scan
from sphinx_academic.formats.text import Reports
from sphinx_academic.problems import Code


def told(name: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in file(name).problems]


def test_an_unclosed_brace_is_found_where_it_opens_and_the_entries_after_it_are_there() -> None:
    found = publications(file("unclosed.bib"))
    assert list(found) == ["u0", "u1", "u2", "u3"]
    assert found["u1"]["title"] == "Unclosed brace here"
    assert found["u1"]["year"] == "2020"
    assert told("unclosed.bib") == [
        (3, "the brace that opens the value of 'title' in the entry 'u1' (line 2) is never closed.")
    ]


def test_a_missing_closing_brace_and_an_unclosed_quote_cost_nothing_but_a_message() -> None:
    found = publications(file("missing_close.bib"))
    assert [(key, entry["title"]) for key, entry in found.items()] == [
        ("m1", "Fine"),
        ("m2", "Fine two"),
        ("m3", "unclosed quote"),
        ("m4", "Fine four"),
    ]
    assert found["m3"]["year"] == "2020"
    assert told("missing_close.bib") == [
        (1, "the entry 'm1' (line 1) is never closed: '}' is missing at its end."),
        (8, "the quote that opens the value of 'title' in the entry 'm3' (line 7) is never closed."),
    ]


def test_missing_commas_and_keys_are_told_at_their_place() -> None:
    found = publications(file("missing_comma.bib"))
    assert list(found) == ["c1", "c2", "c3", "nokey", "nokey2", "c4"]
    assert dict(found["c1"]) | {"title": "Fine", "year": "2020", "venue": "X"} == dict(found["c1"])
    assert found["c3"]["note"] == "noteq"
    assert told("missing_comma.bib") == [
        (2, "a comma is missing behind the value of 'title' in the entry 'c1' (line 1)."),
        (6, "a comma is missing behind the key 'c2'."),
        (11, "'year 2020' in the entry 'c3' (line 9) is no field: a field is  name = {value}."),
        (14, "this @article has no key: the word behind '{' that citations use."),
        (15, "this @article has no key: the word behind '{' that citations use."),
    ]


def test_a_truncated_file_keeps_what_it_has() -> None:
    found = publications(file("truncated.bib"))
    assert [entry["title"] for entry in found.values()] == ["One", "Two"]
    assert len(told("truncated.bib")) == 1


def test_every_kind_of_key_and_field_name_is_read() -> None:
    found = publications(file("keys.bib"))
    assert list(found) == [
        "DBLP:conf/icassp/Kettle24",
        "müller_2020:ä",
        "key with space",
        "key(paren)",
        "spaced",
        "nofields",
        "nofields2",
        "end1",
        "end2",
        "ind1",
        "colonfield",
        "num",
    ]
    assert found["ind1"]["note"] == "see @articlex, in text and me@x.org"
    assert found["colonfield"]["bdsk-url-1"] == "u"
    assert found["num"]["number"] == "007"


def test_comments_preambles_and_junk_are_no_entries() -> None:
    read = file("comments.bib")
    assert list(publications(read)) == ["a1", "a2"]
    assert not read.problems


def test_quotes_in_braces_do_not_end_a_value() -> None:
    found = publications(file("nested.bib"))
    assert found["nested"]["title"] == 'A Deep Nest of "quotes" "inside'
    assert found["nested"]["authors"] == [{"family": "Brown", "given": 'Anna "Kettle"'}]
    assert found["after"]["title"] == "After"


def test_parentheses_delimit_entries_too() -> None:
    assert [entry["title"] for entry in publications(file("parens.bib")).values()] == [
        "Paren (s) in",
        "B",
        "unclosed ) paren",
    ]


def test_macros_are_joined_and_an_unknown_one_is_told() -> None:
    read = file("strings.bib")
    found = publications(read)
    assert found["s1"]["venue"] == "Kettle Letters B"
    assert found["s1"]["title"] == "abc"
    assert (found["s1"]["year"], found["s1"]["date"]) == ("2024", "2024-01-08")
    assert found["s3"]["venue"] == "Journal of Kettles"
    assert [(problem.line, problem.code) for problem in read.problems] == [(5, Code.MISSING)]


def test_of_two_equal_fields_the_first_is_used_and_of_two_equal_keys_both_are_kept() -> None:
    read = file("duplicates.bib")
    entries = read.root["publications"]
    assert [(entry["key"], entry["title"]) for entry in entries] == [
        ("d1", "One"),
        ("d1", "Dup"),
        ("D1", "Dup case"),
    ]
    assert [(problem.line, problem.column, problem.code) for problem in read.problems] == [
        (1, 27, Code.DUPLICATE_KEY),
        (1, 40, Code.DUPLICATE_KEY),
    ]


def test_places_on_one_line_are_told_apart() -> None:
    found = publications("@misc{a, title={year}, year={2020}} @misc{b, note={title}, title={B}}")
    assert (found["a"].column, found["b"].column) == (1, 37)
    assert found["a"].places["year"] == (1, 24, 1, 29)
    assert found["b"].places["title"] == (1, 60, 1, 66)


def test_latin_1_is_told_and_read() -> None:
    read = file("latin1.bib")
    assert [problem.code for problem in read.problems] == [Code.ENCODING]
    assert [entry["title"] for entry in publications(read).values()] == ["Café", "x"]


def test_places_are_those_of_the_file() -> None:
    entry = publications(file("biblatex.bib"))["kettle24"]
    assert (entry.line, entry.column) == (18, 1)
    assert entry.places["doi"] == (24, 3, 24, 14)
    assert entry.places["authors"][:2] == (20, 3)


@pytest.mark.parametrize("name", ["biblatex.bib", "nested.bib", "_bibliography/papers.bib"])
def test_another_reader_sees_the_same_entries_and_fields(name: str) -> None:
    """Two readers that know nothing of each other check each other."""
    text = (BIB / name).read_text("utf-8")
    theirs = [
        (entry.type, entry.key, [field.lower() for field in (*entry.fields, *entry.persons)])
        for entry in pybtex.database.parse_string(text, "bibtex").entries.values()
    ]
    ours = [
        (block.kind, block.key, [field.name for field in block.fields])
        for block in scan(Reports(text, name))
        if block.kind != "string"
    ]
    assert [(kind, key, sorted(fields)) for kind, key, fields in ours] == [
        (kind, key, sorted(fields)) for kind, key, fields in theirs
    ]


def test_a_key_with_signs_of_an_address_is_a_key() -> None:
    read = read_bibtex("@misc{10.5555/a%2Fb#c\n, title = {One}}", "x.bib")
    assert (list(publications(read)), read.problems) == (["10.5555/a%2Fb#c"], ())


@pytest.mark.parametrize("head", ["Misc{b,", "@Misc@{b,", "@@Misc {{b,", "@Misc b,", "@{Misc{b,", ""])
def test_an_entry_without_its_head_is_told(head: str) -> None:
    read = read_bibtex(
        f"@misc{{a,\n  title = {{One}}\n}}\n\n{head}\n  title = {{Two}}\n}}\n@misc{{c, title = {{Three}}}}\n",
        "x.bib",
    )
    titles = [entry["title"] for entry in publications(read).values()]
    assert {"One", "Three"} <= set(titles)
    assert "Two" in titles or [problem.line for problem in read.problems][:1] in ([5], [6])


def test_comments_between_entries_are_not_told() -> None:
    text = "My papers: all = many.\n% title = {None}\n@misc{a, title = {One}}\n---\n"
    assert read_bibtex(text, "x.bib").problems == ()


def test_the_column_of_a_problem_is_one_of_the_line_that_is_shown() -> None:
    (problem,) = read_bibtex(f"@misc{{a,\n  title = {'9' * 500} {{x}},\n}}\n", "x.bib").problems
    assert problem.excerpt[problem.column - 1] == "{"
