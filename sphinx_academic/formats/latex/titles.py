"""Which capitals of a title are to stay, whatever a bibliography style makes of it.

BibTeX's ``change.case$`` ("Designing BibTeX Styles", 1988, section 5.3) makes all letters small but the first one and those behind a
colon and a space; Pandoc and BibLaTeX (manual 3.20, section 4.6.4) do so within ``\\emph{…}`` as well, and Pandoc makes the first letter
of a title or a sentence a capital.
"""

from __future__ import annotations

import re

from sphinx_academic.formats.text import words

_WORDS = re.compile(r"(?<![^\W\d_])(?<![\w][-‐’'])[^\W\d_]+")
_AFTER_COLON = re.compile(r":\s$")
_AFTER_STOP = re.compile(r"[.?!…]\s$")
_STARTS_SENTENCE = re.compile(r"[.?!…:][^\w.?!…:]*$")
_IS_ENGLISH = re.compile(r"(?i)en(?:-|_|g|$)|american|british|us|uk|australian|canadian|newzealand")
_ENGLISH = words("the of and for with to by from on at is are as or its how what why")
"""Words of English that German has not."""
_SMALL = _ENGLISH | words(
    """
    a an in into onto upon over under above below about across after against along among around before behind between beyond during
    near off out per plus since than through throughout till toward towards until up via vs versus within without while but nor so
    yet if when where which that this these their our your it be do does can et al using based
    """
)
"""What English title case writes small (The Chicago Manual of Style, 17th edition, 8.159), and some authors do."""
_COMMON_END = re.compile(
    r"(?:ing|[ts]ion|ment|ness|ity|ism|ic|ics|ed|ly|al|ive|ous|[ai]ble|ful|less|[ae]nce|ship|ure|[ao]ry|ise|ize|sis)s?$"
)
_GERMAN = words(
    """
    der das und den dem des ein eine einer eines einem einen im zur zum von vom für mit auf aus bei nach über unter zwischen durch
    als wie nicht ist sind oder zu
    """
)
_GERMAN_WORD = re.compile(
    r"[äöüßÄÖÜ]|(?:(?:ungs?|heits?|keits?|schafts?|isch|lich|ismus|(?:log|graph|graf|metr|soph|or|om|erg)ie|ion)(?:en|er|es|em|e)?"
    r"|ung|ik|werke?|lehre|recht)\b"
)
"""Letters and ends of German words, for titles without a word of either list."""
_COMMON = words(
    """
    pedestrian civilian guardian historian physician musician mathematician clinician technician politician statistician
    magician librarian equestrian radian median ocean mean clean lean bean median circadian amphibian mammalian reptilian
    avian simian vegetarian humanitarian authoritarian egalitarian utilitarian custodian comedian meridian ovarian riparian
    """
)
"""Words that end as adjectives made of names do (*Gaussian*, *European*), and are none."""
_NAMES = words(
    """
    African American Antarctica Antarctic Arabic Arctic Asia Asian Atlantic Australia Austria Baltic Bangladesh Basque Beijing Belgium
    Berlin Brazil Britain British California Canada Celtic Chile China Chinese Christianity Colombia Danish Denmark Dutch Egypt
    England English Ethiopia Europe Finland Finnish France French German Germany Ghana Greece Greek Hebrew Hindi Hindu India
    Indonesia Iran Iraq Ireland Irish Islam Islamic Israel Italy Japan Japanese Jewish Judaism Kenya Korea Latin London Mandarin
    Mexico Muslim Netherlands Nigeria Norway Pacific Pakistan Paris Peru Poland Portugal Portuguese Rome Russia Sahara
    Scotland Scottish Shanghai Spain Spanish Swahili Sweden Swedish Swiss Switzerland Tamil Thailand Tokyo Turkish Ukraine Urdu
    Vietnam Vietnamese Wales Welsh Africa America Jupiter Mars Neptune Pluto Saturn Uranus Venus
    January February April June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    Alzheimer Aristotle Banach Bayes Bernoulli Bessel Bohr Boltzmann Borel Bose Cantor Carlo Cauchy Chebyshev Coulomb Darwin
    Delaunay Descartes Dirac Dirichlet Doppler Einstein Euclid Euler Fermat Fermi Feynman Fibonacci Fokker Fourier Freud Galerkin
    Galileo Galois Gauss Gibbs Hadamard Hamilton Hawking Heisenberg Helmholtz Hilbert Hopf Hopfield Hubble Huffman Ising Josephson
    Kalman Kant Kepler Kolmogorov Krylov Lagrange Laplace Lebesgue Leibniz Lorentz Lyapunov Markov Marx Maxwell Mendel Minkowski
    Monte Nash Navier Neumann Newton Noether Nyquist Pareto Parkinson Petri Planck Plato Poisson Ramsey Riemann Shakespeare Shannon
    Sobolev Socrates Stokes Turing Voronoi Waals Weyl Wiener Wigner Zipf
    Android Bitcoin Facebook Fortran Google Haskell Kubernetes Linux Prolog Reddit Twitter Unix Wikipedia
    """
)
"""Names that titles in title case hold often; there a capital alone tells none."""


def is_changed(word: str, behind: str, is_title_case: bool) -> bool:
    """Whether styles would change the case of a word's letters; ``behind`` is the title up to it.

    They make small: capitals inside a word (*DNA*, *iPhone*), the first letter of a sentence that they take for none, and all
    capitals of titles but those in English title case: of German nouns, of names. In title case names are known by a list, or by their
    end. A capital they make of what follows a full stop (*E. coli*).
    """
    if any(letter.isupper() for letter in word[1:]):
        return True
    if not word[0].isupper():
        return _AFTER_STOP.search(behind) is not None and word[0].islower()
    if not behind or _AFTER_COLON.search(behind):
        return False
    if (
        not is_title_case
        or len(word) == 1
        or not behind.strip("(\"'“„«‘ [")
        or _STARTS_SENTENCE.search(behind)
    ):
        return True
    name = re.sub("['’]s?$", "", word)
    is_made_of_name = (
        name.endswith(("ian", "ians", "ean", "eans")) and name.lower().rstrip("s") not in _COMMON
    )
    return not name.isascii() or name in _NAMES or is_made_of_name


def is_title_case(text: str, language: str = "") -> bool:
    """Whether a title is in English title case, where only articles, prepositions and the like begin with a small letter."""
    if language and not _IS_ENGLISH.match(language):
        return False
    first, *others = _WORDS.findall(text) or [""]
    if not {word for word in others if word.islower()} <= _SMALL:
        return False
    # One word or two may be names ("Notes on Uppsala") unless they are words that no name is.
    large = [word for word in others if word[0].isupper()]
    if len(large) < 3 and not any(word.lower() in _SMALL or _COMMON_END.search(word) for word in large):
        return False
    known = {word.lower() for word in (first, *others)}
    if language or known & _ENGLISH:
        return not known & _GERMAN
    return not (known & _GERMAN or _GERMAN_WORD.search(text))
