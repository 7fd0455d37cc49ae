"""The words of the theme's templates, as plain texts: some builders write the page context into a file."""

from __future__ import annotations

from sphinx.locale import get_translation


def words() -> dict[str, str]:
    """Every word by the name that the templates know it by."""
    translate = get_translation("sphinx_academic")
    return {
        name: str(word)
        for name, word in (
            ("skip", translate("Skip to content")),
            ("menu", translate("Menu")),
            ("close", translate("Close")),
            ("submenu", translate("Pages below {title}")),
            ("profile", translate("Profile")),
            ("contents", translate("On this page")),
            ("announcement", translate("Announcement")),
            ("auto", translate("Colours: automatic")),
            ("light", translate("Colours: light")),
            ("dark", translate("Colours: dark")),
            ("elsewhere", translate("Elsewhere")),
            ("edit_page", translate("Edit this page")),
            ("view_source", translate("Source of this page")),
            (
                "search_needs_script",
                translate("The search needs JavaScript. Without it, look into the index:"),
            ),
            ("last_update", translate("Last update {date}")),
            ("made_with", translate("Made with")),
        )
    }
