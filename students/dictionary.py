"""Students that only look names up. They are the baselines that a trained student has to beat.

`gazetteer` knows the names of the graph; `surfaces` knows what was marked most often in the
training documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from generation.examples import Triple
from graph.records import Mention, SkillName
from students.aliases import Aliases
from students.answers import Extraction
from students.checkpoints import Card, Checkpoint, write
from students.protocol import Ability

MOST_SURFACES = 2_000


class DictionaryStudent:
    """Every known name is a mention. The confidence is one figure: the precision seen in training."""

    abilities: frozenset[Ability] = frozenset({"extract"})

    def __init__(self, name: str, aliases: Aliases, card: Card, *, confidence: float = 1.0) -> None:
        self.name = name
        self.model = card.model
        self.aliases = aliases
        self._card = card
        self._confidence = confidence

    def extract(self, texts: Sequence[str]) -> list[Extraction]:
        """See `students.protocol.Student`."""
        return [self._extract(text) for text in texts]

    def _extract(self, text: str) -> Extraction:
        return Extraction(
            tuple(
                Mention(m.start, m.end, m.text, self._confidence, m.skill)
                for m in self.aliases.find(text)
            )
        )

    def save(self, folder: Path) -> None:
        """See `students.protocol.Student`."""
        write(folder, Checkpoint(self._card, {"aliases": self.aliases.to_bytes()}))


def frequent_surfaces(triples: Iterable[Triple], most: int = MOST_SURFACES) -> list[SkillName]:
    """The texts marked most often as skills, each naming the skill it was marked with most often."""
    seen: Counter[tuple[str, str]] = Counter()
    for triple in triples:
        for document in triple.documents():
            seen.update((span.text, span.skill) for span in document.named)
    ordered = sorted(seen, key=lambda pair: (-seen[pair], pair))
    first: dict[str, str] = {}
    for surface, skill in ordered:
        first.setdefault(surface, skill)
    return [SkillName(surface, skill, surface) for surface, skill in list(first.items())[:most]]


def precision_of(aliases: Aliases, triples: Iterable[Triple]) -> float:
    """Which share of the known names found in the documents is marked there as a skill."""
    found = right = 0
    for triple in triples:
        for document in triple.documents():
            marked = {(span.start, span.end) for span in document.named}
            matches = [(m.start, m.end) for m in aliases.find(document.text)]
            found += len(matches)
            right += sum(match in marked for match in matches)
    return right / found if found else 1.0
