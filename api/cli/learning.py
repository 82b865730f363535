"""Commands that make examples and students: generate, train."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api import telling
from api.cli import options, output
from api.cli.options import Json, example
from api.cli.progress import Reporter


def generate(
    context: typer.Context,
    *,
    count: Annotated[int, typer.Option(min=1, max=1_000_000, help="Triples.")] = 100,
    seed: Annotated[int, typer.Option(min=0, help="The same seed, the same contexts.")] = 0,
    teacher: Annotated[str, typer.Option(help="offline, or openai:MODEL.")] = "offline",
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="HOME/triples by default.")
    ] = None,
    base_url: Annotated[
        str | None, typer.Option(help="An OpenAI-compatible server; OPENAI_BASE_URL.")
    ] = None,
    concurrency: Annotated[int, typer.Option(min=1, max=64, help="Requests in flight.")] = 4,
    json: Json = False,
) -> None:
    """Write job descriptions with a matched and an unmatched resume. Interrupted runs resume."""
    from api import services

    settings = options.settings(context)
    model = services.teacher(settings, teacher, base_url=base_url, seed=seed)
    with options.graph(context) as store, Reporter() as report:
        done = services.generate(
            store,
            count=count,
            seed=seed,
            teacher=model,
            out=out or settings.triples,
            concurrency=concurrency,
            progress=report,
        )
    if json:
        return output.data(done)
    for line in telling.generated(done):
        output.line(line)
    return None


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
    app.command(
        epilog=example(
            "generate --count 300 --seed 7 --out triples",
            "generate --teacher openai:gpt-4o-mini --count 20 --out triples",
        )
    )(generate)
    app.command(epilog=example("train crf --on triples --out models/crf"))(train)
