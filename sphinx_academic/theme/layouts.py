"""The layout of each page, and what stands beside the text in the layout ``profile``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx.util import logging

from sphinx_academic.data.values.addresses import scheme_of
from sphinx_academic.outputs.kept_files import Part
from sphinx_academic.pages.layouts import LAYOUTS
from sphinx_academic.problems import Code, Problem, nearest, shorten
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.content.fragments import Fragments
    from sphinx_academic.content.html import Href, Picture
    from sphinx_academic.data.collection import Collection
    from sphinx_academic.formats.loading import Source

logger = logging.getLogger(__name__)

_TAG = re.compile("<[^<>]*>")


def check_layout(env: BuildEnvironment, metadata: Mapping[str, Any]) -> None:
    """Say so where the page that is being read names a layout that there is not."""
    asked = str(metadata.get("layout", "")).strip()
    if asked and asked.lower() not in LAYOUTS:
        meant = nearest(asked.lower(), LAYOUTS)
        hint = f"Did you mean '{meant}'?" if meant else f"The layouts are: {', '.join(LAYOUTS)}."
        path = str(env.doc2path(env.docname, base=False))
        line = _line_of_field(Path(env.srcdir, path), "layout")
        tell(Problem(path, line, 0, Code.OPTION, f"There is no layout '{shorten(asked, 60)}'.", hint))


def _line_of_field(path: Path, name: str) -> int:
    """The line of a field at the head of a page (``:layout:``, or ``layout:`` in front matter); 0 if it is not seen."""
    field = re.compile(rf"\s*:?{name}\s*:", re.IGNORECASE)
    try:
        lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError:
        return 0
    return next((number for number, line in enumerate(lines, 1) if field.match(line)), 0)


def profile_sources(env: BuildEnvironment) -> list[Source]:
    """The files that may hold the profile of the site."""
    from sphinx_academic.formats.loading import Source
    from sphinx_academic.pages.files import files_of

    # The theme alone, without the extension, has no such setting.
    asked = getattr(env.config, "academic_data", ())
    files = (file for name in asked for file in files_of(env.srcdir, name))
    return [Source(Path(env.srcdir, name), name) for name in dict.fromkeys(files)]


def profile_data(env: BuildEnvironment) -> tuple[Collection, tuple[str, ...]]:
    """The records of the site, and the files that they are in."""
    from sphinx_academic.formats.loading import load

    sources = profile_sources(env)
    return load(sources, "profile"), tuple(source.name for source in sources)


def note_profile(env: BuildEnvironment, docname: str) -> None:
    """Have a page read again when the profile beside it changes, and say so where there is none."""
    from sphinx_academic.pages.record_files import files_of
    from sphinx_academic.sections.base import markup_for

    domain: Any = env.domains.get("academic")
    if domain is not None:
        domain.beside[docname] = True
    collection, names = profile_data(env)
    if not collection.profile:
        logger.warning(
            "The layout 'profile' shows a profile beside the text, and the data hold none. "
            'Add "sphinx_academic" to extensions, and name the files: academic_data = ["data/site.yaml"].',
            type="academic",
            subtype="config",
            location=docname,
        )
    for path in collection.profile[0].origin.paths if collection.profile else names:
        env.note_dependency(str(Path(env.srcdir, path)), docname=docname)
    for record in collection.profile[:1]:
        for file in files_of(env, record, markup_for(collection), pictures=True):
            if file.path and not file.is_picture:
                env.dlfiles.add_file(docname, file.path)
            if file.watched:
                env.note_dependency(file.watched, docname=docname)
            if file.problem:
                domain.note_problems(docname, [file.problem])
            if file.looked_up:
                domain.note_target(docname, file.looked_up)


class PlainPage:
    """A page of the theme while it is being written: links lead to pages of the site, and pictures are small ones."""

    embedded = False
    show_addresses = False

    def __init__(
        self,
        app: Sphinx,
        path_to: Callable[..., str],
        data_files: Sequence[str] = (),
        name: str = "",
        address_of: Callable[[str], str | None] | None = None,
    ) -> None:
        self._env = app.env
        self._builder: Any = app.builder
        self._path_to = path_to
        self._data_files = data_files
        self._owner = name if name in app.env.found_docs else Part.BESIDE
        self._address_of = address_of or path_to

    def link(self, url: str) -> Href | None:
        """The address as seen from the page."""
        from sphinx_academic.content.html import Href
        from sphinx_academic.pages.files import Local, find_local

        local = find_local(self._env, url, self._data_files)
        if local is None:
            return Href(url, True)
        if local.kind is Local.REFUSED:
            return None
        fragment = f"#{local.fragment}" if local.fragment else ""
        if local.kind is Local.ANCHOR:
            return Href(fragment, False)
        if local.kind is Local.PAGE:
            address = self._address_of(local.target)
            if address is None:
                return None
            # The page itself is "#", and what it has is found below that.
            return Href(fragment or address if address.startswith("#") else address + fragment, False)
        if local.kind is Local.FILE:
            stored = Path(self._env.dlfiles.add_file(self._env.config.root_doc, local.target))
            return Href(self._path_to(f"_downloads/{quote(stored.as_posix())}", True), False)
        return Href(self._path_to(local.target, True) + fragment, False)

    def document(self, docname: str) -> Href | None:
        """The address of a page as seen from this one."""
        from sphinx_academic.content.html import Href

        address = self._address_of(docname)
        return Href(address, False) if address is not None else None

    def picture(self, url: str, place: str = "") -> Picture | None:
        """The picture, made smaller for its place; no page that Sphinx reads need show it."""
        from sphinx_academic.content.html import Picture
        from sphinx_academic.outputs.thumbnails import copy_of, thumbnails_of
        from sphinx_academic.pages.files import find_image, picture_size

        if scheme_of(url) or url.startswith("//"):
            return Picture(url, 0, 0)
        found = find_image(self._env, url, self._data_files)
        if not found.path:
            return None
        path = Path(self._env.srcdir, found.path)
        folder = self._path_to(self._builder.imagedir, True)
        store = thumbnails_of(self._builder)

        # The picture itself is published where a page shows it, and not otherwise.
        def itself() -> str:
            return f"{folder}/{copy_of(path, self._builder, self._owner)}"

        return (
            store.picture(path, place, itself, folder, self._owner)
            if store
            else Picture(itself(), *picture_size(path))
        )

    def math(self, formula: str) -> str:
        """A formula, as MathML."""
        from sphinx_academic.pages.formulas import NoMathMLError, mathml, source

        try:
            return mathml(formula, block=False)
        except NoMathMLError:
            return source(formula)


def side_column(app: Sphinx, name: str, path_to: Callable[..., str], page_title: str) -> str:
    """The profile as it stands beside the text; ``name`` is its name, ``page_title`` is HTML, as Sphinx gives it to templates."""
    from sphinx_academic.content.html import write
    from sphinx_academic.data.people import Highlights
    from sphinx_academic.outputs.thumbnails import figures_of, prepare_thumbnails
    from sphinx_academic.sections.base import markup_for
    from sphinx_academic.sections.description import Description
    from sphinx_academic.sections.profile import beside

    collection, _names = profile_data(app.env)
    if not collection.profile:
        return ""
    profile = collection.profile[0]
    description = Description(
        markup_for(collection), Highlights(app.config.academic_highlight), lambda identifier: False
    )
    fragments: Fragments = beside(profile, description, unescape(_TAG.sub("", page_title)))
    prepare_thumbnails(figures_of(fragments, profile.origin.paths, (profile,)), app.builder)
    return write(fragments, PlainPage(app, path_to, profile.origin.paths, name))
