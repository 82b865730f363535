"""Documentation that cannot go stale: generated pages are current, links lead somewhere."""

from __future__ import annotations

import itertools
import re
import tomllib
from pathlib import Path

import pytest

from docs import generate, pins
from graph import queries
from tests.sources import ROOT, files, python_files, strings, text, tree

PINS = {"constraints.txt": False, "benchmarks/constraints.txt": True}
"""Files of pins, and whether they are those of the `bench` extra."""
PAGES = [path for path in files() if path.suffix == ".md"]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
MAKE = re.compile(r"\bmake ((?:[a-z][a-z0-9-]* ?)+)")
VARIABLE = re.compile(r"(?:SKILLGRAPH|NEO4J|OPENAI)_[A-Z_]+[A-Z]")


def test_generated_pages_are_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert generate.stale() == [], "run `make docs`"


def test_links_lead_somewhere() -> None:
    found = [(path, link) for path in PAGES for link in LINK.findall(text(path))]
    local = [(path, link) for path, link in found if "://" not in link]
    assert [f"{p}: {link}" for p, link in local if not (ROOT / p.parent / link).exists()] == []


def test_every_query_is_listed() -> None:
    page = text(Path("docs/queries.md"))
    missing = [
        query.name
        for query in queries.catalog().values()
        if (f"\n## {query.name}\n" if query.public else f"`{query.folder}/{query.name}`")
        not in page
    ]
    assert missing == []


def test_every_setting_is_documented() -> None:
    used = {
        name
        for path in python_files("api")
        for _, value in strings(tree(path))
        for name in VARIABLE.findall(value)
    }
    page = text(Path("docs/settings.md"))
    assert used
    assert sorted(name for name in used if f"`{name}`" not in page) == []


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z][a-z0-9-]*):", text(Path("Makefile")), re.MULTILINE))
    written = {
        target
        for path in PAGES
        for block in re.findall(r"^    make .*|`make [^`]*`", text(path), re.MULTILINE)
        for found in MAKE.findall(block.split("#")[0].strip("` ") + " ")
        for target in found.split()
    }
    assert "demo" in written
    assert sorted(written - targets) == []


@pytest.mark.parametrize("file", PINS)
def test_constraints_are_names_and_versions(file: str) -> None:
    lines = text(Path(file)).splitlines()
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9-]+==[0-9][\w.+!]*", line)] == []
    assert lines == sorted(lines)


@pytest.mark.parametrize("file", PINS)
def test_every_requirement_is_constrained(file: str) -> None:
    constrained = {line.partition("==")[0] for line in text(Path(file)).splitlines()}
    project = tomllib.loads(text(Path("pyproject.toml")))
    wanted = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    extras = project["project"]["optional-dependencies"]
    wanted += itertools.chain(*(extras[name] for name in extras if (name == "bench") == PINS[file]))
    names = {re.split(r"[<>=\[]", requirement)[0].lower() for requirement in wanted}
    assert sorted(names - constrained) == []


def test_pins_take_names_and_versions_from_a_report() -> None:
    report = """{"install": [
        {"metadata": {"name": "PyYAML", "version": "6.0.3"}, "download_info": {"url": "elsewhere"}},
        {"metadata": {"name": "ast_serialize", "version": "1.0"}},
        {"metadata": {"name": "skillgraph", "version": "0.1.0"}}]}"""
    assert pins.pins(report) == ["ast-serialize==1.0", "pyyaml==6.0.3"]
