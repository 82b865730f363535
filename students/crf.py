"""The `crf` student: a conditional random field over words, shapes, places and known names.

It trains in seconds, needs no torch, and finds skills that the graph does not know by the way they
are written about; those stay unlinked.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from generation.examples import AnnotatedDocument, Triple
from graph.errors import StudentError
from graph.keys import content_hash
from graph.records import Mention, SkillName
from students.aliases import Aliases
from students.answers import Extraction
from students.checkpoints import Card, Checkpoint, content_of, write
from students.crf_model import CrfModel, CrfSettings, Progress, train_model
from students.features import SKILL, WORD, FeatureRows, Range, feature_rows, marks
from students.protocol import Ability
from students.spans import encode
from students.tokens import Window, windows


class CrfStudent:
    """Extracts skills with offsets, probabilities and links; see `students.protocol.Student`."""

    name = "crf"
    abilities: frozenset[Ability] = frozenset({"extract"})

    def __init__(self, model: CrfModel, aliases: Aliases, surfaces: Aliases, card: Card) -> None:
        self.model = card.model
        self.aliases = aliases
        self.surfaces = surfaces
        self._crf = model
        self._card = card

    def extract(self, texts: Sequence[str]) -> list[Extraction]:
        """One `Extraction` per text, in order; what a text holds does not depend on the others."""
        return [Extraction(tuple(self._mentions(text))) for text in texts]

    def _mentions(self, text: str) -> Iterator[Mention]:
        known = known_names(text, self.aliases)
        for window in windows(text):
            for span in self._crf.spans(feature_rows(window, known)):
                start = window.tokens[span.tokens.start].start
                end = window.tokens[span.tokens.end - 1].end
                surface = text[start:end]
                yield Mention(start, end, surface, span.confidence, self.aliases.link(surface))

    def with_names(self, names: Iterable[SkillName]) -> CrfStudent:
        """The same model with the names that the graph has now; its version is another."""
        aliases = Aliases(names)
        content = content_of(crf_files(self._crf, aliases, self.surfaces))
        card = replace(self._card, content=content)
        return CrfStudent(self._crf, aliases, self.surfaces, card)

    def save(self, folder: Path) -> None:
        """See `students.protocol.Student`."""
        files = crf_files(self._crf, self.aliases, self.surfaces)
        write(folder, Checkpoint(self._card, files))


def crf_files(model: CrfModel, aliases: Aliases, surfaces: Aliases) -> dict[str, bytes]:
    """The contents of a checkpoint, by role."""
    return {
        "model": model.content,
        "aliases": aliases.to_bytes(),
        "surfaces": surfaces.to_bytes(),
    }


def known_names(text: str, aliases: Aliases) -> list[Range]:
    """Where names of the graph stand in a text, marked with how far they are to be trusted."""
    return [Range(m.start, m.end, aliases.kind(m)) for m in aliases.find(text)]


def learn(
    triples: Sequence[Triple],
    names: Iterable[SkillName],
    *,
    seed: int,
    settings: CrfSettings,
    progress: Progress | None = None,
) -> tuple[CrfModel, Aliases]:
    """Train a model on the documents of triples; the order of the triples does not matter.

    Raises:
        StudentError: No document marks a skill, so that there is nothing to learn.
    """
    aliases = Aliases(names)
    ordered = sorted(triples, key=lambda triple: triple.key)
    if not any(document.named for t in ordered for document in t.documents()):
        raise StudentError(
            "There is no marked skill in the training triples.",
            hint="Generate triples first with `skillgraph generate`.",
        )
    sequences = _sequences(ordered, aliases, seed, settings)
    return CrfModel(train_model(sequences, settings, progress)), aliases


def _sequences(
    triples: Iterable[Triple], aliases: Aliases, seed: int, settings: CrfSettings
) -> Iterator[tuple[FeatureRows, list[str]]]:
    used: Counter[tuple[object, ...]] = Counter()
    for triple in triples:
        for number, document in enumerate(triple.documents()):
            salt = f"{seed}:{triple.key}:{number}"
            rng = random.Random(salt)
            known = known_names(document.text, aliases)
            hidden = _hidden(document, aliases, salt, settings)
            for window in windows(document.text):
                labels = encode(window.tokens, document.named)
                sentence = _sentence(window, labels)
                used[sentence] += 1
                if used[sentence] <= settings.repeats:
                    blurred = sorted([*hidden, *_blurred(window, hidden, rng, settings)])
                    yield feature_rows(window, known, blurred), labels


def _sentence(window: Window, labels: Sequence[str]) -> tuple[object, ...]:
    return (window.section, window.item, *(t.text for t in window.tokens), *labels)


def _hidden(
    document: AnnotatedDocument, aliases: Aliases, salt: str, settings: CrfSettings
) -> list[Range]:
    """Where a document's words are to look unknown, so that the model learns what surrounds a skill.

    Without this it would learn that a skill is what the graph knows, and find nothing new.
    """
    places = [(span.start, span.end, span.skill) for span in document.named]
    places += [(m.start, m.end, m.skill) for m in aliases.find(document.text)]
    ranges: list[Range] = []
    for start, end, skill in sorted(places):
        if _draw(salt, skill) >= settings.hidden_share:
            continue
        if ranges and start < ranges[-1].end:
            ranges[-1] = Range(ranges[-1].start, max(end, ranges[-1].end), SKILL)
        else:
            ranges.append(Range(start, end, SKILL))
    return ranges


def _blurred(
    window: Window, hidden: Sequence[Range], rng: random.Random, settings: CrfSettings
) -> Iterator[Range]:
    """Single words that are to look unknown, so that the model leans on more than phrases."""
    taken = marks(window.tokens, hidden)
    for token, mark in zip(window.tokens, taken, strict=True):
        if not mark and token.text[0].isalnum() and rng.random() < settings.blurred_share:
            yield Range(token.start, token.end, WORD)


def _draw(salt: str, skill: str) -> float:
    """A number in [0, 1) that depends on nothing but its arguments."""
    return int(content_hash(salt, skill)[:8], 16) / 2**32
