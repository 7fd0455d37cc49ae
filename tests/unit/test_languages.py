"""What is written in several languages: which mapping is one of languages, what a site shows of it, and what stays the same in all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from inline_data import raw_file
from jsonschema import Draft202012Validator

from sphinx_academic.cli import main
from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.data.declarations import Declared, OwnField
from sphinx_academic.data.languages import code_for, is_language, tag_of
from sphinx_academic.data.records import json_schema
from sphinx_academic.data.select import by_tag, tags_of
from sphinx_academic.problems import Code


def site_in(language: str, text: str, **declared: object) -> Collection:
    """The records of a file, as a site in a language has them."""
    return collect([raw_file(text)], declared=Declared(language=language, **declared))  # type: ignore[arg-type]


def told(collection: Collection) -> list[str]:
    return [problem.message for problem in collection.problems]


BOTH = """
profile:
  name: {en: Ada Kettle, ru: Ада Кеттл}
  role: {en: Reader, de: Dozentin}
publications:
  - title:
      en: Fog against time
      de: Beschlag über der Zeit
    authors: [{name: {en: Wei Li, zh: 李伟}}, Ada Kettle]
    year: 2024
    tags: {en: [fog, kettles], de: [Nebel, Kessel]}
    links:
      - {name: {en: Slides, de: Folien}, url: a.pdf}
      - Code: {en: https://kettle.example/en, de: https://kettle.example/de}
people:
  - name: {en: Wei Li, zh: 李伟}
    role: {en: PhD student, de: Doktorand}
    photo: {url: a.png, alt: {en: A man, de: Ein Mann}}
"""


def test_each_text_is_that_of_the_language_of_the_site() -> None:
    english, german = site_in("en", BOTH), site_in("de", BOTH)
    assert told(english) == told(german) == []
    assert english.publications[0].title == "Fog against time"
    assert german.publications[0].title == "Beschlag über der Zeit"
    assert german.publications[0].tags == ("Nebel", "Kessel")
    assert [link.name for link in german.publications[0].links] == ["Folien", "Code"]
    assert german.publications[0].links[1].url == "https://kettle.example/de"
    assert german.profile[0].role == "Dozentin"
    assert german.people[0].photo[0].alt == "Ein Mann"
    assert english.people[0].photo[0].alt == "A man"


def test_keys_are_the_same_in_all_languages_and_made_of_the_first_that_is_written() -> None:
    text = "publications: [{title: {de: Kalter Dampf, en: Cold steam}, authors: Ada Kettle, year: 2023}]"
    text += "\nprojects: [{title: {en: Quiet kettles, de: Leise Kessel}}]"
    text += "\nnews: [{date: 2024-05-16, text: {en: Fog is out, de: Der Nebel ist da}}]"
    text += "\ntalks: [{place: {en: Rome, de: Rom}, date: 2024, title: {de: Vom Dampf, en: On steam}}]"
    for language in ("", "en", "de", "fr"):
        found = site_in(language, text)
        assert found.publications[0].key == "kettle2023kalter"
        assert found.projects[0].key == "quiet-kettles"
        assert found.news[0].key.startswith("2024-05-16-fog")
        talks = [
            record for kind, records in found.records.items() if kind.kind == "talk" for record in records
        ]
        assert talks[0].key == "vom-dampf-2024"


def test_a_work_is_one_with_its_preprint_in_every_language() -> None:
    title = "A long title about the fogging of kettles in winter"
    text = (
        f"publications:\n- {{title: {{en: {title}, de: Vom Beschlagen der Kessel}}, authors: Ada Kettle, venue: Steam, year: 2024}}\n"
        f"- {{title: {title}, authors: Ada Kettle, type: preprint, arxiv: 2401.00001, year: 2024}}\n"
    )
    assert [len(site_in(language, text).publications) for language in ("en", "de")] == [1, 1]
    assert site_in("de", text).publications[0].title == "Vom Beschlagen der Kessel"
    assert site_in("de", text).publications[0].key == site_in("en", text).publications[0].key


def test_people_are_known_by_their_names_in_every_language() -> None:
    chinese, english = site_in("zh_CN", BOTH), site_in("en", BOTH)
    assert chinese.people[0].name == "李伟"
    assert chinese.publications[0].authors.people[0] == (
        "李伟",
        "",
        *chinese.publications[0].authors.people[0][2:],
    )
    assert chinese.publications[0].authors.people[0].person == "李伟"
    assert english.people[0].aliases == ("李伟",)
    assert english.people[0].key == chinese.people[0].key == "wei-li"
    other = site_in(
        "zh", "people: [{name: {en: Wei Li, zh: 李伟}}]\npublications: [{title: A, authors: Wei Li}]"
    )
    assert other.publications[0].authors.people[0].person == "李伟"
    two = [
        raw_file("people: [{name: {en: Wei Li, zh: 李伟}}]", "a.yaml"),
        raw_file("people: [{name: Wei Li, role: PI}]", "b.yaml"),
    ]
    assert len(collect(two, declared=Declared(language="zh")).people) == 1


def test_pages_choose_by_tags_and_roles_in_any_language() -> None:
    german = site_in("de", BOTH)
    assert by_tag(german.publications, ["fog"], tags_of) == [*german.publications]
    assert by_tag(german.publications, ["Nebel"], tags_of) == [*german.publications]
    assert by_tag(german.publications, ["brume"], tags_of) == []
    assert german.people[0].roles == {"phd student", "doktorand"}


def test_projects_are_known_by_their_titles_in_every_language() -> None:
    text = "projects: [{title: {en: Quiet kettles, de: Leise Kessel}}]\npublications: [{title: A, projects: Quiet kettles}]"
    for language in ("en", "de"):
        found = site_in(language, text)
        assert [each.key for each in found.belonging.projects_of(found.publications[0])] == ["quiet-kettles"]


@pytest.mark.parametrize(
    ("language", "written", "shown"),
    [
        ("de_AT", ("en", "de", "de_AT"), "de_AT"),
        ("de_AT", ("en", "de_CH", "de"), "de"),
        ("de_AT", ("en", "de-CH"), "de-CH"),
        ("de", ("en", "DE"), "DE"),
        ("de", ("en", "ger"), "ger"),
        ("de", ("fr", "en"), "en"),
        ("de", ("fr", "en_GB"), "en_GB"),
        ("de", ("fr", "it"), "fr"),
        ("", ("de", "en"), "en"),
        ("", ("de", "fr"), "de"),
        ("zh_TW", ("zh_Hans", "zh_Hant"), "zh_Hant"),
        ("zh_CN", ("zh_Hant", "zh_Hans"), "zh_Hans"),
        ("nb_NO", ("en", "no"), "no"),
        ("pt_BR", ("en", "pt", "pt_PT"), "pt"),
        ("sr_Latn_RS", ("sr", "sr_Latn"), "sr_Latn"),
    ],
)
def test_the_order_of_languages(language: str, written: tuple[str, ...], shown: str) -> None:
    assert code_for(language, written) == shown


def test_codes_are_written_as_html_has_them() -> None:
    assert [tag_of(code) for code in ("de", "pt_br", "ZH_hans_cn", "es-419", "deu", "Deutsch", "")] == [
        "de", "pt-BR", "zh-Hans-CN", "es-419", "de", "", "",
    ]  # fmt: skip
    assert is_language("gsw")
    assert not is_language("xx")
    assert not is_language("doi")


def test_an_empty_value_counts_as_none() -> None:
    for written in ("", "~", '""', "[]"):
        found = site_in("de", f"publications: [{{title: {{en: Fog, de: {written}}}}}]")
        assert found.publications[0].title == "Fog"
        assert told(found) == []


def test_a_title_that_is_empty_in_all_languages_is_missing_once() -> None:
    assert told(site_in("de", "publications: [{title: {en: , de: }, year: 2001}]")) == [
        "This publication has no title."
    ]


def test_one_language_is_enough_and_no_is_norwegian() -> None:
    assert site_in("de", "publications: [{title: {en: Fog}}]").publications[0].title == "Fog"
    norwegian = site_in("nb", "publications: [{title: {no: Tåke, en: Fog}}]")
    assert norwegian.publications[0].title == "Tåke"
    assert told(norwegian) == []


def test_what_is_no_mapping_of_languages_stays_what_it_is() -> None:
    text = "publications:\n- title: A\n  links: {GitHub: ada, en: https://a.example/en, de: https://a.example/de}\n"
    found = site_in("de", text)
    assert [(link.name, link.url) for link in found.publications[0].links][1:] == [
        ("en", "https://a.example/en"),
        ("de", "https://a.example/de"),
    ]
    assert told(found) == []
    alone = site_in(
        "de", "publications: [{title: A, links: {en: https://a.example/en, de: https://a.example/de}}]"
    )
    assert [link.name for link in alone.publications[0].links] == ["en", "de"]
    listed = site_in("de", "publications: [{title: {en: A}, links: [{en: https://a.example/en}]}]")
    assert [link.name for link in listed.publications[0].links] == ["en"]
    odd = site_in("en", "publications: [{title: {en: Fog, subtitle: And time}}]")
    assert told(odd) == ["'title' is a mapping; a text was expected."]
    assert odd.publications[0].title == "{en: Fog, subtitle: And time}"
    nested = site_in("en", "publications: [{title: {en: {de: Nebel}}}]")
    assert told(nested) == ["'title' is a mapping; a text was expected."]
    key = site_in("en", "publications: [{title: A, key: {en: a, de: b}}]")
    assert told(key) == ["'key' is a mapping; a text was expected."]
    assert key.problems[0].hint == "Here one text stands, and not one for each language. Write  key: a"


def test_names_of_languages_and_codes_of_countries_are_told_with_the_code() -> None:
    (problem,) = site_in("en", "publications: [{title: {German: Nebel, English: Fog}}]").problems
    assert problem.hint == "A text in several languages is a mapping from their codes. Write  title: {de: …}"
    (problem,) = site_in("en", "publications: [{title: {en: Fog, deutsch: Nebel}}]").problems
    assert problem.hint == "A text in several languages is a mapping from their codes. Write  title: {de: …}"
    (problem,) = site_in("en", "publications: [{title: {en: Fog, gr: Ομίχλη}}]").problems
    assert (problem.code, problem.line, problem.column) == (Code.LANGUAGES, 1, 34)
    assert problem.message == "'gr' is no code of a language."
    assert problem.hint == "Did you mean 'el'?"
    (problem,) = site_in("en", "publications: [{title: {en: Fog, xx: Fog}}]").problems
    assert problem.hint == "Codes are those of ISO 639, such as en, de or pt_BR."


@pytest.mark.parametrize("codes", [("en", "EN"), ("en_GB", "en-gb"), ("de", "deu")])
def test_two_texts_in_one_language_are_told(codes: tuple[str, str]) -> None:
    one, other = codes
    (problem,) = site_in("", f"publications: [{{title: {{{one}: Fog, {other}: Mist}}}}]").problems
    assert (problem.line, problem.column, problem.code) == (1, 32 + len(one), Code.LANGUAGES)
    assert problem.message == f"'{other}' is the same language as '{one}', which is shown."
    assert site_in(one, f"publications: [{{title: {{{one}: Fog, {other}: }}}}]").problems == ()


def test_what_is_wrong_in_one_language_is_told_at_its_place_and_in_all_of_them_once() -> None:
    text = "publications:\n- title: {en: Fog, de: Nebel}\n  url:\n    en: https://a.example\n    de: javascript:alert(1)\n  yaer: 2024\n"
    for language in ("en", "de"):
        found = site_in(language, text)
        assert [(each.line, each.code) for each in found.problems] == [(5, Code.URL), (6, Code.UNKNOWN_KEY)]


def test_missing_languages_are_told_where_somebody_asks() -> None:
    text = "publications: [{title: {en: Fog}, note: Plain}, {title: {en: Mist, de: Dunst}}]"
    found = site_in("en", text, languages=("en", "de_AT", "fr"))
    asked = [each for each in found.remarks if each.code is Code.LANGUAGES]
    assert [(each.column, each.message, each.hint) for each in asked] == [
        (24, "This is not written in 'de_AT'; 'en' is shown.", "Add  de_AT: …"),
        (24, "This is not written in 'fr'; 'en' is shown.", "Add  fr: …"),
        (57, "This is not written in 'fr'; 'en' is shown.", "Add  fr: …"),
    ]
    assert found.problems == ()


def test_fields_and_kinds_of_a_sites_own_have_languages_too() -> None:
    text = """
kinds:
  exhibitions:
    label: {en: Exhibitions, de: Ausstellungen}
    singular: {en: Show, de: Schau}
    fields:
      gallery: {en: Gallery, de: Galerie}
      opens: {is: date}
      curator: {label: {en: Curator, de: Kuratorin}}
exhibitions: [{title: {en: Fog, de: Nebel}, gallery: {en: Hall, de: Halle}}]
publications: [{title: A, mood: {en: good, de: gut}}]
"""
    fields = (("publications", (OwnField("mood", "Mood"),)),)
    german = site_in("de", text, fields=fields)
    kind = german.own_kinds["exhibitions"]
    assert told(german) == []
    (shown,) = german.of(kind)
    assert (shown.called, shown.key, shown.gallery) == ("Nebel", "fog", "Halle")
    assert [each.label for each in shown.own] == ["Galerie", "Kuratorin"]
    assert kind.kind == site_in("en", text).own_kinds["exhibitions"].kind == "show"
    assert [(own.label, value) for own, value in german.publications[0].own_values()] == [("Mood", "gut")]


def test_formats_of_others_have_none() -> None:
    file = raw_file("publications: [{title: {en: Fog, de: Nebel}}]")._replace(foreign=True)
    assert collect([file], declared=Declared(language="de")).publications[0].title == "{en: Fog, de: Nebel}"


GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "several-languages.md"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data that the guide has its reader write."""
    found = re.search(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    path = tmp_path / "data" / "site.yaml"
    path.parent.mkdir()
    path.write_text(found[1], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def test_check_tells_what_is_missing_as_the_guide_says(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--languages", "en,de", "data/site.yaml"]) == 0
    assert capsys.readouterr().err == ""
    data.write_text(data.read_text(encoding="utf-8").replace(", de: bester Beitrag", ""), encoding="utf-8")
    assert main(["check", "--languages", "en,de", "data/site.yaml"]) == 1
    assert capsys.readouterr().err.strip() in GUIDE.read_text(encoding="utf-8")
    assert main(["check", "data/site.yaml"]) == 0


def test_export_writes_in_the_language_that_is_asked_for(
    data: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    titles = {"": "Hearing hard water", "de": "Hartes Wasser hören", "fr": "Hearing hard water"}
    for language, title in titles.items():
        asked = ["--language", language] if language else []
        assert main(["export", "--format", "ris", *asked, str(data)]) == 0
        assert f"TI  - {title}" in capfd.readouterr().out
    assert main(["export", "--language", "gr", str(data)]) == 2
    assert "'gr' is no code of a language (did you mean 'el'?)" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("record", "is_right"),
    [
        ({"title": {"en": "Fog", "de_AT": "Nebel"}}, True),
        ({"title": "A", "tags": {"en": ["fog"], "de": "Nebel"}}, True),
        ({"title": "A", "links": [{"name": {"en": "Slides", "zh-Hans": "幻灯片"}, "url": "a.pdf"}]}, True),
        ({"title": {"en": "Fog", "subtitle": "And time"}}, False),
        ({"title": {"en": ["Fog"]}}, False),
    ],
)
def test_editors_expect_what_is_read(record: dict[str, object], is_right: bool) -> None:
    assert Draft202012Validator(json_schema()).is_valid({"publications": [record]}) is is_right
