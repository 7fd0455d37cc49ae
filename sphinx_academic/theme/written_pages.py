"""Pages of the theme while they are being written, as what stands beside and around their text sees them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_academic.content.html import Href, Picture
from sphinx_academic.pages.build import later
from sphinx_academic.pages.kept_files import SitePart
from sphinx_academic.pages.links import picture_size
from sphinx_academic.pages.mathml import NoMathMLError, mathml, source
from sphinx_academic.pages.site import html_builder
from sphinx_academic.pages.write import LinkedPage
from sphinx_academic.theme.texts import STATIC

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_academic.outputs.pictures import ThumbnailStore

_copy_of: Callable[..., str] = later("sphinx_academic.outputs.pictures:copy_of")
_thumbnails_of: Callable[..., ThumbnailStore | None] = later("sphinx_academic.outputs.pictures:thumbnails_of")


class PlainPage(LinkedPage):
    """A page of the theme while it is being written: links lead to pages of the site, and pictures are small ones."""

    # Beside the text, which may have the same icon.
    shares_icons = False

    def __init__(
        self,
        app: Sphinx,
        path_to: Callable[..., str],
        data_files: Sequence[str] = (),
        name: str = "",
        address_of: Callable[[str], str | None] | None = None,
    ) -> None:
        super().__init__(html_builder(app), app.config.root_doc, data_files)
        self._path_to = path_to
        self._owner = name if name in app.env.found_docs else SitePart.BESIDE
        self._address_of = address_of or path_to

    def address(self, path: str) -> str:
        return self._path_to(path, True)

    def document(self, docname: str, fragment: str = "") -> Href | None:
        address = self._address_of(docname)
        if address is None:
            return None
        # The page itself is "#", and what it has is found below that.
        return Href(fragment or address if address.startswith("#") else address + fragment, False)

    def _picture(self, path: str, place: str) -> Picture | None:
        """The picture, made smaller for its place; no page that Sphinx reads need show it."""
        file, folder = Path(self._env.srcdir, path), self.address(self.builder.imagedir)

        # The picture itself is published where a page shows it, and not otherwise.
        def itself() -> str:
            return f"{folder}/{_copy_of(file, self.builder, self._owner)}"

        if store := _thumbnails_of(self.builder):
            return store.picture(file, place, itself, folder, self._owner)
        return Picture(itself(), *picture_size(file))

    def math(self, formula: str) -> str:
        """A formula, as MathML."""
        try:
            return mathml(formula, block=False)
        except NoMathMLError:
            return source(formula)


class FramePage(PlainPage):
    """A page as seen from what stands around its text."""

    def link(self, url: str) -> Href | None:
        if url.startswith(STATIC):
            return Href(self._path_to(url, resource=True), False)
        return super().link(url)

    def picture(self, url: str, place: str = "") -> Picture | None:
        if url.startswith(STATIC):
            return Picture(self._path_to(url, resource=True), 0, 0)
        return super().picture(url, place)
