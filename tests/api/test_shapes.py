"""One error shape over every route, and pages of one shape over every list."""

from __future__ import annotations

import re
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient

from api import wire
from api.app import create_app
from graph.bolt import BoltStore
from graph.errors import SkillgraphError
from graph.store import Store

SHAPE = {"type", "title", "status", "detail", "instance"}
ROUTES = sorted(
    (method.upper(), path)
    for path, operations in create_app(cast("Store", None)).openapi()["paths"].items()
    for method in operations
)
KEYED = [(m, p) for m, p in ROUTES if "{" in p]
LISTS = [p for m, p in ROUTES if m == "GET" and not p.endswith(("{key}", "/health", "/ready"))]
BODIES: dict[str, dict[str, Any]] = {
    "/v1/extract": {"text": "Java"},
    "/v1/documents": {"title": "t", "text": "Java"},
}


def filled(path: str, key: str = "no such thing") -> str:
    return re.sub(r"\{\w+\}", key, path)


def is_problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert set(body) >= SHAPE
    assert set(body) <= SHAPE | {"hint", "errors"}
    assert body["status"] == status
    assert body["detail"].endswith((".", "?", "!"))
    assert "Traceback" not in response.text
    wire.Problem.model_validate(body)
    return body


class Failing:
    """A store whose every call raises the same error."""

    description = "failing"

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __getattr__(self, name: str) -> Any:
        def call(*args: Any, **params: Any) -> Any:
            raise self.error

        return call


def asked(client: TestClient, method: str, path: str, **options: Any) -> Any:
    body = BODIES.get(path) if method == "POST" else None
    return client.request(method, filled(path), json=body, **options)


def test_there_are_routes_to_walk():
    assert len(ROUTES) >= 15
    assert all(path.startswith("/v1/") for _, path in ROUTES)


@pytest.mark.parametrize(("method", "path"), KEYED)
def test_an_unknown_key_is_a_404_problem(empty_client, method, path):
    body = is_problem(asked(empty_client, method, path), 404)
    assert body["hint"]
    assert body["type"] == "urn:skillgraph:problem:not-found"


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_a_wrong_method_is_a_405_problem(empty_client, method, path):
    response = empty_client.request("PATCH", filled(path))
    is_problem(response, 405)
    assert method in response.headers["allow"] or path == "/v1/documents"


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "offset=-1", "offset=1e9"])
def test_bounds_of_pages_are_422_problems(empty_client, path, query):
    body = is_problem(empty_client.get(f"{filled(path)}?{query}"), 422)
    assert body["errors"][0]["where"].startswith("query.")


@pytest.mark.parametrize("path", sorted(BODIES))
@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"nothing": 1}', b'{"text": 7}', b'{"text": null}', b"\xff"]
)
def test_a_wrong_body_is_a_422_problem(empty_client, path, content):
    response = empty_client.post(
        path, content=content, headers={"content-type": "application/json"}
    )
    is_problem(response, 400 if content == b"\xff" else 422)


@pytest.mark.parametrize("path", ["/", "/v2", "/v1", "/v1/nothing", "/v1/occupation", "/%00"])
def test_an_unknown_route_is_a_404_problem(empty_client, path):
    assert is_problem(empty_client.get(path), 404)["hint"]


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_a_graph_that_is_away_is_a_503_problem(method, path, embedded_store: BoltStore):
    embedded_store.close()
    client = TestClient(create_app(embedded_store), raise_server_exceptions=False)
    response = asked(client, method, path)
    if path == "/v1/health":
        assert response.status_code == 200
    elif method == "POST":
        is_problem(response, 503 if path == "/v1/extract" else 409)
    else:
        is_problem(response, 503)
        assert response.headers["retry-after"]


@pytest.mark.parametrize(
    ("method", "path"), [(m, p) for m, p in ROUTES if m == "GET" and p != "/v1/health"]
)
def test_a_fault_is_a_500_problem_without_its_text(method, path):
    client = TestClient(
        create_app(Failing(RuntimeError("secret words"))),
        raise_server_exceptions=False,
    )
    response = asked(client, method, path)
    is_problem(response, 500)
    assert "secret" not in response.text


def errors_of(tree: type[SkillgraphError]) -> list[type[SkillgraphError]]:
    return [tree, *(e for child in tree.__subclasses__() for e in errors_of(child))]


@pytest.mark.parametrize("error", errors_of(SkillgraphError), ids=lambda e: e.__name__)
def test_every_error_of_ours_keeps_its_status_and_hint(error):
    client = TestClient(
        create_app(Failing(error("It broke.", hint="Mend it."))),
        raise_server_exceptions=False,
    )
    body = is_problem(client.get("/v1/skills"), error.http_status)
    assert (body["detail"], body["hint"]) == ("It broke.", "Mend it.")


def test_the_schema_says_which_problems_there_are(empty_client):
    schema = empty_client.get("/openapi.json").json()
    assert "HTTPValidationError" not in str(schema)
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            responses = operation["responses"]
            assert {"500", "503"} <= set(responses), path
            assert all("$ref" in r for s, r in responses.items() if s[0] in "45")
    assert schema["components"]["schemas"]["Problem"]["examples"]
    assert schema["components"]["schemas"]["DocumentRequest"]["examples"]
