"""Commands that ask a teacher about occupations: statistics, expand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api import telling
from api.cli import options, output
from api.cli.generating import BaseUrl, Budget, InFlight, PriceIn, PriceOut
from api.cli.options import Json, example
from api.cli.progress import Reporter
from api.services.guidance import FEWER_THAN, NUMBER
from graph.neighbours import LEAST_SUPPORT

if TYPE_CHECKING:
    from api.services import GuidanceReport, Guide

PART_FAILED = 1

Occupations = Annotated[
    list[str] | None,
    typer.Option("--occupation", metavar="TITLE", help="Only these; title, alias or key."),
]
FewerThan = Annotated[
    int, typer.Option(min=0, help="Without --occupation: those with fewer postings than this.")
]
Limit = Annotated[int | None, typer.Option(min=1, help="The first so many of them, by key.")]
Seed = Annotated[int, typer.Option(min=0, help="Passed to teachers that know seeds.")]
Number = Annotated[int, typer.Option(min=1, max=100, help="Skills to ask for.")]
Least = Annotated[
    float, typer.Option(min=0, max=1, help="Support among neighbours that a skill needs.")
]
Teacher = Annotated[str, typer.Option(metavar="SPEC", help="offline, or what generate knows.")]


def statistics(
    context: typer.Context,
    *,
    teacher: Annotated[
        str | None,
        typer.Option(metavar="SPEC", help="Ask it; without one, postings are counted."),
    ] = None,
    occupation: Occupations = None,
    fewer_than: FewerThan = FEWER_THAN,
    limit: Limit = None,
    seed: Seed = 0,
    base_url: BaseUrl = None,
    concurrency: InFlight = 4,
    budget: Budget = None,
    price_in: PriceIn = None,
    price_out: PriceOut = None,
    json: Json = False,
) -> None:
    """Write how many skills people of an occupation list, and how long they stay in a job.

    The other options are for a teacher. The same command goes on where one was interrupted.
    """
    from api import services

    home = options.settings(context).home
    if not teacher:
        with options.graph(context) as store, Reporter() as report:
            return _end(services.count_statistics(store, home, report), json)
    asked = asking(
        context,
        teacher,
        price=(price_in, price_out),
        base_url=base_url,
        occupations=occupation or (),
        fewer_than=fewer_than,
        limit=limit,
        concurrency=concurrency,
        seed=seed,
        budget=budget,
    )
    with options.graph(context) as store, Reporter() as report:
        done = services.ask_statistics(store, home, asked, report)
    return _end(done, json)


def expand(
    context: typer.Context,
    *,
    teacher: Teacher,
    occupation: Occupations = None,
    fewer_than: FewerThan = FEWER_THAN,
    limit: Limit = None,
    number: Number = NUMBER,
    least: Least = LEAST_SUPPORT,
    seed: Seed = 0,
    base_url: BaseUrl = None,
    concurrency: InFlight = 4,
    budget: Budget = None,
    price_in: PriceIn = None,
    price_out: PriceOut = None,
    json: Json = False,
) -> None:
    """Have a teacher name skills of occupations that few postings tell of.

    What neighbouring occupations speak for is written as suggestions; `runs accept RUN` lets walks
    follow them. The same command goes on where one was interrupted.
    """
    from api import services

    asked = asking(
        context,
        teacher,
        price=(price_in, price_out),
        base_url=base_url,
        occupations=occupation or (),
        fewer_than=fewer_than,
        limit=limit,
        concurrency=concurrency,
        seed=seed,
        budget=budget,
    )
    with options.graph(context) as store, Reporter() as report:
        done = services.expand(
            store, options.settings(context).home, asked, report, number=number, least=least
        )
    _end(done, json)


def asking(
    context: typer.Context,
    spec: str,
    *,
    price: tuple[float | None, float | None],
    base_url: str | None,
    seed: int,
    **how: Any,
) -> Guide:
    """The teacher of that name, and how it is asked: what else `services.Guide` takes."""
    from api import services
    from generation.prices import given_price

    model = services.guide(options.settings(context), spec, base_url=base_url, seed=seed)
    return services.Guide(model, seed=seed, price=given_price(*price), **how)


def _end(done: GuidanceReport, json: bool) -> None:
    if json:
        output.data(done)
    else:
        for line in telling.guided(done):
            output.line(line)
    if done.unanswered:
        output.error(
            f"{sum(done.unanswered.values())} of {done.occupations} occupations got no usable answer",
            "The same command asks for them again.",
        )
        raise typer.Exit(PART_FAILED)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command(
        epilog=example(
            "statistics",
            "statistics --teacher openai:gpt-4o-mini --limit 50",
            'statistics --teacher offline --occupation "Registered Nurses" --json',
        )
    )(statistics)
    app.command(
        epilog=example(
            "expand --teacher openai:gpt-4o-mini --limit 50",
            'expand --teacher offline --occupation "Web Developers" --json',
        )
    )(expand)
