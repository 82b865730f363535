"""Searching: exact names first, typing errors forgiven, meaning where there are vectors."""

from __future__ import annotations

import math
import random

import neo4j
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.bolt import BoltStore
from graph.errors import InvalidValue
from graph.search import fused, lucene, search, words_of
from graph.store import Store
from tests.engines import Engine


def keys(store: Store, text: str, **options: object) -> list[str]:
    return [hit.key for hit in search(store, text, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("k8s", "kubernetes"),
        ("K8S", "kubernetes"),
        ("Java", "java"),
        ("javascrpt", "javascript"),
        ("machin lerning", "machinelearning"),
        ("C#", "c#"),
        (".net", ".net"),
        ("R", "r"),
        ("software devlopers", "soc:15-1252"),
        ("Java Developer", "soc:15-1252"),
        ("soc:15-2051", "soc:15-2051"),
        ("container orchestration", "kubernetes"),
    ],
)
def test_what_people_type_is_found(analyst_store: Store, text: str, first: str) -> None:
    assert keys(analyst_store, text)[0] == first


def test_hits_say_how_they_were_found(analyst_store: Store) -> None:
    hits = search(analyst_store, "kubernetes")
    assert hits[0].ways == ["name", "words", "alias"]
    assert (hits[0].kind, hits[0].status, hits[0].postings) == ("skill", "canonical", 4)
    mistyped = {hit.key: hit for hit in search(analyst_store, "kubernetis")}
    assert mistyped["kubernetes"].ways == ["words", "alias"]
    assert mistyped["kubernets"].status == "candidate"


def test_kinds_and_limits(analyst_store: Store) -> None:
    both = search(analyst_store, "developers java")
    assert {hit.kind for hit in both} == {"skill", "occupation"}
    for kind in ("skill", "occupation"):
        assert {h.kind for h in search(analyst_store, "developers java", kind)} == {kind}
    assert len(search(analyst_store, "developers java", limit=2)) == 2
    assert search(analyst_store, "xyzzyqwert") == []
    with pytest.raises(InvalidValue, match="blank"):
        search(analyst_store, "  ")


@pytest.mark.parametrize(
    "text",
    [
        "(((",
        'a"b',
        "{x",
        "[a TO b]",
        "AND",
        "java AND",
        "-java",
        "name:java^9",
        "*",
        "?",
        "~",
        "/r",
        "\\",
    ],
)
def test_nothing_that_is_typed_is_syntax(analyst_store: Store, text: str) -> None:
    assert all(hit.name for hit in search(analyst_store, text))


@given(st.text())
def test_full_text_queries_hold_words_only(text: str) -> None:
    for part in lucene(text, words_of(text)[:2]).split():
        word = part.rstrip("~^123")
        assert word.lower() == word
        assert all(c.isalnum() or c == "_" for c in word)


def test_words_are_searched_with_as_many_errors_as_they_bear() -> None:
    assert lucene("R") == "r"
    assert lucene("Jvaa SQL jvaa", ["jvaa"]) == "jvaa~1 sql"
    assert lucene("Kubernetis!", ["kubernetis"]) == "kubernetis~2"
    assert lucene("Kubernetes!") == "kubernetes"
    assert lucene("#(") == ""


def test_ranks_are_added_up() -> None:
    def row(key: str) -> dict[str, object]:
        return {"kind": "skill", "key": key, "name": key, "status": "canonical", "postings": 0}

    hits = fused({"words": [row("a"), row("b"), row("a")], "alias": [row("b")], "name": [row("c")]})
    assert [hit.key for hit in hits] == ["c", "b", "a"]
    assert hits[1].score == pytest.approx(1 / 62 + 1 / 61, abs=1e-6)
    assert hits[1].ways == ["words", "alias"]


def test_meaning_joins_in(engine: Engine, store: BoltStore) -> None:
    draws = random.Random(3)
    vectors = {}
    for key in ("java", "coffee", "python"):
        raw = [draws.gauss(0, 1) for _ in range(384)]
        length = math.sqrt(sum(x * x for x in raw))
        vectors[key] = [x / length for x in raw]
    login = (store.endpoint.username, store.endpoint.password)
    with neo4j.GraphDatabase.driver(store.endpoint.uri, auth=login) as driver:
        driver.execute_query(
            "UNWIND $rows AS row CREATE (:Skill {key: row[0], name: row[0], folded: row[0],"
            " status: 'canonical', embedding: row[1]})",
            rows=[[key, vector] for key, vector in vectors.items()],
            database_=store.endpoint.database,
        )
    asked: list[list[str]] = []

    def encode(texts: list[str]) -> list[list[float]]:
        asked.append(texts)
        return [[x + y / 2 for x, y in zip(vectors["coffee"], vectors["python"], strict=True)]]

    hits = search(store, "hot drink", "skill", encode=encode)
    assert [hit.key for hit in hits][:2] == ["coffee", "python"]
    assert {way for hit in hits for way in hit.ways} == {"meaning"}
    assert asked == [["hot drink"]]
