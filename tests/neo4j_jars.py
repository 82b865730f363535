"""The jars of a Neo4j community server, fetched once by Maven into the user's cache.

Also those of APOC and of Graph Data Science, which nothing of ours calls: benchmarks run other
people's ways on them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Container
from pathlib import Path
from tempfile import mkdtemp

from filelock import FileLock
from platformdirs import user_cache_path

POM = Path(__file__).parent / "neo4j" / "pom.xml"
APOC_POM = POM.with_name("apoc.xml")
GDS_POM = POM.with_name("gds.xml")
FETCH_SECONDS = 540
OLDEST_JAVA = 17


class CannotRunNeo4j(Exception):
    """No Neo4j can be started on this machine; the message says what to install."""


def neo4j_version() -> str:
    """The version that the pom names."""
    found = re.search(r"<neo4j\.version>([^<]+)<", POM.read_text(encoding="utf-8"))
    assert found, POM
    return found[1]


def java() -> str:
    """The path of a Java that is new enough, from JAVA_HOME or the search path."""
    home = os.environ.get("JAVA_HOME")
    path = shutil.which("java", path=f"{home}/bin" if home else None) or shutil.which("java")
    if path is None:
        raise CannotRunNeo4j(_advice("no `java` was found"))
    shown = subprocess.run([path, "-version"], capture_output=True, text=True, check=False)
    version = re.search(r'version "(\d+)', shown.stderr + shown.stdout)
    if version is None or int(version[1]) < OLDEST_JAVA:
        raise CannotRunNeo4j(_advice(f"{path} is older than Java {OLDEST_JAVA}"))
    return path


def jars(cache: Path | None = None) -> Path:
    """The folder of jars, fetched by Maven if it is not there yet.

    The folder appears by rename when it is complete, and one process fetches while others wait.
    """
    root = (cache or user_cache_path("skillgraph")) / f"neo4j-{neo4j_version()}"
    lib = root / "lib"
    if lib.is_dir():
        return lib
    return _fetched(lib, POM)


def apoc_jars(cache: Path | None = None) -> Path:
    """The folder of APOC's jars, without those that the server has itself."""
    return _plugin(APOC_POM, cache)


def gds_jars(cache: Path | None = None) -> Path:
    """The folder of the jars of Graph Data Science, without those that the server has itself."""
    return _plugin(GDS_POM, cache)


def _plugin(pom: Path, cache: Path | None) -> Path:
    server = jars(cache)
    return _fetched(server.with_name(pom.stem), pom, {jar.name for jar in server.iterdir()})


def _fetched(lib: Path, pom: Path, without: Container[str] = ()) -> Path:
    lib.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(lib.parent / "fetch.lock", timeout=FETCH_SECONDS + 30):
        if not lib.is_dir():
            _fetch(lib, pom, without)
    return lib


def _fetch(lib: Path, pom: Path, without: Container[str]) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise CannotRunNeo4j(_advice("no `mvn` was found"))
    part = Path(mkdtemp(prefix="lib-", dir=lib.parent))
    goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={part}"]
    try:
        done = subprocess.run(
            [maven, "-q", "-B", "-f", str(pom), *goal],
            capture_output=True,
            text=True,
            timeout=FETCH_SECONDS,
            check=False,
        )
        if done.returncode:
            raise CannotRunNeo4j(f"Maven could not fetch Neo4j: {done.stdout[-2000:].strip()}")
        for jar in part.iterdir():
            if jar.name in without:
                jar.unlink()
        part.rename(lib)
    except subprocess.TimeoutExpired as error:
        raise CannotRunNeo4j(f"Maven took over {FETCH_SECONDS} s to fetch Neo4j.") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _advice(what: str) -> str:
    return (
        f"Neo4j was not started because {what}: install Java {OLDEST_JAVA} or 21 and Maven "
        "(Debian: `apt-get install default-jre-headless maven`), or set NEO4J_TEST_URI, "
        "NEO4J_TEST_USERNAME and NEO4J_TEST_PASSWORD to those of a server that may be emptied."
    )
