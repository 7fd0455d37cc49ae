"""Capitals of a title that mean something stay capitals in what is exported, whatever a style of bibliographies does to titles."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from pybtex.bibtex.utils import change_case

from sphinx_academic.content.markup import Markup
from sphinx_academic.formats import bibtex, csl_json, ris
from sphinx_academic.formats.latex import encoding
from sphinx_academic.formats.loading import load_named
from trials.made_files import publication_of

CASES = Path(__file__).with_name("cases") / "export"


def small(title: str) -> str:
    """A title as plain.bst prints it: what its ``"t" change.case$`` does (pybtex follows BibTeX to the letter), without the braces."""
    written: str = change_case(encoding.title(Markup({}).inline(title)), "t")
    return written.replace("{", "").replace("}", "").replace("\\emph", "").replace("\\textsubscript", "")


@pytest.mark.parametrize(
    "title",
    [
        "Die Rolle der Banken im Wandel der Zeit",
        "Grundlagen der Thermodynamik",
        "Zur Frage nach dem Ursprung der Arten",
        "Quantenmechanik und Feldtheorie",
        "Deutsche Grammatik",
        "Theoretische Physik",
        "Wissen in Organisationen",
        "Neue Anwendungen",
        "Analysis in Banachräumen",
        "Der Prozess",
        "Deep Learning for Dummies: eine Einführung in die Praxis",
        "What now? The Gaussian view of Mars",
        "What is it? The answer! And now. What else… Or not",
        "Effects of Escherichia coli on mice",
        "The “Turing test” revisited: “Can machines think?”",
        "“Surely you're joking, Mr. Feynman”",
        "¿Qué es la vida? Una introducción a la Física",
        "La théorie de Galois selon Bourbaki",
        "L'intégrale de Lebesgue",
        "Teoria de Galois",
        "Om Euklids bog om Elementer",
        "Inleiding tot de Bijbel",
        "An introduction to the Ising model on Z² and DNA",
        "van der Waals forces in H₂O",
        "Vitamin D and iPhone users in New York",
        "Moore's law and O'Neil's rule — The end",
        "Tea (in China) and [The] rest",
        "Notes on Uppsala",
        "Letters to Ada",
        "From Lund to Malmö",
        "USA",
    ],
)
def test_a_title_in_sentence_case_or_german_is_printed_as_it_was_written(title: str) -> None:
    assert small(title) == title


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Attention Is All You Need", "Attention is all you need"),
        ("Deep Residual Learning", "Deep residual learning"),
        ("Fast Learning", "Fast learning"),
        ("All You Need", "All you need"),
        ("A Door That Knows It Is Ajar: The Sequel", "A door that knows it is ajar: The sequel"),
        ("Learning to Rank using Gradient Descent", "Learning to rank using gradient descent"),
        ("Text-to-Speech Synthesis in Practice", "Text-to-speech synthesis in practice"),
        ("The Gaussian View of Mars and Other European Oceans", "The Gaussian view of Mars and other European oceans"),
        ("Markov's Chains by Monte Carlo for Librarians", "Markov's chains by Monte Carlo for librarians"),
        ("What Now? The Schrödinger Equation in Python and DNA", "What now? The Schrödinger equation in python and DNA"),
        ("A Study of *Escherichia Coli* and Vitamin D", "A study of Escherichia Coli and vitamin D"),
        ("The “Best” of It: “The Rest”", "The “best” of it: “The rest”"),
    ],
)  # fmt: skip
def test_of_english_title_case_names_stay_and_words_are_left_to_the_style(title: str, printed: str) -> None:
    assert small(title) == printed


@pytest.mark.parametrize(
    ("title", "language", "written"),
    [
        ("Kind und Kegel", "de", "Kind und {Kegel}"),
        ("Kind in Not", "ngerman", "Kind in {Not}"),
        ("Kanner am Bild", "lb", "Kanner am {Bild}"),
        ("Peer Gynt", "no", "Peer {Gynt}"),
        ("Kind in Need", "en-GB", "Kind in Need"),
        ("Die Another Day in Physik", "english", "Die Another Day in Physik"),
        ("Kind in need of Maria", "english", "Kind in need of {Maria}"),
    ],
)
def test_the_language_of_a_title_counts_where_it_is_known(title: str, language: str, written: str) -> None:
    assert encoding.title((title,), language) == written


def test_every_format_names_the_language_in_its_own_way() -> None:
    german, other = (
        publication_of({"title": "Kind in Not", "language": language}) for language in ("de-AT", "tlh")
    )
    entry = bibtex.entry(german)
    assert ("title = {Kind in {Not}}" in entry, "langid = {ngerman}" in entry) == (True, True)
    assert "langid" not in bibtex.entry(other), "babel knows no Klingon"
    assert "LA  - de-AT\n" in ris.record(german)
    assert csl_json.item(german)["language"] == "de-AT"
    assert csl_json.item(publication_of({"title": "Kind", "language": "ngerman"}))["language"] == "de"


def test_what_stands_out_keeps_its_capitals_to_bibtex_and_to_pandoc() -> None:
    written = encoding.title(Markup({}).inline("*Escherichia Coli* and the *Drosophila* Gene: *The* End"))
    assert written == "\\emph{Escherichia {Coli}} and the \\emph{{Drosophila}} Gene: \\emph{The} End"


def test_what_follows_an_abbreviation_stays_small_to_pandoc() -> None:
    assert encoding.title(("E. coli vs. naïve users: a look at C. elegans",)) == (
        "E. {coli} vs. {naïve} users: a look at {C}. {elegans}"
    )


GERMAN = load_named([str(CASES / "german.yaml")])
TITLES = [work.title.replace("*", "") for work in GERMAN.publications]


@pytest.mark.skipif(not shutil.which("bibtex"), reason="BibTeX is not installed")
def test_the_program_bibtex_prints_titles_as_they_were_written(tmp_path: Path) -> None:
    (tmp_path / "made.bib").write_text(bibtex.library(GERMAN.publications), encoding="utf-8")
    (tmp_path / "made.aux").write_text(
        "\\citation{*}\n\\bibstyle{plain}\n\\bibdata{made}\n", encoding="utf-8"
    )
    done = subprocess.run(
        ["bibtex", "made"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    if "couldn't open style file" in done.stdout:
        pytest.skip("plain.bst is not installed")
    assert (done.returncode, "Warning" in done.stdout) == (0, False), done.stdout
    printed = " ".join(
        (tmp_path / "made.bbl").read_text(encoding="utf-8").translate({123: "", 125: ""}).split()
    )
    assert [title for title in TITLES if title not in printed.replace("\\emph", "")] == []


def test_pandoc_reads_titles_as_they_were_written() -> None:
    pypandoc = pytest.importorskip("pypandoc", reason="the package pypandoc_binary is not installed")
    read = json.loads(pypandoc.convert_text(bibtex.library(GERMAN.publications), "csljson", "bibtex"))
    assert [item["title"].replace("<i>", "").replace("</i>", "") for item in read] == TITLES
