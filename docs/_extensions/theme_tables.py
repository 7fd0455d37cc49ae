"""The theme's options and custom properties, told from what the package itself declares."""

from __future__ import annotations

import json

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from sphinx_academic.theme.sheets import KNOBS, Knob
from sphinx_academic.theme.theme_options import OPTIONS


class ThemeOptions(SphinxDirective):
    """``theme-options``: every option with what it takes, its default and what it means."""

    def run(self) -> list[nodes.Node]:
        """Make a list of definitions."""
        entries = [
            f"`{option.name}`\n: {option.description} Takes {option.values}. "
            f"Default: `{_python(option.default)}`.\n"
            for option in OPTIONS
        ]
        return self.parse_text_to_nodes("\n".join(entries))


def _python(value: object) -> str:
    return str(value) if isinstance(value, bool) else json.dumps(value)


class Knobs(SphinxDirective):
    """``knobs``: the custom properties of one kind, shown."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Make a table."""
        kind = self.arguments[0]
        heads = {
            "colour": ("Property", "Light", "Dark"),
            "typeface": ("Property", "Sample", "Default"),
            "measure": ("Property", "Default"),
        }[kind]
        rows = [_row(*heads), _row(*["---"] * len(heads))]
        for knob in KNOBS:
            if knob.kind == kind:
                name = f"`{knob.name}`<br>{knob.description}"
                rows.append(_row(name, *_samples(knob)))
        found = self.parse_text_to_nodes("".join(rows))
        for table in found:
            if isinstance(table, nodes.table):
                table["classes"].append("knobs")
        return found


def _samples(knob: Knob) -> tuple[str, ...]:
    if knob.kind == "colour":
        return tuple(_swatch(getattr(knob, palette) or knob.light, palette) for palette in ("light", "dark"))
    if knob.kind == "typeface":
        sample = f'<span class="knob-{knob.name.removeprefix("--academic-")}">Steam, 1024 °C</span>'
        return (sample, f"`{knob.light}`")
    return (f"`{knob.light}`",)


def _swatch(colour: str, palette: str) -> str:
    """A sample of a colour on the ground of its palette. Attributes of SVG are no inline style."""
    ground = getattr(KNOBS[0], palette)
    return (
        '<svg class="knob-swatch" viewBox="0 0 48 24" width="48" height="24" aria-hidden="true" focusable="false">'
        f'<rect width="48" height="24" fill="{ground}"/><rect x="6" y="5" width="36" height="14" fill="{colour}"/>'
        f"</svg><br>`{colour}`"
    )


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |\n"


def setup(app: Sphinx) -> dict[str, bool]:
    """Register both directives."""
    app.add_directive("theme-options", ThemeOptions)
    app.add_directive("knobs", Knobs)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
