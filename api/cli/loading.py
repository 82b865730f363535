"""Commands that load: ingest, forget, and what people decide on skills."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api import telling
from api.cli import options, output
from api.cli.lookups import skill
from api.cli.options import Json, Paths, example
from api.cli.progress import Reporter

if TYPE_CHECKING:
    from graph.records import Changes

Name = Annotated[str, typer.Argument(metavar="NAME", help="A spelling or a key of a skill.")]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="Another.")]


def ingest(
    context: typer.Context,
    *,
    paths: Paths,
    crawled: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="When the postings were crawled; dates `4 days ago`."),
    ] = None,
    seen: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="When new evidence is first seen; today by default."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Read files again that were loaded before.")
    ] = False,
    json: Json = False,
) -> None:
    """Load files or folders, recognised by content. The same files again change nothing."""
    from api import services

    home = options.settings(context).home
    with options.graph(context) as store, Reporter() as report:
        result = services.ingest(
            store, home, paths, report, crawled=crawled, seen=seen, again=again
        )
    if json:
        return output.data(result)
    for line in telling.ingested(result):
        output.line(line)
    return None


def forget(
    context: typer.Context,
    *,
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="onet, esco, bls, dice, or a part of one.")
    ],
    json: Json = False,
) -> None:
    """Take a source out of the graph again, exactly; what others support stays."""
    from api import services

    home = options.settings(context).home
    with options.graph(context) as store, Reporter() as report:
        changes = services.forget(store, home, source, report)
    _changed(f"forgot {source}", changes, json)


def merge(context: typer.Context, name: Name, other: Other, *, json: Json = False) -> None:
    """Say that two names are one skill. Every later load keeps to it."""
    _decide(context, "merge", (name, other), json)


def split(context: typer.Context, name: Name, other: Other, *, json: Json = False) -> None:
    """Say that two names are two skills. Every later load keeps to it."""
    _decide(context, "split", (name, other), json)


def _decide(
    context: typer.Context, kind: Literal["merge", "split"], names: tuple[str, str], json: bool
) -> None:
    from api import services

    home = options.settings(context).home
    with options.graph(context) as store, Reporter() as report:
        changes = services.decide(store, home, kind, names, report)
    _changed(f"{kind} {' | '.join(names)}", changes, json)


def _changed(what: str, changes: Changes, json: bool) -> None:
    if json:
        output.data(changes)
    else:
        output.line(telling.changed(what, changes))


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command(
        epilog=example(
            "ingest postings.csv",
            "ingest data/dice data/bls data/onet data/esco",
            "ingest --crawled 2018-03-01 postings.csv",
        )
    )(ingest)
    app.command(epilog=example("forget onet", "forget esco-relations"))(forget)
    skill.command(epilog=example('skill merge "React" "React.js"'))(merge)
    skill.command(epilog=example('skill split "Go" "GoLand"'))(split)
