"""From bytes to text: other encodings, characters no text holds, line ends, and mis-decoded UTF-8."""

from __future__ import annotations

import pytest

from sphinx_academic.formats import text as text_module
from sphinx_academic.formats.text import decode
from sphinx_academic.problems import Code

SAMPLE = "title: Mün’chen\nauthor: Zoë\n"


def misread(text: str) -> str:
    """UTF-8 as an editor shows it that believes in Windows-1252."""
    return "".join(
        chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252")
        for byte in text.encode()
    )


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
        ("utf-32", "UTF-32"),
        ("utf-32-be", "UTF-32BE"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_text_in_another_encoding_is_read_and_told_once(codec: str, name: str) -> None:
    text, problems = decode(SAMPLE.encode(codec), "data/site.yaml")
    assert text == SAMPLE
    [problem] = problems
    assert problem.code is Code.ENCODING
    assert f"looks like {name}" in problem.message
    assert f"iconv -f {name} -t utf-8 site.yaml" in problem.hint


def test_latin_1_is_told_at_the_first_byte_that_is_not_utf_8() -> None:
    text, [problem] = decode("title: A\nauthor: Zoë\n".encode("latin-1"), "site.yaml")
    assert text == "title: A\nauthor: Zoë\n"
    assert (problem.line, problem.column, problem.excerpt) == (2, 11, "author: Zoë")


def test_one_broken_byte_in_a_good_file_does_not_change_the_rest() -> None:
    data = "name: 王小明\nfriends: 李雷, 韩梅梅\nnote: x".encode() + b"\xe9\n"
    text, [problem] = decode(data, "site.yaml")
    assert "王小明" in text
    assert (problem.line, problem.column) == (3, 8)
    assert "0xE9" in problem.message


def test_a_byte_order_mark_is_dropped_silently() -> None:
    assert decode(b"\xef\xbb\xbftitle: A\n", "site.yaml") == ("title: A\n", ())


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_every_line_end_counts_as_one_line(end: str) -> None:
    assert decode(f"a: b{end}c: d{end}".encode(), "site.yaml") == ("a: b\nc: d\n", ())


def test_control_characters_are_dropped_and_told_once() -> None:
    text, [problem] = decode(b"a: b\nc: \x00d\ne: \x07f\x1b\n", "site.yaml")
    assert text == "a: b\nc: d\ne: f\n"
    assert (problem.code, problem.line, problem.column) == (Code.ENCODING, 2, 4)
    assert "NUL" in problem.message and "2 more" in problem.message


def test_a_file_beyond_the_bound_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_module, "MAX_BYTES", 10)
    text, [problem] = decode(b"title: too long", "site.yaml")
    assert text == ""
    assert problem.code is Code.LIMIT


@pytest.mark.parametrize(
    "word",
    [
        *("Inês", "José", "François", "Çelik", "Dvořák", "Łukasz", "Şahin", "Đặng", "Müller", "Erdős"),
        *("Ñandú", "Škoda", "刘", "한국", "Жук", "Ελλάδα", "don’t", "©2020", "SÃO"),
    ],
)
def test_misdecoded_text_is_told_with_what_was_meant(word: str) -> None:
    _, problems = decode(f"a: b\nname: {misread(word)} x\n".encode(), "site.yaml")
    [problem] = problems
    assert (problem.code, problem.line) == (Code.MOJIBAKE, 2)
    assert f"where '{word}' was meant" in problem.message
    assert problem.excerpt.startswith("name: ")


def test_a_wholly_misdecoded_file_is_repaired_by_the_command_in_the_hint() -> None:
    _, [problem] = decode(misread("a: Zoë\nb: Inês\nc: d\n").encode(), "data/site.yaml")
    assert "2 lines" in problem.message
    assert problem.hint == "Repair it with  iconv -f utf-8 -t windows-1252 site.yaml > repaired-site.yaml"


@pytest.mark.parametrize(
    "sound",
    [
        "Ils disent «\xa0voilà\xa0» et «\u202fété\u202f».",
        "„Maß“ und „Ä“ Ü… Größe² ÄÖÜ“",
        "NÃO! «MAÇû “IRMÔ AMANHÃ… São João",
        "5 Å² and 3.2 Å³ ± 0.1 Å±0.2 Å·",
        "ĐÃ… ĐÃ” Nguyễn Văn Ế",
        "“‘café’” Olé”… Nestlé® Nestlé®» é²",
        "İstanbul ŞİŞLİ ığü Ğ",
        "刘濠赫 王小明",
        "Ø½ 2×½ Ø¼” É… É’s À»",
        "RÉSUMÉ® É²³ ÎLE ÊTRE ÅÄÖ Č. Ž“ Š“",
    ],
)
def test_sound_text_raises_no_alarm(sound: str) -> None:
    assert decode(sound.encode(), "site.yaml")[1] == ()


@pytest.mark.parametrize("data", [b"a\r\r\nb: \xff", b"a\n\rb: \xff"])
def test_every_kind_of_line_end_counts_where_they_are_mixed(data: bytes) -> None:
    _, [problem] = decode(data, "site.yaml")
    assert (problem.line, problem.column, problem.excerpt) == (3, 4, "b: ÿ")
