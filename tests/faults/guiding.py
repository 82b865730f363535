"""All that guidance writes, one after the other, for tests that kill processes."""

from __future__ import annotations

from pathlib import Path

from api.services.guidance import Guide, accept, ask_statistics, count_statistics, expand
from generation.offline_guide import OfflineGuide
from graph.store import Store


def quiet(*_: object) -> None:
    """Progress that nobody watches."""


def guide_all(store: Store, home: Path) -> list[str]:
    """Count, ask, expand and accept; the keys of the runs."""
    asked = Guide(OfflineGuide(), fewer_than=2, concurrency=1)
    counted = count_statistics(store, home, quiet)
    told = ask_statistics(store, home, asked, quiet)
    expanded = expand(store, home, asked, quiet, number=5, least=0.005)
    accept(store, home, expanded.run, None)
    return [counted.run, told.run, expanded.run]
