"""Settings: the only module that reads the environment.

| variable | meaning | default |
|---|---|---|
| `SKILLGRAPH_HOME` | folder of the embedded graph, runs, models, triples | the platform's data folder |
| `NEO4J_URI` | address of a Neo4j; unset means the embedded engine under home | |
| `NEO4J_USERNAME`, `NEO4J_PASSWORD`, `NEO4J_DATABASE` | how to log in there | `neo4j`, –, `neo4j` |
| `OPENAI_API_KEY`, `OPENAI_BASE_URL` | for `openai:MODEL`; others read their own variables | – |
| `SKILLGRAPH_HOST`, `SKILLGRAPH_PORT` | where `serve` listens | `127.0.0.1`, `8000` |
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import InvalidValue

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that comes from outside; secrets never appear in `repr`."""

    home: Path
    neo4j_uri: str | None = None
    neo4j_username: str | None = None
    neo4j_password: str | None = field(default=None, repr=False)
    neo4j_database: str | None = None
    openai_api_key: str | None = field(default=None, repr=False)
    openai_base_url: str | None = None
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT

    @property
    def embedded(self) -> bool:
        """Whether the graph is the embedded engine under `home`."""
        return self.neo4j_uri is None

    @property
    def models(self) -> Path:
        """Where trained students are kept, one folder each."""
        return self.home / "models"

    @property
    def triples(self) -> Path:
        """Where `generate` writes unless told otherwise."""
        return self.home / "triples"

    @property
    def replies(self) -> Path:
        """The cache of what hosted teachers replied, shared by all runs."""
        return self.home / "replies.sqlite"


def from_environment(
    home: Path | None = None, environ: Mapping[str, str] | None = None
) -> Settings:
    """Settings from the environment; `home` given on the command line wins.

    Raises:
        InvalidValue: `SKILLGRAPH_PORT` is no port, or home is a file.
    """
    values = os.environ if environ is None else environ

    def text(name: str) -> str | None:
        return values.get(name, "").strip() or None

    username = text("NEO4J_USERNAME")
    uri = text("NEO4J_URI")
    return Settings(
        home=_home(home, text("SKILLGRAPH_HOME")),
        neo4j_uri=uri,
        neo4j_username=username or ("neo4j" if uri else None),
        neo4j_password=values.get("NEO4J_PASSWORD") or None,
        neo4j_database=text("NEO4J_DATABASE"),
        openai_api_key=text("OPENAI_API_KEY"),
        openai_base_url=text("OPENAI_BASE_URL"),
        host=text("SKILLGRAPH_HOST") or DEFAULT_HOST,
        port=port_number(text("SKILLGRAPH_PORT") or str(DEFAULT_PORT), "SKILLGRAPH_PORT"),
    )


def _home(given: Path | None, configured: str | None) -> Path:
    if given is None and configured is None:
        from platformdirs import user_data_dir

        given = Path(user_data_dir("skillgraph", appauthor=False))
    home = Path(given or configured or "").expanduser().absolute()
    if home.exists() and not home.is_dir():
        raise InvalidValue(
            f"The home {home} is a file.", hint="Give a folder with --home or SKILLGRAPH_HOME."
        )
    return home


def port_number(text: str, name: str) -> int:
    """A TCP port from text.

    Raises:
        InvalidValue: it is not a number from 0 (any free port) to 65535.
    """
    if text.isascii() and text.isdecimal() and int(text) <= 65535:
        return int(text)
    raise InvalidValue(f"{name} is {text!r}, not a port.", hint="Give a number from 1 to 65535.")
