"""How records are described on the pages of a site: language, quotes, dates, names that stand out, citation styles."""

from __future__ import annotations

import gettext
import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.i18n import docname_to_domain

from sphinx_academic.content.fragments import Fragments
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.people import Highlights
from sphinx_academic.data.records import Person, Publication
from sphinx_academic.data.values.names import Author
from sphinx_academic.pages.build import Options, build_of
from sphinx_academic.pages.kept_files import write_whole
from sphinx_academic.sections.date_words import date_words
from sphinx_academic.sections.description import Description

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.formats.styles import CitationStyle


def translation(env: BuildEnvironment, docname: str) -> Callable[[str], str]:
    """The texts of a page in the language of the site, from the site's own catalogues (``locale_dirs``)."""
    config = env.config
    domain = docname_to_domain(docname, config.gettext_compact)
    folders = [str(env.srcdir / folder) for folder in config.locale_dirs]
    for folder in folders:
        try:
            found = gettext.translation(domain, folder, [config.language])
        except OSError:
            continue
        return partial(_translated, found.gettext)
    return str


def _translated(look_up: Callable[[str], str], text: str) -> str:
    # The gettext builder offers a text on one line.
    message = text.replace("\n", " ").strip()
    translation = look_up(message) if message else message
    return text if translation == message else translation


def unclaimed(identifier: str) -> bool:
    """Hands out no identifier: for what is described to stand beside its page."""
    return False


def description_for(
    env: BuildEnvironment,
    docname: str,
    markup: Markup,
    people: Sequence[Person],
    claim: Callable[[str], bool] = unclaimed,
    language: str = "",
) -> Description:
    """How records are described on a page; ``language`` (else the site's) decides on quotes, ``claim`` hands out identifiers."""
    config, builder = env.config, build_of(env).builder
    language = language or str(env.settings.get("language_code") or "en")
    excluded = config.smartquotes_excludes
    smart = (
        config.smartquotes
        and builder.name not in excluded.get("builders", ())
        and config.language not in excluded.get("languages", ())
    )
    return Description(
        markup=markup,
        highlights=Highlights(config.academic_highlight, people),
        claim=claim,
        quotes=language if smart else "",
        action=config.smartquotes_action,
        translate=translation(env, docname),
        offered=builder.name == "gettext",
        source_folder=env.srcdir.as_posix(),
        date_words=date_words(config.academic_dates, config.language or "en"),
        language=config.language or "en",
    )


MOST_KEPT = 100_000
"""StyledReferences in one file; with more of them it begins anew."""


class StyledReferences:
    """The references of one style; ``folder`` is where they are kept, under a digest of everything they depend on."""

    def __init__(self, style: CitationStyle, folder: Path) -> None:
        self._style = style
        self._path = folder / f"{style.digest}.json"
        self._known = self._read()
        self._has_new = False

    def cite(
        self,
        markup: Markup,
        stands_out: Callable[[Author], bool],
        publication: Publication,
        title: Callable[[Fragments], Fragments],
    ) -> Fragments:
        """The reference of a publication, empty where there is none; ``title`` makes of its title what stands there."""
        # citeproc-py and lxml, which only a list in a style needs
        from sphinx_academic.formats.styles import digest_of, fragments_of, marked_item

        item, formulas = marked_item(publication, markup, stands_out)
        digest = digest_of(item)
        marked = self._known.get(digest)
        if marked is None:
            marked = self._known[digest] = self._style.render(item)
            self._has_new = True
        return fragments_of(marked, formulas, title) if marked else ()

    def save(self) -> None:
        """Keep what is new, beside what other workers have kept in the meantime."""
        if not self._has_new:
            return
        self._has_new = False
        known = {**self._read(), **self._known}
        if len(known) > MOST_KEPT:
            known = self._known
        write_whole(self._path, json.dumps(known).encode())

    def _read(self) -> dict[str, str]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):  # none yet, or half of one
            return {}
        return kept if isinstance(kept, dict) else {}


def references_of(options: Options, env: BuildEnvironment) -> StyledReferences | None:
    """The references of a list in a citation style; None where it has none, or one that cannot be used, which is told there."""
    if "style" not in options:
        return None
    from sphinx_academic.formats.styles import StyleError, path_of_style, style_at

    name: str = options["style"]
    try:
        path = Path(env.srcdir, name) if name.endswith(".csl") else path_of_style(name)
        style = style_at(path, env.config.language or "en")
    except StyleError:
        return None
    folder = Path(env.doctreedir, "academic-references")
    return build_of(env).one(("references", style.digest), lambda: StyledReferences(style, folder))
