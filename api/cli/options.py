"""What commands share: the settings of this call, and options that mean the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.settings import Settings
from graph.errors import InvalidValue

if TYPE_CHECKING:
    from graph.store import Store

Json = Annotated[bool, typer.Option("--json", help="One JSON object per line, stable keys.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DAY", help="What the evidence said that day (2026-11-21)."),
]
Student = Annotated[
    str | None,
    typer.Option(help="Folder of a trained student; HOME/models/crf by default."),
]
Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.")]


@dataclass(frozen=True, slots=True)
class State:
    """What the options before the command said."""

    settings: Settings
    debug: bool = False


def settings(context: typer.Context) -> Settings:
    """The settings of this call."""
    state: State = context.obj
    return state.settings


@contextmanager
def graph(context: typer.Context) -> Iterator[Store]:
    """The graph of this call, open."""
    from api import services

    with services.opened(settings(context)) as store:
        yield store


def example(*lines: str) -> str:
    """The epilog of a command: what to type."""
    return "Examples:\n\n\b\n" + "\n".join(f"  skillgraph {text}" for text in lines)


def pairs(texts: list[str] | None, what: str) -> dict[str, str]:
    """`NAME=VALUE` texts as a dict.

    Raises:
        InvalidValue: one has no `=` or no name, or a name comes twice.
    """
    found: dict[str, str] = {}
    for text in texts or []:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise InvalidValue(f"{what} {text!r} is not NAME=VALUE.", hint="Try limit=5.")
        if name.strip() in found:
            raise InvalidValue(f"{what} {name.strip()!r} is given twice.")
        found[name.strip()] = value
    return found
