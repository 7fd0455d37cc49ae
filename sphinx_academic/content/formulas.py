"""Decides which formulas are formulas, for every output alike; what is none is shown as the text that it is.

Data are written by many hands, and TeX is a programming language: it reads and writes files, changes how it reads,
and stops at a mistake, after which the rest of a PDF is missing. MathJax makes links and styles. So a formula is what
is made of known commands of mathematics, each with its arguments, and nothing else: those of LaTeX, amsmath and amssymb
that XeLaTeX takes after Sphinx's preamble and that MathJax draws without extensions beyond its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from sphinx_academic.problems import nearest, shorten


class FormulaError(Exception):
    """Why something is no formula, in words behind "The formula … is shown as it is written: ", and what to do."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


class Command(NamedTuple):
    """A command of formulas. ``takes`` is a word where it has no arguments: ``sign`` and ``delimiter`` may be an argument
    without braces, ``\\limits`` may stand behind an ``operator``; else a letter for each: ``m`` mathematics, ``t`` text,
    ``o`` one in brackets that may be missing, ``n`` none in brackets, ``d`` a delimiter, ``r`` rows, ``l`` a length, ``u``
    one in ``mu``. ``work`` is how often TeX sets the argument; ``in_scripts``: it may stand behind ``^`` without braces."""

    takes: str
    work: int
    in_scripts: bool


# What it takes, how often that is set where it is more than once, and ``^`` for what may stand in scripts.
_TABLE = """
    sign Delta Gamma Lambda Omega Phi Pi Psi Sigma Theta Upsilon Xi alpha beta chi delta digamma epsilon eta
    sign gamma iota kappa lambda mu nu omega phi pi psi rho sigma tau theta upsilon varDelta varGamma
    sign varLambda varOmega varPhi varPi varPsi varSigma varTheta varUpsilon varXi varepsilon varkappa
    sign varphi varpi varrho varsigma vartheta xi zeta Bbbk Box Diamond Finv Game Im Re aleph angle
    sign backprime beth bigstar blacksquare blacktriangle blacktriangledown bot checkmark circledR circledS
    sign clubsuit complement daleth diagdown diagup diamondsuit ell emptyset eth exists flat forall gimel
    sign hbar heartsuit hslash imath infty jmath lnot lozenge maltese measuredangle mho nabla natural neg
    sign nexists partial prime sharp spadesuit sphericalangle square surd top varnothing wp yen Bumpeq Doteq
    sign Leftarrow Leftrightarrow Lleftarrow Longleftarrow Longleftrightarrow Lsh Rightarrow Rrightarrow Rsh
    sign Subset Supset Vdash Vvdash approx approxeq asymp backepsilon backsim backsimeq because between
    sign blacktriangleleft blacktriangleright bumpeq circeq circlearrowleft circlearrowright curlyeqprec
    sign curlyeqsucc curvearrowleft curvearrowright dashv doteqdot downdownarrows downharpoonleft
    sign downharpoonright eqcirc eqsim eqslantgtr eqslantless equiv fallingdotseq frown ge geq geqq geqslant
    sign gets gg ggg gggtr gnapprox gneq gneqq gnsim gtrapprox gtreqless gtreqqless gtrless gtrsim gvertneqq
    sign hookleftarrow hookrightarrow in le leadsto leftarrow leftarrowtail leftharpoondown leftharpoonup
    sign leftleftarrows leftrightarrow leftrightarrows leftrightharpoons leftrightsquigarrow leq leqq
    sign leqslant lessapprox lesseqgtr lesseqqgtr lessgtr lesssim lhd ll lll llless lnapprox lneq lneqq
    sign lnsim longleftarrow longleftrightarrow longmapsto looparrowleft looparrowright lvertneqq mapsto mid
    sign multimap nLeftarrow nLeftrightarrow nRightarrow nVDash nVdash ncong ne nearrow neq ngeq ngeqq
    sign ngeqslant ngtr ni nleftarrow nleftrightarrow nleq nleqq nleqslant nless nmid nparallel nprec
    sign npreceq nrightarrow nshortmid nshortparallel nsim nsubseteq nsubseteqq nsucc nsucceq nsupseteq
    sign nsupseteqq ntriangleleft ntrianglelefteq ntriangleright ntrianglerighteq nvDash nvdash nwarrow owns
    sign parallel perp pitchfork prec precapprox preccurlyeq preceq precnapprox precneqq precnsim precsim
    sign propto restriction rhd rightarrow rightarrowtail rightharpoondown rightharpoonup rightleftarrows
    sign rightleftharpoons rightrightarrows rightsquigarrow risingdotseq searrow shortmid shortparallel sim
    sign simeq smallfrown smallsmile smile sqsubset sqsubseteq sqsupset sqsupseteq subset subseteq subseteqq
    sign subsetneq subsetneqq succ succapprox succcurlyeq succeq succnapprox succneqq succnsim succsim
    sign supset supseteq supseteqq supsetneq supsetneqq swarrow therefore thickapprox thicksim to
    sign trianglelefteq triangleq trianglerighteq twoheadleftarrow twoheadrightarrow unlhd unrhd
    sign upharpoonleft upharpoonright upuparrows vDash varpropto varsubsetneq varsubsetneqq varsupsetneq
    sign varsupsetneqq vartriangle vartriangleleft vartriangleright vdash Cap Cup amalg ast barwedge bigcirc
    sign bigtriangledown bigtriangleup blacklozenge boxdot boxminus boxplus boxtimes bullet cap cdot cdotp
    sign centerdot circ circledast circledcirc circleddash cup curlyvee curlywedge dagger ddagger diamond
    sign div divideontimes dotplus doublebarwedge doublecap doublecup gtrdot intercal land ldotp
    sign leftthreetimes lessdot lor ltimes mp odot ominus oplus oslash otimes pm rightthreetimes rtimes
    sign setminus smallsetminus sqcap sqcup star times triangle triangledown triangleleft triangleright
    sign uplus vee veebar wedge wr
    delimiter Arrowvert Downarrow Uparrow Updownarrow Vert arrowvert backslash bracevert downarrow lVert
    delimiter langle lbrace lbrack lceil lfloor lgroup llcorner lmoustache lrcorner lvert rVert rangle
    delimiter rbrace rbrack rceil rfloor rgroup rmoustache rvert ulcorner uparrow updownarrow urcorner vert
    operator Pr arccos arcsin arctan arg bigcap bigcup bigodot bigoplus bigotimes bigsqcup biguplus bigvee
    operator bigwedge coprod cos cosh cot coth csc deg det dim exp gcd hom idotsint iiiint iiint iint inf
    operator injlim int ker lg lim liminf limsup ln log max min oint prod projlim sec sin sinh smallint sum
    operator sup tan tanh varinjlim varliminf varlimsup varprojlim
    other And Join Longrightarrow bmod bowtie cdots colon cong dashleftarrow dashrightarrow ddots doteq dots
    other dotsb dotsc dotsi dotsm dotso iff impliedby implies ldots longrightarrow mathstrut models not
    other notin vdots enspace negmedspace negthickspace negthinspace qquad quad thinspace displaystyle
    other scriptscriptstyle scriptstyle textstyle bf cal it mit rm sf tt
    structure begin end left middle right limits nolimits bm mathscr
    m^   mathbb mathbf mathcal mathfrak mathit mathnormal mathrm mathsf mathtt dddot ddddot
    m    mathbin mathclose mathinner mathopen mathord mathpunct mathrel overline underline overbrace underbrace
    m    boxed pmod pod mod operatorname mathop
    m2   acute bar breve check dot ddot grave hat mathring tilde vec widehat widetilde
    m4   overleftarrow overleftrightarrow overrightarrow underleftarrow underleftrightarrow underrightarrow
    m4   phantom hphantom vphantom
    m6   boldsymbol
    m12  pmb
    mm^  frac dfrac tfrac binom dbinom tbinom
    mm3  overset underset stackrel
    om   sqrt
    om2  xleftarrow xrightarrow
    nm4  smash
    nmm  cfrac
    t4^  text textbf textit textnormal textrm textsf texttt textup
    t    mbox hbox
    d^   big bigl bigm bigr Big Bigl Bigm Bigr bigg biggl biggm biggr Bigg Biggl Biggm Biggr
    r    substack
    l    hspace
    u    mspace
"""
COMMANDS: Mapping[str, Command] = {
    name: Command(how.rstrip("^0123456789"), int(re.sub(r"\D", "", how) or 1), how.endswith("^"))
    for how, *names in map(str.split, _TABLE.strip().splitlines())
    for name in names
}
"""Every command of letters that a formula may have."""
_NO_ARGUMENTS = frozenset(("sign", "delimiter", "operator", "other", "structure"))
_LIMITS = frozenset(("\\limits", "\\nolimits"))
_TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|.")
_DEEPEST = 30
"""Groups within groups; TeX, docutils and MathJax all end somewhere."""
_MOST_WORK = 1_000
"""How often TeX may set one argument: some commands set theirs in four sizes, and within one another that much each."""
_TAKE_LIMITS = frozenset(("mathop", "operatorname", "overbrace", "underbrace"))
_LENGTHS = {
    "l": re.compile(r"-?(?:\d{1,3}(?:\.\d{1,4})?|\.\d{1,4})(?:em|ex|pt|cm|mm|in)"),
    "u": re.compile(r"-?(?:\d{1,3}(?:\.\d{1,4})?|\.\d{1,4})mu"),
}
ENVIRONMENTS: Mapping[str, int] = {
    "matrix": 10, "pmatrix": 10, "bmatrix": 10, "Bmatrix": 10, "vmatrix": 10, "Vmatrix": 10, "smallmatrix": 1_000_000,
    "aligned": 1_000_000, "alignedat": 0, "array": 0, "cases": 2, "gathered": 1, "subarray": 1,
}  # fmt: skip
"""Every environment that a formula may have → its columns; 0: as its argument says."""
_PLACED = frozenset(("aligned", "alignedat", "array", "gathered"))
"""Environments that take ``[t]``, ``[c]`` or ``[b]``."""
_COLUMNS = re.compile(r"(?:\|{0,2}[lcr]){1,40}\|{0,2}")

_SYNONYMS = {"\\bm": "\\boldsymbol", "\\mathscr": "\\mathcal"}
"""Commands of packages that Sphinx's LaTeX does not load, and what says the same."""
_SPACES = ("\\ ", "\\!", "\\,", "\\:", "\\;", "\\>", "~")
_CHARACTERS = frozenset(("\\{", "\\}", "\\|", "\\#", "\\$", "\\%", "\\&", "\\_"))
_IN_TEXT = _CHARACTERS.union(_SPACES, ("\\quad", "\\qquad")) - {"\\|"}
_SHOWN = {"\\right": "\\left", "\\end": "\\begin", "}": "{"}
_OPENING = {**_SHOWN, "]": "["}
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


def arguments_of(command: str) -> int:
    """How many arguments in mathematics a command has, without those in brackets."""
    known = COMMANDS.get(command)
    return known.takes.count("m") if known and known.takes not in _NO_ARGUMENTS else 0


def fault(formula: str) -> FormulaError | None:
    """Why a formula is none, or None for one that every output can show."""
    try:
        _Formula(formula).read()
    except FormulaError as found:
        return found
    return None


def written(formula: str) -> str:
    """A formula as every output gets it: on one line, without commands that need packages of their own."""
    return "".join(_tokens(formula))


def _tokens(formula: str) -> list[str]:
    # An empty line would end TeX's paragraph within a formula.
    return [_SYNONYMS.get(token, token) for token in _TOKEN.findall(re.sub(r"\s+", " ", formula))]


def told(formula: str, found: FormulaError) -> tuple[str, str]:
    """Message and hint for who wrote the formula."""
    shown = shorten(" ".join(formula.split()))
    return f"The formula '{shown}' is shown as it is written: {found.reason}.", found.hint


def _command(token: str) -> Command | None:
    return COMMANDS.get(token[1:]) if token.startswith("\\") else None


class _Formula:
    """Reads a formula as TeX does, from left to right (The TeXbook, chapter 26; amsmath, user's guide)."""

    def __init__(self, formula: str) -> None:
        if character := _UNPRINTABLE.search(formula):
            raise FormulaError(f"it holds a character that cannot be seen (U+{ord(character[0]):04X})")
        self._tokens = _tokens(formula)
        self._place = 0
        self._closing: list[str] = []
        self._work = 1

    def read(self) -> None:
        """Read the whole formula."""
        if not "".join(self._tokens).strip():
            raise FormulaError("there is nothing in it")
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
            raise FormulaError(
                "a ']' stands within an argument in brackets", "Put braces around what holds it."
            )
        return token

    def _in_brackets(self) -> bool:
        """Whether TeX takes the next ``]`` for the end of an argument, whatever stands open: only braces hide it."""
        return next((each for each in reversed(self._closing) if each in {"]", "}"}), "") == "]"

    def _open(self, closing: str) -> None:
        self._closing.append(closing)
        if len(self._closing) > _DEEPEST:
            raise FormulaError(f"it is nested more than {_DEEPEST} deep")

    def _list(self, closing: str, columns: int = 0) -> None:
        """What stands up to a closing token, one atom after the other; ``columns`` where it may have rows."""
        self._open(closing)
        scripts: set[str] = set()
        operator, column = False, 1
        while (token := self._take(to_close=True)) != closing:
            if token in {"^", "_", "'"}:
                script = token.replace("'", "^")
                if script in scripts:
                    reason = f"a second '{script}' stands behind the same sign"
                    raise FormulaError(reason, "Put braces around what belongs together.")
                scripts.add(script)
                if token == "'":
                    operator = False
                    self._primes()
                else:
                    self._argument(token, is_script=True)
                continue
            if token in _LIMITS:
                if not operator:
                    raise FormulaError(f"'{token}' stands behind no operator, such as '\\sum'")
                continue
            operator, scripts = False, set()
            if token == "&" and column < columns:
                column += 1
            elif token == "\\\\" and columns:
                self._end_row()
                column = 1
            elif token == "\\middle" and closing == "\\right":
                self._delimiter(token)
            else:
                operator = self._atom(token)
        self._closing.pop()

    def _primes(self) -> None:
        while self._here() == "'":
            self._place += 1
        if self._here() == "^":
            self._place += 1
            self._argument("^")

    def _end_row(self) -> None:
        if self._peek() == "*":
            self._take()
        if self._peek() == "[" and not _LENGTHS["l"].fullmatch(self._bracketed()):
            hint = "Write '\\\\{}[' where the next row begins with a bracket."
            raise FormulaError("'\\\\[' asks for a length", hint)

    def _bracketed(self) -> str:
        """The text within brackets that begin here."""
        rest = self._tokens[self._place + 1 : self._place + 20]
        inside = rest[: rest.index("]")] if "]" in rest else []
        self._place += len(inside) + 1
        self._take()
        return "".join(inside)

    def _braced(self, command: str) -> str:
        """The text within braces that begin here, which hold no more than a word or a length."""
        is_open = self._take() == "{"
        rest = self._tokens[self._place : self._place + 100]
        if not is_open or "}" not in rest:
            raise FormulaError(f"'{command}' lacks its argument in braces")
        inside = rest[: rest.index("}")]
        self._place += len(inside) + 1
        return "".join(inside)

    def _atom(self, token: str) -> bool:
        """One sign, group or command with its arguments; whether it is an operator that takes limits."""
        name = token[1:]
        known = _command(token)
        if token == "{":
            self._list("}")
        elif token in _CHARACTERS or token in _SPACES:
            pass
        elif not token.startswith("\\"):
            self._refuse_structure(token)
        elif name == "left":
            self._delimiter(token)
            self._list("\\right")
            self._delimiter("\\right")
        elif name == "begin":
            self._environment()
        elif known is None or known.takes == "structure":
            self._refuse_structure(token)
            self._refuse_command(token)
        elif known.takes not in _NO_ARGUMENTS:
            self._arguments(name, known)
        return known is not None and (known.takes == "operator" or name in _TAKE_LIMITS)

    def _refuse_structure(self, token: str) -> None:
        if token in _REMEDIES:
            raise FormulaError(_REMEDIES[token])
        if token == "" or (token in _SHOWN and self._closing[-1] in _OPENING):
            raise FormulaError(f"'{_OPENING.get(self._closing[-1], '')}' is not closed")
        if token in _SHOWN:
            raise FormulaError(f"'{token}' has no '{_SHOWN[token]}' before it")

    def _refuse_command(self, token: str) -> None:
        name = shorten(token, 30)
        near = nearest(name[1:], sorted(COMMANDS)) if name[1:].isalpha() else None
        raise FormulaError(f"'{name}' is no command of formulas", f"Did you mean '\\{near}'?" if near else "")

    def _argument(self, command: str, *, is_script: bool = False) -> None:
        token = self._take()
        known = _command(token)
        if token == "{":
            self._list("}")
        elif not token.startswith("\\"):
            if token in {"", "^", "_", "&", "#", "%", "$", "~", "}", "'"}:
                raise FormulaError(f"'{command}' lacks what belongs to it")
        elif token in _CHARACTERS or (known and known.takes in {"sign", "delimiter"}):
            return
        elif known and known.in_scripts and is_script:
            self._arguments(token[1:], known)
        elif known:
            raise FormulaError(
                f"'{token}' behind '{command}' needs braces", f"Write '{command}{{{token} …}}'."
            )
        elif token not in _SPACES and token != "\\\\":
            self._refuse_command(token)
        else:
            raise FormulaError(f"'{command}' lacks what belongs to it")

    def _arguments(self, name: str, known: Command) -> None:
        command = f"\\{name}"
        if name == "operatorname" and self._peek() == "*":
            self._take()
        work = self._work
        self._work *= known.work
        if self._work > _MOST_WORK:
            raise FormulaError(f"'{command}' and its like are nested too deep")
        for kind in known.takes:
            if kind == "m":
                self._argument(command)
            elif kind in {"t", "r"}:
                if self._take() != "{":
                    raise FormulaError(f"'{command}' lacks its argument in braces")
                if kind == "t":
                    self._text()
                else:
                    self._list("}", columns=1)
            elif kind == "d":
                self._delimiter(command)
            elif kind in _LENGTHS:
                if not _LENGTHS[kind].fullmatch(self._braced(command)):
                    example = "3mu" if kind == "u" else "1em"
                    raise FormulaError(f"'{command}' asks for a length, such as {example}")
            elif self._peek() == "[":
                if kind == "n" or self._in_brackets():
                    raise FormulaError(f"'[' stands directly behind '{command}'", "Put braces around it.")
                self._take()
                self._list("]")
        self._work = work

    def _delimiter(self, command: str) -> None:
        token = self._take()
        known = _command(token)
        if token not in {*"()[]/|.<>", "\\{", "\\}", "\\|"} and not (known and known.takes == "delimiter"):
            reason = f"'{command}' asks for a delimiter, such as '(' or '\\langle', and not for '{token}'"
            raise FormulaError(reason)

    def _text(self) -> None:
        """Text within mathematics, up to its closing brace."""
        self._open("}")
        while (token := self._take()) != "}":
            if token == "{":
                self._text()
            elif (known := _command(token)) and known.takes == "t" and known.in_scripts:
                self._arguments(token[1:], known)
            elif token in {"^", "_"}:
                raise FormulaError(f"'{token}' stands within text", "Write '\\_'." if token == "_" else "")
            elif token.startswith("\\") and token not in _IN_TEXT:
                raise FormulaError(f"'{token}' stands within text")
            elif not token.startswith("\\"):
                self._refuse_structure(token)
        self._closing.pop()

    def _environment(self) -> None:
        name = self._braced("\\begin")
        if name not in ENVIRONMENTS:
            near = nearest(name, sorted(ENVIRONMENTS))
            hint = f"Did you mean '{near}'?" if near else ""
            raise FormulaError(f"'{shorten(name)}' is no environment of formulas", hint)
        if name in _PLACED and self._peek() == "[" and self._bracketed() not in {"t", "c", "b"}:
            raise FormulaError(f"'\\begin{{{name}}}[' asks for t, c or b")
        columns = ENVIRONMENTS[name]
        if name in {"array", "subarray"}:
            asked = self._braced(name).replace(" ", "")
            number = len(asked.replace("|", ""))
            if not _COLUMNS.fullmatch(asked) or columns not in {0, number}:
                example = "lcr"[: columns or 3]
                raise FormulaError(f"'\\begin{{{name}}}' asks for columns, such as {{{example}}}")
            columns = number
        elif name == "alignedat":
            asked = self._braced(name)
            if not re.fullmatch("[1-9]", asked):
                raise FormulaError("'\\begin{alignedat}' asks for a number of columns")
            columns = 2 * int(asked)
        self._list("\\end", columns)
        if (end := self._braced("\\end")) != name:
            raise FormulaError(f"'\\end{{{shorten(end)}}}' ends '\\begin{{{name}}}'")
