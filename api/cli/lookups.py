"""Commands that look things up: search, evidence, skill why, path, gap."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from api import telling
from api.cli import options, output
from api.cli.options import AsOf, Json, example
from graph.errors import InvalidValue

Occupation = Annotated[str, typer.Argument(help="Its title, another name, or its key.")]
Skill = Annotated[str, typer.Argument(help="Any spelling, or its key.")]
Limit = Annotated[int, typer.Option(min=1, max=1000, help="Rows at most.")]

skill = typer.Typer(
    name="skill", help="How spellings become skills.", no_args_is_help=True, rich_markup_mode=None
)
"""The group of commands on the identity of skills."""


def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="A name or a few words; typing errors are forgiven.")],
    *,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="skill or occupation.")] = None,
    limit: Limit = 20,
    json: Json = False,
) -> None:
    """Find skills and occupations by name, by words like it, and by meaning where that is set up."""
    from api import services
    from graph.search import KINDS

    found = [one for one in KINDS if one == kind]
    if kind is not None and not found:
        raise InvalidValue(f"{kind!r} is no kind of thing.", hint="Give skill or occupation.")
    with options.graph(context) as store:
        hits = services.search(store, text, kind=found[0] if found else None, limit=limit)
    _table(("kind", "key", "name", "status", "postings", "ways"), hits, json)


def evidence(
    context: typer.Context,
    occupation: Occupation,
    skill: Skill,
    *,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Postings at most.")] = 10,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Show what stands behind an occupation's link to a skill: postings and taxonomy rows."""
    from api import services

    with options.graph(context) as store:
        found = services.edge_evidence(store, occupation, skill, limit=limit, as_of=as_of)
    if json:
        return output.data(found)
    return _lines(telling.evidence(found))


def why(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="A spelling.")],
    *,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Say which skill a spelling is, who says so, and what else that skill is called."""
    from api import services

    with options.graph(context) as store:
        found = services.skill_why(store, text, as_of=as_of)
    if json:
        return output.data(found)
    return _lines(telling.why(found))


def path(
    context: typer.Context,
    start: Annotated[str, typer.Argument(metavar="FROM", help="The occupation now.")],
    goal: Annotated[str, typer.Argument(metavar="TO", help="The occupation to come to.")],
    *,
    max_hops: Annotated[int, typer.Option(min=1, max=10, help="Steps at most.")] = 6,
    skills: Annotated[int, typer.Option(min=1, max=100, help="Skills to show per step.")] = 5,
    evidence: Annotated[
        int, typer.Option(min=0, max=100, help="Postings to show for each skill to learn.")
    ] = 0,
    json: Json = False,
) -> None:
    """Find the cheapest way between SOC occupations: over steps with the least to learn."""
    from api import services

    with options.graph(context) as store:
        found = services.path(
            store, start, goal, max_hops=max_hops, skills=skills, evidence=evidence
        )
    if json:
        return output.data(found)
    return _lines(telling.path(found))


def gap(
    context: typer.Context,
    start: Annotated[str, typer.Argument(metavar="FROM", help="An occupation, or a document.")],
    goal: Annotated[str, typer.Argument(metavar="TO", help="The occupation that is wanted.")],
    *,
    document: Annotated[bool, typer.Option(help="FROM is the key of a document.")] = False,
    limit: Limit = 25,
    min_weight: Annotated[float, typer.Option(min=0, max=1, help="Leave out lighter ones.")] = 0.0,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """List the skills that TO requires and FROM lacks or has weaker, the widest gap first."""
    from api import services

    with options.graph(context) as store:
        rows = services.gap(
            store,
            start,
            goal,
            document=document,
            limit=limit,
            min_weight=min_weight,
            as_of=as_of,
        )
    own = () if document else ("gap", "own")
    _table(("skill", "name", *own, "weight", "postings", "of", "sources"), rows, json)


def _table(columns: tuple[str, ...], rows: list[Any], json: bool) -> None:
    if json:
        for row in rows:
            output.data(row)
        return
    output.table(columns, [[getattr(row, column) for column in columns] for row in rows])
    output.note(f"{len(rows)} row{'' if len(rows) == 1 else 's'}")


def _lines(lines: Any) -> None:
    for text in lines:
        output.line(text)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command(epilog=example("search k8s", 'search "projct managment" --kind skill --json'))(
        search
    )
    app.command(
        epilog=example(
            'evidence "Software Developers" Java',
            "evidence soc:15-1252 java --as-of 2026-11-21 --json",
        )
    )(evidence)
    app.command(
        epilog=example(
            'path "Web Developers" "Data Scientists"',
            "path soc:15-1254 soc:15-2051 --evidence 2 --json",
        )
    )(path)
    app.command(
        epilog=example(
            'gap "Web Developers" "Software Developers"',
            "gap --document 0123abcd soc:15-1252 --json",
        )
    )(gap)
    skill.command(epilog=example('skill why "Core Java"', "skill why k8s --json"))(why)
    app.add_typer(skill, epilog=example('skill why "Core Java"'))
