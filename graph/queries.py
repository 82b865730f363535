"""The query library: Cypher in files, each with a header that declares it, checked when loaded.

    // name: occupation_skills
    // Skills an occupation requires, strongest first.
    // mode: read
    // params: occupation: str, limit: int = 25
    // returns: skill: str, weight: float
    MATCH …

The name is the file's name. A parameter that is declared and not used, or used and not declared, is
an error at load. Types: str, int, float, bool, list, map, day (`2026-11-21`); a trailing `?` allows
null. An `example:` line holds values, as for the command line, whose answer the documentation shows.

`scope: graph` says that a query reads all nodes or edges of a kind, by what it answers; every other
one starts at nodes that its parameters name, and a test reads its plan: a point query reads their
edges, one of `scope: neighbours` also all edges of what they are joined to.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any

from graph.errors import InvalidValue, NotFound, QueryFileError

FOLDERS = ("export", "lookup", "read", "search", "sync", "walk", "write")
PUBLIC_FOLDERS = ("read", "search")
_TYPES = {"str", "int", "float", "bool", "list", "map", "day"}
_HEADER = re.compile(r"^//\s?(.*)$")
_USED = re.compile(r"\$([A-Za-z_]\w*)")
_QUIET = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|//[^\n]*|/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Param:
    """A declared parameter; `required` ones have no default."""

    name: str
    type: str
    nullable: bool
    required: bool
    default: Any = None


@dataclass(frozen=True, slots=True)
class QueryFile:
    """A query and what its header says."""

    name: str
    folder: str
    doc: str
    mode: str
    params: tuple[Param, ...]
    returns: tuple[tuple[str, str], ...]
    text: str
    examples: tuple[str, ...] = ()
    scope: str = "point"

    @property
    def public(self) -> bool:
        """Whether users run it by name; the others serve one function of `graph` each."""
        return self.folder in PUBLIC_FOLDERS

    def bind(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Values for every parameter, defaults filled in.

        Raises:
            InvalidValue: an unknown or a missing parameter; names only, values may be personal.
        """
        known = {p.name for p in self.params}
        unknown = sorted(set(values) - known)
        if unknown:
            raise InvalidValue(
                f"Query {self.name} has no parameter {', '.join(unknown)}.",
                hint=f"It takes {self.signature() or 'none'}.",
            )
        missing = [p.name for p in self.params if p.required and p.name not in values]
        if missing:
            raise InvalidValue(
                f"Query {self.name} needs {', '.join(missing)}.",
                hint=f"It takes {self.signature()}.",
            )
        bound = {p.name: values.get(p.name, p.default) for p in self.params}
        for param in self.params:
            if param.type == "day":
                _check_day(self.name, param, bound[param.name])
        return bound

    def signature(self) -> str:
        """The parameters as the header declares them."""
        return ", ".join(
            f"{p.name}: {p.type}{'?' if p.nullable else ''}"
            + ("" if p.required else f" = {json.dumps(p.default)}")
            for p in self.params
        )

    def parse(self, raw: Mapping[str, str]) -> dict[str, Any]:
        """Typed values from text as a command line gives it (`limit=5`)."""
        types = {p.name: p for p in self.params}
        return {k: _parse(self.name, types[k], v) if k in types else v for k, v in raw.items()}


def _parse(query: str, param: Param, raw: str) -> Any:
    try:
        if param.nullable and raw in ("", "null"):
            return None
        if param.type == "bool":
            return {"true": True, "false": False}[raw.lower()]
        if param.type in ("list", "map"):
            return json.loads(raw)
        if param.type == "day":
            _check_day(query, param, raw)
            return raw
        return {"str": str, "int": int, "float": float}[param.type](raw)
    except (KeyError, ValueError):
        raise InvalidValue(
            f"Query {query}: parameter {param.name} must be of type {param.type}."
        ) from None


def _check_day(query: str, param: Param, value: Any) -> None:
    if value is None and param.nullable:
        return
    try:
        # Days are compared as text, so only the one way to write them may pass.
        if date.fromisoformat(value).isoformat() == value:
            return
    except (TypeError, ValueError):
        pass
    raise InvalidValue(
        f"Query {query}: {param.name} must be a day that exists.", hint="Write it as 2026-11-21."
    )


def load_text(name: str, folder: str, source: str) -> QueryFile:
    """A query from the text of its file.

    Raises:
        QueryFileError: the header is incomplete or does not fit the text.
    """
    where = f"Query file {folder}/{name}.cypher"
    fields: dict[str, str] = {}
    doc: list[str] = []
    examples: list[str] = []
    body: list[str] = []
    for line in source.splitlines():
        header = None if body else _HEADER.match(line)
        if header is None:
            body.append(line)
            continue
        key, _, value = header[1].partition(":")
        if key in ("name", "mode", "scope", "params", "returns"):
            fields[key] = f"{fields[key]}, {value.strip()}" if key in fields else value.strip()
        elif key == "example":
            examples.append(value.strip())
        elif header[1].strip():
            doc.append(header[1].strip())
    if fields.get("name") != name:
        raise QueryFileError(f"{where} must declare its own name, not {fields.get('name')!r}.")
    if fields.get("mode") not in ("read", "write"):
        raise QueryFileError(f"{where} must declare mode: read or mode: write.")
    scope = fields.get("scope", "point")
    if scope not in ("point", "neighbours", "graph"):
        raise QueryFileError(f"{where}: scope is neighbours or graph, or left out.")
    if not doc:
        raise QueryFileError(f"{where} must say in a comment line what it answers.")
    text = "\n".join(body).strip()
    params = _declared(where, fields.get("params", ""))
    used = set(_USED.findall(_QUIET.sub(" ", text)))
    declared = {p.name for p in params}
    if used != declared:
        raise QueryFileError(
            f"{where}: declared and not used: {sorted(declared - used)}; "
            f"used and not declared: {sorted(used - declared)}."
        )
    declared_returns = _declared(where, fields.get("returns", ""))
    returns = tuple((p.name, f"{p.type}{'?' if p.nullable else ''}") for p in declared_returns)
    said = " ".join(doc)
    return QueryFile(
        name, folder, said, fields["mode"], params, returns, text, tuple(examples), scope
    )


def _declared(where: str, text: str) -> tuple[Param, ...]:
    params = []
    for part in filter(None, (p.strip() for p in text.split(","))):
        found = re.fullmatch(r"(\w+):\s*(\w+)(\?)?\s*(?:=\s*(.+))?", part)
        if found is None or found[2] not in _TYPES:
            raise QueryFileError(f"{where}: cannot read the declaration {part!r}.")
        default = json.loads(found[4]) if found[4] else None
        required = found[4] is None and not found[3]
        params.append(Param(found[1], found[2], bool(found[3]), required, default))
    return tuple(params)


@functools.cache
def catalog() -> dict[str, QueryFile]:
    """Every query by name.

    Raises:
        QueryFileError: a file breaks the contract, or two share a name.
    """
    found: dict[str, QueryFile] = {}
    root = resources.files("cypher")
    for folder in FOLDERS:
        for entry in sorted(root.joinpath(folder).iterdir(), key=lambda e: e.name):
            name, dot, suffix = entry.name.rpartition(".")
            if not dot or suffix != "cypher":
                continue
            if name in found:
                raise QueryFileError(f"Two query files are called {name}.")
            found[name] = load_text(name, folder, entry.read_text(encoding="utf-8"))
    return found


def get(name: str) -> QueryFile:
    """A query by name.

    Raises:
        NotFound: no such query; the hint names near ones.
    """
    import difflib

    try:
        return catalog()[name]
    except KeyError:
        public = [q.name for q in catalog().values() if q.public]
        near = difflib.get_close_matches(name, public, n=3)
        hint = f"Did you mean {', '.join(near)}?" if near else "`skillgraph query` lists them."
        raise NotFound(f"There is no query called {name!r}.", hint=hint) from None
