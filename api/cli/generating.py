"""The command `generate`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api import telling
from api.cli import options, output
from api.cli.options import Json, example
from api.cli.progress import Reporter
from generation.teachers import MAX_OUTPUT

if TYPE_CHECKING:
    from api.settings import Settings
    from generation.crew import Terms
    from generation.reports import GenerateReport, Standing


Count = Annotated[int, typer.Option(min=1, max=1_000_000, help="Triples.")]
Seed = Annotated[int, typer.Option(min=0, help="The same seed, the same contexts.")]
Teachers = Annotated[
    list[str] | None,
    typer.Option(
        metavar="SPEC[=SHARE]",
        help="offline, openai:MODEL or PROVIDER:MODEL; several with a share each.",
    ),
]
Out = Annotated[Path | None, typer.Option(metavar="DIR", help="HOME/triples by default.")]
Budget = Annotated[
    float | None,
    typer.Option(min=0, metavar="USD", help="No call is made that could exceed it."),
]
Batched = Annotated[
    bool, typer.Option("--batch", help="Through the batch interface: half the price, hours.")
]
BaseUrl = Annotated[str | None, typer.Option(help="An OpenAI-compatible server; OPENAI_BASE_URL.")]
InFlight = Annotated[int, typer.Option(min=1, max=1_000, help="Requests in flight.")]
Temperature = Annotated[
    float | None, typer.Option(min=0, max=2, help="The model's own by default.")
]
MaxOutput = Annotated[int, typer.Option(min=1, metavar="TOKENS", help="Of one reply, at most.")]
Timeout = Annotated[float, typer.Option(min=1, help="Seconds to wait for a reply.")]
PriceIn = Annotated[float | None, typer.Option(metavar="USD", help="Per million input tokens.")]
PriceOut = Annotated[float | None, typer.Option(metavar="USD", help="Per million output tokens.")]
LikePaper = Annotated[
    bool,
    typer.Option("--like-paper", help="Unmatched resumes only lack; nothing comes in its place."),
]
Starts = Annotated[
    str,
    typer.Option(metavar="KIND", help="Jobs by weight, uniform, employment or postings."),
]
Boost = Annotated[float, typer.Option(min=0, max=1, help="Rare skills more often.")]
AsOf = Annotated[str | None, typer.Option(metavar="DAY", help="The graph as of a day.")]


class Teller:
    """Prints the forecast once, then shows rate, cost and rejects as a run goes on."""

    def __init__(self, report: Reporter) -> None:
        self._report = report
        self._began: tuple[float, int] | None = None

    def __call__(self, standing: Standing) -> None:
        """Show where a run stands."""
        now = time.monotonic()
        if self._began is None:
            self._began = now, standing.done
            if standing.forecast is not None:
                output.note(telling.forecast(standing.forecast))
        seconds, done = now - self._began[0], standing.done - self._began[1]
        self._report(telling.standing(standing, done / seconds if seconds else 0.0))


def generate(
    context: typer.Context,
    *,
    count: Count = 100,
    seed: Seed = 0,
    teacher: Teachers = None,
    out: Out = None,
    budget: Budget = None,
    batch: Batched = False,
    base_url: BaseUrl = None,
    concurrency: InFlight = 8,
    temperature: Temperature = None,
    max_output: MaxOutput = MAX_OUTPUT,
    timeout: Timeout = 120.0,
    price_in: PriceIn = None,
    price_out: PriceOut = None,
    like_paper: LikePaper = False,
    starts: Starts = "weight",
    boost: Boost = 0.0,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Write job descriptions with a matched and an unmatched resume. Interrupted runs resume.

    What a hosted teacher replied is kept: the same contexts again cost nothing.
    """
    from api import services
    from generation.contexts import Recipe
    from generation.mixing import shares_of

    settings = options.settings(context)
    terms = _terms(settings, budget, price_in, price_out, batch=batch)
    teachers = services.mix(
        settings,
        shares_of(teacher or ["offline"]),
        base_url=base_url,
        seed=seed,
        temperature=temperature,
        max_output=max_output,
        timeout=timeout,
    )
    terms.check(teachers)
    recipe = Recipe(balanced=not like_paper, starts=starts, boost=boost, as_of=as_of)
    with options.graph(context) as store, Reporter() as report:
        report("prepare walks")
        done = services.generate(
            store,
            count=count,
            seed=seed,
            teacher=teachers,
            out=out or settings.triples,
            concurrency=concurrency,
            terms=terms,
            recipe=recipe,
            watch=Teller(report),
        )
    _show(done, json)


def _show(done: GenerateReport, json: bool) -> None:
    if json:
        return output.data(done)
    for line in telling.generated(done):
        output.line(line)
    return None


def _terms(
    settings: Settings,
    budget: float | None,
    price_in: float | None,
    price_out: float | None,
    *,
    batch: bool,
) -> Terms:
    from generation.crew import Terms
    from generation.prices import given_price

    price = given_price(price_in, price_out)
    return Terms(budget=budget, price=price, cache=settings.replies, batch=batch)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command(
        epilog=example(
            "generate --count 300 --seed 7 --out triples",
            "generate --teacher openai:gpt-5-mini --budget 5.00 --count 1000 --out triples",
            "generate --teacher openai:gpt-5-mini --batch --count 1000 --out triples",
            "generate --teacher offline=0.9 --teacher openai:gpt-5-mini=0.1 --out triples",
            "generate --teacher openai:MODEL --base-url http://127.0.0.1:8080/v1 --out triples",
        )
    )(generate)
