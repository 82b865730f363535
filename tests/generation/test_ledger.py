from __future__ import annotations

import asyncio
import contextlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.ledger import QUEUED, Answer, Kept, Ledger
from generation.prices import Price, Usage, given_price, listed_price
from graph.errors import BudgetSpent, InvalidValue

WHOLE = Kept("{}", "whole")


def answer(usd: float | None) -> Answer:
    return Answer(WHOLE, Usage(10, 5, 2), usd)


def reserve(ledger: Ledger, key: str, usd: float, batch: str | None = None) -> int:
    return asyncio.run(ledger.reserve(key, "t", usd, batch))


@given(
    st.lists(
        st.tuples(
            st.floats(0.001, 1.0),
            st.floats(0.0, 1.0),
            st.sampled_from(["pay", "lose", "free", "kill"]),
        ),
        max_size=15,
    ),
    st.floats(0.0, 3.0),
)
def test_whatever_happens_the_budget_holds_across_processes(steps, budget):
    with tempfile.TemporaryDirectory() as folder:
        path, paid = Path(folder) / "l.sqlite", 0.0
        ledger = Ledger(path, budget=budget)
        for number, (most, share, what) in enumerate(steps):
            try:
                call = reserve(ledger, str(number), most)
            except BudgetSpent:
                assert ledger.usd + most > budget
                continue
            if what == "pay":
                ledger.settle(call, answer(most * share))
                paid += most * share
            elif what == "free":
                ledger.release(call)
            else:
                paid += most
                if what == "lose":
                    ledger.lose(call)
                else:
                    ledger.close()
                    ledger = Ledger(path, budget=budget)
            assert ledger.usd == pytest.approx(paid)
            assert paid <= budget + 1e-9
        ledger.close()


def test_a_reply_is_known_again_and_a_call_without_one_is_not(tmp_path):
    ledger = Ledger(tmp_path / "l.sqlite")
    ledger.settle(reserve(ledger, "a", 1.0), answer(0.5))
    ledger.lose(reserve(ledger, "b", 1.0))
    reserve(ledger, "c", 1.0)
    ledger.close()
    again = Ledger(tmp_path / "l.sqlite")
    assert again.reply("a") == WHOLE
    assert [again.reply(key) for key in "bcd"] == [None] * 3
    spent = again.totals()["t"]
    assert (spent.calls, spent.lost, spent.usd) == (1, 2, 2.5)
    assert (spent.input_tokens, spent.output_tokens, spent.cached_tokens) == (10, 5, 2)


def test_a_cost_that_is_not_told_is_the_most(tmp_path):
    ledger = Ledger(tmp_path / "l.sqlite")
    ledger.settle(reserve(ledger, "a", 0.75), answer(None))
    assert ledger.usd == 0.75


def test_who_finds_too_little_waits_for_those_in_flight(tmp_path):
    ledger = Ledger(tmp_path / "l.sqlite", budget=1.0)

    async def both() -> list[str]:
        told = []
        first = await ledger.reserve("a", "t", 0.8)

        async def second() -> None:
            await ledger.reserve("b", "t", 0.8)
            told.append("second")

        waiting = asyncio.create_task(second())
        await asyncio.sleep(0.01)
        told.append("first is back")
        ledger.settle(first, answer(0.1))
        await waiting
        return told

    assert asyncio.run(both()) == ["first is back", "second"]


def test_queued_calls_cost_nothing_after_a_crash_and_submitted_ones_stay(tmp_path):
    ledger = Ledger(tmp_path / "l.sqlite")
    reserve(ledger, "queued", 1.0, QUEUED)
    call = reserve(ledger, "sent", 2.0, QUEUED)
    ledger.begin_batch("n", "t", [call])
    ledger.uploaded("n", "file-1")
    ledger.close()
    again = Ledger(tmp_path / "l.sqlite", budget=3.5)
    assert again.pending("queued") is None
    assert again.pending("sent") == call
    assert [tuple(batch) for batch in again.batches("t")] == [("n", "file-1", None)]
    assert again.batches("another") == []
    with contextlib.suppress(BudgetSpent):
        reserve(again, "x", 1.0)
    again.collect("n", {call: answer(0.25)})
    assert again.batches("t") == []
    assert again.usd == 0.25


def test_a_price_counts_each_kind_of_token():
    price = Price(input=2.0, output=8.0, cached=0.5, batch=0.5)
    usage = Usage(input=1_000_000, output=500_000, cached=400_000)
    assert price.cost(usage) == pytest.approx(1.2 + 0.2 + 4.0)
    assert price.cost(usage, batch=True) == pytest.approx(2.7)
    assert Price(input=2.0, output=8.0).cost(usage) == pytest.approx(6.0)


def test_prices_of_the_table_have_a_day_and_dated_names_are_found():
    price = listed_price("openai:gpt-4o-mini")
    assert price is not None
    assert (price.input, price.output, price.batch) == (0.15, 0.6, 0.5)
    assert len(price.as_of) == len("2026-04-30")
    assert listed_price("openai:gpt-4o-mini-2024-07-18") == price
    assert listed_price("openai:gpt-unheard-of") is None


def test_a_price_is_given_whole_or_not_at_all():
    assert given_price(None, None) is None
    assert given_price(1.0, 2.0) == Price(1.0, 2.0)
    for given_ in [(1.0, None), (None, 1.0), (-1.0, 1.0)]:
        with pytest.raises(InvalidValue, match="--price-out"):
            given_price(*given_)


def test_a_batch_that_took_long_is_collected(tmp_path, monkeypatch):
    monkeypatch.setattr("generation.ledger.SYNC_SECONDS", -1.0)  # a sync is always due
    ledger = Ledger(tmp_path / "l.sqlite")
    calls = [reserve(ledger, key, 1.0, QUEUED) for key in ("a", "b")]
    ledger.begin_batch("n", "t", calls)
    ledger.collect("n", {calls[0]: answer(0.25)})
    assert ledger.reply("a") == WHOLE
    assert ledger.reply("b") is None
    ledger.close()
