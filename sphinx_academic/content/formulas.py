"""Decides which formulas are formulas, for every output alike; what is none is shown as the text that it is.

Data are written by many hands, and TeX is a programming language: it reads and writes files, changes how it reads, and stops
at a mistake, after which the rest of a PDF is missing. MathJax makes links and styles. So a formula is what is made of
known commands of mathematics, each with its arguments, and nothing else. The commands are those of LaTeX, amsmath and amssymb that XeLaTeX
takes after Sphinx's preamble and that MathJax draws without extensions beyond its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from sphinx_academic.problems import nearest, shorten


class Fault(NamedTuple):
    """Why something is no formula, in words behind "The formula … is shown as it is written: ", and what to do."""

    reason: str
    hint: str = ""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|.")
_DEEPEST = 30
"""Groups within groups; TeX, docutils and MathJax all end somewhere."""
_MOST_WORK = 1_000
"""How often TeX may set one argument: some commands set theirs in four sizes, and within one another four times as often each."""

# What may stand in the place of an argument without braces.
_SIGNS = _words(
    """
    Delta Gamma Lambda Omega Phi Pi Psi Sigma Theta Upsilon Xi alpha beta chi delta digamma epsilon eta gamma iota
    kappa lambda mu nu omega phi pi psi rho sigma tau theta upsilon varDelta varGamma varLambda varOmega varPhi varPi
    varPsi varSigma varTheta varUpsilon varXi varepsilon varkappa varphi varpi varrho varsigma vartheta xi zeta
    Bbbk Box Diamond Finv Game Im Re aleph angle backprime beth bigstar blacksquare blacktriangle blacktriangledown
    bot checkmark circledR circledS clubsuit complement daleth diagdown diagup diamondsuit ell emptyset eth exists
    flat forall gimel hbar heartsuit hslash imath infty jmath lnot lozenge maltese measuredangle mho nabla natural neg
    nexists partial prime sharp spadesuit sphericalangle square surd top varnothing wp yen
    Bumpeq Doteq Leftarrow Leftrightarrow Lleftarrow Longleftarrow Longleftrightarrow Lsh Rightarrow Rrightarrow Rsh
    Subset Supset Vdash Vvdash approx approxeq asymp backepsilon backsim backsimeq because between blacktriangleleft
    blacktriangleright bumpeq circeq circlearrowleft circlearrowright curlyeqprec curlyeqsucc curvearrowleft
    curvearrowright dashv doteqdot downdownarrows downharpoonleft downharpoonright eqcirc eqsim eqslantgtr
    eqslantless equiv fallingdotseq frown ge geq geqq geqslant gets gg ggg gggtr gnapprox gneq gneqq gnsim gtrapprox
    gtreqless gtreqqless gtrless gtrsim gvertneqq hookleftarrow hookrightarrow in le leadsto leftarrow leftarrowtail
    leftharpoondown leftharpoonup leftleftarrows leftrightarrow leftrightarrows leftrightharpoons leftrightsquigarrow
    leq leqq leqslant lessapprox lesseqgtr lesseqqgtr lessgtr lesssim lhd ll lll llless lnapprox lneq lneqq lnsim
    longleftarrow longleftrightarrow longmapsto looparrowleft looparrowright lvertneqq mapsto mid multimap nLeftarrow
    nLeftrightarrow nRightarrow nVDash nVdash ncong ne nearrow neq ngeq ngeqq ngeqslant ngtr ni nleftarrow
    nleftrightarrow nleq nleqq nleqslant nless nmid nparallel nprec npreceq nrightarrow nshortmid nshortparallel nsim
    nsubseteq nsubseteqq nsucc nsucceq nsupseteq nsupseteqq ntriangleleft ntrianglelefteq ntriangleright
    ntrianglerighteq nvDash nvdash nwarrow owns parallel perp pitchfork prec precapprox preccurlyeq preceq precnapprox
    precneqq precnsim precsim propto restriction rhd rightarrow rightarrowtail rightharpoondown rightharpoonup
    rightleftarrows rightleftharpoons rightrightarrows rightsquigarrow risingdotseq searrow shortmid shortparallel sim
    simeq smallfrown smallsmile smile sqsubset sqsubseteq sqsupset sqsupseteq subset subseteq subseteqq subsetneq
    subsetneqq succ succapprox succcurlyeq succeq succnapprox succneqq succnsim succsim supset supseteq supseteqq
    supsetneq supsetneqq swarrow therefore thickapprox thicksim to trianglelefteq triangleq trianglerighteq
    twoheadleftarrow twoheadrightarrow unlhd unrhd upharpoonleft upharpoonright upuparrows vDash varpropto
    varsubsetneq varsubsetneqq varsupsetneq varsupsetneqq vartriangle vartriangleleft vartriangleright vdash
    Cap Cup amalg ast barwedge bigcirc bigtriangledown bigtriangleup blacklozenge boxdot boxminus boxplus boxtimes
    bullet cap cdot cdotp centerdot circ circledast circledcirc circleddash cup curlyvee curlywedge dagger
    ddagger diamond div divideontimes dotplus doublebarwedge doublecap doublecup gtrdot intercal land ldotp
    leftthreetimes lessdot lor ltimes mp odot ominus oplus oslash otimes pm rightthreetimes rtimes setminus
    smallsetminus sqcap sqcup star times triangle triangledown triangleleft triangleright uplus vee veebar wedge wr
    """
)
_DELIMITERS = _words(
    """
    Arrowvert Downarrow Uparrow Updownarrow Vert arrowvert backslash bracevert downarrow lVert langle lbrace lbrack
    lceil lfloor lgroup llcorner lmoustache lrcorner lvert rVert rangle rbrace rbrack rceil rfloor rgroup rmoustache
    rvert ulcorner uparrow updownarrow urcorner vert
    """
)
_OPERATORS = _words(
    """
    Pr arccos arcsin arctan arg bigcap bigcup bigodot bigoplus bigotimes bigsqcup biguplus bigvee bigwedge coprod cos
    cosh cot coth csc deg det dim exp gcd hom idotsint iiiint iiint iint inf injlim int ker lg lim liminf limsup ln
    log max min oint prod projlim sec sin sinh smallint sum sup tan tanh varinjlim varliminf varlimsup varprojlim
    """
)
"""What ``\\limits`` may stand behind, and what takes no argument."""
# Without arguments; TeX asks for braces around them where they are an argument themselves.
_OTHERS = _words(
    """
    And Join Longrightarrow bmod bowtie cdots colon cong dashleftarrow dashrightarrow ddots doteq dots dotsb dotsc dotsi
    dotsm dotso iff impliedby implies ldots longrightarrow mathstrut models not notin vdots
    enspace negmedspace negthickspace negthinspace qquad quad thinspace
    displaystyle scriptscriptstyle scriptstyle textstyle bf cal it mit rm sf tt
    """
)
_LETTERINGS = _words("mathbb mathbf mathcal mathfrak mathit mathnormal mathrm mathsf mathtt")
_TEXTS = _words("text textbf textit textnormal textrm textsf texttt textup")
_ACCENTS = _words("acute bar breve check dot ddot grave hat mathring tilde vec widehat widetilde")
_CLASSES = _words("mathbin mathclose mathinner mathopen mathord mathpunct mathrel")
_STRETCHED = _words(
    "overleftarrow overleftrightarrow overrightarrow underleftarrow underleftrightarrow underrightarrow"
)
_BIG = [f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "m", "r")]

_ARGUMENTS: Mapping[str, str] = {
    **dict.fromkeys((*_LETTERINGS, *_ACCENTS, *_CLASSES, *_STRETCHED), "m"),
    **dict.fromkeys(("overline", "underline", "overbrace", "underbrace", "dddot", "ddddot"), "m"),
    **dict.fromkeys(("boldsymbol", "pmb", "boxed", "phantom", "hphantom", "vphantom"), "m"),
    **dict.fromkeys(("pmod", "pod", "mod", "operatorname", "mathop"), "m"),
    **dict.fromkeys(("frac", "dfrac", "tfrac", "binom", "dbinom", "tbinom"), "mm"),
    **dict.fromkeys(("overset", "underset", "stackrel"), "mm"),
    **dict.fromkeys(("sqrt", "xleftarrow", "xrightarrow"), "om"),
    "cfrac": "nmm",
    "smash": "nm",
    **dict.fromkeys((*_TEXTS, "mbox", "hbox"), "t"),
    **dict.fromkeys(_BIG, "d"),
    "substack": "r",
    "hspace": "l",
    "mspace": "u",
}
"""Command → its arguments: ``m`` in mathematics, ``t`` text, ``o`` one in brackets that may be missing, ``n`` none in brackets,
``d`` a delimiter, ``r`` rows, ``l`` a length, ``u`` a length in ``mu``."""
_WITHIN_SCRIPTS = frozenset(
    (*_LETTERINGS, *_TEXTS, *_BIG, "frac", "dfrac", "tfrac", "binom", "dbinom", "tbinom", "dddot", "ddddot")
)
"""Commands with arguments that may stand behind ``^`` and ``_`` without braces."""
_WORK: Mapping[str, int] = {
    **dict.fromkeys((*_ACCENTS, "xleftarrow", "xrightarrow"), 2),
    **dict.fromkeys(("overset", "underset", "stackrel"), 3),
    **dict.fromkeys((*_STRETCHED, *_TEXTS, "phantom", "hphantom", "vphantom", "smash"), 4),
    "boldsymbol": 6,
    "pmb": 12,
}
"""How often a command has TeX set its argument."""
_LENGTHS = {
    "l": re.compile(r"-?(?:\d{1,3}(?:\.\d{1,4})?|\.\d{1,4})(?:em|ex|pt|cm|mm|in)"),
    "u": re.compile(r"-?(?:\d{1,3}(?:\.\d{1,4})?|\.\d{1,4})mu"),
}
_MANY = 1_000_000
_ENVIRONMENTS: Mapping[str, int] = {
    **dict.fromkeys(("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix"), 10),
    **dict.fromkeys(("smallmatrix", "aligned"), _MANY),
    **dict.fromkeys(("array", "alignedat"), 0),
    "cases": 2,
    "gathered": 1,
    "subarray": 1,
}
"""Environment → its columns; 0: as its argument says."""
_PLACED = frozenset(("aligned", "alignedat", "array", "gathered"))
"""Environments that take ``[t]``, ``[c]`` or ``[b]``."""
_COLUMNS = re.compile(r"(?:\|{0,2}[lcr]){1,40}\|{0,2}")

_SYNONYMS = {"\\bm": "\\boldsymbol", "\\mathscr": "\\mathcal"}
"""Commands of packages that Sphinx's LaTeX does not load, and what says the same."""
_SPACES = ("\\ ", "\\!", "\\,", "\\:", "\\;", "\\>", "~")
_CHARACTERS = frozenset(("\\{", "\\}", "\\|", "\\#", "\\$", "\\%", "\\&", "\\_"))
_SHOWN = {"\\right": "\\left", "\\end": "\\begin", "}": "{"}
_REMEDIES = {
    "%": "'%' begins a comment in TeX; a percent sign is '\\%'",
    "#": "'#' stands for an argument in TeX; a number sign is '\\#'",
    "$": "'$' ends a formula; a dollar sign is '\\$'",
    "&": "'&' stands outside of a matrix or an alignment, or in a column too many; an ampersand is '\\&'",
    "\\middle": "'\\middle' stands not directly between '\\left' and '\\right'",
    "\\\\": "'\\\\' stands outside of a matrix or an alignment",
}
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ue000-\uf8ff\ufeff]"
)


def commands() -> frozenset[str]:
    """Every command of letters that a formula may have, ``begin``, ``left`` and their like among them."""
    structure = {name.removeprefix("\\") for name in (*_SYNONYMS, *_LIMITS)} | {
        "begin",
        "end",
        "left",
        "middle",
        "right",
    }
    return frozenset(structure | _SIGNS | _DELIMITERS | _OPERATORS | _OTHERS | _ARGUMENTS.keys())


def arguments_of(command: str) -> int:
    """How many arguments in mathematics a command has, without those in brackets."""
    return _ARGUMENTS.get(command, "").count("m")


def environments() -> frozenset[str]:
    """Every environment that a formula may have."""
    return frozenset(_ENVIRONMENTS)


_LIMITS = frozenset(("\\limits", "\\nolimits"))
_COMMANDS = commands()


def fault(formula: str) -> Fault | None:
    """Why a formula is none, or None for one that every output can show."""
    try:
        _Reader(formula).read()
    except _FaultyError as error:
        return error.fault
    return None


def written(formula: str) -> str:
    """A formula as every output gets it: on one line, without commands that need packages of their own."""
    return "".join(_tokens(formula))


def _tokens(formula: str) -> list[str]:
    # An empty line would end TeX's paragraph within a formula.
    return [_SYNONYMS.get(token, token) for token in _TOKEN.findall(re.sub(r"\s+", " ", formula))]


def told(formula: str, found: Fault) -> tuple[str, str]:
    """Message and hint for who wrote the formula."""
    shown = shorten(" ".join(formula.split()))
    return f"The formula '{shown}' is shown as it is written: {found.reason}.", found.hint


class _FaultyError(Exception):
    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.fault = Fault(reason, hint)


class _Reader:
    """Reads a formula as TeX does, from left to right (The TeXbook, chapter 26; amsmath, user's guide)."""

    def __init__(self, formula: str) -> None:
        if character := _UNPRINTABLE.search(formula):
            raise _FaultyError(f"it holds a character that cannot be seen (U+{ord(character[0]):04X})")
        self._tokens = _tokens(formula)
        self._place = 0
        self._closing: list[str] = []
        self._work = 1

    def read(self) -> None:
        """Read the whole formula."""
        if not any(not token.isspace() for token in self._tokens):
            raise _FaultyError("there is nothing in it")
        self._list("")

    def _here(self) -> str:
        """The next token, which may be white space."""
        return self._tokens[self._place] if self._place < len(self._tokens) else ""

    def _peek(self) -> str:
        while self._here().isspace():
            self._place += 1
        return self._here()

    def _take(self, *, to_close: bool = False) -> str:
        token = self._peek()
        self._place += 1
        if token == "]" and self._in_brackets() and not (to_close and self._closing[-1] == "]"):
            raise _FaultyError(
                "a ']' stands within an argument in brackets", "Put braces around what holds it."
            )
        return token

    def _in_brackets(self) -> bool:
        """Whether TeX takes the next ``]`` for the end of an argument, whatever stands open: only braces hide it."""
        opened = next((closing for closing in reversed(self._closing) if closing in {"]", "}"}), "")
        return opened == "]"

    def _list(self, closing: str, columns: int = 0) -> None:
        """What stands up to a closing token, one atom after the other; ``columns`` where it may have rows."""
        self._closing.append(closing)
        if len(self._closing) > _DEEPEST:
            raise _FaultyError(f"it is nested more than {_DEEPEST} deep")
        scripts: set[str] = set()
        operator, column = False, 1
        while (token := self._take(to_close=True)) != closing:
            if token in {"^", "_"}:
                self._refuse_second(token, scripts)
                self._script(token)
            elif token == "'":
                self._refuse_second("^", scripts)
                operator = False
                while self._here() == "'":
                    self._place += 1
                if self._here() == "^":
                    self._place += 1
                    self._argument("^")
            elif token in _LIMITS:
                if not operator:
                    raise _FaultyError(f"'{token}' stands behind no operator, such as '\\sum'")
            elif token == "&" and column < columns:
                column += 1
                scripts, operator = set(), False
            elif token == "\\\\" and columns:
                self._end_row()
                column, scripts, operator = 1, set(), False
            elif token == "\\middle" and closing == "\\right":
                self._delimiter(token)
                scripts, operator = set(), False
            else:
                operator = self._atom(token)
                scripts = set()
        self._closing.pop()

    def _refuse_second(self, sign: str, scripts: set[str]) -> None:
        if sign in scripts:
            raise _FaultyError(
                f"a second '{sign}' stands behind the same sign", "Put braces around what belongs together."
            )
        scripts.add(sign)

    def _end_row(self) -> None:
        if self._peek() == "*":
            self._take()
        if self._peek() == "[" and not _LENGTHS["l"].fullmatch(self._bracketed()):
            raise _FaultyError(
                "'\\\\[' asks for a length", "Write '\\\\{}[' where the next row begins with a bracket."
            )

    def _bracketed(self) -> str:
        """The text within brackets that begin here."""
        rest = self._tokens[self._place + 1 : self._place + 20]
        inside = rest[: rest.index("]")] if "]" in rest else []
        self._place += len(inside) + 1
        self._take()
        return "".join(inside)

    def _braced(self, command: str) -> str:
        """The text within braces that begin here, which hold no more than a word or a length."""
        if self._take() != "{":
            raise _FaultyError(f"'{command}' lacks its argument in braces")
        rest = self._tokens[self._place : self._place + 100]
        if "}" not in rest:
            raise _FaultyError(f"'{command}' lacks its argument in braces")
        inside = rest[: rest.index("}")]
        self._place += len(inside) + 1
        return "".join(inside)

    def _atom(self, token: str) -> bool:
        """One sign, group or command with its arguments; whether it is an operator that takes limits."""
        if token == "{":
            self._list("}")
            return False
        if token in _CHARACTERS or token in _SPACES:
            return False
        if not token.startswith("\\"):
            self._refuse_structure(token)
            return False
        name = token[1:]
        if name == "left":
            self._delimiter(token)
            self._list("\\right")
            self._delimiter("\\right")
        elif name == "begin":
            self._environment()
        elif name in _ARGUMENTS:
            self._arguments(name)
        elif (
            name not in _SIGNS and name not in _DELIMITERS and name not in _OPERATORS and name not in _OTHERS
        ):
            self._refuse_structure(token)
            self._refuse_command(token)
        return name in _OPERATORS or name in {"mathop", "operatorname", "overbrace", "underbrace"}

    def _refuse_structure(self, token: str) -> None:
        if token in _REMEDIES:
            raise _FaultyError(_REMEDIES[token])
        if token == "" or (token in _SHOWN and self._closing[-1] in {"]", "}", "\\right", "\\end"}):
            opening = {"]": "[", "}": "{", "\\right": "\\left", "\\end": "\\begin", "": ""}[self._closing[-1]]
            raise _FaultyError(f"'{opening}' is not closed")
        if token in _SHOWN:
            raise _FaultyError(f"'{token}' has no '{_SHOWN[token]}' before it")

    def _refuse_command(self, token: str) -> None:
        name = shorten(token, 30)
        near = nearest(name[1:], sorted(_COMMANDS)) if name[1:].isalpha() else None
        raise _FaultyError(f"'{name}' is no command of formulas", f"Did you mean '\\{near}'?" if near else "")

    def _is_sign(self, token: str) -> bool:
        """Whether a token is an argument by itself."""
        if token.startswith("\\"):
            return token in _CHARACTERS or token[1:] in _SIGNS or token[1:] in _DELIMITERS
        return token not in {"", "^", "_", "&", "#", "%", "$", "~", "{", "}", "'"}

    def _script(self, sign: str) -> None:
        token = self._take()
        if token == "{":
            self._list("}")
        elif token[1:] in _WITHIN_SCRIPTS and token.startswith("\\"):
            self._arguments(token[1:])
        elif not self._is_sign(token):
            self._refuse_argument(sign, token)

    def _refuse_argument(self, command: str, token: str) -> None:
        if token.startswith("\\") and token[1:] in _COMMANDS:
            raise _FaultyError(
                f"'{token}' behind '{command}' needs braces", f"Write '{command}{{{token} …}}'."
            )
        if token.startswith("\\") and token not in _SPACES and token != "\\\\":
            self._refuse_command(token)
        raise _FaultyError(f"'{command}' lacks what belongs to it")

    def _arguments(self, name: str) -> None:
        command = f"\\{name}"
        if name == "operatorname" and self._peek() == "*":
            self._take()
        work = self._work
        self._work *= _WORK.get(name, 1)
        if self._work > _MOST_WORK:
            raise _FaultyError(f"'{command}' and its like are nested too deep")
        for kind in _ARGUMENTS[name]:
            if kind == "m":
                self._argument(command)
            elif kind in {"t", "r"}:
                if self._take() != "{":
                    raise _FaultyError(f"'{command}' lacks its argument in braces")
                if kind == "t":
                    self._text()
                else:
                    self._list("}", columns=1)
            elif kind == "d":
                self._delimiter(command)
            elif kind in _LENGTHS:
                if not _LENGTHS[kind].fullmatch(self._braced(command)):
                    raise _FaultyError(
                        f"'{command}' asks for a length, such as {'3mu' if kind == 'u' else '1em'}"
                    )
            elif self._peek() == "[":
                if kind == "n" or self._in_brackets():
                    raise _FaultyError(f"'[' stands directly behind '{command}'", "Put braces around it.")
                self._take()
                self._list("]")
        self._work = work

    def _argument(self, command: str) -> None:
        token = self._take()
        if token == "{":
            self._list("}")
        elif not self._is_sign(token):
            self._refuse_argument(command, token)

    def _delimiter(self, command: str) -> None:
        token = self._take()
        known = token in {*"()[]/|.<>", "\\{", "\\}", "\\|"} or (
            token.startswith("\\") and token[1:] in _DELIMITERS
        )
        if not known:
            raise _FaultyError(
                f"'{command}' asks for a delimiter, such as '(' or '\\langle', and not for '{token}'"
            )

    def _text(self) -> None:
        """Text within mathematics, up to its closing brace."""
        self._closing.append("}")
        if len(self._closing) > _DEEPEST:
            raise _FaultyError(f"it is nested more than {_DEEPEST} deep")
        while (token := self._take()) != "}":
            if token == "{":
                self._text()
            elif token.startswith("\\") and token[1:] in _TEXTS:
                self._arguments(token[1:])
            elif token in {"^", "_"}:
                raise _FaultyError(
                    f"'{token}' stands within text", f"Write '\\{token}'." if token == "_" else ""
                )
            elif token.startswith("\\") and token not in _SPACES and token not in _CHARACTERS - {"\\|"}:
                if token not in {"\\quad", "\\qquad"}:
                    raise _FaultyError(f"'{token}' stands within text")
            else:
                self._refuse_structure(token)
        self._closing.pop()

    def _environment(self) -> None:
        name = self._braced("\\begin")
        if name not in _ENVIRONMENTS:
            near = nearest(name, sorted(_ENVIRONMENTS))
            hint = f"Did you mean '{near}'?" if near else ""
            raise _FaultyError(f"'{shorten(name)}' is no environment of formulas", hint)
        if name in _PLACED and self._peek() == "[" and self._bracketed() not in {"t", "c", "b"}:
            raise _FaultyError(f"'\\begin{{{name}}}[' asks for t, c or b")
        columns = _ENVIRONMENTS[name]
        if name in {"array", "subarray"}:
            asked = self._braced(name).replace(" ", "")
            number = len(asked.replace("|", ""))
            if not _COLUMNS.fullmatch(asked) or columns not in {0, number}:
                raise _FaultyError(
                    f"'\\begin{{{name}}}' asks for columns, such as {{{'lcr'[: columns or 3]}}}"
                )
            columns = number
        elif name == "alignedat":
            asked = self._braced(name)
            if not re.fullmatch("[1-9]", asked):
                raise _FaultyError("'\\begin{alignedat}' asks for a number of columns")
            columns = 2 * int(asked)
        self._list("\\end", columns)
        if (end := self._braced("\\end")) != name:
            raise _FaultyError(f"'\\end{{{shorten(end)}}}' ends '\\begin{{{name}}}'")
