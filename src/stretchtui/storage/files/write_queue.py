"""One thread that does the program's disk writes in order, so that no screen waits for a disk.

An fsync can take seconds (a memory card, a network disk, a busy machine), a file lock as long as its holder likes.
Neither may stand in the way of a clock or a key.
"""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")


class WriteQueue:
    """Jobs that may block, done one after the other in the order in which they were handed in.

    The thread begins with the first job. It does not keep the process alive: who ends the program calls `drain`.
    """

    def __init__(self) -> None:
        self._jobs: deque[Callable[[], None]] = deque()
        self._changed = threading.Condition()
        self._unfinished = 0
        self._thread: threading.Thread | None = None

    def submit(self, job: Callable[[], T]) -> "Future[T]":
        """Do a job when all before it are done; returns at once. The future has its result, or what it raised."""
        future: Future[T] = Future()

        def run() -> None:
            try:
                result = job()
            except BaseException as error:  # noqa: BLE001 - whatever it is, it belongs to the one who waits
                future.set_exception(error)
            else:
                future.set_result(result)

        with self._changed:
            self._jobs.append(run)
            self._unfinished += 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="stretchtui-disk", daemon=True)
                self._thread.start()
            self._changed.notify_all()
        return future

    def drain(self, timeout: float | None = None) -> bool:
        """Wait until every job handed in so far is done, `timeout` seconds at the most; False where time ran out."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._unfinished, timeout)

    @property
    def idle(self) -> bool:
        """True where nothing is being done or waits for its turn."""
        return not self._unfinished

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: bool(self._jobs))
                job = self._jobs.popleft()
            with suppress(Exception):  # what a callback of the future raises must not end the thread
                job()
            with self._changed:
                self._unfinished -= 1
                self._changed.notify_all()
