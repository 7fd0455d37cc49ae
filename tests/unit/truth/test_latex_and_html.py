r"""What LaTeX and HTML in titles and names say is what is shown, and a command that nobody knows takes no word with it.

Sources: "BibTeXing" (1988); the LaTeX 2e kernel with T1 and TS1; ``mathscinet.sty`` of the AMS; mhchem; JATS 1.3; MathML 3.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_academic.content.fragments import Fragments
from sphinx_academic.content.markup import Markup
from sphinx_academic.formats import bibtex
from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex
from sphinx_academic.formats.latex import encoding
from sphinx_academic.formats.latex.decoding import doubts, to_markup, to_paragraphs, to_plain
from sphinx_academic.formats.loading import load_named
from sphinx_academic.formats.rich_text import escape_markup, rich_text, title_text
from sphinx_academic.problems import Code

CASES = Path(__file__).with_name("cases") / "text"
_SHOWN = {
    "emphasis": "i",
    "strong": "b",
    "raised": "^",
    "lowered": "_",
    "literal": "code",
    "math": "$",
    "link": "a",
}


def shown(fragments: Fragments) -> str:
    """Fragments in one line, in which brackets hold what is set apart and say how."""
    return "".join(
        each if isinstance(each, str) else f"[{_SHOWN.get(each.kind, each.kind)} {shown(each.children)}]"
        for each in fragments
    )


def read(markup: str) -> str:
    """How a text in our markup is shown."""
    return shown(Markup({}).inline(markup))


@pytest.mark.parametrize(
    ("file", "titles"),
    [
        (
            "crossref.bib",
            {
                "x01": "A new species of [i Tachus] ([i Gymna])",
                "x02": "Optimised sampling of φ, ψ, and side-chain χ1 and χ2 angles",
                "x03": "TGF-β1 and PPARγ2 in α1-antitrypsin",
                "x04": "A [i Homo sapiens] study of CO[_ 2] & H[^ +]",
                "x05": "A [i Homo] study of CO[_ 2]",
                "x06": "Rock & roll <b> <i>x</i> Schrödinger",
            },
        ),
        (
            "dollars.bib",
            {
                "a1": r"The [$ \mathcal{O}]2 bound and [$ \sqrt{n}]3 more",
                "a2": r"On [$ L_p]-[$ L_q] for [$ \ell_1]2 [$ x] and [$ \frac12]1",
                "a3": "Class of ’24 and rock ’n’ roll and the '90s",
            },
        ),
        (
            "commands.bib",
            {
                "a1": "METAFONT and ConTeXt: a tale",
                "a2": "JTUG—TUG Japan",
                "a3": "GaN(11¯00) and ´ surface",
                "a4": "Errors of 0.1% and −50\u2009dB, α2, cost $5 and $6",
                "a5": "Nanowires✩ Hóng-Zì",
                "a6": r"[code \special] and [code x]",
                "a7": "TUG",
                "a8": r"The 4th Edition and [$ \Gamma{}-] point",
            },
        ),
        ("mathscinet.bib", {"a": "On a problem of Gelʹfand", "b": "−50 dB and minus −5 and ≈3"}),
        ("greek.bib", {"g1": "The role of α-kettles"}),
    ],
)
def test_titles_of_real_kinds(file: str, titles: dict[str, str]) -> None:
    works = load_named([CASES / file]).publications
    found = {work.key: read(work.title) for work in works}
    assert {key: found[key] for key in titles} == titles


def test_names_have_the_accents_of_mathscinet() -> None:
    works = load_named([CASES / "mathscinet.bib"]).publications
    assert [author.in_parts.family for author in works[0].authors.people] == [
        "Franců",
        "Wazek",
        "Gelʹfand",
        "ębicki",
        "Viễt",
    ]


def test_what_is_not_known_and_what_is_money_is_told_once_at_its_place() -> None:
    text = (CASES / "commands.bib").read_text(encoding="utf-8")
    told = [problem for problem in read_bibtex(text, "x.bib").problems if problem.code is Code.LATEX]
    assert [(problem.line, problem.message) for problem in told] == [
        (4, "'$5 and $6' is read as sums of money, not as a formula."),
        (7, r"the LaTeX command '\Thanh' is not known; 'Thanh' is shown for it."),
    ]
    lines = text.splitlines()
    assert [lines[each.line - 1][each.column - 1 :][:6] for each in told] == ["$5 and", r"\Thanh"]
    twice = "@misc{a, title={\\Foo one}}\n@misc{b, title={\\Foo two}}\n"
    assert len(read_bibtex(twice, "x.bib").problems) == 1


@pytest.mark.parametrize("name", ["crossref", "dollars", "greek", "mathscinet"])
def test_nothing_is_told_of_what_is_read_as_it_is_meant(name: str) -> None:
    text = (CASES / f"{name}.bib").read_text(encoding="utf-8")
    assert [problem for problem in read_bibtex(text, "x.bib").problems if problem.code is Code.LATEX] == []


@pytest.mark.parametrize(
    ("source", "text"),
    [
        # A command that is not known leaves its argument or its name, and the space that stands behind that.
        (r"The \Foo bar", "The Foo bar"),
        (r"{\Foo}bar and \Foo{} baz", "Foobar and Foo baz"),
        (r"\foo{The \emph{word}} here", "The word here"),
        (r"\foo[see]{this} and \foo {that}", "this and that"),
        (r"{\scmed Words} stay", "scmed Words stay"),
        # Names of functions keep their spaces.
        (r"An O(n \log n) sort, n\log n, \log(n)", "An O(n log n) sort, n log n, log(n)"),
        (r"\alpha subunit, \ldots more, \frac{1}{2}", r"α subunit, …more, $\frac{1}{2}$"),
        (r"\max{x} and \lim", "max x and lim"),
        # Accents of MathSciNet and of T1.
        (r"Franc{\ocirc{u}} {\polhk{a}} \cftil{e} \cfac{a} \udot{s} \dudot u \lfhook{t} \soft{d}", "Franců ą ễ ấ ṣ ṳ ț ď"),
        (r"Gel{\cprime}fand Is{\cdprime}e \Dbar o \dbar o \lasp Abd \rasp", "Gelʹfand Isʺe Đo đo ʽAbd ʼ"),
        (r"\`{}\i, \'{\i}, \^\j, \k{\i}", "ì, í, ĵ, į"),
        (r"H{\`a}n Th\^e\llap{\raise 0.5ex\hbox{\'{\relax}}} Th{\`a}nh, \llap{x}y", "Hàn Thế Thành, xy"),
        # What only sets type.
        (r"A\kern.05em B\kern-.1667emC\hskip 1em D\raise0.5ex\hbox{E}", "ABC DE"),
        (r"x\hskip 3pt plus 1fil y", "x y"),
        (r"A\hspace{1em}B\hspace*{0.5cm}C\hspace{0pt}D\hspace{-1em}E\hspace{.05em}F\hspace{1pt}G\hspace{10pt}H", "A B CDEFG H"),
        (r"A\enskip B\enskip2", "A\u2002B\u20022"),
        (r"x\hskip-1pt y\kern3pt plus 2filll minus 1pt z", "xyz"),
        (r"Ta\discretionary{-}{}{}ble and o\discretionary{f-}{f}{ff}er", "Table and offer"),
        (r"a\ndash b\mdash c", "a–b—c"),
        (r"\MP, \METAPOST{} and \MetaPost", "MetaPost, MetaPost and MetaPost"),
        (r"Gaf\/fey \textsc{Mc}\mbox{Gaffey} {\sc Abc} \rlap{Lutz} {\rm x}", "Gaffey McGaffey Abc Lutz x"),
        (r"\textcolor{red}{a} \fontsize{9}{11}b \index{c}d \raisebox{1ex}[0pt]{e}", "a b d e"),
        # Signs.
        ("Table \\char`\\# \\char65 \\char'101 \\char\"41 \\symbol{92}", "Table #AAA\\"),
        (r"\ding{73} \ding{72} \ding{51} \ding{108}", "✩ ★ ✓ ●"),
        (r"\nth{1} \nth{2} \nth{3} \nth{4} \nth{11} \nth{22}", "1st 2nd 3rd 4th 11th 22nd"),
        (r"\textasciimacron{} \textperthousand\ \textohm{} \textflorin", "¯ ‰ Ω ƒ"),
        (r"A \subset B \Rightarrow C, $\subseteq$, $\infty$", "A ⊂ B ⇒ C, ⊆, ∞"),
        (r"\TUB, \slash, \SLiTeX, \AmSTeX, \PiCTeX, \PiC tures, \MetaPost, \eTeX", "TUGboat, /, SLiTeX, AMS-TeX, PiCTeX, PiCtures, MetaPost, ε-TeX"),
        # Minus, primes and signs that mathematics has as text has them.
        (r"$-$50, $-5$, 2$-$3, 5$'$, $\&$, $/$", "−50, −5, 2−3, 5′, &, /"),
        # Letters of names with accents of mathematics.
        (r"Sim$\tilde{a}$o $\acute{e}$ M$\ddot{\rm u}$ller $\check{\imath}$", "Simão é Müller ǐ"),
        # References of HTML.
        (r"AT&amp;T, AT\&amp;T, {\&}amp; Schr&ouml;dinger &#39;x&#x27; O&#8217;Hara", "AT&T, AT&T, & Schrödinger 'x' O’Hara"),
        ("R&D; a & b; &nosuch;", "R&D; a & b; &nosuch;"),
        (r"(11\=22), P.~A. at https://example.org/~me, \lbrace x\rbrace", "(112\u03042), P. A. at https://example.org/~me, {x}"),
        (r"\char200 \ding73 \ding{7} 579\psqq", "È✩ 7 579\xa0sqq."),
        (r"\SI{5}{\micro\metre}, \qty{20}{\celsius}, \si{\metre\per\second\squared}, \num{1000}", "5\u2009μm, 20°C, m/s², 1000"),
        (r"\hskip 3pt plus 1pt minus 1pt y; \enquote*{a}; $^{\textregistered}$; Don't \`a", "y; “a”; ®; Don't à"),
        ("&amp;amp; &amp;#39; \\&amp;eacute;", "& ' é"),
        (r"5\times 5 \\[2pt] y, \nicefrac{1}{2} at \ang{45}, v\negthinspace u, \H{}", "5×5 y, 1/2 at 45°, vu, ˝"),
        (r"\og{}Une \mkbibacro{DOI}\fg, 1\ier{} et 2\ieme{} \no", "«\xa0Une DOI\xa0», 1er et 2e no"),
        # Quotation marks.
        ("Class of {'}24, rock {'}n{'} roll, ,,so``, ?`Por qu\\'e?", "Class of ’24, rock ’n’ roll, „so“, ¿Por qué?"),
    ],
)  # fmt: skip
def test_latex_in_plain_text(source: str, text: str) -> None:
    assert to_plain(source) == text


@pytest.mark.parametrize(
    ("source", "title"),
    [
        # HTML as one finds it in BibTeX, in whatever way its signs are written.
        (r"<i>Homo</i> {\textless}b{\textgreater}sapiens{\textless}/b{\textgreater}", "[i Homo] [b sapiens]"),
        (r"$\less$i$\greater$Homo$\less$/i$\greater$, $<$sub$>$2$<$/sub$>$", "[i Homo], [_ 2]"),
        (r"\textless{}em\textgreater{}Homo\textless{}/em\textgreater{} and <span class='x'>all</span>", "[i Homo] and all"),
        (r"<jats:title>On <jats:italic>Tachus</jats:italic></jats:title>", "On [i Tachus]"),
        ("<b>Whole titles are not bold</b>", "Whole titles are not bold"),
        ('See <a href="https://example.org/">here</a>', "See [a here]"),
        ("a <script>alert(1)</script> b", "a <script>alert(1)</script> b"),
        ("The <title> and <list> elements, <i>", "The <title> and <list> elements, <i>"),
        ("p<0.05 and a<b and c>d", "p<0.05 and a<b and c>d"),
        ("x<sub>2", "x<sub>2"),
        # As text.
        (r"&lt;i&gt;x&lt;/i&gt; and \&lt;b\&gt;", "<i>x</i> and <b>"),
        (r"\textless{}{}i\textgreater{}x\textless{}{}/i\textgreater{} \&{}amp;", "<i>x</i> &amp;"),
        ("CO<inf>2</inf> and <I>Caps</I>", "CO[_ 2] and [i Caps]"),
        (r"{$<$}i{$>$}x{$<$}/i{$>$}, \less b\greater z\less/b\greater, $\lt$i$\gt$y$\lt$/i$\gt$", "[i x], [b z], [i y]"),
        ("<b>a <i>b</b> c</i> d and <b>e</i> f</b>", "[b a [i b]] c d and [b e</i> f]"),
        (r"$\ $a$x\ $b $~$ $\,$", "a[$ x]b"),
        # MathML: a line of text with what is raised and lowered, else a formula.
        ("<mml:math><mml:msub><mml:mi>H</mml:mi><mml:mn>2</mml:mn></mml:msub></mml:math>O", "H[_ 2]O"),
        ("<math><mfrac><mn>1</mn><mi>x</mi></mfrac></math>2", r"[$ \frac{1}{x}]2"),
        ("<math><mi>x</mi><mo>&#x2264;</mo><msup><mn>10</mn><mrow><mo>-</mo><mn>3</mn></mrow></msup></math>", "[i x] ≤ 10[^ −3]"),
        ("<math><mi>broken</math> x", "broken x"),
        # Formulas beside digits, and beside each other.
        (r"3$x$4 $a^2$$b^2$", "3[$ x]4 [$ a^2][$ b^2]"),
        (r"$5 and $6 or \$7 and $n$8", "$5 and $6 or $7 and [$ n]8"),
        (r"SO$_4^{2-}$ \ce{H2O}, \ce{SO4^{2-}}, \ce{Na+}", "SO[_ 4][^ 2-] H[_ 2]O, SO[_ 4][^ 2−], Na[^ +]"),
        (r"{\tt cat} and \verb|a_b|, \cs{relax}", r"[code cat] and [code a_b], [code \relax]"),
        (r"$\hat{x}$ and $\mathrm{Fe}$", r"[$ \hat{x}] and [$ \mathrm{Fe}]"),
    ],
)  # fmt: skip
def test_latex_and_html_in_titles(source: str, title: str) -> None:
    assert read(to_markup(source)) == title


def test_letters_that_are_written_as_references_are_letters_for_all_who_look() -> None:
    """Keys, names of pages and messages are made of the markup as it stands."""
    assert to_markup("Schr&ouml;dinger &ndash; &#39;x&#x27; &lt;i&gt;") == "Schrödinger – 'x' &lt;i&gt;"


def test_an_abstract_keeps_the_paragraphs_of_jats() -> None:
    assert to_paragraphs(r"<jats:p>One \& two.</jats:p><jats:p>Three.</jats:p>") == "One & two.\n\nThree."


@pytest.mark.parametrize(
    ("preamble", "title", "text"),
    [
        (r'"\def\Foo{The \TeX} "', r"\Foo bar", "The TeXbar"),
        (r'"\newcommand{\Bar}[2]{#2 of #1}"', r"\Bar{one}{two}", "two of one"),
        (r'"\providecommand{\Baz}{\Foo!}" # "\def\Foo{foo}"', r"{\Baz}", "foo!"),
        (r'"\def\again{\again\again}"', r"\again", "again" * 32),
        (r'"\def\cprime{$\prime$}"', r"Gel\cprime fand", "Gelʹfand"),
        (r'"\def\odd{\ifx a b c\fi}"', r"\odd word", "odd word"),
    ],
)
def test_commands_of_the_preamble(preamble: str, title: str, text: str) -> None:
    found = read_bibtex(f"@preamble{{{preamble}}}\n@misc{{a, title={{{title}}}}}\n", "x.bib").root
    assert found["publications"][0]["title"] == text  # type: ignore[index, call-overload]


def test_what_is_known_is_no_guess() -> None:
    assert doubts(r"\emph{a} \MF $\mathbb{R}$ \O \'e \kern1em $5$ \$6 $x$ and $3") == {}
    assert doubts(r"\emph{\Foo} {\bar{x}}") == {r"\Foo": "Foo"}


def test_jats_and_mathml_of_csl_and_ris_are_read() -> None:
    title = (
        "<jats:title>J <jats:italic>x</jats:italic></jats:title> "
        '<mml:math xmlns:mml="x"><mml:msub><mml:mi>H</mml:mi><mml:mn>2</mml:mn></mml:msub></mml:math>O'
    )
    assert title_text(title) == "J <i>x</i> H<sub>2</sub>O"
    tex = r"\documentclass{minimal} \begin{document}$$\alpha ^2$$\end{document}"
    both = f"Let <jats:alternatives><jats:tex-math>{tex}</jats:tex-math><mml:math><mml:mi>a</mml:mi></mml:math></jats:alternatives>3"
    assert rich_text(both) == r"Let $\alpha ^2$<!-- -->3"


def test_a_text_that_looks_like_html_comes_back_from_an_export() -> None:
    """Tags and references that are meant as text are parted from what would make them more."""
    for title in (
        r"The \<i>x\</i> and \&amp; signs",
        "CO<sub>2</sub> & <i>Homo</i>",
        r"$\mathcal{O}$<!-- -->2 x",
    ):
        written = f"@misc{{a, title = {{{bibtex.latex.title(Markup({}).inline(title))}}}}}"
        again = read_bibtex(written, "x.bib").root["publications"][0]["title"]  # type: ignore[index, call-overload]
        assert read(str(again)) == read(title)


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("a <i>P</i>-sparse <sub>2</sub>+x", "a <i>P</i>-sparse <sub>2</sub>+x"),
        ("<i>k</i> > 3", "<i>k</i> > 3"),
        ("<i>k</i>1. and *x*", r"<i>k</i>1. and \*x\*"),
        ("<p>a</p>- b", "a\n\n\\- b"),
        ("<span>- a</span>", r"\- a"),
        ("<i>a</i>\n- b", "<i>a</i>\n\\- b"),
    ],
)
def test_signs_that_begin_a_list_are_text_where_no_line_begins(text: str, markup: str) -> None:
    assert rich_text(text) == markup


@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                "B",
                " ",
                "1",
                "<",
                ">",
                "/",
                "i",
                "<i>",
                "</i>",
                "&",
                "amp;",
                "#38;",
                "lt;",
                "$",
                "$5 ",
                "\\",
                "{",
                "}",
                "'",
                "`",
                '"',
                "~",
                "^",
                "_",
                "%",
                "-",
                "--",
                ",,",
                "?",
                "é",
                "α",
                "−",
                "’",
                "“",
                "\\foo",
                "\\i",
                "=",
                "[",
                "]",
                "\u2009",
            ]
        ),
        max_size=25,
    ).map("".join)
)
@example("'{}24, a\\textless{}i<i>x</i>&amp;&#38;;")
def test_any_text_comes_back_from_an_export_and_is_no_guess(text: str) -> None:
    text = " ".join(text.split(" ")).strip()
    fragments = Markup({}).inline(escape_markup(text))
    for written in (encoding.title(fragments), encoding.inline(fragments)):
        found = read_bibtex(f"@misc{{a, note = {{x}}, title = {{{written}}}}}\n", "x.bib")
        assert [problem for problem in found.problems if problem.code is Code.LATEX] == []
        again = found.root["publications"][0].get("title", "")  # type: ignore[index, call-overload]
        assert read(str(again)).split() == text.split()
