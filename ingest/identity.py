"""Which raw skill strings are one skill.

A pure function: surfaces of postings, anchors of taxonomies and decisions of people go in, skills
and the names that mean them come out, the same for any order of the input. Names are joined by
evidence, strongest first (`identity_evidence`, `identity_clusters`); two concepts of one taxonomy
and two lines of the project's own list are never joined; what people decided comes last and wins.
A name that nothing joins is a skill of its own: apart is the safer mistake.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator

from graph.keys import skill_key
from ingest.identity_clusters import Clusters
from ingest.identity_evidence import (
    from_brackets,
    from_list,
    from_plain_names,
    from_qualifiers,
    from_typos,
)
from ingest.identity_model import (
    Anchor,
    Contexts,
    Decision,
    Evidence,
    Given,
    Identities,
    Resolution,
    SkillIdentity,
    Surface,
)
from ingest.identity_taxonomies import Names, from_makers, from_taxonomies, related
from ingest.known_aliases import by_key, spellings

__all__ = [
    "Anchor",
    "Contexts",
    "Decision",
    "Given",
    "Identities",
    "Resolution",
    "SkillIdentity",
    "Surface",
    "resolve",
]

_KINDS = ("tool", "knowledge", "skill")


def resolve(
    surfaces: Iterable[Surface],
    anchors: Iterable[Anchor] = (),
    decisions: Iterable[Decision] = (),
    contexts: Contexts | None = None,
) -> Identities:
    """Join names that are one skill; see the module.

    Args:
        surfaces: the postings' names by key; no key twice.
        anchors: the taxonomies' skills.
        decisions: people's words; where two contradict each other, apart wins.
        contexts: co-occurring keys with counts for the keys asked for; called at most once.
    """
    given = Given(
        tuple(sorted((s for s in surfaces if s.key), key=lambda s: s.key)),
        tuple(sorted(anchors, key=lambda a: (a.key, a.name))),
        tuple(sorted(decisions, key=lambda d: (d.kind, d.a, d.b))),
    )
    names = Names({surface.key: surface for surface in given.surfaces}, _by_name(given.anchors))
    clusters = _joined(names, contexts)
    _decide(clusters, given.decisions)
    return _identities(names, clusters, given)


def _by_name(anchors: Iterable[Anchor]) -> dict[str, tuple[Anchor, ...]]:
    found: dict[str, list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        key = skill_key(anchor.name)
        if key:
            found[key].append(anchor)
    return {key: tuple(found[key]) for key in sorted(found)}


def _joined(names: Names, contexts: Contexts | None) -> Clusters:
    tags: dict[str, dict[str, str]] = defaultdict(dict)
    for key, anchors in names.anchors.items():
        tags[key].update({f"taxonomy {anchor.source}": key for anchor in anchors})
    for key, line in by_key().items():
        tags[key]["list"] = line.key
    clusters = Clusters(tags)
    keys = sorted({*names.surfaces, *names.anchors, *by_key()})
    for key in keys:
        clusters.root(key)
    evidence = [
        *from_list(keys),
        *from_taxonomies(names),
        *from_plain_names(names, keys),
        *from_brackets(names, keys),
        *from_makers(names),
        *from_qualifiers(names, keys),
        *from_typos(names, keys, contexts),
    ]
    clusters.join_all(evidence)
    return clusters


def _decide(clusters: Clusters, decisions: Iterable[Decision]) -> None:
    """Splits take names out, merges join what is then there, unless that would undo a split."""
    pairs = [(d.kind, skill_key(d.a), skill_key(d.b)) for d in decisions]
    apart = [(a, b) for kind, a, b in pairs if kind == "split" and a and b and a != b]
    for a, b in apart:
        if clusters.root(a) == clusters.root(b):
            clusters.take_out(a)
    for kind, a, b in pairs:
        if kind != "merge" or not a or not b:
            continue
        ends = {clusters.root(a), clusters.root(b)}
        if not any({clusters.root(x), clusters.root(y)} == ends for x, y in apart):
            clusters.join(Evidence(a, b, "person", 1.0, "a person said so"))


def _identities(names: Names, clusters: Clusters, given: Given) -> Identities:
    skills: dict[str, SkillIdentity] = {}
    found: dict[str, Resolution] = {}
    anchored: dict[str, str] = {}
    for members in clusters.all():
        if not any(map(names.there, members)):
            continue
        skill = _skill(names, clusters, members)
        skills[skill.key] = skill
        anchored.update(dict.fromkeys(skill.anchors, skill.key))
        found.update(_resolutions(clusters, members, skill.key))
    for key, (anchor, label) in names.labels.items():
        skill_of = anchored[anchor.key]
        # What the list or a person knows about the name goes before what a taxonomy says.
        if key not in clusters and len(key) > 1:
            because = f"{label!r} is a name of {anchor.name!r} in {anchor.source or 'a taxonomy'}"
            score = 0.9 if related(label, anchor.name) else 0.6
            found[key] = Resolution(skill_of, "taxonomy label", score, because)
    return Identities(skills, dict(sorted(found.items())), anchored, given)


def _skill(names: Names, clusters: Clusters, members: list[str]) -> SkillIdentity:
    surfaces = [names.surfaces[key] for key in members if key in names.surfaces]
    anchors = [anchor for key in members for anchor in names.anchors.get(key, ())]
    key, name = _called(names, clusters, members)
    kinds = {anchor.kind for anchor in anchors}
    return SkillIdentity(
        key,
        name,
        next((kind for kind in _KINDS if kind in kinds), "skill"),
        tuple(sorted(anchor.key for anchor in anchors)),
        tuple(surface.key for surface in surfaces),
        sum(surface.postings for surface in surfaces),
    )


def _called(names: Names, clusters: Clusters, members: list[str]) -> tuple[str, str]:
    """The member that names the skill: a full name, well known, frequent, short, in this order."""
    halves = {e.a for key in members for e in clusters.accepted.get(key, ()) if not e.plain}

    def standing(key: str) -> tuple[bool, bool, int, bool, int, str]:
        postings = names.surfaces[key].postings if key in names.surfaces else 0
        line = by_key().get(key)
        usual = line is not None and line.key == key
        return key in halves, line is None and postings < 2, -postings, not usual, len(key), key

    key = min(members, key=standing)
    if key in names.surfaces and names.surfaces[key].spellings:
        return key, names.surfaces[key].text
    if key in by_key():
        return key, spellings()[key][0]
    return key, names.anchors[key][0].name if key in names.anchors else key


def _resolutions(
    clusters: Clusters, members: list[str], skill: str
) -> Iterator[tuple[str, Resolution]]:
    """Each member with the weakest evidence between it and the skill's own name."""
    yield skill, Resolution(skill, "name", 1.0, "the skill's own name")
    waiting, reached = deque([skill]), {skill}
    weakest: dict[str, Evidence] = {}
    while waiting:
        key = waiting.popleft()
        for item in clusters.accepted.get(key, ()):
            other = item.b if item.a == key else item.a
            if other in reached:
                continue
            reached.add(other)
            before = weakest.get(key)
            weakest[other] = before if before and before.score < item.score else item
            waiting.append(other)
    for key in members:
        if key == skill:
            continue
        why = weakest.get(key)
        if why is None:
            why = Evidence(key, skill, "joined", 0.75, "joined through a name that was split off")
        yield key, Resolution(skill, why.method, why.score, why.because)
