"""Every source, in load order, and the system each belongs to."""

from __future__ import annotations

from graph.errors import NotFound
from ingest.bls_figures import OewsSource, ProjectionsSource
from ingest.bls_skills import ProjectedSkillsSource, SocIscoSource
from ingest.bls_soc import DirectMatchSource, SocDefinitionsSource
from ingest.dice import DiceSource
from ingest.esco import (
    EscoHierarchySource,
    EscoOccupationsSource,
    EscoRelationsSource,
    EscoSkillsSource,
)
from ingest.onet import (
    OnetOccupationsSource,
    OnetRelatedSource,
    OnetSkillsSource,
    OnetTasksSource,
    OnetTechnologySource,
    OnetTitlesSource,
)
from ingest.source import Source

POSTINGS = frozenset({"dice"})
"""Parts whose files add up; a new file of any other part replaces what the part said before."""

_LABELS = {"soc": "soc", "direct-match": "direct-match", "ep-skills": "ep"}


def sources() -> list[Source]:
    """Every source, in load order: structure, other titles, figures, taxonomies, postings."""
    return [
        SocDefinitionsSource(),
        DirectMatchSource(),
        OewsSource(),
        ProjectionsSource(),
        ProjectedSkillsSource(),
        OnetOccupationsSource(),
        OnetTitlesSource(),
        OnetTechnologySource(),
        OnetSkillsSource(),
        OnetTasksSource(),
        OnetRelatedSource(),
        EscoSkillsSource(),
        EscoHierarchySource(),
        EscoOccupationsSource(),
        EscoRelationsSource(),
        SocIscoSource(),
        DiceSource(),
    ]


def system_of(part: str) -> str:
    """Whose the part is: `onet`, `esco`, `dice` or `bls`."""
    if part in POSTINGS:
        return part
    prefix = part.split("-", maxsplit=1)[0]
    return "esco" if part == "soc-isco" else prefix if prefix in ("onet", "esco") else "bls"


def label_of(part: str) -> str:
    """The source that evidence of this part names."""
    return _LABELS.get(part, system_of(part))


def parts_of(name: str) -> list[str]:
    """The parts that a person means by a part's or a system's name.

    Raises:
        NotFound: There is no such source.
    """
    parts = [source.name for source in sources()]
    found = [p for p in parts if name.strip().casefold() in (p, system_of(p))]
    if not found:
        systems = sorted({system_of(p) for p in parts})
        raise NotFound(
            f"There is no source called {name!r}.",
            hint=f"Sources are {', '.join(systems)}, and their parts {', '.join(parts)}.",
        )
    return found
