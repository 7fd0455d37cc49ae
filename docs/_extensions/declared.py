"""What the package declares, told from the declarations: options of directives, settings, and commands."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterable

import click
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from sphinx_academic.cli import commands
from sphinx_academic.sections.options import SHARED
from sphinx_academic.sections.registry import SECTIONS
from sphinx_academic.settings import SETTINGS


class DirectiveOptions(SphinxDirective):
    """``directive-options``: the options of one directive; without a name, those that all directives have."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Make a list of definitions; a table would have no room for what an option means."""
        own = SECTIONS[self.arguments[0]].options if self.arguments else SHARED
        entries = []
        for name, option in own.items():
            default = f" Default: `{option.default}`." if option.default else ""
            entries.append(self._entry([name], f"{option.description} Takes {option.takes.called}.{default}"))
        if self.arguments:
            entries.append(
                self._entry(SHARED, "Those that [all directives](/reference/directives/index.md) have.")
            )
        return [nodes.definition_list("", *entries)]

    def _entry(self, names: Iterable[str], said: str) -> nodes.definition_list_item:
        term = nodes.term()
        for place, name in enumerate(names):
            term += [*([nodes.Text(", ")] if place else []), nodes.literal("", f":{name}:")]
        return nodes.definition_list_item("", term, nodes.definition("", *self.parse_text_to_nodes(said)))


class SettingEntry(SphinxDirective):
    """``setting``: what a setting of ``conf.py`` is, what it takes and its default; then what the page has to add."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Make a list of one definition."""
        (setting,) = (each for each in SETTINGS if each.name == self.arguments[0])
        said = f"{setting.description} Takes {setting.values}. Default: `{_python(setting.default)}`."
        definition = nodes.definition("", *self.parse_text_to_nodes(said), *self.parse_content_to_nodes())
        term = nodes.term("", "", nodes.literal(setting.name, setting.name))
        return [nodes.definition_list("", nodes.definition_list_item("", term, definition))]


def _python(value: object) -> str:
    return str(value) if isinstance(value, bool) else json.dumps(value)


class CommandOptions(SphinxDirective):
    """``command-options``: the help of one command: what it does, how it is called, its options as a table, examples."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Make them of the command that the program has."""
        command = commands()[self.arguments[0]]
        context = click.Context(command, info_name=f"sphinx-academic {self.arguments[0]}")
        lines = [inspect.cleandoc(command.help or "").replace("FILEs", "`FILE`s"), ""]
        lines += [
            "```console",
            f"$ {context.info_name} {' '.join(command.collect_usage_pieces(context))}",
            "```",
            "",
        ]
        lines += ["| Option | Meaning |", "|---|---|"]
        for parameter in command.get_params(context):
            if isinstance(parameter, click.Option) and (record := parameter.get_help_record(context)):
                names, said = record
                lines.append(f"| `{names}` | {said} |")
        examples = [f"$ sphinx-academic {example}" for example in getattr(command, "examples", ())]
        lines += ["", "```console", *examples, "```"] if examples else []
        return self.parse_text_to_nodes("\n".join(lines))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives."""
    app.add_directive("directive-options", DirectiveOptions)
    app.add_directive("setting", SettingEntry)
    app.add_directive("command-options", CommandOptions)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
