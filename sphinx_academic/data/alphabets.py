"""Letters that a language has beside those of others, in the order of Unicode CLDR; and articles before titles."""

from __future__ import annotations

from collections.abc import Mapping

# fmt: off
ALPHABETS: Mapping[str, str] = {
    "root": "a<ɑ e<ǝ<ə<ɛ g<ǥ i<ı n<ŋ o<ɔ q<ĸ t<ŧ г<<ґ г<ғ д<ђ е<є ж<җ з<ѕ и<і<й<ј к<қ л<љ н<ӊ<ң<њ о<ө т<ћ у<ү<ұ х<һ ч<џ ь<ѣ а<ә<ӕ σ<<ς",
    "az": "dotless c<ç e<ə g<ğ h<x<ı<i k<q o<ö s<ş u<ü z<w",
    "be": "Cyrl е<ё у<ў",
    "bg": "Cyrl",
    "bs": "hr",
    "cs": "c<č h<ch r<ř s<š z<ž",
    "cy": "c<ch d<dd f<ff g<ng l<ll p<ph r<rh t<th",
    "da": "capitals-first þ=th d<<đ<<ð y<<ü<<ű z<æ<<ä<ø<<ö<<ő<å<<aa",
    "el": "Grek",
    "eo": "c<ĉ g<ĝ h<ĥ j<ĵ s<ŝ u<ŭ",
    "es": "n<ñ",
    "et": "s<š<z<ž w<õ<ä<ö<ü",
    "fi": "d<<đ g<<ǥ n<<ŋ t<<ŧ y<<ü z<<ʒ z<å<ä<<æ<ö<<ø",
    "fil": "n<ñ<ng",
    "fo": "þ=th d<<đ<<ð y<<ü<<ű z<æ<<ä<<ę<ø<<ö<<ő<<œ<å<<aa",
    "fy": "i<<y",
    "gl": "es",
    "he": "Hebr כ<<ך מ<<ם נ<<ן פ<<ף צ<<ץ",
    "hr": "c<č<ć d<dž<đ l<lj n<nj s<š z<ž",
    "hu": "c<cs d<dz<dzs g<gy l<ly n<ny s<sz t<ty z<zs o<ö<<ő u<ü<<ű "
          "ccs=cscs ddz=dzdz ddzs=dzsdzs ggy=gygy lly=lyly nny=nyny ssz=szsz tty=tyty zzs=zszs",
    "hy": "Armn",
    "is": "a<á d<<đ d<ð e<é i<í o<ó u<ú y<ý z<þ<æ<<ä<ö<<ø<å",
    "ka": "Geor",
    "kk": "Cyrl е<ё у<ұ<ү ы<і",
    "ko": "Hang",
    "ky": "Cyrl е<ё",
    "lt": "a<<ą c<č e<<ę<<ė i<<į<<y s<š u<<ų<<ū z<ž",
    "lv": "c<č g<ģ i<<y k<ķ l<ļ n<ņ r<ŗ s<š z<ž",
    "mk": "Cyrl д<ѓ т<ћ<ќ",
    "mn": "Cyrl",
    "mt": "capitals-first b<ċ f<ġ g<għ<h<ħ y<ż",
    "nb": "fo",
    "nn": "fo",
    "no": "fo",
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "ro": "ş=ș ţ=ț a<ă<â i<î s<ș t<ț",
    "ru": "Cyrl",
    "sk": "a<ä c<č h<ch o<ô r<ř s<š z<ž",
    "sl": "c<č<ć d<đ s<š z<ž",
    "sq": "c<ç d<dh e<ë g<gj l<ll n<nj r<rr s<sh t<th x<xh z<zh",
    "sr": "Cyrl",
    "sr_Latn": "hr",
    "sv": "þ=th d<<đ<<ð y<<ü<<ű z<å<ä<<æ<<ę<ö<<ø<<ő<<œ<<ô",
    "tk": "c<ç e<ä j<ž n<ň o<ö s<ş u<ü y<ý",
    "tr": "dotless c<ç g<ğ h<ı<i o<ö s<ş u<ü",
    "uk": "Cyrl г<ґ и<і<ї<й<ј",
    "vi": "\u0300<<\u0309<<\u0303<<\u0301<<\u0323 a<ă<â d<đ e<ê o<ô<ơ u<ư",
}
"""Language → the name of another one, or what its order has beside what all have, after the collation charts of Unicode CLDR:
behind which letters its own stand (``c<č``), what is one of these with an accent (``y<<ü``), what is another spelling (``þ=th``), a
script that stands before others, ``capitals-first`` where nothing else differs, and ``dotless`` where I is the capital of ı."""

ONLY_WITH_ICU = (
    "am ar as bn bo br ceb chr dsb ee fa ff_Adlm fr_CA gu ha haw hi hsb ig ja kl km kn kok ku lkt ln lo ml mr my ne om or pa ps "
    "se si smn ta te th to ug ur uz wo yi yo zh"
)
"""Languages that have an order of their own in CLDR, and none here."""

SPELT: Mapping[str, str] = {
    "æ": "a\u0338e", "œ": "o\u0338e", "ß": "ss\u0338", "ø": "o\u0338", "ł": "l\u0338", "ŀ": "l\u0338", "đ": "d\u0335", "ð": "d\u0338", "ħ": "h\u0335",
}
"""Letters that Unicode does not decompose, in those that they are sorted with."""

MARKS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0335\u0338\u0327\u0328\u0304"
"""Accents in their order."""

SCRIPTS: Mapping[str, str] = {
    "Grek": "\u0370\u03ff\u1f00\u1fff", "Cyrl": "\u0400\u052f", "Armn": "\u0530\u058f", "Hebr": "\u0590\u05ff", "Geor": "\u10a0\u10ff",
    "Hang": "\u1100\u11ff\uac00\ud7af",
}
"""Script → the first and the last character of each of its blocks."""

ARTICLES: Mapping[str, str] = {
    "ca": "el la els les l' un una uns unes",
    "cy": "y yr",
    "da": "den det de en et",
    "de": "der die das dem den des ein eine einem einen einer eines",
    "el": "ο η το οι τα ένας μια μία ένα",
    "en": r"the an a(?!\s+(?:priori|posteriori|fortiori|contrario|capp?ella|la)\b)",
    "eo": "la",
    "es": "el la lo los las un una unos unas",
    "fr": "le la les l' un une",
    "ga": "an na",
    "gl": "o a os as un unha",
    "hu": "a az egy",
    "it": "il lo la i gli le l' gl' un uno una un'",
    "nb": "den det de en ei et",
    "nl": "de het een (?<=['’])t (?<=['’])n",
    "nn": "den det dei ein ei eit",
    "no": "den det de dei en ei et ein eit",
    "pt": "o a os as um uma uns umas",
    "ro": "un o",
    "sv": "den det de en ett",
}
_NAMES = {
    "ca": "catalan", "cs": "czech", "cy": "welsh", "da": "danish", "de": "ngerman german austrian naustrian swissgerman nswissgerman",
    "el": "greek", "en": "english american british usenglish ukenglish canadian australian newzealand", "eo": "esperanto",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french francais acadian canadien", "ga": "irish",
    "gl": "galician", "hr": "croatian", "hu": "hungarian magyar", "is": "icelandic", "it": "italian", "lt": "lithuanian",
    "lv": "latvian", "nb": "norwegian norsk bokmal", "nl": "dutch", "nn": "nynorsk", "pl": "polish",
    "pt": "portuguese portuges brazilian brazil", "ro": "romanian", "ru": "russian", "sk": "slovak", "sl": "slovene slovenian",
    "sv": "swedish", "tr": "turkish", "uk": "ukrainian",
}
LANGUAGE_NAMES: Mapping[str, str] = {name: code for code, names in _NAMES.items() for name in names.split()}
"""What babel and BibLaTeX call a language → its code."""
# fmt: on

CODES_OF_LIBRARIES: Mapping[str, str] = {
    "eng": "en", "ger": "de", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "dut": "nl", "rus": "ru", "chi": "zh", "jpn": "ja",
    "kor": "ko", "pol": "pl", "swe": "sv", "dan": "da", "nor": "no", "fin": "fi", "hun": "hu", "cze": "cs", "slo": "sk", "tur": "tr",
    "gre": "el", "heb": "he", "ara": "ar", "per": "fa", "ukr": "uk", "rum": "ro", "bul": "bg", "hrv": "hr", "srp": "sr", "cat": "ca",
}  # fmt: skip
"""The codes of MARC, of three letters, which databases of libraries and PubMed have for languages (https://www.loc.gov/marc/languages/)."""
