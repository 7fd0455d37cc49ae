"""The texts of the data in the language of the site."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import partial

from sphinx.environment import BuildEnvironment
from sphinx.util.i18n import docname_to_domain


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
