"""Which LaTeX every document can read, without packages or definitions of its own.

That is the kernel of LaTeX with the signs of ``textcomp`` (LaTeX News 31, 2020; "LaTeX2e: An unofficial reference manual", May 2024,
sections 23.4 and 23.5), and ``\\url`` and ``\\href``, which bibliographies are full of.
"""

from __future__ import annotations

import re
import unicodedata

from sphinx_academic.formats.latex import SYMBOLS
from sphinx_academic.formats.latex.encoding import OF_PACKAGES
from sphinx_academic.formats.text import words

_COMMANDS = words(
    """
    u v H t c d b r k i j o O l L ae AE oe OE aa AA ss SS dh DH dj DJ th TH ng NG S P dag ddag copyright pounds ldots dots slash
    emph em it itshape sl slshape bf bfseries tt ttfamily rm rmfamily sf sffamily sc scshape normalfont upshape mdseries selectfont
    tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge textit textsl textbf texttt textrm textsf textsc textmd
    textup textnormal underline mbox fbox makebox llap rlap relax protect noindent null strut allowbreak nobreak leavevmode kern
    hskip hspace vspace penalty space quad qquad enspace enskip thinspace nobreakspace par newline linebreak ensuremath char symbol
    uppercase lowercase MakeUppercase MakeLowercase begingroup endgroup bgroup egroup raisebox smash footnote thanks ignorespaces
    unskip lq rq quotedblbase quotesinglbase guillemotleft guillemotright guilsinglleft guilsinglright LaTeX LaTeXe TeX url href
    """
)
_SIGNS = {
    name
    for name, sign in SYMBOLS.items()
    if name.startswith("text")
    and name not in OF_PACKAGES
    and not any("GREEK" in unicodedata.name(each, "") for each in sign)
}
_PORTABLE = frozenset(_COMMANDS | _SIGNS | {"textsuperscript", "textsubscript", "textcommabelow", "textmu"})
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_FORMULA = re.compile(r"(?<!\\)\$[^$]*+\$")
_SIGN_OF_TEXT = re.compile(r"\\(?:less|greater)(?![A-Za-z])")
_MAY_BE_ODD = re.compile(r"[\\&#_^%<$]")
_ODD_SIGN = re.compile(r"(?<!\\)[&#_^%]")
_HTML = re.compile(r"(?:<|\\textless\}?(?:\{\})?)\s?/?(?:[A-Za-z]|\\?&)|&\}?\\?#?\w{1,31};")
_ADDRESS = re.compile(r"\\(?:url|href)\s*\{[^{}]*\}")
_MAY_BE_MONEY = re.compile(r"\$\s?\d[^$]*[A-Za-z]{2}")


def is_portable(text: str) -> bool:
    """Whether a text can stand in any document as it is, and says in LaTeX what it says."""
    if not _MAY_BE_ODD.search(text):
        return True
    if "$" in text:
        if _SIGN_OF_TEXT.search(text) or any(map(_MAY_BE_MONEY.match, _FORMULA.findall(text))):
            return False
        text = _FORMULA.sub("", text)
    if _HTML.search(text):
        return False
    if "\\url" in text or "\\href" in text:
        text = _ADDRESS.sub("", text)
    return (
        _PORTABLE.issuperset(_COMMAND.findall(text))
        and not _ODD_SIGN.search(text)
        and "$" not in text.replace("\\$", "")
    )
