"""Made-up publications, the same ones every time, and how a person would write them in three formats."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

#: The researcher whose list it is: an author of every publication, and the name that stands out.
OWNER = "Mara Lindqvist"


def _listed(*lines: str) -> tuple[str, ...]:
    return tuple(item for line in lines for item in line.split(", "))


_GIVEN = _listed(
    "Ada, Amir, Ana, Anton, Aylin, Björn, Chen, Chloé, Daniel, Dmitri, Elena, Emeka, Eva, Farid, Fumiko",
    "Giulia, Hana, Hugo, Ines, Ivan, Jana, Jun, José, Kavya, Kofi, Lars, Leila, Liam, Lucía, Malik, Mei",
    "Mikko, Nadia, Nils, Noor, Olga, Omar, Paula, Priya, Rafael, Rosa, Sami, Sofia, Søren, Tariq",
    "Thandi, Tomás, Ulrike, Vera",
)
_FAMILY = _listed(
    "Abara, Adeyemi, Almeida, Andersson, Bauer, Bergström, Castillo, Chaudhry, Costa, Dimitrova, Dubois",
    "Eriksen, Fischer, Fontaine, García, Gupta, Haddad, Hakimi, Hansen, Horvat, Ito, Ivanova, Jensen",
    "Johansson, Kaya, Keller, Kim, Kowalski, Kumar, Larsen, Laurent, Liu, Mensah, Moreau, Morales",
    "Müller, Nakamura, Ndiaye, Novák, Nowak, Okafor, Oliveira, Öztürk, Park, Pereira, Petrov, Rahman",
    "Ricci, Rossi, Sato, Schneider, Silva, Singh, Suzuki, Takahashi, Tanaka, Tran, Virtanen, Wagner",
    "Wang, Weber, Yamada, Zhang, Zhao",
)
_METHOD = _listed(
    "sparse attention, contrastive learning, diffusion models, graph neural networks",
    "variational inference, self-supervised pretraining, mixtures of experts, neural operators",
    "optimal transport, causal discovery, active learning, Bayesian optimisation, low-rank adaptation",
    "spiking networks, compressed sensing",
)
_SUBJECT = _listed(
    "whale calls, river discharge, protein folding, sea ice, speech enhancement, soil moisture",
    "cardiac imaging, urban traffic, bird migration, glacier melt, music transcription, wind turbines",
    "crop yields, coral reefs, seismic noise, particle tracks, sign language, battery ageing",
    "leaf venation, tidal currents",
)
_SETTING = _listed(
    "under distribution shift, with few labels, at continental scale, on small devices",
    "in noisy environments, from satellite images, with calibrated uncertainty, in real time",
    "without supervision, across languages",
)
_JOURNALS = (
    "Journal of Environmental Acoustics",
    "Transactions on Speech & Hearing",
    "Annals of Imaginary Statistics",
    "Computational Hydrology Letters",
    "Review of Applied Signal Processing",
    "Open Notes in Bioinformatics",
)
_CONFERENCES = (
    "Proceedings of the International Symposium on Listening Machines",
    "Proceedings of the Nordic Conference on Machine Perception",
    "Workshop on Learning from Rivers",
    "Meeting on Audio, Images & Language",
)
_NOTES = ("Oral", "**Best Paper Award**", "Spotlight", "Invited", "CCF-B", "**Runner-up**")
_MEDIA = ("Code", "Data", "Slides", "Video", "Poster", "Demo")
_SYLLABLES = _listed("ba, de, fi, go, ku, la, me, ni, po, ru, sa, te, vi, zo, ka, du, mo, ri, no, lu")


class Media(NamedTuple):
    """A link beside a publication, for instance to its code."""

    name: str
    url: str


class Record(NamedTuple):
    """One publication, in plain text; ``note`` alone may hold ``**bold**``, and is empty where there is none.

    ``name`` is a made-up word that no other record has and with which the title begins: it tells whether
    a built page holds the record, in whatever style the page is written.
    """

    key: str
    name: str
    title: str
    authors: tuple[str, ...]
    venue: str
    is_article: bool
    year: int
    volume: str
    pages: str
    doi: str
    url: str
    note: str
    media: tuple[Media, ...]


def make_records(size: int, revision: int = 0) -> Iterator[Record]:
    """Make ``size`` publications, one after the other, newest first.

    With a ``revision`` above 0 one of them, in the middle, has another title (see `revised_name`) and all
    others are as they were. The same arguments give the same records on every machine.
    """
    for index in range(size):
        record = _make_record(index, size)
        if revision and index == size // 2:
            name = revised_name(size, revision)
            yield record._replace(name=name, title=record.title.replace(record.name, name))
        else:
            yield record


def record_names(size: int, revision: int = 0) -> frozenset[str]:
    """Return the names that a page with all of ``make_records(size, revision)`` holds."""
    names = {_coin_name(index) for index in range(size)}
    if revision:
        names.remove(_coin_name(size // 2))
        names.add(revised_name(size, revision))
    return frozenset(names)


def revised_name(size: int, revision: int) -> str:
    """Return the name that the record in the middle has from this revision on."""
    return _coin_name(size + revision)


def _make_record(index: int, size: int) -> Record:
    # A generator for each record: but for year and key, record 57 is the same in every list.
    chance = random.Random(f"publication {index}")
    name = _coin_name(index)
    year = 2025 - 30 * index // size
    is_article = chance.random() < 0.5
    first_page = chance.randrange(1, 900)
    doi = f"10.5555/{name.lower()}.{index:06}"
    joiner = " -- " if chance.random() < 0.05 else ": "
    subject = chance.choice(_SUBJECT)
    return Record(
        key=f"lindqvist{year}{name.lower()}",
        name=name,
        title=f"{name}{joiner}{chance.choice(_METHOD)} for {subject} {chance.choice(_SETTING)}",
        authors=_make_authors(chance),
        venue=chance.choice(_JOURNALS if is_article else _CONFERENCES),
        is_article=is_article,
        year=year,
        volume=str(chance.randrange(1, 60)) if is_article else "",
        pages=f"{first_page}-{first_page + chance.randrange(4, 30)}",
        doi=doi,
        url=f"https://papers.example/{name.lower()}.pdf",
        note=chance.choice(_NOTES) if chance.random() < 0.25 else "",
        media=tuple(
            Media(kind, f"https://{kind.lower()}.example/{name.lower()}") for kind in chance.sample(_MEDIA, 2)
        ),
    )


def _make_authors(chance: random.Random) -> tuple[str, ...]:
    others: dict[str, None] = {}
    wanted = chance.randint(2, 7)
    while len(others) < wanted:
        others[f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"] = None
    authors = list(others)
    authors.insert(chance.randint(0, wanted), OWNER)
    return tuple(authors)


def _coin_name(index: int) -> str:
    # Counting with syllables for digits; four of them are enough for 160,000 names.
    base = len(_SYLLABLES)
    # Neighbours should not look alike; the factor is prime to the base, so that no name comes twice.
    number = (index + 1) * 7919 % base**4
    syllables = []
    for _ in range(4):
        number, digit = divmod(number, base)
        syllables.append(_SYLLABLES[digit])
    return "".join(syllables).capitalize()


def as_yaml(record: Record) -> str:
    """Write a record as an item of the ``publications`` list of a data file."""
    lines = [
        f"  - key: {record.key}",
        f'    title: "{record.title}"',
        f"    author: {', '.join(record.authors)}",
        f"    journal: {record.venue}",
        f"    year: {record.year}",
        f"    doi: {record.doi}",
        f"    url: {record.url}",
    ]
    if record.note:
        lines.append(f'    note: "{record.note}"')
    if record.volume:
        lines.append(f"    volume: {record.volume}")
    lines += [f"    pages: {record.pages}", "    media:"]
    for media in record.media:
        lines += [f"      - name: {media.name}", f"        url: {media.url}"]
    return "\n".join(lines) + "\n"


def as_rst(record: Record) -> str:
    """Write a record as an item of a bullet list, as somebody would type it who wants the same to be seen."""
    authors = ", ".join(f"**{author}**" if author == OWNER else author for author in record.authors)
    where = f"*{record.venue}*"
    if record.volume:
        where += f" {record.volume}"
    where += f", {record.pages}"
    if record.note:
        where += f" ({record.note})"
    links = [
        Media("DOI", f"https://doi.org/{record.doi}"),
        Media("Paper", record.url),
        *record.media,
    ]
    lines = [f"* **{record.title}**.", f"  {authors}.", f"  {where}, {record.year}."]
    lines += [f"  `{link.name} <{link.url}>`__" for link in links]
    return "\n".join(lines) + "\n\n"


def as_bibtex(record: Record) -> str:
    """Write a record as a BibTeX entry; the fields for media are such as styles pass over."""
    fields = {
        "title": record.title.replace(" -- ", " --- "),
        "author": " and ".join(record.authors),
        "journal" if record.is_article else "booktitle": record.venue,
        "year": str(record.year),
        "doi": record.doi,
        "url": record.url,
        "note": _bold_in_latex(record.note),
        "volume": record.volume,
        "pages": record.pages.replace("-", "--"),
    } | {media.name.lower(): media.url for media in record.media}
    body = "".join(f"  {name} = {{{_escape_latex(value)}}},\n" for name, value in fields.items() if value)
    return f"@{'article' if record.is_article else 'inproceedings'}{{{record.key},\n{body}}}\n\n"


def _bold_in_latex(note: str) -> str:
    return f"\\textbf{{{note.strip('*')}}}" if note.startswith("**") else note


def _escape_latex(value: str) -> str:
    return value.replace("&", "\\&")
