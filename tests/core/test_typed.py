"""Decoding to types: what two threads need for the first time at once must not kill the process."""

import subprocess
import sys
from typing import Any

import msgspec
import pytest

from stretchtui.core.typed import convert, from_json, from_msgpack

RACE = """
import sys, threading, types
sys.setswitchinterval(1e-6)
{imports}
TYPES = '''
from __future__ import annotations
import msgspec
class Inner(msgspec.Struct, frozen=True):
    number: int = 0
    text: str = ""
    numbers: tuple[float, ...] = ()
class Outer(msgspec.Struct, frozen=True):
    one: Inner = Inner()
    named: dict[str, Inner] = {{}}
    many: list[Inner] = []
'''
VALUE = {{"one": {{"number": 1}}, "named": {{"a": {{"text": "b"}}}}, "many": [{{"numbers": [1.0]}}]}}
for turn in range({turns}):
    module = types.ModuleType(f"types_{{turn}}")
    sys.modules[module.__name__] = module
    exec(TYPES, module.__dict__)
    start = threading.Barrier(3)
    found = []
    def decode():
        start.wait()
        found.append(convert(VALUE, module.Outer))
        found.append(convert(VALUE["one"], module.Inner))
    threads = [threading.Thread(target=decode) for _ in range(3)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(found) == 6 and found.count(module.Inner(1)) == 3, found
print("whole")
"""


class Point(msgspec.Struct, frozen=True):
    """A type to decode to."""

    across: int
    up: int = 0


def race(imports: str, turns: int) -> "subprocess.CompletedProcess[str]":
    """Three threads that come to the same new types at once, so many times."""
    script = RACE.format(imports=imports, turns=turns)
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=120)


def test_threads_may_need_a_type_for_the_first_time_at_once() -> None:
    """A history, a figure and a self-test are read in threads; msgspec alone lets the process die of that."""
    done = race("from stretchtui.core.typed import convert", 300)
    assert (done.returncode, done.stdout) == (0, "whole\n"), done.stderr[-2000:]


@pytest.mark.parametrize(
    ("decode", "data"),
    [(convert, {"across": 3}), (from_json, b'{"across": 3}'), (from_msgpack, msgspec.msgpack.encode({"across": 3}))],
)
def test_what_is_decoded(decode: Any, data: Any) -> None:
    assert decode(data, Point) == Point(3)


@pytest.mark.parametrize(
    ("decode", "data"),
    [(convert, {"across": "x"}), (from_json, b'{"across": "x"}'), (from_msgpack, msgspec.msgpack.encode({}))],
)
def test_what_does_not_fit_is_refused(decode: Any, data: Any) -> None:
    with pytest.raises(msgspec.ValidationError):
        decode(data, Point)
