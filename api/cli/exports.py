"""The command that writes what is there to files: export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api import telling
from api.cli import options, output
from api.cli.options import Json, example
from api.cli.progress import Reporter


def export(
    context: typer.Context,
    form: Annotated[
        str, typer.Argument(metavar="FORMAT", help="csv, parquet, graphml or bulk (neo4j-admin).")
    ],
    *,
    out: Annotated[
        Path, typer.Option(metavar="PATH", help="A path that is not there; appears when all is.")
    ],
    json: Json = False,
) -> None:
    """Write the whole graph: a file per label and kind of edge, one GraphML file, or a bulk import."""
    from api import services

    with options.graph(context) as store, Reporter() as report:
        done = services.export_graph(store, form, out, report)
    if json:
        return output.data(done)
    for line in telling.exported(done):
        output.line(line)
    return None


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command(epilog=example("export csv --out graph-csv", "export bulk --out import --json"))(
        export
    )
