"""The command line: `skillgraph [--home DIR] COMMAND`.

Results go to stdout, progress and log lines to stderr. Exit codes: 0 done, 1 a mistake in data or
request or part of the work failed, 2 usage, 3 the graph cannot be reached, 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from api.cli import output
from api.cli.commands import app
from graph.errors import SkillgraphError

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit with its code."""
    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))


def run(arguments: list[str]) -> int:
    """Run a command; every failure is one line on stderr and an exit code."""
    debug = "--debug" in arguments
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        output.error("interrupted", "The same command again goes on where this one stopped.")
        return INTERRUPTED
    except SkillgraphError as error:
        output.error(error.message, error.hint, trace=debug)
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - the last resort: one line instead of a traceback
        text = " ".join(str(error).split())[:300]
        hint = "" if debug else "`skillgraph --debug …` shows where."
        output.error(f"unexpected {type(error).__name__}: {text}", hint, trace=debug)
        return 1
    finally:
        output.flush()


def _run(arguments: list[str]) -> int:
    import typer

    command = typer.main.get_command(app)
    try:
        code = command.main(arguments, prog_name="skillgraph", standalone_mode=False)
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            output.note(error.format_message())
        else:
            output.error(error.format_message(), _usage_hint(error))
        return error.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    if code == INTERRUPTED:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def _usage_hint(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "skillgraph"
    return f"`{path} --help` shows how."
