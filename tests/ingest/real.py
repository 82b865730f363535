"""Where the real files lie when this checkout has them; tests that need them skip without."""

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import pytest

FOLDER = Path(__file__).parents[3] / "shared" / "data"
T = TypeVar("T")


def real(name: str) -> Path:
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"needs ../shared/data/{name} beside the repository")
    return path


def only(kind: type[T], records: Iterable[object]) -> list[T]:
    """The records of one kind."""
    return [record for record in records if isinstance(record, kind)]
