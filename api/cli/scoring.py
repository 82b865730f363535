"""`skillgraph score …`: figures on labelled files, for any file in the format."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api import telling, telling_documents
from api.cli import guidance, options, output
from api.cli.generating import BaseUrl, Budget, InFlight, PriceIn, PriceOut
from api.cli.options import Json, example
from api.cli.progress import Reporter
from api.services.guidance import FEWER_THAN, NUMBER
from graph.errors import InvalidValue
from graph.neighbours import LEAST_SUPPORT

if TYPE_CHECKING:
    from graph.store import Store

score = typer.Typer(
    help="Measure quality on files of labelled rows.", no_args_is_help=True, rich_markup_mode=None
)

Alone = Annotated[
    bool, typer.Option("--alone", help="Built-in knowledge only, without what the graph holds.")
]


def extract(
    context: typer.Context,
    on: Annotated[Path, typer.Option(metavar="FILE", help="Triples, or RJDB rows (JSONL).")],
    student: options.Student = None,
    json: Json = False,
) -> None:
    """Score a student on documents, beside trivial baselines."""
    from api import services

    models = options.settings(context).models
    with Reporter() as report:
        done = services.score(models, "extract", student=student, on=on, progress=report)
    _show(done.as_json(), telling.scored(done), json)


def documents(
    context: typer.Context,
    on: Annotated[
        Path, typer.Option(metavar="PATH", help="Triples (a folder or JSONL), or RJDB rows.")
    ],
    beside: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Another one, scored by the same code.")
    ] = None,
    alone: Annotated[
        bool, typer.Option("--alone", help="Know only the skills that the files name.")
    ] = False,
    json: Json = False,
) -> None:
    """Score documents: faithfulness, give-aways, variety, names, likeness to RJDB.

    Known skills are the canonical ones of the graph if there is one, else those that the files name.
    """
    from api import services

    paths = [on, beside] if beside else [on]
    with _graph(context, alone) as store, Reporter() as report:
        done = [score.figures() for score in services.score_documents(store, paths, report)]
    figures = {**done[0], "beside": done[1] if beside else None}
    _show(figures, telling_documents.scored(done), json)


def parsing(
    context: typer.Context,
    on: Annotated[Path, typer.Option(metavar="FILE", help="JSONL: raw, expected, kind, ….")],
    alone: Alone = False,
    json: Json = False,
) -> None:
    """Score the parser of skill fields, beside a plain cut at commas.

    A line is an object: `raw`, `expected` (names), and where present `accept` (expected name: names
    also fine), `optional` (neither right nor wrong), `must_not`, `kind`.
    """
    from api import services

    with _graph(context, alone) as store:
        done = services.score_parsing(store, on)
    _show(done.to_row(), telling.scored_parsing(done), json)


def identity(
    context: typer.Context,
    on: Annotated[Path, typer.Option(metavar="FILE", help="CSV: a,b,same.")],
    alone: Alone = False,
    json: Json = False,
) -> None:
    """Score which names are one skill, beside comparing keys alone."""
    from api import services

    with _graph(context, alone) as store:
        done = services.score_identity(store, on)
    _show(done.figures(), telling.scored_identity(done), json)


def titles(
    context: typer.Context,
    on: Annotated[Path, typer.Option(metavar="FILE", help="CSV: title,soc_code[,accepted_…].")],
    json: Json = False,
) -> None:
    """Score which occupation of the graph a title finds, or none, beside simple look-ups.

    The columns are `title`, `soc_code` (15-1252, empty for none) and, if there is one,
    `accepted_soc_codes` (separated by |).
    """
    from api import services

    with options.graph(context) as store:
        done = services.score_titles(store, on)
    _show(done, telling.scored_titles(done), json)


def edges(
    context: typer.Context,
    onet: Annotated[Path, typer.Option(metavar="DIR", help="Holds Technology Skills.xlsx.")],
    json: Json = False,
) -> None:
    """Score what postings say that occupations require against what O*NET lists.

    O*NET itself must not be in the graph: `skillgraph forget onet`.
    """
    from api import services

    with options.graph(context) as store:
        done = services.score_edges(store, onet)
    _show(done.figures(), telling.scored_edges(done), json)


def expansion(
    context: typer.Context,
    onet: Annotated[Path, typer.Option(metavar="DIR", help="Holds Technology Skills.xlsx.")],
    *,
    teacher: guidance.Teacher,
    part: Annotated[
        str, typer.Option(help="all, or one half of the occupations: dev, test.")
    ] = "all",
    occupation: guidance.Occupations = None,
    fewer_than: guidance.FewerThan = FEWER_THAN,
    limit: guidance.Limit = None,
    number: guidance.Number = NUMBER,
    least: guidance.Least = LEAST_SUPPORT,
    seed: guidance.Seed = 0,
    base_url: BaseUrl = None,
    concurrency: InFlight = 4,
    budget: Budget = None,
    price_in: PriceIn = None,
    price_out: PriceOut = None,
    json: Json = False,
) -> None:
    """Score skills that a teacher names against what O*NET lists, before and after the filter.

    Nothing is written to the graph; what O*NET says is left out of the prompts and of the filter.
    """
    from api import services
    from ingest.quality.expansion import PARTS

    parts = [each for each in PARTS if each == part]
    if not parts:
        raise InvalidValue(f"{part!r} is no part.", hint=f"There is {', '.join(PARTS)}.")
    asked = guidance.asking(
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
        done = services.score_expansion(
            store,
            options.settings(context).home,
            asked,
            report,
            onet=onet,
            number=number,
            least=least,
            part=parts[0],
        )
    _show(done.figures(), telling.scored_expansion(done), json)


@contextmanager
def _graph(context: typer.Context, alone: bool) -> Iterator[Store | None]:
    """The graph if there is one and it is wanted."""
    from api import services

    if alone or not services.exists(options.settings(context)):
        yield None
        return
    with options.graph(context) as store:
        yield store


def _show(figures: Any, lines: Iterator[str], json: bool) -> None:
    if json:
        output.data(figures)
        return
    for line in lines:
        output.line(line)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    score.command(
        epilog=example(
            "score extract --on triples",
            "score extract --student models/crf --on rjdb.jsonl --json",
        )
    )(extract)
    score.command(
        epilog=example(
            "score documents --on triples --beside rjdb.jsonl",
            "score documents --on rjdb.jsonl --json",
        )
    )(documents)
    score.command(epilog=example("score parsing --on fields.jsonl --json"))(parsing)
    score.command(epilog=example("score identity --on pairs.csv --json"))(identity)
    score.command(epilog=example("score titles --on titles.csv --json"))(titles)
    score.command(epilog=example("score edges --onet data/onet --json"))(edges)
    score.command(epilog=example("score expansion --onet data/onet --teacher offline --part test"))(
        expansion
    )
    app.add_typer(score, name="score", epilog=example("score parsing --on fields.jsonl"))
