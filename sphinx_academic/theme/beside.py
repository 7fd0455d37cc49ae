"""The profile beside the text of a page, and what of it stands on every page; imported where a site shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_academic.content.html import write
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.formats import state_of
from sphinx_academic.formats.loading import NamedFile, load
from sphinx_academic.outputs.pictures import figures_of, prepare_thumbnails
from sphinx_academic.pages.build import note_of
from sphinx_academic.pages.kept_files import Outputs, SitePart, digest_of
from sphinx_academic.pages.links import files_of_site, find_image, note_files
from sphinx_academic.pages.site import html_builder
from sphinx_academic.pages.site_kinds import declared_in
from sphinx_academic.sections.base import markup_for
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.profile import beside
from sphinx_academic.theme.links_elsewhere import SocialLink, social_link
from sphinx_academic.theme.written_pages import PlainPage

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

_TAG = re.compile("<[^<>]*>")


def profile_data(env: BuildEnvironment) -> Collection:
    """The records of the site."""
    return load(
        [NamedFile(Path(env.srcdir, name), name) for name in files_of_site(env)], "profile", declared_in(env)
    )


def note_profile(env: BuildEnvironment, docname: str) -> None:
    """Have a page read again when the profile beside it changes, and say so where there is none."""
    note_of(env, docname).has_profile_beside = True
    collection = profile_data(env)
    if not collection.profile:
        logger.warning(
            "The layout 'profile' shows a profile beside the text, and the data hold none. "
            'Add "sphinx_academic" to extensions, and name the files: academic_data = ["data/site.yaml"].',
            type="academic",
            subtype="config",
            location=docname,
        )
    for path in collection.profile[0].origin.paths if collection.profile else files_of_site(env):
        env.note_dependency(str(Path(env.srcdir, path)), docname=docname)
    for record in collection.profile[:1]:
        note_files(env, docname, record, markup_for(collection), pictures=True, copies=False)


def side_column(app: Sphinx, name: str, path_to: Callable[..., str], page_title: str) -> str:
    """The profile as it stands beside the text; ``name`` is its name, ``page_title`` is HTML, as Sphinx gives it to templates."""
    collection = profile_data(app.env)
    if not collection.profile:
        return ""
    profile = collection.profile[0]
    description = Description(markup_for(collection), Highlights(app.config.academic_highlight))
    fragments = beside(profile, description, unescape(_TAG.sub("", page_title)))
    prepare_thumbnails(figures_of(fragments, profile.origin.paths, (profile,)), html_builder(app))
    return write(fragments, PlainPage(app, path_to, profile.origin.paths, name))


def links_of_profile(env: BuildEnvironment) -> Iterator[SocialLink]:
    for profile in profile_data(env).profile[:1]:
        for _field, link in profile.addresses():
            if link.url:  # one without leads nowhere
                yield social_link(link)


def profile_digest(env: BuildEnvironment, outputs: Outputs) -> str:
    """A digest of the profile and its pictures; the data are read only where a file has changed."""
    # Builds with nothing changed read no data, and need not wait for what does.
    srcdir = Path(env.srcdir)
    names = files_of_site(env)

    def states(pictures: Sequence[str]) -> str:
        files = state_of(srcdir / name for name in names), state_of(srcdir / name for name in pictures)
        return "\n".join([digest_of(*files), *pictures])

    _state, *pictures = outputs.made_of(SitePart.SOURCES_OF_PROFILE).split("\n")
    if not outputs.note_made_of(SitePart.SOURCES_OF_PROFILE, states(pictures)):
        return outputs.made_of(SitePart.PROFILE)
    shown = profile_data(env).profile[:1]
    pictures = [
        found
        for record in shown
        for _field, image in record.pictures()
        if (found := find_image(env, image.url, names).target)
    ]
    outputs.note_made_of(SitePart.SOURCES_OF_PROFILE, states(pictures))
    return digest_of(shown, state_of(srcdir / name for name in pictures))
