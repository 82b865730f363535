"""Every source, in the order in which ingest asks and loads them."""

from ingest.bls import DirectMatchSource, OewsSource, ProjectionsSource, SocDefinitionsSource
from ingest.bls_skills import ProjectedSkillsSource, SocIscoSource
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

EVERY: list[Source] = [
    SocDefinitionsSource(),
    DirectMatchSource(),
    OnetOccupationsSource(),
    OnetTitlesSource(),
    OewsSource(),
    ProjectionsSource(),
    EscoOccupationsSource(),
    SocIscoSource(),
    EscoSkillsSource(),
    EscoHierarchySource(),
    EscoRelationsSource(),
    OnetTechnologySource(),
    OnetSkillsSource(),
    OnetTasksSource(),
    OnetRelatedSource(),
    ProjectedSkillsSource(),
    DiceSource(),
]
