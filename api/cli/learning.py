"""The command that makes students: train."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api import telling
from api.cli import options, output
from api.cli.options import Json, example
from api.cli.progress import Reporter


def train(
    context: typer.Context,
    student: Annotated[str, typer.Argument(help="Which kind: crf.")],
    *,
    on: Annotated[Path, typer.Option(metavar="DIR", help="Folder or file of triples.")],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="HOME/models/STUDENT by default.")
    ] = None,
    held_out: Annotated[
        float, typer.Option(min=0, max=0.9, help="Share of the triples to score on.")
    ] = 0.25,
    seed: Annotated[int, typer.Option(min=0, help="The same seed, the same student.")] = 0,
    json: Json = False,
) -> None:
    """Train a student on triples, and score it on occupations that it did not see."""
    from api import services

    settings = options.settings(context)
    with options.graph(context) as store, Reporter() as report:
        done = services.train(
            store,
            student,
            on=on,
            out=out or settings.models / student,
            held_out=held_out,
            seed=seed,
            progress=report,
        )
    if json:
        return output.data(done)
    for line in telling.trained(done):
        output.line(line)
    return None


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command(epilog=example("train crf --on triples --out models/crf"))(train)
