"""The query library keeps its own contract, and says what is wrong with a file that does not."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import graph
from graph import queries, reads, sync
from graph.bolt import BoltStore
from graph.errors import InvalidValue, NotFound, QueryFileError
from graph.store import Store
from tests.engines import Engine
from tests.graph.small import EDGES, write_graph

GOOD = (
    "// name: q\n// What it answers.\n// mode: read\n// params: a: str, n: int = 5\nRETURN $a, $n"
)


def test_every_query_runs_on_both_engines(engine: Engine, store: BoltStore) -> None:
    store.index()
    values = {"str": "x", "int": 1, "float": 0.5, "bool": True, "list": [], "map": {}}
    values |= {"day": "2026-11-21"}
    for query in queries.catalog().values():
        params = {p.name: values[p.type] for p in query.params}
        if "vector" in params:
            params["vector"] = [0.1] * 384
        with store.transaction() as tx:
            (tx.write if query.mode == "write" else tx.read)(query.name, **params)


def test_declared_columns_are_returned(loaded_store: Store) -> None:
    for name in ("count_nodes", "count_edges", "runs", "skill_names", "occupations_all"):
        declared = {column for column, _ in queries.get(name).returns}
        assert declared <= set(loaded_store.read(name)[0]), name


def test_every_query_is_used_by_a_function_of_its_own_layer() -> None:
    """No query without a caller, no call of a query that is not there."""
    root = Path(graph.__file__).parent.parent
    texts: set[str] = set()
    begins: set[str] = set()
    for folder in ("graph", "ingest"):
        for path in (root / folder).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    texts.add(node.value)
                elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                    begins.add(str(node.values[0].value))
    # `existing_`, `part_` and the like, followed by a kind of node or edge.
    kinds = {*sync.LABELS, *sync.TYPES}
    by_kind = {begin + kind for begin in begins for kind in kinds}
    for name in queries.catalog():
        assert name in texts | by_kind, f"nothing calls {name}"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD.replace("name: q", "name: p"), "must declare its own name"),
        (GOOD.replace("mode: read", "mode: both"), "mode: read or mode: write"),
        (GOOD.replace("// What it answers.\n", ""), "what it answers"),
        (GOOD.replace("// params", "// scope: all\n// params"), "scope is neighbours or graph"),
        (GOOD.replace("$n", "5"), r"declared and not used: \['n'\]"),
        (GOOD.replace("$a", "$a, $b"), r"used and not declared: \['b'\]"),
        (GOOD.replace("n: int", "n: integer"), "cannot read the declaration"),
    ],
)
def test_a_file_that_breaks_the_contract_is_told(text: str, says: str) -> None:
    with pytest.raises(QueryFileError, match=says):
        queries.load_text("q", "read", text)


def test_dollars_in_strings_and_comments_are_no_parameters() -> None:
    text = GOOD + ", '$x', \"$y\" // $z\n"
    assert [p.name for p in queries.load_text("q", "read", text).params] == ["a", "n"]


def test_values_are_bound_by_name() -> None:
    query = queries.load_text("q", "read", GOOD)
    assert query.bind({"a": "x"}) == {"a": "x", "n": 5}
    assert query.signature() == "a: str, n: int = 5"
    with pytest.raises(InvalidValue, match="needs a"):
        query.bind({})
    with pytest.raises(InvalidValue, match="no parameter b"):
        query.bind({"a": "x", "b": 1})
    assert query.parse({"a": "7", "n": "7"}) == {"a": "7", "n": 7}
    with pytest.raises(InvalidValue, match="n must be of type int") as caught:
        query.parse({"n": "my secret"})
    assert "secret" not in str(caught.value)


def test_days_are_checked_wherever_they_come_from() -> None:
    text = (
        GOOD.replace("n: int = 5", "n: day? = null")
        + "\n// example: this is no header line any more"
    )
    query = queries.load_text("q", "read", text)
    assert query.bind({"a": "x"}) == {"a": "x", "n": None}
    assert query.parse({"n": "2026-11-21"}) == {"n": "2026-11-21"}
    assert query.parse({"n": ""}) == {"n": None}
    for wrong in ("2026-2-1", "2026-02-30", "soon", 20261121):
        with pytest.raises(InvalidValue, match="n must be a day that exists"):
            query.bind({"a": "x", "n": wrong})
    with pytest.raises(InvalidValue, match="n must be a day that exists"):
        query.parse({"n": "21.11.2026"})


def test_examples_are_read_from_the_header() -> None:
    text = GOOD.replace("RETURN", "// example: a=x n=3\n// example: a=y\nRETURN")
    assert queries.load_text("q", "read", text).examples == ("a=x n=3", "a=y")
    assert queries.load_text("q", "read", GOOD).examples == ()


def test_running_by_name_resolves_names(loaded_store: Store) -> None:
    rows = reads.run_named(
        loaded_store, "occupation_skills", {"occupation": "software developer", "limit": "3"}
    )
    assert len(rows) == 3
    assert rows[0]["weight"] >= rows[2]["weight"]
    rows = reads.run_named(loaded_store, "skill_occupations", {"skill": "SQL"})
    assert {"soc:15-1242"} <= {row["occupation"] for row in rows}
    assert reads.run_named(loaded_store, "search_skills", {"text": "SQL"})
    assert reads.run_named(loaded_store, "skills_together", {"skill": "sql", "limit": "2"})


def test_wrong_requests_by_name(loaded_store: Store) -> None:
    with pytest.raises(NotFound, match="no query called 'occupation_skill'") as caught:
        reads.run_named(loaded_store, "occupation_skill", {})
    assert "occupation_skills" in caught.value.hint
    with pytest.raises(NotFound, match="serves the platform itself"):
        reads.run_named(loaded_store, "put_skills", {})
    with pytest.raises(InvalidValue, match="limit must lie between"):
        reads.run_named(loaded_store, "search_skills", {"text": "a", "limit": "-1"})
    with pytest.raises(InvalidValue, match="blank"):
        reads.find_skill(loaded_store, " ")
    with pytest.raises(NotFound) as caught:
        reads.find_occupation(loaded_store, "Sofware Developers")
    assert "Software Developers" in caught.value.hint


def test_details_of_an_occupation(loaded_store: Store) -> None:
    detail = reads.occupation_detail(loaded_store, "soc:15-1252")
    assert detail.group[-1] == "Computer and Mathematical Occupations"
    assert detail.facts["wage_median"] > 100_000
    assert "run" not in detail.facts
    assert detail.aliases


def test_paging_covers_everything_once(store: Store) -> None:
    write_graph(store, EDGES)
    pages = [reads.search_skills(store, "", limit=2, offset=o) for o in (0, 2, 4, 6)]
    keys = [skill.key for page in pages for skill in page]
    assert len(keys) == 6
    assert sorted(keys) == sorted({s for ends in EDGES.values() for s, _ in ends})
