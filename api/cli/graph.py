"""Commands on the graph: query, cypher."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

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
