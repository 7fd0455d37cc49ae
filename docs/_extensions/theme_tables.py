"""The tables of the theme's options and custom properties, made of what the package itself declares."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from sphinx_academic.theme.knobs import KNOBS, Knob
from sphinx_academic.theme.options import OPTIONS


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _swatch(colour: str, ground: str) -> str:
    """A sample of a colour on the ground of its palette. Attributes of SVG are no inline style."""
    return (
        '<svg class="knob-swatch" viewBox="0 0 48 24" width="48" height="24" aria-hidden="true" focusable="false">'
        f'<rect width="48" height="24" fill="{ground}"/><rect x="6" y="5" width="36" height="14" fill="{colour}"/></svg>'
    )


def _value(knob: Knob, palette: str) -> str:
    value = getattr(knob, palette) or knob.light
    if knob.kind != "colour":
        return f"`{value}`"
    ground = getattr(KNOBS[0], palette)
    return f"{_swatch(value, ground)} `{value}`"


class ThemeOptions(SphinxDirective):
    """``theme-options``: every option with its default, what it takes and what it means."""

    def run(self) -> list[nodes.Node]:
        rows = [_row("Option", "Default", "Takes", "Meaning"), _row(*["---"] * 4)]
        rows += [
            _row(f"`{option.name}`", f"`{option.default!r}`", option.values, option.description)
            for option in OPTIONS
        ]
        return self.parse_text_to_nodes("".join(rows))


class Knobs(SphinxDirective):
    """``knobs``: the custom properties of one kind, shown."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        kind = self.arguments[0]
        knobs = [knob for knob in KNOBS if knob.kind == kind]
        if kind == "colour":
            rows = [_row("Property", "Light", "Dark", "Colours"), _row(*["---"] * 4)]
            rows += [
                _row(f"`{knob.name}`", _value(knob, "light"), _value(knob, "dark"), knob.description)
                for knob in knobs
            ]
        else:
            sample = kind == "typeface"
            rows = [
                _row("Property", "Default", "Meaning", *["Sample"] * sample),
                _row(*["---"] * (3 + sample)),
            ]
            for knob in knobs:
                shown = f'<span class="knob-{knob.name.removeprefix("--academic-")}">Steam 0123</span>'
                rows.append(
                    _row(f"`{knob.name}`", _value(knob, "light"), knob.description, *[shown] * sample)
                )
        return self.parse_text_to_nodes("".join(rows))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register both directives."""
    app.add_directive("theme-options", ThemeOptions)
    app.add_directive("knobs", Knobs)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
