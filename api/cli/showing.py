"""`skillgraph show`: a triple in the terminal, or as a page."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api import showing
from api.cli import options, output
from api.cli.options import Json, example

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from generation.examples import Triple

_SIDE_BY_SIDE = 120
_COLOURS = {"kept": "green", "removed": "red", "added": "yellow"}
_HOW = {"verbatim": "", "alias": "underline", "implied": "italic"}


def show(
    context: typer.Context,
    triple: Annotated[
        str, typer.Argument(metavar="TRIPLE", help="A folder or file, or the key of a triple.")
    ],
    *,
    index: Annotated[int, typer.Option(min=0, help="Which one of a folder or file, from 0.")] = 0,
    on: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where to look for a key; HOME/triples by default."),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write it as one page that needs no network."),
    ] = None,
    json: Json = False,
) -> None:
    """Show one triple: the walk it came from, and its documents with the skills marked."""
    from api import services

    found = services.find_triple(triple, index, on or options.settings(context).triples)
    if html is not None:
        services.write_page(found, html)
        output.note(f"wrote {html}")
    if json:
        return output.data(found)
    if html is None:
        for line in rendered(found).splitlines():
            output.line(line)
    return None


def rendered(triple: Triple) -> str:
    """The triple as text; with colours where results go to a terminal."""
    from rich.console import Console

    text = io.StringIO()
    outside = Console(file=sys.stdout)
    console = Console(
        file=text,
        width=outside.width,
        force_terminal=outside.is_terminal,
        no_color=outside.no_color,
        highlight=False,
        emoji=False,
        markup=False,
    )
    _print(console, triple)
    return "\n".join(line.rstrip() for line in text.getvalue().split("\n"))


def _print(console: Console, triple: Triple) -> None:
    context = triple.context
    console.print(_text(f"triple {triple.key} (teacher {triple.provenance.teacher})"))
    for name, text in _heads(triple):
        console.print(f"{name:<11}", text)
    if console.is_terminal:
        console.print(f"{'marks':<11}", _legend())
    console.print()
    used = showing.used(context)
    for root in showing.walk(context.trace):
        console.print(_tree(root, used))
    console.print()
    columns = list(showing.documents(triple))
    if console.width < _SIDE_BY_SIDE:
        for title, pieces in columns:
            console.print(_panel(title, pieces))
        return
    from rich.table import Table

    table = Table.grid(padding=(0, 1))
    for _ in columns:
        table.add_column(ratio=1)
    table.add_row(*(_panel(title, pieces) for title, pieces in columns))
    console.print(table)


def _heads(triple: Triple) -> Iterable[tuple[str, Text]]:
    found = showing.skills(triple.context)
    yield "skills", _joined(_text(s.name, _COLOURS[s.role]) for s in found if s.role != "added")
    for role in ("removed", "added"):
        named = [_text(s.name, _COLOURS[role]) for s in found if s.role == role]
        if named:
            yield role, _joined(named)
    for job in showing.jobs(triple.context):
        remark = f" ({job.remark})" if job.remark else ""
        yield "experience", _text(f"{job.title}, {job.years}{remark}")


def _legend() -> Text:
    roles = [_text(meaning, _COLOURS[role]) for role, meaning in showing.LEGEND.items()]
    return _joined(roles + [_text(meaning, _HOW[how]) for how, meaning in showing.HOW.items()])


def _joined(texts: Iterable[Text], between: str = ", ") -> Text:
    return _text(between).join(texts)


def _text(text: str, style: str = "") -> Text:
    """A text in a style, without what would steer the terminal: triples come from elsewhere."""
    from rich.text import Text

    safe = "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)
    return Text(safe, style)


def _tree(root: showing.Branch, used: set[str]) -> Any:
    from rich.tree import Tree

    def grow(branch: showing.Branch, tree: Tree | None) -> Tree:
        nodes, rest = branch.chain()
        label = _label(nodes, used)
        here = Tree(label) if tree is None else tree.add(label)
        for each in rest:
            grow(each, here)
        return here

    return grow(root, None)


def _label(nodes: list[showing.Branch], used: set[str]) -> Text:
    texts = []
    for node in nodes:
        style = "bold" if node.step.kind == "occupation" else "green"
        texts.append(_text(node.step.name, style if node.step.key in used else "dim"))
    label = _joined(texts, " → ")
    return label.append(f" × {nodes[0].times}", "dim") if nodes[0].times > 1 else label


def _panel(title: str, pieces: list[showing.Piece]) -> Any:
    from rich.panel import Panel

    text = _text("")
    for piece in pieces:
        style = ""
        if piece.role and piece.span:
            style = f"{_COLOURS[piece.role]} {_HOW[piece.span.how]}".strip()
        text.append_text(_text(piece.text, style))
    return Panel(text, title=title, title_align="left", border_style="dim")


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command(
        epilog=example(
            "show triples",
            "show triples --index 3 --json",
            "show 5a1f03c2 --on triples --html triple.html",
        )
    )(show)
