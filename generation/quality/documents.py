"""All figures of a file of triples or RJDB rows, in one pass or two and little memory.

What grows faster than the file is measured on samples, drawn with a fixed seed: 500 triples for
how different the documents are, up to 4,000 for the classifiers. All else is counted on every row.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generation.examples import Triple
from generation.near_duplicates import SeenTexts
from generation.quality.distributions import Distributions, Tested
from generation.quality.diversity import Diversity, diversity
from generation.quality.faithfulness import DOCUMENTS, Faithfulness, Measure
from generation.quality.give_aways import GiveAways, give_aways, required
from generation.quality.names import NameCounts, Names
from generation.reading import read_examples
from graph.gazetteer import Gazetteer
from graph.records import SkillName

DIVERSITY_SAMPLE = 500
CLASSIFIER_SAMPLE = 4_000
SEED = 0

Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class DocumentsScore:
    """Figures of one file; `known_from` says where the names of known skills came from."""

    file: str
    format: str
    triples: int
    teachers: dict[str, int]
    known_from: str
    known_names: int
    faithfulness: Faithfulness
    give_aways: GiveAways | None
    diversity: dict[str, Diversity]
    near_duplicates: dict[str, int]
    """Documents of each kind that are near-duplicates of an earlier one."""
    contiguous: int
    distributions: dict[str, Tested]
    names: Names | None
    """None when hardly anybody has a name that was invented here."""

    def figures(self) -> dict[str, Any]:
        """Plain values with stable keys; shares between 0 and 1."""
        from generation.quality.figures import figures

        return figures(self)


def score_documents(
    paths: Sequence[Path],
    gazetteer: Gazetteer | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> list[DocumentsScore]:
    """Score files by the same code with the same known skills.

    Args:
        paths: of files or folders, of either format.
        gazetteer: the known skills; the names that the files themselves sample when None.
        progress: told of rows.

    Raises:
        UnknownFormat, UnreadableFile: as `generation.reading.read_examples`.
        MissingExtra: scikit-learn is not installed.
    """
    required()
    known_from = "the graph" if gazetteer is not None else "the names in the files"
    if gazetteer is None:
        gazetteer = Gazetteer(
            n for path in paths for t in read_examples(path).rows for n in names_of(t)
        )
    return [_score(path, gazetteer, known_from, progress) for path in paths]


def names_of(triple: Triple) -> Iterator[SkillName]:
    """Every spelling of the skills that a triple samples or adds."""
    for skill in (*triple.context.skills, *triple.context.added.skills):
        for alias in (skill.name, *skill.aliases):
            yield SkillName(alias, skill.key, skill.name)


def _score(path: Path, gazetteer: Gazetteer, known_from: str, progress: Progress) -> DocumentsScore:
    examples = read_examples(path)
    faithful, counted, names = Measure(gazetteer), Distributions(), NameCounts()
    teachers: Counter[str] = Counter()
    seen, near = {kind: SeenTexts() for kind in DOCUMENTS}, dict.fromkeys(DOCUMENTS, 0)
    few, some = _Sample(DIVERSITY_SAMPLE), _Sample(CLASSIFIER_SAMPLE)
    for done, triple in enumerate(examples.rows, 1):
        faithful.add(triple)
        counted.add(triple)
        names.add(triple)
        teachers[triple.provenance.teacher] += 1
        for kind, document in zip(DOCUMENTS, triple.documents(), strict=True):
            near[kind] += not seen[kind].add(document.text)
        few.offer(triple)
        some.offer(triple)
        progress(f"read {path.name}", done, None)
    progress(f"compare documents of {path.name}", 0, None)
    return DocumentsScore(
        file=path.name,
        format=examples.format,
        triples=counted.triples,
        teachers=dict(sorted(teachers.items())),
        known_from=known_from,
        known_names=len(gazetteer),
        faithfulness=faithful.counts,
        give_aways=give_aways(some.kept),
        diversity=_diversity(few.kept),
        near_duplicates=near,
        contiguous=counted.contiguous,
        distributions=counted.tested(),
        names=names.tested(),
    )


def _diversity(triples: Sequence[Triple]) -> dict[str, Diversity]:
    columns = zip(*(triple.documents() for triple in triples), strict=True)
    return {
        kind: diversity([document.text for document in documents])
        for kind, documents in zip(DOCUMENTS, columns, strict=True)
    }


class _Sample:
    """So many of what is offered, each as likely as any other (reservoir sampling)."""

    def __init__(self, size: int) -> None:
        self.kept: list[Triple] = []
        self._size, self._offered = size, 0
        self._rng = random.Random(SEED)

    def offer(self, triple: Triple) -> None:
        """Take it, in the place of another if need be, or not."""
        self._offered += 1
        if len(self.kept) < self._size:
            self.kept.append(triple)
        elif (at := self._rng.randrange(self._offered)) < self._size:
            self.kept[at] = triple
