"""The graph in a notebook, on both engines; and the shipped notebook, run from start to end."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from docs import notebook as shipped
from graph.errors import InvalidValue, MissingExtra, NotFound, NotReadOnly
from graph.notebook import connect
from graph.store import Store
from ingest.pipeline import ingest
from ingest.sample import sample_folder
from tests.engines import Engine


def test_queries_are_data_frames(analyst_engine: Engine) -> None:
    with connect(analyst_engine.environment()) as graph:
        frame = graph.query("occupation_skills", occupation="Software Developers", limit=3)
        # A posting's share or a taxonomy's word: both weigh.
        assert list(frame["skill"]) == ["java", "sql", "criticalthinking"]
        assert frame["weight"].is_monotonic_decreasing
        then = graph.query("occupation_skills", occupation="soc:15-1252", as_of="2026-10-20")
        assert set(then["of"]) == {12}
        nothing = graph.query("occupation_tasks", occupation="Web Developers")
        assert (len(nothing), list(nothing.columns)) == (0, ["task", "text", "kind", "source"])
        assert "occupation_gap" in graph.queries.index


def test_statements_of_ones_own_only_read(analyst_engine: Engine) -> None:
    with connect(analyst_engine.environment()) as graph:
        frame = graph.cypher("MATCH (s:Skill {key: $key}) RETURN s.name AS name", key="c#")
        assert frame.to_dict("records") == [{"name": "C#"}]
        with pytest.raises(NotReadOnly):
            graph.cypher("MATCH (s:Skill) SET s.name = 'x' RETURN s")


def test_both_drivers_are_connected(analyst_engine: Engine) -> None:
    with connect(analyst_engine.environment()) as graph:
        question = "MATCH (p:Posting) RETURN count(p) AS n"
        assert graph.graph.run(question).data() == [{"n": 63}]
        database = graph.store.endpoint.database
        records, _, _ = graph.driver.execute_query(question, database_=database)
        assert [record["n"] for record in records] == [63]
        assert graph.store.description in repr(graph)


def test_what_is_named_wins_over_the_environment(request: pytest.FixtureRequest) -> None:
    home = request.getfixturevalue("_embedded").home
    elsewhere = {"NEO4J_URI": "bolt://127.0.0.1:9", "NEO4J_PASSWORD": "x"}
    with connect(elsewhere, home=home) as graph:
        assert "embedded" in graph.store.description


def test_wrong_questions_are_told(analyst_engine: Engine) -> None:
    with connect(analyst_engine.environment()) as graph:
        with pytest.raises(NotFound, match="no query called"):
            graph.query("occupation_skill")
        with pytest.raises(NotFound, match="serves the platform"):
            graph.query("put_skills")
        with pytest.raises(InvalidValue, match="limit must lie"):
            graph.query("hot_skills", limit=-1)


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match="needs pandas") as caught:
        connect(home=tmp_path)
    assert "skillgraph[notebook]" in caught.value.hint


# Whatever the packages behind a kernel warn of is not ours to mend.
@pytest.mark.filterwarnings("default")
def test_the_shipped_notebook_runs(embedded_store: Store, request: pytest.FixtureRequest) -> None:
    home = request.getfixturevalue("_embedded").home
    ingest(embedded_store, home, [sample_folder()])
    done = shipped.executed(home)
    outputs = [cell.outputs for cell in done.cells if cell.cell_type == "code"]
    kinds = [output.output_type for cell in outputs for output in cell]
    assert "error" not in kinds
    images = [o for cell in outputs for o in cell if "image/png" in o.get("data", {})]
    assert len(images) == 3


def test_the_shipped_notebook_has_its_outputs() -> None:
    cells = json.loads(shipped.NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert len(code) > 10
    assert all(cell["outputs"] for cell in code[:-1])
    assert all(cell["execution_count"] for cell in code)
