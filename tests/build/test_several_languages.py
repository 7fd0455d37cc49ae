"""One site in two languages, built from one set of files: what each shows, what both share, and how they lead to each other."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import lxml.html
import pytest
from sites import Built, MakeSite, Site, words

GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "several-languages.md"
_BLOCKS = re.compile(r"^(`{3,4})(\w+)\n(.*?)^\1$", re.DOTALL | re.MULTILINE)
NAMES = ("data/site.yaml", "conf.py", "index.md")
HOME = "https://kettlewell.example.org/"
PAPER = "papers/kettlewell2024hearing.html"
GROUP = """\
# Group

```{people}
:roles: Postdocs, PhD students
```

```{publications}
:tag: water
```
"""
PEOPLE = """
people:
  - {name: Otto Kessel, role: {en: PhD student, de: Doktorand}}
  - {name: {en: Wei Li, zh: 李伟}, role: {en: Postdoc, de: Postdoktorandin}}
projects:
  - {title: {en: Quiet kettles, de: Leise Kessel}}
"""


def site_of_guide(site: Site) -> Site:
    """The site that the guide writes, with people and a project besides."""
    for path in [path for path in site.source.rglob("*") if path.is_file()]:
        path.unlink()
    blocks = [
        found[2] for found in _BLOCKS.findall(GUIDE.read_text(encoding="utf-8")) if found[1] != "console"
    ]
    for name, content in zip(NAMES, blocks, strict=False):
        site.write(name, textwrap.dedent(content))
    data = site.source / "data" / "site.yaml"
    data.write_text(data.read_text(encoding="utf-8") + PEOPLE, encoding="utf-8")
    site.write("group.md", GROUP)
    index = site.source / "index.md"
    index.write_text(index.read_text(encoding="utf-8") + "\n```{toctree}\ngroup\n```\n", encoding="utf-8")
    conf = site.source / "conf.py"
    conf.write_text(
        conf.read_text(encoding="utf-8") + "academic_person_pages = academic_project_pages = True\n",
        encoding="utf-8",
    )
    return site


@pytest.fixture(scope="module")
def both(make_shared_site: MakeSite) -> tuple[Built, Built]:
    site = site_of_guide(make_shared_site("own"))
    english, german = (
        site.run("html", "-D", f"language={language}", name=language) for language in ("en", "de")
    )
    return english, german


def alternates(page: lxml.html.HtmlElement) -> dict[str, str]:
    """Where the head says that a page is in other languages."""
    return {
        str(link.get("hreflang")): str(link.get("href"))
        for link in page.xpath("//head/link[@rel='alternate'][@hreflang]")
    }


def switcher(page: lxml.html.HtmlElement) -> list[tuple[str, str, str, bool]]:
    """The links to the languages: name, address, ``lang``, and whether it is the page's own."""
    return [
        (words(link), link.get("href"), link.get("lang"), link.get("aria-current") == "true")
        for link in page.xpath("//header//nav[@class='academic-in-languages']//a")
    ]


def test_each_site_shows_the_texts_of_its_language(both: tuple[Built, Built]) -> None:
    english, german = (words(built.page("index.html")) for built in both)
    for said in ("Reader in Hot Beverages", "I study kettles.", "Hearing hard water", "best paper", "Slides"):
        assert said in english
        assert said not in german
    for said in (
        "Dozentin für Heißgetränke", "Ich erforsche Kessel.", "Hartes Wasser hören", "bester Beitrag", "Folien",
    ):  # fmt: skip
        assert said in german
        assert said not in english
    assert "Only in English" in german
    assert "Only in English" in english


def test_both_have_the_same_pages_and_the_same_anchors(both: tuple[Built, Built]) -> None:
    pages = [{name for name in built.files() if name.endswith(".html")} for built in both]
    assert pages[0] == pages[1]
    assert {PAPER, "people/otto-kessel.html", "people/wei-li.html", "projects/quiet-kettles.html"} <= pages[0]
    anchors = [
        [element.get("id") for element in built.page("index.html").xpath("//main//*[@id]")] for built in both
    ]
    assert anchors[0] == anchors[1]
    assert "publication-kettlewell2024hearing" in anchors[0]


def test_pages_choose_and_group_by_words_of_one_language_in_all(both: tuple[Built, Built]) -> None:
    english, german = (built.page("group.html") for built in both)
    headings = [[words(each).rstrip("¶#") for each in page.xpath("//main//h2")] for page in (english, german)]
    assert headings == [["Postdocs", "PhD students"], ["Postdoktorandin", "Doktorand"]]
    assert "Hartes Wasser hören" in words(german)
    assert "Only in English" not in words(german)


@pytest.mark.parametrize("name", ["index.html", "group.html", PAPER, "people/otto-kessel.html"])
def test_the_head_of_every_page_names_all_languages_with_whole_addresses(
    both: tuple[Built, Built], name: str
) -> None:
    for built in both:
        assert alternates(built.page(name)) == {
            "en": HOME + name,
            "de": f"{HOME}de/{name}",
            "x-default": HOME + name,
        }


def test_a_page_is_canonical_in_its_own_language(both: tuple[Built, Built]) -> None:
    for built, home in zip(both, (HOME, f"{HOME}de/"), strict=True):
        for name in ("index.html", PAPER):
            (link,) = built.page(name).xpath("//link[@rel='canonical']")
            assert link.get("href") == home + name


@pytest.mark.parametrize("name", ["index.html", "search.html", "genindex.html", PAPER])
def test_the_switcher_leads_to_the_same_page(both: tuple[Built, Built], name: str) -> None:
    for own, built in enumerate(both):
        assert switcher(built.page(name)) == [
            ("English", HOME + name, "en", own == 0),
            ("Deutsch", f"{HOME}de/{name}", "de", own == 1),
        ]


def test_without_the_setting_there_is_none(make_site: MakeSite) -> None:
    page = site_of_guide(make_site("own")).build(academic_languages={}).page("index.html")
    assert switcher(page) == []
    assert alternates(page) == {}


@pytest.mark.parametrize("layout", ["homepage", "profile", "docs"])
def test_every_layout_has_the_switcher(make_site: MakeSite, layout: str) -> None:
    site = site_of_guide(make_site("own"))
    page = site.build(html_theme_options={"layout": layout}).page("index.html")
    assert [name for name, *_rest in switcher(page)] == ["English", "Deutsch"]


@pytest.mark.parametrize("theme", ["alabaster", "basic"])
def test_other_themes_have_the_languages_in_the_head_and_templates_can_ask(
    make_site: MakeSite, theme: str
) -> None:
    site = site_of_guide(make_site("own"))
    (template,) = [
        found[2] for found in _BLOCKS.findall(GUIDE.read_text(encoding="utf-8")) if found[1] == "jinja"
    ]
    site.write("_templates/tongues.html", template)
    built = site.build(
        html_theme=theme, templates_path=["_templates"], html_sidebars={"**": ["tongues.html"]}
    )
    for name in ("index.html", PAPER):
        page = built.page(name)
        assert set(alternates(page)) == {"en", "de", "x-default"}
        links = page.xpath("//nav[@aria-label='Languages']/a")
        assert [(words(link), link.get("href")) for link in links] == [
            ("English", HOME + name),
            ("Deutsch", f"{HOME}de/{name}"),
        ]


def test_dirhtml_leads_to_folders(make_site: MakeSite) -> None:
    page = site_of_guide(make_site("own")).build("dirhtml").page("group/index.html")
    assert alternates(page)["de"] == f"{HOME}de/group/"
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{HOME}group/"]


def test_singlehtml_leads_to_its_one_page(make_site: MakeSite) -> None:
    page = site_of_guide(make_site("own")).build("singlehtml").page("index.html")
    assert alternates(page)["de"] == f"{HOME}de/index.html"


@pytest.mark.parametrize("builder", ["latex", "text", "json", "epub"])
def test_other_builders_show_the_language_of_the_site(make_site: MakeSite, builder: str) -> None:
    site = site_of_guide(make_site("own"))
    built = site.run(builder, "-D", "language=de", "-D", "epub_copyright=x", "-D", "version=1")
    said = b" ".join(
        content for name, content in built.files().items() if not name.endswith((".epub", ".js"))
    )
    assert "Heißgetränke".encode() in said or b"Hei\\u00dfgetr\\u00e4nke" in said
    assert b"hreflang" not in said


def test_paths_lead_by_links_and_are_whole_addresses_where_the_site_has_one(make_site: MakeSite) -> None:
    site = site_of_guide(make_site("own"))
    languages = {"en": "/", "de": "/de"}
    page = site.build(academic_languages=languages).page("index.html")
    assert [href for _name, href, *_rest in switcher(page)] == ["/index.html", "/de/index.html"]
    assert alternates(page) == {}
    conf = site.source / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + f'html_baseurl = "{HOME}"\n', encoding="utf-8")
    page = site.build(academic_languages=languages, language="de").page("index.html")
    assert alternates(page)["de"] == f"{HOME}de/index.html"
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{HOME}de/index.html"]


def test_a_pattern_takes_what_read_the_docs_says(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = site_of_guide(make_site("own"))
    pattern = dict.fromkeys(["en", "pt-br"], "https://kettles.readthedocs.io/{language}/{version}/")
    monkeypatch.setenv("READTHEDOCS_VERSION", "stable")
    page = site.build(academic_languages=pattern, language="pt_BR").page("index.html")
    assert alternates(page)["pt-BR"] == "https://kettles.readthedocs.io/pt-br/stable/index.html"
    assert [(name, current) for name, _href, _lang, current in switcher(page)] == [
        ("English", False),
        ("Português (Brasil)", True),
    ]
    monkeypatch.setenv("READTHEDOCS_VERSION", "12")
    monkeypatch.setenv("READTHEDOCS_VERSION_TYPE", "external")
    page = site.build(academic_languages=pattern, language="en").page("index.html")
    assert alternates(page)["pt-BR"] == "https://kettles.readthedocs.io/pt-br/latest/index.html"


def test_names_of_languages_run_in_their_own_direction(make_site: MakeSite) -> None:
    site = site_of_guide(make_site("own"))
    languages = {"en": "/", "ar": "/ar/", "fa": "/fa/"}
    page = site.build(academic_languages=languages, language="ar").page("index.html")
    links = page.xpath("//nav[@class='academic-in-languages']//a")
    assert [(link.get("dir"), words(link)) for link in links] == [
        ("ltr", "English"),
        ("rtl", "العربية"),
        ("rtl", "فارسی"),
    ]


def test_what_is_wrong_with_the_setting_is_told(make_site: MakeSite) -> None:
    site = site_of_guide(make_site("own"))
    wrong = {"en": "/", "german": "/de/", "fr": "fr", "gr": "/el/"}
    built = site.build(academic_languages=wrong, warnings=["academic.config"] * 3)
    assert [told.message.split(". ")[0] for told in built.warnings] == [
        "'academic_languages': 'german' is no code of a language and left out",
        "'academic_languages': 'fr' is no place for the pages in 'fr', which is left out",
        "'academic_languages': 'gr' is no code of a language and left out",
    ]
    assert built.warnings[2].message.partition(" It was given")[0].endswith("Did you mean 'el'?")
    assert switcher(built.page("index.html")) == []
    built = site.build(language="fr", warnings=["academic.config"])
    assert built.warnings[0].message.startswith(
        "'fr', the language of this build, is none of 'academic_languages' (en, de); its pages lead to none."
    )


def test_a_change_of_the_languages_is_seen_on_all_pages(make_site: MakeSite) -> None:
    site = site_of_guide(make_site("own"))
    site.build()
    built = site.build(academic_languages={"en": HOME, "fr": f"{HOME}fr/"})
    for name in ("index.html", PAPER, "people/otto-kessel.html"):
        assert [name for name, *_rest in switcher(built.page(name))] == ["English", "Français"]
        assert set(alternates(built.page(name))) == {"en", "fr", "x-default"}


def test_a_build_tells_what_is_missing_where_it_is_asked_to(make_site: MakeSite) -> None:
    site = site_of_guide(make_site("own"))
    site.build()
    built = site.build(academic_report=["languages"], warnings=["academic.languages"])
    (told,) = built.warnings
    assert told.message == "This is not written in 'de'; 'en' is shown. Add  de: …"
