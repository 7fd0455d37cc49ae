"""Prints what lets a shell complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from sphinx_academic.cli.command import DataCommand

_SHELLS = ("bash", "zsh", "fish")


@click.command(
    cls=DataCommand,
    examples=(
        "completion bash >> ~/.bashrc",
        "completion zsh >> ~/.zshrc",
        "completion fish > ~/.config/fish/completions/sphinx-academic.fish",
    ),
)
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print what lets a shell complete commands, options and files."""
    found = get_completion_class(shell)
    assert found is not None  # click has those of _SHELLS
    click.echo(found(ctx.find_root().command, {}, "sphinx-academic", "_SPHINX_ACADEMIC_COMPLETE").source())
    return 0
