"""O*NET's Technology Skills as what a graph is scored against: which of its skills each is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graph.errors import UnknownFormat
from graph.keys import skill_key
from graph.records import SkillConcept, SkillListing
from graph.store import Store
from ingest.curation import companions, read_evidence
from ingest.identity import Anchor, Surface, resolve
from ingest.onet import OnetTechnologySource


@dataclass(frozen=True, slots=True)
class Technologies:
    """What O*NET lists, in keys of the graph's skills.

    `listed` is by occupation; `named` is all of it; `names` says what else than the graph's skills
    was asked for is, by the key of the name.
    """

    listed: dict[str, set[str]]
    named: set[str]
    names: dict[str, str]
    loaded: bool
    """Whether the graph was loaded from O*NET too."""

    @classmethod
    def read(cls, store: Store, onet: Path, names: Iterable[str] = ()) -> Technologies:
        """Read the file in a folder (or the file itself).

        Args:
            names: other names to find among the technologies, such as the graph does not know.

        Raises:
            UnknownFormat: There is no such file.
        """
        loaded = any(row["key"].startswith("onet") for row in store.read("sources_all"))
        rows = OnetTechnologySource().read(technology_file(onet))
        records = [r for r in rows if isinstance(r, SkillConcept | SkillListing)]
        concepts = [r for r in records if isinstance(r, SkillConcept)]
        skills, others = _skills_of(store, concepts, sorted(set(names)))
        listed: dict[str, set[str]] = defaultdict(set)
        for listing in (r for r in records if isinstance(r, SkillListing)):
            listed[listing.occupation] |= skills[listing.skill]
        return cls(dict(listed), set().union(*skills.values()), others, loaded)


def technology_file(path: Path) -> Path:
    """The Technology Skills file in a folder, or the file itself.

    Raises:
        UnknownFormat: There is none.
    """
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    for file in files:
        if OnetTechnologySource().recognises(file):
            return file
    raise UnknownFormat(
        f"No O*NET Technology Skills file is under {path}.",
        hint="Name the folder that holds `Technology Skills.xlsx`.",
    )


def _skills_of(
    store: Store, concepts: list[SkillConcept], others: list[str]
) -> tuple[dict[str, set[str]], dict[str, str]]:
    """The graph's skills that each O*NET technology is; what the graph does not know is itself.

    Names are decided as they would be with O*NET loaded, and led back to the skills that the graph
    has without it.
    """
    evidence = read_evidence(store)
    evidence.concepts = {k: c for k, c in evidence.concepts.items() if c["source"] != "onet"}
    contexts = companions(store, evidence.located)
    without = evidence.resolve(contexts)
    given = evidence.given()
    anchors = [Anchor(c.key, c.name, c.kind, c.aliases, "onet") for c in concepts]
    new = {skill_key(name): name for name in others}
    surfaces = [Surface(k, {n: 1}) for k, n in new.items() if k not in evidence.spellings]
    together = resolve(
        [*given.surfaces, *surfaces], [*given.anchors, *anchors], given.decisions, contexts
    )
    known: dict[str, set[str]] = defaultdict(set)
    for name, found in together.names.items():
        if name in without.names:
            known[found.skill].add(without.names[name].skill)
    first = {together.anchored[c.key]: c.key for c in reversed(concepts)}
    skills = {
        c.key: known.get(s) or {first[s]} for c in concepts for s in [together.anchored[c.key]]
    }
    meant = {key: together.names[key].skill for key in new if key in together.names}
    return skills, {key: min(known.get(s) or {first.get(s, key)}) for key, s in meant.items()}
