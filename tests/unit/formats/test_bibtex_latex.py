"""LaTeX in BibTeX values becomes our markup, and nothing that has text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.formats.latex.decoding import to_markup, to_paragraphs, to_plain
from sphinx_academic.formats.latex.verbatim import verbatim
from sphinx_academic.formats.rich_text import escape_markup


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"{\"o} \"{o} \"o", "ö ö ö"),
        (r"\v{c} \u{g} \k{a} \H{o} \r{a} \c{c} \c c", "č ğ ą ő å ç ç"),
        (r"\=a \d{s} \b{b} \.{z}", "ā ṣ ḇ ż"),
        (r"na\"{\i}ve {\'\i} \'{\i}", "naïve í í"),
        (r"{\o}{\O}{\ss}{\ae}{\L}{\aa}", "øØßæŁå"),
        (r"\textcommabelow{s}", "ș"),
        ("``quoted'' and `single'", "“quoted” and ‘single’"),
        ("1--2 --- 3", "1–2 — 3"),
        (r"\& \% \# \_ \{x\}", "& % # _ {x}"),
        (r"\textendash\textquoteright\textasciitilde \ldots", "–’~…"),
        (r"\LaTeX{} and \TeX\ here \copyright", "LaTeX and TeX here ©"),
        (r"\textalpha\ and \textbeta, $\alpha$-synuclein, 10$\mu$m", "α and β, α-synuclein, 10μm"),
        (r"{T}he {{CNN}} {B{e}st}", "The CNN Best"),
        (r"\textsc{Abc} \mbox{d e} \uppercase{x\'e}", "Abc d e XÉ"),
        (r"\enquote{a \enquote{b} c} \enquote{d}", "“a ‘b’ c” “d”"),
        (r"\MakeLowercase{ABC} \MakeUppercase{abc}", "abc ABC"),
        (r"\unknown{kept} \other[1]{too}", "kept too"),
        (r"{\noop{1990}}2001", "2001"),
        (r"A\penalty-10000B \ensuremath{\alpha} \ensuremath x", "AB α x"),
        ("12'' discs", "12” discs"),
        (r"\(a and \[b and $c", "(a and [b and $c"),
        (r"\(\alpha\) \[\beta\]", "α β"),
        (r"\'\i\'\j", "íj́"),
        (r"\emph\ss \emph{}x", "ßx"),
        ("a } b", "a b"),
        (r"a \) b \] c", "a b c"),
        (r"\textcolor{red}{seen}", "seen"),
        (r"37$^{\circ}$C, 5$\times$5, $<$5", "37°C, 5×5, <5"),
        (r"\$5 and $6 and $7", "$5 and $6 and $7"),
        ("a\n    b\tc", "a b c"),
        ("}{ {", ""),
        ("\\", ""),
    ],
)
def test_latex_as_text(source: str, text: str) -> None:
    assert to_plain(source) == text


@pytest.mark.parametrize(
    ("source", "markup"),
    [
        (r"\emph{a \textbf{b}} {\em c} d", "<i>a <b>b</b></i> <i>c</i> d"),
        (r"{\em a {B} c} d", "<i>a B c</i> d"),
        (r"{\it a \bf b \it c} d", "<i>a <b>b c</b></i> d"),
        (
            r"20$^{th}$ H$_2$O 1\textsuperscript{st} x\textsubscript{i}",
            "20<sup>th</sup> H<sub>2</sub>O 1<sup>st</sup> x<sub>i</sub>",
        ),
        (
            r"1$^{\text{st}}$ 2$^{\textrm{nd}}$ 3$^{\mathrm{rd}}$ 4$^{\rm th}$ x$^{\dagger}$ x$_{\mbox{max}}$",
            "1<sup>st</sup> 2<sup>nd</sup> 3<sup>rd</sup> 4<sup>th</sup> x<sup>†</sup> x<sub>max</sub>",
        ),
        (r"\nolinkurl{a_b.example} \path{/a_b}", r"a\_b.example /a\_b"),
        (r"\doi{10.5555/a_1}", r'<a href="https://doi.org/10.5555/a_1">10.5555/a\_1</a>'),
        (r"\texttt{a\_b}", r"<code>a\_b</code>"),
        (r"$O(n^2)$ and \(x_1 * y_2\)", "$O(n^2)$ and $x_1 * y_2$"),
        (
            r"\url{https://example.org/~a_b\%20c}",
            r'<a href="https://example.org/~a_b%20c">https://example.org/~a\_b%20c</a>',
        ),
        (r"\href{https://example.org}{the \emph{site}}", '<a href="https://example.org">the <i>site</i></a>'),
        (r"2 * 3 < 4 [a] `", r"2 \* 3 \< 4 \[a] ‘"),
        (r"costs \$5", r"costs \$5"),
        ("a~b", "a\u00a0b"),
        (r"AT\&amp;T", "AT&amp;T"),
    ],
)
def test_latex_as_markup(source: str, markup: str) -> None:
    assert to_markup(source) == markup


def test_paragraphs_are_kept_where_they_are_wanted() -> None:
    assert to_paragraphs("One\n  line.\n \n  Two.") == "One line.\n\nTwo."
    assert to_markup("One.\n\nTwo.") == "One. Two."


@pytest.mark.parametrize(
    ("source", "address"),
    [
        (r"10.5555/a\_b", "10.5555/a_b"),
        (r"10.5555/a{\_}b", "10.5555/a_b"),
        (r"\url{https://example.org/~x}", "https://example.org/~x"),
        (r"https://example.org/\~{}x\%20y", "https://example.org/~x%20y"),
        (r"\nolinkurl{https://example.org/a_b}", "https://example.org/a_b"),
        (r"\path{https://example.org/a_b}", "https://example.org/a_b"),
        ("<URL:https://example.org/a_b>", "https://example.org/a_b"),
        (r"https://example.org/\textasciitilde x\textunderscore y", "https://example.org/~x_y"),
        (r"https://example.org/\textasciitilde{}x/\string~y", "https://example.org/~x/~y"),
        ("10.5555/(SICI)1<1::AID>3.0.CO;2-2", "10.5555/(SICI)1<1::AID>3.0.CO;2-2"),
    ],
)
def test_addresses_lose_their_escapes_only(source: str, address: str) -> None:
    assert verbatim(source) == address


@given(st.text(alphabet=st.sampled_from("ab1 .)#&;<>*_`[]()!$~\\-+=amp&lt;|:/ü\n"), max_size=40))
def test_escaped_text_reads_as_itself(text: str) -> None:
    text = " ".join(text.split())
    assert plain(Markup({}).inline(escape_markup(text))) == text
    shown = plain(Markup({}).blocks(escape_markup(text)))
    assert shown == text


@given(st.text(alphabet=st.sampled_from("\\{}$~`'\"-^_ abcemphurlt()[]#%&\n"), max_size=60))
def test_any_latex_gives_some_text(text: str) -> None:
    to_markup(text)
    to_plain(text)
    to_paragraphs(text)
    verbatim(text)


def test_text_without_markup_is_returned_as_it_is() -> None:
    text = "Plain text, of course; 100% so."
    assert escape_markup(text) is text
