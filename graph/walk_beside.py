"""Steps that depend on what is next to the node come from (q of node2vec), over arrays.

Every neighbour of where walkers stand is looked at; without related occupations in the metapath no
neighbour can be next to the node come from, and `graph.arrays` needs none of this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.walk_options import Bias
from graph.walk_rows import Rows

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Integers = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]


_ENTRIES_TOGETHER = 2_000_000


def pick_beside(
    rows: Rows, at: Integers, back: Integers, before: Integers, drawn: Floats, *, bias: Bias
) -> Integers:
    """The entries that draws pick from rows.

    Args:
        at: numbers of rows, shape (walkers,).
        back: entries that lead back to where each came from, or -1.
        before: numbers of the nodes that each came from.
        drawn: uniform in [0, 1).
        bias: factors on weights.
    """
    import numpy as np

    sizes = rows.first[at + 1] - rows.first[at]
    ends = np.flatnonzero(np.diff(np.cumsum(sizes) // _ENTRIES_TOGETHER)) + 1
    picked = np.empty(len(at), dtype=np.int64)
    for part in np.split(np.arange(len(at)), ends):
        some = (at[part], back[part], before[part], drawn[part])
        picked[part] = _pick(rows, *some, bias=bias)
    return picked


def _pick(
    rows: Rows, at: Integers, back: Integers, before: Integers, drawn: Floats, *, bias: Bias
) -> Integers:
    import numpy as np

    sizes = rows.first[at + 1] - rows.first[at]
    begin = np.cumsum(sizes) - sizes
    owner = np.repeat(np.arange(len(at)), sizes)
    entries = np.arange(len(owner)) + (rows.first[at] - begin)[owner]
    near = _joined(rows, before[owner], rows.ends[entries])
    factors = np.where(near, bias.near, bias.far)
    factors[entries == back[owner]] = bias.back
    factors[sizes[owner] == 1] = 1
    weights = (rows.sums[entries + 1] - rows.sums[entries]) * factors
    running = np.concatenate([[0], np.cumsum(weights)])
    base, total = running[begin], running[begin + sizes] - running[begin]
    place = (drawn * total).astype(np.int64)
    found: Integers = entries[np.searchsorted(running[1:], base + place, side="right")]
    return found


def _joined(rows: Rows, starts: Integers, ends: Integers) -> npt.NDArray[np.bool_]:
    """Whether an edge of any hop leads from each start to each end."""
    import numpy as np

    row = np.repeat(np.arange(len(rows.first) - 1), np.diff(rows.first))
    codes = row * rows.nodes + rows.ends
    found = np.zeros(len(starts), dtype=np.bool_)
    for offset in (0, rows.nodes):
        wanted = (starts + offset) * rows.nodes + ends
        at = np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)
        found |= codes[at] == wanted
    return found
