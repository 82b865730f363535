"""Commands on servers: up, down, status, serve, demo."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api import telling
from api.cli import options, output
from api.cli.options import Json, example
from graph.errors import InvalidValue

if TYPE_CHECKING:
    from api.services import Server


def up(
    context: typer.Context,
    heap: Annotated[str, typer.Option(help="Java heap of the server.")] = "1g",
    bolt_port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Its Bolt port; any free one by default.")
    ] = None,
    json: Json = False,
) -> None:
    """Start the embedded server and keep it running."""
    from api import services

    found = services.up(options.settings(context), heap=_heap(heap), bolt_port=bolt_port)
    if json:
        return output.data(found)
    return output.line(f"The embedded server runs at {found.bolt} (pid {found.pid}).")


def _heap(text: str) -> str:
    if not (text[:-1].isascii() and text[:-1].isdecimal() and text[-1:].lower() in ("m", "g")):
        raise InvalidValue(f"{text!r} is not a heap size.", hint="Try 512m or 2g.")
    return text


def down(context: typer.Context, json: Json = False) -> None:
    """Stop the embedded server."""
    from api import services

    ran, seconds = services.down(options.settings(context))
    if json:
        return output.data({"stopped": ran, "seconds": round(seconds, 3)})
    return output.line(f"Stopped in {seconds:.1f} s." if ran else "No embedded server was running.")


def status(context: typer.Context, json: Json = False) -> None:
    """Say where the graph is, what it holds, and since when."""
    from api import services

    found = services.status(options.settings(context))
    if json:
        return output.data(found)
    output.line(f"skillgraph {found.version}, home {found.home}")
    output.line(f"graph      {found.store}")
    if found.server is not None:
        output.line(f"server     {_server(found.server)}")
    output.line(f"version    {found.graph_version or 'empty'}")
    output.line(f"since      {found.since or '-'}, last changed {found.changed or '-'}")
    output.line(f"runs       {found.runs}")
    for what, counts in (("nodes", found.nodes), ("edges", found.edges)):
        output.line(f"{what:<10} {telling.counted(counts)}")
    return None


def _server(found: Server) -> str:
    if not found.running:
        return "not running; it starts when a command needs it (`skillgraph up` keeps it)"
    kept = ", kept by `up`" if found.pinned else ""
    return (
        f"{found.bolt}, pid {found.pid}, since {found.since}, users {found.users},"
        f" {(found.rss_bytes or 0) / 2**20:,.0f} MiB{kept}"
    )


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address; SKILLGRAPH_HOST.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port, 0 for any; SKILLGRAPH_PORT.")
    ] = None,
    student: options.Student = None,
) -> None:
    """Serve the HTTP API; its documentation is at /docs."""
    from api import serving

    settings = options.settings(context)
    with options.graph(context) as store:
        serving.run(
            store,
            settings,
            host=settings.host if host is None else host,
            port=settings.port if port is None else port,
            student=student,
            on_ready=lambda url: output.note(
                f"Serving {store.description} at {url}, see {url}/docs"
            ),
        )


def demo(
    context: typer.Context,
    data: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Files to use; the sample by default.")
    ] = None,
) -> None:
    """Run the whole loop, from files to a served answer, and say what to try next."""
    from api import demo as story

    if data is not None and not data.is_dir():
        raise InvalidValue(f"{data} is not a folder.", hint="Leave --data out to use the sample.")
    story.run(options.settings(context), data, _called(context))


def _called(context: typer.Context) -> str:
    """How this program was called, with the same home."""
    program = Path(sys.argv[0])
    found = shutil.which("skillgraph") == str(program) or program.name != "skillgraph"
    name = "skillgraph" if found else str(program)
    home = context.parent.params.get("home") if context.parent else None
    return f"{name} --home {home}" if home else name


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command(epilog=example("--home .skillgraph demo", "demo --data data"))(demo)
    app.command(epilog=example("up", "up --heap 2g --bolt-port 7687"))(up)
    app.command(epilog=example("down"))(down)
    app.command(epilog=example("status", "status --json"))(status)
    app.command(epilog=example("serve", "serve --host 0.0.0.0 --port 8080"))(serve)
