"""What options of walks are allowed, and what follows from them."""

from __future__ import annotations

import pytest

from graph.errors import InvalidValue
from graph.walk_options import RELATED, REQUIRED_BY, REQUIRES, WalkOptions, between, is_inverse

THROUGH_RELATED = "occupation-occupation-skill-occupation"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"length": 0}, "length"),
        ({"length": 10**6}, "length"),
        ({"temperature": 0.0}, "temperature"),
        ({"restart": 1.0}, "restart"),
        ({"restart": -0.1}, "restart"),
        ({"p": 0.0, "no_return": False}, "p is"),
        ({"q": 21}, "q is"),
        ({"q": float("nan")}, "q is"),
        ({"p": 2.0}, "no_return"),
        ({"boost": 1.1}, "boost"),
        ({"boost": float("nan")}, "boost"),
        ({"metapath": ""}, "not a metapath"),
        ({"metapath": "occupation"}, "not a metapath"),
        ({"metapath": "occupation-skill"}, "not a metapath"),
        ({"metapath": "skill-occupation-skill"}, "not a metapath"),
        ({"metapath": "occupation-skill-skill-occupation"}, "not a metapath"),
        ({"metapath": "-".join(["occupation"] * 99)}, "not a metapath"),
        ({"as_of": "2026-2-1"}, "not a day"),
        ({"as_of": "20260201"}, "not a day"),
        ({"as_of": "2026-02-30"}, "not a day"),
    ],
)
def test_options_outside_what_is_allowed(wrong: dict[str, object], says: str) -> None:
    with pytest.raises(InvalidValue, match=says):
        WalkOptions(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "bias"),
    [
        (WalkOptions(), (0, 1, 1, False)),
        (WalkOptions(q=4), (0, 4, 1, False)),
        (WalkOptions(no_return=False), (1, 1, 1, False)),
        (WalkOptions(no_return=False, p=4, q=2), (1, 4, 2, False)),
        (WalkOptions(no_return=False, p=0.25, q=0.5), (2, 0, 1, False)),
        (WalkOptions(no_return=False, p=0.5, q=0.5, metapath=THROUGH_RELATED), (2, 1, 2, True)),
        (WalkOptions(no_return=False, p=2, metapath=THROUGH_RELATED), (1, 2, 2, False)),
        (WalkOptions(q=3, metapath=THROUGH_RELATED), (0, 10_000, 3_333, True)),
    ],
    ids=str,
)
def test_biases_are_whole_and_small(options: WalkOptions, bias: tuple[int, ...]) -> None:
    found = options.bias
    assert found.beside == bias[3]
    assert (found.back, found.far) == (bias[0], bias[2])
    if found.beside:
        assert found.near == bias[1]


def test_hops_follow_the_metapath() -> None:
    assert WalkOptions().hops == (REQUIRES, REQUIRED_BY)
    assert WalkOptions(metapath=THROUGH_RELATED).hops == (RELATED, REQUIRES, REQUIRED_BY)
    assert is_inverse(REQUIRED_BY, REQUIRES)
    assert not is_inverse(REQUIRES, RELATED)
    assert between(RELATED, REQUIRES) == REQUIRES
    assert between(REQUIRES, REQUIRED_BY) == RELATED
    assert between(REQUIRED_BY, REQUIRES) == ""
