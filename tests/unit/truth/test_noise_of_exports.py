"""What programs and databases write into the wrong field: DOIs in addresses and LaTeX, arXiv again and again, fields in notes."""

from __future__ import annotations

from pathlib import Path

import pytest
from descriptions import description
from inline_data import read

from sphinx_academic.content.fragments import plain
from sphinx_academic.data.collection import collect
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import doi_url, find_doi
from sphinx_academic.formats import bibtex, csl_json, ris
from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex
from sphinx_academic.formats.json_places import read_json
from sphinx_academic.formats.loading import load_named
from sphinx_academic.formats.notes import Note, sorted_out
from sphinx_academic.formats.rich_text import rich_text
from sphinx_academic.formats.ris import read_ris
from sphinx_academic.sections.publication_entry import all_links, venue_line

pytestmark = pytest.mark.usefixtures("english")
CASES = Path(__file__).parent / "cases"
NOISE = load_named([str(CASES / "types" / "noise.bib")])
WORKS = {work.key: work for work in NOISE.publications}
SICI = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"


def shown(work: Publication) -> str:
    return plain(venue_line(work, description()))


def links(work: Publication) -> list[tuple[str, str]]:
    return [(str(link.name), link.url) for link in all_links(work)]


def entry(fields: str) -> Publication:
    file = read_bibtex(f"@article{{a, title={{A}}, {fields}}}", "x.bib")
    collection = collect([file])
    assert not collection.problems, [problem.text for problem in collection.problems]
    return collection.publications[0]


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        ("10.5555/abc", "10.5555/abc"),
        ("10.5555%2Fabc", "10.5555/abc"),
        ("https://doi.org/10.5555%2Fabc-1x", "10.5555/abc-1x"),
        ("http://dx.doi.org/10.5555/AB.12-3", "10.5555/AB.12-3"),
        ("https://doi-org.proxy.example.edu/10.5555/a", "10.5555/a"),
        ("https://dx-doi-org.proxy.example.edu/10.5555/a", "10.5555/a"),
        ("doi:10.5555/a.", "10.5555/a"),
        ("DOI: 10.5555/a", "10.5555/a"),
        ("info:doi/10.5555/a", "10.5555/a"),
        ("urn:doi:10.5555/a", "10.5555/a"),
        ("10.1002/(SICI)1097(19990415)257:2&lt;50::AID-AR4&gt;3.0.CO;2-N", "10.1002/(SICI)1097(19990415)257:2<50::AID-AR4>3.0.CO;2-N"),
        ("https://doi.org/10.1002/(SICI)1097(19990415)257:2%3C50::AID-AR4%3E3.0.CO;2-N", "10.1002/(SICI)1097(19990415)257:2<50::AID-AR4>3.0.CO;2-N"),
        ("10/g824tc", "10/g824tc"),
        ("https://doi.org/10/g824tc", "10/g824tc"),
        ("https://doi.org/g824tc", "10/g824tc"),
        ("10.5555", ""),
        ("10/", ""),
        ("https://example.org/10.5555/a", ""),
    ],
)  # fmt: skip
def test_a_doi_is_found_in_any_form(written: str, doi: str) -> None:
    assert find_doi(written) == doi
    assert bool(doi_url(doi)) == bool(doi)


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        (r"10.1175/1(1987)115\ensuremath{<}16:GA\ensuremath{>}2.0.CO;2", "10.1175/1(1987)115<16:GA>2.0.CO;2"),
        (r"10.1175/1(1987)115$<$16:GA$>$2.0.CO;2", "10.1175/1(1987)115<16:GA>2.0.CO;2"),
        (r"10.1175/1(1987)115$\less$16:GA$\greater$2.0.CO;2", "10.1175/1(1987)115<16:GA>2.0.CO;2"),
        (
            r"10.1175/1(1987)115{\textless}16:GA{\textgreater}2.0.CO{\%}3B2",
            "10.1175/1(1987)115<16:GA>2.0.CO;2",
        ),
        (r"10.1007/978-3\_6", "10.1007/978-3_6"),
        (r"10.1007/123{\_}5 ", "10.1007/123_5"),
        (r"\url{https://doi.org/10.5555/a}", "10.5555/a"),
        ("10.5555/a\n  b", "10.5555/ab"),
        ('<a href="https://doi.org/10.5555/9">10.5555/9</a>', "10.5555/9"),
        ("https://www.press.example/doi/full/10.1080/12.34?x=1", "10.1080/12.34"),
        ("https://www.press.example/articles/10.3389/a.2020.1/full", "10.3389/a.2020.1"),
    ],
)
def test_a_doi_in_latex_or_in_a_link_is_that_doi_and_is_exported_as_it(written: str, doi: str) -> None:
    work = entry(f"doi={{{written}}}")
    assert work.doi == doi
    assert f"doi = {{{doi}}}" in bibtex.entry(work)


@pytest.mark.parametrize("key", ["a3", "a4", "a5"])
def test_an_address_of_the_doi_makes_no_second_link(key: str) -> None:
    works = {work.key: work for work in load_named([str(CASES / "types/arxiv-and-dois.bib")]).publications}
    assert [name for name, _ in links(works[key])] == ["DOI"]


def test_a_doi_of_the_kind_sici_comes_back_unchanged_from_every_format() -> None:
    (work,) = load_named([str(CASES / "export/sici.yaml")]).publications
    assert work.doi == SICI
    text = bibtex.library([work])
    assert f"doi = {{{SICI}}}" in text
    root, problems = read_json(csl_json.library([work]), "x.json")
    files = (
        read_bibtex(text, "x.bib"),
        read_ris(ris.library([work]), "x.ris"),
        csl_json.read_csl(root, "x.json", problems),
    )
    for file in files:
        assert [other.doi for other in collect([file]).publications] == [SICI]
    again = collect([read_bibtex(text, "x.bib")])
    assert bibtex.library(again.publications) == text
    assert len(collect([read_bibtex(text, "x.bib"), read_bibtex(text, "y.bib")]).publications) == 1


def test_two_entries_of_one_short_doi_are_one_work() -> None:
    text = "@article{{{}, title={{A}}, author={{Ann Bee}}, doi={{{}}}}}"
    files = [
        read_bibtex(text.format("a", "10/g824tc"), "x.bib"),
        read_bibtex(text.format("b", "https://doi.org/g824tc"), "y.bib"),
    ]
    assert len(collect(files).publications) == 1


@pytest.mark.parametrize(
    ("key", "line", "link"),
    [
        ("z1", "arXiv 2024", "https://arxiv.org/abs/2401.01234"),
        ("z2", "2024", "https://arxiv.org/abs/2401.01235"),
        ("z7", "arXiv:2401.01236 2024", "https://arxiv.org/abs/2401.01236"),
        ("z8", "CoRR abs/2401.01237, 2024", "https://arxiv.org/abs/2401.01237"),
    ],
)
def test_arxiv_is_said_once_and_its_link_is_named_so(key: str, line: str, link: str) -> None:
    work = WORKS[key]
    assert (work.kind_of_work, shown(work), links(work)) == ("preprint", line, [("arXiv", link)])


def test_a_doi_of_arxiv_is_its_identifier_in_every_format() -> None:
    doi = "https://doi.org/10.48550/ARXIV.2203.03022"
    root, problems = read_json(
        f'[{{"type": "article", "title": "A", "DOI": "{doi}", "publisher": "arXiv"}}]', "x.json"
    )
    collections = (
        read(f"pubs:\n- {{title: A, doi: '{doi}'}}\n"),
        read(f"pubs:\n- {{title: A, DOI: '{doi}'}}\n"),
        collect([read_ris(f"TY  - UNPB\nTI  - A\nDO  - {doi}\nER  - \n", "x.ris")]),
        collect([csl_json.read_csl(root, "x.json", problems)]),
        collect([read_bibtex(f"@misc{{a, title={{A}}, publisher={{arXiv}}, doi={{{doi}}}}}", "x.bib")]),
    )
    for collection in collections:
        (work,) = collection.publications
        assert not collection.problems
        assert (work.arxiv, work.kind_of_work) == ("2203.03022", "preprint")
        assert links(work) == [("arXiv", "https://arxiv.org/abs/2203.03022")]


@pytest.mark.parametrize(
    ("key", "link"),
    [
        ("p1", ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/12345678/")),
        ("p2", ("JSTOR", "https://www.jstor.org/stable/2709643")),
        ("p3", ("HAL", "https://hal.science/hal-01234567")),
        ("p4", ("Handle", "https://hdl.handle.net/1721.1/29462")),
        ("p5", ("PubMed Central", "https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/")),
        ("z6", ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/12345678/")),
        ("u1", ("Link", "https://x.example/?a=1&b=2")),
        ("u4", ("DOI", "https://doi.org/10.1080/12.34")),
    ],
)
def test_an_eprint_or_an_address_with_its_tags_is_a_link(key: str, link: tuple[str, str]) -> None:
    assert link in links(WORKS[key])


def test_mendeleys_identifier_of_arxiv_is_one() -> None:
    assert links(entry("arxivId={2401.01234}, journal={J}")) == [
        ("arXiv", "https://arxiv.org/abs/2401.01234")
    ]


@pytest.mark.parametrize("address", ["www.x.example/a", "github.com/x/y"])
def test_an_address_without_its_scheme_leads_there(address: str) -> None:
    assert [url for _, url in links(entry(f"url={{{address}}}"))] == [f"https://{address}"]


def test_an_eprint_that_nobody_knows_is_kept() -> None:
    assert (links(WORKS["p6"]), WORKS["p6"].extra["bibtex_eprint"]) == ([], "x-1")
    one = entry("eprint={1}, eprinttype={biorxiv}, pdf={https://x.example/a.pdf}")
    assert [name for name, _ in links(one)] == ["PDF", "bioRxiv"]


def test_two_addresses_in_one_field_and_a_link_without_one_are_told() -> None:
    told = {problem.line: problem for problem in NOISE.problems}
    assert sorted(told) == [18, 21]
    assert told[18].message == "'url' holds more than one address; the first is taken."
    assert told[18].hint == "Write  url = {https://x.example/1}  and put the others under links."
    assert told[21].message.startswith("'<a>nothing</a>' is not a link that may be followed")
    assert links(WORKS["u2"]) == [("Link", "https://x.example/1")]


@pytest.mark.parametrize(
    "address",
    [
        "https://x.example/a b",
        "files/my paper.pdf",
        "https://web.archive.example/2020/https://x.example/",
        "https://x.example/?a,b",
    ],
)
def test_other_addresses_stay_as_they_are(address: str) -> None:
    collection = read(f"pubs:\n- {{title: A, url: '{address}'}}\n")
    assert (collection.publications[0].url, collection.problems) == (address, ())


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("z3", "Nature, Nature Publishing Group, 2024"),
        ("z4", "Psych, Routledge, 2024"),
        ("z5", "Psych 2024"),
        ("z6", "Psych 2024"),
    ],
)
def test_fields_in_a_note_are_fields(key: str, line: str) -> None:
    assert shown(WORKS[key]) == line


@pytest.mark.parametrize(
    ("note", "text", "fields"),
    [
        ("Publisher: Elsevier", "", {"publisher": "Elsevier"}),
        (
            r"Publisher: IEEE \_eprint: https://x.example/1",
            "",
            {"publisher": "IEEE", "_eprint": "https://x.example/1"},
        ),
        ("arXiv:2401.01234 [cs, eess]\nversion: 1", "", {"arxiv": "2401.01234", "note-version": "1"}),
        ("Number: arXiv:2401.01234", "", {"arxiv": "2401.01234"}),
        (
            "PMID: 123\nPMCID: PMC12345\nISBN: 978-1",
            "",
            {"pmid": "123", "pmcid": "PMC12345", "isbn": "978-1"},
        ),
        ("Place: Berlin\nSee B", "See B", {"location": "Berlin"}),
        ("doi: 10.5555/1", "", {"doi": "10.5555/1"}),
        ("10.5555/1", "", {"doi": "10.5555/1"}),
        ("Read by the publisher: see page 2", "Read by the publisher: see page 2", {}),
        ("Comment: 10 pages", "Comment: 10 pages", {}),
        ("In German", "In German", {}),
        ("Best paper: 12 of 90", "Best paper: 12 of 90", {}),
    ],
)
def test_a_line_of_a_note_is_a_field_where_it_has_the_name_of_one(
    note: str, text: str, fields: dict[str, str]
) -> None:
    found = sorted_out(note)
    assert (found.text, dict(found.fields), found.of_databases) == (text, fields, "")


@pytest.mark.parametrize(
    "note",
    [
        "Accession Number: 147887838. Language: English.",
        "Cited By :12",
        "Cited by: 0; All Open Access, Gold Open Access",
        "Export Date: 1 May 2020",
        "Correspondence Address: Roe, A.; Uni X; email: x@example.org",
        "Times Cited: 5",
        "From Duplicate 1 (Snow)",
        "WOS:000123456700001",
        "00012 cites: 3",
        "Language of Original Document: English",
    ],
)
def test_what_a_database_says_of_its_own_record_is_no_note(note: str) -> None:
    assert sorted_out(note) == ("", (), note)
    for collection in (
        collect([read_ris(f"TY  - JOUR\nTI  - A\nN1  - {note}\nER  - \n", "x.ris")]),
        collect([read_bibtex(f"@misc{{a, title={{A}}, note={{{note}}}}}", "x.bib")]),
    ):
        (work,) = collection.publications
        assert work.note == ""
        assert note in {str(value).strip("['] ") for value in work.extra.values()}


def test_a_note_of_ris_keeps_what_is_a_note() -> None:
    text = "TY  - JOUR\nTI  - A\nN1  - doi: 10.5555/1\nN1  - In German\nN1  - Cited By :3\nER  - \n"
    (work,) = collect([read_ris(text, "x.ris")]).publications
    assert (work.note, work.doi, work.extra["N1"]) == ("In German", "10.5555/1", ["Cited By :3"])


def test_a_field_of_its_own_counts_more_than_one_in_the_note() -> None:
    assert entry("publisher={A}, note={Publisher: B}").publisher == "A"


@pytest.mark.parametrize(
    ("field", "address", "link"),
    [
        ("arxiv", "https://arxiv.org/abs/2401.01234", "https://arxiv.org/abs/2401.01234"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/123/", "https://pubmed.ncbi.nlm.nih.gov/123/"),
        ("doi", "https://doi.org/10.5555/1", "https://doi.org/10.5555/1"),
        ("url", "https://x.example/?a=1&amp;b=2", "https://x.example/?a=1&b=2"),
        ("pdf", "https://x.example/a.pdf", "https://x.example/a.pdf"),
    ],
)
@pytest.mark.parametrize(
    "tags",
    ['<a href="{}">here</a>', "<a class='x' href='{}' >here</a>", "See <a href={}>here</a>", "[here]({})"],
)
def test_an_address_in_the_tags_of_a_link_is_that_address_in_every_field(
    field: str, address: str, link: str, tags: str
) -> None:
    written = tags.format(address).replace("'", "''")
    collection = read(f"pubs:\n- title: A\n  {field}: '{written}'\n")
    assert collection.problems == ()
    assert link in [url for _, url in links(collection.publications[0])]
    text = f"@misc{{a, title={{A}}, {field}={{{tags.format(address)}}}}}"
    assert link in [url for _, url in links(collect([read_bibtex(text, "x.bib")]).publications[0])]


@pytest.mark.parametrize(
    "note", ["(Publisher: Oak Press)", "Publisher: Oak Press", "(Publisher: Oak Press)."]
)
def test_a_publisher_in_brackets_is_no_note(note: str) -> None:
    assert sorted_out(note) == Note("", (("publisher", "Oak Press"),))


def test_a_note_in_brackets_stays_one() -> None:
    assert sorted_out("(in French: see there)").text == "(in French: see there)"


@pytest.mark.parametrize("heading", ["<jats:title>Abstract</jats:title>", "<title>Summary.</title>"])
def test_the_heading_of_an_abstract_is_none_of_it(heading: str) -> None:
    assert rich_text(f"{heading}<jats:p>One.</jats:p>") == "One."
    assert rich_text("<jats:title>Aims</jats:title><jats:p>One.</jats:p>") == "Aims\n\nOne."


ORDINARY = load_named([str(CASES / "types" / "ordinary.bib")])


def test_what_programs_write_into_entries_that_are_right_is_read_in_silence() -> None:
    assert not ORDINARY.problems


@pytest.mark.parametrize(
    ("key", "line", "addresses"),
    [
        ("dblp", "Proc, Kettle Society, 2020", []),
        ("encyclopedia", "The Encyclopedia 2017", [("Link", "https://e.org/a")]),
        ("mendeley", "J, 12–14, 2017", [("DOI", "https://doi.org/10.1016/j.k.1"), ("Link", "http://www.example.com/r")]),
        ("stop", "J, 123–130, 2017", [("PubMed", "https://pubmed.ncbi.nlm.nih.gov/1234567/")]),
        ("scholarly", "J, PP, 2017", []),
        ("helpers", "edited by Tim Birch (collaborator); Uli Cedar (annotator), 2010", []),
    ],
)  # fmt: skip
def test_an_ordinary_entry_says_what_it_says(key: str, line: str, addresses: list[tuple[str, str]]) -> None:
    work = next(work for work in ORDINARY.publications if work.key == key)
    assert (shown(work), links(work)) == (line, addresses)


def test_a_number_by_which_dblp_tells_people_apart_is_no_name() -> None:
    work = next(work for work in ORDINARY.publications if work.key == "dblp")
    assert [author.in_parts.in_text for author in work.authors.people] == [
        "Rowan Ash",
        "Tim Birch",
        "Uli Cedar",
    ]
    assert "author = {Rowan Ash and Tim Birch and Cedar, Uli}," in bibtex.library([work])


def test_the_day_on_which_a_page_was_looked_at_is_kept_in_every_format() -> None:
    text = "TY  - ELEC\nTI  - A\nUR  - https://e.org\nY2  - 2021/10/05/08:30:11\nER  - \n"
    (work,) = collect([read_ris(text, "x.ris")]).publications
    assert "\nY2  - 2021/10/05\n" in ris.library([work])
    assert "  urldate = {2021-10-05},\n" in bibtex.library([work])
    root, problems = read_json(csl_json.library([work]), "x.json")
    (again,) = collect([csl_json.read_csl(root, "x.json", problems)]).publications
    assert "\nY2  - 2021/10/05\n" in ris.library([again])
