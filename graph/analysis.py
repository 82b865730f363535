"""What analysts ask of occupations, skills and postings: one typed function per query.

Occupations, skills and groups are given by key (`graph.reads` finds it). Days are ISO text; with
`as_of`, an answer is made from the evidence that stood on that day. All raise
`graph.errors.InvalidValue` for a day that does not exist, and `StoreError` as every read does.
"""

from __future__ import annotations

from graph import answers
from graph.store import Store

ALL = 1_000_000


def occupation_skills(
    store: Store,
    occupation: str,
    limit: int = 25,
    offset: int = 0,
    min_weight: float = 0.0,
    *,
    as_of: str | None = None,
) -> list[answers.SkillLink]:
    """Skills an occupation requires, strongest first."""
    rows = store.read(
        "occupation_skills",
        occupation=occupation,
        limit=limit,
        offset=offset,
        min_weight=min_weight,
        as_of=as_of,
    )
    return [answers.SkillLink(**{**row, "sources": sorted(row["sources"])}) for row in rows]


def skill_occupations(
    store: Store, skill: str, limit: int = 25, offset: int = 0, as_of: str | None = None
) -> list[answers.OccupationLink]:
    """Occupations that require a skill, those with the most postings first."""
    rows = store.read("skill_occupations", skill=skill, limit=limit, offset=offset, as_of=as_of)
    return [answers.OccupationLink(**row) for row in rows]


def skills_together(
    store: Store, skill: str, limit: int = 25, as_of: str | None = None
) -> list[answers.SkillTogether]:
    """Skills that postings ask for beside this one."""
    rows = store.read("skills_together", skill=skill, limit=limit, as_of=as_of)
    return [answers.SkillTogether(**row) for row in rows]


def related_occupations(
    store: Store, occupation: str, limit: int = 10
) -> list[answers.RelatedOccupation]:
    """Occupations by how much of what they require is the same."""
    rows = store.read("related_occupations", occupation=occupation, limit=limit)
    return [answers.RelatedOccupation(**row) for row in rows]


def onet_related(store: Store, occupation: str, limit: int = 25) -> list[answers.OnetRelated]:
    """Occupations that O*NET calls related, in its own order."""
    rows = store.read("onet_related", occupation=occupation, limit=limit)
    return [answers.OnetRelated(**row) for row in rows]


def near_occupations(
    store: Store, occupation: str, limit: int = 15
) -> list[answers.NearOccupation]:
    """Occupations one step away, the cheapest first."""
    rows = store.read("near_occupations", occupation=occupation, limit=limit)
    return [answers.NearOccupation(**row) for row in rows]


def occupation_gap(
    store: Store,
    occupation: str,
    other: str,
    limit: int = 25,
    min_weight: float = 0.0,
    *,
    as_of: str | None = None,
) -> list[answers.SkillGap]:
    """What `other` requires and `occupation` lacks or has weaker, the widest gap first.

    With `as_of`, weights are shares of the postings seen by that day, as in `occupation_skills`.
    """
    if as_of is not None:
        return _gap_as_of(store, occupation, other, limit, min_weight=min_weight, as_of=as_of)
    rows = store.read(
        "occupation_gap", occupation=occupation, other=other, limit=limit, min_weight=min_weight
    )
    return [answers.SkillGap(**row) for row in rows]


def _gap_as_of(
    store: Store, occupation: str, other: str, limit: int, *, min_weight: float, as_of: str
) -> list[answers.SkillGap]:
    has = {s.skill: s.weight for s in occupation_skills(store, occupation, ALL, as_of=as_of)}
    wanted = occupation_skills(store, other, ALL, 0, min_weight, as_of=as_of)
    found = []
    for s in wanted:
        own = has.get(s.skill, 0.0)
        if s.weight > own:
            gap = s.weight - own
            figures = (gap, s.weight, own, s.postings, s.of, s.sources)
            found.append(answers.SkillGap(s.skill, s.name, *figures))
    return sorted(found, key=lambda g: (-g.gap, g.skill))[:limit]


def document_gap(
    store: Store, document: str, occupation: str, limit: int = 25, min_weight: float = 0.0
) -> list[answers.MissingSkill]:
    """What an occupation requires and a document (by key) does not mention, strongest first."""
    rows = store.read(
        "document_gap", document=document, occupation=occupation, limit=limit, min_weight=min_weight
    )
    return [answers.MissingSkill(**row) for row in rows]


def rising_skills(
    store: Store,
    since: str,
    *,
    start: str | None = None,
    end: str | None = None,
    occupation: str | None = None,
    min_postings: int = 5,
    limit: int = 25,
) -> list[answers.RisingSkill]:
    """Skills whose share of postings grew most: `start` to `since` against `since` to `end`.

    `since` belongs to the later period and `end` to neither; without them all postings count.
    """
    rows = store.read(
        "rising_skills",
        since=since,
        start=start,
        end=end,
        occupation=occupation,
        min_postings=min_postings,
        limit=limit,
    )
    return [answers.RisingSkill(**row) for row in rows]


def hot_skills(store: Store, limit: int = 25) -> list[answers.HotSkill]:
    """Skills that O*NET calls hot technologies or in demand, most postings first."""
    return [answers.HotSkill(**row) for row in store.read("hot_skills", limit=limit)]


def wages_by_skill(
    store: Store, min_weight: float = 0.1, min_occupations: int = 5, limit: int = 25
) -> list[answers.SkillWage]:
    """What occupations pay that require a skill, the best paid first."""
    rows = store.read(
        "wages_by_skill", min_weight=min_weight, min_occupations=min_occupations, limit=limit
    )
    return [answers.SkillWage(**row) for row in rows]


def group_skills(store: Store, group: str, limit: int = 25) -> list[answers.GroupSkill]:
    """Skills that the occupations of a SOC group (`soc:15-0000`) require."""
    rows = store.read("group_skills", group=group, limit=limit)
    return [answers.GroupSkill(**row) for row in rows]


def occupation_tasks(store: Store, occupation: str, limit: int = 25) -> list[answers.TaskRow]:
    """What an occupation does, core tasks first."""
    rows = store.read("occupation_tasks", occupation=occupation, limit=limit)
    return [answers.TaskRow(**row) for row in rows]


def occupation_postings(
    store: Store, occupation: str, limit: int = 25, offset: int = 0, as_of: str | None = None
) -> list[answers.OccupationPosting]:
    """Postings that advertise an occupation, the latest seen first."""
    rows = store.read(
        "occupation_postings", occupation=occupation, limit=limit, offset=offset, as_of=as_of
    )
    return [answers.OccupationPosting(**row) for row in rows]


def postings_of_skill(
    store: Store, skill: str, limit: int = 25, offset: int = 0, as_of: str | None = None
) -> list[answers.SkillPosting]:
    """Postings that ask for a skill, the latest seen first."""
    rows = store.read("postings_of_skill", skill=skill, limit=limit, offset=offset, as_of=as_of)
    return [answers.SkillPosting(**{**row, "raw": sorted(row["raw"])}) for row in rows]


def skills_of_posting(store: Store, posting: str) -> list[answers.PostingSkill]:
    """Skills a posting (by key) asks for, as it writes them."""
    return [answers.PostingSkill(**row) for row in store.read("skills_of_posting", posting=posting)]


def skill_evidence(
    store: Store, occupation: str, skill: str, limit: int = 5, as_of: str | None = None
) -> list[answers.PostingEvidence]:
    """Postings behind the edge between an occupation and a skill."""
    rows = store.read(
        "skill_evidence", occupation=occupation, skill=skill, limit=limit, as_of=as_of
    )
    return [answers.PostingEvidence(**row) for row in rows]
