"""The demo: the whole loop on real input, told step by step, and what to try next.

Nothing here is staged: each step is a command's own service, and the answer at the end is fetched
over HTTP from the running API. A second run changes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api import services, telling
from api.cli import output
from api.cli.progress import Reporter
from api.settings import Settings
from graph.errors import NotFound, RunError

if TYPE_CHECKING:
    from graph.store import Store
    from students.protocol import Student

STEPS = 7
SEED = 7
TRIPLES = 1_000
EDGES_SHOWN = 8
FAVOURITE = "Software Developers"
BENCHMARK = Path("benchmarks") / "rjdb" / "rjdb_500.jsonl"


def run(settings: Settings, data: Path | None, command: str = "skillgraph") -> None:
    """Run the demo.

    Args:
        settings: where the graph, the triples and the student are kept.
        data: folder of Dice and BLS files; the shipped sample when None.
        command: how to call this program with the same home, for the commands at the end.

    Raises:
        SkillgraphError: a step failed.
    """
    began = time.perf_counter()
    output.line(f"Skillgraph {services.version()} with {_place(settings)}")
    with services.opened(settings) as store:
        _files_in(store, settings, data)
        start = _walk(store)
        triples = _triples(store, settings)
        student = _train(store, settings, triples, data)
        _enrich(store, settings, student)
        _ask(store, settings, start)
    _what_next(command, start, triples)
    output.line(f"\nThe whole loop took {time.perf_counter() - began:.0f} s.")


def _place(settings: Settings) -> str:
    if settings.embedded:
        return f"the embedded engine under {settings.home}"
    return f"the graph at {settings.neo4j_uri}"


@contextmanager
def _step(number: int, title: str) -> Iterator[Reporter]:
    began = time.perf_counter()
    output.line(f"\n{number} of {STEPS}: {title}")
    with Reporter() as report:
        yield report
    output.line(f"   ({time.perf_counter() - began:.1f} s)")


def _say(lines: Iterator[str] | list[str]) -> None:
    for line in lines:
        output.line(f"   {line}")


def _files_in(store: Store, settings: Settings, data: Path | None) -> None:
    from graph.reads import count_nodes
    from ingest.sample import sample_folder

    with _step(1, f"files into the graph, from {data or 'the shipped sample'}") as report:
        folders = [data] if data is not None else [sample_folder()]
        if data is not None and (data / "dice").is_dir():
            # A data folder may hold more than sources: benchmarks, other files.
            systems = ("dice", "bls", "onet", "esco")
            folders = [data / part for part in systems if (data / part).is_dir()]
        before = count_nodes(store).get("Posting", 0)
        done = services.ingest(store, settings.home, folders, report)
        _say(telling.ingested(done))
        if before and done.changes:
            _say(
                [f"the graph held {before:,} postings before; a --home of its own keeps data apart"]
            )


def _walk(store: Store) -> str:
    """Show a walk; returns the title of the occupation it starts from."""
    from graph import walks

    with _step(2, f"one weighted random walk, seed {SEED}"):
        try:
            found = services.walk(store, FAVOURITE, seed=SEED)
        except NotFound:
            heaviest = max(walks.walkable_occupations(store), key=lambda o: (o[2], o[0]))
            found = services.walk(store, heaviest[0], seed=SEED)
        _say([telling.walked(each) for each in services.with_weights(store, found)])
    return found[0].steps[0].name


def _triples(store: Store, settings: Settings) -> Path:
    from graph import reads

    # Triples belong to the graph they were sampled from.
    out = settings.triples / f"demo-{reads.graph_version(store)}"
    with _step(3, f"{TRIPLES} triples by the offline teacher, seed {SEED}") as report:
        done = services.generate(
            store,
            count=TRIPLES,
            seed=SEED,
            teacher=services.teacher(settings, "offline", seed=SEED),
            out=out,
            progress=report,
        )
        _say(telling.generated(done))
        _say(telling.shortened(services.triple(out, 0)))
    return out


def _train(store: Store, settings: Settings, triples: Path, data: Path | None) -> Student:
    with _step(4, "a student, crf, trained on these triples") as report:
        done = services.train(
            store, "crf", on=triples, out=settings.models / "crf", progress=report
        )
        _say(list(telling.trained(done))[:2])
        _scores(f"{done.held_out} held-out triples", done.model, done.scores)
        _scores("the same, names only they have hidden", done.model, done.unseen_scores)
        student = services.load_student(settings.models)
        benchmark = (data or Path()) / BENCHMARK
        if data is not None and benchmark.is_file():
            scored = services.score(
                settings.models, "extract", student=None, on=benchmark, progress=report
            )
            shown = scored.as_json()
            _scores(f"{scored.rows} RJDB resumes, none trained on", done.model, shown)
        _say(["gazetteer: every name that the graph knows; surfaces: texts frequent in training"])
        _say(
            [
                "(triples name skills of the graph alone, so on them looking names up finds nearly all)"
            ]
        )
    return student


def _scores(what: str, model: str, report: Mapping[str, Any]) -> None:
    rows = {model: report["scores"], **report["baselines"]}
    measure = next(iter(report["scores"]))
    for name, scores in rows.items():
        kind = "student " if name == model else "baseline"
        output.line(f"   {what}, {measure} F1 {scores[measure]['f1']:.3f}  {kind} {name}")


def _enrich(store: Store, settings: Settings, student: Student) -> None:
    from graph import reads
    from ingest.sample import resume_folder

    chosen = [next(iter(sorted(resume_folder().glob(f"*{s}")))) for s in (".txt", ".docx", ".pdf")]
    with _step(5, "three resumes enriched, a .txt, a .docx and a .pdf") as report:
        done = services.enrich_paths(store, settings.home, chosen, student=student, progress=report)
        _say([f"skipped: {failure.reason}" for failure in done.failures])
        everything = []
        for each in done.documents:
            found = reads.document_mentions(store, each.document, limit=1000)
            everything += [m for m in found if done.run in m.runs]
            output.line(f"   {each.title} -MENTIONS->")
            for m in found[:EDGES_SHOWN]:
                known = "" if m.skill_status == "canonical" else ", a candidate"
                output.line(
                    f"      {m.name}{known}: {m.text!r} at {m.start}-{m.end},"
                    f" confidence {m.confidence:.2f}, {m.status}, {m.model}, {m.runs[-1]}"
                )
            if len(found) > EDGES_SHOWN:
                rest = len(found) - EDGES_SHOWN
                output.line(
                    f"      and {rest} more: query document_mentions document={each.document}"
                )
        sure = sum(m.status == "accepted" for m in everything)
        _say(
            [
                f"run {done.run}: {len(everything)} edges, {done.changes.created} of them new",
                f"{sure} accepted by rule (a known skill, confidence at least {done.threshold:g}),"
                f" {len(everything) - sure} left as proposals",
            ]
        )


def _ask(store: Store, settings: Settings, title: str) -> None:
    from urllib.parse import quote

    import httpx

    from api import serving

    with _step(6, f"which skills link to {title}, and why: asked over HTTP"):
        app = serving.app_of(store, settings.home, settings.models)
        with serving.background(app) as url:
            path = f"/v1/occupations/{quote(title, safe='')}/skills"
            output.line(f"   GET {url}{path}?limit=5&evidence=2")
            # The question stays on this machine, whatever proxy the environment names.
            with httpx.Client(base_url=url, trust_env=False, timeout=30) as client:
                answer = client.get(path, params={"limit": 5, "evidence": 2})
        if answer.status_code != 200:
            raise RunError(f"The API answered {answer.status_code}: {answer.text[:200]}.")
        for item in answer.json()["items"]:
            output.line(
                f"   {item['name']}: weight {item['weight']:.2f}, in {item['postings']} postings,"
                f" from {', '.join(item['sources'])}, run {item['run']}"
            )
            for piece in item["evidence"]:
                company = f" at {piece['company']}" if piece["company"] else ""
                output.line(
                    f"      {piece['raw']!r} in {piece['title']!r}{company} ({piece['source_row']})"
                )


def _what_next(command: str, title: str, triples: Path) -> None:
    output.line(f"\n{STEPS} of {STEPS}: five commands worth trying next")
    for text in (
        "up",
        f'walk --from "{title}" --length 6 --seed 8 --count 3',
        f'query occupation_skills occupation="{title}" limit=10',
        'cypher "MATCH (d:Document)-[m:MENTIONS]->(s:Skill) RETURN d.title, s.name, m.confidence'
        ' ORDER BY m.confidence DESC LIMIT 10"',
        "serve",
    ):
        output.line(f"   {command} {text}")
