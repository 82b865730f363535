"""The commands, put together. Nothing heavy is imported until a command runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli import (
    documents,
    exports,
    generating,
    graph,
    learning,
    loading,
    lookups,
    output,
    scoring,
    servers,
    showing,
)
from api.cli.options import State, example
from api.settings import from_environment

app = typer.Typer(
    name="skillgraph",
    help="Occupations, skills, and the evidence between them, in one graph.",
    epilog=example("demo", 'walk --from "Software Developers" --length 6 --seed 7', "query"),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _show_version(asked: bool) -> None:
    if asked:
        from api.services import version

        output.line(f"skillgraph {version()}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder of graph, runs and models [SKILLGRAPH_HOME]."),
    ] = None,
    debug: Annotated[bool, typer.Option(help="Show tracebacks.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print it.")
    ] = False,
) -> None:
    """Occupations, skills, and the evidence between them, in one graph."""
    context.obj = State(from_environment(home), debug)


for module in (
    servers,
    loading,
    graph,
    lookups,
    exports,
    generating,
    learning,
    showing,
    scoring,
    documents,
):
    module.register(app)
