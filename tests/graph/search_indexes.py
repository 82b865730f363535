"""Full-text and vector indexes, as the migrations make them; here for graphs that lack them."""

from __future__ import annotations

import json

import httpx

from graph.bolt import BoltStore
from graph.embedded import DATABASE
from tests.engines import Engine

FULLTEXT = {"Skill": "name", "Occupation": "title", "Alias": "text"}
VECTOR = ("Skill", "Occupation")


def make_search_indexes(engine: Engine, store: BoltStore) -> None:
    """Create the indexes where they are not there yet."""
    if engine.name == "embedded":
        return _embedded(engine)
    for label, name in FULLTEXT.items():
        store.run_statement(
            f"CREATE FULLTEXT INDEX {label.lower()}_fulltext IF NOT EXISTS"
            f" FOR (n:{label}) ON EACH [n.{name}]"
        )
    for label in VECTOR:
        store.run_statement(
            f"CREATE VECTOR INDEX {label.lower()}_vector IF NOT EXISTS FOR (n:{label})"
            " ON (n.embedding) OPTIONS {indexConfig:"
            " {`vector.dimensions`: 384, `vector.similarity_function`: 'cosine'}}"
        )
    return store.run_statement("CALL db.awaitIndexes(60)")


def _embedded(engine: Engine) -> None:
    """The same in the engine's own SQL, which it takes over HTTP alone."""
    state = json.loads((engine.home / "graph" / "server.json").read_text(encoding="utf-8"))
    statements = []
    for label, name in FULLTEXT.items():
        statements += [
            f"CREATE PROPERTY {label}.{name} IF NOT EXISTS STRING",
            f"CREATE INDEX {label.lower()}_fulltext IF NOT EXISTS ON {label} ({name}) FULL_TEXT",
        ]
    for label in VECTOR:
        statements += [
            f"CREATE PROPERTY {label}.embedding IF NOT EXISTS ARRAY_OF_FLOATS",
            f"CREATE INDEX {label.lower()}_vector IF NOT EXISTS ON {label} (embedding) LSM_VECTOR"
            " METADATA {dimensions: 384, similarity: 'COSINE'}",
        ]
    url = f"http://127.0.0.1:{state['http_port']}/api/v1/command/{DATABASE}"
    with httpx.Client(auth=("root", state["password"]), timeout=60, trust_env=False) as client:
        for statement in statements:
            answer = client.post(url, json={"language": "sql", "command": statement})
            assert answer.is_success, f"{statement}: {answer.text}"
