"""What LaTeX's commands for single characters stand for."""

from __future__ import annotations

import unicodedata

from sphinx_academic.formats.filling import words

ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "h": "\u0309",
    "f": "\u0311",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
    "textcommabelow": "\u0326",
}
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
_FURTHER_SIGNS = {
    "textquotedbl": '"',
    "textbackslash": "\\",
    "item": "\u2022 ",
    "quad": "\u2003",
    "qquad": "\u2003\u2003",
    "enspace": "\u2002",
    "thinspace": "\u2009",
    "nobreakspace": "\xa0",
    "space": " ",
    "newline": " ",
    "linebreak": " ",
    "par": " ",
}

_words = _SIGNS.split()
SYMBOLS = dict(zip(_words[::2], _words[1::2], strict=True)) | _FURTHER_SIGNS
"""Commands without an argument, in text and in maths."""

for _name in _GREEK.split():
    _letter = _name.replace("lambda", "lamda")  # as Unicode calls it
    for _prefix in ("", "text"):
        SYMBOLS[f"{_prefix}{_name}"] = unicodedata.lookup(f"GREEK SMALL LETTER {_letter}")
        SYMBOLS[f"{_prefix}{_name.capitalize()}"] = unicodedata.lookup(f"GREEK CAPITAL LETTER {_letter}")

CONTROL_SYMBOLS = {
    "&": "&",
    "%": "%",
    "$": "$",
    "#": "#",
    "_": "_",
    "{": "{",
    "}": "}",
    " ": " ",
    "\n": " ",
    "\t": " ",
    "\\": " ",
    ",": "\u2009",
    ";": " ",
    ":": " ",
    "!": "",
    "/": "",
    "-": "",
    "@": "",
    "*": "",
    "|": "‖",
    ">": "",
    "+": "",
}
"""Commands of one character that is no letter and no accent."""

TAGS = {
    "emph": "i",
    "textit": "i",
    "textsl": "i",
    "mkbibemph": "i",
    "mkbibitalic": "i",
    "textbf": "b",
    "mkbibbold": "b",
    "textsuperscript": "sup",
    "mkbibsuperscript": "sup",
    "up": "sup",
    "textsubscript": "sub",
    "texttt": "code",
    "code": "code",
}
"""Commands whose argument stands in a tag."""

SWITCHES = {"em": "i", "it": "i", "itshape": "i", "sl": "i", "slshape": "i", "bf": "b", "bfseries": "b"}
"""Commands that hold until the group ends."""

AROUND = {
    "enquote": ("“", "”"),
    "mkbibquote": ("“", "”"),
    "textquote": ("“", "”"),
    "mkbibparens": ("(", ")"),
    "mkbibbrackets": ("[", "]"),
    "footnote": (" (", ")"),
}
"""Commands that put something before and behind their argument."""

_ONE_IGNORED = words(
    """
    hspace vspace color textcolor raisebox selectlanguage foreignlanguage label begin end phantom hphantom vphantom
    scalebox
    """
)
IGNORED_ARGUMENTS = {
    **dict.fromkeys(_ONE_IGNORED, 1),
    "fontsize": 2,
    "setlength": 2,
}
"""How many arguments at a command's start say nothing to a reader."""
