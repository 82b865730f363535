"""The command walk."""

from __future__ import annotations

from typing import Annotated

import typer

from api import telling
from api.cli import options, output
from api.cli.options import Json, example
from graph.errors import InvalidValue

From = Annotated[
    str | None, typer.Option("--from", metavar="TITLE", help="Title, alias or key to start at.")
]
Starts = Annotated[
    str | None,
    typer.Option(metavar="HOW", help="Draw starts: weight, uniform, employment or postings."),
]
Length = Annotated[int, typer.Option(min=1, max=1000, help="Steps per walk.")]
Seed = Annotated[int, typer.Option(min=0, help="The same seed, the same walks.")]
Count = Annotated[int, typer.Option(min=1, max=100_000, help="Walks.")]
First = Annotated[
    int, typer.Option(min=0, max=1_000_000_000, help="Index of the first, to replay some.")
]
Temperature = Annotated[
    float, typer.Option(min=0.05, max=20, help="Below 1 sharpens, above 1 flattens.")
]
Restart = Annotated[float, typer.Option(min=0, max=1, help="Chance to jump back to the start.")]
AllowReturn = Annotated[
    bool, typer.Option("--allow-return", help="May go straight back where it came from.")
]
ReturnBias = Annotated[
    float | None,
    typer.Option(min=0.05, max=20, help="node2vec: above 1 goes straight back less often."),
]
FarBias = Annotated[
    float, typer.Option(min=0.05, max=20, help="node2vec: above 1 stays near where it was.")
]
Metapath = Annotated[
    str, typer.Option(help="Kinds of nodes in turn; two occupations are related ones.")
]
Boost = Annotated[
    float, typer.Option(min=0, max=1, help="Long tail: at 1 all skills come equally often.")
]
AsOf = Annotated[
    str | None, typer.Option(metavar="DAY", help="Only what was seen by then (2026-11-21).")
]


def walk(
    context: typer.Context,
    *,
    start: From = None,
    starts: Starts = None,
    length: Length = 6,
    seed: Seed = 0,
    count: Count = 1,
    first: First = 0,
    temperature: Temperature = 1.0,
    restart: Restart = 0.0,
    allow_return: AllowReturn = False,
    p: ReturnBias = None,
    q: FarBias = 1.0,
    metapath: Metapath = "occupation-skill-occupation",
    boost: Boost = 0.0,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Walk from an occupation over skills to other occupations, by weight, seeded."""
    from api import services
    from graph.walk_options import WalkOptions

    if (start is None) == (starts is None):
        raise InvalidValue("Give --from TITLE or --starts HOW, one of both.")
    how = WalkOptions(
        length=length,
        temperature=temperature,
        restart=restart,
        no_return=not allow_return and p is None,
        p=1.0 if p is None else p,
        q=q,
        metapath=metapath,
        boost=boost,
        as_of=as_of,
    )
    by = starts or "weight"
    with options.graph(context) as store:
        walks = services.walk(
            store, start, seed=seed, count=count, first=first, distribution=by, options=how
        )
        told = [] if json else services.with_weights(store, walks)
    for trace in walks if json else ():
        output.data(trace)
    for each in told:
        output.line(telling.walked(each))


def register(app: typer.Typer) -> None:
    """Add the command."""
    related = "--metapath occupation-occupation-skill-occupation"
    app.command(
        epilog=example(
            'walk --from "Software Developers" --length 6 --seed 7 --count 3',
            'walk --from "Software Developers" --seed 7 --first 2 --json',
            "walk --starts employment --boost 0.5 --count 100 --json",
            f"walk --from soc:15-1252 {related} --p 4 --q 0.5",
        )
    )(walk)
