"""Commands on documents: extract, enrich, runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import options, output
from api.cli.options import Json, Paths, Student, example
from api.cli.progress import Reporter

if TYPE_CHECKING:
    from api.services import Failure

PART_FAILED = 1


def extract(
    context: typer.Context, paths: Paths, student: Student = None, json: Json = False
) -> None:
    """Find skills in documents (.txt .md .docx .pdf), writing nothing."""
    from api import services

    reader = services.load_student(options.settings(context).models, student)
    with Reporter() as report:
        found = services.extract_paths(reader, paths, report)
    for each in found.found:
        if json:
            output.data(
                {
                    "path": each.path,
                    "document": each.document,
                    "model": found.model,
                    "mentions": each.mentions,
                }
            )
            continue
        output.line(f"{each.path}  ({found.model})")
        for m in each.mentions:
            skill = m.skill or "no known skill"
            output.line(f"  {m.start:>6}-{m.end:<6} {m.confidence:.2f}  {m.text}  -> {skill}")
    _end(found.failures, len(found.found))


def enrich(
    context: typer.Context,
    paths: Paths,
    threshold: Annotated[
        float, typer.Option(min=0, max=1, help="Accept mentions at least this sure.")
    ] = 0.5,
    student: Student = None,
    json: Json = False,
) -> None:
    """Extract from documents and write what is found into the graph, with evidence."""
    from api import services

    settings = options.settings(context)
    reader = services.load_student(settings.models, student)
    with options.graph(context) as store, Reporter() as report:
        done = services.enrich_paths(
            store, settings.home, paths, student=reader, threshold=threshold, progress=report
        )
    for each in done.documents:
        if json:
            output.data({"kind": "document", **output.plain(each)})
        else:
            output.line(f"{each.path}: {each.mentions} mentions, document {each.document}")
    if json:
        summary = {"run": done.run, "model": done.model, "threshold": done.threshold}
        failed = {"documents": len(done.documents), "failures": done.failures}
        output.data({"kind": "run", **summary, **failed, "changes": done.changes})
    elif done.run:
        changes = done.changes
        output.line(
            f"run {done.run}: {changes.created} created, {changes.updated} updated"
            + ("" if changes else " (nothing new)")
        )
    _end(done.failures, len(done.documents))


def _end(failures: list[Failure], done: int) -> None:
    for failure in failures:
        output.note(f"skipped: {failure.reason}")
    if failures:
        output.error(f"{len(failures)} of {len(failures) + done} documents could not be read")
        raise typer.Exit(PART_FAILED)
    if not done:
        output.error("no documents were found", "Give .txt, .md, .docx or .pdf files or folders.")
        raise typer.Exit(PART_FAILED)


runs = typer.Typer(
    help="Who wrote what: list, show, accept, undo.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog=example("runs list", "runs undo enrich-0123456789ab"),
)


@runs.command("list", epilog=example("runs list", "runs list --limit 5 --json"))
def list_runs(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="Runs at most.")] = 20,
    json: Json = False,
) -> None:
    """List the runs, latest first."""
    from graph import reads

    with options.graph(context) as store:
        found = reads.list_runs(store, limit=limit)
    if json:
        for run in found:
            output.data(run)
        return
    output.table(
        ["run", "step", "status", "started", "model", "counts"],
        [[r.key, r.step, r.status, r.started[:19], r.model or None, r.counts] for r in found],
    )


@runs.command("show", epilog=example("runs show enrich-0123456789ab", "runs show enrich-01 --json"))
def show_run(
    context: typer.Context,
    run: Annotated[str, typer.Argument(help="A run's key, or a beginning that only it has.")],
    json: Json = False,
) -> None:
    """Show one run: its command, inputs and counts."""
    from graph import reads

    with options.graph(context) as store:
        found = reads.find_run(store, run)
    if json:
        return output.data(found)
    for name, value in output.plain(found).items():
        output.line(f"{name:<9} {value if value not in (None, '') else '-'}")
    return None


@runs.command(
    "accept", epilog=example("runs accept expand-0123456789ab", "runs accept expand-01 --least 0.1")
)
def accept_run(
    context: typer.Context,
    run: Annotated[str, typer.Argument(help="A run's key, or a beginning that only it has.")],
    least: Annotated[
        float | None,
        typer.Option(
            min=0, max=1, help="Confidence of a mention (0.5), support of a suggestion (0.005)."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Accept what a run proposed and is sure enough, of skills that the graph knows."""
    from api import services

    with options.graph(context) as store:
        key, changes = services.accept(store, options.settings(context).home, run, least)
    if json:
        return output.data({"run": key, "changes": changes})
    return output.line(f"run {key}: {changes.updated} accepted")


@runs.command("undo", epilog=example("runs undo enrich-0123456789ab"))
def undo_run(
    context: typer.Context,
    run: Annotated[str, typer.Argument(help="A run's key, or a beginning that only it has.")],
    json: Json = False,
) -> None:
    """Remove exactly what a run of enrich, expand or statistics added."""
    from api import services

    with options.graph(context) as store:
        key, changes = services.undo(store, options.settings(context).home, run)
    if json:
        return output.data({"run": key, "changes": changes})
    return output.line(
        f"run {key} undone: {changes.deleted} deleted, {changes.updated} kept for other runs"
    )


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command(epilog=example("extract resume.pdf", "extract resumes/ --json"))(extract)
    app.command(epilog=example("enrich resumes/", "enrich resume.docx --threshold 0.8 --json"))(
        enrich
    )
    app.add_typer(runs, name="runs")
