"""Writes a curriculum vitae: as PDF, for LaTeX, or in the form of another program."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import click
from babel.core import Locale, UnknownLocaleError
from sphinx import locale

from sphinx_academic.cli.command import DataCommand
from sphinx_academic.cli.messages import is_terminal, nothing_written, say
from sphinx_academic.cli.parameters import Day, data_files, output
from sphinx_academic.cli.writing import real_path, write_out
from sphinx_academic.content import latex
from sphinx_academic.content.document import Document, with_addresses
from sphinx_academic.content.fragments import Element
from sphinx_academic.content.typst import Look, TypesettingError, typeset
from sphinx_academic.data.career import made_on
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.declarations import Declared
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.values.dates import today
from sphinx_academic.formats.latex.characters import in_characters
from sphinx_academic.formats.loading import load_named
from sphinx_academic.formats.table import career_formats
from sphinx_academic.problems import nearest, to_tell
from sphinx_academic.sections.base import PageFacts, markup_for
from sphinx_academic.sections.curriculum import folded_variant, variants_of
from sphinx_academic.sections.cv import WITHOUT_PHOTO, CurriculumVitae, document
from sphinx_academic.sections.cv_offers import CvLook, career_of
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.language_words import date_words

_LOCALE = Path(__file__).parents[1] / "locale"
_OF_DOCUMENTS = {".pdf": "pdf", ".tex": "latex"}


class AskedCv(NamedTuple):
    """What somebody asks for; empty where nothing is said."""

    files: tuple[str, ...]
    format: str
    variant: str = ""
    design: str = "garamond"
    paper: str = "a4"
    language: str = "en"
    highlight: tuple[str, ...] = ()
    date: str = ""
    fonts: tuple[Path, ...] = ()
    photo: bool = False


class NotWrittenError(Exception):
    """Why nothing is written."""


@click.command(
    cls=DataCommand,
    examples=(
        "cv data/ -o cv.pdf",
        "cv data/ --variant two-page --language de -o cv.pdf",
        "cv data/ -o cv.tex",
    ),
)
@data_files
@output
@click.option(
    "--format",
    "name",
    default="",
    metavar="FORMAT",
    help="pdf, latex, rendercv or resume; as the end of the file to write says where none is named, else pdf.",
)
@click.option(
    "--variant",
    default="",
    metavar="NAME",
    help="The variant: academic, industry, two-page, nsf-biosketch, or one of the data.",
)
@click.option(
    "--design",
    type=click.Choice(("garamond", "sans")),
    default="garamond",
    help="How a PDF looks; garamond by default.",
)
@click.option(
    "--paper", type=click.Choice(("a4", "letter")), default="a4", help="The size of the paper; a4 by default."
)
@click.option("--photo", is_flag=True, help="Show the photo of the profile, in a PDF.")
@click.option(
    "--fonts",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="A folder with fonts for scripts that those of a PDF have no letters of; may be said several times.",
)
@click.option(
    "--language",
    default="en",
    metavar="CODE",
    help="The language of headings and dates, and of what the data say in several: de, pt_BR; en by default.",
)
@click.option(
    "--highlight",
    multiple=True,
    metavar="NAME",
    help="A name that stands out; those of the profile by default. May be said several times; without a profile a single one is the title.",
)
@click.option(
    "--date",
    "day",
    type=Day(),
    default="",
    metavar="DAY",
    help="The day by which something goes on, and on which the file is made: 2026-11-30.",
)
def command(
    files: tuple[str, ...],
    output: Path | None,
    name: str,
    variant: str,
    design: str,
    paper: str,
    photo: bool,
    fonts: tuple[Path, ...],
    language: str,
    highlight: tuple[str, ...],
    day: str,
) -> int:
    """Write a curriculum vitae: as PDF, for LaTeX, or for another program.

    What is wrong with the data is told and stops nothing.
    """
    try:
        form = _format(name, output)
    except NotWrittenError as refusal:
        say(str(refusal))
        return 2
    return write(AskedCv(files, form, variant, design, paper, language, highlight, day, fonts, photo), output)


def write(wanted: AskedCv, output: Path | None) -> int:
    """Write what is asked for; gives the exit status."""
    try:
        content = content_of(wanted)
    except NotWrittenError as refusal:
        say(f"{refusal} {nothing_written(output, 'Nothing')}")
        return 2
    write_out(output, content)
    return 0


def _format(asked: str, output: Path | None) -> str:
    """The format that is named, else the one that the end of the file says, else PDF."""
    known = {*_OF_DOCUMENTS.values(), *career_formats()}
    if asked:
        if asked in known:
            return asked
        meant = nearest(asked, known)
        raise NotWrittenError(
            f"There is no format '{asked}'. "
            + (f"Did you mean '{meant}'?" if meant else f"The formats are: {', '.join(sorted(known))}.")
        )
    if output is None:
        if is_terminal(sys.stdout):
            raise NotWrittenError("A PDF is nothing for a terminal. Name a file:  -o cv.pdf")
        return "pdf"
    of_careers = {suffix: form.name for form in career_formats().values() for suffix in form.suffixes}
    suffixes = {**of_careers, **_OF_DOCUMENTS}
    if found := suffixes.get(output.suffix.lower()):
        return found
    raise NotWrittenError(
        f"The end of '{output}' says no format. Name one:  --format pdf, or call it {', '.join(sorted(suffixes))}."
    )


def content_of(wanted: AskedCv, *, tells_problems: bool = True) -> bytes:
    """What is asked for; tells what is wrong with the data, unless somebody has. Raises NotWrittenError."""
    wanted = wanted._replace(language=wanted.language.strip().replace("-", "_"))
    _speak(wanted.language)
    collection = load_named(wanted.files, declared=Declared(language=wanted.language))
    cv, day = CurriculumVitae(), today(wanted.date)
    options = {
        **({"variant": wanted.variant} if wanted.variant else {}),
        "page": PageFacts("", wanted.highlight, wanted.language, day),
        "pdf": CvLook(wanted.design, wanted.paper, wanted.photo),
    }
    for problem in to_tell(
        [*collection.problems, *cv.problems(collection, options)] if tells_problems else ()
    ):
        say(f"{problem.location}: {problem.text} [academic.{problem.code}]")
    if collection.unread:
        raise NotWrittenError(f"'{collection.unread[0]}' was not read.")
    variants = variants_of(collection)
    if wanted.variant and folded_variant(wanted.variant) not in variants:
        meant = nearest(wanted.variant, variants)
        known = f"Did you mean '{meant}'?" if meant else f"The variants are: {', '.join(variants)}."
        raise NotWrittenError(f"There is no variant '{wanted.variant}' of the CV. {known}")
    shown = cv.curriculum(collection, options, [])
    if not shown.sections:
        raise NotWrittenError(f"The data of '{wanted.files[0]}' have nothing that a CV shows.")
    owner = Highlights(collection.names_of_owner)
    highlights = Highlights(wanted.highlight, collection.people, day)
    markup = markup_for(collection)
    if form := career_formats().get(wanted.format):
        career = career_of(
            shown, collection, cv.sections(collection), shown.standing_out(highlights, wanted.highlight)
        )
        return form.career_writer(career, markup=markup).encode("utf-8")
    description = Description(
        markup,
        highlights,
        owner=owner if len(collection.profile) == 1 else None,
        quotes=wanted.language,
        date_words=date_words("auto", wanted.language),
        language=wanted.language,
        today=day,
    )
    made = with_addresses(document(collection, options, description, cv), _address_of)
    if wanted.format == "latex":
        return latex.write(made, wanted.design, wanted.paper).encode("utf-8")
    return _pdf(made, wanted, collection)


def _pdf(made: Document, wanted: AskedCv, collection: Collection) -> bytes:
    records = (record for every in collection.records.values() for record in every)
    look = Look(wanted.design, wanted.paper, made_on(wanted.date, records), wanted.fonts)
    picture_of = _picture_of(wanted.files)
    photos = collection.owner.photo[:1] if collection.owner else ()
    if wanted.photo and not photos:
        say(WITHOUT_PHOTO)
    for photo in photos if wanted.photo else ():
        if picture_of(photo.url) is None:
            say(f"The photo '{photo.url}' is not found; it is left out.")
    try:
        found = typeset(made, look, picture_of, in_characters)
    except TypesettingError as error:
        raise NotWrittenError(f"{error} {error.hint}".strip()) from error
    for fault in found.faults:
        say(f"{fault.message} {fault.hint}".strip())
    return found.pdf


def _speak(language: str) -> None:
    """Have all words in a language."""
    try:
        Locale.parse(language)
    except (UnknownLocaleError, ValueError) as error:
        raise NotWrittenError(f"'{language}' is no language. Write its code, such as de or pt_BR.") from error
    # What was loaded before would count before it.
    locale.translators.pop(("general", "sphinx_academic"), None)
    locale.init([str(_LOCALE)], language, "sphinx_academic")


def _address_of(link: Element) -> str:
    """Where a link leads from anywhere: not a page or a file of a site."""
    url = link.attributes.get("url", "")
    return url if "://" in url or url.startswith("mailto:") else ""


def _picture_of(names: Iterable[str]) -> Callable[[str], Path | None]:
    """Finds pictures, whose paths begin where the site does: beside a data file, or above it."""
    folders = [folder for name in names for folder in (Path(name).parent, *real_path(Path(name)).parents[:3])]

    def find(url: str) -> Path | None:
        return next((path for folder in folders if (path := Path(folder, os.fspath(url))).is_file()), None)

    return find
