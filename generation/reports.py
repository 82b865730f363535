"""What a run tells of itself: where it stands, what it did, and the manifest that it leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generation.contexts import Recipe
from generation.crew import Forecast, Terms
from generation.ledger import Spent
from generation.mixing import Mix
from generation.output import Output
from generation.prices import Price
from generation.prompts import templates
from generation.teachers import facts_of, is_hosted, teacher_name
from graph.keys import content_hash
from graph.sourcing import SourceRow

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Progress = Callable[[int, int], None]
"""Called with the number of contexts done, resumed ones included, and the number requested."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a run stands: contexts done of those requested, resumed ones included.

    `usd` is what hosted teachers cost so far, `forecast` what the run was expected to take; both
    None without them. `note` tells of batches.
    """

    done: int
    total: int
    rejected: dict[str, int]
    usd: float | None = None
    forecast: Forecast | None = None
    note: str = ""


Watch = Callable[[Standing], None]
"""Called before the first context, and after each."""


@dataclass(frozen=True, slots=True)
class GenerateReport:
    """What a call did: triples made now, found from before, and rejected by reason (in all).

    `spent` is what each hosted teacher has cost the run in all, by its name.
    """

    requested: int
    made: int
    resumed: int
    rejected: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    out: Path = Path()
    spent: dict[str, Spent] = field(default_factory=dict)


def run_inputs(
    mix: Mix, seed: int, graph_version: str, recipe: Recipe | None = None
) -> dict[str, Any]:
    """What a run is made from; its count is not among it, so that a run can be extended."""
    told = {} if recipe is None else {"recipe": asdict(recipe)}
    return told | {
        "seed": seed,
        "teacher": mix.name,
        "templates": templates(),
        "graph version": graph_version,
    }


def manifest(
    inputs: dict[str, Any],
    output: Output,
    mix: Mix,
    terms: Terms,
    costs: dict[str, Spent],
    *,
    sources: Sequence[SourceRow] | None = None,
) -> dict[str, Any]:
    """What a complete run leaves: inputs, counts, and what hosted teachers cost.

    `sources` is what the graph was loaded from, if it is known. It is no input: the graph's version
    already stands for it.
    """
    hashed = content_hash(*(f"{name}={value}" for name, value in sorted(inputs.items())))
    made = {
        "inputs": inputs,
        "inputs_hash": hashed,
        "count": output.next,
        "triples": output.made,
        "rejected": output.next - output.made,
        "reasons": dict(sorted(output.reasons.items())),
    }
    if sources is not None:
        made["sources"] = [asdict(source) for source in sources]
    hosted = [teacher for teacher in mix.teachers if is_hosted(teacher)]
    return made | {"cost": _cost(hosted, output.made, terms, costs)} if hosted else made


def _cost(
    hosted: list[BaseChatModel], triples: int, terms: Terms, costs: dict[str, Spent]
) -> dict[str, Any]:
    """Tokens and USD, in all and per triple, and the prices that they were reckoned with."""
    tokens = sum(c.input_tokens + c.output_tokens for c in costs.values())
    usd = sum(c.usd for c in costs.values())
    known = all(terms.price_of(teacher) is not None for teacher in hosted)
    return {
        "teachers": {name: asdict(cost) for name, cost in costs.items()},
        "prices": {teacher_name(t): _told(terms.price_of(t)) for t in hosted},
        "max_output": {teacher_name(t): facts_of(t).max_output for t in hosted},
        "batch": terms.batch,
        "usd": usd if known else None,
        "usd_per_triple": usd / triples if known and triples else None,
        "tokens_per_triple": tokens / triples if triples else None,
    }


def _told(price: Price | None) -> dict[str, Any] | None:
    return None if price is None else asdict(price)
