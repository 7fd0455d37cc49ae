"""What is made of works in a citation style: the references of lists, and what text says. All of a site are made at once for a style,
and kept beside the doctrees."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, cast

from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from sphinx_academic import __version__
from sphinx_academic.content.fragments import Element, Fragments, plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.content.nodes import Request
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Publication
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.select import once_each
from sphinx_academic.data.values.dates import today
from sphinx_academic.data.values.names import Author
from sphinx_academic.formats import pandoc, styles
from sphinx_academic.formats.csl_json import CslItem
from sphinx_academic.formats.pandoc_citations import CitingScope, MadeScope, StyledEntry
from sphinx_academic.formats.styles import CitationStyle
from sphinx_academic.pages import kept_files
from sphinx_academic.pages.build import DOMAIN, build_of, notes_of
from sphinx_academic.problems import nearest, shorten
from sphinx_academic.sections.base import Chosen, markup_for
from sphinx_academic.sections.citation_forms import form_named, styles_among
from sphinx_academic.sections.cited_names import year_of
from sphinx_academic.sections.options import styles_of
from sphinx_academic.setting_values import SettingFault, problem_in_config
from sphinx_academic.settings import CITE_STYLES, is_given
from sphinx_academic.warnings import tell

logger = logging.getLogger(__name__)

MOST_KEPT = 100_000
"""References in one file; with more of them it begins anew."""

Work = tuple[Publication, Markup, Callable[[Author], bool], str]
"""A publication, the links of its site, who stands out, and the letter behind its year."""
Choose = Callable[[BuildEnvironment, str, Request], tuple[Collection, tuple[Chosen, ...], tuple[str, ...]]]
"""What a list on a page shows."""


class StyledReferences:
    """The references of one style; ``folder`` is where they are kept, under a digest of everything they depend on, and ``items``
    gives those of all works of the site in this style, which are made at once when one of them is needed."""

    def __init__(
        self, style: CitationStyle, folder: Path, items: Callable[[], Iterable[CslItem]] = tuple
    ) -> None:
        self._style = style
        self._path = folder / f"{style.digest}.json"
        self._items = items
        self._known: dict[str, Sequence[Any]] = _kept(self._path)
        self._has_new = False

    def cite(
        self,
        markup: Markup,
        stands_out: Callable[[Author], bool],
        publication: Publication,
        title: Callable[[Fragments], Fragments],
        *,
        letter_of: Callable[[str], str] = lambda _key: "",
    ) -> Fragments:
        """The reference of a publication, empty where there is none; ``title`` makes of its title what stands there, and
        ``letter_of`` gives by its key what stands behind its year."""
        item, number, words = _item(publication, markup, stands_out, letter_of(publication.key))
        made = self.made_of(item, pandoc.digest_of(item), title)
        return pandoc.with_words(made, number, words) if number else made

    def made_of(
        self, item: CslItem, digest: str, title: Callable[[Fragments], Fragments] = tuple
    ) -> Fragments:
        """The reference of an item with its digest."""
        if digest not in self._known:
            others, self._items = self._items(), tuple
            self._make({digest: item, **{pandoc.digest_of(each): each for each in others}})
        return pandoc.with_title(self._known[digest], title)

    def _make(self, items: Mapping[str, CslItem]) -> None:
        wanted = {digest: item for digest, item in items.items() if digest not in self._known}
        made: Sequence[Fragments] = [()] * len(wanted)
        try:
            made = self._style.render([*wanted.values()])
            self._has_new = True
        except pandoc.StyleError as error:
            message = "The references of a list are not made: %s The list has its usual layout."
            logger.warning(message, error, type="academic", subtype="option")
        self._known.update(zip(wanted, made, strict=True))

    def save(self) -> None:
        """Keep what is new, beside what other workers have kept in the meantime."""
        if self._has_new:
            self._has_new = False
            known = {**_kept(self._path), **self._known}
            known = known if len(known) <= MOST_KEPT else self._known
            kept_files.write_whole(self._path, json.dumps(known).encode())


class CitedInStyle:
    """What text says in one style, kept for each scope of clusters under a digest of everything that it depends on."""

    def __init__(self, style: CitationStyle, folder: Path) -> None:
        self._style = style
        self._path = folder / f"cited-{style.digest_in_text}.json"

    def made(self, items: Mapping[str, CslItem], scopes: Sequence[CitingScope]) -> list[MadeScope]:
        """The words of clusters and the entries of lists, for each scope. Raises :class:`pandoc.StyleError`."""
        digests = [_digest_of_scope(items, scope) for scope in scopes]
        known = _kept(self._path)
        missing = {
            digest: scope for digest, scope in zip(digests, scopes, strict=True) if digest not in known
        }
        if missing:
            made = self._style.cite(items, [*missing.values()])
            known = {digest: known[digest] for digest in digests if digest in known}
            known.update(zip(missing, made, strict=True))
            kept_files.write_whole(self._path, json.dumps(known).encode())
        return [_read_scope(known[digest]) for digest in digests]


def cite_as_listed(
    references: Mapping[str, Fragments],
    stands_out: Callable[[Author], bool],
    alone: Callable[[Publication, Callable[[Fragments], Fragments]], Fragments],
    publication: Publication,
    title: Callable[[Fragments], Fragments],
) -> Fragments:
    """The reference that a publication has among others, by its key; where it has none, what ``alone`` makes of it."""
    if publication.key not in references:
        return alone(publication, title)

    def name(written: Fragments) -> Fragments:
        is_out = _is_any_of(plain(written), publication.authors.people, stands_out)
        return (Element("strong", written, "academic-highlight"),) if is_out else written

    return pandoc.with_title(references[publication.key], title, name)


def _is_any_of(written: str, people: Sequence[Author], stands_out: Callable[[Author], bool]) -> bool:
    """Whether a name, as a style writes it, is that of an author who stands out."""
    said = written.casefold()
    found = []
    for author in people:
        name = author.in_parts
        family, given = (name.family or author.name).casefold(), name.given.casefold()
        if family in said:
            rest = said.replace(family, "", 1)
            found.append((sum(part in rest for part in (given, given[:1]) if part), stands_out(author)))
    return max(found)[1] if found else False


def _digest_of_scope(items: Mapping[str, CslItem], scope: CitingScope) -> str:
    works = {cited.work for cluster in scope.clusters for cited in cluster.works}
    return kept_files.digest_of(scope, sorted((name, pandoc.digest_of(items[name])) for name in works))


def _read_scope(kept: Sequence[Any]) -> MadeScope:
    clusters, entries = kept
    return MadeScope(
        tuple(pandoc.with_title(each) for each in clusters),
        tuple(
            StyledEntry(work, mark, _fragments(reference), letter, _fragments(repeated))
            for work, mark, reference, letter, repeated in entries
        ),
    )


def _fragments(kept: Sequence[Any]) -> Fragments:
    pieces = (
        each if isinstance(each, str) else Element(each[0], _fragments(each[1]), *each[2:]) for each in kept
    )
    return tuple(pieces)


def _kept(path: Path) -> dict[str, Any]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # none yet, or half of one
        return {}
    return kept if isinstance(kept, dict) else {}


def style_in_text(env: BuildEnvironment) -> CitationStyle | None:
    """The citation style of ``academic_cite_style``; None where that is a way of citing of ours, or of no use, which is told once."""
    return build_of(env).one("style in text", lambda: _style_in_text(env))


def _style_in_text(env: BuildEnvironment) -> CitationStyle | None:
    name = env.config.academic_cite_style
    if name in CITE_STYLES:
        return None
    try:
        style = style_named(name, env)
        style.check_in_text()
    except pandoc.StyleError as error:
        is_file = name.endswith(".csl")
        names = () if is_file or error.hint else (*CITE_STYLES, *styles.names_of_styles())
        meant = nearest(name, names)
        hint = "Name one of the CSL project, or a .csl file by its path from the source folder."
        message = f"'academic_cite_style' names the style '{shorten(name)}', which is not used: {error}"
        fault = SettingFault(
            "academic_cite_style",
            f"{message} Works are cited by author and year.",
            error.hint or (f"Did you mean '{meant}'?" if meant else hint),
        )
        tell(problem_in_config(env.config, Path(build_of(env).builder.confdir), fault))
        return None
    return style


def cited_in_style(style: CitationStyle, env: BuildEnvironment) -> CitedInStyle:
    """What text says in a style."""
    return CitedInStyle(style, _kept_in(env))


def _kept_in(env: BuildEnvironment) -> Path:
    # Another version makes them otherwise.
    return Path(env.doctreedir, "academic-references", __version__)


def _item(
    work: Publication, markup: Markup, stands_out: Callable[[Author], bool], letter: str
) -> tuple[CslItem, str, str]:
    item = pandoc.styled_item(work, markup, stands_out)
    return pandoc.with_letter_behind(item, letter, year_of(work)) if letter else (item, "", "")


class CitedOnPages:
    """The works of all pages in the forms in which these give them to be cited, and the references in those that are styles: nobody
    stands out there, and no letter stands behind a year. An item is made once for all styles."""

    def __init__(self, env: BuildEnvironment, works: Sequence[tuple[Publication, Markup]]) -> None:
        self.forms = tuple(dict.fromkeys(map(form_named, env.config.academic_cite_forms)))
        self._works = works
        self._known: dict[int, tuple[CslItem, str]] = {}
        self._references: dict[str, StyledReferences] = {}
        for name in styles_among(self.forms):
            try:
                style = style_named(name, env)
                style.check()
            except pandoc.StyleError as error:
                if is_given(env.config, "academic_cite_forms"):
                    _tell_of_form(name, error, env)
                continue
            self._references[name] = StyledReferences(style, _kept_in(env), self._items)

    def in_styles(self, markup: Markup) -> Mapping[str, Callable[..., Fragments]]:
        """What makes the references in each style."""
        return {name: partial(self._cite, each, markup) for name, each in self._references.items()}

    def save(self) -> None:
        """Keep what was made for the next build."""
        for each in self._references.values():
            each.save()

    def _cite(
        self,
        references: StyledReferences,
        markup: Markup,
        work: Publication,
        title: Callable[[Fragments], Fragments],
    ) -> Fragments:
        return references.made_of(*self._item(work, markup), title)

    def _item(self, work: Publication, markup: Markup) -> tuple[CslItem, str]:
        # The works live as long as this does.
        if id(work) not in self._known:
            item = pandoc.styled_item(work, markup, lambda _author: False)
            self._known[id(work)] = item, pandoc.digest_of(item)
        return self._known[id(work)]

    def _items(self) -> Iterator[CslItem]:
        return (self._item(*each)[0] for each in self._works)


def _tell_of_form(name: str, error: pandoc.StyleError, env: BuildEnvironment) -> None:
    meant = nearest(name, styles.names_of_styles() if not error.hint else ())
    hint = error.hint or (
        f"Did you mean '{meant}'?"
        if meant
        else "Name a style of the CSL project, or a .csl file by its path."
    )
    message = f"'academic_cite_forms' names the style '{shorten(name)}', which is left out: {error}"
    fault = SettingFault("academic_cite_forms", message, hint)
    tell(problem_in_config(env.config, Path(build_of(env).builder.confdir), fault))


def style_named(name: str, env: BuildEnvironment) -> CitationStyle:
    """The style of a list: one of the collection, or a file by its path from the source folder. Raises StyleError."""
    path = Path(env.srcdir, name) if name.endswith(".csl") else styles.path_of_style(name)
    return styles.style_at(path, env.config.language or "en")


def references_in(name: str, env: BuildEnvironment, choose: Choose) -> StyledReferences | None:
    """The references in a citation style, or None: what is wrong with one is told when a list is read."""
    with suppress(pandoc.StyleError):
        style, folder = style_named(name, env), _kept_in(env)

        def make() -> StyledReferences:
            return StyledReferences(
                style, folder, lambda: (_item(*work)[0] for work in _works_in(name, env, choose))
            )

        return build_of(env).one(("references", style.digest), make)
    return None


def _works_in(name: str, env: BuildEnvironment, choose: Choose) -> Iterator[Work]:
    for docname, notes in sorted(notes_of(env).items()):
        for request in notes.styled:
            options = dict(request.options)
            in_forms = name in styles_among(options.get("cite", ()))
            if in_forms or name in styles_of(options):
                collection, groups, _ = choose(env, docname, request)
                stands_out = Highlights(
                    env.config.academic_highlight, collection.people, today(env.config.academic_today)
                ).hold
                markup = markup_for(collection)
                letter_of = cast("Any", env.get_domain(DOMAIN)).letter_of
                for work in once_each(groups):
                    yield work, markup, stands_out, letter_of(work.key)
                    if in_forms:
                        yield work, markup, stands_out, ""
