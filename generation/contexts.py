"""From the graph to contexts: batches of walks, and what the graph knows of where they came.

A context depends on the seed, its index and its walk alone, never on how many were made before it,
so that an interrupted run can go on anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace

from generation.drawing import Known, context_from_walk
from generation.examples import Context
from generation.titles import plain_titles
from graph.errors import InvalidValue
from graph.keys import content_hash
from graph.records import Walk
from graph.starts import draw_starts, starts
from graph.statistics import OccupationStatistics, occupation_statistics
from graph.store import Store
from graph.walks import WalkOptions, other_names, sample, tasks_of, titles_of

BATCH = 256
"""Walkers per call; batch b holds the contexts 256 b to 256 b + 255, whatever the count."""

WALK = WalkOptions(length=64, restart=0.4)
"""Long enough for nine occupations; the restarts bring the walker back to the job's own skills."""

LONGEST_TASK = 26
"""Words of a task, at most."""

Sampler = Callable[[Sequence[str], int], list[Walk]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How contexts are drawn.

    Args:
        balanced: unmatched resumes get others in the place of what they lack.
        starts: the distribution of the jobs on offer, one of `graph.starts.DISTRIBUTIONS`.
        boost: of the long tail, 0 to 1, as in `graph.walk_options`.
        as_of: ISO day; the graph as it was seen by then.

    Raises:
        InvalidValue: an option lies outside what is allowed.
    """

    balanced: bool = True
    starts: str = "weight"
    boost: float = 0.0
    as_of: str | None = None

    def __post_init__(self) -> None:
        _ = self.walk

    @property
    def walk(self) -> WalkOptions:
        """How walkers move."""
        return replace(WALK, boost=self.boost, as_of=self.as_of)


USUAL = Recipe()


def contexts(
    store: Store,
    *,
    count: int,
    seed: int,
    skip: Container[int] = frozenset(),
    recipe: Recipe = USUAL,
    usable: Callable[[str], bool] = bool,
) -> Iterator[Context]:
    """Contexts 0 to count - 1 in order, without those in `skip`.

    `usable` says of a task of the graph whether documents may name it.

    Raises:
        InvalidValue: the count is negative, or the recipe cannot be followed.
        NotFound: the graph has no walkable edges.
    """
    if count < 0:
        raise InvalidValue(f"The number of triples is 0 or more, not {count}.")
    if not count:
        return
    places = starts(store, recipe.as_of)
    # Nothing can be taken from a resume whose job has one skill.
    places = [place for place in places if place.skills > 1] or places
    sampler = _sampler(store, count, recipe.walk)
    facts = _Facts(store, usable)
    for first in range(0, count, BATCH):
        wanted = [i for i in range(first, min(count, first + BATCH)) if i not in skip]
        if not wanted:
            continue
        batch = first // BATCH
        stream = f"starts:{seed}:{batch}"
        begin = draw_starts(places, BATCH, stream=stream, distribution=recipe.starts)
        walks = sampler(begin, batch_seed(seed, batch))
        known = facts.of(walks)
        for index in wanted:
            yield context_from_walk(
                walks[index - first],
                seed=seed,
                index=index,
                balanced=recipe.balanced,
                known=known,
            )


class _Facts:
    """What the graph knows of the nodes on walks; each is asked for once."""

    def __init__(self, store: Store, usable: Callable[[str], bool]) -> None:
        self._store, self._usable = store, usable
        self._aliases: dict[str, list[str]] = {}
        self._tasks: dict[str, list[str]] = {}
        self._titles: dict[str, list[str]] = {}
        self._statistics: dict[str, OccupationStatistics] = {}

    def of(self, walks: Sequence[Walk]) -> Known:
        """Of all that these walks visit, and others before them."""
        visited = {(step.kind, step.key) for walk in walks for step in walk.steps}
        skills = {key for kind, key in visited if kind == "skill"} - self._aliases.keys()
        jobs = {key for kind, key in visited if kind == "occupation"} - self._tasks.keys()
        self._aliases |= other_names(self._store, skills)
        for key, told in tasks_of(self._store, jobs).items():
            short = (task for task in told if len(task.split()) <= LONGEST_TASK)
            self._tasks[key] = [task for task in short if self._usable(task)]
        for key, told in titles_of(self._store, jobs).items():
            self._titles[key] = plain_titles(told)
        self._statistics |= occupation_statistics(self._store, sorted(jobs))
        return Known(self._aliases, self._titles, self._tasks, self._statistics)


def _sampler(store: Store, count: int, options: WalkOptions) -> Sampler:
    """Steps in Cypher for a few walks; over exported arrays, which draw the same, for many."""
    if count <= BATCH:
        return lambda starts, seed: sample(store, starts, seed=seed, options=options)
    from graph.arrays import WalkArrays

    arrays = WalkArrays.export(store, options)
    return lambda starts, seed: arrays.sample(store, starts, seed=seed, options=options)


def batch_seed(seed: int, batch: int) -> int:
    """The seed of the walks of a batch."""
    return int(content_hash("walks", str(seed), str(batch))[:12], 16)
