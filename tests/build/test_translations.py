"""Texts of the data are offered to translators with their place, and shown in the language of the site."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sites import Built, MakeSite, Site, words

GERMAN = {
    "papers": {
        "Cold Steam": "Kalter Dampf",
        "short paper": "kurzer Beitrag",
        "Reported by *Steam Weekly*.": "Berichtet in der *Dampfwoche*.",
        "Fog against time": "Beschlag über der Zeit",
    },
    "lists": {
        "Cold Steam": "Kalter Dampf",
        "short paper": "kurzer Beitrag",
        "Reported by *Steam Weekly*.": "Berichtet in der *Dampfwoche*.",
    },
    "index": {
        "*Condensate* is accepted.": "*Kondensat* ist [angenommen](https://vapours.example.edu/de).",
        "Great Kettle Race": "Großes Kesselrennen",
        "BSc in Haze": "BSc in Dunst",
        "Reader in Steam": "Dozentin für Dampf",
    },
    "career": {"BSc in Haze": "BSc in Dunst", "Great Kettle Race": "Großes Kesselrennen"},
    "notes": {"Draughts": "Zugluft"},
}


def mo(messages: dict[str, str]) -> bytes:
    """A compiled catalogue."""
    text = "".join(f'msgid "{message}"\nmsgstr "{meaning}"\n\n' for message, meaning in messages.items())
    catalogue = read_po(BytesIO(text.encode()), charset="utf-8")
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


@pytest.fixture
def german(make_site: MakeSite) -> Site:
    """The site with catalogues for some of its texts."""
    site = make_site("sections")
    folder = site.source / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    for domain, messages in GERMAN.items():
        (folder / f"{domain}.mo").write_bytes(mo(messages))
    return site


def offered(built: Built, domain: str) -> dict[str, set[str]]:
    """Each message of a catalogue and the places where it stands, as absolute paths."""
    catalogue = read_po(BytesIO((built.folder / f"{domain}.pot").read_bytes()))
    return {
        str(message.id): {f"{(built.folder / path).resolve()}:{line}" for path, line in message.locations}
        for message in catalogue
        if message.id
    }


def line_of(site: Site, text: str) -> int:
    lines = (site.source / "data" / "site.yaml").read_text(encoding="utf-8").splitlines()
    (found,) = [number for number, line in enumerate(lines, start=1) if text in line]
    return found


@pytest.mark.parametrize(
    ("domain", "message", "line"),
    [
        ("papers", "Cold Steam", "title: Cold Steam"),
        ("papers", "Condensate *In Vitro*: R&D <on> Windows", "Condensate *In Vitro*"),
        ("papers", "short paper", "note: short paper"),
        ("papers", "Best Paper Award", "award:"),
        ("papers", "Reported by *Steam Weekly*.", "Steam Weekly"),
        ("papers", "A [film](https://film.example.org/fog) shows it.", "film.example.org"),
        ("index", "*Condensate* is accepted.", "is accepted"),
        ("index", "Great Kettle Race", "Great Kettle Race"),
        ("index", "Of nine kettles.", "Of nine kettles."),
        ("index", "BSc in Haze", "BSc in Haze"),
        ("index", "Reader in Steam", "Reader in Steam"),
        ("career", "BSc in Haze", "BSc in Haze"),
        ("career", "Great Kettle Race", "Great Kettle Race"),
    ],
)
def test_texts_are_offered_with_the_line_of_the_data_where_they_stand(
    make_site: MakeSite, domain: str, message: str, line: str
) -> None:
    site = make_site("sections")
    found = offered(site.build("gettext"), domain)
    assert f"{site.source / 'data' / 'site.yaml'}:{line_of(site, line)}" in found[message]


def test_names_dates_and_addresses_are_not_offered(make_site: MakeSite) -> None:
    built = make_site("sections").build("gettext")
    left_alone = r"Wilhelmina Dampf|Otto Kessel|田中 花子|Paper|Code|https?:.*|10\..*|[\d-]+|\d+, in press"
    for domain in ("index", "papers", "lists", "notes"):
        for message, places in offered(built, domain).items():
            if any(".yaml:" in place for place in places):
                assert not re.fullmatch(left_alone, message)


@pytest.mark.parametrize("builder", ["html", "latex", "text"])
def test_texts_are_shown_in_the_language_of_the_site(german: Site, builder: str) -> None:
    built = german.build(builder, language="de", locale_dirs=["locale"])
    whole = "\n".join(
        content.decode("utf-8", "replace")
        for name, content in built.files().items()
        if name.endswith((".html", ".tex", ".txt"))
    )
    # What machines are told of the data (JSON-LD) is in the language of the data.
    whole = re.sub(r"<script type=.application/ld.json.>.*?</script>", "", whole, flags=re.DOTALL)
    for domain in GERMAN.values():
        for message, meaning in domain.items():
            assert re.split(r"[*\[(]", meaning)[0] in whole
            if "*" not in message:
                assert message not in whole


def test_markup_in_a_translation_is_read_as_markup(german: Site) -> None:
    page = german.build(language="de", locale_dirs=["locale"]).page("index.html")
    (item,) = [item for item in page.find_class("academic-news-item") if "Kondensat" in words(item)]
    assert [words(found) for found in item.iter("em")] == ["Kondensat"]
    assert [(words(link), link.get("href")) for link in item.iter("a")] == [
        ("angenommen", "https://vapours.example.edu/de")
    ]


def test_what_has_no_translation_is_shown_as_written(german: Site) -> None:
    page = german.build(language="de", locale_dirs=["locale"]).page("papers.html")
    titles = [words(title) for title in page.find_class("academic-title")]
    assert titles[1:3] == ["Whistles in the Dark", "Kalter Dampf"]


def test_a_text_of_several_lines_is_translated_by_what_translators_were_offered(german: Site) -> None:
    german.write("data/site.yaml", "news:\n  - date: 2024\n    text: |\n      Two\n      lines.\n")
    german.write("index.md", "# News\n\n```{newsfeed}\n```\n")
    for page in ("papers.rst", "lists.rst", "career.rst", "plain.rst", "notes/theses.md"):
        (german.source / page).unlink()
    (message,) = offered(german.build("gettext"), "index").keys() - {"News"}
    folder = german.source / "locale" / "de" / "LC_MESSAGES"
    (folder / "index.mo").write_bytes(mo({message: "Zwei Zeilen."}))
    # Sphinx does not let builders of messages and of pages share what they remember.
    (german.folder / "build").rename(german.folder / "build-messages")
    page = german.build(language="de", locale_dirs=["locale"]).page("index.html")
    assert "Zwei Zeilen." in words(page)


def test_quotes_are_those_of_the_language(german: Site) -> None:
    page = german.build(language="de", locale_dirs=["locale"]).page("index.html")
    assert "The boiler is „repaired“" in words(page)


@pytest.mark.parametrize(
    ("language", "skip", "more", "date"),
    [
        ("de", "Zum Inhalt springen", "2 weitere anzeigen", "01.07.2022"),
        ("fr", "Aller au contenu", "En afficher 2 de plus", "1 juil. 2022"),
        ("ja", "本文へ移動", "さらに 2 件を表示", "2022/07/01"),
        ("pt_BR", "Saltar para o conteúdo", "Mostrar mais 2", "1 de jul. de 2022"),
        ("zh_TW", "跳至內容", "再顯示 2 筆", "2022年7月1日"),
        ("ar", "تخطَّ إلى المحتوى", "عرض المزيد (2)", "01\u200f/07\u200f/2022"),
    ],
)
def test_our_own_words_and_dates_are_in_the_language_of_the_site(
    make_site: MakeSite, language: str, skip: str, more: str, date: str
) -> None:
    page = (
        make_site("sections")
        .build(html_theme="academic", language=language, warnings=None)
        .page("index.html")
    )
    assert words(page.find_class("academic-skip")[0]) == skip
    (disclosure,) = page.find_class("academic-show-more")
    assert words(disclosure.find_class("academic-when-closed")[0]) == more
    shown = [(words(time), time.get("datetime")) for time in disclosure.iter("time")]
    assert shown[0] == (date, "2022-07-01")
