"""LaTeX in texts, decoded and encoded: here what its commands for single characters stand for."""

from __future__ import annotations

import unicodedata

from sphinx_academic.formats.text import names_of_keys, words


def _pairs(text: str) -> dict[str, str]:
    found = text.split()
    return dict(zip(found[::2], found[1::2], strict=True))


_ACCENTS = """
    ` 0300 ' 0301 ^ 0302 ~ 0303 = 0304 u 0306 . 0307 " 0308 r 030a H 030b v 030c h 0309 f 0311 d 0323 c 0327 k 0328
    b 0331 t 0361 textcommabelow 0326 textogonekcentered 0328 capitalcedilla 0327 capitalogonek 0328
    ocirc 030a polhk 0328 cftil 03020303 cfac 03020301 cfgrv 03020300 cfudot 03020323 udot 0323 dudot 0324
    lfhook 0326 ubar 0331 soft 030c
"""
ACCENTS = {
    command: "".join(chr(int(codes[at : at + 4], 16)) for at in range(0, len(codes), 4))
    for command, codes in _pairs(_ACCENTS).items()
}
"""The combining characters of each accent command (LaTeX 2e kernel, T1 encoding, ``mathscinet.sty`` of the AMS)."""

ACCENTS_OF_MATHS = names_of_keys(
    "`: grave; ': acute; ^: hat; ~: tilde; =: bar; u: breve; .: dot; \": ddot; v: check; r: mathring"
)
"""The accent that each of mathematics stands for where it is within a word."""

ALONE = {
    "`": "`",
    "'": "´",
    "^": "^",
    "~": "~",
    "=": "¯",
    ".": "˙",
    '"': "¨",
    "v": "ˇ",
    "u": "˘",
    "c": "¸",
    "r": "˚",
    "H": "˝",
    "k": "˛",
}
"""What an accent on nothing (``\\~{}``) shows."""

_SIGNS = """
    ss ß   SS ẞ   o ø   O Ø   l ł   L Ł   ae æ   AE Æ   oe œ   OE Œ   aa å   AA Å   i ı   j ȷ   dh ð   DH Ð
    th þ   TH Þ   dj đ   DJ Đ   ng ŋ   NG Ŋ   ij ĳ   IJ Ĳ   dbar đ   Dbar Đ   cprime ʹ   cdprime ʺ   Cprime ʹ
    Cdprime ʺ   lasp ʽ   rasp ʼ   cydot ·   textcrh ħ   textschwa ə   textesh ʃ   textezh ʒ   textltailn ɲ   S §
    textsection §   P ¶   textparagraph ¶   dag †   textdagger †   ddag ‡   textdaggerdbl ‡   copyright ©
    textcopyright ©   textregistered ®   texttrademark ™   textcircledP ℗   textservicemark ℠   pounds £
    textsterling £   euro €   texteuro €   EUR €   textyen ¥   textcent ¢   textdollar $   textwon ₩   textlira ₤
    textcurrency ¤   textflorin ƒ   textbaht ฿   textcolonmonetary ₡   textdong ₫   textnaira ₦   textpeso ₱
    ldots …   dots …   textellipsis …   cdots ⋯   endash –   ndash –   mdash —   textendash –   emdash —   textemdash —   Dash —   dash —
    textquoteleft ‘   lq ‘   textquoteright ’   rq ’   textquotedblleft “   textquotedblright ”   textquotesingle '
    quotedblbase „   glqq „   grqq “   quotesinglbase ‚   glq ‚   grq ‘   guillemotleft «   guillemetleft «   flqq «
    guillemotright »   guillemetright »   frqq »   guilsinglleft ‹   guilsinglright ›   flq ‹   frq ›
    textexclamdown ¡   textquestiondown ¿   textinterrobang ‽   textasciitilde ~   textasciicircum ^
    textasciigrave `   textasciiacute ´   textasciimacron ¯   textasciidieresis ¨   textasciibreve ˘
    textasciicaron ˇ   textacutedbl ˝   textunderscore _   textbar |   textbrokenbar ¦   textbardbl ‖   textless <
    textgreater >   textbraceleft {   textbraceright }   textasteriskcentered ∗   textdegree °   degree °
    textcelsius ℃   textohm Ω   ohm Ω   textmho ℧   textperthousand ‰   permil ‰   textpertenthousand ‱   textmu μ
    micro μ   angstrom Å   textordfeminine ª   textordmasculine º   textbullet •   textopenbullet ◦   textbigcircle ◯
    textperiodcentered ·   textonehalf ½   textonequarter ¼   textthreequarters ¾   textonesuperior ¹
    texttwosuperior ²   textthreesuperior ³   textpm ±   texttimes ×   textdiv ÷   textminus −   textlnot ¬
    textfractionsolidus ⁄   textsurd √   textestimated ℮   textrecipe ℞   textreferencemark ※   textmusicalnote ♪
    textrightarrow →   textleftarrow ←   textuparrow ↑   textdownarrow ↓   textlangle 〈   textrangle 〉   textlbrackdbl ⟦
    textrbrackdbl ⟧   textnumero №   textvisiblespace ␣   checkmark ✓   bibrangedash –   hyphen -   hyp -   slash /
    bs \\   backslash \\   lbrace {   rbrace }   lbrack [   rbrack ]   vert |   less <   greater >   lt <   gt >   percent %   colon :
    ast *   sim ∼   times ×   pm ±   mp ∓   div ÷   cdot ·   bullet •   le ≤   leq ≤   leqslant ⩽   ge ≥   geq ≥   geqslant ⩾
    ll ≪   gg ≫   ne ≠   neq ≠   approx ≈   simeq ≃   cong ≅   equiv ≡   propto ∝   lesssim ≲   gtrsim ≳   to →   gets ←
    rightarrow →   leftarrow ←   leftrightarrow ↔   longrightarrow ⟶   longleftarrow ⟵   longleftrightarrow ⟷
    Rightarrow ⇒   Leftarrow ⇐   Leftrightarrow ⇔   Longrightarrow ⟹   uparrow ↑   downarrow ↓   updownarrow ↕
    nearrow ↗   searrow ↘   swarrow ↙   nwarrow ↖   mapsto ↦   hookrightarrow ↪   hookleftarrow ↩   leadsto ⇝
    rightsquigarrow ⇝   rightleftharpoons ⇌   rightharpoonup ⇀   infty ∞   circ °   star ⋆   bigstar ★   dagger †
    ddagger ‡   langle ⟨   rangle ⟩   lceil ⌈   rceil ⌉   lfloor ⌊   rfloor ⌋   Vert ‖   parallel ∥   perp ⊥   bot ⊥   top ⊤
    mid ∣   angle ∠   triangle △   square □   Box □   blacksquare ■   diamond ⋄   Diamond ◇   lozenge ◊   bigcirc ◯
    ell ℓ   hbar ℏ   hslash ℏ   partial ∂   nabla ∇   wp ℘   Re ℜ   Im ℑ   aleph ℵ   beth ℶ   gimel ℷ   imath ı   jmath ȷ
    in ∈   notin ∉   ni ∋   subset ⊂   supset ⊃   subseteq ⊆   supseteq ⊇   subsetneq ⊊   supsetneq ⊋   cap ∩   cup ∪
    setminus ∖   emptyset ∅   varnothing ∅   forall ∀   exists ∃   nexists ∄   neg ¬   lnot ¬   land ∧   wedge ∧   lor ∨   vee ∨
    vdash ⊢   dashv ⊣   models ⊨   vDash ⊨   therefore ∴   because ∵   oplus ⊕   ominus ⊖   otimes ⊗   odot ⊙   boxtimes ⊠
    boxplus ⊞   ltimes ⋉   rtimes ⋊   wr ≀   prec ≺   succ ≻   preceq ⪯   succeq ⪰   lhd ⊲   rhd ⊳   trianglelefteq ⊴   bowtie ⋈
    amalg ⨿   sum ∑   prod ∏   coprod ∐   int ∫   iint ∬   oint ∮   surd √   sharp ♯   flat ♭   natural ♮   clubsuit ♣
    diamondsuit ♢   heartsuit ♡   spadesuit ♠   prime ′   backprime ‵   vdots ⋮   ddots ⋱   maltese ✠   mho ℧   eth ð
    varepsilon ε   vartheta ϑ   varphi φ   varpi ϖ   varrho ϱ   varsigma ς   varkappa ϰ   digamma ϝ
    LaTeXe LaTeX2ε   eTeX ε-TeX   AmSTeX AMS-TeX   AmSLaTeX AMS-LaTeX   LAMSTeX LAMS-TeX   AmS AMS   MF METAFONT
    slMF METAFONT   MP MetaPost   METAPOST MetaPost   MetaFont METAFONT   slBibTeX BibTeX   SLITEX SLiTeX   AllTeX (La)TeX   TUB TUGboat
    PS PostScript   POSTSCRIPT PostScript   UNIX Unix   OMEGA Omega
    Xypic Xy-pic   CONTEXT ConTeXt   ier er   iere re   ieme e   addcolon :   addcomma ,   addsemicolon ;   adddot .
    textprime ′
"""
"""Commands and what they show; those that show their own name are :data:`_LOGOS`."""
_LOGOS = words(
    """
    LaTeX TeX BibTeX BibLaTeX XeTeX XeLaTeX LuaTeX LuaLaTeX ConTeXt METAFONT MetaPost SLiTeX SliTeX PiC PiCTeX
    pdfTeX pdfLaTeX pdfTex pTeX upTeX KOMAScript LyX TikZ CTAN CWEB WEB NTS TUG NTG CSTUG AMS La JTeX VorTeX TeXLive MiKTeX
    MacTeX XyMTeX XyM Mc Unix VAX SGML XML HTML PDF DVI VMS CTEX
    """
)
OPERATORS = words(
    """
    Pr arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min
    sec sin sinh sup tan tanh bmod mod
    """
)
"""Names of functions, which mathematics sets with space around them."""
_GREEK = """
    alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau
    upsilon phi chi psi omega
"""
SYMBOLS = {
    **{name: name for name in _LOGOS},
    **_pairs(_SIGNS),
    **dict.fromkeys(("space", "newline", "linebreak", "par"), " "),
    "textquotedbl": '"',
    "textbackslash": "\\",
    "item": "\u2022 ",
    "quad": "\u2003",
    "qquad": "\u2003\u2003",
    **dict.fromkeys(("enspace", "enskip"), "\u2002"),
    "thinspace": "\u2009",
    "nobreakspace": "\xa0",
    "tubissue": "TUGboat\xa0",
    "og": "«\xa0",
    "fg": "\xa0»",
    "psq": "\xa0sq.",
    "psqq": "\xa0sqq.",
    **dict.fromkeys(("hfil", "hfill", "hss", "medspace", "thickspace", "addspace"), " "),
    **dict.fromkeys(("negthinspace", "negmedspace", "negthickspace"), ""),
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
    i: emph textit textsl mkbibemph mkbibitalic; b: textbf mkbibbold; sup: textsuperscript mkbibsuperscript up fup sp
    sub: textsubscript mkbibsubscript sb; code: texttt code cs
    """
)
"""Commands whose argument stands in a tag."""

SWITCHES = names_of_keys("i: em it itshape sl slshape; b: bf bfseries; code: tt ttfamily sltt")
"""Commands that hold until the group ends."""

AROUND = {
    **dict.fromkeys(("enquote", "mkbibquote", "textquote"), ("“", "”")),
    "mkbibparens": ("(", ")"),
    **dict.fromkeys(
        ("mkbibbrackets", "cite", "citep", "citet", "parencite", "textcite", "autocite", "footcite"),
        ("[", "]"),
    ),
    **dict.fromkeys(("footnote", "thanks"), (" (", ")")),
    "cs": ("\\", ""),
    "ang": ("", "°"),
}
"""Commands that put something before and behind their argument."""

_ONE_IGNORED = """
    vspace color textcolor colorbox raisebox selectlanguage foreignlanguage label index nocite begin end phantom
    hphantom vphantom scalebox rotatebox parbox hyperlink hypertarget fontfamily fontseries fontshape fontencoding bibinfo
    bibfield input hyphenation
"""
IGNORED_ARGUMENTS = {
    **dict.fromkeys(_ONE_IGNORED.split(), 1),
    **dict.fromkeys(("fontsize", "setlength", "resizebox"), 2),
    "usefont": 4,
}
"""How many arguments at a command's start say nothing to a reader."""

UNITS = _pairs(
    """
    metre m meter m gram g kilogram kg second s hertz Hz newton N pascal Pa joule J watt W volt V ampere A kelvin K mole mol
    candela cd coulomb C farad F henry H tesla T weber Wb siemens S ohm Ω lumen lm lux lx becquerel Bq gray Gy sievert Sv
    electronvolt eV litre L liter L minute min hour h day d bar bar decibel dB dalton Da bit bit byte B degree ° degreeCelsius °C
    celsius °C percent % angstrom Å arcminute ′ arcsecond ″ tonne t per / squared ² cubed ³ of of
    femto f pico p nano n micro μ milli m centi c deci d hecto h kilo k mega M giga G tera T peta P
    """
)
"""Units and prefixes of ``siunitx``, and their symbols."""

LENGTHS = words("kern mkern hskip mskip vskip raise lower moveleft moveright")
"""Commands that a length follows."""

SILENT = words(
    """
    rm rmfamily sf sffamily sc scshape smc SMC slc ssf normalfont upshape mdseries selectfont tiny scriptsize footnotesize small
    normalsize large Large LARGE huge Huge boldmath unboldmath mathsurround relax protect noindent ignorespaces unskip null
    strut allowbreak nobreak break nolinebreak leavevmode discretionary xspace begingroup endgroup bgroup
    egroup textrm textsf textsc textmd textup textnormal textlf text mbox hbox vbox fbox box makebox framebox llap rlap
    smash underline uline overline textls NoCaseChange acro mathrm mathit mathbf mathsf mathtt mathbb mathcal mathfrak
    mathnormal operatorname boldsymbol bm displaystyle textstyle limits nolimits left right middle big Big bigl bigr Bigl Bigr
    textgreek textcyrillic textlatin natexlab bibnamefont bibfnamefont eprint ensuremath num si unit SI qty sfrac nicefrac textfrac texorpdfstring
    mkbibacro bibstring autocap MakeSentenceCase MakeCapital bsc nobreakdash isdot newblock urlprefix
    citeauthor citeyear noopsort sortnoop noop url nolinkurl path href doi penalty char symbol verb ding nth ce string
    uppercase lowercase MakeUppercase MakeLowercase MakeTextUppercase MakeTextLowercase
    and inst fnref fnmsep corref IEEEauthorrefmark footnotemark orcidlink orcidID
    """
)
"""Other commands that are known: those that say nothing, of which an argument just stands, and those with rules of their own."""

SILENT |= {
    f"{size}{font}"
    for size in ("five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    for font in ("rm", "bf", "it", "sl", "tt", "sf", "smc", "sc")
}  # of plain TeX

KNOWN = SILENT.union(
    SYMBOLS, ACCENTS, ACCENTS_OF_MATHS, TAGS, SWITCHES, AROUND, IGNORED_ARGUMENTS, LENGTHS, OPERATORS
)
"""Every command that is read as what it is."""
