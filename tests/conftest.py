"""Fixtures: a clean environment, and every store test on both engines.

A test that takes `store` (empty and migrated) or `loaded_store` (the shipped sample, to be read
only) runs once per engine. The Neo4j is the one at NEO4J_TEST_URI, else one that is started here;
without either its tests are skipped, or fail where SKILLGRAPH_REQUIRE_NEO4J=1.

Of several processes (`-n 2`) each starts servers of its own, and the summary counts all of them.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from graph import embedded as embedded_server
from graph.bolt import BoltStore
from tests.engines import NAMES, Engine
from tests.neo4j_jars import CannotRunNeo4j
from tests.neo4j_server import Address, neo4j_server

# Read before the environment is cleaned.
REQUIRE_NEO4J = os.environ.get("SKILLGRAPH_REQUIRE_NEO4J") == "1"
NEO4J_TEST_URI = os.environ.get("NEO4J_TEST_URI")
NEO4J_TEST_LOGIN = (
    os.environ.get("NEO4J_TEST_USERNAME", "neo4j"),
    os.environ.get("NEO4J_TEST_PASSWORD", ""),
)
# Servers of tests end before what the second compiler makes of their code has paid for itself, and
# their graphs are small: with these a run takes about half the processor time.
SHORT_LIVED_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
OURS = ("SKILLGRAPH_", "NEO4J_", "OPENAI_", "LANGSMITH_", "LANGCHAIN_")

# What a shell runs in the background ignores ctrl-C, and so would the commands that tests interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)

hypothesis.settings.register_profile("dev", max_examples=50, deadline=None)
hypothesis.settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "dev")


# ---- the environment ----------------------------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def _clean_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No setting of the developer reaches a test, and none writes to the developer's home."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(OURS):
                patch.delenv(name)
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data-home")))
        patch.setenv("NO_COLOR", "1")
        patch.setenv("COLUMNS", "100")
        java = f"{os.environ.get('JAVA_TOOL_OPTIONS', '')} {SHORT_LIVED_JAVA}"
        patch.setenv("JAVA_TOOL_OPTIONS", java.strip())
        yield


# ---- engines ------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def _embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = Engine("embedded", tmp_path_factory.mktemp("embedded"))
    keeper = engine.open()  # as long as somebody uses it, the server stays
    try:
        yield engine
    finally:
        keeper.close()
        embedded_server.stop(engine.home / "graph")


@pytest.fixture(scope="session")
def _neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    home = tmp_path_factory.mktemp("neo4j")
    with contextlib.ExitStack() as stack:
        if NEO4J_TEST_URI:
            address = Address(NEO4J_TEST_URI, *NEO4J_TEST_LOGIN)
        else:
            try:
                address = stack.enter_context(neo4j_server(tmp_path_factory.mktemp("neo4j-server")))
            except CannotRunNeo4j as error:
                if REQUIRE_NEO4J:
                    pytest.fail(str(error), pytrace=False)
                pytest.skip(str(error))
        yield Engine("neo4j", home, address)


@pytest.fixture(params=NAMES)
def _engine(request: pytest.FixtureRequest) -> Engine:
    engine: Engine = request.getfixturevalue(f"_{request.param}")
    return engine


@pytest.fixture
def engine(_engine: Engine) -> Engine:
    """Each engine in turn, with an empty, migrated graph and an empty home."""
    _engine.empty()
    _engine.holds = "unknown"
    return _engine


@pytest.fixture
def store(engine: Engine) -> Iterator[BoltStore]:
    """An empty, migrated graph, on each engine in turn."""
    with contextlib.closing(engine.open()) as opened:
        yield opened


@pytest.fixture
def home(engine: Engine) -> Path:
    """The empty home beside `store`."""
    return engine.home


@pytest.fixture
def loaded_engine(_engine: Engine) -> Engine:
    """Each engine in turn, holding the shipped sample. Tests only read it."""
    _engine.load(_ingest_sample)
    return _engine


@pytest.fixture
def loaded_store(loaded_engine: Engine) -> Iterator[BoltStore]:
    """The shipped sample, on each engine in turn. Tests only read it."""
    with contextlib.closing(loaded_engine.open()) as opened:
        yield opened


@pytest.fixture
def embedded_store(_embedded: Engine) -> Iterator[BoltStore]:
    """An empty, migrated graph on the embedded engine alone."""
    _embedded.empty()
    _embedded.holds = "unknown"
    with contextlib.closing(_embedded.open()) as opened:
        yield opened


def _ingest_sample(store: BoltStore, home: Path) -> object:
    from ingest.pipeline import ingest
    from ingest.sample import sample_folder

    return ingest(store, home, [sample_folder()])


# ---- several processes --------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    """A server that is not ours cannot be emptied by one process while another reads it."""
    if NEO4J_TEST_URI and (getattr(config.option, "numprocesses", None) or 0) > 1:
        raise pytest.UsageError("The tests share the server at NEO4J_TEST_URI: run them with -n 0.")


# ---- how many tests each engine ran -------------------------------------------------------------


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that run on both engines, and note the engine for the summary."""
    for item in items:
        call = getattr(item, "callspec", None)
        if call is not None and "_engine" in call.params:
            item.add_marker("both_engines")
            item.user_properties.append(("engine", call.params["_engine"]))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line per engine: a run that left one out shows it."""
    counts = _counts(terminalreporter)
    if not any(counts.values()):
        return
    terminalreporter.section("store tests per engine")
    for name in NAMES:
        passed, failed, skipped = (counts[name, o] for o in ("passed", "failed", "skipped"))
        terminalreporter.line(f"{name}: {passed} passed, {failed} failed, {skipped} skipped")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Where Neo4j is required, a run in which no test used it is a failed run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not REQUIRE_NEO4J or exitstatus != pytest.ExitCode.OK or reporter is None:
        return
    if not _counts(reporter)["neo4j", "passed"]:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _counts(reporter: pytest.TerminalReporter) -> dict[tuple[str, str], int]:
    counts = {(name, outcome): 0 for name in NAMES for outcome in ("passed", "failed", "skipped")}
    for category in ("passed", "failed", "skipped", "error"):
        for report in reporter.stats.get(category, []):
            name = dict(getattr(report, "user_properties", ())).get("engine")
            outcome = "failed" if category == "error" else category
            if name in NAMES:
                counts[str(name), outcome] += 1
    return counts
