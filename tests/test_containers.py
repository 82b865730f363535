"""The container files, as far as they can be checked without a container engine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.neo4j_jars import neo4j_version
from tests.sources import PACKAGES, text


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(text(Path("docker-compose.yml")))
    return loaded


def test_the_api_waits_for_a_neo4j_that_answers_queries(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert services["api"]["depends_on"]["neo4j"]["condition"] == "service_healthy"
    assert "cypher-shell" in " ".join(services["neo4j"]["healthcheck"]["test"])


def test_it_is_the_neo4j_that_the_tests_run_on(compose: dict[str, Any]) -> None:
    release = ".".join(neo4j_version().split(".")[:2])
    assert compose["services"]["neo4j"]["image"] == f"neo4j:{release}-community"


def test_no_password_is_written_down(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        for name, value in service["environment"].items():
            if re.search("AUTH|PASSWORD|KEY", name):
                assert re.fullmatch(r"(neo4j/)?\$\{\w+:[?-][^}]*\}", value), name


def test_every_volume_is_named_and_every_port_is_local(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        assert {volume.split(":")[0] for volume in service["volumes"]} <= set(compose["volumes"])
        assert all(port.startswith("127.0.0.1:") for port in service["ports"])


def test_the_image_gets_what_the_build_reads() -> None:
    kept = {line[1:] for line in text(Path(".dockerignore")).splitlines() if line.startswith("!")}
    assert {*PACKAGES, "pyproject.toml", "constraints.txt", "README.md", "LICENSE"} <= kept


def test_the_image_does_not_run_as_root_and_says_whether_it_is_well() -> None:
    last = text(Path("Dockerfile")).split("\nFROM ")[-1]
    assert "\nUSER skillgraph\n" in last
    assert "/v1/health" in last.partition("HEALTHCHECK")[2]
