"""What is typical of an occupation: how many skills people list, how many years they stay in a job.

Skills are counted in postings, and few postings are smoothed towards those of the major group, which
are smoothed towards all. The mean and the variance alike are

    smoothed = (N · own + PRIOR · above) / (N + PRIOR)       N postings that surely ask for a skill

No source says how long people stay in a job: postings ask for years of experience, and the Employment
Projections tell what is needed for entry. Years are those of RJDB (Pezeshkpour et al. 2023,
arXiv:2311.06383), uniform from 1 to 5, unless a teacher said otherwise.

Each estimate is an edge `ESTIMATED_BY` from the occupation to the run that made it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import sqrt
from typing import Any, Literal

from graph.records import Changes, Row
from graph.store import Access, Store, retrying
from graph.sync import KEYS_PER_QUERY, batched

PRIOR = 18.0
"""Postings of the group that count as much as the occupation's own: the variance among the postings of
an occupation over that among the means of occupations, in Dice's postings."""

ENOUGH = 20
"""Postings from which an occupation's own count goes before what a teacher says."""

YEARS_MEAN, YEARS_SPREAD = 3.0, sqrt(2.0)
"""Of a uniform draw from 1, 2, 3, 4, 5."""

_PER_TRANSACTION = 500

Source = Literal["postings", "teacher"]


@dataclass(frozen=True, slots=True)
class Tally:
    """Postings, the skills they ask for in all, and the sum of the squares."""

    postings: int = 0
    skills: int = 0
    squares: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.postings + other.postings,
            self.skills + other.skills,
            self.squares + other.squares,
        )


@dataclass(frozen=True, slots=True)
class Typical:
    """A mean and a variance of the number of skills."""

    mean: float
    variance: float

    @property
    def spread(self) -> float:
        """The standard deviation."""
        return sqrt(self.variance)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one run says of an occupation: skills (a count), years in a job; spreads are standard
    deviations.

    `skills_everywhere` is the mean over all postings; `years_source` is `prior` or `teacher`;
    `teacher` and its `prompt` are None where `source` is postings.
    """

    occupation: str
    source: Source
    skills_mean: float
    skills_spread: float
    years_mean: float
    years_spread: float
    years_source: str
    postings: int
    skills_everywhere: float
    teacher: str | None = None
    prompt: str | None = None


@dataclass(frozen=True, slots=True)
class OccupationStatistics:
    """The best that is known of an occupation; units as in `Estimate`.

    `skills_source` and `years_source` are `postings`, `teacher` or `prior`; `runs` made them.
    """

    occupation: str
    skills_mean: float
    skills_spread: float
    skills_source: str
    years_mean: float
    years_spread: float
    years_source: str
    postings: int
    skills_everywhere: float
    runs: tuple[str, ...]

    @property
    def skills_ratio(self) -> float:
        """How many skills people list here for each one that they list on average."""
        return self.skills_mean / self.skills_everywhere if self.skills_everywhere else 1.0


@dataclass(frozen=True, slots=True)
class Counted:
    """What postings say: per SOC occupation, per major group, and over all of both."""

    occupations: dict[str, Tally]
    typical: dict[str, Typical]
    """Smoothed, by occupation and by major group."""
    majors: dict[str, tuple[str, str]]
    """Occupation -> key and title of its major group, where the graph knows one."""
    everywhere: Typical

    def estimate(self, occupation: str) -> Estimate:
        """What the postings say of an occupation."""
        found = self.typical[occupation]
        return Estimate(
            occupation,
            "postings",
            round(found.mean, 4),
            round(found.spread, 4),
            YEARS_MEAN,
            round(YEARS_SPREAD, 4),
            "prior",
            self.occupations[occupation].postings,
            round(self.everywhere.mean, 4),
        )

    def group(self, occupation: str) -> tuple[str, Typical]:
        """Title and figures of the major group; those of all postings where there is none."""
        key, title = self.majors.get(occupation, ("", "all occupations"))
        return title, self.typical.get(key, self.everywhere)


def measured(tally: Tally) -> Typical:
    """Mean and variance of a tally; 0 where it is empty."""
    if not tally.postings:
        return Typical(0.0, 0.0)
    mean = tally.skills / tally.postings
    return Typical(mean, max(0.0, tally.squares / tally.postings - mean * mean))


def smoothed(tally: Tally, above: Typical) -> Typical:
    """Mean and variance of a tally, drawn towards those above by `PRIOR` postings."""
    own, n = measured(tally), tally.postings
    return Typical(
        (n * own.mean + PRIOR * above.mean) / (n + PRIOR),
        (n * own.variance + PRIOR * above.variance) / (n + PRIOR),
    )


def count(store: Store) -> Counted:
    """Count the skills of the postings of every SOC occupation."""
    keys = soc_occupations(store)
    tallies = dict.fromkeys(keys, Tally())
    majors: dict[str, tuple[str, str]] = {}
    for batch in batched(keys, KEYS_PER_QUERY):
        for row in store.read("skills_per_posting", keys=batch):
            tallies[row["occupation"]] = Tally(row["postings"], row["skills"], row["squares"])
        for occupation, groups in occupation_group_keys(store, batch).items():
            majors.update(
                (occupation, (k, title)) for k, level, title in groups if level == "major"
            )
    return estimated(tallies, majors)


def estimated(tallies: Mapping[str, Tally], majors: Mapping[str, tuple[str, str]]) -> Counted:
    """Smooth tallies of occupations towards their groups, and groups towards all."""
    groups: dict[str, Tally] = defaultdict(Tally)
    for occupation, tally in tallies.items():
        if occupation in majors:
            groups[majors[occupation][0]] += tally
    everywhere = measured(sum(tallies.values(), Tally()))
    typical = {key: smoothed(tally, everywhere) for key, tally in groups.items()}
    for occupation, tally in tallies.items():
        above = typical.get(majors.get(occupation, ("", ""))[0], everywhere)
        typical[occupation] = smoothed(tally, above)
    return Counted(dict(tallies), typical, dict(majors), everywhere)


def soc_occupations(store: Store) -> list[str]:
    """Keys of the SOC occupations, in order."""
    rows = store.read("occupations_all")
    return sorted(row["key"] for row in rows if row["key"].startswith("soc:"))


def occupation_group_keys(store: Store, keys: Sequence[str]) -> dict[str, list[list[str]]]:
    """The groups above occupations, by occupation: key, level, title of each."""
    rows = store.read("groups_of", keys=list(keys))
    return {row["occupation"]: row["groups"] for row in rows}


def occupation_statistics(store: Store, keys: Iterable[str]) -> dict[str, OccupationStatistics]:
    """The best that is known of each of these occupations; those of which nothing is are left out.

    Skills are those counted in postings where there are `ENOUGH`, else what a teacher said, else
    the smoothed count. Years are what a teacher said, else the prior.
    """
    found = {}
    for batch in batched(keys, KEYS_PER_QUERY):
        for row in store.read("estimates_of", keys=batch):
            by_source = {e["source"]: e for e in row["estimates"]}
            found[row["occupation"]] = _best(row["occupation"], by_source)
    return found


def _best(occupation: str, estimates: Mapping[str, Row]) -> OccupationStatistics:
    counted, told = estimates.get("postings"), estimates.get("teacher")
    enough = counted is not None and counted["postings"] >= ENOUGH
    skills = counted if counted is not None and (enough or told is None) else told
    years = told or counted
    assert skills is not None
    assert years is not None
    return OccupationStatistics(
        occupation,
        skills["skills_mean"],
        skills["skills_spread"],
        skills["source"],
        years["years_mean"],
        years["years_spread"],
        years["years_source"],
        max(e["postings"] for e in estimates.values()),
        skills["skills_everywhere"],
        tuple(sorted({skills["run"], years["run"]})),
    )


# ---- writing ------------------------------------------------------------------------------------


def submit(store: Store, run: str, estimates: Sequence[Estimate]) -> Changes:
    """Write estimates; of each source an occupation keeps the latest. Twice is once."""
    total = Changes()
    for batch in batched(estimates, _PER_TRANSACTION):

        def work(batch: list[Estimate] = batch) -> Changes:
            with store.transaction() as tx:
                tx.write("hold_graph", run=run)
                return _submit(tx, run, batch)

        total += retrying(work)
    return total


def _submit(tx: Access, run: str, estimates: list[Estimate]) -> Changes:
    wanted = {(e.occupation, e.source): _props(e) for e in estimates}
    existing: dict[tuple[str, str], Row] = {}
    for row in tx.read("estimates_of", keys=sorted({e.occupation for e in estimates})):
        existing |= {(row["occupation"], e["source"]): e for e in row["estimates"]}
    # The run that said so first stays the one that is named.
    due = {
        key: props
        for key, props in wanted.items()
        if _content(existing.get(key, {})) != _content(props)
    }
    replaced = [key for key in due if key in existing]
    for source in sorted({source for _, source in replaced}):
        keys = [occupation for occupation, s in replaced if s == source]
        tx.write("drop_estimates", keys=keys, source=source)
    if due:
        rows = [{"occupation": key[0], "props": {**p, "run": run}} for key, p in due.items()]
        tx.write("put_estimates", rows=rows, run=run)
    return Changes(len(due) - len(replaced), len(replaced))


def _props(estimate: Estimate) -> dict[str, Any]:
    return {k: v for k, v in asdict(estimate).items() if k != "occupation" and v is not None}


def _content(props: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in props.items() if name != "run"}


def undo(tx: Access, run: str) -> Changes:
    """Remove what a run estimated; what it replaced does not come back."""
    rows = tx.write("drop_estimates_of_run", run=run)
    return Changes(deleted=int(rows[0]["removed"]) if rows else 0)
