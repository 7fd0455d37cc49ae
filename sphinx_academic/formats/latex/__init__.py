"""LaTeX in texts, decoded and encoded: here what its commands for single characters stand for."""

from __future__ import annotations

import unicodedata

from sphinx_academic.formats.text import names_of_keys


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


_ACCENTS = """
    ` 0300 ' 0301 ^ 0302 ~ 0303 = 0304 u 0306 . 0307 " 0308 r 030a H 030b v 030c h 0309 f 0311 d 0323 c 0327 k 0328
    b 0331 t 0361 textcommabelow 0326
"""
ACCENTS = {command: chr(int(code, 16)) for command, code in _pairs(_ACCENTS).items()}
"""The combining character of each accent command (LaTeX 2e kernel and T1 encoding)."""

ALONE = {"`": "`", "'": "´", "^": "^", "~": "~", "=": "¯", ".": "˙", '"': "¨", "v": "ˇ", "u": "˘", "c": "¸"}
"""What an accent on nothing (``\\~{}``) shows."""

_SIGNS = """
    ss ß   SS ẞ   o ø   O Ø   l ł   L Ł   ae æ   AE Æ   oe œ   OE Œ   aa å   AA Å   i ı   j ȷ   dh ð   DH Ð
    th þ   TH Þ   dj đ   DJ Đ   ng ŋ   NG Ŋ   S §   textsection §   P ¶   textparagraph ¶   dag †   textdagger †
    ddag ‡   textdaggerdbl ‡   copyright ©   textcopyright ©   textregistered ®   texttrademark ™   pounds £
    textsterling £   euro €   texteuro €   EUR €   textyen ¥   textcent ¢   textdollar $   ldots …   dots …
    textellipsis …   endash –   textendash –   emdash —   textemdash —   textquoteleft ‘   lq ‘
    textquoteright ’   rq ’   textquotedblleft “   textquotedblright ”   textquotesingle '   quotedblbase „
    glqq „   grqq “   quotesinglbase ‚   glq ‚   grq ‘   guillemotleft «   guillemetleft «   flqq «
    guillemotright »   guillemetright »   frqq »   guilsinglleft ‹   guilsinglright ›   textexclamdown ¡
    textquestiondown ¿   textasciitilde ~   textasciicircum ^   textasciigrave `   textunderscore _   textbar |
    textless <   textgreater >   textbraceleft {   textbraceright }   textdegree °   degree °   textohm Ω
    textordfeminine ª   textordmasculine º   textbullet •   textperiodcentered ·   textonehalf ½
    textonequarter ¼   textthreequarters ¾   textonesuperior ¹   texttwosuperior ²   textthreesuperior ³
    textpm ±   texttimes ×   textdiv ÷   textrightarrow →   textleftarrow ←   textnumero №   textvisiblespace ␣
    LaTeX LaTeX   LaTeXe LaTeX2ε   TeX TeX   BibTeX BibTeX   XeTeX XeTeX   LuaTeX LuaTeX   bibrangedash –
    hyphen -   hyp -   slash /   ast *   sim ∼   times ×   pm ±   mp ∓   cdot ·   le ≤   leq ≤   ge ≥   geq ≥
    ne ≠   neq ≠   approx ≈   equiv ≡   to →   rightarrow →   leftarrow ←   leftrightarrow ↔   Rightarrow ⇒
    infty ∞   circ °   star ⋆   dagger †   ddagger ‡   langle ⟨   rangle ⟩   ell ℓ   partial ∂   nabla ∇   in ∈
    prime ′   percent %   hbar ℏ   varepsilon ε   vartheta ϑ   varphi φ   varpi ϖ   varrho ϱ   varsigma ς
"""
"""Commands and what they show."""
_GREEK = """
    alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau
    upsilon phi chi psi omega
"""
SYMBOLS = _pairs(_SIGNS) | {
    **dict.fromkeys(("space", "newline", "linebreak", "par"), " "),
    "textquotedbl": '"',
    "textbackslash": "\\",
    "item": "\u2022 ",
    "quad": "\u2003",
    "qquad": "\u2003\u2003",
    "enspace": "\u2002",
    "thinspace": "\u2009",
    "nobreakspace": "\xa0",
    **{sign: sign for sign in "&%$#_{}"},
    **dict.fromkeys(" \n\t\\;:", " "),
    **dict.fromkeys("!/-@*>+)]", ""),
    ",": "\u2009",
    "|": "‖",
}
"""Commands without an argument, in text and in maths; and those of one character that is no letter and no accent."""

for _name in _GREEK.split():
    _letter = _name.replace("lambda", "lamda")  # as Unicode calls it
    for _prefix in ("", "text"):
        SYMBOLS[f"{_prefix}{_name}"] = unicodedata.lookup(f"GREEK SMALL LETTER {_letter}")
        SYMBOLS[f"{_prefix}{_name.capitalize()}"] = unicodedata.lookup(f"GREEK CAPITAL LETTER {_letter}")

TAGS = names_of_keys(
    """
    i: emph textit textsl mkbibemph mkbibitalic; b: textbf mkbibbold; sup: textsuperscript mkbibsuperscript up
    sub: textsubscript; code: texttt code
    """
)
"""Commands whose argument stands in a tag."""

SWITCHES = names_of_keys("i: em it itshape sl slshape; b: bf bfseries")
"""Commands that hold until the group ends."""

AROUND = {
    **dict.fromkeys(("enquote", "mkbibquote", "textquote"), ("“", "”")),
    "mkbibparens": ("(", ")"),
    "mkbibbrackets": ("[", "]"),
    "footnote": (" (", ")"),
}
"""Commands that put something before and behind their argument."""

_ONE_IGNORED = """
    hspace vspace color textcolor raisebox selectlanguage foreignlanguage label begin end phantom hphantom vphantom
    scalebox
"""
IGNORED_ARGUMENTS = {**dict.fromkeys(_ONE_IGNORED.split(), 1), "fontsize": 2, "setlength": 2}
"""How many arguments at a command's start say nothing to a reader."""
