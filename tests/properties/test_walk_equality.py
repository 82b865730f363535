"""Over random graphs, options and seeds: Cypher on either engine and arrays walk alike."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.arrays import WalkArrays
from graph.errors import NotFound
from graph.store import Store
from graph.walks import WalkOptions, sample
from tests.graph.small import METAPATHS, Edges, Postings, write_graph

OCCUPATIONS, SKILLS = [f"soc:{i}" for i in range(4)], [f"s{i}" for i in range(40)]
WEIGHTS = st.one_of(st.floats(0.000001, 1.0), st.sampled_from([0.000001, 0.5, 1.0]))
ENDS = st.dictionaries(st.sampled_from(SKILLS), WEIGHTS, min_size=1)
COSTS = st.dictionaries(st.sampled_from(OCCUPATIONS), st.floats(0.0001, 1.0))


def sorted_edges(
    strategy: st.SearchStrategy[dict[str, float]], least: int
) -> st.SearchStrategy[Edges]:
    return st.dictionaries(st.sampled_from(OCCUPATIONS), strategy, min_size=least).map(
        lambda graph: {start: sorted(ends.items()) for start, ends in graph.items()}
    )


POSTINGS: st.SearchStrategy[Postings] = st.lists(
    st.tuples(
        st.sampled_from(OCCUPATIONS),
        st.sampled_from(["2026-01-01", "2026-02-01", "2026-03-01"]),
        st.lists(st.sampled_from(SKILLS), unique=True, max_size=4),
    ),
    max_size=6,
)
OPTIONS = st.builds(
    WalkOptions,
    length=st.integers(1, 8),
    temperature=st.sampled_from([0.3, 1.0, 2.5]),
    restart=st.sampled_from([0.0, 0.25, 0.9]),
    no_return=st.just(False),
    p=st.sampled_from([1.0, 0.05, 4.0]),
    q=st.sampled_from([1.0, 0.3, 20.0]),
    metapath=st.sampled_from(METAPATHS),
    boost=st.sampled_from([0.0, 0.5, 1.0]),
    as_of=st.sampled_from([None, None, "2026-02-01"]),
) | st.builds(WalkOptions, q=st.sampled_from([1.0, 3.0]), restart=st.sampled_from([0.0, 0.3]))


@settings(
    max_examples=25,
    deadline=None,
    # The store is emptied by writing each graph exactly, not by a new fixture.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    graph=sorted_edges(ENDS, 1),
    near=sorted_edges(COSTS, 0),
    postings=POSTINGS,
    options=OPTIONS,
    seed=st.integers(0, 2**32),
)
def test_arrays_and_cypher_walk_alike(
    store: Store, graph: Edges, near: Edges, postings: Postings, options: WalkOptions, seed: int
) -> None:
    write_graph(store, graph, near, postings)
    try:
        arrays = WalkArrays.export(store, options)
    except NotFound:
        assert options.as_of
        return
    starts = [o for o in arrays.keys[: arrays.rows.occupations] for _ in range(4)]
    in_cypher = sample(store, starts, seed=seed, options=options)
    assert in_cypher == arrays.sample(store, starts, seed=seed, options=options)
