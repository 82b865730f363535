"""What a teacher, or a count, says of occupations: statistics, skills of those without postings."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from api.services.generating import teacher as hosted
from graph.errors import InvalidValue
from graph.records import Changes
from graph.statistics import ENOUGH

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from pydantic import BaseModel

    from api.settings import Settings
    from generation.guidance import Judged
    from generation.prices import Price
    from generation.questions import Answer, Question
    from graph.neighbours import Neighbourhood
    from graph.store import Store
    from ingest.quality.expansion import ExpansionScore, Part

    R = TypeVar("R", bound=BaseModel)

Progress = Callable[[str, int, int | None], None]
FEWER_THAN = ENOUGH
"""Postings below which an occupation is asked about, unless it is named."""

NUMBER = 40
"""Skills that a teacher is asked for: twice as many as are scored, so that a filter can choose."""


@dataclass(frozen=True, slots=True)
class GuidanceReport:
    """What a run did. `occupations` were looked at; `asked` of them the teacher, the others were
    answered before; `unanswered` counts, by reason, those that it gave no usable answer for."""

    run: str
    teacher: str
    occupations: int
    asked: int
    changes: Changes
    unanswered: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    named: int = 0
    passed: int = 0
    unknown: int = 0
    """Of an expansion: skills named, those that passed the filter, and of these the new ones."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A teacher, which occupations it is asked about, and how."""

    teacher: BaseChatModel
    occupations: Sequence[str] = ()
    fewer_than: int = FEWER_THAN
    limit: int | None = None
    concurrency: int = 4
    seed: int = 0
    budget: float | None = None
    """USD that a call of the command may cost; no limit when None."""
    price: Price | None = None
    """Of a teacher whose price no table has."""


def guide(
    settings: Settings, spec: str, *, base_url: str | None = None, seed: int = 0
) -> BaseChatModel:
    """The teacher for questions about occupations: `offline`, or what `generate` knows.

    Raises:
        InvalidValue, MissingExtra, TeacherRefused: see `generation.teachers.make_teacher`.
    """
    if spec == "offline":
        from generation.offline_guide import OfflineGuide

        return OfflineGuide()
    return hosted(settings, spec, base_url=base_url, seed=seed)


def count_statistics(store: Store, home: Path, progress: Progress) -> GuidanceReport:
    """Statistics of every SOC occupation from its postings.

    Raises:
        HomeLocked: another process does so in this home.
    """
    from graph import runs, statistics
    from graph.keys import content_hash

    began = time.monotonic()
    progress("count skills of postings", 0, None)
    counted = statistics.count(store)
    found = [counted.estimate(key) for key in counted.occupations]
    inputs = {"source": "postings", "counted": content_hash(*map(str, found))}
    with runs.recorded(
        store, home, step="statistics", inputs=inputs, command="skillgraph statistics"
    ) as run:
        changes = statistics.submit(store, run.key, found)
        run.counts |= {"occupations": len(found), "changed": changes.created + changes.updated}
    seconds = time.monotonic() - began
    return GuidanceReport(run.key, "", len(found), 0, changes, seconds=seconds)


def ask_statistics(store: Store, home: Path, guide: Guide, progress: Progress) -> GuidanceReport:
    """Statistics of occupations from a teacher.

    Raises:
        TeacherError: it cannot be used now; what it answered stays, the same call goes on.
        NotFound: there is no such occupation.
        HomeLocked: another process does so in this home.
    """
    from generation import guidance
    from generation.guidance_prompts import prompt_version
    from generation.teachers import teacher_name
    from graph import runs, statistics

    began = time.monotonic()
    counted = statistics.count(store)
    questions = guidance.statistics_questions(store, _chosen(store, guide), counted)
    inputs = _inputs(guide, prompt_version("statistics"), questions)
    name = teacher_name(guide.teacher)
    with runs.recorded(
        store,
        home,
        step="statistics",
        inputs=inputs,
        command="skillgraph statistics --teacher",
        model=name,
        seed=guide.seed,
    ) as run:
        answers = _asked(home, "statistics", guide, questions, progress)
        found = guidance.estimates(answers, counted, name)
        changes = statistics.submit(store, run.key, found)
        report = GuidanceReport(
            run.key,
            name,
            len(answers),
            sum(answer.asked for answer in answers),
            changes,
            guidance.reasons(answers),
            time.monotonic() - began,
        )
        run.counts |= {"occupations": len(answers), **report.unanswered}
    return report


def expand(
    store: Store,
    home: Path,
    guide: Guide,
    progress: Progress,
    *,
    number: int,
    least: float,
) -> GuidanceReport:
    """Skills of occupations from a teacher, as suggestions that wait to be accepted.

    Args:
        number: skills to ask for.
        least: support that a skill needs, see `graph.neighbours`.

    Raises:
        TeacherError, NotFound, HomeLocked: as `ask_statistics`.
    """
    from generation import guidance
    from generation.guidance_prompts import prompt_version
    from generation.teachers import teacher_name
    from graph import runs, suggestions
    from graph.neighbours import Neighbourhood

    began = time.monotonic()
    progress("look at neighbours", 0, None)
    neighbourhood = Neighbourhood.read(store)
    questions = guidance.skills_questions(store, _chosen(store, guide), neighbourhood, number)
    inputs = _inputs(guide, prompt_version("skills"), questions)
    name = teacher_name(guide.teacher)
    with runs.recorded(
        store,
        home,
        step="expand",
        inputs={**inputs, "number": number, "least": least},
        command="skillgraph expand",
        model=name,
        seed=guide.seed,
    ) as run:
        answers = _asked(home, "expand", guide, questions, progress)
        judged = _judged(store, answers, neighbourhood, name, least)
        passed = [each for found in judged.passed.values() for each in found]
        changes = suggestions.submit(store, run.key, passed)
        report = GuidanceReport(
            run.key,
            name,
            len(answers),
            sum(answer.asked for answer in answers),
            changes,
            guidance.reasons(answers),
            time.monotonic() - began,
            sum(map(len, judged.suggested.values())),
            len(passed),
            sum(each.skill is None for each in passed),
        )
        run.counts |= {"occupations": len(answers), **report.unanswered}
        run.counts |= {"named": report.named, "passed": report.passed, "unknown": report.unknown}
    return report


def score_expansion(
    store: Store,
    home: Path,
    guide: Guide,
    progress: Progress,
    *,
    onet: Path,
    number: int,
    least: float,
    part: Part,
) -> ExpansionScore:
    """A teacher's skills against O*NET Technology Skills; writes nothing to the graph.

    O*NET's own evidence is left out of what the prompt shows and of the filter.

    Raises:
        UnknownFormat: there is no such file.
        TeacherError, NotFound, HomeLocked: as `ask_statistics`.
    """
    from generation import guidance
    from generation.teachers import teacher_name
    from graph.neighbours import Neighbourhood
    from graph.runs import step_lock
    from ingest.quality import edges, expansion, technologies

    # Looked for before anything is asked: a teacher may cost money.
    file = technologies.technology_file(onet)
    chosen = [each for each in _chosen(store, guide) if expansion.in_part(each.key, part)]
    progress("look at neighbours", 0, None)
    neighbourhood = Neighbourhood.read(store, edges.OURS)
    questions = guidance.skills_questions(store, chosen, neighbourhood, number)
    with step_lock(home, "expand"):
        answers = _asked(home, "expand", guide, questions, progress)
    judged = _judged(store, answers, neighbourhood, teacher_name(guide.teacher), least)
    named = {
        key: expansion.Named(
            [guidance.name_key(each) for each in found],
            [guidance.name_key(each) for each in judged.passed[key]],
        )
        for key, found in judged.suggested.items()
    }
    unknown = {each.raw for found in judged.suggested.values() for each in found if not each.skill}
    progress("read what O*NET lists", 0, None)
    return expansion.score_expansion(store, file, named, sorted(unknown))


def accept(store: Store, home: Path, run: str, least: float | None) -> tuple[str, Changes]:
    """Accept what a run proposed and is sure enough; returns the run's full key.

    Args:
        least: confidence of a mention, support of a suggestion; each has its default.

    Raises:
        NotFound: no such run.
        InvalidValue: several runs begin so, or it proposed nothing.
        GraphLocked, RunError: a load is at work on this graph, or was broken off.
    """
    from graph import neighbours, proposals, reads, runs, suggestions

    found = reads.find_run(store, run)
    with runs.step_lock(home, found.step):
        if found.step == "enrich":
            least = proposals.DEFAULT_THRESHOLD if least is None else least
            return found.key, proposals.accept(store, found.key, least)
        if found.step == "expand":
            least = neighbours.LEAST_SUPPORT if least is None else least
            return found.key, suggestions.accept(store, found.key, least)
    raise InvalidValue(
        f"The run {found.key} is of the step {found.step}, which proposes nothing.",
        hint="Give a run of enrich or expand.",
    )


def _chosen(store: Store, guide: Guide) -> list[Any]:
    from generation import guidance

    return guidance.choose(store, guide.occupations, fewer_than=guide.fewer_than, limit=guide.limit)


def _inputs(guide: Guide, prompt: str, questions: Sequence[Question[R]]) -> dict[str, Any]:
    from generation.questions import question_key
    from generation.teachers import teacher_name
    from graph.keys import content_hash

    name = teacher_name(guide.teacher)
    return {
        "source": "teacher",
        "teacher": name,
        "prompt": prompt,
        "occupations": len(questions),
        "questions": content_hash(*(question_key(name, each) for each in questions)),
    }


def _asked(
    home: Path, step: str, guide: Guide, questions: Sequence[Question[R]], progress: Progress
) -> list[Answer[R]]:
    from generation.crew import Terms
    from generation.mixing import Mix
    from generation.questions import Journal, ask_all

    terms = Terms(budget=guide.budget, price=guide.price)
    terms.check(Mix((guide.teacher,)))
    return ask_all(
        guide.teacher,
        questions,
        Journal(home / "guidance" / f"{step}.jsonl"),
        concurrency=guide.concurrency,
        terms=terms,
        tell=lambda done: progress("ask about occupations", done, len(questions)),
    )


def _judged(
    store: Store,
    answers: Sequence[Answer[Any]],
    neighbourhood: Neighbourhood,
    teacher: str,
    least: float,
) -> Judged:
    from generation import guidance
    from graph.gazetteer import Gazetteer
    from graph.reads import skill_names

    return guidance.judged(
        answers, Gazetteer(skill_names(store)), neighbourhood, teacher, least=least
    )
