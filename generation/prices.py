"""What teachers cost: a small dated table of prices, which a user may override."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from graph.errors import InvalidValue

MILLION = 1_000_000
_DATED = re.compile(r"-\d{4}-\d{2}-\d{2}$")


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of a call; `cached` is the part of `input` that the server had read before."""

    input: int = 0
    output: int = 0
    cached: int = 0


@dataclass(frozen=True, slots=True)
class Price:
    """USD per million tokens; `batch` is the share of it that the batch interface costs."""

    input: float
    output: float
    cached: float | None = None
    batch: float = 1.0
    as_of: str = ""
    """The day of the price list, or empty for a price that the user gave."""

    def cost(self, usage: Usage, *, batch: bool = False) -> float:
        """USD for these tokens."""
        cached = self.input if self.cached is None else self.cached
        usd = (usage.input - usage.cached) * self.input + usage.cached * cached
        usd += usage.output * self.output
        return usd / MILLION * (self.batch if batch else 1.0)


@lru_cache
def _table() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files("generation") / "prices.json").read_text("utf-8"))
    return found


def listed_price(spec: str) -> Price | None:
    """The price of `provider:model` in the table, also for a dated name of the model; or None."""
    models = _table()["models"]
    row = models.get(spec) or models.get(_DATED.sub("", spec))
    return Price(**row, as_of=_table()["as_of"]) if row else None


def given_price(price_in: float | None, price_out: float | None) -> Price | None:
    """The price that a user gives, in USD per million tokens; None when none is given.

    Raises:
        InvalidValue: one without the other, or below 0.
    """
    if price_in is None and price_out is None:
        return None
    if price_in is None or price_out is None or min(price_in, price_out) < 0:
        raise InvalidValue(
            "A price is one for input and one for output tokens, 0 or more each.",
            hint="Give --price-in USD and --price-out USD per million tokens.",
        )
    # Whether this server gives a discount on anything is not known: the budget must hold anyway.
    return Price(input=price_in, output=price_out)
