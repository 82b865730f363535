"""What was learned about titles once and ships with the package: `ingest/title_model/card.md`.

For each SOC occupation a direction among sentence vectors and how common it is among postings; the
words of names; and the weights of the evidence. All of it is fitted by `benchmarks/train_titles.py`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from graph.encoder import Encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Weights of the evidence.

    `evidence`: of log probability by vectors, cosine to the nearest name, votes, log prior.
    `none`: of what tells a title without an occupation, by name. `exact`: how often a name found
    by each method is right. `threshold`: from which probability on the answer is none.
    """

    evidence: tuple[float, ...]
    none: Mapping[str, float]
    exact: Mapping[str, float]
    threshold: float


@dataclass(frozen=True, slots=True)
class Directions:
    """`columns` (384, occupations), `bias` and `prior` (occupations): in the order asked for.

    `skill` (385) are direction and bias of texts that name a skill and no work.
    """

    columns: Floats
    bias: Floats
    prior: Floats
    skill: Floats


def coefficients() -> Coefficients:
    """The weights as shipped."""
    stored = json.loads(_folder().joinpath("coefficients.json").read_text(encoding="utf-8"))
    return Coefficients(
        tuple(stored["evidence"]), stored["none"], stored["exact"], stored["threshold"]
    )


def directions(
    keys: Sequence[str], titles: Sequence[str], encoder: Encoder, scale: float = 8.0
) -> Directions:
    """Those of the occupations with these keys.

    An occupation that nothing was learned about points where its own title does.
    """
    import numpy as np

    stored = _stored()
    at = {str(key): n for n, key in enumerate(stored["keys"])}
    new = [n for n, key in enumerate(keys) if key not in at]
    known = np.array([at.get(key, 0) for key in keys], np.int64)
    columns = (stored["whole"][:, known] * stored["step"][known]).astype(np.float32)
    bias, prior = stored["bias"][known], stored["prior"][known]
    if new:
        columns[:, new] = scale * encoder.encode([titles[n] for n in new]).T
        bias[new], prior[new] = stored["bias"].mean(), np.median(stored["prior"])
    return Directions(columns, bias, prior, stored["skill"])


def learned_words() -> dict[str, int]:
    """The words of the names that were learned from, and how many names each ends."""
    stored = _stored()
    return dict(zip(stored["words"].tolist(), stored["ends"].tolist(), strict=True))


@lru_cache(maxsize=1)
def _stored() -> dict[str, Any]:
    import numpy as np

    with _folder().joinpath("directions.npz").open("rb") as file, np.load(file) as stored:
        return {name: stored[name] for name in stored.files}


def _folder() -> Any:
    return files("ingest").joinpath("title_model")
