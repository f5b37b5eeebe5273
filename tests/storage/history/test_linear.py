"""Files made to be slow: what reading costs grows with the file, and no faster.

Counted in calls of functions and in bytes that are parsed, not in seconds: the same on every machine.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli

from stretchtui.storage.history.log import HistoryLog
from stretchtui.storage.history.serialize import block_text
from tests.storage.history.histories import log_at, session

BLOCK = block_text(session(1)).encode()
SHAPES: dict[str, Callable[[int], bytes]] = {
    "a note of hashes": lambda n: block_text(session(1, note=" #" * n)).encode(),
    "a comment of hashes": lambda n: BLOCK.replace(b"seconds = 101", b"seconds = 101" + b" #" * n),
    "broken texts": lambda n: b'[[session]]\nid = """a\n' * n + BLOCK,
    "broken notes": lambda n: b'[[session]]\nid = "a"\nnote = """ x\n' * n + BLOCK,
    "lone headers": lambda n: b"[[session]]\n" * n + BLOCK,
    "open lists": lambda n: b'[[session]]\nid = "b"\nstretches = [\n' * n + BLOCK,
    "open quotes": lambda n: b'[[session]]\nid = "b\n' * n + BLOCK,
    "one id": lambda n: BLOCK * n,
    "its id in a text": lambda n: BLOCK + b'[[session]]\nid = "q"\nnote = """\n' + b'"s-00001"\n' * n + b'"""\n',
}
ACTS: dict[str, Callable[[HistoryLog], object]] = {
    "all": lambda log: log.all(),
    "edit": lambda log: log.edit("s-00001", note="x"),
    "append": lambda log: log.append(session(9)),
}


def cost(act: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> int:
    """How many functions are called, and bytes parsed."""
    count = 0
    loads = tomli.loads

    def counted(text: str) -> dict[str, Any]:
        nonlocal count
        count += len(text)
        return loads(text)

    def heard(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(heard)
    with monkeypatch.context() as patch:
        patch.setattr(tomli, "loads", counted)
        try:
            act()
        finally:
            sys.setprofile(before)
    return count


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_file_is_four_times_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shape: str, act: str
) -> None:
    costs = []
    for size in (500, 2000):
        log = log_at(tmp_path / str(size))
        log.path.parent.mkdir()
        log.path.write_bytes(SHAPES[shape](size))
        costs.append(cost(lambda log=log: ACTS[act](log), monkeypatch))  # type: ignore[misc]
    assert costs[1] < 4.6 * costs[0] + 5000
