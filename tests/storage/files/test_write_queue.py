"""Jobs that may block: in order, away from the caller, and waited for at the end."""

from threading import Event

import pytest

from stretchtui.storage.files.write_queue import WriteQueue


def test_jobs_are_done_in_order_and_nobody_waits() -> None:
    queue, gate, done = WriteQueue(), Event(), []
    first = queue.submit(gate.wait)
    others = [queue.submit(lambda n=n: done.append(n)) for n in range(50)]  # type: ignore[misc]
    assert not first.done()
    assert not queue.idle
    assert not queue.drain(0.01)
    assert done == []
    gate.set()
    assert queue.drain(60)
    assert queue.idle
    assert done == list(range(50))
    assert all(other.done() for other in others)


def test_what_a_job_raises_is_for_the_one_who_waits_and_the_next_is_done_all_the_same() -> None:
    queue = WriteQueue()

    def fail() -> None:
        raise ValueError

    failed = queue.submit(fail)
    failed.add_done_callback(lambda _: fail())
    assert queue.submit(lambda: 7).result(60) == 7
    with pytest.raises(ValueError, match=r"^$"):
        failed.result()


def test_nothing_handed_in_is_nothing_to_wait_for() -> None:
    assert WriteQueue().drain(0)
