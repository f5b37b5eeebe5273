"""Plain values, JSON and MessagePack to types of ours: the one door to msgspec's decoding, safe from every thread.

msgspec (0.22) learns a type when it is first decoded to, and Python code runs meanwhile, so that another thread may
come to the same type: it finds it half learnt, and the process dies of it (a null pointer; nothing can be caught, the
terminal stays as it was). Histories and figures are read in threads. So each type is learnt by one thread alone.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from threading import Lock
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_ONE_AT_A_TIME = Lock()


def convert(value: Any, kind: type[T]) -> T:
    """The value as a type. Raises msgspec.ValidationError."""
    _learn(kind)
    return msgspec.convert(value, kind)


def from_json(data: bytes, kind: type[T]) -> T:
    """JSON as a type. Raises msgspec.DecodeError, and UnicodeDecodeError."""
    _learn(kind)
    return msgspec.json.decode(data, type=kind)


def from_msgpack(data: bytes | memoryview, kind: type[T]) -> T:
    """MessagePack as a type. Raises msgspec.DecodeError, and ValueError."""
    _learn(kind)
    return msgspec.msgpack.decode(data, type=kind)


def _learnt(kind: Any) -> None:
    """Have msgspec know a type, and all types within it."""
    with _ONE_AT_A_TIME, suppress(msgspec.ValidationError):
        msgspec.convert(None, kind)


_learn: Callable[[Any], None] = cache(_learnt)
