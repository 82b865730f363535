"""Commands on the graph: query, cypher, walk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from api import telling
from api.cli import options, output
from api.cli.options import Json, example
from graph.errors import InvalidValue, UnreadableFile


def query(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="A query of the library.")] = None,
    values: Annotated[
        list[str] | None, typer.Argument(metavar="[KEY=VALUE]...", help="Its parameters.")
    ] = None,
    json: Json = False,
) -> None:
    """Run a query of the library; without a name, list the library."""
    from api import services

    if name is None:
        return _list_queries(json)
    given = options.pairs(values, "Parameter")
    found = services.check_query(name, given)
    with options.graph(context) as store:
        rows = services.query(store, name, given)
    return _rows([column for column, _ in found.returns], rows, json)


def _list_queries(json: bool) -> None:
    from api import services

    for entry in services.queries():
        if json:
            output.data(
                {
                    "name": entry.name,
                    "doc": entry.doc,
                    "params": entry.signature(),
                    "returns": dict(entry.returns),
                }
            )
        else:
            output.line(f"{entry.name}({entry.signature()})\n    {entry.doc}")


def _rows(columns: list[str], rows: list[dict[str, Any]], json: bool) -> None:
    if json:
        for row in rows:
            output.data(row)
        return
    output.table(columns, [[row.get(c) for c in columns] for row in rows])
    output.note(f"{len(rows)} row{'' if len(rows) == 1 else 's'}")


def cypher(
    context: typer.Context,
    *,
    text: Annotated[str | None, typer.Argument(help="The statement.")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", "-f", metavar="FILE", help="Read it from a file.")
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="A parameter; VALUE is JSON, else text."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="Rows at most.")] = 1000,
    timeout: Annotated[float, typer.Option(min=0.1, max=3600, help="Seconds at most.")] = 30.0,
    json: Json = False,
) -> None:
    """Run one read-only statement: checked, limited in time and rows, rolled back."""
    from api import services

    statement = _statement(text, file)
    params = {k: services.value_of(v) for k, v in options.pairs(param, "Parameter").items()}
    with options.graph(context) as store:
        result = services.cypher(store, statement, params, timeout=timeout, max_rows=limit)
    _rows(list(result.columns), result.rows, json)
    if result.truncated:
        output.note(f"cut off after {limit} rows; --limit allows more")


def _statement(text: str | None, file: Path | None) -> str:
    if (text is None) == (file is None):
        raise InvalidValue("Give a statement or -f FILE, one of both.")
    if file is None:
        return text or ""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise UnreadableFile(f"{file} cannot be read ({reason}).") from error


def walk(
    context: typer.Context,
    *,
    start: Annotated[
        str | None, typer.Option("--from", metavar="TITLE", help="Title, alias or key.")
    ] = None,
    starts: Annotated[
        str | None,
        typer.Option(
            metavar="HOW", help="Draw starts: by weight, uniform, by employment or postings."
        ),
    ] = None,
    length: Annotated[int, typer.Option(min=1, max=1000, help="Steps per walk.")] = 6,
    seed: Annotated[int, typer.Option(min=0, help="The same seed, the same walks.")] = 0,
    count: Annotated[int, typer.Option(min=1, max=100_000, help="Walks.")] = 1,
    first: Annotated[
        int, typer.Option(min=0, max=1_000_000_000, help="Index of the first, to replay some.")
    ] = 0,
    temperature: Annotated[
        float, typer.Option(min=0.05, max=20, help="Below 1 sharpens, above 1 flattens.")
    ] = 1.0,
    restart: Annotated[
        float, typer.Option(min=0, max=1, help="Chance to jump back to the start.")
    ] = 0.0,
    allow_return: Annotated[
        bool, typer.Option("--allow-return", help="May go straight back where it came from.")
    ] = False,
    p: Annotated[
        float | None,
        typer.Option(min=0.05, max=20, help="node2vec: above 1 goes straight back less often."),
    ] = None,
    q: Annotated[
        float, typer.Option(min=0.05, max=20, help="node2vec: above 1 stays near where it was.")
    ] = 1.0,
    metapath: Annotated[
        str, typer.Option(help="Kinds of nodes in turn; two occupations are related ones.")
    ] = "occupation-skill-occupation",
    boost: Annotated[
        float, typer.Option(min=0, max=1, help="Long tail: at 1 all skills come equally often.")
    ] = 0.0,
    as_of: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only what was seen by then (2026-11-21).")
    ] = None,
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
    """Add these commands."""
    app.command(
        epilog=example("query", 'query occupation_skills occupation="soc:15-1252" limit=5 --json')
    )(query)
    app.command(
        epilog=example(
            'cypher "MATCH (s:Skill) RETURN s.name LIMIT 5"',
            "cypher -f statement.cypher --param skill=java --json",
        )
    )(cypher)
    app.command(
        epilog=example(
            'walk --from "Software Developers" --length 6 --seed 7 --count 3',
            'walk --from "Software Developers" --seed 7 --first 2 --json  # the third of them',
            "walk --starts employment --boost 0.5 --count 100 --json",
            "walk --from soc:15-1252 --metapath occupation-occupation-skill-occupation --p 4 --q 0.5",
        )
    )(walk)
