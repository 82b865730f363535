"""What follows from the evidence, in order: skills, titles, links, the crosswalk, edges with weights.

Every step makes what it is responsible for a function of what the graph holds, so the same evidence
gives the same graph whatever the order, the batches or the repetition of loads.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from graph.embeddings import derive_embeddings
from graph.store import Store
from graph.sync import Session, batched
from graph.transitions import derive_near
from graph.weights import derive_requires
from ingest.crosswalk import derive_crosswalk
from ingest.curation import (
    Contexts,
    Curator,
    Evidence,
    companions,
    count_postings,
    foresee,
    foresee_postings,
    read_evidence,
)
from ingest.identity import Identities
from ingest.links import derive_links, derive_titles
from ingest.spool import Progress, Spool


@dataclass(slots=True)
class Skills:
    """The identity of skills, and the evidence it was decided on; None before it was."""

    evidence: Evidence | None
    identities: Identities | None
    groups: set[str]

    @classmethod
    def of(cls, store: Store) -> Skills:
        """Nothing decided yet; what groups of skills the graph holds."""
        return cls(None, None, {row["key"] for row in store.read("skill_groups_all")})

    @classmethod
    def foreseen(cls, session: Session, spool: Spool, tell: Progress) -> Skills:
        """Decide on what the graph and the files of a spool say, and write the skills.

        Most edges then find their skill at once; `derive` decides on what the graph holds when
        everything is loaded, and that is what counts.
        """
        tell("decide skills", 0, None)
        skills = cls.of(session.store)
        skills.groups |= spool.gathered.groups
        known = _known(session.store, spool.gathered.postings)
        if known:
            spool.leave_out(known)
        before = read_evidence(session.store)
        skills.evidence = foresee(before, spool)
        asked = companions(session.store, before.located)

        def contexts(keys: Collection[str]) -> Mapping[str, Mapping[str, int]]:
            found = {key: Counter(counts) for key, counts in spool.companions(keys).items()}
            for key, counts in asked(keys).items():
                found.setdefault(key, Counter()).update(counts)
            return found

        skills.identities = skills.evidence.resolve(contexts)
        curator = skills.curator(session)
        counts = foresee_postings(spool, curator.skill_of)
        counts.update(count_postings(session.store, skills.identities.skills))
        tell("write skills", 0, None)
        curator.apply(counts)
        return skills

    def curator(self, session: Session) -> Curator:
        """Writes these identities."""
        assert self.identities is not None
        assert self.evidence is not None
        return Curator(session, self.identities, self.evidence)

    def skill_of(self, name: str) -> str:
        """The skill that a spelling's or concept's key stands for."""
        assert self.identities is not None
        assert self.evidence is not None
        return Curator.resolve_name(self.identities, self.evidence, name)


def _known(store: Store, keys: Collection[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in batched(keys):
        rows = store.read("known_postings", keys=some)
        found |= {row["key"]: row["source_row"] or "" for row in rows}
    return found


def derive(session: Session, skills: Skills, tell: Progress, stages: dict[str, float]) -> None:
    """Make everything derived what the evidence says."""
    steps: tuple[tuple[str, Callable[[], None]], ...] = (
        ("name skills", lambda: _derive_skills(session, skills)),
        ("name occupations", lambda: derive_titles(session)),
        ("link titles", lambda: derive_links(session)),
        ("join taxonomies", lambda: derive_crosswalk(session)),
        ("weigh edges", lambda: derive_requires(session)),
        ("join occupations", lambda: derive_near(session)),
        ("sweep", lambda: _sweep(session)),
        ("read meanings", lambda: derive_embeddings(session, tell)),
        ("index", lambda: _index(session)),
    )
    for done, (stage, work) in enumerate(steps):
        tell(stage, done, len(steps))
        began = time.monotonic()
        work()
        stages[stage] = time.monotonic() - began
    tell(steps[-1][0], len(steps), len(steps))


def _sweep(session: Session) -> None:
    """Aliases that name nothing any more."""
    lone = [row["key"] for row in session.store.read("lone_aliases")]
    session.drop_nodes("aliases", lone)


def _index(session: Session) -> None:
    session.store.index()


def _derive_skills(session: Session, skills: Skills) -> None:
    evidence = read_evidence(session.store)
    if skills.evidence is None or not evidence.same_as(skills.evidence):
        contexts: Contexts = companions(session.store, evidence.located)
        skills.evidence, skills.identities = evidence, evidence.resolve(contexts)
        whole = True
    else:
        whole = False
    assert skills.identities is not None
    curator = skills.curator(session)
    counts = count_postings(session.store, skills.identities.skills)
    if whole:
        curator.apply(counts)
        # An edge that moved may have joined two skills that one posting names: count again.
        counts = count_postings(session.store, skills.identities.skills)
    curator.count(counts)
