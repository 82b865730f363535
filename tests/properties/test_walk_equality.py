"""Over random graphs, options and seeds: Cypher on either engine and arrays walk alike."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.arrays import WalkArrays
from graph.store import Store
from graph.walks import WalkOptions, sample
from tests.graph.small import Edges, write_graph

WEIGHTS = st.one_of(st.floats(0.000001, 1.0), st.sampled_from([0.000001, 0.5, 1.0]))
SKILLS = st.dictionaries(st.sampled_from([f"s{i}" for i in range(6)]), WEIGHTS, min_size=1)
GRAPHS = st.dictionaries(st.sampled_from([f"soc:{i}" for i in range(4)]), SKILLS, min_size=1).map(
    lambda graph: {o: sorted(skills.items()) for o, skills in graph.items()}
)
OPTIONS = st.builds(
    WalkOptions,
    length=st.integers(1, 8),
    temperature=st.sampled_from([0.3, 1.0, 2.5]),
    restart=st.sampled_from([0.0, 0.25, 0.9]),
    no_return=st.booleans(),
)


@settings(
    max_examples=25,
    deadline=None,
    # The store is emptied by writing each graph exactly, not by a new fixture.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(graph=GRAPHS, options=OPTIONS, seed=st.integers(0, 2**32))
def test_arrays_and_cypher_walk_alike(
    store: Store, graph: Edges, options: WalkOptions, seed: int
) -> None:
    write_graph(store, graph)
    starts = [o for o in sorted(graph) for _ in range(4)]
    in_cypher = sample(store, starts, seed=seed, options=options)
    in_arrays = WalkArrays.export(store, options.temperature).sample(
        store, starts, seed=seed, options=options
    )
    assert in_cypher == in_arrays
