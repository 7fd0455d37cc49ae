"""Prints works of the data as somebody cites them: in a citation style, or as an entry of BibTeX, RIS and the like."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

from sphinx_academic.cli.command import DataCommand, Refused
from sphinx_academic.cli.messages import say
from sphinx_academic.cli.parameters import Language
from sphinx_academic.cli.project_data import data_of, named_data, site_option
from sphinx_academic.cli.told_problems import print_json
from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.declarations import Declared
from sphinx_academic.data.records import Publication
from sphinx_academic.data.same_work import doi_of
from sphinx_academic.data.values.addresses import find_doi
from sphinx_academic.formats.loading import load_named
from sphinx_academic.formats.table import written_formats
from sphinx_academic.problems import nearest

_OTHER_NAMES = {"bibtex": "bib", "csl-json": "csl", "citation.cff": "cff"}
_TABLES = ("csv", "xlsx")


@click.command(
    cls=DataCommand,
    examples=(
        "cite whistlenet",
        "cite whistlenet biscuit --style apa",
        "cite 10.5555/jka.2025.0114 --style ris",
    ),
)
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@click.option(
    "--style",
    default="bibtex",
    metavar="NAME",
    help="A citation style (apa, mla, chicago, ieee … or a .csl file), or bibtex, biblatex, ris, csl-json, text; bibtex by default.",
)
@click.option(
    "--language",
    type=Language(),
    default="",
    metavar="CODE",
    help="The language of a style's words, and of what the data say in several: de, pt_BR; en by default.",
)
@named_data
@site_option
@click.option("--json", "as_json", is_flag=True, help="Give the entries as JSON, by their keys.")
def command(
    keys: tuple[str, ...],
    style: str,
    language: str,
    data: tuple[str, ...],
    site: Path | None,
    as_json: bool,
) -> int:
    """Print the entry of works in a style; KEYs are keys or DOIs."""
    collection = load_named(data_of(site, data), "publications", Declared(language=language))
    works = [_work(key, collection) for key in dict.fromkeys(keys)]
    name = _OTHER_NAMES.get(style.lower(), style)
    if name.lower() in {form for form in written_formats() if form not in _TABLES}:
        entries = _as_files(works, name.lower(), collection)
    else:
        entries = _styled(works, name, collection, language or "en")
    if as_json:
        by_key = {work.key: entry for work, entry in zip(works, entries, strict=True)}
        print_json(by_key)
    else:
        click.echo("\n\n".join(entries))
    return 0


def _work(key: str, collection: Collection) -> Publication:
    """The work that a key, a former one or a DOI names."""
    by_key = {each: work for work in collection.publications for each in reversed(work.all_keys)}
    if key in by_key:
        return by_key[key]
    if doi := find_doi(key).casefold():
        for work in collection.publications:
            if doi in (work.doi.casefold(), doi_of(work)):
                return work
    folded = {each.casefold(): each for each in by_key}
    meant = folded.get(key.casefold()) or nearest(key, by_key)
    hint = f" Did you mean '{meant}'?" if meant else "  sphinx-academic search  finds keys."
    raise Refused(f"No publication has the key '{key}'.{hint}")


def _as_files(works: Sequence[Publication], name: str, collection: Collection) -> list[str]:
    """The entry of each work as files of a format have it, without abstract and tags, which pages have not either."""
    form, markup = written_formats()[name], Markup(collection.links)
    short = (work.changed(abstract="", tags=()) if work.abstract or work.tags else work for work in works)
    return [form.writer((work,), markup=markup).rstrip("\n") for work in short]


def _styled(works: Sequence[Publication], name: str, collection: Collection, language: str) -> list[str]:
    # Which few need, and which needs the extra.
    styles, pandoc = (
        import_module("sphinx_academic.formats.styles"),
        import_module("sphinx_academic.formats.pandoc"),
    )
    markup = Markup(collection.links)
    try:
        path = Path(name) if name.endswith(".csl") else styles.path_of_style(name)
        items = [pandoc.styled_item(work, markup, lambda _author: False) for work in works]
        made = styles.style_at(path, language.replace("-", "_")).render(items)
    except pandoc.StyleError as error:
        meant = (
            None
            if error.hint or name.endswith(".csl")
            else nearest(name, (*styles.names_of_styles(), *styles.NAMES))
        )
        hint = error.hint or (f"Did you mean '{meant}'?" if meant else "")
        raise Refused(f"The style '{name}' is not used: {error} {hint}".strip()) from error
    entries = [plain(each) for each in made]
    for work, entry in zip(works, entries, strict=True):
        if not entry:
            say(f"The style says nothing of '{work.key}'.")
    return entries
