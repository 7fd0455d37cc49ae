"""Writes a small page wherever a page of a record was before its key was changed: it leads on, without script, and is not searched.

HTML, 4.2.5.3 (``refresh``), RFC 6596 (``canonical``); search engines take a refresh after no time for a move that is there to stay.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from sphinx_academic.content.fragments import in_a_row
from sphinx_academic.content.typography import without_formulas
from sphinx_academic.outputs.search import state_of_site
from sphinx_academic.pages import site
from sphinx_academic.pages.fill import translation
from sphinx_academic.pages.former_addresses import FormerPage, former_pages, own_pages
from sphinx_academic.pages.kept_files import SitePart, outputs_of
from sphinx_academic.sections.base import markup_for
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

_ = get_translation("sphinx_academic")

_BEHIND_LANDING_PAGES = 600

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}"{direction}>
<head>
<meta charset="utf-8" />
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta name="robots" content="noindex" />
<link rel="canonical" href="{canonical}" />
<meta http-equiv="refresh" content="0; url={address}" />
</head>
<body>
<p>{words} <a href="{address}">{title}</a></p>
</body>
</html>
"""


def moved_page(title: str, address: str, canonical: str, language: str) -> str:
    """A page that leads on to another one; ``address`` is relative to it."""
    return _PAGE.format(
        language=escape(language),
        direction=site.direction_of(language),
        title=escape(title),
        address=escape(address),
        canonical=escape(canonical),
        words=escape(_("This page has moved:")),
    )


def setup(app: Sphinx) -> None:
    """Have them written behind the pages that they lead to."""
    app.connect("html-collect-pages", _write, priority=_BEHIND_LANDING_PAGES)


def _write(app: Sphinx) -> Sequence[tuple[str, dict[str, Any], str]]:
    builder = site.html_builder(app)
    if outputs_of(builder).needs(SitePart.FORMER, state_of_site(app.env)):
        found, problems = former_pages(own_pages(app.env), app.env.found_docs)
        for problem in problems:
            tell(problem)
        for former in found:
            _write_one(former, builder)
    return ()


def _write_one(former: FormerPage, builder: StandaloneHTMLBuilder) -> None:
    docname, (record, new, collection, _sources, home, _kind) = former
    language = str(builder.config.language or "en").replace("_", "-")
    said = markup_for(collection).inline(translation(builder.env, home or new)(record.called))
    address = builder.get_relative_uri(docname, new)
    canonical = site.address_of(builder, new) if site.base_of(builder) else address
    page = moved_page(without_formulas(in_a_row(said)) or new, address, canonical, language)
    folder, outputs = Path(builder.outdir), outputs_of(builder)
    place = Path(builder.get_outfilename(docname)).relative_to(folder).as_posix()
    outputs.write(SitePart.FORMER, place, page.encode())
    # The entry of a work in BibTeX lies beside its page.
    if (entry := folder / f"{new}.bib").is_file():
        outputs.write(SitePart.FORMER, f"{docname}.bib", entry.read_bytes())
