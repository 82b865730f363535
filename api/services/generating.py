"""Triples from the graph, by teachers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from api.settings import Settings
    from generation.contexts import Recipe
    from generation.crew import Terms
    from generation.mixing import Mix
    from generation.output import Acceptance
    from generation.reports import GenerateReport, Watch
    from graph.store import Store

Progress = Callable[[str, int, int | None], None]


def teacher(
    settings: Settings, spec: str, *, base_url: str | None = None, seed: int = 0, **parameters: Any
) -> BaseChatModel:
    """The teacher that a name stands for; needs no graph.

    `parameters` are `temperature`, `max_output` and `timeout` of `generation.teachers.make_teacher`.

    Raises:
        InvalidValue: no such teacher.
        MissingExtra: the package for its provider is not installed.
        TeacherRefused: it needs a key.
    """
    from generation.teachers import make_teacher

    if spec.startswith("openai:"):
        base_url = base_url or settings.openai_base_url
    return make_teacher(
        spec, base_url=base_url, api_key=settings.openai_api_key, seed=seed, **parameters
    )


def mix(
    settings: Settings,
    shares: Mapping[str, float],
    *,
    base_url: str | None = None,
    seed: int = 0,
    **parameters: Any,
) -> Mix:
    """Teachers with their shares; arguments and errors as `teacher`."""
    from generation.mixing import Mix

    made = [teacher(settings, s, base_url=base_url, seed=seed, **parameters) for s in shares]
    return Mix(tuple(made), tuple(shares.values()))


def generate(
    store: Store,
    *,
    count: int,
    seed: int,
    teacher: BaseChatModel | Mix,
    out: Path,
    concurrency: int = 4,
    terms: Terms | None = None,
    acceptance: Acceptance | None = None,
    recipe: Recipe | None = None,
    progress: Progress | None = None,
    watch: Watch | None = None,
) -> GenerateReport:
    """Triples from walks over the graph into a folder; one that was begun is gone on with.

    Near-duplicates across the run are rejected, unless `acceptance` is another check; `recipe` says
    how contexts are drawn.
    `progress` is told stage, done and total, `watch` everything.

    Raises:
        BudgetSpent: the next call could cost more than is left of the budget; what was made stays.
        InvalidValue: terms that cannot be kept.
        RunError: the folder belongs to other inputs, or cannot be written.
        TeacherError: the teacher cannot be used; what was made stays.
        NotFound: the graph has no walkable edges.
    """
    from generation import pipeline
    from generation.contexts import USUAL
    from generation.near_duplicates import SeenDocuments

    if progress is not None:
        progress("prepare walks", 0, None)
    return pipeline.generate(
        store,
        count=count,
        seed=seed,
        out=out,
        teacher=teacher,
        concurrency=concurrency,
        terms=terms,
        acceptance=acceptance or SeenDocuments(),
        recipe=recipe or USUAL,
        progress=progress and (lambda done, total: progress("generate triples", done, total)),
        watch=watch,
    )
