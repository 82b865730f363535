"""The pages under `docs/` that are made from the code: `make docs` writes them, CI compares.

python -m docs.generate            write them
python -m docs.generate --check    fail, with the names of those that are stale
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from docs import examples
from graph import queries
from graph.queries import QueryFile
from graph.store import Store

FOLDER = Path(__file__).parent
READS = {
    "point": "what its parameters name, and their edges",
    "neighbours": "what its parameters name, and all edges of what that is joined to",
    "graph": "all of a kind",
}
NOTE = "<!-- Made by `make docs`; changes here are lost. -->"


def pages() -> dict[str, str]:
    """Text by file name of every generated page."""
    return {
        "api.md": _page("HTTP API", _api()),
        "cli.md": _page("Command line", _cli()),
        "queries.md": _page("Named queries", _queries()),
        "settings.md": _page("Settings", _settings()),
    }


def stale() -> list[str]:
    """Names of pages that differ from what the code says now."""
    found = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    return [name for name, text in pages().items() if found.get(name) != text]


def _page(title: str, blocks: Iterator[str]) -> str:
    text = "\n\n".join([f"# {title}", NOTE, *blocks]) + "\n"
    return "\n".join(line.rstrip() for line in text.split("\n"))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *(tuple(_cell(c) for c in row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


# ---- queries ------------------------------------------------------------------------------------


def _queries() -> Iterator[str]:
    catalog = sorted(queries.catalog().values(), key=lambda query: query.name)
    yield (
        "One file each under `cypher/`. Run one as `skillgraph query NAME KEY=VALUE …`; without a name "
        "the command lists them. Values travel as parameters; a `day` is written as 2018-03-01, `= …` "
        "is what a value is without being given, and `?` stands where it may be absent (shown as `-`). "
        "Occupations, skills, groups and runs are given by key or name, except where a parameter is "
        "called `key`. What weights, costs and sources are is said in [graph.md](graph.md)."
    )
    yield (
        "The answers are those of the shipped sample, loaded with "
        f"`--crawled {examples.CRAWLED}`, up to {examples.SHOWN} rows of each; RUN stands for a run's "
        "key, TODAY for the day of the load. Queries about documents, decisions and runs are shown "
        "without an answer: the sample holds no documents and no decisions."
    )
    with examples.sample() as store:
        for query in catalog:
            if query.public:
                yield from _query(store, query)
    yield "## Used by the program itself"
    yield "Each serves one function of `graph`; they are not offered by name."
    rows = [(f"`{q.folder}/{q.name}`", q.mode, q.doc) for q in catalog if not q.public]
    yield _table(("query", "mode", "what it does"), rows)


def _query(store: Store, query: QueryFile) -> Iterator[str]:
    yield f"## {query.name}"
    yield query.doc
    returns = ", ".join(f"{name}: {kind}" for name, kind in query.returns)
    yield (
        f"- takes {f'`{query.signature()}`' if query.params else 'nothing'}\n"
        f"- returns {f'`{returns}`' if returns else 'nothing'}\n"
        f"- reads {READS[query.scope]}\n"
        f"- file [`cypher/{query.folder}/{query.name}.cypher`]"
        f"(../cypher/{query.folder}/{query.name}.cypher)"
    )
    for typed, shown in examples.answers(store, query):
        yield f"```text\n$ {typed}\n{shown}\n```"


# ---- command line -------------------------------------------------------------------------------


def _cli() -> Iterator[str]:
    import typer

    from api import cli
    from api.cli.commands import app

    if cli.__doc__:
        yield cli.__doc__.strip()
    yield from _command([], typer.main.get_command(app))


def _command(path: list[str], command: Any) -> Iterator[str]:
    if path:
        yield f"{'#' * (len(path) + 1)} {' '.join(path)}"
    yield f"```text\n{_help(path)}\n```"
    for name, child in sorted(getattr(command, "commands", {}).items()):
        yield from _command([*path, name], child)


def _help(path: list[str]) -> str:
    from api import cli

    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        code = cli.run([*path, "--help"])
    if code:
        raise SystemExit(f"`skillgraph {' '.join(path)} --help` ended with {code}.")
    return shown.getvalue().strip("\n")


# ---- HTTP ---------------------------------------------------------------------------------------


def _api() -> Iterator[str]:
    from api.app import create_app

    # Describing the routes asks nothing of the store.
    schema = create_app(cast(Store, None)).openapi()
    yield schema["info"]["description"].strip()
    yield "The same as OpenAPI: `/openapi.json`, and `/docs` to try it."
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            yield f"## {method.upper()} {path}"
            yield from _operation(operation)


def _operation(operation: dict[str, Any]) -> Iterator[str]:
    yield operation.get("description") or operation.get("summary", "")
    if operation.get("parameters"):
        rows = [_parameter(p) for p in operation["parameters"]]
        yield _table(("parameter", "in", "type", "default", "meaning"), rows)
    body = operation.get("requestBody", {}).get("content", {})
    yield from _examples("Request", body)
    for status, response in sorted(operation["responses"].items()):
        if status.startswith("2"):
            yield from _examples(f"Answer {status}", response.get("content", {}))


def _parameter(parameter: dict[str, Any]) -> tuple[str, ...]:
    schema = parameter.get("schema", {})
    kinds = [s.get("type", "") for s in schema.get("anyOf", [schema])]
    default = "required" if parameter.get("required") else f"`{json.dumps(schema.get('default'))}`"
    meaning = parameter.get("description") or schema.get("description", "")
    return (f"`{parameter['name']}`", parameter["in"], " or ".join(kinds), default, meaning)


def _examples(title: str, content: dict[str, Any]) -> Iterator[str]:
    for kind, media in content.items():
        found = [e.get("value") for e in media.get("examples", {}).values()]
        found += [media["example"]] if "example" in media else []
        reference = media.get("schema", {}).get("$ref", "").rpartition("/")[2]
        yield f"{title}: `{kind}`" + (f", `{reference}`" if reference else "")
        for example in found:
            yield f"```json\n{json.dumps(example, indent=2, ensure_ascii=False)}\n```"


# ---- settings -----------------------------------------------------------------------------------


def _settings() -> Iterator[str]:
    from api import settings

    yield (settings.__doc__ or "").partition("\n")[2].strip()
    yield (
        "They are read from the environment by `api/settings.py` and nowhere else. "
        "Options of a command win over them."
    )


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` compare them."""
    os.environ["COLUMNS"] = "100"  # help is wrapped to the terminal, which must not matter here
    if arguments == ["--check"]:
        old = stale()
        if old:
            print(f"Stale: {', '.join('docs/' + name for name in old)}. Run `make docs`.")
        return 1 if old else 0
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"docs/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
