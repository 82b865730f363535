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
        str,
        typer.Argument(
            metavar="FORMAT",
            help="The graph: csv, parquet, graphml, bulk (neo4j-admin). Triples: rjdb, parquet.",
        ),
    ],
    *,
    out: Annotated[
        Path, typer.Option(metavar="PATH", help="A path that is not there; appears when all is.")
    ],
    on: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Triples to write, instead of the graph.")
    ] = None,
    json: Json = False,
) -> None:
    """Write the whole graph, or with --on triples.

    The graph becomes a file per label and kind of edge, one GraphML file, or a bulk import. Triples
    become one file of RJDB rows (rjdb), or a folder with Parquet and JSON lines, split by
    occupation, and a data card, which `datasets.load_dataset` reads (parquet).
    """
    from api import services

    if on is not None or form == "rjdb":
        with Reporter() as report:
            written = services.export_triples(form, on, out, report)
        if json:
            return output.data(written)
        return output.line(telling.exported_triples(written))
    with options.graph(context) as store, Reporter() as report:
        done = services.export_graph(store, form, out, report)
    if json:
        return output.data(done)
    for line in telling.exported(done):
        output.line(line)
    return None


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command(
        epilog=example(
            "export csv --out graph-csv",
            "export bulk --out import --json",
            "export rjdb --on triples --out rjdb.jsonl",
            "export parquet --on triples --out data-set",
        )
    )(export)
