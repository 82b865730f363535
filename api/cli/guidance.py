"""Commands that ask a teacher about occupations: statistics, expand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api import telling
from api.cli import options, output
from api.cli.generating import BaseUrl, Budget, InFlight, PriceIn, PriceOut
from api.cli.options import Json, example
from api.cli.progress import Reporter
from api.services.guidance import FEWER_THAN, NUMBER
from graph.neighbours import LEAST_SUPPORT

if TYPE_CHECKING:
    from api.services import GuidanceReport

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
    from generation.prices import given_price

    settings = options.settings(context)
    model = teacher and services.guide(settings, teacher, base_url=base_url, seed=seed)
    with options.graph(context) as store, Reporter() as report:
        if not model:
            done = services.count_statistics(store, settings.home, report)
        else:
            asked = services.Guide(
                model,
                occupation or (),
                fewer_than,
                limit,
                concurrency,
                seed,
                budget,
                given_price(price_in, price_out),
            )
            done = services.ask_statistics(store, settings.home, asked, report)
    _end(done, json)


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
    from generation.prices import given_price

    settings = options.settings(context)
    model = services.guide(settings, teacher, base_url=base_url, seed=seed)
    asked = services.Guide(
        model,
        occupation or (),
        fewer_than,
        limit,
        concurrency,
        seed,
        budget,
        given_price(price_in, price_out),
    )
    with options.graph(context) as store, Reporter() as report:
        done = services.expand(store, settings.home, asked, report, number=number, least=least)
    _end(done, json)


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
