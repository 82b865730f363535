"""Several teachers in one run, each with a share of the contexts.

Which teacher a context goes to depends on its seed and index alone, so that a run can go on
anywhere and an extended run keeps what it has.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generation.teachers import make_teacher, teacher_name
from graph.errors import InvalidValue

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


@dataclass(frozen=True, slots=True)
class Mix:
    """Teachers and their shares, which add up to 1."""

    teachers: tuple[BaseChatModel, ...]
    shares: tuple[float, ...] = (1.0,)

    @property
    def name(self) -> str:
        """What a run with these teachers is called: one name, or names with shares."""
        names = [teacher_name(teacher) for teacher in self.teachers]
        if len(names) == 1:
            return names[0]
        return ", ".join(f"{n} = {s:.6g}" for n, s in zip(names, self.shares, strict=True))

    def pick(self, seed: int, index: int) -> int:
        """Which of the teachers writes the triple of this seed and index."""
        if len(self.teachers) == 1:
            return 0
        rng = random.Random(f"teacher:{seed}:{index}")
        return rng.choices(range(len(self.teachers)), weights=self.shares)[0]


def mixed(teacher: BaseChatModel | Mix | str, seed: int) -> Mix:
    """One teacher, or a name of one, as a mix."""
    if isinstance(teacher, Mix):
        return teacher
    return Mix((make_teacher(teacher, seed=seed) if isinstance(teacher, str) else teacher,))


def shares_of(texts: Sequence[str]) -> dict[str, float]:
    """`SPEC=SHARE` texts as shares that add up to 1; a single teacher needs none.

    Raises:
        InvalidValue: one of several has no share above 0, or a teacher is named twice.
    """
    parts = [text.rpartition("=") for text in texts]
    if len(parts) == 1 and not parts[0][0]:
        return {parts[0][2]: 1.0}
    found = {spec: _share(share) for spec, _, share in parts}
    if len(found) < len(texts) or "" in found or min(found.values()) <= 0:
        raise InvalidValue(
            "Of several teachers each is named once, with its share.",
            hint="Try --teacher offline=0.9 --teacher openai:gpt-5-mini=0.1.",
        )
    return {spec: share / sum(found.values()) for spec, share in found.items()}


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        return 0.0
    return share if share < float("inf") else 0.0
