"""What a site has of its own: kinds that its data declare, fields, and templates."""

from __future__ import annotations

import json
import re
from pathlib import Path

import lxml.html
import pytest
from sites import Built, MakeSite, Site, words

from sphinx_academic.sections.templated import PIECES


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    return make_shared_site("own").build()


def of(element: lxml.html.HtmlElement, path: str) -> list[lxml.html.HtmlElement]:
    """The elements of a path in which ``.name`` stands for a class."""
    found: list[lxml.html.HtmlElement] = element.xpath(
        "."
        + "".join(
            "//"
            + re.sub(
                r"\.([\w-]+)",
                r"[contains(concat(' ', @class, ' '), ' \1 ')]",
                part if part[0] != "." else f"*{part}",
            )
            for part in path.split()
        )
    )
    return found


def test_a_kind_that_data_declare_is_shown_by_its_own_directive(built: Built) -> None:
    first, second = of(built.page("index.html"), ".academic-patents article")
    assert [first.get("id"), second.get("id")] == ["patent-mouth", "patent-ear"]
    assert words(second).startswith(
        "2020-03 An ear for machines Office: EPO Inventors: Ada Kettlewell, Imogen Vale"
    )
    assert words(of(second, "details")[0]) == "More Family: EP1234"


def test_its_entries_can_be_referred_to_and_found_in_both_languages(built: Built) -> None:
    links = of(built.page("other.html"), "a[contains(@href,'#patent-')]")
    assert [(link.get("href"), words(link)) for link in links] == [
        ("index.html#patent-ear", "An ear for machines"),
        ("index.html#patent-mouth", "A mouth <for> machines"),
    ]
    assert words(of(built.page("index.html"), "a[@href='#patent-mouth']")[0]) == "the other"
    index = json.loads(re.sub(r"^Search\.setIndex\(|\)$", "", built.text("searchindex.js")))
    assert ["academic", "patent", "Patent"] in index["objnames"].values()
    assert "An ear for machines" in built.text("searchindex.js")


def test_machines_are_told_what_it_is(built: Built) -> None:
    scripts = built.page("index.html").xpath("//script[@type='application/ld+json']")
    (told,) = (script.text for script in scripts if "A mouth" in script.text)
    assert '"CreativeWork"' in told
    assert (
        '"https://ada.example.org/index.html#patent-ear"' in told
        or '"https://ada.example.org/#patent-ear"' in told
    )
    assert "Imogen Vale" in told


def test_it_has_feeds(built: Built) -> None:
    assert built.text("patents.xml").count("<entry>") == 2


def test_fields_of_ones_own_are_shown_where_they_are_to_stand(built: Built) -> None:
    page = built.page("index.html")
    assert [words(each) for each in of(page, "p.academic-own")][-1] == "Acceptance rate: 12 %"
    assert words(of(page, ".academic-news-item")[0]) == "2024-05-16 Something happened Mood: good"
    assert words(of(page, ".academic-talks .academic-where")[0]) == "Rome, Audience: 30 people"
    assert words(of(page, ".academic-competitions details")[0]) == "More Teams: 24"


@pytest.mark.parametrize(
    ("builder", "file"), [("text", "index.txt"), ("latex", "adakettlewell.tex"), ("man", "")]
)
def test_other_builders_show_the_same(make_site: MakeSite, builder: str, file: str) -> None:
    built = make_site("own").build(builder)
    found = built.folder / file if file else next(built.folder.glob("*.1"))
    text = found.read_text(encoding="utf-8")
    for said in ("Inventors", "Imogen Vale", "EP1234", "Acceptance", "Audience", "Teams", "Mood"):
        assert said in text


def test_pages_of_records_show_all_of_them(make_site: MakeSite) -> None:
    site = make_site("own")
    conf = (site.source / "conf.py").read_text(encoding="utf-8")
    fields = {
        "people": {"office": {"label": "Office", "where": "beside"}},
        "projects": {"partners": "Partners", "budget": {"label": "Budget", "where": "behind"}},
        "publications": {"acceptance_rate": {"label": "Acceptance rate", "where": "beside"}},
    }
    pages = "".join(f"academic_{kind}_pages = True\n" for kind in ("paper", "person", "project"))
    site.write("conf.py", f"{conf}academic_fields = {fields}\n{pages}")
    site.write(
        "data.yaml",
        "people: [{name: Ada, office: Room *3*}]\n"
        "projects: [{title: Tea, partners: The Sea, budget: much}]\n"
        "publications: [{title: Learning, author: Ada, year: 2024, acceptance_rate: 12 %}]\n",
    )
    site.write("index.rst", "Ada\n===\n\n.. publications::\n\n.. people::\n\n.. projects::\n")
    (site.source / "other.md").unlink()
    built = site.build()
    for name, said in {
        "people/ada": ["Office: Room 3"],
        "projects/tea": ["Partners: The Sea", "Budget: much"],
        "papers/ada2024learning": ["Acceptance rate: 12 %"],
    }.items():
        assert [words(each) for each in of(built.page(f"{name}.html"), "p.academic-own")] == said


def test_pages_are_read_anew_when_a_declaration_changes_and_not_when_nothing_does(
    make_site: MakeSite,
) -> None:
    site = make_site("own")
    site.build()
    assert site.build().read == ()
    change(site, "data.yaml", "label: Inventors", "label: By")
    again = site.build()
    assert again.read == ("index", "other")
    assert "By: Ada" in words(again.page("index.html"))


def change(site: Site, name: str, old: str, new: str) -> None:
    text = (site.source / name).read_text(encoding="utf-8")
    assert old in text
    site.write(name, text.replace(old, new))


@pytest.mark.parametrize(
    "options", [{}, {"group-by": "office", "limit": "1"}, {"since": "2021", "class": "mine"}]
)
def test_its_directive_is_the_same_in_both_languages(make_site: MakeSite, options: dict[str, str]) -> None:
    site = make_site("own")
    lines = [f":{name}: {value}" for name, value in options.items()]
    site.write(
        "index.rst",
        "A\n=\n\n.. patents::\n" + "".join(f"   {line}\n" for line in lines) + "\n.. toctree::\n\n   other\n",
    )
    site.write(
        "other.md", "# A\n\n```{patents}\n" + "".join(f"{line}\n" for line in lines) + ":no-index:\n```\n"
    )
    built = site.build()
    rst, markdown = (
        [lxml.html.tostring(each) for each in of(built.page(name), ".academic-patents")]
        for name in ("index.html", "other.html")
    )
    assert rst
    assert rst == markdown


def test_a_wrong_option_of_it_is_told(make_site: MakeSite) -> None:
    site = make_site("own")
    site.write("other.md", "# Other\n\n```{patents}\n:group-by: offices\n:no-index:\n```\n")
    (told,) = site.build(warnings=["academic.option"]).warnings
    assert told.location.endswith("other.md:4")
    assert "Did you mean 'office'?" in told.message


def test_a_kind_of_one_site_is_none_of_the_next_in_the_same_process(
    make_site: MakeSite, tmp_path: Path
) -> None:
    make_site("own").build()
    site = Site("own", tmp_path / "second")
    change(site, "data.yaml", "patents", "gadgets")
    built = site.build(warnings=None)
    told = [each.message for each in built.warnings]
    assert any('Unknown directive type "patents"' in each for each in told)
    assert not any("gadgets" in each for each in told)


def test_parallel_builds_are_the_same(make_site: MakeSite) -> None:
    site = make_site("own")
    assert site.run(name="one").files() == site.run("html", "-j", "2", name="two").files()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("figure", "'figure' is a directive already"),
        ("glossary", "'glossary' is a directive already"),
        ("timeline", "'timeline' is a directive already"),
    ],
)
def test_a_name_that_a_directive_has_is_told_where_it_is_declared(
    make_site: MakeSite, name: str, said: str
) -> None:
    site = make_site("own")
    site.write("data.yaml", f"kinds:\n  {name}: {{singular: Gadget}}\n{name}: [{{title: x}}]\n")
    site.write("index.rst", "Ada\n===\n")
    site.write("other.md", "---\norphan: true\n---\n\n# Other\n")
    (told,) = site.build(warnings=["academic.duplicate"], academic_fields={}).warnings
    assert told.location.endswith("data.yaml:2:3")
    assert told.message.startswith(said)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"publikations": {"x": "X"}}, "Did you mean 'publications'?"),
        ({"publications": {"booktitle": "X"}}, "'booktitle' is a field of a publication already ('venue')"),
        (
            {"publications": {"x": {"label": "X", "where": "above"}}},
            "'above' is no place for 'x'; it stands on a line.",
        ),
        ({"publications": {"x": {"lable": "X"}}}, "'lable' of 'x' means nothing."),
    ],
)
def test_a_wrong_field_is_told(make_site: MakeSite, fields: object, said: str) -> None:
    site = make_site("own")
    built = site.build(warnings=None, academic_fields=fields)
    assert any(said in each.message for each in built.warnings if each.code == "academic.config")


# Templates

TALK = """\
<h3>{{ entry.title }}</h3>
<p class="own-look">{{ entry.dates }} · {{ entry.plain.place }} · {{ entry.plain.title }} · {{ entry.plain.audience }}</p>
"""


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    site = make_site("own")
    site.write(
        "conf.py", (site.source / "conf.py").read_text() + 'academic_templates = ["_templates/academic"]\n'
    )
    site.write("_templates/academic/talks.html", TALK)
    return site


def test_a_template_makes_the_content_of_entries(site: Site) -> None:
    (entry,) = of(site.build().page("index.html"), ".academic-talks article")
    assert entry.get("id") == "talk-on-listening-2024"
    assert words(of(entry, ".own-look")[0]) == "2024-05 · Rome · On listening · 30 people"
    assert of(entry, "h3 strong")
    assert not of(entry, ".academic-body")


def test_what_stands_in_data_is_text_and_no_template(site: Site) -> None:
    site.write("_templates/academic/patents.html", "<p>{{ entry.plain.invention }} {{ entry.title }}</p>")
    change(site, "data.yaml", "A mouth <for> machines", "'A <b>mouth</b> {{ 7 * 7 }}'")
    html = site.build().text("index.html")
    assert "A &lt;b&gt;mouth&lt;/b&gt; {{ 7 * 7 }}" in html
    assert "49" not in words(site.build().page("index.html"))


def test_other_builders_show_entries_as_without_templates(site: Site) -> None:
    assert "own-look" not in site.build("epub", warnings=None).text("index.xhtml")
    assert "On listening" in site.build("text").text("index.txt")


def test_pages_are_written_anew_when_a_template_changes(site: Site) -> None:
    site.build()
    site.write("_templates/academic/talks.html", "<p>Another look</p>")
    again = site.build()
    assert again.read == ()
    assert "Another look" in again.text("index.html")


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("<p>\n{{ entry.titel }}", 2, "An entry has no 'titel'. Did you mean 'title'?"),
        ("<p>\n\n{{ record.title }}", 3, "Nothing is called 'record' here: there is 'entry'."),
        ("<p>\n{% if %}", 2, "Expected an expression"),
        ("{% include 'none.html' %}", 1, "none.html"),
        ("<p>\n{{ 1 // 0 }}", 2, "ZeroDivisionError"),
        ("<p>\n{{ entry.__class__ }}", 2, "An entry has no '__class__'"),
    ],
)
def test_what_fails_is_told_once_at_its_line_and_the_entry_shown_as_without_it(
    site: Site, template: str, line: int, said: str
) -> None:
    change(site, "data.yaml", "talks:\n", "talks:\n- {title: Another, date: 2023}\n")
    site.write("_templates/academic/talks.html", template)
    built = site.build(warnings=["academic.template"])
    (told,) = built.warnings
    assert told.location == f"_templates/academic/talks.html:{line}" or told.location.endswith(
        f"talks.html:{line}"
    )
    assert said in told.message
    assert len(of(built.page("index.html"), ".academic-talks .academic-body")) == 2


def test_workers_tell_it_once_together(site: Site) -> None:
    site.write("_templates/academic/talks.html", "{{ entry.titel }}")
    for number in range(8):
        site.write(f"more{number}.rst", ":orphan:\n\nMore\n====\n\n.. talks::\n   :no-index:\n")
    site.run("html", "-j", "2", warnings=["academic.template"])


def test_a_folder_that_is_not_there_is_told(site: Site) -> None:
    (told,) = site.build(warnings=["academic.config"], academic_templates=["nowhere"]).warnings
    assert told.message.startswith("'academic_templates' names 'nowhere', which is no folder.")


def test_the_documentation_names_every_piece() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "templates.md").read_text(
        encoding="utf-8"
    )
    assert [name for name in (*PIECES, "body", "plain") if f"`entry.{name}`" not in page] == []
