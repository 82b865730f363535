"""What the routes answer over the shipped sample, on both engines."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api import wire
from api.app import create_app
from graph import reads
from tests.api.conftest import NameFinder

DEVELOPERS = "soc:15-1252"


def got(client: TestClient, path: str, **params: Any) -> Any:
    response = client.get(path, params=params)
    assert response.status_code == 200, response.text
    return response.json()


def test_health_needs_no_graph(empty_client):
    assert got(empty_client, "/v1/health")["status"] == "ok"


def test_ready_says_which_graph(client, loaded_store):
    assert got(client, "/v1/ready") == {
        "status": "ready",
        "graph_version": reads.graph_version(loaded_store),
    }


def test_which_skills_link_to_software_developers_and_why(client):
    page = got(client, "/v1/occupations/Software Developers/skills", evidence=2, limit=5)
    assert len(page["items"]) == 5
    weights = [item["weight"] for item in page["items"]]
    assert weights == sorted(weights, reverse=True)
    for item in page["items"]:
        assert 0 < item["weight"] <= 1
        assert item["sources"]
        assert item["run"].startswith("ingest-")
        assert 1 <= len(item["evidence"]) <= 2
        for piece in item["evidence"]:
            assert piece["raw"]
            assert piece["run"] == item["run"]
            file, _, row = piece["source_row"].rpartition(":")
            assert file
            assert int(row) > 1


def test_no_evidence_unless_asked_for(client):
    page = got(client, f"/v1/occupations/{DEVELOPERS}/skills", limit=1)
    assert page["items"][0]["evidence"] is None


@pytest.mark.parametrize("name", [DEVELOPERS, "Software Developers", "software  DEVELOPERS"])
def test_an_occupation_by_any_of_its_names(client, name):
    found = got(client, f"/v1/occupations/{quote(name, safe='')}")
    assert (found["key"], found["title"]) == (DEVELOPERS, "Software Developers")
    assert found["group"]
    assert found["wage_median"] > 0
    assert found["facts"]


def test_odd_characters_in_names_survive_the_path(client, loaded_store):
    odd = [
        s
        for s in reads.search_skills(loaded_store, "", limit=500)
        if any(c in s.key + s.name for c in "#+/.& ")
    ]
    assert len({c for s in odd for c in s.name if c in "#+/. "}) >= 4
    for skill in odd:
        for name in (skill.key, skill.name):
            found = got(client, f"/v1/skills/{quote(name, safe='')}")
            assert found["key"] == skill.key, name
            got(client, f"/v1/skills/{quote(name, safe='')}/occupations")


@pytest.mark.parametrize(
    "path", ["/v1/occupations", "/v1/skills", f"/v1/occupations/{DEVELOPERS}/skills", "/v1/runs"]
)
@pytest.mark.parametrize("limit", [1, 7, 200])
def test_pages_join_to_the_whole_without_gap_or_overlap(client, path, limit):
    whole: list[Any] = []
    offset: int | None = 0
    while offset is not None and len(whole) < 40:
        page = got(client, path, limit=limit, offset=offset)
        assert set(page) == {"items", "limit", "offset", "next"}
        assert (page["limit"], page["offset"]) == (limit, offset)
        whole += page["items"]
        offset = page["next"]
    reference = got(client, path, limit=200)["items"]
    assert whole == reference[: len(whole)]
    assert offset is not None or len(whole) == len(reference)


def test_min_weight_leaves_out_weaker_links(client):
    path = f"/v1/occupations/{DEVELOPERS}/skills"
    everything = got(client, path, limit=200)["items"]
    strong = got(client, path, limit=200, min_weight=0.3)["items"]
    assert strong == [i for i in everything if i["weight"] >= 0.3]
    assert 0 < len(strong) < len(everything)


def test_a_link_is_the_same_from_both_ends(client):
    links = got(client, f"/v1/occupations/{DEVELOPERS}/skills", limit=3)["items"]
    for link in links:
        back = got(client, f"/v1/skills/{quote(link['skill'], safe='')}/occupations", limit=200)
        mine = [i for i in back["items"] if i["occupation"] == DEVELOPERS]
        assert [(i["weight"], i["postings"], i["run"]) for i in mine] == [
            (link["weight"], link["postings"], link["run"])
        ]


def test_search_finds_by_a_part(client):
    assert DEVELOPERS in [i["key"] for i in got(client, "/v1/occupations", search="softw")["items"]]
    assert "java" in [i["key"] for i in got(client, "/v1/skills", search="JAV")["items"]]


def test_extract_gives_spans_of_each_text_in_order(client):
    texts = ["Java and Git.", "", "No craft at all: plumbing the depths."]
    response = client.post("/v1/extract", json={"texts": texts})
    assert response.status_code == 200
    body = response.json()
    assert body["model"] == "names:1"
    assert [len(r) for r in body["results"]] == [2, 0, 0]
    for span in body["results"][0]:
        assert texts[0][span["start"] : span["end"]] == span["text"]


def test_one_text_is_enough(client):
    one = client.post("/v1/extract", json={"text": "Java"}).json()
    assert one["results"] == client.post("/v1/extract", json={"texts": ["Java"]}).json()["results"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"text": "a", "texts": ["b"]}, 422),
        ({"texts": []}, 422),
        ({"texts": ["x"] * (wire.MAX_TEXTS + 1)}, 422),
        ({"text": "x" * (wire.MAX_TEXT_CHARS + 1)}, 413),
    ],
)
def test_what_cannot_be_extracted_from_is_refused(client, body, status):
    response = client.post("/v1/extract", json=body)
    assert (response.status_code, response.json()["status"]) == (status, status)


def test_half_a_surrogate_pair_is_refused(client):
    headers = {"content-type": "application/json"}
    response = client.post("/v1/extract", content=b'{"text": "\\ud800"}', headers=headers)
    assert response.status_code == 422


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_over_the_limit_is_refused(loaded_store, student, declared):
    app = create_app(loaded_store, student=student, max_body_bytes=1000)
    client = TestClient(app, raise_server_exceptions=False)
    raw = b'{"text": "' + b"x" * 2000 + b'"}'
    headers = {"content-type": "application/json"}
    response = client.post(
        "/v1/extract", content=raw if declared else iter([raw[:900], raw[900:]]), headers=headers
    )
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == 413


def test_without_a_student_extract_says_so(empty_client):
    response = empty_client.post("/v1/extract", json={"text": "Java"})
    assert response.status_code == 503
    assert response.json()["title"] == "Student error"


def test_a_document_enriches_once(store, home):
    seed_skills(store, home)
    client = TestClient(create_app(store, home=home, student=NameFinder(store)))
    body = {"title": "resume 1", "text": "Six years of Java, Git and more Java."}
    first = client.post("/v1/documents", json=body)
    assert first.status_code == 201
    done = first.json()
    assert (done["mentions"], done["created"]) == (3, 3)
    again = client.post("/v1/documents", json=body).json()
    assert (again["created"], again["updated"], again["deleted"]) == (0, 0, 0)
    assert (again["document"], again["run"]) == (done["document"], done["run"])
    mentions = client.get(f"/v1/documents/{done['document']}/mentions").json()["items"]
    assert [m["text"] for m in mentions] == ["Java", "Git", "Java"]
    for m in mentions:
        assert body["text"][m["start"] : m["end"]] == m["text"]
        assert (m["model"], m["runs"], m["status"]) == ("names:1", [done["run"]], "accepted")
    listed = client.get("/v1/documents").json()["items"]
    assert [(d["title"], d["mentions"]) for d in listed] == [("resume 1", 3)]
    assert client.get(f"/v1/runs/{done['run']}").json()["counts"]["mentions"] == 3


@pytest.mark.parametrize("change", [{"title": ""}, {"text": ""}, {"threshold": 2}, {"more": 1}])
def test_a_document_has_bounds(client, change):
    body = {"title": "t", "text": "Java"} | change
    assert client.post("/v1/documents", json=body).status_code == 422


def test_a_blank_document_is_refused(client):
    response = client.post("/v1/documents", json={"title": "t", "text": " \n"})
    assert response.status_code == 422
    assert "blank" in response.json()["detail"]


def seed_skills(store: Any, home: Any) -> None:
    from ingest.pipeline import ingest
    from ingest.sample import sample_folder

    ingest(store, home, [sample_folder()])
