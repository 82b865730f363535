"""The teachers of a run, ready to be asked, and on what terms."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel

from generation.asking import Asker, connected
from generation.batch_files import tidy
from generation.batches import POLL_SECONDS, QUIET_SECONDS, Batches, client_of
from generation.cache import ReplyCache
from generation.chain import Ask, local
from generation.ledger import FILE, Ledger, Spent
from generation.mixing import Mix
from generation.prices import Price, Usage, listed_price
from generation.prompts import messages
from generation.replies import Reply, readable
from generation.teachers import facts_of, is_hosted, teacher_name
from graph.errors import InvalidValue, RunError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from generation.examples import Context

BATCH_CONCURRENCY = 20_000
"""Contexts in the making when calls go out in batches: enough to fill two of them."""
_REPLY_TOKENS, _CALLS = 900, 1.15
"""Tokens of a reply and calls of a triple, as seen with small hosted models; for the forecast."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How hosted teachers are paid and asked.

    Args:
        budget: USD that a run may cost in all; no limit when None.
        price: of every hosted teacher; from the table when None.
        cache: file of replies shared between runs; none when None.
        batch: through the provider's batch interface.
        poll: seconds between two looks at a batch.
        quiet: seconds without a further question after which a batch is sent.
    """

    budget: float | None = None
    price: Price | None = None
    cache: Path | None = None
    batch: bool = False
    poll: float = POLL_SECONDS
    quiet: float = QUIET_SECONDS

    def check(self, mix: Mix) -> None:
        """Refuse what cannot be kept, before anything is asked.

        Raises:
            InvalidValue: a budget below 0 or without a price, or a batch without an interface.
        """
        hosted = [teacher for teacher in mix.teachers if is_hosted(teacher)]
        if self.budget is not None and not 0 <= self.budget < float("inf"):
            raise InvalidValue(f"The budget is 0 USD or more, not {self.budget:g}.")
        unknown = [teacher_name(t) for t in hosted if self.price_of(t) is None]
        if self.budget is not None and unknown:
            raise InvalidValue(
                f"The price of {unknown[0]!r} is not known, so no budget can be kept.",
                hint="Give --price-in USD and --price-out USD per million tokens.",
            )
        for teacher in hosted if self.batch else ():
            client_of(teacher)

    def price_of(self, teacher: BaseChatModel) -> Price | None:
        """The price given, or that of the table for a model at its own provider."""
        facts = facts_of(teacher)
        return self.price or (None if facts.server else listed_price(facts.spec))


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is to come, as far as one can tell; `usd` is None where a price is not known."""

    triples: int
    calls: int
    input_tokens: int
    output_tokens: int
    usd: float | None
    as_of: str


@asynccontextmanager
async def crew(
    mix: Mix,
    terms: Terms,
    folder: Path,
    note: Callable[[str], None],
    *,
    schema: type[BaseModel] = Reply,
    usable: Callable[[str], bool] = readable,
) -> AsyncIterator[tuple[list[Ask], Ledger | None]]:
    """How each teacher is asked, in their order, and the ledger where any is hosted.

    Args:
        mix: the teachers.
        terms: on which hosted ones are asked.
        folder: where the ledger is kept; one process uses it at a time.
        note: told where batches stand.
        schema: of the replies.
        usable: whether a text can be read as one; only such are shared with other runs.

    Raises:
        RunError: ledger or cache is damaged, or a batch is under way and the terms know of none.
    """
    if not any(map(is_hosted, mix.teachers)):
        yield [local(teacher) for teacher in mix.teachers], None
        return
    async with AsyncExitStack() as stack:
        hired = _Crew(terms, folder, note, stack)
        hired.schema, hired.usable = schema, usable
        yield [await hired.ask(teacher) for teacher in mix.teachers], hired.ledger


class _Crew:
    """What the hosted teachers of a run share; closed with the stack."""

    def __init__(
        self, terms: Terms, folder: Path, note: Callable[[str], None], stack: AsyncExitStack
    ) -> None:
        self._terms, self._folder, self._note, self._stack = terms, folder, note, stack
        self.schema: type[BaseModel] = Reply
        self.usable: Callable[[str], bool] = readable
        self.ledger = Ledger(folder / FILE, budget=terms.budget)
        stack.callback(self.ledger.close)
        begun = self.ledger.batch_names()
        if begun and not terms.batch:
            raise RunError(
                f"A batch is under way for {str(folder)!r}.", hint="Add --batch to collect it."
            )
        tidy(folder, begun)
        self._cache = None if terms.cache is None else ReplyCache(terms.cache)
        if self._cache is not None:
            stack.callback(self._cache.close)

    async def ask(self, teacher: BaseChatModel) -> Ask:
        """How a teacher is asked."""
        return (await self._asker(teacher)).ask if is_hosted(teacher) else local(teacher)

    async def _asker(self, teacher: BaseChatModel) -> Asker:
        terms, ledger = self._terms, self.ledger
        model = await self._stack.enter_async_context(connected(teacher))
        batches = None
        if terms.batch:
            batches = Batches(
                model, self.schema, ledger, self._folder, poll=terms.poll, quiet=terms.quiet
            )
            batches.note = self._note
        asker = Asker(
            model,
            self.schema,
            self.usable,
            ledger=ledger,
            cache=self._cache,
            price=terms.price_of(teacher),
            batches=batches,
        )
        if batches is not None:
            await self._stack.enter_async_context(batches.running(asker))
        return asker


def spent(folder: Path) -> dict[str, Spent]:
    """What each hosted teacher of a run has cost; empty when it has none."""
    path = folder / FILE
    if not path.exists():
        return {}
    ledger = Ledger(path)
    try:
        return ledger.totals()
    finally:
        ledger.close()


def forecast(mix: Mix, terms: Terms, first: Sequence[Context], triples: int) -> Forecast | None:
    """What so many triples will take, judged by the first of them; None without hosted teachers.

    What the cache holds already is not taken off.
    """
    hosted = [(t, s) for t, s in zip(mix.teachers, mix.shares, strict=True) if is_hosted(t)]
    if not hosted or not first:
        return None
    size = sum(len(m.text) for context in first for m in messages(context)) / len(first) / 4
    calls, usd, days = 0.0, 0.0, set[str]()
    known = True
    for teacher, share in hosted:
        price, here = terms.price_of(teacher), share * triples * _CALLS
        calls += here
        known = known and price is not None
        if price is not None:
            usd += here * price.cost(Usage(round(size), _REPLY_TOKENS), batch=terms.batch)
            days.add(price.as_of)
    return Forecast(
        triples=triples,
        calls=round(calls),
        input_tokens=round(calls * size),
        output_tokens=round(calls * _REPLY_TOKENS),
        usd=usd if known else None,
        as_of=max(days, default=""),
    )
