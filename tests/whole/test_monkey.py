"""A monkey at the keys of the whole program: many at once, typed ahead, with resizes and signals."""

import os

import pytest

from benchmarks.monkey import Fault, faults

pytestmark = pytest.mark.whole

KEYS = int(os.environ.get("MONKEY_KEYS", "3000"))


@pytest.mark.parametrize("seed", [1000, 2000, 3000])
@pytest.mark.long
def test_whatever_comes_it_neither_crashes_nor_hangs(seed: int) -> None:
    assert [found for found in faults(KEYS // 3, seed) if isinstance(found, Fault)] == []
